"""A county's briefing as a Word document: coverage, map, items with clauses, targets, sources."""

from __future__ import annotations

import datetime
import io
from collections.abc import Mapping
from typing import Final

import pandas as pd
from docx.document import Document as DocumentObject
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm

from geodata.atlas.layers import MapLayers
from geodata.language.text import labelled, word
from geodata.language.vocabulary import KIND_BY_ID, SECTOR_BY_ID, Language, term
from geodata.language.years import target_year_said, year_as_written
from geodata.record.names import item_name, quantity_said, responsible_units, scope_said
from geodata.record.record import Record
from geodata.record.roles import role_said
from geodata.record.selection import Selection
from geodata.reports.item_rows import anchor_said, may_apply, place_said
from geodata.reports.paper import inset
from geodata.reports.paper.fonts import MissingFontError
from geodata.reports.provenance import provenance
from geodata.reports.safe_text import legal
from geodata.reports.word import add_table, empty_document, saved, say, say_body, say_note
from geodata.views.card import citation, county_card, errata_said

_ITEM_WIDTHS: Final = (1.2, 5.8, 3.0, 2.8, 2.8)
_TARGET_WIDTHS: Final = (5.8, 3.6, 2.2, 4.0)


def docx_bytes(
    adcode: str,
    layers: MapLayers,
    selection: Selection,
    language: Language,
    today: datetime.date,
) -> bytes:
    """The briefing of county `adcode` with the items selected, and what the selection is.

    Raises KeyError for an adcode that the record does not know. Without a Chinese font the map is
    left out and a sentence says so.
    """
    record, own = selection.record, selection.narrowed(county=adcode)
    names = record.county_names.loc[adcode]
    county = str(names.county_zh if language == "zh" else names.county_en)
    plan = "" if record.coverage(adcode) == "none" else str(names.document_id)
    wide = _wide(adcode, selection.narrowed(plan=plan)) if plan else own.rows.iloc[:0]
    numbers = _numbers([own.rows, wide])
    document = empty_document(word("report_briefing", language, county=county), language, today)
    city = str(names.prefecture_zh if language == "zh" else names.prefecture_en)
    line = f"{city} · {adcode} · {today.isoformat()}"
    say(document.add_paragraph(style="Subtitle"), line)
    _add_coverage(document, adcode, county, own, language)
    filters = word("report_filters", language, filters=selection.stated(language))
    say_body(document, filters)

    _add_map(document, adcode, county, layers, selection, language, numbers)
    _add_heading(document, "report_items_heading", language)
    _add_items(document, own.rows, own, language, numbers)
    if plan:
        _add_wide(document, wide, selection.narrowed(plan=plan), language, numbers)
        _add_heading(document, "report_targets_heading", language)
        if selection.filters.active:
            say_body(document, word("report_targets_unfiltered", language))
        _add_targets(document, record.targets[record.targets.document_id == plan], layers, language)
    used = {plan, *own.rows.document_id}
    _add_about(document, provenance(own, layers.config, language, today, used), language)
    return saved(document)


def _numbers(parts: list[pd.DataFrame]) -> dict[str, int]:
    """The number of each thing: the order in which the tables of `parts` name it first."""
    found: dict[str, int] = {}
    for rows in parts:
        for sector in SECTOR_BY_ID:
            for thing in rows.thing[rows.sector == sector]:
                found.setdefault(str(thing), len(found) + 1)
    return found


def _wide(adcode: str, of_plan: Selection) -> pd.DataFrame:
    """What the plan names for its city, or for a zone that reaches into the county, by place.

    `of_plan` is the selection of the county's plan; nothing of it counts as the county's.
    """
    rows = of_plan.rows[may_apply(of_plan.rows, adcode, of_plan.record)]
    return rows.sort_values("anchor", kind="stable")


def _add_wide(
    document: DocumentObject,
    rows: pd.DataFrame,
    of_plan: Selection,
    language: Language,
    numbers: Mapping[str, int],
) -> None:
    """`rows`, as `_wide` gives them, each place by itself."""
    _add_heading(document, "report_wide_heading", language)
    say_body(document, word("report_wide_note", language))
    if rows.empty:
        key = "report_no_items" if of_plan.filters.active else "report_no_wide"
        say_body(document, word(key, language))
    for anchor, own in rows.groupby("anchor", sort=False):
        where = anchor_said(str(anchor), of_plan.record, language)
        count = word("report_sector_count", language, sector=where, count=len(own))
        say_body(document, count, bold=True)
        _add_items(document, own, of_plan, language, numbers)


def _add_heading(document: DocumentObject, key: str, language: Language) -> None:
    say(document.add_heading(level=1), word(key, language))


def _add_coverage(
    document: DocumentObject,
    adcode: str,
    county: str,
    selection: Selection,
    language: Language,
) -> None:
    """How far a plan covers the county: what is missing first."""
    record = selection.record
    card = county_card(selection, adcode, language)
    if card["warning"]:
        say_body(document, card["warning"], bold=True)
    if card["covered"]:
        plan = record.documents.loc[record.county_names.document_id[adcode]]
        if plan.coverage_note_zh and record.coverage(adcode) == "partial":
            say_body(document, str(plan.coverage_note_zh))
        key = "report_covered" if record.coverage(adcode) == "full" else "report_covered_partly"
        text = word(
            key, language, title=plan.title_zh, county=county, counted=selection.counted(language)
        )
        say_body(document, text)


