"""Pieces of a Word document: styles with Chinese fonts, runs that are safe, ruled tables."""

from __future__ import annotations

from typing import Any, Final

from docx import Document
from docx.document import Document as DocumentObject
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from geodata.atlas.palette import LIGHT
from geodata.language.vocabulary import Language
from geodata.reports.safe_text import legal

# Every Windows and WPS has it; elsewhere the reader's own Chinese face stands in.
EAST_ASIAN: Final = "微软雅黑"
_LATIN: Final = "Calibri"
_INK, _GREEN, _GREY = (
    RGBColor.from_string(colour[1:]) for colour in (LIGHT.ink, LIGHT.accent, LIGHT.quiet)
)


def empty_document(language: Language) -> DocumentObject:
    """An A4 document whose styles carry a Latin and an East Asian font."""
    document = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(1.8)
    section.top_margin = section.bottom_margin = Cm(2)
    styles = (
        ("Normal", 10.5, _INK),
        ("Title", 22, _INK),
        ("Subtitle", 10.5, _GREY),
        ("Heading 1", 14, _GREEN),
        ("Heading 2", 11, _INK),
        ("Heading 3", 10.5, _GREY),
        ("Caption", 9, _GREY),
    )
    for style_name, size, colour in styles:
        style: Any = document.styles[style_name]
        style.font.size, style.font.color.rgb = Pt(size), colour
        style.font.italic = False
        style.paragraph_format.space_after = Pt(4)
        _set_fonts(style.element.get_or_add_rPr(), language)
        for border in style.element.findall(f".//{qn('w:pBdr')}"):
            border.getparent().remove(border)
    return document


def _set_fonts(properties: Any, language: Language) -> None:
    """Set the fonts of run properties, for Chinese too: Word takes these from w:eastAsia."""
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        properties.insert(0, fonts)
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{script}"), _LATIN)
    fonts.set(qn("w:eastAsia"), EAST_ASIAN)
    # Punctuation that both scripts share is Chinese in a Chinese document.
    if language == "zh":
        fonts.set(qn("w:hint"), "eastAsia")
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), "en-US")
    spoken.set(qn("w:eastAsia"), "zh-CN")
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    properties.append(spoken)


def say(paragraph: Paragraph, text: str, bold: bool = False, size: float | None = None) -> Run:
    """Add `text` as one run; characters that XML cannot hold are left out."""
    run = paragraph.add_run(legal(text))
    run.bold = bold or None
    if size is not None:
        run.font.size = Pt(size)
    return run


def add_table(
    document: DocumentObject, headers: list[str], rows: list[list[str]], widths: tuple[float, ...]
) -> None:
    """A ruled table whose header repeats on every page and whose rows are not split."""
    table = document.add_table(rows=1, cols=len(headers), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    _mark_row(table.rows[0]._tr, "w:tblHeader")
    for cell, text in zip(table.rows[0].cells, headers, strict=True):
        _fill(cell, text, bold=True)
        shade = OxmlElement("w:shd")
        shade.set(qn("w:val"), "clear")
        shade.set(qn("w:fill"), LIGHT.classes[1][1:])
        cell._tc.get_or_add_tcPr().append(shade)
    for values in rows:
        row = table.add_row()
        _mark_row(row._tr, "w:cantSplit")
        for cell, text in zip(row.cells, values, strict=True):
            _fill(cell, text)
    # Word takes the widths of cells, others those of the grid.
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Cm(width)
    document.add_paragraph().paragraph_format.space_after = Pt(0)


def _mark_row(row: Any, tag: str) -> None:
    row.get_or_add_trPr().append(OxmlElement(tag))


def _fill(cell: _Cell, text: str, bold: bool = False) -> None:
    """Set the lines of a cell, each in its own paragraph."""
    for number, line in enumerate(text.split("\n")):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(1)
        say(paragraph, line, bold=bold, size=9 if number == 0 else 8)
