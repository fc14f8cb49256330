"""The page that a map is printed on.

It is measured in points of A4 from its upper left corner; a larger paper enlarges all of it.
"""

from __future__ import annotations

from typing import Final

from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from geodata.reports.paper.fonts import Pen
from geodata.reports.paper.land import HATCH, INK, LINE, QUIET

WIDTH, HEIGHT, MARGIN = 595.28, 841.89, 31.0
RIGHT: Final = WIDTH - MARGIN
MAP_TOP, MAP_BOTTOM = 81.0, 601.0
LEGEND_TOP: Final = 635.0
LEGEND_BOTTOM: Final = 779.0


class Page:
    """The page to draw on, y down, in points of A4."""

    def __init__(self, page: Figure, pen: Pen, enlarged: float) -> None:
        self.page, self.pen, self.enlarged = page, pen, enlarged
        self.axes = page.add_axes((0, 0, 1, 1))
        self.axes.set_xlim(0, WIDTH)
        self.axes.set_ylim(HEIGHT, 0)
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
        for line in self.pen.lines(text, size, RIGHT - MARGIN, most):
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
