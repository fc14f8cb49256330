"""The land on paper: counties, their context, outlines. Metres of EQUAL_AREA throughout."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import geopandas as gpd
import numpy as np
import shapely
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.colors import to_rgba
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from shapely.geometry.base import BaseGeometry

from geodata.atlas.classes import OUTSIDE, county_fills
from geodata.atlas.hatch import hatch
from geodata.atlas.palette import LIGHT
from geodata.record.boundaries import EQUAL_AREA, GEOGRAPHIC
from geodata.reports.paper.extent import Extent

# Paper is light: the colours that the map on screen has by day.
GROUND, NO_PLAN_FILL, LINE, CITY = LIGHT.ground, LIGHT.no_plan, LIGHT.county_line, LIGHT.city
INK, QUIET, DIM, LABEL = LIGHT.ink, LIGHT.quiet, LIGHT.dim, LIGHT.label
ACCENT, WHITE = LIGHT.accent, LIGHT.halo
# Ink that lets the class show through: the hatch must be seen on the darkest class too.
HATCH: Final = to_rgba(INK, 0.36)
FILLS: Final = county_fills(LIGHT)

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
    """Draw lines of one colour, `width` in points, below whatever is drawn later."""
    segments = [shapely.get_coordinates(line) for line in lines]
    axes.add_collection(
        LineCollection(segments, colors=colour, linewidths=width, joinstyle="round", zorder=1),
        autolim=False,
    )


def _draw_context(axes: Axes, view: Extent) -> None:
    lines = view.layers.record.context.to_crs(EQUAL_AREA)
    for level, colour, width in (("county", LIGHT.context, 0.5), ("province", LIGHT.province, 0.9)):
        parts = lines[lines.level == level].geometry.explode()
        draw_lines(axes, parts, colour, width)
