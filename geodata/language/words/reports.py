"""The words of the exported files: map, workbook, GeoPackage, briefing."""

from __future__ import annotations

from typing import Final

REPORTS: Final[dict[str, tuple[str, str]]] = {
    "report_no_font": (
        "服务器没有中文字体，不能绘制地图；请安装思源黑体或微软雅黑等中文字体后重试。",
        "The server has no Chinese font, so the map cannot be drawn; install one, for instance "
        "Noto Sans CJK SC (package fonts-noto-cjk) or Microsoft YaHei, and try again.",
    ),
    "report_map_title": ("碳达峰方案列出了什么", "What the carbon-peaking plans name"),
    "report_county_title": (
        "{county}（{city}）：碳达峰方案列出了什么",
        "{county}, {city}: what the carbon-peaking plans name",
    ),
    "report_filters": ("筛选条件：{filters}", "Filters: {filters}"),
    "report_marks": ("本图标出 {drawn} 项", "{drawn} items on this map"),
    "report_marks_quiet": (
        "本图标出 {drawn} 项，另以浅色标出依托、提及 {quiet} 项",
        "{drawn} items on this map, {quiet} more leant on or mentioned (paler)",
    ),
    "year_item": ("{year}年", "{year}"),
    "year_section": ("{year}年（本段目标年）", "{year} (from its paragraph)"),
    "year_phase": ("{phase}（{year}年）", "{phase} ({year})"),
    "year_plan": ("未写年份（规划期末{year}）", "no year written (plan's horizon {year})"),
    "year_shared": ("{year}年（见同一事项{source}）", "{year} (same item, see {source})"),
    "place_city": ("{name}，未指明县", "{name}, no county given"),
    "zone_kind_zone": ("功能区", "functional zone"),
    "zone_kind_city": ("城市", "city"),
    "report_kinds": ("领域与类型：事项数", "Sectors and kinds: items"),
    "report_kinds_apart": (
        "领域与类型：事项数（+ 依托、提及）",
        "Sectors and kinds: items (+ leant on or mentioned)",
    ),
    "report_paler": ("浅色：{role}", "Paler: {role}"),
    "report_circle": ("{precision}（圆：误差）", "{precision} (circle: range)"),
    "report_square": (
        "方框内数字为只指明功能区或全市的事项数。",
        "A square counts what is named for a zone or a whole city only.",
    ),
    "whole_zone": ("全区", "Zone"),
    "whole_city": ("全市", "City-wide"),
    "report_north": ("北", "N"),
    "report_km": ("{number} 公里", "{number} km"),
    "report_scale": ("{paper} 幅面约 1:{number}", "About 1:{number} on {paper}"),
    "report_projection": (
        "兰伯特等积方位投影，中心东经116.5度、北纬36.7度",
        "Lambert azimuthal equal-area, centred on 116.5°E 36.7°N",
    ),
    "report_sources": ("来源文件：{documents}", "Sources: {documents}"),
    "report_dated": (
        "导出日期 {date} · 数据版本 {version}",
        "Exported {date} · data version {version}",
    ),
    "report_named_note": (
        "“列名”指方案文件写明，不代表已建成或已核准；未列名不等于没有安排。",
        "Named means written in a plan, not built or approved; what is not named may exist.",
    ),
    "report_items_sheet": ("事项", "Items"),
    "report_sources_sheet": ("来源", "Sources"),
    "report_document": ("文件", "Document"),
    "report_number": ("文号", "Number"),
    "report_issuer": ("发文机关", "Issued by"),
    "report_issued": ("日期", "Date"),
    "report_horizon": ("规划期末", "Horizon"),
    "report_coverage": ("覆盖", "Coverage"),
    "report_coverage_note": ("覆盖说明", "Coverage note"),
    "report_rows": ("本表行数", "Rows in this file"),
    "report_layer_points": ("事项_点", "items_points"),
    "report_layer_zone_items": ("功能区与全市事项", "zone_and_city_items"),
    "report_layer_zones": ("功能区与城市", "zones_and_cities"),
    "report_layer_counties": ("县区", "counties"),
    "report_layer_about": ("来源", "about"),
    "report_briefing": ("{county}碳达峰事项简报", "{county}: briefing on carbon-peaking items"),
    "report_covered": (
        "《{title}》覆盖{county}，列名本县的事项：{counted}。",
        "《{title}》 covers {county}; named there: {counted}.",
    ),
    "report_covered_partly": (
        "《{title}》覆盖{county}的一部分，列名本县的事项：{counted}。",
        "《{title}》 covers part of {county}; named there: {counted}.",
    ),
    "report_sector_count": ("{sector}：{count} 条记录", "{sector}: {count} rows"),
    "report_map_heading": ("位置图", "Map"),
    "report_items_heading": ("方案列名的事项", "What the plan names here"),
    "report_wide_heading": (
        "也可能适用于本县：同一方案中全市与功能区的事项",
        "May also apply here: city-wide and zone items of the same plan",
    ),
    "report_wide_note": (
        "原文只指明全市，或含本县一部分的功能区，没有指明本县；不计入本县。",
        "The plan names them for the whole city, or for a zone that holds part of this county, and "
        "does not name the county; they are not counted here.",
    ),
    "report_no_wide": ("没有这样的事项。", "There are none."),
    "report_responsible": ("责任单位：{units}", "Responsible: {units}"),
    "report_targets_heading": ("方案的数量目标", "Targets of the plan"),
    "report_no_items": ("没有符合条件的事项。", "Nothing passes these filters."),
    "report_nothing_named": ("方案没有列名任何一项。", "The plan names nothing."),
    "report_no_targets": ("没有收录数量目标。", "No target was found in the plan."),
    "report_about_heading": ("来源与说明", "Sources and notes"),
    "report_col_clause": ("原文与出处", "Clause and citation"),
    "report_col_indicator": ("指标", "Indicator"),
    "report_col_target": ("目标", "Target"),
    "report_col_scope": ("范围", "Scope"),
    "export_handout": ("一页纸（A4，带原文）", "One page with clauses (A4)"),
    "handout_clauses": ("方案原文", "What the plans say"),
    "handout_order": (
        "印出 {shown} 项，共 {every} 项；按县区、领域、编号排列，每项一次",
        "{shown} of {every} items; by county, sector and id, each once",
    ),
    "handout_order_chosen": (
        "印出 {shown} 项，共 {every} 项；所选事项在前，其余按县区、领域、编号排列，每项一次",
        "{shown} of {every} items; the chosen one first, then by county, sector and id, each once",
    ),
    "handout_units": ("{units}，另{more}家", "{units} and {more} more"),
    "handout_wide": (
        "；其中 {wide} 项只指明全市或功能区，不计入本县",
        "; {wide} of them city-wide or of a zone, not counted as the county's",
    ),
    "handout_more": (
        "另有 {count} 项未印出：在峰图中用同样的筛选，地图下方的事项表列出全部，也可下载。",
        "{count} more not printed: the table below the map of Fengtu, with the same filters, "
        "lists them all and can be downloaded.",
    ),
    "handout_where": ("《{title}》{section}", "《{title}》 {section}"),
    "handout_source": ("《{title}》（{about}）", "《{title}》 ({about})"),
    "handout_notes": (
        "{marks}（县域示意）。{square}{named}变电站、天然气管网、储气设施、铁路专用线只标到县域。",
        "{marks}. {square} {named} Substations, gas pipelines, gas storage and railway sidings are "
        "shown by county only.",
    ),
    "report_picture": (
        "{county}及相邻县区的列名事项分布图",
        "Map of the items named in {county} and its neighbours",
    ),
    "boundary_shipped": (
        "天地图行政区划（2025-09 版）",
        "Tianditu administrative divisions (edition of 2025-09)",
    ),
    "boundary_own": ("自备边界文件 {name}", "the operator's own file {name}"),
}
