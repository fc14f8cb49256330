"""What a named thing says of itself: counties, size, year, role, responsible units."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from geodata.reading import quantities, years
from geodata.reading.clauses import sentences
from geodata.reading.document import Block, Document
from geodata.reading.items import Candidate
from geodata.reading.kinds import kind_of
from geodata.reading.places import Area
from geodata.reading.quantities import Size

_PAST: Final = re.compile(r"基础|现状|成效|成就|回顾|完成情况|进展|背景|形势|问题|挑战")
_PILOT: Final = re.compile(r"试点|示范|试验区|先行区|创建")
_EXPAND: Final = re.compile(r"扩建|扩容|改造|升级|扩机|提升|增容|技改|关停|搬迁|替代")
_PROTECT: Final = re.compile(r"保护|修复|治理|恢复|整治|涵养|自然保护区|湿地$")
_UNITS: Final = re.compile(
    r"[（(](?:责任单位|牵头单位|责任部门|牵头部门|实施单位)?[：:]?([^（）()]*?(?:局|委|厅|办|部|政府|管委会|公司|单位|会)"
    r"[^（）()]*?)(?:等)?(?:按职责(?:分工)?|分工)?(?:负责|牵头|落实|配合|实施)*[）)]$"
)
_AREA_HEADS: Final = re.compile(r"试点|示范(?:县|市|区|城市)|整县|先行区|试验区")


@dataclass
class Attributes:
    """The fields of a thing; each span is where the text says it."""

    kind: str
    tier: str
    role: str
    adcodes: list[str] = field(default_factory=list)
    counties: list[str] = field(default_factory=list)
    county_basis: str = "none"
    county_spans: list[tuple[int, int]] = field(default_factory=list)
    size: Size | None = None
    year: int | None = None
    year_basis: str = "plan"
    year_span: tuple[int, int] | None = None
    phase: str = ""
    units: list[str] = field(default_factory=list)


def attributes_of(document: Document, area: Area, candidate: Candidate, horizon: int) -> Attributes:
    """The attributes of a candidate."""
    block = candidate.block
    contexts = (block.group, _label(document, block), block.title, block.chapter)
    kind = kind_of(candidate.name, *contexts)
    found = Attributes(kind, _tier(candidate), _role(candidate))
    _place(found, area, candidate)
    found.size = _size(document, candidate)
    _date(found, document, candidate, horizon)
    found.units = responsible(document, block)
    return found


def _label(document: Document, block: Block) -> str:
    """The first words of a paragraph, up to its first stop: what its sentences are about."""
    said = document.working[block.start : min(block.end, block.start + 40)]
    return re.split(r"[。：]", said)[0] if re.search(r"[。：]", said) else ""


def _tier(candidate: Candidate) -> str:
    proper = any(word.sort == "name" for word in candidate.words)
    placed = any(word.sort == "place" for word in candidate.words)
    if _AREA_HEADS.search(candidate.name) and not proper:
        return "area"
    firm = candidate.head is not None and candidate.head.strength == "strong"
    return "area" if placed and not proper and not firm else "site"


def _role(candidate: Candidate) -> str:
    if _PAST.search(candidate.block.chapter) or _PAST.search(candidate.block.title):
        return "mention"
    if candidate.role == "support":
        return "support"
    for pattern, role in ((_EXPAND, "expand"), (_PILOT, "pilot"), (_PROTECT, "protect")):
        if pattern.search(candidate.name):
            return role
    return candidate.role or "build"


def _place(found: Attributes, area: Area, candidate: Candidate) -> None:
    """The counties that the thing's own words state, else those of its passage."""
    said = [word.text for word in candidate.words if word.sort == "place"]
    spans = [(w.start, w.end) for w in candidate.words if w.sort == "place"]
    basis = "stated"
    if not _known(area, said) and candidate.lent:
        said, spans = [candidate.lent], []
    if not _known(area, said) and candidate.context_place:
        said, spans, basis = [candidate.context_place], [], "context"
    for name in _known(area, said):
        place = area.names[name]
        if place.adcode not in found.adcodes:
            found.adcodes.append(place.adcode)
            found.counties.append(place.name)
    if found.adcodes:
        found.county_basis, found.county_spans = basis, spans


def _known(area: Area, names: list[str]) -> list[str]:
    return [n for n in names if n in area.names and area.names[n].level == "county"]


def _size(document: Document, candidate: Candidate) -> Size | None:
    """The size in the brackets behind the thing, or in its name."""
    text = document.working
    if candidate.note:
        size = quantities.size_in(text, candidate.note)
        if size:
            return Size(*candidate.note, size.capacity_mw, size.length_km, size.area_ha)
    if candidate.detail:
        return quantities.sizes_in(text, candidate.detail)
    size = quantities.size_in(text, (candidate.start, candidate.own_end))
    if size and "千伏" not in text[size.start : size.end + 1]:
        return size
    return None


def _date(found: Attributes, document: Document, candidate: Candidate, horizon: int) -> None:
    text, block = document.working, candidate.block
    sentence = next(
        (s for s in sentences(text, (block.start, block.end)) if s[0] <= candidate.start < s[1]),
        candidate.clause,
    )
    own = years.deadlines(text, candidate.clause)
    before = years.deadlines(text, (sentence[0], candidate.end))
    section = years.deadlines(text, (block.start, candidate.start))
    section = section or years.deadlines(block.above, (0, len(block.above)))
    ahead = [d for d in years.deadlines(text, (candidate.end, block.end)) if d.ahead]
    for basis, said in (
        ("item", own),
        ("item", before),
        ("section", section),
        ("section", ahead),
    ):
        dated = [d for d in said if d.year]
        if dated:
            last = dated[-1]
            found.year, found.year_basis = last.year, basis
            found.year_span = (last.start, last.end)
            return
        phased = [d for d in said if d.phase]
        if phased:
            found.phase, found.year_basis = phased[-1].phase, "phase"
            found.year, found.year_span = horizon, (phased[-1].start, phased[-1].end)
            return
    found.year = horizon


def responsible(document: Document, block: Block) -> list[str]:
    """The units that the brackets at the end of a paragraph name as responsible."""
    said = document.working[block.start : block.end].rstrip("。；")
    match = _UNITS.search(said)
    if not match:
        return []
    names = re.split(r"[、，,；;]", re.sub(r"^(?:责任|牵头)(?:单位|部门)[：:]", "", match[1]))
    return [name.strip() for name in names if 2 < len(name.strip()) < 30]
