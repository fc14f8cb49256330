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
        frame = self.layers.marks[self.layers.mark_mask(selection)]
        frame = frame[~frame.precision.isin(["zone", "city"])].copy()
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
    place, full = marks.x.to_numpy(), marks.radius.to_numpy()
    y, stack = marks.y.to_numpy(), marks["stack"].to_numpy()
    radius = full.copy()
    x = place + stack * 2.1 * radius
    known = np.flatnonzero(marks.pitch_m.to_numpy() == 0)
    for own in marks.iloc[known].groupby("adcode").indices.values():
        at = known[own]
        for factor in (1.0, 0.9, 0.8, 0.7, 0.6):
            radius[at] = full[at] * factor
            x[at] = place[at] + stack[at] * 2.1 * radius[at]
            gap = np.hypot(x[at, None] - x, y[at, None] - y) - (radius[at, None] + radius)
            gap[np.arange(len(at)), at] = np.inf
            if gap.min() > 0:
                break
    marks["x"], marks["radius"] = x, radius
