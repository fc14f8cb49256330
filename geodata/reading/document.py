"""A document as text that keeps its way back to the print: every character knows where it stood."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Final, Literal

Form = Literal["table", "box", "list", "prose"]
FORMS: Final[tuple[Form, ...]] = ("table", "box", "list", "prose")


class UnreadableError(ValueError):
    """A file that cannot be read: one sentence what is wrong and what to do."""


@dataclass(frozen=True)
class Line:
    """A printed line: its characters with their offsets in the print, and its box in points.

    The box is (left, bottom, right, top) from the lower left corner of the page, `middles` where
    each character stands between left and right; lines of a document without pages have none.
    """

    page: int
    chars: str
    offsets: tuple[int, ...]
    box: tuple[float, float, float, float] | None = None
    middles: tuple[float, ...] = ()


@dataclass(frozen=True)
class Cell:
    """One cell of a ruled table: its lines' characters with their offsets in the print."""

    chars: str
    offsets: tuple[int, ...]


@dataclass(frozen=True)
class Grid:
    """A ruled table on one page: rows of cells, None where a cell is merged into another."""

    page: int
    top: float
    bottom: float
    rows: tuple[tuple[Cell | None, ...], ...]


@dataclass(frozen=True)
class Block:
    """A paragraph, a heading or a table row: `text[start:end]` of its document.

    `section` is the path of headings above it, `form` how it is set. `cells` are the spans of the
    cells of a table row, `heads` the heads of their columns.
    """

    kind: Literal["heading", "paragraph", "row"]
    start: int
    end: int
    form: Form = "prose"
    section: str = ""
    chapter: str = ""
    title: str = ""
    cells: tuple[tuple[int, int], ...] = ()
    heads: tuple[str, ...] = ()
    group: str = ""
    above: str = ""  # the titles of all headings above it


@dataclass(frozen=True)
class SetAside:
    """Print that is no text of the plan, and why."""

    page: int
    printed: str
    reason: str


@dataclass
class Document:
    """What was read of one file.

    `text` flows without line breaks inside a paragraph; `origin[i]` is the offset of `text[i]` in
    `printed`, -1 where the reader put a separator. `working` has the same length as `text`, with
    full-width letters and digits made plain, for rules to match on.
    """

    name: str
    printed: str = ""
    text: str = ""
    working: str = ""
    origin: tuple[int, ...] = ()
    page_starts: tuple[int, ...] = ()
    blocks: list[Block] = field(default_factory=list)
    set_aside: list[SetAside] = field(default_factory=list)

    @property
    def pages(self) -> int:
        """How many pages the document has; 1 where its form knows none."""
        return max(1, len(self.page_starts))

    def page(self, offset: int) -> int:
        """The page, from 1, on which `text[offset]` is printed."""
        return max(1, bisect_right(self.page_starts, offset))

    def printed_span(self, start: int, end: int) -> tuple[int, int]:
        """Where `text[start:end]` is printed: the first offset and the one behind the last."""
        known = [o for o in self.origin[start:end] if o >= 0]
        return (min(known), max(known) + 1) if known else (-1, -1)
