"""How a target year reads: what the plan writes, told apart from what only follows from it."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd

from geodata.language.text import word
from geodata.language.vocabulary import Language, term

# The basis of a year that no clause writes.
HORIZON: Final = "plan"


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


def target_year_said(row: Any, language: Language) -> str:
    """The year of a row of targets with a small sign of its basis; its phase where it has none."""
    if pd.isna(row.year):
        return term("phase", row.phase, language)
    basis = "period" if row.year_basis == "phase" else row.year_basis
    sign = word(f"sign_{basis}", language)
    return word("year_signed", language, year=int(row.year), sign=sign)


def year_signed(row: Any, language: Language) -> tuple[str, str]:
    """The year of a row of projects and a small sign of its basis.

    Where no year is written, the first says so and the second gives the plan's horizon.
    """
    if row.year_basis == HORIZON:
        return word("year_none", language), word("sign_plan", language, year=row.target_year)
    basis = row.phase if row.year_basis == "phase" else row.year_basis
    sign = word("sign_other", language) if row.year_from else word(f"sign_{basis}", language)
    return str(row.target_year), sign
