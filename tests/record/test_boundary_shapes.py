"""Geometries of boundary files: parts, edges, places; the right map, or one sentence that says."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from fixture.own_files import (
    LAIWU,
    LIXIA,
    TIANQIAO,
    ZHANGQIU,
    bd09,
    frame,
    gcj02,
    off_m,
    refusal,
    right_map,
    row,
    table,
    with_shape,
    written,
)
from shapely import affinity
from shapely.geometry.base import BaseGeometry

from geodata.record.boundaries import BoundaryError, county_polygons, display_copy


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda s: None, "its feature has no geometry"),
        (lambda s: shapely.Polygon(), "its feature has no geometry"),
        (lambda s: shapely.MultiPolygon(), "its feature has no geometry"),
        (lambda s: shapely.GeometryCollection(), "its feature has no geometry"),
        (lambda s: s.boundary, "it is drawn as lines, not as a polygon"),
        (lambda s: shapely.get_parts(s.boundary)[0], "it is drawn as lines, not as a polygon"),
        (lambda s: shapely.GeometryCollection([s.boundary]), "it is drawn as "),
        (lambda s: s.representative_point(), "it is drawn as Point, not as a polygon"),
    ],
)
def test_a_county_without_a_polygon(
    change: Callable[[BaseGeometry], BaseGeometry | None], said: str, tmp_path: Path
) -> None:
    sentence = refusal(written(with_shape(LIXIA, change), tmp_path / "own.gpkg"))
    assert sentence.startswith(f"370102 历下区: {said}")
    assert sentence.endswith("; draw it again or export the layer anew")


@pytest.mark.parametrize(
    "change",
    [
        lambda s: shapely.GeometryCollection([s, s.representative_point()]),
        lambda s: shapely.GeometryCollection([shapely.GeometryCollection([s]), s.boundary]),
        lambda s: shapely.reverse(s),
        lambda s: shapely.orient_polygons(s),
        lambda s: shapely.force_3d(s, 8848.0),
        lambda s: shapely.force_4d(shapely.force_3d(s), 1.0) if hasattr(shapely, "force_4d") else s,
        lambda s: shapely.normalize(s),
    ],
    ids=["collection", "nested", "reversed", "oriented", "Z", "M", "started elsewhere"],
)
@pytest.mark.parametrize("name", ["own.gpkg", "own.geojson"])
def test_the_same_polygon_otherwise(
    change: Callable[[BaseGeometry], BaseGeometry], name: str, tmp_path: Path
) -> None:
    right_map(written(with_shape(LIXIA, change), tmp_path / name))


@pytest.mark.parametrize("pieces", [2, 3, 7])
@pytest.mark.parametrize("name", ["own.gpkg", "own.shp"])
def test_a_county_in_several_features(pieces: int, name: str, tmp_path: Path) -> None:
    features = frame()
    right_map(written(in_pieces(features, LAIWU, pieces), tmp_path / name))


def test_towns_of_a_county(tmp_path: Path) -> None:
    """With codes of their own, whose first six digits are the county's."""
    features = in_pieces(frame(), LAIWU, 4).drop(columns="name")
    features["adcode"] = [f"{code}{number:03}" for number, code in enumerate(features.adcode)]
    right_map(written(features, tmp_path / "own.gpkg"))


def test_a_county_and_its_towns_in_one_layer(tmp_path: Path) -> None:
    towns = in_pieces(frame(), LAIWU, 4)
    towns = towns[towns.adcode == LAIWU].assign(adcode=[f"{LAIWU}{n:03}000" for n in range(4)])
    right_map(written(pd.concat([frame(), towns], ignore_index=True), tmp_path / "own.gpkg"))


def in_pieces(features: gpd.GeoDataFrame, code: str, pieces: int) -> gpd.GeoDataFrame:
    shape = features.geometry[row(features, code)]
    west, south, east, north = shape.bounds
    cuts = np.linspace(west, east, pieces + 1)
    parts = [
        shapely.intersection(shape, shapely.box(a, south, b, north)) for a, b in pairwise(cuts)
    ]
    own = gpd.GeoDataFrame(
        {"adcode": code, "name": features.name[row(features, code)]},
        geometry=parts,
        crs=4326,
        index=range(len(parts)),
    )
    return pd.concat([features[features.adcode != code], own], ignore_index=True)


def test_a_copy_of_a_county_and_another_outline_of_it(tmp_path: Path) -> None:
    features = frame()
    doubled = pd.concat([features, features.iloc[[0]]], ignore_index=True)
    right_map(written(doubled, tmp_path / "own.gpkg"))
    doubled.loc[len(features), "geometry"] = affinity.scale(features.geometry[0], 0.9, 0.9)
    assert refusal(written(doubled, tmp_path / "other.gpkg")) == (
        "370102 历下区: 2 polygons of it lie over each other; keep one of them"
    )


