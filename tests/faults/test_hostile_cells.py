"""Hostile cells on their way through everything that is made of the record."""

from __future__ import annotations

import csv
import dataclasses
import datetime
import io
import itertools
import json
import sqlite3
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pandas as pd
import pytest
from docx import Document
from fixture.hostile import CELLS, texts
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import Workbook

from geodata.atlas.layers import MapLayers
from geodata.config import Config
from geodata.language.vocabulary import Language
from geodata.record.filters import Filters
from geodata.record.record import Record
from geodata.record.selection import select
from geodata.record.tables import table_bytes
from geodata.reports import briefing, geopackage, page_workbook, workbook
from geodata.reports.interchange import csv_bytes, geojson_bytes
from geodata.reports.paper import printed_map
from geodata.reports.provenance import provenance
from geodata.reports.safe_text import FORMULA_STARTS, formula_safe, legal
from geodata.views import capacity_bars, county, coverage, kind, sources, targets, trajectories
from geodata.views.card import county_card, item_card
from geodata.views.items import table_page
from geodata.views.picture import Shown

TODAY = datetime.date(2026, 11, 21)
COUNTY = "371426"
FREE_TEXT = {
    "projects": ("name_zh", "name_en", "quote_zh", "quantity_zh", "note_zh", "section", "wording"),
    "targets": ("indicator_zh", "quote_zh", "section", "note_zh"),
    "documents": ("title_zh", "document_no", "issuer_zh", "city_zh", "city_en", "coverage_note_zh"),
    "errata": ("printed_zh", "read_as_zh", "reason_zh"),
    "decisions": ("phrase_zh", "decision_zh"),
    "county_names": ("county_zh", "county_en", "prefecture_zh", "prefecture_en"),
}


@pytest.fixture(scope="module")
def hostile(small: Record) -> Record:
    """The tiny record with every free cell replaced by hostile text, all kinds of it in turn."""
    endless = itertools.cycle(CELLS)
    tables = {}
    for name, columns in FREE_TEXT.items():
        frame = getattr(small, name)
        present = [column for column in columns if column in frame]
        tables[name] = frame.assign(
            **{column: [next(endless) for _ in range(len(frame))] for column in present}
        )
    used = pd.concat([tables[name][["document_id", "section"]] for name in ("projects", "targets")])
    titles = {
        column: [next(endless) for _ in range(len(used))] for column in ("title_zh", "title_en")
    }
    chapters = used.assign(position=range(len(used)), level="box", **titles)
    tables["chapters"] = chapters.drop_duplicates(["document_id", "section"])
    return dataclasses.replace(small, **tables)


@pytest.fixture(scope="module")
def layers(hostile: Record, small_config: Config) -> MapLayers:
    return MapLayers(hostile, small_config)


@pytest.fixture(scope="module")
def every(hostile: Record) -> np.ndarray:
    """Numbers of all rows: a file holds them, whatever its filters say."""
    return np.arange(len(hostile.projects))


def strings(content: Any) -> list[str]:
    """All text in plain data."""
    match content:
        case str():
            return [content]
        case dict():
            return [text for value in content.values() for text in strings(value)]
        case list() | tuple():
            return [text for value in content for text in strings(value)]
    return []


def sent(content: Any) -> list[str]:
    """What the browser finds in `content` after its journey as JSON."""
    there = json.loads(json.dumps(content, ensure_ascii=False).encode("utf-8"))
    assert strings(there) == strings(content)
    return strings(there)


def pages(record: Record, language: Language) -> list[Any]:
    """Everything that pages send as plain data."""
    every = select(record)
    question = coverage.Question(every, "wind_farm", "storage_station", by_kind=True)
    blocks: list[Shown] = [
        *sources.blocks(record, language),
        *capacity_bars.capacity_blocks(every, language),
        *trajectories.trajectory_blocks(every, language),
        *targets.all_targets(every, language),
        *coverage.matrix_blocks(question, language),
        *kind.blocks(question, language),
    ]
    for adcode in record.counties.index[:8]:
        blocks += county.blocks(every, adcode, language)
    said: list[Any] = [block.as_data() for block in blocks]
    said.append(table_page(np.arange(len(record.projects)), 1, select(record), language))
    said += [item_card(row, record, language) for _, row in record.projects.iterrows()]
    said += [county_card(every, adcode, language) for adcode in record.counties.index[:8]]
    return said


