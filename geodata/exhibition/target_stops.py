"""What the tour tells of the targets: shares that several plans promise, and a rising capacity."""

from __future__ import annotations

from typing import Final

import pandas as pd

from geodata.exhibition.stop import (
    Stop,
    Text,
    bounded,
    capacity,
    citation,
    city,
    counties_of,
    plain,
    said,
    signed,
    stop,
)
from geodata.record.filters import Filters, to_query
from geodata.record.record import Record

# So many shared targets are told, of a sector each, and each is promised by so many plans.
SHARED: Final = 3
PLANS: Final = 2


def target_stops(record: Record) -> tuple[Stop, ...]:
    """The shared targets, the one that most plans promise first, then the raised one."""
    return (*_shared(record), *_raised(record))


def _shared(record: Record) -> list[Stop]:
    """In each sector the percentage that most plans promise, of the SHARED with most plans.

    Only percentages: they compare places of different size.
    """
    targets = _dated(record, "%")
    plans = targets.groupby("indicator", sort=False).document_id.nunique()
    plans = plans[plans >= PLANS].sort_values(ascending=False, kind="stable")
    told: dict[str, Stop] = {}
    for indicator in plans.index:
        rows = targets[targets.indicator == indicator].sort_values(
            ["value_std", "year"], kind="stable"
        )
        sector = str(rows.sector.iloc[0])
        if sector not in told and (found := _shared_stop(record, rows)):
            told[sector] = found
    return list(told.values())[:SHARED]


def _dated(record: Record, unit_std: str) -> pd.DataFrame:
    """Targets of a standard unit that have a year: the sentences say by when."""
    targets = record.targets
    return targets[(targets.unit_std == unit_std) & targets.year.notna()]


def _shared_stop(record: Record, rows: pd.DataFrame) -> Stop | None:
    """The stop of one indicator; `rows` are its targets, by value. None where no sentence fits.

    All promise the same, or two values stand at the ends of the year in which most plans promise
    one (the later year of two).
    """
    plans = list(dict.fromkeys(rows.document_id))
    first = rows.iloc[0]
    values: dict[str, object] = {
        "plans": len(plans),
        "indicator": _indicator(first),
    }
    if len(rows[["value_std", "comparator"]].drop_duplicates()) == 1:
        ends = rows.sort_values("year", kind="stable").iloc[[0, -1]]
        years = [int(year) for year in ends.year.unique()]
        said_years = (
            plain(str(years[0]))
            if len(years) == 1
            else said("tour_years", first=years[0], last=years[1])
        )
        text = said("tour_shared_same", **values, value=_amount(first), years=said_years)
    else:
        promised = rows.groupby("year").document_id.nunique()
        year = int(promised.index[promised == promised.max()].max())
        ends = rows[rows.year == year].iloc[[0, -1]]
        low, high = ends.iloc[0], ends.iloc[1]
        if low.value_std == high.value_std or low.document_id == high.document_id:
            return None
        dated = int(promised[year])
        text = said(
            "tour_shared_range" if dated == len(plans) else "tour_shared_range_of_some",
            **values,
            year=year,
            dated=dated,
            low=_amount(low),
            low_city=city(record, str(low.document_id)),
            high=_amount(high),
            high_city=city(record, str(high.document_id)),
        )
    return stop(
        f"target-{first.indicator}",
        said("tour_title_shared"),
        text,
        len(plans),
        said("tour_plans"),
        {"page": "targets", "indicator": str(first.indicator)},
        adcodes=counties_of(record, plans),
        citation=citation(record, ends.target_id),
    )


def _indicator(target: pd.Series) -> Text:
    return {"zh": str(target.indicator_zh), "en": str(target.indicator_en)}


def _amount(target: pd.Series) -> Text:
    number = f"{target.value_std:,.10g}"
    return bounded(str(target.comparator), said("tour_amount_percent", number=number))


def _raised(record: Record) -> list[Stop]:
    """The capacity that a plan raises most from one year to another, within one scope."""
    rows = _dated(record, "MW").sort_values("year", kind="stable")
    steps = [
        (float(group.value_std.iloc[-1] - group.value_std.iloc[0]), group.iloc[0], group.iloc[-1])
        for _, group in rows.groupby(["document_id", "indicator", "scope_zh"])
        if len(group) == 2 and group.year.is_unique
    ]
    steps = [step for step in steps if step[0] > 0]
    if not steps:
        return []
    _, low, high = max(steps, key=lambda step: step[0])
    name, document_id = city(record, str(low.document_id)), str(low.document_id)
    return [
        stop(
            f"target-{low.indicator}",
            said("tour_title_raised", city=name),
            said(
                "tour_raised",
                city=name,
                indicator=_indicator(low),
                first=low.year,
                low=_power(low),
                last=high.year,
                high=_power(high),
            ),
            signed(str(high.comparator), capacity(high.value_std)),
            said("tour_power"),
            {
                "page": "targets",
                **to_query(Filters(city=(document_id,), sector=(str(low.sector),))),
            },
            adcodes=counties_of(record, [document_id]),
            citation=citation(record, [str(low.target_id), str(high.target_id)]),
        )
    ]


def _power(target: pd.Series) -> Text:
    number = capacity(float(target.value_std))
    return bounded(str(target.comparator), said("tour_amount_mw", number=number))
