"""Level of detail: what a country sends at first, and what comes in pieces."""

from __future__ import annotations

import json
import zlib
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import shapely

from geodata.atlas.classes import CLASS_BOUNDS, city_classes, class_bounds, county_classes
from geodata.atlas.layers import MapLayers
from geodata.atlas.legend import city_legend
from geodata.record.filters import Filters
from geodata.record.masks import Mask
from geodata.record.selection import select


@pytest.fixture(scope="module")
def files(country: MapLayers) -> dict[str, Any]:
    """The published files of the country, read."""
    return {n: json.loads(c) for n, c in country.files().items() if n.endswith(".json")}


def test_a_few_cities_travel_whole(layers: MapLayers) -> None:
    files = layers.files()
    assert not [name for name in files if name.startswith(("piece", "names"))]
    counties = json.loads(files["counties.json"])
    assert "pieces" not in counties
    assert all(feature["geometry"] for feature in counties["features"])
    assert city_classes(select(layers.record), layers) == ""
    assert class_bounds(layers.record) == CLASS_BOUNDS


def test_every_county_comes_in_one_piece(country: MapLayers, files: dict[str, Any]) -> None:
    counties = files["counties.json"]
    assert all(feature["geometry"] is None for feature in counties["features"])
    numbers = [n for piece in counties["pieces"] for n in piece["counties"]]
    assert sorted(numbers) == list(range(2891))
    wrong = []
    for piece in counties["pieces"]:
        west, south, east, north = piece["bounds"]
        shapes = files[f"{piece['name']}.json"]["shapes"]
        for number, shape in zip(piece["counties"], shapes, strict=True):
            drawn = shapely.geometry.shape(shape)
            real = country.record.counties.geometry.iloc[number]
            alike = drawn.equals_exact(real, 2e-5)  # point by point, which takes no time
            if not alike and drawn.hausdorff_distance(real) > 2e-5:
                wrong.append(number)
            x0, y0, x1, y1 = drawn.bounds
            assert west - 0.001 < x0 and south - 0.001 < y0 and x1 < east + 0.001
            assert y1 < north + 0.001
    assert wrong == []


def test_marks_of_a_piece_stand_together(country: MapLayers, files: dict[str, Any]) -> None:
    anchored = country.record.zones.adcodes.to_dict()
    codes = np.array([anchored.get(c, c)[:6] for c in files["marks.json"]["adcode"]])
    previous = 0
    for piece in files["counties.json"]["pieces"]:
        first, end = piece["marks"]
        assert first == previous
        assert {code[:2] for code in codes[first:end]} <= {piece["name"].removeprefix("piece-")}
        previous = end
    assert previous == len(codes)


def test_names_of_many_marks_come_apart(country: MapLayers, files: dict[str, Any]) -> None:
    assert "zh" not in files["marks.json"]
    names = country.record.projects.set_index("project_id").name_zh
    assert files["names.json"]["zh"] == [names[t] for t in files["marks.json"]["thing"]]


def overlapping(shapes: np.ndarray) -> set[tuple[int, int]]:
    """Pairs of polygons that lie over each other."""
    left, right = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    over = shapely.area(shapely.intersection(shapes[left], shapes[right])) > 1e-6
    return set(zip(left[over].tolist(), right[over].tolist(), strict=True))


def test_simple_prefectures_keep_their_common_lines(
    country: MapLayers, files: dict[str, Any]
) -> None:
    cities = files["counties.json"]["cities"]
    shapes = np.array([shapely.geometry.shape(city["geometry"]) for city in cities], dtype=object)
    assert shapely.is_valid(shapes).all()
    assert sorted(n for city in cities for n in city["counties"]) == list(range(2891))
    # None lies over another but where the source has it so, and no gap opens between them.
    unions = country.levels.unions.to_numpy()
    assert overlapping(shapes) == overlapping(unions)
    holes = [len(p.interiors) for p in shapely.get_parts(shapely.union_all(shapes))]
    assert sum(holes) <= sum(len(p.interiors) for p in shapely.get_parts(shapely.union_all(unions)))
    assert 4 * shapely.get_num_coordinates(shapes).sum() < shapely.get_num_coordinates(unions).sum()


@pytest.mark.parametrize(
    "filters",
    [Filters(), Filters(sector=("energy",)), Filters(city=("hebei", "hainan")), Filters(year=2028)],
    ids=["all", "sector", "city", "year"],
)
def test_classes_of_prefectures(filters: Filters, country: MapLayers) -> None:
    record = country.record
    selection = select(record, filters)
    rows = record.projects[selection.mask & (record.projects.adcodes != "").to_numpy()]
    every = record.projects.groupby("thing").role.agg(set)
    leant_on = {thing for thing, roles in every.items() if roles <= {"support", "mention"}}
    rows = rows[~rows.thing.isin(leant_on)]
    members = rows.assign(adcode=rows.adcodes.str.split(";")).explode("adcode")
    members["prefecture"] = members.adcode.map(record.county_names.prefecture_adcode)
    named = members.groupby("prefecture").thing.nunique()
    bounds = class_bounds(record, "prefectures")
    counties = dict(zip(record.counties.index, county_classes(selection), strict=True))
    said = []
    for code, own in country.levels.prefectures.items():
        marks = {counties[c] for c in record.counties.index[own]}
        if marks <= {"n", "x"}:
            said.append("x" if "x" in marks else "n")
        else:
            said.append(str(sum(named.get(code, 0) >= bound for bound in bounds)))
    classes = city_classes(selection, country)
    assert classes == "".join(said)
    lines = city_legend(selection, classes, "zh")
    assert sum(count for _, _, count in lines) == len(classes)


def test_class_bounds_of_a_large_record(country: MapLayers) -> None:
    named = country.record.projects.assign(role="build", thing_role="build")
    record = replace(country.record, projects=named)
    bounds = class_bounds(record, "prefectures")
    factor = bounds[-1] // CLASS_BOUNDS[-1]
    assert factor > 1
    assert bounds == (1, *(bound * factor for bound in CLASS_BOUNDS[1:]))
    every = city_classes(select(record), country)
    assert 0 < every.count("5") <= 0.1 * len(every)


def test_a_mask_of_one_filter_deflates_to_little(country: MapLayers) -> None:
    def deflated(shown: Mask) -> int:
        return len(zlib.compress(country.bits(shown, None).packed, 9))

    for filters in (Filters(sector=("energy",)), Filters(city=("hebei",))):
        shown = country.mark_mask(select(country.record, filters))
        scattered = np.random.default_rng(1).permutation(shown)
        assert 3 * deflated(shown) < 2 * deflated(scattered)
