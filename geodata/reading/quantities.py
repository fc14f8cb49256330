"""Sizes with their standard units, and what says that a number is no size of a thing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from geodata.language import units

_FIGURE: Final = r"(?:\d[\d,]*(?:\.\d+)?[×xX*])*\d[\d,]*(?:\.\d+)?(?:/\d)?(?:[—～-]\d[\d.]*)?"
_UNIT: Final = (
    r"(?:亿|万|百万|千万)?(?:千瓦时|千瓦|兆瓦|吉瓦|MW|GW|kW|KW|kw|平方公里|平方千米|km2|km²|公顷|亩|公里|千米|km|"
    r"㎞|立方米|m3|m³|吨标准煤|吨|米|元|户|座|台|个|处|辆|千伏安|人|平方米|标立方米)(?:/(?:年|日|天|小时|s|d|h))?"
)
SIZE: Final = re.compile(
    rf"(?:\d+台(?=\d))?(?:约|新增|共|总|超过|不少于|不低于|年产|日产|达到?)?{_FIGURE}{_UNIT}(?:/(?:年|日))?(?:左右|以上|级)?"
)
_FIGURES: Final = ("capacity_mw", "length_km", "area_ha")
_SHARED: Final = re.compile(r"\d/\d")


@dataclass(frozen=True)
class Size:
    """A size as printed, with its span and what it is in MW, km and ha where it says so."""

    start: int
    end: int
    capacity_mw: float | None = None
    length_km: float | None = None
    area_ha: float | None = None


def size_in(text: str, span: tuple[int, int]) -> Size | None:
    """The first size in a span, its standard figures; a figure that two share stays a text."""
    match = SIZE.search(text, span[0], span[1])
    if not match:
        return None
    said = re.sub(r"(\d+)台(?=\d)", r"\1×", match[0])
    if _SHARED.search(said) or "级" in said or "千瓦时" in said:
        return Size(match.start(), match.end())
    plain = said.replace("km2", "平方公里").replace("km²", "平方公里").replace("㎞", "km")
    plain = re.sub(r"KW|kw", "kW", plain)
    found = {q.unit_std: q.value_std for q in units.quantities(plain)}
    return Size(match.start(), match.end(), found.get("MW"), found.get("km"), found.get("ha"))


def sizes_in(text: str, span: tuple[int, int]) -> Size | None:
    """The first size in a span, with the first figure of each standard unit in the whole span."""
    first = size_in(text, span)
    if first is None:
        return None
    found: dict[str, float] = {}
    for match in SIZE.finditer(text, *span):
        one = size_in(text, match.span())
        for name in _FIGURES:
            value = getattr(one, name)
            if value is not None:
                found.setdefault(name, value)
    return Size(first.start, first.end, *(found.get(name) for name in _FIGURES))
