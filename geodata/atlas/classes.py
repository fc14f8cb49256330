"""Colour classes of counties and prefectures: how much is named, or why there is no number."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Literal

import numpy as np
import pandas as pd

from geodata.atlas.layers import MapLayers
from geodata.record.derived import kept_with_record
from geodata.record.filters import Filters
from geodata.record.record import Record
from geodata.record.selection import Mask

Grouping = Literal["adcodes", "prefectures"]  # counties or prefectures, as `things_by` takes them

# Lower bounds of the five classes of the choropleth. Fixed, so that a colour means the same number
# whatever is filtered.
CLASS_BOUNDS: Final = (1, 3, 6, 11, 21)
NO_PLAN, OUTSIDE, NOT_NAMED = "n", "x", "0"
_BANDS: Final = np.array([str(band) for band in range(len(CLASS_BOUNDS) + 1)])

# In a larger record the bounds but the first are multiplied, by the smallest of these with which
# at most this share of the counties is in the highest class.
_FACTORS: Final = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000)
_HIGHEST_SHARE: Final = 0.1


def count_class(count: int) -> str:
    """The class of a count by CLASS_BOUNDS, '0' (nothing named) to '5'."""
    return str(sum(count >= bound for bound in CLASS_BOUNDS))


@kept_with_record
def class_bounds(record: Record, level: Grouping = "adcodes") -> tuple[int, ...]:
    """Lower bounds of the classes of counties or prefectures, the same whatever is filtered.

    CLASS_BOUNDS, or a round multiple of them where the record names so much that too many would be
    in the highest class.
    """
    named = record.coded(level).things(np.ones(len(record.projects), dtype=bool))
    allowed = _HIGHEST_SHARE * len(record.units(level))
    for factor in _FACTORS:
        if (named >= CLASS_BOUNDS[-1] * factor).sum() <= allowed:
            break
    return (CLASS_BOUNDS[0], *(bound * factor for bound in CLASS_BOUNDS[1:]))


def county_classes(mask: Mask, filters: Filters, record: Record) -> str:
    """One character for each county of `record.counties`, in order.

    '0' to '5' is the class of the number of things named; NO_PLAN where no plan was read; OUTSIDE
    where the chosen cities and counties leave it out.
    """
    return _classes("adcodes", mask, _standing(filters, record), record)


def city_classes(mask: Mask, filters: Filters, layers: MapLayers) -> str:
    """As `county_classes` for prefectures in order of their codes; '' where none are drawn.

    NO_PLAN or OUTSIDE where that holds for every county, OUTSIDE where it is one or the other.
    """
    if not layers.levels.apart:
        return ""
    standing = _standing(filters, layers.record)
    whole = []
    for own in layers.levels.prefectures.values():
        said = set(standing[own])
        whole.append("" if "" in said else max(said))  # OUTSIDE comes after NO_PLAN
    return _classes("prefectures", mask, np.array(whole), layers.record)


def _standing(filters: Filters, record: Record) -> np.ndarray:
    """For each county NO_PLAN, OUTSIDE, or '' where things are counted."""
    planned, chosen = _planned(record), chosen_counties(filters, record)
    if chosen is None:
        return planned
    return np.where((planned == "") & ~record.counties.index.isin(chosen), OUTSIDE, planned)


@kept_with_record
def _planned(record: Record) -> np.ndarray:
    """For each county NO_PLAN or ''."""
    return np.where(record.counties.index.isin(record.covered), "", NO_PLAN)


@kept_with_record
def _value_numbers(record: Record, level: Grouping) -> np.ndarray:
    """The number of each unit's value in `CodedColumn.labels`; -1 where nothing is named."""
    return pd.Index(record.coded(level).labels, dtype=object).get_indexer(record.units(level))


def _classes(level: Grouping, mask: Mask, standing: np.ndarray, record: Record) -> str:
    counts = np.append(record.coded(level).things(mask), 0)  # the last for what nothing names
    named = counts[_value_numbers(record, level)]
    bands = _BANDS[np.searchsorted(class_bounds(record, level), named, side="right")]
    return "".join(np.where(standing == "", bands, standing).tolist())


def chosen_counties(filters: Filters, record: Record) -> frozenset[str] | None:
    """Counties that the filters on city and county leave in; None where they filter nothing."""
    if not filters.city and not filters.county:
        return None
    owner = record.county_names.document_id
    refined = {owner[c] for c in filters.county}
    whole: Iterable[str] = owner.index[owner.isin([c for c in filters.city if c not in refined])]
    return frozenset(whole) | frozenset(filters.county)
