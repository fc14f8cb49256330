"""What a selection asks for, in words: its chips, its sentences, what files say of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final

from geodata.language.text import bracketed, labelled, listed, word
from geodata.language.vocabulary import (
    KIND_BY_ID,
    PRECISIONS,
    ROLES,
    SECTOR_BY_ID,
    YEAR_BASES,
    Language,
    Term,
)
from geodata.record.filters import Filters
from geodata.record.names import city_name, county_names, responsible_units
from geodata.record.record import Record


@dataclass(frozen=True)
class Criterion:
    """One thing that a selection asks for: its group (as in a URL), its value, both in words."""

    group: str
    value: str
    label: str  # of the group
    text: str  # of the value
    horizon: bool = False  # whether a year also lets pass what has none but the plan's horizon


_LABELS: Final[dict[str, Mapping[str, Term]]] = {
    "sector": SECTOR_BY_ID,
    "kind": KIND_BY_ID,
    "basis": {t.id: t for t in YEAR_BASES},
    "precision": {t.id: t for t in PRECISIONS},
    "role": {t.id: t for t in ROLES},
}


@dataclass(frozen=True)
class Described:
    """A choice from a record (`filters`, narrowed to a kind, a county, a plan) that says itself."""

    record: Record
    filters: Filters = field(default_factory=Filters)
    kind: str = ""
    county: str = ""
    plan: str = ""

    @property
    def passes_horizon(self) -> bool:
        """Whether the filters let anything pass that has no year but its plan's horizon.

        A filter on the year must not be read as a year that a plan writes where they do.
        """
        raise NotImplementedError

    @cached_property
    def _within(self) -> frozenset[str]:
        """Kind, county or plan where it narrows filters of its own group, and does not follow them.

        There the filters stay part of what is asked: to name the narrowing alone would claim more.
        """
        filters = self.filters
        what, where = (*filters.sector, *filters.kind), (*filters.city, *filters.county)
        asked = (
            ("kind", self.kind, what),
            ("county", self.county, where),
            ("city", self.plan, where),
        )
        return frozenset(group for group, own, chosen in asked if own and {*chosen} - {own})

    def criteria(self, language: Language) -> tuple[Criterion, ...]:
        """Everything that is asked for, one entry a value; () for the whole record."""
        filters, apart = self.filters, self._within
        own = {"kind": self.kind, "city": self.plan, "county": self.county}
        asked: dict[str, Iterable[str]] = {
            group: [own[group]]
            if own.get(group) and group not in apart
            else getattr(filters, group)
            for group in ("sector", "kind", "city", "county")
        }
        asked["year"] = [] if filters.year is None else [str(filters.year)]
        asked |= {name: getattr(filters, name) for name in ("basis", "precision", "role", "unit")}
        asked["q"] = [filters.text] if filters.text else []
        asked |= {f"within_{group}": [own[group]] for group in own if group in apart}
        return tuple(
            Criterion(
                group,
                value,
                word(f"asked_{group}", language),
                self._said(group, value, language),
                group == "year" and self.passes_horizon,
            )
            for group, values in asked.items()
            for value in values
        )

    def _said(self, group: str, value: str, language: Language) -> str:
        """A value of a group in words."""
        match group.removeprefix("within_"):
            case "city":
                return city_name(self.record, value, language)
            case "county":
                return county_names(value, self.record, language)
            case "unit":
                return responsible_units(value, self.record, language)
            case "year":
                return word(f"asked_{self.filters.due}", language, year=value)
            case "q":
                return value
            case named:
                return _LABELS[named][value].label(language)

    def _whole(self, wide: str, narrow: str) -> set[str]:
        """Values of the filter `wide` that pass beside those of `narrow`, which refine the others.

        Empty where what passes is what both ask for.
        """
        apart, own = self._within, {"kind": self.kind, "city": self.plan, "county": self.county}
        if any(own.get(group) and group not in apart for group in (wide, narrow)):
            return set()
        filters, names = self.filters, self.record.county_names
        refined = (
            {KIND_BY_ID[kind].sector for kind in filters.kind}
            if narrow == "kind"
            else {str(names.document_id[code]) for code in filters.county}
        )
        return set(getattr(filters, wide)) - refined if refined else set()

    def described(self, language: Language) -> str:
        """What is asked for in words: “领域：能源、交通；城市：德州市”; '' for the whole record.

        A sector of which kinds are chosen passes with these alone, any other whole: then both are
        named as one choice, “领域或类型：碳汇、风电场”; so are cities and counties.
        """
        groups: dict[str, list[Criterion]] = {}
        for criterion in self.criteria(language):
            groups.setdefault(criterion.group, []).append(criterion)
        for wide, narrow in (("sector", "kind"), ("city", "county")):
            if whole := self._whole(wide, narrow):
                label = word(f"asked_{wide}_or_{narrow}", language)
                chosen = [c for c in groups[wide] if c.value in whole] + groups.pop(narrow)
                groups[wide] = [replace(c, label=label) for c in chosen]
        parts = []
        for criteria in groups.values():
            label, text = criteria[0].label, listed([c.text for c in criteria], language)
            if criteria[0].horizon:
                text += bracketed(word("asked_horizon", language), language)
            parts.append(labelled(label, text, language))
        return listed(parts, language, clauses=True)

    def stated(self, language: Language) -> str:
        """`described`, or the word for no filter: what a file and a caption say."""
        return self.described(language) or word("export_none", language)

    def scoped(self, sentence: str, language: Language) -> str:
        """`sentence` with the filters that it holds under before it; as it is without filters.

        The narrowing is not said again: a sentence names its kind or county itself.
        """
        said = replace(self, kind="", county="", plan="").described(language)
        return word("in_selection", language, filters=said, sentence=sentence) if said else sentence
