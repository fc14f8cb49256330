"""What a page, a sentence, a number, a file or a link is about: one value.

A `Selection` holds filters and what a page itself narrows (a kind, a county, a plan) over a record.
Its mask, its description, its URL and its provenance in files come from it alone.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final

import numpy as np
import pandas as pd

from geodata.language.text import listed, word
from geodata.language.vocabulary import (
    KIND_BY_ID,
    PRECISIONS,
    ROLES,
    SECTOR_BY_ID,
    YEAR_BASES,
    Language,
    Term,
)
from geodata.record.derived import kept_with_selection
from geodata.record.filters import Filters, to_query
from geodata.record.masks import (
    Mask,
    all_of,
    chosen_counties,
    group_masks,
    in_counties,
    rows_with,
    thing_mask,
)
from geodata.record.names import city_name, county_names, responsible_units
from geodata.record.record import Record


@dataclass(frozen=True)
class Criterion:
    """One thing that a selection asks for: its group (as in a URL), its value, both in words."""

    group: str
    value: str
    label: str  # of the group
    text: str  # of the value


@dataclass(frozen=True)
class Selection:
    """Items of a record: `filters`, narrowed to a kind, a county (adcode) or a plan (document id).

    Hashable, equal where record and choices are the same. '' narrows nothing. `besides` is a thing
    (id) that is shown although the filters may leave it out: the one that a reader chose.
    """

    record: Record
    filters: Filters = field(default_factory=Filters)
    kind: str = ""
    county: str = ""
    plan: str = ""
    besides: str = ""

    @property
    def choices(self) -> tuple[Hashable, ...]:
        """What was chosen of the record: by this, what follows from the selection is kept."""
        return self.filters, self.kind, self.county, self.plan, self.besides

    @cached_property
    def mask(self) -> Mask:
        """Which rows of the record pass; bool, one per row. Nobody may write into it."""
        return _mask(self)

    @property
    def rows(self) -> pd.DataFrame:
        """The rows that pass, in id order."""
        return self.record.projects.iloc[np.flatnonzero(self.mask)]

    def ordered(self, numbers: np.ndarray | None) -> pd.DataFrame:
        """The rows that pass in the order of `numbers`, their row numbers; in id order without."""
        return self.rows if numbers is None else self.record.projects.iloc[numbers]

    @cached_property
    def things(self) -> int:
        """How many things the rows name, each once however often it is mentioned."""
        return int(np.count_nonzero(thing_mask(self.mask, self.record)))

    def counted(self, language: Language) -> str:
        """How many things are selected; under filters also how many there are without them."""
        if not self.filters.active:
            return word("things", language, things=self.things)
        return word("things_of", language, things=self.things, every=self.unfiltered.things)

    @cached_property
    def counties(self) -> frozenset[str] | None:
        """Adcodes that filters and narrowing leave in; None where they leave in every county."""
        asked = [chosen_counties(self.filters, self.record)]
        if self.county:
            asked.append(frozenset([self.county]))
        if self.plan:
            owner = self.record.county_names.document_id
            asked.append(frozenset(owner.index[owner == self.plan]))
        said = [counties for counties in asked if counties is not None]
        return frozenset.intersection(*said) if said else None

    @property
    def is_whole(self) -> bool:
        """Whether it is the whole record."""
        return not (self.filters.active or self.kind or self.county or self.plan)

    def covers(self, adcode: str) -> bool:
        """Whether the county is inside what was selected."""
        return self.counties is None or adcode in self.counties

    def narrowed(self, kind: str = "", county: str = "", plan: str = "") -> Selection:
        """The same selection, narrowed further."""
        return replace(
            self,
            kind=kind or self.kind,
            county=county or self.county,
            plan=plan or self.plan,
        )

    def filtered_by(self, filters: Filters) -> Selection:
        """The same narrowing under other filters."""
        return replace(self, filters=filters)

    @property
    def unfiltered(self) -> Selection:
        """The same narrowing without any filter."""
        return replace(self, filters=Filters())

    @property
    def where(self) -> Selection:
        """Everything in the counties that are left in: no other filter, no narrowing to a kind."""
        filters = Filters(city=self.filters.city, county=self.filters.county)
        return Selection(self.record, filters, county=self.county, plan=self.plan)

    @cached_property
    def as_filters(self) -> Filters:
        """Filters that ask for the same without a narrowing; a plan is its city.

        What is narrowed to takes the place of the values that it lies within. Where the filters
        leave it out they stay beside it, for filters alone cannot say that nothing is left.
        """
        filters = self.filters
        if self.kind:
            if filters.lets_kind_pass(self.kind):
                filters = filters.without("sector", "kind")
            filters = replace(filters, kind=_with(filters.kind, self.kind))
        if self.plan:
            owner = self.record.county_names.document_id
            own = tuple(code for code in filters.county if owner[code] == self.plan)
            if own or self.plan in filters.city or not (filters.city or filters.county):
                filters = replace(filters, city=(), county=own)
            filters = replace(filters, city=_with(filters.city, self.plan))
        if self.county:
            chosen = chosen_counties(filters, self.record)
            if chosen is None or self.county in chosen:
                filters = filters.without("city", "county")
            filters = replace(filters, county=_with(filters.county, self.county))
        return filters

    @property
    def query(self) -> dict[str, str]:
        """URL parameters of the atlas that shows these items.

        No filter says "in one county and in another": where the filters leave out the county that
        is narrowed to, the link opens its card, which lists what passes.
        """
        chosen = chosen_counties(self.filters, self.record)
        if self.county and chosen is not None and self.county not in chosen:
            return to_query(self.filters) | {"at": self.county}
        return to_query(self.as_filters)

    @cached_property
    def _within(self) -> frozenset[str]:
        """Kind, county or plan where it narrows filters of its own group, and does not follow them.

        There the filters stay part of what is asked: to name the narrowing alone would claim more.
        """
        filters, where = self.filters, (*self.filters.city, *self.filters.county)
        asked = (
            ("kind", self.kind, filters.kind),
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
                group, value, word(f"asked_{group}", language), self._said(group, value, language)
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
                return f"{'≤' if self.filters.due == 'by' else '='}{value}"
            case "q":
                return value
            case named:
                return _LABELS[named][value].label(language)

    def described(self, language: Language) -> str:
        """What is asked for in words: “领域=能源、交通；目标年≤2025”; '' for the whole record."""
        groups: dict[str, list[Criterion]] = {}
        for criterion in self.criteria(language):
            groups.setdefault(criterion.group, []).append(criterion)
        parts = []
        for group, criteria in groups.items():
            label, text = criteria[0].label, listed([c.text for c in criteria], language)
            parts.append(f"{label}{text}" if group == "year" else f"{label}={text}")
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


_LABELS: Final[dict[str, Mapping[str, Term]]] = {
    "sector": SECTOR_BY_ID,
    "kind": KIND_BY_ID,
    "basis": {t.id: t for t in YEAR_BASES},
    "precision": {t.id: t for t in PRECISIONS},
    "role": {t.id: t for t in ROLES},
}


def _with(chosen: tuple[str, ...], value: str) -> tuple[str, ...]:
    return chosen if value in chosen else (*chosen, value)


def select(record: Record, filters: Filters | None = None) -> Selection:
    """The items of `record` that pass `filters`; all of them without."""
    return Selection(record, filters or Filters())


@kept_with_selection
def filter_masks(selection: Selection) -> dict[str, Mask]:
    """One mask for each group of filters that filters anything; see `masks.group_masks`."""
    return group_masks(selection.filters, selection.record)


@kept_with_selection
def _mask(selection: Selection) -> Mask:
    record = selection.record
    masks = list(filter_masks(replace(selection, kind="", county="", plan="", besides="")).values())
    if selection.kind:
        masks.append(rows_with("kind", [selection.kind], record))
    if selection.county:
        masks.append(in_counties(record, [selection.county]))
    if selection.plan:
        masks.append(rows_with("document_id", [selection.plan], record))
    passing = all_of(masks, len(record.projects))
    if selection.besides:
        passing = passing | (record.projects.thing == selection.besides).to_numpy()
    return passing
