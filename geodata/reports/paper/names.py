"""Names on the printed map: on their own ground, or beside it with a line to it, or left out.

No name of a county or city stands on ground of another without a line that says where it belongs.
Metres of EQUAL_AREA.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

import numpy as np
import shapely
from matplotlib.axes import Axes
from matplotlib.patches import Circle
from shapely.geometry.base import BaseGeometry

from geodata.atlas.marks import label_points
from geodata.record.boundaries import EQUAL_AREA
from geodata.record.names import short_name
from geodata.reports.paper.anchors import Box
from geodata.reports.paper.extent import Extent
from geodata.reports.paper.fonts import Pen
from geodata.reports.paper.land import CITY, DIM, LABEL, draw_lines
from geodata.reports.paper.spots import (
    cheapest,
    empty_ground,
    free_spot,
    name_size,
    near,
    write_name,
)


def draw_names(
    axes: Axes,
    view: Extent,
    pen: Pen,
    taken: list[Box],
    named: AbstractSet[str],
    behind: Mapping[str, str],
) -> None:
    """County names where they fit, clear of marks and of each other; then names of cities.

    A county of `named` (those with marks) has its name beside the land, with a line to it, where
    there is no room inside. `behind` has, by adcode, what stands behind a name.
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
        name = f"{name} {behind[code]}" if code in behind else name
        room = shapely.intersection(view.counties[code], frame)
        dim = record.coverage(code) == "none"
        bold = code == view.focus
        for factor in (1.0, 0.88):
            size = base * factor * (1.2 if bold else 1.0)
            width, height = name_size(view, pen, name, size, bold)
            spot = free_spot(width, height, room, anchors[code], boxes)
            if spot is not None:
                write_name(axes, pen, name, spot, size, DIM if dim else LABEL, bold)
                boxes.append(spot)
                break
        else:
            if code in named:
                homeless.append((code, name))
    if view.focus is None:
        land = view.counties.union_all().simplify(300).buffer(1.6 * view.metres_per_pt)
        shapely.prepare(land)
        outside = _draw_city_names(axes, view, pen, land, taken, boxes)
        _draw_beside(axes, view, pen, land, homeless, base, outside, boxes)


def _draw_city_names(
    axes: Axes,
    view: Extent,
    pen: Pen,
    land: BaseGeometry,
    marks: Sequence[Box],
    inside: list[Box],
) -> list[Box]:
    """Names of the cities: on their own ground, else over empty ground with a line to it.

    Those inside keep clear of `inside`, to which they are added. The boxes that are taken outside,
    `marks` too.
    """
    names = view.layers.record.county_names
    frame = shapely.box(*view.bounds)
    taken = list(marks)
    for _, codes in names.groupby("prefecture_adcode").groups.items():
        present = [c for c in codes if c in view.counties.index]
        if not present:
            continue
        row = names.loc[present[0]]
        name = str(row.prefecture_zh if view.language == "zh" else row.prefecture_en)
        city = view.counties.loc[present].union_all().simplify(300)
        room = city.buffer(-1.5 * view.metres_per_pt).intersection(frame)
        if room.is_empty:
            continue
        for size in (11 * view.size, 9.5 * view.size):
            width, height = name_size(view, pen, name, size, True)
            spot = free_spot(width, height, room, room.representative_point(), inside)
            if spot is not None:
                inside.append(spot)
                write_name(axes, pen, name, spot, size, CITY, True)
                break
        else:
            xy, boxes = empty_ground(view, width, height, land, taken, near(city, 4 * height))
            # Near the outline, rather above the city than below it.
            cost = shapely.distance(shapely.points(xy), city) * 3 + np.hypot(
                xy[:, 0] - city.centroid.x, 1.15 * (xy[:, 1] - city.bounds[3])
            )
            spot = _joined(axes, view, boxes, cost, room, [*taken, *inside], CITY)
            if spot is not None:
                taken.append(spot)
                write_name(axes, pen, name, spot, size, CITY, True)
    return taken


def _joined(
    axes: Axes,
    view: Extent,
    boxes: np.ndarray,
    cost: np.ndarray,
    ground: BaseGeometry,
    written: Sequence[Box],
    colour: str,
) -> Box | None:
    """The box of least cost from which a line to `ground` crosses nothing `written`; None if none.

    The line is drawn, a dot at its end.
    """
    lines = shapely.shortest_line(shapely.box(*boxes.T), ground)
    names = shapely.union_all(shapely.box(*np.array(written).reshape(-1, 4).T)).buffer(
        1.2 * view.metres_per_pt
    )
    shapely.prepare(names)
    spot = cheapest(boxes, np.where(shapely.intersects(names, lines), np.inf, cost))
    if spot is not None:
        line = shapely.shortest_line(shapely.box(*spot), ground)
        draw_lines(axes, [line], colour, 0.55)
        end = shapely.get_coordinates(line)[1]
        axes.add_patch(Circle(end, 0.9 * view.metres_per_pt, facecolor=colour, linewidth=0))
    return spot


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
        width, height = name_size(view, pen, name, size, False)
        _, boxes = empty_ground(view, width, height, land, taken, near(shape, reach))
        length = shapely.distance(shapely.box(*boxes.T), target)
        cost = np.where(length > reach, np.inf, length)
        spot = _joined(axes, view, boxes, cost, target, [*taken, *inside], LABEL)
        if spot is not None:
            taken += [spot]
            write_name(axes, pen, name, spot, size, LABEL, False)
