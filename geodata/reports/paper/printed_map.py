"""A map to print: one A4 or A3 page, as a picture or as PDF, with all that a map must say."""

from __future__ import annotations

import datetime
import io
import threading
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, Literal

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from geodata.atlas.classes import county_classes
from geodata.atlas.layers import MapLayers
from geodata.language.text import word
from geodata.language.vocabulary import Language
from geodata.record.record import Record
from geodata.record.selection import Selection
from geodata.reports.paper import page as sheet_of
from geodata.reports.paper import surrounds as around
from geodata.reports.paper.anchors import Box
from geodata.reports.paper.extent import Extent
from geodata.reports.paper.fonts import MissingFontError, Pen, chinese_family
from geodata.reports.paper.land import GROUND, LINE, draw_land
from geodata.reports.paper.legend import draw_legend
from geodata.reports.paper.marks import draw_anchors, draw_marks
from geodata.reports.paper.names import draw_anchor_names, draw_names, draw_numbers

__all__ = ["MissingFontError", "Paper", "figure", "pdf_bytes", "png_bytes"]

Paper = Literal["A4", "A3"]
# Enlargement of the sheet, and of the text on the map: on A3 more names fit.
_PAPERS: Final = {"A4": (1.0, 1.0), "A3": (2**0.5, 1.2)}
_AROUND: Final = 0.03  # of the extent, left free around all counties
_NEIGHBOURHOOD: Final = 0.42  # of a county's longer side, shown around it
_FRAME: Final = (sheet_of.MARGIN, sheet_of.MAP_TOP, sheet_of.RIGHT, sheet_of.MAP_BOTTOM)

# Matplotlib draws on one thread at a time. Without hinting text is as wide as it was measured.
_drawing = threading.Lock()
_STYLE: Final[Any] = {"text.hinting": "none", "pdf.fonttype": 3}


