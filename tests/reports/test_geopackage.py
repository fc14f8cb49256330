"""GeoPackage: readable layers, every row, no county mark passed off as a site."""

from __future__ import annotations

import base64
import datetime
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from xml.etree import ElementTree

import geopandas as gpd
import pandas as pd
import pyogrio
import pytest
from fixture.small import with_columns

from geodata.atlas.layers import MapLayers
from geodata.language.vocabulary import Language
from geodata.record.filters import Filters
from geodata.record.record import Record
from geodata.record.selection import Selection, select
from geodata.reports.geopackage import gpkg_bytes
from geodata.reports.item_rows import ITEM_HEADERS, item_headers

HOSTILE = '=HYPERLINK("http://x")<img src=x onerror=alert(1)>&<>\x00\x0b\x1f'


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "fengtu.gpkg"


def layer(file: Path, name: str) -> gpd.GeoDataFrame:
    return pyogrio.read_dataframe(file, layer=name)


def test_layers(file: Path, small_layers: MapLayers, today: datetime.date) -> None:
    every = select(small_layers.record)
    file.write_bytes(gpkg_bytes(every, small_layers, "zh", today))
    assert pyogrio.list_layers(file).tolist() == [
        ["事项_点", "Point"],
        ["功能区与全市事项", "Point"],
        ["功能区与城市", "Point"],
        ["县区", "MultiPolygon"],
        ["来源", None],
        ["layer_styles", None],
    ]
    file.write_bytes(gpkg_bytes(every, small_layers, "en", today))
    assert [name for name, _ in pyogrio.list_layers(file)] == [
        "items_points",
        "zone_and_city_items",
        "zones_and_cities",
        "counties",
        "about",
        "layer_styles",
    ]


def test_every_row_is_there(file: Path, small_layers: MapLayers, today: datetime.date) -> None:
    every = select(small_layers.record)
    file.write_bytes(gpkg_bytes(every, small_layers, "en", today))
    points = layer(file, "items_points")
    assert points.crs.to_epsg() == 4326
    assert points.project_id.tolist() == [
        "dezhou-001",
        "dezhou-002",
        "dezhou-003",
        "dezhou-004",
        "jinan_qibu-001",
        "jinan_qibu-002",
        "jinan_qibu-002",
        "jinan_qibu-004",
    ]
    assert points.mark_adcode.tolist()[5:7] == ["370105", "370115"]
    assert set(points.anchor_id) == {""}
    site = points[points.project_id == "dezhou-001"].iloc[0]
    assert (site.geometry.x, site.geometry.y) == (116.4079, 37.13727)
    assert site.precision_id == "site"
    assert site.capacity_mw == 50
    assert site.target_year == 2025
    assert (site.role, site.role_id, site.source_grade) == (
        "Build",
        "build",
        "A Official page or open data",
    )
    wide = layer(file, "zone_and_city_items")
    (platform,) = wide.itertuples()
    assert platform.project_id == "jinan_qibu-003"
    assert (platform.geometry.x, platform.geometry.y) == (117.06783, 37.01325)
    assert (platform.mark_adcode, platform.anchor_id) == ("", "qibu")
    assert (platform.precision_id, platform.zone) == ("zone", "Start-up Area")
    held_back = points[points.project_id == "dezhou-003"].iloc[0]
    assert held_back.precision_id == "county"
    assert (held_back.geometry.x, held_back.geometry.y) != (116.45, 37.15)


def test_zones_say_what_they_are_and_what_stands_there(
    file: Path, small_layers: MapLayers, today: datetime.date
) -> None:
    record = small_layers.record
    file.write_bytes(gpkg_bytes(select(record), small_layers, "en", today))
    (zone,) = layer(file, "zones_and_cities").itertuples()
    assert (zone.zone, zone.kind, zone.name_zh) == ("qibu", "functional zone", "起步区")
    assert (zone.geometry.x, zone.geometry.y) == (117.06783, 37.01325)
    assert (zone.extent_zh, zone.source_grade) == ("天桥区与济阳区各一部分", "A")
    assert (zone.items, zone.items_quiet, zone.rows) == (1, 0, 1)
    nothing = Selection(record, Filters(city=("dezhou",)))
    file.write_bytes(gpkg_bytes(nothing, small_layers, "en", today))
    (zone,) = layer(file, "zones_and_cities").itertuples()
    assert (zone.items, zone.rows) == (0, 0)
    leaning = with_columns(record, role="support")
    changed = MapLayers(leaning, small_layers.config)
    file.write_bytes(gpkg_bytes(select(leaning), changed, "en", today))
    (zone,) = layer(file, "zones_and_cities").itertuples()
    assert (zone.items, zone.items_quiet) == (1, 1)


