"""The words of the record: sectors, kinds and the small vocabularies, in Chinese and English.

One table decides which sector a kind belongs to, which shape tells it apart and whether it may be
located in public. Everything on screen that is a word of the record comes from here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Language = Literal["zh", "en"]
Coverage = Literal["full", "partial", "none"]


@dataclass(frozen=True)
class Term:
    """A word of the vocabulary with its label in both languages."""

    id: str
    zh: str
    en: str

    def label(self, language: Language) -> str:
        """The label in `language`."""
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True)
class Sector(Term):
    """A sector and its colour, one on light and one a step lighter on dark ground."""

    colour_light: str
    colour_dark: str


@dataclass(frozen=True)
class Kind(Term):
    """A kind of named thing.

    `county_only`: public maps in China may not locate it, so it is shown at county level whatever
    is known.
    """

    sector: str
    county_only: bool = False


# Colours: the Okabe-Ito palette, distinct for colour-blind readers.
SECTORS: Final = (
    Sector("energy", "能源", "Energy", "#E69F00", "#FFC247"),
    Sector("industry", "工业", "Industry", "#7F7F7F", "#ABB4BC"),
    Sector("transport", "交通", "Transport", "#0072B2", "#4DA9E0"),
    Sector("buildings", "城乡建设", "Buildings", "#CC79A7", "#E3A1C5"),
    Sector("circular", "循环经济", "Circular economy", "#D55E00", "#F58B3C"),
    Sector("sink", "碳汇", "Carbon sinks", "#009E73", "#35CFA3"),
    Sector("other", "综合", "Cross-cutting", "#56B4E9", "#8FD0F5"),
)

KINDS: Final = (
    Kind("wind_farm", "风电场", "Wind farm", "energy"),
    Kind("pv_project", "光伏项目", "PV project", "energy"),
    Kind("pv_base", "光伏基地", "PV base", "energy"),
    Kind("pv_pilot_county", "整县光伏试点", "County-wide rooftop PV pilot", "energy"),
    Kind("storage_station", "储能电站", "Storage station", "energy"),
    Kind("pumped_storage", "抽水蓄能", "Pumped storage", "energy"),
    Kind("hydrogen", "氢能", "Hydrogen", "energy"),
    Kind("gas_pipeline", "天然气管网", "Gas pipeline", "energy", county_only=True),
    Kind("gas_storage", "储气设施", "Gas storage", "energy", county_only=True),
    Kind("gas_power", "燃气发电", "Gas power", "energy"),
    Kind("coal_power_chp", "煤电与热电", "Coal power and CHP", "energy"),
    Kind("heat_network", "供热", "District heating", "energy"),
    Kind("substation", "变电站", "Substation", "energy", county_only=True),
    Kind("smart_energy", "综合智慧能源", "Integrated smart energy", "energy"),
    Kind("industrial_park", "产业园区", "Industrial park", "industry"),
    Kind("chem_park", "化工园区", "Chemical park", "industry"),
    Kind("factory", "企业与工厂", "Enterprise or factory", "industry"),
    Kind("data_center", "数据中心", "Data centre", "industry"),
    Kind("ccus", "碳捕集利用封存", "Carbon capture (CCUS)", "industry"),
    Kind("railway", "铁路", "Railway", "transport"),
    Kind("railway_siding", "铁路专用线", "Railway siding", "transport", county_only=True),
    Kind("passenger_hub", "客运枢纽", "Passenger hub", "transport"),
    Kind("logistics_hub", "物流枢纽", "Logistics hub", "transport"),
    Kind("waterway", "内河航道", "Waterway", "transport"),
    Kind("port", "港区", "Port", "transport"),
    Kind("road", "公路", "Road", "transport"),
    Kind("bridge_tunnel", "桥隧", "Bridge or tunnel", "transport"),
    Kind("urban_rail", "轨道交通", "Urban rail", "transport"),
    Kind("building_demo", "建筑示范", "Building demonstration", "buildings"),
    Kind("waste_treatment", "废弃物处理", "Waste treatment", "circular"),
    Kind("straw_use", "秸秆利用", "Straw use", "circular"),
    Kind("wetland", "湿地", "Wetland", "sink"),
    Kind("forest_park", "森林公园", "Forest park", "sink"),
    Kind("nature_reserve", "自然保护区", "Nature reserve", "sink"),
    Kind("mine_restoration", "塌陷区治理", "Mine restoration", "sink"),
    Kind("afforestation", "造林绿化", "Afforestation", "sink"),
    Kind("ecological_corridor", "生态廊道", "Ecological corridor", "sink"),
    Kind("farmland", "农田", "Farmland", "sink"),
    Kind("eco_product_pilot", "生态产品试点", "Eco-product pilot", "sink"),
    Kind("rd_platform", "科创平台", "R&D platform", "other"),
    Kind("city_pilot", "试点与示范", "Pilot or demonstration", "other"),
    Kind("other", "其他", "Other", "other"),
)

TIERS: Final = (
    Term("site", "具体项目", "Specific project"),
    Term("area", "区域性事项", "Area designation"),
)

PRECISIONS: Final = (
    Term("site", "场址已知", "Site known"),
    Term("township", "定位到乡镇", "Known to the township"),
    Term("county", "县域示意", "Known to the county"),
    Term("counties", "多县示意", "Known to several counties"),
    Term("zone", "功能区", "Known to a functional zone"),
    Term("city", "全市", "City-wide, no county given"),
)

# What the plan does with a thing. The last two are named without being anything to be done.
ROLES: Final = (
    Term("build", "新建", "Build"),
    Term("expand", "改扩建", "Expand or rebuild"),
    Term("pilot", "试点示范", "Pilot or designation"),
    Term("protect", "保护修复", "Protect or restore"),
    Term("support", "依托支持", "Support or lean on"),
    Term("mention", "仅提及", "Existing, mentioned"),
)
QUIET_ROLES: Final = ("support", "mention")

SOURCE_GRADES: Final = (
    Term("A", "官方或开放数据", "Official page or open data"),
    Term("B", "署名报刊转载", "Named paper, through a reprint"),
)

COUNTY_BASES: Final = (
    Term("stated", "原文写明", "Stated by the item"),
    Term("context", "据上下文", "From the passage"),
    Term("inferred", "据外部资料推断", "Inferred from outside"),
    Term("none", "未指明县域", "No county given"),
)

YEAR_BASES: Final = (
    Term("item", "本项写明", "Stated for the item"),
    Term("phase", "近期／远期", "From its phase"),
    Term("section", "本段目标年", "From its paragraph"),
    Term("plan", "规划期末", "The plan's horizon"),
)

PHASES: Final = (
    Term("near", "近期", "Near term"),
    Term("long", "远期", "Long term"),
    Term("period", "规划期内", "Within the plan's period"),
)

CHAPTER_LEVELS: Final = (
    Term("chapter", "章", "Chapter"),
    Term("part", "节", "Part"),
    Term("measure", "条", "Measure"),
    Term("box", "专栏", "Box"),
)

COMPARATORS: Final = (
    Term(">=", "不低于", "at least"),
    Term("<=", "不高于", "at most"),
    Term("~", "左右", "about"),
    Term("=", "达到", "reach"),
)

COVERAGES: Final = (
    Term("full", "方案覆盖全县", "Covered by a plan"),
    Term("partial", "方案只覆盖部分", "Partly covered"),
    Term("none", "未收录方案", "No plan read"),
)

# Standard units that are words, in Chinese; the others are written with their symbol.
UNITS_ZH: Final = {
    "m3": "立方米",
    "m2": "平方米",
    "t": "吨",
    "gce/kWh": "克标准煤/千瓦时",
    "units": "个",
    "vehicles": "辆",
    "households": "户",
    "persons": "人",
    "CNY": "元",
    "pp": "个百分点",
}

SECTOR_BY_ID: Final = {sector.id: sector for sector in SECTORS}
KIND_BY_ID: Final = {kind.id: kind for kind in KINDS}
TERMS_BY_FIELD: Final = {
    "tier": {term.id: term for term in TIERS},
    "precision": {term.id: term for term in PRECISIONS},
    "county_basis": {term.id: term for term in COUNTY_BASES},
    "year_basis": {term.id: term for term in YEAR_BASES},
    "phase": {term.id: term for term in PHASES},
    "role": {term.id: term for term in ROLES},
    "source_grade": {term.id: term for term in SOURCE_GRADES},
    "comparator": {term.id: term for term in COMPARATORS},
}


def term(field: str, value: object, language: Language) -> str:
    """Label of a vocabulary word of `field`."""
    return TERMS_BY_FIELD[field][str(value)].label(language)
