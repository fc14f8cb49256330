"""GeoPackage: readable layers, every row, no county mark passed off as a site."""

from __future__ import annotations

import datetime
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio
import pytest
from fixture.small import with_columns

from geodata.atlas.layers import MapLayers
from geodata.record.filters import Filters
from geodata.record.record import Record
from geodata.record.selection import Selection, select
from geodata.reports.geopackage import gpkg_bytes

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
    ]
    file.write_bytes(gpkg_bytes(every, small_layers, "en", today))
    assert [name for name, _ in pyogrio.list_layers(file)] == [
        "items_points",
        "zone_and_city_items",
        "zones_and_cities",
        "counties",
        "about",
    ]


def test_every_row_is_there(file: Path, small_layers: MapLayers, today: datetime.date) -> None:
    every = select(small_layers.record)
    file.write_bytes(gpkg_bytes(every, small_layers, "en", today))
    points = layer(file, "items_points")
    assert points.crs.to_epsg() == 4326
    assert points.id.tolist() == [
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
    site = points[points.id == "dezhou-001"].iloc[0]
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
    assert platform.id == "jinan_qibu-003"
    assert (platform.geometry.x, platform.geometry.y) == (117.06783, 37.01325)
    assert (platform.mark_adcode, platform.anchor_id) == ("", "qibu")
    assert (platform.precision_id, platform.zone_or_city) == ("zone", "Start-up Area")
    held_back = points[points.id == "dezhou-003"].iloc[0]
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
    assert points.id.drop_duplicates().tolist() == rows.project_id[with_county].tolist()
    assert wide.id.tolist() == rows.project_id[~with_county].tolist()
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
    assert points["编号"].nunique() == 7
    assert set(points["名称"]) == {'=HYPERLINK("http://x")<img src=x onerror=alert(1)>&<>'}
    assert points["县区"][0] == "平原县"


def test_it_says_where_it_comes_from(
    file: Path, small_layers: MapLayers, small: Record, today: datetime.date
) -> None:
    nothing = Selection(small, Filters(city=("dezhou",), text="没有这样的词"))
    file.write_bytes(gpkg_bytes(nothing, small_layers, "zh", today))
    about = layer(file, "来源")
    said = dict(zip(about.key, about.value, strict=True))
    assert isinstance(about, pd.DataFrame)
    assert said["筛选条件"] == "城市=德州市；搜索=没有这样的词"
    assert said["导出日期"] == "2026-11-21"
    assert (said["city"], said["q"]) == ("dezhou", "没有这样的词")
    assert "无审图号" in said["边界"]
    assert len(layer(file, "事项_点")) == 0
