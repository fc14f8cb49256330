"""Words of a phrase, and whether they name something: a place, a proper name, or plain vocabulary.

The cheapest division into known words is taken. What no list knows is a proper name, as names of
stations, rivers and villages are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from geodata.reading.places import Area
from geodata.reading.rules import entries, lines, table

Sort = Literal["place", "name", "rare", "plain", "number", "mark"]
_LONGEST: Final = 9
_NAME_LIKE: Final = -0.7  # from here on, characters that no list knows are a name
_SURELY_NAME: Final = 1.2  # and from here on a common word is one
_RARE_CHAR: Final = 1.5
_JOINED: Final = 0.0
_SHORTLY: Final = 0.3  # for a word of two characters and one behind it: 观音岩
_PROVINCES: Final = frozenset("京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔滇藏陕甘青宁")
_WATER_BEHIND: Final = re.compile(r"[河江湖溪沟渠路]|大道|盆地|运河")
_BEFORE_NAMES: Final = frozenset("大小新老高上下中")
_UNKNOWN_COST: Final = 2.3
_COST: Final = {"place": 0.9, "name": 0.9, "plain": 1.0, "rare": 1.3, "number": 0.5, "mark": 0.5}
_NUMBER: Final = re.compile(r"[±\d.,%×/+~～—-]*\d[\d.,%×/+]*|[A-Za-z]+\d*")
_FUNCTION: Final = frozenset(
    "的和与及等在对以为将从向于由到把使至是了不或其各也而并有中内外上下前后新老大小高低多全本该此两"
)


# A short name that the document gives to a place or zone.
_SHORT_FOR: Final = re.compile(r"以下简称[：“]*([一-龥]{2,8}?)[”）]")


@cache
def _odds() -> dict[str, float]:
    return {row["char"]: float(row["odds"]) for row in table("name_chars")}


def name_like(text: str) -> float:
    """How much likelier its characters are in names of places than in plans, as a mean log."""
    odds = _odds()
    return sum(odds.get(char, _RARE_CHAR) for char in text) / len(text)


@dataclass(frozen=True)
class Word:
    """One word: its sort and its span in the phrase."""

    sort: Sort
    start: int
    end: int
    text: str


class Segmenter:
    """Divides phrases of a plan of one area."""

    def __init__(self, area: Area, text: str = "") -> None:
        self.area = area
        self._sorts: dict[str, Sort] = dict.fromkeys(lines("common_words"), "rare")
        self._sorts |= dict.fromkeys(lines("plan_words"), "plain")
        self._sorts |= dict.fromkeys(entries("kinds"), "plain")
        self._sorts |= dict.fromkeys(entries("verbs"), "plain")
        self._sorts |= dict.fromkeys(entries("adverbs"), "plain")
        self._sorts |= dict.fromkeys(entries("known_names"), "name")
        self._sorts |= dict.fromkeys((n for n in area.names if len(n) > 1), "place")
        self._sorts |= dict.fromkeys(area.never, "name")
        self._sorts |= dict.fromkeys(area.own, "plain")
        self._sorts |= dict.fromkeys(_SHORT_FOR.findall(text), "name")

    def words(self, phrase: str) -> list[Word]:
        """The words of `phrase` in order; unknown characters in a row are one name."""
        length = len(phrase)
        best: list[float] = [0.0] + [1e9] * length
        back: list[tuple[int, Sort | None]] = [(0, None)] * (length + 1)
        numbers = {m.start(): m.end() for m in _NUMBER.finditer(phrase)}
        for start in range(length):
            here = best[start]
            char = phrase[start]
            if start in numbers:
                end = numbers[start]
                if here + 0.5 < best[end]:
                    best[end], back[end] = here + 0.5, (start, "number")
            hanzi = "一" <= char <= "龥"
            cost = _UNKNOWN_COST if hanzi and char not in _FUNCTION else 1.0
            if here + cost < best[start + 1]:
                sort: Sort | None = None if hanzi and char not in _FUNCTION else "plain"
                sort = sort if hanzi else "mark"
                best[start + 1], back[start + 1] = here + cost, (start, sort)
            if hanzi:
                for end in range(start + 2, min(length, start + _LONGEST) + 1):
                    known = self._sorts.get(phrase[start:end])
                    if known and here + _COST[known] < best[end]:
                        best[end], back[end] = here + _COST[known], (start, known)
        return _merged(phrase, back)


def _merged(phrase: str, back: list[tuple[int, Sort | None]]) -> list[Word]:
    """The words on the cheapest way; single unknown characters in a row become one name."""
    found: list[tuple[int, int, Sort | None]] = []
    end = len(phrase)
    while end > 0:
        start, sort = back[end]
        found.append((start, end, sort))
        end = start
    out: list[Word] = []
    run: list[int] = []
    for start, end, sort in [*reversed(found), (len(phrase), len(phrase), "mark")]:
        if sort is None:
            run = [run[0] if run else start, end]
            continue
        if run:
            if out and out[-1].text in _BEFORE_NAMES and out[-1].end == run[0]:
                run[0] = out.pop().start
            text = phrase[run[0] : run[1]]
            named = len(text) > 1 and (name_like(text) >= _NAME_LIKE or set(text) <= _PROVINCES)
            out.append(Word("name" if named else "rare", run[0], run[1], text))
            run = []
        if end > start:
            text = phrase[start:end]
            if sort == "rare" and name_like(text) >= _SURELY_NAME:
                sort = "name"
            if sort == "place" and _WATER_BEHIND.match(phrase, end) and text[-1] not in "县市区州":
                sort = "name"  # the river of that name, not the county
            out.append(Word(sort, start, end, text))
        _join_rare(out)
    return out


def _join_rare(out: list[Word]) -> None:
    """A word and a rare one behind it are a name where their characters are those of names."""
    if len(out) < 2 or out[-1].sort != "rare" or out[-2].sort not in ("rare", "plain"):
        return
    text = out[-2].text + out[-1].text
    short = len(out[-2].text) == 2 and len(out[-1].text) == 1
    rare = out[-2].sort == "rare"
    if (rare and name_like(text) >= _JOINED) or (short and name_like(text) >= _SHORTLY):
        last, before = out.pop(), out.pop()
        out.append(Word("name", before.start, last.end, text))
