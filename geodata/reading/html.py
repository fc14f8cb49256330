"""The paragraphs and tables of an HTML page; scripts, styles and what is hidden are left out."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Final

from geodata.reading.printed import Printed

_SILENT: Final = frozenset(
    ("script", "style", "noscript", "template", "head", "svg", "nav", "footer")
)
_BLOCKS: Final = frozenset(
    ("p", "div", "br", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article")
) | frozenset(("header", "tr", "td", "th", "table", "blockquote", "pre"))
_VOID: Final = frozenset(("br", "img", "hr", "meta", "link", "input"))


def printed_of(markup: str) -> Printed:
    """The print of an HTML page."""
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    reader.end_paragraph()
    return reader.printed


def charset(content: bytes) -> str:
    """The encoding that a page declares in its first bytes; empty where it declares none."""
    match = re.search(rb"charset\s*=\s*[\"']?([\w-]{2,20})", content[:2048], re.IGNORECASE)
    return match[1].decode("ascii") if match else ""


class _Reader(HTMLParser):
    """Collects text by block; nothing is fetched, nothing is run."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.printed = Printed()
        self._text: list[str] = []
        self._silent = 0
        self._table: list[list[str | None]] | None = None
        self._depth = 0
        self._cell: list[str] | None = None
        self._span = 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin what the tag begins."""
        if tag in _SILENT:
            self._silent += 1
        elif tag == "table":
            self._depth += 1
            if self._depth == 1:
                self.end_paragraph()
                self._table = []
        elif tag == "tr" and self._table is not None and self._depth == 1:
            self._end_cell()
            self._table.append([])
        elif tag in ("td", "th") and self._table is not None and self._depth == 1:
            self._end_cell()
            span = dict(attrs).get("colspan") or "1"
            self._cell, self._span = [], min(20, int(span)) if span.isdigit() else 1
        elif tag in _BLOCKS and self._table is None:
            self.end_paragraph()

    def handle_endtag(self, tag: str) -> None:
        """End what the tag ends."""
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag == "table" and self._depth:
            self._depth -= 1
            if self._depth == 0 and self._table is not None:
                self._end_cell()
                self.printed.table([row for row in self._table if row])
                self._table = None
        elif tag in ("td", "th", "tr") and self._depth == 1:
            self._end_cell()
        elif tag in _BLOCKS - _VOID and self._table is None:
            self.end_paragraph()

    def handle_data(self, data: str) -> None:
        """Take text where it is shown."""
        if not self._silent:
            (self._text if self._cell is None else self._cell).append(data)

    def _end_cell(self) -> None:
        if self._cell is not None and self._table:
            said = re.sub(r"\s+", " ", "".join(self._cell)).strip()
            self._table[-1] += [said, *[None] * (self._span - 1)]
        self._cell = None

    def end_paragraph(self) -> None:
        """Add the text that was collected as a paragraph."""
        self.printed.paragraph(re.sub(r"\s+", " ", "".join(self._text)).strip())
        self._text.clear()
