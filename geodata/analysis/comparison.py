"""Targets that can be set side by side: of several plans, or of several years of one."""

from __future__ import annotations

from typing import Final

import pandas as pd

from geodata.language.deadline import dated, year_of
from geodata.record.derived import kept_with_record
from geodata.record.record import Record

COMPARISON_COLUMNS: Final = (
    "indicator",
    "indicator_zh",
    "indicator_en",
    "unit_std",
    "document_id",
    "city_zh",
    "city_en",
    "year",
    "phase",
    "baseline_year",
    "comparator",
    "value_std",
    "scope_zh",
    "target_id",
)


@kept_with_record
def comparison(record: Record) -> pd.DataFrame:
    """Targets whose indicator at least two documents promise, or one for two years; standard units.

    Sorted by indicator, document and year, targets with a phase instead of a year after the others;
    columns are COMPARISON_COLUMNS.
    """
    frame = record.targets.merge(
        record.documents.reset_index(drop=True)[["document_id", "city_zh", "city_en"]],
        on="document_id",
        validate="m:1",
    )
    by_indicator = frame.groupby(["indicator", "unit_std"])
    several = by_indicator.document_id.transform("nunique") >= 2
    several |= by_indicator.year.transform("nunique") >= 2
    frame["due"] = [dated(year_of(y), p) for y, p in zip(frame.year, frame.phase, strict=True)]
    frame = frame[several].sort_values(["indicator", "document_id", "due", "target_id"])
    return frame[list(COMPARISON_COLUMNS)].reset_index(drop=True)
