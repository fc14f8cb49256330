"""Enumerations taken apart: each thing with the suffix and county that it shares."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from geodata.reading.kinds import Head, heads
from geodata.reading.phrases import (
    PREDICATE,
    Opening,
    opening,
    without_count,
    without_size,
    without_tail,
)
from geodata.reading.segment import Segmenter, Word

_CONJUNCTIONS: Final = frozenset(("和", "与", "及", "以及", "或", "暨"))
_FULL_COUNTY: Final = re.compile(r"[县区市旗]$")
_NEAR_THE_END: Final = 4
_NOUNS: Final = frozenset(
    ("建设", "治理", "修复", "保护", "改造", "开发", "提升", "整治", "恢复", "发展")
)


@dataclass
class Part:
    """One member of an enumeration, with offsets into the text of the document."""

    text: str
    offsets: list[int]
    words: list[Word]
    head: Head | None
    opening: Opening | None = None
    note: tuple[int, int] | None = None  # the brackets behind it
    rest: str = ""  # what stands behind 等 without being a thing
    suffix: str = ""
    suffix_end: int = 0
    owned: bool = False  # whether it begins with the name of the plan's own area
    lent: Word | None = None  # a county that a member before lends
    inside: list[tuple[int, int]] = field(default_factory=list)  # brackets within it
    also: list[str] = field(default_factory=list)  # what else is said of it

    @property
    def names(self) -> list[Word]:
        """The words that name something."""
        return [word for word in self.words if word.sort in ("name", "place")]

    @property
    def only_place(self) -> bool:
        """Whether it says a place and nothing else."""
        return bool(self.words) and all(word.sort == "place" for word in self.words)


def parts(text: str, offsets: list[int], segmenter: Segmenter) -> list[tuple[str, list[int]]]:
    """Members of an enumeration: their characters and offsets."""
    words = segmenter.words(text)
    cuts: list[tuple[int, int]] = []
    quoted = 0
    for word in words:
        quoted += word.text.count("“") - word.text.count("”")
        splits = quoted <= 0 and (word.text == "、" or word.text in _CONJUNCTIONS)
        if splits and not _one_thing(text, cuts[-1][1] if cuts else 0, word):
            cuts.append((word.start, word.end))
    cuts = [cut for cut in cuts if not _belongs(text, cut, cuts, words)]
    out = []
    start = 0
    for left, right in [*cuts, (len(text), len(text))]:
        piece = text[start:left]
        if piece:
            out.append((piece, offsets[start:left]))
        start = right
    return out


def _belongs(
    text: str, cut: tuple[int, int], cuts: list[tuple[int, int]], words: list[Word]
) -> bool:
    """Whether 和 or 及 joins to a name what is none: 甲县污水处理站及配套设备项目."""
    if text[cut[0]] == "、":
        return False
    start = max((right for _, right in cuts if right < cut[1]), default=0)
    end = min((left for left, _ in cuts if left > cut[0]), default=len(text))
    named = {word.sort for word in words if cut[1] <= word.start < end} & {"name", "place", "rare"}
    before = {word.sort for word in words if start <= word.start < cut[0]} & {"name", "place"}
    if named or not before or opening(text[cut[1] : end]):
        return False
    head = own_head(text[start : cut[0]], [])
    several = re.match(r"一批|其他|其它|若干|部分|等", text[cut[1] : end])
    return head is not None and head.strength != "matter" and not several


def _one_thing(text: str, start: int, mark: Word) -> bool:
    """Whether a mark stands inside one thing: 向甲、乙供水工程, 1、2号焦炉."""
    if re.match(r".{2,}(?:向|往|至)[^、]{2,12}$|.*\d$", text[start : mark.start]):
        return bool(
            re.match(
                r"\d|[^、，]{2,6}(?:、|和|及|与|四|三|两|二|等|县)|[^、，]{2,14}(?:供水|输水|调水)",
                text[mark.end :],
            )
        )
    return False


def part_of(text: str, offsets: list[int], segmenter: Segmenter) -> Part:
    """One member, with its words, its head and the verb it begins with."""
    begun = opening(text)
    if begun and begun.length < len(text) - 1:
        text, offsets = text[begun.length :], offsets[begun.length :]
    else:
        begun = None
    words = segmenter.words(text)
    head = own_head(text, words)
    size = None
    said = PREDICATE.search(text, 3)
    if said and own_head(text[: said.start()], []):  # 甲铁路纳入国家规划
        text, offsets = text[: said.start()], offsets[: said.start()]
        words = segmenter.words(text)
        head = own_head(text, words)
    cut = without_size(text)
    if cut < len(text) and own_head(text[:cut], []):
        size = (offsets[cut], offsets[-1] + 1)
        text, offsets = text[:cut], offsets[:cut]
        words = segmenter.words(text)
        head = own_head(text, words)
    owned = text.startswith(tuple(segmenter.area.own))
    return Part(text, offsets, words, head, begun, size, owned=owned)


def own_head(text: str, words: list[Word]) -> Head | None:
    """The word of the table of kinds that a phrase ends with, tails and counts left out."""
    bare = without_tail(text)
    if bare.endswith(("公司", "集团")):
        return None
    found = [head for head in heads(bare) if head.end >= len(bare) - _NEAR_THE_END]
    if not found:
        return None
    return max(found, key=lambda h: (h.end, len(h.word)))


def suffix_of(part: Part) -> str:
    """What the last member lends to those before: its plain words behind its last name."""
    last = part.head.start if part.head else len(part.text)
    names = [
        word
        for word in part.words
        if word.sort in ("name", "place") or (word.sort == "rare" and word.end <= last)
    ]
    behind = names[-1].end if names else 0
    actor = list(re.finditer(r"(?:公司|集团)(?!化)", part.text))
    behind = max(behind, actor[-1].end()) if actor else behind
    names = names or actor  # type: ignore[assignment]
    tail = part.text[behind:]
    begun = opening(tail) if names else None  # 甲县加强湿地保护
    if begun and begun.verb not in _NOUNS:
        tail = tail[begun.length :]
    if not names and part.head and part.owned:
        tail = part.text[part.head.start :]
    if not names and "的" in tail:
        tail = tail[tail.rindex("的") + 1 :]
    return without_count(without_tail(tail))


def shared(members: list[Part]) -> list[Part]:
    """The members with the suffix of the one that closes their group, and with lent counties."""
    pending: list[Part] = []
    for member in members:
        pending.append(member)
        if member.head is None and not member.suffix:
            continue
        suffix = member.suffix or suffix_of(member)
        for one in pending[:-1]:
            if one.head is None and suffix and not one.suffix:
                one.suffix = suffix
                one.suffix_end = member.suffix_end or member.offsets[-1] + 1
        pending = []
    _lend_counties(members)
    return members


def _lend_counties(members: list[Part]) -> None:
    lender: Word | None = None
    for member in members:
        places = [word for word in member.words if word.sort == "place"]
        if places:
            first = places[0]
            full = bool(_FULL_COUNTY.search(first.text)) and first.start == 0
            lender = first if full and not member.only_place else None
        elif lender and any(word.sort in ("name", "rare") for word in member.words):
            member.lent = lender
