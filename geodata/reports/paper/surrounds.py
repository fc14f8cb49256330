"""What stands around the map on paper: title, legend, scale bar, north, sources."""

from __future__ import annotations

import datetime
from typing import Any, Final

import pandas as pd
from matplotlib.patches import PathPatch, Polygon, Rectangle
from shapely.affinity import affine_transform

from geodata.atlas.classes import NO_PLAN, OUTSIDE
from geodata.atlas.legend import map_legend
from geodata.language.text import word
from geodata.language.vocabulary import KINDS
from geodata.record.masks import Mask
from geodata.record.selection import Selection
from geodata.reports.paper.extent import Extent
from geodata.reports.paper.land import (
    ACCENT,
    FILLS,
    INK,
    LINE,
    NO_PLAN_FILL,
    QUIET,
    WHITE,
    draw_glyph,
    draw_mark,
    shape_path,
)
from geodata.reports.paper.page import LEGEND_BOTTOM, LEGEND_TOP, MAP_BOTTOM, MARGIN, RIGHT, Page
from geodata.reports.provenance import attribution

KEY_WIDTH: Final = 152.0  # of the legend's first column


def draw_heading(
    sheet: Page, view: Extent, selection: Selection, title: str, rows: pd.DataFrame
) -> None:
    """Title, filters in words, how many items the map shows, how many of `rows` have no place."""
    language = view.language
    sheet.text(MARGIN, 46, title, 19, bold=True, room=RIGHT - MARGIN - 70)
    sheet.text(RIGHT, 46, word("title", language), 11, ACCENT, bold=True, align="right")
    said = word("report_filters", language, filters=selection.stated(language))
    things = rows.drop_duplicates("thing")
    unplaced = int(things.precision.isin(["zone", "city"]).sum())
    placed = view.marks(selection).thing.nunique()
    key = "report_marks_shown" if view.focus is None and unplaced else "report_marks_in_frame"
    count = word(key, language, placed=placed, unplaced=unplaced)
    pen = sheet.pen
    wide = pen.width_pt(pen.clean(count), 8)
    sheet.text(RIGHT, 63, count, 8, QUIET, align="right")
    first, *rest = pen.lines(said, 8, RIGHT - MARGIN - wide - 14, 9) or [""]
    sheet.text(MARGIN, 63, first, 8, QUIET)
    if rest:
        after = pen.clean(said)[len(first) :].lstrip()
        sheet.paragraph(74, after, 8, 1)


def legend_of(view: Extent, selection: Selection, classes: str) -> dict[str, Any]:
    """`map_legend` of what is drawn: things and counties outside the frame do not count."""
    record = view.layers.record
    shown = set(view.shown)
    codes = list(record.counties.index)
    hidden = sum(code not in shown for code in codes)
    drawn = "".join(c if code in shown else OUTSIDE for code, c in zip(codes, classes, strict=True))
    said = map_legend(selection, drawn, view.language, drawn_mask(view, selection))
    counties = []
    for mark, label, count in said["counties"]:
        left = count - hidden if mark == OUTSIDE else count
        if left:
            counties.append([mark, label, left])
    return said | {"counties": counties}


def drawn_mask(view: Extent, selection: Selection) -> Mask:
    """The rows selected whose mark is in the frame."""
    return (
        selection.mask
        & view.layers.record.projects.thing.isin(view.marks(selection).thing).to_numpy()
    )


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
    return len(said["counties"]) + len(said["marks"]) + (3 if said["marks"] else 1)


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
        for precision, label, count in said["marks"]:
            y += pitch
            draw_mark(sheet.axes, left + 7.5, y - 2.6, 4, 1 / sheet.enlarged, "", precision)
            sheet.text(left + 21, y, label, 7, room=KEY_WIDTH - 38)
            sheet.text(right, y, str(count), 7, QUIET, align="right")
    return y


Entry = tuple[str, str, int, bool]  # sector or kind, label, count, whether it is a sector


def kind_entries(view: Extent, selection: Selection, sectors: list[list[Any]]) -> list[Entry]:
    """Sectors, each followed by its kinds, that are drawn."""
    record = view.layers.record
    things = record.projects[drawn_mask(view, selection)].drop_duplicates("thing")
    counts = things.kind.value_counts()
    entries: list[Entry] = []
    for sector, label, count in sectors:
        entries.append((sector, label, count, True))
        entries += [
            (kind.id, kind.label(view.language), int(counts[kind.id]), False)
            for kind in KINDS
            if kind.sector == sector and kind.id in counts
        ]
    return entries


def draw_kind(sheet: Page, entry: Entry, x: float, y: float, width: float) -> None:
    """One line of the legend of sectors and kinds."""
    name, label, count, heading = entry
    if heading:
        draw_mark(sheet.axes, x + 5, y - 2.6, 3.6, 1 / sheet.enlarged, name, "site")
    else:
        # The page has y down: a negative radius turns the symbol upright.
        draw_glyph(sheet.axes, x + 5, y - 2.6, -6.4, -1 / sheet.enlarged, name, INK)
    sheet.label(x + 13, y, label, 7, width - 34, heading)
    sheet.text(x + width - 10, y, str(count), 7, QUIET, bold=heading, align="right")


