"""Items as readable rows: the columns that every file of items has."""

from __future__ import annotations

from typing import Final

import pandas as pd

from geodata.language.vocabulary import (
    KIND_BY_ID,
    SECTOR_BY_ID,
    Language,
    term,
)
from geodata.record.names import county_names
from geodata.record.record import Record
from geodata.views.card import citation

NUMBER_COLUMNS: Final = ("capacity_mw", "length_km", "area_ha")
ITEM_HEADERS: Final = {
    "project_id": ("编号", "id"),
    "name_zh": ("名称", "name_zh"),
    "name_en": ("英文名", "name_en"),
    "sector": ("领域", "sector"),
    "kind": ("类型", "kind"),
    "tier": ("层级", "tier"),
    "city": ("方案", "plan"),
    "counties": ("县区", "counties"),
    "adcodes": ("区划代码", "adcodes"),
    "county_basis": ("县域依据", "county_basis"),
    "quantity_zh": ("规模", "quantity_zh"),
    "capacity_mw": ("装机_兆瓦", "capacity_mw"),
    "length_km": ("长度_公里", "length_km"),
    "area_ha": ("面积_公顷", "area_ha"),
    "target_year": ("目标年", "target_year"),
    "year_basis": ("目标年依据", "year_basis"),
    "wording": ("原文用词", "wording"),
    "precision": ("定位精度", "precision"),
    "quote_zh": ("原文", "quote_zh"),
    "citation": ("出处", "citation"),
    "same_as": ("同一事项", "same_as"),
    "note_zh": ("说明", "note_zh"),
}


def item_headers(language: Language) -> list[str]:
    """Names of the columns of `table`."""
    return [names[0 if language == "zh" else 1] for names in ITEM_HEADERS.values()]


def item_table(rows: pd.DataFrame, record: Record, language: Language) -> pd.DataFrame:
    """`rows` with readable cells, columns as in ITEM_HEADERS; numbers stay numbers."""
    frame = rows.copy()
    cities = record.documents.city_zh if language == "zh" else record.documents.city_en
    frame["city"] = frame.document_id.map(cities)
    frame["counties"] = [county_names(a, record, language) for a in frame.adcodes]
    frame["citation"] = [citation(row, record, language) for _, row in frame.iterrows()]
    frame["sector"] = [SECTOR_BY_ID[s].label(language) for s in frame.sector]
    frame["kind"] = [KIND_BY_ID[k].label(language) for k in frame.kind]
    for field in ("tier", "county_basis", "year_basis", "precision"):
        frame[field] = [term(field, value, language) for value in frame[field]]
    return frame[list(ITEM_HEADERS)]
