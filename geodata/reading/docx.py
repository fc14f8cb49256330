"""The paragraphs and tables of a DOCX, in order, with the numbers that Word counts by itself."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any, Final

import docx
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph as WordParagraph

from geodata.reading.document import UnreadableError
from geodata.reading.printed import Printed

# A document of 10,000 pages stays far below; beyond is a bomb.
_LARGEST_BYTES: Final = 400_000_000
_LARGEST_RATIO: Final = 400
_CHINESE: Final = "零一二三四五六七八九十"


def printed_of(content: bytes) -> Printed:
    """The print of a DOCX. Raises UnreadableError where it is broken, or a bomb."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            size = sum(info.file_size for info in archive.infolist())
    except zipfile.BadZipFile as error:
        raise UnreadableError("the file is cut off or broken; copy it again") from error
    if any(name.startswith("xl/") for name in names):
        raise UnreadableError("the file is a spreadsheet, no plan; save the plan as PDF or DOCX")
    if "word/document.xml" not in names:
        raise UnreadableError("the file is an archive without a document; unpack it first")
    if size > max(_LARGEST_RATIO * len(content), 20_000_000) or size > _LARGEST_BYTES:
        raise UnreadableError("the DOCX unpacks to more than a document holds; it is not opened")
    try:
        document = docx.Document(io.BytesIO(content))
        return _print(document)
    except (KeyError, ValueError, AttributeError, SyntaxError) as error:
        raise UnreadableError("the DOCX is broken; open it in Word and save it anew") from error


def _print(document: Any) -> Printed:
    printed = Printed()
    numbers = _Numbers(document)
    for element in document.element.body.iterchildren():
        if element.tag == qn("w:p"):
            paragraph = WordParagraph(element, document)
            text = numbers.of(paragraph) + paragraph.text.strip()
            for line in text.split("\n"):
                printed.paragraph(line)
        elif element.tag == qn("w:tbl"):
            printed.table(_rows(Table(element, document)))
    return printed


def _rows(table: Table) -> list[list[str | None]]:
    """The cells of a table; None where a cell is merged into the one before or above."""
    out: list[list[str | None]] = []
    seen: dict[int, Any] = {}  # by identity, and kept, so that no identity is given twice
    for row in table.rows:
        line: list[str | None] = []
        for cell in row.cells:
            key = id(cell._tc)
            line.append(None if key in seen else cell.text)
            seen[key] = cell._tc
        out.append(line)
    return out


class _Numbers:
    """Counts numbered paragraphs as Word does: a format and a counter for each list and level."""

    def __init__(self, document: Any) -> None:
        self._levels: dict[tuple[str, str], tuple[str, str, int]] = {}
        self._counts: dict[tuple[str, int], int] = {}
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError):
            return
        abstract = {a.get(qn("w:abstractNumId")): a for a in root.iterchildren(qn("w:abstractNum"))}
        for number in root.iterchildren(qn("w:num")):
            chosen = number.find(qn("w:abstractNumId"))
            kind = abstract.get(chosen.get(qn("w:val"))) if chosen is not None else None
            for level in kind.iterchildren(qn("w:lvl")) if kind is not None else ():
                said = {c.tag: c.get(qn("w:val")) for c in level.iterchildren()}
                key = (number.get(qn("w:numId")), level.get(qn("w:ilvl")))
                start = int(said.get(qn("w:start")) or 1)
                form, text = said.get(qn("w:numFmt")) or "", said.get(qn("w:lvlText")) or ""
                self._levels[key] = (form, text, start)

    def of(self, paragraph: WordParagraph) -> str:
        """The number that Word prints before a paragraph; empty where it prints none."""
        properties = paragraph._p.pPr
        number: Any = properties.numPr if properties is not None else None
        if number is None or number.numId is None:
            return ""
        key, level = str(number.numId.val), number.ilvl.val if number.ilvl is not None else 0
        form, text, start = self._levels.get((key, str(level)), ("", "", 1))
        if form in ("", "bullet", "none"):
            return ""
        self._counts[key, level] = self._counts.get((key, level), start - 1) + 1
        for deeper in [k for k in self._counts if k[0] == key and k[1] > level]:
            del self._counts[deeper]

        def shown(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            own = self._levels.get((key, str(at)), (form, "", 1))[0]
            return _numeral(self._counts.get((key, at), 1), own)

        return re.sub(r"%(\d)", shown, text)


def _numeral(value: int, form: str) -> str:
    """A number as a Word format writes it: Chinese counting, or digits."""
    if "chinese" not in form.lower() and "ideograph" not in form.lower():
        return str(value)
    if value <= 10:
        return _CHINESE[value]
    tens, ones = divmod(value, 10)
    return ("" if tens == 1 else _CHINESE[tens]) + "十" + (_CHINESE[ones] if ones else "")