def figure(
    layers: MapLayers,
    selection: Selection,
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
    view = view_of(layers, language, paper, county)
    classes = county_classes(selection)

    sheet = blank_page(pen, enlarged)
    draw_map(sheet, view, selection, classes, _FRAME)
    title = (
        word("report_map_title", language)
        if county is None
        else county_title(county, layers.record, language)
    )
    around.draw_heading(sheet, view, selection, title)
    around.draw_strip(sheet, view, paper)
    draw_legend(sheet, view, selection, classes)
    if county is not None:
        around.draw_locator(sheet, view)
    around.draw_footer(sheet, view, today)
    return sheet.page


def blank_page(pen: Pen, enlarged: float = 1.0) -> sheet_of.Page:
    """An empty page of A4, upright, `enlarged` times."""
    page = Figure(figsize=(sheet_of.WIDTH / 72 * enlarged, sheet_of.HEIGHT / 72 * enlarged))
    FigureCanvasAgg(page)
    return sheet_of.Page(page, pen, enlarged)


def draw_map(
    sheet: sheet_of.Page,
    view: Extent,
    selection: Selection,
    classes: str,
    frame: Box,
    numbers: Mapping[str, int] | None = None,
) -> Axes:
    """The map of `view` in `frame`: left, top, right, bottom in points of A4. The map's axes.

    The marks of the things in `numbers` have that number beside them, anchors all of theirs.
    """
    left, top, right, bottom = frame
    axes = sheet.page.add_axes(
        (
            left / sheet_of.WIDTH,
            1 - bottom / sheet_of.HEIGHT,
            (right - left) / sheet_of.WIDTH,
            (bottom - top) / sheet_of.HEIGHT,
        ),
        facecolor=GROUND,
    )
    west, south, east, north = view.bounds
    axes.set_xlim(west, east)
    axes.set_ylim(south, north)
    axes.set_xticks([])
    axes.set_yticks([])
    for side in axes.spines.values():
        side.set_color(LINE)
        side.set_linewidth(0.8 * sheet.enlarged)
    draw_land(axes, view, classes)
    taken = draw_marks(axes, view, selection)
    squares = draw_anchors(axes, view, selection, sheet.pen)
    squares += draw_anchor_names(
        axes, view, sheet.pen, selection, [*taken, *squares], numbers or {}
    )
    marks = view.marks(selection)
    taken += squares + draw_numbers(axes, view, sheet.pen, marks, numbers or {}, squares)
    draw_names(axes, view, sheet.pen, taken, set(view.marks(selection).adcode))
    return axes


def county_title(adcode: str, record: Record, language: Language) -> str:
    """What a page about that county is called. KeyError for an unknown adcode."""
    row = record.county_names.loc[adcode]
    chinese = language == "zh"
    return word(
        "report_county_title",
        language,
        county=row.county_zh if chinese else row.county_en,
        city=row.prefecture_zh if chinese else row.prefecture_en,
    )


def view_of(layers: MapLayers, language: Language, paper: Paper, county: str | None) -> Extent:
    """What the frame shows: all counties, or one with its neighbourhood; KeyError if unknown."""
    return view_in(_FRAME, layers, language, [] if county is None else [county], *_PAPERS[paper])


def view_in(
    frame: Box,
    layers: MapLayers,
    language: Language,
    counties: Sequence[str],
    enlarged: float = 1.0,
    size: float = 1.0,
) -> Extent:
    """What `frame` (points of A4) shows of `counties`: one in focus, several, or all if empty.

    KeyError for an unknown adcode.
    """
    left, top, right, bottom = frame
    every = layers.record.equal_area
    west, south, east, north = (
        float(v) for v in (every.loc[list(counties)] if counties else every).total_bounds
    )
    focus = counties[0] if len(counties) == 1 else None
    free = _AROUND if focus is None else _NEIGHBOURHOOD
    pad = free * max(east - west, north - south)
    width_pt, height_pt = (right - left) * enlarged, (bottom - top) * enlarged
    metres = max((east - west + 2 * pad) / width_pt, (north - south + 2 * pad) / height_pt)
    x, y = (west + east) / 2, (south + north) / 2
    half = (metres * width_pt / 2, metres * height_pt / 2)
    bounds: Box = (x - half[0], y - half[1], x + half[0], y + half[1])
    return Extent(layers, bounds, metres, size, focus, language)


def png_bytes(
    layers: MapLayers,
    selection: Selection,
    language: Language,
    today: datetime.date,
    paper: Paper = "A4",
    county: str | None = None,
    dpi: int = 200,
) -> bytes:
    """`figure` as PNG. Raises as `figure` does."""
    with _drawing, rc_context(_STYLE):
        page = figure(layers, selection, language, today, paper, county)
        stream = io.BytesIO()
        metadata = {"Software": None, "Title": word("report_map_title", language)}
        page.savefig(stream, format="png", dpi=dpi, metadata=metadata)
    return stream.getvalue()


def pdf_bytes(
    layers: MapLayers,
    selection: Selection,
    language: Language,
    today: datetime.date,
    paper: Paper = "A4",
    county: str | None = None,
) -> bytes:
    """`figure` as PDF: lines stay lines, text can be searched. Raises as `figure` does."""
    return saved_pdf(
        lambda: figure(layers, selection, language, today, paper, county),
        word("report_map_title", language),
        language,
        today,
    )


def saved_pdf(
    make: Callable[[], Figure], title: str, language: Language, today: datetime.date
) -> bytes:
    """The page that `make` draws, as PDF of that title; one page is drawn at a time."""
    with _drawing, rc_context(_STYLE):
        stream = io.BytesIO()
        metadata = {
            "Title": title,
            "Author": word("title", language),
            "CreationDate": datetime.datetime.combine(today, datetime.time()),
        }
        make().savefig(stream, format="pdf", metadata=metadata)
    return stream.getvalue()
