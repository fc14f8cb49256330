"""The pictures of a page as plain data: bars on one scale, and rows of dots.

Every value stands in the unit of its axis. A script draws them (components/web/picture.js); what a
mark opens is a block of the fold below its picture.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final, Literal

from geodata.views.page import Block, Fold, digits

_INTERVALS: Final = 5
_STEPS: Final = (1, 2, 5, 10)
# Values that differ by less than this share of the largest would be one dot on a scale from zero.
_TOO_CLOSE: Final = 0.1


@dataclass(frozen=True)
class Axis:
    """A linear scale with round ends: its ticks, evenly spaced from the first end to the last."""

    ticks: tuple[float, ...]
    unit: str

    def as_data(self) -> dict[str, Any]:
        """As JSON."""
        return {"ticks": [[tick, digits(tick)] for tick in self.ticks], "unit": self.unit}


def axis(values: Iterable[float], unit: str, from_zero: bool = False) -> Axis:
    """The scale of `values`, none of them negative; from zero unless that would hide how they vary.

    A length says its value only on a scale from zero, so bars ask for it.
    """
    found = list(values)
    most = max(found, default=0.0) or 1.0
    least = min(found, default=0.0)
    if from_zero or least == most or most - least >= _TOO_CLOSE * most:
        least = 0.0
    step = _round_step((most - least) / _INTERVALS)
    # Tenths of a millionth of a step are what floats leave, not another interval.
    first, last = math.floor(least / step + 1e-7), math.ceil(most / step - 1e-7)
    return Axis(tuple(round(n * step, 10) for n in range(first, last + 1)), unit)


def _round_step(least: float) -> float:
    """The smallest of 1, 2, 5 times a power of ten that is no less than `least`."""
    power = 10.0 ** math.floor(math.log10(least))
    return next(power * n for n in _STEPS if power * n >= least * (1 - 1e-9))


# What a part of a bar is; "unknown" is said and not drawn, "unsaid" in place of what is not named.
Form = Literal["operating", "named", "both", "rest", "unknown", "unsaid"]


@dataclass(frozen=True)
class Part:
    """A part of a bar: what it is called with its figure, and where it is drawn, if it is.

    `opens` is the number of the block in the fold of the bar. `source` is the letter of a source.
    """

    form: Form
    label: str
    opens: int
    span: tuple[float, float] | None = None
    source: str = ""

    def as_data(self) -> dict[str, Any]:
        """As JSON."""
        said: dict[str, Any] = {"form": self.form, "label": self.label, "opens": self.opens}
        if self.span is not None:
            said["span"] = list(self.span)
        return said | ({"source": self.source} if self.source else {})


@dataclass(frozen=True)
class Bar:
    """One target: its mark with its bound (a comparator of the record), its parts, its fold."""

    key: str
    title: str
    due: str
    sector: str
    value: float
    bound: str
    label: str
    parts: tuple[Part, ...]
    fold: Fold

    def as_data(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "key": self.key,
            "title": self.title,
            "due": self.due,
            "sector": self.sector,
            "value": self.value,
            "bound": self.bound,
            "label": self.label,
            "parts": [part.as_data() for part in self.parts],
            "fold": self.fold.as_data(),
        }


@dataclass(frozen=True)
class Bars:
    """Bars on one axis in named groups, and the sources of what they show, by letter."""

    axis: Axis
    groups: tuple[tuple[str, tuple[Bar, ...]], ...]
    sources: tuple[tuple[str, str], ...]

    def as_data(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "type": "bars",
            "axis": self.axis.as_data(),
            "groups": [[title, [bar.as_data() for bar in bars]] for title, bars in self.groups],
            "sources": [list(source) for source in self.sources],
        }


@dataclass(frozen=True)
class Dot:
    """One value of a row and when it is due; `lit` where it passes the filters.

    `joined`: whether the line of its row leads through it; a phase has no place in time.
    """

    value: float
    bound: str
    label: str
    due: str
    lit: bool
    joined: bool
    opens: int

    def as_data(self) -> dict[str, Any]:
        """As JSON: a list, for there are many."""
        return {
            "value": self.value,
            "bound": self.bound,
            "label": self.label,
            "due": self.due,
            "lit": self.lit,
            "joined": self.joined,
            "opens": self.opens,
        }


@dataclass(frozen=True)
class Row:
    """The dots of one name, earliest first; `note` tells rows of one name apart."""

    name: str
    note: str
    dots: tuple[Dot, ...]

    def as_data(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "name": self.name,
            "note": self.note,
            "dots": [dot.as_data() for dot in self.dots],
        }


@dataclass(frozen=True)
class Panel:
    """One of several small pictures: the rows of an indicator with a sentence and a fold."""

    key: str
    title: str
    sector: str
    sentence: str
    axis: Axis
    rows: tuple[Row, ...]
    fold: Fold

    def as_data(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "key": self.key,
            "title": self.title,
            "sector": self.sector,
            "sentence": self.sentence,
            "axis": self.axis.as_data(),
            "rows": [row.as_data() for row in self.rows],
            "fold": self.fold.as_data(),
        }


@dataclass(frozen=True)
class Panels:
    """Small pictures side by side."""

    panels: tuple[Panel, ...]

    def as_data(self) -> dict[str, Any]:
        """As JSON."""
        return {"type": "panels", "panels": [panel.as_data() for panel in self.panels]}


# Whatever a page of text and pictures is made of.
Shown = Block | Bars | Panels
