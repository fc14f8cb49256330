"""What part of the land is on a page and how large, and the marks in it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geodata.atlas.layers import MapLayers
from geodata.language.vocabulary import Language
from geodata.record.boundaries import EQUAL_AREA, GEOGRAPHIC
from geodata.record.selection import Selection

Box = tuple[float, float, float, float]  # west, south, east, north


@dataclass(frozen=True)
class Extent:
    """What part of the land is on the sheet and how large: all that drawing needs to know."""

    layers: MapLayers
    bounds: Box
    metres_per_pt: float
    size: float  # of text and marks; 1 on A4
    focus: str | None
    language: Language

    @cached_property
    def counties(self) -> gpd.GeoSeries:
        """All county polygons."""
        return self.layers.record.equal_area

    @cached_property
    def shown(self) -> list[str]:
        """Counties of which something is in the frame."""
        frame = shapely.box(*self.bounds)
        return [str(c) for c, s in self.counties.items() if s.intersection(frame).area > 0]

    @cached_property
    def _marks(self) -> dict[Selection, pd.DataFrame]:
        return {}

    def marks(self, selection: Selection) -> pd.DataFrame:
        """The marks of `selection` in the frame, with `x`, `y` and `radius` in metres.

        A page asks for them many times over; they are computed once.
        """
        if selection not in self._marks:
            self._marks[selection] = self._placed(selection)
        return self._marks[selection]

    def _placed(self, selection: Selection) -> pd.DataFrame:
        frame = self.layers.marks[self.layers.mark_mask(selection)].copy()
        points = gpd.GeoSeries.from_xy(frame.lon, frame.lat, crs=GEOGRAPHIC).to_crs(EQUAL_AREA)
        widest = (4.3 if self.focus is None else 8.2) * self.size * self.metres_per_pt
        fitting = np.where(frame.pitch_m > 0, 0.45 * frame.pitch_m, np.inf)
        frame["radius"] = np.minimum(widest, fitting)
        frame["x"], frame["y"] = points.x.to_numpy(), points.y.to_numpy()
        part_marks(frame)
        west, south, east, north = self.bounds
        r = frame.radius
        inside = (frame.x - r > west) & (frame.x + r < east)
        return frame[inside & (frame.y - r > south) & (frame.y + r < north)]


def part_marks(marks: pd.DataFrame) -> None:
    """Set those that share a point side by side, and shrink known points that would overlap.

    Only within a county, and not below a size that can be read. Changes `x` and `radius`.
    """
    place = marks.x.copy()
    full = marks.radius.copy()
    marks["x"] = place + marks["stack"] * 2.1 * marks.radius
    known = marks.pitch_m == 0
    for _, rows in marks[known].groupby("adcode").groups.items():
        for factor in (1.0, 0.9, 0.8, 0.7, 0.6):
            marks.loc[rows, "radius"] = full[rows] * factor
            marks.loc[rows, "x"] = place[rows] + marks.loc[rows, "stack"] * 2.1 * marks.radius[rows]
            x, y, r = (marks[c].to_numpy() for c in ("x", "y", "radius"))
            at = marks.index.get_indexer(rows)
            gap = np.hypot(x[at, None] - x, y[at, None] - y) - (r[at, None] + r)
            gap[np.arange(len(at)), at] = np.inf
            if gap.min() > 0:
                break
