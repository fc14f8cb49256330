"""GeoPackage: three readable layers, every row, no county mark passed off as a site."""

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
        ["县区", "MultiPolygon"],
        ["来源", None],
    ]
    file.write_bytes(gpkg_bytes(every, small_layers, "en", today))
    assert [name for name, _ in pyogrio.list_layers(file)] == ["items_points", "counties", "about"]


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
        "jinan_qibu-003",
        "jinan_qibu-004",
    ]
    assert points.mark_adcode.tolist()[5:8] == ["370105", "370115", ""]
    site = points[points.id == "dezhou-001"].iloc[0]
    assert (site.geometry.x, site.geometry.y) == (116.4079, 37.13727)
    assert site.precision_id == "site"
    assert site.capacity_mw == 50
    assert site.target_year == 2025
    assert points[points.id == "jinan_qibu-003"].geometry.isna().all()
    held_back = points[points.id == "dezhou-003"].iloc[0]
    assert held_back.precision_id == "county"
    assert (held_back.geometry.x, held_back.geometry.y) != (116.45, 37.15)


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
    points = layer(file, "items_points")
    assert points.id.drop_duplicates().tolist() == rows.project_id.tolist()
    unplaced = set(rows.project_id[rows.precision == "none"])
    assert set(points.id[points.geometry.isna()]) == unplaced
    placed = points[points.geometry.notna()]
    inside = record.counties.geometry.loc[placed.mark_adcode].covers(
        gpd.GeoSeries(placed.geometry.to_numpy(), crs=4326), align=False
    )
    assert inside[(placed.precision_id == "county").to_numpy()].all()
    assert len(layer(file, "counties")) == 62


def test_a_hostile_name(file: Path, small_layers: MapLayers, today: datetime.date) -> None:
    hostile = with_columns(small_layers.record, name_zh=HOSTILE, search_text=HOSTILE.casefold())
    selection = Selection(hostile, Filters(text=HOSTILE))
    changed = MapLayers(hostile, small_layers.config)
    file.write_bytes(gpkg_bytes(selection, changed, "zh", today))
    points = layer(file, "事项_点")
    assert points["编号"].nunique() == 8
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
