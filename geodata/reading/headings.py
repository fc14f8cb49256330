"""Headings of Chinese plans: which lines are one, how deep, and how a section is cited."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from geodata.reading.rules import table

_LONGEST_TITLE: Final = 45


@dataclass(frozen=True)
class Heading:
    """One heading: its depth (1 is a part of the whole), how it is cited, its title."""

    depth: int
    label: str
    title: str
    length: int  # characters of the paragraph that are heading


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], int, str, str], ...]:
    return tuple(
        (re.compile(row["pattern"]), int(row["depth"]), row["label"], row["kind"])
        for row in table("headings")
    )


def begins(text: str) -> bool:
    """Whether a line that begins so begins a paragraph."""
    return any(pattern.match(text) for pattern, *_ in _patterns())


def alone(text: str) -> bool:
    """Whether a line is a heading and nothing else."""
    found = heading(text)
    return found is not None and found.length >= len(text.strip())


def heading(text: str) -> Heading | None:
    """The heading that a paragraph is or begins with, None where it is plain text."""
    for pattern, depth, label, kind in _patterns():
        match = pattern.match(text)
        if not match:
            continue
        rest = text[match.end() :]
        stop = re.search(r"[。：:]", rest)
        title = rest[: stop.start()] if stop else rest
        if kind == "whole" and (stop is None or stop.end() == len(rest)):
            if len(title) > _LONGEST_TITLE:
                return None
            return Heading(depth, match.expand(label), title, len(text))
        if kind == "whole":
            length = match.end() + (stop.end() if stop else len(rest))
            return Heading(depth, match.expand(label), title[:_LONGEST_TITLE], length)
        return Heading(depth, match.expand(label), title[:_LONGEST_TITLE], match.end())
    return None


def is_box(heading: Heading) -> bool:
    """Whether the heading opens a box (专栏)."""
    return heading.depth == BOX


BOX: Final = 9
