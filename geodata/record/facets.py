"""The options of the filters: listed once for the browser, counted at every change."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
import pandas as pd

from geodata.language.text import words
from geodata.language.vocabulary import (
    KINDS,
    PRECISIONS,
    ROLES,
    SECTORS,
    YEAR_BASES,
    Term,
)
from geodata.record.derived import kept_with_record
from geodata.record.filters import TEXT_LIMIT
from geodata.record.masks import Mask, all_of, rows_with, things_by
from geodata.record.names import unit_names
from geodata.record.record import Record
from geodata.record.selection import Selection, filter_masks

# Value as in a URL, label in Chinese and in English, value of the option it narrows ('' for none);
# of a responsible unit the plans that name it, `;`-separated.
Option = tuple[str, str, str, str]

# What the sidebar says beside the options.
_WORDS: Final = (
    "search",
    "search_hint",
    "search_list",
    "clear",
    "undo",
    "sector",
    "city",
    "year",
    "any_year",
    "due_by",
    "due_in",
    "year_written",
    "year_horizon",
    "basis",
    "precision",
    "role",
    "unit",
    "unit_search",
    "unit_more",
    "connection_lost",
    "unit_none",
    "expand",
)


def published(record: Record) -> dict[str, Any]:
    """What the sidebar is made of: the options, its words in both languages, colours by theme."""
    said = {"zh": words(_WORDS, "zh"), "en": words(_WORDS, "en")}
    colours = {
        "light": {sector.id: sector.colour_light for sector in SECTORS},
        "dark": {sector.id: sector.colour_dark for sector in SECTORS},
    }
    return {**options(record), "words": said, "colours": colours, "longest": TEXT_LIMIT}


def options(record: Record) -> dict[str, list[Option]]:
    """Every option of every group of filters. Kinds that the record never names are left out."""
    named = set(record.coded("kind").labels)
    naming = plans_naming(record)
    counties = record.county_names.loc[record.covered]
    return {
        "sector": _terms(SECTORS),
        "kind": [(k.id, k.zh, k.en, k.sector) for k in KINDS if k.id in named],
        "city": [
            (str(d.document_id), str(d.city_zh), str(d.city_en), "")
            for d in record.documents.itertuples()
        ],
        "county": [
            (str(c.Index), str(c.county_zh), str(c.county_en), str(c.document_id))
            for c in counties.itertuples()
        ],
        "year": [(year, year, year, "") for year in record.coded("target_year").labels],
        "basis": _terms(YEAR_BASES),
        "precision": _terms(PRECISIONS),
        "role": _terms(ROLES),
        "unit": [(u, u, en, ";".join(naming[u])) for u, en in unit_names(record).items()],
    }


@kept_with_record
def plans_naming(record: Record) -> dict[str, list[str]]:
    """The plans whose items or targets name each responsible unit, in their order."""
    named: dict[str, list[str]] = {}
    columns = ["document_id", "responsible_zh"]
    rows = pd.concat([record.projects[columns], record.targets[columns]])
    for document_id, units in rows.drop_duplicates().sort_values("document_id").to_numpy():
        for unit in str(units).split(";"):
            if document_id not in (plans := named.setdefault(unit, [])):
                plans.append(str(document_id))
    return named


def _terms(terms: tuple[Term, ...]) -> list[Option]:
    return [(t.id, t.zh, t.en, "") for t in terms]


def counts(listed: dict[str, list[Option]], facets: Facets) -> dict[str, list[int]]:
    """How many things each of the `listed` options would leave, in their order.

    `horizon`, in the order of the years, are those of `year` that no year is written for; it is
    empty where years are all written.
    """
    said = {}
    for group, group_options in listed.items():
        counted: dict[str, int] = getattr(facets, group)
        said[group] = [counted.get(option[0], 0) for option in group_options]
    years = listed["year"] if facets.horizon else []
    return said | {"horizon": [facets.horizon.get(year[0], 0) for year in years]}


@dataclass(frozen=True)
class Facets:
    """How many things each option would leave, the other groups' filters applied.

    `horizon` are those of `year` that have only the horizon of their plan.
    """

    sector: dict[str, int]
    kind: dict[str, int]
    city: dict[str, int]
    county: dict[str, int]
    year: dict[str, int]
    basis: dict[str, int]
    precision: dict[str, int]
    role: dict[str, int]
    unit: dict[str, int]
    horizon: dict[str, int] = field(default_factory=dict)


def facet_counts(selection: Selection) -> Facets:
    """Counts of distinct things for every option of every group."""
    record, masks = selection.record, filter_masks(selection)
    size = len(record.projects)

    def others(group: str) -> Mask:
        return all_of((m for g, m in masks.items() if g != group), size)

    year = others("year")
    due = _things_due_by if selection.filters.due == "by" else _things_due_in
    return Facets(
        sector=things_by("sector", others("what"), record),
        kind=things_by("kind", others("what"), record),
        city=things_by("document_id", others("where"), record),
        county=things_by("adcodes", others("where"), record),
        year=due(year, record),
        basis=things_by("year_basis", others("basis"), record),
        precision=things_by("precision", others("precision"), record),
        role=things_by("thing_role", others("role"), record),
        unit=things_by("responsible_zh", others("unit"), record),
        horizon=due(year & rows_with("year_basis", ["plan"], record), record),
    )


def _things_due_in(mask: Mask, record: Record) -> dict[str, int]:
    """Distinct things among the rows of `mask` due in each year that the record names."""
    return things_by("target_year", mask, record)


def _things_due_by(mask: Mask, record: Record) -> dict[str, int]:
    """Distinct things among the rows of `mask` due by each year that the record names."""
    years = record.coded("target_year")
    rows = np.flatnonzero(mask)
    due, things = years.values[rows], record.thing_codes[rows]
    seen = np.zeros(len(mask), dtype=bool)
    counts = {}
    for number, label in enumerate(years.labels):
        seen[things[np.flatnonzero(due == number)]] = True
        counts[label] = int(np.count_nonzero(seen))
    return counts
