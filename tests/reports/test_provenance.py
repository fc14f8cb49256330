"""Every kind of file says exactly what it holds: its filters and what a page narrowed them to."""

from __future__ import annotations

import csv
import datetime
import io
import json
from pathlib import Path

import numpy as np
import pyogrio
import pytest
from docx import Document
from openpyxl import load_workbook

from geodata.atlas.layers import MapLayers
from geodata.record.filters import Filters, from_query
from geodata.record.record import Record
from geodata.record.selection import Selection
from geodata.reports import briefing, geopackage, page_workbook, workbook
from geodata.reports.interchange import about_bytes, csv_bytes, geojson_bytes
from geodata.reports.paper import handout, printed_map
from geodata.reports.provenance import provenance
from geodata.views import page

TODAY = datetime.date(2026, 11, 21)
BY_2025 = Filters(year=2025)
BOTH = Filters(sector=("energy", "transport"), city=("dezhou", "jinan_qibu"), year=2030)
# What is selected (filters, then kind, county, plan), its words, ids of the rows that it holds.
SELECTIONS: dict[str, tuple[Filters, dict[str, str], str, list[str]]] = {
    "all": (
        Filters(),
        {},
        "无",
        [f"{plan}-00{n}" for plan in ("dezhou", "jinan_qibu") for n in range(1, 5)],
    ),
    "filters": (
        BOTH,
        {},
        "领域：能源、交通；城市：德州市、起步区；目标年：2030年及以前（含规划期末）",
        [*(f"dezhou-00{n}" for n in range(1, 5)), "jinan_qibu-002", "jinan_qibu-004"],
    ),
    "kind": (
        BY_2025,
        {"kind": "wind_farm"},
        "类型：风电场；目标年：2025年及以前",
        ["dezhou-001", "dezhou-004"],
    ),
    "kind alone": (Filters(), {"kind": "wind_farm"}, "类型：风电场", ["dezhou-001", "dezhou-004"]),
    "county": (
        BY_2025,
        {"county": "371426"},
        "县区：平原县；目标年：2025年及以前",
        ["dezhou-001", "dezhou-003", "dezhou-004"],
    ),
    "county within cities": (
        BOTH,
        {"county": "370115"},
        "领域：能源、交通；城市：德州市、起步区；目标年：2030年及以前（含规划期末）；其中县区：济阳区",
        ["jinan_qibu-002", "jinan_qibu-004"],
    ),
    "plan": (
        Filters(year=2030, due="in"),
        {"plan": "jinan_qibu"},
        "城市：起步区；目标年：2030年（含规划期末）",
        ["jinan_qibu-002", "jinan_qibu-003"],
    ),
}


@pytest.fixture(params=SELECTIONS)
def case(request: pytest.FixtureRequest, small: Record) -> tuple[Selection, str, list[str]]:
    filters, narrowing, said, ids = SELECTIONS[request.param]
    return Selection(small, filters, **narrowing), said, ids


Case = tuple[Selection, str, list[str]]


def test_the_selection_is_those_rows(case: Case) -> None:
    selection, said, ids = case
    assert selection.rows.project_id.tolist() == ids
    assert int(selection.mask.sum()) == len(ids)
    assert selection.stated("zh") == said
    assert selection.is_whole == (said == "无")


def test_its_link_shows_the_same_items(case: Case, small: Record) -> None:
    selection, _, ids = case
    filters, ignored = from_query(selection.query, small)
    assert ignored == []
    assert Selection(small, filters).rows.project_id.tolist() == ids


def test_excel(case: Case, small_layers: MapLayers) -> None:
    selection, said, ids = case
    content = workbook.xlsx_bytes(selection, small_layers.config, "zh", TODAY)
    items, sources = load_workbook(io.BytesIO(content)).worksheets
    assert [row[0].value for row in items.iter_rows(min_row=2)] == ids
    about = {row[0].value: row for row in sources.iter_rows()}
    assert about["筛选条件"][1].value == said
    counted = [about[title][7].value for title in ("德州方案", "起步区方案")]
    assert sum(counted) == len(ids)


