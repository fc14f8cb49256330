"""The units that answer for an item or target, as cards and tables say them."""

from __future__ import annotations

from typing import Any

from geodata.language.text import word
from geodata.language.vocabulary import Language
from geodata.record.derived import kept_with_record
from geodata.record.names import responsible_units
from geodata.record.record import Record
from geodata.views import page as b


@kept_with_record
def _by_thing(record: Record) -> dict[str, str]:
    """The `;`-separated units of the first mention of each thing that names any."""
    rows = record.projects[record.projects.responsible_zh != ""].drop_duplicates("thing")
    return dict(zip(rows.thing, rows.responsible_zh, strict=True))


def units_elsewhere(row: Any, record: Record) -> str:
    """`;`-separated units that another mention of the row's thing names; '' where none does."""
    return _by_thing(record).get(getattr(row, "thing", ""), "")


def units_said(row: Any, record: Record, language: Language) -> str:
    """The units of a row of projects or targets; else those of another mention; else that the
    document names none, which is not the same as a blank."""
    if row.responsible_zh:
        return responsible_units(row.responsible_zh, record, language)
    if other := units_elsewhere(row, record):
        units = responsible_units(other, record, language)
        return word("units_elsewhere", language, units=units)
    return word("units_unnamed", language)


def units_cell(row: Any, record: Record, language: Language) -> b.Cell:
    """`units_said` as a cell, blank where the row names no unit itself."""
    text = units_said(row, record, language)
    return b.text_cell(text) if row.responsible_zh else b.blank(text)


def first_unit(row: Any, record: Record, language: Language) -> str:
    """`units_said` in short: the first unit, and how many there are."""
    said = row.responsible_zh or units_elsewhere(row, record)
    if not said:
        return word("units_unnamed", language)
    first, *others = said.split(";")
    name = responsible_units(first, record, language)
    if others:
        name = word("units_more", language, first=name, count=len(others) + 1)
    return name if row.responsible_zh else word("units_elsewhere", language, units=name)
