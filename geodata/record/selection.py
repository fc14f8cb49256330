"""What a page, a sentence, a number, a file or a link is about: one value.

A `Selection` holds filters and what a page itself narrows (a kind, a county, a plan) over a record.
Its mask, its description (see `description`), its URL and its provenance in files come from it
alone.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd

from geodata.language.text import word
from geodata.language.vocabulary import Language
from geodata.language.years import HORIZON
from geodata.record.derived import kept_with_selection
from geodata.record.description import Described
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
from geodata.record.record import Record
from geodata.record.roles import quiet_rows


@dataclass(frozen=True)
class Selection(Described):
    """Items of a record: `filters`, narrowed to a kind, a county (adcode) or a plan (document id).

    Hashable, equal where record and choices are the same. '' narrows nothing. `besides` is a thing
    (id) that is shown although the filters may leave it out: the one that a reader chose.
    `doing` leaves out what the plans only lean on or mention; no sentence says it as a filter.
    """

    besides: str = ""
    doing: bool = False

    @property
    def choices(self) -> tuple[Hashable, ...]:
        """What was chosen of the record: by this, what follows from the selection is kept."""
        return self.filters, self.kind, self.county, self.plan, self.besides, self.doing

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

    @cached_property
    def quiet(self) -> int:
        """How many of `things` the plans only support, lean on or mention: nothing to be done."""
        quiet = self.mask & quiet_rows(self.record)
        return int(np.count_nonzero(thing_mask(quiet, self.record)))

    @property
    def to_be_done(self) -> Selection:
        """Of the same selection what the plans do something with: what they name (列名)."""
        return replace(self, doing=True)

    @property
    def passes_horizon(self) -> bool:
        """Whether anything that the filters let pass has no year but its plan's horizon."""
        horizon = rows_with("year_basis", [HORIZON], self.record)
        return bool((select(self.record, self.filters).mask & horizon).any())

    def counted(self, language: Language) -> str:
        """How many things are selected, quiet ones apart; under filters also how many there are."""
        said = word("things", language, things=self.things - self.quiet)
        if self.filters.active:
            every = self.unfiltered.things - self.unfiltered.quiet
            said = word("things_of", language, things=self.things - self.quiet, every=every)
        return said + (word("things_quiet", language, quiet=self.quiet) if self.quiet else "")

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
    masks = list(filter_masks(select(record, selection.filters)).values())
    if selection.kind:
        masks.append(rows_with("kind", [selection.kind], record))
    if selection.county:
        masks.append(in_counties(record, [selection.county]))
    if selection.plan:
        masks.append(rows_with("document_id", [selection.plan], record))
    if selection.doing:
        masks.append(~quiet_rows(record))
    passing = all_of(masks, len(record.projects))
    if selection.besides:
        passing = passing | (record.projects.thing == selection.besides).to_numpy()
    return passing
