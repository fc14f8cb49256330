"""The lines and ruled tables of a PDF: text and order by PDFium, rulings by pdfplumber."""

from __future__ import annotations

import ctypes
import io
import warnings
from collections.abc import Callable, Iterator
from typing import Any, Final

import pdfplumber
import pypdfium2
import pypdfium2.raw as raw

from geodata.reading.document import Cell, Grid, Line, UnreadableError

# Below so many drawn paths a page has no ruled table worth looking for.
_PATHS_OF_A_TABLE: Final = 6
_PATHS_AT_MOST: Final = 20_000
_COLUMNS: Final = 2

Box = tuple[float, float, float, float]
Progress = Callable[[int, int], None]


def opened(content: bytes) -> pypdfium2.PdfDocument:
    """The document in `content`. Raises UnreadableError where it is encrypted or broken."""
    try:
        document = pypdfium2.PdfDocument(content)
        if len(document) == 0:
            raise UnreadableError("the PDF has no page; export it again")
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error):
            raise UnreadableError("the PDF asks for a password; save a copy without one") from error
        raise UnreadableError("the PDF is broken; open it in a viewer and print it anew") from error
    return document


def pages(
    content: bytes, progress: Progress | None = None
) -> Iterator[tuple[str, list[Line], list[Grid]]]:
    """Page by page: its text as it lies in the file, its lines, its ruled tables.

    Offsets of a line count from the beginning of its page's text.
    """
    document = opened(content)
    ruled: Any = None
    for number in range(1, len(document) + 1):
        page = document[number - 1]
        printed, lines = _lines(page, number)
        grids: list[Grid] = []
        drawn = sum(1 for o in page.get_objects(max_depth=2) if o.type == raw.FPDF_PAGEOBJ_PATH)
        if _PATHS_OF_A_TABLE <= drawn <= _PATHS_AT_MOST and lines:
            ruled = ruled or pdfplumber.open(io.BytesIO(content))
            grids = _grids(ruled.pages[number - 1], page.get_height(), lines, number)
            ruled.pages[number - 1].close()
        page.close()
        if progress:
            progress(number, len(document))
        yield printed, lines, grids
    if ruled:
        ruled.close()
    document.close()


def _lines(page: Any, number: int) -> tuple[str, list[Line]]:
    """The text of a page, and its lines from top to bottom."""
    text_page = page.get_textpage()
    edges = [ctypes.c_double() for _ in range(4)]
    pointers = [ctypes.byref(edge) for edge in edges]
    printed: list[str] = []
    lines: list[Line] = []
    chars: list[str] = []
    offsets: list[int] = []
    boxes: list[Box] = []
    high = 0xD800

    def close() -> None:
        if any(not char.isspace() for char in chars):
            said = [box for char, box in zip(chars, boxes, strict=True) if not char.isspace()]
            left, bottom, right, top = zip(*said, strict=True)
            box = (min(left), min(bottom), max(right), max(top))
            middles = tuple((b[0] + b[2]) / 2 for b in boxes)
            lines.append(Line(number, "".join(chars), tuple(offsets), box, middles))
        for kept in (chars, offsets, boxes):
            kept.clear()

    for index in range(text_page.count_chars()):
        code = raw.FPDFText_GetUnicode(text_page, index)
        if 0xD800 <= code < 0xDC00:  # the first half of a character beyond the 16 bits
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
        char = chr(code) if code not in (0xFFFE, 0xFFFF, 0) else ""
        for single in char:
            printed.append(single)
            if single in "\r\n":
                close()
                continue
            raw.FPDFText_GetCharBox(text_page, index, *pointers)
            x0, x1, y0, y1 = (edge.value for edge in edges)
            if boxes and abs(y0 - boxes[-1][1]) > 3 * max(4.0, y1 - y0):
                close()  # PDFium joins what stands far apart where a line break is missing
            chars.append(single)
            offsets.append(len(printed) - 1)
            boxes.append((x0, y0, x1, y1))
    close()
    text_page.close()
    return "".join(printed), _from_the_top(lines)


def _from_the_top(lines: list[Line]) -> list[Line]:
    """Lines in reading order: from the top down; what shares a height, from the left."""
    keyed = sorted(lines, key=lambda line: -_middle(line))
    rows: list[list[Line]] = []
    for line in keyed:
        if rows and abs(_middle(rows[-1][0]) - _middle(line)) < 4:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [line for row in rows for line in sorted(row, key=lambda one: (one.box or (0.0,))[0])]


def _middle(line: Line) -> float:
    box = line.box or (0.0, 0.0, 0.0, 0.0)
    return (box[1] + box[3]) / 2


def _grids(ruled: Any, height: float, lines: list[Line], number: int) -> list[Grid]:
    """The ruled tables of a page with at least two columns, their cells filled from `lines`."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = ruled.find_tables()
    grids = []
    for table in found:
        rows = [
            tuple(_cell(box, height, lines) if box else None for box in row.cells)
            for row in table.rows
        ]
        if _is_table(rows):
            _, top, _, bottom = table.bbox
            grids.append(Grid(number, height - top, height - bottom, tuple(rows)))
    return grids


def _is_table(rows: list[tuple[Cell | None, ...]]) -> bool:
    """Whether at least two rows, and half of all, say something in two columns or more.

    A frame around running text, or underlined words, makes cells but no table.
    """
    said = [sum(cell is not None and bool(cell.chars.strip()) for cell in row) for row in rows]
    several = sum(number >= _COLUMNS for number in said)
    return several > 1 and several * 2 >= sum(number > 0 for number in said)


def _cell(box: Box, height: float, lines: list[Line]) -> Cell:
    """The characters whose line lies in a cell; `box` counts from the upper left corner."""
    left, top, right, bottom = box[0], height - box[1], box[2], height - box[3]
    chars: list[str] = []
    offsets: list[int] = []
    for line in lines:
        if line.box and bottom <= _middle(line) <= top:
            for char, offset, x in zip(line.chars, line.offsets, line.middles, strict=True):
                if left - 1 <= x <= right + 1:
                    chars.append(char)
                    offsets.append(offset)
    return Cell("".join(chars), tuple(offsets))
