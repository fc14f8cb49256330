"""The legend of what is drawn, with counts."""

from __future__ import annotations

from typing import Any

from geodata.atlas.classes import NO_PLAN, NOT_NAMED, OUTSIDE, class_bounds
from geodata.language.text import word
from geodata.language.vocabulary import SECTOR_BY_ID, Language, term
from geodata.record.record import Record
from geodata.record.selection import Mask, first_rows, rows_with


def map_legend(mask: Mask, classes: str, record: Record, language: Language) -> dict[str, Any]:
    """The legend of what is drawn, with counts: classes of counties, sectors, precision of marks.

    `classes` is that of `county_classes`. Entries that draw nothing are left out.
    """
    counties = _class_lines(classes, class_bounds(record), language)
    coverage = record.county_names.coverage.to_dict()
    partial = sum(
        coverage[code] == "partial" and mark != OUTSIDE
        for code, mark in zip(record.counties.index, classes, strict=True)
    )
    if partial:
        counties.append(["p", word("partly", language), int(partial)])
    things = first_rows(mask, record)
    placed = things[~rows_with("precision", ["none"], record)[things]]
    by_sector = record.coded("sector").tally(placed)
    by_precision = record.coded("precision").tally(placed)
    return {
        "counties": counties,
        "sectors": [
            [sector.id, sector.label(language), by_sector[sector.id]]
            for sector in SECTOR_BY_ID.values()
            if by_sector.get(sector.id)
        ],
        "marks": [
            [value, term("precision", value, language), by_precision[value]]
            for value in ("site", "township", "county")
            if by_precision.get(value)
        ],
        "off_map": len(things) - len(placed),
    }


def city_legend(classes: str, record: Record, language: Language) -> list[list[Any]]:
    """Lines of the legend for prefectures drawn far out: class, label, how many."""
    return _class_lines(classes, class_bounds(record, "prefectures"), language)


def _class_lines(classes: str, bounds: tuple[int, ...], language: Language) -> list[list[Any]]:
    labels = {
        str(i + 1): (f"{low}" if high == low + 1 else f"{low}–{high - 1}" if high else f"{low}+")
        for i, (low, high) in enumerate(zip(bounds, [*bounds[1:], 0], strict=True))
    }
    labels |= {
        NOT_NAMED: word("not_named", language),
        NO_PLAN: word("no_plan", language),
        OUTSIDE: word("outside", language),
    }
    order = ("5", "4", "3", "2", "1", NOT_NAMED, NO_PLAN, OUTSIDE)
    return [[c, labels[c], classes.count(c)] for c in order if c in classes]
