"""Items as readable rows: the columns that every file of items has."""

from __future__ import annotations

from typing import Final

import pandas as pd

from geodata.language.text import word
from geodata.language.vocabulary import (
    KIND_BY_ID,
    SECTOR_BY_ID,
    Language,
    term,
)
from geodata.language.years import year_as_written
from geodata.record.names import county_names, place_name, responsible_units
from geodata.record.record import Record
from geodata.views.card import citation

NUMBER_COLUMNS: Final = ("capacity_mw", "length_km", "area_ha", "uncertainty_km")
ITEM_HEADERS: Final = {
    "project_id": ("编号", "id"),
    "name_zh": ("名称", "name_zh"),
    "name_en": ("英文名", "name_en"),
    "role": ("方案如何对待", "role"),
    "sector": ("领域", "sector"),
    "kind": ("类型", "kind"),
    "tier": ("层级", "tier"),
    "city": ("方案", "plan"),
    "counties": ("县区", "counties"),
    "adcodes": ("区划代码", "adcodes"),
    "county_basis": ("县域依据", "county_basis"),
    "zone": ("功能区或全市", "zone_or_city"),
    "quantity_zh": ("规模", "quantity_zh"),
    "capacity_mw": ("装机_兆瓦", "capacity_mw"),
    "length_km": ("长度_公里", "length_km"),
    "area_ha": ("面积_公顷", "area_ha"),
    "target_year": ("目标年", "target_year"),
    "year_basis": ("目标年依据", "year_basis"),
    "year_written": ("年份写法", "year_as_written"),
    "phase": ("阶段", "phase"),
    "wording": ("原文用词", "wording"),
    "responsible": ("责任单位", "responsible_units"),
    "precision": ("定位精度", "precision"),
    "place": ("点位", "place"),
    "uncertainty_km": ("误差_公里", "uncertainty_km"),
    "source_grade": ("点位来源等级", "source_grade"),
    "quote_zh": ("原文", "quote_zh"),
    "citation": ("出处", "citation"),
    "same_as": ("同一事项", "same_as"),
    "note_zh": ("说明", "note_zh"),
}


def item_headers(language: Language) -> list[str]:
    """Names of the columns of `table`."""
    return [names[0 if language == "zh" else 1] for names in ITEM_HEADERS.values()]


def anchor_said(anchor: str, record: Record, language: Language) -> str:
    """Where a thing without a county stands: its zone, or its city without a county; '' for ''."""
    if not anchor:
        return ""
    name = place_name(record, anchor, language)
    city = record.zones.kind[anchor] == "city"
    return word("place_city", language, name=name) if city else name


def place_said(row: pd.Series, record: Record, language: Language) -> str:
    """The counties of a row, or where it stands without one."""
    counties = county_names(row.adcodes, record, language)
    return counties or anchor_said(row.anchor, record, language)


def may_apply(rows: pd.DataFrame, adcode: str, record: Record) -> pd.Series:
    """Which of `rows` may apply in the county though they do not name it; bool by row.

    Those without a county whose city or zone holds it, or part of it.
    """
    holding = record.zones.index[[adcode in a.split(";") for a in record.zones.adcodes]]
    return rows.anchor.isin(holding)


def item_table(rows: pd.DataFrame, record: Record, language: Language) -> pd.DataFrame:
    """`rows` with readable cells, columns as in ITEM_HEADERS; numbers stay numbers.

    `place`, `uncertainty_km` and `source_grade` are of a point that may be shown.
    """
    frame = rows.copy()
    cities = record.documents.city_zh if language == "zh" else record.documents.city_en
    frame["city"] = frame.document_id.map(cities)
    frame["counties"] = [county_names(a, record, language) for a in frame.adcodes]
    frame["zone"] = frame.anchor.map(
        {anchor: anchor_said(anchor, record, language) for anchor in frame.anchor.unique()}
    )
    frame["citation"] = [citation(row, record, language) for _, row in frame.iterrows()]
    frame["year_written"] = [
        year_as_written(year, basis, phase, source, language)
        for year, basis, phase, source in zip(
            frame.target_year, frame.year_basis, frame.phase, frame.year_from, strict=True
        )
    ]
    frame["responsible"] = [responsible_units(u, record, language) for u in frame.responsible_zh]
    shown = frame.precision.isin(["site", "township"])
    frame["place"] = frame[f"place_{language}"].where(shown, "")
    frame["source_grade"] = [
        f"{grade} {term('source_grade', grade, language)}" if known and grade else ""
        for grade, known in zip(frame.source_grade, shown, strict=True)
    ]
    frame["uncertainty_km"] = frame.uncertainty_km.where(shown)
    frame["sector"] = [SECTOR_BY_ID[s].label(language) for s in frame.sector]
    frame["kind"] = [KIND_BY_ID[k].label(language) for k in frame.kind]
    for field in ("role", "tier", "county_basis", "year_basis", "precision", "phase"):
        frame[field] = [term(field, value, language) if value else "" for value in frame[field]]
    return frame[list(ITEM_HEADERS)]
