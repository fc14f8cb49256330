"""A page as an Excel workbook: a sheet for each table, one for its sentences, one for sources."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterable, Iterator
from typing import Final

from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from geodata.language.text import bracketed, word
from geodata.language.vocabulary import Language
from geodata.reports import workbook
from geodata.views.page import (
    Block,
    Bullets,
    Cell,
    Fold,
    Heading,
    Quote,
    Table,
    Text,
    tables,
    text_cell,
)
from geodata.views.page import table as words_table

# What Excel refuses in the name of a sheet, and how long one may be.
_REFUSED: Final = re.compile(r"[\[\]:*?/\\]")
_NAME_LIMIT: Final = 31
_WIDEST: Final = 60


def page_bytes(
    blocks: Iterable[Block],
    about: list[tuple[str, str]],
    language: Language,
    today: datetime.date,
) -> bytes:
    """The tables of `blocks` as XLSX, what they say in words and `about` (`provenance`) after them.

    Numbers are numbers; a bound is part of their format, a unit stands in the header or, where a
    column holds several, in a column beside it.
    """
    book = Workbook()
    book.remove(book.active)
    taken: set[str] = set()
    blocks = list(blocks)
    for table in tables(blocks):
        _write_table(book.create_sheet(_sheet_name(table.caption, taken)), table, language)
    said = list(sentences(blocks))
    if said:
        columns = [word("col_heading", language), word("col_sentence", language)]
        text = words_table(word("sentences_sheet", language), columns, said)
        _write_table(book.create_sheet(_sheet_name(text.caption, taken)), text, language)
    sources = book.create_sheet(_sheet_name(word("report_sources_sheet", language), taken))
    for line, (key, value) in enumerate(about, start=1):
        workbook.put(sources, line, 1, key)
        workbook.put(sources, line, 2, value)
    sources.column_dimensions["A"].width = 24
    sources.column_dimensions["B"].width = 90
    moment = datetime.datetime.combine(today, datetime.time())
    book.properties.created = book.properties.modified = moment
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _write_table(sheet: Worksheet, table: Table, language: Language) -> None:
    """One table from the first row on; widths by the longest text of a column."""
    position = 1
    for number, column in enumerate(table.columns):
        cells = [row[number] for row in table.rows]
        units = {cell.unit for cell in cells if cell.unit}
        unit = column.unit or (next(iter(units)) if len(units) == 1 else "")
        head = column.text + (bracketed(unit, language) if unit else "")
        _write_column(sheet, position, head, cells)
        position += 1
        if len(units) > 1:
            beside = [text_cell(cell.unit) for cell in cells]
            _write_column(sheet, position, word("col_unit", language), beside)
            position += 1
    sheet.freeze_panes = "B2"


def _write_column(sheet: Worksheet, position: int, head: str, cells: list[Cell]) -> None:
    workbook.write_head_cell(sheet, 1, position, head)
    for line, cell in enumerate(cells, start=2):
        # A blank says its sign or reason; nothing is computed with it.
        value = cell.text if cell.value is None or isinstance(cell.value, str) else cell.value
        put = workbook.put(sheet, line, position, value)
        put.alignment = Alignment(vertical="top", wrap_text=True)
        if not isinstance(value, str):
            decimals = "" if isinstance(value, int) else ".######"
            plain = "0" if "," not in cell.text and isinstance(value, int) else f"#,##0{decimals}"
            put.number_format = f'"{cell.sign}"{plain}' if cell.sign else plain
    longest = max((len(cell.text) for cell in cells), default=8)
    letter = get_column_letter(position)
    sheet.column_dimensions[letter].width = min(_WIDEST, max(10, 2 * longest, len(head)))


def _sheet_name(caption: str, taken: set[str]) -> str:
    """`caption` as a name that Excel takes and that no other sheet has."""
    base = _REFUSED.sub(" ", caption)[:_NAME_LIMIT].strip() or "Sheet"
    name, number = base, 2
    while name.casefold() in taken:
        ending = f" {number}"
        name, number = base[: _NAME_LIMIT - len(ending)] + ending, number + 1
    taken.add(name.casefold())
    return name


def sentences(blocks: Iterable[Block], under: str = "") -> Iterator[tuple[str, str]]:
    """What `blocks` say in words, folded parts too: each sentence with the heading it is under."""
    for block in blocks:
        if isinstance(block, Heading):
            under = block.text
        elif isinstance(block, Text | Quote):
            yield under, block.text
        elif isinstance(block, Bullets):
            yield from ((under, cell.text) for cell in block.items)
        elif isinstance(block, Fold):
            yield from sentences(block.blocks, block.title)
