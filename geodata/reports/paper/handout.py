"""A handout of any view: A4 pages with the map, every clause, the date and the sources.

Where all clauses fit below the map it is one page. Else the map has a page of its own, and the
clauses follow on as many as they take.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import pandas as pd
from matplotlib.figure import Figure

from geodata.atlas.classes import county_classes
from geodata.atlas.layers import MapLayers
from geodata.language.text import word
from geodata.language.vocabulary import Language
from geodata.record.record import Record
from geodata.record.selection import Selection
from geodata.reports.paper import legend as key
from geodata.reports.paper import printed_map
from geodata.reports.paper import surrounds as around
from geodata.reports.paper.anchors import Box
from geodata.reports.paper.clauses import SCALES, Columns, columns, draw_clauses
from geodata.reports.paper.extent import Extent
from geodata.reports.paper.fonts import Pen, chinese_family
from geodata.reports.paper.land import QUIET
from geodata.reports.paper.page import (
    HEIGHT,
    KEY_WIDTH,
    LEGEND_BOTTOM,
    LEGEND_TOP,
    MAP_TOP,
    MARGIN,
    RIGHT,
    Page,
)
from geodata.reports.paper.subject import Subject, subject

_MAP_BOTTOM: Final = 385.0  # where the clauses need all the room they can have
_MAP_RIGHT: Final = RIGHT - KEY_WIDTH - 16
_STRIP: Final = 38.0  # from the map to the heading of the clauses
_HEADING: Final = 9.0  # from that heading to the first clause
_FOOT: Final = HEIGHT - 26
_FOOT_PT: Final = 6.0
_LEGEND: Final = 34.0  # from the map to the first line of a legend below it
_TOP: Final = 70.0  # of the clauses on a page that goes on


def figures(
    layers: MapLayers,
    selection: Selection,
    language: Language,
    today: datetime.date,
    item: str = "",
    county: str = "",
) -> list[Figure]:
    """The pages, upright A4. Raises MissingFontError without a Chinese font, else as `subject`."""
    record = layers.record
    about = subject(selection, language, item, county)
    pen = Pen(chinese_family())
    footer = _footer(about, layers, language, today, pen)
    foot = _FOOT - len(footer) * _FOOT_PT * 1.4
    laid = columns(about.rows, record, language, pen, foot - 8 - _MAP_BOTTOM - _STRIP - _HEADING)
    if laid.count == len(about.rows):
        return [_one_page(about, laid, layers, selection, language, footer)]
    parts = clause_pages(about.rows, record, language, pen, foot - 8 - _TOP)
    pages = 1 + len(parts)
    drawn = [
        printed_map.map_page(
            layers, selection, language, today, about, numbers=about.numbers, pages=pages
        )
    ]
    first = 1
    for number, part in enumerate(parts, start=2):
        sheet = Page(pen)
        order = "handout_goes_on_chosen" if about.thing else "handout_goes_on"
        heading = _counted(about, order, language)
        around.draw_running_head(sheet, about.title, heading, number, pages, language)
        draw_clauses(sheet, part, _TOP, first)
        _draw_footer(sheet, footer)
        first += part.count
        drawn.append(sheet.page)
    return drawn


def clause_pages(
    rows: pd.DataFrame, record: Record, language: Language, pen: Pen, room: float
) -> list[Columns]:
    """All of `rows` in pages of clauses: enlarged if one page holds them all, else not."""
    parts: list[Columns] = []
    scales: Sequence[float] = SCALES
    while len(rows):
        parts.append(columns(rows, record, language, pen, room, scales))
        rows, scales = rows.iloc[parts[-1].count :], SCALES[-1:]
    return parts


def _one_page(
    about: Subject,
    laid: Columns,
    layers: MapLayers,
    selection: Selection,
    language: Language,
    footer: list[str],
) -> Figure:
    """The map and below it all clauses."""
    sheet = Page(Pen(chinese_family()))
    foot = _FOOT - len(footer) * _FOOT_PT * 1.4
    # What the clauses leave is the map's.
    bottom = foot - 8 - max(laid.height, 16.0) - _STRIP - _HEADING
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

    axes = printed_map.draw_map(sheet, view, shown, classes, frame, about.numbers)
    printed_map.draw_ring(axes, view, shown, about.thing)
    around.draw_heading(sheet, view, shown, about.title, about.numbers)
    around.draw_strip(sheet, view, "A4", frame[3])
    if high:
        key.draw_legend(sheet, view, shown, classes, frame[3] + _LEGEND)
        if view.focus is not None:
            around.draw_locator(sheet, view, frame[3] + _LEGEND + 8)
    else:
        key.draw_beside(sheet, view, shown, classes, bottom)
    _draw_below(sheet, about, laid, language, bottom + _STRIP)
    _draw_footer(sheet, footer)
    return sheet.page


def _draw_below(sheet: Page, about: Subject, laid: Columns, language: Language, top: float) -> None:
    """Heading and columns below the map."""
    sheet.text(MARGIN, top, word("handout_clauses", language), 10.5, bold=True)
    if about.rows.empty:
        sheet.text(MARGIN, top + _HEADING + 10, about.empty, 9.5, room=RIGHT - MARGIN)
        return
    order = "handout_order_chosen" if about.thing else "handout_order"
    sheet.text(RIGHT, top, _counted(about, order, language), 6.8, QUIET, align="right")
    draw_clauses(sheet, laid, top + _HEADING)


def _counted(about: Subject, order: str, language: Language) -> str:
    """How many clauses there are, in the words of `order`, and how many only may apply."""
    said = word(order, language, every=len(about.rows))
    return said + (word("handout_wide", language, wide=about.wide) if about.wide else "")


def _draw_footer(sheet: Page, footer: list[str]) -> None:
    for number, line in enumerate(reversed(footer)):
        sheet.text(MARGIN, _FOOT - number * _FOOT_PT * 1.4, line, _FOOT_PT, QUIET)
    around.draw_rule(sheet, _FOOT - len(footer) * _FOOT_PT * 1.4 - 1)


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
    """`figures` as PDF, their text as text. Raises as `figures` does."""
    return printed_map.saved_pdf(
        lambda: figures(layers, selection, language, today, item, county),
        word("report_map_title", language),
        language,
        today,
    )
