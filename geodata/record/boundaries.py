"""Boundaries of counties and the lines around them: read, and checked.

All coordinates are CGCS2000 longitude/latitude degrees, which agree with WGS-84 to well under a
metre, so they are used as EPSG:4326. Areas and distances are computed in `EQUAL_AREA`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import geopandas as gpd
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

# Lambert azimuthal equal-area, centred between the five cities; metres. Over their 5 degrees of
# longitude the scale error stays under 0.1 %.
EQUAL_AREA: Final = "+proj=laea +lat_0=36.7 +lon_0=116.5 +ellps=GRS80 +units=m +no_defs"
GEOGRAPHIC: Final = "EPSG:4326"


class BoundaryError(ValueError):
    """Boundary data that cannot be used; the message lists every reason."""


def county_polygons(file: Path) -> gpd.GeoDataFrame:
    """County polygons of a boundary file (EPSG:4326), indexed by six-digit adcode.

    The file is any vector file whose features carry `adcode`, or `gb` (156 + adcode) as 天地图
    downloads do. A feature without a geometry is left out. Raises BoundaryError when the features
    carry neither.
    """
    frame = gpd.read_file(file)
    if frame.crs is None:
        frame = frame.set_crs(GEOGRAPHIC)
    if not frame.crs.is_geographic:
        frame = frame.to_crs(GEOGRAPHIC)
    if "adcode" in frame:
        codes = frame["adcode"].astype(str)
    elif "gb" in frame:
        codes = frame["gb"].astype(str).str.removeprefix("156")
    else:
        raise BoundaryError(
            f"{file.name}: features need a field adcode (six digits) or gb (156 + adcode); "
            f"found {', '.join(c for c in frame.columns if c != 'geometry')}"
        )
    frame = frame.assign(adcode=codes).set_index("adcode", drop=False)
    return frame.loc[frame.geometry.notna(), ["adcode", "geometry"]]


def context_lines(file: Path) -> gpd.GeoDataFrame:
    """Lines around the counties, for orientation: `level` (county | province), EPSG:4326.

    No rows where there is no such file.
    """
    if not file.exists():
        return gpd.GeoDataFrame({"level": []}, geometry=[], crs=GEOGRAPHIC)
    return gpd.read_file(file)[["level", "geometry"]]


def boundary_problems(
    counties: gpd.GeoDataFrame, table: pd.DataFrame, prefectures: gpd.GeoDataFrame | None = None
) -> list[str]:
    """Everything wrong with a set of county polygons, one sentence each; empty when usable.

    Checked: every county of `table` is there once, is a valid polygon, shares exact edges with its
    neighbours (no overlap), and the union of a city's counties has no gap and equals its
    prefecture where `prefectures` (indexed by prefecture adcode) is given.
    """
    said = []
    for code in table.index.difference(counties.index):
        said.append(f"{code} {table.county_zh[code]}: no polygon with this adcode")
    for code in table.index.intersection(counties.index[counties.index.duplicated()]):
        said.append(f"{code} {table.county_zh[code]}: more than one polygon")
    if said:
        return said
    shapes = counties.loc[table.index].geometry
    for code, shape in shapes.items():
        if not shape.is_valid or shape.geom_type not in ("Polygon", "MultiPolygon"):
            said.append(f"{code} {table.county_zh[code]}: {shapely.is_valid_reason(shape)}")
    if said:
        return said
    for prefecture, codes in table.groupby("prefecture_adcode").groups.items():
        members = shapes.loc[codes]
        union = shapely.union_all(members.values)
        # A true coverage: polygons meet edge to edge, so nothing is counted twice.
        if not shapely.coverage_is_valid(members.values):
            said.append(f"{prefecture}: counties overlap or do not share exact edges")
        open_ = len(holes(union, shapes.drop(codes)))
        if open_:
            said.append(f"{prefecture}: {open_} gaps between its counties")
        if prefectures is not None:
            difference = union.symmetric_difference(prefectures.geometry[prefecture])
            if difference.area > 1e-9:
                said.append(f"{prefecture}: the union of its counties is not the prefecture")
    return said


def holes(union: BaseGeometry, others: gpd.GeoSeries) -> list[BaseGeometry]:
    """Holes of a prefecture that no county of another one fills, as an enclave does."""
    rings = [ring for part in shapely.get_parts(union) for ring in part.interiors]
    if not rings:
        return []
    holes = shapely.polygons(rings)
    filled = [others.iloc[others.sindex.query(hole, "intersects")].union_all() for hole in holes]
    return list(holes[shapely.area(shapely.difference(holes, filled)) > 1e-9])
