"""The symbols of the kinds as matplotlib paths, so that print shows what the screen shows."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from functools import cache
from typing import Final

import numpy as np
from matplotlib.path import Path

from geodata.atlas.symbols import GLYPHS

_FIELD_CENTRE: Final = 12.0
_TOKEN: Final = re.compile(r"[A-Za-z]|-?(?:\d+\.?\d*|\.\d+)")
_ARGUMENTS: Final = {"m": 2, "l": 2, "h": 1, "v": 1, "c": 6, "s": 4, "a": 7, "z": 0}

Point = tuple[float, float]


@cache
def glyph(kind: str) -> Path:
    """Strokes of the kind's symbol: y up, centred on 0, the 24-unit field from -12 to 12."""
    path = svg_path(GLYPHS[kind])
    centred = (np.asarray(path.vertices) - _FIELD_CENTRE) * (1, -1)
    return Path(centred, path.codes)


def _steps(text: str) -> Iterator[tuple[str, list[float]]]:
    """Commands of an SVG path with the numbers of one step each. Raises ValueError."""
    tokens = _TOKEN.findall(text)
    at, command = 0, ""
    while at < len(tokens):
        if tokens[at].isalpha():
            command = tokens[at]
            at += 1
        if command.lower() not in _ARGUMENTS:
            raise ValueError(f"SVG path: unknown command {command!r} in {text!r}")
        count = _ARGUMENTS[command.lower()]
        yield command, [float(token) for token in tokens[at : at + count]]
        at += count
        # Further pairs after a move are lines.
        command = {"M": "L", "m": "l"}.get(command, command)


def svg_path(text: str) -> Path:
    """An SVG path (M L H V C S A Z, circular arcs) as a matplotlib path, y as in the SVG.

    Raises ValueError for another command.
    """
    vertices: list[Point] = []
    codes: list[int] = []
    here = start = (0.0, 0.0)
    handle: Point | None = None

    def curve(one: Point, two: Point, end: Point) -> None:
        vertices.extend([one, two, end])
        codes.extend([int(Path.CURVE4)] * 3)

    for command, numbers in _steps(text):
        kind = command.lower()
        base = here if command.islower() else (0.0, 0.0)
        pairs = [
            (x + base[0], y + base[1]) for x, y in zip(numbers[::2], numbers[1::2], strict=False)
        ]
        previous, handle = handle, None
        if kind == "z":
            vertices.append(start)
            codes.append(int(Path.CLOSEPOLY))
            here = start
            continue
        if kind in "ml":
            here = pairs[0]
            vertices.append(here)
            codes.append(int(Path.MOVETO if kind == "m" else Path.LINETO))
            start = here if kind == "m" else start
        elif kind in "hv":
            value = numbers[0]
            here = (value + base[0], here[1]) if kind == "h" else (here[0], value + base[1])
            vertices.append(here)
            codes.append(int(Path.LINETO))
        elif kind == "c":
            curve(*pairs)
            handle, here = pairs[1], pairs[2]
        elif kind == "s":
            mirrored = (2 * here[0] - previous[0], 2 * here[1] - previous[1]) if previous else here
            curve(mirrored, *pairs)
            handle, here = pairs[0], pairs[1]
        else:
            end = (numbers[5] + base[0], numbers[6] + base[1])
            for segment in _arc(here, end, numbers[0], numbers[3] == 1, numbers[4] == 1):
                curve(*segment)
            here = end
    return Path(vertices, codes)


def _arc(
    start: Point, end: Point, radius: float, large: bool, sweep: bool
) -> list[tuple[Point, Point, Point]]:
    """Cubic curves along a circular arc, as SVG 1.1 F.6.5 finds its centre."""
    half = ((start[0] - end[0]) / 2, (start[1] - end[1]) / 2)
    chord = math.hypot(*half)
    if chord == 0:
        return []
    radius = max(radius, chord)
    side = math.sqrt(radius**2 - chord**2) / chord * (1 if large != sweep else -1)
    centre = (
        (start[0] + end[0]) / 2 + side * half[1],
        (start[1] + end[1]) / 2 - side * half[0],
    )
    first = math.atan2(start[1] - centre[1], start[0] - centre[0])
    turn = math.atan2(end[1] - centre[1], end[0] - centre[0]) - first
    if sweep and turn < 0:
        turn += 2 * math.pi
    if not sweep and turn > 0:
        turn -= 2 * math.pi
    count = max(1, math.ceil(abs(turn) / (math.pi / 2) - 1e-9))
    step = turn / count
    reach = 4 / 3 * math.tan(step / 4) * radius

    def on(angle: float, tangent: float) -> Point:
        return (
            centre[0] + radius * math.cos(angle) - tangent * math.sin(angle),
            centre[1] + radius * math.sin(angle) + tangent * math.cos(angle),
        )

    return [
        (
            on(first + i * step, reach),
            on(first + (i + 1) * step, -reach),
            on(first + (i + 1) * step, 0.0),
        )
        for i in range(count)
    ]
