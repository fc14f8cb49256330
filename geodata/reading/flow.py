"""From printed lines to paragraphs; what belongs to no text is set aside."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from statistics import median
from typing import Final

from geodata.reading import headings
from geodata.reading.document import Grid, Line, SetAside
from geodata.reading.glyphs import plain, repaired

_PAGE_NUMBER: Final = re.compile(r"[-—–―·\s#]*(?:第)?\s*\d{1,4}\s*(?:页)?[-—–―·\s]*(?:共\d+页)?")
_LEADER: Final = re.compile(r"(?:[.．·…•⋯\U001001ba]\s*){4,}[\s(（-]*[\dIVXivx]*[\s)）-]*$")
_REPEATS: Final = 3
_INDENT: Final = 1.4  # of a character's height: a first line stands at least so far in
_SHORT: Final = 2.2  # of a character's height: a last line ends at least so far from the edge
_FULL_LINE: Final = 30  # characters, in text without geometry
_END: Final = frozenset("。；：！？”）)》")


@dataclass(frozen=True)
class Paragraph:
    """Characters that flow together, with their offsets in the print."""

    chars: str
    offsets: tuple[int, ...]
    height: float = 0.0
    grid: Grid | None = None


def squeezed(chars: str, offsets: tuple[int, ...]) -> tuple[str, tuple[int, ...]]:
    """The same without white space, except one space between two Latin words or numbers."""
    kept: list[tuple[str, int]] = []
    gap: int | None = None
    for char, offset in zip(chars, offsets, strict=True):
        if char.isspace() or char in "\u200b\ufeff\u3000":
            gap = offset if gap is None else gap
            continue
        latin = char.isascii() and char.isalnum()
        if gap is not None and kept and latin and kept[-1][0].isascii() and kept[-1][0].isalnum():
            kept.append((" ", gap))
        gap = None
        kept.append((char, offset))
    return "".join(char for char, _ in kept), tuple(offset for _, offset in kept)


def paragraphs(
    pages: list[tuple[list[Line], list[Grid]]],
) -> tuple[list[Paragraph], list[SetAside]]:
    """Paragraphs in reading order, ruled tables among them, and what was set aside."""
    furniture = _furniture([lines for lines, _ in pages])
    aside: list[SetAside] = []
    out: list[Paragraph] = []
    open_lines: list[Line] = []

    def close() -> None:
        if open_lines:
            out.append(_joined(open_lines))
            open_lines.clear()

    for number, (lines, grids) in enumerate(pages, 1):
        contents = sum(bool(_LEADER.search(line.chars)) for line in lines) >= max(3, len(lines) / 3)
        todo = sorted(grids, key=lambda grid: -grid.top)
        left, right, high = _measures(lines)
        before: Line | None = open_lines[-1] if open_lines else None
        for line in lines:
            bare = re.sub(r"\s+", "", line.chars)
            if contents:
                aside.append(SetAside(number, line.chars, "contents page"))
                continue
            if line.offsets[0] in furniture:
                aside.append(SetAside(number, line.chars, furniture[line.offsets[0]]))
                continue
            middle = (line.box[1] + line.box[3]) / 2 if line.box else 0.0
            while todo and line.box and middle < todo[0].top:
                close()
                out.append(Paragraph("", (), 0.0, todo.pop(0)))
            if any(line.box and g.bottom < middle < g.top for g in grids):
                continue
            if _LEADER.search(line.chars):
                aside.append(SetAside(number, line.chars, "line of contents"))
                continue
            if open_lines and _begins(line, before, bare, left, right, high):
                close()
            open_lines.append(line)
            before = line
        out_of_page = todo
        for grid in out_of_page:
            close()
            out.append(Paragraph("", (), 0.0, grid))
    close()
    return out, aside


def _begins(
    line: Line, before: Line | None, bare: str, left: float, right: float, high: float
) -> bool:
    """Whether a line begins a paragraph of its own."""
    last = before.chars.rstrip() if before else ""
    if headings.begins(plain(repaired(bare))):
        return True
    if line.box is None or before is None or before.box is None:
        return last[-1:] in _END or len(last) < _FULL_LINE
    if before.page != line.page and last[-1:] not in _END and not headings.alone(last):
        return False
    short = before.box[2] < right - _SHORT * high and last[-1:] in _END
    if line.box[0] - left > _INDENT * high:  # indented, unless the line before was so still more
        return short or line.box[0] > before.box[0] - 0.8 * high
    if abs((line.box[3] - line.box[1]) - (before.box[3] - before.box[1])) > 0.35 * high:
        return last[-1:] in _END or before.box[2] < right - 3 * high
    return short


def _measures(lines: list[Line]) -> tuple[float, float, float]:
    """Left edge, right edge and height of the characters of a page's text, in points."""
    boxes = [line.box for line in lines if line.box and len(line.chars.strip()) > 8]
    if not boxes:
        return 0.0, 0.0, 12.0
    lefts = sorted(box[0] for box in boxes)
    rights = sorted(box[2] for box in boxes)
    high = median(box[3] - box[1] for box in boxes)
    return lefts[len(lefts) // 10], rights[-1 - len(rights) // 10], max(6.0, high)


def _furniture(pages: list[list[Line]]) -> dict[int, str]:
    """Running heads and page numbers: the offset of their first character, and the reason."""
    found: dict[int, str] = {}
    edge: list[tuple[str, Line]] = []
    for lines in pages:
        for line in {id(one): one for one in (*lines[:2], *lines[-2:])}.values():
            if _PAGE_NUMBER.fullmatch(plain(line.chars).strip()):
                found[line.offsets[0]] = "page number"
            else:
                edge.append((re.sub(r"[\d\s]+", "", plain(line.chars)), line))
    counted = Counter(said for said, _ in edge)
    for said, line in edge:
        if counted[said] >= max(_REPEATS, len(pages) / 4) and len(said) < 60 and line.box:
            found[line.offsets[0]] = "running head"
    return found


def _joined(lines: list[Line]) -> Paragraph:
    chars, offsets = squeezed(
        "".join(line.chars + "\n" for line in lines),
        tuple(o for line in lines for o in (*line.offsets, line.offsets[-1])),
    )
    heights = [line.box[3] - line.box[1] for line in lines if line.box]
    return Paragraph(chars, offsets, median(heights) if heights else 0.0)
