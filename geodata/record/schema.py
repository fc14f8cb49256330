"""The tables of data/: their columns, types and allowed values; the contract of the record.

The checks and `datapackage.json` are both made from `TABLES`, so that what is described is what is
enforced.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from geodata.language import vocabulary as v

ColumnType = Literal["string", "integer", "number", "date"]


@dataclass(frozen=True)
class Column:
    """One column: its type, what it means, what it may hold."""

    name: str
    zh: str
    en: str
    type: ColumnType = "string"
    required: bool = False
    enum: tuple[str, ...] = ()
    pattern: str = ""


@dataclass(frozen=True)
class Table:
    """One CSV file of data/: its columns in order, its key, its foreign keys.

    A `generated` table is written by `tidy`, never by hand.
    """

    name: str
    zh: str
    en: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    foreign_keys: tuple[tuple[str, str, str], ...] = ()  # (column, table, column there)
    generated: bool = False

    @property
    def file(self) -> str:
        """The file's name inside data/."""
        return f"{self.name}.csv"


def _ids(terms: tuple[v.Term, ...]) -> tuple[str, ...]:
    return tuple(term.id for term in terms)


_C = Column
_DOCUMENT: Final = _C("document_id", "文件编号", "document", required=True, pattern=r"[a-z_]+")
_ADCODE: Final = _C("adcode", "县级区划代码", "county", required=True, pattern=r"\d{6}")
_QUOTE: Final = _C(
    "quote_zh", "原文摘句，不超过120字", "verbatim clause, at most 120 characters", required=True
)
_NOTE: Final = _C("note_zh", "说明", "note")
_SECTION: Final = _C("section", "章节或专栏位置", "where it stands", required=True)

DOCUMENTS: Final = Table(
    "documents",
    "收录的碳达峰方案",
    "the plans read",
    ("document_id",),
    (
        _DOCUMENT,
        _C("city_zh", "城市或功能区", "city or zone, Chinese", required=True),
        _C("city_en", "城市或功能区英文名", "city or zone, English", required=True),
        _C("title_zh", "文件标题", "title", required=True),
        _C("issuer_zh", "发布机关", "issuer", required=True),
        _C("document_no", "文号", "document number"),
        _C("issued_date", "成文日期", "date of issue", "date", required=True),
        _C("horizon_year", "规划期末年", "horizon year", "integer", required=True),
        _C("coverage", "覆盖范围", "coverage", required=True, enum=("full", "partial")),
        _C("adcodes", "覆盖的县级区划代码", "counties covered", required=True),
        _C("coverage_note_zh", "覆盖范围说明", "note on coverage"),
        _C(
            "text_sha256",
            "去除空白后全文的 SHA-256",
            "SHA-256 of the text without white space",
            required=True,
            pattern=r"[0-9a-f]{64}",
        ),
    ),
)

PROJECTS: Final = Table(
    "projects",
    "方案中的具名事项，每次提及一行",
    "named things, one row per mention",
    ("project_id",),
    (
        _C("project_id", "事项编号", "id", required=True, pattern=r"[a-z_]+-\d{3,6}"),
        _DOCUMENT,
        _C("name_zh", "名称（照录原文）", "name as printed", required=True),
        _C("name_en", "英文名称", "English name", required=True),
        _C("kind", "类型", "kind", required=True, enum=tuple(k.id for k in v.KINDS)),
        _C("tier", "层级", "tier", required=True, enum=_ids(v.TIERS)),
        _C("adcodes", "所在县级区划代码，分号分隔", "counties, semicolon-separated"),
        _C("county_basis", "县域依据", "basis of county", required=True, enum=_ids(v.COUNTY_BASES)),
        _C("quantity_zh", "规模（照录原文）", "quantity as printed"),
        _C("capacity_mw", "装机容量，兆瓦", "capacity, MW", "number"),
        _C("length_km", "长度，公里", "length, km", "number"),
        _C("area_ha", "面积，公顷", "area, ha", "number"),
        _C("phase", "近期或远期", "phase", enum=_ids(v.PHASES)),
        _C("target_year", "目标年", "target year", "integer", required=True),
        _C("year_basis", "目标年依据", "basis of year", required=True, enum=_ids(v.YEAR_BASES)),
        _C("wording", "原文用词", "verb that sets its strength"),
        _C("chapter_zh", "所在章节标题", "chapter", required=True),
        _SECTION,
        _QUOTE,
        _C("same_as", "同一事项首次出现的编号", "row that names the same thing first"),
        _NOTE,
        _C("checked_date", "核对日期", "date checked", "date", required=True),
    ),
    (("document_id", "documents", "document_id"), ("same_as", "projects", "project_id")),
)

PLACES: Final = Table(
    "places",
    "已知点位",
    "points known",
    ("project_id",),
    (
        _C("project_id", "事项编号", "project", required=True),
        _C("lon", "经度（WGS-84）", "longitude, WGS-84 degrees", "number", required=True),
        _C("lat", "纬度（WGS-84）", "latitude, WGS-84 degrees", "number", required=True),
        _C("precision", "定位精度", "precision", required=True, enum=("site", "township")),
        _C("place_zh", "点位名称", "what the point is", required=True),
        _C("uncertainty_km", "不确定半径，公里", "uncertainty, km", "number", required=True),
        _C("source", "来源", "source", required=True),
        _NOTE,
    ),
    (("project_id", "projects", "project_id"),),
)

