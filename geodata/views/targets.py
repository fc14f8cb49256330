"""The targets page: the ledger of capacity targets, the comparison across cities, all targets."""

from __future__ import annotations

import pandas as pd

from geodata.analysis.ledger import Ledger, comparison, ledgers
from geodata.analysis.ledger_findings import ledger_finding
from geodata.language.text import word
from geodata.language.vocabulary import SECTOR_BY_ID, TERMS_BY_FIELD, UNITS_ZH, Language
from geodata.record.derived import kept_with_record
from geodata.record.filters import Filters
from geodata.record.names import city_name
from geodata.record.record import Record
from geodata.views import page as b

_BOUND = {">=": "≥ ", "<=": "≤ ", "~": "≈ ", "=": ""}


def amount(value: float, unit: str, language: Language = "en") -> str:
    """A number with its unit, thousands separated, no more digits than it has."""
    unit = UNITS_ZH.get(unit, unit) if language == "zh" else unit
    number = f"{value:,.2f}".rstrip("0").rstrip(".")
    return f"{number}{'' if unit in ('%',) else ' '}{unit}"


def bounded(comparator: str, value: float, unit: str, language: Language = "en") -> str:
    """A target's value with its bound."""
    return f"{_BOUND[comparator]}{amount(value, unit, language)}"


def targets_table(targets: pd.DataFrame, record: Record, language: Language) -> b.Block:
    """Targets with bound, year, scope and clause, in order of sector and indicator."""
    order = {sector: n for n, sector in enumerate(SECTOR_BY_ID)}
    rows = targets.assign(order=targets.sector.map(order)).sort_values(
        ["order", "indicator", "document_id", "year"]
    )
    head = ["col_city", "col_indicator", "col_year", "col_value", "col_value_std"]
    head += ["col_scope", "col_clause", "col_section"]
    return b.table(
        word("all_targets", language),
        [word(key, language) for key in head],
        [
            [
                city_name(record, t.document_id, language),
                t.indicator_zh if language == "zh" else t.indicator_en,
                str(t.year),
                _printed(t, language),
                bounded(t.comparator, t.value_std, t.unit_std, language),
                t.scope_zh,
                t.quote_zh,
                t.section,
            ]
            for t in rows.itertuples()
        ],
    )


def _printed(target: pd.Series, language: Language) -> str:
    number = f"{target.value:.10g}{target.unit}"
    if target.comparator == "=":
        return number
    bound = TERMS_BY_FIELD["comparator"][target.comparator].label(language)
    if target.comparator == "~" and language == "zh":
        return number + bound
    return f"{bound} {number}"


@kept_with_record
def ledger_blocks(record: Record, language: Language) -> list[b.Block]:
    """The ledger: target, operating, named, not named, with every addend."""
    found = ledgers(record)
    head = ["col_city", "col_indicator", "col_year", "ledger_target", "ledger_operating"]
    head += ["ledger_named", "ledger_unquantified", "ledger_not_named"]
    return [
        b.heading(word("ledger_heading", language), 3),
        b.text(word("ledger_intro", language)),
        b.table(
            word("ledger_heading", language),
            [word(key, language) for key in head],
            [_ledger_row(entry, record, language) for entry in found],
        ),
        *[
            b.fold(
                word(
                    "ledger_addends",
                    language,
                    city=city_name(record, entry.document_id, language),
                    indicator=entry.indicator_zh if language == "zh" else entry.indicator_en,
                    year=entry.year,
                ),
                _addends(entry, record, language),
            )
            for entry in found
            if entry.named or entry.unquantified or entry.operating
        ],
    ]


def _ledger_row(entry: Ledger, record: Record, language: Language) -> list[b.Cell]:
    named = word("ledger_items", language, count=len(entry.named))
    return [
        city_name(record, entry.document_id, language),
        entry.indicator_zh if language == "zh" else entry.indicator_en,
        str(entry.year),
        bounded(entry.comparator, entry.target_mw, "MW"),
        amount(entry.operating.capacity_mw, "MW")
        if entry.operating
        else word("ledger_unknown", language),
        f"{amount(entry.named_mw, 'MW')} · {named}" if entry.named else "—",
        word("ledger_items", language, count=len(entry.unquantified))
        if entry.unquantified
        else "—",
        word("ledger_exceeded", language)
        if entry.exceeded
        else bounded(entry.comparator, entry.not_named_mw, "MW"),
    ]


def _addends(entry: Ledger, record: Record, language: Language) -> list[b.Block]:
    target = record.targets.set_index("target_id").loc[entry.target_id]
    said = [b.quote(str(target.quote_zh))]
    if entry.operating:
        said.append(
            b.text(
                word(
                    "ledger_scope",
                    language,
                    scope=entry.operating.scope_zh,
                    source=entry.operating.source,
                )
            )
        )
    items: list[b.Cell] = [
        b.item(
            (thing.name_zh if language == "zh" else thing.name_en)
            + (f" · {amount(thing.capacity_mw, 'MW')}" if thing.capacity_mw is not None else ""),
            thing.project_id,
        )
        for thing in (*entry.named, *entry.unquantified)
    ]
    said.append(b.bullets(items))
    said.append(b.text(ledger_finding(record, entry, language).said(language)))
    if entry.later:
        names = "、".join(t.name_zh if language == "zh" else t.name_en for t in entry.later)
        said.append(b.text(word("ledger_later", language, names=names)))
    return said


@kept_with_record
def indicator_choices(record: Record, language: Language) -> list[tuple[str, str]]:
    """Indicators of `ledger.comparison`, those that most cities promise first."""
    compared = comparison(record)
    column = "indicator_zh" if language == "zh" else "indicator_en"
    cities = compared.groupby(["indicator", column]).document_id.nunique().reset_index()
    cities = cities.sort_values(["document_id", "indicator"], ascending=[False, True])
    return [(str(row.indicator), str(row[column])) for _, row in cities.iterrows()]


def chosen(targets: pd.DataFrame, filters: Filters) -> pd.DataFrame:
    """Targets that the filters on sector, city, year and text leave."""
    keep = pd.Series(True, index=targets.index)
    if filters.sector:
        keep &= targets.sector.isin(filters.sector)
    if filters.city:
        keep &= targets.document_id.isin(filters.city)
    if filters.year is not None:
        keep &= (
            targets.year <= filters.year if filters.due == "by" else targets.year == filters.year
        )
    searched = (targets.indicator_zh + targets.indicator_en + targets.quote_zh).str.casefold()
    for part in filters.text.casefold().split():
        keep &= searched.str.contains(part, regex=False)
    return targets[keep]
