"""Named things in running text, lists and boxes, each with its clause and verb."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from geodata.reading import clauses, evidence, listing, phrases
from geodata.reading.document import Block, Document, Form
from geodata.reading.kinds import Head, heads
from geodata.reading.listing import Part
from geodata.reading.members import (
    before_predicate,
    enumerated,
    in_brackets,
    in_places,
    named_for,
)
from geodata.reading.phrases import Opening
from geodata.reading.segment import Segmenter, Word
from geodata.reading.topics import done_there, label_of, told_by_topic

_LONGEST_NAME: Final = 60
_SURE: Final = 0.8
_ENTRY_TITLE: Final = 8  # a title begins within so many characters of an entry
_SIZE_BEHIND: Final = re.compile(
    r"(?:新增|总|装机|规模|全长|长度|面积|库容|容量)[^，。；]{0,12}\d[^，。；]*"
)
_ENTRY: Final = re.compile(r"[（(]?\d{1,2}[）)]|\d{1,2}[.．、](?!\d)|[①-⑩]")
_NUMBERED: Final = re.compile(r"(?:\d{1,2}[.．、]?|[（(]?\d{1,2}[）)]|[①-⑩]|0\d)\s*")
_QUOTE: Final = 120


@dataclass
class Candidate:
    """One named thing where it is named, before anything is asked of it."""

    name: str
    start: int
    end: int
    own_end: int  # before a suffix that stands further on
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
    detail: tuple[int, int] | None = None  # where its sizes stand, if not at its name
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
            entry = number == 0 and block.form in ("box", "list")
            entry = entry or bool(_ENTRY.match(text, *span))
            said = self.sentence(block, span, place, entry)
            if entry and len(said) == 1 and said[0].start - span[0] < _ENTRY_TITLE:
                said[0].detail = (said[0].own_end, block.end)
                own = [w.text for w in said[0].words if w.sort == "place"]
                place = own[0] if own else place
            elif len(said) == 1 and not said[0].note:
                behind = _SIZE_BEHIND.search(text, said[0].own_end, span[1])
                said[0].detail = behind.span() if behind else None
            found += said
        return found

    def sentence(
        self, block: Block, span: tuple[int, int], place: str, entry: bool, suffix: str = ""
    ) -> list[Candidate]:
        """The candidates of a sentence; `suffix` is lent to what stays without a word for it."""
        text = self.document.working
        if entry:
            numbered = _NUMBERED.match(text, *span)
            span = (numbered.end() if numbered else span[0], span[1])
        found: list[Candidate] = []
        members: list[Part] = []
        verb: Opening | None = None
        clause_of: dict[int, tuple[int, int]] = {}
        topic, label = "", label_of(text[block.start : block.end])
        awaiting: list[Part] = []  # 以甲、乙为重点: what is done there comes next

        def take(parts: list[Part], clause: tuple[int, int]) -> None:
            for part in parts:
                clause_of[id(part)] = clause
                members.append(part)

        def flush() -> None:
            listing.shared(members)
            told_by_topic(members, topic or label)
            for part in members:
                if suffix and part.head is None and not part.suffix:
                    part.suffix, part.suffix_end = suffix, part.offsets[-1] + 1
            found.extend(self._accepted(members, clause_of, block, place, entry))
            members.clear()

        for number, clause in enumerate(clauses.split(text, span, "，；：")):
            if text[clause[0] - 1] in "；：":
                flush()
            flat, offsets, notes = clauses.without_brackets(text, clause)
            skip = phrases.lead(flat)
            flat, offsets = flat[skip:], offsets[skip:]
            if len(flat) < 2:
                continue
            if awaiting:
                done = phrases.opening(flat)
                object_of = phrases.without_tail(flat[done.length :]) if done else ""
                done_there(awaiting, object_of, done, self.segmenter)
                take([part for part in awaiting if part.suffix], clause)
                awaiting = []
                if members:
                    flush()
                    continue
            placed = in_places(flat, offsets, self.segmenter)
            if (
                placed
                and flat[0] == "以"
                and all(p.names and p.head is None and not p.suffix for p in placed)
            ):
                awaiting = placed
                continue
            placed = placed or named_for(flat, offsets, self.segmenter)
            if placed:
                flush()
                take(placed, clause)
                flush()
                continue
            if phrases.does_otherwise(flat):
                flush()
                verb = None
                continue
            begun = phrases.opening(flat)
            if begun and begun.length < len(flat):
                placed = in_places(flat[begun.length :], offsets[begun.length :], self.segmenter)
                if placed:
                    flush()
                    take(placed, clause)
                    flush()
                    continue
            if begun:
                flush()
                verb = begun
                flat, offsets = flat[begun.length :], offsets[begun.length :]
            elif not members and not (entry and number == 0):
                at, behind = before_predicate(flat)
                if at:
                    take(enumerated(flat[:at], offsets[:at], notes, self.segmenter), clause)
                    topic = members[-1].text if members and members[-1].head else ""
                    flush()
                    if not behind:
                        continue
                    flat, offsets = flat[behind:], offsets[behind:]
                    verb = phrases.opening("建设" + flat)
                    parts = enumerated(flat, offsets, notes, self.segmenter)
                    for part in parts:
                        part.opening = part.opening or verb
                        if part.head is None and not part.suffix and part.names:
                            part.suffix = topic
                    take(parts, clause)
                    flush()
                    continue
            parts = enumerated(flat, offsets, notes, self.segmenter)
            for part in parts:
                part.opening = part.opening or begun or verb
            told = [p.text for p in parts if not p.names and p.head and p.head.kind]
            topic = told[-1] if told else topic
            take(parts, clause)
            for part in parts:
                inner = in_brackets(text, part, self.segmenter)
                if inner:
                    flush()
                    take(inner, clause)
                    flush()
            if members and (members[-1].head is not None or members[-1].suffix):
                flush()
        flush()
        return found

    def _accepted(
        self,
        members: list[Part],
        clause_of: dict[int, tuple[int, int]],
        block: Block,
        place: str,
        entry: bool,
    ) -> list[Candidate]:
        """The members that are things; a plain one beside named ones of its clause is one too."""
        out: list[Candidate] = []
        plain: list[tuple[int, Part]] = []
        for part in members:
            for also in ("", *part.also):
                made = self.candidate(part, clause_of[id(part)], block, place, entry, also)
                if made:
                    out.append(made)
                elif not also:
                    plain.append((len(out), part))
        sure = sum(one.score >= _SURE and not one.lent for one in out)
        if sure:
            for at, part in reversed(plain):
                made = self.candidate(part, clause_of[id(part)], block, place, entry, beside=True)
                if made:
                    out.insert(at, made)
        return out

    def candidate(
        self,
        part: Part,
        clause: tuple[int, int],
        block: Block,
        place: str,
        entry: bool = False,
        also: str = "",
        beside: bool = False,
    ) -> Candidate | None:
        """A member as a candidate, None where it names nothing or is no thing."""
        name = self._name(part, also)
        if not 3 <= len(name) <= _LONGEST_NAME or name.endswith(evidence.never()):
            return None
        if phrases.PREDICATE.search(name, 2) or phrases.does_otherwise(name):
            return None
        tail = [head for head in heads(name) if head.end >= len(name) - 4]
        head = max(tail, key=lambda h: (h.end, len(h.word)), default=None)
        own = self.segmenter.area.own
        score = evidence.score(part, name, head, own, entry)
        if beside and score <= 0:
            score = evidence.by_company(part, head, name, block.form in ("box", "table"))
        if score <= 0:
            return None
        end = part.offsets[-1] + 1
        lent = part.lent.text if part.lent else ""
        return Candidate(
            name=lent + name if part.suffix and name[0] not in lent else name,
            start=part.offsets[0],
            end=max(end, part.suffix_end) if part.suffix else end,
            own_end=end,
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

    def _name(self, part: Part, also: str) -> str:
        """The name of a member: brackets within it kept, its suffix restored, counts left out."""
        if also:
            places = [word.text for word in part.words if word.sort == "place"]
            return "".join(places) + also
        text = part.text
        if part.inside:
            text = self.document.working[part.offsets[0] : part.offsets[-1] + 1]
        bare = text if part.suffix else phrases.without_tail(text)
        name = (
            re.sub(
                r"^(?:/[一-龥]{2})?(?:现有的?|已建的?|在建的?|原有的?|的|以|为|由|是|有|了|与|和|及)?",
                "",
                bare,
            )
            + part.suffix
        )
        name = re.sub(r"(?<=[县区市])的", "", name)
        begun = phrases.opening(name[part.words[0].end :]) if part.words else None
        if begun and part.words[0].sort == "place" and len(begun.wording) > 2:
            name = name[: part.words[0].end] + name[part.words[0].end + begun.length :]
        name = re.sub(
            r"(?<=[一-龥])(?:\d+|[二三四五六七八九十两]+)(?:座|个|处|大)(?=\d|[一-龥])", "", name
        )
        return re.sub(r"^(\d+(?:千伏|kV))([一-龥]{2,6})站$", r"\2\1站", name)
