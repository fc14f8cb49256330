"""The targets page: the ledger of capacity targets, the comparison across cities, all targets."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import pandas as pd

from geodata.analysis.ledger import Ledger, Named, comparison, ledgers
from geodata.analysis.ledger_findings import ledger_finding
from geodata.language.text import listed, word
from geodata.language.vocabulary import SECTOR_BY_ID, Language, term
from geodata.record.derived import kept_with_record
from geodata.record.facets import Facets
from geodata.record.names import city_name
from geodata.record.record import Record
from geodata.record.selection import Selection, kept_with_selection
from geodata.views import page as b

# What filters a target has: it has no kind, county, precision or basis of its year.
FILTERS: Final = ("sector", "city", "year", "text")
IDLE: Final = ("kind", "county", "basis", "precision")

_LEDGER_COLUMNS: Final = (
    "target_id",
    "document_id",
    "indicator",
    "indicator_zh",
    "indicator_en",
    "year",
    "comparator",
    "target_mw",
    "operating_mw",
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


def targets_table(targets: pd.DataFrame, record: Record, language: Language) -> b.Table:
    """Targets with bound, year, scope and clause, in order of sector and indicator."""
    order = {sector: n for n, sector in enumerate(SECTOR_BY_ID)}
    rows = targets.assign(order=targets.sector.map(order)).sort_values(
        ["order", "indicator", "document_id", "year"]
    )
    numeric = ("col_year", "col_value", "col_value_std")
    keys = ("col_city", "col_indicator", *numeric, "col_scope", "col_clause", "col_section")
    return b.table(
        word("all_targets", language),
        [b.Column(word(key, language), numeric=key in numeric) for key in keys],
        [
            [
                city_name(record, t.document_id, language),
                t.indicator_zh if language == "zh" else t.indicator_en,
                b.number(t.year, str(t.year)),
                b.number(t.value, _printed(t, language), t.unit, t.comparator),
                b.amount(t.value_std, t.unit_std, language, t.comparator),
                t.scope_zh,
                t.quote_zh,
                t.section,
            ]
            for t in rows.itertuples()
        ],
    )


def _printed(target: pd.Series, language: Language) -> str:
    figure = f"{target.value:.10g}{target.unit}"
    if target.comparator == "=":
        return figure
    bound = term("comparator", target.comparator, language)
    if target.comparator == "~" and language == "zh":
        return figure + bound
    return f"{bound} {figure}"


@kept_with_selection
def ledger_blocks(selection: Selection, language: Language) -> list[b.Block]:
    """The ledger of the targets that pass: target, operating, named, not named, every addend.

    What counts towards a target is the whole plan's, whatever is filtered, and it says so.
    """
    found = chosen_ledgers(selection)
    said: list[b.Block] = [
        b.Heading(word("ledger_heading", language), 3),
        b.Text(word("ledger_intro", language)),
    ]
    if selection.filters.active:
        said.append(b.Text(word("ledger_filtered", language, count=len(found)), "quiet"))
    if not found:
        return said
    megawatts = [
        b.Column(word(key, language), "MW", numeric=True)
        for key in ("ledger_target", "ledger_operating", "ledger_named")
    ]
    columns = [
        b.Column(word("col_city", language)),
        b.Column(word("col_indicator", language)),
        b.Column(word("col_year", language), numeric=True),
        *megawatts,
        b.Column(word("ledger_count", language), numeric=True),
        b.Column(word("ledger_unquantified", language), numeric=True),
        b.Column(word("ledger_not_named", language), "MW", numeric=True),
        b.Column(word("ledger_not_named_most", language), "MW", numeric=True),
    ]
    rows = [_ledger_row(entry, selection.record, language) for entry in found]
    return [
        *said,
        b.table(word("ledger_heading", language), columns, rows),
        *(_addends(entry, selection.record, language) for entry in found),
    ]


def _ledger_row(entry: Ledger, record: Record, language: Language) -> list[b.Cell | str]:
    def megawatts(value: float, bound: str = "=") -> b.Cell:
        return b.number(value, unit="MW", comparator=bound)

    operating = b.blank(word("ledger_unknown" if entry.stock else "ledger_added", language))
    if entry.operating:
        operating = megawatts(entry.operating.capacity_mw)
    if entry.exceeded:
        least = most = b.blank(word("ledger_exceeded", language))
    elif entry.computable:
        least = megawatts(entry.not_named_mw, entry.comparator)
        most = megawatts(entry.not_named_most_mw, entry.comparator)
    else:
        least = most = b.blank(word("ledger_not_computable", language))
    return [
        city_name(record, entry.document_id, language),
        entry.indicator_zh if language == "zh" else entry.indicator_en,
        b.number(entry.year, str(entry.year)),
        megawatts(entry.target_mw, entry.comparator),
        operating,
        megawatts(entry.named_mw) if entry.named else b.blank(),
        b.number(len(entry.named)) if entry.named else b.blank(),
        b.number(len(entry.unquantified)) if entry.unquantified else b.blank(),
        least,
        most,
    ]


def _addends(entry: Ledger, record: Record, language: Language) -> b.Fold:
    """Clause, sentence and addends of one row of the ledger, folded."""
    target = record.targets.set_index("target_id").loc[entry.target_id]
    said: list[b.Block] = [b.Quote(str(target.quote_zh))]
    if entry.operating:
        scope, source = entry.operating.scope_zh, entry.operating.source
        said.append(b.Text(word("ledger_scope", language, scope=scope, source=source)))
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
        year=entry.year,
    )
    return b.fold(title, said)


def _addend(thing: Named, language: Language) -> str:
    name = thing.name_zh if language == "zh" else thing.name_en
    return name if thing.capacity_mw is None else f"{name} · {b.digits(thing.capacity_mw)} MW"


@kept_with_record
def indicator_choices(record: Record, language: Language) -> list[tuple[str, str]]:
    """Indicators of `ledger.comparison`, those that most cities promise first."""
    compared = comparison(record)
    column = "indicator_zh" if language == "zh" else "indicator_en"
    cities = compared.groupby(["indicator", column]).document_id.nunique().reset_index()
    cities = cities.sort_values(["document_id", "indicator"], ascending=[False, True])
    return [(str(row.indicator), str(row[column])) for _, row in cities.iterrows()]


def indicator(record: Record, asked: str, language: Language) -> str:
    """The indicator to compare: the one asked for where two plans promise it, else the first."""
    choices = indicator_choices(record, language)
    return asked if asked in dict(choices) else choices[0][0]


def intro(language: Language) -> list[b.Block]:
    """Title and what the page holds."""
    return [
        b.Heading(word("targets_page", language)),
        b.Text(word("targets_intro", language)),
    ]


def comparison_blocks(record: Record, chosen: str, language: Language) -> list[b.Block]:
    """What stands above the chart of one indicator across cities."""
    choices = indicator_choices(record, language)
    label = word("choose_indicator", language)
    return [
        b.Heading(word("comparison_heading", language), 3),
        b.Text(word("comparison_intro", language)),
        b.DropDowns((b.DropDown("indicator", label, chosen, [("", choices)]),)),
    ]


def effective(selection: Selection) -> Selection:
    """The selection without the filters that a target does not have."""
    return selection.filtered_by(selection.filters.only(*FILTERS))


def chosen(selection: Selection) -> pd.DataFrame:
    """Targets that the filters on sector, city, year and text leave."""
    targets, filters = selection.record.targets, selection.filters
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


def facets(selection: Selection) -> Facets:
    """How many targets each option would leave, the other groups' filters applied."""

    def others(group: str) -> pd.DataFrame:
        return chosen(selection.filtered_by(selection.filters.without(group)))

    def counted(column: pd.Series) -> dict[str, int]:
        return {str(value): int(count) for value, count in column.value_counts().items()}

    years = others("year").year
    by_year = counted(years)
    if selection.filters.due == "by":
        options = selection.record.coded("target_year").labels
        by_year = {year: int((years <= int(year)).sum()) for year in options}
    return Facets(
        sector=counted(others("sector").sector),
        kind={},
        city=counted(others("city").document_id),
        county={},
        year=by_year,
        basis={},
        precision={},
    )


