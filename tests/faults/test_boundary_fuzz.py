"""Any mixture of what offices do to a boundary file: the right map, or sentences that name why.

`BOUNDARY_EXAMPLES=2000` tries as many mixtures instead of a hundred.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from fixture.own_files import bd09, frame, gcj02, off_m, table, written
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import affinity
from shapely.geometry.base import BaseGeometry

from geodata.record.boundaries import BoundaryError, county_polygons

EXAMPLES = int(os.environ.get("BOUNDARY_EXAMPLES", "100"))
Features = gpd.GeoDataFrame
Change = Callable[[Features, int], Features]


def shaped(change: Callable[[BaseGeometry], BaseGeometry | None]) -> Change:
    """The change of one county's geometry."""

    def changed(features: Features, number: int) -> Features:
        shapes = features.geometry.to_numpy().copy()
        shapes[number] = change(shapes[number])
        return features.set_geometry(gpd.GeoSeries(shapes, crs=features.crs))

    return changed


def every(change: Callable[[BaseGeometry], BaseGeometry]) -> Change:
    """The change of all geometries."""
    return lambda features, _: features.set_geometry(
        features.geometry.map(change).set_crs(features.crs)
    )


def coded(change: Callable[[str], object]) -> Change:
    return lambda features, _: features.assign(adcode=features.adcode.map(change))


def halves(features: Features, number: int) -> Features:
    shape = features.geometry[number]
    west, south, east, north = shape.bounds
    middle = shape.centroid.x
    features = features.copy()
    boxes = [shapely.box(west, south, middle, north), shapely.box(middle, south, east, north)]
    one, other = (shapely.intersection(shape, box) for box in boxes)
    features.loc[number, "geometry"] = one
    more = features.iloc[[number]].set_geometry(gpd.GeoSeries([other], [number], crs=features.crs))
    return pd.concat([features, more], ignore_index=True)


def exchanged(column: str) -> Change:
    def changed(features: Features, number: int) -> Features:
        other = (number + 1) % 20
        features = features.copy()
        rows = features.index[[number, other]]
        features.loc[rows, column] = features.loc[rows[::-1], column].to_numpy()
        return features

    return changed


# What changes nothing about the map.
HARMLESS: dict[str, Change] = {
    "reversed": shaped(shapely.reverse),
    "heights": every(lambda s: shapely.force_3d(s, 5.0)),
    "collection": shaped(lambda s: shapely.GeometryCollection([s, s.centroid])),
    "parts": halves,
    "copy": lambda f, n: pd.concat([f, f.iloc[[n]]], ignore_index=True),
    "other order": lambda f, n: f.iloc[::-1].reset_index(drop=True),
    "extra vertices": shaped(lambda s: shapely.segmentize(s, 0.02)),
    "a centimetre": shaped(lambda s: shapely.transform(s, lambda xy: xy + 1e-7 * np.sin(xy * 1e6))),
    "more fields": lambda f, n: f.assign(市代码=f.adcode.str[:4] + "00", 面积=1.5, 备注="无"),
    "empty name": lambda f, n: f.assign(name=f.name.where(f.index != n, None)),
    "floats": coded(lambda code: f"{code}.0"),
    "gb": coded(lambda code: f"gb156{code}"),
    "twelve": coded(lambda code: f"{code}000000"),
    "old": coded(lambda code: {"370116": "371202", "370115": "370125"}.get(code, code)),
}
# What must not pass in silence.
HARMFUL: dict[str, Change] = {
    "missing": lambda f, n: f.drop(index=f.index[n]).reset_index(drop=True),
    "no geometry": shaped(lambda s: None),
    "empty": shaped(lambda s: shapely.Polygon()),
    "lines": shaped(lambda s: s.boundary),
    "half": shaped(
        lambda s: shapely.intersection(s, shapely.box(*s.bounds[:2], s.centroid.x, s.bounds[3]))
    ),
    "elsewhere": shaped(lambda s: affinity.translate(s, 0, 0.8)),
    "overlap": shaped(lambda s: s.buffer(0.001)),
    "gap": shaped(lambda s: shapely.difference(s, s.representative_point().buffer(0.001))),
    "codes": exchanged("adcode"),
    "names": exchanged("name"),
    "GCJ-02": every(gcj02),
    "BD-09": every(bd09),
    "no code": lambda f, n: f.assign(
        adcode=[None if i == n else v for i, v in enumerate(f.adcode)]
    ),
}
SYSTEMS = [4326, 4490, 4548, 4527, 3857]
NAMES = ["own.geojson", "own.gpkg", "own.shp", "own.kml"]


