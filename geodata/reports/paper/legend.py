"""The legend on paper: classes of counties, the ladder of places, sectors and kinds, counted."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from matplotlib.patches import Circle

from geodata.atlas.classes import NO_PLAN, OUTSIDE
from geodata.atlas.legend import map_legend
from geodata.language.text import word
from geodata.language.vocabulary import KINDS, ROLES
from geodata.record.masks import Mask, first_rows
from geodata.record.roles import quiet_things
from geodata.record.selection import Selection
from geodata.reports.paper.extent import Extent
from geodata.reports.paper.land import DIM, FILLS, INK, NO_PLAN_FILL, QUIET, WHITE
from geodata.reports.paper.marks import draw_glyph, draw_mark, uncertain
from geodata.reports.paper.page import (
    KEY_WIDTH,
    LEGEND_BOTTOM,
    LEGEND_TOP,
    MAP_TOP,
    MARGIN,
    RIGHT,
    Page,
)
from geodata.reports.paper.surrounds import draw_locator

_PITCH: Final = 11.4  # of lines where the legend stands beside the map
_LOCATOR: Final = 112.0


def legend_of(view: Extent, selection: Selection, classes: str) -> dict[str, Any]:
    """`map_legend` of what is drawn: things and counties outside the frame do not count.

    Lines of `sectors` and `marks` end with two counts: things that the plans do something with, and
    those that they only lean on or mention. `quiet` counts the latter by role; `circles` says
    whether a circle of uncertainty is drawn.
    """
    record = view.layers.record
    shown = set(view.shown)
    codes = list(record.counties.index)
    hidden = sum(code not in shown for code in codes)
    drawn = "".join(c if code in shown else OUTSIDE for code, c in zip(codes, classes, strict=True))
    mask = drawn_mask(view, selection)
    quiet = mask & record.projects.thing.isin(quiet_things(record)).to_numpy()
    said = map_legend(selection, drawn, view.language, mask)
    apart = map_legend(selection, drawn, view.language, quiet)
    counties = []
    for mark, label, count in said["counties"]:
        left = count - hidden if mark == OUTSIDE else count
        if left:
            counties.append([mark, label, left])
    roles = record.coded("thing_role").tally(first_rows(quiet, record))
    return {
        "counties": counties,
        "sectors": _told_apart(said["sectors"], apart["sectors"]),
        "marks": _told_apart(said["marks"], apart["marks"]),
        "quiet": [
            [role.id, role.label(view.language), roles[role.id]]
            for role in ROLES
            if roles.get(role.id)
        ],
        "circles": not uncertain(view, view.marks(selection)).empty,
    }


def _told_apart(every: list[list[Any]], quiet: list[list[Any]]) -> list[list[Any]]:
    """Lines of a legend whose count is split into that of the rest and that of `quiet`."""
    counts = {line[0]: line[2] for line in quiet}
    return [
        [name, label, count - counts.get(name, 0), counts.get(name, 0)]
        for name, label, count in every
    ]


def drawn_mask(view: Extent, selection: Selection) -> Mask:
    """The rows selected whose mark or anchor is in the frame."""
    drawn = view.drawn(selection)
    return selection.mask & view.layers.record.projects.thing.isin(drawn).to_numpy()


def draw_legend(
    sheet: Page, view: Extent, selection: Selection, classes: str, top: float = LEGEND_TOP
) -> None:
    """Classes of counties, precision of marks, sectors and kinds, all with their counts."""
    said = legend_of(view, selection, classes)
    rows = _key_rows(said)
    pitch = min(11.6, (LEGEND_BOTTOM - LEGEND_TOP) / rows)
    draw_key(sheet, said, view, MARGIN, top, pitch)
    _draw_kinds(sheet, kind_entries(view, selection, said["sectors"]), view, top)


def _key_rows(said: dict[str, Any]) -> int:
    marks = len(said["marks"]) + len(said["quiet"])
    return len(said["counties"]) + marks + (3 if marks else 1)


def legend_height(view: Extent, selection: Selection, classes: str) -> float:
    """Height in points of what `draw_legend` draws, with the locator where one has a focus."""
    said = legend_of(view, selection, classes)
    kinds = min(10, len(kind_entries(view, selection, said["sectors"])))
    highest = max(_key_rows(said) * 11.6, kinds * 12.4, 0 if view.focus is None else 120)
    return min(LEGEND_BOTTOM - LEGEND_TOP, highest)


def draw_key(
    sheet: Page, said: dict[str, Any], view: Extent, left: float, top: float, pitch: float
) -> float:
    """Classes of counties and precision of marks, in a column of KEY_WIDTH; the last baseline."""
    language, y, right = view.language, top, left + KEY_WIDTH
    sheet.text(left, y, word("legend_counties", language), 8, bold=True, room=KEY_WIDTH)
    for mark, label, count in said["counties"]:
        y += pitch
        fill = FILLS.get(mark, WHITE)
        sheet.swatch(left, y, NO_PLAN_FILL if mark == NO_PLAN else fill, mark == "p")
        sheet.text(left + 21, y, label, 7, room=KEY_WIDTH - 38)
        sheet.text(right, y, str(count), 7, QUIET, align="right")
    if said["marks"]:
        y += pitch * 1.45
        sheet.text(left, y, word("legend_marks", language), 8, bold=True, room=KEY_WIDTH)
        size = min(4.0, 0.4 * pitch)
        for precision, label, count, quiet in said["marks"]:
            y += pitch
            draw_mark(sheet.axes, left + 7.5, y - 2.6, size, 1 / sheet.enlarged, "", precision)
            if precision == "township" and said["circles"]:
                label = word("report_circle", language, precision=label)
                centre = (left + 7.5, y - 2.6)
                ring = Circle(centre, 1.35 * size, fill=False, ec=QUIET, lw=0.6 * sheet.enlarged)
                sheet.axes.add_patch(ring)
            sheet.text(left + 21, y, label, 7, room=KEY_WIDTH - 52)
            _draw_counts(sheet, right, y, count, quiet, bool(said["quiet"]))
        for _, label, count in said["quiet"]:
            y += pitch
            pale = (sheet.axes, left + 7.5, y - 2.6, size, 1 / sheet.enlarged, "", "site", True)
            draw_mark(*pale)
            paler = word("report_paler", language, role=label)
            sheet.text(left + 21, y, paler, 7, room=KEY_WIDTH - 42)
            _draw_counts(sheet, right, y, 0, count, True)
    return y


def _draw_counts(
    sheet: Page, right: float, y: float, count: int, quiet: int, apart: bool, bold: bool = False
) -> None:
    """A count, right-aligned; where quiet things are told `apart`, theirs behind it with a plus."""
    if quiet:
        sheet.text(right, y, f"+{quiet}", 7, DIM, bold=bold, align="right")
    if count:
        sheet.text(right - (16 if apart else 0), y, str(count), 7, QUIET, bold=bold, align="right")


# Sector or kind, label, counts of things and of quiet ones apart, whether it is a sector.
Entry = tuple[str, str, int, int, bool]


def kind_entries(view: Extent, selection: Selection, sectors: list[list[Any]]) -> list[Entry]:
    """Sectors, each followed by its kinds, that are drawn."""
    record = view.layers.record
    things = record.projects[drawn_mask(view, selection)].drop_duplicates("thing")
    apart = things.thing.isin(quiet_things(record))
    loud, quiet = things.kind[~apart].value_counts(), things.kind[apart].value_counts()
    entries: list[Entry] = []
    for sector, label, *counts in sectors:
        entries.append((sector, label, counts[0], counts[1], True))
        for kind in KINDS:
            own = int(loud.get(kind.id, 0)), int(quiet.get(kind.id, 0))
            if kind.sector == sector and any(own):
                entries.append((kind.id, kind.label(view.language), *own, False))
    return entries


def draw_kind(sheet: Page, entry: Entry, x: float, y: float, width: float, apart: bool) -> None:
    """One line of the legend of sectors and kinds; `apart` where any of them has quiet things."""
    name, label, count, quiet, heading = entry
    if heading:
        draw_mark(sheet.axes, x + 5, y - 2.6, 3.6, 1 / sheet.enlarged, name, "site")
    else:
        # The page has y down: a negative radius turns the symbol upright.
        draw_glyph(sheet.axes, x + 5, y - 2.6, -6.4, -1 / sheet.enlarged, name, INK)
    sheet.label(x + 13, y, label, 7, width - (51 if apart else 34), heading)
    _draw_counts(sheet, x + width - 10, y, count, quiet, apart, heading)


def _draw_kinds(sheet: Page, entries: list[Entry], view: Extent, top: float) -> None:
    left = MARGIN + KEY_WIDTH + 20
    if not entries:
        return
    apart = any(entry[3] for entry in entries)
    key = "report_kinds_apart" if apart else "report_kinds"
    sheet.text(left, top, word(key, view.language), 8, bold=True)
    most = 4 if view.focus is None else 3
    columns = min(most, -(-len(entries) // 10))
    # One row more than evenly shared: a sector's name may have to move to the next column.
    per_column = max(10, -(-(len(entries) + columns - 1) // columns))
    pitch = min(12.4, (LEGEND_BOTTOM - LEGEND_TOP) / per_column)
    room = RIGHT - left - (0 if view.focus is None else 112)
    width = min(room / columns, 132)
    column = row = 0
    for entry in entries:
        # A sector's name does not stand alone at the foot of a column.
        if row >= per_column or (entry[4] and row == per_column - 1):
            column, row = column + 1, 0
        row += 1
        draw_kind(sheet, entry, left + column * width, top + row * pitch, width, apart)


def draw_beside(
    sheet: Page, view: Extent, selection: Selection, classes: str, bottom: float
) -> None:
    """The legend at the right of a map that ends at `bottom`; where there is room, the locator.

    Where the kinds do not fit it has the sectors alone.
    """
    left, top = sheet.right - KEY_WIDTH, MAP_TOP + 7
    everything = view.bounds[3] - view.bounds[1] > np.ptp(view.counties.total_bounds[1::2])
    said = legend_of(view, selection, classes)
    y = draw_key(sheet, said, view, left, top, _PITCH)
    entries = kind_entries(view, selection, said["sectors"])
    room = int((bottom - y - 17) / _PITCH)
    if len(entries) > room:
        entries = [entry for entry in entries if entry[4]][: max(0, room)]
    apart = any(entry[3] for entry in entries)
    if entries:
        y += 17
        heading = word("report_kinds_apart" if apart else "report_kinds", view.language)
        sheet.text(left, y, heading, 8, bold=True, room=KEY_WIDTH)
    for entry in entries:
        y += _PITCH
        draw_kind(sheet, entry, left, y, KEY_WIDTH + 10, apart)
    if not everything and bottom - y > _LOCATOR + 8:
        draw_locator(sheet, view, bottom - _LOCATOR)