@pytest.mark.parametrize("language", ["zh", "en"])
def test_pages_carry_the_text_and_nothing_else(hostile: Record, language: Language) -> None:
    said = [text for part in pages(hostile, language) for text in sent(part)]
    names = hostile.projects.name_zh if language == "zh" else hostile.projects.name_en
    for cell in [*names, *hostile.projects.quote_zh, *hostile.errata.printed_zh]:
        assert any(cell in text for text in said), cell


def test_what_is_published_is_json_and_pictures_without_data(layers: MapLayers) -> None:
    files = layers.files()
    for name, content in files.items():
        if name.endswith(".json"):
            json.loads(content)
        else:
            assert not any(cell.encode() in content for cell in CELLS)
    named = json.loads(files["marks.json"])["zh"]
    assert set(named) <= set(layers.record.projects.name_zh)


def test_csv(hostile: Record, small_config: Config, every: np.ndarray) -> None:
    for language in ("zh", "en"):
        content = csv_bytes(
            select(hostile, Filters(text=CELLS[6])), small_config, language, TODAY, every
        )
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))
        assert len({len(row) for row in rows[: len(hostile.projects) + 1]}) == 1
        cells = [cell for row in rows for cell in row]
        assert [c for c in cells if c.startswith(FORMULA_STARTS)] == []


def read_workbook(content: bytes) -> list[openpyxl.cell.Cell]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return [c for sheet in book for row in sheet.iter_rows() for c in row if c.value is not None]


def test_workbooks(hostile: Record, small_config: Config, every: np.ndarray) -> None:
    selection = select(hostile, Filters(text=CELLS[6]))
    items = workbook.xlsx_bytes(selection, small_config, "zh", TODAY, every)
    about = provenance(selection, small_config, "zh", TODAY)
    page = page_workbook.page_bytes(sources.blocks(hostile, "zh"), about, "zh", TODAY)
    for content in (items, page):
        cells = read_workbook(content)
        assert {c.data_type for c in cells} <= {"s", "n", "d"}
        starts = [c for c in cells if str(c.value).startswith(FORMULA_STARTS)]
        assert starts
        assert all(c.quotePrefix for c in starts if c.data_type == "s")


def test_maps_data_and_briefings(
    hostile: Record, layers: MapLayers, every: np.ndarray, tmp_path: Path
) -> None:
    selection = select(hostile, Filters(text=CELLS[0]))
    collection = json.loads(geojson_bytes(selection, layers, "zh", TODAY, every))
    assert [f["properties"]["name_zh"] for f in collection["features"]] == [
        *hostile.projects.name_zh
    ]
    file = tmp_path / "items.gpkg"
    file.write_bytes(geopackage.gpkg_bytes(selection, layers, "en", TODAY, every))
    with sqlite3.connect(file) as base:
        assert base.execute("pragma integrity_check").fetchone() == ("ok",)
    base.close()
    letter = Document(io.BytesIO(briefing.docx_bytes(COUNTY, layers, select(hostile), "zh", TODAY)))
    assert any(
        "<img src=x" in cell.text for t in letter.tables for row in t.rows for cell in row.cells
    )
    assert not [r for r in letter.part.rels.values() if r.is_external]
    assert printed_map.png_bytes(layers, selection, "en", TODAY, dpi=60)[:4] == b"\x89PNG"


@given(st.lists(st.tuples(texts, texts), max_size=4))
def test_tables_come_back_as_they_were(rows: list[tuple[str, str]]) -> None:
    written = table_bytes(pd.DataFrame(rows, columns=["a", "b"], dtype=str)).decode("utf-8")
    assert list(csv.reader(io.StringIO(written, newline=""), strict=True)) == [
        ["a", "b"],
        *map(list, rows),
    ]


@given(texts)
@example("  =1+1")
@example("\x00=1+1")
def test_a_cell_of_csv_runs_nothing(cell: str) -> None:
    said = formula_safe(cell)
    assert not said.lstrip(" ").startswith(FORMULA_STARTS)
    assert said.removeprefix("'") == legal(cell).removeprefix("'")
    assert formula_safe(said) == said


@given(texts)
def test_a_cell_of_a_workbook_is_text(cell: str) -> None:
    book = Workbook()
    put = workbook.put(book.active, 1, 1, cell)
    assert put.data_type == "s"
    assert put.value == legal(cell)
    assert put.quotePrefix == put.value.startswith(FORMULA_STARTS)