def chosen_ledgers(selection: Selection) -> list[Ledger]:
    """The ledgers of the targets that pass, in the order of their ids."""
    shown = set(chosen(selection).target_id)
    return [entry for entry in ledgers(selection.record) if entry.target_id in shown]


def ledger_frame(entries: Iterable[Ledger]) -> pd.DataFrame:
    """One row for each ledger, by the id of its target; capacities in MW.

    `operating_mw` is NaN where no cited source gives it. `not_named_mw` and `not_named_most_mw`
    are NaN where the page shows no number: not `computable`, or `exceeded`. `named`, `unquantified`
    and `later` count things.
    """
    rows = [
        (
            entry.target_id,
            entry.document_id,
            entry.indicator,
            entry.indicator_zh,
            entry.indicator_en,
            entry.year,
            entry.comparator,
            entry.target_mw,
            entry.operating.capacity_mw if entry.operating else None,
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
    capacities = ("operating_mw", "not_named_mw", "not_named_most_mw")
    return (
        pd.DataFrame(rows, columns=list(_LEDGER_COLUMNS))
        .astype(dict.fromkeys(capacities, float))
        .set_index("target_id")
    )


def _has_rest(entry: Ledger) -> bool:
    return entry.computable and not entry.exceeded


@kept_with_selection
def all_targets(selection: Selection, language: Language) -> list[b.Block]:
    """Every target that passes, and how many of how many they are."""
    record, found = selection.record, chosen(selection)
    heading = b.Heading(word("all_targets", language), 3)
    key = "targets_of" if selection.filters.active else "targets_count"
    counted = word(key, language, count=len(found), every=len(record.targets))
    if found.empty:
        return [heading, b.Text(counted)]
    return [heading, b.Text(counted), targets_table(found, record, language)]
