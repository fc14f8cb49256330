"""A whole plan, or the list of the units that are filtered for, as an Excel workbook."""

from __future__ import annotations

import datetime

from geodata.config import Config
from geodata.language.text import word
from geodata.language.vocabulary import KIND_BY_ID, Language, term
from geodata.record.names import item_name, quantity_said, responsible_units, scope_said
from geodata.reports.page_workbook import page_bytes
from geodata.reports.provenance import provenance
from geodata.views import page as b
from geodata.views import plan_tables as tables
from geodata.views.plan_extract import PlanExtract, counted_sentence, scope_sentences
from geodata.views.plan_tables import (
    all_duties_table,
    place_said,
    target_amount,
)
from geodata.views.years import target_year_cell, year_cell

_ITEM_KEYS = (
    "col_section",
    "plan_chapter",
    "col_name",
    "col_kind",
    "role",
    "plan_place",
    "col_precision",
    "plan_year",
    "plan_target_year",
    "col_quantity",
    "unit",
    "col_clause",
    "plan_id",
)
_TARGET_KEYS = (
    "col_section",
    "plan_chapter",
    "col_indicator",
    "plan_amount",
    "plan_year",
    "col_scope",
    "unit",
    "col_clause",
    "plan_id",
)


def plan_about(
    plan: PlanExtract, config: Config, language: Language, today: datetime.date
) -> list[tuple[str, str]]:
    """What a file of a plan says of itself: as every file, but its source is the one document."""
    document = plan.document
    parts = [f"《{document.title_zh}》", document.document_no, document.issued_date, document.url]
    source = " · ".join(str(part) for part in parts if part)
    about = [
        (key, source if key == word("export_sources", language) else said)
        for key, said in provenance(plan.selection, config, language, today)
    ]
    counted = (word("plan_page", language), counted_sentence(plan, language))
    scope = [(sentence, "") for sentence in scope_sentences(plan, language)[1:]]
    return [about[0], counted, *about[1:], *scope]


def xlsx_bytes(
    plan: PlanExtract, config: Config, language: Language, today: datetime.date
) -> bytes:
    """The plan as XLSX: document, counts, outline, items, targets, units, their lists, misprints.

    With a filter on responsible units it is their list: what they answer for, by year, then the
    items and the targets.
    """
    about = plan_about(plan, config, language, today)
    listed = [items_sheet(plan, language), targets_sheet(plan, language)]
    duties = all_duties_table(plan.duties, plan.record, language)
    if plan.selection.filters.unit:
        return page_bytes([duties, *listed], about, language, today)
    sheets = [
        tables.document_table(plan, language),
        *tables.count_blocks(plan, language),
        outline_sheet(plan, language),
        *listed,
        tables.units_table(plan, language),
        duties,
        tables.errata_table(plan, language),
    ]
    return page_bytes(sheets, about, language, today)


def outline_sheet(plan: PlanExtract, language: Language) -> b.Table:
    """Every chapter and box that holds anything, with its numbers of things and targets."""
    columns = [
        b.Column(word("plan_chapter", language)),
        b.Column(word("plan_items", language), numeric=True),
        b.Column(word("plan_targets_table", language), numeric=True),
    ]
    rows: list[list[b.Cell | str]] = [
        [part.title(language), b.number(part.things), b.number(part.promised)]
        for _, part in plan.lines()
    ]
    return b.table(word("plan_outline", language), columns, rows)


def items_sheet(plan: PlanExtract, language: Language) -> b.Table:
    """Every mention that passes, in the order of the document."""
    rows = [
        [
            row.section,
            part.title(language),
            item_name(row, language),
            KIND_BY_ID[row.kind].label(language),
            term("role", row.role, language),
            place_said(row, plan.record, language),
            term("precision", row.precision, language),
            b.text_cell(year_cell(row, language).text),
            b.number(row.target_year, str(row.target_year)),
            quantity_said(row, language),
            responsible_units(row.responsible_zh, plan.record, language),
            row.quote_zh,
            row.project_id,
        ]
        for _, part in plan.lines()
        for row in part.rows
    ]
    columns = [word(key, language) for key in _ITEM_KEYS]
    return b.table(word("plan_items", language), columns, rows)


def targets_sheet(plan: PlanExtract, language: Language) -> b.Table:
    """Every target that passes, in the order of the document."""
    rows = [
        [
            row.section,
            part.title(language),
            row.indicator_zh if language == "zh" else row.indicator_en,
            target_amount(row, language),
            target_year_cell(row, language),
            scope_said(row, language),
            responsible_units(row.responsible_zh, plan.record, language),
            row.quote_zh,
            row.target_id,
        ]
        for _, part in plan.lines()
        for row in part.targets
    ]
    columns = [word(key, language) for key in _TARGET_KEYS]
    return b.table(word("plan_targets_table", language), columns, rows)
