"""What the search box suggests for what somebody types, in groups, as plain data.

The browser has no index: it sends what is typed, and the server answers with what is shown, one or
two kilobytes. An index for the browser would weigh 5 MB for 100,000 items, and could not say how
many names and clauses hold a text. The texts that are searched are prepared once with the record
(see `Finder`), so that an answer takes milliseconds.

Groups stand in the order of their best match, a whole name before a beginning before a part of one,
then in the order of `GROUPS`; so do the suggestions of a group. Numbers count things of the whole
record, whatever is filtered.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd

from geodata.characters import searchable
from geodata.language.finder import INSIDE, Finder, Found
from geodata.language.text import listed, word
from geodata.language.vocabulary import KIND_BY_ID, KINDS, SECTOR_BY_ID, SECTORS, Language
from geodata.record.derived import kept_with_record
from geodata.record.facets import plans_naming
from geodata.record.filters import TEXT_LIMIT
from geodata.record.masks import (
    Mask,
    all_of,
    holding,
    in_counties,
    rows_with,
    thing_mask,
    things_by,
)
from geodata.record.names import city_name, county_names, item_name, place_name, unit_names
from geodata.record.record import Record

GROUPS: Final = ("county", "city", "plan", "zone", "kind", "sector", "unit", "item")
SHOWN: Final = 5  # suggestions of a group
_COUNTED_BY: Final = {
    **{"county": "adcodes", "city": "document_id", "plan": "document_id", "zone": "anchor"},
    **{"kind": "kind", "sector": "sector", "unit": "responsible_zh"},
}
_APART: Final = INSIDE + 2  # what only several words lead to fits worse than a part of a name


@dataclass(frozen=True, eq=False)
class _Index:
    """What can be suggested: values of each group with both names, and a `finder` of all of them.

    An owner in `finder` is the place of a value among those of all groups, one group after the
    other; `places` has where each begins and ends. Those of `units` are the places of the units
    alone. The place of an item is its row number, so `values` and `names` have none.
    """

    finder: Finder
    units: Finder
    values: dict[str, list[str]]
    names: dict[str, list[tuple[str, str]]]
    places: dict[str, tuple[int, int]]

    def of(self, group: str, found: Found) -> Found:
        """What was found of a group; `owners` are the places in `values`."""
        first, end = self.places[group]
        own = slice(*np.searchsorted(found.owners, [first, end]))
        return Found(found.owners[own] - first, found.fits[own], found.lengths[own])


@kept_with_record
def index(record: Record) -> _Index:
    """The index of a record, made once."""
    zones = record.zones[record.zones.kind == "zone"]
    drawn = record.county_names.loc[record.counties.index]
    documents = record.documents
    named: dict[str, Iterable[tuple[str, str, str]]] = {
        "county": zip(drawn.index, drawn.county_zh, drawn.county_en, strict=True),
        "city": zip(documents.index, documents.city_zh, documents.city_en, strict=True),
        "plan": zip(documents.index, documents.title_zh, documents.title_zh, strict=True),
        "zone": zip(zones.index, zones.zone_zh, zones.zone_en, strict=True),
        "kind": ((kind.id, kind.zh, kind.en) for kind in KINDS),
        "sector": ((sector.id, sector.zh, sector.en) for sector in SECTORS),
        "unit": ((unit, unit, en) for unit, en in unit_names(record).items()),
    }
    values: dict[str, list[str]] = {}
    names: dict[str, list[tuple[str, str]]] = {}
    for group, rows in named.items():
        listed_rows = [(str(value), str(zh), str(en)) for value, zh, en in rows]
        values[group] = [value for value, _, _ in listed_rows]
        names[group] = [(zh, en) for _, zh, en in listed_rows]
    projects = record.projects
    names["item"] = list(zip(projects.name_zh, projects.name_en, strict=True))
    sizes = [len(names[group]) for group in GROUPS]
    ends = np.cumsum(sizes)
    places = dict(
        zip(GROUPS, zip((ends - sizes).tolist(), ends.tolist(), strict=True), strict=True)
    )
    texts = [text for group in GROUPS for both in names[group] for text in both]
    finder = Finder(texts, np.repeat(np.arange(ends[-1]), 2))
    units = Finder((zh for zh, _ in names["unit"]), np.arange(len(names["unit"])))
    del names["item"]
    return _Index(finder, units, values, names, places)


@kept_with_record
def _counts(record: Record, group: str) -> dict[str, int]:
    """Things by the values of a group."""
    return things_by(_COUNTED_BY[group], np.ones(len(record.projects), dtype=bool), record)


def suggestions(record: Record, typed: str, language: Language) -> dict[str, Any]:
    """Groups of suggestions for what is `typed`, best first, the full text last.

    Each has its `group`, `label`, `options` and, where not all are shown, `more`. An option has the
    `value` that its choice sends (see `views.choice`), its `text`, what it is `of` and a `note`:
    its number of things, or the place of an item. Without any group, `none` says what to do.
    """
    known, found = index(record), index(record).finder.found(typed)
    ranked = []
    for place, group in enumerate(GROUPS):
        own = known.of(group, found)
        own = _with_words(own, typed, record) if group == "item" else own
        if len(own.owners):
            ranked.append((int(own.fits.min()), place, group, own))
    if not ranked:  # units are called by what is left of their names
        short = known.units.found(typed, gaps=True)
        ranked += [(_APART, 0, "unit", short)] if len(short.owners) else []
    ranked.sort(key=lambda one: one[:2])
    groups = [_group(record, group, own, language) for _, _, group, own in ranked]
    groups += _full_text(record, typed, language)
    shown = sum(len(group["options"]) for group in groups)
    return {
        "typed": typed,
        "groups": groups,
        "said": word("search_found", language, count=shown) if shown else "",
        "scope": word("found_scope", language),
        "none": "" if shown else word("found_none", language, text=typed.strip()),
    }


def _with_words(found: Found, typed: str, record: Record) -> Found:
    """`found` items, and after them those of which each word is a name, a county or a kind.

    So `庆云 风电` finds the wind farms of 庆云县, though no name says both.
    """
    words = typed.split()
    if len(words) < 2:
        return found
    passing = all_of((_about(each, record) for each in words), len(record.projects))
    passing[found.owners] = False
    rows = np.flatnonzero(passing)
    return Found(
        np.concatenate([found.owners, rows]),
        np.concatenate([found.fits, np.full(len(rows), _APART)]),
        np.concatenate([found.lengths, np.zeros(len(rows), dtype=np.int64)]),
    )


def _about(typed: str, record: Record) -> Mask:
    """Rows whose name, county or kind matches one word."""
    known, found = index(record), index(record).finder.found(typed)
    named = np.zeros(len(record.projects), dtype=bool)
    named[known.of("item", found).owners] = True
    counties = [known.values["county"][n] for n in known.of("county", found).owners]
    kinds = [known.values["kind"][n] for n in known.of("kind", found).owners]
    return named | in_counties(record, counties) | rows_with("kind", kinds, record)


def _group(record: Record, group: str, found: Found, language: Language) -> dict[str, Any]:
    """A group with its best suggestions; names with fewer characters beyond the match first."""
    if group == "item":
        places, total = _best_things(record, found)
        options = [_item(record, row, language) for row in places]
    else:
        counts, values = _counts(record, group), index(record).values[group]
        most = np.array([-counts.get(values[n], 0) for n in found.owners])
        order = np.lexsort([found.owners, most, found.lengths, found.fits])[:SHOWN]
        options = [_option(record, group, n, language) for n in found.owners[order].tolist()]
        total = len(found.owners)
    left = total - len(options)
    return {
        "group": group,
        "label": word(f"found_{group}", language),
        "options": options,
        "more": word("found_more", language, count=left) if left else "",
    }


def _best_things(record: Record, found: Found) -> tuple[list[int], int]:
    """Rows of the best things found, one each, shorter names first; how many things there are."""
    sizes = np.minimum(_name_sizes(record)[found.owners], 255)
    ranked = np.sort((found.fits << 48) | (found.lengths << 40) | (sizes << 32) | found.owners)
    best: dict[int, int] = {}
    for row in (ranked & 0xFFFFFFFF).tolist():
        best.setdefault(int(record.thing_codes[row]), row)
        if len(best) == SHOWN:
            break
    rows = np.zeros(len(record.projects), dtype=bool)
    rows[found.owners] = True
    return list(best.values()), int(np.count_nonzero(thing_mask(rows, record)))


@kept_with_record
def _name_sizes(record: Record) -> np.ndarray:
    return record.projects.name_zh.str.len().to_numpy(dtype=np.int64)


def _option(record: Record, group: str, place: int, language: Language) -> dict[str, str]:
    """A suggestion that is no item."""
    known = index(record)
    value = known.values[group][place]
    said = {
        "value": value,
        "text": known.names[group][place][0 if language == "zh" else 1],
        "note": word("things", language, things=_counts(record, group).get(value, 0)),
    }
    match group:
        case "county":
            said["of"] = str(record.county_names[f"prefecture_{language}"][value])
            if record.coverage(value) == "none":
                said["note"] = word("no_plan", language)
        case "plan":
            said["of"] = city_name(record, value, language)
        case "kind":
            said |= {"of": SECTOR_BY_ID[KIND_BY_ID[value].sector].label(language), "icon": value}
        case "unit":
            said["of"] = _plans_said(plans_naming(record)[value], record, language)
    return said


def _plans_said(plans: list[str], record: Record, language: Language) -> str:
    if len(plans) > 2:
        return word("found_plans", language, count=len(plans))
    return listed((city_name(record, plan, language) for plan in plans), language)


def _item(record: Record, row: int, language: Language) -> dict[str, str]:
    item = record.projects.iloc[row]
    kind, place = KIND_BY_ID[item.kind], county_names(item.adcodes, record, language)
    return {
        "value": str(item.project_id),
        "text": item_name(item, language),
        "of": kind.label(language),
        "note": place or place_name(record, item.anchor, language),
        "icon": kind.id,
    }


@kept_with_record
def _names_and_clauses(record: Record) -> tuple[pd.Series, pd.Series]:
    """Names, and clauses, of the rows as a search compares them."""
    fields = [text.split("\n", 3) for text in record.projects.search_text]
    return (
        pd.Series([f"{zh}\n{en}" for zh, en, *_ in fields], dtype=str),
        pd.Series([clause for _, _, clause, _ in fields], dtype=str),
    )


def _full_text(record: Record, typed: str, language: Language) -> list[dict[str, Any]]:
    """The group that filters for what is typed; none where no row holds it."""
    text = " ".join(typed.split())[:TEXT_LIMIT]
    if not searchable(text).strip() or not holding(record.projects.search_text, text).any():
        return []
    named, quoted = (
        int(np.count_nonzero(thing_mask(holding(texts, text), record)))
        for texts in _names_and_clauses(record)
    )
    option = {
        "value": text,
        "text": word("found_quoted", language, text=text),
        "note": word("found_where", language, named=named, quoted=quoted),
    }
    label = word("found_text", language)
    return [{"group": "text", "label": label, "options": [option], "more": ""}]


def prepare(record: Record) -> None:
    """Make now what the first suggestion would wait for."""
    suggestions(record, "a b", "zh")
    _names_and_clauses(record)
