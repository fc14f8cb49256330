"""The members that a clause names: after a verb, in places, before a predicate, in brackets."""

from __future__ import annotations

import re
from typing import Final

from geodata.reading import clauses, listing, phrases
from geodata.reading.listing import Part
from geodata.reading.phrases import Opening
from geodata.reading.segment import Segmenter

_AS: Final = re.compile(
    r"(?:等)?(?:流域|区域|地区|单位)?为(?:重点|依托|主|核心|基础|载体|中心|龙头|试点)"
)
_DONE: Final = re.compile(r"(?:进行|开展|实施)(?=[^、]{2,24}$)")
_PLACES_END: Final = re.compile(
    r"(?:等(?:\d+|[一二三四五六七八九十两]+)?个?(?:沿江沿海)?(?:重点)?"
    r"(?:地区|区域|等地|地|县区|县|流域)?|(?:重点)?(?:地区|区域|流域))$"
)
_NAMED_FOR: Final = re.compile(r"(.{3,24}?)(?:县区|县|区域|地区|城市)(?:为|包括|有)")

Span = tuple[int, int]


def enumerated(
    flat: str, offsets: list[int], notes: list[Span], segmenter: Segmenter
) -> list[Part]:
    """The members of an enumeration; 等 lends what stands behind it."""
    out: list[Part] = []
    for piece, where in listing.parts(flat, offsets, segmenter):
        part = listing.part_of(piece, where, segmenter)
        deng = next((w for w in part.words if w.text == "等" and w.start), None)
        if deng:
            rest = re.sub(
                r"^地(?=[新园建开生污水清农林项工光风储加])", "", part.text[deng.end :]
            )  # 甲、乙等地园区
            rest = phrases.without_count(phrases.without_tail(rest))
            begun = phrases.opening(rest)
            rest = rest[begun.length :] if begun else rest
            member = listing.part_of(
                part.text[: deng.start], where[-len(part.text) :][: deng.start], segmenter
            )
            member.opening = part.opening or member.opening or begun
            inner = phrases.inner_verb(rest, 2)
            if inner and listing.own_head(rest[inner[0] + inner[1].length :], []):
                rest = phrases.without_count(rest[inner[0] + inner[1].length :])
            if phrases.without_size(rest) < len(rest):  # so many of them, none by its name
                rest = ""
            member.rest = rest
            found = listing.own_head(rest, []) if rest else None
            weaker = member.head is not None and found is not None and found.strength == "action"
            if found and not weaker:
                for one in (*out, member):
                    if one.head is None and not one.suffix:
                        one.suffix, one.suffix_end = rest, part.offsets[-1] + 1
            part = member
        if part.text:
            inside = [n for n in notes if part.offsets[0] < n[0] - 1 < part.offsets[-1]]
            part.inside = inside
            part.note = next((n for n in notes if n[0] - 1 == part.offsets[-1] + 1), part.note)
            out.append(part)
    _also(out)
    return out


def _also(out: list[Part]) -> None:
    """甲县、乙县风电和光电开发: what a plain last member adds is said of each place too."""
    if len(out) < 2 or out[-1].names or out[-1].head is None:
        return
    before = out[-2]
    places = [part for part in out[:-1] if part.only_place]
    weak = before.head is not None and before.head.strength == "weak"
    if (
        weak
        and before.names
        and (places or len(out) == 2)
        and all(w.sort == "place" for w in before.names)
    ):
        also = phrases.without_tail(out[-1].text)
        for part in out[:-1]:
            part.also.append(also)


def in_places(flat: str, offsets: list[int], segmenter: Segmenter) -> list[Part]:
    """在甲、乙建设丙, 对甲、乙开展丙, 以甲、乙为重点: one thing for each place or name."""
    match = re.match(r"(?:在|对|沿|针对|支持|鼓励|以)", flat)
    if not match:
        return []
    rest, where = flat[match.end() :], offsets[match.end() :]
    if match[0] == "以":
        end = _AS.search(rest)
        return enumerated(rest[: end.start()], where[: end.start()], [], segmenter) if end else []
    inner = phrases.inner_verb(rest, 2, alone=True)
    done = _DONE.search(rest)
    if match[0] in ("对", "针对") and done:
        at, action = done.start(), rest[done.end() :]
    elif inner:
        at, action = inner[0], rest[inner[0] + inner[1].length :]
    else:
        return []
    begun = phrases.opening(action)
    action = action[begun.length :] if begun else action
    suffix = phrases.without_count(phrases.without_tail(action))
    suffix = suffix[suffix.rindex("的") + 1 :] if "的" in suffix else suffix
    suffix = re.sub(r"^(?:各类|若干|部分|一批|一些)", "", suffix)
    if phrases.without_size(suffix) < len(suffix):
        return []
    listed = enumerated(_PLACES_END.sub("", rest[:at]), where, [], segmenter)
    if not any(part.names for part in listed) or not listing.own_head(suffix, []):
        return []
    for part in listed:
        if (
            match[0] in ("对", "针对")
            or part.head is None
            or part.only_place
            or part.head.kind in ("", "other", "industrial_park", "chem_park", "city_pilot")
        ):
            added = listed[-1].rest if match[0] in ("对", "针对") else ""
            part.suffix = added + suffix if not suffix.startswith(added) else suffix
            part.suffix_end = where[len(rest) - 1] + 1
        part.opening = inner[1] if inner else None
    return listed


def named_for(flat: str, offsets: list[int], segmenter: Segmenter) -> list[Part]:
    """规模化供水县区为甲县、乙县: each county with what it is named for."""
    match = _NAMED_FOR.match(flat)
    if not match or not listing.own_head(match[1], []):
        return []
    listed = enumerated(flat[match.end() :], offsets[match.end() :], [], segmenter)
    if not listed or not all(part.only_place for part in listed):
        return []
    for part in listed:
        part.suffix, part.opening = match[1], Opening(0, "", "", "pilot")
    return listed


def before_predicate(flat: str) -> tuple[int, int]:
    """Where a clause that begins with a thing begins to say something of it, and the verb's end."""
    inner = phrases.inner_verb(flat, 3)
    said = phrases.PREDICATE.search(flat, 3)
    at = min([i[0] for i in (inner,) if i] + [m.start() for m in (said,) if m] or [0])
    behind = (
        inner[0] + inner[1].length if inner and (not said or inner[0] <= said.start() + 3) else 0
    )
    return at, behind


def in_brackets(working: str, part: Part, segmenter: Segmenter) -> list[Part]:
    """四大油库扩建（甲、乙和丙油库）: what brackets enumerate, with the word before them."""
    if part.note is None or "、" not in working[slice(*part.note)] or part.names:
        return []
    found: list[Part] = []
    for span in clauses.split(working, part.note, "，；"):
        found += enumerated(working[slice(*span)], list(range(*span)), [], segmenter)
    if sum(bool(one.names) for one in found) < 2:
        return []
    suffix = listing.suffix_of(part) if part.head else ""
    for one in found:
        one.opening = part.opening
        if one.head is None and not one.suffix:
            one.suffix, one.suffix_end = suffix, one.offsets[-1] + 1
    return found