def _draw_kinds(sheet: Page, entries: list[Entry], view: Extent, top: float) -> None:
    left = MARGIN + KEY_WIDTH + 20
    if not entries:
        return
    sheet.text(left, top, word("report_kinds", view.language), 8, bold=True)
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
        if row >= per_column or (entry[3] and row == per_column - 1):
            column, row = column + 1, 0
        row += 1
        draw_kind(sheet, entry, left + column * width, top + row * pitch, width)


def draw_locator(sheet: Page, view: Extent, top: float = LEGEND_TOP + 8) -> None:
    """A small map of all counties with the focus and the frame in it, at the right."""
    west, south, east, north = view.counties.total_bounds
    scale = min(96 / (east - west), 112 / (north - south))
    left = RIGHT - scale * (east - west)
    transform = (scale, 0, 0, -scale, left - scale * west, top + scale * north)
    for code, shape in view.counties.simplify(800).items():
        chosen = code == view.focus
        covered = view.layers.record.coverage(str(code)) != "none"
        sheet.axes.add_patch(
            PathPatch(
                shape_path(affine_transform(shape, transform)),
                facecolor=INK if chosen else WHITE if covered else NO_PLAN_FILL,
                edgecolor=LINE,
                lw=0.35 * sheet.enlarged,
            )
        )
    corner = (scale * view.bounds[0] + transform[4], transform[5] - scale * view.bounds[3])
    sheet.axes.add_patch(
        Rectangle(
            corner,
            scale * (view.bounds[2] - view.bounds[0]),
            scale * (view.bounds[3] - view.bounds[1]),
            fill=False,
            edgecolor=INK,
            lw=0.8 * sheet.enlarged,
        )
    )


def draw_strip(sheet: Page, view: Extent, paper: str, bottom: float = MAP_BOTTOM) -> None:
    """Below the map: boundaries and approval at the left, scale bar and north at the right."""
    language = view.language
    y = bottom + 13
    said = attribution(view.layers.config, language)
    per_pt = view.metres_per_pt * sheet.enlarged  # metres to a point of A4
    length = _round_length(88 * per_pt)
    bar = length / per_pt
    arrow = RIGHT - 5
    sheet.axes.add_patch(
        Polygon(
            [(arrow, y - 10), (arrow + 4, y + 2), (arrow, y - 1), (arrow - 4, y + 2)], color=INK
        )
    )
    sheet.text(arrow - 8, y, word("report_north", language), 8, bold=True, align="right")
    start = arrow - 26 - bar
    for half in (0, 1):
        sheet.axes.add_patch(
            Rectangle(
                (start + half * bar / 2, y - 3.2),
                bar / 2,
                3.2,
                facecolor=INK if half == 0 else WHITE,
                edgecolor=INK,
                lw=0.6 * sheet.enlarged,
            )
        )
    label = word("report_km", language, number=f"{length / 1000:g}")
    sheet.text(start - 2, y - 5.5, "0", 6.5, QUIET)
    sheet.text(start + bar, y - 5.5, label, 6.5, QUIET, align="right")
    ratio = round(view.metres_per_pt / (0.0254 / 72), -4)
    scale = word("report_scale", language, paper=paper, number=f"{ratio:,.0f}")
    sheet.text(start - 8, y, scale, 7, QUIET, align="right")
    room = start - 22 - sheet.pen.width_pt(scale, 7) - MARGIN
    sheet.text(MARGIN, y, said, 7, QUIET, room=room)


def _round_length(most_m: float) -> float:
    """The longest of 1, 2, 5 × 10ⁿ metres that is not above `most_m`."""
    power = 10.0 ** (len(str(int(most_m))) - 1)
    return max(n * power for n in (1, 2, 5) if n * power <= most_m)


def draw_footer(sheet: Page, view: Extent, today: datetime.date) -> None:
    """Sources, date, version, projection, what a name on this map means."""
    record, language = view.layers.record, view.language
    y = LEGEND_BOTTOM + 16
    sheet.axes.plot([MARGIN, RIGHT], [y - 8.5, y - 8.5], color=LINE, lw=0.5 * sheet.enlarged)
    y = sheet.paragraph(
        y, word("report_sources", language, documents=titles(record.documents)), 6, 2
    )
    dated = word("report_dated", language, date=today.isoformat(), version=record.version)
    said = " · ".join([dated, word("report_projection", language)])
    y = sheet.paragraph(y, said, 6, 1)
    notes = [word("report_named_note", language), word("schematic", language)]
    sheet.paragraph(y, (" " if language == "en" else "").join(notes), 6, 1)


def titles(documents: pd.DataFrame) -> str:
    """Titles of the documents with their numbers."""
    return "".join(
        f"《{d.title_zh}》{f'（{d.document_no}）' if d.document_no else ''}"
        for d in documents.itertuples()
    )
