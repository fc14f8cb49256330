"""English pages hold no Chinese punctuation but in what the record itself says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pandas as pd
import pytest
from fixture.blocks import texts
from fixture.squares import squares

from geodata.analysis.findings import findings
from geodata.atlas.classes import county_classes
from geodata.atlas.legend import map_legend
from geodata.language.text import _WORDS
from geodata.record.filters import Filters
from geodata.record.record import Record
from geodata.record.selection import Selection, select
from geodata.views import (
    capacity_bars,
    county,
    coverage,
    kind,
    plan,
    sources,
    targets,
    trajectories,
)
from geodata.views.card import county_card, item_card
from geodata.views.items import count_line, ordered_rows, table_page
from geodata.views.link import chips_of
from geodata.views.plan_extract import PlanExtract

MARKS = "、，。：；（）／！？【】％＝～"
MARK = re.compile(f"[{MARKS}]")
TABLES = (
    "documents",
    "chapters",
    "projects",
    "targets",
    "errata",
    "decisions",
    "readings",
    "operating",
    "county_names",
)
SELECTIONS = {
    "all": Filters(),
    "some": Filters(sector=("energy", "sink"), city=("dezhou", "heze"), year=2030),
    "two counties": Filters(county=("371424", "370105"), basis=("item", "plan"), text="建设"),
    "none": Filters(kind=("ccus",), precision=("site",), year=2025, due="in"),
}


@cache
def said_by_the_record(record: Record) -> list[str]:
    """Cells of the record that hold a mark of MARKS, the longest first."""
    cells: set[str] = set()
    for name in TABLES:
        frame: pd.DataFrame = getattr(record, name)
        for column in frame.columns:
            cells |= {v for v in frame[column] if isinstance(v, str) and MARK.search(v)}
    return sorted(cells, key=len, reverse=True)


def marked(said: list[str], record: Record) -> list[str]:
    """The texts of `said` that hold a Chinese mark which the record does not."""
    cells = said_by_the_record(record)
    found = []
    for text in sorted({text for text in said if MARK.search(text)} - set(cells)):
        rest = text
        for cell in cells:
            if cell in rest:
                rest = rest.replace(cell, "")
        if MARK.search(rest):
            found.append(text)
    return found


def strings(content: object) -> Iterator[str]:
    """All text in plain data."""
    if isinstance(content, str):
        yield content
    elif isinstance(content, dict):
        for value in content.values():
            yield from strings(value)
    elif isinstance(content, list | tuple):
        for value in content:
            yield from strings(value)


def pages(selection: Selection) -> list[str]:
    """What the text pages show of the selection."""
    record = selection.record
    question = coverage.Question(selection, "wind_farm", "storage_station", by_kind=True)
    said = [
        *coverage.intro(question, "en"),
        *coverage.matrix_blocks(question, "en"),
        *kind.blocks(question, "en"),
        *targets.intro(targets.effective(selection), "en"),
        *capacity_bars.capacity_blocks(targets.effective(selection), "en"),
        *trajectories.trajectory_blocks(targets.effective(selection), "en"),
        *targets.rest_blocks(targets.effective(selection), "en"),
        *targets.all_targets(targets.effective(selection), "en"),
        *sources.blocks(record, "en"),
        county.drop_downs(record, "371424", "", "en"),
    ]
    for adcode in ("371424", "370105", "370102", "371423"):
        said += county.blocks(selection, adcode, "en")
    return texts(said)


@pytest.mark.parametrize("filters", SELECTIONS.values(), ids=SELECTIONS)
def test_pages(filters: Filters, record: Record) -> None:
    assert marked(pages(select(record, filters)), record) == []


@pytest.mark.parametrize("filters", SELECTIONS.values(), ids=SELECTIONS)
def test_plans(filters: Filters, record: Record) -> None:
    for document_id in record.documents.index:
        extract = PlanExtract(select(record, filters).narrowed(plan=str(document_id)))
        said = [*plan.head(extract, "en"), *plan.blocks(extract, "en")]
        assert marked(texts(said), record) == []


@pytest.mark.parametrize("filters", SELECTIONS.values(), ids=SELECTIONS)
def test_findings(filters: Filters, record: Record) -> None:
    said = [
        finding.said("en")
        for one in ("wind_farm", "railway", "city_pilot", "ccus")
        for finding in findings(select(record, filters), one, "en")
    ]
    assert marked(said, record) == []


def test_findings_of_names_without_chinese(small: Record) -> None:
    """Names of the squares are English but for the section, so nothing is excepted."""
    grid = squares(small)
    for filters in (Filters(), Filters(city=("one",), year=2030), Filters(kind=("wind_farm",))):
        for finding in findings(select(grid, filters), "wind_farm", "en"):
            said = finding.said("en").replace("专栏1", "")
            assert re.findall(r"[\u3000-\u9fff\uff00-\uffef]", said) == []


@pytest.mark.parametrize("filters", SELECTIONS.values(), ids=SELECTIONS)
def test_the_atlas(filters: Filters, record: Record) -> None:
    selection = select(record, filters)
    said = [
        selection.stated("en"),
        selection.counted("en"),
        count_line(selection, "en"),
        *strings(map_legend(selection, county_classes(selection), "en")),
        *strings(chips_of(selection, ("sector", "year", "q"), "en")),
        *strings(table_page(ordered_rows(selection), 1, selection, "en")),
    ]
    for adcode in record.counties.index:
        said += strings(county_card(selection, adcode, "en"))
    assert marked(said, record) == []


def test_every_card(record: Record) -> None:
    said: list[str] = []
    for _, row in record.projects.iterrows():
        said += strings(item_card(row, record, "en"))
    assert marked(said, record) == []


def test_every_word() -> None:
    """A title keeps its marks 《》, which are not among these."""
    assert {key: en for key, (_, en) in _WORDS.items() if MARK.search(en)} == {}
