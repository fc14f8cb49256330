"""A map to print: one A4 or A3 page, as a picture; as PDF with numbered marks and their list."""

from __future__ import annotations

import datetime
import io
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, Literal

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure
from matplotlib.patches import Circle

from geodata.atlas.classes import county_classes
from geodata.atlas.layers import MapLayers
from geodata.language.text import word
from geodata.language.vocabulary import Language
from geodata.record.selection import Selection
from geodata.reports.paper import listing
from geodata.reports.paper import surrounds as around
from geodata.reports.paper.anchors import Box
from geodata.reports.paper.extent import Extent
from geodata.reports.paper.fonts import MissingFontError, Pen, chinese_family
from geodata.reports.paper.land import GROUND, INK, LINE, WHITE, draw_land
from geodata.reports.paper.legend import draw_beside, draw_legend
from geodata.reports.paper.marks import draw_anchors, draw_marks
from geodata.reports.paper.names import draw_names
from geodata.reports.paper.numbers import draw_anchor_names, draw_numbers, numbers_behind
from geodata.reports.paper.page import ACROSS, UPRIGHT, Form, Page
from geodata.reports.paper.subject import Subject, subject

__all__ = ["MissingFontError", "Paper", "figure", "figures", "pdf_bytes", "png_bytes"]

Paper = Literal["A4", "A3"]
# Enlargement of the sheet, and of the text on the map: on A3 more names fit.
_PAPERS: Final = {"A4": (1.0, 1.0), "A3": (2**0.5, 1.2)}
_AROUND: Final = 0.03  # of the extent, left free around all counties
_NEIGHBOURHOOD: Final = 0.42  # of a county's longer side, shown around it

# Matplotlib draws on one thread at a time. Without hinting text is as wide as it was measured.
DRAWING = threading.Lock()
STYLE: Final[Any] = {"text.hinting": "none", "pdf.fonttype": 3}


def figure(
    layers: MapLayers,
    selection: Selection,
    language: Language,
    today: datetime.date,
    paper: Paper = "A4",
    county: str | None = None,
) -> Figure:
    """The map alone, upright, its marks without numbers; with `county` of that adcode.

    Raises as `figures`.
    """
    about = subject(selection, language, county=county or "")
    return map_page(layers, selection, language, today, about, paper)


def figures(
    layers: MapLayers,
    selection: Selection,
    language: Language,
    today: datetime.date,
    paper: Paper = "A4",
    county: str | None = None,
    across: bool = False,
) -> list[Figure]:
    """The map, then the pages that list what its numbers stand for; upright or `across`.

    It shows what is selected: all counties, those that filters leave in, or `county` (an adcode)
    with its neighbourhood. Raises MissingFontError where no installed font has Chinese, KeyError
    for an unknown adcode.
    """
    about = subject(selection, language, county=county or "")
    enlarged, _ = _PAPERS[paper]
    form = ACROSS if across else UPRIGHT
    lists = listing.pages(about, layers, language, today, enlarged, form)
    pages = 1 + len(lists)
    return [
        map_page(layers, selection, language, today, about, paper, form, about.numbers, pages),
        *lists,
    ]


def map_page(
    layers: MapLayers,
    selection: Selection,
    language: Language,
    today: datetime.date,
    about: Subject,
    paper: Paper = "A4",
    form: Form = UPRIGHT,
    numbers: Mapping[str, int] | None = None,
    pages: int = 1,
) -> Figure:
    """The map of `about`, in EQUAL_AREA, the first of `pages`.

    The marks of the things in `numbers` have that number beside them, the chosen thing a ring.
    """
    enlarged, size = _PAPERS[paper]
    sheet = Page(Pen(chinese_family()), enlarged, form)
    view = view_in(form.frame, layers, language, about.counties, enlarged, size)
    shown = replace(selection, besides=about.thing)
    classes = county_classes(shown)
    axes = draw_map(sheet, view, shown, classes, form.frame, numbers)
    draw_ring(axes, view, shown, about.thing)
    around.draw_heading(sheet, view, shown, about.title, numbers or ())
    around.draw_strip(sheet, view, paper, form.frame[3])
    if form == ACROSS:
        draw_beside(sheet, view, shown, classes, form.frame[3])
    else:
        draw_legend(sheet, view, shown, classes)
        if view.focus is not None:
            around.draw_locator(sheet, view)
    around.draw_footer(sheet, view, shown, today, pages)
    return sheet.page


def draw_map(
    sheet: Page,
    view: Extent,
    selection: Selection,
    classes: str,
    frame: Box,
    numbers: Mapping[str, int] | None = None,
) -> Axes:
    """The map of `view` in `frame`: left, top, right, bottom in points of A4. The map's axes.

    The marks of the things in `numbers` have that number beside them or behind the name of their
    county, anchors all of theirs.
    """
    left, top, right, bottom = frame
    axes = sheet.page.add_axes(
        (
            left / sheet.form.width,
            1 - bottom / sheet.form.height,
            (right - left) / sheet.form.width,
            (bottom - top) / sheet.form.height,
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
    marks, numbers = view.marks(selection), numbers or {}
    beside, left_out = draw_numbers(axes, view, sheet.pen, marks, numbers, squares)
    behind = numbers_behind(marks, numbers, left_out)
    taken += [*squares, *beside]
    draw_names(axes, view, sheet.pen, taken, set(marks.adcode), behind)
    return axes


def draw_ring(axes: Axes, view: Extent, selection: Selection, thing: str) -> None:
    """A ring around the marks of the chosen thing, or around the square where it is counted."""
    marks = view.marks(selection)
    ringed = [(m.x, m.y, m.radius) for m in marks[marks.thing == thing].itertuples()]
    ringed += [
        (*anchor.centre, 1.42 * anchor.half)
        for anchor in view.anchors(selection)
        if thing in anchor.things
    ]
    for x, y, radius in ringed:
        radius += 2.2 * view.metres_per_pt
        for colour, width in ((WHITE, 3.4), (INK, 1.6)):
            axes.add_patch(Circle((x, y), radius, fill=False, edgecolor=colour, linewidth=width))


def view_of(layers: MapLayers, language: Language, paper: Paper, county: str | None) -> Extent:
    """What the frame shows: all counties, or one with its neighbourhood; KeyError if unknown."""
    return view_in(
        UPRIGHT.frame, layers, language, [] if county is None else [county], *_PAPERS[paper]
    )


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
    with DRAWING, rc_context(STYLE):
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
    across: bool = False,
) -> bytes:
    """`figures` as PDF: lines stay lines, text can be searched. Raises as `figures` does."""
    return saved_pdf(
        lambda: figures(layers, selection, language, today, paper, county, across),
        word("report_map_title", language),
        language,
        today,
    )


def saved_pdf(
    make: Callable[[], Iterable[Figure]], title: str, language: Language, today: datetime.date
) -> bytes:
    """The pages that `make` draws, as PDF of that title; one file is drawn at a time."""
    metadata = {
        "Title": title,
        "Author": word("title", language),
        "CreationDate": datetime.datetime.combine(today, datetime.time()),
    }
    stream = io.BytesIO()
    with DRAWING, rc_context(STYLE), PdfPages(stream, metadata=metadata) as file:
        for page in make():
            file.savefig(page)
    return stream.getvalue()
