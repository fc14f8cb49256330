"""What a notebook is told is what the pages and downloads say."""

from __future__ import annotations

import datetime
import io
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import geopandas as gpd
import openpyxl
import pandas as pd
import pytest
import shapely
from fixture.copies import edit, renew

import geodata
from geodata.analysis.coverage import matrix as matrix_of_kinds
from geodata.analysis.coverage import sector_matrix
from geodata.atlas.classes import county_classes
from geodata.atlas.layers import MapLayers
from geodata.config import Config
from geodata.language.text import word
from geodata.notebook import Atlas, Extract
from geodata.record.facets import facet_counts
from geodata.record.masks import things_by
from geodata.record.record import Record
from geodata.record.selection import select
from geodata.record.tables import RecordError
from geodata.reports.geopackage import gpkg_bytes
from geodata.reports.interchange import about_bytes, csv_bytes, geojson_bytes
from geodata.reports.workbook import xlsx_bytes
from geodata.views import coverage, kind, ledger, page, targets

ASKED: tuple[dict[str, Any], ...] = (
    {},
    {"sector": "energy"},
    {"city": ["dezhou", "jinan_qibu"], "year": 2025},
    {"county": "371424", "basis": "section"},
    {"text": "储能", "year": 2030, "due": "in"},
    {"kind": ["wind_farm", "wetland"], "precision": "county"},
)
asked = pytest.mark.parametrize("choices", ASKED, ids=lambda c: ",".join(c) or "whole")


@pytest.fixture(scope="module")
def atlas(layers: MapLayers) -> Atlas:
    """The atlas of the real record, which other tests check."""
    return Atlas(layers)


@pytest.fixture(scope="module")
def tiny(small_layers: MapLayers) -> Atlas:
    """The atlas of the tiny record."""
    return Atlas(small_layers)


def sheets(content: bytes) -> dict[str, list[tuple[object, ...]]]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {sheet.title: list(sheet.values) for sheet in book}


def page_table(blocks: list[page.Block]) -> page.Table:
    return next(page.tables(blocks))


@asked
@pytest.mark.parametrize("by", ["kind", "sector"])
def test_the_matrix_is_the_pages(atlas: Atlas, choices: dict[str, Any], by: str) -> None:
    extract = atlas.select(**choices)
    question = coverage.Question(extract.selection, "wind_farm", "", by == "kind")
    table = page_table(coverage.matrix_blocks(question, "zh"))
    read = extract.matrix_table(by, "zh")
    assert read.index.tolist() == [row[0].text for row in table.rows]
    assert read.to_numpy().tolist() == [[c.text for c in row[1:]] for row in table.rows]
    matrix = extract.matrix(by)
    labels = {row.zh: row.Index for row in atlas.choices(by).itertuples()}
    asked = extract.selection.to_be_done
    made = matrix_of_kinds if by == "kind" else sector_matrix
    doing = made(asked).counts
    counties = [row for row in table.rows if row[0].opens.value in matrix.counts.index]
    assert counties
    for row in counties:
        adcode = row[0].opens.value
        for column, cell in zip(table.columns[1:], row[1:], strict=True):
            column_id = labels[column.text]
            count = matrix.counts.loc[adcode, column_id]
            # The page counts what is to be done, the notebook everything that is named.
            assert (cell.value or 0) == doing.loc[adcode, column_id]
            assert (matrix.status.loc[adcode, column_id] == "named") == (count > 0)


@asked
def test_counts_are_the_sidebars_and_the_maps(atlas: Atlas, choices: dict[str, Any]) -> None:
    extract = atlas.select(**choices)
    selection = extract.selection
    counties = extract.by_county()
    named = counties["items"].dropna()
    assert named[named > 0].to_dict() == things_by("adcodes", selection.mask, selection.record)
    if "city" not in choices and "county" not in choices:
        assert named[named > 0].to_dict() == facet_counts(selection).county
    assert "".join(counties["class"]) == county_classes(selection)
    unknown = counties["class"].isin(["n", "x"])
    assert (counties["items"].isna() == unknown).all()
    assert counties.crs.to_epsg() == 4326
    assert len(extract) == extract.items().thing.nunique() == selection.things


