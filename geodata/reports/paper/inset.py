"""The map inside a document: as wide as its text, its letters as large as on a printed page."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from typing import Final

from matplotlib import rc_context
from matplotlib.transforms import Bbox

from geodata.atlas.classes import county_classes
from geodata.atlas.layers import MapLayers
from geodata.language.vocabulary import Language
from geodata.record.selection import Selection
from geodata.reports.paper import surrounds as around
from geodata.reports.paper.fonts import Pen, chinese_family
from geodata.reports.paper.legend import legend_of
from geodata.reports.paper.marks import draw_mark
from geodata.reports.paper.page import MARGIN, Form, Page
from geodata.reports.paper.printed_map import DRAWING, STYLE, draw_map, view_in
from geodata.reports.provenance import attribution

WIDTH_CM: Final = 15.4  # on paper: a little less than the text
# Points before the enlargement; the margins are cut off.
_WIDTH: Final = 402.0
_MAP: Final = 296.0
_FORM: Final = Form(
    _WIDTH + 2 * MARGIN, _MAP + 64, (MARGIN + 1, 2, MARGIN + _WIDTH - 1, _MAP), _MAP + 64
)
_ENLARGED: Final = WIDTH_CM / 2.54 * 72 / _WIDTH
_SIZE: Final = 1.3  # of the letters and marks on the map
_KEY: Final = 7.0  # points of the key's letters
_PITCH: Final = 12.4


def page(
    layers: MapLayers,
    selection: Selection,
    language: Language,
    adcode: str,
    numbers: Mapping[str, int],
) -> Page:
    """The county `adcode` with its neighbourhood; scale, north, boundaries, a key below.

    The marks of the things in `numbers` carry that number. KeyError for an unknown adcode,
    MissingFontError where no installed font has Chinese.
    """
    sheet = Page(Pen(chinese_family()), _ENLARGED, _FORM)
    view = view_in(_FORM.frame, layers, language, [adcode], _ENLARGED, _SIZE)
    classes = county_classes(selection)
    draw_map(sheet, view, selection, classes, _FORM.frame, numbers)
    around.draw_scale(sheet, view, "A4", _MAP)
    said = legend_of(view, selection, classes)
    y = _MAP + 26
    for lines, precise in ((said["marks"], True), (said["sectors"], False)):
        entries = ((name, label) for name, label, *_ in lines)
        _draw_key(sheet, entries, y, precise)
        y += _PITCH
    sheet.paragraph(y, attribution(layers.config, language), _KEY, 2)
    return sheet


def _draw_key(sheet: Page, entries: Iterable[tuple[str, str]], y: float, precise: bool) -> None:
    """Marks by how well the place is known (`precise`), or by sector, in a row."""
    x = MARGIN
    for name, label in entries:
        kind, form = ("", name) if precise else (name, "site")
        draw_mark(sheet.axes, x + 5, y - 2.6, 4.0, 1 / sheet.enlarged, kind, form)
        sheet.text(x + 13, y, label, _KEY)
        x += 13 + sheet.pen.width_pt(label, _KEY) + 12


def png_bytes(
    layers: MapLayers,
    selection: Selection,
    language: Language,
    adcode: str,
    numbers: Mapping[str, int],
    dpi: int = 220,
) -> bytes:
    """`page` as PNG, WIDTH_CM wide at `dpi`. Raises as `page` does."""
    with DRAWING, rc_context(STYLE):
        sheet = page(layers, selection, language, adcode, numbers)
        inch = sheet.enlarged / 72
        cut = Bbox.from_extents(MARGIN * inch, 0, (MARGIN + _WIDTH) * inch, _FORM.height * inch)
        stream = io.BytesIO()
        sheet.page.savefig(
            stream, format="png", dpi=dpi, metadata={"Software": None}, bbox_inches=cut
        )
    return stream.getvalue()
