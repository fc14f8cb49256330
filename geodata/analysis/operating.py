"""What operates, as sources outside the plans give it, and the targets that it stands beside."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from geodata.language.vocabulary import Language
from geodata.record.derived import kept_with_record
from geodata.record.record import Record


@dataclass(frozen=True)
class Operating:
    """Operating capacity in MW as a source outside the plans gives it."""

    document_id: str
    indicator: str
    capacity_mw: float
    as_of: str
    fuel_zh: str
    fuel_en: str
    scope_zh: str
    source: str

    def fuel(self, language: Language) -> str:
        """What operates, as it is said inside a sentence."""
        if language == "zh":
            return self.fuel_zh
        return self.fuel_en[:1].lower() + self.fuel_en[1:]


def operating_of(
    record: Record, target: pd.Series
) -> tuple[Operating | None, tuple[Operating, ...]]:
    """What operates of the target's indicator in the area of its document: whole, else in parts."""
    rows = record.operating[record.operating.document_id == target.document_id]
    whole = rows[rows.indicator == target.indicator]
    if not whole.empty:
        return _cited(whole.iloc[0]), ()
    part = [target.indicator in indicators.split(";") for indicators in rows.part_of]
    return None, tuple(_cited(row) for _, row in rows[part].iterrows())


def _cited(row: pd.Series) -> Operating:
    return Operating(
        document_id=str(row.document_id),
        indicator=str(row.indicator),
        capacity_mw=float(row.capacity_mw),
        as_of=str(row.as_of),
        fuel_zh=str(row.fuel_zh),
        fuel_en=str(row.fuel_en),
        scope_zh=str(row.scope_zh),
        source=str(row.source),
    )


@dataclass(frozen=True)
class Beside:
    """An operating figure and the targets of its plan that it stands beside, by id.

    `whole`: capacity targets that it is the operating part of. `part`: those of which it covers
    only some fuels. `concerned`: targets in another unit that speak of the same plants, so that
    nothing can be subtracted.
    """

    operating: Operating
    whole: tuple[str, ...]
    part: tuple[str, ...]
    concerned: tuple[str, ...]


@kept_with_record
def besides(record: Record) -> tuple[Beside, ...]:
    """Every operating figure with its targets, in the order of the table."""
    found = []
    for _, row in record.operating.iterrows():
        own = record.targets[record.targets.document_id == row.document_id]

        def of(indicators: str, own: pd.DataFrame = own) -> tuple[str, ...]:
            return tuple(own.target_id[own.indicator.isin(indicators.split(";"))])

        found.append(Beside(_cited(row), of(row.indicator), of(row.part_of), of(row.concerns)))
    return tuple(found)
