"""Masks: which rows of a record pass a filter, and how many things they name."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from geodata.characters import searchable
from geodata.language.vocabulary import KIND_BY_ID
from geodata.record.filters import Filters
from geodata.record.record import Record

Mask = np.ndarray  # of bool, one per row of the record


def rows_with(column: str, values: Iterable[str], record: Record) -> Mask:
    """Rows whose `column` is any of `values`; of a column of lists, that have any of them."""
    coded, chosen = record.coded(column), set(values)
    wanted = np.array([label in chosen for label in coded.labels], dtype=bool)
    entries = wanted[coded.values]
    if coded.is_by_row:
        return entries
    match = np.zeros(len(record.projects), dtype=bool)
    match[coded.rows[entries]] = True
    return match


def in_counties(record: Record, adcodes: Iterable[str]) -> Mask:
    """Rows that belong to any of `adcodes`."""
    return rows_with("adcodes", adcodes, record)


def _due(record: Record) -> np.ndarray:
    """Target year of each row."""
    years = record.coded("target_year")
    return np.array(years.labels, dtype=int)[years.values]


def group_masks(filters: Filters, record: Record) -> dict[str, Mask]:
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
    if filters.role:
        masks["role"] = rows_with("role", filters.role, record)
    if filters.unit:
        masks["unit"] = rows_with("responsible_zh", filters.unit, record)
    if filters.text:
        masks["text"] = holding(record.projects.search_text, filters.text)
    return masks


def holding(texts: pd.Series, typed: str) -> Mask:
    """Which of `texts`, in the form of `searchable`, hold every word of what is `typed`.

    Neither case nor width counts, nor what nobody sees; a radical is the word that it looks like.
    """
    match = np.ones(len(texts), dtype=bool)
    for word in searchable(typed).split():
        match &= texts.str.contains(word, regex=False).to_numpy()
    return match


def all_of(masks: Iterable[Mask], size: int) -> Mask:
    """Rows that every one of `masks` lets pass, of `size` rows."""
    result = np.ones(size, dtype=bool)
    for mask in masks:
        result &= mask
    return result


def things_by(column: str, mask: Mask, record: Record) -> dict[str, int]:
    """Distinct things among the rows of `mask`, by the values of `column`.

    With `adcodes`, by county: a thing that crosses counties counts once in each.
    """
    coded = record.coded(column)
    counts = coded.things(mask).tolist()
    return {label: count for label, count in zip(coded.labels, counts, strict=True) if count}


def thing_mask(mask: Mask, record: Record) -> np.ndarray:
    """Which things the rows of `mask` name: bool by the numbers of `thing_codes`, then False."""
    seen = np.zeros(len(mask), dtype=bool)
    seen[record.thing_codes[np.flatnonzero(mask)]] = True
    return seen


def first_rows(mask: Mask, record: Record) -> np.ndarray:
    """Row number of the first row of `mask` for each thing in it."""
    rows = np.flatnonzero(mask)[::-1]
    first = np.full(len(mask), -1, dtype=np.int32)
    first[record.thing_codes[rows]] = rows  # of equal places the last one written stays
    return first[np.flatnonzero(first >= 0)]


def chosen_counties(filters: Filters, record: Record) -> frozenset[str] | None:
    """Counties that the filters on city and county leave in; None where they filter nothing."""
    if not filters.city and not filters.county:
        return None
    owner = record.county_names.document_id
    refined = {owner[c] for c in filters.county}
    whole: Iterable[str] = owner.index[owner.isin([c for c in filters.city if c not in refined])]
    return frozenset(whole) | frozenset(filters.county)
