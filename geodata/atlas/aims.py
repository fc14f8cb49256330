"""What the camera flies to: the ground of everything that a link has chosen."""

from __future__ import annotations

from collections.abc import Iterable

from geodata.atlas.layers import view_bounds
from geodata.record.filters import Filters
from geodata.record.record import Record

Aim = tuple[str, list[float]]


def aims(record: Record, filters: Filters, item: str, place: str) -> list[Aim]:
    """What is chosen as `group:id` with west, south, east, north of its counties, EPSG:4326.

    The first is what the reader looks at: the `item`, then the county, zone or city `place`, then
    the counties and cities of `filters`. A thing is shown with its whole county, because a point
    without the ground around it says nothing.
    """
    chosen = [("item", item, _counties_of_item(record, item)), ("at", place, [place])]
    chosen += [("county", code, [code]) for code in filters.county]
    owned = record.documents.adcodes
    chosen += [("city", city, owned[city].split(";")) for city in filters.city]
    return [
        (f"{group}:{key}", view_bounds(record, _counties(record, codes), around=0.0))
        for group, key, codes in chosen
        if key
    ]


def _counties_of_item(record: Record, item: str) -> list[str]:
    row = record.project(item)
    if row is None:
        return []
    return row.adcodes.split(";") if row.adcodes else [row.anchor]


def _counties(record: Record, codes: Iterable[str]) -> list[str]:
    """Adcodes; a zone or city among `codes` stands for its counties."""
    zones = record.zones.adcodes
    return [own for code in codes for own in (zones[code].split(";") if code in zones else [code])]
