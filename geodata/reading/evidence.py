"""How surely a member of an enumeration is a named thing."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from geodata.reading.kinds import Head, heads
from geodata.reading.listing import Part
from geodata.reading.rules import table

_DESIGNATION: Final = re.compile(
    r"^[“\"]?(?:国家|省|世界|全国|全省|国际|国内|区域性|现代农业|农业绿色).*(?:示范(?:区|市|县|城市|基地)|试点城市|"
    r"先行区|试验区|示范省|实践创新基地|园林城市|森林城市|卫生城市|实验室|创新中心|先行县|强县|强市|调峰中心|"
    r"联运中心|物流中心|产业基地|产业集群|试点|示范工程)$"
)
_ACTOR: Final = re.compile(r"公司|集团(?!化)|[炼焦]\S?厂|学院|大学(?!生)|医院")
_GROUND: Final = re.compile(
    r"[河湖江海山岛湾港渠沟库坝闸园区县市镇乡村庄寨店屯厂矿场站路桥洼滩岭峡泉溪塘堰城岗口]"
)
_SIZE: Final = re.compile(r"^[“\"]?(?:±?\d[\d.]*(?:万千瓦|兆瓦|MW|千伏)|[百千]万千瓦)")
_OWN_HEADS: Final = re.compile(
    r"(?:项目|工程|系统|中心|平台|厂|站|场|园|库|基地|数据库)(?:[（(].*)?$"
)
_QUOTED: Final = re.compile(r"(?:项目|工程|行动|计划|试点|示范)$|”$")
_PAST: Final = 0.8
_SHORTEST_PLAIN: Final = 5
_COUNTED: Final = re.compile(
    r"^(?:\d+|[一二三四五六七八九十两若干多]+)(?:个|座|条|处|项|家|大|批|台|套|种)|^(?:一批|各类|若干|所有|各)|^[在对从于向与](?![一-龥]?(?:河|湖|江|县))"
)


@cache
def never() -> tuple[str, ...]:
    """The endings of names that are offices, documents, qualities: no things."""
    return tuple(row["ending"] for row in table("no_items"))


def confidence(score: float, form: str, mentioned: bool) -> float:
    """How many of ten things with such a score are right, as measured; fewer where it is past."""
    by_score = {float(row["score"]): row for row in table("confidence")}
    known = by_score.get(round(score, 2))
    value = float(known[form]) if known else score
    return round(value * _PAST, 2) if mentioned else value


def score(part: Part, name: str, head: Head | None, own: frozenset[str], entry: bool) -> float:
    """From 0, no named thing, to 1. `own` are names of the area itself, `entry` a numbered one."""
    if head is None or _COUNTED.search(name):
        return 0.0
    if "的" in name and head.strength != "strong" and not part.lent and not _ACTOR.search(name):
        return 0.0
    telling = any(one.kind for one in heads(name))
    proper = any(word.sort == "name" for word in part.words)
    placed = any(word.sort == "place" for word in part.words) or part.lent is not None
    actor = bool(_ACTOR.search(part.text))
    strong = head.strength == "strong"
    if proper or placed or actor:
        if strong:
            return 0.9 if proper else 0.85
        if head.strength == "matter":  # said of a county it is something to be done there
            return 0.55 if placed and not proper and part.opening else 0.0
        if head.strength == "weak":
            return 0.8 if telling else 0.6
        grounded = placed or actor or bool(_GROUND.search(part.text))
        return 0.65 if telling and grounded else 0.5 if grounded else 0.0
    begins_with_own = part.text.startswith(tuple(own))
    firm = strong or any(one.strength == "strong" for one in heads(name))
    if begins_with_own and (firm or (telling and _OWN_HEADS.search(name))):
        return 0.7 if entry or strong else 0.6
    if part.opening is None and not entry:
        return 0.0
    if _DESIGNATION.search(name):
        return 0.5
    if "“" in part.text and (strong or _QUOTED.search(name)):
        return 0.5
    return 0.5 if strong and _SIZE.search(name) else 0.0


def by_company(part: Part, head: Head | None, name: str, in_box: bool) -> float:
    """The score of a member that is named only because those beside it are."""
    if head is None or _COUNTED.search(name) or len(name) < _SHORTEST_PLAIN:
        return 0.0
    if in_box and _OWN_HEADS.search(name):
        return 0.55
    firm = head.strength == "strong" and head.kind not in ("", "other")
    return 0.55 if firm and part.opening else 0.0
