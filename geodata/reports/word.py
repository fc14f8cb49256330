"""Pieces of a Word document in the form of official papers: styles, head, page numbers, tables.

The form follows GB/T 9704-2012: title in 小标宋 of 22 pt, body in 仿宋, headings in 黑体 and 楷体,
page numbers between dashes. Word and WPS have these faces; the table of fonts names free ones that
may stand in for each.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence
from typing import Any, Final
from xml.sax.saxutils import quoteattr

from docx import Document
from docx.document import Document as DocumentObject
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from geodata.atlas.palette import LIGHT
from geodata.language.text import word
from geodata.language.vocabulary import Language
from geodata.reports.safe_text import legal

# Faces by their office names, and what may stand in for them, Windows first, then free ones.
SONG, FANG, HEI, KAI = "方正小标宋简体", "仿宋", "黑体", "楷体"
STAND_INS: Final = {
    SONG: "方正小标宋_GBK,FZXiaoBiaoSong-B05S,华文中宋,Source Han Serif SC,Noto Serif CJK SC",
    FANG: "FangSong,仿宋_GB2312,华文仿宋,FandolFang R,朱雀仿宋,Noto Serif CJK SC",
    HEI: "SimHei,华文黑体,Source Han Sans SC,Noto Sans CJK SC",
    KAI: "KaiTi,楷体_GB2312,华文楷体,FandolKai,AR PL UKai CN,LXGW WenKai,Noto Serif CJK SC",
}
_LATIN: Final = "Times New Roman"
_BLACK, _GREY = (RGBColor.from_string(colour[1:]) for colour in (LIGHT.ink, LIGHT.quiet))
_RULE: Final = LIGHT.quiet[1:]
# Width of the text in cm: A4 with the margins of GB/T 9704, 2.8 left and 2.6 right.
TEXT_CM: Final = 15.6
_STYLES: Final = (  # name, East Asian face, size, bold, colour, points before and after
    ("Normal", FANG, 14, False, _BLACK, 0, 4),
    ("Title", SONG, 22, False, _BLACK, 0, 10),
    ("Subtitle", KAI, 12, False, _GREY, 0, 14),
    ("Heading 1", HEI, 16, False, _BLACK, 14, 6),
    ("Heading 2", KAI, 14, True, _BLACK, 10, 4),
    ("Heading 3", FANG, 14, True, _BLACK, 8, 4),
    ("Caption", KAI, 10.5, False, _GREY, 2, 8),
    ("Header", FANG, 9, False, _GREY, 0, 0),
    ("Footer", FANG, 14, False, _BLACK, 0, 0),
)
_CELL_PT, _BELOW_PT = 10.5, 9
_TITLE_PT: Final = 400  # width of a title on one line


def empty_document(title: str, language: Language, today: datetime.date) -> DocumentObject:
    """An A4 document called `title`, with its head, page numbers and styles."""
    document = Document()
    properties = document.core_properties
    properties.title, properties.author = legal(title), word("title", language)
    properties.language = "zh-CN" if language == "zh" else "en-GB"
    moment = datetime.datetime.combine(today, datetime.time())
    properties.created = properties.modified = moment
    section = document.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(2.8), Cm(2.6)
    section.top_margin, section.bottom_margin = Cm(3.0), Cm(2.8)
    section.header_distance, section.footer_distance = Cm(1.6), Cm(1.6)
    for name, face, size, bold, colour, before, after in _STYLES:
        style: Any = document.styles[name]
        style.font.size, style.font.color.rgb = Pt(size), colour
        style.font.italic, style.font.bold = False, bold
        form = style.paragraph_format
        form.space_before, form.space_after = Pt(before), Pt(after)
        form.line_spacing_rule = WD_LINE_SPACING.SINGLE
        _set_fonts(style.element.get_or_add_rPr(), face, language)
        for border in style.element.findall(f".//{qn('w:pBdr')}"):
            border.getparent().remove(border)
    for centred in ("Title", "Subtitle", "Caption"):
        form = document.styles[centred].paragraph_format
        form.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _name_stand_ins(document)
    _add_running(document, title, language, today)
    # A long title is set smaller, so that it does not leave a character on a line of its own.
    size = min(22, max(16, _TITLE_PT // len(title))) if language == "zh" else 20
    say(document.add_heading(level=0), title, size=size)
    return document


def saved(document: DocumentObject) -> bytes:
    """The document as DOCX."""
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _set_fonts(properties: Any, face: str, language: Language) -> None:
    """Set the fonts of run properties, for Chinese too: Word takes these from w:eastAsia."""
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        properties.insert(0, fonts)
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{script}"), _LATIN)
    fonts.set(qn("w:eastAsia"), face)
    # Punctuation that both scripts share is Chinese in a Chinese document.
    if language == "zh":
        fonts.set(qn("w:hint"), "eastAsia")
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), "zh-CN" if language == "zh" else "en-GB")
    spoken.set(qn("w:eastAsia"), "zh-CN")
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    properties.append(spoken)


def _name_stand_ins(document: DocumentObject) -> None:
    """Name in the table of fonts what may stand in for a face that the reader has not."""
    part = document.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    fonts = "".join(
        f"<w:font w:name={quoteattr(name)}><w:altName w:val={quoteattr(others)}/>"
        '<w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>'
        for name, others in STAND_INS.items()
    )
    whole = part.blob.decode("utf-8")
    part._blob = whole.replace("</w:fonts>", f"{fonts}</w:fonts>").encode("utf-8")


def _add_running(
    document: DocumentObject, title: str, language: Language, today: datetime.date
) -> None:
    """The title and the day above every page, its number below."""
    section = document.sections[0]
    head = section.header.paragraphs[0]
    head.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    say(head, f"{title} · {word('title', language)} · {today.isoformat()}")
    properties = head._p.get_or_add_pPr()
    borders = OxmlElement("w:pBdr")
    line = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "4"), ("space", "3"), ("color", _RULE)):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    properties.insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    say(foot, "— ")
    _add_field(foot, "PAGE")
    say(foot, " —")


def _add_field(paragraph: Paragraph, name: str) -> None:
    """A field that Word fills in."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def say_body(document: DocumentObject, text: str, bold: bool = False) -> Paragraph:
    """A paragraph of the body; what is written in Chinese begins two characters further in."""
    paragraph = document.add_paragraph()
    say(paragraph, text, bold=bold)
    if document.core_properties.language == "zh-CN":
        paragraph.paragraph_format.first_line_indent = Pt(28)
    return paragraph


