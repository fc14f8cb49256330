"""What travels to the browser: classes, hatch, files."""

from __future__ import annotations

import json

import geopandas as gpd
import numpy as np
import pytest
import shapely

from geodata.atlas.classes import count_class, county_classes
from geodata.atlas.hatch import HATCH_PITCH_M, hatch
from geodata.atlas.layers import MapLayers
from geodata.atlas.symbols import CELL_PX
from geodata.record.boundaries import EQUAL_AREA, GEOGRAPHIC
from geodata.record.filters import Filters
from geodata.record.masks import chosen_counties
from geodata.record.record import Record
from geodata.record.selection import select


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "0"),
        (1, "1"),
        (2, "1"),
        (3, "2"),
        (5, "2"),
        (6, "3"),
        (10, "3"),
        (11, "4"),
        (20, "4"),
        (21, "5"),
        (900, "5"),
    ],
)
def test_class_of_a_count(count: int, said: str) -> None:
    assert count_class(count) == said


# 长安区 (no plan), 天桥区, 济阳区 (partly covered), 德城区 (nothing named), 平原县.
@pytest.mark.parametrize(
    ("filters", "said"),
    [
        (Filters(), "n1102"),
        (Filters(kind=("wind_farm",)), "n0001"),
        (Filters(city=("jinan_qibu",)), "n11xx"),
        (Filters(city=("dezhou",)), "nxx02"),
        (Filters(county=("371402",)), "nxx0x"),
        (Filters(city=("dezhou", "jinan_qibu"), county=("370105",)), "n1x02"),
        (Filters(text="没有这样的事"), "n0000"),
    ],
)
def test_classes(filters: Filters, said: str, small: Record) -> None:
    assert county_classes(select(small, filters)) == said


def test_chosen_counties(small: Record) -> None:
    assert chosen_counties(Filters(sector=("sink",)), small) is None
    assert chosen_counties(Filters(city=("dezhou",)), small) == {"371402", "371426"}
    both = Filters(city=("dezhou", "jinan_qibu"), county=("370115",))
    assert chosen_counties(both, small) == {"370115", "371402", "371426"}


def test_a_mark_shows_if_any_mention_passes(small: Record, small_layers: MapLayers) -> None:
    # Only the second mention of the wind farm is due in 2030 by the plan's horizon.
    passing = select(small, Filters(kind=("wind_farm",), year=2030, due="in"))
    assert passing.mask.nonzero()[0].tolist() == [3]
    shown = small_layers.marks[small_layers.mark_mask(passing)]
    assert shown.thing.tolist() == ["dezhou-001"]


def test_hatch_lies_inside_and_is_evenly_spaced(small: Record) -> None:
    county = small.counties.geometry.loc[["370115"]]
    lines = gpd.GeoSeries(hatch(county), crs=GEOGRAPHIC).to_crs(EQUAL_AREA)
    shape = county.to_crs(EQUAL_AREA).iloc[0]
    assert len(lines) > 10
    assert lines.within(shape.buffer(1.0)).all()
    # x + y is constant along a diagonal; neighbours are HATCH_PITCH_M apart across it.
    across = sorted({round(shapely.get_coordinates(line)[0].sum() / np.sqrt(2)) for line in lines})
    steps = np.diff(across)
    apart = steps[steps > 5]
    assert (np.abs(apart / HATCH_PITCH_M - np.round(apart / HATCH_PITCH_M)) < 0.01).all()
    assert apart.min() == pytest.approx(HATCH_PITCH_M, abs=5)


def test_only_partly_covered_counties_are_hatched(small_layers: MapLayers) -> None:
    lines = json.loads(small_layers.files()["lines.json"])
    partial = small_layers.record.counties.geometry.loc[["370105", "370115"]]
    near = partial.union_all().buffer(0.0001)
    drawn = [shapely.LineString(line) for line in lines["hatch"]]
    assert len(drawn) == sum(len(hatch(partial.loc[[code]])) for code in partial.index)
    assert all(near.covers(line) for line in drawn)


def test_names_on_the_map(layers: MapLayers) -> None:
    content = json.loads(layers.files()["counties.json"])
    names = {f["properties"]["adcode"]: f["properties"] for f in content["features"]}
    assert (names["370105"]["zh"], names["370105"]["en"]) == ("天桥区", "Tianqiao")
    assert (names["371426"]["zh"], names["371426"]["en"]) == ("平原县", "Pingyuan")
    short = [p["en"] for p in names.values() if len(p["en"]) < 3]
    assert short == []
    for code, properties in names.items():
        county = layers.record.counties.geometry[code]
        assert county.covers(shapely.Point(properties["label"])), code
    prefectures = set(layers.record.county_names.prefecture_zh)
    assert {c["zh"] for c in content["cities"]} == prefectures


def test_every_icon_has_its_own_cell(layers: MapLayers) -> None:
    icons = json.loads(layers.files()["marks.json"])["icons"]
    corners = {(x, y) for _, x, y in icons}
    assert len(corners) == len(icons)
    assert all(x % CELL_PX == y % CELL_PX == 0 for x, y in corners)
