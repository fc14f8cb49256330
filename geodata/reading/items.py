"""Named things in running text, lists and boxes, each with its clause and verb."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from geodata.reading import clauses, listing, phrases
from geodata.reading.document import Block, Document, Form
from geodata.reading.kinds import Head, heads
from geodata.reading.listing import Part
from geodata.reading.phrases import Opening
from geodata.reading.rules import table
from geodata.reading.segment import Segmenter, Word

_LONGEST_NAME: Final = 60
_QUOTE: Final = 120
_DESIGNATION: Final = re.compile(
    r"(?:国家|省|世界|全国|全省|区域)?级?.*(?:示范(?:区|市|县|城市|基地)?|试点(?:城市|市|县)?|先行区|试验区|示范城市)$"
)


@cache
def never() -> tuple[str, ...]:
    """The endings of names that are offices, documents, qualities: no things."""
    return tuple(row["ending"] for row in table("no_items"))


@dataclass
class Candidate:
    """One named thing where it is named, before anything is asked of it."""

    name: str
    start: int
    end: int
    clause: tuple[int, int]
    block: Block
    form: Form
    words: list[Word]
    head: Head | None
    wording: str = ""
    role: str = ""
    note: tuple[int, int] | None = None
    lent: str = ""
    context_place: str = ""
    score: float = 0.0
    row: dict[str, tuple[int, int]] = field(default_factory=dict)


class Finder:
    """Finds named things in the blocks of a document."""

    def __init__(self, document: Document, segmenter: Segmenter) -> None:
        self.document = document
        self.segmenter = segmenter

    def block(self, block: Block) -> list[Candidate]:
        """The candidates of a paragraph."""
        text = self.document.working
        found: list[Candidate] = []
        place = ""
        start = block.start
        label = re.match(
            r"(?:\d{1,2}[.．、]|[（(]?\d{1,2}[）)]|[①-⑩])?([^，。；、]{2,14})：",
            text[start : block.end],
        )
        if label:
            words = self.segmenter.words(label[1])
            if words and all(word.sort == "place" for word in words):
                place = label[1]
        sentences = clauses.sentences(text, (start, block.end))
        for number, span in enumerate(sentences):
            first = number == 0 and block.form in ("box", "list")
            found += self.sentence(block, span, place, first)
        return found

    def sentence(
        self, block: Block, span: tuple[int, int], place: str, first: bool, suffix: str = ""
    ) -> list[Candidate]:
        """The candidates of a sentence; `suffix` is lent to what stays without a word for it."""
        text = self.document.working
        if first:
            numbered = re.match(
                r"(?:\d{1,2}[.．、]?|[（(]\d{1,2}[）)]|[①-⑩]|0\d)\s*", text[span[0] : span[1]]
            )
            span = (span[0] + (numbered.end() if numbered else 0), span[1])
        found: list[Candidate] = []
        members: list[Part] = []
        verb: Opening | None = None
        clause_of: dict[int, tuple[int, int]] = {}

        def flush() -> None:
            for part in listing.shared(members):
                if suffix and part.head is None and not part.suffix:
                    part.suffix, part.suffix_end = suffix, part.offsets[-1] + 1
                candidate = self.candidate(part, clause_of[id(part)], block, place)
                if candidate:
                    found.append(candidate)
            members.clear()

        for clause in clauses.split(text, span, "，；："):
            flat, offsets, notes = clauses.without_brackets(text, clause)
            skip = phrases.lead(flat)
            flat, offsets = flat[skip:], offsets[skip:]
            if len(flat) < 2:
                continue
            placed = self._in_places(flat, offsets)
            if placed:
                flush()
                for part in placed:
                    clause_of[id(part)] = clause
                members += placed
                flush()
                continue
            begun = phrases.opening(flat)
            if begun:
                flush()
                verb = begun
                flat, offsets = flat[begun.length :], offsets[begun.length :]
            subject = not begun and not members
            for part in self._parts(flat, offsets, notes, subject):
                part.opening = part.opening or begun or (None if subject else verb)
                clause_of[id(part)] = clause
                members.append(part)
            if members and (members[-1].head is not None or members[-1].suffix):
                flush()
        flush()
        return found

    def _parts(
        self, flat: str, offsets: list[int], notes: list[tuple[int, int]], subject: bool
    ) -> list[Part]:
        """The members that a clause enumerates; 等 lends what stands behind it."""
        if subject:
            inner = phrases.inner_verb(flat, 3)
            if inner:
                flat, offsets = flat[: inner[0]], offsets[: inner[0]]
        out: list[Part] = []
        for piece, where in listing.parts(flat, offsets, self.segmenter):
            words = self.segmenter.words(piece)
            deng = next((w for w in words if w.text == "等" and w.start), None)
            part = listing.part_of(piece, where, self.segmenter)
            if deng and part.text:
                cut = deng.start - (len(piece) - len(part.text))
                rest = phrases.without_count(phrases.without_tail(part.text[cut + 1 :]))
                member = listing.part_of(part.text[:cut], part.offsets[:cut], self.segmenter)
                member.opening = part.opening
                rest_head = listing.own_head(rest, []) if rest else None
                if rest_head:
                    for one in (*out, member):
                        if one.head is None and not one.suffix:
                            one.suffix, one.suffix_end = rest, part.offsets[-1] + 1
                part = member
            part.note = next(
                (n for n in notes if part.offsets and n[0] - 1 == part.offsets[-1] + 1), None
            )
            if part.text:
                out.append(part)
        return out

    def _in_places(self, flat: str, offsets: list[int]) -> list[Part]:
        """在甲、乙建设丙, 对甲、乙开展丙: one thing for each place or name."""
        match = re.match(r"(?:在|对|沿|针对|支持|鼓励|以)", flat)
        if not match:
            return []
        rest, where = flat[match.end() :], offsets[match.end() :]
        if match[0] == "以":
            end = re.search(
                r"(?:等)?(?:流域|区域|地区)?为(?:重点|依托|主|核心|基础|载体|中心|龙头|试点)", rest
            )
            if not end:
                return []
            return self._parts(rest[: end.start()], where[: end.start()], [], False)
        inner = phrases.inner_verb(rest, 2)
        done = re.search(r"(?:进行|开展|实施)(?=[^、]{2,20}$)", rest)
        if match[0] in ("对", "针对") and done:
            at, action = done.start(), rest[done.end() :]
        elif inner:
            at, action = inner[0], rest[inner[0] + inner[1].length :]
        else:
            return []
        suffix = phrases.without_count(phrases.without_tail(action))
        suffix = suffix[suffix.rindex("的") + 1 :] if "的" in suffix else suffix
        listed = self._parts(re.sub(r"等?(?:地区|区域|地|县)?$", "", rest[:at]), where, [], False)
        if not any(part.names for part in listed) or not listing.own_head(suffix, []):
            return []
        for part in listed:
            if match[0] in ("对", "针对") or part.head is None or part.only_place:
                part.suffix, part.suffix_end = suffix, where[len(rest) - 1] + 1
                part.opening = inner[1] if inner else None
        return listed

    def candidate(
        self, part: Part, clause: tuple[int, int], block: Block, place: str
    ) -> Candidate | None:
        """A member as a candidate, None where it names nothing or is no thing."""
        bare = phrases.without_tail(part.text) if not part.suffix else part.text
        name = re.sub(r"^(?:的|以|为|由|是|有|了)", "", bare) + part.suffix
        if not 3 <= len(name) <= _LONGEST_NAME or name.endswith(never()):
            return None
        all_heads = heads(name)
        tail = [head for head in all_heads if head.end >= len(name) - 4]
        head = max(tail, key=lambda h: (h.end, len(h.word)), default=None)
        score = self._score(part, name, head, all_heads)
        if score <= 0:
            return None
        end = part.offsets[-1] + 1
        lent = part.lent.text if part.lent else ""
        return Candidate(
            name=lent + name,
            start=part.offsets[0],
            end=max(end, part.suffix_end) if part.suffix else end,
            clause=clause,
            block=block,
            form=block.form,
            words=part.words,
            head=head,
            wording=part.opening.wording if part.opening else "",
            role=part.opening.role if part.opening else "",
            note=part.note,
            lent=lent,
            context_place=place,
            score=score,
        )

    def _score(self, part: Part, name: str, head: Head | None, all_heads: list[Head]) -> float:
        """How surely a member is a named thing, from 0 (it is none) to 1."""
        if head is None:
            return 0.0
        proper = any(word.sort == "name" for word in part.words)
        placed = any(word.sort == "place" for word in part.words) or part.lent is not None
        rare = sum(word.sort == "rare" for word in part.words)
        telling = any(one.kind for one in all_heads)
        if not (proper or placed):
            if (
                _DESIGNATION.search(name)
                and part.opening
                and part.opening.role in ("pilot", "build")
            ):
                return 0.45
            return 0.4 if rare and head.strength == "strong" and part.opening else 0.0
        if head.strength == "strong":
            return 0.9 if proper else 0.85
        if head.strength == "weak":
            return 0.8 if telling else 0.6
        return 0.65 if telling else 0.5 if proper else 0.0
