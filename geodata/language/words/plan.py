"""The words of a plan's page and of its files."""

from __future__ import annotations

from typing import Final

PLAN: Final[dict[str, tuple[str, str]]] = {
    "plan_page": ("方案", "Plan"),
    "plan_open": ("打开方案", "Open the plan"),
    "plan_heading": ("{city}的方案", "The plan of {city}"),
    "plan_document": ("文件", "Document"),
    "plan_fact": ("内容", "Content"),
    "plan_original": ("公开原文", "Published original"),
    "plan_issuer": ("发文机关", "Issued by"),
    "plan_horizon": ("规划期末", "Horizon"),
    "plan_scope": ("筛选条件：{filters}", "Filters: {filters}"),
    "plan_counted": (
        "本方案列名：{counted}，原文提及 {rows} 处；数量目标：{targets}。",
        "Named by this plan: {counted}, mentioned in {rows} places; targets: {targets}.",
    ),
    "plan_targets": ("{count} 个", "{count}"),
    "plan_targets_of": ("筛选内 {count} 个，共 {every} 个", "{count} of {every} pass the filters"),
    "plan_targets_follow": (
        "目标只随领域、年份、责任单位和搜索筛选；按类型筛选时，列出该类型所属领域的目标。",
        "Targets follow the filters on sector, year, responsible unit and search; with a filter "
        "on kinds, those of the kinds' sectors are listed.",
    ),
    "plan_without_year": (
        "另有 {count} 个目标只写了阶段、没有写年份，不在年份筛选之内：{names}。",
        "Targets with a phase but no year, which a filter on the year leaves out ({count}): "
        "{names}.",
    ),
    "plan_without_unit": (
        "按其余同样的条件，另有 {counted}，各处都没有写明责任单位，不在责任单位筛选之内：{names}。",
        "Under the other filters these name no responsible unit anywhere, and a filter on units "
        "leaves them out ({counted}): {names}.",
    ),
    "plan_names_more": ("{list}等", "{list} and others"),
    "plan_by_precision": ("定位到哪一级", "How well it is located"),
    "plan_by_role": ("方案如何对待", "What the plan does with it"),
    "plan_count": ("项数", "Items"),
    "plan_passing": ("筛选内", "Passing"),
    "plan_every": ("共", "All"),
    "plan_outline": ("篇章与专栏", "Chapters and boxes"),
    "plan_outline_note": (
        "按原文次序；只列出有列名事项或数量目标的篇章。点名称看原文和定位依据。",
        "In the order of the document; only what names an item or a target. Press a name for its "
        "clause and how it is located.",
    ),
    "plan_nothing": ("没有符合筛选的事项和目标。", "No item and no target passes the filters."),
    "plan_part": ("{title}（{counted}）", "{title} ({counted})"),
    "plan_part_items": ("{count} 项", "items: {count}"),
    "plan_part_quiet": (
        "{count} 项（另依托、提及 {quiet} 项）",
        "items: {count} (leant on or mentioned: {quiet})",
    ),
    "plan_part_targets": ("{count} 个目标", "targets: {count}"),
    "plan_part_units": ("责任单位：{units}", "Responsible: {units}"),
    "plan_part_no_units": ("原文未写责任单位", "No responsible unit is named"),
    "plan_items": ("事项", "Items"),
    "plan_quiet": ("依托、仅提及", "Leant on or mentioned"),
    "plan_targets_table": ("数量目标", "Targets"),
    "plan_place": ("所在", "Place"),
    "plan_year": ("年份", "Year"),
    "plan_target_year": ("目标年", "Target year"),
    "plan_amount": ("数量", "Amount"),
    "plan_what": ("类别", "What"),
    "plan_what_item": ("事项", "item"),
    "plan_what_target": ("目标", "target"),
    "plan_name": ("名称或指标", "Name or indicator"),
    "plan_place_scope": ("所在或范围", "Place or scope"),
    "plan_chapter": ("篇章", "Chapter"),
    "plan_id": ("编号", "Id"),
    "plan_units": ("责任单位", "Responsible units"),
    "plan_units_note": (
        "按原文对段落或专栏写明的责任单位；一个事项可能有几个单位。点单位只看它的清单，再点取消。",
        "The units that the document names for the paragraph or box; an item may have several. "
        "Press a unit to see its list alone, press again to take it back.",
    ),
    "plan_units_none": (
        "本方案的事项和目标都没有写明责任单位。",
        "This plan names no responsible unit for any item or target.",
    ),
    "plan_units_none_pass": (
        "筛选内的事项和目标都没有写明责任单位。",
        "No item or target that passes has a responsible unit.",
    ),
    "plan_units_without": (
        "各处都没有写明责任单位：{counted}。",
        "Without a responsible unit anywhere: {counted}.",
    ),
    "plan_duties": ("责任单位清单", "List by responsible unit"),
    "plan_duties_of": ("{unit}：{counted}", "{unit}: {counted}"),
    "plan_errata": ("原文勘误", "Misprints"),
    "plan_errata_count": ("{count} 处；摘句保留原样。", "{count}; clauses keep what is printed."),
    "plan_errata_none": ("没有发现错字。", "No misprint was found."),
    "plan_beside": ("相邻的方案", "Plans beside it"),
    "plan_beside_note": (
        "有县区与本方案的县区接壤、且已收录方案的城市或功能区。",
        "Cities and zones whose plan was read and that share a county boundary with this one.",
    ),
    "plan_beside_none": (
        "收录的其他方案都不与它接壤。",
        "No other plan that was read borders on it.",
    ),
    "plan_beside_counties": ("接壤的县区", "Counties that touch"),
    "plan_beside_named": ("对方在接壤县区列名", "Named in its touching counties"),
    "plan_beside_both": ("两份方案都列名", "Named by both"),
    "plan_pair": ("{own}—{other}", "{own} – {other}"),
    "plan_file_xlsx": ("本方案 Excel", "This plan, Excel"),
    "plan_file_docx": ("本方案 Word", "This plan, Word"),
    "plan_list_xlsx": ("责任单位清单 Excel", "List of the unit, Excel"),
    "plan_list_docx": ("责任单位清单 Word", "List of the unit, Word"),
    "plan_list_title": ("责任单位清单：{units}（{city}）", "Responsible: {units}, {city}"),
}
