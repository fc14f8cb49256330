"""What the plans do with a thing, thing by thing."""

from __future__ import annotations

from typing import Any

import numpy as np

from geodata.language.text import word
from geodata.language.vocabulary import QUIET_ROLES, Language, term
from geodata.record.derived import kept_with_record
from geodata.record.record import Record


@kept_with_record
def quiet_rows(record: Record) -> np.ndarray:
    """Rows of things that the plans only lean on or mention, wherever they name them; bool.

    They are drawn paler and counted apart, whatever is filtered: what a plan names (列名) is what
    it does something with.
    """
    return record.projects.thing_role.isin(QUIET_ROLES).to_numpy(dtype=bool)


@kept_with_record
def quiet_things(record: Record) -> frozenset[str]:
    """The things of `quiet_rows`."""
    return frozenset(record.projects.thing[quiet_rows(record)])


def role_said(row: Any, language: Language) -> str:
    """What the plan does with a thing in this row of projects, and where it does more elsewhere."""
    own = term("role", row.role, language)
    if row.thing_role == row.role:
        return own
    return word("role_elsewhere", language, own=own, most=term("role", row.thing_role, language))
