"""Area and place of counties against the boundaries that come with Fengtu."""

from __future__ import annotations

import math
from typing import Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geodata.record.boundaries.codes import Counties
from geodata.record.boundaries.plane import listed

# Another edition differs less: share of the area; distance of the centroid, and of the outermost
# points, as a share of the side.
_SMALLEST: Final = 0.8
_LARGEST: Final = 1.25
_AWAY_SHARE: Final = 0.15
_AWAY_M: Final = 1_000
_REACH_SHARE: Final = 0.25
# More than half of the counties further away than this: it is the file and not the county.
_ELSEWHERE_M: Final = 5_000
# A shift that all counties share; editions scatter around zero, by a few dozen metres.
_SHIFT_M: Final = 120
_SCATTER: Final = 0.35
_FEWEST: Final = 3
# GCJ-02 moves this part of the country by 510 to 550 m to the east, BD-09 by 1,100 m, with 620 to
# 760 m to the north (computed by PyPI prcoords 1.0.2 for corners of the five cities).
_GCJ_M: Final = (300, 700)
_BD_M: Final = (900, 1_700)
_WINDS: Final = (
    *("north", "north-east", "east", "south-east"),
    *("south", "south-west", "west", "north-west"),
)


def comparison(shapes: gpd.GeoSeries, known: gpd.GeoDataFrame, counties: Counties) -> list[str]:
    """What is wrong with area and place, one sentence for each cause; [] where nothing is.

    `shapes` (EQUAL_AREA) by adcode; `known` is `reference()`. Counties that it has not are left
    out.
    """
    codes = shapes.index.intersection(known.index, sort=False)
    if not len(codes):
        return []
    own, right = shapes.loc[codes], known.geometry.loc[codes]
    frame = pd.DataFrame(
        {
            "area": own.area,
            "ratio": own.area / right.area,
            "dx": own.centroid.x - right.centroid.x,
            "dy": own.centroid.y - right.centroid.y,
            "side": np.sqrt(right.area),
            "reach": (own.bounds - right.bounds).abs().max(axis=1),
        },
        index=codes,
    )
    frame["away"] = np.hypot(frame.dx, frame.dy)
    if len(frame) >= _FEWEST:
        said = _of_the_file(frame, counties)
        if said:
            return [said]
    return _of_counties(frame, own, right, counties)


def _of_the_file(frame: pd.DataFrame, counties: Counties) -> str:
    """What all counties have in common: another place, or another datum; '' for nothing."""
    dx, dy = float(frame.dx.median()), float(frame.dy.median())
    shift = math.hypot(dx, dy)
    scatter = float(np.hypot(frame.dx - dx, frame.dy - dy).median())
    (title,) = counties.titles([str(frame.index[0])])
    if frame.away.median() > _ELSEWHERE_M:
        first = frame.iloc[0]
        return (
            f"most counties lie elsewhere, {title} {_vector(first.dx, first.dy)} of its place; the "
            "coordinate system is not the one that the file declares: correct its .prj or export "
            "it again in CGCS2000"
        )
    if shift < _SHIFT_M or scatter > _SCATTER * shift:
        return ""
    by = f"all {len(frame)} counties lie {_vector(dx, dy)} of their place ({title} and the others)"
    if _GCJ_M[0] <= shift <= _GCJ_M[1] and dx > 2 * abs(dy):
        return (
            f"{by}, as GCJ-02 shifts them, the coordinates of map services in China; convert the "
            "file to CGCS2000 or WGS-84 (such as by gcj_wgs_bored of PyPI prcoords), or use one "
            "that never was GCJ-02"
        )
    if _BD_M[0] <= shift <= _BD_M[1] and dx > dy > 0:
        return (
            f"{by}, as BD-09 shifts them, the coordinates of Baidu; convert the file to CGCS2000 "
            "or WGS-84 (such as by bd_wgs_bored of PyPI prcoords), or use one that never was BD-09"
        )
    return (
        f"{by}: the file is in another datum than it declares; ask for it in CGCS2000, or have it"
        " converted"
    )


def _of_counties(
    frame: pd.DataFrame, own: gpd.GeoSeries, right: gpd.GeoSeries, counties: Counties
) -> list[str]:
    far = frame.away > _AWAY_M + _AWAY_SHARE * frame.side
    small, large = frame.ratio < _SMALLEST, frame.ratio > _LARGEST
    spread = frame.reach > _AWAY_M + _REACH_SHARE * frame.side
    wrong = frame.index[far | small | large | spread]
    there = {str(c): _there(str(c), own, right) for c in wrong}
    said = []
    exchanged = _exchanged(there)
    if exchanged:
        titles = " and ".join(counties.titles(exchanged))
        said.append(f"{titles} lie in each other's place: their codes are exchanged")
    for code, other in there.items():
        if code in exchanged:
            continue
        row = frame.loc[code]
        (title,) = counties.titles([code])
        if other:
            (place,) = counties.titles([other])
            what = f"lies {_vector(row.dx, row.dy)} of its place, in {place}"
        elif row.ratio < _SMALLEST:
            what = f"has {row.ratio:.0%} of its area ({row.area / 1e6:,.0f} km²): a part is missing"
        elif row.ratio > _LARGEST:
            what = f"is {row.ratio:.2g} times as large as it is ({row.area / 1e6:,.0f} km²)"
        elif far[code]:
            what = f"lies {_vector(row.dx, row.dy)} of its place"
        else:
            what = (
                f"ends {row.reach / 1_000:.3g} km from where it ends: a vertex or a part is wrong"
            )
        said.append(f"{title} {what}")
    remedy = (
        "correct the file; if the county itself has changed, renew the boundaries that come with "
        "Fengtu (python -m geodata build)"
    )
    if len(said) > _FEWEST:
        return [f"{listed(said)}; {remedy}"]
    return [f"{sentence}; {remedy}" for sentence in said]


def _exchanged(there: dict[str, str]) -> set[str]:
    """The counties of which each lies in the place of another one of them."""
    moved = {code: other for code, other in there.items() if other}
    while set(moved) != set(moved.values()):
        taken = set(moved.values())
        moved = {code: other for code, other in moved.items() if other in moved and code in taken}
    return set(moved)


def _there(code: str, own: gpd.GeoSeries, right: gpd.GeoSeries) -> str:
    """The other county in whose place a polygon lies, by more than half; '' if there is none."""
    shape = shapely.make_valid(own[code])  # what is far away may cross itself in this projection
    for number in right.sindex.query(shape, "intersects"):
        share = shapely.intersection(shape, right.iloc[number]).area / shape.area
        if right.index[number] != code and share > 0.5:
            return str(right.index[number])
    return ""


def _vector(dx: float, dy: float) -> str:
    """`523 m to the east`, `90 km to the north`."""
    distance = math.hypot(dx, dy)
    wind = _WINDS[round(math.degrees(math.atan2(dx, dy)) / 45) % 8]
    far = f"{distance:.0f} m" if distance < 1_000 else f"{distance / 1_000:.3g} km"
    return f"{far} to the {wind}"