def say_note(document: DocumentObject, text: str) -> Paragraph:
    """A small paragraph."""
    paragraph = document.add_paragraph()
    say(paragraph, text, size=_CELL_PT)
    return paragraph


def say(paragraph: Paragraph, text: str, bold: bool = False, size: float | None = None) -> Run:
    """Add `text` as one run; characters that XML cannot hold are left out."""
    run = paragraph.add_run(legal(text))
    run.bold = bold or None
    if size is not None:
        run.font.size = Pt(size)
    return run


def add_table(
    document: DocumentObject,
    headers: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[float],
    below: bool = False,
) -> None:
    """A ruled table over the width of the text; its header repeats, its rows are not split.

    `widths` are the shares of the columns. With `below` the last cell of a row, which has no width,
    stands under it across the table: sentences would be squeezed in a column.
    """
    room = TEXT_CM / sum(widths)
    table = document.add_table(rows=0, cols=len(widths), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    # Word takes the widths of cells, others those of the grid.
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width * room)
    for number, values in enumerate([headers, *rows]):
        head = number == 0
        parts = [values[:-1], values[-1:]] if below else [values]
        for place, texts in enumerate(parts):
            row = table.add_row()
            _mark_row(row._tr, "w:tblHeader" if head else "w:cantSplit")
            cells = [row.cells[0].merge(row.cells[-1])] if place else row.cells
            for cell, text in zip(cells, texts, strict=True):
                _fill(cell, text, head, with_next=below and not place)
            if not place:
                for cell, width in zip(cells, widths, strict=True):
                    cell.width = Cm(width * room)
            for cell in cells if head else ():
                shade = OxmlElement("w:shd")
                shade.set(qn("w:val"), "clear")
                shade.set(qn("w:fill"), LIGHT.classes[1][1:])
                cell._tc.get_or_add_tcPr().append(shade)
    _rule(table)
    after = document.add_paragraph()
    after.paragraph_format.space_after = Pt(0)
    after.paragraph_format.line_spacing = Pt(8)


def _rule(table: Any) -> None:
    """Thin grey lines, a little room in the cells."""
    properties = table._tbl.tblPr
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", _RULE)):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    margins = OxmlElement("w:tblCellMar")
    for side, width in (("top", "40"), ("left", "70"), ("bottom", "40"), ("right", "70")):
        room = OxmlElement(f"w:{side}")
        room.set(qn("w:w"), width)
        room.set(qn("w:type"), "dxa")
        margins.append(room)
    layout = properties.find(qn("w:tblLayout"))
    layout.addprevious(borders)
    layout.addnext(margins)


def _mark_row(row: Any, tag: str) -> None:
    row.get_or_add_trPr().append(OxmlElement(tag))


def _fill(cell: _Cell, text: str, bold: bool, with_next: bool) -> None:
    """Set the lines of a cell, each in its own paragraph; `with_next` on the page of the next."""
    for number, line in enumerate(text.split("\n")):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(1)
        paragraph.paragraph_format.line_spacing = 1.0
        paragraph.paragraph_format.keep_with_next = with_next or None
        say(paragraph, line, bold=bold, size=_CELL_PT if number == 0 else _BELOW_PT)
