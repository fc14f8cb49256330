"""The words of the exhibition: short, large, for somebody who passes by."""

from __future__ import annotations

from typing import Final

EXHIBITION: Final[dict[str, tuple[str, str]]] = {
    "exhibit_page": ("展厅", "Exhibition"),
    "exhibit_touch": ("触摸地图，看看家乡", "Touch the map, find your home"),
    "exhibit_choose": ("点一座城市", "Touch a city"),
    "exhibit_choose_county": ("点一个县区", "Touch a county"),
    "exhibit_choose_item": ("点一项，看原文", "Touch an item to read its sentence"),
    "exhibit_named_in_city": ("方案列名 {count} 项", "{count} items named in the plan"),
    "exhibit_wide": ("全市／全区，未指明县", "City-wide or of a zone, no county given"),
    "exhibit_wide_note": (
        "方案只写到这里，没有写明县区。",
        "The plan names these for the whole of it, for no county.",
    ),
    "exhibit_may_apply": ("也可能涉及这里", "May apply here too"),
    "exhibit_quiet": ("依托或提及", "Leant on or mentioned"),
    "exhibit_place": ("在哪里", "Where"),
    "exhibit_nothing": (
        "方案覆盖这里，但没有列名这一类。",
        "The plan covers this county and names nothing of this sort.",
    ),
    "exhibit_all_sectors": ("全部领域", "All sectors"),
    "exhibit_clause": ("原文", "The sentence"),
    "exhibit_previous": ("上一站", "Back"),
    "exhibit_next": ("下一站", "Next"),
    "exhibit_pause": ("暂停", "Pause"),
    "exhibit_play": ("继续导览", "Resume tour"),
    "exhibit_home": ("回到图集", "To the atlas"),
    "exhibit_up": ("返回", "Up"),
    "exhibit_restart": ("重新开始", "Start over"),
    "exhibit_still_there": ("还在看吗？", "Still there?"),
    "exhibit_seconds": ("秒后回到导览", "seconds until the tour goes on"),
    "exhibit_continue": ("继续看", "Keep looking"),
    "exhibit_scan": ("用手机继续看", "Go on with your phone"),
    "exhibit_named_only": ("方案列名，不等于已经建成", "Named does not mean built"),
    "exhibit_open_marks": ("虚线圆：只知在本县", "Broken ring: county known"),
    "exhibit_anchors": (
        "方块：全市或功能区，未指明县",
        "Square: city or zone, no county given",
    ),
    "exhibit_point_marks": ("实心圆：位置有出处", "Disc: place known"),
    "exhibit_shades": ("越亮，列名越多", "Brighter: more named"),
    "exhibit_dark": (
        "最暗：未收录方案，或不在所选范围",
        "Darkest: no plan read, or not chosen",
    ),
    "exhibit_hatched": ("斜线：方案只覆盖一部分", "Hatched: covered in part"),
    # The tour: a short sentence a stop, read from three metres away
    # Titles
    "tour_title_opening": ("方案列出了什么", "What the plans name"),
    "tour_title_widest": ("列名最广的", "Most widely named"),
    "tour_title_nothing": ("没有点到名的县区", "Counties with nothing named"),
    "tour_title_neighbours": ("风电场与储能在一县或相邻", "Wind and storage side by side"),
    "tour_title_ledger": ("{city}：目标与列名", "{city}: target and named"),
    "tour_title_shared": ("共同的目标", "A shared target"),
    "tour_title_raised": ("{city}：分两步的目标", "{city}: a target in two steps"),
    # Units of the large figure
    "tour_item": ("项", "item"),
    "tour_items": ("项", "items"),
    "tour_county": ("个县区", "county"),
    "tour_counties": ("个县区", "counties"),
    "tour_plans": ("份方案", "plans"),
    "tour_power": ("万千瓦", "MW"),
    # Sentences
    "tour_opening": (
        "{plans}份碳达峰方案列名{things}项，{counties}个县区至少各有一项；列名不等于建成。",
        "{plans} carbon-peaking plans name {things} items, at least one in each of {counties} "
        "counties; named does not mean built.",
    ),
    "tour_city": (
        "{city}的方案列名{things}项，{placed}项可标到县区{most}。",
        "The plan of {city} names {things} items, {placed} of them in a known county{most}.",
    ),
    "tour_city_partly": (
        "{city}方案覆盖{parts}个县区的一部分，列名{things}项，{placed}项可标到县区{most}。",
        "The plan of {city} covers only parts of {parts} counties and names {things} items, "
        "{placed} of them in a known county{most}.",
    ),
    "tour_most": (
        "；{labels}领域最多，{count}项",
        "; the largest sector is {labels} ({count})",
    ),
    "tour_most_each": (
        "；{labels}领域最多，各{count}项",
        "; the largest sectors are {labels} ({count} each)",
    ),
    "tour_widest": (
        "方案完整覆盖的{covered}个县区中，列名最广的是{labels}，在{count}个县区。",
        "Most widely named: {labels}, in {count} of the {covered} counties that a plan covers in "
        "full.",
    ),
    "tour_widest_each": (
        "方案完整覆盖的{covered}个县区中，列名最广的是{labels}，各在{count}个县区。",
        "Most widely named: {labels}, each in {count} of the {covered} counties that a plan covers "
        "in full.",
    ),
    "tour_nothing": (
        "方案完整覆盖{covered}个县区，其中{count}个一项也没有列到；未列名不等于没有。",
        "No item is named in {count} of the {covered} counties that a plan covers in full; that "
        "does not mean that nothing is there.",
    ),
    "tour_neighbours": (
        "方案在{named}个县区列名风电场，其中{count}个的本县或邻县列名储能电站。",
        "Wind farms are named in {named} counties; for {count} of them a storage station is named "
        "in the same county or in the next.",
    ),
    "tour_neighbours_by_name": (
        "方案在{named}个县区列名风电场，其中{count}个（{names}）的本县或邻县列名储能电站。",
        "Wind farms are named in {named} counties; for {count} of them ({names}) a storage station "
        "is named in the same county or in the next.",
    ),
    "tour_ledger": (
        "{city}{year}年{indicator}目标{target}，已运行{operating}，列名{named}。",
        "{city} aims at {indicator} of {target} by {year}; {operating} already operate, and what "
        "the plan names comes to {named}.",
    ),
    "tour_shared_range": (
        "{plans}份方案有{indicator}目标，{year}年从{low_city}的{low}到{high_city}的{high}。",
        "{indicator}: {plans} plans set a target, for {year} from {low} ({low_city}) to {high} "
        "({high_city}).",
    ),
    "tour_shared_range_of_some": (
        "{plans}份方案有{indicator}目标，{dated}份定于{year}年：{low_city}{low}至{high_city}{high}。",
        "{indicator}: {plans} plans set a target, {dated} of them for {year}, from {low} "
        "({low_city}) to {high} ({high_city}).",
    ),
    "tour_shared_same": (
        "{plans}份方案有{indicator}目标，都是{value}，期限{years}年。",
        "{indicator}: {plans} plans set the same target, {value}, due {years}.",
    ),
    "tour_years": ("{first}至{last}", "{first} to {last}"),
    "tour_raised": (
        "{city}的{indicator}目标分两步：{first}年{low}，{last}年{high}。",
        "{indicator}: {city} sets a target in two steps, {low} by {first} and {high} by {last}.",
    ),
    # Amounts
    "tour_amount_mw": ("{number}万千瓦", "{number} MW"),
    "tour_amount_percent": ("{number}%", "{number}%"),
    "tour_at_least": ("{amount}以上", "at least {amount}"),
    "tour_at_most": ("{amount}以下", "at most {amount}"),
    "tour_about": ("{amount}左右", "about {amount}"),
    # Evidence
    "tour_clause": (
        "“{clause}”《{plan}》{section}",
        "“{clause}” Plan of {plan}, {section}",
    ),
    "tour_operating": (
        "已运行：{source}；列名的可能已在其中",
        "Operating: {source}; what is named may be part of it",
    ),
}
