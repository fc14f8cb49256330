"""The page that a map is printed on, upright or across.

It is measured in points of A4 from its upper left corner; a larger paper enlarges all of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from geodata.reports.paper.fonts import Pen
from geodata.reports.paper.land import HATCH, INK, LINE, QUIET

WIDTH, HEIGHT, MARGIN = 595.28, 841.89, 31.0
RIGHT: Final = WIDTH - MARGIN
MAP_TOP, MAP_BOTTOM = 81.0, 601.0
LEGEND_TOP: Final = 635.0
LEGEND_BOTTOM: Final = 779.0
# Width of the legend's first column, or of all of it where it stands beside the map.
KEY_WIDTH: Final = 152.0


@dataclass(frozen=True)
class Form:
    """How a page lies: its size, the `frame` of its map (left, top, right, bottom), its footer."""

    width: float
    height: float
    frame: tuple[float, float, float, float]
    footer: float

    @property
    def right(self) -> float:
        """Where the right margin begins."""
        return self.width - MARGIN


UPRIGHT: Final = Form(WIDTH, HEIGHT, (MARGIN, MAP_TOP, RIGHT, MAP_BOTTOM), LEGEND_BOTTOM + 16)
# The legend stands beside the map.
ACROSS: Final = Form(
    HEIGHT, WIDTH, (MARGIN, MAP_TOP, HEIGHT - MARGIN - KEY_WIDTH - 16, 512.0), 550.0
)


class Page:
    """The page to draw on, y down, in points of A4; empty, `enlarged` times as large as A4."""

    def __init__(self, pen: Pen, enlarged: float = 1.0, form: Form = UPRIGHT) -> None:
        self.pen, self.enlarged, self.form, self.right = pen, enlarged, form, form.right
        self.page = Figure(figsize=(form.width / 72 * enlarged, form.height / 72 * enlarged))
        FigureCanvasAgg(self.page)
        self.axes = self.page.add_axes((0, 0, 1, 1))
        self.axes.set_xlim(0, form.width)
        self.axes.set_ylim(form.height, 0)
        self.axes.axis("off")

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        colour: str = INK,
        bold: bool = False,
        align: str = "left",
        room: float | None = None,
    ) -> None:
        """One line of text on the baseline `y`; set smaller where `room` is too narrow."""
        text = self.pen.clean(text)
        if room is not None:
            wide = self.pen.width_pt(text, size, bold)
            size *= min(1.0, room / wide) if wide else 1.0
        self.axes.text(
            x,
            y,
            text,
            fontproperties=self.pen.style(size * self.enlarged, bold),
            color=colour,
            ha=align,
            va="baseline",
            parse_math=False,
        )

    def label(self, x: float, y: float, text: str, size: float, room: float, bold: bool) -> None:
        """A short text within `room`: on one line, or small on two where it would be tiny."""
        least = 5.6
        wide = self.pen.width_pt(self.pen.clean(text), least, bold)
        if wide <= room:
            self.text(x, y, text, size, bold=bold, room=room)
            return
        lines = self.pen.lines(text, 5.2, room, 2)
        for line, rise in zip(lines, (-2.9, 2.4), strict=False):
            self.text(x, y + rise - 0.2, line, 5.2, bold=bold, room=room)

    def paragraph(self, y: float, text: str, size: float, most: int, colour: str = QUIET) -> float:
        """Lines over the whole width from the baseline `y`; the baseline after the last."""
        for line in self.pen.lines(text, size, self.right - MARGIN, most):
            self.text(MARGIN, y, line, size, colour)
            y += size * 1.45
        return y

    def swatch(self, x: float, y: float, fill: str, hatched: bool = False) -> None:
        """A legend box of one colour whose foot is at `y`."""
        self.axes.add_patch(
            Rectangle((x, y - 6.3), 15, 7.4, facecolor=fill, edgecolor=LINE, lw=0.5 * self.enlarged)
        )
        if hatched:
            for start in range(-6, 15, 4):
                left, right = max(0, start), min(15, start + 7.4)
                self.axes.plot(
                    [x + left, x + right],
                    [y - 6.3 + (left - start), y - 6.3 + (right - start)],
                    color=HATCH,
                    lw=0.6 * self.enlarged,
                )
