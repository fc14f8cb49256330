"""The words of the sources page."""

from __future__ import annotations

from typing import Final

SOURCES: Final[dict[str, tuple[str, str]]] = {
    "sources_intro": (
        "图上每一个标记、每一个数字都来自下列五份文件，并附原文。文件没有列名，不等于没有安排。",
        "Every mark and every number comes from these five documents, with its clause. "
        "What a document does not name may still exist.",
    ),
    "sources_documents": ("五份文件", "The five documents"),
    "sources_lengths": (
        "文件长短和体例不同（淄博的方案没有项目专栏），列名多少不能直接比较。",
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
        "原文摘句一字不改（含错字），不超过120字，由程序逐条与文件比对。",
        "Clauses are verbatim, misprints included, at most 120 characters, and compared with the "
        "documents by program.",
    ),
    "method_2": (
        "方案如何对待一件事写在最前：新建、改扩建、试点示范、保护修复，这些是“列名”；各处都只是依托支持或"
        "仅提及的另计，不算列名。各处说法不一的，筛选和计数按最进一步的一处。",
        "What the plan does with a thing comes first: build, expand, pilot, protect; this is what "
        "“named” means. What it only supports, leans on or mentions everywhere is counted apart. "
        "Where mentions differ, filters and counts go by the one that commits the plan most.",
    ),
    "method_3": (
        "同一事项多次提及，各占一行，地图上只算一项；其中一处写明的目标年，各处共用。",
        "Each mention of a thing has its row; on the map the thing counts once, and its mentions "
        "share the year that one of them gives.",
    ),
    "method_4": (
        "县区底色是列名的事项数（依托、仅提及的不计），按固定分级；“未列名”“只覆盖部分”“未收录方案”"
        "“不在所选范围”分别表示。",
        "Counties are shaded by the number of things named, without those only leaned on or "
        "mentioned, in fixed classes; four kinds of empty are told apart.",
    ),
    "method_5": (
        "每次改动数据都要通过{checks}项检查，否则不予采用。",
        "Data must pass {checks} checks before it is shown.",
    ),
    "sources_rules": ("记录规则", "Rules of the record"),
    "rules_intro": ("五份方案一律照此办理。", "The same for all five plans."),
    "rule_1": (
        "事项：有专名的；类型明确且写明在哪个县、乡镇或功能区的；或列在方案专栏里的设施、线路、园区、"
        "保护地、平台。",
        "An item is a thing with a proper name, or of a stated kind in a named county, township or "
        "zone, or a facility, line, park, reserve or platform listed in a box of the plan.",
    ),
    "rule_2": (
        "不是事项：一类行动；既无地点和自己的数量、也无引号专名的“行动”“工程”“计划”；只是负责的机构；"
        "只作来源提到的地方；专栏里没有名称、地点和数量的泛指。",
        "No item: a class of action; a campaign or programme without a place, a quantity of its "
        "own or a name in quotation marks; a body that is only responsible; a place only named as "
        "an origin; an entry of a box without name, place or quantity.",
    ),
    "rule_3": (
        "没有名称的单个东西（如“区域性多式联运中心”），方案说要建这一个，才是事项。",
        "An unnamed single thing, such as “a regional multimodal centre”, is an item only where "
        "the plan says to build this one.",
    ),
    "rule_4": (
        "方案申请或试行的称号、试点，记为区域性事项；没有自己的县，就属全市。",
        "A title or pilot that the plan applies for or runs is an area designation; without a "
        "county of its own it belongs to the whole city.",
    ),
    "rule_5": (
        "目标年先取本项写明的，再取本段写明的“到某年”，再取近期、远期；都没有就写“未写”，另注规划期末。"
        "只属于另一项措施的期限不算。",
        "The year is the item's own, else the goal “by …” of its paragraph, else that of its "
        "phase; else none is given and the plan's horizon stands beside. The deadline of another "
        "measure does not count.",
    ),
    "rule_6": (
        "目标是有期限的数字：期限在同一分句、同一句或本段目标里，或原文写明近期、远期、规划期。"
        "没有期限的数字不是目标。",
        "A target is a number with a deadline: in its clause, its sentence, its paragraph's goal, "
        "or a phase that the text states. A number without any is no target.",
    ),
    "rule_7": (
        "“全部”记为100%，“基本”记为约100%，对象写进指标和范围；只用来划定对象的数（如30万千瓦）"
        "不是目标值。",
        "“All of a class” is 100 %, “nearly all” about 100 %, with the class in indicator and "
        "scope; a number that only marks off the class, such as 300 MW, is no target.",
    ),
    "rule_8": (
        "装机目标要有可换算成兆瓦的容量、期限和范围；总数和分项各占一行，分项注明属于哪个总数。",
        "A capacity target has a capacity that converts to MW, a deadline and a scope. Total and "
        "parts have rows of their own; a part says of which total it is one.",
    ),
    "rule_9": (
        "县区取自本项原文或上下文，或取自A、B级来源；线路和网络不能只凭企业名称或所在地定县。"
        "功能区不是县。",
        "A county is stated, taken from the passage, or comes from a source of grade A or B; the "
        "name or seat of a firm is not enough for a line or network. A zone is no county.",
    ),
    "rule_10": (
        "来源分A、B、C三级：A、B级可以定位，B级会注明，C级只是线索，从不用来定位。",
        "Sources have grades: A and B place an item, B is shown as such; C is a lead and never "
        "places anything.",
    ),
    "sources_ladder": ("位置知道到哪一级", "How well places are known"),
    "ladder_intro": (
        "全部{things}项都在地图上，每项标在确知的最细一级，图形不表示更多。",
        "All {things} items are on the map, each at the finest level that is known, in a form that "
        "claims no more.",
    ),
    "ladder_means": ("含义", "Meaning"),
    "ladder_sum": ("合计", "Total"),
    "rung_site": ("有来源的点位，实心", "a point with a cited source, filled"),
    "rung_township": (
        "标在乡镇驻地，浅色，附误差范围",
        "at the seat of its township, pale, with its uncertainty",
    ),
    "rung_county": (
        "排在县内，空心虚线，不是具体位置",
        "arranged inside its county, open and broken; no site",
    ),
    "rung_counties": ("在所涉各县各标一处，同上", "one in each of its counties, likewise"),
    "rung_zone": (
        "计入功能区的方形标记，不画范围线",
        "counted at the square mark of its zone, whose outline is not drawn",
    ),
    "rung_city": ("计入全市的方形标记", "counted at the square mark of its city"),
    "sources_grades": ("来源等级", "Grades of sources"),
    "grades_intro": (
        "点位都有来源，来源分级如下；一个点算一次。",
        "Every point has a source; their grades, each point counted once:",
    ),
    "grade": ("等级", "Grade"),
    "grade_points": ("点位", "Points"),
    "grade_A": (
        "发布者自己的或官方的网页，或开放数据",
        "the publisher's own or an official page, or open data",
    ),
    "grade_B": (
        "署名报刊或发布者，经转载看到",
        "a named paper or publisher, seen through a reprint",
    ),
    "grade_C": ("线索，从不用来定位", "a lead, never used to place"),
    "sources_wide": ("只知在全市或全区的事项", "Known only to a whole city or zone"),
    "wide_intro": (
        "这{things}项方案没有指明县域，也没有A、B级来源可据以定县；标在下列城市或功能区的标记上。",
        "For these {things} the plan gives no county and no source of grade A or B does; they "
        "stand at the marks of these cities and zones.",
    ),
    "wide_city": ("{name}，全市：{things} 项", "{name}, whole city: {things}"),
    "wide_zone": ("{name}，全区：{things} 项", "{name}, whole zone: {things}"),
    "wide_open": (
        "在地图和表格中查看只知在全市或全区的事项",
        "Show what is known only to a city or zone on the map and in the table",
    ),
    "sources_readings": ("各轮通读", "Readings"),
    "readings_intro": (
        "第一轮（2026年11月21日）每份文件由两人从头到尾独立通读，逐条比对，分歧回到原文裁定；"
        "第二轮（2026年11月30日）从头重读，与已有记录逐条比对，“第一次”指已有记录，“第二次”指重读。",
        "In round 1 (2026-11-21) each document was read twice, independently, from the first line "
        "to the last; the lists were compared and differences settled against the text. In round 2 "
        "(2026-11-30) it was read again and compared with the record: “first” is the record as it "
        "was, “second” the new reading.",
    ),
    "reading_round": ("轮次", "Round"),
    "reading_round_1": ("第一轮", "Round 1"),
    "reading_round_2": ("第二轮", "Round 2"),
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
    "sources_decisions": ("判定不收录", "Judged not to be items"),
    "decisions_intro": (
        "通读时另有{count}处语句判定不收录，理由见数据包中的 decisions.csv。",
        "{count} more phrases were judged not to be items; reasons are in decisions.csv.",
    ),
    "sources_dictionary": ("数据字典", "Data dictionary"),
    "column": ("列", "Column"),
    "column_meaning": ("含义", "Meaning"),
    "column_type": ("类型", "Type"),
    "column_values": ("取值", "Values"),
    "download_package": ("下载全部数据（ZIP）", "Download all data (ZIP)"),
}
