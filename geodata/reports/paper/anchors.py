"""Zones and cities on paper: where the counted square of what has no county stands.

Metres of EQUAL_AREA throughout.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from geodata.language.vocabulary import SECTOR_BY_ID

Box = tuple[float, float, float, float]  # west, south, east, north

# Half the side of a square in points of A4, over everything and over one county.
HALF_PT: Final = {False: 7.4, True: 9.2}
# How far a square may stand from its anchor, in half sides, and how many places are tried there.
_REACH: Final = 12
_STEPS: Final = 24
_TURNS: Final = 24
_SIZES: Final = (1.0, 0.85, 0.7)


@dataclass(frozen=True)
class Anchor:
    """What stands at the anchor of a zone or city: the things, by sector and by how they are named.

    `x`, `y` are the anchor, `centre` is that of the square, which keeps clear of marks, and `half`
    half its side. `parts` are sectors in their order with the number of things, quiet ones apart.
    """

    zone: str
    x: float
    y: float
    centre: tuple[float, float]
    half: float
    things: tuple[str, ...]
    parts: tuple[tuple[str, bool, int], ...]

    @property
    def quiet(self) -> int:
        """How many of the things the plans only lean on or mention."""
        return sum(count for _, quiet, count in self.parts if quiet)

    @property
    def loud(self) -> int:
        """How many of the things the plans do something with."""
        return len(self.things) - self.quiet

    @property
    def box(self) -> Box:
        """The room that the square takes, its ring included."""
        x, y = self.centre
        half = 1.12 * self.half
        return (x - half, y - half, x + half, y + half)


def anchored(
    wide: pd.DataFrame, marks: pd.DataFrame, bounds: Box, half: float
) -> tuple[Anchor, ...]:
    """The anchors of `wide`, each as near its point as `marks` and the other squares leave room.

    `wide` has a row for each thing: `thing`, `zone`, `x`, `y`, `sector`, `quiet`; `marks` have `x`,
    `y`, `radius`. Only anchors within `bounds` are there; the one with most things is placed first.
    Where there is no room at all a square stands on its point.
    """
    at, radius = marks[["x", "y"]].to_numpy(dtype=float), marks[["radius"]].to_numpy(dtype=float)
    taken = np.hstack([at - radius, at + radius])
    found = []
    groups = sorted(wide.groupby("zone"), key=lambda group: (-len(group[1]), group[0]))
    for zone, own in groups:
        point = (float(own.x.iloc[0]), float(own.y.iloc[0]))
        if not (bounds[0] < point[0] < bounds[2] and bounds[1] < point[1] < bounds[3]):
            continue
        centre, size = _free(point, taken, bounds, half)
        anchor = Anchor(
            zone=str(zone),
            x=point[0],
            y=point[1],
            centre=centre,
            half=size,
            things=tuple(own.thing),
            parts=_parts(own),
        )
        taken = np.vstack([taken, anchor.box])
        found.append(anchor)
    return tuple(found)


def _parts(own: pd.DataFrame) -> tuple[tuple[str, bool, int], ...]:
    counts = own.groupby(["sector", "quiet"]).size().to_dict()
    return tuple(
        (sector, quiet, int(counts[sector, quiet]))
        for sector in SECTOR_BY_ID
        for quiet in (False, True)
        if (sector, quiet) in counts
    )


def _free(
    point: tuple[float, float], taken: np.ndarray, bounds: Box, half: float
) -> tuple[tuple[float, float], float]:
    """Centre and half side of the square nearest to `point` that is clear of `taken`."""
    turns = np.arange(_TURNS) * 2 * np.pi / _TURNS
    steps = np.arange(_STEPS + 1) * _REACH / _STEPS
    ways = np.stack([np.cos(turns), np.sin(turns)], axis=1)
    tried = (steps[:, None, None] * ways[None]).reshape(-1, 2) * half + np.array(point)
    best: tuple[float, tuple[float, float], float] | None = None
    for size in _SIZES:
        room = 1.25 * half * size
        boxes = np.hstack([tried - room, tried + room])
        inside = (boxes[:, :2] > bounds[:2]).all(axis=1) & (boxes[:, 2:] < bounds[2:]).all(axis=1)
        good = np.flatnonzero(inside & ~_meet(boxes, taken))
        if len(good):
            x, y = (float(v) for v in tried[good[0]])
            away = float(np.hypot(x - point[0], y - point[1]))
            # A square gives up size rather than walk far from its point.
            cost = away + (1 - size) * 8 * half
            if best is None or cost < best[0]:
                best = (cost, (x, y), half * size)
    return (point, half * _SIZES[-1]) if best is None else best[1:]


def _meet(boxes: np.ndarray, taken: np.ndarray) -> np.ndarray:
    """Which of `boxes` meet any of `taken`."""
    mine, other = boxes[:, None], taken[None]
    return np.asarray(
        (
            (mine[..., 0] < other[..., 2])
            & (mine[..., 2] > other[..., 0])
            & (mine[..., 1] < other[..., 3])
            & (mine[..., 3] > other[..., 1])
        ).any(axis=1)
    )


def ranges(numbers: Sequence[int]) -> str:
    """Numbers in a few characters: runs of them by their ends, 3, 12–14."""
    said: list[str] = []
    runs = np.split(np.array(sorted(numbers)), np.flatnonzero(np.diff(sorted(numbers)) > 1) + 1)
    for run in runs:
        said.append(f"{run[0]}" if len(run) == 1 else f"{run[0]}–{run[-1]}")
    return ", ".join(said)
