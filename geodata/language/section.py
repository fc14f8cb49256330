"""How the number of a plan's section reads: as printed, or in figures for who reads no Chinese."""

from __future__ import annotations

import re
from typing import Final

from geodata.language.text import word
from geodata.language.vocabulary import Language

_BOX: Final = "专栏"
_FIGURES: Final = {figure: number for number, figure in enumerate("一二三四五六七八九", start=1)}


def section_named(section: str, language: Language) -> str:
    """A section inside a sentence: “二（一）1” is “section 2 (1) 1”, “专栏1-2” is “Box 1-2”."""
    if language == "zh":
        return section
    if section.startswith(_BOX):
        return word("section_box", language, number=section.removeprefix(_BOX))
    number = re.sub("[一二三四五六七八九十]+", lambda found: str(_count(found[0])), section)
    number = number.replace("（", " (").replace("）", ") ").strip()
    return word("section_part", language, number=number)


def _count(numeral: str) -> int:
    """What a Chinese numeral below a hundred counts: 十 is 10, 十二 12, 二十 20."""
    tens, ten, ones = numeral.rpartition("十")
    return (10 * _FIGURES.get(tens, 1) if ten else 0) + _FIGURES.get(ones, 0)
