"""Where marks stand: at a known point, in a tidy arrangement in the county, or at an anchor.

A thing without a county stands at the anchor of its functional zone or city, together with all
others of it: there one counted mark is drawn, never one for each. A county-level item belongs to
the whole county. Its mark must not look like a site, so these marks form a regular block inside the
county. The block depends on the record only, never on a filter: a mark keeps its place while others
come and go.
"""

from __future__ import annotations

from typing import Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from geodata.language.vocabulary import KINDS
from geodata.record.boundaries import EQUAL_AREA, GEOGRAPHIC

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
    shapes = _largest(counties.geometry.to_crs(EQUAL_AREA).to_numpy())
    series = gpd.GeoSeries.from_xy(*_centres(shapes).T, index=counties.index, crs=EQUAL_AREA)
    return series.to_crs(GEOGRAPHIC)


def placed_marks(
    projects: pd.DataFrame, counties: gpd.GeoDataFrame, zones: pd.DataFrame
) -> pd.DataFrame:
    """One row for each thing in each county it belongs to, at its point, or at its anchor.

    Columns: `thing`, `adcode` (at an anchor the id of its zone or city), `kind`, `precision` (a
    rung of the ladder `PRECISIONS`), `lon`, `lat` (EPSG:4326 degrees, 5 decimals), `pitch_m`
    (distance to the next mark in metres; 0 at a known point or an anchor), `radius_m` (how far off
    the point of a township may be, metres; 0 for others) and `stack` (how many places beside its
    point a mark stands when several share one: -0.5 and 0.5 for two, 0 for one and at an anchor).
    Ordered by thing, adcode. Rows that name the same thing share its marks. Raises ValueError when
    a county cannot hold its marks.
    """
    columns = ["thing", "adcodes", "kind", "precision", "lon", "lat", "anchor", "uncertainty_km"]
    projects = projects[columns]
    located = projects[projects.precision.isin(["site", "township"])]
    points = located.drop_duplicates("thing").rename(columns={"adcodes": "adcode"})
    points["pitch_m"] = 0.0
    township = points.precision == "township"
    points["radius_m"] = (1000.0 * points.uncertainty_km).where(township, 0.0)

    rest = projects[projects.adcodes.ne("") & ~projects.thing.isin(points.thing)]
    members = (
        rest.assign(adcode=rest.adcodes.str.split(";"))
        .explode("adcode")
        .drop_duplicates(["thing", "adcode"])[["thing", "adcode", "kind", "precision"]]
    )
    members["order"] = members.kind.map(_KIND_ORDER)
    members = members.sort_values(["adcode", "order", "thing"], ignore_index=True)
    placed = pd.concat(
        [
            points.drop(columns=["anchor", "uncertainty_km"]),
            _arranged(members.drop(columns="order"), points, counties),
            _anchored(projects, zones),
        ],
        ignore_index=True,
    )
    placed["radius_m"] = placed.radius_m.fillna(0.0)
    placed["stack"] = 0.0
    placed[["lon", "lat"]] = placed[["lon", "lat"]].round(COORDINATE_DECIMALS)
    at_point = placed.precision.isin(["site", "township"])
    same = placed[at_point].groupby(["lon", "lat"])
    placed.loc[at_point, "stack"] = same.cumcount() - (same.thing.transform("size") - 1) / 2
    return placed.sort_values(["thing", "adcode"], ignore_index=True)


def _anchored(projects: pd.DataFrame, zones: pd.DataFrame) -> pd.DataFrame:
    """Things without a county, each at the anchor of its zone or city."""
    rows = projects[projects.anchor != ""].drop_duplicates("thing")
    at = zones.loc[rows.anchor]
    return rows[["thing", "kind", "precision"]].assign(
        adcode=rows.anchor,
        lon=at.lon.to_numpy(dtype=float),
        lat=at.lat.to_numpy(dtype=float),
        pitch_m=0.0,
    )


def _largest(shapes: np.ndarray) -> np.ndarray:
    """The largest part of each shape."""
    parts = [max(shapely.get_parts(shape), key=lambda part: part.area) for shape in shapes]
    return np.array(parts, dtype=object)


