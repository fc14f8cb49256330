"""The words of the pictures of targets: bars, rows of dots, and what is said of them."""

from __future__ import annotations

from typing import Final

PICTURES: Final[dict[str, tuple[str, str]]] = {
    # The sentence above the bars
    "bars_count": ("{count} 个装机目标", "Capacity targets: {count}"),
    "bars_known_list": (
        "能算出未列名规模的 {count} 个：{list}",
        "what is not named is known for {count}: {list}",
    ),
    "bars_known_one": (
        "{city}{indicator}（{due}）{amount}",
        "{city}, {indicator} ({due}) {amount}",
    ),
    "bars_known": ("能算出未列名规模的 {count} 个", "what is not named is known for {count}"),
    "bars_exceeded": (
        "在运或列名已超过目标的 {count} 个",
        "what operates or is named goes beyond {count}",
    ),
    "bars_unknown": (
        "{count} 个缺少在运或列名项目的规模，不能计算，图中注明",
        "for {count} what operates or is named has no figure, so it cannot be computed, and the "
        "bar says so",
    ),
    "bars_none": ("没有符合条件的装机目标。", "No capacity target fits."),
    # At a bar
    "bar_target": ("目标 {amount}", "Target {amount}"),
    "bar_operating": ("{fuel}在运 {amount}", "Operating, {fuel} {amount}"),
    "bar_operating_none": ("在运：无可引用数据", "Operating: no cited figure"),
    "bar_operating_added": ("新增量，不减在运", "An addition: what operates is not subtracted"),
    "bar_named": ("列名 {count} 项 {amount}", "Named ({count}) {amount}"),
    "bar_named_none": ("没有列名项目", "Nothing named"),
    "bar_unquantified": ("列名 {count} 项未写规模", "Named without a figure: {count}"),
    "bar_both": ("其中可能已在运，至多 {amount}", "Of it perhaps operating, up to {amount}"),
    "bar_rest": ("未列名 {amount}", "Not named {amount}"),
    "bar_rest_none": ("未列名：不能计算", "Not named: not computable"),
    "picture_table": ("数据表（{count} 行）", "Table ({count} rows)"),
    # Rows of dots
    "rows_count": (
        "{count} 个指标有不止一份方案或不止一个年份的目标，共 {targets} 个目标。",
        "Indicators with targets of several plans or several years: {count}, with {targets} "
        "targets.",
    ),
    "rows_lit": (
        "彩色为筛选内的 {count} 个目标，灰色为同一指标的其余目标。",
        "In colour the targets within the filters: {count}; grey, the others of the same "
        "indicators.",
    ),
    "rows_none": (
        "筛选内没有可以并列的目标。可以放宽筛选。",
        "No target within the filters can be set beside another. Widen the filters.",
    ),
    "rows_by_year": ("到{due}年", "By {due}"),
    "rows_by_phase": ("{due}", "{due}"),
    "rows_same": (
        "{when}，{count} 份方案都是 {amount}。",
        "{when}, {amount} in each of {count} plans.",
    ),
    "rows_range": (
        "{when}，{count} 份方案从 {least}（{least_city}）到 {most}（{most_city}）。",
        "{when}, from {least} ({least_city}) to {most} ({most_city}) in {count} plans.",
    ),
    "rows_apart": ("期限各不相同：{list}。", "Due at different times: {list}."),
    "rows_one_year": ("{city} {amount}（{due}年）", "{city} {amount} ({due})"),
    "rows_one_phase": ("{city} {amount}（{due}）", "{city} {amount} ({due})"),
    "rows_clauses": ("{indicator}：原文 {count} 条", "{indicator}: clauses ({count})"),
    "rows_line": (
        "{city} {due} {amount}，{scope}，{section}",
        "{city} {due} {amount}, {scope}, {section}",
    ),
    # The other targets
    "rest_heading": ("其余目标", "Other targets"),
    "rest_count": (
        "{count} 个目标不在以上图中：指标只有一份方案、一个年份，又不是装机。",
        "Targets in no picture, since their indicator has one plan and one year alone and is no "
        "capacity: {count}.",
    ),
}
