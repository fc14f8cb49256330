"""Colour classes of counties and prefectures: how much is named, or why there is no number."""

from __future__ import annotations

from typing import Final, Literal

import numpy as np
import pandas as pd

from geodata.atlas.layers import MapLayers
from geodata.atlas.palette import Palette
from geodata.record.derived import kept_with_record, kept_with_selection
from geodata.record.record import Record
from geodata.record.roles import quiet_rows
from geodata.record.selection import Selection

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
    named = record.coded(level).things(~quiet_rows(record))
    allowed = _HIGHEST_SHARE * len(record.units(level))
    for factor in _FACTORS:
        if (named >= CLASS_BOUNDS[-1] * factor).sum() <= allowed:
            break
    return (CLASS_BOUNDS[0], *(bound * factor for bound in CLASS_BOUNDS[1:]))


@kept_with_selection
def county_classes(selection: Selection) -> str:
    """One character for each county of `record.counties`, in order.

    '0' to '5' is the class of the number of things selected that the plans do something with;
    what they only lean on or mention shades nothing. NO_PLAN where no plan was read;
    OUTSIDE where the chosen cities and counties leave it out.
    """
    return _classes("adcodes", selection, _standing(selection))


def city_classes(selection: Selection, layers: MapLayers) -> str:
    """As `county_classes` for prefectures in order of their codes; '' where none are drawn.

    NO_PLAN or OUTSIDE where that holds for every county, OUTSIDE where it is one or the other.
    """
    if not layers.levels.apart:
        return ""
    standing = _standing(selection)
    whole = []
    for own in layers.levels.prefectures.values():
        reasons = set(standing[own])
        left_out = OUTSIDE if OUTSIDE in reasons else NO_PLAN
        whole.append("" if "" in reasons else left_out)
    return _classes("prefectures", selection, np.array(whole))


def _standing(selection: Selection) -> np.ndarray:
    """For each county NO_PLAN, OUTSIDE, or '' where things are counted."""
    record, chosen = selection.record, selection.counties
    planned = _planned(record)
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


def _classes(level: Grouping, selection: Selection, standing: np.ndarray) -> str:
    record = selection.record
    counts = record.coded(level).things(selection.mask & ~quiet_rows(record))
    counts = np.append(counts, 0)  # the last for what nothing names
    named = counts[_value_numbers(record, level)]
    bands = _BANDS[np.searchsorted(class_bounds(record, level), named, side="right")]
    return "".join(np.where(standing == "", bands, standing).tolist())


def county_fills(palette: Palette) -> dict[str, str]:
    """The colour of a county by its class, as `county_classes` gives it."""
    classes = {str(number): colour for number, colour in enumerate(palette.classes)}
    return classes | {NO_PLAN: palette.no_plan, OUTSIDE: palette.ground}
