"""What the tour tells of the findings: the widest kind, nothing named, neighbours, a ledger."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

import pandas as pd

from geodata.analysis.coverage import complements, matrix, naming
from geodata.analysis.ledger import ledgers
from geodata.analysis.neighbours import adjacent
from geodata.exhibition.stop import (
    NAMES,
    Stop,
    Text,
    bounded,
    capacity,
    citation,
    city,
    counties,
    counties_of,
    listed,
    marks,
    said,
    signed,
    stop,
    within,
)
from geodata.language.vocabulary import KIND_BY_ID, Term
from geodata.record.filters import Filters, to_query
from geodata.record.masks import in_counties
from geodata.record.record import Record
from geodata.record.roles import quiet_rows
from geodata.record.selection import select

# The rest of the vocabulary (kind and sector) is nothing that could be named most often.
REST: Final = "other"
# Wind needs what stores it; the sentence is worded for this pair.
WIND: Final = "wind_farm"
STORAGE: Final = "storage_station"


def finding_stops(record: Record) -> tuple[Stop, ...]:
    """The findings that the record has."""
    return (*_widest(record), *_nothing(record), *_neighbours(record), *_ledger(record))


def leading(counts: pd.Series, vocabulary: Mapping[str, Term]) -> tuple[list[Term], int]:
    """The terms of `vocabulary` with the highest of `counts`, in its order, and that number.

    None below 2, or where more than NAMES terms share it: then none leads. REST is no answer to
    what there is most of, so where it has the highest number, or shares it, none leads either.
    """
    most = int(counts.max()) if len(counts) else 0
    terms = [term for key, term in vocabulary.items() if counts.get(key, 0) == most]
    leads = most > 1 and len(terms) <= NAMES and counts.get(REST, 0) < most
    return (terms, most) if leads else ([], 0)


def together(terms: Iterable[Term]) -> Text:
    """Terms by name inside a sentence."""
    return listed(within(term.zh, term.en) for term in terms)


def _whole(record: Record) -> pd.Index:
    """The counties that a plan covers whole."""
    names = record.county_names
    return names.index[names.coverage == "full"]


def _widest(record: Record) -> tuple[Stop, ...]:
    """The kinds named in most of the counties that a plan covers whole."""
    covered = _whole(record)
    named = matrix(select(record).to_be_done).counts.loc[covered] > 0
    terms, count = leading(named.sum(), KIND_BY_ID)
    if not terms:
        return ()
    kinds = [term.id for term in terms]
    codes = list(covered[named[kinds].any(axis=1)])
    rows = record.projects
    told = rows.kind.isin(kinds) & in_counties(record, codes) & ~quiet_rows(record)
    return (
        stop(
            "finding-widest",
            said("tour_title_widest"),
            said(
                "tour_widest" if len(terms) == 1 else "tour_widest_each",
                covered=len(covered),
                labels=together(terms),
                count=count,
            ),
            count,
            counties(count),
            to_query(Filters(kind=tuple(kinds))),
            marks(record, told),
            codes,
        ),
    )


def _nothing(record: Record) -> tuple[Stop, ...]:
    """The counties that a plan covers whole, and in which nothing at all is named."""
    covered = _whole(record)
    empty = covered[matrix(select(record).to_be_done).counts.loc[covered].sum(axis=1) == 0]
    if empty.empty:
        return ()
    return (
        stop(
            "finding-nothing",
            said("tour_title_nothing"),
            said("tour_nothing", covered=len(covered), count=len(empty)),
            len(empty),
            counties(len(empty)),
            {"page": "gaps"},
            adcodes=empty,
        ),
    )


def _neighbours(record: Record) -> tuple[Stop, ...]:
    """Counties that name wind farms, where the same county or a neighbour names storage."""
    selection = select(record)
    wind, storage = naming(selection, WIND), naming(selection, STORAGE)
    pairs = complements(selection, WIND, STORAGE, adjacent(record))
    beside = {pair.adcode_b for pair in pairs}
    both = wind.keys() & storage.keys()
    codes = sorted({pair.adcode_a for pair in pairs} | both)
    if not codes:
        return ()
    rows = record.county_names.loc[codes]
    names: list[Text] = [
        {"zh": zh, "en": en} for zh, en in zip(rows.county_zh, rows.county_en, strict=True)
    ]
    things = {thing for code in codes for thing in wind[code]}
    things |= {thing for code in beside | both for thing in storage[code]}
    return (
        stop(
            "finding-neighbours",
            said("tour_title_neighbours"),
            said(
                "tour_neighbours_by_name" if len(codes) <= NAMES else "tour_neighbours",
                named=len(wind),
                count=len(codes),
                names=listed(names),
            ),
            len(codes),
            counties(len(codes)),
            {"page": "gaps", "about": WIND, "partner": STORAGE},
            marks(record, record.projects.thing.isin(things)),
            sorted(beside.union(codes)),
        ),
    )


def _ledger(record: Record) -> tuple[Stop, ...]:
    """The largest capacity target of which everything is known.

    A cited source says what operates, and whatever is named has a figure and falls due in time.
    """
    known = [
        (entry, entry.operating)
        for entry in ledgers(record)
        if entry.operating and entry.named and entry.year is not None
        if not entry.unquantified and not entry.later
    ]
    if not known:
        return ()
    entry, operating = max(known, key=lambda pair: pair[0].target_mw)
    target = record.targets.set_index("target_id").loc[entry.target_id]
    name = city(record, entry.document_id)
    mentions = [mention for thing in entry.named for mention in thing.mentions]
    clause = citation(record, [entry.target_id])
    source = said("tour_operating", source=operating.source)
    return (
        stop(
            "finding-ledger",
            said("tour_title_ledger", city=name),
            said(
                "tour_ledger",
                city=name,
                year=entry.year,
                indicator=within(entry.indicator_zh, entry.indicator_en),
                target=bounded(entry.comparator, _mw(entry.target_mw)),
                operating=_mw(operating.capacity_mw),
                named=_mw(entry.named_mw),
            ),
            signed(entry.comparator, capacity(entry.target_mw)),
            said("tour_power"),
            {
                "page": "targets",
                **to_query(Filters(city=(entry.document_id,), sector=(target.sector,))),
            },
            marks(record, record.projects.project_id.isin(mentions)),
            counties_of(record, [entry.document_id]),
            {"zh": f"{clause['zh']}\n{source['zh']}", "en": f"{clause['en']}\n{source['en']}"},
        ),
    )


def _mw(value: float) -> Text:
    return said("tour_amount_mw", number=capacity(value))
