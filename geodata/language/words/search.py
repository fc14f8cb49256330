"""The words of the search box and its suggestions."""

from __future__ import annotations

from typing import Final

SEARCH: Final[dict[str, tuple[str, str]]] = {
    "search": ("搜索县区、类型、事项或原文", "Search counties, kinds, items and clauses"),
    "search_hint": ("如：庆云、qy、储能", "e.g. Qingyun, qy, storage"),
    "search_list": ("搜索建议", "Suggestions"),
    "search_found": ("{count} 条建议", "Suggestions: {count}"),
    "found_county": ("县区", "Counties"),
    "found_city": ("城市", "Cities"),
    "found_plan": ("方案", "Plans"),
    "found_zone": ("功能区", "Functional zones"),
    "found_kind": ("类型", "Kinds"),
    "found_sector": ("领域", "Sectors"),
    "found_unit": ("责任单位", "Responsible units"),
    "found_item": ("事项", "Items"),
    "found_text": ("全文", "Full text"),
    "found_more": ("另有 {count} 个，请再输几个字", "{count} more: type further"),
    "found_quoted": ("“{text}”", "“{text}”"),
    "found_where": ("名称 {named} 项，原文 {quoted} 项", "in names: {named}, in clauses: {quoted}"),
    "found_plans": ("{count} 份方案", "plans: {count}"),
    "found_scope": (
        "项数按全部事项计，不随筛选变化",
        "Items of the whole record, whatever is filtered",
    ),
    "found_none": (
        "没有找到“{text}”。可以输入县区、城市、类型、责任单位或事项的名称，"
        "也可以输入拼音或首字母；字多时请减少几个。",
        "Nothing found for “{text}”. Type the name of a county, city, kind, responsible unit or "
        "item, or fewer letters of it; pinyin and its initials will do.",
    ),
}
