"""Where marks stand: known points at their point, the rest in a tidy arrangement in their county.

A county-level item belongs to the whole county. Its mark must not look like a site, so these marks
form a regular block inside the county. The block depends on the record only, never on a filter:
a mark keeps its place while others come and go.
"""

from __future__ import annotations

from typing import Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from geodata.boundaries import EQUAL_AREA, GEOGRAPHIC
from geodata.vocabulary import KINDS

# Widest distance between neighbouring marks of a block, metres: a block should read as one group.
MAX_PITCH_M: Final = 7_500.0
# The label of the county stands free over this many pitches around its anchor: half width, half
# height.
LABEL_CLEARANCE: Final = (1.6, 0.55)
COORDINATE_DECIMALS: Final = 5

_KIND_ORDER: Final = {kind.id: number for number, kind in enumerate(KINDS)}


def label_points(counties: gpd.GeoDataFrame) -> gpd.GeoSeries:
    """The point deepest inside each county, where its name stands; EPSG:4326, by adcode.

    The centre of the largest inscribed circle, found in metres.
    """
    metric = counties.geometry.to_crs(EQUAL_AREA)
    centres = [
        shapely.get_point(shapely.maximum_inscribed_circle(_largest(shape), tolerance=100.0), 0)
        for shape in metric
    ]
    return gpd.GeoSeries(centres, index=counties.index, crs=EQUAL_AREA).to_crs(GEOGRAPHIC)


def marks(projects: pd.DataFrame, counties: gpd.GeoDataFrame) -> pd.DataFrame:
    """One row for each thing in each county it belongs to, or at its point.

    Columns: `thing`, `adcode`, `kind`, `precision` (site | township | county), `lon`, `lat`
    (EPSG:4326 degrees, 5 decimals), `pitch_m` (distance to the next mark in metres; 0 at a known
    point) and `stack` (how many places beside its point a mark stands when several share one:
    -0.5 and 0.5 for two, 0 for one). Ordered by thing, adcode.
    Rows that name the same thing share its marks. Raises ValueError when a county cannot hold
    its marks.
    """
    located = projects[projects.precision.isin(["site", "township"])]
    points = located.drop_duplicates("thing")[
        ["thing", "adcodes", "kind", "precision", "lon", "lat"]
    ].rename(columns={"adcodes": "adcode"})
    points["pitch_m"] = 0.0

    rest = projects[(projects.precision == "county") & ~projects.thing.isin(points.thing)]
    members = (
        rest.assign(adcode=rest.adcodes.str.split(";"))
        .explode("adcode")
        .drop_duplicates(["thing", "adcode"])[["thing", "adcode", "kind"]]
    )
    members["precision"] = "county"
    blocks = [
        _block(group, _shape(counties, str(adcode)), _obstacles(points, str(adcode)))
        for adcode, group in members.groupby("adcode", sort=True)
    ]
    placed = pd.concat([points, *blocks], ignore_index=True)
    placed["stack"] = 0.0
    placed[["lon", "lat"]] = placed[["lon", "lat"]].round(COORDINATE_DECIMALS)
    at_point = placed.pitch_m == 0
    same = placed[at_point].groupby(["lon", "lat"])
    placed.loc[at_point, "stack"] = same.cumcount() - (same.thing.transform("size") - 1) / 2
    return placed.sort_values(["thing", "adcode"], ignore_index=True)


def _largest(shape: BaseGeometry) -> BaseGeometry:
    return max(shapely.get_parts(shape), key=lambda part: part.area)


def _shape(counties: gpd.GeoDataFrame, adcode: str) -> BaseGeometry:
    """The largest part of a county in metres of EQUAL_AREA."""
    return _largest(counties.geometry.loc[[adcode]].to_crs(EQUAL_AREA).iloc[0])


def _obstacles(points: pd.DataFrame, adcode: str) -> np.ndarray:
    """Known points of a county, which a block leaves free; metres of EQUAL_AREA, shape (n, 2)."""
    own = points[points.adcode == adcode]
    if own.empty:
        return np.empty((0, 2))
    series = gpd.GeoSeries.from_xy(own.lon, own.lat, crs=GEOGRAPHIC).to_crs(EQUAL_AREA)
    return shapely.get_coordinates(series.values)


def _block(group: pd.DataFrame, shape: BaseGeometry, obstacles: np.ndarray) -> pd.DataFrame:
    """`group` (one county's things) with `lon`, `lat`, `pitch_m` on the widest grid that fits."""
    ordered = group.assign(order=group.kind.map(_KIND_ORDER)).sort_values(["order", "thing"])
    centre = shapely.get_coordinates(
        shapely.get_point(shapely.maximum_inscribed_circle(shape, tolerance=100.0), 0)
    )[0]
    pitch = MAX_PITCH_M
    cells = _cells(shape, centre, pitch, obstacles)
    while len(cells) < len(ordered):
        pitch *= 0.93
        if pitch < 50:
            raise ValueError(f"{group.adcode.iloc[0]}: no room for {len(ordered)} marks")
        cells = _cells(shape, centre, pitch, obstacles)
    # The cells nearest to the centre, then read row by row from the north, so that marks of one
    # kind stand together.
    nearest = np.argsort(np.round(np.hypot(*(cells - centre).T), 3), kind="stable")
    chosen = cells[nearest[: len(ordered)]]
    chosen = chosen[np.lexsort((chosen[:, 0], -chosen[:, 1]))]
    series = gpd.GeoSeries.from_xy(chosen[:, 0], chosen[:, 1], crs=EQUAL_AREA).to_crs(GEOGRAPHIC)
    return ordered.drop(columns="order").assign(
        lon=series.x.to_numpy(), lat=series.y.to_numpy(), pitch_m=round(pitch, 1)
    )


def _cells(
    shape: BaseGeometry, centre: np.ndarray, pitch: float, obstacles: np.ndarray
) -> np.ndarray:
    """Centres of grid cells `pitch` metres apart, wholly inside `shape`, clear of its label."""
    west, south, east, north = shape.bounds
    columns = np.arange(
        np.floor((west - centre[0]) / pitch), np.ceil((east - centre[0]) / pitch) + 1
    )
    rows = np.arange(
        np.floor((south - centre[1]) / pitch), np.ceil((north - centre[1]) / pitch) + 1
    )
    x, y = np.meshgrid(centre[0] + columns * pitch, centre[1] + (rows + 0.5) * pitch)
    cells = np.column_stack([x.ravel(), y.ravel()])
    inner = shape.buffer(-0.5 * pitch)
    cells = cells[shapely.contains_xy(inner, cells[:, 0], cells[:, 1])]
    offset = np.abs(cells - centre) / pitch
    cells = cells[~((offset[:, 0] < LABEL_CLEARANCE[0]) & (offset[:, 1] < LABEL_CLEARANCE[1]))]
    if len(obstacles) and len(cells):
        gaps = np.hypot(
            cells[:, None, 0] - obstacles[None, :, 0], cells[:, None, 1] - obstacles[None, :, 1]
        )
        cells = cells[gaps.min(axis=1) >= pitch]
    return cells
