"""The list of a printed map: what its numbers stand for, one line of facts for each thing."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from matplotlib.figure import Figure

from geodata.atlas.layers import MapLayers
from geodata.language.text import word
from geodata.language.vocabulary import KIND_BY_ID, Language, term
from geodata.language.years import year_as_written
from geodata.record.names import item_name
from geodata.record.record import Record
from geodata.record.roles import quiet_things
from geodata.reports.item_rows import place_said
from geodata.reports.paper import surrounds as around
from geodata.reports.paper.fonts import Pen, chinese_family
from geodata.reports.paper.land import ACCENT, INK, QUIET
from geodata.reports.paper.marks import draw_mark
from geodata.reports.paper.page import ACROSS, MARGIN, Form, Page
from geodata.reports.paper.subject import Subject
from geodata.reports.provenance import attribution, titles

# Points of A4.
_TOP: Final = 66.0
_BELOW: Final = 58.0  # of the columns, for the footer
_GUTTER: Final = 16.0
_INDENT: Final = 31.0  # number and symbol
_NAME, _FACTS, _PLACE, _FOOT = 7.6, 6.8, 8.2, 6.2
_LEADING: Final = 1.32
_GAP: Final = 3.6
_ALL: Final = 9  # lines: more than any name has


@dataclass(frozen=True)
class Entry:
    """One thing as it is listed: number, symbol, name and facts in lines, its place as heading.

    `height` is in points, without the heading.
    """

    number: int
    kind: str
    form: str
    quiet: bool
    place: str
    name: tuple[str, ...]
    facts: tuple[str, ...]

    @property
    def height(self) -> float:
        """From the top of the name to the next entry."""
        return _LEADING * (len(self.name) * _NAME + len(self.facts) * _FACTS) + _GAP


def pages(
    about: Subject,
    layers: MapLayers,
    language: Language,
    today: datetime.date,
    enlarged: float,
    form: Form,
) -> list[Figure]:
    """The list of the rows of `about`, by place, on as many pages as it takes; none for no rows."""
    pen = Pen(chinese_family())
    count = 3 if form == ACROSS else 2
    width = (form.right - MARGIN - _GUTTER * (count - 1)) / count
    room = form.height - _BELOW - _TOP
    columns = _columns(_entries(about, layers.record, language, pen, width), room)
    sheets = [columns[n : n + count] for n in range(0, len(columns), count)]
    record = layers.record
    used = titles(record, set(about.rows.document_id))
    foot = [
        word("report_sources", language, documents=used),
        " · ".join(
            [
                word("report_dated", language, date=today.isoformat(), version=record.version),
                attribution(layers.config, language),
            ]
        ),
    ]
    drawn = []
    for number, own in enumerate(sheets, start=2):
        sheet = Page(pen, enlarged, form)
        heading = word("list_heading", language, count=len(about.rows))
        around.draw_running_head(sheet, about.title, heading, number, len(sheets) + 1, language)
        for place, column in enumerate(own):
            _draw_column(sheet, column, MARGIN + place * (width + _GUTTER), width)
        around.draw_rule(sheet, form.height - _BELOW + 8)
        y = form.height - _BELOW + 18
        for line in foot:
            y = sheet.paragraph(y, line, _FOOT, 2)
        drawn.append(sheet.page)
    return drawn


def _entries(
    about: Subject, record: Record, language: Language, pen: Pen, width: float
) -> list[Entry]:
    quiet = quiet_things(record)
    room = width - _INDENT
    said = []
    for number, (_, row) in enumerate(about.rows.iterrows(), start=1):
        year = year_as_written(row.target_year, row.year_basis, row.phase, row.year_from, language)
        facts = (
            KIND_BY_ID[row.kind].label(language),
            term("role", row.role, language),
            row.quantity_zh,
            year,
        )
        known = row.precision in ("site", "township", "counties")
        said.append(
            Entry(
                number,
                row.kind,
                row.precision if known else "county",
                row.thing in quiet,
                place_said(row, record, language),
                tuple(pen.lines(item_name(row, language), _NAME, room, _ALL, True)),
                tuple(pen.lines(" · ".join(f for f in facts if f), _FACTS, room, _ALL)),
            )
        )
    return said


def _columns(entries: Sequence[Entry], room: float) -> list[list[Entry]]:
    """The entries in columns `room` high; each column begins with the heading of its place."""
    columns: list[list[Entry]] = []
    left, place = 0.0, ""
    for entry in entries:
        needed = entry.height + (_heading(entry) if entry.place != place else 0.0)
        if not columns or needed > left:
            columns.append([])
            left, needed = room, entry.height + _heading(entry)
        columns[-1].append(entry)
        left, place = left - needed, entry.place
    return columns


def _heading(entry: Entry) -> float:
    return _PLACE * _LEADING + 4.0 if entry.place else 0.0


def _draw_column(sheet: Page, column: Sequence[Entry], left: float, width: float) -> None:
    y, place = _TOP, ""
    for entry in column:
        if entry.place != place:
            place = entry.place
            sheet.text(left, y + _PLACE + 1.5, place, _PLACE, ACCENT, bold=True, room=width)
            y += _heading(entry)
        middle = y + 0.62 * _NAME
        sheet.text(left + 14, y + _NAME, str(entry.number), _NAME, INK, bold=True, align="right")
        # The page has y down: a negative radius turns the symbol upright.
        at = (left + 22, middle)
        draw_mark(sheet.axes, *at, -4.4, -1 / sheet.enlarged, entry.kind, entry.form, entry.quiet)
        lines = [(line, _NAME, INK, True) for line in entry.name]
        lines += [(line, _FACTS, QUIET, False) for line in entry.facts]
        down = y
        for line, size, colour, bold in lines:
            sheet.text(left + _INDENT, down + size, line, size, colour, bold)
            down += size * _LEADING
        y += entry.height
