"""The print of a file without pages: paragraphs and tables one behind the other."""

from __future__ import annotations

from dataclasses import dataclass, field

from geodata.reading.document import Cell, Grid
from geodata.reading.flow import Paragraph, squeezed


@dataclass
class Printed:
    """Text as it lies in the file, and its paragraphs with their offsets in it."""

    pieces: list[str] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)
    length: int = 0

    @property
    def text(self) -> str:
        """The whole print."""
        return "".join(self.pieces)

    def _put(self, said: str) -> tuple[str, tuple[int, ...]]:
        start = self.length
        self.pieces.append(said + "\n")
        self.length += len(said) + 1
        return said, tuple(range(start, start + len(said)))

    def paragraph(self, said: str) -> None:
        """Add a paragraph; an empty one is left out."""
        chars, offsets = squeezed(*self._put(said))
        if chars:
            self.paragraphs.append(Paragraph(chars, offsets))

    def table(self, rows: list[list[str | None]]) -> None:
        """Add a table of at least two columns; one of a single column is running text."""
        if max((len(row) for row in rows), default=0) < 2:
            for row in rows:
                for line in (row[0] or "").split("\n") if row else ():
                    self.paragraph(line)
            return
        cells = [
            tuple(Cell(*self._put(said)) if said is not None else None for said in row)
            for row in rows
        ]
        self.paragraphs.append(Paragraph("", (), 0.0, Grid(1, 0.0, 0.0, tuple(cells))))
