"""How polygons of counties meet: edge to edge, without gaps; a centimetre is closed."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from geodata.record.boundaries.plane import listed

# What is left of one point when it is computed in two ways, degrees: about a millimetre.
_NOISE_DEG: Final = 1e-8
# Edges so far apart are one edge that was rounded or drawn twice: degrees, about a metre.
_ROUNDING_DEG: Final = 1e-5
# No vertex is moved further than this to close them.
_MOVED_DEG: Final = 3e-5
# Narrower gaps between counties are no ground: degrees, about 30 m. (The outline of the whole has
# narrower inlets only at 0.002 degrees.)
_GAP_DEG: Final = 3e-4
_ALONG_DEG: Final = 5e-3  # the least length of a gap, about 500 m
# More counties than this are a country.
_WHOLE_LIMIT: Final = 400
_HOLE_DEG2: Final = 1e-9
_DEGREE_M: Final = 111_195
_REMEDY: Final = (
    "use boundaries of one edition, or clean the shared edge (mapshaper -clean, or QGIS: Snap "
    "geometries to layer)"
)


def regions(codes: np.ndarray) -> np.ndarray:
    """The part of the country within which each county has to meet the others, by its code.

    It is the province; of a whole country only the prefecture, because the 天地图 edition itself
    has a few counties that overlap those of other prefectures.
    """
    return codes.astype("U2" if len(codes) <= _WHOLE_LIMIT else "U4")


def closed(shapes: np.ndarray, codes: np.ndarray) -> np.ndarray:
    """`shapes` (degrees) with edges up to a metre apart made one; the same where all is well.

    What is further apart is left as it is.
    """
    within = regions(codes)
    if not broken(shapes, within):
        return shapes
    for snapping in (_NOISE_DEG, _ROUNDING_DEG):
        cleaned = np.asarray(
            shapely.coverage_clean(shapes, snapping_distance=snapping, gap_width=snapping)
        )
        whole = not shapely.is_empty(cleaned).any() and all(map(_near, shapes, cleaned))
        if whole and not broken(cleaned, within):
            return cleaned
    return shapes


def broken(shapes: np.ndarray, within: np.ndarray) -> bool:
    """Whether polygons of one region do not meet edge to edge."""
    groups = [shapes[within == region] for region in np.unique(within)]
    return not all(map(shapely.coverage_is_valid, groups)) or any(
        not shapely.is_empty(_loose(own)).all() for own in groups
    )


def _loose(shapes: np.ndarray) -> np.ndarray:
    """The edges of each polygon that overlap another one or leave a narrow gap to it."""
    edges = shapely.coverage_invalid_edges(shapes)
    along = shapely.coverage_invalid_edges(shapes, gap_width=_GAP_DEG)
    # Where two outlines part at an acute angle, a short piece of them is near the other one too.
    return np.where(shapely.length(along) > _ALONG_DEG, along, edges)


def _near(before: BaseGeometry, after: BaseGeometry) -> bool:
    """Whether no vertex of one outline is far from the other outline."""
    return all(_reach(a, b) <= _MOVED_DEG for a, b in ((before, after), (after, before)))


def _reach(shape: BaseGeometry, other: BaseGeometry) -> float:
    """The largest distance from the outline of `other` of a vertex that only `shape` has."""
    own, others = (
        np.ascontiguousarray(shapely.get_coordinates(s)).view(complex).ravel()
        for s in (shape, other)
    )
    new = own[~np.isin(own, others)]
    if not len(new):
        return 0.0
    outline = shapely.boundary(other)
    shapely.prepare(outline)
    return float(shapely.distance(outline, shapely.points(new.real, new.imag)).max())


def edge_problems(shapes: gpd.GeoSeries, table: pd.DataFrame) -> list[str]:
    """Counties of one region that overlap or leave a narrow gap: which, where, how wide."""
    found: list[tuple[float, str]] = []
    alone: list[str] = []
    within = regions(shapes.index.to_numpy(dtype=str))
    for region in np.unique(within):
        own = shapes[within == region]
        edges = _loose(own.to_numpy())
        numbers = np.flatnonzero(~shapely.is_empty(edges))
        pairs = [
            (int(a), int(b))
            for n, a in enumerate(numbers)
            for b in numbers[n + 1 :]
            if shapely.dwithin(edges[a], own.iloc[b], 2 * _GAP_DEG)
        ]
        found += [_pair(own, edges, pair, table) for pair in pairs]
        if len(numbers) and not pairs:
            alone += [f"{_title(own.index[numbers[0]], table)} does not meet its neighbours"]
    # Beside a wide gap others are near that themselves leave none; an overlap moves its neighbours.
    found = [pair for pair in found if pair[0] > 0] or found
    found = [pair for pair in found if " overlap, " in pair[1]] or found
    if found:
        several = f"{len(found)} pairs of counties do not meet edge to edge, such as "
        alone.insert(0, f"{several if len(found) > 1 else ''}{max(found)[1]}")
    return [f"{said}; {_REMEDY}" for said in alone]


def _pair(
    own: gpd.GeoSeries, edges: np.ndarray, pair: tuple[int, int], table: pd.DataFrame
) -> tuple[float, str]:
    """How far apart two counties are at most (degrees), and which, how and where."""
    names = " and ".join(_title(own.index[n], table) for n in pair)
    over = shapely.intersection(*own.iloc[list(pair)])
    if over.area > 0:
        piece = max(shapely.get_parts(over), key=lambda part: part.area)
        width = 2 * shapely.maximum_inscribed_circle(piece).length
        place, what = piece.representative_point(), "overlap"
    else:
        one, other = pair
        width, place = max(
            (_gap(own, edges, one, other), _gap(own, edges, other, one)), key=lambda gap: gap[0]
        )
        what = "do not share their edge"
    return width, f"{names} {what}, by up to {_metres(width)} near {_place(place)}"


def _gap(
    own: gpd.GeoSeries, edges: np.ndarray, number: int, other: int
) -> tuple[float, BaseGeometry]:
    """The largest distance of a vertex of loose edges from `other`, and the vertex.

    Counted are vertices to which no other county is nearer; where three meet, those that are near.
    """
    vertices = shapely.points(shapely.get_coordinates(edges[number]))
    away = shapely.distance(vertices, own.iloc[other])
    rest = shapely.STRtree(np.delete(own.to_numpy(), number))
    _, nearest = rest.query_nearest(vertices, return_distance=True, all_matches=False)
    near = np.where(away <= 2 * _GAP_DEG, away, 0.0)
    counted = np.where(away <= nearest, near, 0.0)
    if not counted.any():
        counted = near
    return float(counted.max()), vertices[int(counted.argmax())]


def hole_problems(
    shapes: gpd.GeoSeries,
    table: pd.DataFrame,
    other_at: Callable[[BaseGeometry], str] | None = None,
) -> list[str]:
    """Ground inside a city that none of its counties has.

    `other_at` says what else the file has at a point.
    """
    said = []
    for prefecture, codes in table.groupby("prefecture_adcode").groups.items():
        members = shapes.loc[codes]
        others = shapes.drop(codes)
        open_ = holes(shapely.union_all(members.to_numpy()), others)
        if not open_:
            continue
        largest = max((_unfilled(hole, others) for hole in open_), key=lambda gap: gap.area)
        around = members.index[shapely.dwithin(members.to_numpy(), largest, _ROUNDING_DEG)]
        names = listed([_title(code, table) for code in around])
        place = largest.representative_point()
        number = "1 gap" if len(open_) == 1 else f"{len(open_)} gaps"
        area = largest.area * _DEGREE_M**2 * math.cos(math.radians(place.y)) / 1e6
        other = other_at(place) if other_at else ""
        filled = f", where the file has {other}, no county of counties.csv" if other else ""
        said.append(
            f"{prefecture}: {number} between its counties, of {area:.2g} km² near {_place(place)}, "
            f"beside {names}{filled}; give the ground to the county to which it belongs"
        )
    return said


def holes(union: BaseGeometry, others: gpd.GeoSeries) -> list[BaseGeometry]:
    """Holes of a prefecture that no county of another one fills, as an enclave does."""
    rings = [ring for part in shapely.get_parts(union) for ring in part.interiors]
    if not rings:
        return []
    found = shapely.polygons(rings)
    return [hole for hole in found if _unfilled(hole, others).area > _HOLE_DEG2]


def _unfilled(hole: BaseGeometry, others: gpd.GeoSeries) -> BaseGeometry:
    inside = others.iloc[others.sindex.query(hole, "intersects")]
    return hole.difference(inside.union_all())


def _title(code: object, table: pd.DataFrame) -> str:
    return f"{code} {table.county_zh[code]}"


def _place(point: BaseGeometry) -> str:
    return f"{point.x:.4f}, {point.y:.4f}"


def _metres(degrees: float) -> str:
    metres = degrees * _DEGREE_M
    return f"{metres:.0f} m" if metres >= 1 else f"{metres * 100:.0f} cm"
