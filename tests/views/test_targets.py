"""Targets on their page: phases beside years, responsible units, what operates, 万千瓦 and MW."""

from __future__ import annotations

import datetime
import io
from dataclasses import replace

import docx
import openpyxl
import pandas as pd
import pytest
from fixture.blocks import texts

from geodata.analysis.summary import targets_by_indicator
from geodata.atlas.layers import MapLayers
from geodata.exhibition.tour import tour
from geodata.language.deadline import year_of
from geodata.language.vocabulary import Language
from geodata.record.filters import Filters
from geodata.record.record import Record
from geodata.record.selection import select
from geodata.reports import briefing, page_workbook
from geodata.views import capacity_bars, county, ledger, operating, page, targets, trajectories

TODAY = datetime.date(2026, 11, 21)
PHASES = {
    "zh": {"近期", "远期", "规划期内"},
    "en": {"Near term", "Long term", "Within the plan's period"},
}


@pytest.fixture(scope="module")
def undated(record: Record) -> Record:
    """The record with every third target's year taken away: capacities, shares, everything."""
    changed = record.targets.copy()
    third = changed.index % 3 == 0
    changed.loc[third, "year"] = pd.NA
    changed.loc[third, "phase"] = "long"
    return replace(record, targets=changed)


def listed(blocks: list[page.Block]) -> page.Table:
    (table,) = page.tables(blocks)
    return table


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_phase_is_said_in_words_and_comes_after_years(record: Record, language: Language) -> None:
    table = listed(targets.all_targets(select(record), language))
    place = [column.text for column in table.columns].index(
        {"zh": "目标年", "en": "Year"}[language]
    )
    phased = [row[place] for row in table.rows if row[place].value is None]
    assert len(phased) == int(record.targets.year.isna().sum()) > 0
    assert {cell.text for cell in phased} <= PHASES[language]
    signs = ({"zh": "本项 本段 规划期", "en": "own para. period"}[language]).split()
    dated = [row[place] for row in table.rows if row[place].value]
    bracket = {"zh": "{}（{}）", "en": "{} ({})"}[language]
    assert all(cell.text in {bracket.format(cell.value, sign) for sign in signs} for cell in dated)
    # Of one indicator and city no year stands after a phase.
    groups: dict[tuple[str, str], list[bool]] = {}
    for row in table.rows:
        groups.setdefault((row[0].text, row[1].text), []).append(row[place].value is None)
    assert all(said == sorted(said) for said in groups.values())


def test_only_a_chosen_year_leaves_phases_out_and_says_so(record: Record) -> None:
    without = int(record.targets.year.isna().sum())
    assert not any("只写阶段" in t for t in texts(targets.intro(select(record), "zh")))
    for due in ("by", "in"):
        chosen = select(record, Filters(year=2035, due=due))  # type: ignore[arg-type]
        assert targets.chosen(chosen).year.notna().all()
        assert f"另有 {without} 个目标只写阶段。" in texts(targets.intro(chosen, "zh"))
    heze = select(record, Filters(year=2030, city=("heze",), sector=("sink",)))
    own = record.targets[(record.targets.document_id == "heze") & (record.targets.sector == "sink")]
    said = f"Targets with a phase and no year, left out: {int(own.year.isna().sum())}."
    assert said in texts(targets.intro(heze, "en"))
    nobody = select(record, Filters(year=2030, city=("zibo",)))
    assert not any("left out" in t for t in texts(targets.intro(nobody, "en")))


def test_the_unit_filter_chooses_targets(record: Record) -> None:
    assert "unit" in targets.FILTERS
    assert "unit" not in targets.IDLE
    name = "市交通运输局"
    selection = select(record, Filters(unit=(name,), city=("heze",)))
    rows = record.targets[record.targets.document_id == "heze"]
    own = [name in units.split(";") for units in rows.responsible_zh]
    assert set(targets.chosen(selection).target_id) == set(rows.target_id[own])
    table = listed(targets.all_targets(selection, "zh"))
    place = [column.text for column in table.columns].index("责任单位")
    assert all(name in row[place].text.split("、") for row in table.rows)
    # A part of a name is another unit.
    other = select(record, Filters(unit=("市城管局",)))
    assert not any("市城市管理局" in u.split(";") for u in targets.chosen(other).responsible_zh)


