"""Boundaries of counties and the lines around them: read as offices have them, and checked.

All coordinates are CGCS2000 longitude/latitude degrees, which agree with WGS-84 to well under a
metre, so they are used as EPSG:4326. Areas and distances are computed in `EQUAL_AREA`.

A file goes through `layers` (GDAL, encodings), `codes` (which county a feature is), `parts` (its
polygons), `position` (coordinate systems), `edges` (how counties meet) and `compare` (area and
place against `shipped`, the boundaries that come with Fengtu). What comes out is the right map, or
an error with one sentence for each cause. `display` makes a lighter copy of it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from geodata.record.boundaries.codes import Counties
from geodata.record.boundaries.compare import comparison
from geodata.record.boundaries.display import display_copy
from geodata.record.boundaries.edges import closed, edge_problems, hole_problems, holes
from geodata.record.boundaries.layers import Layer, companions, context_lines, layers
from geodata.record.boundaries.parts import Parts, county_parts, one_outline, sound
from geodata.record.boundaries.plane import EQUAL_AREA, GEOGRAPHIC, BoundaryError
from geodata.record.boundaries.position import Reading, reading
from geodata.record.boundaries.shipped import is_shipped, reference

__all__ = [
    "EQUAL_AREA",
    "GEOGRAPHIC",
    "BoundaryError",
    "boundary_problems",
    "companions",
    "context_lines",
    "county_polygons",
    "display_copy",
    "holes",
    "is_shipped",
]


def county_polygons(file: Path, table: pd.DataFrame) -> gpd.GeoDataFrame:
    """The polygon of each county of `table` (text, by adcode), EPSG:4326, in the order of the file.

    The file is any vector file that GDAL reads. `attrs["notes"]` says what was read otherwise than
    the file declares. Raises BoundaryError with one sentence for each cause that keeps the map from
    being right.
    """
    counties = Counties.of(table)
    try:
        return _polygons(file, counties)
    except BoundaryError as error:
        raise BoundaryError(error.sentences, file.name) from error


def _polygons(file: Path, counties: Counties) -> gpd.GeoDataFrame:
    shipped = is_shipped(file)
    known = reference()
    found = layers(file)
    parts = county_parts(found, counties)
    if parts.by_name and not counties.table.index.isin(known.index).all():
        raise BoundaryError(
            ["its features have names but no codes; add a field adcode with the six-digit codes"]
        )
    ways = _ways(parts, found, known[["x", "y"]])
    for number, way in ways.items():
        own = np.flatnonzero(np.array(parts.layer) == number)
        moved = way.moved(np.array(parts.shapes, dtype=object)[own])
        for position, shape in zip(own, moved, strict=True):
            parts.shapes[position] = shape
    shapes = sound(parts, counties)
    names = [layer.name for layer in found]
    keep = one_outline(parts, shapes, names, counties)
    codes, shapes = np.array(parts.codes)[keep], shapes[keep]
    if not shipped:
        shapes = closed(shapes, codes)
    frame = _joined(codes, shapes)
    if not shipped:
        said = comparison(frame.geometry.to_crs(EQUAL_AREA), known, counties)
        said = said or boundary_problems(
            frame, counties.table, other_at=lambda point: _other_at(point, found, parts, ways)
        )
        if said:
            raise BoundaryError(said)
    notes = [f"read as {way.said}" for way in ways.values() if way.said]
    notes += ["counties known by their names, as there are no codes"] * parts.by_name
    frame.attrs["notes"] = list(dict.fromkeys(notes))
    return frame


def _ways(parts: Parts, found: list[Layer], centres: pd.DataFrame) -> dict[int, Reading]:
    """How the coordinates of each layer are to be read, by its number."""
    ways = {}
    for number in sorted(set(parts.layer)):
        own = [n for n, layer in enumerate(parts.layer) if layer == number]
        shapes = np.array([parts.shapes[n] for n in own], dtype=object)
        codes = [parts.codes[n] for n in own]
        ways[number] = reading(shapes, codes, found[number].crs, centres)
    return ways


def _joined(codes: np.ndarray, shapes: np.ndarray) -> gpd.GeoDataFrame:
    """One polygon a county, EPSG:4326; those of one part as they are."""
    order = list(dict.fromkeys(codes.tolist()))
    by_code = {code: shapes[codes == code] for code in order}
    whole = [own[0] if len(own) == 1 else shapely.union_all(own) for own in by_code.values()]
    frame = gpd.GeoDataFrame({"adcode": order}, geometry=whole, crs=GEOGRAPHIC)
    return frame.set_index("adcode", drop=False)


def _other_at(
    point: BaseGeometry, found: list[Layer], parts: Parts, ways: dict[int, Reading]
) -> str:
    """The fields of a feature of no county that lies at `point`; '' for none."""
    for number, way in ways.items():
        others = found[number].frame.iloc[parts.others[number]]
        others = others[others.geometry.notna()]
        shapes = way.moved(shapely.force_2d(others.geometry.to_numpy()))
        there = others.drop(columns="geometry")[shapely.intersects(shapes, point)]
        if len(there):
            return " ".join(str(value) for value in there.iloc[0].dropna())[:40]
    return ""


def boundary_problems(
    counties: gpd.GeoDataFrame,
    table: pd.DataFrame,
    prefectures: gpd.GeoDataFrame | None = None,
    other_at: Callable[[BaseGeometry], str] | None = None,
) -> list[str]:
    """Everything wrong with a set of county polygons, one sentence each; empty when usable.

    Checked: every county of `table` is there once, is a valid polygon, shares exact edges with its
    neighbours (no overlap), and the union of a city's counties has no gap and equals its
    prefecture where `prefectures` (indexed by prefecture adcode) is given.
    """
    said = [
        f"{code} {table.county_zh[code]}: no polygon with this adcode"
        for code in table.index.difference(counties.index)
    ]
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
    # Edges that do not meet leave gaps too.
    said = edge_problems(shapes, table) or hole_problems(shapes, table, other_at)
    if prefectures is not None:
        for prefecture, codes in table.groupby("prefecture_adcode").groups.items():
            union = shapely.union_all(shapes.loc[codes].to_numpy())
            if union.symmetric_difference(prefectures.geometry[prefecture]).area > 1e-9:
                said.append(f"{prefecture}: the union of its counties is not the prefecture")
    return said
