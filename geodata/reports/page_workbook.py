"""The tables of a page as an Excel workbook: a sheet for each, and one that says what it is."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterator
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter

from geodata.language.text import word
from geodata.language.vocabulary import Language
from geodata.reports import workbook
from geodata.views.page import Block, Cell

# What Excel refuses in the name of a sheet, and how long one may be.
_REFUSED: Final = re.compile(r"[\[\]:*?/\\]")
_NAME_LIMIT: Final = 31
_NUMBER: Final = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d+)?|-?\d+(\.\d+)?")
_WIDEST: Final = 60


def tables(blocks: list[Block], title: str = "") -> Iterator[tuple[str, Block]]:
    """Every table of `blocks`, folded ones too, with the fold's title or the table's caption."""
    for block in blocks:
        if block["type"] == "table":
            yield title or block["caption"], block
        elif block["type"] == "fold":
            yield from tables(block["blocks"], title)


def value(cell: Cell) -> Any:
    """What a cell says: a number where it is nothing else, else text."""
    text = cell if isinstance(cell, str) else cell["text"]
    return float(text.replace(",", "")) if _NUMBER.fullmatch(text) else text


def page_bytes(
    blocks: list[Block], about: list[tuple[str, str]], language: Language, today: datetime.date
) -> bytes:
    """The tables of `blocks` as XLSX, `about` (exports.provenance) on a sheet of its own."""
    book = Workbook()
    book.remove(book.active)
    taken: set[str] = set()
    for caption, block in tables(blocks):
        sheet = book.create_sheet(_sheet_name(caption, taken))
        workbook.write_head(sheet, 1, [str(value(cell)) for cell in block["head"]])
        for line, row in enumerate(block["rows"], start=2):
            for column, cell in enumerate(row, start=1):
                put = workbook.put(sheet, line, column, value(cell))
                put.alignment = Alignment(vertical="top", wrap_text=True)
        for column in range(1, len(block["head"]) + 1):
            longest = max((len(str(value(row[column - 1]))) for row in block["rows"]), default=8)
            width = min(_WIDEST, max(10, 2 * longest))
            sheet.column_dimensions[get_column_letter(column)].width = width
        sheet.freeze_panes = "B2"
    sources = book.create_sheet(_sheet_name(word("report_sources_sheet", language), taken))
    for line, (key, said) in enumerate(about, start=1):
        workbook.put(sources, line, 1, key)
        workbook.put(sources, line, 2, said)
    sources.column_dimensions["A"].width = 24
    sources.column_dimensions["B"].width = 90
    moment = datetime.datetime.combine(today, datetime.time())
    book.properties.created = book.properties.modified = moment
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _sheet_name(caption: str, taken: set[str]) -> str:
    """`caption` as a name that Excel takes and that no other sheet has."""
    base = _REFUSED.sub(" ", caption)[:_NAME_LIMIT].strip() or "Sheet"
    name, number = base, 2
    while name.casefold() in taken:
        ending = f" {number}"
        name, number = base[: _NAME_LIMIT - len(ending)] + ending, number + 1
    taken.add(name.casefold())
    return name
