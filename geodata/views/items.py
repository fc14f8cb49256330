"""The table of items: order, one page of rows, the line that counts them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final, NamedTuple

import numpy as np

from geodata.atlas.symbols import icon
from geodata.language.text import word
from geodata.language.vocabulary import KIND_BY_ID, Language, term
from geodata.language.years import year_signed
from geodata.record.derived import kept_with_selection
from geodata.record.masks import holding, thing_mask, things_by
from geodata.record.names import city_name, county_names, quantity_said
from geodata.record.record import Record
from geodata.record.roles import role_said
from geodata.record.selection import Selection
from geodata.views.card import citation
from geodata.views.units import first_unit
from geodata.views.years import year_order

PAGE_ROWS: Final = 25
PAGE_SIZES: Final = (PAGE_ROWS, 50, 100)  # as items.js offers them


COLUMNS: Final = {
    "name": "name_zh",
    "kind": "kind",
    "role": "role",
    "city": "document_id",
    "county": "adcodes",
    "year": "target_year",
    "quantity": "quantity_zh",
    "precision": "precision",
    "responsible": "responsible_zh",
}


class _Row(NamedTuple):
    """What the table takes of a project."""

    project_id: str
    name_zh: str
    name_en: str
    kind: str
    thing: str
    role: str
    thing_role: str
    document_id: str
    adcodes: str
    target_year: int
    year_basis: str
    year_from: str
    phase: str
    quantity_zh: str
    quantity_en: str
    precision: str
    responsible_zh: str
    same_as: str


def ordered_rows(selection: Selection, column: str = "", descending: bool = False) -> np.ndarray:
    """Numbers of the rows selected, sorted by a column of the table; in id order without one.

    Blanks come last in both directions, and so do years that no clause writes. Under a search what
    it finds in a name comes before what only its clause mentions, unless a column is sorted.
    """
    if column not in COLUMNS:
        rows = np.flatnonzero(selection.mask)
        return rows[np.argsort(~in_name(selection)[rows], kind="stable")]
    if column == "year":
        order = year_order(selection.record, descending)
    else:
        order = selection.record.order(COLUMNS[column], descending)
    return order[selection.mask[order]]


@kept_with_selection
def in_name(selection: Selection) -> np.ndarray:
    """Rows whose name or id holds what is searched for; all rows without a search. One per row."""
    return holding(selection.record.projects.name_text, selection.filters.text)


def table_page(
    rows: np.ndarray,
    page: int,
    selection: Selection,
    language: Language,
    size: int = PAGE_ROWS,
    unfolded: Collection[str] = (),
) -> dict[str, Any]:
    """Page `page` (from 1) of the table of the rows numbered `rows`, `size` a page; of how many.

    Cells are text, that of the year with a small sign of its basis. `in_clause` marks a row that a
    search finds in its clause alone. Rows whose id is `unfolded` have their `clause` and where it
    stands.
    """
    record, named = selection.record, in_name(selection)
    pages = max(1, -(-len(rows) // size))
    page = min(max(page, 1), pages)
    numbers = rows[(page - 1) * size : page * size]
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
                "icon": icon(row.kind, row.precision),
                "again": row.same_as != "",
                "in_clause": not named[number],
                **(_clause(row.project_id, record, language) if row.project_id in unfolded else {}),
                "cells": [
                    row.name_zh if language == "zh" else row.name_en,
                    KIND_BY_ID[row.kind].label(language),
                    role_said(row, language),
                    city_name(record, row.document_id, language),
                    county_names(row.adcodes, record, language) or "—",
                    year_signed(row, language),
                    quantity_said(row, language),
                    term("precision", row.precision, language),
                    first_unit(row, record, language),
                ],
            }
            for number, row in zip(numbers.tolist(), map(_Row, *shown), strict=True)
        ],
    }


def _clause(project_id: str, record: Record, language: Language) -> dict[str, list[str]]:
    row = record.project(project_id)
    return {} if row is None else {"clause": [row.quote_zh, citation(row, record, language)]}


def count_line(selection: Selection, language: Language) -> str:
    """How many rows and things pass, how many of these name no county, how many are quiet.

    Under a search how many it finds by name, and how many only in a clause.
    """
    if not selection.things:
        return word("count_line_none", language)
    by_rung = things_by("precision", selection.mask, selection.record)
    said = word(
        "count_line",
        language,
        rows=int(selection.mask.sum()),
        things=selection.things,
        wide=by_rung.get("zone", 0) + by_rung.get("city", 0),
    )
    if selection.filters.text:
        found = selection.mask & in_name(selection)
        names = int(np.count_nonzero(thing_mask(found, selection.record)))
        only = selection.things - names
        said += word("count_line_search", language, names=names, only=only)
    quiet = selection.quiet
    return said + (word("count_line_quiet", language, quiet=quiet) if quiet else "")
