"""How a target year reads: what the plan writes, told apart from what only follows from it."""

from __future__ import annotations

from geodata.language.text import word
from geodata.language.vocabulary import Language, term


def year_as_written(
    year: object, basis: str, phase: str, year_from: str, language: Language
) -> str:
    """A target year as its `basis` (of YEAR_BASES) allows it to be read.

    A year that is only the plan's horizon reads as none; one that is shared from another mention of
    the thing names that row (`year_from`, '' for its own).
    """
    if year_from:
        return word("year_shared", language, year=year, source=year_from)
    if basis == "phase" and phase:
        return word("year_phase", language, year=year, phase=term("phase", phase, language))
    return word(f"year_{basis}", language, year=year)
