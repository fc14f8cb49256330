"""The words of the record as the design states them: kinds by sector, labels, bounds, units.

Written down a second time on purpose: nothing here comes from the code under test.
"""

from __future__ import annotations

from typing import Final

SECTORS: Final = {
    "energy": ("能源", "Energy"),
    "industry": ("工业", "Industry"),
    "transport": ("交通", "Transport"),
    "buildings": ("城乡建设", "Buildings"),
    "circular": ("循环经济", "Circular economy"),
    "sink": ("碳汇", "Carbon sinks"),
    "other": ("综合", "Cross-cutting"),
}

_KINDS: Final = """
energy wind_farm 风电场 Wind farm
energy pv_project 光伏项目 PV project
energy pv_base 光伏基地 PV base
energy pv_pilot_county 整县光伏试点 County-wide rooftop PV pilot
energy storage_station 储能电站 Storage station
energy pumped_storage 抽水蓄能 Pumped storage
energy hydrogen 氢能 Hydrogen
energy gas_pipeline 天然气管网 Gas pipeline
energy gas_storage 储气设施 Gas storage
energy gas_power 燃气发电 Gas power
energy coal_power_chp 煤电与热电 Coal power and CHP
energy heat_network 供热 District heating
energy substation 变电站 Substation
energy smart_energy 综合智慧能源 Integrated smart energy
industry industrial_park 产业园区 Industrial park
industry chem_park 化工园区 Chemical park
industry factory 企业与工厂 Enterprise or factory
industry data_center 数据中心 Data centre
industry ccus 碳捕集利用封存 Carbon capture (CCUS)
transport railway 铁路 Railway
transport railway_siding 铁路专用线 Railway siding
transport passenger_hub 客运枢纽 Passenger hub
transport logistics_hub 物流枢纽 Logistics hub
transport waterway 内河航道 Waterway
transport port 港区 Port
transport road 公路 Road
transport bridge_tunnel 桥隧 Bridge or tunnel
transport urban_rail 轨道交通 Urban rail
buildings building_demo 建筑示范 Building demonstration
circular waste_treatment 废弃物处理 Waste treatment
circular straw_use 秸秆利用 Straw use
sink wetland 湿地 Wetland
sink forest_park 森林公园 Forest park
sink nature_reserve 自然保护区 Nature reserve
sink mine_restoration 塌陷区治理 Mine restoration
sink afforestation 造林绿化 Afforestation
sink ecological_corridor 生态廊道 Ecological corridor
sink farmland 农田 Farmland
sink eco_product_pilot 生态产品试点 Eco-product pilot
other rd_platform 科创平台 R&D platform
other city_pilot 试点与示范 Pilot or demonstration
other other 其他 Other
"""
_LINES: Final = [line.split(maxsplit=3) for line in _KINDS.strip().splitlines()]
KINDS: Final = {kind: (zh, en) for _, kind, zh, en in _LINES}
SECTOR_OF: Final = {kind: sector for sector, kind, _, _ in _LINES}

# Public maps may not locate these: whatever is known, they stand at county level.
COUNTY_ONLY: Final = {"substation", "gas_pipeline", "gas_storage", "railway_siding"}

BASES: Final = {
    "item": ("本项写明", "Stated for the item"),
    "phase": ("近期／远期", "From its phase"),
    "section": ("本段目标年", "From its paragraph"),
    "plan": ("规划期末", "The plan's horizon"),
}
PRECISIONS: Final = {
    "site": ("场址已知", "Site known"),
    "township": ("定位到乡镇", "Known to the township"),
    "county": ("县域示意", "Known to the county"),
    "counties": ("多县示意", "Known to several counties"),
    "zone": ("功能区", "Known to a functional zone"),
    "city": ("全市", "City-wide, no county given"),
}
ROLES: Final = {
    "build": ("新建", "Build"),
    "expand": ("改扩建", "Expand or rebuild"),
    "pilot": ("试点示范", "Pilot or designation"),
    "protect": ("保护修复", "Protect or restore"),
    "support": ("依托支持", "Support or lean on"),
    "mention": ("仅提及", "Existing, mentioned"),
}
# What the plans only lean on or mention is nothing to be done: it is counted apart.
QUIET: Final = ("support", "mention")
COUNTY_BASES: Final = {
    "stated": ("原文写明", "Stated by the item"),
    "context": ("据上下文", "From the passage"),
    "inferred": ("据外部资料推断", "Inferred from outside"),
    "none": ("未指明县域", "No county given"),
}
PHASES: Final = {
    "near": ("近期", "Near term"),
    "long": ("远期", "Long term"),
    "period": ("规划期内", "Within the plan's period"),
}
COVERAGES: Final = {
    "full": ("方案覆盖全县", "Covered by a plan"),
    "partial": ("方案只覆盖部分", "Partly covered"),
    "none": ("未收录方案", "No plan read"),
}
BOUNDS: Final = {
    ">=": ("不低于", "at least"),
    "<=": ("不高于", "at most"),
    "~": ("左右", "about"),
    "=": ("", ""),
}
SIGNS: Final = {">=": "≥ ", "<=": "≤ ", "~": "≈ ", "=": ""}
# In which unit values of a standard unit are read, and how much of it that is: Chinese, English.
READ: Final = {
    "MW": ((10, "万千瓦"), (1, "MW")),
    "m3": ((100_000_000, "亿立方米"), (1_000_000, "million m³")),
    "m2": ((10_000, "万平方米"), (1, "m²")),
    "t": ((10_000, "万吨"), (1, "t")),
    "CNY": ((100_000_000, "亿元"), (1_000_000, "million CNY")),
    "km": ((1, "公里"), (1, "km")),
    "ha": ((1, "公顷"), (1, "ha")),
    "gce/kWh": ((1, "克标准煤/千瓦时"), (1, "gce/kWh")),
    "units": ((1, "个"), (1, "units")),
    "vehicles": ((1, "辆"), (1, "vehicles")),
    "%": ((1, "%"), (1, "%")),
}
# How a group is named where filters are said: in chips, sentences and files.
GROUPS: Final = {
    "sector": ("领域", "Sector"),
    "kind": ("类型", "Kind"),
    "city": ("城市", "City"),
    "county": ("县区", "County"),
    "year": ("目标年", "Target year"),
    "basis": ("目标年依据", "Basis of the year"),
    "precision": ("定位精度", "Precision"),
    "role": ("方案如何对待", "Role"),
    "unit": ("责任单位", "Responsible unit"),
    "text": ("搜索", "Search"),
}
# What a year to be due by, or in, is followed by there.
DUE: Final = {"by": ("年及以前", " or earlier"), "in": ("年", "")}

# Which kinds add up to which capacity, and whether the target is a total (of which what operates
# is part) or an addition.
PV: Final = ("pv_project", "pv_base", "pv_pilot_county")
CAPACITIES: Final[dict[str, tuple[tuple[str, ...], bool]]] = {
    "gas_chp_capacity": (("gas_power",), True),
    "pumped_storage_capacity": (("pumped_storage",), True),
    "pv_capacity": (PV, True),
    "pv_capacity_added": (PV, False),
    "pv_distributed_capacity": (("pv_project", "pv_pilot_county"), True),
    "renewable_capacity": (("wind_farm", *PV), True),
    "storage_capacity": (("storage_station", "pumped_storage"), True),
    "wind_capacity": (("wind_farm",), True),
}
