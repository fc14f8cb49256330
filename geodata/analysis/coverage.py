"""Coverage: which county names what, with the four kinds of empty told apart.

A cell holds the number of things (each once, however often mentioned). Where it is 0 its status
says why: `not_named` (the plan covers the whole county and places nothing of the kind in it),
`partly` (the plan covers only part of it), `no_plan` (none was read), `not_applicable`, `outside`
(the plan names it there, but the selection leaves it out, or it leaves out the county).

`not_applicable` needs a reason in the data, and there is only one: a kind that the county's plan
treats as a title of the city as a whole. That is so where the plan names items of the kind, places
none of them in a county, and each name ends in 城市 ("无废城市"): what only a city can hold. In the
record of 2026-11-21 this is `city_pilot` in 德州. No other kind is declared impossible anywhere:
that no coal mine is named in a county does not prove that there is none.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
import pandas as pd

from geodata.language.vocabulary import KIND_BY_ID, SECTOR_BY_ID
from geodata.record.derived import kept_with_record, kept_with_selection
from geodata.record.masks import Mask, first_rows
from geodata.record.record import Record
from geodata.record.selection import Selection, select

Status = Literal["named", "not_named", "partly", "no_plan", "not_applicable", "outside"]

# Kinds that may be a title of the city, and how such a title ends (closing quotation marks aside).
CITY_TITLE_KINDS: Final = ("city_pilot",)
CITY_TITLE_END: Final = "城市"

_EMPTY: Final = {"full": "not_named", "partial": "partly", "none": "no_plan"}


@dataclass(frozen=True)
class Matrix:
    """Counties (rows, in the order of county_names) by kind or sector (columns).

    `counts` are numbers of things, `status` a Status per cell. `wide` are the things that a
    document (rows) names for its whole city or a functional zone, without a county: they stand in
    no cell, but could belong to one.
    """

    counts: pd.DataFrame
    status: pd.DataFrame
    wide: pd.DataFrame


@kept_with_selection
def matrix(selection: Selection) -> Matrix:
    """Counties by kind, of the items selected."""
    return _matrix(selection, "kind", list(KIND_BY_ID))


@kept_with_selection
def sector_matrix(selection: Selection) -> Matrix:
    """Counties by sector, of the items selected."""
    return _matrix(selection, "sector", list(SECTOR_BY_ID))


def _matrix(selection: Selection, column: str, labels: list[str]) -> Matrix:
    record, chosen = selection.record, selection.mask
    names = record.county_names
    counts = _counts(record, chosen, column, labels)

    status = np.repeat(names.coverage.map(_EMPTY).to_numpy(dtype=object)[:, None], len(labels), 1)
    if column == "kind":
        for document_id, kind in city_titles(record):
            own = (names.document_id == document_id) & (names.coverage == "full")
            status[own.to_numpy(), labels.index(kind)] = "not_applicable"
    if not selection.is_whole:
        covered = (names.coverage != "none").to_numpy()
        left_out = covered & ~np.array([selection.covers(str(code)) for code in names.index])
        status[left_out] = "outside"
        whole = matrix if column == "kind" else sector_matrix
        status[whole(select(record)).counts.to_numpy() > 0] = "outside"
    status[counts > 0] = "named"

    value = _numbered(record, column, tuple(labels))
    documents = list(record.documents.index)
    without_county = np.flatnonzero(chosen & ~in_any_county(record))
    document = _numbered(record, "document_id", tuple(documents))
    wide = _distinct(
        record.thing_codes[without_county],
        document[without_county],
        value[without_county],
        (len(documents), len(labels)),
    )
    return Matrix(
        counts=pd.DataFrame(counts, index=names.index, columns=labels),
        status=pd.DataFrame(status, index=names.index, columns=labels),
        wide=pd.DataFrame(wide, index=documents, columns=labels),
    )


def _counts(record: Record, chosen: Mask, column: str, labels: list[str]) -> np.ndarray:
    """Things of the rows `chosen` by county (rows) and label (columns)."""
    value = _numbered(record, column, tuple(labels))
    counties = record.coded("adcodes")
    at, county = counties.rows, counties.values
    at, county = at[chosen[at]], county[chosen[at]]
    names = record.county_names
    row_of = names.index.get_indexer(pd.Index(counties.labels, dtype=object))[county]
    at, row_of = at[row_of >= 0], row_of[row_of >= 0]
    return _distinct(record.thing_codes[at], row_of, value[at], (len(names), len(labels)))


@kept_with_record
def _numbered(record: Record, column: str, labels: tuple[str, ...]) -> np.ndarray:
    """The place of each row's `column` among `labels`."""
    coded = record.coded(column)
    return np.array([labels.index(label) for label in coded.labels], dtype=np.int64)[coded.values]


