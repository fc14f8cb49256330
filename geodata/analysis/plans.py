"""A plan as its planners know it: its outline with what stands where, and the plans beside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from geodata.analysis.neighbours import adjacent
from geodata.language.vocabulary import Language
from geodata.record.record import Record

_DEPTHS: Final = {"chapter": 0, "part": 1, "measure": 2, "box": 2}


@dataclass(frozen=True, eq=False)
class Part:
    """A chapter, part, measure or box: its own items and targets, and the parts inside it.

    An item or target is its row of the record as a named tuple: frames of a few rows are slow.
    """

    section: str
    level: str
    title_zh: str
    title_en: str
    rows: tuple[Any, ...]
    targets: tuple[Any, ...]
    parts: tuple[Part, ...] = ()

    def title(self, language: Language) -> str:
        """Its number and its title; a title that begins with the number is not numbered again."""
        if self.title_zh.startswith(self.section):
            return self.title_zh if language == "zh" else self.title_en
        if language == "zh":
            return f"{self.section}{'' if self.section.endswith('）') else ' '}{self.title_zh}"
        return f"{self.section.replace('专栏', 'Box ')} {self.title_en}"

    def walk(self) -> Iterator[Part]:
        """The part itself, then all that are inside it, in the order of the document."""
        yield self
        for part in self.parts:
            yield from part.walk()

    @property
    def things(self) -> int:
        """How many things are named in it and inside it, each once."""
        return len({row.thing for part in self.walk() for row in part.rows})

    @property
    def promised(self) -> int:
        """How many targets stand in it and inside it."""
        return sum(len(part.targets) for part in self.walk())


def outline(
    record: Record, document_id: str, rows: Iterable[Any], targets: Iterable[Any]
) -> tuple[Part, ...]:
    """The chapters of a plan that hold any of `rows` or `targets`, in the order of the document.

    What stands in no chapter of the outline is left out; the checks allow none.
    """
    items, promised = _by_section(rows), _by_section(targets)
    chapters = record.chapters[record.chapters.document_id == document_id]
    lines = [
        (
            _DEPTHS[c.level] + (c.section.count("-") if c.level == "box" else 0),
            Part(
                c.section,
                c.level,
                c.title_zh,
                c.title_en,
                tuple(items[c.section]),
                tuple(promised[c.section]),
            ),
        )
        for c in chapters.sort_values("position").itertuples()
    ]
    return _nested(lines)


def _by_section(rows: Iterable[Any]) -> dict[str, list[Any]]:
    found = defaultdict(list)
    for row in rows:
        found[row.section].append(row)
    return found


def _nested(lines: list[tuple[int, Part]]) -> tuple[Part, ...]:
    """Parts in order, each with its depth, put into one another; empty ones are left out."""
    found = []
    while lines:
        (depth, part), *rest = lines
        end = next((n for n, (below, _) in enumerate(rest) if below <= depth), len(rest))
        whole, lines = replace(part, parts=_nested(rest[:end])), rest[end:]
        if whole.parts or whole.rows or whole.targets:
            found.append(whole)
    return tuple(found)


@dataclass(frozen=True)
class Beside:
    """A plan beside another: pairs of counties (adcodes, own first) that share an edge."""

    document_id: str
    pairs: tuple[tuple[str, str], ...]


def plans_beside(record: Record, document_id: str) -> tuple[Beside, ...]:
    """The plans that cover a county next to one that plan `document_id` covers, by id."""
    covers = {str(d): str(codes).split(";") for d, codes in record.documents.adcodes.items()}
    owners: dict[str, list[str]] = {}
    for other, codes in covers.items():
        for code in codes:
            owners.setdefault(code, []).append(other)
    neighbours = adjacent(record)
    pairs: dict[str, list[tuple[str, str]]] = {}
    for own in covers[document_id]:
        for code in (own, *neighbours.get(own, ())):
            for other in owners.get(code, ()):
                if other != document_id:
                    pairs.setdefault(other, []).append((own, code))
    return tuple(Beside(other, tuple(pairs[other])) for other in sorted(pairs))
