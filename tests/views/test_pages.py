"""The text pages: county, targets, gaps, sources, and their tables as a workbook."""

from __future__ import annotations

import datetime
import io

import openpyxl
import pytest

from geodata.analysis.ledger import comparison
from geodata.config import configuration
from geodata.record.filters import Filters
from geodata.record.masks import in_counties
from geodata.record.record import Record
from geodata.record.selection import Selection
from geodata.reports import page_workbook
from geodata.reports.provenance import provenance
from geodata.views import county, coverage, page, sources, targets


def texts(part: object) -> list[str]:
    """Every text of a block, a cell or a list of them."""
    match part:
        case str():
            return [part]
        case dict():
            return [text for value in part.values() for text in texts(value)]
        case list() | tuple():
            return [text for value in part for text in texts(value)]
    return []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_county_lists_exactly_its_things(record: Record, language: str) -> None:
    every = Selection(record, Filters()).mask
    own = record.projects[in_counties(record, ["371424"])].drop_duplicates("thing")
    said = county.blocks("371424", every, record, language)
    table = next(block for block in said if block["type"] == "table")
    assert {row[0]["item"] for row in table["rows"]} == set(own.project_id)
    assert {row[4] for row in table["rows"]} == set(own.quote_zh)


def test_a_county_says_first_what_its_plan_leaves_out(record: Record) -> None:
    every = Selection(record, Filters()).mask
    partial = county.blocks("370105", every, record, "zh")
    unread = county.blocks("370102", every, record, "zh")
    assert partial[2]["tone"] == unread[2]["tone"] == "warning"
    assert "一部分" in partial[2]["text"]
    assert "未收录" in unread[2]["text"]
    assert "本县点名的事项" not in texts(unread)


def test_every_county_can_be_chosen(record: Record) -> None:
    chosen = [code for _, group in county.county_choices(record, "zh") for code, _ in group]
    assert sorted(chosen) == sorted(record.county_names.index)


def test_targets_follow_the_filters(record: Record) -> None:
    left = targets.chosen(record.targets, Filters(sector=("sink",), city=("dezhou",), year=2025))
    expected = [
        t.target_id
        for t in record.targets.itertuples()
        if t.sector == "sink" and t.document_id == "dezhou" and t.year <= 2025
    ]
    assert left.target_id.tolist() == expected
    found = targets.chosen(record.targets, Filters(text="森林覆盖率"))
    assert "forest_cover" in set(found.indicator)
    assert all("森林覆盖率" in t.indicator_zh + t.quote_zh for t in found.itertuples())


def test_indicators_that_can_be_compared_have_one_unit(record: Record) -> None:
    units = comparison(record).groupby("indicator").unit_std.nunique()
    assert units[units > 1].index.tolist() == []
    assert units.index.isin([value for value, _ in targets.indicator_choices(record, "zh")]).all()


@pytest.mark.parametrize(
    ("comparator", "value", "unit", "said"),
    [(">=", 1000, "MW", "≥ 1,000 MW"), ("~", 13, "%", "≈ 13%"), ("=", 43.25, "%", "43.25%")],
)
def test_bounds_are_kept(comparator: str, value: float, unit: str, said: str) -> None:
    assert targets.bounded(comparator, value, unit) == said


def test_the_matrix_has_four_kinds_of_empty(record: Record) -> None:
    every = Selection(record, Filters()).mask
    question = coverage.Question(every, "wind_farm", "storage_station", by_kind=True)
    table = coverage.matrix_blocks(question, record, "zh")[-1]
    by_county = {row[0]["county"]: row for row in table["rows"]}
    wind = table["head"].index("风电场")
    assert by_county["371423"][wind]["text"] == "1"  # 庆云 names one
    assert by_county["371424"][wind]["text"] == "○"  # 临邑 is covered and names none
    assert by_county["370105"][wind]["text"] == "◐"  # 天桥 is partly covered
    assert by_county["370102"][wind]["text"] == "—"  # no plan of 历下 was read
    titles = table["head"].index("试点与示范")
    assert by_county["371424"][titles]["text"] == "·"  # in 德州's plan a title of the whole city


def test_complements_open_their_items(record: Record) -> None:
    every = Selection(record, Filters(city=("dezhou",))).mask
    question = coverage.Question(every, "storage_station", "wind_farm", by_kind=False)
    said = coverage.kind_blocks(question, record, "zh")
    pairs = next(b for b in said if b["type"] == "table" and b["head"][1] == "储能电站")
    found = {(row[0]["county"], row[2]["county"]) for row in pairs["rows"]}
    assert found == {("371424", "371426"), ("371424", "371482"), ("371425", "371482")}


def test_sources_list_every_erratum_and_unplaced_row(record: Record) -> None:
    said = texts(sources.blocks(record, "zh"))
    for erratum in record.errata.itertuples():
        assert erratum.printed_zh in said
    for row in record.projects[record.projects.adcodes == ""].itertuples():
        assert row.name_zh in said


def test_a_page_becomes_a_workbook(record: Record) -> None:
    parts = [
        page.table("一/二", ["甲", "乙"], [["=1+1", "1,608"], [page.item("项目", "x-001"), "≥ 3"]]),
        page.fold("一/二", [page.table("丙", ["丁"], [["-5"]])]),
    ]
    about = provenance(Filters(), record, configuration(), "zh", datetime.date(2026, 11, 21))
    body = page_workbook.page_bytes(parts, about, "zh", datetime.date(2026, 11, 21))
    book = openpyxl.load_workbook(io.BytesIO(body))
    first, folded, last = (book[name] for name in book.sheetnames)
    assert book.sheetnames[:2] == ["一 二", "丙"]
    assert [[c.value for c in row] for row in first.iter_rows(min_row=2)] == [
        ["=1+1", 1608],
        ["项目", "≥ 3"],
    ]
    assert first["A2"].data_type == "s"
    assert folded["A2"].value == -5
    assert [(r[0].value, r[1].value) for r in last.iter_rows()] == [
        (key, value or None) for key, value in about
    ]
