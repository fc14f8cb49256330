"""How far a county is from the nearest place that names a kind: a range, never a single number.

Most things are known only to the county, so a distance has two ends, in km of EQUAL_AREA:

- nearest: the smallest, over all naming places, of the shortest distance between this county and
  the place. No thing of the kind that is placed can be nearer to any point of the county.
- farthest: the smallest, over all naming places, of the greatest distance between a point of this
  county and a point of the place. From anywhere in the county some thing of the kind is no farther.

A place is the point of a thing that may be shown at a site or township, with its uncertainty in km
(rounded up to whole km) as a radius, else each county that the thing is placed in. Nearest is
rounded down to whole km, farthest up. Things named for a whole city or zone have no place in this:
they are counted in `wide`, and any of them could be nearer.
"""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geodata.analysis.coverage import in_any_county, matrix
from geodata.record.boundaries import EQUAL_AREA, GEOGRAPHIC
from geodata.record.derived import kept_with_record, kept_with_selection
from geodata.record.record import Record
from geodata.record.selection import Selection


@dataclass(frozen=True)
class Distances:
    """Distance ranges of one kind.

    `ranges` has a row for each county that a plan covers and that names none of the kind, by
    adcode: `status` (not_named | partly), `nearest_km`, `farthest_km` (whole km) and
    `nearest_adcodes` (the counties of the nearest places, `;`-separated). Without any place that
    names the kind it has no row. `wide` counts things of the kind that have no county.
    """

    kind: str
    places: int
    wide: int
    ranges: pd.DataFrame


@dataclass(frozen=True)
class _Places:
    """Places that name a kind, in EQUAL_AREA metres: geometry, radius around it, county."""

    shapes: np.ndarray
    radius: np.ndarray
    adcodes: np.ndarray


@kept_with_selection
def distance_ranges(selection: Selection, kind: str) -> Distances:
    """Distance ranges to `kind` for every covered county of the selection that names none of it.

    What a plan only leans on or mentions is not named.
    """
    selection = selection.to_be_done
    record, table = selection.record, matrix(selection)
    coverage = record.county_names.coverage.map({"full": "not_named", "partial": "partly"})
    asked = coverage[(table.counts[kind] == 0) & coverage.notna()]
    asked = asked[table.status.loc[asked.index, kind] != "not_applicable"]
    asked = asked[[selection.covers(str(code)) for code in asked.index]]
    asked = asked[asked.index.isin(record.counties.index)]
    wide = int(table.wide[kind].sum())
    places = _places(selection, kind)
    if not len(places.shapes) or asked.empty:
        empty = pd.DataFrame(columns=["status", "nearest_km", "farthest_km", "nearest_adcodes"])
        return Distances(kind, len(places.shapes), wide, empty)
    shapes = record.equal_area.loc[asked.index].to_numpy()
    nearest_m, beside = _nearest(shapes, places)
    farthest_m = _farthest(shapes, places)
    frame = pd.DataFrame(
        {
            "status": asked,
            # Whole metres first: a projection leaves a millionth of a metre behind.
            "nearest_km": np.floor(np.round(nearest_m) / 1000).astype(int),
            "farthest_km": np.ceil(np.round(farthest_m) / 1000).astype(int),
            "nearest_adcodes": beside,
        },
        index=asked.index,
    )
    return Distances(kind, len(places.shapes), wide, frame)


def _places(selection: Selection, kind: str) -> _Places:
    record = selection.record
    chosen = selection.narrowed(kind=kind).mask & in_any_county(record)
    rows = record.projects[chosen]
    known = rows.precision.isin(["site", "township"])
    located = rows[known]
    # A later mention of a thing with a known point adds no place.
    vague = rows[~rows.thing.isin(located.thing)]

    codes = sorted(set(";".join(vague.adcodes).split(";")) & set(record.counties.index))
    points = located[["lon", "lat", "uncertainty_km", "adcodes"]].drop_duplicates()
    metres = _points(record).loc[points.index]
    radius = np.ceil(points.uncertainty_km.fillna(0).to_numpy(dtype=float)) * 1000
    return _Places(
        shapes=np.concatenate([record.equal_area.loc[codes].to_numpy(), metres.to_numpy()]),
        radius=np.concatenate([np.zeros(len(codes)), radius]),
        adcodes=np.concatenate([np.array(codes, dtype=object), points.adcodes.to_numpy()]),
    )


@kept_with_record
def _points(record: Record) -> gpd.GeoSeries:
    """Where the located rows are, EQUAL_AREA, by row number."""
    rows = record.projects[record.projects.precision.isin(["site", "township"])]
    return gpd.GeoSeries.from_xy(rows.lon, rows.lat, crs=GEOGRAPHIC).to_crs(EQUAL_AREA)


def _nearest(shapes: np.ndarray, places: _Places) -> tuple[np.ndarray, list[str]]:
    """Shortest distances in metres, and the counties of the places that are that near."""
    found = []
    for radius in np.unique(places.radius):
        members = np.flatnonzero(places.radius == radius)
        (asked, place), metres = shapely.STRtree(places.shapes[members]).query_nearest(
            shapes, return_distance=True, all_matches=True
        )
        net = np.maximum(0, metres - radius)
        found.append(pd.DataFrame({"asked": asked, "place": members[place], "m": net}))
    pairs = pd.concat(found)
    least = pairs.groupby("asked").m.min()
    near = pairs[pairs.m <= pairs.asked.map(least) + 0.5]
    beside = (
        near.assign(code=places.adcodes[near.place])
        .groupby("asked")
        .code.agg(lambda codes: ";".join(sorted(set(codes))))
    )
    return least.to_numpy(), list(beside)


def _farthest(shapes: np.ndarray, places: _Places) -> np.ndarray:
    """For each shape the smallest, over places, of the greatest distance to it, in metres.

    The greatest distance between two shapes is one between vertices of their convex hulls. A
    place can only matter if the distance of the two middles, which is a lower bound, is below the
    best upper bound (middles and both radii); the rest is never compared point by point.
    """
    points, start = _hulls(places.shapes)
    length = np.diff(np.append(start, len(points)))
    middle = np.add.reduceat(points, start) / length[:, None]
    spread = np.hypot(*(points - np.repeat(middle, length, axis=0)).T)
    reach = np.maximum.reduceat(spread, start) + places.radius
    own_points, own_start = _hulls(shapes)
    result = np.empty(len(shapes))
    for i, corners in enumerate(np.split(own_points, own_start[1:])):
        centre = corners.mean(axis=0)
        own_reach = np.hypot(*(corners - centre).T).max()
        apart = np.hypot(*(middle - centre).T)
        near = np.flatnonzero(apart + places.radius <= (apart + reach).min() + own_reach)
        counts = length[near]
        first = np.cumsum(counts) - counts
        index = np.arange(counts.sum()) - np.repeat(first - start[near], counts)
        others = points[index]
        metres = np.hypot(
            corners[:, None, 0] - others[None, :, 0], corners[:, None, 1] - others[None, :, 1]
        ).max(axis=0)
        result[i] = (np.maximum.reduceat(metres, first) + places.radius[near]).min()
    return result


def _hulls(shapes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Vertices of the convex hulls of `shapes`, and where those of each begin."""
    points, owner = shapely.get_coordinates(shapely.convex_hull(shapes), return_index=True)
    return points, np.searchsorted(owner, np.arange(len(shapes)))
