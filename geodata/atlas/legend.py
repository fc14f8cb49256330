"""The legend of what is drawn, with counts."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from geodata.atlas.classes import NO_PLAN, NOT_NAMED, OUTSIDE, class_bounds
from geodata.language.text import word
from geodata.language.vocabulary import KIND_BY_ID, PRECISIONS, SECTOR_BY_ID, YEAR_BASES, Language
from geodata.record.masks import Mask, first_rows
from geodata.record.names import city_name
from geodata.record.roles import quiet_rows
from geodata.record.selection import Selection

_PLANS_MOST: Final = 8  # more names would hide the map


def map_legend(
    selection: Selection, classes: str, language: Language, drawn: Mask | None = None
) -> dict[str, Any]:
    """The legend of what is drawn, with counts: counties, sectors, rungs of the ladder, years.

    `quiet` of the things are drawn quietly: the plans only lean on them or mention them.
    `classes` is that of `county_classes`. Entries that draw nothing are left out. A partly covered
    county without items stands under "partly covered" alone: nothing named there means nothing.
    `drawn` are the rows whose marks are in the frame, where a frame cuts some off. `plans` are the
    ways to the plans' own pages.
    """
    record, mask = selection.record, selection.mask if drawn is None else drawn
    coverage = record.county_names.coverage.to_dict()
    partial = [
        mark
        for code, mark in zip(record.counties.index, classes, strict=True)
        if coverage[code] == "partial" and mark != OUTSIDE
    ]
    empty = empty_label(selection, language)
    counties = _class_lines(classes, class_bounds(record), empty, language)
    counties = [
        [mark, label, count - partial.count(NOT_NAMED) if mark == NOT_NAMED else count]
        for mark, label, count in counties
    ]
    counties = [line for line in counties if line[2]]
    if partial:
        counties.append(["p", word("partly", language), len(partial)])
    things = first_rows(mask, record)
    by_sector = record.coded("sector").tally(things)
    by_precision = record.coded("precision").tally(things)
    by_basis = record.coded("year_basis").tally(things)
    return {
        "counties": counties,
        "sectors": [
            [sector.id, sector.label(language), by_sector[sector.id]]
            for sector in SECTOR_BY_ID.values()
            if by_sector.get(sector.id)
        ],
        "marks": [
            [rung.id, rung.label(language), by_precision[rung.id]]
            for rung in PRECISIONS
            if by_precision.get(rung.id)
        ],
        "quiet": int(np.count_nonzero(quiet_rows(record)[things])),
        "bases": [
            [basis.id, basis.label(language), by_basis[basis.id]]
            for basis in YEAR_BASES
            if by_basis.get(basis.id)
        ],
        "plans": _plans(selection, language),
    }


def _plans(selection: Selection, language: Language) -> list[list[str]]:
    """Ids and names of the plans of the chosen cities; of all, where these are few enough."""
    record, city = selection.record, selection.filters.city
    asked = [str(plan) for plan in record.documents.index if not city or plan in city]
    if len(asked) > _PLANS_MOST:
        return []
    return [[plan, city_name(record, plan, language)] for plan in asked]


def empty_label(selection: Selection, language: Language) -> str:
    """What a covered county without items is called: by what was asked.

    Only the whole record, or everything of some counties, makes it "nothing named".
    """
    filters = selection.filters
    other = (filters.basis, filters.precision, filters.role, filters.unit, filters.text)
    if filters.year is not None or any(other):
        return word("none_pass", language)
    if filters.sector or filters.kind or selection.kind:
        return word("not_named_of_kind", language)
    return word("not_named", language)


def nothing_drawn(selection: Selection, language: Language) -> str:
    """What an empty map says: of the kind that is looked at, where the selection is of one."""
    if not selection.kind:
        return word("nothing", language)
    kind = KIND_BY_ID[selection.kind].label(language)
    return word("nothing_of_kind", language, kind=kind)


def city_legend(selection: Selection, classes: str, language: Language) -> list[list[Any]]:
    """Lines of the legend for prefectures drawn far out: class, label, how many."""
    bounds = class_bounds(selection.record, "prefectures")
    return _class_lines(classes, bounds, empty_label(selection, language), language)


def _class_lines(
    classes: str, bounds: tuple[int, ...], empty: str, language: Language
) -> list[list[Any]]:
    labels = {
        str(i + 1): (f"{low}" if high == low + 1 else f"{low}–{high - 1}" if high else f"{low}+")
        for i, (low, high) in enumerate(zip(bounds, [*bounds[1:], 0], strict=True))
    }
    labels |= {
        NOT_NAMED: empty,
        NO_PLAN: word("no_plan", language),
        OUTSIDE: word("outside", language),
    }
    order = ("5", "4", "3", "2", "1", NOT_NAMED, NO_PLAN, OUTSIDE)
    return [[c, labels[c], classes.count(c)] for c in order if c in classes]
