"""What the exhibition carries: the tour, every item with its clause, words in both languages.

All of it is plain data. The browser needs nothing more from the server once it has this, which is
why the same script runs on the page and in a single file without any server.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import pandas as pd

from geodata.atlas import symbols
from geodata.atlas.classes import NO_PLAN, OUTSIDE, county_classes
from geodata.atlas.layers import MapLayers, view_bounds
from geodata.config import Config
from geodata.exhibition.qr import address, qr_code
from geodata.exhibition.stop import Stop
from geodata.exhibition.tour import tour
from geodata.language.text import word, words
from geodata.language.vocabulary import KIND_BY_ID, SECTOR_BY_ID, SECTORS, Language, term
from geodata.language.years import year_as_written
from geodata.record.filters import Filters
from geodata.record.names import item_name, quantity_said
from geodata.record.record import Record
from geodata.record.roles import quiet_things, role_said
from geodata.record.selection import select
from geodata.reports.item_rows import anchor_said, place_said
from geodata.reports.provenance import attribution
from geodata.views.card import citation, errata_of, errata_said

LANGUAGES: Final[tuple[Language, Language]] = ("zh", "en")
# Room around a city, as a share of its longer side: a wall shows the city, not its neighbours.
_AROUND: Final = 0.06
_WORDS: Final = (
    "title",
    "subtitle",
    "map",
    "no_webgl",
    "language_other",
    "county_no_plan",
    "county_partial",
    "exhibit_touch",
    "exhibit_choose",
    "exhibit_choose_county",
    "exhibit_choose_item",
    "exhibit_wide",
    "exhibit_wide_note",
    "exhibit_may_apply",
    "exhibit_quiet",
    "exhibit_nothing",
    "exhibit_all_sectors",
    "exhibit_clause",
    "exhibit_previous",
    "exhibit_next",
    "exhibit_pause",
    "exhibit_play",
    "exhibit_home",
    "exhibit_up",
    "exhibit_restart",
    "exhibit_still_there",
    "exhibit_seconds",
    "exhibit_continue",
    "exhibit_scan",
    "anchor_zone",
    "anchor_city",
    "anchor_label",
    "exhibit_named_only",
    "exhibit_open_marks",
    "exhibit_anchors",
    "exhibit_point_marks",
    "exhibit_shades",
    "exhibit_dark",
    "exhibit_hatched",
)


def contents(map_layers: MapLayers) -> dict[str, Any]:
    """Everything the exhibition says, as JSON-ready data; texts by language.

    Bounds are west, south, east, north in EPSG:4326 degrees; `rows` are numbers of marks; `classes`
    one character a county as `county_classes` has it.
    """
    record, config = map_layers.record, map_layers.config
    things = record.projects.drop_duplicates("thing")
    stops = tour(record)
    return {
        "language": config.exhibit_language,
        "words": {language: words(_WORDS, language) for language in LANGUAGES},
        "attribution": {lang: attribution(config, lang) for lang in LANGUAGES},
        "bounds": view_bounds(record),
        "stops": [_stop(stop, map_layers) for stop in stops],
        "cities": [_city(document_id, things, record) for document_id in record.documents.index],
        "counties": _counties(things, record),
        "anchors": _anchors(things, record),
        "sectors": _sectors(things),
        "sector_of": {kind.id: kind.sector for kind in KIND_BY_ID.values()},
        "classes": _classes(record),
        "things": {row.thing: _thing(row, record) for _, row in things.iterrows()},
        "codes": _codes(config, record, things, stops),
    }


def _text(said: Mapping[Language, str]) -> dict[str, str]:
    return {language: said[language] for language in LANGUAGES}


def _stop(stop: Stop, map_layers: MapLayers) -> dict[str, Any]:
    record = map_layers.record
    lit = set(record.projects.thing[record.projects.project_id.isin(stop.project_ids)])
    framed = [code for code in stop.adcodes if code in record.counties.index]
    classes = county_classes(select(record))
    if framed:
        kept = set(framed)
        classes = "".join(
            mark if code in kept or mark == NO_PLAN else OUTSIDE
            for code, mark in zip(record.counties.index, classes, strict=True)
        )
    return {
        "id": stop.id,
        "title": _text(stop.title),
        "text": _text(stop.text),
        "figure": _text(stop.figure),
        "unit": _text(stop.unit),
        "citation": _text(stop.citation),
        "seconds": stop.seconds,
        "bounds": view_bounds(record, framed, _AROUND),
        "rows": np.flatnonzero(map_layers.marks.thing.isin(lit)).tolist(),
        "anchors": _at_anchors(record, lit),
        "classes": classes,
        "lit": [] if stop.id.startswith("city-") else framed,
    }


def _at_anchors(record: Record, things: set[str]) -> dict[str, int]:
    """How many of `things` stand at the anchor of each zone or city; those with none are left out.

    The ids are those of `anchors`.
    """
    rows = record.projects[record.projects.anchor != ""].drop_duplicates("thing")
    counts = rows.anchor[rows.thing.isin(things)].value_counts(sort=False)
    return {str(anchor): int(counts[anchor]) for anchor in sorted(counts.index)}


def _anchors(things: pd.DataFrame, record: Record) -> dict[str, Any]:
    """The zones and cities at which things stand that name no county, with these in their order.

    `at` is the anchor, EPSG:4326 degrees; `counties` hold the city or part of the zone.
    """
    order = {kind: number for number, kind in enumerate(KIND_BY_ID)}
    wide = things[things.anchor != ""].assign(order=things.kind.map(order))
    said = {}
    for anchor, own in wide.groupby("anchor"):
        zone = record.zones.loc[anchor]
        codes = [code for code in zone.adcodes.split(";") if code in record.counties.index]
        said[str(anchor)] = {
            "kind": zone.kind,
            "name": {lang: anchor_said(str(anchor), record, lang) for lang in LANGUAGES},
            "at": [float(zone.lon), float(zone.lat)],
            "counties": codes,
            "bounds": view_bounds(record, codes, _AROUND),
            "things": own.sort_values(["order", "thing"]).thing.tolist(),
        }
    return said


def _city(document_id: str, things: pd.DataFrame, record: Record) -> dict[str, Any]:
    """One document: its counties, and the zones or city for which it names something."""
    document = record.documents.loc[document_id]
    own = things[things.document_id == document_id]
    named = own[~own.thing.isin(quiet_things(record))]
    names = record.county_names
    codes = names.index[names.document_id == document_id].tolist()
    return {
        "id": document_id,
        "name": {"zh": document.city_zh, "en": document.city_en},
        "counties": codes,
        "bounds": view_bounds(record, codes, _AROUND),
        "note": {lang: word("exhibit_named_in_city", lang, count=len(named)) for lang in LANGUAGES},
        "anchors": sorted(set(own.anchor) - {""}),
    }


def _counties(things: pd.DataFrame, record: Record) -> dict[str, Any]:
    """Every county drawn, with its things in the order of the vocabulary."""
    order = {kind: number for number, kind in enumerate(KIND_BY_ID)}
    ordered = things.assign(order=things.kind.map(order)).sort_values(["order", "thing"])
    members = ordered.assign(adcode=ordered.adcodes.str.split(";")).explode("adcode")
    by_county = members.groupby("adcode").thing.apply(list).to_dict()
    return {
        code: {
            "city": row.document_id,
            "name": {"zh": row.county_zh, "en": row.county_en},
            "of": {"zh": row.prefecture_zh, "en": row.prefecture_en},
            "coverage": row.coverage,
            "bounds": view_bounds(record, [code]),
            "things": by_county.get(code, []),
        }
        for code, row in record.county_names.loc[record.counties.index].iterrows()
    }


def _sectors(things: pd.DataFrame) -> list[dict[str, Any]]:
    colours = symbols.sector_colours("dark")
    return [
        {"id": s.id, "name": {"zh": s.zh, "en": s.en}, "colour": colours[s.id]}
        for s in SECTORS
        if (things.sector == s.id).any()
    ]


def _classes(record: Record) -> dict[str, str]:
    """Classes of the counties for each `city|sector` that a visitor can choose."""
    choices = {}
    for city in ("", *record.documents.index):
        for sector in ("", *(s.id for s in SECTORS)):
            filters = Filters(city=(city,) if city else (), sector=(sector,) if sector else ())
            choices[f"{city}|{sector}"] = county_classes(select(record, filters))
    return choices


def _thing(row: pd.Series, record: Record) -> dict[str, Any]:
    """What a card says of a thing, in both languages, without what only a planner asks for."""
    said: dict[str, Any] = {}
    kind = KIND_BY_ID[row.kind]
    sector = SECTOR_BY_ID[kind.sector]
    corrected = not errata_of(row, record).empty
    for language in LANGUAGES:
        year = (row.target_year, row.year_basis, row.phase, row.year_from)
        facts = [
            ("exhibit_place", place_said(row, record, language)),
            ("fact_quantity", quantity_said(row, language)),
            ("fact_year", year_as_written(*year, language)),
            ("fact_precision", term("precision", row.precision, language)),
        ]
        said[language] = {
            "name": item_name(row, language),
            "role": role_said(row, language),
            "label": f"{sector.label(language)} · {kind.label(language)}",
            "citation": citation(row, record, language),
            "errata": errata_said(row, record, language) if corrected else [],
            "facts": [[word(key, language), str(value)] for key, value in facts if value],
        }
    return {
        **said,
        "id": row.project_id,
        "sector": row.sector,
        "icon": symbols.icon(row.kind, row.precision),
        "quiet": row.thing in quiet_things(record),
        "city": row.document_id,
        "counties": [code for code in row.adcodes.split(";") if code],
        "anchor": row.anchor,
        "quote": row.quote_zh,
    }


def _codes(
    config: Config, record: Record, things: pd.DataFrame, stops: tuple[Stop, ...]
) -> dict[str, str]:
    """A QR code for each view a visitor can reach; none without a public address."""
    if not config.public_address:
        return {}
    views: dict[str, dict[str, str]] = {}
    for city in ("", *record.documents.index):
        for sector in ("", *(s.id for s in SECTORS)):
            views[f"{city}|{sector}"] = {"city": city, "sector": sector}
    views |= {f"county|{code}": {"at": code} for code in record.counties.index}
    for row in things[things.anchor != ""].itertuples():
        rung = {"city": row.document_id, "precision": row.precision}
        views[f"anchor|{row.anchor}"] = rung
    views |= {f"thing|{row.thing}": {"item": row.project_id} for row in things.itertuples()}
    for stop in stops:
        views[f"stop|{stop.id}"] = dict(stop.query)
    return {key: qr_code(address(config.public_address, view)) for key, view in views.items()}
