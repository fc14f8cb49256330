"""How a target year is said: whether it is written for the item, and where, or only the horizon."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from geodata.language.text import word
from geodata.language.vocabulary import Language
from geodata.record.derived import kept_with_record
from geodata.record.record import Record
from geodata.views import page as b

# The basis of a year that no clause writes.
_HORIZON: Final = "plan"


def year_signed(row: Any, language: Language) -> tuple[str, str]:
    """The year of a row of projects and a small sign of its basis.

    Where no year is written, the first says so and the second gives the plan's horizon.
    """
    if row.year_basis == _HORIZON:
        return word("year_none", language), word("sign_plan", language, year=row.target_year)
    basis = row.phase if row.year_basis == "phase" else row.year_basis
    sign = word("sign_other", language) if row.year_from else word(f"sign_{basis}", language)
    return str(row.target_year), sign


def year_cell(row: Any, language: Language) -> b.Cell:
    """The year as a cell of a table; one that no clause writes is a blank, last in every order."""
    year, sign = year_signed(row, language)
    text = word("year_signed", language, year=year, sign=sign)
    if row.year_basis == _HORIZON:
        return b.blank(text)
    return b.number(row.target_year, text)


@kept_with_record
def year_order(record: Record, descending: bool) -> np.ndarray:
    """Row numbers of all projects by year, equal ones by id; those of the horizon are last."""
    rows = record.projects
    year = rows.target_year.to_numpy(dtype=int)
    order = np.lexsort([-year if descending else year, (rows.year_basis == _HORIZON).to_numpy()])
    return order.astype(np.int32)
