"""The marks on paper: discs, circles of uncertainty, counted squares. Metres of EQUAL_AREA."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import numpy as np
import pandas as pd
import shapely
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.colors import to_hex, to_rgb, to_rgba
from matplotlib.patches import Circle, PathPatch
from matplotlib.path import Path

from geodata.atlas.symbols import sector_colours
from geodata.language.vocabulary import KIND_BY_ID
from geodata.record.selection import Selection
from geodata.reports.paper.anchors import Box
from geodata.reports.paper.extent import Extent
from geodata.reports.paper.fonts import Pen
from geodata.reports.paper.glyphs import glyph
from geodata.reports.paper.land import INK, QUIET, WHITE, Colour, draw_lines

# Radius of a disc below which its symbol is left out: it would be a blot.
_LEAST_GLYPH_PT: Final = 1.7
# Radius of a circle of uncertainty below which it would only thicken the rim of its mark.
_LEAST_CIRCLE_PT: Final = 6.0
# A rim is not thinner, and a broken one has few gaps below that radius: its form is what it says.
_LEAST_RIM_PT: Final = 0.55
_BROKEN_PT: Final = 2.6
# What is left of a colour's strength in a mark that is only leant on or mentioned.
_QUIET_TONE: Final = 0.42


def draw_mark(
    axes: Axes,
    x: float,
    y: float,
    radius: float,
    units_per_pt: float,
    kind: str,
    precision: str,
    quiet: bool = False,
) -> None:
    """One mark as the screen has it: filled disc, pale disc, open disc, or a rounded square.

    `radius` in units of the axes, of which `units_per_pt` make a point. `kind` may be '' for a
    disc without a symbol, in ink, or a sector for one in its colour. The rim of one of several
    counties is dotted. A `quiet` mark is paler.
    """
    sector = KIND_BY_ID[kind].sector if kind in KIND_BY_ID else kind
    colour = _toned(sector_colours("light").get(sector, QUIET), quiet)
    if precision in ("zone", "city"):
        draw_square(axes, (x, y), abs(radius), units_per_pt, [(colour, 1)])
        return
    width = radius / units_per_pt / 27  # points for each pixel of the symbol's cell
    stroke = _toned(INK, quiet)
    if precision == "site":
        disc = {"facecolor": colour, "edgecolor": WHITE, "linewidth": 3 * width}
        stroke = WHITE
    elif precision == "township":
        disc = {"facecolor": to_rgba(colour, 0.35), "edgecolor": colour, "linewidth": 5 * width}
    else:
        rim = max(6 * width, _LEAST_RIM_PT)
        dashes = (1.87, 0.96) if precision == "county" else (0.9, 0.7)
        if abs(radius) / abs(units_per_pt) < _BROKEN_PT:
            # Four arcs, or six: dashes of the usual length would run together into a ring.
            arc = 2 * np.pi * abs(radius) / abs(units_per_pt) / (4 if precision == "county" else 6)
            dashes = (0.62 * arc / rim, 0.38 * arc / rim)
        disc = {
            "facecolor": to_rgba(colour, 0.12),
            "edgecolor": colour,
            "linewidth": rim,
            "linestyle": (0, dashes),
            "capstyle": "butt",
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
    _draw_uncertainty(axes, view, marks)
    order = marks.precision.map({"counties": 0, "county": 0, "township": 1, "site": 2})
    by_order = marks.assign(order=order).sort_values(
        ["order", "quiet", "thing"], ascending=[True, False, True]
    )
    for row in by_order.itertuples():
        draw_mark(
            axes, row.x, row.y, row.radius, view.metres_per_pt, row.kind, row.precision, row.quiet
        )
    return [
        (r.x - r.radius, r.y - r.radius, r.x + r.radius, r.y + r.radius) for r in marks.itertuples()
    ]


def uncertain(view: Extent, marks: pd.DataFrame) -> pd.DataFrame:
    """Those of `marks` whose circle of uncertainty is large enough to be seen around them."""
    widest = np.maximum(1.3 * marks.radius, _LEAST_CIRCLE_PT * view.metres_per_pt)
    return marks[marks.uncertainty > widest]


def _draw_uncertainty(axes: Axes, view: Extent, marks: pd.DataFrame) -> None:
    """Around each township point the circle within which what stands there lies."""
    seen = uncertain(view, marks).drop_duplicates(["point_x", "point_y", "uncertainty"])
    for row in seen.itertuples():
        colour = _toned(sector_colours("light")[KIND_BY_ID[row.kind].sector], row.quiet)
        axes.add_patch(
            Circle(
                (row.point_x, row.point_y),
                row.uncertainty,
                facecolor=to_rgba(colour, 0.05),
                edgecolor=to_rgba(colour, 0.8),
                linewidth=0.6,
            )
        )


def draw_anchors(axes: Axes, view: Extent, selection: Selection, pen: Pen) -> list[Box]:
    """Draw the counted squares of zones and cities, with a line to the anchor; the boxes they take.

    Things that the plans only lean on or mention are counted behind a plus sign.
    """
    per_pt = view.metres_per_pt
    for anchor in view.anchors(selection):
        x, y = anchor.centre
        if np.hypot(anchor.x - x, anchor.y - y) > anchor.half:
            line = shapely.LineString([(anchor.x, anchor.y), (x, y)])
            draw_lines(axes, [line], WHITE, 2.2)
            draw_lines(axes, [line], INK, 0.7)
            axes.add_patch(Circle((anchor.x, anchor.y), 1.2 * per_pt, facecolor=INK, linewidth=0))
        colours = sector_colours("light")
        shares = [(_toned(colours[sector], quiet), n) for sector, quiet, n in anchor.parts]
        draw_square(axes, (x, y), anchor.half, per_pt, shares)
        said = [(f"{anchor.loud}", INK)] if anchor.loud or not anchor.quiet else []
        said += [(f"+{anchor.quiet}", QUIET)] if anchor.quiet else []
        room = 1.5 * anchor.half / per_pt  # points
        lines = ((0.0, 0.95),) if len(said) == 1 else ((0.26, 0.68), (-0.46, 0.5))
        for (text, colour), (rise, share) in zip(said, lines, strict=True):
            size = share * room
            size *= min(1.0, room / pen.width_pt(text, size, True))
            axes.text(
                x,
                y + rise * anchor.half,
                text,
                fontproperties=pen.style(size, True),
                color=colour,
                ha="center",
                va="center_baseline",
                parse_math=False,
            )
    return [anchor.box for anchor in view.anchors(selection)]


def draw_square(
    axes: Axes,
    centre: tuple[float, float],
    half: float,
    units_per_pt: float,
    shares: Iterable[tuple[Colour, int]],
) -> None:
    """A rounded square with a thin ring that `shares` divide, from the middle of its top onwards.

    `half` of its side in units of the axes, of which `units_per_pt` make a point.
    """
    outline = _rounded(half) + np.array(centre)
    axes.add_patch(PathPatch(Path(outline, closed=True), facecolor=WHITE, lw=0))
    steps = np.hypot(*np.diff(outline, axis=0).T)
    along = np.concatenate([[0.0], np.cumsum(steps)])
    shares = list(shares)
    ends = np.cumsum([0, *(count for _, count in shares)]) / sum(n for _, n in shares) * along[-1]
    width = 0.24 * half / abs(units_per_pt)
    for (colour, _), start, end in zip(shares, ends[:-1], ends[1:], strict=True):
        at = np.concatenate([[start], along[(along > start) & (along < end)], [end]])
        ring = np.column_stack([np.interp(at, along, outline[:, n]) for n in (0, 1)])
        axes.add_collection(
            LineCollection([ring], colors=[colour], linewidths=width, capstyle="butt", zorder=1),
            autolim=False,
        )


def _rounded(half: float) -> np.ndarray:
    """Outline of a square around 0 with round corners, clockwise from the middle of its top."""
    corner = 0.42 * half
    turn = np.linspace(0, np.pi / 2, 9)
    points = [(0.0, half)]
    for quarter, (x, y) in enumerate(((1, 1), (1, -1), (-1, -1), (-1, 1))):
        angle = np.pi / 2 - turn - quarter * np.pi / 2
        middle = ((half - corner) * x, (half - corner) * y)
        points += [(middle[0] + corner * np.cos(a), middle[1] + corner * np.sin(a)) for a in angle]
    return np.array([*points, points[0]])


def _toned(colour: str, quiet: bool) -> str:
    """The colour, or for what is quiet one mixed with white."""
    if not quiet:
        return colour
    red, green, blue = (1 - _QUIET_TONE * (1 - part) for part in to_rgb(colour))
    return to_hex((red, green, blue))
