"""Names on the printed map: placed where they are clear, or left out. Metres of EQUAL_AREA."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

import numpy as np
import pandas as pd
import shapely
from matplotlib.axes import Axes
from matplotlib.patches import Circle
from matplotlib.patheffects import Stroke
from shapely.geometry.base import BaseGeometry

from geodata.atlas.marks import label_points
from geodata.language.text import word
from geodata.record.boundaries import EQUAL_AREA
from geodata.record.names import place_name, short_name
from geodata.record.selection import Selection
from geodata.reports.paper.anchors import Box, ranges
from geodata.reports.paper.extent import Extent
from geodata.reports.paper.fonts import Pen
from geodata.reports.paper.land import CITY, DIM, INK, LABEL, WHITE, draw_lines


def draw_names(
    axes: Axes, view: Extent, pen: Pen, taken: list[Box], named: AbstractSet[str]
) -> None:
    """County names where they fit, clear of marks and of each other; then names of cities.

    A county of `named` (those with marks) has its name beside the land, with a line to it, where
    there is no room inside.
    """
    record = view.layers.record
    anchors = label_points(record.counties).to_crs(EQUAL_AREA)
    frame = shapely.box(*view.bounds).buffer(-1.5 * view.metres_per_pt)
    base = {"zh": 6.6, "en": 5.8}[view.language] * view.size * (1 if view.focus is None else 1.35)
    boxes = list(taken)
    homeless: list[tuple[str, str]] = []
    by_room = sorted(view.shown, key=lambda c: (c != view.focus, -view.counties[c].area, c))
    for code in by_room:
        row = record.county_names.loc[code]
        name = str(row.county_zh) if view.language == "zh" else short_name(str(row.county_en))
        room = shapely.intersection(view.counties[code], frame)
        dim = record.coverage(code) == "none"
        bold = code == view.focus
        for factor in (1.0, 0.88):
            size = base * factor * (1.2 if bold else 1.0)
            width, height = _sized(view, pen, name, size, bold)
            spot = _free_spot(width, height, room, anchors[code], boxes)
            if spot is not None:
                _name(axes, pen, name, spot, size, DIM if dim else LABEL, bold)
                boxes.append(spot)
                break
        else:
            if code in named:
                homeless.append((code, name))
    if view.focus is None:
        land = view.counties.union_all().simplify(300).buffer(1.6 * view.metres_per_pt)
        shapely.prepare(land)
        outside = _draw_city_names(axes, view, pen, land, taken)
        _draw_beside(axes, view, pen, land, homeless, base, outside, boxes)


def draw_numbers(
    axes: Axes,
    view: Extent,
    pen: Pen,
    marks: pd.DataFrame,
    numbers: Mapping[str, int],
    squares: Sequence[Box],
) -> list[Box]:
    """The number of each thing of `numbers` beside its marks; the boxes they take.

    A number keeps clear of other numbers and of `squares`, else it is left out, and of marks where
    it can.
    """
    size = 6.4 * view.size
    around = [(1, 1), (1, -1), (-1, 1), (-1, -1), (1, 0), (-1, 0), (0, 1), (0, -1)]
    taken: list[Box] = []
    others = [
        (m.x - m.radius, m.y - m.radius, m.x + m.radius, m.y + m.radius) for m in marks.itertuples()
    ]
    for mark in marks[marks.thing.isin(numbers)].itertuples():
        said = str(numbers[mark.thing])
        width, height = _sized(view, pen, said, size, True)
        # As far as the ring around a chosen mark goes.
        free = mark.radius + 2.4 * view.metres_per_pt
        reach = np.array([free + width / 2, free + height / 2])
        steps = np.array(around) * np.where(np.abs(around).sum(1, keepdims=True) == 2, 0.76, 1.0)
        boxes = _around(np.array([mark.x, mark.y]) + steps * reach, width, height * 0.8)
        crowded = np.array([(~_clear(box[None], [o])).sum() for box in boxes for o in others])
        cost = crowded.reshape(len(boxes), len(others)).sum(1) + np.arange(len(boxes)) / 100
        spot = _cheapest(boxes, np.where(_clear(boxes, [*squares, *taken]), cost, np.inf))
        if spot is not None:
            taken.append(spot)
            _name(axes, pen, said, spot, size, INK, True)
    return taken


def draw_anchor_names(
    axes: Axes,
    view: Extent,
    pen: Pen,
    selection: Selection,
    marks: Sequence[Box],
    numbers: Mapping[str, int],
) -> list[Box]:
    """Beside each square of a zone or city what it is, with the numbers of its clauses.

    The name gives way to a short word where there is no room clear of `marks`, and then to nothing.
    The boxes that are taken.
    """
    record, size = view.layers.record, 6.0 * view.size
    taken: list[Box] = []
    for anchor in view.anchors(selection):
        own = sorted(numbers[thing] for thing in anchor.things if thing in numbers)
        kind = str(record.zones.kind[anchor.zone])
        short = word(f"whole_{kind}", view.language)
        name = place_name(record, anchor.zone, view.language) if kind == "zone" else short
        centre = np.array(anchor.centre)
        for said in dict.fromkeys((name, short)):
            text = f"{said} {ranges(own)}" if own else said
            width, height = _sized(view, pen, text, size, True)
            room = np.array([width, height]) / 2 + 1.2 * anchor.half
            ways = np.array([(1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, 1), (1, -1), (-1, -1)])
            boxes = _around(centre + ways * room * (1, 1), width, height)
            inside = shapely.contains(shapely.box(*view.bounds), shapely.box(*boxes.T))
            good = inside & _clear(boxes, [*marks, *taken])
            spot = _cheapest(boxes, np.where(good, np.arange(len(boxes)), np.inf))
            if spot is not None:
                taken.append(spot)
                _name(axes, pen, text, spot, size, INK, True)
                break
    return taken


def _name(axes: Axes, pen: Pen, name: str, spot: Box, size: float, colour: str, bold: bool) -> None:
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


def _sized(view: Extent, pen: Pen, name: str, size: float, bold: bool) -> tuple[float, float]:
    """Width and height of a name in metres."""
    width = pen.width_pt(pen.clean(name), size, bold)
    return (width + 2) * view.metres_per_pt, (size * 1.12) * view.metres_per_pt


def _around(xy: np.ndarray, width: float, height: float) -> np.ndarray:
    """Boxes of that size centred on each point."""
    half = np.array([width, height]) / 2
    return np.hstack([xy - half, xy + half])


def _clear(boxes: np.ndarray, taken: Sequence[Box]) -> np.ndarray:
    """Which boxes meet none of those taken."""
    if not len(taken):
        return np.ones(len(boxes), dtype=bool)
    other = np.asarray(taken)[None]
    mine = boxes[:, None]
    meet = (
        (mine[..., 0] < other[..., 2])
        & (mine[..., 2] > other[..., 0])
        & (mine[..., 1] < other[..., 3])
        & (mine[..., 3] > other[..., 1])
    )
    return np.asarray(~meet.any(axis=1))


def _grid(bounds: Box, count: int) -> np.ndarray:
    x, y = np.meshgrid(
        np.linspace(bounds[0], bounds[2], count), np.linspace(bounds[1], bounds[3], count)
    )
    return np.column_stack([x.ravel(), y.ravel()])


def _free_spot(
    width: float, height: float, room: BaseGeometry, anchor: shapely.Point, taken: Sequence[Box]
) -> Box | None:
    """The box of that size inside `room`, clear of `taken`, nearest to `anchor`; None if none."""
    xy = np.vstack([[anchor.x, anchor.y], _grid(room.bounds, 33)])
    boxes = _around(xy, width, height)
    good = _clear(boxes, taken)
    good[good] = shapely.contains(room, shapely.box(*boxes[good].T))
    return _cheapest(boxes[good], np.hypot(*(xy[good] - (anchor.x, anchor.y)).T))


def _cheapest(boxes: np.ndarray, cost: np.ndarray) -> Box | None:
    """The box of least cost; None where there is none."""
    if not len(boxes) or not np.isfinite(cost).any():
        return None
    west, south, east, north = (float(v) for v in boxes[np.argmin(cost)])
    return (west, south, east, north)


def _beside(
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
    boxes = _around(xy, width, height)
    clear = _clear(boxes, taken)
    xy, boxes = xy[clear], boxes[clear]
    areas = shapely.box(*boxes.T)
    good = shapely.contains(frame, areas) & ~shapely.intersects(land, areas)
    return xy[good], boxes[good]


def _near(shape: BaseGeometry, reach: float) -> Box:
    west, south, east, north = shape.bounds
    return (west - reach, south - reach, east + reach, north + reach)


def _draw_city_names(
    axes: Axes, view: Extent, pen: Pen, land: BaseGeometry, marks: Sequence[Box]
) -> list[Box]:
    """Names of the cities beside their outline, over empty ground; the boxes taken, `marks` too."""
    names = view.layers.record.county_names
    taken = list(marks)
    for _, codes in names.groupby("prefecture_adcode").groups.items():
        present = [c for c in codes if c in view.counties.index]
        if not present:
            continue
        row = names.loc[present[0]]
        name = str(row.prefecture_zh if view.language == "zh" else row.prefecture_en)
        size = 11 * view.size
        city = view.counties.loc[present].union_all().simplify(300)
        width, height = _sized(view, pen, name, size, True)
        xy, boxes = _beside(view, width, height, land, taken, _near(city, 3 * height))
        # Near the outline, rather above the city than below it.
        cost = shapely.distance(shapely.points(xy), city) * 3 + np.hypot(
            xy[:, 0] - city.centroid.x, 1.15 * (xy[:, 1] - city.bounds[3])
        )
        spot = _cheapest(boxes, cost)
        if spot is not None:
            taken.append(spot)
            _name(axes, pen, name, spot, size, CITY, True)
    return taken


def _draw_beside(
    axes: Axes,
    view: Extent,
    pen: Pen,
    land: BaseGeometry,
    homeless: Sequence[tuple[str, str]],
    size: float,
    taken: list[Box],
    inside: list[Box],
) -> None:
    """Names that have no room in their county, over empty ground near it, with a line to it.

    Lines cross no name and no mark: none of those beside the land or `inside` it.
    """
    reach = 60 * view.metres_per_pt
    for code, name in homeless:
        shape = view.counties[code]
        inner = shape.buffer(-1.5 * view.metres_per_pt).simplify(100)
        target = shape.representative_point() if inner.is_empty else inner
        width, height = _sized(view, pen, name, size, False)
        _, boxes = _beside(view, width, height, land, taken, _near(shape, reach))
        lines = shapely.shortest_line(shapely.box(*boxes.T), target)
        written = shapely.union_all(shapely.box(*np.array([*taken, *inside]).T)).buffer(
            1.2 * view.metres_per_pt
        )
        shapely.prepare(written)
        length = shapely.length(lines)
        length[(length > reach) | shapely.intersects(written, lines)] = np.inf
        spot = _cheapest(boxes, length)
        if spot is not None:
            line = shapely.shortest_line(shapely.box(*spot), target)
            draw_lines(axes, [line], LABEL, 0.55)
            end = shapely.get_coordinates(line)[1]
            axes.add_patch(Circle(end, 0.9 * view.metres_per_pt, facecolor=LABEL, linewidth=0))
            taken += [spot]
            _name(axes, pen, name, spot, size, LABEL, False)