TARGETS: Final = Table(
    "targets",
    "有期限的数量目标",
    "quantitative targets",
    ("target_id",),
    (
        _C("target_id", "目标编号", "id", required=True, pattern=r"[a-z_]+-t\d{3}"),
        _DOCUMENT,
        _C("indicator", "指标编号", "indicator", required=True, pattern=r"[a-z0-9_]+"),
        _C("indicator_zh", "指标", "indicator, Chinese", required=True),
        _C("indicator_en", "指标英文名", "indicator, English", required=True),
        _C("sector", "领域", "sector", required=True, enum=_ids(v.SECTORS)),
        _C("comparator", "比较", "comparator", required=True, enum=_ids(v.COMPARATORS)),
        _C("value", "数值（照录原文）", "value as printed", "number", required=True),
        _C("unit", "单位（照录原文）", "unit as printed"),
        _C("value_std", "标准单位数值", "value in the standard unit", "number", required=True),
        _C("unit_std", "标准单位", "standard unit", required=True),
        _C("year", "目标年", "target year", "integer", required=True),
        _C("baseline_year", "基准年", "baseline year", "integer"),
        _C("scope_zh", "范围", "scope", required=True),
        _C("wording", "原文用词", "wording"),
        _SECTION,
        _QUOTE,
        _NOTE,
    ),
    (("document_id", "documents", "document_id"),),
)

ERRATA: Final = Table(
    "errata",
    "原文勘误",
    "what is printed and what is meant",
    ("document_id", "printed_zh"),
    (
        _DOCUMENT,
        _C("printed_zh", "原文印作", "printed", required=True),
        _C("read_as_zh", "读作", "read as", required=True),
        _C("reason_zh", "理由", "reason", required=True),
        _C("source", "依据", "source", required=True),
    ),
    (("document_id", "documents", "document_id"),),
)

DECISIONS: Final = Table(
    "decisions",
    "通读时判定不收录的语句",
    "phrases judged not to be items",
    ("document_id", "section", "phrase_zh"),
    (
        _DOCUMENT,
        _SECTION,
        _C("phrase_zh", "原文语句", "phrase as printed", required=True),
        _C("why_zh", "不收录的理由", "why it is not an item", required=True),
    ),
    (("document_id", "documents", "document_id"),),
)

READINGS: Final = Table(
    "readings",
    "两次独立通读的一致性",
    "agreement of the two independent readings",
    ("document_id", "what"),
    (
        _DOCUMENT,
        _C("what", "对象", "what was compared", required=True, enum=("projects", "targets")),
        _C("characters", "全文字数（不计空白）", "characters read", "integer", required=True),
        _C("both", "两次都读到", "found by both", "integer", required=True),
        _C("only_first", "仅第一次读到", "found by the first only", "integer", required=True),
        _C("only_second", "仅第二次读到", "found by the second only", "integer", required=True),
        _C("only_first_kept", "其中收录", "of these kept", "integer", required=True),
        _C("only_second_kept", "其中收录", "of these kept", "integer", required=True),
        _C("added", "复核时补充", "added when settling", "integer", required=True),
        _C(
            "fields_settled", "字段差异已裁定", "differing fields settled", "integer", required=True
        ),
        _NOTE,
    ),
    (("document_id", "documents", "document_id"),),
)

OPERATING: Final = Table(
    "operating",
    "在运装机，引自外部来源，不是方案内容",
    "operating capacity, from cited sources outside the plans",
    ("document_id", "indicator"),
    (
        _DOCUMENT,
        _C("indicator", "指标编号", "indicator", required=True, pattern=r"[a-z0-9_]+"),
        _C("fuel_zh", "电源类型", "what is operating", required=True),
        _C("capacity_mw", "在运装机容量，兆瓦", "operating, MW", "number", required=True),
        _C("as_of", "截至年月", "as of, month", required=True, pattern=r"\d{4}-\d{2}"),
        _C("scope_zh", "范围", "scope", required=True),
        _C("source", "来源", "source", required=True),
    ),
    (("document_id", "documents", "document_id"),),
)

CENSUS: Final = Table(
    "census",
    "2020年人口普查：县级常住人口与城镇化率",
    "residents and urban share by county, 2020 census",
    ("adcode",),
    (
        _ADCODE,
        _C("population_2020", "常住人口", "residents, 2020", "integer", required=True),
        _C("urban_share", "城镇人口比重，0至1", "urban share, 0 to 1", "number", required=True),
        _C("source", "来源", "source", required=True),
    ),
    (("adcode", "counties", "adcode"),),
)

COUNTIES: Final = Table(
    "counties",
    "县级区划的代码、名称与所属地级区划",
    "counties: code, names, prefecture",
    ("adcode",),
    (
        _ADCODE,
        _C("county_zh", "县级区划名称", "county, Chinese", required=True),
        _C("county_en", "县级区划英文名", "county, English", required=True),
        _C("prefecture_adcode", "地级区划代码", "prefecture", required=True, pattern=r"\d{6}"),
        _C("prefecture_zh", "地级区划名称", "prefecture, Chinese", required=True),
        _C("prefecture_en", "地级区划英文名", "prefecture, English", required=True),
    ),
)

QUOTE_HASHES: Final = Table(
    "quote_hashes",
    "已核对摘句的散列值，由程序写成",
    "hashes of the verified clauses, written by tidy",
    ("document_id", "sha256"),
    (
        _DOCUMENT,
        _C(
            "sha256",
            "去除空白后摘句的 SHA-256",
            "SHA-256 of the clause without white space",
            required=True,
            pattern=r"[0-9a-f]{64}",
        ),
    ),
    (("document_id", "documents", "document_id"),),
    generated=True,
)

TABLES: Final = (
    DOCUMENTS,
    PROJECTS,
    PLACES,
    TARGETS,
    ERRATA,
    DECISIONS,
    READINGS,
    OPERATING,
    CENSUS,
    COUNTIES,
    QUOTE_HASHES,
)
TABLE_BY_NAME: Final = {table.name: table for table in TABLES}