def test_counties_tell_four_kinds_of_empty(
    file: Path, small_layers: MapLayers, today: datetime.date
) -> None:
    every = select(small_layers.record)
    file.write_bytes(gpkg_bytes(every, small_layers, "en", today))
    counties = layer(file, "counties").set_index("adcode")
    assert counties.coverage_id.to_dict() == {
        "130102": "none",
        "370105": "partial",
        "370115": "partial",
        "371402": "full",
        "371426": "full",
    }
    assert counties["items"].fillna(-1).to_dict() == {
        "130102": -1,
        "370105": 2,
        "370115": 2,
        "371402": 0,
        "371426": 3,
    }
    assert counties["rows"]["371426"] == 4


def test_the_real_record(file: Path, layers: MapLayers, today: datetime.date) -> None:
    record = layers.record
    selection = Selection(record, Filters(sector=("energy",)))
    rows = record.projects[selection.mask]
    file.write_bytes(gpkg_bytes(selection, layers, "en", today))
    points, wide = layer(file, "items_points"), layer(file, "zone_and_city_items")
    with_county = rows.adcodes != ""
    assert points.project_id.drop_duplicates().tolist() == rows.project_id[with_county].tolist()
    assert wide.project_id.tolist() == rows.project_id[~with_county].tolist()
    assert points.geometry.notna().all()
    assert wide.geometry.notna().all()
    inside = record.counties.geometry.loc[points.mark_adcode].covers(
        gpd.GeoSeries(points.geometry.to_numpy(), crs=4326), align=False
    )
    assert inside[points.precision_id.isin(["county", "counties"]).to_numpy()].all()
    zones = layer(file, "zones_and_cities").set_index("zone")
    assert zones["rows"].to_dict() == {
        zone: int((rows.anchor == zone).sum()) for zone in record.zones.index
    }
    assert len(layer(file, "counties")) == 62


def test_a_hostile_name(file: Path, small_layers: MapLayers, today: datetime.date) -> None:
    hostile = with_columns(small_layers.record, name_zh=HOSTILE, search_text=HOSTILE.casefold())
    selection = Selection(hostile, Filters(text=HOSTILE))
    changed = MapLayers(hostile, small_layers.config)
    file.write_bytes(gpkg_bytes(selection, changed, "zh", today))
    points = layer(file, "事项_点")
    assert points.project_id.nunique() == 7
    assert set(points.name_zh) == {'=HYPERLINK("http://x")<img src=x onerror=alert(1)>&<>'}
    assert points.counties[0] == "平原县"


def test_it_says_where_it_comes_from(
    file: Path, small_layers: MapLayers, small: Record, today: datetime.date
) -> None:
    nothing = Selection(small, Filters(city=("dezhou",), text="没有这样的词"))
    file.write_bytes(gpkg_bytes(nothing, small_layers, "zh", today))
    about = layer(file, "来源")
    said = dict(zip(about.key, about.value, strict=True))
    assert isinstance(about, pd.DataFrame)
    assert said["筛选条件"] == "城市：德州市；搜索：没有这样的词"
    assert said["导出日期"] == "2026-11-21"
    assert (said["city"], said["q"]) == ("dezhou", "没有这样的词")
    assert "无审图号" in said["边界"]
    assert len(layer(file, "事项_点")) == 0


