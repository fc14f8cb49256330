"""Promised numbers: an indicator, a value with its unit, and a deadline."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Final

from geodata.language import units
from geodata.reading import years
from geodata.reading.clauses import sentences, split
from geodata.reading.document import Block, Document
from geodata.reading.places import Area
from geodata.reading.rules import table
from geodata.reading.segment import Segmenter
from geodata.reading.target_rows import of_row

_UNIT: Final = (
    r"(?:%|个百分点|‰|(?:亿|万|百万|千万)?(?:吨标准?煤(?:/年)?|吨/?(?:年|日)?|千瓦时|千瓦|兆瓦|千伏安|标?立方米(?:/(?:年|日|天))?|"
    r"m3(?:/(?:年|d|日))?|m³(?:/(?:年|d|日))?|平方公里|平方千米|km2|km²|平方米|公顷|亩(?:次)?|公里|千米|km|㎞|元|户|辆|人次|人|"
    r"标?箱|套|台|个|座|家|处|项|条|只|对|所|株|艘|次|件|蒸吨|米)|年一遇|微克/立方米|μg/m3|克标准煤/千瓦时|克/千瓦时|吨/日|"
    r"千克标准煤/吨|毫克/升|MW|GW|kW|天|分钟|小时|倍)"
)
_FIGURE: Final = re.compile(
    rf"(?<![\d.第A-Za-z\-—])(?P<value>\d[\d,]*(?:\.\d+)?)(?:[-—～~](?P<upper>\d[\d,]*(?:\.\d+)?))?\s?"
    rf"(?P<unit>{_UNIT})?(?P<tail>及?以上|左右|以内|以下|以下水平)?"
)
_COUNTED: Final = re.compile(
    r"(?:亿|万)?(?:个|座|家|处|项|条|只|对|所|套|台|次|件|天|米|人|辆|户|艘|株|元|分钟|小时|倍|人次)$"
)
_REACH: Final = (
    r"(?:均|分别|基本|力争|争取|预计|将|全部|累计|稳定|持续|逐步|总体|可|总计|合计|约|共|再|保持|维持|进一步)*"
    r"(?:达到|达|提高到?|提升至?到?|上升到?|增加到?|增长到?|增长|降低到?|降至|下降到?|下降至|减少到?|减少|下降|降低|控制在|"
    r"稳定在|保持在|维持在|不低于|不少于|不高于|不超过|不大于|低于|高于|超过|突破|为|至|到|占|实现|新增|新建|建成|完成|建设|改造|"
    r"治理|创建|培育|打造|推广|发展|形成|布局|投产|规模|约|≥|≤|>|<|小于|大于|提高|提升|扩大到|过|恢复|改善|解决|新增及恢复)?"
)
_BEHIND: Final = re.compile(
    rf"(?P<verb>{_REACH})(?:了|至|到|在)?(?:约|近|超过|不低于|不少于|≥|≤|>|<)?$"
)
_LEADING: Final = re.compile(
    r"新增|新建|建成|建设|改造|完成|扩建|重建|培育|打造|创建|治理|恢复|投资"
)
_NEWLY: Final = re.compile(r"新增|新建|扩建|重建|建成|改造|完成|投资|达")
_PAST: Final = re.compile(r"成就|成效|现状|回顾|完成情况|基础(?!设施)|形势")
_PLACES: Final = ("地区", "城区", "城市", "农村", "县城")
_GOALS: Final = re.compile(r"目标|指标")
_NOT_BEFORE: Final = re.compile(r"(?:[GSXYKZ]\d*|第|“|PM|PM2\.|《|—|-|±|国道|省道|北斗)$")
_MORE: Final = re.compile(
    r"不低于|不少于|高于|超过|突破|≥|>|大于|以上|提高$|增长$|下降$|降低$|减少$|过$"
)
_LESS: Final = re.compile(
    r"控制在|不高于|不超过|不大于|低于|≤|<|小于|以内|以下|降至|降低到|下降到|下降至|减少到"
)
_ABOUT: Final = re.compile(r"左右|约|预计|近")
_BASE: Final = re.compile(r"(?:比|较|与)(20\d\d)年(?:相比)?|(20\d\d)年基础上")
_NO_INDICATOR: Final = re.compile(r"^(?:年|其中|到|达|约|共|和|及|以上|等|比|较)*$")


@cache
def _indicators() -> tuple[tuple[re.Pattern[str], str, str], ...]:
    return tuple(
        (re.compile(r["pattern"]), r["indicator"], r["sector"]) for r in table("indicators")
    )


def indicator_of(said: str) -> tuple[str, str]:
    """The id and the sector of what a figure measures."""
    return next(((i, s) for pattern, i, s in _indicators() if pattern.search(said)), ("other",) * 2)


def targets(
    document: Document, segmenter: Segmenter, area: Area, document_id: str, horizon: int
) -> list[dict[str, Any]]:
    """The targets of a document as rows of the table of targets with their evidence."""
    out: list[dict[str, Any]] = []
    base = years.base(document.working)
    above: tuple[str, int | None] = ("", None)  # the chapter and the year that it gave last
    for block in document.blocks:
        if block.kind == "row":
            said = of_row(document, block, horizon)
        elif block.kind == "paragraph":
            goals = bool(_GOALS.search(block.chapter + block.title))
            lent = above[1] if above[0] == block.chapter else horizon if goals else None
            lent = None if _PAST.search(block.above) else lent
            said, given = _of_paragraph(document, block, base, lent, goals)
            above = (block.chapter, given or lent)
        else:
            continue
        for row in said:
            out.append(_finished(document, document_id, block, row))
    return out


def _of_paragraph(
    document: Document, block: Block, base: int, lent: int | None, goals: bool
) -> tuple[list[dict[str, Any]], int | None]:
    """The targets of a paragraph and the year that it gives last.

    A year that stands in an earlier paragraph of the chapter (`lent`) dates what is newly built,
    and everything where the chapter is one of goals.
    """
    text = document.working
    out: list[dict[str, Any]] = []
    carried: int | None = None
    for sentence in sentences(text, (block.start, block.end)):
        dated = [d for d in years.deadlines(text, sentence) if d.year and _ahead(text, d, base)]
        past = [d for d in years.deadlines(text, sentence) if d.year and not _ahead(text, d, base)]
        year = carried
        topic = ""
        for clause in split(text, sentence, "，；："):
            for deadline in dated:
                if deadline.start < clause[1]:
                    year = carried = deadline.year
            past_here = any(d.start < clause[1] for d in past if not dated)
            if past_here or (year is None and lent is None):
                continue
            found = _of_clause(text, clause, topic)
            if year is None and not goals and not any(r["clause"][0] == sentence for r in out):
                found = [row for row in found if _NEWLY.search(row["wording"])]
            for row in found:
                row["year"] = year or lent
                row["clause"] = (sentence, clause)
            out += found
            topic = found[-1]["indicator_zh"] if found else topic
    return out, carried


def _ahead(text: str, deadline: years.Deadline, base: int) -> bool:
    """Whether a year is a deadline: 到2025年, 2025年底前, 十四五期间; not 2019年建成, 比2020年."""
    before = text[max(0, deadline.start - 4) : deadline.start]
    behind = text[deadline.end : deadline.end + 6]
    if re.search(r"[比较以自从截]$|与$|截至$|截止$|较$", before):
        return False
    if deadline.period:
        return not re.match(r"[”\"]?以来", behind) and (deadline.year or 0) > base
    if (deadline.year or 0) <= base:
        so_far = re.match(r"年?(?:底|末)?[，]?(?:已|我市已|的)", behind)
        return bool(re.search(r"(?<![长加升降高少])到$", before)) and not so_far
    return bool(
        re.search(r"到[“”]?$|至$|力争$|前$", before)
        or re.match(r"年?(?:底|末)?(?:之)?[前，]|年?底|年?[^，。]{2,}", behind)
    )


def _of_clause(text: str, clause: tuple[int, int], topic: str) -> list[dict[str, Any]]:
    """The figures of one clause with what each measures."""
    out: list[dict[str, Any]] = []
    start = clause[0]
    names: list[str] = []
    for match in _FIGURE.finditer(text, *clause):
        unit = match["unit"] or ""
        before = text[start : match.start()]
        if re.match(
            r"年(?!一遇)|月|号|日|千伏|届|周年|世纪|条措施|大|多|余|种|级|期|回|点",
            text[match.end() : match.end() + 2],
        ):
            continue
        if (
            before.endswith("（")
            or _NOT_BEFORE.search(before)
            or (
                not unit
                and "." not in match["value"]
                and not re.search(r"系数|指数|达到|降至|≥", before)
            )
        ):
            continue
        behind = _BEHIND.search(before)
        verb = behind["verb"] if behind else ""
        name = before[: behind.start()] if behind else before
        name = _indicator(name)
        if "分别" in before and "、" in name:
            names = [
                _shared(name, i)
                for i in range(name.count("、") + 1 + len(re.findall("和|及", name)))
            ]
            name = names.pop(0)
        elif names and _NO_INDICATOR.match(re.sub(r"[、和及与]", "", name)):
            name = names.pop(0)
        name = name.strip("、和及与 ")
        if len(name) < 2 and topic and text[match.end() : match.end() + 1] != "的":
            name = topic
        if len(name) < 2 and (verb or text[match.end() : match.end() + 1] == "的"):
            behind_name = re.match(
                r"[^\d，。；、（]{2,16}", text[match.end() : clause[1]].lstrip("的")
            )
            name = behind_name[0] if behind_name else ""
        if len(name) < 2:
            start = match.end()
            continue
        leading = _LEADING.match(name)
        verb = verb or (leading[0] if leading else "")
        if _COUNTED.match(unit) and not verb:
            start = match.end()
            continue
        mark = f"{verb}{text[match.start() - 3 : match.start()]}{match['tail'] or ''}"
        out.append(
            {
                "indicator_zh": name,
                "value": match["value"].replace(",", ""),
                "unit": unit,
                "comparator": comparator(mark),
                "wording": verb,
                "at": (match.start(), match.end()),
                "baseline": _baseline(before),
            }
        )
        start = match.end()
    return out


def _indicator(said: str) -> str:
    """What a figure measures, without periods, lead-ins and verbs at its beginning."""
    said = re.sub(r"(?:比|较)20\d\d年(?:相比)?", "", said)
    said = re.sub(
        r"^.*?(?:[“\"]?十[三四五]五[”\"]?(?:期间|时期|末)?|20\d\d年(?:底|末)?(?:之?前)?)", "", said
    )
    said = re.sub(r"（[^）]*）|[“”\"]", "", said)
    said = re.sub(
        r"^(?:[，、,]|到|全面|全市|全省|我市|我省|力争|确保|争取|其中|以及|每年|实现|使|将|并|累计|年均)+",
        "",
        said,
    )
    return said[-40:]


def _shared(names: str, index: int) -> str:
    """One of several indicators that share the end of the last: 煤电、气电装机 gives 煤电装机."""
    parts = [p for p in re.split(r"[、和及]", names) if p]
    if not parts:
        return names
    own = parts[min(index, len(parts) - 1)]
    if own.endswith(_PLACES) and len(parts[-1]) > len(own) + 1:  # 城市地区、农村地区供电可靠率
        return own + parts[-1][len(own) :]
    end = re.search(
        r"(?:装机容量|装机规模|装机|占比|比重|比例|覆盖率|利用率|产值|容量|长度|能力|浓度|量|率|面积)$",
        parts[-1],
    )
    return own if not end or own.endswith(end[0]) else own + end[0]


def comparator(mark: str) -> str:
    """The comparator that words beside a figure set."""
    if _ABOUT.search(mark):
        return "~"
    if re.search(r"以上", mark):
        return ">="
    if _LESS.search(mark):
        return "<="
    return ">=" if _MORE.search(mark) else "="


def _baseline(before: str) -> int | None:
    match = _BASE.search(before)
    return int(match[1] or match[2]) if match else None


def _finished(
    document: Document, document_id: str, block: Block, row: dict[str, Any]
) -> dict[str, Any]:
    """The row with standard values, its clause and its evidence."""
    start = row.pop("at")[0]
    sentence, clause = row.pop("clause")
    left, right = sentence if sentence[1] - sentence[0] <= 120 else clause
    if right - left > 120:
        left = max(left, min(start - 60, right - 120))
        right = min(right, left + 120)
    try:
        value, unit = units.standard(float(row["value"]), row["unit"])
    except (units.UnitError, ValueError):
        value, unit = row["value"], row["unit"]
    indicator, sector = indicator_of(row["indicator_zh"])
    return row | {
        "document_id": document_id,
        "indicator": indicator,
        "sector": sector,
        "value_std": value,
        "unit_std": unit,
        "year_basis": "item" if str(row["year"]) in document.text[left:right] else "section",
        "baseline_year": row.pop("baseline"),
        "scope_zh": "",
        "scope_en": "",
        "section": block.section,
        "quote_zh": document.text[left:right],
        "page": document.page(start),
        "start": left,
        "end": right,
        "form": block.form,
        "confidence": row.pop("confidence", 0.8),
    }
