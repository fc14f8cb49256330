"""The polygons of each county in the layers of a file, and why some have none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from geodata.record.boundaries.codes import (
    Counties,
    code_column,
    code_of,
    contradictions,
    divided,
    name_columns,
    without_codes,
)
from geodata.record.boundaries.layers import Layer
from geodata.record.boundaries.plane import BoundaryError, listed

# Two outlines of a county are one where they differ by less than this share of its area.
_SAME_SHARE: Final = 0.002
# What a repair may change: a spike or a ring that touches itself, not the shape.
_REPAIR_SHARE: Final = 1e-6
# No coordinate of any system is so large, in metres.
_FURTHEST: Final = 1e8
_NO_PLACE: Final = "its outline has coordinates that are no place"
_POLYGONS: Final = ("Polygon", "MultiPolygon")


@dataclass
class Parts:
    """Polygons of counties: `codes`, `shapes` and the index of their layer, one for a feature.

    `reasons` says by code why a feature of a county has no polygon. `others` are the rows of each
    layer that are of no county of the record. `by_name` where the file has no codes and its names
    were read.
    """

    codes: list[str] = field(default_factory=list)
    shapes: list[BaseGeometry] = field(default_factory=list)
    layer: list[int] = field(default_factory=list)
    reasons: dict[str, str] = field(default_factory=dict)
    others: dict[int, np.ndarray] = field(default_factory=dict)
    by_name: bool = False


def county_parts(found: Sequence[Layer], counties: Counties) -> Parts:
    """The polygons of the counties of the record in all layers, each where its layer has it.

    Raises BoundaryError where no feature is of a county, names contradict codes, or a county has
    two outlines.
    """
    fields = [layer.frame.drop(columns="geometry") for layer in found]
    columns = [code_column(frame, counties) for frame in fields]
    parts = Parts(by_name=all(column is None for column in columns))
    if parts.by_name:
        columns = [_by_name(frame, counties) for frame in fields]
    if all(column is None for column in columns):
        raise without_codes(fields)
    old = divided(code_of(v) for frame in fields for c in frame.columns for v in frame[c])
    if old:
        raise BoundaryError([old])
    said: list[str] = []
    for number, (layer, frame, codes) in enumerate(zip(found, fields, columns, strict=True)):
        if codes is None:
            continue
        if not parts.by_name:
            said += contradictions(frame, codes, counties)
        _add(parts, layer, number, codes)
    if said:
        raise BoundaryError(list(dict.fromkeys(said)))
    missing = _missing(parts, fields, counties)
    if missing:
        raise BoundaryError(missing)
    return parts


def _by_name(frame: pd.DataFrame, counties: Counties) -> pd.Series | None:
    """Codes by the file's names, where each name means one county."""
    names = name_columns(frame, pd.Series(True, frame.index), counties)
    for column in names:
        meant = frame[column].map(counties.called)
        return meant.map(lambda codes: next(iter(codes)) if len(codes) == 1 else "")
    return None


def _add(parts: Parts, layer: Layer, number: int, codes: pd.Series) -> None:
    """Add the polygons of a layer's features to `parts`, or the reason why one has none."""
    parts.others[number] = np.flatnonzero(codes == "")
    for code, shape in zip(codes, layer.frame.geometry, strict=True):
        if not code:
            continue
        polygon, reason = _polygon(shape)
        if polygon is None:
            parts.reasons.setdefault(code, reason)
        else:
            parts.codes.append(code)
            parts.shapes.append(polygon)
            parts.layer.append(number)


def _polygon(shape: BaseGeometry | None) -> tuple[BaseGeometry | None, str]:
    """The polygonal part of a feature without heights, or None and what the feature has instead."""
    if shape is None or shape.is_empty:
        return None, "its feature has no geometry"
    flat = shapely.force_2d(shape)
    if flat.geom_type in _POLYGONS:
        areas = [flat]
    else:
        areas = [p for p in _leaves(flat) if p.geom_type in _POLYGONS]
    areas = [p for p in areas if not p.is_empty]
    if not areas:
        kind = "lines" if "Line" in flat.geom_type else flat.geom_type
        return None, f"it is drawn as {kind}, not as a polygon (QGIS: Lines to polygons)"
    coordinates = shapely.get_coordinates(flat)
    if not (np.isfinite(coordinates).all() and np.abs(coordinates).max() < _FURTHEST):
        return None, _NO_PLACE
    whole = areas[0] if len(areas) == 1 else shapely.union_all(areas)
    return whole, ""


def _leaves(shape: BaseGeometry) -> list[BaseGeometry]:
    if shape.geom_type != "GeometryCollection":
        return [shape]
    return [leaf for part in shapely.get_parts(shape) for leaf in _leaves(part)]


