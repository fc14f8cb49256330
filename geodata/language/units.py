"""Quantities of the plans in standard units: MW, km, ha, m3 … and as readers say them.

Factors are exact by definition: 1 万 = 10⁴, 1 亿 = 10⁸, 1 亩 = 1/15 ha (China's unit of 1984),
1 公里 = 1 km.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from geodata.language.vocabulary import Language

_TEN_THOUSAND = Fraction(10_000)
_HUNDRED_MILLION = Fraction(100_000_000)

# What one of the unit is, in the standard unit of its dimension.
_UNITS: Final[dict[str, tuple[Fraction, str]]] = {
    "GW": (Fraction(1000), "MW"),
    "MW": (Fraction(1), "MW"),
    "kW": (Fraction(1, 1000), "MW"),
    "兆瓦": (Fraction(1), "MW"),
    "千瓦": (Fraction(1, 1000), "MW"),
    "公里": (Fraction(1), "km"),
    "km": (Fraction(1), "km"),
    "千米": (Fraction(1), "km"),
    "亩": (Fraction(1, 15), "ha"),
    "公顷": (Fraction(1), "ha"),
    "平方公里": (Fraction(100), "ha"),
    "平方千米": (Fraction(100), "ha"),
    "立方米": (Fraction(1), "m3"),
    "方": (Fraction(1), "m3"),
    "平方米": (Fraction(1), "m2"),
    "平米": (Fraction(1), "m2"),
    "吨": (Fraction(1), "t"),
    "吨标准煤": (Fraction(1), "tce"),
    "辆": (Fraction(1), "vehicles"),
    "户": (Fraction(1), "households"),
    "元": (Fraction(1), "CNY"),
    "人": (Fraction(1), "persons"),
    "人次": (Fraction(1), "persons"),
    "%": (Fraction(1), "%"),
    "％": (Fraction(1), "%"),
    "个百分点": (Fraction(1), "pp"),
    "克标准煤/千瓦时": (Fraction(1), "gce/kWh"),
    "克/千瓦时": (Fraction(1), "gce/kWh"),
}
_MULTIPLIERS: Final = {
    "": Fraction(1),
    "百": Fraction(100),
    "千": Fraction(1000),
    "万": _TEN_THOUSAND,
    "百万": 100 * _TEN_THOUSAND,
    "亿": _HUNDRED_MILLION,
    "万亿": _TEN_THOUSAND * _HUNDRED_MILLION,
}
# How the units of _READ that are multiples begin.
_MULTIPLES: Final = {10**4: "万", 10**6: "million ", 10**8: "亿"}
# From which number on a picture reads its values in which multiple, the largest first.
_MAGNITUDES: Final[dict[Language, tuple[tuple[float, float, str], ...]]] = {
    "zh": ((1e8, 1e8, "亿"), (1e5, 1e4, "万")),
    "en": ((1e9, 1e9, "billion "), (1e6, 1e6, "million ")),
}
_COUNTED: Final = frozenset("个座家条处项台套艘种所对只根列期类名片口眼支辆把")

# What values of a standard unit are divided by to be read, and in which unit.
_READ: Final[dict[Language, dict[str, tuple[int, str]]]] = {
    "zh": {
        "MW": (10, "万千瓦"),
        "m3": (10**8, "亿立方米"),
        "m2": (10**4, "万平方米"),
        "t": (10**4, "万吨"),
        "tce": (10**4, "万吨标准煤"),
        "CNY": (10**8, "亿元"),
        "km": (1, "公里"),
        "ha": (1, "公顷"),
        "gce/kWh": (1, "克标准煤/千瓦时"),
        "units": (1, "个"),
        "vehicles": (1, "辆"),
        "households": (1, "户"),
        "persons": (1, "人"),
        "pp": (1, "个百分点"),
    },
    "en": {
        "m3": (10**6, "million m³"),
        "m2": (1, "m²"),
        "CNY": (10**6, "million CNY"),
    },
}

_NUMBER: Final = r"\d+(?:\.\d+)?"
_PATTERN: Final = re.compile(
    rf"(?P<factors>(?:{_NUMBER}[×xX*])*)(?P<value>{_NUMBER})"
    rf"(?P<multiplier>万亿|百万|亿|万|千(?![瓦米])|百)?"
    rf"(?P<unit>{'|'.join(sorted(map(re.escape, _UNITS), key=len, reverse=True))})"
)


class UnitError(ValueError):
    """A unit that no standard unit is known for."""


@dataclass(frozen=True)
class Quantity:
    """A number with its standard unit; `printed` is the text that it was read from."""

    value_std: float
    unit_std: str
    printed: str


def quantities(text: str) -> list[Quantity]:
    """Every quantity with a known unit in `text`, in order, products multiplied out.

    `3×15MW` is one quantity of 45 MW; `12万亩` is 8000 ha. White space and thousands separators
    are ignored.
    """
    found = []
    for match in _PATTERN.finditer(re.sub(r"[\s,]+", "", text)):
        value = Fraction(match["value"])
        for factor in re.findall(_NUMBER, match["factors"]):
            value *= Fraction(factor)
        per_unit, unit_std = _UNITS[match["unit"]]
        value *= _MULTIPLIERS[match["multiplier"] or ""] * per_unit
        found.append(Quantity(float(value), unit_std, match[0]))
    return found


def standard(value: float, unit: str) -> tuple[float, str]:
    """`value` of the printed `unit` (such as 万千瓦) in its standard unit; (value, unit).

    Counting words (个, 座, 家 …, also after 万) give "units". Raises UnitError for a unit that is
    not known.
    """
    bare = re.sub(r"\s+", "", unit)
    for prefix in sorted(_MULTIPLIERS, key=len, reverse=True):
        rest = bare.removeprefix(prefix) if bare.startswith(prefix) else None
        if rest is None:
            continue
        if rest in _UNITS:
            per_unit, unit_std = _UNITS[rest]
            return float(Fraction(str(value)) * _MULTIPLIERS[prefix] * per_unit), unit_std
        if rest and set(rest) <= _COUNTED:
            return float(Fraction(str(value)) * _MULTIPLIERS[prefix]), "units"
    raise UnitError(f"no standard unit is known for {unit!r}")


def shown(value: float, unit_std: str, language: Language) -> tuple[float, str]:
    """A value of a standard unit as it is read in `language`: (value, unit).

    Each unit has one form in a language, so that its values can be compared: a capacity in MW is
    read in 万千瓦 (10 MW) in Chinese, a volume in 亿立方米 or million m³.
    """
    divisor, unit = _READ[language].get(unit_std, (1, unit_std))
    return (value, unit) if divisor == 1 else (value / divisor, unit)


def scaled(values: Iterable[float], unit_std: str, language: Language) -> tuple[list[float], str]:
    """Values of a standard unit as one picture shows them: (values, unit) with short figures.

    14,670,000 m3 are 1,467 万立方米, or 14.67 million m3; all values take the unit of the largest.
    """
    divisor, unit = _READ[language].get(unit_std, (1, unit_std))
    multiple = _MULTIPLES.get(divisor, "")
    if multiple:
        divisor, unit = 1, unit.removeprefix(multiple)
    found = [value / divisor for value in values]
    for least, factor, name in _MAGNITUDES[language]:
        if max(found, default=0.0) >= least:
            return [value / factor for value in found], name + unit
    return found, unit


def power(mw: float, language: Language) -> str:
    """A capacity in MW inside a sentence: 179.2万千瓦, 1,792 MW."""
    value, unit = shown(mw, "MW", language)
    figure = f"{value:,.3f}".rstrip("0").rstrip(".")
    return f"{figure}{unit}" if language == "zh" else f"{figure} {unit}"


def agree(a: float, b: float) -> bool:
    """Whether two values in the same unit are equal to what two decimals can hold."""
    return abs(a - b) <= max(0.0051, 1e-6 * abs(b))
