"""The words of the marks of zones and cities, and of roles and years on the map and its card."""

from __future__ import annotations

from typing import Final

ATLAS: Final[dict[str, tuple[str, str]]] = {
    "legend_bases": ("目标年依据", "Basis of the target year"),
    "legend_quiet": ("其中依托、仅提及（不算列名）", "Of these, leaned on or mentioned"),
    "only_doing": ("只看方案要做的事", "Only what is to be done"),
    "anchor_zone": ("功能区", "functional zone"),
    "anchor_city": ("全市", "whole city"),
    "anchor_label": ("未指明县", "items without a county"),
    "fact_section": ("所在章节", "Section"),
    "show_anchor": ("查看{name}未指明县的事项", "Show what has no county in {name}"),
    "anchor_items": ("未指明县的事项：{counted}", "Without a county: {counted}"),
    "anchor_none_pass": (
        "这里未指明县的事项都不符合筛选。",
        "Nothing without a county passes the filters here.",
    ),
    "anchor_none": ("没有只标到这里的事项。", "Nothing stands at this mark alone."),
    "anchor_place": (
        "标记所在：{place}；来源：{source}",
        "The mark stands at: {place}; source: {source}",
    ),
    "anchor_extent": ("范围：{extent}（来源：{source}）", "Extent: {extent} (source: {source})"),
}
