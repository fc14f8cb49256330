"""The words on screen that are not vocabulary of the record, in Chinese and English."""

from __future__ import annotations

from typing import Final

from geodata.vocabulary import Language
from geodata.words_desk import DESK
from geodata.words_exhibit import EXHIBIT
from geodata.words_faults import FAULTS
from geodata.words_reports import REPORTS
from geodata.words_tour import TOUR

_WORDS: Final[dict[str, tuple[str, str]]] = {
    # Frame
    "title": ("峰图", "Fengtu"),
    "subtitle": ("城市碳达峰方案图集", "City carbon-peaking atlas"),
    "atlas": ("地图", "Atlas"),
    "sources": ("来源与方法", "Sources"),
    "language_other": ("English", "中文"),
    "theme_dark": ("深色", "Dark"),
    "theme_light": ("浅色", "Light"),
    "pages": ("页面", "Pages"),
    "skip": ("跳到正文", "Skip to the content"),
    "collapse": ("收起筛选", "Hide filters"),
    "expand_filters": ("展开筛选", "Show filters"),
    # Filters
    "filters": ("筛选", "Filters"),
    "search": ("搜索名称或原文", "Search names and clauses"),
    "search_hint": ("如：庆云、储能、湿地", "e.g. Qingyun, storage"),
    "clear": ("清除筛选", "Clear filters"),
    "remove": ("去掉", "Remove"),
    "undo": ("撤销", "Undo"),
    "sector": ("领域与类型", "Sector and kind"),
    "kind": ("类型", "Kind"),
    "city": ("城市与县区", "City and county"),
    "county": ("县区", "County"),
    "year": ("目标年", "Target year"),
    "any_year": ("不限", "Any"),
    "due": ("到期方式", "Due"),
    "due_by": ("该年及以前", "due by"),
    "due_in": ("仅该年", "due in"),
    "basis": ("目标年依据", "Basis of the year"),
    "precision": ("定位精度", "Precision"),
    "q": ("搜索", "Search"),
    "item_parameter": ("事项", "Item"),
    "county_parameter": ("县区", "County"),
    "lang": ("语言", "Language"),
    "theme": ("外观", "Theme"),
    "expand": ("展开", "Expand"),
    # Map
    "map": ("地图：各县区具名事项", "Map: named items by county"),
    "zoom_in": ("放大", "Zoom in"),
    "zoom_out": ("缩小", "Zoom out"),
    "home": ("回到全图", "Whole map"),
    "loading": ("正在载入地图…", "Loading the map…"),
    "no_webgl": (
        "此浏览器不能绘制地图（需要 WebGL 2）。下方表格的内容与地图相同。",
        "This browser cannot draw the map (WebGL 2 is needed). The table below holds the same.",
    ),
    "nothing": ("没有符合条件的事项。", "Nothing passes these filters."),
    "legend": ("图例", "Legend"),
    "legend_counties": ("县区：具名事项数", "Counties: items named"),
    "legend_cities": ("地级市：具名事项数", "Prefectures: items named"),
    "legend_marks": ("标记：位置精度", "Marks: precision"),
    "legend_sectors": ("领域", "Sectors"),
    "not_named": ("规划覆盖但未点名", "Covered, nothing named"),
    "partly": ("规划只覆盖部分（斜线）", "Partly covered (hatched)"),
    "no_plan": ("未收录规划", "No plan read"),
    "outside": ("不在所选范围", "Outside the selection"),
    "not_on_map": ("未落图（见表格）", "Not on the map (see table)"),
    "boundary": ("边界：{source}", "Boundaries: {source}"),
    "approval": ("审图号：{number}", "Map approval no. {number}"),
    "no_approval": ("无审图号，仅供内部研究", "No map approval number; not for public display"),
    "schematic": (
        "空心虚线标记表示“属于该县”，不是具体位置",
        "Open broken marks belong to the county; they are not sites",
    ),
    # Card
    "card": ("详情", "Details"),
    "close": ("关闭", "Close"),
    "fact_county": ("县区", "County"),
    "fact_basis": ("县域依据", "Basis"),
    "fact_quantity": ("规模", "Quantity"),
    "fact_year": ("目标年", "Target year"),
    "fact_wording": ("原文用词", "Wording"),
    "fact_precision": ("定位", "Location"),
    "fact_note": ("说明", "Note"),
    "fact_phase": ("阶段", "Phase"),
    "no_county": ("原文未指明县域，不落图", "No county is given; not on the map"),
    "no_wording": ("列于专栏，无动词", "Listed in a box, no verb"),
    "uncertainty": (
        "{place}，误差约 {km} 公里；来源：{source}",
        "{place}, within about {km} km; source: {source}",
    ),
    "county_level": (
        "县域示意：只知在本县，位置不代表场址",
        "Known to the county only; the mark is no site",
    ),
    "held_back": (
        "此类设施在公开地图上只标到县域",
        "Facilities of this kind are shown at county level only",
    ),
    "where_in_plan": (
        "{title}（{number}），{chapter}，{section}",
        "{title} ({number}), {chapter}, {section}",
    ),
    "where_in_plan_bare": ("{title}，{chapter}，{section}", "{title}, {chapter}, {section}"),
    "erratum": (
        "原文印作“{printed}”，读作“{read_as}”：{reason}",
        "Printed “{printed}”, read as “{read_as}”: {reason}",
    ),
    "mentions": ("另见提及", "Also mentioned"),
    "county_items": ("点名 {count} 项", "{count} named"),
    "county_none": (
        "在当前筛选下，方案没有点名本县的事项。",
        "With these filters the plan names nothing here.",
    ),
    "county_partial": (
        "规划只覆盖本县的一部分，未点名不等于没有安排。",
        "The plan covers only part of this county.",
    ),
    "county_no_plan": (
        "未收录覆盖本县的碳达峰方案，空白不代表没有规划。",
        "No plan that covers this county was read; blank does not mean nothing is planned.",
    ),
    "pick_county": ("只看本县", "Only this county"),
    "show_whole": ("查看全县", "Show the county"),
    # Table
    "table": ("事项表", "Table of items"),
    "count_line": (
        "{rows} 条记录，{things} 项事项，其中 {unplaced} 项未落图",
        "{rows} rows, {things} items, {unplaced} of them not on the map",
    ),
    "col_name": ("名称", "Name"),
    "col_kind": ("类型", "Kind"),
    "col_city": ("方案", "Plan"),
    "col_county": ("县区", "County"),
    "col_year": ("目标年", "Year"),
    "col_quantity": ("规模", "Quantity"),
    "col_precision": ("定位", "Precision"),
    "page": ("第 {page}／{pages} 页", "Page {page} of {pages}"),
    "previous": ("上一页", "Previous"),
    "next": ("下一页", "Next"),
    "sort_by": ("按此列排序", "Sort by this column"),
    "again": ("再次提及", "repeat mention"),
    "export_csv": ("表格 CSV", "Table, CSV"),
    "export_xlsx": ("表格 Excel", "Table, Excel"),
    "export_geojson": ("数据 GeoJSON", "Data, GeoJSON"),
    "export_geopackage": ("数据 GeoPackage", "Data, GeoPackage"),
    "export_png": ("地图 PNG", "Map, PNG"),
    "export_pdf": ("地图 PDF", "Map, PDF"),
    "export_pdf_a3": ("地图 PDF（大幅）", "Map, PDF (A3)"),
    "export_page": ("本页表格 Excel", "Tables of this page, Excel"),
    "export_docx": ("县区简报 Word", "County briefing, Word"),
    # Sources
    "sources_intro": (
        "图上每一个标记、每一个数字都来自下列五份文件，并附原文。文件没有点名，不等于没有安排。",
        "Every mark and every number comes from these five documents, with its clause. "
        "What a document does not name may still exist.",
    ),
    "sources_documents": ("五份文件", "The five documents"),
    "sources_lengths": (
        "文件长短和体例不同（淄博的方案没有项目专栏），点名多少不能直接比较。",
        "The documents differ in length and habit (Zibo's has no project boxes), "
        "so counts are not a ranking.",
    ),
    "doc_title": ("文件", "Title"),
    "doc_number": ("文号", "Number"),
    "doc_date": ("日期", "Date"),
    "doc_coverage": ("覆盖", "Coverage"),
    "doc_length": ("字数", "Characters"),
    "doc_items": ("记录", "Rows"),
    "doc_density": ("每万字记录", "Rows per 10,000 characters"),
    "doc_targets": ("目标", "Targets"),
    "sources_method": ("方法", "Method"),
    "method_1": (
        "收录对象：文件点名的项目、设施、线路、园区、保护地、试点县区和有名称的行动；不收录没有名称的泛指。",
        "What is in: projects, facilities, lines, parks, reserves, pilot counties and programmes "
        "that a document names; classes of action without a name are not.",
    ),
    "method_2": (
        "原文摘句一字不改（含错字），不超过120字，由程序逐条与文件比对。",
        "Clauses are verbatim, misprints included, at most 120 characters, and compared with the "
        "documents by program.",
    ),
    "method_3": (
        "县域只有四种依据：原文写明、据上下文、据外部资料推断（附来源）、未指明。功能区不是县。",
        "A county is stated, taken from the passage, inferred from a cited source, or not given. "
        "A functional zone is no county.",
    ),
    "method_4": (
        "多数事项只知道在哪个县：用空心虚线标记排在县内，不代表场址。只有引用来源的点才画成场址或乡镇。",
        "Most items are known to the county only: open broken marks, arranged inside it. Only "
        "points with a cited source are drawn as a site or township.",
    ),
    "method_5": (
        "目标年依次取：本项写明、近期（2025）或远期（2030）、本段目标年、规划期末，并注明依据。",
        "The target year is the item's own, else that of its phase, else that of its paragraph, "
        "else the plan's horizon; the basis is always shown.",
    ),
    "method_6": (
        "同一事项多次提及，各占一行，地图上只算一项。",
        "Each mention of a thing has its row; on the map the thing counts once.",
    ),
    "method_7": (
        "县区底色是点名的事项数，按固定分级；“未点名”“只覆盖部分”“未收录规划”“不在所选范围”分别表示。",
        "Counties are shaded by the number of things named, in fixed classes; four kinds of empty "
        "are told apart.",
    ),
    "method_8": (
        "每次改动数据都要通过{checks}项检查，否则不予采用。",
        "Data must pass {checks} checks before it is shown.",
    ),
    "sources_readings": ("两次独立通读", "Two independent readings"),
    "readings_intro": (
        "每份文件由两人从头到尾独立通读，结果逐条比对，分歧回到原文裁定。",
        "Each document was read twice, independently, from the first line to the last; the lists "
        "were compared and differences settled against the text.",
    ),
    "readings_notes": ("分歧如何裁定", "How differences were settled"),
    "reading_what": ("对象", "What"),
    "reading_projects": ("具名事项", "Named things"),
    "reading_targets": ("数量目标", "Targets"),
    "reading_both": ("两次都有", "Found by both"),
    "reading_first": ("仅第一次", "First only"),
    "reading_second": ("仅第二次", "Second only"),
    "reading_kept": ("{found}（收录{kept}）", "{found} ({kept} kept)"),
    "reading_added": ("裁定时补充", "Added when settling"),
    "reading_fields": ("字段分歧", "Fields settled"),
    "sources_errata": ("原文勘误", "Errata"),
    "errata_intro": (
        "文件中有{count}处错字、断句或前后不一。摘句保留原样，地图按“读作”处理。⏎表示换页断句。",
        "The documents hold {count} misprints, broken sentences or inconsistencies. Clauses keep "
        "the printed form; the map uses the reading. ⏎ marks a page end.",
    ),
    "errata_printed": ("印作", "Printed"),
    "errata_read": ("读作", "Read as"),
    "errata_reason": ("理由", "Reason"),
    "show_all": ("全部 {count} 条", "All {count}"),
    "sources_unplaced": ("没有落图的事项", "What has no place"),
    "unplaced_intro": (
        "这些事项文件没有指明县域，也没有可引用的来源，因此只在表格中列出，不画点。",
        "For these the document gives no county and no citable source does; they are listed, "
        "never pinned.",
    ),
    "unplaced_why": ("原因", "Why"),
    "sources_decisions": ("判定不收录", "Judged not to be items"),
    "decisions_intro": (
        "通读时另有{count}处语句判定不收录，理由见数据包中的 decisions.csv。",
        "{count} more phrases were judged not to be items; reasons are in decisions.csv.",
    ),
    "sources_dictionary": ("数据字典", "Data dictionary"),
    "column": ("列名", "Column"),
    "column_meaning": ("含义", "Meaning"),
    "column_type": ("类型", "Type"),
    "column_values": ("取值", "Values"),
    "download_package": ("下载全部数据（ZIP）", "Download all data (ZIP)"),
    # Exports
    "export_title": ("峰图：筛选结果", "Fengtu: filtered items"),
    "export_filters": ("筛选条件", "Filters"),
    "export_date": ("导出日期", "Exported"),
    "export_sources": ("来源文件", "Sources"),
    "export_boundary": ("边界", "Boundaries"),
    "export_precision": (
        "位置说明：定位为“县域示意”的点代表所在县，不是场址",
        "A point of precision “Known to the county” stands for the county, it is no site",
    ),
    "export_none": ("无", "none"),
    # Reports
    **DESK,
    **EXHIBIT,
    **FAULTS,
    **REPORTS,
    **TOUR,
}


def word(key: str, language: Language, **values: object) -> str:
    """The word for `key` with `values` put in. KeyError for an unknown key."""
    zh, en = _WORDS[key]
    return (zh if language == "zh" else en).format(**values)


def words(keys: tuple[str, ...], language: Language) -> dict[str, str]:
    """Several words without values, by key."""
    return {key: word(key, language) for key in keys}
