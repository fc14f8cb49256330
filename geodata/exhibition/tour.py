"""The tour of the exhibition, written from the record: every stop is chosen by a rule.

The opening; a stop for each plan; then what `finding_stops` and `target_stops` find. A stop for
which the record has nothing to say is left out.
"""

from __future__ import annotations

from geodata.analysis.coverage import matrix
from geodata.exhibition.finding_stops import finding_stops, leading, together
from geodata.exhibition.stop import Stop, city, counties_of, items, marks, plain, said, stop
from geodata.exhibition.target_stops import target_stops
from geodata.language.vocabulary import SECTOR_BY_ID
from geodata.record.filters import Filters, to_query
from geodata.record.record import Record
from geodata.record.roles import quiet_rows
from geodata.record.selection import select


def tour(record: Record) -> tuple[Stop, ...]:
    """The stops in order; their ids are unique and stay the same from version to version."""
    return (
        _opening(record),
        *(_city(record, str(document_id)) for document_id in record.documents.index),
        *finding_stops(record),
        *target_stops(record),
    )


def _opening(record: Record) -> Stop:
    """How many things, plans, and counties with something named."""
    named = ~quiet_rows(record)
    things = int(record.projects.thing[named].nunique())
    counties = int((matrix(select(record).to_be_done).counts.sum(axis=1) > 0).sum())
    return stop(
        "opening",
        said("tour_title_opening"),
        said("tour_opening", plans=len(record.documents), things=things, counties=counties),
        things,
        items(things),
        {},
        marks(record, named),
    )


def _city(record: Record, document_id: str) -> Stop:
    """How many things a plan names, how many have a county, and in which sector most of all.

    A sector, never a kind: so the sentences of all plans can be held against each other. What a
    plan only leans on or mentions is not named.
    """
    own = (record.projects.document_id == document_id) & ~quiet_rows(record)
    rows = record.projects[own]
    things = int(rows.thing.nunique())
    terms, count = leading(rows.groupby("sector").thing.nunique(), SECTOR_BY_ID)
    most = plain("")
    if terms:
        key = "tour_most" if len(terms) == 1 else "tour_most_each"
        most = said(key, labels=together(terms), count=count)
    codes = counties_of(record, [document_id])
    partly = record.documents.coverage[document_id] == "partial"
    name = city(record, document_id)
    return stop(
        f"city-{document_id}",
        name,
        said(
            "tour_city_partly" if partly else "tour_city",
            city=name,
            parts=len(codes),
            things=things,
            placed=int(rows.thing[rows.adcodes != ""].nunique()),
            most=most,
        ),
        things,
        items(things),
        to_query(Filters(city=(document_id,))),
        marks(record, own),
        codes,
    )
