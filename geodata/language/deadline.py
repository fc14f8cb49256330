"""When a target is due, as readers see it: a year, or the phase written instead of one."""

from __future__ import annotations

from typing import Final

import pandas as pd

from geodata.language.vocabulary import PHASES, Language, term

_PHASES: Final = {phase.id: n for n, phase in enumerate(PHASES)}
_AFTER_YEARS: Final = 10_000


def deadline(year: int | None, phase: str, language: Language) -> str:
    """The year, where there is one, else the phase in words (近期, 远期, 规划期内)."""
    return term("phase", phase, language) if year is None else str(year)


def year_of(value: object) -> int | None:
    """A year of the record as an int; None where the row has none."""
    return None if pd.isna(value) else int(value)  # type: ignore[call-overload]


def dated(year: int | None, phase: str) -> int:
    """What deadlines are sorted by: years in their order, then the phases in theirs."""
    return year if year is not None else _AFTER_YEARS + _PHASES.get(phase, len(_PHASES))