def test_units_are_counted_with_the_other_filters(record: Record) -> None:
    selection = select(record, Filters(year=2025, city=("heze",), unit=("市林业局",)))
    said = targets.facets(selection).unit
    rows = record.targets[(record.targets.document_id == "heze") & (record.targets.year <= 2025)]
    counts = pd.Series([u for us in rows.responsible_zh for u in us.split(";") if u]).value_counts()
    assert said == counts.to_dict()
    assert targets.facets(selection).city["heze"] == said["市林业局"]


def test_a_baseline_stands_in_its_own_column(record: Record) -> None:
    table = listed(targets.all_targets(select(record), "zh"))
    place = [column.text for column in table.columns].index("基准年")
    said = sorted(row[place].value for row in table.rows if row[place].value)
    assert said == sorted(int(y) for y in record.targets.baseline_year.dropna()) != []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_breaks_where_any_target_has_a_phase(
    undated: Record, layers: MapLayers, language: Language
) -> None:
    selection = select(undated)
    blocks = [
        *targets.intro(selection, language),
        *capacity_bars.capacity_blocks(selection, language),
        *trajectories.trajectory_blocks(selection, language),
        *targets.all_targets(selection, language),
    ]
    assert "NA" not in " ".join(texts(blocks))
    for entry in ledger.chosen_ledgers(selection):
        assert (entry.year is None) == (entry.phase == "long")
    frame = ledger.ledger_frame(ledger.chosen_ledgers(selection))
    assert frame.year.isna().sum() == (frame.phase == "long").sum() > 0
    for code in ("371426", "371702"):
        county.blocks(select(undated), code, language)
    assert int(targets_by_indicator(undated).to_numpy().sum()) == len(undated.targets)
    assert "NA" not in " ".join(stop.text[language] for stop in tour(undated))
    made = briefing.docx_bytes(
        "371426", replace(layers, record=undated), selection, language, TODAY
    )
    cells = [
        c.text for t in docx.Document(io.BytesIO(made)).tables for r in t.rows for c in r.cells
    ]
    assert PHASES[language] & set(cells)
    assert "<NA>" not in cells


@pytest.mark.parametrize(("language", "unit", "wind"), [("zh", "万千瓦", 28), ("en", "MW", 280)])
def test_what_operates_stands_beside_targets(
    record: Record, language: Language, unit: str, wind: float
) -> None:
    table = listed(operating.operating_blocks(select(record), language))
    assert len(table.rows) == len(record.operating)
    assert table.columns[2].unit == unit
    assert wind in [row[2].value for row in table.rows]
    assert all(row[4].text for row in table.rows)
    rows = next(page.tables(capacity_bars.capacity_tables(select(record), language))).rows
    heze = next(row for row in rows if row[0].text in ("菏泽市", "Heze"))
    assert str(wind) in heze[-1].text
    assert (heze[4].sign, heze[4].value) == ("≥ ", 51.7 if language == "zh" else 517)


def test_what_operates_follows_city_and_sector_alone(record: Record) -> None:
    every = listed(operating.operating_blocks(select(record), "zh")).rows
    heze = select(record, Filters(city=("heze",), year=2025, text="没有这样的词"))
    assert listed(operating.operating_blocks(heze, "zh")).rows == tuple(
        row for row in every if row[0].text == "菏泽市"
    )
    assert operating.operating_blocks(select(record, Filters(sector=("sink",))), "zh") == []
    assert operating.operating_blocks(select(record, Filters(city=("jinan_qibu",))), "zh") == []


def test_the_workbook_says_phases_and_units_as_the_page(record: Record) -> None:
    blocks = targets.all_targets(select(record, Filters(city=("heze",))), "zh")
    made = page_workbook.page_bytes(blocks, [], "zh", TODAY)
    sheet = openpyxl.load_workbook(io.BytesIO(made)).worksheets[0]
    head, *rows = sheet.iter_rows(values_only=True)
    years = [row[head.index("目标年")] for row in rows if row[0]]
    own = record.targets[record.targets.document_id == "heze"]
    assert sorted(y for y in years if isinstance(y, int)) == sorted(
        y for y in map(year_of, own.year) if y
    )
    assert {y for y in years if not isinstance(y, int)} == PHASES["zh"]
