"""How a clause begins and ends: lead-ins, periods, adverbs and verbs before what it is about."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from geodata.reading.rules import entries, table

_LEAD: Final = re.compile(
    r"(?:[一二三四五六七八九十]是(?:要)?|首先|其次|再次|此外|另外|其中|同时|以及|并且|并|包括|主要包括|主要是|"
    r"主要为|分别为|分别是|分别|即|如|指|是指|特别是|尤其是|重点是|重点为|重点区域|重点任务|(?:到|至|在|截至|截止)(?=[“\"十2近]))?"
    r"(?:[“\"]?十[一二三四五六]五[”\"]?(?:期间|时期|末|初期|初|前四年)?|20\d\d(?:[—～~-]20\d\d)?年?"
    r"(?:底|末|年底|年末)?(?:之?前|以前)?|近期|远期|中长期|规划期内|期间|当前|目前|近年来|下一步)?"
)
# What stands behind a thing and says how far it shall come.
_TAIL: Final = re.compile(
    r"(?:(?:的)?(?:项目|工程)?(?:等)?(?:(?:建设)?(?:步伐|进度|运行|管理|进程)|前期(?:和建设)?(?:工作|论证)?|"
    r"建设(?:工作|任务|运行)?|(?:研究)?论证(?:工作)?|建成(?:投产|投运|运行|并网)?|投产(?:运营)?|投运|"
    r"(?:尽快|按期|如期|全面)?开工(?:建设)?|落地(?:建设|实施)?|实施|并网(?:发电)?|工作|顺利实施|"
    r"核准(?:建设)?|达产|达效|进度|年内|做大做强|发展|等(?:工作|项目|工程)?|重点工程建设))+$"
)
_COUNT: Final = re.compile(
    r"(?:等)?(?:的)?(?:(?:\d+|[一二三四五六七八九十两百数多几]+)(?:余|多)?"
    r"(?:个|座|条|处|项|家|大|批|台|类|种|片|宗|县区|县|区|市|省)(?:县)?(?!级))*"
    r"(?:重点|重大|一批|其他|地区|等地|区域|沿线|范围内|县区|县(?![城域级乡际])|单位|企业|行业)*(?:的)?"
)
_SIZE_BEHIND: Final = re.compile(
    r"(?:各|共|总|约|计|累计|装机|容量|规模|新增|长度|长|面积|库容|达|超过|分别|为|投资|全)*\d[\d.]*(?:万|亿)?"
    r"(?:千瓦|公里|km|亩|m3|m³|立方米|公顷|米|平方公里|元|处|座|条|台|项|个|眼)[^站线]{0,12}$"
    r"|[二两三四五六七八九十]+(?:座|处|个|条|项|大)[^站线]{0,12}$"
)
# A word for what was listed, which the thing that is done there does not need.
_CATEGORY: Final = re.compile(
    r"(?:河湖|河流|河道|湖泊|县区|园区|行业|企业|单位|海域)(?=[一-龥]{3})"
)


# What makes a clause a statement about something, not its name.
PREDICATE: Final = re.compile(
    r"全部|以(?=清洁|[^上下东西南北来及内外、]{2,8}为)|累计|总投资|投资|下达|已完成|(?<!植)被|已经?|将(?!军)|是(?:指|一)|位于|采用|按照|具有|超标|达到|得到|作为|用于|纳入|"
    r"存在|不足|取得|较|属于|通过|初具|基本(?!农田)|全面|顺利|均(?!衡)|实现(?!机制)|满足|提供|"
    r"保障(?!.{0,6}(?:工程|项目|系统|体系|中心|基地))|解决|改善了|进行|成为|承担|具备|仅|占(?!地)|由于|富集|遭到|只有|明显|"
    r"为(?:重点|主|关键)|以(?:减轻|提高|满足|增强)|标准为|加强|加快|推进(?!试点|项目|工程)|开展|完成(?!率)|"
    r"可(?!逆|再生|控|持续|研)|并(?!网|联)|需(?!求)|应(?!急|用|城)|重点(?:布局|发展|推进)"
)


@dataclass(frozen=True)
class Opening:
    """How a clause begins: where what it is about begins, and the verb before that."""

    length: int
    verb: str
    wording: str
    role: str


@cache
def _verbs() -> dict[str, str]:
    return {row["word"]: row["role"] for row in table("verbs")}


@cache
def _leading() -> re.Pattern[str]:
    """A verb or an adverb at the beginning, the longest that fits."""
    known = sorted({*_verbs(), *entries("adverbs")}, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, known)))


@cache
def _other_verbs() -> tuple[str, ...]:
    return tuple(sorted(entries("other_verbs"), key=len, reverse=True))


def does_otherwise(text: str) -> bool:
    """Whether a phrase begins with a verb that makes no thing: 保障, 降低, 禁止."""
    found = opening(text)
    rest = text[found.length :] if found else text
    return text.startswith(_other_verbs()) or rest.startswith(_other_verbs())


_NO_VERB_BEFORE: Final = re.compile(
    r"(?:工程|项目|方案|规划|标准|内容|单位|区(?!域)|期|路线|重点)(?![^、]*建设$)"
)


_OF_THE_THING: Final = frozenset(("高水平", "高标准", "高质量"))  # behind a verb


def lead(text: str) -> int:
    """How many characters of lead-in and period a clause begins with."""
    match = _LEAD.match(text)
    return match.end() if match and match.end() < len(text) else 0


@lru_cache(maxsize=50_000)
def opening(text: str) -> Opening | None:
    """The adverbs and the verb that a clause begins with; None where it begins otherwise."""
    at, verb = 0, ""
    while True:
        rest = text[at:]
        found = _leading().match(rest)
        word = found[0] if found else ""
        if verb and word in _OF_THE_THING:
            break
        if not word or len(rest) - len(word) < 2 or _NO_VERB_BEFORE.match(rest[len(word) :]):
            break
        if word in _verbs():
            verb = word
        at += len(word)
    if not verb and at:
        verb = text[:at]
    if not at:
        return None
    return Opening(at, verb, text[:at], _verbs().get(verb, "build"))


_ALSO_NOUNS: Final = frozenset(
    ("发展", "规划", "研究", "升级", "优化", "认定", "申报", "核准", "储备", "论证")
)


def inner_verb(text: str, behind: int = 2, alone: bool = False) -> tuple[int, Opening] | None:
    """The first place from `behind` on at which adverbs and a verb begin: 在共和积极建设……

    A verb that is a noun too (建设, 治理) counts with an adverb before it, or where `alone`.
    """
    for at in range(behind, len(text) - 3):
        if text[at - 1] in "、的和与及":
            continue
        found = opening(text[at:])
        if not found or found.verb not in _verbs() or len(text) - at - found.length < 2:
            continue
        noun = found.verb in entries("kinds") or found.verb in _ALSO_NOUNS
        if alone or found.wording != found.verb or not noun:
            return at, found
    return None


def without_tail(text: str) -> str:
    """`text` without what says only how far it shall come; at least two characters stay."""
    match = _TAIL.search(text)
    if not match:
        return text
    kept = re.match(r"(?:的)?(项目|工程)", match[0])
    bare = text[: match.start()] + (kept[1] if kept else "")
    return bare if len(bare) >= 2 else text


def without_count(text: str) -> str:
    """`text` without the count it begins with: 等3座500千伏站 gives 500千伏站."""
    match = _COUNT.match(text)
    end = match.end() if match else 0
    if match and re.match(r"(?:千伏|万千瓦|千瓦|兆瓦|万吨|MW|kV)", text[end:]):
        digits = re.search(r"\d[\d.]*$", text[:end])
        end = digits.start() if digits else end
    rest = text[end:]
    category = _CATEGORY.match(rest)
    return rest[category.end() :] if category else rest


def without_size(text: str) -> int:
    """Where the size begins that a phrase ends with; its length where it ends otherwise."""
    match = _SIZE_BEHIND.search(text)
    return match.start() if match and match.start() > 3 else len(text)
