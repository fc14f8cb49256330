"""Targets in tables of indicators: a column with a year ahead, an indicator, a unit."""

from __future__ import annotations

import re
from typing import Any, Final

from geodata.reading.document import Block, Document

_YEAR: Final = re.compile(r"(20[2-6]\d)")
_NAME: Final = re.compile(r"指标|项目|名称|内容|种类|类型")
_GROWTH: Final = re.compile(r"年均|增速|增长|累计|新增|\[")
_VALUE: Final = re.compile(
    r"(?P<mark>[≥≤><＞＜约]|不低于|大于|小于)?\s?\[?(?P<value>-?\d[\d,]*(?:\.\d+)?)\]?\s?(?P<unit>%)?\s?(?P<tail>左右|以上|以下|以内)?"
)
_ATTRIBUTE: Final = re.compile(r"(?:预期|约束|导向|指导)性")
_LETTERS: Final = re.compile(r"[一-龥%a-zA-Z0-9/]{1,8}")
_UNIT: Final = re.compile(r"[（(]([^（）()]*)[）)]\s*\*?$")


def of_row(document: Document, block: Block, horizon: int) -> list[dict[str, Any]]:
    """The targets of a table row; empty where no column has a year ahead."""
    heads = block.heads
    columns = _columns(heads, horizon)
    text = document.working
    said = [text[start:end] for start, end in block.cells]
    if not columns:
        return _by_attribute(block, said, horizon)
    name = _indicator(heads, said)
    if not name:
        return []
    in_name = _UNIT.search(name)
    unit_column = next((i for i, head in enumerate(heads) if head.startswith("单位")), None)
    unit = (
        in_name[1]
        if in_name
        else said[unit_column]
        if unit_column is not None and unit_column < len(said)
        else ""
    )
    unit = "%" if unit in ("百分比", "％") else unit
    bare = re.sub(r"^\d{1,2}[.．、]?|[（(]\d{1,2}[）)]|\*$", "", _UNIT.sub("", name)).strip()
    out = []
    for index, year in columns:
        if index >= len(said):
            continue
        match = _VALUE.match(said[index])
        if not match or not said[index] or re.match(r"20[1-4]\d年?$", said[index]):
            continue
        grows = bool(_GROWTH.search(heads[index])) if index < len(heads) else False
        out.append(
            {
                "indicator_zh": bare + (re.sub(r"20\d\d年", "", heads[index]) if grows else ""),
                "value": match["value"].replace(",", ""),
                "unit": match["unit"] or ("%" if grows and "年均" in heads[index] else unit),
                "comparator": _comparator(match),
                "wording": "",
                "year": year,
                "at": block.cells[index],
                "clause": ((block.start, block.end), (block.start, block.end)),
                "baseline": None,
                "confidence": 0.95,
            }
        )
    return out


def _by_attribute(block: Block, said: list[str], horizon: int) -> list[dict[str, Any]]:
    """The target of a row that ends with 预期性 or 约束性: the last figure before that.

    So a table is read whose heads stand on the page before.
    """
    behind = next((i for i, text in enumerate(said) if _ATTRIBUTE.fullmatch(text)), None)
    if behind is None:
        return []
    figures = [(i, m) for i in range(behind) if (m := _VALUE.fullmatch(said[i]))]
    names = [i for i in range(behind) if re.search("[一-龥]{3}", said[i])]
    if not figures or not names or figures[-1][0] < names[-1]:
        return []
    units = [said[i] for i in range(names[-1] + 1, figures[-1][0]) if _LETTERS.fullmatch(said[i])]
    match = figures[-1][1]
    in_name = _UNIT.search(said[names[-1]])
    return [
        {
            "indicator_zh": _UNIT.sub("", said[names[-1]]).strip("*"),
            "value": match["value"].replace(",", ""),
            "unit": match["unit"] or (in_name[1] if in_name else units[0] if units else ""),
            "comparator": _comparator(match),
            "wording": "",
            "year": horizon,
            "at": block.cells[figures[-1][0]],
            "clause": ((block.start, block.end), (block.start, block.end)),
            "baseline": None,
            "confidence": 0.85,
        }
    ]


def _comparator(match: re.Match[str]) -> str:
    mark = f"{match['mark'] or ''}{match['tail'] or ''}"
    if re.search(r"[≥>＞]|不低于|大于|以上", mark):
        return ">="
    return "<=" if re.search(r"[≤<＜]|小于|以下|以内", mark) else "~" if mark else "="


def _columns(heads: tuple[str, ...], horizon: int) -> list[tuple[int, int]]:
    """The columns with a year ahead, and that year; a head over several columns counts for all."""
    dated = [(i, int(m[1])) for i, head in enumerate(heads) if (m := _YEAR.search(head))]
    if not dated:
        return []
    first = min(year for _, year in dated)
    out = []
    for position, (index, year) in enumerate(dated):
        if year <= max(2020, first) and (len(dated) > 1 or year <= 2020) and year < 2025:
            continue
        until = dated[position + 1][0] if position + 1 < len(dated) else len(heads)
        for column in range(index, until):
            if column == index or not heads[column] or _GROWTH.search(heads[column]):
                out.append((column, year))
    return out


def _indicator(heads: tuple[str, ...], said: list[str]) -> str:
    for index, head in enumerate(heads):
        if _NAME.search(head) and index < len(said) and said[index]:
            return said[index]
    return next((text for text in said if text and not re.fullmatch(r"[\d.]+", text)), "")
