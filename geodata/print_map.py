"""A map to print: one A4 or A3 page, as a picture or as PDF, with all that a map must say."""

from __future__ import annotations

import datetime
import io
import threading
from typing import Any, Final, Literal

from matplotlib import rc_context
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from geodata import print_legend as around
from geodata import print_sheet as sheet_of
from geodata.boundaries import EQUAL_AREA
from geodata.fonts import MissingFontError, Pen, chinese_family
from geodata.layers import MapLayers, county_classes
from geodata.print_layers import GROUND, LINE, Box, View, draw_land, draw_marks
from geodata.print_names import draw_names
from geodata.select import Filters, Mask
from geodata.vocabulary import Language
from geodata.words import word

__all__ = ["MissingFontError", "Paper", "figure", "pdf_bytes", "png_bytes"]

Paper = Literal["A4", "A3"]
# Enlargement of the sheet, and of the text on the map: on A3 more names fit.
_PAPERS: Final = {"A4": (1.0, 1.0), "A3": (2**0.5, 1.2)}
_MM_INCH: Final = 25.4
_AROUND: Final = 0.03  # of the extent, left free around all counties
_NEIGHBOURHOOD: Final = 0.42  # of a county's longer side, shown around it

# Matplotlib draws on one thread at a time. Without hinting text is as wide as it was measured.
_drawing = threading.Lock()
_STYLE: Final[Any] = {"text.hinting": "none", "pdf.fonttype": 3}


def figure(
    layers: MapLayers,
    mask: Mask,
    filters: Filters,
    language: Language,
    today: datetime.date,
    paper: Paper = "A4",
    county: str | None = None,
) -> Figure:
    """The page, upright, in EQUAL_AREA; with `county`, that adcode and its neighbourhood.

    Raises MissingFontError where no installed font has Chinese, KeyError for an unknown adcode.
    """
    pen = Pen(chinese_family())
    enlarged, _ = _PAPERS[paper]
    page = Figure(figsize=(sheet_of.WIDTH / 72 * enlarged, sheet_of.HEIGHT / 72 * enlarged))
    FigureCanvasAgg(page)
    view = view_of(layers, language, paper, county)
    classes = county_classes(mask, filters, layers.record)

    sheet = sheet_of.Sheet(page.add_axes((0, 0, 1, 1)), pen, enlarged)
    frame = page.add_axes(
        (
            sheet_of.MARGIN / sheet_of.WIDTH,
            1 - sheet_of.MAP_BOTTOM / sheet_of.HEIGHT,
            (sheet_of.RIGHT - sheet_of.MARGIN) / sheet_of.WIDTH,
            (sheet_of.MAP_BOTTOM - sheet_of.MAP_TOP) / sheet_of.HEIGHT,
        ),
        facecolor=GROUND,
    )
    west, south, east, north = view.bounds
    frame.set_xlim(west, east)
    frame.set_ylim(south, north)
    frame.set_xticks([])
    frame.set_yticks([])
    for side in frame.spines.values():
        side.set_color(LINE)
        side.set_linewidth(0.8 * enlarged)
    draw_land(frame, view, classes)
    taken = draw_marks(frame, view, mask)
    draw_names(frame, view, pen, taken, set(view.marks(mask).adcode))

    around.draw_heading(sheet, view, mask, filters)
    around.draw_strip(sheet, view, paper)
    around.draw_legend(sheet, view, mask, classes)
    around.draw_locator(sheet, view)
    around.draw_footer(sheet, view, today)
    return page


def view_of(layers: MapLayers, language: Language, paper: Paper, county: str | None) -> View:
    """What the frame shows: all counties, or one with its neighbourhood; KeyError if unknown."""
    enlarged, size = _PAPERS[paper]
    counties = layers.record.counties.geometry.to_crs(EQUAL_AREA)
    shape = counties if county is None else counties.loc[[county]]
    west, south, east, north = (float(v) for v in shape.total_bounds)
    free = _AROUND if county is None else _NEIGHBOURHOOD
    pad = free * max(east - west, north - south)
    width_pt = (sheet_of.RIGHT - sheet_of.MARGIN) * enlarged
    height_pt = (sheet_of.MAP_BOTTOM - sheet_of.MAP_TOP) * enlarged
    metres = max((east - west + 2 * pad) / width_pt, (north - south + 2 * pad) / height_pt)
    x, y = (west + east) / 2, (south + north) / 2
    half = (metres * width_pt / 2, metres * height_pt / 2)
    bounds: Box = (x - half[0], y - half[1], x + half[0], y + half[1])
    return View(layers, bounds, metres, size, county, language)


def png_bytes(
    layers: MapLayers,
    mask: Mask,
    filters: Filters,
    language: Language,
    today: datetime.date,
    paper: Paper = "A4",
    county: str | None = None,
    dpi: int = 200,
) -> bytes:
    """`figure` as PNG. Raises as `figure` does."""
    with _drawing, rc_context(_STYLE):
        page = figure(layers, mask, filters, language, today, paper, county)
        stream = io.BytesIO()
        metadata = {"Software": None, "Title": word("report_map_title", language)}
        page.savefig(stream, format="png", dpi=dpi, metadata=metadata)
    return stream.getvalue()


def pdf_bytes(
    layers: MapLayers,
    mask: Mask,
    filters: Filters,
    language: Language,
    today: datetime.date,
    paper: Paper = "A4",
    county: str | None = None,
) -> bytes:
    """`figure` as PDF: lines stay lines, text can be searched. Raises as `figure` does."""
    with _drawing, rc_context(_STYLE):
        page = figure(layers, mask, filters, language, today, paper, county)
        stream = io.BytesIO()
        metadata = {
            "Title": word("report_map_title", language),
            "Author": word("title", language),
            "CreationDate": datetime.datetime.combine(today, datetime.time()),
        }
        page.savefig(stream, format="pdf", metadata=metadata)
    return stream.getvalue()
