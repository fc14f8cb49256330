"""When two readers of a plan name the same thing: names compared, mentions paired one to one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import Any

from rapidfuzz import fuzz

ALIKE = 90
SHORTEST = 3

Row = dict[str, Any]


def bare(name: str) -> str:
    """A name without width, white space, marks and a last bracket."""
    name = unicodedata.normalize("NFKC", name)
    name = re.sub(r"\([^()]*\)$", "", name)
    return re.sub(r"[\s“”\"、，,。.()（）\-—–－~～·•:：]", "", name)


def likeness(one: str, other: str) -> float:
    """How alike two names are, 0 to 100; 90 and more where one holds the other."""
    one, other = bare(one), bare(other)
    if not one or not other:
        return 0.0
    short, long = sorted((one, other), key=len)
    if len(short) >= SHORTEST and short in long:
        return 90 + 10 * len(short) / len(long)
    return fuzz.ratio(one, other)


def pairs(
    gold: Sequence[Row],
    found: Sequence[Row],
    near: Callable[[Row, Row], bool],
    alike: Callable[[Row, Row], float],
) -> dict[int, int]:
    """Each row of `gold` with the one of `found` that is most like it and near, one to one."""
    candidates = []
    for g, row in enumerate(gold):
        for f, other in enumerate(found):
            if near(row, other):
                value = alike(row, other)
                if value >= ALIKE:
                    candidates.append(
                        (-(value + 5 * (row["page"] == other["page"])), abs(g - f), g, f)
                    )
    taken: dict[int, int] = {}
    used: set[int] = set()
    for *_, g, f in sorted(candidates):
        if g not in taken and f not in used:
            taken[g] = f
            used.add(f)
    return taken
