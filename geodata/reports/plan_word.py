"""A whole plan, or the list of the units that are filtered for, as a Word document."""

from __future__ import annotations

import datetime
from typing import Any, Final

from docx.document import Document as DocumentObject

from geodata.config import Config
from geodata.language.text import labelled, listed, word
from geodata.language.vocabulary import KIND_BY_ID, Language, term
from geodata.record.names import (
    city_name,
    item_name,
    quantity_said,
    responsible_units,
    scope_said,
)
from geodata.reports.plan_workbook import plan_about
from geodata.reports.word import add_table, empty_document, saved, say, say_body, say_note
from geodata.views import page as b
from geodata.views import plan_tables as tables
from geodata.views.plan_extract import (
    PlanExtract,
    counted,
    counted_sentence,
    scope_sentences,
    title,
)
from geodata.views.plan_tables import (
    duty_table,
    place_said,
    target_amount,
)
from geodata.views.years import target_year_cell, year_cell

_ITEM_WIDTHS: Final = (6.2, 3.2, 3.0, 3.2)
_TARGET_WIDTHS: Final = (5.8, 3.6, 2.4, 3.8)
_DUTY_WIDTHS: Final = (2.1, 1.2, 3.1, 1.7, 1.9, 2.3, 1.4, 3.7)
_DEEPEST: Final = 3  # of Word's headings


def docx_bytes(
    plan: PlanExtract, config: Config, language: Language, today: datetime.date
) -> bytes:
    """The plan as a Word document: what passes the filters, chapter by chapter, and its units.

    With a filter on responsible units it is their list: for each what it answers for, by year.
    """
    units = plan.selection.filters.unit
    heading = _list_title(plan, language) if units else title(plan, language)
    document = empty_document(heading, language, today)
    say(document.add_paragraph(style="Subtitle"), _source(plan, today))
    for sentence in (counted_sentence(plan, language), *scope_sentences(plan, language)):
        say_body(document, sentence)
    if units:
        _add_duties(document, plan, language)
    else:
        _add_plan(document, plan, language)
    _add_heading(document, word("report_about_heading", language), 1)
    for key, said in plan_about(plan, config, language, today):
        say_note(document, labelled(key, said, language) if said else key)
    say_note(document, word("report_named_note", language))
    return saved(document)


def _list_title(plan: PlanExtract, language: Language) -> str:
    city = city_name(plan.record, plan.selection.plan, language)
    names = [responsible_units(u, plan.record, language) for u in plan.selection.filters.unit]
    return word("plan_list_title", language, units=listed(names, language), city=city)


def _source(plan: PlanExtract, today: datetime.date) -> str:
    document = plan.document
    parts = (
        f"《{document.title_zh}》",
        document.document_no,
        document.issuer_zh,
        document.issued_date,
        today.isoformat(),
    )
    return " · ".join(str(part) for part in parts if part)


def _add_heading(document: DocumentObject, text: str, level: int) -> None:
    say(document.add_heading(level=level), text)


def _add_plan(document: DocumentObject, plan: PlanExtract, language: Language) -> None:
    for table in tables.count_blocks(plan, language):
        _add_cells(document, table, (3.0, *[14.4 / (len(table.columns) - 1)] * 6))
    if not plan.parts:
        say_body(document, word("plan_nothing", language))
    for depth, part in plan.lines():
        _add_heading(document, part.title(language), min(depth, _DEEPEST))
        _add_content(document, part.rows, part.targets, plan, language)
    _add_heading(document, word("plan_units", language), 1)
    if plan.duties.units:
        _add_cells(document, tables.units_table(plan, language), (9.6, 2.4, 3.0, 2.4))
    without = tables.units_without(plan, language)
    if without:
        say_body(document, without)
    _add_heading(document, word("plan_errata", language), 1)
    if len(plan.errata):
        _add_cells(document, tables.errata_table(plan, language), (4.6, 4.6, 8.2))
    else:
        say_body(document, word("plan_errata_none", language))


def _add_content(
    document: DocumentObject,
    rows: tuple[Any, ...],
    targets: tuple[Any, ...],
    plan: PlanExtract,
    language: Language,
) -> None:
    """The units that all of a part shares, its items and its targets."""
    shared = tables.shared_units([*rows, *targets])
    if shared or (shared == "" and plan.names_units):
        said = tables.units_sentence(shared, plan.record, language)
        say_note(document, said)
    own = shared is None
    if rows:
        keys = ("col_name", "col_kind", "col_quantity", "plan_year", "col_clause")
        lines = [_item(row, plan, language, own) for row in rows]
        add_table(document, [word(key, language) for key in keys], lines, _ITEM_WIDTHS, below=True)
    if targets:
        keys = ("col_indicator", "plan_amount", "plan_year", "col_scope", "col_clause")
        lines = [_target(row, plan, language, own) for row in targets]
        add_table(
            document, [word(key, language) for key in keys], lines, _TARGET_WIDTHS, below=True
        )


def _item(row: Any, plan: PlanExtract, language: Language, with_units: bool) -> list[str]:
    place = place_said(row, plan.record, language)
    kind, role = KIND_BY_ID[row.kind].label(language), term("role", row.role, language)
    return [
        f"{item_name(row, language)}\n{place}\n{row.project_id}",
        f"{kind}\n{role}",
        quantity_said(row, language) or b.NOTHING,
        year_cell(row, language).text,
        _clause(row, plan, language, with_units),
    ]


def _target(row: Any, plan: PlanExtract, language: Language, with_units: bool) -> list[str]:
    name = row.indicator_zh if language == "zh" else row.indicator_en
    return [
        f"{name}\n{row.target_id}",
        target_amount(row, language).text,
        target_year_cell(row, language).text,
        scope_said(row, language),
        _clause(row, plan, language, with_units),
    ]


def _clause(row: Any, plan: PlanExtract, language: Language, with_units: bool) -> str:
    """The clause, and below it the units of the row where its neighbours have others."""
    if not with_units:
        return str(row.quote_zh)
    return f"{row.quote_zh}\n{tables.units_sentence(row.responsible_zh, plan.record, language)}"


def _add_duties(document: DocumentObject, plan: PlanExtract, language: Language) -> None:
    units = plan.duties.units
    if not units:
        say_body(document, word("plan_nothing", language))
    for unit, things, quiet, promised in units:
        name = responsible_units(unit, plan.record, language)
        count = counted(things, quiet, promised, language)
        _add_heading(document, word("plan_duties_of", language, unit=name, counted=count), 1)
        _add_cells(document, duty_table(plan.duties, unit, plan.record, language), _DUTY_WIDTHS)


def _add_cells(document: DocumentObject, table: b.Table, widths: tuple[float, ...]) -> None:
    """A table of the page as it is shown there."""
    headers = [column.text for column in table.columns]
    lines = [[cell.text for cell in row] for row in table.rows]
    add_table(document, headers, lines, widths)
