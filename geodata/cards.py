"""What the evidence card, the county card and the table say, as plain data."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd

from geodata import layers, quotes
from geodata.catalogue import Catalogue
from geodata.select import Mask, in_counties
from geodata.vocabulary import KIND_BY_ID, SECTOR_BY_ID, TERMS_BY_FIELD, Language
from geodata.words import word

PAGE_ROWS: Final = 25


def name(row: pd.Series, language: Language) -> str:
    """The item's name in `language`."""
    return str(row.name_zh if language == "zh" else row.name_en)


def county_names(adcodes: str, record: Catalogue, language: Language) -> str:
    """Names of `;`-separated adcodes; '' where there are none."""
    table = record.county_names
    column = "county_zh" if language == "zh" else "county_en"
    said = [str(table[column].get(code, code)) for code in adcodes.split(";") if code]
    return ("、" if language == "zh" else ", ").join(said)


def term(field: str, value: object, language: Language) -> str:
    """Label of a vocabulary word of `field`."""
    return TERMS_BY_FIELD[field][str(value)].label(language)


def errata_of(row: pd.Series, record: Catalogue) -> pd.DataFrame:
    """Corrections whose printed form stands in the row's name or clause."""
    own = record.errata[record.errata.document_id == row.document_id]
    text = f"{row.name_zh}\n{row.quote_zh}"
    return own[[quotes.bare(p) in text for p in own.printed_zh]]


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
    same = record.projects[
        (record.projects.thing == row.thing) & (record.projects.project_id != row.project_id)
    ]
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
        "errata": [
            word(
                "erratum",
                language,
                printed=e.printed_zh,
                read_as=e.read_as_zh,
                reason=e.reason_zh,
            )
            for e in errata_of(row, record).itertuples()
        ],
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
    rows = record.projects[mask & in_counties(record.projects, [adcode])].drop_duplicates("thing")
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


def ordered(rows: pd.DataFrame, column: str = "", descending: bool = False) -> pd.DataFrame:
    """`rows` sorted by a column of the table; in id order where none is given."""
    if column not in COLUMNS:
        return rows
    return rows.sort_values([COLUMNS[column], "project_id"], ascending=[not descending, True])


def table_page(
    rows: pd.DataFrame, page: int, record: Catalogue, language: Language
) -> dict[str, Any]:
    """Page `page` (from 1) of the table of `rows`, cells as text, and how many pages there are."""
    pages = max(1, -(-len(rows) // PAGE_ROWS))
    page = min(max(page, 1), pages)
    shown = rows.iloc[(page - 1) * PAGE_ROWS : page * PAGE_ROWS]
    cities = record.documents.city_zh if language == "zh" else record.documents.city_en
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
                    str(cities[row.document_id]),
                    county_names(row.adcodes, record, language) or "—",
                    str(row.target_year),
                    row.quantity_zh,
                    term("precision", row.precision, language),
                ],
            }
            for row in shown.itertuples()
        ],
    }


def count_line(rows: pd.DataFrame, language: Language) -> str:
    """How many rows and things there are, and how many of these are not on the map."""
    unplaced = rows[rows.precision == "none"].thing.nunique()
    return word(
        "count_line", language, rows=len(rows), things=rows.thing.nunique(), unplaced=unplaced
    )


def legend(mask: Mask, classes: str, record: Catalogue, language: Language) -> dict[str, Any]:
    """The legend of what is drawn, with counts: classes of counties, sectors, precision of marks.

    `classes` is that of `layers.county_classes`. Entries that draw nothing are left out.
    """
    bounds = layers.CLASS_BOUNDS
    labels = {
        str(i + 1): (f"{low}" if high == low + 1 else f"{low}–{high - 1}" if high else f"{low}+")
        for i, (low, high) in enumerate(zip(bounds, [*bounds[1:], 0], strict=True))
    }
    labels[layers.NOT_NAMED] = word("not_named", language)
    counties = [[c, labels[c], classes.count(c)] for c in "543210" if c in classes]
    if layers.NO_PLAN in classes:
        counties.append([layers.NO_PLAN, word("no_plan", language), classes.count(layers.NO_PLAN)])
    if layers.OUTSIDE in classes:
        counties.append([layers.OUTSIDE, word("outside", language), classes.count(layers.OUTSIDE)])
    coverage = record.county_names.coverage.to_dict()
    partial = sum(
        coverage[code] == "partial" and mark != layers.OUTSIDE
        for code, mark in zip(record.counties.index, classes, strict=True)
    )
    if partial:
        counties.append(["p", word("partly", language), int(partial)])
    things = record.projects[mask].drop_duplicates("thing")
    placed = things[things.precision != "none"]
    sectors = [
        [sector.id, sector.label(language), int((placed.sector == sector.id).sum())]
        for sector in SECTOR_BY_ID.values()
        if (placed.sector == sector.id).any()
    ]
    marks = [
        [value, term("precision", value, language), int((placed.precision == value).sum())]
        for value in ("site", "township", "county")
        if (placed.precision == value).any()
    ]
    return {
        "counties": counties,
        "sectors": sectors,
        "marks": marks,
        "off_map": int((things.precision == "none").sum()),
    }
