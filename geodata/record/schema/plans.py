"""The tables of what the plans say: documents, things, targets, misprints, units, readings."""

from __future__ import annotations

from typing import Final

from geodata.language import vocabulary as v
from geodata.record.schema.shape import DOCUMENT, NOTE, SIX_DIGITS, ZONE_ID, Column, Table, ids

_QUOTE: Final = Column(
    "quote_zh", "原文摘句，不超过120字", "verbatim clause, at most 120 characters", required=True
)
_SECTION: Final = Column("section", "章节或专栏位置", "where it stands", required=True)
_RESPONSIBLE: Final = Column(
    "responsible_zh",
    "责任单位，分号分隔",
    "units named as responsible, semicolon-separated",
    many=r"[^;；,，]+",
    example="市能源局;市发展改革委",
)

DOCUMENTS: Final = Table(
    "documents",
    "收录的碳达峰方案",
    "the plans read",
    ("document_id",),
    (
        DOCUMENT,
        Column("city_zh", "城市或功能区", "city or zone, Chinese", required=True),
        Column("city_en", "城市或功能区英文名", "city or zone, English", required=True),
        Column("title_zh", "文件标题", "title", required=True),
        Column("issuer_zh", "发布机关", "issuer", required=True),
        Column("document_no", "文号", "document number"),
        Column("issued_date", "成文日期", "date of issue", "date", required=True),
        Column("horizon_year", "规划期末年", "horizon year", "integer", required=True),
        Column("coverage", "覆盖范围", "coverage", required=True, enum=("full", "partial")),
        Column(
            "adcodes",
            "覆盖的县级区划代码",
            "counties covered",
            required=True,
            many=SIX_DIGITS,
            example="371402;371426",
        ),
        Column("coverage_note_zh", "覆盖范围说明", "note on coverage"),
        Column(
            "url",
            "原文公开地址",
            "where the original is published",
            pattern=r"https?://\S+",
            example="https://www.dezhou.gov.cn/n1.html",
        ),
        Column(
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
        Column(
            "project_id",
            "事项编号",
            "id",
            required=True,
            pattern=r"[a-z_]+-[0-9]{3,6}",
            example="dezhou-001",
        ),
        DOCUMENT,
        Column("name_zh", "名称（照录原文）", "name as printed", required=True),
        Column("name_en", "英文名称", "English name", required=True),
        Column("kind", "类型", "kind", required=True, enum=tuple(k.id for k in v.KINDS)),
        Column("tier", "层级", "tier", required=True, enum=ids(v.TIERS)),
        Column(
            "adcodes",
            "所在县级区划代码，分号分隔",
            "counties, semicolon-separated",
            many=SIX_DIGITS,
            example="371402;371426",
        ),
        Column(
            "county_basis", "县域依据", "basis of county", required=True, enum=ids(v.COUNTY_BASES)
        ),
        Column("quantity_zh", "规模（照录原文）", "quantity as printed"),
        Column("quantity_en", "规模英文", "quantity, English"),
        Column("capacity_mw", "装机容量，兆瓦", "capacity, MW", "number"),
        Column("length_km", "长度，公里", "length, km", "number"),
        Column("area_ha", "面积，公顷", "area, ha", "number"),
        Column("phase", "近期或远期", "phase", enum=ids(v.PHASES)),
        Column("target_year", "目标年", "target year", "integer", required=True),
        Column("year_basis", "目标年依据", "basis of year", required=True, enum=ids(v.YEAR_BASES)),
        Column("wording", "原文用词", "verb that sets its strength"),
        Column("chapter_zh", "所在章节标题", "chapter", required=True),
        _SECTION,
        _QUOTE,
        Column(
            "role", "方案如何对待", "what the plan does with it", required=True, enum=ids(v.ROLES)
        ),
        _RESPONSIBLE,
        Column(
            "zone",
            "所在功能区编号",
            "functional zone, where that is the finest",
            pattern=ZONE_ID,
            example="start_up_area",
        ),
        Column("same_as", "同一事项首次出现的编号", "row that names the same thing first"),
        NOTE,
        Column("checked_date", "核对日期", "date checked", "date", required=True),
    ),
    (
        ("document_id", "documents", "document_id"),
        ("same_as", "projects", "project_id"),
        ("zone", "zones", "zone"),
    ),
)

CHAPTERS: Final = Table(
    "chapters",
    "方案的篇章与专栏，按原文顺序",
    "chapters and boxes of the plans, in their order",
    ("document_id", "section"),
    (
        DOCUMENT,
        _SECTION,
        Column("position", "在文中的次序", "place in the document", "integer", required=True),
        Column("level", "层次", "level", required=True, enum=ids(v.CHAPTER_LEVELS)),
        Column("title_zh", "标题（照录原文）", "title as printed", required=True),
        Column("title_en", "英文标题", "English title", required=True),
    ),
    (("document_id", "documents", "document_id"),),
)

UNITS: Final = Table(
    "units",
    "责任单位：原文写法与统一名称",
    "responsible units: as printed, and their one name",
    ("document_id", "printed_zh"),
    (
        DOCUMENT,
        Column("printed_zh", "原文写法", "as printed", required=True),
        Column("unit_zh", "统一名称", "unit", required=True, pattern=r"[^;,]+", example="市能源局"),
        Column("unit_en", "英文名称", "English name", required=True),
    ),
    (("document_id", "documents", "document_id"),),
)

TARGETS: Final = Table(
    "targets",
    "有期限的数量目标",
    "quantitative targets",
    ("target_id",),
    (
        Column(
            "target_id",
            "目标编号",
            "id",
            required=True,
            pattern=r"[a-z_]+-t[0-9]{3}",
            example="dezhou-t001",
        ),
        DOCUMENT,
        Column(
            "indicator",
            "指标编号",
            "indicator",
            required=True,
            pattern=r"[a-z0-9_]+",
            example="wind_mw",
        ),
        Column("indicator_zh", "指标", "indicator, Chinese", required=True),
        Column("indicator_en", "指标英文名", "indicator, English", required=True),
        Column("sector", "领域", "sector", required=True, enum=ids(v.SECTORS)),
        Column("comparator", "比较", "comparator", required=True, enum=ids(v.COMPARATORS)),
        Column("value", "数值（照录原文）", "value as printed", "number", required=True),
        Column("unit", "单位（照录原文）", "unit as printed"),
        Column("value_std", "标准单位数值", "value in the standard unit", "number", required=True),
        Column("unit_std", "标准单位", "standard unit", required=True),
        Column("year", "目标年", "target year", "integer"),
        Column("baseline_year", "基准年", "baseline year", "integer"),
        Column("phase", "近期、远期或规划期", "phase", enum=ids(v.PHASES)),
        Column(
            "year_basis",
            "目标年依据",
            "basis of year",
            required=True,
            enum=ids(v.TARGET_YEAR_BASES),
        ),
        Column("scope_zh", "范围", "scope", required=True),
        Column("scope_en", "范围英文", "scope, English", required=True),
        Column("wording", "原文用词", "wording"),
        _RESPONSIBLE,
        _SECTION,
        _QUOTE,
        NOTE,
    ),
    (("document_id", "documents", "document_id"),),
)

ERRATA: Final = Table(
    "errata",
    "原文勘误",
    "what is printed and what is meant",
    ("document_id", "printed_zh"),
    (
        DOCUMENT,
        Column("printed_zh", "原文印作", "printed", required=True),
        Column("read_as_zh", "读作", "read as", required=True),
        Column("reason_zh", "理由", "reason", required=True),
        Column("source", "依据", "source", required=True),
    ),
    (("document_id", "documents", "document_id"),),
)

DECISIONS: Final = Table(
    "decisions",
    "通读时判定不收录的语句",
    "phrases judged not to be items",
    ("document_id", "section", "phrase_zh"),
    (
        DOCUMENT,
        _SECTION,
        Column("phrase_zh", "原文语句", "phrase as printed", required=True),
        Column("why_zh", "不收录的理由", "why it is not an item", required=True),
    ),
    (("document_id", "documents", "document_id"),),
)

READINGS: Final = Table(
    "readings",
    "各轮通读的一致性",
    "agreement of the readings, round by round",
    ("document_id", "what", "round"),
    (
        DOCUMENT,
        Column("what", "对象", "what was compared", required=True, enum=("projects", "targets")),
        Column(
            "round",
            "轮次：1 为2026年11月21日的两次独立通读，2 为11月30日对照结果的重读",
            "round: 1 the two independent readings of 2026-11-21, 2 the re-reading of 2026-11-30 "
            "against the result",
            required=True,
            enum=("1", "2"),
        ),
        Column("characters", "全文字数（不计空白）", "characters read", "integer", required=True),
        Column("both", "两次都读到", "found by both", "integer", required=True),
        Column("only_first", "仅第一次读到", "found by the first only", "integer", required=True),
        Column("only_second", "仅第二次读到", "found by the second only", "integer", required=True),
        Column("only_first_kept", "其中收录", "of these kept", "integer", required=True),
        Column("only_second_kept", "其中收录", "of these kept", "integer", required=True),
        Column("added", "复核时补充", "added when settling", "integer", required=True),
        Column(
            "fields_settled", "字段差异已裁定", "differing fields settled", "integer", required=True
        ),
        NOTE,
    ),
    (("document_id", "documents", "document_id"),),
)

QUOTE_HASHES: Final = Table(
    "quote_hashes",
    "已核对摘句的散列值，由程序写成",
    "hashes of the verified clauses, written by tidy",
    ("document_id", "sha256"),
    (
        DOCUMENT,
        Column(
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
