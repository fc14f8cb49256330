"""The plan page: one document as its planners know it, as blocks of text and tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from geodata.analysis.plans import Part, plans_beside
from geodata.language.text import listed, word
from geodata.language.vocabulary import Language
from geodata.record.derived import kept_with_selection
from geodata.record.masks import in_counties
from geodata.record.names import city_name, county_names, item_name, responsible_units
from geodata.record.record import Record
from geodata.record.roles import quiet_things, told_apart
from geodata.views import page as b
from geodata.views.plan_extract import (
    PlanExtract,
    counted,
    counted_sentence,
    scope_sentences,
    title,
)
from geodata.views.plan_tables import (
    count_blocks,
    document_table,
    duty_table,
    errata_table,
    items_table,
    shared_units,
    targets_table,
    units_sentence,
    units_table,
    units_without,
)

# So many items and targets that a filter leaves are shown unfolded.
_UNFOLDED: Final = 60


def drop_down(record: Record, document_id: str, language: Language) -> b.DropDowns:
    """The plans to choose from."""
    plans = [(str(d), city_name(record, str(d), language)) for d in record.documents.index]
    label = word("plan_page", language)
    return b.DropDowns((b.DropDown("plan", label, document_id, [("", plans)]),))


@kept_with_selection
def blocks(plan: PlanExtract, language: Language) -> list[b.Block]:
    """Counts, the outline with its items and targets, units, misprints, neighbours.

    Who filters for units finds their list first. Misprints and neighbours speak of the whole plan
    and say so under filters.
    """
    filters = plan.selection.filters
    said: list[b.Block] = [document_table(plan, language), *count_blocks(plan, language)]
    parts = [_outline, _units] if not filters.unit else [_units, _outline]
    for part in parts:
        said += part(plan, language)
    if filters.active:
        said.append(b.Text(word("profile_unfiltered", language), "quiet"))
    return [*said, *_errata(plan, language), *_beside(plan, language)]


def head(plan: PlanExtract, language: Language) -> list[b.Block]:
    """The title of the document and how much of it passes which filters."""
    scope = [b.Text(said, "quiet") for said in scope_sentences(plan, language)]
    return [
        b.Heading(title(plan, language)),
        b.Text(counted_sentence(plan, language)),
        *scope,
    ]


def _outline(plan: PlanExtract, language: Language) -> list[b.Block]:
    said: list[b.Block] = [b.Heading(word("plan_outline", language), 3)]
    if not plan.parts:
        return [*said, b.Text(word("plan_nothing", language))]
    said.append(b.Text(word("plan_outline_note", language), "quiet"))
    few = len(plan.rows) + len(plan.targets) <= _UNFOLDED
    unfolded = plan.selection.filters.active and few
    for chapter in plan.parts:
        said.append(b.Heading(chapter.title(language), 3))
        own = replace(chapter, parts=())
        said += _content(own, plan, language)
        for part in chapter.parts:
            inside = (row for inner in part.walk() for row in inner.rows)
            count = counted(*told_apart(inside), part.promised, language)
            heading = word("plan_part", language, title=part.title(language), counted=count)
            said.append(b.fold(heading, _inside(part, plan, language), unfolded))
    return said


def _inside(part: Part, plan: PlanExtract, language: Language) -> Iterator[b.Block]:
    """A part's own content, then each part inside it below its heading."""
    for inner in part.walk():
        if inner is not part:
            yield b.Heading(inner.title(language), 4)
        yield from _content(inner, plan, language)


def _content(part: Part, plan: PlanExtract, language: Language) -> Iterator[b.Block]:
    """Units that everything in it shares, its items, its targets."""
    rows, targets = part.rows, part.targets
    shared = shared_units([*rows, *targets])
    if shared or (shared == "" and plan.names_units):
        yield b.Text(units_sentence(shared, plan.record, language), "quiet")
    if rows:
        yield items_table(rows, plan.record, language, with_units=shared is None)
    if targets:
        yield targets_table(targets, plan.record, language, with_units=shared is None)


def _units(plan: PlanExtract, language: Language) -> list[b.Block]:
    said: list[b.Block] = [b.Heading(word("plan_units", language), 3)]
    units = plan.duties.units
    if not units:
        none = "plan_units_none_pass" if plan.names_units else "plan_units_none"
        return [*said, b.Text(word(none, language))]
    said += [b.Text(word("plan_units_note", language), "quiet"), units_table(plan, language)]
    if without := units_without(plan, language):
        said.append(b.Text(without, "quiet"))
    said.append(b.Heading(word("plan_duties", language), 4))
    for unit, things, quiet, promised in units:
        heading = word(
            "plan_duties_of",
            language,
            unit=responsible_units(unit, plan.record, language),
            counted=counted(things, quiet, promised, language),
        )
        lines = duty_table(plan.duties, unit, plan.record, language)
        said.append(b.fold(heading, [lines], unfolded=bool(plan.selection.filters.unit)))
    return said


def _errata(plan: PlanExtract, language: Language) -> list[b.Block]:
    heading = b.Heading(word("plan_errata", language), 3)
    count = len(plan.errata)
    if not count:
        return [heading, b.Text(word("plan_errata_none", language))]
    lines = b.fold(word("show_all", language, count=count), [errata_table(plan, language)])
    return [heading, b.Text(word("plan_errata_count", language, count=count)), lines]


def _beside(plan: PlanExtract, language: Language) -> list[b.Block]:
    """The plans that border on it: where, what they name there, and what both name."""
    record, heading = plan.record, b.Heading(word("plan_beside", language), 3)
    found = plans_beside(record, plan.selection.plan)
    if not found:
        return [heading, b.Text(word("plan_beside_none", language))]
    own = {row.thing for row in plan.whole.rows} - quiet_things(record)
    rows: list[list[b.Cell | str]] = []
    for beside in found:
        other = record.projects[record.projects.document_id == beside.document_id]
        touching = {code for _, code in beside.pairs}
        there = record.projects[in_counties(record, touching)]
        there = there[there.document_id == beside.document_id]
        there = there[~there.thing.isin(quiet_things(record))]
        both = other[other.thing.isin(own)].drop_duplicates("thing")
        rows.append(
            [
                b.plan(city_name(record, beside.document_id, language), beside.document_id),
                listed(_pairs(beside.pairs, record, language), language, clauses=True),
                b.number(there.thing.nunique()),
                listed((item_name(row, language) for row in both.itertuples()), language)
                or b.NOTHING,
            ]
        )
    columns = [
        b.Column(word("col_city", language)),
        b.Column(word("plan_beside_counties", language)),
        b.Column(word("plan_beside_named", language), numeric=True),
        b.Column(word("plan_beside_both", language)),
    ]
    table = b.table(word("plan_beside", language), columns, rows)
    return [heading, b.Text(word("plan_beside_note", language), "quiet"), table]


def _pairs(pairs: tuple[tuple[str, str], ...], record: Record, language: Language) -> Iterator[str]:
    for own, other in pairs:
        names = [county_names(code, record, language) for code in (own, other)]
        same = own == other
        yield names[0] if same else word("plan_pair", language, own=names[0], other=names[1])