@asked
@pytest.mark.parametrize("language", ["zh", "en"])
def test_findings_and_distances_are_the_pages(
    atlas: Atlas, choices: dict[str, Any], language: str
) -> None:
    extract = atlas.select(**choices)
    for asked_kind in ("wind_farm", "wetland"):
        question = coverage.Question(extract.selection, asked_kind, "storage_station", True)
        blocks = kind.blocks(question, language)
        shown = next(b for b in blocks if isinstance(b, page.Bullets))
        said = [f.said(language) for f in extract.findings(asked_kind, language)]
        assert said == [cell.text for cell in shown.items]
        ranges = extract.distances(asked_kind).ranges
        tables = {t.caption: t for t in page.tables(blocks)}
        caption = word("distance_heading", language)
        found = [t for c, t in tables.items() if c == caption]
        cells = [(r[0].opens.value, r[1].value, r[2].value) for t in found for r in t.rows]
        assert cells == [(code, row.nearest_km, row.farthest_km) for code, row in ranges.iterrows()]


@asked
def test_targets_and_ledger_are_the_pages(atlas: Atlas, choices: dict[str, Any]) -> None:
    extract = atlas.select(**choices)
    effective = targets.effective(extract.selection)
    assert extract.targets().target_id.tolist() == targets.chosen(effective).target_id.tolist()
    found = extract.ledger()
    # In MW, as the frame.
    rows = ledger.ledger_table(extract.ledgers(), effective.record, "en").rows
    told = ["target_mw", "operating_mw", "named_mw", "named", "unquantified"]
    told += ["not_named_mw", "not_named_most_mw"]
    # Where only single fuels are cited the page shows what they come to, as a least.
    found["operating_mw"] = found.operating_mw.fillna(found.operating_part_mw)
    numbers = found[told].where(found[told].notna(), None).astype(object)
    for shown, (_, row) in zip(rows, numbers.iterrows(), strict=True):
        values = [None if pd.isna(v) else v for v in row]
        # The page leaves a count and a sum of nothing blank.
        assert [cell.value for cell in shown[3:10]] == [
            None if n in (2, 3, 4) and v == 0 else v for n, v in enumerate(values)
        ]
    assert [entry.target_id for entry in extract.ledgers()] == found.index.tolist()


def test_an_item_is_where_its_marks_are(tiny: Atlas) -> None:
    items = tiny.select().items("en").set_index("project_id")
    assert items.crs.to_epsg() == 4326
    assert items.geometry["dezhou-001"] == shapely.Point(116.4079, 37.13727)
    assert items.geometry["dezhou-004"] == items.geometry["dezhou-001"]  # the second mention
    assert items.geometry["jinan_qibu-002"].geom_type == "MultiPoint"
    assert len(items.geometry["jinan_qibu-002"].geoms) == 2
    anchor = tiny.record.zones.loc["qibu"]
    assert items.geometry["jinan_qibu-003"] == shapely.Point(anchor.lon, anchor.lat)
    assert items.precision_id["jinan_qibu-003"] == "zone"
    assert items.precision_id["dezhou-003"] == "county"  # held back
    shapes = tiny.record.counties.geometry
    for row in items[items.precision_id == "county"].itertuples():
        assert shapes.loc[row.adcodes.split(";")].union_all().covers(row.geometry)


def test_a_frame_is_the_callers_own(tiny: Atlas) -> None:
    whole = tiny.select()
    matrix, distances = whole.matrix(), whole.distances("wind_farm")
    matrix.counts.loc[:] = 99
    distances.ranges["nearest_km"] = 99
    told, counties = whole.targets(), whole.by_county()
    told["value"] = 99
    counties["geometry"] = None
    assert whole.matrix().counts.to_numpy().max() < 99
    assert (whole.distances("wind_farm").ranges.nearest_km < 99).all()
    assert (tiny.record.targets.value != 99).any()
    assert tiny.record.counties.geometry.notna().all()


