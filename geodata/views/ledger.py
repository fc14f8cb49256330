"""The ledger of capacity targets as a table, in full, and as a frame for analysts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

import pandas as pd

from geodata.analysis.ledger import Ledger, Named, ledgers
from geodata.analysis.ledger_findings import ledger_finding
from geodata.language.deadline import deadline
from geodata.language.text import listed, word
from geodata.language.units import power, shown
from geodata.language.vocabulary import Language
from geodata.record.derived import kept_with_record
from geodata.record.names import city_name
from geodata.record.record import Record
from geodata.record.selection import Selection
from geodata.views import page as b
from geodata.views.targets import chosen, deadline_cell

_LEDGER_COLUMNS: Final = (
    "target_id",
    "document_id",
    "indicator",
    "indicator_zh",
    "indicator_en",
    "year",
    "phase",
    "comparator",
    "target_mw",
    "operating_mw",
    "operating_part_mw",
    "named_mw",
    "named",
    "unquantified",
    "later",
    "not_named_mw",
    "not_named_most_mw",
    "computable",
    "exceeded",
    "scope_zh",
)


def ledger_table(entries: Sequence[Ledger], record: Record, language: Language) -> b.Table:
    """Target, operating, named, not named: a row a ledger."""

    def capacity(key: str) -> b.Column:
        return b.Column(word(key, language), shown(0, "MW", language)[1], numeric=True)

    columns = [
        b.Column(word("col_city", language)),
        b.Column(word("col_indicator", language)),
        b.Column(word("col_year", language), numeric=True),
        capacity("ledger_target"),
        capacity("ledger_operating"),
        capacity("ledger_named"),
        b.Column(word("ledger_count", language), numeric=True, below=True),
        b.Column(word("ledger_unquantified", language), numeric=True, below=True),
        capacity("ledger_not_named"),
        capacity("ledger_not_named_most"),
        b.Column(word("ledger_note", language), below=True),
    ]
    rows = [_ledger_row(entry, record, language) for entry in entries]
    return b.table(word("ledger_heading", language), columns, rows)


def _ledger_row(entry: Ledger, record: Record, language: Language) -> list[b.Cell | str]:
    if entry.exceeded:
        least = most = b.blank(word("ledger_exceeded", language))
    elif entry.computable:
        least = _capacity(entry.not_named_mw, language, entry.comparator)
        most = _capacity(entry.not_named_most_mw, language, entry.comparator)
    else:
        least = most = b.blank(word("ledger_not_computable", language))
    return [
        city_name(record, entry.document_id, language),
        entry.indicator_zh if language == "zh" else entry.indicator_en,
        deadline_cell(entry.year, entry.phase, language),
        _capacity(entry.target_mw, language, entry.comparator),
        _operating(entry, language),
        _capacity(entry.named_mw, language) if entry.named else b.blank(),
        b.number(len(entry.named)) if entry.named else b.blank(),
        b.number(len(entry.unquantified)) if entry.unquantified else b.blank(),
        least,
        most,
        _note(entry, language),
    ]


def _capacity(mw: float, language: Language, bound: str = "=") -> b.Cell:
    value, unit = shown(mw, "MW", language)
    return b.number(value, unit=unit, comparator=bound)


def _operating(entry: Ledger, language: Language) -> b.Cell:
    """What operates: a figure, a least one where only single fuels are cited, or why none."""
    least = entry.operating_least_mw
    if least is None:
        return b.blank(word("ledger_unknown" if entry.stock else "ledger_added", language))
    return _capacity(least, language, "=" if entry.operating else ">=")


def _note(entry: Ledger, language: Language) -> str:
    """What of it operates, why the rest is a range or cannot be computed; '' where all is said."""
    why = []
    if entry.parts:
        fuels = (f"{p.fuel(language)} {power(p.capacity_mw, language)}" for p in entry.parts)
        why.append(word("ledger_why_part", language, list=listed(fuels, language)))
    elif entry.stock and not entry.operating:
        why.append(word("ledger_why_operating", language))
    if entry.overlapping and not entry.exceeded:
        why.append(word("ledger_why_range", language))
    if entry.unquantified:
        why.append(word("ledger_why_unquantified", language, count=len(entry.unquantified)))
    return listed(why, language, clauses=True)


def addends(entry: Ledger, record: Record, language: Language) -> b.Fold:
    """One ledger in full, folded: its clause, a line for each figure of what operates, the things
    named as a list if there are any, the sentence that says it all, what falls due later.
    """
    said: list[b.Block] = [b.Quote(_clauses(record)[entry.target_id])]
    for cited in entry.cited:
        said.append(
            b.Text(
                word(
                    "ledger_scope",
                    language,
                    fuel=cited.fuel(language),
                    as_of=cited.as_of,
                    scope=cited.scope_zh,
                    source=cited.source,
                )
            )
        )
    items = [
        b.item(_addend(thing, language), thing.project_id)
        for thing in (*entry.named, *entry.unquantified)
    ]
    if items:
        said.append(b.bullets(items))
    said.append(b.Text(ledger_finding(record, entry, language).said(language)))
    if entry.later:
        later = (t.name_zh if language == "zh" else t.name_en for t in entry.later)
        said.append(b.Text(word("ledger_later", language, names=listed(later, language))))
    title = word(
        "ledger_addends",
        language,
        city=city_name(record, entry.document_id, language),
        indicator=entry.indicator_zh if language == "zh" else entry.indicator_en,
        year=deadline(entry.year, entry.phase, language),
    )
    return b.fold(title, said)


@kept_with_record
def _clauses(record: Record) -> dict[str, str]:
    """The clause of each target."""
    return dict(zip(record.targets.target_id, record.targets.quote_zh, strict=True))


def _addend(thing: Named, language: Language) -> str:
    name = thing.name_zh if language == "zh" else thing.name_en
    return name if thing.capacity_mw is None else f"{name} · {power(thing.capacity_mw, language)}"


def chosen_ledgers(selection: Selection) -> list[Ledger]:
    """The ledgers of the targets that pass, in the order of their ids."""
    shown = set(chosen(selection).target_id)
    return [entry for entry in ledgers(selection.record) if entry.target_id in shown]


def ledger_frame(entries: Iterable[Ledger]) -> pd.DataFrame:
    """One row for each ledger, by the id of its target; capacities in MW.

    `year` is missing where a `phase` stands instead. `operating_mw` is NaN where no cited source
    gives it for the whole indicator; `operating_part_mw` is what is cited of single fuels within
    it. `not_named_mw` and `not_named_most_mw` are NaN where the page shows no number: not
    `computable`, or `exceeded`. `named`, `unquantified` and `later` count things.
    """
    rows = [
        (
            entry.target_id,
            entry.document_id,
            entry.indicator,
            entry.indicator_zh,
            entry.indicator_en,
            entry.year,
            entry.phase,
            entry.comparator,
            entry.target_mw,
            entry.operating.capacity_mw if entry.operating else None,
            entry.operating_least_mw if entry.parts else None,
            entry.named_mw,
            len(entry.named),
            len(entry.unquantified),
            len(entry.later),
            entry.not_named_mw if _has_rest(entry) else None,
            entry.not_named_most_mw if _has_rest(entry) else None,
            entry.computable,
            entry.exceeded,
            entry.scope_zh,
        )
        for entry in entries
    ]
    capacities = ("operating_mw", "operating_part_mw", "not_named_mw", "not_named_most_mw")
    return (
        pd.DataFrame(rows, columns=list(_LEDGER_COLUMNS))
        .astype({"year": "Int64"} | dict.fromkeys(capacities, float))
        .set_index("target_id")
    )


def _has_rest(entry: Ledger) -> bool:
    return entry.computable and not entry.exceeded
