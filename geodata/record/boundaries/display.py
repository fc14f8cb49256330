"""A lighter copy of heavy boundaries, for screens and prints."""

from __future__ import annotations

from typing import Final

import geopandas as gpd
import numpy as np
import shapely

# Heavy are more vertices a county than this; the shipped boundaries have 94.
_HEAVY: Final = 1_000
# Tolerance of Visvalingam-Whyatt, degrees: the square root of the area of the largest triangle that
# may be cut off. The first is about 10 m, half a pixel where the map is closest.
_TOLERANCES_DEG: Final = (1e-4, 2e-4, 4e-4)


def display_copy(counties: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """`counties` (EPSG:4326) itself where it is light; else simplified, shared edges still shared.

    The finest tolerance is taken that makes it light, at most about 40 m.
    """
    shapes = counties.geometry.to_numpy()
    if shapely.get_num_coordinates(shapes).sum() <= _HEAVY * len(shapes):
        return counties
    simple = shapes
    for tolerance in _TOLERANCES_DEG:
        simple = shapely.coverage_simplify(simple, tolerance)
        if shapely.get_num_coordinates(simple).sum() <= _HEAVY * len(shapes):
            break
    return counties.set_geometry(np.asarray(simple), crs=counties.crs)
