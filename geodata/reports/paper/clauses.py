"""Clauses on paper: each thing with its symbol, facts, verbatim clause and where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd

from geodata.atlas.palette import LIGHT
from geodata.language.text import word
from geodata.language.vocabulary import KIND_BY_ID, Language
from geodata.language.years import year_as_written
from geodata.record.names import item_name, quantity_said, responsible_units
from geodata.record.record import Record
from geodata.record.roles import quiet_things, role_said
from geodata.reports.item_rows import place_said
from geodata.reports.paper.fonts import Pen
from geodata.reports.paper.land import INK, QUIET
from geodata.reports.paper.marks import draw_mark
from geodata.reports.paper.page import MARGIN, RIGHT, Page
from geodata.views.card import errata_said

GUTTER: Final = 18.0
# Enlargements tried, largest first: a few clauses are set larger than many. At 1 a clause has
# 8.2 pt, the least that is read at arm's length.
SCALES: Final = (1.5, 1.4, 1.3, 1.2, 1.1, 1.0)
_NAME, _CLAUSE, _FACTS, _WHERE = 8.8, 8.2, 6.8, 6.4  # points
_LEADING: Final = 1.38
_INDENT: Final = 16.0
_GAP: Final = 8.0  # between clauses
_MOST_GAP: Final = 15.0
_RULE: Final = LIGHT.accent
_UNITS: Final = 2  # named; the rest are counted
_ALL: Final = 99  # lines: more than any text of the record has


@dataclass(frozen=True)
class Line:
    """One line of text on its baseline, `down` points below the top of its clause."""

    down: float
    text: str
    size: float
    colour: str = INK
    bold: bool = False


@dataclass(frozen=True)
class Clause:
    """One thing as it is set: its lines, where the rule beside the clause runs, its height."""

    thing: str
    kind: str
    precision: str
    quiet: bool
    lines: tuple[Line, ...]
    rule: tuple[float, float]
    height: float
    scale: float


@dataclass(frozen=True)
class Columns:
    """Clauses as they stand: columns of equal width, all as high as the highest."""

    columns: tuple[tuple[Clause, ...], ...]
    height: float

    @property
    def count(self) -> int:
        """How many clauses there are."""
        return len(self.things)

    @property
    def things(self) -> list[str]:
        """The things in their order."""
        return [said.thing for column in self.columns for said in column]


def clause(
    row: pd.Series, record: Record, language: Language, pen: Pen, width: float, scale: float
) -> Clause:
    """`row` set `width` points wide and `scale` times as large."""
    facts = [
        role_said(row, language),
        place_said(row, record, language),
        KIND_BY_ID[row.kind].label(language),
        quantity_said(row, language),
        year_as_written(row.target_year, row.year_basis, row.phase, row.year_from, language),
        _units(row.responsible_zh, record, language),
    ]
    title = record.documents.title_zh[row.document_id]
    where = [word("handout_where", language, title=title, section=row.section)]
    if pen.width_pt(where[0], _WHERE * _around(scale)) > width - _INDENT * scale:
        where = [f"《{title}》", str(row.section)]
    said = [
        (item_name(row, language), _NAME, INK, True),
        (" · ".join(str(fact) for fact in facts if fact), _FACTS, QUIET, False),
        (str(row.quote_zh), _CLAUSE, INK, False),
        *((text, _WHERE, QUIET, False) for text in where),
        *((text, _FACTS, QUIET, False) for text in errata_said(row, record, language)),
    ]
    lines: list[Line] = []
    down = top = foot = 0.0
    for text, size, colour, bold in said:
        size *= scale if colour == INK else _around(scale)
        quoted = text == row.quote_zh and not bold
        top = down + 0.12 * size if quoted else top
        for part in pen.lines(text, size, width - _INDENT * scale, _ALL, bold):
            down += size * _LEADING
            lines.append(Line(down - 0.28 * size, part, size, colour, bold))
        foot = down + 0.05 * size if quoted else foot
    quiet = row.thing in quiet_things(record)
    return Clause(row.thing, row.kind, row.precision, quiet, tuple(lines), (top, foot), down, scale)


def _units(units: str, record: Record, language: Language) -> str:
    """The first of the responsible units, and how many more there are."""
    named = units.split(";")
    said = responsible_units(";".join(named[:_UNITS]), record, language)
    more = len(named) - _UNITS
    return said if more <= 0 else word("handout_units", language, units=said, more=more)


def _around(scale: float) -> float:
    """Enlargement of what surrounds a clause: it grows less than the clause."""
    return (1 + scale) / 2


def columns(
    rows: pd.DataFrame,
    record: Record,
    language: Language,
    pen: Pen,
    room: float,
    scales: Sequence[float] = SCALES,
) -> Columns:
    """As many of `rows` as go into `room` points of height, in their order, as large as they go.

    Enlargements are tried in the order of `scales`. One row takes the whole width, more stand in
    two columns, which are evened out if all fit.
    """
    count = 1 if len(rows) == 1 else 2
    width = (RIGHT - MARGIN - GUTTER * (count - 1)) / count

    def made(scale: float, most: float) -> list[Clause]:
        said: list[Clause] = []
        for _, row in rows.iterrows():
            said.append(clause(row, record, language, pen, width, scale))
            if _height(said) > most:
                break
        return said

    for scale in scales:
        said = made(scale, count * room)
        if len(said) < len(rows):
            continue
        cut = min(
            range(len(said) + 1), key=lambda n: (max(_height(said[:n]), _height(said[n:])), -n)
        )
        evened = (tuple(said[:cut]), tuple(said[cut:]))[:count]
        height = max(_height(column) for column in evened)
        if height <= room:
            return Columns(evened, height)
    full: list[tuple[Clause, ...]] = []
    rest = made(scales[-1], (count + 1) * room)
    for _ in range(count):
        take = max(n for n in range(len(rest) + 1) if _height(rest[:n]) <= room)
        full.append(tuple(rest[:take]))
        rest = rest[take:]
    return Columns(tuple(full), room)


def _height(said: Sequence[Clause]) -> float:
    """Height of clauses one below the other."""
    return sum(c.height for c in said) + sum(_GAP * c.scale for c in said[1:])


def draw_clauses(sheet: Page, laid: Columns, top: float, first: int = 1) -> None:
    """The columns from `top` down; what a column lacks in height is put between its clauses.

    The clauses are numbered from `first` on.
    """
    count = len(laid.columns)
    step = (RIGHT - MARGIN + GUTTER) / count
    for number, column in enumerate(laid.columns):
        x, y = MARGIN + number * step, top
        spare = laid.height - _height(column)
        before = sum(len(column) for column in laid.columns[:number])
        for place, said in enumerate(column, start=first + before):
            _draw_clause(sheet, said, place, x, y)
            gap = _GAP * said.scale
            y += said.height + min(_MOST_GAP * said.scale, gap + spare / max(1, len(column) - 1))


def _draw_clause(sheet: Page, said: Clause, place: int, x: float, y: float) -> None:
    radius, left = 5.2 * said.scale, x + _INDENT * said.scale
    # The page has y down: a negative radius turns the symbol upright.
    unit = -1 / sheet.enlarged
    # What stands at an anchor has its symbol as what is known to the county has it.
    form = said.precision if said.precision in ("site", "township", "counties") else "county"
    at = (x + radius, y + 6.2 * said.scale)
    draw_mark(sheet.axes, *at, -radius, unit, said.kind, form, said.quiet)
    size = 6.8 * said.scale
    sheet.text(x + radius, y + 13 * said.scale + size, str(place), size, bold=True, align="center")
    sheet.axes.plot(
        [left - 4.6 * said.scale] * 2,
        [y + said.rule[0], y + said.rule[1]],
        color=_RULE,
        lw=1.2 * sheet.enlarged,
        solid_capstyle="butt",
    )
    for line in said.lines:
        sheet.text(left, y + line.down, line.text, line.size, line.colour, line.bold)
