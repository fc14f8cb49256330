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

from geodata import (
    briefing,
    cards,
    exports,
    gap_sheet,
    geopackage,
    page_workbook,
    print_map,
    profile_sheet,
    sources,
    target_sheet,
    workbook,
)
from geodata.catalogue import Catalogue, table_bytes
from geodata.layers import MapLayers
from geodata.paths import Config
from geodata.select import Filters
from geodata.vocabulary import Language

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
def hostile(small: Catalogue) -> Catalogue:
    """The tiny record with every free cell replaced by hostile text, all kinds of it in turn."""
    endless = itertools.cycle(CELLS)
    tables = {}
    for name, columns in FREE_TEXT.items():
        frame = getattr(small, name)
        present = [column for column in columns if column in frame]
        tables[name] = frame.assign(
            **{column: [next(endless) for _ in range(len(frame))] for column in present}
        )
    return dataclasses.replace(small, **tables)


@pytest.fixture(scope="module")
def layers(hostile: Catalogue, small_config: Config) -> MapLayers:
    return MapLayers(hostile, small_config)


@pytest.fixture(scope="module")
def every(hostile: Catalogue) -> np.ndarray:
    return np.ones(len(hostile.projects), dtype=bool)


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


def pages(record: Catalogue, every: np.ndarray, language: Language) -> list[Any]:
    """Everything that pages send as plain data."""
    question = gap_sheet.Question(every, "wind_farm", "storage_station", by_kind=True)
    said: list[Any] = [
        cards.table_page(np.arange(len(record.projects)), 1, record, language),
        sources.blocks(record, language),
        target_sheet.ledger_blocks(record, language),
        gap_sheet.matrix_blocks(question, record, language),
        gap_sheet.kind_blocks(question, record, language),
    ]
    said += [cards.item_card(row, record, language) for _, row in record.projects.iterrows()]
    for adcode in record.counties.index[:8]:
        said.append(cards.county_card(adcode, every, record, language))
        said.append(profile_sheet.blocks(adcode, every, record, language))
    return said


@pytest.mark.parametrize("language", ["zh", "en"])
def test_pages_carry_the_text_and_nothing_else(
    hostile: Catalogue, every: np.ndarray, language: Language
) -> None:
    said = [text for part in pages(hostile, every, language) for text in sent(part)]
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


def test_csv(hostile: Catalogue, small_config: Config) -> None:
    for language in ("zh", "en"):
        content = exports.csv_bytes(
            hostile.projects, Filters(text=CELLS[6]), hostile, small_config, language, TODAY
        )
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))
        assert len({len(row) for row in rows[: len(hostile.projects) + 1]}) == 1
        cells = [cell for row in rows for cell in row]
        assert [c for c in cells if c.startswith(exports.FORMULA_STARTS)] == []


def read_workbook(content: bytes) -> list[openpyxl.cell.Cell]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return [c for sheet in book for row in sheet.iter_rows() for c in row if c.value is not None]


def test_workbooks(hostile: Catalogue, small_config: Config, every: np.ndarray) -> None:
    filters = Filters(text=CELLS[6])
    items = workbook.xlsx_bytes(hostile.projects, filters, hostile, small_config, "zh", TODAY)
    about = exports.provenance(filters, hostile, small_config, "zh", TODAY)
    page = page_workbook.page_bytes(sources.blocks(hostile, "zh"), about, "zh", TODAY)
    for content in (items, page):
        cells = read_workbook(content)
        assert {c.data_type for c in cells} <= {"s", "n", "d"}
        starts = [c for c in cells if str(c.value).startswith(exports.FORMULA_STARTS)]
        assert starts
        assert all(c.quotePrefix for c in starts if c.data_type == "s")


def test_maps_data_and_briefings(
    hostile: Catalogue, layers: MapLayers, every: np.ndarray, tmp_path: Path
) -> None:
    filters = Filters(text=CELLS[0])
    collection = json.loads(exports.geojson_bytes(hostile.projects, filters, layers, "zh", TODAY))
    assert [f["properties"]["name_zh"] for f in collection["features"]] == [
        *hostile.projects.name_zh
    ]
    file = tmp_path / "items.gpkg"
    file.write_bytes(geopackage.gpkg_bytes(hostile.projects, filters, layers, "en", TODAY))
    with sqlite3.connect(file) as base:
        assert base.execute("pragma integrity_check").fetchone() == ("ok",)
    base.close()
    letter = Document(io.BytesIO(briefing.docx_bytes(COUNTY, layers, every, "zh", TODAY, filters)))
    assert any(
        "<img src=x" in cell.text for t in letter.tables for row in t.rows for cell in row.cells
    )
    assert not [r for r in letter.part.rels.values() if r.is_external]
    assert print_map.png_bytes(layers, every, filters, "en", TODAY, dpi=60)[:4] == b"\x89PNG"


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
    said = exports.plain(cell)
    assert not said.lstrip(" ").startswith(exports.FORMULA_STARTS)
    assert said.removeprefix("'") == exports.legal(cell).removeprefix("'")
    assert exports.plain(said) == said


@given(texts)
def test_a_cell_of_a_workbook_is_text(cell: str) -> None:
    book = Workbook()
    put = workbook.put(book.active, 1, 1, cell)
    assert put.data_type == "s"
    assert put.value == exports.legal(cell)
    assert put.quotePrefix == put.value.startswith(exports.FORMULA_STARTS)
