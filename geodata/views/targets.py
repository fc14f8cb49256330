"""The targets page: what passes, how many of how many, and the tables of targets."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np
import pandas as pd

from geodata.analysis.comparison import comparison
from geodata.analysis.ledger import ledgers
from geodata.language.deadline import dated, deadline, year_of
from geodata.language.text import word
from geodata.language.vocabulary import KIND_BY_ID, KINDS, SECTOR_BY_ID, Language, term
from geodata.record.derived import kept_with_record, kept_with_selection
from geodata.record.facets import Facets
from geodata.record.names import city_name, scope_said
from geodata.record.record import Record
from geodata.record.selection import Selection
from geodata.views import page as b
from geodata.views.units import units_cell
from geodata.views.years import target_year_cell

# What filters a target has: it has no kind but that of its sector, no county, precision or role.
FILTERS: Final = ("sector", "city", "year", "unit", "text")
LOOSE: Final = ("kind",)
IDLE: Final = ("county", "basis", "precision", "role")


def targets_table(
    targets: pd.DataFrame,
    record: Record,
    language: Language,
    caption: str = "",
    every_value: bool = False,
) -> b.Table:
    """Targets with bound, year or phase, scope and clause, by sector, indicator and city.

    Of one indicator those with a phase instead of a year come last. A value is as printed in
    Chinese, in the standard unit in English; with `every_value`, as in files, Chinese has both.
    """
    order = {sector: n for n, sector in enumerate(SECTOR_BY_ID)}
    due = [dated(year_of(t.year), str(t.phase)) for t in targets.itertuples()]
    # An indicator comes where the record, plan by plan in their own order, has it first.
    met = {indicator: n for n, indicator in enumerate(dict.fromkeys(record.targets.indicator))}
    places = {"order": targets.sector.map(order), "met": targets.indicator.map(met), "due": due}
    rows = targets.assign(**places).sort_values(["order", "met", "document_id", "due"])
    # What is printed is Chinese.
    values: tuple[str, ...] = ("col_value",) if language == "zh" else ("col_value_std",)
    if every_value and language == "zh":
        values = ("col_value", "col_value_std")
    below = ("col_baseline", "col_scope", "col_section", "unit", "col_clause")
    columns = [
        b.Column(word("col_city", language)),
        b.Column(word("col_indicator", language)),
        b.Column(word("col_year", language), numeric=True),
        *(b.Column(word(key, language), numeric=True) for key in values),
        *(b.Column(word(key, language), numeric=key == below[0], below=True) for key in below),
    ]
    cells = [
        [
            city_name(record, t.document_id, language),
            t.indicator_zh if language == "zh" else t.indicator_en,
            target_year_cell(t, language),
            *(_value(t, key, language) for key in values),
            _baseline(t.baseline_year),
            scope_said(t, language),
            t.section,
            units_cell(t, record, language),
            t.quote_zh,
        ]
        for t in rows.itertuples()
    ]
    return b.table(caption or word("all_targets", language), columns, cells)


def _value(target: pd.Series, key: str, language: Language) -> b.Cell:
    """The value of a target as printed, or in the standard unit."""
    if key == "col_value":
        printed = _printed(target, language)
        return b.number(target.value, printed, target.unit, target.comparator)
    return b.amount(target.value_std, target.unit_std, language, target.comparator)


def _baseline(year: object) -> b.Cell:
    found = year_of(year)
    return b.blank() if found is None else b.number(found, str(found))


def deadline_cell(year: int | None, phase: str, language: Language) -> b.Cell:
    """A year, or a phase in words, which is sorted after the years."""
    text = deadline(year, phase, language)
    return b.blank(text) if year is None else b.number(year, text)


def _printed(target: pd.Series, language: Language) -> str:
    figure = f"{target.value:.10g}{target.unit}"
    if target.comparator == "=":
        return figure
    bound = term("comparator", target.comparator, language)
    if target.comparator == "~" and language == "zh":
        return figure + bound
    return f"{bound} {figure}"


def effective(selection: Selection) -> Selection:
    """The selection under the filters that a target has; a kind asks for targets of its sector."""
    filters = selection.filters
    if filters.kind:
        sectors = {*filters.sector, *(KIND_BY_ID[kind].sector for kind in filters.kind)}
        asked = tuple(sector for sector in SECTOR_BY_ID if sector in sectors)
        filters = replace(filters, sector=asked)
    return selection.filtered_by(filters.only(*FILTERS))


def chosen(selection: Selection) -> pd.DataFrame:
    """Targets that the filters on sector, city, year, responsible unit and text leave.

    A target with a phase instead of a year passes no year.
    """
    return _left(selection, _masks(selection))


def _left(selection: Selection, masks: dict[str, pd.Series], without: str = "") -> pd.DataFrame:
    """Targets that all of `masks` leave, but for that of one group."""
    targets = selection.record.targets
    keep = np.ones(len(targets), dtype=bool)
    for group, mask in masks.items():
        if group != without:
            keep &= mask.to_numpy(dtype=bool)
    return targets[keep]


def _masks(selection: Selection) -> dict[str, pd.Series]:
    """The targets that each group of filters in force leaves."""
    targets, filters = selection.record.targets, selection.filters
    masks = {}
    if filters.sector:
        masks["sector"] = targets.sector.isin(filters.sector)
    if filters.city:
        masks["city"] = targets.document_id.isin(filters.city)
    if filters.year is not None:
        years = targets.year
        due = years <= filters.year if filters.due == "by" else years == filters.year
        masks["year"] = due.fillna(False)
    if filters.unit:
        asked = set(filters.unit)
        units = targets.responsible_zh.str.split(";")
        masks["unit"] = units.map(lambda named: not asked.isdisjoint(named))
    for n, part in enumerate(filters.text.casefold().split()):
        masks[f"text {n}"] = _searched(selection.record).str.contains(part, regex=False)
    return masks


@kept_with_record
def _searched(record: Record) -> pd.Series:
    """What a search looks through of each target."""
    targets = record.targets
    return (targets.indicator_zh + targets.indicator_en + targets.quote_zh).str.casefold()


def facets(selection: Selection) -> Facets:
    """How many targets each option would leave, the other groups' filters applied."""

    masks = _masks(selection)

    def others(group: str) -> pd.DataFrame:
        return _left(selection, masks, group)

    def counted(column: pd.Series) -> dict[str, int]:
        return {str(value): int(count) for value, count in column.value_counts().items()}

    sectors = counted(others("sector").sector)
    units = others("unit").responsible_zh
    years = others("year").year
    by_year = counted(years)
    if selection.filters.due == "by":
        options = selection.record.coded("target_year").labels
        by_year = {year: int((years <= int(year)).sum()) for year in options}
    return Facets(
        sector=sectors,
        kind={kind.id: sectors.get(kind.sector, 0) for kind in KINDS},
        city=counted(others("city").document_id),
        county={},
        year=by_year,
        basis={},
        precision={},
        role={},
        unit=counted(units[units != ""].str.split(";").explode()),
    )


