"""The map itself on paper: counties, context, marks. Metres of EQUAL_AREA throughout."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import geopandas as gpd
import numpy as np
import shapely
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.colors import to_rgba
from matplotlib.patches import Circle, PathPatch
from matplotlib.path import Path
from shapely.geometry.base import BaseGeometry

from geodata.atlas.classes import OUTSIDE, county_fills
from geodata.atlas.hatch import hatch
from geodata.atlas.palette import LIGHT
from geodata.atlas.symbols import sector_colours
from geodata.language.vocabulary import KIND_BY_ID
from geodata.record.boundaries import EQUAL_AREA, GEOGRAPHIC
from geodata.record.selection import Selection
from geodata.reports.paper.extent import Box, Extent
from geodata.reports.paper.glyphs import glyph

# Paper is light: the colours that the map on screen has by day.
GROUND, NO_PLAN_FILL, LINE, CITY = LIGHT.ground, LIGHT.no_plan, LIGHT.county_line, LIGHT.city
INK, QUIET, DIM, LABEL = LIGHT.ink, LIGHT.quiet, LIGHT.dim, LIGHT.label
ACCENT, WHITE = LIGHT.accent, LIGHT.halo
# Ink that lets the class show through: the hatch must be seen on the darkest class too.
HATCH: Final = to_rgba(INK, 0.36)
FILLS: Final = county_fills(LIGHT)

# Radius of a disc below which its symbol is left out: it would be a blot.
_LEAST_GLYPH_PT: Final = 1.7

Colour = str | tuple[float, float, float, float]


def shape_path(shape: BaseGeometry) -> Path:
    """A polygon with its holes as a path."""
    rings = [
        np.asarray(ring.coords)
        for part in shapely.get_parts(shapely.orient_polygons(shape))
        for ring in (part.exterior, *part.interiors)
    ]
    return Path.make_compound_path(*(Path(ring, closed=True) for ring in rings))


def draw_land(axes: Axes, view: Extent, classes: str) -> None:
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
        draw_lines(axes, shapely.get_parts(view.counties[view.focus].boundary), WHITE, 4.2)
        draw_lines(axes, shapely.get_parts(view.counties[view.focus].boundary), INK, 1.9)


def draw_lines(axes: Axes, lines: Iterable[BaseGeometry], colour: Colour, width: float) -> None:
    """Draw lines of one colour, `width` in points."""
    segments = [shapely.get_coordinates(line) for line in lines]
    axes.add_collection(
        LineCollection(segments, colors=colour, linewidths=width, joinstyle="round"),
        autolim=False,
    )


def _draw_context(axes: Axes, view: Extent) -> None:
    lines = view.layers.record.context.to_crs(EQUAL_AREA)
    for level, colour, width in (("county", LIGHT.context, 0.5), ("province", LIGHT.province, 0.9)):
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
        disc = {"facecolor": colour, "edgecolor": WHITE, "linewidth": 3 * width}
        stroke = WHITE
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
        axes.add_patch(Circle((x, y), radius * 29 / 27, facecolor=WHITE, linewidth=0))
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


def draw_marks(axes: Axes, view: Extent, selection: Selection) -> list[Box]:
    """Draw the marks, known points on top; the boxes they take."""
    marks = view.marks(selection)
    order = marks.precision.map({"county": 0, "township": 1, "site": 2})
    for row in marks.assign(order=order).sort_values(["order", "thing"]).itertuples():
        draw_mark(axes, row.x, row.y, row.radius, view.metres_per_pt, row.kind, row.precision)
    return [
        (r.x - r.radius, r.y - r.radius, r.x + r.radius, r.y + r.radius) for r in marks.itertuples()
    ]
