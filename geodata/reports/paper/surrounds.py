"""What stands around the map on paper: title, scale bar, north, locator, sources."""

from __future__ import annotations

import datetime
from collections.abc import Collection

from matplotlib.patches import PathPatch, Polygon, Rectangle
from shapely.affinity import affine_transform

from geodata.language.text import bracketed, word
from geodata.language.vocabulary import Language
from geodata.record.roles import quiet_things
from geodata.record.selection import Selection
from geodata.reports.paper.extent import Extent
from geodata.reports.paper.land import (
    ACCENT,
    INK,
    LINE,
    NO_PLAN_FILL,
    QUIET,
    WHITE,
    shape_path,
)
from geodata.reports.paper.page import LEGEND_TOP, MARGIN, Page
from geodata.reports.provenance import attribution, titles


def draw_heading(
    sheet: Page, view: Extent, selection: Selection, title: str, listed: Collection[str] = ()
) -> None:
    """Title, filters in words, how many items the map shows, those only leant on apart.

    `listed` are the things that a list has: where the map shows others too, it says how many.
    """
    language, right = view.language, sheet.right
    sheet.text(MARGIN, 46, title, 19, bold=True, room=right - MARGIN - 70)
    sheet.text(right, 46, word("title", language), 11, ACCENT, bold=True, align="right")
    said = word("report_filters", language, filters=selection.stated(language))
    drawn = view.drawn(selection)
    quiet = len(drawn & quiet_things(selection.record))
    key = "report_marks_quiet" if quiet else "report_marks"
    count = word(key, language, drawn=len(drawn) - quiet, quiet=quiet)
    others = len(drawn.difference(listed)) if listed else 0
    if others:
        count += bracketed(word("report_marks_others", language, others=others), language)
    pen = sheet.pen
    wide = pen.width_pt(pen.clean(count), 8)
    sheet.text(right, 63, count, 8, QUIET, align="right")
    first, *rest = pen.lines(said, 8, right - MARGIN - wide - 14, 9) or [""]
    sheet.text(MARGIN, 63, first, 8, QUIET)
    if rest:
        after = pen.clean(said)[len(first) :].lstrip()
        sheet.paragraph(74, after, 8, 1)


def draw_locator(sheet: Page, view: Extent, top: float = LEGEND_TOP + 8) -> None:
    """A small map of all counties with the focus and the frame in it, at the right."""
    west, south, east, north = view.counties.total_bounds
    scale = min(96 / (east - west), 112 / (north - south))
    left = sheet.right - scale * (east - west)
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


def draw_strip(sheet: Page, view: Extent, paper: str, bottom: float) -> None:
    """Below the map: boundaries and approval at the left, scale bar and north at the right."""
    room = draw_scale(sheet, view, paper, bottom) - 14 - MARGIN
    said = attribution(view.layers.config, view.language)
    sheet.text(MARGIN, bottom + 13, said, 7, QUIET, room=room)


def draw_scale(sheet: Page, view: Extent, paper: str, bottom: float) -> float:
    """Scale bar, scale and north at the right below the map; where they begin."""
    language = view.language
    y = bottom + 13
    per_pt = view.metres_per_pt * sheet.enlarged  # metres to a point of A4
    length = _round_length(88 * per_pt)
    bar = length / per_pt
    arrow = sheet.right - 5
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
    return start - 8 - sheet.pen.width_pt(scale, 7)


def _round_length(most_m: float) -> float:
    """The longest of 1, 2, 5 × 10ⁿ metres that is not above `most_m`."""
    power = 10.0 ** (len(str(int(most_m))) - 1)
    return max(n * power for n in (1, 2, 5) if n * power <= most_m)


def draw_footer(
    sheet: Page, view: Extent, selection: Selection, today: datetime.date, pages: int = 1
) -> None:
    """Sources, date, version, projection, what a name on this map means; of how many `pages`.

    The sources are the plans of the counties in the frame and of what is drawn there.
    """
    record, language = view.layers.record, view.language
    y = sheet.form.footer
    draw_rule(sheet, y - 8.5)
    plans = record.county_names.document_id
    drawn = record.projects.thing.isin(view.drawn(selection))
    used = {*plans[plans.index.isin(view.shown)], *record.projects.document_id[drawn]}
    said = word("report_sources", language, documents=titles(record, used))
    y = sheet.paragraph(y, said, 6, 2)
    dated = word("report_dated", language, date=today.isoformat(), version=record.version)
    said = " · ".join([dated, word("report_projection", language)])
    if pages > 1:
        number = word("page", language, page=1, pages=pages)
        sheet.text(sheet.right, y, number, 6.8, QUIET, align="right")
    y = sheet.paragraph(y, said, 6, 1)
    notes = [
        word("report_named_note", language),
        word("report_square", language),
        word("schematic", language),
    ]
    sheet.paragraph(y, (" " if language == "en" else "").join(notes), 6, 2)


def draw_rule(sheet: Page, y: float) -> None:
    """A thin line from margin to margin."""
    sheet.axes.plot([MARGIN, sheet.right], [y, y], color=LINE, lw=0.5 * sheet.enlarged)


def draw_running_head(
    sheet: Page, title: str, heading: str, page: int, pages: int, language: Language
) -> None:
    """The head of a page that goes on: title, what follows, which page it is. It ends at 58."""
    number = word("page", language, page=page, pages=pages)
    wide = sheet.pen.width_pt(number, 7.5)
    sheet.text(sheet.right, 40, number, 7.5, QUIET, align="right")
    sheet.text(MARGIN, 40, title, 12, bold=True, room=sheet.right - MARGIN - wide - 20)
    sheet.text(MARGIN, 53, heading, 7.5, QUIET, room=sheet.right - MARGIN)
    draw_rule(sheet, 58)
