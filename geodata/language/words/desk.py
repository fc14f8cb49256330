"""The words of the planner's desk: county, targets and gaps."""

from __future__ import annotations

from typing import Final

DESK: Final[dict[str, tuple[str, str]]] = {
    "county_page": ("县区", "County"),
    "targets_page": ("目标", "Targets"),
    "gaps_page": ("对照", "Gaps"),
    # County
    "choose_county": ("县区", "County"),
    "choose_other": ("并列比较", "Compare with"),
    "choose_first": ("请选择", "choose"),
    "choose_none": ("不比较", "none"),
    "profile_choose": (
        "请先选择一个县区，或在地图上点击一个县。",
        "Choose a county here, or click one on the map.",
    ),
    "profile_counts": (
        "方案在本县列名：{counted}；按领域列出，点名称看原文。",
        "Named here by the plan: {counted}; by sector; press a name for its clause.",
    ),
    "profile_none_pass": (
        "方案在本县列名的事项都不符合筛选：{counted}。",
        "Nothing that the plan names here passes the filters: {counted}.",
    ),
    "profile_unfiltered": (
        "以下各节针对全部事项，不受筛选影响。",
        "The parts below speak of all items, whatever is filtered.",
    ),
    "profile_neighbours_only": ("相邻县区", "Neighbouring counties"),
    "profile_named": ("本县列名的事项", "Named in this county"),
    "profile_wide": (
        "未指明县域、可能涉及本县的事项",
        "Named without a county: may also apply here",
    ),
    "profile_wide_city": (
        "方案只指明{name}全市的：{counted}。不计入本县，也不能排除；按方案篇章列出。",
        "Named for the whole of {name}: {counted}. Not counted here, and not ruled out; by chapter "
        "of the plan.",
    ),
    "profile_wide_zone": (
        "方案只指明{name}、而它有一部分在本县的：{counted}。不计入本县，也不能排除；"
        "按方案篇章列出。",
        "Named for {name}, part of which lies in this county: {counted}. Not counted here, and not "
        "ruled out; by chapter of the plan.",
    ),
    "profile_chapter": ("{chapter}（{count} 项）", "{chapter} ({count})"),
    "profile_targets": ("所属方案的目标", "Targets of its plan"),
    "profile_targets_note": (
        "目标的范围是{scope}，不是本县的任务。",
        "The targets are for {scope}, not for this county.",
    ),
    "profile_neighbours": (
        "邻县列名而本县未列名的类型",
        "Kinds that neighbours name and it does not",
    ),
    "profile_neighbours_none": (
        "相邻县区列名的类型，本县都已列名。",
        "Its neighbours name no kind that is not named here.",
    ),
    "profile_neighbours_list": (
        "收录范围内的相邻县区：{names}",
        "Neighbours within the atlas: {names}",
    ),
    "profile_peers": ("最相似的县区及其写法", "Most similar counties and their wording"),
    "profile_peers_note": (
        "按面积、2020年人口、城镇化率、是否列名水运、是否列名铁路五项标准化后的距离；"
        "只用于借鉴写法，不是排名。",
        "Distance of five standardised features: area, population 2020, urban share, names a "
        "waterway or port, names a railway. For wording to learn from; it is no ranking.",
    ),
    "peer_distance": ("距离", "Distance"),
    "feature_area_km2": ("面积", "Area"),
    "feature_population_2020": ("人口（2020）", "Population (2020)"),
    "feature_urban_share": ("城镇化率", "Urban share"),
    "feature_names_water": ("列名水运", "Names water transport"),
    "feature_names_rail": ("列名铁路", "Names rail"),
    "peer_wording": ("相似县区对本县未列名类型的写法", "How they word kinds not named here"),
    "yes": ("是", "yes"),
    "no": ("否", "no"),
    "col_clause": ("原文", "Clause"),
    "col_wording": ("用词", "Wording"),
    "col_sector": ("领域", "Sector"),
    # Targets
    "targets_intro": (
        "五份方案写明年份或阶段的数量目标，每个都附原文。",
        "Every number that the five plans give a year or a phase, each with its clause.",
    ),
    "ledger_heading": ("装机目标与列名项目", "Capacity targets and what is named"),
    "ledger_intro": (
        "目标是全域的；列名项目只是方案要建的、写出名字的那一部分，依托和仅提及的不计。"
        "“未列名”不等于没有安排。",
        "Targets are for the whole area; named items are only those that a plan names as something "
        "to be done, not what it leans on or mentions. “Not named” does not mean that nothing is "
        "arranged.",
    ),
    "ledger_target": ("目标", "Target"),
    "ledger_operating": ("在运", "Operating"),
    "ledger_named": ("列名", "Named"),
    "ledger_unquantified": ("未写规模", "Without a figure"),
    "ledger_not_named": ("未列名，自", "Not named, from"),
    "ledger_not_named_most": ("未列名，至", "Not named, to"),
    "ledger_unknown": ("无可引用数据", "no cited figure"),
    "ledger_added": ("新增量，不计", "an addition, not counted"),
    "ledger_count": ("写明规模", "With a figure"),
    "ledger_not_computable": ("不能计算", "not computable"),
    "ledger_note": ("说明", "Note"),
    "ledger_why_operating": (
        "没有可引用的在运数据",
        "no cited figure of what operates",
    ),
    "ledger_why_part": (
        "在运中只有{list}有可引用的数据",
        "of what operates only {list} can be cited",
    ),
    "ledger_why_unquantified": (
        "另列名{count}项未写规模",
        "named without a figure: {count}",
    ),
    "ledger_why_range": (
        "列名的可能已在运，全部重复则为后一数",
        "what is named may operate already; the second figure holds if all of it does",
    ),
    "beside_heading": ("在运装机与目标", "What operates, beside the targets"),
    "beside_intro": (
        "在运数据引自方案以外的公开来源，截至所注年月；只有装机目标能与在运相比。"
        "本表只随城市与领域的筛选变化。",
        "From public sources outside the plans, as of the month given; only a capacity target can "
        "be set against what operates. This table follows the filters on city and sector alone.",
    ),
    "beside_fuel": ("电源", "Source of power"),
    "beside_capacity": ("在运", "Operating"),
    "beside_as_of": ("截至", "As of"),
    "beside_use": ("用在哪里", "Where it is used"),
    "beside_source": ("来源", "Source"),
    "beside_whole": (
        "{targets}的在运部分",
        "the operating part of {targets}",
    ),
    "beside_part": (
        "{targets}的一部分，其余没有数据，不相减",
        "a part of {targets}; of the rest nothing is cited, so nothing is subtracted",
    ),
    "beside_concerned": (
        "方案没有它的装机目标；{targets}涉及这些机组，但不以装机计，不相减",
        "no capacity target of its own; nothing is subtracted from what speaks of these plants in "
        "another unit: {targets}",
    ),
    "beside_none": (
        "方案没有它的数量目标，无从比较",
        "the plan has no target for it, so there is nothing to compare",
    ),
    "beside_target": ("“{indicator}”（{due}）", "“{indicator}” ({due})"),
    "col_baseline": ("基准年", "Baseline"),
    "targets_phase_only": (
        "另有 {count} 个目标只写阶段。",
        "Targets with a phase and no year, left out: {count}.",
    ),
    "ledger_filtered": (
        "筛选内 {count} 个目标；列名项目按方案全部事项计，不受筛选影响。",
        "Targets within the filters: {count}; what is named is counted over the whole plan, "
        "whatever is filtered.",
    ),
    "targets_count": ("共 {every} 个目标。", "Targets: {every}."),
    "targets_of": (
        "筛选内 {count} 个目标，共 {every} 个。",
        "Targets within the filters: {count}, {every} in all.",
    ),
    "ledger_exceeded": ("已达到或超过目标", "at or beyond the target"),
    "ledger_addends": (
        "{city} {indicator} {year}：计算过程与来源",
        "{city}, {indicator}, {year}: addends",
    ),
    "ledger_later": ("期限更晚、未计入：{names}", "Due later, not counted: {names}"),
    "ledger_scope": (
        "在运（{fuel}，{as_of}）口径：{scope}；来源：{source}",
        "Operating ({fuel}, {as_of}): {scope}; source: {source}",
    ),
    "comparison_heading": ("跨城市、跨年份比较", "Across cities and years"),
    "comparison_intro": (
        "每行一个城市，横轴为数值，点下为目标年。圆点为确值，空心三角为下限或上限，短横条为“左右”；"
        "起步区的数字只指起步区。各方案的范围不尽相同，点任一数值看原文。",
        "A row is a city, the axis is the value, the year stands below. Dots are exact, open "
        "triangles bounds, short bands “about”; figures of the Start-up Area are for that area "
        "only. Plans differ in scope: press a figure for its clause.",
    ),
    "all_targets": ("全部目标", "All targets"),
    "col_indicator": ("指标", "Indicator"),
    "col_value": ("数值", "Value"),
    "col_unit": ("单位", "Unit"),
    "col_value_std": ("标准单位", "Standard unit"),
    "col_scope": ("范围", "Scope"),
    "col_section": ("位置", "Section"),
    # Gaps
    "gaps_intro": (
        "空格有四种含义：方案覆盖但未列名、只覆盖部分、未收录方案、不适用。"
        "方案长短体例不同，空格不是短板。",
        "A cell is empty in four ways: covered and not named, partly covered, no plan read, not "
        "applicable. Plans differ in habit; an empty cell is no failing.",
    ),
    "choose_kind": ("类型", "Kind"),
    "choose_partner": ("与之互补的类型", "Complement"),
    "choose_level": ("矩阵", "Matrix"),
    "level_sector": ("按领域", "by sector"),
    "level_kind": ("按类型", "by kind"),
    "matrix_heading": ("县区 × 类型", "County × kind"),
    "matrix_legend": (
        "数字为列名项数，不含依托支持和仅提及的；括号内的只有这后一类；○ 方案未列名；◐ 只覆盖部分；"
        "— 未收录方案；/ 不适用；· 方案里有，但不在筛选之内",
        "Numbers are items named, without those only supported or mentioned; in brackets only "
        "such; ○ not named; ◐ partly covered; — no plan read; / not applicable; · in the plan, but "
        "outside the filters",
    ),
    "matrix_wide_city": ("{name}：全市，未指明县", "{name}: whole city, no county given"),
    "matrix_wide_zone": ("{name}：全区，未指明县", "{name}: whole zone, no county given"),
    "matrix_scope": ("本表只计：{filters}", "This table counts only: {filters}"),
    "section_scope": ("只计：{filters}", "Only: {filters}"),
    "findings_any_kind": (
        "以下只看“{kind}”；领域与类型的筛选只用于矩阵。",
        "Below, “{kind}” alone; the filters on sector and kind choose columns of the matrix.",
    ),
    "findings_heading": ("可以引用的结论", "Findings that can be quoted"),
    "distance_heading": ("到最近列名处的距离范围", "How far to the nearest place that names it"),
    "distance_intro": (
        "只知在县域的，取该县范围内最近与最远的可能。",
        "Where only the county is known, from the nearest to the farthest possible.",
    ),
    "distance_none": (
        "没有一个县区列名这一类型，无从计算距离。",
        "No county names this kind, so there is no distance.",
    ),
    "distance_all": (
        "没有要计算距离的县区：或已列名这一类型，或不按县区判断。",
        "No county is left to measure from: each names this kind or is not judged by county.",
    ),
    "unit_km": ("公里", "km"),
    "col_nearest_km": ("最近可能", "Nearest possible"),
    "col_farthest_km": ("最远可能", "Farthest possible"),
    "col_nearest": ("最近列名处", "Nearest"),
    "complement_heading": ("相邻互补", "Neighbours that complement"),
    "complement_intro": (
        "左县列名“{a}”，相邻的右县列名“{b}”。",
        "The left county names {a}; the right one, adjacent to it, names {b}.",
    ),
    "complement_none": (
        "没有相邻的县区分别列名这两类。",
        "No adjacent counties name these two kinds.",
    ),
    "joins_heading": ("是否成片", "Whether it clusters"),
    "joins_intro": (
        "只计方案全部覆盖的县区：列名县区之间的相邻对数，与各方案内随机分布比较"
        "（置换检验，种子固定，多重检验校正）；县区不足30或列名不足5的不检验。",
        "Counties covered whole alone: adjacent pairs of those that name a kind, against chance "
        "within the plans (seeded permutations, FDR); refused under 30 counties or 5 presences.",
    ),
    "joins_of": ("是否成片：{kind}", "Whether it clusters: {kind}"),
    "joins_none": (
        "方案全部覆盖的县区，没有一个列名任何一类。",
        "No county that a plan covers whole names anything.",
    ),
    "density_none": (
        "方案全部覆盖的县区，没有一个列名这一类型。",
        "No county that a plan covers whole names this kind.",
    ),
    "col_present": ("列名县区", "Naming"),
    "col_joins": ("相邻对", "Joins"),
    "col_expected": ("期望", "Expected"),
    "col_p": ("概率（校正后）", "p (FDR)"),
    "col_result": ("说明", "Result"),
    "density_heading": ("密度与区间", "Density with intervals"),
    "density_intro": (
        "只计方案全部覆盖的县区；泊松精确95%区间；项数少于5时区间很宽，不作排名。按县区代码排列。",
        "Counties covered whole alone. Exact Poisson 95 % intervals; under 5 items they are wide "
        "and nothing is ranked.",
    ),
    "col_count": ("项数", "Items"),
    "col_per_100_km2": ("每百平方公里", "Per 100 km²"),
    "col_per_100_km2_low": ("每百平方公里，下限", "Per 100 km², low"),
    "col_per_100_km2_high": ("每百平方公里，上限", "Per 100 km², high"),
    "col_per_100k_people": ("每十万人", "Per 100,000 people"),
    "col_per_100k_people_low": ("每十万人，下限", "Per 100,000 people, low"),
    "col_per_100k_people_high": ("每十万人，上限", "Per 100,000 people, high"),
}
