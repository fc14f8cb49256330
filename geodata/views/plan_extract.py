"""A plan with what of it passes the filters: rows, targets, outline, duties, and their counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import pandas as pd

from geodata.analysis.plans import Part, outline
from geodata.language.deadline import deadline
from geodata.language.text import bracketed, listed, word
from geodata.language.vocabulary import Language
from geodata.record.facets import plans_naming
from geodata.record.filters import Filters
from geodata.record.names import city_name, item_name
from geodata.record.record import Record
from geodata.record.roles import told_apart
from geodata.record.selection import Selection
from geodata.views import targets as targets_view

# So many names stand in a sentence on what is left out.
_NAMES: Final = 12


def chosen_plan(record: Record, filters: Filters, asked: str) -> str:
    """The plan asked for; else the first that the filters on places and units leave in.

    A place or a unit of another plan would leave nothing of the first.
    """
    if asked:
        return asked
    owner = record.county_names.document_id
    of_places = {*filters.city, *(str(owner[code]) for code in filters.county)}
    naming = plans_naming(record)
    of_units = {plan for unit in filters.unit for plan in naming[unit]}
    every = [str(plan) for plan in record.documents.index]
    within = [plan for plan in every if plan in of_places or not of_places]
    return next((plan for plan in within if plan in of_units), within[0])


def plan_targets(selection: Selection) -> pd.DataFrame:
    """Targets of the plan that `selection` is narrowed to, in the order of their ids.

    They follow the filters that a target has, as on the page of targets.
    """
    own = targets_view.chosen(targets_view.effective(selection))
    return own[own.document_id == selection.plan]


def without_year(selection: Selection) -> tuple[Any, ...]:
    """The targets of the plan that only the filter on the year leaves out for want of a year."""
    if selection.filters.year is None:
        return ()
    every = plan_targets(selection.filtered_by(selection.filters.without("year")))
    return tuple(every[every.year.isna()].itertuples())


@dataclass(frozen=True, eq=False)
class Duties:
    """What each unit answers for among `rows` and `targets`; `asked` units alone where any are."""

    rows: tuple[Any, ...]
    targets: tuple[Any, ...]
    asked: tuple[str, ...] = ()

    @cached_property
    def _things(self) -> dict[str, dict[str, Any]]:
        """Items by unit, each thing once: its first row."""
        found: dict[str, dict[str, Any]] = defaultdict(dict)
        for unit, row in _by_unit(self.rows):
            found[unit].setdefault(row.thing, row)
        return found

    @cached_property
    def _promised(self) -> dict[str, list[Any]]:
        """Targets by unit."""
        found: dict[str, list[Any]] = defaultdict(list)
        for unit, row in _by_unit(self.targets):
            found[unit].append(row)
        return found

    def of(self, unit: str) -> tuple[list[Any], list[Any]]:
        """Items of the unit, each thing once, and its targets, both in the order of ids."""
        return [*self._things.get(unit, {}).values()], self._promised.get(unit, [])

    @cached_property
    def units(self) -> list[tuple[str, int, int, int]]:
        """Unit, its things, things that it only leans on or mentions, targets; most first."""
        named = {*self._things, *self._promised}
        found = named & {*self.asked} if self.asked else named
        counts = [(unit, *told_apart(self.of(unit)[0]), len(self.of(unit)[1])) for unit in found]
        return sorted(counts, key=lambda said: (-sum(said[1:]), said[0]))


def _by_unit(rows: Iterable[Any]) -> Iterator[tuple[str, Any]]:
    """Each row with each unit that it names."""
    return ((unit, row) for row in rows for unit in row.responsible_zh.split(";") if unit)


@dataclass(frozen=True, eq=False)
class PlanExtract:
    """A plan with what of it passes the filters; `selection` is narrowed to the plan."""

    selection: Selection

    @property
    def record(self) -> Record:
        """The record."""
        return self.selection.record

    @property
    def choices(self) -> tuple[Hashable, ...]:
        """What was chosen: as for its selection."""
        return self.selection.choices

    @property
    def document(self) -> pd.Series:
        """The plan's row of the documents."""
        return self.record.documents.loc[self.selection.plan]

    @cached_property
    def rows(self) -> tuple[Any, ...]:
        """Its items that pass, one row a mention, in id order."""
        return tuple(self.selection.rows.itertuples())

    @cached_property
    def targets(self) -> tuple[Any, ...]:
        """Its targets that pass, in id order."""
        return tuple(plan_targets(self.selection).itertuples())

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The chapters that hold any of them."""
        return outline(self.record, self.selection.plan, self.rows, self.targets)

    def lines(self) -> Iterator[tuple[int, Part]]:
        """Every part that holds any of them with its depth from 1, in the order of the document."""
        return _lines(self.parts, 1)

    @cached_property
    def duties(self) -> Duties:
        """What each unit answers for; only the units that are filtered for, where any are."""
        return Duties(self.rows, self.targets, self.selection.filters.unit)

    @property
    def errata(self) -> pd.DataFrame:
        """Its misprints, whatever is filtered."""
        return self.record.errata[self.record.errata.document_id == self.selection.plan]

    @cached_property
    def whole(self) -> PlanExtract:
        """The plan without any filter."""
        return PlanExtract(self.selection.unfiltered) if self.selection.filters.active else self

    @cached_property
    def of_any_unit(self) -> PlanExtract:
        """The plan under the same filters but for those on responsible units."""
        filters = self.selection.filters.without("unit")
        return PlanExtract(self.selection.filtered_by(filters))

    @cached_property
    def without_units(self) -> tuple[Any, ...]:
        """Of its items that pass, each thing for which no mention in the plan names a unit."""
        named = {row.thing for row in self.whole.rows if row.responsible_zh}
        first: dict[str, Any] = {}
        for row in self.rows:
            first.setdefault(row.thing, row)
        return tuple(row for thing, row in first.items() if thing not in named)

    @cached_property
    def names_units(self) -> bool:
        """Whether the plan names a responsible unit anywhere."""
        return any(row.responsible_zh for row in (*self.whole.rows, *self.whole.targets))


def _lines(parts: Iterable[Part], depth: int) -> Iterator[tuple[int, Part]]:
    for part in parts:
        yield depth, part
        yield from _lines(part.parts, depth + 1)


def title(plan: PlanExtract, language: Language) -> str:
    """The title of the document; in English, which has none, whose plan it is."""
    if language == "zh":
        return f"《{plan.document.title_zh}》"
    city = city_name(plan.record, plan.selection.plan, language)
    return word("plan_heading", language, city=city)


def counted_sentence(plan: PlanExtract, language: Language) -> str:
    """How many things in how many places, and how many targets; under filters of how many."""
    promised, every = len(plan.targets), len(plan.whole.targets)
    key = "plan_targets_of" if plan.selection.filters.active else "plan_targets"
    return word(
        "plan_counted",
        language,
        counted=plan.selection.counted(language),
        rows=len(plan.rows),
        targets=word(key, language, count=promised, every=every),
    )


def scope_sentences(plan: PlanExtract, language: Language) -> list[str]:
    """The filters in force, which of them targets follow, and what year and unit leave out.

    What has no year or names no unit is left out for that alone, and a list of what a unit has to
    deliver must say so.
    """
    filters = plan.selection.filters
    if not filters.active:
        return []
    said = [
        word("plan_scope", language, filters=plan.selection.stated(language)),
        word("plan_targets_follow", language),
    ]
    if undated := without_year(plan.selection):
        names = [_promise(row, language) for row in undated]
        of = {"count": len(undated), "names": _some(names, language)}
        said.append(word("plan_without_year", language, **of))
    others = plan.of_any_unit
    promised = [row for row in others.targets if not row.responsible_zh]
    if filters.unit and (others.without_units or promised):
        counts = counted(*told_apart(others.without_units), len(promised), language)
        names = [item_name(row, language) for row in others.without_units]
        names += [_promise(row, language) for row in promised]
        of = {"counted": counts, "names": _some(names, language)}
        said.append(word("plan_without_unit", language, **of))
    return said


def counted(things: int, quiet: int, promised: int, language: Language) -> str:
    """How many items (quiet ones apart) and targets, in words; of what there is none, nothing."""
    said = []
    if quiet:
        said.append(word("plan_part_quiet", language, count=things, quiet=quiet))
    elif things:
        said.append(word("plan_part_items", language, count=things))
    if promised or not said:
        said.append(word("plan_part_targets", language, count=promised))
    return listed(said, language)


def _promise(target: Any, language: Language) -> str:
    """A target by its indicator, with its phase where it has no year."""
    name = str(target.indicator_zh if language == "zh" else target.indicator_en)
    if not pd.isna(target.year):
        return name
    return name + bracketed(deadline(None, target.phase, language), language)


def _some(names: list[str], language: Language) -> str:
    """The first of `names`, and how many there are where they are more."""
    text = listed(names[:_NAMES], language)
    return text if len(names) <= _NAMES else word("plan_names_more", language, list=text)
