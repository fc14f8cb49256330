"""A file of any form to a Document: the form is told by its content, not by its name."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from geodata.reading import docx, flow, html, pdf
from geodata.reading.document import Document, Grid, Line, UnreadableError
from geodata.reading.pdf import Progress
from geodata.reading.printed import Printed
from geodata.reading.structure import Builder

_LARGEST: Final = 500_000_000
_CONTROLS: Final = 2
_SHORTEST_LAYER: Final = 8  # characters a page, below which a PDF has no text of its own
_MARKUP: Final = re.compile(r"<(?:!doctype html|html|head|body|div|p|table)\b", re.IGNORECASE)
_OLD_OFFICE: Final = bytes.fromhex("d0cf11e0a1b11ae1")


def document_of(file: Path, progress: Progress | None = None) -> Document:
    """The document in `file`. Raises UnreadableError with one sentence where it cannot be read."""
    if file.stat().st_size > _LARGEST:
        raise UnreadableError("the file is larger than 500 MB; split it, or leave out its pictures")
    content = file.read_bytes()
    if not content.strip():
        raise UnreadableError("the file is empty; copy it again")
    if b"%PDF-" in content[:1024]:
        return _of_pages(file.stem, list(pdf.pages(content, progress)))
    if content.startswith(b"PK"):
        return _of_print(file.stem, docx.printed_of(content))
    if content.startswith(_OLD_OFFICE):
        raise UnreadableError("the file is of an old Office form; save it as DOCX or PDF")
    text = decoded(content)
    if _MARKUP.search(text[:4000]):
        return _of_print(file.stem, html.printed_of(text))
    return _assembled(file.stem, [(text, _text_lines(text), [])])


def decoded(content: bytes) -> str:
    """Text in UTF-8, UTF-16, GB18030 or what a page declares. Raises UnreadableError otherwise."""
    declared = html.charset(content)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    for encoding in filter(None, ("utf-8-sig", declared, "gb18030")):
        try:
            text = content.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        if sum(char < " " and char not in "\t\n\r\f" for char in text[:4000]) <= _CONTROLS:
            return text
    raise UnreadableError("the file is no text and no PDF; save the plan as PDF, DOCX or HTML")


def _of_pages(name: str, found: list[tuple[str, list[Line], list[Grid]]]) -> Document:
    """A PDF from its pages, where it has a text layer."""
    said = sum(len(text.strip()) for text, *_ in found)
    if said < _SHORTEST_LAYER * len(found):
        raise UnreadableError(
            "the PDF holds pictures of pages and no text; run a text recognition on it first"
        )
    return _assembled(name, found)


def _of_print(name: str, printed: Printed) -> Document:
    """A document without pages from its paragraphs."""
    if not printed.paragraphs:
        raise UnreadableError("the file holds no text; look whether it is the right one")
    return Builder(name, printed.text, [0]).built(printed.paragraphs, [])


def _text_lines(text: str) -> list[Line]:
    lines, at = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            lines.append(
                Line(1, line.rstrip("\r\n"), tuple(range(at, at + len(line.rstrip("\r\n")))))
            )
        at += len(line)
    return lines


def _assembled(name: str, found: list[tuple[str, list[Line], list[Grid]]]) -> Document:
    """Pages one behind the other, offsets counted from the beginning of the whole print."""
    printed: list[str] = []
    firsts: list[int] = []
    pages: list[tuple[list[Line], list[Grid]]] = []
    at = 0
    for text, lines, grids in found:
        firsts.append(at)
        pages.append(([_moved_line(one, at) for one in lines], [_moved_grid(g, at) for g in grids]))
        printed.append(text + "\f")
        at += len(text) + 1
    paragraphs, aside = flow.paragraphs(pages)
    return Builder(name, "".join(printed), firsts).built(paragraphs, aside)


def _moved_line(line: Line, by: int) -> Line:
    return Line(line.page, line.chars, tuple(o + by for o in line.offsets), line.box, line.middles)


def _moved_grid(grid: Grid, by: int) -> Grid:
    rows = tuple(
        tuple(cell and type(cell)(cell.chars, tuple(o + by for o in cell.offsets)) for cell in row)
        for row in grid.rows
    )
    return Grid(grid.page, grid.top, grid.bottom, rows)
