"""A file of any form to a Document: the form is told by its content, not by its name."""

from __future__ import annotations

from pathlib import Path

from geodata.reading import flow, pdf
from geodata.reading.document import Document, Grid, Line, UnreadableError
from geodata.reading.pdf import Progress
from geodata.reading.structure import Builder

_LARGEST = 200_000_000


def document_of(file: Path, progress: Progress | None = None) -> Document:
    """The document in `file`. Raises UnreadableError with one sentence where it cannot be read."""
    if file.stat().st_size > _LARGEST:
        raise UnreadableError(f"{file.name} is larger than 200 MB; split it")
    content = file.read_bytes()
    if content[:1024].lstrip()[:5] == b"%PDF-":
        found = list(pdf.pages(content, progress))
    else:
        text = decoded(content)
        found = [(text, _text_lines(text), [])]
    return _assembled(file.stem, found)


def decoded(content: bytes) -> str:
    """Plain text in UTF-8, UTF-16 or GB18030. Raises UnreadableError for anything else."""
    for encoding in ("utf-8-sig", "gb18030", "utf-16"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableError("the file is neither PDF nor text; save it as PDF, DOCX, HTML or text")


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