@kept_with_record
def in_any_county(record: Record) -> Mask:
    """Rows that belong to a county."""
    found = np.zeros(len(record.projects), dtype=bool)
    found[record.coded("adcodes").rows] = True
    return found


def _distinct(
    thing: np.ndarray, row: np.ndarray, column: np.ndarray, shape: tuple[int, int]
) -> np.ndarray:
    """How many different things each cell of a table of `shape` holds."""
    cells = shape[0] * shape[1]
    cell = row.astype(np.int64) * shape[1] + column
    pairs = np.unique(thing.astype(np.int64) * cells + cell)
    return np.bincount(pairs % cells, minlength=cells).reshape(shape)


@kept_with_record
def city_titles(record: Record) -> tuple[tuple[str, str], ...]:
    """(document, kind) where the document names the kind only as titles of the whole city."""
    rows = record.projects[record.projects.kind.isin(CITY_TITLE_KINDS)]
    title = rows.name_zh.str.rstrip('”"』」').str.endswith(CITY_TITLE_END) & (rows.adcodes == "")
    whole = title.groupby([rows.document_id, rows.kind]).all()
    return tuple((str(d), str(k)) for d, k in whole.index[whole])


def naming(selection: Selection, kind: str) -> dict[str, tuple[str, ...]]:
    """The counties that name `kind`, by adcode in order, with the things they name (ids).

    To name is to do something with it: what a plan only leans on or mentions is not named.
    """
    record = selection.record
    chosen = selection.to_be_done.narrowed(kind=kind).mask
    counties, things = record.coded("adcodes"), record.projects.thing
    entries = np.flatnonzero(chosen[counties.rows])
    found: dict[str, set[str]] = {}
    for row, county in zip(counties.rows[entries], counties.values[entries], strict=True):
        found.setdefault(counties.labels[county], set()).add(str(things[row]))
    return {code: tuple(sorted(found[code])) for code in sorted(found)}


def may_lie_in(selection: Selection, kind: str, adcodes: Iterable[str]) -> int:
    """How many things of `kind` that name no county could be in one of `adcodes`.

    One that is named for a functional zone cannot be in a county that holds no part of the zone.
    What a plan only leans on or mentions is not named.
    """
    record = selection.record
    anchors, asked = record.coded("anchor"), set(adcodes)
    nowhere = selection.to_be_done.narrowed(kind=kind).mask & ~in_any_county(record)
    reach = record.zones.adcodes
    reaching = np.array(
        [
            anchor in reach.index and not asked.isdisjoint(reach[anchor].split(";"))
            for anchor in anchors.labels
        ]
    )
    return int(np.count_nonzero(reaching[anchors.values[first_rows(nowhere, record)]]))


@dataclass(frozen=True)
class Complement:
    """A county that names one kind, and a county beside it that names another, with the things."""

    adcode_a: str
    ids_a: tuple[str, ...]
    adcode_b: str
    ids_b: tuple[str, ...]


def complements(
    selection: Selection,
    kind_a: str,
    kind_b: str,
    neighbours: dict[str, tuple[str, ...]],
) -> tuple[Complement, ...]:
    """Every pair of adjacent counties of which the first names `kind_a`, the second `kind_b`.

    `neighbours` is `neighbours.adjacent(record)`. Sorted by the two adcodes. A county that names
    both appears only beside a neighbour that names one of them.
    """
    a, b = naming(selection, kind_a), naming(selection, kind_b)
    return tuple(
        Complement(code, ids, other, b[other])
        for code, ids in a.items()
        for other in neighbours.get(code, ())
        if other in b
    )
