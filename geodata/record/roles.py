"""What the plans do with a thing, thing by thing."""

from __future__ import annotations

import numpy as np

from geodata.language.vocabulary import QUIET_ROLES
from geodata.record.derived import kept_with_record
from geodata.record.record import Record


@kept_with_record
def quiet_rows(record: Record) -> np.ndarray:
    """Rows of things that the plans only lean on or mention, wherever they name them; bool.

    They are drawn paler and counted apart, whatever is filtered.
    """
    quiet = record.projects.role.isin(QUIET_ROLES)
    return quiet.groupby(record.projects.thing).transform("all").to_numpy(dtype=bool)


@kept_with_record
def quiet_things(record: Record) -> frozenset[str]:
    """The things of `quiet_rows`."""
    return frozenset(record.projects.thing[quiet_rows(record)])
