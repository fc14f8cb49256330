"""Files of a few combinations, read back: their rows, and what they say of themselves."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

import openpyxl
import pandas as pd
import pyogrio
import pypdf
import pytest
from docx import Document
from truth import screen
from truth.check_desk import described_there
from truth.combinations import Case
from truth.oracle import Asked, Oracle
from truth.reading import column

from components.downloads import page_about
from geodata.atlas.layers import MapLayers
from geodata.record.selection import Selection
from geodata.reports import briefing, geopackage, page_workbook, workbook
from geodata.reports.interchange import about_bytes, csv_bytes, geojson_bytes
from geodata.reports.paper import handout, printed_map
from geodata.views import coverage, kind

FILTERS = ("筛选条件", "Filters")
CASES = ((5, "zh"), (8, "en"), (40, "zh"), (41, "en"))
DRAWN = ((8, "zh"), (41, "en"))
COUNTY = "371426"


def asked_of(number: int, combinations: list[Case]) -> Asked:
    return combinations[number].asked


@pytest.mark.parametrize(("number", "language"), CASES)
def test_files_of_items(
    number: int,
    language: Any,
    combinations: list[Case],
    oracle: Oracle,
    layers: MapLayers,
    tmp_path: Any,
) -> None:
    asked, n = asked_of(number, combinations), column(language)
    selection = Selection(layers.record, screen.filters_of(asked))
    true = [oracle.projects[r]["project_id"] for r in sorted(oracle.rows(asked))]
    described = oracle.described(asked, language) or ("无", "none")[n]

    made = csv_bytes(selection, layers.config, language, screen.TODAY).decode("utf-8-sig")
    assert [line[0] for line in csv.reader(io.StringIO(made))][1:] == true
    beside = about_bytes(selection, layers.config, language, screen.TODAY).decode("utf-8-sig")
    assert f"{FILTERS[n]}{('：', ': ')[n]}{described}" in beside.split("\r\n")

    made_xlsx = workbook.xlsx_bytes(selection, layers.config, language, screen.TODAY)
    items, sources = openpyxl.load_workbook(io.BytesIO(made_xlsx)).worksheets
    assert [row[0] for row in items.iter_rows(min_row=2, values_only=True)] == true
    assert {r[0]: r[1] for r in sources.iter_rows(values_only=True)}[FILTERS[n]] == described
    counts = {r[0]: r[7] for r in sources.iter_rows(values_only=True) if r[7] is not None}
    for name, document in oracle.documents.items():
        assert counts[document["title_zh"]] == sum(
            oracle.by_id[i]["document_id"] == name for i in true
        )

    content = json.loads(geojson_bytes(selection, layers, language, screen.TODAY))
    ids = [next(iter(f["properties"].values())) for f in content["features"]]
    assert ids == true
    assert content["metadata"][FILTERS[n]] == described
    assert all(feature["geometry"] for feature in content["features"])

    file = tmp_path / "fengtu.gpkg"
    file.write_bytes(geopackage.gpkg_bytes(selection, layers, language, screen.TODAY))
    points, wide, zones, counties, about = (
        pyogrio.read_dataframe(file, layer=name)
        for name, _ in pyogrio.list_layers(file)
        if name != "layer_styles"
    )
    without = {i for i in true if oracle.by_id[i]["anchor"]}
    assert set(points.iloc[:, 0]) == set(true) - without
    assert set(wide.iloc[:, 0]) == without
    standing: dict[str, set[str]] = {}
    for row in (oracle.by_id[i] for i in without):
        standing.setdefault(row["anchor"], set()).add(row["thing"])
    said = dict(zip(zones.zone, zones["items"], strict=True))
    assert {zone: count for zone, count in said.items() if count} == {
        zone: len(things) for zone, things in standing.items()
    }
    assert dict(zip(about.key, about.value, strict=True))[FILTERS[n]] == described
    naming, inside = oracle.naming(oracle.rows(asked)), oracle.inside(asked)
    for county in counties.itertuples():
        if oracle.coverage[county.adcode] == "none" or county.adcode not in inside:
            assert pd.isna(county.items)
        else:
            assert county.items == len(naming.get(county.adcode, ()))


@pytest.mark.parametrize(("number", "language"), CASES)
def test_workbook_of_the_gap_page(
    number: int, language: Any, combinations: list[Case], oracle: Oracle, layers: MapLayers
) -> None:
    asked, n = asked_of(number, combinations), column(language)
    selection = Selection(layers.record, screen.filters_of(asked))
    question = coverage.Question(selection, "wetland", "railway", True)
    blocks = [*kind.blocks(question, language), *coverage.matrix_blocks(question, language)]
    about = page_about(selection, question.of_kind, layers.config, language, screen.TODAY)
    made = page_workbook.page_bytes(blocks, about, language, screen.TODAY)
    sheets = openpyxl.load_workbook(io.BytesIO(made)).worksheets
    said = {r[0]: r[1] for r in sheets[-1].iter_rows(values_only=True)}
    none = ("无", "none")[n]
    assert said[FILTERS[n]] == (oracle.described(asked, language) or none)
    apart = ("筛选条件（矩阵以外各表）", "Filters (tables other than the matrix)")[n]
    assert said[apart] == (oracle.described(asked.without("sector", "kind"), language) or none)


def _texts(document: Any) -> Iterator[str]:
    for paragraph in document.paragraphs:
        yield paragraph.text
    for table in document.tables:
        for row in table.rows:
            for cell in row.cells:
                yield cell.text


@pytest.mark.parametrize(("number", "language"), DRAWN)
def test_paper(
    number: int, language: Any, combinations: list[Case], oracle: Oracle, layers: MapLayers
) -> None:
    asked = asked_of(number, combinations)
    selection = Selection(layers.record, screen.filters_of(asked))
    described = oracle.described(asked, language)
    there = described_there(COUNTY, asked, oracle, language)

    made = briefing.docx_bytes(COUNTY, layers, selection, language, screen.TODAY)
    text = "\n".join(_texts(Document(io.BytesIO(made))))
    assert described in text
    assert there in text
    rows = oracle.rows(asked, county=COUNTY)
    ids = {p["project_id"] for p in oracle.projects if p["project_id"] in text.split()}
    plan = oracle.plan_of[COUNTY]
    nowhere = {r for r in oracle.rows(asked, plan=plan) if not oracle.projects[r]["codes"]}
    assert ids == {oracle.projects[r]["project_id"] for r in {*rows, *nowhere}}

    for pdf in (
        printed_map.pdf_bytes(layers, selection, language, screen.TODAY),
        handout.pdf_bytes(layers, selection, language, screen.TODAY),
    ):
        read = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)
        assert "".join(described.split()) in "".join(read.split())