def test_csv(case: Case, small_layers: MapLayers) -> None:
    selection, said, ids = case
    content = csv_bytes(selection, small_layers.config, "zh", TODAY).decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(content, newline=""), strict=True))
    assert [line[0] for line in lines[1:]] == ids
    beside = about_bytes(selection, small_layers.config, "zh", TODAY).decode("utf-8-sig")
    assert f"筛选条件：{said}" in beside.split("\r\n")


def test_geojson(case: Case, small_layers: MapLayers) -> None:
    selection, said, ids = case
    content = json.loads(geojson_bytes(selection, small_layers, "zh", TODAY))
    assert [f["properties"]["project_id"] for f in content["features"]] == ids
    assert content["metadata"]["筛选条件"] == said
    assert content["metadata"]["query"] == selection.query


def test_geopackage(case: Case, small_layers: MapLayers, tmp_path: Path) -> None:
    selection, said, ids = case
    file = tmp_path / "fengtu.gpkg"
    file.write_bytes(geopackage.gpkg_bytes(selection, small_layers, "zh", TODAY))
    written = {
        project_id
        for layer in ("事项_点", "功能区与全市事项")
        for project_id in pyogrio.read_dataframe(file, layer=layer).project_id
    }
    assert sorted(written) == ids
    lines = pyogrio.read_dataframe(file, layer="来源")
    about = dict(zip(lines.key, lines.value, strict=True))
    assert about["筛选条件"] == said
    assert {name: about[name] for name in selection.query} == selection.query
    counties = pyogrio.read_dataframe(file, layer="县区")
    codes = [code for row in selection.rows.adcodes for code in row.split(";") if code]
    # A county that the selection leaves out has no number, also where an item reaches into it.
    assert counties["rows"].sum() == sum(selection.covers(code) for code in codes)


def test_a_page_as_excel(case: Case, small_layers: MapLayers) -> None:
    selection, said, _ = case
    about = provenance(selection, small_layers.config, "zh", TODAY)
    content = page_workbook.page_bytes([page.table("表", ["列"], [["甲"]])], about, "zh", TODAY)
    lines = load_workbook(io.BytesIO(content))["来源"].iter_rows(values_only=True)
    assert dict(lines)["筛选条件"] == said


def test_printed_pages(case: Case, small_layers: MapLayers) -> None:
    """Picture, PDF and handout: the figure says it, and counts its marks, quiet ones apart."""
    selection, said, _ = case
    things = set(selection.rows.thing)
    quiet = things & {"jinan_qibu-004"}  # the plan only supports it
    apart = f"，另以浅色标出依托、提及 {len(quiet)} 项" if quiet else ""
    for drawn in (
        printed_map.figure(small_layers, selection, "zh", TODAY),
        handout.figures(small_layers, selection, "zh", TODAY)[0],
    ):
        texts = [text.get_text() for text in drawn.axes[0].texts]
        at = texts.index(next(text for text in texts if text.startswith("筛选条件：")))
        assert "".join(texts[at : at + 2]).startswith(f"筛选条件：{said}")
        assert f"本图标出 {len(things - quiet)} 项{apart}" in texts


def test_a_briefing(small: Record, small_layers: MapLayers) -> None:
    """The county is its title; what is said first are the filters it holds under."""
    for filters, said, whole in (
        (Filters(), "无", "县区：平原县"),
        (BY_2025, "目标年：2025年及以前", "县区：平原县；目标年：2025年及以前"),
    ):
        selection = Selection(small, filters)
        content = briefing.docx_bytes("371426", small_layers, selection, "zh", TODAY)
        lines = [p.text for p in Document(io.BytesIO(content)).paragraphs]
        assert [line for line in lines if line.startswith("筛选条件")] == [
            f"筛选条件：{said}",
            f"筛选条件：{whole}",
        ]
        own = selection.narrowed(county="371426")
        assert any(own.counted("zh") in line for line in lines)


def test_an_order_changes_no_row(small: Record, small_layers: MapLayers) -> None:
    selection = Selection(small, BY_2025)
    order = np.flatnonzero(selection.mask)[::-1]
    content = json.loads(geojson_bytes(selection, small_layers, "zh", TODAY, order))
    said = [f["properties"]["project_id"] for f in content["features"]]
    assert said == selection.rows.project_id.tolist()[::-1]
