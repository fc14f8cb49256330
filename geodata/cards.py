"""What the evidence card, the county card and the table say, as plain data."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import numpy as np
import pandas as pd

from geodata import layers, quotes
from geodata.catalogue import Catalogue
from geodata.names import city_name, county_names
from geodata.select import Mask, first_rows, in_counties, rows_with, thing_mask, things_by
from geodata.vocabulary import KIND_BY_ID, SECTOR_BY_ID, TERMS_BY_FIELD, Language
from geodata.words import word

PAGE_ROWS: Final = 25


def name(row: pd.Series, language: Language) -> str:
    """The item's name in `language`."""
    return str(row.name_zh if language == "zh" else row.name_en)


def term(field: str, value: object, language: Language) -> str:
    """Label of a vocabulary word of `field`."""
    return TERMS_BY_FIELD[field][str(value)].label(language)


def errata_of(row: pd.Series, record: Catalogue) -> pd.DataFrame:
    """Corrections whose printed form stands in the row's name or clause."""
    own = record.errata[record.errata.document_id == row.document_id]
    text = f"{row.name_zh}\n{row.quote_zh}"
    return own[[quotes.bare(p) in text for p in own.printed_zh]]


def errata_said(row: pd.Series, record: Catalogue, language: Language) -> list[str]:
    """A sentence for each of `errata_of`."""
    return [
        word("erratum", language, printed=e.printed_zh, read_as=e.read_as_zh, reason=e.reason_zh)
        for e in errata_of(row, record).itertuples()
    ]


def citation(row: pd.Series, record: Catalogue, language: Language) -> str:
    """Where a clause stands: title, document number, chapter, section."""
    document = record.documents.loc[row.document_id]
    number = str(document.document_no)
    return word(
        "where_in_plan" if number else "where_in_plan_bare",
        language,
        title=f"《{document.title_zh}》",
        number=number,
        chapter=row.get("chapter_zh", ""),
        section=row.section,
    )


def location(row: pd.Series, language: Language) -> str:
    """One sentence on how well the place is known."""
    if row.precision in ("site", "township"):
        label = term("precision", row.precision, language)
        detail = word(
            "uncertainty",
            language,
            place=row.place_zh,
            km=f"{row.uncertainty_km:g}",
            source=row.source,
        )
        return f"{label}：{detail}" if language == "zh" else f"{label}: {detail}"
    if row.precision == "county":
        held_back = KIND_BY_ID[row.kind].county_only and row.point_precision != ""
        return word("held_back" if held_back else "county_level", language)
    return word("no_county", language)


def item_card(row: pd.Series, record: Catalogue, language: Language) -> dict[str, Any]:
    """Everything the evidence card shows of one row; labels and texts ready to be set as text."""
    kind = KIND_BY_ID[row.kind]
    sector = SECTOR_BY_ID[kind.sector]
    document = record.documents.loc[row.document_id]
    counties = county_names(row.adcodes, record, language)
    year = f"{row.target_year} · {term('year_basis', row.year_basis, language)}"
    facts = [
        ("fact_county", counties or word("no_county", language)),
        ("fact_basis", term("county_basis", row.county_basis, language) if counties else ""),
        ("fact_quantity", row.quantity_zh),
        ("fact_year", year),
        ("fact_phase", term("phase", row.phase, language) if row.phase else ""),
        ("fact_wording", row.wording or word("no_wording", language)),
        ("fact_precision", location(row, language) if counties else ""),
        ("fact_note", row.note_zh),
    ]
    thing = record.thing_codes == record.thing_codes[record.project_ids.get_loc(row.project_id)]
    same = record.projects[thing & (record.project_ids != row.project_id)]
    return {
        "id": row.project_id,
        "thing": row.thing,
        "name": name(row, language),
        "name_other": name(row, "en" if language == "zh" else "zh"),
        "icon": f"{row.kind}-{row.precision if row.precision != 'none' else 'county'}",
        "sector": sector.id,
        "label": f"{sector.label(language)} · {kind.label(language)}",
        "tier": term("tier", row.tier, language),
        "city": str(document.city_zh if language == "zh" else document.city_en),
        "facts": [[word(key, language), str(value)] for key, value in facts if value],
        "quote": row.quote_zh,
        "citation": citation(row, record, language),
        "errata": errata_said(row, record, language),
        "mentions": [
            {"id": m.project_id, "quote": m.quote_zh, "section": m.section}
            for m in same.itertuples()
        ],
        "county": row.adcodes.split(";")[0],
    }


def county_card(adcode: str, mask: Mask, record: Catalogue, language: Language) -> dict[str, Any]:
    """A county with the items that pass, by sector; first whether its plan is whole."""
    names = record.county_names.loc[adcode]
    coverage = record.coverage(adcode)
    rows = record.projects.iloc[first_rows(mask & in_counties(record, [adcode]), record)]
    warning = {"partial": "county_partial", "none": "county_no_plan"}.get(coverage, "")
    empty = rows.empty and coverage == "full"
    return {
        "adcode": adcode,
        "name": str(names.county_zh if language == "zh" else names.county_en),
        "city": str(names.prefecture_zh if language == "zh" else names.prefecture_en),
        "warning": word(warning, language) if warning else "",
        "empty": word("county_none", language) if empty else "",
        "count": word("county_items", language, count=len(rows)) if len(rows) else "",
        "covered": coverage != "none",
        "items": [
            {
                "id": row.project_id,
                "name": row.name_zh if language == "zh" else row.name_en,
                "kind": KIND_BY_ID[row.kind].label(language),
                "icon": f"{row.kind}-{row.precision}",
                "sector": row.sector,
            }
            for row in rows.sort_values(
                ["sector", "kind", "project_id"],
                key=lambda s: (
                    s.map({k: i for i, k in enumerate(SECTOR_BY_ID)}) if s.name == "sector" else s
                ),
            ).itertuples()
        ],
    }


