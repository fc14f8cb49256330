"""What is the same thing: later mentions point to the row that names it first."""

from __future__ import annotations

import re
from typing import Any, Final

from rapidfuzz import fuzz

_LOOSE: Final = re.compile(r"[\s“”\"、，（）()—～~·-]|项目$|工程$|建设$")
_ALIKE: Final = 92


def first_mentions(rows: list[dict[str, Any]]) -> None:
    """Set `same_as` of each row that names a thing of the same kind and county again."""
    firsts: list[tuple[str, dict[str, Any]]] = []
    for row in rows:
        bare = _LOOSE.sub("", row["name_zh"])
        row["same_as"] = next(
            (first["project_id"] for name, first in firsts if _same(bare, row, name, first)), ""
        )
        if not row["same_as"]:
            firsts.append((bare, row))


def _same(bare: str, row: dict[str, Any], name: str, first: dict[str, Any]) -> bool:
    if row["kind"] != first["kind"]:
        return False
    if row["adcodes"] and first["adcodes"] and row["adcodes"] != first["adcodes"]:
        return False
    if re.findall(r"\d+", bare) != re.findall(r"\d+", name):
        return False
    return (
        bare == name
        or fuzz.ratio(bare, name) >= _ALIKE
        or (min(len(bare), len(name)) >= 5 and (bare.endswith(name) or name.endswith(bare)))
    )
