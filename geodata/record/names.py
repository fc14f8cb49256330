"""Names of cities and counties in the language of the reader."""

from __future__ import annotations

from typing import Any

import pandas as pd

from geodata.language.vocabulary import Language
from geodata.record.derived import kept_with_record
from geodata.record.record import Record


@kept_with_record
def _cities(record: Record, language: Language) -> dict[str, str]:
    return {str(d): str(n) for d, n in record.documents[f"city_{language}"].items()}


@kept_with_record
def _counties(record: Record, language: Language) -> dict[str, str]:
    return {str(c): str(n) for c, n in record.county_names[f"county_{language}"].items()}


def city_name(record: Record, document_id: str, language: Language) -> str:
    """The city or zone that a document is of. Raises KeyError for an unknown document."""
    return _cities(record, language)[document_id]


@kept_with_record
def unit_names(record: Record) -> dict[str, str]:
    """English name of each responsible unit that items or targets name, in the units' order."""
    known = dict(
        zip(record.responsible_units.unit_zh, record.responsible_units.unit_en, strict=True)
    )
    targets = (unit for units in record.targets.responsible_zh for unit in units.split(";") if unit)
    named = {*record.coded("responsible_zh").labels, *targets}
    return {unit: known[unit] for unit in sorted(named - {""})}


def responsible_units(units: str, record: Record, language: Language) -> str:
    """Names of `;`-separated units in the language of the reader; '' where there are none."""
    names = unit_names(record)
    said = [unit if language == "zh" else names[unit] for unit in units.split(";") if unit]
    return ("、" if language == "zh" else ", ").join(said)


def place_name(record: Record, anchor: str, language: Language) -> str:
    """The name of a functional zone or city by its id in `zones`."""
    return str(record.zones[f"zone_{language}"][anchor])


def county_names(adcodes: str, record: Record, language: Language) -> str:
    """Names of `;`-separated adcodes, a code where it has none; '' where there are no adcodes."""
    names = _counties(record, language)
    said = [names.get(code, code) for code in adcodes.split(";") if code]
    return ("、" if language == "zh" else ", ").join(said)


def short_name(county_en: str) -> str:
    """The English name as a label: without District, County or City."""
    for suffix in (" Mining District", " District", " County", " City"):
        if county_en.endswith(suffix) and county_en not in (
            "Zhao County",
            "Cao County",
            "Shan County",
        ):
            return county_en.removesuffix(suffix) + (" (Mining)" if "Mining" in suffix else "")
    return county_en


def quantity_said(row: Any, language: Language) -> str:
    """The quantity of a row of projects: as printed, or in English; '' without one."""
    return str(row.quantity_zh if language == "zh" else row.quantity_en)


def scope_said(row: Any, language: Language) -> str:
    """What a row of targets, or a ledger, is about."""
    return str(row.scope_zh if language == "zh" else row.scope_en)


def item_name(row: pd.Series, language: Language) -> str:
    """The item's name in `language`."""
    return str(row.name_zh if language == "zh" else row.name_en)
