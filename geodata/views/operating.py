"""What operates, beside the targets: every cited figure and what it is used for."""

from __future__ import annotations

import pandas as pd

from geodata.analysis.operating import Beside, besides
from geodata.language.deadline import deadline, year_of
from geodata.language.text import listed, word
from geodata.language.units import shown
from geodata.language.vocabulary import Language
from geodata.record.derived import kept_with_record, kept_with_selection
from geodata.record.names import city_name
from geodata.record.record import Record
from geodata.record.selection import Selection
from geodata.views import page as b


@kept_with_selection
def operating_blocks(selection: Selection, language: Language) -> list[b.Block]:
    """Each operating figure of the cities that pass, and the targets that it stands beside.

    Operating capacity is of the energy sector and has neither year, unit nor clause, so only the
    filters on city and sector choose among them. Nothing where none passes.
    """
    record, filters = selection.record, selection.filters
    found = [
        entry
        for entry in besides(record)
        if (not filters.city or entry.operating.document_id in filters.city)
        and (not filters.sector or "energy" in filters.sector)
    ]
    if not found:
        return []
    unit = shown(0, "MW", language)[1]
    columns = [
        b.Column(word("col_city", language)),
        b.Column(word("beside_fuel", language)),
        b.Column(word("beside_capacity", language), unit, numeric=True),
        b.Column(word("beside_as_of", language)),
        b.Column(word("beside_use", language), below=True),
        b.Column(word("beside_source", language), below=True),
    ]
    uses = _uses(record, language)
    rows: list[list[b.Cell | str]] = [
        [
            city_name(record, entry.operating.document_id, language),
            entry.operating.fuel_zh if language == "zh" else entry.operating.fuel_en,
            b.number(shown(entry.operating.capacity_mw, "MW", language)[0], unit=unit),
            entry.operating.as_of,
            uses[entry],
            entry.operating.source,
        ]
        for entry in found
    ]
    return [
        b.Text(word("beside_intro", language)),
        b.table(word("beside_heading", language), columns, rows),
    ]


@kept_with_record
def _uses(record: Record, language: Language) -> dict[Beside, str]:
    """What becomes of each figure."""
    targets = record.targets.set_index("target_id")
    return {entry: _use(entry, targets, language) for entry in besides(record)}


def _use(entry: Beside, targets: pd.DataFrame, language: Language) -> str:
    """What becomes of a figure: counted, shown as a part, or set against nothing, and why."""
    said = []
    for key, ids in (("whole", entry.whole), ("part", entry.part), ("concerned", entry.concerned)):
        if ids:
            names = listed(_named(targets.loc[list(ids)], language), language)
            said.append(word(f"beside_{key}", language, targets=names))
    return listed(said, language, clauses=True) or word("beside_none", language)


def _named(targets: pd.DataFrame, language: Language) -> list[str]:
    """Each indicator once, with the years or phases of its targets."""
    said = []
    for indicator, rows in targets.groupby(f"indicator_{language}", sort=False):
        due = (deadline(year_of(t.year), str(t.phase), language) for t in rows.itertuples())
        said.append(word("beside_target", language, indicator=indicator, due=listed(due, language)))
    return said
