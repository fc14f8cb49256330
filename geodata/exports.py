"""Filtered rows as files that carry their filter, date and sources."""

from __future__ import annotations

import csv
import datetime
import io
import json
import re
from typing import Final

import pandas as pd

from geodata.cards import citation, term
from geodata.catalogue import Catalogue
from geodata.layers import MapLayers
from geodata.names import county_names
from geodata.paths import Config
from geodata.select import Filters, to_query
from geodata.vocabulary import KIND_BY_ID, PRECISIONS, SECTOR_BY_ID, YEAR_BASES, Language
from geodata.words import word

# A wide sign is one too, where the system's language has wide signs.
FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# XML 1.0 allows no other control character, no lone surrogate, neither FFFE nor FFFF.
_ILLEGAL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NUMBERS: Final = ("capacity_mw", "length_km", "area_ha")
_HEADERS: Final = {
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


def legal(text: str) -> str:
    """`text` without the characters that XML, and so XLSX and DOCX, cannot hold."""
    return _ILLEGAL.sub("", text)


def plain(cell: str) -> str:
    """A cell that no spreadsheet runs: what begins like a formula is preceded by '.

    Characters that are no text are left out first, so that none hides the beginning.
    """
    said = legal(cell)
    return f"'{said}" if said.lstrip(" ")[:1] in FORMULA_STARTS else said


def headers(language: Language) -> list[str]:
    """Names of the columns of `table`."""
    return [names[0 if language == "zh" else 1] for names in _HEADERS.values()]


def described(filters: Filters, record: Catalogue, language: Language) -> str:
    """The filters in words, `none` where nothing is filtered."""
    labels = {
        "sector": {s.id: s.label(language) for s in SECTOR_BY_ID.values()},
        "kind": {k.id: k.label(language) for k in KIND_BY_ID.values()},
        "city": (
            record.documents.city_zh if language == "zh" else record.documents.city_en
        ).to_dict(),
        "county": (
            record.county_names.county_zh if language == "zh" else record.county_names.county_en
        ).to_dict(),
        "basis": {t.id: t.label(language) for t in YEAR_BASES},
        "precision": {t.id: t.label(language) for t in PRECISIONS},
    }
    said = []
    for name in labels:
        chosen = getattr(filters, name)
        if chosen:
            said.append(f"{word(name, language)}={'/'.join(str(labels[name][v]) for v in chosen)}")
    if filters.year is not None:
        said.append(
            f"{word('year', language)}={filters.year} ({word('due_' + filters.due, language)})"
        )
    if filters.text:
        said.append(f"{word('q', language)}={filters.text}")
    separator = "；" if language == "zh" else "; "
    return separator.join(said) or word("export_none", language)


def attribution(config: Config, language: Language) -> str:
    """Source of the boundaries and their map approval number, or that there is none."""
    number = config.approval_number
    approval = (
        word("approval", language, number=number) if number else word("no_approval", language)
    )
    source = config.boundary_source if language == "zh" else config.boundary_source_en
    return f"{word('boundary', language, source=source)} · {approval}"


def provenance(
    filters: Filters, record: Catalogue, config: Config, language: Language, today: datetime.date
) -> list[tuple[str, str]]:
    """What every export says of itself: filters, date, sources, boundaries, precision."""
    documents = [
        f"《{d.title_zh}》{f'（{d.document_no}）' if d.document_no else ''}"
        for d in record.documents.itertuples()
    ]
    return [
        (word("export_title", language), f"v{record.version}"),
        (word("export_filters", language), described(filters, record, language)),
        (word("export_date", language), today.isoformat()),
        (word("export_sources", language), "".join(documents)),
        (word("export_boundary", language), attribution(config, language)),
        (word("export_precision", language), ""),
    ]


def table(rows: pd.DataFrame, record: Catalogue, language: Language) -> pd.DataFrame:
    """`rows` with readable cells, columns as in _HEADERS; numbers stay numbers."""
    frame = rows.copy()
    cities = record.documents.city_zh if language == "zh" else record.documents.city_en
    frame["city"] = frame.document_id.map(cities)
    frame["counties"] = [county_names(a, record, language) for a in frame.adcodes]
    frame["citation"] = [citation(row, record, language) for _, row in frame.iterrows()]
    frame["sector"] = [SECTOR_BY_ID[s].label(language) for s in frame.sector]
    frame["kind"] = [KIND_BY_ID[k].label(language) for k in frame.kind]
    for field in ("tier", "county_basis", "year_basis", "precision"):
        frame[field] = [term(field, value, language) for value in frame[field]]
    return frame[list(_HEADERS)]


def csv_bytes(
    rows: pd.DataFrame,
    filters: Filters,
    record: Catalogue,
    config: Config,
    language: Language,
    today: datetime.date,
) -> bytes:
    """`rows` as CSV that Excel opens as Chinese: UTF-8 with byte-order mark, CRLF.

    The table comes first; below it, after an empty line, what the file says of itself.
    """
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(headers(language))
    for row in table(rows, record, language).itertuples(index=False):
        writer.writerow(
            [
                ("" if pd.isna(value) else f"{value:.10g}")
                if name in _NUMBERS
                else plain(str(value))
                for name, value in zip(_HEADERS, row, strict=True)
            ]
        )
    writer.writerow([])
    for key, value in provenance(filters, record, config, language, today):
        writer.writerow([plain(key), plain(value)])
    return b"\xef\xbb\xbf" + stream.getvalue().encode("utf-8")


def geojson_bytes(
    rows: pd.DataFrame,
    filters: Filters,
    layers: MapLayers,
    language: Language,
    today: datetime.date,
) -> bytes:
    """`rows` as GeoJSON (WGS-84): one feature a row; no geometry where no county is known.

    A known point is a Point; an item of one or more counties is a MultiPoint of its marks there,
    which stand for the counties and not for a site (`precision` says so).
    """
    record = layers.record
    marks = layers.marks.groupby("thing")[["lon", "lat"]].apply(lambda g: g.to_numpy().tolist())
    features = []
    readable = table(rows, record, language)
    for (_, row), cells in zip(rows.iterrows(), readable.to_dict("records"), strict=True):
        points = marks.get(row.thing, []) if row.precision != "none" else []
        geometry = None
        if len(points) == 1:
            geometry = {"type": "Point", "coordinates": points[0]}
        elif points:
            geometry = {"type": "MultiPoint", "coordinates": points}
        properties = {key: (None if value != value else value) for key, value in cells.items()}
        properties |= {"target_year": int(row.target_year), "precision_id": row.precision}
        features.append({"type": "Feature", "geometry": geometry, "properties": properties})
    about = dict(provenance(filters, record, layers.config, language, today))
    content = {
        "type": "FeatureCollection",
        "name": "fengtu",
        "metadata": about | {"query": to_query(filters)},
        "features": features,
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode("utf-8")
