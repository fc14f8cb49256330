"""From paragraphs to a document: headings, sections, boxes and table rows, each with its span."""

from __future__ import annotations

import re
from statistics import median
from typing import Final, Literal

from geodata.reading import headings
from geodata.reading.document import Block, Cell, Document, Form, Grid, SetAside
from geodata.reading.flow import Paragraph, squeezed
from geodata.reading.glyphs import plain, repaired
from geodata.reading.grids import is_head, rows_of, under
from geodata.reading.headings import Heading

_ENTRY: Final = 5  # the depth from which a number counts entries, not sections
_COUNTED: Final = re.compile(r"[—\-–]{1,2}(?=[一-龥])|[★●■◆▲*]")


class Builder:
    """Puts paragraphs one behind the other and remembers where each came from."""

    def __init__(self, name: str, printed: str, first_offsets: list[int]) -> None:
        self.document = Document(name=name, printed=printed)
        self._chars: list[str] = []
        self._origin: list[int] = []
        self._length = 0
        self._first_offsets = first_offsets  # in the print, of each page
        self._path: list[Heading] = []
        self._box: Heading | None = None
        self._box_height = 0.0
        self._body_height = 0.0
        self._heads: tuple[str, ...] = ()

    def built(self, paragraphs: list[Paragraph], aside: list[SetAside]) -> Document:
        """The document of these paragraphs."""
        heights = [p.height for p in paragraphs if p.height and len(p.chars) > 40]
        self._body_height = median(heights) if heights else 0.0
        for paragraph in paragraphs:
            if paragraph.grid:
                self._table(paragraph.grid)
            else:
                self._heads = ()
                self._paragraph(paragraph)
        document = self.document
        document.text = "".join(self._chars)
        document.working = plain(document.text)
        document.origin = tuple(self._origin)
        document.set_aside = aside
        document.page_starts = self._page_starts()
        return document

    def _page_starts(self) -> tuple[int, ...]:
        """For each page the offset in the text where it begins."""
        starts, position = [], 0
        for first in self._first_offsets:
            while position < len(self._origin) and self._origin[position] < first:
                position += 1
            starts.append(position)
        return tuple(starts)

    def _put(self, chars: str, offsets: tuple[int, ...]) -> tuple[int, int]:
        start = self._length
        chars = repaired(chars)
        self._chars.append(chars)
        self._origin.extend(offsets)
        self._length += len(chars)
        return start, self._length

    def _separator(self, char: str = "\n") -> None:
        self._put(char, (self._origin[-1] if self._origin else 0,))

    def _paragraph(self, paragraph: Paragraph) -> None:
        said = plain(repaired(paragraph.chars))
        found = headings.heading(said)
        if found and found.depth < _ENTRY and _runs_on(said, found):
            found = None
        self._leave_box(paragraph, found)
        start, end = self._put(paragraph.chars, paragraph.offsets)
        self._separator()
        if found is None:
            self._add("paragraph", start, end, self._form(said))
            return
        self._enter(found)
        split = min(end, start + found.length)
        if found.depth >= _ENTRY and not headings.is_box(found):
            self._add("paragraph", start, end, "box" if self._box else "list")
            return
        self._add("heading", start, split, "box" if self._box else "prose")
        if split < end:
            self._add("paragraph", split, end, self._form(said))

    def _form(self, said: str) -> Form:
        if self._box:
            return "box"
        return "list" if _COUNTED.match(said) else "prose"

    def _enter(self, found: Heading) -> None:
        if headings.is_box(found):
            self._box, self._box_height = found, 0.0
            self._path = [one for one in self._path if one.depth < _ENTRY]
        else:
            self._path = [one for one in self._path if one.depth < found.depth]
            self._path.append(found)

    def _leave_box(self, paragraph: Paragraph, found: Heading | None) -> None:
        """A box ends at the next section, or where the print returns to the size of the text."""
        if self._box is None:
            return
        if found and found.depth < _ENTRY:
            self._box = None
        elif paragraph.height and not (found and found.depth >= _ENTRY):
            self._box_height = self._box_height or paragraph.height
            if abs(self._box_height - self._body_height) > 0.8 and (
                abs(paragraph.height - self._body_height) < 0.4
            ):
                self._box = None
        if self._box is None:
            self._path = [one for one in self._path if one.depth < _ENTRY]

    def _add(
        self,
        kind: Literal["heading", "paragraph", "row"],
        start: int,
        end: int,
        form: Form,
        cells: tuple[tuple[int, int], ...] = (),
        group: str = "",
    ) -> None:
        above = [one for one in self._path if one.depth < _ENTRY]
        inside = "".join(one.label for one in self._path if one.depth >= _ENTRY)
        section = "".join(one.label for one in above)
        if self._box:
            section = self._box.label + (f"-{inside.strip('-')}" if inside else "")
        else:
            section += inside
        title = self._box.title if self._box else (self._path[-1].title if self._path else "")
        chapter = above[-1].title if above else ""
        self.document.blocks.append(
            Block(
                kind,
                start,
                end,
                form,
                section,
                chapter,
                title,
                cells,
                self._heads,
                group,
                " ".join(h.title for h in self._path),
            )
        )

    def _table(self, grid: Grid) -> None:
        """The rows of a ruled table; the first row with text in two cells names the columns."""
        left: list[str] = []
        group, headed = "", False
        for row in rows_of(grid):
            said = [_said(cell) for cell in row]
            filled = [text for text in said if text]
            if not filled:
                continue
            if is_head(filled, headed):
                self._heads = under(self._heads, said) if headed else tuple(said)
                headed, left = True, []
            if len(filled) == 1 and len(row) > 1 and len(filled[0]) < 40:
                group = filled[0]
            left = [
                text or (left[i] if i < len(left) and i < len(row) - 1 and row[i] is None else "")
                for i, text in enumerate(said)
            ]
            start, spans = self._length, []
            for cell in row:
                if cell is not None and cell.chars.strip():
                    if self._length > start:
                        self._separator(" ")
                    spans.append(self._put(*squeezed(cell.chars, cell.offsets)))
                else:
                    spans.append((self._length, self._length))
            end = self._length
            self._separator()
            above = next((text for i, text in enumerate(left) if text and not said[i]), "")
            self._add(
                "row", start, end, "table", tuple(spans), " ".join(filter(None, (group, above)))
            )


def _said(cell: Cell | None) -> str:
    return plain(repaired(squeezed(cell.chars, cell.offsets)[0])) if cell else ""


def _runs_on(said: str, found: Heading) -> bool:
    """Whether what looks like a heading is the beginning of a long sentence."""
    return not found.title or (len(found.title) >= 45 and found.length == len(said))