def test_one_part_is_missing(tmp_path: Path) -> None:
    features = in_pieces(frame(), LAIWU, 2)
    said = refusal(written(features.iloc[:-1], tmp_path / "own.gpkg"))
    assert said.startswith("370116 莱芜区 has ")
    assert "% of its area (" in said
    assert ": a part is missing; correct the file; if the county itself has changed, renew" in said


@pytest.mark.parametrize("share", [0.05, 0.5, 0.75])
def test_a_piece_of_a_county(share: float, tmp_path: Path) -> None:
    def cut(shape: BaseGeometry) -> BaseGeometry:
        west, south, east, north = shape.bounds
        box = shapely.box(west, south, west + share * (east - west), north)
        return shapely.intersection(shape, box)

    said = refusal(written(with_shape(TIANQIAO, cut), tmp_path / "own.gpkg"))
    assert "370105 天桥区" in said
    assert any(cause in said for cause in ("a part is missing", "of its place", "gaps between"))


def test_a_piece_too_small_for_the_comparison_leaves_a_gap(tmp_path: Path) -> None:
    def cut(shape: BaseGeometry) -> BaseGeometry:
        return shapely.difference(shape, shape.representative_point().buffer(0.01))

    said = refusal(written(with_shape(TIANQIAO, cut), tmp_path / "own.gpkg"))
    assert said.startswith("370100: 1 gap between its counties, of 3.1 km² near ")
    assert "beside 370105 天桥区; give the ground to the county to which it belongs" in said


def test_a_zone_that_the_file_counts_apart(tmp_path: Path) -> None:
    features = frame()
    shape = features.geometry[row(features, TIANQIAO)]
    zone = shape.representative_point().buffer(0.01)
    features.loc[row(features, TIANQIAO), "geometry"] = shapely.difference(shape, zone)
    features.loc[len(features)] = ["370171", "济南高新区", zone]
    said = refusal(written(features.set_crs(4326), tmp_path / "own.gpkg"))
    assert "where the file has 370171 济南高新区, no county of counties.csv; give" in said


@pytest.mark.parametrize(
    ("dx", "dy", "said"),
    [
        (1.0, 0, "lies 89.4 km to the east of its place"),
        (0, -0.81, "lies 89.9 km to the south of its place"),
        (0.1, 0.1, "lies 14.2 km to the north-east of its place"),
    ],
)
def test_a_county_elsewhere(dx: float, dy: float, said: str, tmp_path: Path) -> None:
    file = written(
        with_shape(LIXIA, lambda s: affinity.translate(s, dx, dy)), tmp_path / "own.gpkg"
    )
    assert f"370102 历下区 {said}" in refusal(file)


def test_a_vertex_far_outside(tmp_path: Path) -> None:
    """On the outer edge it overlaps no county."""

    def thrown(shape: BaseGeometry) -> BaseGeometry:
        points = shapely.get_coordinates(shape)
        north = points[points[:, 1].argmax()]
        return shapely.transform(
            shape,
            lambda xy: np.where((xy == north).all(axis=1)[:, None], xy + np.array([0, 0.2]), xy),
        )

    said = refusal(written(with_shape("370126", thrown), tmp_path / "own.gpkg"))
    assert said.startswith(
        "370126 商河县 ends 22.2 km from where it ends: a vertex or a part is wrong"
    )


def test_a_county_many_times_as_large(tmp_path: Path) -> None:
    file = written(with_shape(LIXIA, lambda s: affinity.scale(s, 2, 2)), tmp_path / "own.gpkg")
    assert "370102 历下区 is 4 times as large as it is (" in refusal(file)


@pytest.mark.parametrize(
    ("shift", "said"),
    [
        (gcj02, "as GCJ-02 shifts them"),
        (bd09, "as BD-09 shifts them"),
        (lambda s: affinity.translate(s, 0.0058, 0.0003), "as GCJ-02 shifts them"),
        (lambda s: affinity.translate(s, -0.0058, 0), "in another datum than it declares"),
        (lambda s: affinity.translate(s, 0.001, 0.0015), "in another datum than it declares"),
        (lambda s: affinity.translate(s, 0, 0.5), "most counties lie elsewhere"),
    ],
)
def test_a_shift_of_the_whole_file(
    shift: Callable[[BaseGeometry], BaseGeometry], said: str, tmp_path: Path
) -> None:
    features = frame()
    features = features.set_geometry(features.geometry.map(shift).set_crs(4326))
    sentence = refusal(written(features, tmp_path / "own.shp"))
    assert said in sentence
    assert "370102 历下区" in sentence
    assert "convert" in sentence or "CGCS2000" in sentence


def test_a_file_of_gcj_says_how_far(tmp_path: Path) -> None:
    features = frame()
    features = features.set_geometry(features.geometry.map(gcj02).set_crs(4326))
    assert refusal(written(features, tmp_path / "own.gpkg")).startswith(
        "all 20 counties lie 526 m to the east of their place (370102 历下区 and the others), as "
    )


