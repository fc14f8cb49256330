"""A target year as a cell of a table, and the order of years."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from geodata.language.text import word
from geodata.language.vocabulary import Language
from geodata.language.years import HORIZON, target_year_said, year_signed
from geodata.record.derived import kept_with_record
from geodata.record.record import Record
from geodata.views import page as b


def year_cell(row: Any, language: Language) -> b.Cell:
    """The year as a cell of a table; one that no clause writes is a blank, last in every order."""
    year, sign = year_signed(row, language)
    text = word("year_signed", language, year=year, sign=sign)
    if row.year_basis == HORIZON:
        return b.blank(text)
    return b.number(row.target_year, text)


def target_year_cell(row: Any, language: Language) -> b.Cell:
    """The year of a row of targets as a cell; a phase without a year is a blank, after years."""
    text = target_year_said(row, language)
    return b.blank(text) if pd.isna(row.year) else b.number(row.year, text)


@kept_with_record
def year_order(record: Record, descending: bool) -> np.ndarray:
    """Row numbers of all projects by year, equal ones by id; those of the horizon are last."""
    rows = record.projects
    year = rows.target_year.to_numpy(dtype=int)
    order = np.lexsort([-year if descending else year, (rows.year_basis == HORIZON).to_numpy()])
    return order.astype(np.int32)
