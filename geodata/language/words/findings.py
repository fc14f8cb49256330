"""The sentences of findings, in Chinese and English."""

from __future__ import annotations

from typing import Final

FINDINGS: Final[dict[str, tuple[str, str]]] = {
    "findings_quiet": (
        "另有 {quiet} 项“{kind}”方案只是依托支持或仅提及，不算列名，以下各节都不计。",
        "Of “{kind}” the plans only support or mention {quiet} more: they do not count as named, "
        "here or below.",
    ),
    "findings_empty_precision": (
        "“{filters}”只留下未指明县域的事项，不在任何县区，因此不作按县区的结论，也没有距离、成片和密度。",
        "“{filters}” leaves only items without a county, so nothing is concluded of counties: no "
        "findings, distances, clustering or densities.",
    ),
    "findings_empty_role": (
        "“{filters}”只留下依托支持或仅提及的事项，不算列名，因此不作结论，也没有距离、成片和密度。",
        "“{filters}” leaves only what is leaned on or mentioned, which is not named, so there are "
        "no findings, distances, clustering or densities.",
    ),
    "finding_more": ("{list}等{count}个", "{list} and others, {count} in all"),
    "finding_more_sections": ("{list}等{count}处", "{list} and others, {count} in all"),
    "finding_any_section": ("方案任何一节", "any section"),
    "finding_kind": ("“{kind}”", "“{kind}”"),
    "finding_kind_filtered": ("符合筛选的“{kind}”", "“{kind}” within these filters"),
    "finding_covered": (
        "{city}方案全部覆盖的{count}个县区",
        "the {count} counties that the plan of {city} covers whole",
    ),
    "finding_covered_chosen": (
        "筛选所及、{city}方案全部覆盖的{count}个县区",
        "the chosen counties that the plan of {city} covers whole ({count})",
    ),
    "finding_named": (
        "所读方案共在{count}个县区列名{things}项“{kind}”：{counties}。",
        "“{kind}” is named here by the plans read: {counties} (counties: {count}, items: "
        "{things}).",
    ),
    "finding_named_if": (
        "如果所引原句指的不是{kind}，或不在这些县区，此结论即改变。",
        "This would change if a clause cited meant something other than {kind}, or another county.",
    ),
    "finding_named_none": (
        "所读方案没有在任何县区列名“{kind}”。",
        "“{kind}” is named in no county by the plans read.",
    ),
    "finding_named_none_if": (
        "如果任何一份方案在某县区列名了{kind}，此结论即改变。",
        "This would change if any of the plans named {kind} in a county.",
    ),
    "finding_not_named": (
        "{covered}中，{count}个没有列名“{kind}”：{counties}。",
        "“{kind}” is not named in {count} of {covered}: {counties}.",
    ),
    "finding_not_named_all": (
        "{covered}都没有列名“{kind}”。",
        "“{kind}” is named in none of {covered}.",
    ),
    "finding_not_named_if": (
        "如果{sections}在其中列名了{kind}，此结论即改变。",
        "This would change if {sections} named {kind} there.",
    ),
    "finding_wide": (
        "另有{count}项只指明全市或全区，可能在其中。",
        " Named for the whole city or zone only, so that it could be in one of these: {count}.",
    ),
    "finding_wide_if": (
        "只指明全市或全区的事项如查明在哪个县，也会改变。",
        " Finding the county of one named for the whole city or zone could change it too.",
    ),
    "finding_city_title": (
        "{city}方案中的“{kind}”都是全市的称号，不按县区判断。",
        "In the plan of {city} every “{kind}” is a title of the whole city; counties are not "
        "judged by it.",
    ),
    "finding_city_title_if": (
        "如果方案把某项“{kind}”放在一个县区，就按县区判断。",
        "This would change if the plan gave one of them to a county.",
    ),
    "finding_partly": (
        "{counties}只有一部分在所读方案的范围内，没有列名“{kind}”不等于没有安排。",
        "The plan read covers only part of {counties}; that it names no “{kind}” there says "
        "nothing of the rest.",
    ),
    "finding_partly_if": (
        "如果收录了覆盖这些县区全部范围的方案，就可以判断。",
        "A plan that covers these counties whole would settle it.",
    ),
    "finding_distance": (
        "方案全部覆盖而没有列名“{kind}”的{count}个县区中，{beside}个可能紧邻列名地；"
        "按最近可能距离，{county}离列名地最远，{near}至{far}公里。",
        "Of the counties covered whole in which “{kind}” is not named ({count}), {beside} may lie "
        "right beside a place that names it; by the nearest possible distance {county} is the most "
        "remote, at {near} to {far} km.",
    ),
    "finding_distance_if": (
        "如果更近处列名了{kind}，或已列名项目查明了场址，此范围即改变。",
        "This would change if {kind} were named nearer, or the site of one that is named were "
        "known.",
    ),
    "finding_refused_if": (
        "方案覆盖全县的县区达到{counties}个、其中列名的达到{present}个时，才做检验。",
        "It is made once plans cover {counties} counties whole and {present} of them name it.",
    ),
    "finding_clustered": (
        "方案全部覆盖而列名“{kind}”的{present}个县区中，相邻的有{bb}对；"
        "在各方案内随机分布时预期{expected}对"
        "（p={p}，按{tested}类校正后q={q}）：相邻多于随机。",
        "Pairs of neighbours among the {present} counties covered whole that name “{kind}”: {bb}; "
        "chance within each plan would give {expected} (p={p}, q={q} adjusted for {tested} kinds): "
        "more than chance.",
    ),
    "finding_clustered_if": (
        "同一方案多列名或少列名几个县区，结果就可能不同；相邻不说明原因。",
        "A few counties more or less in one plan could change it; it says nothing of the cause.",
    ),
    "finding_not_clustered": (
        "方案全部覆盖而列名“{kind}”的{present}个县区中，相邻的有{bb}对；"
        "在各方案内随机分布时预期{expected}对"
        "（p={p}，按{tested}类校正后q={q}）：看不出聚集。",
        "Pairs of neighbours among the {present} counties covered whole that name “{kind}”: {bb}; "
        "chance within each plan would give {expected} (p={p}, q={q} adjusted for {tested} kinds): "
        "no clustering can be told.",
    ),
    "finding_not_clustered_if": (
        "县区再多一些、列名再集中一些，才可能看出；看不出不等于没有。",
        "More counties, or naming closer together, could show it; not told does not mean none.",
    ),
    "finding_density": (
        "{city}方案列名{count}项“{kind}”：每100平方公里{area}，每10万人{people}。",
        "Items of the kind “{kind}” in the plan of {city}: {count}; per 100 km² {area}, per "
        "100,000 people {people}.",
    ),
    "finding_density_if": (
        "多列名或少列名一项，比率即改变；方案长短不同，不作排名。",
        "One more or less would change it; plans differ in length, so this is no ranking.",
    ),
    "finding_few": (
        "少于5项，比率不宜比较。",
        " With fewer than 5 the rates should not be compared.",
    ),
    "finding_rate": ("{rate}（95%区间{low}至{high}）", "{rate} (95% interval {low} to {high})"),
    "finding_unknown": ("无数据", "unknown"),
    "finding_bound_>=": ("至少", "at least "),
    "finding_bound_<=": ("至多", "at most "),
    "finding_bound_~": ("约", "about "),
    "finding_bound_=": ("", ""),
    "finding_target": (
        "{city}：到{due}年，{indicator}{amount}（{scope}）",
        "{city}: {indicator}, {amount} by {due} ({scope})",
    ),
    "finding_target_phase": (
        "{city}：{due}，{indicator}{amount}（{scope}）",
        "{city}: {indicator}, {amount}, {due} ({scope})",
    ),
    "finding_operating": ("在运{amount}（{source}）", "{amount} operating ({source})"),
    "finding_operating_part": (
        "在运只查到其中的{list}",
        "of what operates only a part can be cited: {list}",
    ),
    "finding_part": ("{fuel}{amount}（{source}）", "{fuel} {amount} ({source})"),
    "finding_operating_unknown": (
        "在运规模没有可引的来源",
        "no source that can be cited gives what operates",
    ),
    "finding_increment": (
        "目标是新增量，不减在运规模",
        "the target is an addition, so what operates is not subtracted",
    ),
    "finding_sum_named": (
        "列名且写明规模的{count}项，共{amount}",
        "named with a figure: {count}, {amount} together",
    ),
    "finding_sum_none": ("没有列名写明规模的事项", "none named with a figure"),
    "finding_unquantified": ("另列名{count}项未写规模", "named without a figure: {count}"),
    "finding_later": (
        "另有{count}项的目标年（含按规划期末计的）晚于此，不计入",
        "named but due later (or by the plan's horizon), not counted: {count}",
    ),
    "finding_rest": ("未列名{amount}", "{amount} not named"),
    "finding_rest_range": (
        "未列名{bound}{least}至{most}（列名的可能已在运，全部重复则为后一数）",
        "{bound}{least} to {most} not named (what is named may operate already; the second figure "
        "holds if all of it does)",
    ),
    "finding_no_rest": (
        "因此未列名的规模不能计算",
        "so what is not named cannot be computed",
    ),
    "finding_exceeded": (
        "在运或列名的规模已超过目标",
        "what operates, or what is named, goes beyond the target",
    ),
    "finding_joint": ("；", "; "),
    "finding_stop": ("。", "."),
    "finding_ledger_if": (
        "如果方案另有列名、写明规模，或在运数据更新，未列名的数量即改变。",
        "What is not named would change if the plan named more, gave more figures, or the "
        "operating capacity were updated.",
    ),
}