def file_of(
    folder: Path, features: Features, name: str, crs: int, prj: bool, encoding: str
) -> Path:
    """The features as a file; only a shapefile has an encoding and may lack its .prj."""
    if name in ("own.shp", "own.gpkg"):
        features = features.to_crs(crs)
    flat = features.geometry.map(lambda s: s if s is None or s.is_empty else _fit(s, name))
    if name == "own.kml":  # it has no empty geometry
        flat = flat.map(lambda s: None if s is not None and s.is_empty else s)
    features = features.set_geometry(gpd.GeoSeries(flat, crs=features.crs))
    options = {"encoding": encoding} if name == "own.shp" else {}
    file = written(features, folder / name, **options)
    if name == "own.shp":
        file.with_suffix(".cpg").unlink(missing_ok=True)
        if not prj:
            file.with_suffix(".prj").unlink()
    return file


def _fit(shape: BaseGeometry, name: str) -> BaseGeometry:
    """What a shapefile of polygons can hold: no collections, no lines."""
    if name != "own.shp" or shape.geom_type in ("Polygon", "MultiPolygon"):
        return shape
    areas = [p for p in shapely.get_parts(shape) if p.geom_type in ("Polygon", "MultiPolygon")]
    return areas[0] if areas else shapely.Polygon()


mixture = st.lists(st.sampled_from(sorted(HARMLESS)), max_size=4, unique=True)


@settings(max_examples=EXAMPLES)
@given(
    harmless=mixture,
    harmful=st.lists(st.sampled_from(sorted(HARMFUL)), max_size=1),
    number=st.integers(0, 19),
    name=st.sampled_from(NAMES),
    crs=st.sampled_from(SYSTEMS),
    prj=st.booleans(),
    encoding=st.sampled_from(["UTF-8", "GBK"]),
)
def test_the_right_map_or_a_sentence(
    harmless: list[str],
    harmful: list[str],
    number: int,
    name: str,
    crs: int,
    prj: bool,
    encoding: str,
) -> None:
    features = frame()
    code, own = features.adcode[number], features.name[number]
    for change in harmful:
        features = HARMFUL[change](features, number)
    for change in harmless:
        # Codes are rewritten once, and parts are cut of what is a polygon.
        features = _applied(HARMLESS[change], features, number)
    with tempfile.TemporaryDirectory() as folder:
        file = file_of(Path(folder), features, name, crs, prj, encoding)
        try:
            got = county_polygons(file, table())
        except BoundaryError as error:
            assert harmful, error
            assert len(error.sentences) <= 3, error
            assert code in str(error) or own in str(error) or "all 20 counties" in str(error)
            assert ";" in str(error)  # a remedy
            return
        assert not harmful
        assert off_m(got) < 0.5
        assert shapely.coverage_is_valid(got.geometry.to_numpy())


def _applied(change: Change, features: Features, number: int) -> Features:
    shape = features.geometry.iloc[number % len(features)]
    if shape is None or shape.is_empty or "Polygon" not in shape.geom_type:
        return features
    if not features.adcode.dropna().str.fullmatch(r"\d{6}").all():
        return features
    return change(features, number % len(features))


@settings(max_examples=EXAMPLES)
@given(
    name=st.sampled_from(NAMES),
    where=st.floats(0, 1),
    what=st.binary(max_size=8),
    cut=st.booleans(),
)
def test_broken_bytes(name: str, where: float, what: bytes, cut: bool) -> None:
    """Whatever a disk or a copy does to a file: a map of the counties, or a sentence."""
    with tempfile.TemporaryDirectory() as folder:
        file = written(frame(), Path(folder) / name)
        content = file.read_bytes()
        place = int(where * len(content))
        rest = b"" if cut else content[place + len(what) :]
        file.write_bytes(content[:place] + what + rest)
        try:
            got = county_polygons(file, table())
        except BoundaryError as error:
            assert error.sentences
            assert folder not in str(error)
            return
        assert sorted(got.index) == sorted(table().index)
        assert off_m(got) < 300  # a digit may have changed, as the file has it
