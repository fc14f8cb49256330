"""What kind of thing a name says, and how firmly its last word makes it one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from geodata.reading.rules import table

STRENGTHS: Final = ("strong", "weak", "matter", "action")


@dataclass(frozen=True)
class Head:
    """A word of the table of kinds in a name."""

    word: str
    kind: str
    strength: str
    start: int
    end: int


@cache
def _by_word() -> dict[str, tuple[str, str]]:
    return {row["word"]: (row["kind"], row["strength"]) for row in table("kinds")}


@cache
def _pattern() -> re.Pattern[str]:
    longest_first = sorted(_by_word(), key=len, reverse=True)
    return re.compile("(?=(" + "|".join(map(re.escape, longest_first)) + "))")


def heads(name: str) -> list[Head]:
    """Every word of the table in `name` that is not part of a longer one."""
    found = [Head(m[1], *_by_word()[m[1]], m.start(1), m.end(1)) for m in _pattern().finditer(name)]
    return [
        one
        for one in found
        if not any(
            other is not one and other.start <= one.start and one.end <= other.end
            for other in found
        )
    ]


def kind_of(name: str, *contexts: str) -> str:
    """The kind of a named thing: what its last telling word says, else its contexts, else other."""
    for text in (name, *contexts):
        telling = [head for head in heads(text) if head.kind]
        # A pilot of something is of that kind, and so is its platform or base.
        firm = [head for head in telling if not _designates(head)] or telling
        if firm:
            return max(firm, key=lambda head: (head.strength == "strong", head.end)).kind
        if text is name and _WATER.search(name):
            return "river_works"
    return "other"


def _designates(head: Head) -> bool:
    """Whether a word only says how a thing is called: 示范区, 试点, 平台."""
    plain = head.kind == "other" and (head.strength != "strong" or head.word in _PLAIN_OTHER)
    return plain or (head.kind == "city_pilot" and head.word not in _PLACES_OF_HONOUR)


_PLAIN_OTHER: Final = frozenset(("基地", "小镇", "信息平台", "管理平台", "监测中心", "教育基地"))
_PLACES_OF_HONOUR: Final = frozenset(
    ("试点城市", "示范城市", "示范县", "示范市", "示范镇", "示范村", "零碳岛")
)
_WATER: Final = re.compile(r"[河沟渠江](?!口?[镇乡村])")
