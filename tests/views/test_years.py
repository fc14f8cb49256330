"""How a year is said: written for the item, for its paragraph or phase, elsewhere, or nowhere."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geodata.language.years import year_as_written
from geodata.record.record import Record
from geodata.views import page
from geodata.views.years import year_cell, year_order

SAID = [
    # row, in full in Chinese, in English, cell in Chinese
    (0, "2025年", "2025", "2025（本项）"),
    (1, "未写年份（规划期末2030）", "no year written (plan's horizon 2030)", "未写（期末2030）"),
    (2, "近期（2025年）", "Near term (2025)", "2025（近期）"),
    (3, "2025年（见同一事项dezhou-001）", "2025 (same item, see dezhou-001)", "2025（另处）"),
    (7, "2025年（本段目标年）", "2025 (from its paragraph)", "2025（本段）"),
]


@pytest.mark.parametrize(("number", "zh", "en", "cell"), SAID)
def test_a_year_says_where_it_is_written(
    number: int, zh: str, en: str, cell: str, small: Record
) -> None:
    row = small.projects.iloc[number]
    year = (row.target_year, row.year_basis, row.phase, row.year_from)
    assert (year_as_written(*year, "zh"), year_as_written(*year, "en")) == (zh, en)
    assert year_cell(row, "zh").text == cell


def test_a_year_that_is_nowhere_written_is_no_value(small: Record) -> None:
    assert year_cell(small.projects.iloc[0], "zh") == page.number(2025, "2025（本项）")
    assert year_cell(small.projects.iloc[1], "zh") == page.blank("未写（期末2030）")


def test_orders(small: Record) -> None:
    """The wetland moved to 2020, before the others; the horizon stays last."""
    years = small.projects.target_year.where(small.projects.index != 4, 2020)
    moved = replace(small, projects=small.projects.assign(target_year=years))
    assert year_order(moved, False).tolist() == [4, 0, 2, 3, 7, 1, 5, 6]
    assert year_order(moved, True).tolist() == [0, 2, 3, 7, 4, 1, 5, 6]
