"""The tables of what stands where, from sources beside the plans."""

from __future__ import annotations

from typing import Final

from geodata.language import vocabulary as v
from geodata.record.schema.shape import (
    ADCODE,
    DOCUMENT,
    MONTH,
    NOTE,
    SIX_DIGITS,
    ZONE_ID,
    Column,
    Table,
    ids,
)

_INDICATORS: Final = r"[a-z0-9_]+(;[a-z0-9_]+)*"
_GRADE: Final = Column(
    "source_grade", "来源等级", "grade of the source", required=True, enum=ids(v.SOURCE_GRADES)
)

PLACES: Final = Table(
    "places",
    "已知点位",
    "points known",
    ("project_id",),
    (
        Column("project_id", "事项编号", "project", required=True),
        Column("lon", "经度（WGS-84）", "longitude, WGS-84 degrees", "number", required=True),
        Column("lat", "纬度（WGS-84）", "latitude, WGS-84 degrees", "number", required=True),
        Column("precision", "定位精度", "precision", required=True, enum=("site", "township")),
        Column("place_zh", "点位名称", "what the point is", required=True),
        Column("place_en", "点位英文名", "what the point is, English", required=True),
        Column("uncertainty_km", "不确定半径，公里", "uncertainty, km", "number", required=True),
        Column("source", "来源", "source", required=True),
        _GRADE,
        NOTE,
    ),
    (("project_id", "projects", "project_id"),),
)

ZONES: Final = Table(
    "zones",
    "功能区与城市：未指明县的事项标在其锚点",
    "functional zones and cities: where things without a county stand",
    ("zone",),
    (
        Column(
            "zone",
            "编号（城市为其文件编号）",
            "id; of a city that of its plan",
            required=True,
            pattern=ZONE_ID,
            example="start_up_area",
        ),
        Column("kind", "类别", "kind", required=True, enum=("zone", "city")),
        Column("zone_zh", "名称", "name", required=True),
        Column("zone_en", "英文名称", "English name", required=True),
        Column(
            "lon",
            "锚点经度（WGS-84）",
            "anchor, longitude, WGS-84 degrees",
            "number",
            required=True,
        ),
        Column(
            "lat", "锚点纬度（WGS-84）", "anchor, latitude, WGS-84 degrees", "number", required=True
        ),
        Column("place_zh", "锚点是什么", "what the anchor is", required=True),
        Column(
            "adcodes",
            "涉及的县级区划代码，分号分隔",
            "counties that hold part of it",
            required=True,
            many=SIX_DIGITS,
            example="370105;370115",
        ),
        Column("extent_zh", "范围（公布的表述）", "its extent as published"),
        Column("extent_source", "范围的来源", "source of the extent"),
        Column("source", "锚点的来源", "source of the anchor", required=True),
        _GRADE,
    ),
)

OPERATING: Final = Table(
    "operating",
    "在运装机，引自外部来源，不是方案内容",
    "operating capacity, from cited sources outside the plans",
    ("document_id", "indicator"),
    (
        DOCUMENT,
        Column(
            "indicator",
            "指标编号",
            "indicator",
            required=True,
            pattern=r"[a-z0-9_]+",
            example="wind_mw",
        ),
        Column("fuel_zh", "电源类型", "what is operating", required=True),
        Column("fuel_en", "电源类型英文名", "what is operating, English", required=True),
        Column("capacity_mw", "在运装机容量，兆瓦", "operating, MW", "number", required=True),
        Column(
            "as_of", "截至年月", "as of, month", required=True, pattern=MONTH, example="2025-06"
        ),
        Column("scope_zh", "范围", "scope", required=True),
        Column(
            "part_of",
            "它只是其中一部分的装机目标（指标编号）",
            "capacity targets of which it is only a part, indicators",
            pattern=_INDICATORS,
        ),
        Column(
            "concerns",
            "谈到这些电源、但不以装机计的目标（指标编号）",
            "targets in another unit that speak of the same plants, indicators",
            pattern=_INDICATORS,
        ),
        Column("source", "来源", "source", required=True),
    ),
    (("document_id", "documents", "document_id"),),
)

CENSUS: Final = Table(
    "census",
    "2020年人口普查：县级常住人口与城镇化率",
    "residents and urban share by county, 2020 census",
    ("adcode",),
    (
        ADCODE,
        Column("population_2020", "常住人口", "residents, 2020", "integer", required=True),
        Column("urban_share", "城镇人口比重，0至1", "urban share, 0 to 1", "number", required=True),
        Column("source", "来源", "source", required=True),
    ),
    (("adcode", "counties", "adcode"),),
)

COUNTIES: Final = Table(
    "counties",
    "县级区划的代码、名称与所属地级区划",
    "counties: code, names, prefecture",
    ("adcode",),
    (
        ADCODE,
        Column("county_zh", "县级区划名称", "county, Chinese", required=True),
        Column("county_en", "县级区划英文名", "county, English", required=True),
        Column(
            "prefecture_adcode",
            "地级区划代码",
            "prefecture",
            required=True,
            pattern=SIX_DIGITS,
            example="370100",
        ),
        Column("prefecture_zh", "地级区划名称", "prefecture, Chinese", required=True),
        Column("prefecture_en", "地级区划英文名", "prefecture, English", required=True),
    ),
)
