"""Free places for names and numbers on paper. Metres of EQUAL_AREA throughout."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from matplotlib.axes import Axes
from matplotlib.patheffects import Stroke
from shapely.geometry.base import BaseGeometry

from geodata.reports.paper.anchors import Box
from geodata.reports.paper.extent import Extent
from geodata.reports.paper.fonts import Pen
from geodata.reports.paper.land import WHITE


def write_name(
    axes: Axes, pen: Pen, name: str, spot: Box, size: float, colour: str, bold: bool
) -> None:
    """Write a name into the middle of `spot`, `size` points large, with a halo."""
    # The halo is a drawing of its own, so that in a PDF the name itself stays text.
    for effects in ([Stroke(linewidth=size * 0.3, foreground=WHITE)], []):
        axes.text(
            (spot[0] + spot[2]) / 2,
            (spot[1] + spot[3]) / 2,
            pen.clean(name),
            fontproperties=pen.style(size, bold),
            color=colour,
            ha="center",
            va="center_baseline",
            parse_math=False,
            path_effects=effects,
        )


def name_size(view: Extent, pen: Pen, name: str, size: float, bold: bool) -> tuple[float, float]:
    """Width and height of a name in metres."""
    width = pen.width_pt(pen.clean(name), size, bold)
    return (width + 2) * view.metres_per_pt, (size * 1.12) * view.metres_per_pt


def boxes_around(xy: np.ndarray, width: float, height: float) -> np.ndarray:
    """Boxes of that size centred on each point."""
    half = np.array([width, height]) / 2
    return np.hstack([xy - half, xy + half])


def meeting(boxes: np.ndarray, taken: Sequence[Box]) -> np.ndarray:
    """For each box how many of those taken it meets."""
    other = np.asarray(taken, dtype=float).reshape(1, -1, 4)
    mine = boxes[:, None]
    meet = (
        (mine[..., 0] < other[..., 2])
        & (mine[..., 2] > other[..., 0])
        & (mine[..., 1] < other[..., 3])
        & (mine[..., 3] > other[..., 1])
    )
    return np.asarray(meet.sum(axis=1))


def clear_of(boxes: np.ndarray, taken: Sequence[Box]) -> np.ndarray:
    """Which boxes meet none of those taken."""
    return meeting(boxes, taken) == 0


def _grid(bounds: Box, count: int) -> np.ndarray:
    x, y = np.meshgrid(
        np.linspace(bounds[0], bounds[2], count), np.linspace(bounds[1], bounds[3], count)
    )
    return np.column_stack([x.ravel(), y.ravel()])


def free_spot(
    width: float, height: float, room: BaseGeometry, anchor: shapely.Point, taken: Sequence[Box]
) -> Box | None:
    """The box of that size inside `room`, clear of `taken`, nearest to `anchor`; None if none."""
    xy = np.vstack([[anchor.x, anchor.y], _grid(room.bounds, 33)])
    boxes = boxes_around(xy, width, height)
    good = clear_of(boxes, taken)
    good[good] = shapely.contains(room, shapely.box(*boxes[good].T))
    return cheapest(boxes[good], np.hypot(*(xy[good] - (anchor.x, anchor.y)).T))


def cheapest(boxes: np.ndarray, cost: np.ndarray) -> Box | None:
    """The box of least cost; None where there is none."""
    if not len(boxes) or not np.isfinite(cost).any():
        return None
    west, south, east, north = (float(v) for v in boxes[np.argmin(cost)])
    return (west, south, east, north)


def empty_ground(
    view: Extent,
    width: float,
    height: float,
    land: BaseGeometry,
    taken: Sequence[Box],
    bounds: Box,
) -> tuple[np.ndarray, np.ndarray]:
    """Centres and boxes of that size within `bounds` that stand over empty ground."""
    frame = shapely.box(*view.bounds).buffer(-4 * view.metres_per_pt)
    shapely.prepare(frame)
    xy = _grid(bounds, 64)
    boxes = boxes_around(xy, width, height)
    clear = clear_of(boxes, taken)
    xy, boxes = xy[clear], boxes[clear]
    areas = shapely.box(*boxes.T)
    good = shapely.contains(frame, areas) & ~shapely.intersects(land, areas)
    return xy[good], boxes[good]


def near(shape: BaseGeometry, reach: float) -> Box:
    """The bounds of `shape` and `reach` metres around them."""
    west, south, east, north = shape.bounds
    return (west - reach, south - reach, east + reach, north + reach)