def _add_map(
    document: DocumentObject,
    adcode: str,
    county: str,
    layers: MapLayers,
    selection: Selection,
    language: Language,
    numbers: Mapping[str, int],
) -> None:
    """The map of the county, its numbers those of the tables, or the sentence why there is none."""
    _add_heading(document, "report_map_heading", language)
    try:
        picture = inset.png_bytes(layers, selection, language, adcode, numbers)
    except MissingFontError as error:
        say_body(document, error.sentence(language))
        return
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.keep_with_next = True
    shape = paragraph.add_run().add_picture(io.BytesIO(picture), width=Cm(inset.WIDTH_CM))
    caption = legal(word("report_picture", language, county=county))
    described = shape._inline.docPr
    described.set("descr", caption)
    described.set("title", caption)
    note = word("report_picture_note", language, picture=caption)
    say(document.add_paragraph(style="Caption"), note)


def _add_items(
    document: DocumentObject,
    rows: pd.DataFrame,
    selection: Selection,
    language: Language,
    numbers: Mapping[str, int],
) -> None:
    """A table for each sector: every row with its number, its clause and where it stands."""
    if rows.empty:
        say_body(document, word(_why_none(selection), language))
        return
    record = selection.record
    headers = [
        word(key, language)
        for key in (
            "report_col_number",
            "col_name",
            "col_kind",
            "col_quantity",
            "col_year",
            "report_col_clause",
        )
    ]
    for sector in SECTOR_BY_ID.values():
        own = rows[rows.sector == sector.id]
        if own.empty:
            continue
        count = word("report_sector_count", language, sector=sector.label(language), count=len(own))
        say(document.add_heading(level=2), count)
        cells = [
            [
                str(numbers[row.thing]),
                f"{item_name(row, language)}\n{row.project_id}"
                + f"\n{place_said(row, record, language)}",
                f"{role_said(row, language)}\n{KIND_BY_ID[row.kind].label(language)}",
                quantity_said(row, language) or "—",
                year_as_written(
                    row.target_year, row.year_basis, row.phase, row.year_from, language
                ),
                _clause(row, record, language),
            ]
            for _, row in own.iterrows()
        ]
        add_table(document, headers, cells, _ITEM_WIDTHS, below=True)


def _why_none(selection: Selection) -> str:
    """Word for why there are no items: no plan, nothing named, or nothing that passes."""
    if selection.county and selection.record.coverage(selection.county) == "none":
        return "county_no_plan"
    return "report_no_items" if selection.filters.active else "report_nothing_named"


def _add_targets(
    document: DocumentObject, targets: pd.DataFrame, layers: MapLayers, language: Language
) -> None:
    if targets.empty:
        say_body(document, word("report_no_targets", language))
        return
    headers = [
        word(key, language)
        for key in (
            "report_col_indicator",
            "report_col_target",
            "col_year",
            "report_col_scope",
            "report_col_clause",
        )
    ]
    cells = [
        [
            str(row.indicator_zh if language == "zh" else row.indicator_en),
            _target(row, language),
            target_year_said(row, language),
            scope_said(row, language),
            "\n".join(
                [
                    str(row.quote_zh),
                    citation(row, layers.record, language),
                    *_responsible(row, layers.record, language),
                ]
            ),
        ]
        for _, row in targets.iterrows()
    ]
    add_table(document, headers, cells, _TARGET_WIDTHS, below=True)


def _target(row: pd.Series, language: Language) -> str:
    """Comparator, value and unit; 左右 stands behind the number in Chinese."""
    number = f"{row.value:.15g}"
    bound = term("comparator", row.comparator, language)
    said = f"{number}{row.unit}" if row.unit == "%" or language == "zh" else f"{number} {row.unit}"
    if language == "zh" and row.comparator == "~":
        return f"{said}{bound}"
    return f"{bound}{said}" if language == "zh" else f"{bound} {said}"


def _add_about(document: DocumentObject, lines: list[tuple[str, str]], language: Language) -> None:
    """Sources, date, boundaries, and what a name in this document means."""
    _add_heading(document, "report_about_heading", language)
    for line in lines:
        say_note(document, labelled(*line, language))
    say_note(document, word("report_named_note", language))


def _clause(row: pd.Series, record: Record, language: Language) -> str:
    """The clause, where it stands, and misprints in it."""
    errata = errata_said(row, record, language)
    units = _responsible(row, record, language)
    return "\n".join([str(row.quote_zh), citation(row, record, language), *units, *errata])


def _responsible(row: pd.Series, record: Record, language: Language) -> list[str]:
    """The line that names the responsible units; none where the plan names none."""
    units = responsible_units(row.responsible_zh, record, language)
    return [word("report_responsible", language, units=units)] if units else []