def tables(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(file)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_columns_have_the_same_names_and_the_readers_labels(
    file: Path, small_layers: MapLayers, language: Language, today: datetime.date
) -> None:
    file.write_bytes(gpkg_bytes(select(small_layers.record), small_layers, language, today))
    points = pyogrio.list_layers(file)[0][0]
    columns = list(layer(file, points).columns)
    assert columns[:30] == list(ITEM_HEADERS)
    with closing(tables(file)) as base:
        said = dict(
            base.execute(
                "SELECT column_name, name FROM gpkg_data_columns WHERE table_name = ?", (points,)
            )
        )
    assert [said[name] for name in columns[:30]] == item_headers(language)
    assert set(said) == set(columns) - {"geometry"}


def test_layers_say_what_they_hold_in_both_languages(
    file: Path, small_layers: MapLayers, today: datetime.date
) -> None:
    file.write_bytes(gpkg_bytes(select(small_layers.record), small_layers, "zh", today))
    with closing(tables(file)) as base:
        said = {
            name: (identifier, text)
            for name, identifier, text in base.execute(
                "SELECT table_name, identifier, description FROM gpkg_contents"
            )
        }
    assert said["县区"][0] == "县区 · counties"
    # Seven rows stand in a county, one of them in two: eight points.
    assert said["事项_点"][1].startswith(
        "一条记录在所涉的每个县区各有一个点：7 条记录、6 项事项，共 8 个点"
    )
    about = layer(file, "来源").set_index("key").value
    assert about["事项_点"] == said["事项_点"][1]
    assert about["数据版本"] == f"v{small_layers.record.version}"
    assert not any(value.startswith("边界") for value in about)
    assert all(value for value in about)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_styles_are_there_for_every_map_layer(
    file: Path, layers: MapLayers, language: Language, today: datetime.date
) -> None:
    """One style each, by default, well-formed, and a rule for whatever stands in the layer."""
    every = select(layers.record)
    file.write_bytes(gpkg_bytes(every, layers, language, today))
    names = [name for name, kind in pyogrio.list_layers(file) if kind]
    with closing(tables(file)) as base:
        styles = {
            name: ElementTree.fromstring(qml)
            for name, qml, default in base.execute(
                "SELECT f_table_name, styleQML, useAsDefault FROM layer_styles"
            )
            if default
        }
    assert list(styles) == names
    points = layer(file, names[0])
    found = set(zip(points.sector_id, points.precision_id, points.quiet.astype(str), strict=True))
    ruled = set()
    for group in styles[names[0]].iterfind("renderer-v2/rules/rule"):
        sector = re.fullmatch(r"\"sector_id\" = '(\w+)'", group.get("filter", ""))
        for rule in group.iterfind("rule"):
            wanted = re.fullmatch(
                r"\"precision_id\" = '(\w+)' AND \"quiet\" = ([01])", rule.get("filter", "")
            )
            assert sector and wanted
            ruled.add((sector[1], *wanted.groups()))
    assert ruled == found
    symbols = styles[names[0]].findall("renderer-v2/symbols/symbol")
    assert len(symbols) == len(found)
    for symbol in symbols:
        said = symbol.find("layer/Option/Option[@name='name']")
        assert said is not None
        picture = base64.b64decode(said.get("value", "").removeprefix("base64:"))
        assert ElementTree.fromstring(picture).tag.endswith("svg")


def test_every_county_has_one_fill(file: Path, layers: MapLayers, today: datetime.date) -> None:
    """Each county passes one rule, and that of the hatch too where it is partly covered."""
    dezhou = Selection(layers.record, Filters(city=("dezhou", "jinan_qibu")))
    file.write_bytes(gpkg_bytes(dezhou, layers, "zh", today))
    counties = layer(file, "县区")
    with closing(tables(file)) as base:
        wanted = "SELECT styleQML FROM layer_styles WHERE f_table_name = '县区'"
        (qml,) = base.execute(wanted).fetchone()
        rules = {
            rule.get("label", ""): rule.get("filter", "")
            for rule in ElementTree.fromstring(qml).iter("rule")
        }
        passing = {
            label: {code for (code,) in base.execute(f'SELECT adcode FROM "县区" WHERE {wanted}')}
            for label, wanted in rules.items()
        }
    hatched = passing.pop("方案只覆盖部分（斜线）")
    assert sorted(code for codes in passing.values() for code in codes) == sorted(counties.adcode)
    partly = counties[(counties.coverage_id == "partial") & counties["items"].notna()]
    assert hatched == set(partly.adcode) != set()
    assert passing["筛选范围之外"] == set(
        counties.adcode[counties["items"].isna() & (counties.coverage_id != "none")]
    )
    assert passing["未收录方案"] == set(counties.adcode[counties.coverage_id == "none"])


def test_cgcs2000_has_the_same_numbers(
    file: Path, small_layers: MapLayers, today: datetime.date
) -> None:
    every = select(small_layers.record)
    both = []
    for crs in ("EPSG:4326", "EPSG:4490"):
        file.write_bytes(gpkg_bytes(every, small_layers, "en", today, crs=crs))
        frames = [layer(file, name) for name in ("items_points", "zones_and_cities", "counties")]
        assert {frame.crs.to_epsg() for frame in frames} == {int(crs[5:])}
        both.append([frame.geometry.to_wkb() for frame in frames])
    for one, other in zip(*both, strict=True):
        assert one.equals(other)


def test_a_hostile_record_leaves_the_styles_well_formed(
    file: Path, small_layers: MapLayers, today: datetime.date
) -> None:
    hostile = with_columns(small_layers.record, name_zh=HOSTILE, zone=HOSTILE)
    changed = MapLayers(hostile, small_layers.config)
    file.write_bytes(gpkg_bytes(select(hostile), changed, "zh", today))
    with closing(tables(file)) as base:
        for (qml,) in base.execute("SELECT styleQML FROM layer_styles"):
            assert ElementTree.fromstring(qml).tag == "qgis"