def _centres(shapes: np.ndarray) -> np.ndarray:
    """The point deepest inside each polygon, metres; shape (n, 2)."""
    circles = shapely.maximum_inscribed_circle(shapes, tolerance=100.0)
    return shapely.get_coordinates(shapely.get_point(circles, 0))


def _arranged(
    members: pd.DataFrame, points: pd.DataFrame, counties: gpd.GeoDataFrame
) -> pd.DataFrame:
    """`members`, sorted by county, with `lon`, `lat`, `pitch_m`; the known `points` stay free."""
    codes, first, sizes = np.unique(
        members.adcode.to_numpy(dtype=str), return_index=True, return_counts=True
    )
    shapes = _largest(counties.geometry.loc[codes].to_crs(EQUAL_AREA).to_numpy())
    known = gpd.GeoSeries.from_xy(points.lon, points.lat, crs=GEOGRAPHIC).to_crs(EQUAL_AREA)
    obstacles = shapely.get_coordinates(known.to_numpy())
    of_county = points.groupby("adcode").indices
    places, pitches = np.empty((len(members), 2)), np.empty(len(members))
    for code, shape, centre, start, size in zip(
        codes, shapes, _centres(shapes), first, sizes, strict=True
    ):
        own = obstacles[of_county.get(code, [])]
        block = slice(start, start + size)
        places[block], pitches[block] = _block(code, size, shape, centre, own)
    series = gpd.GeoSeries.from_xy(*places.T, crs=EQUAL_AREA).to_crs(GEOGRAPHIC)
    return members.assign(
        lon=series.x.to_numpy(), lat=series.y.to_numpy(), pitch_m=np.round(pitches, 1)
    )


def _block(
    adcode: str, size: int, shape: BaseGeometry, centre: np.ndarray, obstacles: np.ndarray
) -> tuple[np.ndarray, float]:
    """Places of `size` marks on the widest grid that fits, in reading order; and its pitch.

    Metres of EQUAL_AREA throughout.
    """
    # As many discs of that diameter do not fit by their area alone: nothing to look at.
    hopeless = np.sqrt(4 * shape.area / (np.pi * size))
    edge = shape.boundary
    shapely.prepare([shape, edge])
    pitch = MAX_PITCH_M
    cells = np.empty((0, 2))
    while len(cells) < size:
        if pitch <= hopeless:
            cells = _cells(shape, edge, centre, pitch, obstacles)
            if len(cells) >= size:
                break
        pitch *= 0.93
        if pitch < 50:
            raise ValueError(f"{adcode}: no room for {size} marks")
    # The cells nearest to the centre, then read row by row from the north, so that marks of one
    # kind stand together.
    nearest = np.argsort(np.round(np.hypot(*(cells - centre).T), 3), kind="stable")
    chosen = cells[nearest[:size]]
    return chosen[np.lexsort((chosen[:, 0], -chosen[:, 1]))], pitch


def _cells(
    shape: BaseGeometry,
    edge: BaseGeometry,
    centre: np.ndarray,
    pitch: float,
    obstacles: np.ndarray,
) -> np.ndarray:
    """Centres of grid cells `pitch` metres apart, half that from the `edge`, clear of its label."""
    west, south, east, north = shape.bounds
    columns = np.arange(
        np.floor((west - centre[0]) / pitch), np.ceil((east - centre[0]) / pitch) + 1
    )
    rows = np.arange(
        np.floor((south - centre[1]) / pitch), np.ceil((north - centre[1]) / pitch) + 1
    )
    x, y = np.meshgrid(centre[0] + columns * pitch, centre[1] + (rows + 0.5) * pitch)
    cells = np.column_stack([x.ravel(), y.ravel()])
    offset = np.abs(cells - centre) / pitch
    cells = cells[~((offset[:, 0] < LABEL_CLEARANCE[0]) & (offset[:, 1] < LABEL_CLEARANCE[1]))]
    cells = cells[shapely.contains_xy(shape, cells[:, 0], cells[:, 1])]
    cells = cells[~shapely.dwithin(edge, shapely.points(cells), 0.5 * pitch)]
    if len(obstacles) and len(cells):
        gaps = np.hypot(
            cells[:, None, 0] - obstacles[None, :, 0], cells[:, None, 1] - obstacles[None, :, 1]
        )
        cells = cells[gaps.min(axis=1) >= pitch]
    return cells
