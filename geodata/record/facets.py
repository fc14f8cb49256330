"""The options of the filters: listed once for the browser, counted at every change."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from geodata.language.vocabulary import (
    KINDS,
    PRECISIONS,
    ROLES,
    SECTORS,
    YEAR_BASES,
    Term,
)
from geodata.record.masks import Mask, all_of, things_by
from geodata.record.names import unit_names
from geodata.record.record import Record
from geodata.record.selection import Selection, filter_masks

# Value as in a URL, label in Chinese and in English, value of the option it narrows ('' for none).
Option = tuple[str, str, str, str]


def options(record: Record) -> dict[str, list[Option]]:
    """Every option of every group of filters. Kinds that the record never names are left out."""
    named = set(record.coded("kind").labels)
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
        "unit": [(unit, unit, en, "") for unit, en in unit_names(record).items()],
    }


def _terms(terms: tuple[Term, ...]) -> list[Option]:
    return [(t.id, t.zh, t.en, "") for t in terms]


def counts(listed: dict[str, list[Option]], facets: Facets) -> dict[str, list[int]]:
    """How many things each of the `listed` options would leave, in their order."""
    said = {}
    for group, group_options in listed.items():
        counted: dict[str, int] = getattr(facets, group)
        said[group] = [counted.get(option[0], 0) for option in group_options]
    return said


@dataclass(frozen=True)
class Facets:
    """How many things each option would leave, the other groups' filters applied."""

    sector: dict[str, int]
    kind: dict[str, int]
    city: dict[str, int]
    county: dict[str, int]
    year: dict[str, int]
    basis: dict[str, int]
    precision: dict[str, int]
    role: dict[str, int]
    unit: dict[str, int]


def facet_counts(selection: Selection) -> Facets:
    """Counts of distinct things for every option of every group."""
    record, masks = selection.record, filter_masks(selection)
    size = len(record.projects)

    def others(group: str) -> Mask:
        return all_of((m for g, m in masks.items() if g != group), size)

    year = others("year")
    by_year = things_by("target_year", year, record)
    if selection.filters.due == "by":
        by_year = _things_due_by(year, record)
    return Facets(
        sector=things_by("sector", others("what"), record),
        kind=things_by("kind", others("what"), record),
        city=things_by("document_id", others("where"), record),
        county=things_by("adcodes", others("where"), record),
        year=by_year,
        basis=things_by("year_basis", others("basis"), record),
        precision=things_by("precision", others("precision"), record),
        role=things_by("role", others("role"), record),
        unit=things_by("responsible_zh", others("unit"), record),
    )


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
