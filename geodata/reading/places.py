"""The counties of the plan's area, by full, short and former name; nothing outside is guessed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final

from geodata.reading.document import UnreadableError
from geodata.reading.rules import table

_SHORTEST_SHORT: Final = 2
_MUNICIPALITIES: Final = frozenset(["北京市", "天津市", "上海市", "重庆市"])


@dataclass(frozen=True)
class Place:
    """A county, a prefecture or a province, as a name in the text says it."""

    level: str  # county | prefecture | province
    name: str
    adcode: str  # six digits, of counties only


@dataclass(frozen=True)
class Area:
    """What a plan covers: the counties by every name that may stand for them."""

    title: str
    names: dict[str, Place]
    counties: frozenset[str]  # adcodes
    own: frozenset[str]  # names of the area itself, which tell nothing apart
    never: frozenset[str]  # longer words in which a short name is no place


@cache
def _rows() -> tuple[dict[str, str], ...]:
    return table("counties")


def area_of(titles: Iterable[str]) -> Area:
    """The area of one or more counties, cities or provinces, by full or short name.

    Raises UnreadableError where a name is that of no place in the gazetteer.
    """
    wanted = [title.strip() for title in titles if title.strip()]
    chosen: dict[str, dict[str, str]] = {}
    own: set[str] = set()
    for title in wanted:
        found, said = _counties_of(title)
        if not found:
            raise UnreadableError(
                f"{title} is no county, city or province of the gazetteer; give its full name"
            )
        chosen |= {row["adcode"]: row for row in found}
        own |= said
    names: dict[str, Place] = {}
    for row in _rows():
        names.setdefault(row["prefecture"], Place("prefecture", row["prefecture"], ""))
        names.setdefault(row["province"], Place("province", row["province"], ""))
        names.setdefault(row["county"], Place("away", row["county"], ""))
        if len(row["prefecture_short"]) >= _SHORTEST_SHORT:
            names.setdefault(row["prefecture_short"], Place("prefecture", row["prefecture"], ""))
        names.setdefault(row["province_short"], Place("province", row["province"], ""))
    shorts: dict[str, set[str]] = {}
    for row in chosen.values():
        for short in {row["short"], *_short_forms(row), *filter(None, row["former"].split(";"))}:
            shorts.setdefault(short, set()).add(row["adcode"])
    for row in chosen.values():
        own_place = Place("county", row["county"], row["adcode"])
        for short in {row["short"], *_short_forms(row), *filter(None, row["former"].split(";"))}:
            if len(short) >= _SHORTEST_SHORT and len(shorts[short]) == 1 and short not in own:
                names[short] = own_place
    for row in chosen.values():
        names[row["county"]] = Place("county", row["county"], row["adcode"])
    never = frozenset(row["word"] for row in table("no_places"))
    return Area("、".join(wanted), names, frozenset(chosen), frozenset(own), never)


def _counties_of(title: str) -> tuple[list[dict[str, str]], set[str]]:
    """The rows of the counties in a place, and the names of the place itself."""
    for level, short in (("province", "province_short"), ("prefecture", "prefecture_short")):
        found = [row for row in _rows() if title in (row[level], row[short])]
        if found:
            return found, {found[0][level], found[0][short]}
    found = [row for row in _rows() if title == row["county"]]
    found = found or [row for row in _rows() if title in (row["short"], row["former"])]
    return found[:1], {row[key] for row in found[:1] for key in ("county", "short")}


def _short_forms(row: dict[str, str]) -> set[str]:
    """Short names that people use beside the official one: 滨海 for 滨海新区."""
    name = row["county"]
    forms = {
        name.removesuffix(end) for end in ("新区", "自治县", "行政委员会") if name.endswith(end)
    }
    if name.endswith("自治县"):
        forms.add(row["short"] + "县")
    return {form for form in forms if _SHORTEST_SHORT <= len(form) < 5}


def guessed_area(titles: Iterable[str]) -> str:
    """The city, county or province that a title begins with; empty where none does."""
    for title in titles:
        best, at = "", len(title)
        for row in _rows():
            for key in ("county", "prefecture", "province", "province_short"):
                where = title.find(row[key])
                if where >= 0 and (where < at or (where == at and len(row[key]) > len(best))):
                    best, at = row[key], where
        if best:
            return best
    return ""
