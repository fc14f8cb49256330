"""The words of the exhibition: short, large, for somebody who passes by."""

from __future__ import annotations

from typing import Final

EXHIBIT: Final[dict[str, tuple[str, str]]] = {
    "exhibit_page": ("展厅", "Exhibition"),
    "exhibit_touch": ("触摸地图，看看家乡", "Touch the map, find your home"),
    "exhibit_choose": ("点一座城市", "Touch a city"),
    "exhibit_choose_county": ("点一个县区", "Touch a county"),
    "exhibit_choose_item": ("点一项，看原文", "Touch an item to read its sentence"),
    "exhibit_named_in_city": ("方案点名 {count} 项", "{count} items named in the plan"),
    "exhibit_no_county": ("没有写明县区的", "Without a county"),
    "exhibit_nothing": (
        "方案覆盖这里，但没有点名这一类。",
        "The plan covers this county and names nothing of this sort.",
    ),
    "exhibit_all_sectors": ("全部领域", "All sectors"),
    "exhibit_clause": ("原文", "The sentence"),
    "exhibit_previous": ("上一站", "Back"),
    "exhibit_next": ("下一站", "Next"),
    "exhibit_pause": ("暂停", "Pause"),
    "exhibit_play": ("继续导览", "Resume tour"),
    "exhibit_up": ("返回", "Up"),
    "exhibit_restart": ("重新开始", "Start over"),
    "exhibit_still_there": ("还在看吗？", "Still there?"),
    "exhibit_seconds": ("秒后回到导览", "seconds until the tour goes on"),
    "exhibit_continue": ("继续看", "Keep looking"),
    "exhibit_scan": ("用手机继续看", "Go on with your phone"),
    "exhibit_named_only": ("方案点名，不等于已经建成", "Named in a plan does not mean built"),
    "exhibit_open_marks": ("虚线圆：只知在本县", "Broken ring: known to the county only"),
    "exhibit_point_marks": ("实心圆：位置有出处", "Disc: place known from a source"),
    "exhibit_shades": ("越亮，点名越多", "Brighter: more items named"),
    "exhibit_dark": (
        "最暗：未收录方案，或不在所选范围",
        "Darkest: no plan read, or outside what is chosen",
    ),
    "exhibit_hatched": ("斜线：方案只覆盖一部分", "Hatched: covered in part"),
}
