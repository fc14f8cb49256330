"""How a year is said: written for the item, for its paragraph or phase, elsewhere, or nowhere."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geodata.record.record import Record
from geodata.views import page
from geodata.views.years import year_cell, year_order, year_said

SAID = [
    # row, card in Chinese, card in English, cell in Chinese
    (0, "2025 · 本项写明", "2025 · Stated for the item", "2025（本项）"),
    (1, "未写明 · 规划期末 2030", "none given · the plan's horizon is 2030", "未写（期末2030）"),
    (2, "2025 · 近期／远期", "2025 · From its phase", "2025（近期）"),
    (
        3,
        "2025 · 据同一事项另处（二（一））",
        "2025 · from another mention of it (二（一）)",
        "2025（另处）",
    ),
    (7, "2025 · 本段目标年", "2025 · From its paragraph", "2025（本段）"),
]


@pytest.mark.parametrize(("number", "zh", "en", "cell"), SAID)
def test_a_year_says_where_it_is_written(
    number: int, zh: str, en: str, cell: str, small: Record
) -> None:
    row = small.projects.iloc[number]
    assert (year_said(row, small, "zh"), year_said(row, small, "en")) == (zh, en)
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
