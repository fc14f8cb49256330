"""Glyphs that a text layer holds in a form of its own, made readable, one for one.

`repaired` changes what the print itself does not show (ꎬ for ，); `plain` also makes full-width
letters and digits half-width, so that rules need one form only. Neither changes a length.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

from geodata.reading.rules import table

_COMMA: Final = re.compile(r"(?<!\d),|,(?!\d)")  # a comma between digits is part of a number
_WIDE: Final = str.maketrans("();:", "（）；：")


@cache
def _repairs() -> dict[int, str]:
    return {int(row["code"], 16): row["read_as"] for row in table("glyphs")}


@cache
def _plain() -> dict[int, str]:
    return {ord(row["printed"]): row["read_as"] for row in table("plain_glyphs")}


def repaired(text: str) -> str:
    """`text` with each glyph as the print shows it; the length stays."""
    return text.translate(_repairs())


def plain(text: str) -> str:
    """`text` with full-width letters and digits and odd dashes made plain; the length stays."""
    folded = "".join(_narrow(char) for char in text).translate(_plain())
    folded = _COMMA.sub("，", folded)
    return folded.translate(_WIDE)


@cache
def _narrow(char: str) -> str:
    """The half-width form of a full-width letter, digit or sign, where it is one character."""
    if not ("\uff10" <= char <= "\uff5a" or char in "％．／＋±³²㎡"):
        return char
    folded = unicodedata.normalize("NFKC", char)
    return folded if len(folded) == 1 and char not in "：；？＜＝＞" else char
