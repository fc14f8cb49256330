"""A handout of any view: one A4 page with the map, the clauses, the date and the sources."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Final

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Circle

from geodata.atlas.classes import county_classes
from geodata.atlas.layers import MapLayers
from geodata.language.text import word
from geodata.language.vocabulary import Language
from geodata.record.selection import Selection
from geodata.reports.paper import legend as key
from geodata.reports.paper import printed_map
from geodata.reports.paper import surrounds as around
from geodata.reports.paper.anchors import Box
from geodata.reports.paper.clauses import Columns, columns, draw_clauses
from geodata.reports.paper.extent import Extent
from geodata.reports.paper.fonts import Pen, chinese_family
from geodata.reports.paper.land import INK, LINE, QUIET, WHITE
from geodata.reports.paper.page import (
    HEIGHT,
    LEGEND_BOTTOM,
    LEGEND_TOP,
    MAP_TOP,
    MARGIN,
    RIGHT,
    Page,
)
from geodata.reports.paper.subject import Subject, subject

_MAP_BOTTOM: Final = 385.0  # where the clauses need all the room they can have
_MAP_RIGHT: Final = RIGHT - key.KEY_WIDTH - 16
_STRIP: Final = 38.0  # from the map to the heading of the clauses
_HEADING: Final = 9.0  # from that heading to the first clause
_FOOT: Final = HEIGHT - 26
_FOOT_PT: Final = 6.0
_LEGEND: Final = 34.0  # from the map to the first line of a legend below it
_MORE: Final = 18.0  # height of the line that counts what is not printed
_LOCATOR: Final = 112.0


def figure(
    layers: MapLayers,
    selection: Selection,
    language: Language,
    today: datetime.date,
    item: str = "",
    county: str = "",
) -> Figure:
    """The page, upright A4. Raises MissingFontError without a Chinese font, else as `subject`."""
    record = layers.record
    about = subject(selection, language, item, county)
    sheet = printed_map.blank_page(Pen(chinese_family()))
    footer = _footer(about, layers, language, today, sheet.pen)
    foot = _FOOT - len(footer) * _FOOT_PT * 1.4

    least = _MAP_BOTTOM + _STRIP + _HEADING
    laid = columns(about.rows, record, language, sheet.pen, foot - 8 - least)
    more = len(about.rows) - laid.count
    if more:
        laid = columns(about.rows, record, language, sheet.pen, foot - 8 - _MORE - least)
        more = len(about.rows) - laid.count
    # What the clauses leave is the map's.
    height = max(laid.height, 16.0) + (_MORE if more else 0)
    bottom = foot - 8 - height - _STRIP - _HEADING

    shown = replace(selection, besides=about.thing)
    classes = county_classes(shown)

    def framed(right: float, below: float) -> tuple[Box, Extent]:
        frame = (MARGIN, MAP_TOP, right, bottom - below)
        return frame, printed_map.view_in(frame, layers, language, about.counties)

    # The legend stands beside the map or below it, whichever leaves the larger map. How high it
    # is depends on what the map shows, which is most in one of the two extreme frames.
    beside = framed(_MAP_RIGHT, 0)
    legend = max(
        key.legend_height(framed(RIGHT, below)[1], shown, classes)
        for below in (0, LEGEND_BOTTOM - LEGEND_TOP + _LEGEND)
    )
    under = framed(RIGHT, legend + _LEGEND)
    high = under[1].metres_per_pt < beside[1].metres_per_pt
    frame, view = under if high else beside

    numbers = {thing: place for place, thing in enumerate(laid.things, start=1)}
    axes = printed_map.draw_map(sheet, view, shown, classes, frame, numbers)
    _ring(axes, view, shown, about.thing)
    around.draw_heading(sheet, view, shown, about.title)
    around.draw_strip(sheet, view, "A4", frame[3])
    if high:
        key.draw_legend(sheet, view, shown, classes, frame[3] + _LEGEND)
        if view.focus is not None:
            around.draw_locator(sheet, view, frame[3] + _LEGEND + 8)
    else:
        _draw_key(sheet, view, shown, classes, bottom)
    _draw_clauses(sheet, about, laid, language, bottom + _STRIP)
    for number, line in enumerate(reversed(footer)):
        sheet.text(MARGIN, _FOOT - number * _FOOT_PT * 1.4, line, _FOOT_PT, QUIET)
    rule = foot - 1
    sheet.axes.plot([MARGIN, RIGHT], [rule, rule], color=LINE, lw=0.5)
    return sheet.page


def _ring(axes: Axes, view: Extent, selection: Selection, thing: str) -> None:
    """A ring around the marks of the chosen thing, or around the square where it is counted."""
    marks = view.marks(selection)
    around_what = [(m.x, m.y, m.radius) for m in marks[marks.thing == thing].itertuples()]
    around_what += [
        (*anchor.centre, 1.42 * anchor.half)
        for anchor in view.anchors(selection)
        if thing in anchor.things
    ]
    for x, y, radius in around_what:
        radius += 2.2 * view.metres_per_pt
        for colour, width in ((WHITE, 3.4), (INK, 1.6)):
            axes.add_patch(Circle((x, y), radius, fill=False, edgecolor=colour, linewidth=width))


def _draw_key(sheet: Page, view: Extent, selection: Selection, classes: str, bottom: float) -> None:
    """At the right of the map: counties, marks, sectors with as many kinds as fit, where it is."""
    left, top = RIGHT - key.KEY_WIDTH, MAP_TOP + 7
    everything = view.bounds[3] - view.bounds[1] > np.ptp(view.counties.total_bounds[1::2])
    said = key.legend_of(view, selection, classes)
    y = key.draw_key(sheet, said, view, left, top, 11.4)
    entries = key.kind_entries(view, selection, said["sectors"])
    room = int((bottom - y - 17) / 11.4)
    if len(entries) > room:
        entries = [entry for entry in entries if entry[4]][: max(0, room)]
    apart = any(entry[3] for entry in entries)
    if entries:
        y += 17
        heading = word("report_kinds_apart" if apart else "report_kinds", view.language)
        sheet.text(left, y, heading, 8, bold=True, room=key.KEY_WIDTH)
    for entry in entries:
        y += 11.4
        key.draw_kind(sheet, entry, left, y, key.KEY_WIDTH + 10, apart)
    if not everything and bottom - y > _LOCATOR + 8:
        around.draw_locator(sheet, view, bottom - _LOCATOR)


def _draw_clauses(
    sheet: Page, about: Subject, laid: Columns, language: Language, top: float
) -> None:
    """Heading, columns, and how many things there was no room for."""
    shown, every = laid.count, len(about.rows)
    sheet.text(MARGIN, top, word("handout_clauses", language), 10.5, bold=True)
    if not every:
        sheet.text(MARGIN, top + _HEADING + 10, about.empty, 9.5, room=RIGHT - MARGIN)
        return
    order = word(
        "handout_order_chosen" if about.thing else "handout_order",
        language,
        shown=shown,
        every=every,
    )
    if about.wide:
        order += word("handout_wide", language, wide=about.wide)
    sheet.text(RIGHT, top, order, 6.8, QUIET, align="right")
    draw_clauses(sheet, laid, top + _HEADING)
    if every > shown:
        y = top + _HEADING + laid.height + _MORE - 4
        sheet.text(MARGIN, y, word("handout_more", language, count=every - shown), 7.6, bold=True)


def _footer(
    about: Subject, layers: MapLayers, language: Language, today: datetime.date, pen: Pen
) -> list[str]:
    """Lines of the footer: the documents quoted, date and version, what marks and names mean."""
    record = layers.record
    documents = record.documents
    if not about.rows.empty:
        documents = documents.loc[[d for d in documents.index if d in set(about.rows.document_id)]]
    said = [
        word("report_sources", language, documents=_titles(documents, language)),
        " · ".join(
            [
                word("report_dated", language, date=today.isoformat(), version=record.version),
                word("report_projection", language),
            ]
        ),
        word(
            "handout_notes",
            language,
            marks=word("schematic", language),
            square=word("report_square", language),
            named=word("report_named_note", language),
        ),
    ]
    return [line for text in said for line in pen.lines(text, _FOOT_PT, RIGHT - MARGIN, 9)]


def _titles(documents: pd.DataFrame, language: Language) -> str:
    """The documents with issuer, number and date."""
    return ("；" if language == "zh" else "; ").join(
        word(
            "handout_source",
            language,
            title=d.title_zh,
            about=("，" if language == "zh" else ", ").join(
                part for part in (d.issuer_zh, d.document_no, d.issued_date) if part
            ),
        )
        for d in documents.itertuples()
    )


def pdf_bytes(
    layers: MapLayers,
    selection: Selection,
    language: Language,
    today: datetime.date,
    item: str = "",
    county: str = "",
) -> bytes:
    """`figure` as PDF, its text as text. Raises as `figure` does."""
    return printed_map.saved_pdf(
        lambda: figure(layers, selection, language, today, item, county),
        word("report_map_title", language),
        language,
        today,
    )
