"""The tables of a plan's page and of its files: items, targets, and what each unit answers for."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, Final

import pandas as pd

from geodata.language.text import word
from geodata.language.vocabulary import (
    COVERAGES,
    KIND_BY_ID,
    PRECISIONS,
    ROLES,
    Language,
    Term,
    term,
)
from geodata.record.names import (
    county_names,
    item_name,
    place_name,
    quantity_said,
    responsible_units,
    scope_said,
)
from geodata.record.record import Record
from geodata.record.roles import role_said, told_apart
from geodata.views import page as b
from geodata.views.plan_extract import Duties, PlanExtract, counted
from geodata.views.units import units_cell
from geodata.views.years import target_year_cell, year_cell


def place_said(row: Any, record: Record, language: Language) -> str:
    """Where an item is: its counties, with the place where one is shown; else its zone or city."""
    counties = county_names(row.adcodes, record, language)
    if row.precision in ("site", "township"):
        place = row.place_zh if language == "zh" else row.place_en
        return " · ".join(part for part in (counties, place) if part)
    return counties or place_name(record, row.anchor, language)


def _bare(year: b.Cell) -> b.Cell:
    """The year alone, for Excel to sort by; blank where none or only a phase is written."""
    return b.number(year.value, str(year.value)) if isinstance(year.value, int) else b.blank("")


def target_amount(row: Any, language: Language) -> b.Cell:
    """What a target promises: as printed in Chinese, in the standard unit in English."""
    if language == "en":
        return b.amount(row.value_std, row.unit_std, language, row.comparator)
    figure = f"{b.digits(row.value)}{row.unit}"
    bound = "" if row.comparator == "=" else term("comparator", row.comparator, language)
    text = figure + bound if row.comparator == "~" else bound + figure
    return b.number(row.value, text, row.unit, row.comparator)


def shared_units(rows: Iterable[Any]) -> str | None:
    """The `;`-separated units that all rows name alike; None where rows differ."""
    said = {row.responsible_zh for row in rows}
    return said.pop() if len(said) == 1 else None


def document_table(plan: PlanExtract, language: Language) -> b.Table:
    """What the document says of itself; its public address where one is known."""
    document = plan.document
    coverage = next(t.label(language) for t in COVERAGES if t.id == document.coverage)
    if language == "zh" and document.coverage_note_zh:
        coverage = str(document.coverage_note_zh)
    facts: list[tuple[str, b.Cell | str]] = [
        ("doc_title", f"《{document.title_zh}》"),
        ("doc_number", str(document.document_no)),
        ("doc_date", str(document.issued_date)),
        ("plan_issuer", str(document.issuer_zh)),
        ("plan_horizon", b.number(document.horizon_year, str(document.horizon_year))),
        ("doc_coverage", coverage),
        ("plan_original", b.address(str(document.url)) if document.url else ""),
    ]
    rows = [[word(key, language), said] for key, said in facts if said != ""]
    columns = [word("plan_document", language), word("plan_fact", language)]
    return b.table(word("plan_document", language), columns, rows)


def count_blocks(plan: PlanExtract, language: Language) -> list[b.Table]:
    """Things by rung of the ladder and by role; under filters with those of the whole plan."""
    return [
        _counts(plan, "plan_by_precision", "precision", PRECISIONS, language),
        _counts(plan, "plan_by_role", "thing_role", ROLES, language),
    ]


def _counts(
    plan: PlanExtract, key: str, column: str, terms: tuple[Term, ...], language: Language
) -> b.Table:
    of = [("plan_count", plan)]
    if plan.selection.filters.active:
        of = [("plan_passing", plan), ("plan_every", plan.whole)]
    rows: list[list[b.Cell | str]] = []
    for label, extract in of:
        first = {row.thing: row for row in reversed(extract.rows)}
        things = Counter(getattr(row, column) for row in first.values())
        numbers = [b.number(things[term.id]) for term in terms]
        rows.append([word(label, language), *numbers])
    head = [b.Column(term.label(language), numeric=True) for term in terms]
    return b.table(word(key, language), [word(key, language), *head], rows)


def items_table(
    rows: Sequence[Any], record: Record, language: Language, with_units: bool = True
) -> b.Table:
    """Items in the order of the document, with place, year as said, role and clause.

    Where none has a quantity there is no column for it.
    """
    sized = any(row.quantity_zh for row in rows)
    own = ("col_name", "col_kind", "role", "plan_place", "plan_year")
    further = (("col_quantity",) if sized else ()) + (("unit",) if with_units else ())
    keys = (*own, *further, "col_clause")
    return b.table(
        word("plan_items", language),
        [word(key, language) for key in keys],
        [
            [
                b.item(item_name(row, language), row.project_id),
                KIND_BY_ID[row.kind].label(language),
                role_said(row, language),
                place_said(row, record, language),
                year_cell(row, language),
                *([quantity_said(row, language)] * sized),
                *([units_cell(row, record, language)] * with_units),
                b.clause(row.quote_zh),
            ]
            for row in rows
        ],
    )


def targets_table(
    targets: Iterable[Any], record: Record, language: Language, with_units: bool = True
) -> b.Table:
    """Targets in the order of the document."""
    own = ("col_indicator", "plan_amount", "plan_year", "col_scope")
    keys = (*own, *(("unit",) if with_units else ()), "col_clause")
    return b.table(
        word("plan_targets_table", language),
        [word(key, language) for key in keys],
        [
            [
                row.indicator_zh if language == "zh" else row.indicator_en,
                target_amount(row, language),
                target_year_cell(row, language),
                scope_said(row, language),
                *([units_cell(row, record, language)] * with_units),
                b.clause(row.quote_zh),
            ]
            for row in targets
        ],
    )


_DUTY: Final = (
    "plan_year",
    "plan_what",
    "plan_name",
    "role",
    "plan_amount",
    "plan_place_scope",
    "col_section",
    "col_clause",
)


def duty_table(duties: Duties, unit: str, record: Record, language: Language) -> b.Table:
    """What one unit answers for, by year; what says no year of its own comes last."""
    keys = [word(key, language) for key in _DUTY]
    lines = [[year, *line] for year, line, _ in _duties(duties, unit, record, language)]
    return b.table(word("plan_duties", language), keys, lines)


def all_duties_table(duties: Duties, record: Record, language: Language) -> b.Table:
    """What every unit answers for, unit by unit, each by year, with the ids of the record.

    The year stands twice: as a number, and in words with what it rests on.
    """
    keys = [word(key, language) for key in ("unit", "plan_target_year", *_DUTY, "plan_id")]
    lines = [
        [
            responsible_units(unit, record, language),
            _bare(year),
            b.text_cell(year.text),
            *line,
            own,
        ]
        for unit, *_ in duties.units
        for year, line, own in _duties(duties, unit, record, language)
    ]
    return b.table(word("plan_duties", language), keys, lines)


def _duties(
    duties: Duties, unit: str, record: Record, language: Language
) -> list[tuple[b.Cell, list[b.Cell | str], str]]:
    """The year, further cells and id of each item and target of the unit, by year."""
    rows, targets = duties.of(unit)
    said: list[tuple[float, b.Cell, list[b.Cell | str], str]] = [
        (
            math.inf if row.year_basis == "plan" else row.target_year,
            year_cell(row, language),
            [
                word("plan_what_item", language),
                b.item(item_name(row, language), row.project_id),
                role_said(row, language),
                quantity_said(row, language),
                place_said(row, record, language),
                row.section,
                b.clause(row.quote_zh),
            ],
            row.project_id,
        )
        for row in rows
    ]
    said += [
        (
            math.inf if pd.isna(row.year) else row.year,
            target_year_cell(row, language),
            [
                word("plan_what_target", language),
                row.indicator_zh if language == "zh" else row.indicator_en,
                "",
                target_amount(row, language),
                scope_said(row, language),
                row.section,
                b.clause(row.quote_zh),
            ],
            row.target_id,
        )
        for row in targets
    ]
    said.sort(key=lambda line: line[0])
    return [(year, cells, own) for _, year, cells, own in said]


def units_sentence(units: str, record: Record, language: Language) -> str:
    """The units that the document names for a part, or that it names none."""
    if not units:
        return word("plan_part_no_units", language)
    names = responsible_units(units, record, language)
    return word("plan_part_units", language, units=names)


def units_table(plan: PlanExtract, language: Language) -> b.Table:
    """Each unit with its number of things, quiet ones apart, and targets; its name filters."""
    rows = [
        [
            b.Cell(name, name, opens=b.Opens("choice", unit, "unit")),
            b.number(things),
            b.number(quiet),
            b.number(promised),
        ]
        for unit, things, quiet, promised in plan.duties.units
        for name in [responsible_units(unit, plan.record, language)]
    ]
    columns = [
        b.Column(word("unit", language)),
        b.Column(word("plan_items", language), numeric=True),
        b.Column(word("plan_quiet", language), numeric=True),
        b.Column(word("plan_targets_table", language), numeric=True),
    ]
    return b.table(word("plan_units", language), columns, rows)


def units_without(plan: PlanExtract, language: Language) -> str:
    """How much of what passes names no unit anywhere; '' where everything does."""
    promised = sum(not row.responsible_zh for row in plan.targets)
    if not plan.without_units and not promised:
        return ""
    said = counted(*told_apart(plan.without_units), promised, language)
    return word("plan_units_without", language, counted=said)


def errata_table(plan: PlanExtract, language: Language) -> b.Table:
    """The plan's misprints with the reading and its reason."""
    keys = ("errata_printed", "errata_read", "errata_reason")
    rows = [[e.printed_zh, e.read_as_zh, e.reason_zh] for e in plan.errata.itertuples()]
    return b.table(word("plan_errata", language), [word(key, language) for key in keys], rows)