@kept_with_selection
def intro(selection: Selection, language: Language) -> list[b.Block]:
    """Title, what the page holds, how many of how many targets pass, how many have no year to."""
    found = len(chosen(selection))
    key = "targets_of" if selection.filters.active else "targets_count"
    said: list[b.Block] = [
        b.Heading(word("targets_page", language)),
        b.Text(word("targets_intro", language)),
        b.Text(word(key, language, count=found, every=len(selection.record.targets))),
    ]
    if undated := _undated(selection):
        said.append(b.Text(word("targets_phase_only", language, count=undated), "quiet"))
    return said


@kept_with_selection
def rest_blocks(selection: Selection, language: Language) -> list[b.Block]:
    """The targets that pass and stand in no picture, as a table; nothing without any."""
    found = chosen(selection)
    drawn = {
        *comparison(selection.record).target_id,
        *(e.target_id for e in ledgers(selection.record)),
    }
    rest = found[~found.target_id.isin(drawn)]
    if rest.empty:
        return []
    heading = word("rest_heading", language)
    return [
        b.Heading(heading, 3),
        b.Text(word("rest_count", language, count=len(rest))),
        targets_table(rest, selection.record, language, heading),
    ]


@kept_with_selection
def all_targets(selection: Selection, language: Language) -> list[b.Block]:
    """Every target that passes as one table, for the workbook; nothing without any."""
    found = chosen(selection)
    if found.empty:
        return []
    return [targets_table(found, selection.record, language, every_value=True)]


def _undated(selection: Selection) -> int:
    """How many targets a chosen year leaves out because they have a phase instead of a year."""
    if selection.filters.year is None:
        return 0
    return int(_left(selection, _masks(selection), "year").year.isna().sum())
