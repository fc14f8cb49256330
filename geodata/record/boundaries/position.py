"""Where a layer lies: its declared CRS, or the one that its coordinates are in all the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
import pandas as pd
import pyproj
import shapely

from geodata.record.boundaries.plane import BoundaryError

# Median distance of counties from their reference: within it a declared CRS is right.
_RIGHT_M: Final = 3_000
# Within it another one that was tried is right beyond doubt.
_SURE_M: Final = 1_000
_OLD_DATUMS: Final = ("xian", "xi'an", "beijing", "krass")
_WEST, _EAST, _SOUTH, _NORTH = 73.0, 136.0, 3.0, 54.0
_DEGREE_M: Final = 111_195

Move = Callable[[np.ndarray], np.ndarray]


@dataclass(frozen=True)
class Reading:
    """One way to read coordinates: `move` gives longitude and latitude.

    `said` names it; '' where it is just as the file declares. `same` where it does not contradict
    what the file declares: only the order of the axes or the number of the zone does.
    """

    said: str
    move: Move
    same: bool = False

    def moved(self, shapes: np.ndarray) -> np.ndarray:
        """`shapes` in longitude and latitude (EPSG:4326)."""
        if self.move is _as_they_are:
            return shapes
        return np.asarray(shapely.transform(shapes, self.move))


def reading(
    shapes: np.ndarray, codes: list[str], declared: pyproj.CRS | None, centres: pd.DataFrame
) -> Reading:
    """How the coordinates of a layer's counties are to be read.

    `centres` has `x`, `y` (degrees) of the counties whose place is known, by code. Raises
    BoundaryError where the coordinates fit no system, or another one than is declared.
    """
    crs = declared
    points = _centroids(shapes, codes)
    values = points[["x", "y"]].to_numpy()
    if crs is not None and crs.is_geographic and np.median(np.abs(values)) > 360:
        crs = None  # a GeoJSON file of metres says nothing of its system
    if crs is not None and _old(crs):
        raise BoundaryError(
            [
                f"its coordinates are in {crs.name}, which no public formula converts exactly; ask "
                "for the file in CGCS2000 (EPSG:4490 or 4548), or have it converted"
            ]
        )
    own = [_declared(crs)] if crs is not None else []
    known = points.index.intersection(centres.index)
    if not len(known):
        return _without_reference(values, own)

    def off(way: Reading) -> float:
        moved = way.move(points.loc[known, ["x", "y"]].to_numpy())
        return _distance(moved, centres.loc[known, ["x", "y"]].to_numpy())

    if own and off(own[0]) <= _RIGHT_M:
        return own[0]
    tried = [(off(way), number, way) for number, way in enumerate(_readings(values, crs))]
    distance, _, best = min(tried, default=(np.inf, 0, None))
    if best is not None and distance <= (_SURE_M if own else _RIGHT_M):
        if own and not best.same:
            raise BoundaryError(
                [
                    f"it says that its coordinates are in {crs.name if crs else ''}, but they are "
                    f"in {best.said}; correct its .prj or export it again with the right system"
                ]
            )
        return best
    if own:  # comparison with the counties says how far it lies off
        return own[0]
    raise BoundaryError([_nowhere(values)])


def _without_reference(values: np.ndarray, own: list[Reading]) -> Reading:
    """As `reading`, for counties whose place is not known: only what leaves no choice."""
    sure = [_LONLAT, _LATLON, *_zoned(values), *_zoned(values[:, ::-1], swapped=True)]
    for way in [*own, *sure]:
        if (way.same or not own) and _in_china(way.move(values)):
            return way
    raise BoundaryError([_nowhere(values)])


def _nowhere(values: np.ndarray) -> str:
    x, y = values[0]
    return (
        f"the system of its coordinates (such as {x:.7g}, {y:.7g}) is not known; add the .prj that "
        "belongs to it, or export it in longitude and latitude (EPSG:4490)"
    )


def _readings(values: np.ndarray, declared: pyproj.CRS | None) -> Iterator[Reading]:
    """Every way to read coordinates that offices use, those in both orders of the axes."""
    if np.median(np.abs(values)) <= 360:
        yield _LONLAT
        yield _LATLON
    else:
        yield from _metres(values, declared, swapped=False)
        yield from _metres(values[:, ::-1], declared, swapped=True)


def _metres(values: np.ndarray, declared: pyproj.CRS | None, swapped: bool) -> Iterator[Reading]:
    yield from _zoned(values, swapped, declared)
    yield _system("EPSG:3857", swapped, declared)
    if np.median(np.abs(values[:, 0])) < 1e6:
        for number in range(21):  # 3-degree zones of the meridians 75 to 135
            yield _system(f"EPSG:{4534 + number}", swapped, declared)
        for zone in range(43, 54):
            yield _system(f"EPSG:326{zone}", swapped, declared)


def _zoned(
    values: np.ndarray, swapped: bool = False, declared: pyproj.CRS | None = None
) -> Iterator[Reading]:
    """The Gauss-Krüger zone whose number stands before the easting, if one does."""
    zone = int(np.median(values[:, 0]) // 1e6)
    if 13 <= zone <= 23:
        yield _system(f"EPSG:{4491 + zone - 13}", swapped, declared)
    elif 25 <= zone <= 45:
        yield _system(f"EPSG:{4513 + zone - 25}", swapped, declared)


@cache
def _transformer(name: str) -> pyproj.Transformer:
    return pyproj.Transformer.from_crs(name, "EPSG:4326", always_xy=True)


def _system(name: str, swapped: bool, declared: pyproj.CRS | None) -> Reading:
    crs = pyproj.CRS(name)

    def move(values: np.ndarray) -> np.ndarray:
        ordered = values[:, ::-1] if swapped else values
        return np.column_stack(_transformer(name).transform(*ordered.T))

    order = ", axes exchanged" if swapped else ""
    same = declared is not None and _meridian(declared) == _meridian(crs) is not None
    return Reading(f"{crs.name} ({name}){order}", move, same)


def _declared(crs: pyproj.CRS) -> Reading:
    if crs.is_geographic:  # CGCS2000 and WGS 84 agree within a metre
        return Reading("", _as_they_are, same=True)
    transformer = _transformer(crs.to_wkt())
    return Reading("", lambda v: np.column_stack(transformer.transform(*v.T)), same=True)


def _as_they_are(values: np.ndarray) -> np.ndarray:
    return values


_LONLAT: Final = Reading("longitude and latitude", _as_they_are, same=True)
_LATLON: Final = Reading(
    "latitude and longitude (axes exchanged)", lambda values: values[:, ::-1], same=True
)


def _meridian(crs: pyproj.CRS) -> float | None:
    """The central meridian of a transverse Mercator projection, degrees."""
    operation = crs.coordinate_operation
    if operation is None or "Transverse Mercator" not in operation.method_name:
        return None
    values = {p.name: p.value for p in operation.params}
    return float(values["Longitude of natural origin"])


def _old(crs: pyproj.CRS) -> bool:
    geodetic = crs.geodetic_crs
    names = f"{geodetic.name} {geodetic.datum.name if geodetic.datum else ''}" if geodetic else ""
    return any(old in names.casefold() for old in _OLD_DATUMS)


def _centroids(shapes: np.ndarray, codes: list[str]) -> pd.DataFrame:
    """Centroids of the counties as they stand in the file, by code."""
    centroid = shapely.centroid(shapes)
    area = np.maximum(shapely.area(shapes), 1e-300)
    frame = pd.DataFrame({"code": codes, "area": area})
    frame["x"], frame["y"] = shapely.get_x(centroid) * area, shapely.get_y(centroid) * area
    whole = frame.groupby("code").sum()
    return whole[["x", "y"]].div(whole.area, axis=0)


def _distance(moved: np.ndarray, right: np.ndarray) -> float:
    """Median distance in metres; infinite where coordinates are out of their range."""
    difference = (moved - right) * _DEGREE_M
    difference[:, 0] *= np.cos(np.radians(right[:, 1]))
    far = np.hypot(*difference.T)
    return float(np.median(np.where(np.isfinite(far), far, np.inf)))


def _in_china(points: np.ndarray) -> bool:
    x, y = points.T
    return bool(np.all((x > _WEST) & (x < _EAST) & (y > _SOUTH) & (y < _NORTH)))
