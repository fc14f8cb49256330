"""What the plans do with a thing, thing by thing."""

from __future__ import annotations

from geodata.language.vocabulary import QUIET_ROLES
from geodata.record.derived import kept_with_record
from geodata.record.record import Record


@kept_with_record
def quiet_things(record: Record) -> frozenset[str]:
    """Things that the plans only lean on or mention: every row of theirs has a quiet role.

    They are drawn paler and counted apart, whatever is filtered.
    """
    rows = record.projects
    loud = set(rows.thing[~rows.role.isin(QUIET_ROLES)])
    return frozenset(rows.thing) - loud
