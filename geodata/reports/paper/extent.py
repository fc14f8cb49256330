"""What part of the land is on a page and how large, and the marks in it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geodata.atlas.layers import MapLayers
from geodata.language.vocabulary import KIND_BY_ID, Language
from geodata.record.boundaries import EQUAL_AREA, GEOGRAPHIC
from geodata.record.roles import quiet_things
from geodata.record.selection import Selection
from geodata.reports.paper.anchors import HALF_PT, Anchor, Box, anchored

# The rungs of the ladder without a county.
_AT_ANCHOR: Final = ("zone", "city")


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
        """The marks in the frame of what has a county, with `x`, `y` and `radius` in metres.

        `point_x` and `point_y` are where a mark would stand alone, `uncertainty` the radius in
        metres within which one known to the township lies, `quiet` whether the plans only lean on
        it or mention it. A page asks for them many times over; they are computed once.
        """
        if selection not in self._marks:
            self._marks[selection] = self._placed(selection)
        return self._marks[selection]

    @cached_property
    def _anchors(self) -> dict[Selection, tuple[Anchor, ...]]:
        return {}

    def anchors(self, selection: Selection) -> tuple[Anchor, ...]:
        """The zones and cities in the frame where things of `selection` stand without a county."""
        if selection not in self._anchors:
            self._anchors[selection] = anchored(
                self._wide(selection),
                self.marks(selection),
                self.bounds,
                HALF_PT[self.focus is not None] * self.size * self.metres_per_pt,
            )
        return self._anchors[selection]

    def drawn(self, selection: Selection) -> frozenset[str]:
        """The things of `selection` that stand in the frame: at a mark, or at an anchor."""
        wide = (thing for anchor in self.anchors(selection) for thing in anchor.things)
        return frozenset(self.marks(selection).thing).union(wide)

    def _wide(self, selection: Selection) -> pd.DataFrame:
        """Things without a county, each with its `zone`, the anchor's `x`, `y`, its `sector`."""
        record = self.layers.record
        marks = self.layers.marks[self.layers.mark_mask(selection)]
        marks = marks[marks.precision.isin(_AT_ANCHOR)]
        points = _projected(marks)
        return pd.DataFrame(
            {
                "thing": marks.thing.to_numpy(),
                "zone": marks.adcode.to_numpy(),
                "x": points.x.to_numpy(),
                "y": points.y.to_numpy(),
                "sector": [KIND_BY_ID[kind].sector for kind in marks.kind],
                "quiet": marks.thing.isin(quiet_things(record)).to_numpy(),
            }
        )

    def _placed(self, selection: Selection) -> pd.DataFrame:
        record = self.layers.record
        frame = self.layers.marks[self.layers.mark_mask(selection)]
        frame = frame[~frame.precision.isin(_AT_ANCHOR)].copy()
        points = _projected(frame)
        widest = (4.3 if self.focus is None else 8.2) * self.size * self.metres_per_pt
        fitting = np.where(frame.pitch_m > 0, 0.45 * frame.pitch_m, np.inf)
        frame["radius"] = np.minimum(widest, fitting)
        frame["x"], frame["y"] = points.x.to_numpy(), points.y.to_numpy()
        frame["point_x"], frame["point_y"] = frame.x, frame.y
        frame["quiet"] = frame.thing.isin(quiet_things(record))
        known = record.projects.drop_duplicates("thing").set_index("thing").uncertainty_km
        frame["uncertainty"] = 1000 * frame.thing.map(known).astype(float)
        frame.loc[frame.precision != "township", "uncertainty"] = np.nan
        part_marks(frame)
        west, south, east, north = self.bounds
        r = frame.radius
        inside = (frame.x - r > west) & (frame.x + r < east)
        return frame[inside & (frame.y - r > south) & (frame.y + r < north)]


def _projected(marks: pd.DataFrame) -> gpd.GeoSeries:
    """The points of marks in EQUAL_AREA."""
    return gpd.GeoSeries.from_xy(marks.lon, marks.lat, crs=GEOGRAPHIC).to_crs(EQUAL_AREA)


def part_marks(marks: pd.DataFrame) -> None:
    """Set those that share a point side by side, and shrink known points that would overlap.

    Several at a point stand as a block around it. Only within a county, and not below a size that
    can be read. Changes `x`, `y` and `radius`.
    """
    place, level, full = marks.x.to_numpy(), marks.y.to_numpy(), marks.radius.to_numpy()
    across, down = _block(marks)
    radius = full.copy()
    x, y = place + across * 2.1 * radius, level - down * 2.1 * radius
    known = np.flatnonzero(marks.pitch_m.to_numpy() == 0)
    for own in marks.iloc[known].groupby("adcode").indices.values():
        at = known[own]
        for factor in (1.0, 0.9, 0.8, 0.7, 0.6):
            radius[at] = full[at] * factor
            x[at] = place[at] + across[at] * 2.1 * radius[at]
            y[at] = level[at] - down[at] * 2.1 * radius[at]
            gap = np.hypot(x[at, None] - x, y[at, None] - y) - (radius[at, None] + radius)
            gap[np.arange(len(at)), at] = np.inf
            if gap.min() > 0:
                break
    marks["x"], marks["y"], marks["radius"] = x, y, radius


def _block(marks: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Places beside and below its point of each mark that shares one, in widths of a mark."""
    across, down = np.zeros(len(marks)), np.zeros(len(marks))
    known = np.flatnonzero(marks.pitch_m.to_numpy() == 0)
    for own in marks.iloc[known].groupby(["lon", "lat"]).indices.values():
        wide = math.ceil(math.sqrt(1.5 * len(own))) if len(own) > 3 else len(own)
        row, column = np.divmod(np.arange(len(own)), wide)
        in_row = np.bincount(row)[row]
        across[known[own]] = column - (in_row - 1) / 2
        down[known[own]] = row - row.max() / 2
    return across, down
