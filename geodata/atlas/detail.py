"""Boundaries by level of detail: simplified prefectures at low zoom, counties at high zoom.

The boundaries of a few cities are one file. Those of a country are tiled: the map shows prefectures
first and fetches the counties of a province, one file each, when the province comes into view.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geodata.record.boundaries import EQUAL_AREA, GEOGRAPHIC
from geodata.record.record import Record

# Above this number of counties a record is drawn by level of detail.
WHOLE_LIMIT: Final = 400
# Tolerance of the simplified prefectures (Visvalingam-Whyatt): the square root of the area of the
# largest triangle that may be cut off, degrees. A pixel is about 0.02 degrees where counties take
# over.
_TOLERANCE_DEG: Final = 0.03
_FAR_DECIMALS: Final = 4
_NEAR_DECIMALS: Final = 5


@dataclass(frozen=True)
class Detail:
    """The prefectures and provinces of a record's counties, in the order of their codes."""

    record: Record

    @property
    def apart(self) -> bool:
        """Whether the record is drawn by level of detail, counties in a piece per province."""
        return len(self.record.counties) > WHOLE_LIMIT

    @cached_property
    def prefectures(self) -> dict[str, np.ndarray]:
        """Numbers of the counties of `record.counties` by prefecture adcode."""
        names = self.record.county_names.loc[self.record.counties.index]
        numbers = pd.Series(np.arange(len(names)), names.prefecture_adcode.to_numpy())
        return {str(c): own.to_numpy() for c, own in numbers.groupby(level=0)}

    @cached_property
    def provinces(self) -> dict[str, np.ndarray]:
        """Numbers of the counties by province: the first two digits of the adcode."""
        numbers = pd.Series(
            np.arange(len(self.record.counties)), self.record.counties.index.str[:2]
        )
        return {str(p): own.to_numpy() for p, own in numbers.groupby(level=0)}

    @cached_property
    def unions(self) -> gpd.GeoSeries:
        """Prefecture polygons by adcode, EPSG:4326."""
        shapes = self.record.counties.geometry.to_numpy()
        unions = [shapely.union_all(shapes[own]) for own in self.prefectures.values()]
        return gpd.GeoSeries(unions, index=list(self.prefectures), crs=GEOGRAPHIC)

    def cities(self) -> list[dict[str, Any]]:
        """Each prefecture for the map: its names, label point and outline.

        Where counties come in pieces, its county numbers and a simplified polygon (GeoJSON) instead
        of the outline; neighbours are simplified together and keep their shared edge.
        """
        names = self.record.county_names.loc[self.record.counties.index]
        points = self.unions.to_crs(EQUAL_AREA).centroid.to_crs(GEOGRAPHIC)
        simple = shapely.coverage_simplify(self.unions.to_numpy(), _TOLERANCE_DEG)
        cities = []
        for number, own in enumerate(self.prefectures.values()):
            first = names.iloc[own[0]]
            city = {
                "zh": first.prefecture_zh,
                "en": first.prefecture_en,
                "label": lonlat(points.iloc[number]),
            }
            if self.apart:
                shape = _geojson(simple[number], _FAR_DECIMALS)
                city |= {"counties": own.tolist(), "geometry": shape}
            else:
                city["outline"] = shapely.geometry.mapping(self.unions.iloc[number].boundary)
            cities.append(city)
        return cities

    def pieces(self) -> dict[str, tuple[dict[str, Any], dict[str, Any]]]:
        """By province: the entry of its piece in counties.json, and the content of the piece.

        The content: `shapes` of its `counties` and `outlines` of its prefectures, as GeoJSON.
        """
        geometry = self.record.counties.geometry
        found = {}
        for province, own in self.provinces.items():
            numbers = set(own.tolist())
            outlines = [
                _geojson(self.unions[code].boundary, _NEAR_DECIMALS)
                for code, counties in self.prefectures.items()
                if counties[0] in numbers
            ]
            bounds = [round(float(v), 3) for v in geometry.iloc[own].total_bounds]
            shapes = [_geojson(shape, _NEAR_DECIMALS) for shape in geometry.iloc[own]]
            known = {"name": f"piece-{province}", "bounds": bounds, "counties": own.tolist()}
            found[province] = (known, {"shapes": shapes, "outlines": outlines})
        return found


def lonlat(point: shapely.Point) -> list[float]:
    """Longitude and latitude of a point, degrees, 5 decimals."""
    return [round(point.x, _NEAR_DECIMALS), round(point.y, _NEAR_DECIMALS)]


def _geojson(shape: Any, decimals: int) -> dict[str, Any]:
    """`shape` as GeoJSON with rounded coordinates, degrees."""
    return dict(shapely.geometry.mapping(shapely.transform(shape, lambda xy: xy.round(decimals))))
