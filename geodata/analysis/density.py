"""Named things per 100 km² and per 100,000 residents, with exact Poisson intervals. No ranking."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd
from scipy import stats

from geodata.analysis.coverage import matrix
from geodata.record.derived import kept_with_record
from geodata.record.masks import things_by
from geodata.record.record import Record
from geodata.record.selection import Selection

# A rate from fewer things than this says next to nothing; it is marked, and nothing is ranked.
FEW: Final = 5
LEVEL: Final = 0.95


def poisson_interval(counts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Exact two-sided 95 % interval of a Poisson mean for each count (Garwood 1936)."""
    tail = (1 - LEVEL) / 2
    k = np.asarray(counts, dtype=float)
    low = np.where(k > 0, stats.chi2.ppf(tail, 2 * np.maximum(k, 0.5)) / 2, 0.0)
    return low, stats.chi2.ppf(1 - tail, 2 * k + 2) / 2


def density(selection: Selection, kind: str) -> pd.DataFrame:
    """Density of `kind` in each county of the selection that a plan covers whole, by adcode.

    Columns: count, area_km2 (EQUAL_AREA), population_2020, per_100_km2 and per_100k_people with
    `_low` and `_high`, `few` (a count under 5). A rate is missing where its base is. What a plan
    only leans on or mentions is not counted.
    """
    table, base = matrix(selection.to_be_done), _bases(selection.record)
    base = base[[selection.covers(str(code)) for code in base.index]]
    return _rates(base.assign(count=table.counts[kind].loc[base.index]))


def plan_density(selection: Selection, kind: str) -> pd.DataFrame:
    """Density of `kind` in each city that a plan covers whole, by document_id; columns as above.

    A thing counts once however many counties it is in, and also where it has no county. A city of
    which the selection leaves out counties has no row: its area and people are not what was asked.
    """
    record = selection.record
    things = things_by("document_id", selection.to_be_done.narrowed(kind=kind).mask, record)
    base, counties = _plan_bases(record)
    cut = {plan for code, plan in counties.items() if not selection.covers(code)}
    base = base[~base.index.isin(cut)]
    return _rates(base.assign(count=[things.get(document_id, 0) for document_id in base.index]))


@kept_with_record
def _bases(record: Record) -> pd.DataFrame:
    """Area and residents of each county that a plan covers whole."""
    names = record.county_names
    codes = names.index[names.coverage == "full"].intersection(record.counties.index, sort=False)
    return pd.DataFrame(
        {
            "area_km2": record.area_km2.loc[codes],
            "population_2020": record.census.reindex(codes).population_2020.astype(float),
        },
        index=codes,
    )


@kept_with_record
def _plan_bases(record: Record) -> tuple[pd.DataFrame, dict[str, str]]:
    """Area and residents of each plan, as `_bases`, and the plan of each county in them."""
    counties = _bases(record)
    plan = record.county_names.document_id.loc[counties.index].to_numpy()
    base = counties.groupby(plan).sum(min_count=1)
    # A city is complete only when all its counties are counted.
    incomplete = set(plan[counties.population_2020.isna()])
    base.loc[base.index.isin(incomplete), "population_2020"] = np.nan
    base.index.name = "document_id"
    return base, dict(zip(counties.index, plan, strict=True))


def _rates(frame: pd.DataFrame) -> pd.DataFrame:
    low, high = poisson_interval(frame["count"].to_numpy())
    result = frame[["count", "area_km2", "population_2020"]].copy()
    for name, base in (
        ("per_100_km2", frame.area_km2 / 100),
        ("per_100k_people", frame.population_2020 / 100_000),
    ):
        result[name] = frame["count"] / base
        result[f"{name}_low"] = low / base
        result[f"{name}_high"] = high / base
    result["few"] = frame["count"] < FEW
    return result
