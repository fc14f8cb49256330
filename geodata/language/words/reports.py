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
    "report_targets_unfiltered": (
        "以下是方案的全部数量目标，不随筛选变化。",
        "All targets of the plan, whatever is filtered.",
    ),
    "report_no_targets": ("没有收录数量目标。", "No target was found in the plan."),
    "report_about_heading": ("来源与说明", "Sources and notes"),
    "report_col_clause": ("原文与出处", "Clause and citation"),
    "report_col_indicator": ("指标", "Indicator"),
    "report_col_target": ("目标", "Target"),
    "report_col_scope": ("范围", "Scope"),
    "export_handout": ("图与原文（A4）", "Map with clauses (A4)"),
    "handout_clauses": ("方案原文", "What the plans say"),
    "handout_order": (
        "共 {every} 项；按县区、领域、编号排列，每项一次",
        "{every} items; by county, sector and id, each once",
    ),
    "handout_order_chosen": (
        "共 {every} 项；所选事项在前，其余按县区、领域、编号排列，每项一次",
        "{every} items; the chosen one first, then by county, sector and id, each once",
    ),
    "handout_units": ("{units}，另{more}家", "{units} and {more} more"),
    "handout_wide": (
        "；其中 {wide} 项只指明全市或功能区，不计入本县",
        "; {wide} of them city-wide or of a zone, not counted as the county's",
    ),
    "handout_where": ("《{title}》{section}", "《{title}》 {section}"),
    "handout_source": ("《{title}》（{about}）", "《{title}》 ({about})"),
    "handout_notes": (
        "{marks}（县域示意）。{square}{named}变电站、天然气管网、储气设施、铁路专用线只标到县域。",
        "{marks}. {square} {named} Substations, gas pipelines, gas storage and railway sidings are "
        "shown by county only.",
    ),
    "report_picture": (
        "{county}及相邻县区的列名事项",
        "items named in {county} and its neighbours",
    ),
    "boundary_shipped": (
        "天地图行政区划（2025-09 版）",
        "Tianditu administrative divisions (edition of 2025-09)",
    ),
    "boundary_own": ("自备边界文件 {name}", "the operator's own file {name}"),
    # Names of files, and the text beside a table
    "file_everything": ("全部事项", "all items"),
    "file_by_year": ("{year}年及以前", "by {year}"),
    "file_in_year": ("{year}年", "{year}"),
    "file_several": ("{first}等{count}个", "{first} and others ({count})"),
    "file_map": ("地图", "map"),
    "file_map_a3": ("地图A3", "map A3"),
    "file_map_across": ("地图横版", "map landscape"),
    "file_map_a3_across": ("地图A3横版", "map A3 landscape"),
    "file_clauses": ("图与原文", "map and clauses"),
    "file_about": ("来源说明", "sources"),
    "file_cgcs": ("CGCS2000", "CGCS2000"),
    "export_about": ("CSV 的来源说明", "Sources of the CSV"),
    "export_columns": ("表格各列：", "Columns of the table:"),
    "export_geopackage_cgcs": ("数据 GeoPackage（CGCS2000）", "Data, GeoPackage (CGCS2000)"),
    # The GeoPackage: what its layers hold, and the legend of their styles
    "gpkg_points": (
        "一条记录在所涉的每个县区各有一个点：{rows} 条记录、{things} 项事项，共 {features} 个点。"
        "同一记录的各点编号相同，同一事项的事项代码相同；计事项数请按事项代码去重。",
        "A row has a point in each of its counties: {rows} rows, {things} things, {features} "
        "points. Points of one row share project_id, rows about one thing share thing; to count "
        "things, count distinct values of thing.",
    ),
    "gpkg_zone_items": (
        "未指明县区的 {rows} 条记录，点都在功能区或城市的锚点上，不单独画出，"
        "数目见功能区与城市图层的方框。",
        "{rows} rows without a county, each at the anchor of its zone or city; they are not drawn, "
        "the squares of zones_and_cities count them.",
    ),
    "gpkg_zones": (
        "功能区和城市的锚点，不是边界；事项数只计指明到这里而未指明县区的事项。",
        "Anchors of zones and cities, no outlines; items counts the things that name no county.",
    ),
    "gpkg_counties": (
        "事项数、记录数为空不是 0：未收录方案，或在筛选范围之外。",
        "items counts things, rows counts rows; no value is not 0: no plan was read, or the county "
        "is outside the selection.",
    ),
    "qgis_squares": ("未指明县的事项数", "Items without a county"),
    "qgis_not_named": ("方案覆盖但未列名", "Covered, nothing named"),
    "qgis_items": ("{count} 项", "{count} items"),
    "qgis_partly": ("方案只覆盖部分（斜线）", "Partly covered (hatched)"),
    "qgis_no_plan": ("未收录方案", "No plan read"),
    "qgis_outside": ("筛选范围之外", "Outside the selection"),
    # Pages that go on
    "report_marks_others": ("其中 {others} 项不在所列之中", "{others} of them not listed"),
    "list_heading": (
        "地图编号所指的 {count} 项，按县区、领域、编号排列；县区内排不下的编号写在县名之后",
        "The {count} items that the numbers stand for, by county, sector and id; numbers without "
        "room follow the name of the county",
    ),
    "handout_goes_on": (
        "方案原文，共 {every} 项；按县区、领域、编号排列，每项一次",
        "What the plans say, {every} items by county, sector and id, each once",
    ),
    "handout_goes_on_chosen": (
        "方案原文，共 {every} 项；所选事项在前，其余按县区、领域、编号排列，每项一次",
        "What the plans say, {every} items; the chosen one first, then by county, sector and id, "
        "each once",
    ),
    # The Word document
    "report_col_number": ("图号", "No."),
    "report_picture_note": (
        "图：{picture}。编号即各表的图号；空心虚线标记属于该县，不是场址。",
        "Map: {picture}. The numbers are those of the tables below; open broken marks belong to "
        "the county and are no sites.",
    ),
    "file_record": ("全部数据", "all data"),
    "file_units": ("责任单位清单", "responsible units"),
    "export_pdf_across": ("地图 PDF（横版）", "Map, PDF (landscape)"),
    "export_pdf_a3_across": ("地图 PDF（A3 横版）", "Map, PDF (A3 landscape)"),
    # What a page says in words, in its workbook
    "sentences_sheet": ("结论与说明", "Findings and notes"),
    "col_heading": ("所在部分", "Part"),
    "col_sentence": ("内容", "Sentence"),
}
