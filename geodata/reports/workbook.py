"""Filtered rows as an Excel workbook: typed columns, and a sheet that says where they come from."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable
from typing import Any, Final

import numpy as np
import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from geodata.atlas.palette import LIGHT
from geodata.config import Config
from geodata.language.text import word
from geodata.language.vocabulary import COVERAGES, Language
from geodata.record.record import Record
from geodata.record.selection import Selection
from geodata.reports.item_rows import item_headers, item_table
from geodata.reports.provenance import provenance
from geodata.reports.safe_text import FORMULA_STARTS, legal

# Widths in characters of the columns of `item_table`, in its order by name; the rest have 12.
_WIDTHS: Final = {
    "project_id": 17,
    "name_zh": 34,
    "name_en": 40,
    "kind": 15,
    "counties": 20,
    "adcodes": 15,
    "zone": 24,
    "quantity_zh": 22,
    "year_written": 24,
    "responsible": 34,
    "place": 22,
    "quote_zh": 60,
    "citation": 46,
    "note_zh": 36,
    "same_as": 17,
}
_WRAPPED: Final = (
    "name_zh",
    "name_en",
    "counties",
    "zone",
    "quantity_zh",
    "year_written",
    "responsible",
    "place",
    "quote_zh",
    "citation",
    "note_zh",
)
_FORMATS: Final = {
    "capacity_mw": "#,##0.######",
    "length_km": "#,##0.######",
    "area_ha": "#,##0.######",
    "uncertainty_km": "#,##0.######",
    "target_year": "0",
}
_CELL_LIMIT: Final = 32_767

_HEAD: Final = PatternFill("solid", fgColor=LIGHT.accent[1:])
_LINE: Final = Border(bottom=Side(style="thin", color=LIGHT.line[1:]))


def xlsx_bytes(
    selection: Selection,
    config: Config,
    language: Language,
    today: datetime.date,
    order: np.ndarray | None = None,
) -> bytes:
    """The items selected as XLSX: a sheet of items (columns of `item_rows`), a sheet of sources.

    `order` are their row numbers in the order wanted.
    """
    rows, record = selection.ordered(order), selection.record
    book = Workbook()
    items = book.active
    items.title = word("report_items_sheet", language)
    _write_items(items, rows, record, language)
    sources = book.create_sheet(word("report_sources_sheet", language))
    _write_sources(sources, rows, selection, config, language, today)
    moment = datetime.datetime.combine(today, datetime.time())
    book.properties.title = word("export_title", language)
    book.properties.creator = word("title", language)
    book.properties.created = book.properties.modified = moment
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def put(sheet: Worksheet, row: int, column: int, value: Any) -> Cell:
    """Put one value in: missing as empty, numbers as numbers, everything else as plain text."""
    cell = sheet.cell(row=row, column=column)
    if value is None or value is pd.NA or value != value:
        return cell
    if isinstance(value, datetime.date):
        cell.value = value
        cell.number_format = "yyyy-mm-dd"
    elif isinstance(value, str):
        cell.value = legal(value)[:_CELL_LIMIT]
        # Text that begins with = stays text: no reader takes a string for a formula.
        cell.data_type = "s"
        cell.quotePrefix = cell.value[:1] in FORMULA_STARTS
    else:
        number = float(value)
        cell.value = int(number) if number.is_integer() else number
    return cell


def _write_items(sheet: Worksheet, rows: pd.DataFrame, record: Record, language: Language) -> None:
    table = item_table(rows, record, language)
    write_head(sheet, 1, item_headers(language))
    for number, values in enumerate(table.itertuples(index=False), start=2):
        for column, (name, value) in enumerate(zip(table.columns, values, strict=True), start=1):
            cell = put(sheet, number, column, value)
            cell.alignment = Alignment(vertical="top", wrap_text=name in _WRAPPED)
            cell.border = _LINE
            if name in _FORMATS:
                cell.number_format = _FORMATS[name]
    for column, name in enumerate(table.columns, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = _WIDTHS.get(name, 12)
    # The header and the first two columns, number and name, stay in view.
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{len(table) + 1}"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def write_head(sheet: Worksheet, row: int, labels: Iterable[str]) -> None:
    """A header row in the colours of the atlas."""
    for column, label in enumerate(labels, start=1):
        write_head_cell(sheet, row, column, label)


def write_head_cell(sheet: Worksheet, row: int, column: int, label: str) -> None:
    """One cell of a header row."""
    cell = put(sheet, row, column, label)
    cell.font = Font(bold=True, color=LIGHT.panel[1:])
    cell.fill = _HEAD
    cell.alignment = Alignment(vertical="center", wrap_text=True)


def _write_sources(
    sheet: Worksheet,
    rows: pd.DataFrame,
    selection: Selection,
    config: Config,
    language: Language,
    today: datetime.date,
) -> None:
    """What the file says of itself, then the documents with number, date and rows in the file."""
    line = 1
    for key, value in provenance(selection, config, language, today):
        put(sheet, line, 1, key).font = Font(bold=bool(value))
        cell = put(sheet, line, 2, value)
        sheet.merge_cells(start_row=line, start_column=2, end_row=line, end_column=8)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        # Excel does not raise merged rows by itself; about 55 wide characters go on a line.
        sheet.row_dimensions[line].height = 16 * max(1, -(-len(value) // 55))
        line += 1
    put(sheet, line, 1, word("report_named_note", language))
    line += 2
    write_head(
        sheet,
        line,
        [
            word(key, language)
            for key in (
                "report_document",
                "report_number",
                "report_issuer",
                "report_issued",
                "report_horizon",
                "report_coverage",
                "report_coverage_note",
                "report_rows",
            )
        ],
    )
    counts = rows.document_id.value_counts()
    coverage = {term.id: term.label(language) for term in COVERAGES}
    for document in selection.record.documents.itertuples():
        line += 1
        values: tuple[Any, ...] = (
            str(document.title_zh),
            str(document.document_no),
            str(document.issuer_zh),
            _date(str(document.issued_date)),
            document.horizon_year,
            coverage[str(document.coverage)],
            str(document.coverage_note_zh),
            int(counts.get(document.document_id, 0)),
        )
        for column, value in enumerate(values, start=1):
            cell = put(sheet, line, column, value)
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            cell.border = _LINE
    for letter, width in zip("ABCDEFGH", (44, 22, 30, 12, 10, 16, 44, 12), strict=True):
        sheet.column_dimensions[letter].width = width


def _date(text: str) -> datetime.date | str:
    """The day of an ISO date, or the text as it is."""
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return text
