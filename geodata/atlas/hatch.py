"""The hatch of counties that the plans cover in part."""

from __future__ import annotations

from typing import Final

import geopandas as gpd
import numpy as np
import shapely

from geodata.record.boundaries import EQUAL_AREA, GEOGRAPHIC

HATCH_PITCH_M: Final = 2_600.0  # between two lines


def hatch(county: gpd.GeoSeries) -> list[shapely.LineString]:
    """Diagonal lines across one county polygon, HATCH_PITCH_M apart; EPSG:4326 in and out."""
    shape = county.to_crs(EQUAL_AREA).iloc[0]
    west, south, east, north = shape.bounds
    span = (east - west) + (north - south)
    starts = np.arange(0.0, span, HATCH_PITCH_M * np.sqrt(2))
    diagonals = shapely.linestrings(
        [[(west + s, south), (west + s - (north - south), north)] for s in starts]
    )
    cut = shapely.intersection(diagonals, shape)
    parts = [p for p in shapely.get_parts(cut) if p.geom_type == "LineString" and p.length > 0]
    return list(gpd.GeoSeries(parts, crs=EQUAL_AREA).to_crs(GEOGRAPHIC))
