"""The map itself on paper: counties, context, marks. Metres of EQUAL_AREA throughout."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.colors import to_rgba
from matplotlib.patches import Circle, PathPatch
from matplotlib.path import Path
from shapely.geometry.base import BaseGeometry

from geodata.boundaries import EQUAL_AREA, GEOGRAPHIC
from geodata.glyphs import glyph
from geodata.hatch import hatch
from geodata.layers import NO_PLAN, OUTSIDE, MapLayers
from geodata.select import Mask
from geodata.symbols import sector_colours
from geodata.vocabulary import KIND_BY_ID, Language

# The colours of the desk (design, section 9), as the map on screen has them.
CLASSES: Final = ("#FFFFFF", "#DCEBE3", "#B3D3C2", "#83B59C", "#4F9074", "#1F6B4F")
GROUND, NO_PLAN_FILL, LINE, CITY = "#F4F6F5", "#E3E7E6", "#B8C4C0", "#5B6F68"
CONTEXT, PROVINCE = "#DCE2E0", "#B9C3C0"
INK, QUIET, DIM, LABEL = "#1C2A27", "#5C6B66", "#93A09B", "#33423D"
# Ink that lets the class show through: the hatch must be seen on the darkest class too.
HATCH: Final = to_rgba(INK, 0.36)
FILLS: Final = {str(n): c for n, c in enumerate(CLASSES)} | {NO_PLAN: NO_PLAN_FILL, OUTSIDE: GROUND}

# Radius of a disc below which its symbol is left out: it would be a blot.
_LEAST_GLYPH_PT: Final = 1.7

Colour = str | tuple[float, float, float, float]
Box = tuple[float, float, float, float]  # west, south, east, north


@dataclass(frozen=True)
class View:
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

    def marks(self, mask: Mask) -> pd.DataFrame:
        """The marks of `mask` in the frame, with `x`, `y` and `radius` in metres."""
        frame = self.layers.marks[self.layers.mark_mask(mask)].copy()
        points = gpd.GeoSeries.from_xy(frame.lon, frame.lat, crs=GEOGRAPHIC).to_crs(EQUAL_AREA)
        widest = (4.3 if self.focus is None else 8.2) * self.size * self.metres_per_pt
        fitting = np.where(frame.pitch_m > 0, 0.45 * frame.pitch_m, np.inf)
        frame["radius"] = np.minimum(widest, fitting)
        frame["x"], frame["y"] = points.x.to_numpy(), points.y.to_numpy()
        _part(frame)
        west, south, east, north = self.bounds
        r = frame.radius
        inside = (frame.x - r > west) & (frame.x + r < east)
        return frame[inside & (frame.y - r > south) & (frame.y + r < north)]


def _part(marks: pd.DataFrame) -> None:
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


def shape_path(shape: BaseGeometry) -> Path:
    """A polygon with its holes as a path."""
    rings = [
        np.asarray(ring.coords)
        for part in shapely.get_parts(shapely.orient_polygons(shape))
        for ring in (part.exterior, *part.interiors)
    ]
    return Path.make_compound_path(*(Path(ring, closed=True) for ring in rings))


def draw_land(axes: Axes, view: View, classes: str) -> None:
    """Context, counties in the colour of their class, hatch, outlines of cities and the focus."""
    _draw_context(axes, view)
    record = view.layers.record
    frame = shapely.box(*view.bounds).buffer(20_000)
    for code, mark in zip(record.counties.index, classes, strict=True):
        shape = view.counties[code]
        if shape.intersects(frame):
            axes.add_patch(
                PathPatch(shape_path(shape), facecolor=FILLS[mark], edgecolor=LINE, lw=0.45)
            )
            if record.coverage(code) == "partial" and mark != OUTSIDE:
                lines = gpd.GeoSeries(
                    hatch(record.counties.geometry.loc[[code]]), crs=GEOGRAPHIC
                ).to_crs(EQUAL_AREA)
                draw_lines(axes, lines, HATCH, 0.5)
    for _, codes in record.county_names.groupby("prefecture_adcode").groups.items():
        present = [c for c in codes if c in view.counties.index]
        if present:
            outline = view.counties.loc[present].union_all().boundary
            draw_lines(axes, shapely.get_parts(outline), CITY, 0.95 * view.size)
    if view.focus is not None:
        draw_lines(axes, shapely.get_parts(view.counties[view.focus].boundary), "#FFFFFF", 4.2)
        draw_lines(axes, shapely.get_parts(view.counties[view.focus].boundary), INK, 1.9)


def draw_lines(axes: Axes, lines: Iterable[BaseGeometry], colour: Colour, width: float) -> None:
    """Draw lines of one colour, `width` in points."""
    segments = [shapely.get_coordinates(line) for line in lines]
    axes.add_collection(
        LineCollection(segments, colors=colour, linewidths=width, joinstyle="round"),
        autolim=False,
    )


def _draw_context(axes: Axes, view: View) -> None:
    file = view.layers.config.data / "boundaries" / "context.geojson"
    if file.exists():
        lines = gpd.read_file(file).to_crs(EQUAL_AREA)
        for level, colour, width in (("county", CONTEXT, 0.5), ("province", PROVINCE, 0.9)):
            parts = lines[lines.level == level].geometry.explode()
            draw_lines(axes, parts, colour, width)


def draw_mark(
    axes: Axes, x: float, y: float, radius: float, units_per_pt: float, kind: str, precision: str
) -> None:
    """One mark as the screen has it: filled disc, pale disc, or open disc with a broken rim.

    `radius` in units of the axes, of which `units_per_pt` make a point. `kind` may be '' for a
    disc without a symbol, in ink, or a sector for one in its colour.
    """
    sector = KIND_BY_ID[kind].sector if kind in KIND_BY_ID else kind
    colour = sector_colours("light").get(sector, QUIET)
    width = radius / units_per_pt / 27  # points for each pixel of the symbol's cell
    stroke = INK
    if precision == "site":
        disc = {"facecolor": colour, "edgecolor": "#FFFFFF", "linewidth": 3 * width}
        stroke = "#FFFFFF"
    elif precision == "township":
        disc = {"facecolor": to_rgba(colour, 0.35), "edgecolor": colour, "linewidth": 5 * width}
    else:
        disc = {
            "facecolor": to_rgba(colour, 0.12),
            "edgecolor": colour,
            "linewidth": 6 * width,
            "linestyle": (0, (1.87, 0.96)),
        }
    if precision != "site":
        axes.add_patch(Circle((x, y), radius * 29 / 27, facecolor="#FFFFFF", linewidth=0))
    axes.add_patch(Circle((x, y), radius, **disc))
    if kind in KIND_BY_ID and radius / units_per_pt >= _LEAST_GLYPH_PT:
        draw_glyph(axes, x, y, radius, units_per_pt, kind, stroke)


def draw_glyph(
    axes: Axes, x: float, y: float, radius: float, units_per_pt: float, kind: str, colour: str
) -> None:
    """The symbol of a kind, as large as inside a disc of `radius`."""
    path = glyph(kind)
    strokes = np.asarray(path.vertices)
    scale = radius * 1.75 / 27
    axes.add_patch(
        PathPatch(
            Path(strokes * scale + (x, y), path.codes),
            fill=False,
            edgecolor=colour,
            linewidth=3.7 * radius / units_per_pt / 27,
            capstyle="round",
            joinstyle="round",
        )
    )


def draw_marks(axes: Axes, view: View, mask: Mask) -> list[Box]:
    """Draw the marks, known points on top; the boxes they take."""
    marks = view.marks(mask)
    order = marks.precision.map({"county": 0, "township": 1, "site": 2})
    for row in marks.assign(order=order).sort_values(["order", "thing"]).itertuples():
        draw_mark(axes, row.x, row.y, row.radius, view.metres_per_pt, row.kind, row.precision)
    return [
        (r.x - r.radius, r.y - r.radius, r.x + r.radius, r.y + r.radius) for r in marks.itertuples()
    ]
