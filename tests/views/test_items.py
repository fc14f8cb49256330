"""The table of items: its pages and orders, its years, the line that counts."""

from __future__ import annotations

import numpy as np
import pytest

from geodata.record.filters import Filters
from geodata.record.record import Record
from geodata.record.selection import select
from geodata.views.items import COLUMNS, PAGE_ROWS, count_line, ordered_rows, table_page


def test_table_page(small: Record) -> None:
    said = table_page(np.arange(8), 1, select(small), "zh")
    assert (said["page"], said["pages"], said["page_label"]) == (1, 1, "第 1／1 页")
    assert [row["id"] for row in said["rows"]] == list(small.projects.project_id)
    assert [row["again"] for row in said["rows"]].index(True) == 3
    assert said["rows"][3]["cells"][8] == "此处未写，另处：市能源局"
    assert said["rows"][5]["cells"] == [
        "货运铁路",
        "铁路",
        "新建",
        "起步区",
        "天桥区、济阳区",
        ("未写", "期末2030"),
        "20公里",
        "多县示意",
        "原文未写",
    ]
    assert said["rows"][6]["cells"][4] == "—"
    assert [row["cells"][8] for row in said["rows"]][:3] == [
        "市能源局",
        "原文未写",
        "市能源局等2个",
    ]
    assert [key for key, _ in said["columns"]] == list(COLUMNS)


def test_a_year_shows_its_basis(small: Record) -> None:
    """Row 3 shares the year of row 0; that of rows 1, 5 and 6 is in no clause."""
    said = [row["cells"][5] for row in table_page(np.arange(8), 1, select(small), "en")["rows"]]
    assert said == [
        ("2025", "own"),
        ("none", "horizon 2030"),
        ("2025", "near term"),
        ("2025", "elsewhere"),
        ("2025", "own"),
        ("none", "horizon 2030"),
        ("none", "horizon 2030"),
        ("2025", "para."),
    ]


def test_pages_hold_every_row_once(record: Record) -> None:
    rows = np.arange(len(record.projects))
    pages = table_page(rows, 1, select(record), "en")["pages"]
    assert pages == (len(rows) + PAGE_ROWS - 1) // PAGE_ROWS
    said = [table_page(rows, page, select(record), "en")["rows"] for page in range(1, pages + 1)]
    assert [row["id"] for page in said for row in page] == list(record.projects.project_id)
    assert table_page(rows, pages + 9, select(record), "en")["page"] == pages
    assert table_page(rows, -3, select(record), "en")["page"] == 1
    assert table_page(rows[:0], 1, select(record), "en")["rows"] == []


def test_ordered(small: Record) -> None:
    def ids(column: str, descending: bool = False) -> list[int]:
        return ordered_rows(select(small), column, descending).tolist()

    assert ids("") == list(range(8))
    assert ids("no such column") == list(range(8))
    # What no clause dates comes last in both directions.
    assert ids("year") == [0, 2, 3, 4, 7, 1, 5, 6]
    assert ids("year", True) == [0, 2, 3, 4, 7, 1, 5, 6]
    assert set(ids("responsible")[:2]) == set(ids("responsible", True)[:2]) == {0, 2}
    # The row without a county comes last in both directions, and so does a blank quantity.
    assert ids("county") == [4, 5, 7, 0, 1, 2, 3, 6]
    assert ids("county", True) == [0, 1, 2, 3, 7, 5, 4, 6]
    blank = set(np.flatnonzero(small.projects.quantity_zh == ""))
    for descending in (False, True):
        assert set(ids("quantity", descending)[-len(blank) :]) == blank


def test_ordered_within_a_selection(small: Record) -> None:
    early = select(small, Filters(year=2025))
    assert ordered_rows(early, "name").tolist() != []
    assert sorted(ordered_rows(early, "name")) == [0, 2, 3, 4, 7]
    assert ordered_rows(early, "county", True).tolist() == [0, 2, 3, 7, 4]


def test_written_years_are_in_order_and_the_horizon_is_last(record: Record) -> None:
    for descending in (False, True):
        rows = record.projects.iloc[ordered_rows(select(record), "year", descending)]
        written = rows.year_basis != "plan"
        assert written.tolist() == sorted(written, reverse=True)
        years = rows.target_year[written].tolist()
        assert years == sorted(years, reverse=descending)


@pytest.mark.parametrize("column", list(COLUMNS))
def test_ordering_loses_no_row(column: str, record: Record) -> None:
    for descending in (False, True):
        order = ordered_rows(select(record), column, descending)
        rows = record.projects.iloc[order]
        assert sorted(rows.project_id) == sorted(record.projects.project_id)
        cells = rows[COLUMNS[column]].tolist()
        said = [cell for cell in cells if cell != ""]
        assert cells[len(said) :] == [""] * (len(cells) - len(said))
        if column not in ("quantity", "year"):  # which go by number, and by what is written
            assert said == sorted(said, reverse=descending)


def test_quantities_go_by_their_number(record: Record) -> None:
    for descending in (False, True):
        rows = record.projects.iloc[ordered_rows(select(record), "quantity", descending)]
        for unit in ("capacity_mw", "length_km", "area_ha"):
            alone = rows[(rows.quantity_zh != "") & rows[unit].notna()]
            others = [u for u in ("capacity_mw", "length_km", "area_ha") if u != unit]
            amounts = alone[alone[others].isna().all(axis=1)][unit].tolist()
            assert amounts == sorted(amounts, reverse=descending)


def test_count_line(small: Record) -> None:
    said = "8 条记录，7 项事项，其中 1 项未指明县；1 项只是依托支持或仅提及，不算列名"
    assert count_line(select(small), "zh") == said
    dezhou = select(small, Filters(city=("dezhou",)))
    assert count_line(dezhou, "en") == "4 rows, 3 items, 0 of them without a county"


def test_a_page_is_as_long_as_asked_and_has_the_clauses_asked_for(record: Record) -> None:
    rows = np.arange(len(record.projects))
    said = table_page(rows, 2, select(record), "zh", size=100, unfolded=["dezhou-009"])
    assert len(said["rows"]) == 100
    assert said["pages"] == -(-len(rows) // 100)
    assert not any("clause" in row for row in said["rows"])
    first = table_page(rows, 1, select(record), "zh", size=100, unfolded=["dezhou-009", "nothing"])
    clauses = {row["id"]: row["clause"] for row in first["rows"] if "clause" in row}
    quote, where = clauses.pop("dezhou-009")
    assert clauses == {}
    assert quote == record.project("dezhou-009").quote_zh
    assert "德政字〔2023〕29号" in where


def test_a_search_tells_names_from_clauses(record: Record) -> None:
    """氢 stands in the names of some items and only in the clauses of others."""
    selection = select(record, Filters(text="氢", city=("jinan_qibu",)))
    rows = ordered_rows(selection)
    named = [record.projects.name_zh[n] for n in rows if "氢" in record.projects.name_zh[n]]
    said = table_page(rows, 1, selection, "zh")["rows"]
    assert [row["in_clause"] for row in said] == [n >= len(named) for n in range(len(said))]
    assert [row["cells"][0] for row in said][: len(named)] == named
    things = record.projects.thing.iloc[rows]
    by_name = things[record.projects.name_zh.iloc[rows].str.contains("氢")].nunique()
    only = things.nunique() - by_name
    assert by_name
    assert only
    line = count_line(selection, "zh")
    assert f"名称里找到 {by_name} 项，只有原文提到的 {only} 项" in line
    assert count_line(select(record, Filters(text="没有这样的词")), "zh") == "没有记录"