@asked
def test_a_deck_shows_what_the_map_shows(atlas: Atlas, choices: dict[str, Any]) -> None:
    extract = atlas.select(**choices)
    said = extract.deck().to_json()
    assert "http" not in said
    deck = json.loads(said)
    assert deck.get("mapProvider") is None
    assert deck.get("mapStyle") is None
    layers = {layer["id"]: layer["data"] for layer in deck["layers"]}
    rows = extract.selection.rows
    without_county = rows[rows.anchor != ""]
    told = {mark["name"]: mark["count"] for mark in layers["anchors"]}
    named = without_county.groupby("anchor").thing.nunique()
    zones = atlas.record.zones.zone_zh.loc[named.index]
    assert told == dict(zip(zones, named.astype(str), strict=True))
    drawn = extract.layers.mark_mask(extract.selection).sum()
    assert len(layers["marks"]) == drawn - without_county.thing.nunique()
    assert len(layers["counties"]["features"]) == len(atlas.record.counties)


def test_the_page_of_a_deck_loads_nothing(tiny: Atlas, tmp_path: Path) -> None:
    deck = tiny.select().deck("en")
    file = tmp_path / "deck.html"
    assert deck.to_html(file) == str(file)
    text = file.read_text(encoding="utf-8")
    around, scripts = re.subn(r"<script type='text/javascript'>.*?</script>", "", text, flags=re.S)
    assert scripts == 1
    assert "http:" not in around
    assert "https:" not in around
    assert "createDeck({" in around
    assert deck._repr_html_().startswith("<iframe ")


@pytest.mark.parametrize("ending", [".xlsx", ".csv", ".geojson", ".gpkg"])
def test_a_saved_file_is_the_download(
    tiny: Atlas, tmp_path: Path, ending: str, today: datetime.date
) -> None:
    extract = tiny.select(city="dezhou")
    selection, layers = extract.selection, extract.layers
    file = extract.save(tmp_path / f"items{ending}", "en", today)
    if ending == ".xlsx":
        assert sheets(file.read_bytes()) == sheets(
            xlsx_bytes(selection, layers.config, "en", today)
        )
    elif ending == ".csv":
        assert file.read_bytes() == csv_bytes(selection, layers.config, "en", today)
        beside = file.with_suffix(".txt").read_bytes()
        assert beside == about_bytes(selection, layers.config, "en", today)
    elif ending == ".geojson":
        assert file.read_bytes() == geojson_bytes(selection, layers, "en", today)
    else:
        said = tmp_path / "download.gpkg"
        said.write_bytes(gpkg_bytes(selection, layers, "en", today))
        for layer in gpd.list_layers(said).name:
            assert gpd.read_file(file, layer=layer).equals(gpd.read_file(said, layer=layer))


def test_an_ending_that_nobody_reads(tiny: Atlas, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"a\.shp: allowed endings: \.xlsx, \.csv"):
        tiny.select().save(tmp_path / "a.shp")
    assert list(tmp_path.iterdir()) == []


def test_it_opens_what_the_app_would_serve(small_config: Config, small: Record) -> None:
    opened = geodata.open(small_config)
    assert opened.record.version == small.version
    assert repr(opened) == f"<Atlas {small.version}: items: 6; 1 more only supported or mentioned>"
    extract = opened.select(kind="风电场", city="Dezhou")
    assert isinstance(extract, Extract)
    assert extract.selection.mask.sum() == 2
    assert len(extract) == 1


def test_it_refuses_what_the_app_would_refuse(small_copy: Config) -> None:
    edit(small_copy, "projects", 2, "kind", "windmill")
    renew(small_copy)
    with pytest.raises(RecordError, match=r"projects\.csv:2:kind: .*windmill"):
        geodata.open(small_copy)


def test_extracts_are_described_as_in_the_app(tiny: Atlas) -> None:
    extract = tiny.select(sector="能源", year=2025)
    assert extract.described("zh") == select(tiny.record, extract.selection.filters).described("zh")
    assert tiny.select().described() == ""
    assert "2025" in repr(extract)


def test_to_import_the_door_loads_nothing() -> None:
    code = (
        "import sys, time; start = time.process_time(); import geodata; "
        "print(time.process_time() - start, 'pandas' in sys.modules)"
    )
    times = []
    for _ in range(3):
        said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
        seconds, pandas = said.stdout.split()
        assert pandas == "False"
        times.append(float(seconds))
    assert min(times) < 0.05