@pytest.mark.parametrize("size_m", [0.01, 0.3])
def test_edges_a_little_off(size_m: float, tmp_path: Path) -> None:
    """Rounded or drawn twice: closed, and no vertex moves further than the edges were apart."""
    size = size_m / 111_195

    def drawn(shape: BaseGeometry) -> BaseGeometry:
        return shapely.transform(shape, lambda xy: xy + size * np.sin(xy * 1e6))

    got = county_polygons(written(with_shape(LAIWU, drawn), tmp_path / "own.gpkg"), table())
    assert off_m(got) < 2 * size_m
    assert shapely.coverage_is_valid(got.geometry.to_numpy())


@pytest.mark.parametrize("step", [0.005, 0.05])
def test_extra_vertices_on_one_side(step: float, tmp_path: Path) -> None:
    file = written(with_shape(LAIWU, lambda s: shapely.segmentize(s, step)), tmp_path / "own.shp")
    got = right_map(file)
    assert shapely.coverage_is_valid(got.geometry.to_numpy())


@pytest.mark.parametrize("decimals", [5, 6])
def test_one_county_rounded(decimals: int, tmp_path: Path) -> None:
    file = written(
        with_shape(ZHANGQIU, lambda s: shapely.transform(s, lambda xy: xy.round(decimals))),
        tmp_path / "own.gpkg",
    )
    got = county_polygons(file, table())
    assert off_m(got) < 1
    assert shapely.coverage_is_valid(got.geometry.to_numpy())


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (lambda s: s.buffer(2e-4), "overlap"),
        (lambda s: s.simplify(0.002), "do not share their edge"),
        (lambda s: s.buffer(-1e-4), "do not share their edge"),
    ],
)
def test_edges_far_off(
    change: Callable[[BaseGeometry], BaseGeometry], what: str, tmp_path: Path
) -> None:
    said = refusal(written(with_shape(LAIWU, change), tmp_path / "own.gpkg"))
    assert "370116 莱芜区" in said
    assert what in said
    assert " m near 117." in said
    assert said.endswith(
        "; use boundaries of one edition, or clean the shared edge (mapshaper -clean, or QGIS: "
        "Snap geometries to layer)"
    )


def test_a_bow_tie(tmp_path: Path) -> None:
    def crossed(shape: BaseGeometry) -> BaseGeometry:
        west, south, east, north = shape.bounds
        return shapely.Polygon([(west, south), (east, north), (east, south), (west, north)])

    said = refusal(written(with_shape(LIXIA, crossed), tmp_path / "own.gpkg"))
    assert said.startswith("370102 历下区: Self-intersection[117.")
    assert said.endswith("; repair it (QGIS: Fix geometries) or draw it again")


def test_a_spike_is_no_fault(tmp_path: Path) -> None:
    def spiked(shape: BaseGeometry) -> BaseGeometry:
        ring = shapely.get_coordinates(shapely.get_parts(shape)[0].exterior)
        out = ring[3] + [0.01, 0.01]
        return shapely.Polygon(np.vstack([ring[:4], [out], ring[3:]]))

    right_map(written(with_shape(ZHANGQIU, spiked), tmp_path / "own.gpkg"))


def test_a_ring_that_is_not_closed(tmp_path: Path) -> None:
    file = written(frame(), tmp_path / "own.geojson")
    text = file.read_text("utf-8")
    start = text.index("[ [ [ [ ") + len("[ [ [ ")
    first = text[start : text.index("]", start) + 1]
    end = text.rindex(f", {first}", 0, text.index("\n", start))
    file.write_text(text[:end] + text[end + len(first) + 2 :], "utf-8")
    right_map(file)


def test_heavy_boundaries_have_a_lighter_copy(tmp_path: Path) -> None:
    """Two million vertices for sixty counties are as many a county as these."""
    features = frame()
    length = shapely.length(features.geometry.to_numpy()).sum()
    dense = shapely.segmentize(features.geometry.to_numpy(), length / 100_000)
    features = features.set_geometry(gpd.GeoSeries(dense, crs=4326))
    got = right_map(written(features, tmp_path / "own.gpkg"))
    assert shapely.get_num_coordinates(got.geometry.to_numpy()).sum() > 100_000
    light = display_copy(got)
    assert shapely.get_num_coordinates(light.geometry.to_numpy()).sum() <= 20_000
    assert shapely.coverage_is_valid(light.geometry.to_numpy())
    assert off_m(light) < 10
    assert display_copy(light) is light


def test_boundaries_of_two_counties_that_overlap_far(tmp_path: Path) -> None:
    features = with_shape(LIXIA, lambda s: s.buffer(0.004))
    with pytest.raises(BoundaryError, match=r"overlap, by up to \d+ m near"):
        county_polygons(written(features, tmp_path / "own.gpkg"), table())
