"""Numbers on the printed map: beside the marks, at the squares, behind the names of counties."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Final

import numpy as np
import pandas as pd
import shapely
from matplotlib.axes import Axes

from geodata.language.text import word
from geodata.record.names import place_name
from geodata.record.selection import Selection
from geodata.reports.paper.anchors import Box, ranges
from geodata.reports.paper.extent import Extent
from geodata.reports.paper.fonts import Pen
from geodata.reports.paper.land import INK
from geodata.reports.paper.spots import (
    boxes_around,
    cheapest,
    clear_of,
    meeting,
    name_size,
    write_name,
)

_LEAST_MARK_PT: Final = 2.9  # radius
_RUNS: Final = 2  # of numbers behind a name; where there are more, the ends of all


def draw_numbers(
    axes: Axes,
    view: Extent,
    pen: Pen,
    marks: pd.DataFrame,
    numbers: Mapping[str, int],
    squares: Sequence[Box],
) -> tuple[list[Box], frozenset[str]]:
    """The number of each thing of `numbers` beside its marks; their boxes, and what has none.

    A number keeps clear of other numbers and of `squares`, else it is left out, and of marks where
    it can. Beside a mark much smaller than itself it is left out too: it would hide the next one.
    """
    size = 6.4 * view.size
    around = [(1, 1), (1, -1), (-1, 1), (-1, -1), (1, 0), (-1, 0), (0, 1), (0, -1)]
    taken: list[Box] = []
    left_out: set[str] = set()
    others = [
        (m.x - m.radius, m.y - m.radius, m.x + m.radius, m.y + m.radius) for m in marks.itertuples()
    ]
    for mark in marks[marks.thing.isin(numbers)].itertuples():
        if mark.radius < _LEAST_MARK_PT * view.metres_per_pt:
            left_out.add(mark.thing)
            continue
        said = str(numbers[mark.thing])
        width, height = name_size(view, pen, said, size, True)
        # As far as the ring around a chosen mark goes.
        free = mark.radius + 2.4 * view.metres_per_pt
        reach = np.array([free + width / 2, free + height / 2])
        steps = np.array(around) * np.where(np.abs(around).sum(1, keepdims=True) == 2, 0.76, 1.0)
        boxes = boxes_around(np.array([mark.x, mark.y]) + steps * reach, width, height * 0.8)
        cost = meeting(boxes, others) + np.arange(len(boxes)) / 100
        spot = cheapest(boxes, np.where(clear_of(boxes, [*squares, *taken]), cost, np.inf))
        if spot is None:
            left_out.add(mark.thing)
        else:
            taken.append(spot)
            write_name(axes, pen, said, spot, size, INK, True)
    return taken, frozenset(left_out)


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
            width, height = name_size(view, pen, text, size, True)
            room = np.array([width, height]) / 2 + 1.2 * anchor.half
            ways = np.array([(1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, 1), (1, -1), (-1, -1)])
            boxes = boxes_around(centre + ways * room * (1, 1), width, height)
            inside = shapely.contains(shapely.box(*view.bounds), shapely.box(*boxes.T))
            good = inside & clear_of(boxes, [*marks, *taken])
            spot = cheapest(boxes, np.where(good, np.arange(len(boxes)), np.inf))
            if spot is not None:
                taken.append(spot)
                write_name(axes, pen, text, spot, size, INK, True)
                break
    return taken


def numbers_behind(
    marks: pd.DataFrame, numbers: Mapping[str, int], left_out: Collection[str]
) -> dict[str, str]:
    """For each county where a number had no room, the numbers to stand behind its name.

    `marks` have `thing` and `adcode`. Numbers follow the counties, so that few runs say them; of a
    county whose numbers make more, the first and the last of all are said.
    """
    found = {}
    numbered = marks[marks.thing.isin(numbers)]
    for adcode, own in numbered[numbered.thing.isin(left_out)].groupby("adcode"):
        said = ranges(sorted({numbers[thing] for thing in own.thing}))
        if said.count(",") >= _RUNS:
            every = [numbers[thing] for thing in numbered.thing[numbered.adcode == adcode]]
            said = f"{min(every)}–{max(every)}"
        found[str(adcode)] = said
    return found
