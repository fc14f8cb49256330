"""Filters: what they are, how they read from and write to a URL, what passes, how many would."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Final, Literal

import numpy as np
import pandas as pd

from geodata.catalogue import Catalogue
from geodata.vocabulary import KIND_BY_ID, PRECISIONS, SECTOR_BY_ID, YEAR_BASES

Due = Literal["by", "in"]

TEXT_LIMIT: Final = 60
_MULTIPLE: Final = ("sector", "kind", "city", "county", "basis", "precision")


@dataclass(frozen=True)
class Filters:
    """A choice of items. An empty group lets everything pass.

    `kind` narrows the sectors it belongs to, `county` the cities; a sector without a chosen kind
    counts whole. `due` says whether `year` means items due in that year or by it.
    """

    sector: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    city: tuple[str, ...] = ()
    county: tuple[str, ...] = ()
    year: int | None = None
    due: Due = "by"
    basis: tuple[str, ...] = ()
    precision: tuple[str, ...] = ()
    text: str = ""

    @property
    def active(self) -> bool:
        """Whether anything is filtered at all."""
        return any(
            getattr(self, f.name) not in ((), "", None) for f in fields(self) if f.name != "due"
        )


@dataclass(frozen=True)
class Ignored:
    """A part of a link that could not be honoured."""

    parameter: str
    value: str


def to_query(filters: Filters) -> dict[str, str]:
    """URL parameters of `filters`; empty groups leave none."""
    query = {name: ",".join(getattr(filters, name)) for name in _MULTIPLE if getattr(filters, name)}
    if filters.year is not None:
        query["year"] = str(filters.year)
        if filters.due != "by":
            query["due"] = filters.due
    if filters.text:
        query["q"] = filters.text
    return query


QUERY_PARAMETERS: Final = (*_MULTIPLE, "year", "due", "q")


def from_query(query: Mapping[str, str], record: Catalogue) -> tuple[Filters, list[Ignored]]:
    """Filters of URL parameters, and what was not honoured. Never raises.

    Values are sorted in the vocabulary's own order, so that equal filters have equal URLs.
    """
    ignored: list[Ignored] = []
    allowed: dict[str, Iterable[str]] = {
        "sector": SECTOR_BY_ID,
        "kind": KIND_BY_ID,
        "city": record.documents.index,
        "county": record.covered,
        "basis": [t.id for t in YEAR_BASES],
        "precision": [t.id for t in PRECISIONS],
    }
    values: dict[str, tuple[str, ...]] = {}
    for name, known in allowed.items():
        # Looked up, not searched: a link may be long, and there are many counties.
        said = dict.fromkeys(v for v in query.get(name, "").split(",") if v)
        known = dict.fromkeys(known)
        ignored += [Ignored(name, v[:TEXT_LIMIT]) for v in said if v not in known]
        values[name] = tuple(v for v in known if v in said)
    year = None
    if "year" in query:
        if query["year"] in record.coded("target_year").labels:
            year = int(query["year"])
        else:
            ignored.append(Ignored("year", query["year"][:TEXT_LIMIT]))
    due: Due = "by"
    if query.get("due") == "in":
        due = "in"
    elif query.get("due", "by") != "by":
        ignored.append(Ignored("due", query["due"][:TEXT_LIMIT]))
    text = " ".join(query.get("q", "").split())
    if len(text) > TEXT_LIMIT:
        ignored.append(Ignored("q", text[TEXT_LIMIT:][:TEXT_LIMIT]))
    return Filters(year=year, due=due, text=text[:TEXT_LIMIT].strip(), **values), ignored


Mask = np.ndarray  # of bool, one per row of the record


def rows_with(column: str, values: Iterable[str], record: Catalogue) -> Mask:
    """Rows whose `column` is any of `values`; with `adcodes`, that belong to any of them."""
    coded, chosen = record.coded(column), set(values)
    wanted = np.array([label in chosen for label in coded.labels], dtype=bool)
    entries = wanted[coded.values]
    if coded.is_by_row:
        return entries
    match = np.zeros(len(record.projects), dtype=bool)
    match[coded.rows[entries]] = True
    return match


def in_counties(record: Catalogue, adcodes: Iterable[str]) -> Mask:
    """Rows that belong to any of `adcodes`."""
    return rows_with("adcodes", adcodes, record)


def _due(record: Catalogue) -> np.ndarray:
    """Target year of each row."""
    years = record.coded("target_year")
    return np.array(years.labels, dtype=int)[years.values]


def _group_masks(filters: Filters, record: Catalogue) -> dict[str, Mask]:
    """One mask for each group that filters anything.

    A sector passes whole unless a kind of it is chosen, a city unless a county of it is.
    """
    masks: dict[str, Mask] = {}
    if filters.sector or filters.kind:
        refined = {KIND_BY_ID[k].sector for k in filters.kind}
        whole = [s for s in filters.sector if s not in refined]
        masks["what"] = rows_with("kind", filters.kind, record) | rows_with("sector", whole, record)
    if filters.city or filters.county:
        refined = set(record.county_names.document_id.loc[list(filters.county)])
        whole = [c for c in filters.city if c not in refined]
        masks["where"] = in_counties(record, filters.county) | rows_with(
            "document_id", whole, record
        )
    if filters.year is not None:
        due = _due(record)
        masks["year"] = due <= filters.year if filters.due == "by" else due == filters.year
    if filters.basis:
        masks["basis"] = rows_with("year_basis", filters.basis, record)
    if filters.precision:
        masks["precision"] = rows_with("precision", filters.precision, record)
    if filters.text:
        masks["text"] = _text_match(record.projects, filters.text)
    return masks


def _text_match(rows: pd.DataFrame, text: str) -> Mask:
    """Rows that hold every word of `text` in name, clause, quantity or id; case does not count."""
    match = np.ones(len(rows), dtype=bool)
    for word in text.casefold().split():
        match &= rows.search_text.str.contains(word, regex=False).to_numpy()
    return match


def _all(masks: Iterable[Mask], size: int) -> Mask:
    result = np.ones(size, dtype=bool)
    for mask in masks:
        result &= mask
    return result


def mask(filters: Filters, record: Catalogue) -> Mask:
    """Which rows of the record pass."""
    return _all(_group_masks(filters, record).values(), len(record.projects))


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


def facets(filters: Filters, record: Catalogue) -> Facets:
    """Counts of distinct things for every option of every group."""
    masks = _group_masks(filters, record)
    size = len(record.projects)

    def others(group: str) -> Mask:
        return _all((m for g, m in masks.items() if g != group), size)

    year = others("year")
    by_year = things_by("target_year", year, record)
    if filters.due == "by":
        by_year = _things_due_by(year, record)
    return Facets(
        sector=things_by("sector", others("what"), record),
        kind=things_by("kind", others("what"), record),
        city=things_by("document_id", others("where"), record),
        county=things_by("adcodes", others("where"), record),
        year=by_year,
        basis=things_by("year_basis", others("basis"), record),
        precision=things_by("precision", others("precision"), record),
    )


def things_by(column: str, mask: Mask, record: Catalogue) -> dict[str, int]:
    """Distinct things among the rows of `mask`, by the values of `column`.

    With `adcodes`, by county: a thing that crosses counties counts once in each.
    """
    coded = record.coded(column)
    counts = coded.things(mask).tolist()
    return {label: count for label, count in zip(coded.labels, counts, strict=True) if count}


def _things_due_by(mask: Mask, record: Catalogue) -> dict[str, int]:
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


def thing_mask(mask: Mask, record: Catalogue) -> np.ndarray:
    """Which things the rows of `mask` name: bool by the numbers of `thing_codes`, then False."""
    seen = np.zeros(len(mask), dtype=bool)
    seen[record.thing_codes[np.flatnonzero(mask)]] = True
    return seen


def first_rows(mask: Mask, record: Catalogue) -> np.ndarray:
    """Row number of the first row of `mask` for each thing in it."""
    rows = np.flatnonzero(mask)[::-1]
    first = np.full(len(mask), -1, dtype=np.int32)
    first[record.thing_codes[rows]] = rows  # of equal places the last one written stays
    return first[np.flatnonzero(first >= 0)]
