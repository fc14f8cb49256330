"""What the plans do with a thing, thing by thing."""

from __future__ import annotations

from collections.abc import Iterable
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


def told_apart(rows: Iterable[Any]) -> tuple[int, int]:
    """How many things of rows of projects are done something with; how many only leaned on."""
    quiet = {row.thing: row.thing_role in QUIET_ROLES for row in rows}
    return len(quiet) - sum(quiet.values()), sum(quiet.values())


def things_said(rows: Iterable[Any], every: Iterable[Any] | None, language: Language) -> str:
    """How many things `rows` name, quiet ones apart; under filters also how many `every` names."""
    named, quiet = told_apart(rows)
    said = word("things", language, things=named)
    if every is not None:
        said = word("things_of", language, things=named, every=told_apart(every)[0])
    return said + (word("things_quiet", language, quiet=quiet) if quiet else "")


def role_said(row: Any, language: Language) -> str:
    """What the plan does with a thing in this row of projects, and where it does more elsewhere."""
    own = term("role", row.role, language)
    if row.thing_role == row.role:
        return own
    return word("role_elsewhere", language, own=own, most=term("role", row.thing_role, language))