COLUMNS: Final = {
    "name": "name_zh",
    "kind": "kind",
    "city": "document_id",
    "county": "adcodes",
    "year": "target_year",
    "quantity": "quantity_zh",
    "precision": "precision",
}


class _Row(NamedTuple):
    """What the table takes of a project."""

    project_id: str
    name_zh: str
    name_en: str
    kind: str
    document_id: str
    adcodes: str
    target_year: int
    quantity_zh: str
    precision: str
    same_as: str


def ordered(
    mask: Mask, record: Catalogue, column: str = "", descending: bool = False
) -> np.ndarray:
    """Numbers of the rows of `mask` sorted by a column of the table; in id order without one."""
    if column not in COLUMNS:
        return np.flatnonzero(mask)
    order = record.order(COLUMNS[column], descending)
    return order[mask[order]]


def table_page(
    rows: np.ndarray, page: int, record: Catalogue, language: Language
) -> dict[str, Any]:
    """Page `page` (from 1) of the table of the rows numbered `rows`, cells as text; of how many."""
    pages = max(1, -(-len(rows) // PAGE_ROWS))
    page = min(max(page, 1), pages)
    numbers = rows[(page - 1) * PAGE_ROWS : page * PAGE_ROWS]
    # Column by column: a frame of so few rows takes five times as long.
    shown = (record.projects[column].array.take(numbers).tolist() for column in _Row._fields)
    return {
        "columns": [[key, word(f"col_{key}", language)] for key in COLUMNS],
        "page": page,
        "pages": pages,
        "page_label": word("page", language, page=page, pages=pages),
        "rows": [
            {
                "id": row.project_id,
                "icon": f"{row.kind}-{row.precision if row.precision != 'none' else 'county'}",
                "again": row.same_as != "",
                "cells": [
                    row.name_zh if language == "zh" else row.name_en,
                    KIND_BY_ID[row.kind].label(language),
                    city_name(record, row.document_id, language),
                    county_names(row.adcodes, record, language) or "—",
                    str(row.target_year),
                    row.quantity_zh,
                    term("precision", row.precision, language),
                ],
            }
            for row in map(_Row, *shown)
        ],
    }


def count_line(mask: Mask, record: Catalogue, language: Language) -> str:
    """How many rows and things pass, and how many of these are not on the map."""
    return word(
        "count_line",
        language,
        rows=int(mask.sum()),
        things=int(np.count_nonzero(thing_mask(mask, record))),
        unplaced=things_by("precision", mask, record).get("none", 0),
    )


def legend(mask: Mask, classes: str, record: Catalogue, language: Language) -> dict[str, Any]:
    """The legend of what is drawn, with counts: classes of counties, sectors, precision of marks.

    `classes` is that of `layers.county_classes`. Entries that draw nothing are left out.
    """
    counties = _class_lines(classes, layers.class_bounds(record), language)
    coverage = record.county_names.coverage.to_dict()
    partial = sum(
        coverage[code] == "partial" and mark != layers.OUTSIDE
        for code, mark in zip(record.counties.index, classes, strict=True)
    )
    if partial:
        counties.append(["p", word("partly", language), int(partial)])
    things = first_rows(mask, record)
    placed = things[~rows_with("precision", ["none"], record)[things]]
    by_sector = record.coded("sector").tally(placed)
    by_precision = record.coded("precision").tally(placed)
    return {
        "counties": counties,
        "sectors": [
            [sector.id, sector.label(language), by_sector[sector.id]]
            for sector in SECTOR_BY_ID.values()
            if by_sector.get(sector.id)
        ],
        "marks": [
            [value, term("precision", value, language), by_precision[value]]
            for value in ("site", "township", "county")
            if by_precision.get(value)
        ],
        "off_map": len(things) - len(placed),
    }


def legend_of_cities(classes: str, record: Catalogue, language: Language) -> list[list[Any]]:
    """Lines of the legend for prefectures drawn far out: class, label, how many."""
    return _class_lines(classes, layers.class_bounds(record, "prefectures"), language)


def _class_lines(classes: str, bounds: tuple[int, ...], language: Language) -> list[list[Any]]:
    labels = {
        str(i + 1): (f"{low}" if high == low + 1 else f"{low}–{high - 1}" if high else f"{low}+")
        for i, (low, high) in enumerate(zip(bounds, [*bounds[1:], 0], strict=True))
    }
    labels |= {
        layers.NOT_NAMED: word("not_named", language),
        layers.NO_PLAN: word("no_plan", language),
        layers.OUTSIDE: word("outside", language),
    }
    order = ("5", "4", "3", "2", "1", layers.NOT_NAMED, layers.NO_PLAN, layers.OUTSIDE)
    return [[c, labels[c], classes.count(c)] for c in order if c in classes]
