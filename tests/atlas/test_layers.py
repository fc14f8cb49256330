"""What travels to the browser: classes, hatch, files."""

from __future__ import annotations

import json
from xml.etree import ElementTree

import geopandas as gpd
import numpy as np
import pytest
import shapely

from geodata.atlas import symbols
from geodata.atlas.classes import count_class, county_classes
from geodata.atlas.hatch import HATCH_PITCH_M, hatch
from geodata.atlas.layers import MapLayers
from geodata.atlas.palette import Theme
from geodata.atlas.symbols import CELL_PX
from geodata.language.vocabulary import KINDS
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
    # Only the second mention of the wind farm is no more than a mention.
    passing = select(small, Filters(kind=("wind_farm",), text="dezhou-004"))
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


def test_only_partly_covered_counties_are_to_be_hatched(small_layers: MapLayers) -> None:
    features = json.loads(small_layers.files()["counties.json"])["features"]
    partial = [f["properties"]["adcode"] for f in features if f["properties"].get("partial")]
    assert partial == ["370105", "370115"]


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
    corners = {(x, y) for _, x, y, _ in icons}
    assert len(corners) == len(icons)
    assert all(x % CELL_PX == y % CELL_PX == 0 for x, y in corners)


def test_a_symbol_tells_the_sector_of_its_kind(layers: MapLayers) -> None:
    icons = json.loads(layers.files()["marks.json"])["icons"]
    told = {name: sector for name, _, _, sector in icons}
    assert told == {
        symbols.icon(kind.id, precision, quiet): kind.sector
        for kind in KINDS
        for precision in symbols.MARK_PRECISIONS
        for quiet in (False, True)
    }


def test_marks_tell_their_role_and_how_far_off_they_may_be(small_layers: MapLayers) -> None:
    marks = json.loads(small_layers.files()["marks.json"])
    names = [marks["icons"][number][0] for number in marks["icon"]]
    icons = dict(zip(marks["thing"], names, strict=True))
    assert icons["dezhou-001"] == "wind_farm-site"  # mentioned once, built once
    assert icons["jinan_qibu-004"] == "hydrogen-township-quiet"
    assert marks["radius"] == {str(marks["thing"].index("jinan_qibu-004")): 5000}


def test_anchors_tell_which_counties_hold_part_of_a_zone(
    small_layers: MapLayers, layers: MapLayers
) -> None:
    (qibu,) = json.loads(small_layers.files()["counties.json"])["anchors"]
    assert (qibu["id"], qibu["kind"], qibu["zh"]) == ("qibu", "zone", "起步区")
    assert qibu["at"] == [117.06783, 37.01325]
    assert qibu["holds"] == ["370105", "370115"]
    told = json.loads(layers.files()["counties.json"])["anchors"]
    assert {a["id"] for a in told} == set(layers.record.projects.anchor) - {""}
    assert all(bool(a["holds"]) == (a["kind"] == "zone") for a in told)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("precision", symbols.MARK_PRECISIONS)
def test_a_quiet_mark_is_smaller_and_paler(theme: Theme, precision: str) -> None:
    def of(quiet: bool) -> ElementTree.Element:
        cells = symbols.atlas_cells()
        x, y = cells[symbols.icon("wind_farm", precision, quiet)]
        atlas = ElementTree.fromstring(symbols.atlas_svg(theme))
        return next(g for g in atlas if g.get("transform") == f"translate({x} {y})")

    def discs(mark: ElementTree.Element) -> list[ElementTree.Element]:
        return [part for part in mark if part.tag.endswith("circle")]

    loud, quiet = (discs(of(q))[-1] for q in (False, True))
    assert float(quiet.get("r", 0)) < 0.85 * float(loud.get("r", 0))
    assert float(quiet.get("fill-opacity", 1)) < float(loud.get("fill-opacity", 1))
    assert float(quiet.get("stroke-width", 0)) < float(loud.get("stroke-width", 0))