def _missing(parts: Parts, fields: list[pd.DataFrame], counties: Counties) -> list[str]:
    """Why counties have no polygon, one sentence for each cause."""
    causes: dict[str, list[str]] = {}
    for code in counties.table.index.difference(parts.codes):
        causes.setdefault(parts.reasons.get(code) or _elsewhere(code, fields, counties), []).append(
            code
        )
    said = []
    for cause, codes in causes.items():
        titles = listed(counties.titles(codes))
        remedy = "draw it again or export the layer anew"
        if cause == "":
            cause, remedy = "no polygon with this adcode", "add it, or use a file that has it"
        said.append(f"{titles}: {cause}; {remedy}")
    return said


def _elsewhere(code: str, fields: list[pd.DataFrame], counties: Counties) -> str:
    """What a feature of the county's name has instead of its code; '' if there is none."""
    name = counties.table.county_zh[code]
    for frame in fields:
        for column in name_columns(frame, pd.Series(True, frame.index), counties):
            rows = frame[[code in counties.called(value) for value in frame[column]]]
            if len(rows):
                codes = [c for v in rows.iloc[0] if (c := code_of(v))]
                code = f"the code {codes[0]}" if codes else "no code"
                return f"the feature called {name} has {code}"
    return ""


def sound(parts: Parts, counties: Counties) -> np.ndarray:
    """The polygons with spikes and touching rings repaired; those in order come back as they are.

    They are in degrees. Raises BoundaryError for a polygon that a repair would change.
    """
    shapes = np.array(parts.shapes, dtype=object)
    far = np.array([not _on_earth(shape) for shape in shapes])
    if far.any():
        titles = listed(counties.titles({parts.codes[n] for n in np.flatnonzero(far)}))
        raise BoundaryError([f"{titles}: {_NO_PLACE}; draw it again or export the layer anew"])
    said = []
    for number in np.flatnonzero(~shapely.is_valid(shapes)):
        shape = shapes[number]
        mended = shapely.make_valid(shape, method="structure", keep_collapsed=False)
        lost = shapely.area(shapely.symmetric_difference(mended, shapely.buffer(shape, 0)))
        if mended.geom_type in _POLYGONS and _alike(mended, shape, lost):
            shapes[number] = mended
        else:
            (title,) = counties.titles([parts.codes[number]])
            reason = shapely.is_valid_reason(shape)
            said.append(f"{title}: {reason}; repair it (QGIS: Fix geometries) or draw it again")
    if said:
        raise BoundaryError(said)
    return shapes


def _on_earth(shape: BaseGeometry) -> bool:
    west, south, east, north = shape.bounds
    return bool(west >= -180 and east <= 180 and south >= -90 and north <= 90)


def _alike(mended: BaseGeometry, shape: BaseGeometry, lost: float) -> bool:
    allowed = _REPAIR_SHARE * mended.area
    return bool(mended.area > 0 and abs(mended.area - shape.area) <= allowed and lost <= allowed)


def one_outline(
    parts: Parts, shapes: np.ndarray, names: Sequence[str], counties: Counties
) -> np.ndarray:
    """Which of the polygons to take: every part of a county once, of one layer.

    A county that two layers show alike is taken of the layer that has more counties. Raises
    BoundaryError where parts overlap or layers differ.
    """
    frame = pd.DataFrame({"code": parts.codes, "layer": parts.layer})
    richness = frame.groupby("layer").code.nunique()
    keep = np.ones(len(frame), dtype=bool)
    said = []
    for code, rows in frame.groupby("code").groups.items():
        numbers = rows.to_numpy()
        if len(numbers) == 1:
            continue
        (title,) = counties.titles([str(code)])
        by_layer = frame.loc[numbers].groupby("layer").groups
        order = sorted(by_layer, key=lambda n: (-richness[n], n))
        first = by_layer[order[0]].to_numpy()
        for other in order[1:]:
            rest = by_layer[other].to_numpy()
            if not _same(*(shapely.union_all(shapes[own]) for own in (first, rest))):
                said.append(
                    f"{title}: the layers {names[order[0]]} and {names[other]} show it differently;"
                    " leave one of them in the file"
                )
            keep[rest] = False
        said += _doubled(title, first, shapes, keep)
    if said:
        raise BoundaryError(said)
    return keep


def _same(one: BaseGeometry, other: BaseGeometry) -> bool:
    differs = shapely.area(shapely.symmetric_difference(one, other))
    return bool(differs <= _SAME_SHARE * one.area)


def _doubled(title: str, numbers: np.ndarray, shapes: np.ndarray, keep: np.ndarray) -> list[str]:
    """Drop copies among the parts of a county; what to say where parts overlap otherwise."""
    alone: list[Any] = []
    for number in numbers:
        if any(_same(shapes[number], shapes[kept]) for kept in alone):
            keep[number] = False
        else:
            alone.append(number)
    own = shapes[alone]
    whole, areas = shapely.union_all(own).area, shapely.area(own)
    if areas.sum() - whole > _SAME_SHARE * whole:
        if whole - areas.max() <= _SAME_SHARE * whole:  # the county, and its towns beside it
            keep[np.delete(alone, areas.argmax())] = False
            return []
        return [f"{title}: {len(own)} polygons of it lie over each other; keep one of them"]
    return []
