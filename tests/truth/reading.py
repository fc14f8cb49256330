"""Reads what is on screen back: sentences by their own expressions, cells by their numbers."""

# ruff: noqa: E501 - an expression is read in one line

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from truth.vocabulary import PHASES, READ

Block = dict[str, Any]
Row = dict[str, Any]
_ASKED: Final = r"(?P<asked>(?:符合筛选的)?“[^”]+”(?: within these filters)?)"

# What a finding may say, in Chinese and in English; the falsifier is part of the sentence.
FINDINGS: Final[dict[str, tuple[str, str]]] = {
    "named": (
        r"所读方案共在(?P<count>\d+)个县区列名(?P<things>\d+)项“(?P<kind>[^”]+)”：(?P<counties>.+)。"
        rf"如果所引原句指的不是{_ASKED}，或不在这些县区，此结论即改变。",
        r"“(?P<kind>[^”]+)” is named here by the plans read: (?P<counties>.+) "
        r"\(counties: (?P<count>\d+), items: (?P<things>\d+)\)\. This would change if a clause cited "
        rf"meant something other than {_ASKED}, or another county\.",
    ),
    "named_none": (
        rf"所读方案没有在任何县区列名“(?P<kind>[^”]+)”。如果任何一份方案在某县区列名了{_ASKED}，此结论即改变。",
        r"“(?P<kind>[^”]+)” is named in no county by the plans read\. This would change if any of "
        rf"the plans named {_ASKED} in a county\.",
    ),
    "not_named": (
        r"(?P<chosen>筛选所及、)?(?P<city>[^，]+?)方案全部覆盖的(?P<of>\d+)个县区"
        r"(?:中，(?P<count>\d+)个没有列名|都没有列名)“(?P<kind>[^”]+)”(?:：(?P<counties>[^。]+))?。"
        r"(?:另有(?P<wide>\d+)项只指明全市或全区，可能在其中。)?"
        rf"如果(?P<sections>.+)在其中列名了{_ASKED}，此结论即改变。"
        r"(?P<find>只指明全市或全区的事项如查明在哪个县，也会改变。)?",
        r"“(?P<kind>[^”]+)” is (?:not named in (?P<count>\d+)|named in none) of the "
        r"(?:(?P<of>\d+) |(?P<chosen>chosen ))counties that the plan of (?P<city>.+?) covers whole"
        r"(?: \((?P<of_chosen>\d+)\))?(?:: (?P<counties>[^.]+))?\."
        r"(?: Named for the whole city or zone only, so that it could be in one of these: "
        r"(?P<wide>\d+)\.)? "
        rf"This would change if (?P<sections>.+) named {_ASKED} there\."
        r"(?P<find> Finding the county of one named for the whole city or zone could change it too\.)?",
    ),
    "city_title": (
        r"(?P<city>.+)方案中的“(?P<kind>[^”]+)”都是全市的称号，不按县区判断。"
        r"如果方案把某项“(?P=kind)”放在一个县区，就按县区判断。",
        r"In the plan of (?P<city>.+) every “(?P<kind>[^”]+)” is a title of the whole city; counties "
        r"are not judged by it\. This would change if the plan gave one of them to a county\.",
    ),
    "partly": (
        r"(?P<counties>.+)只有一部分在所读方案的范围内，没有列名“(?P<kind>[^”]+)”不等于没有安排。"
        r"如果收录了覆盖这些县区全部范围的方案，就可以判断。",
        r"The plan read covers only part of (?P<counties>.+); that it names no “(?P<kind>[^”]+)” there "
        r"says nothing of the rest\. A plan that covers these counties whole would settle it\.",
    ),
    "distance": (
        r"方案全部覆盖而没有列名“(?P<kind>[^”]+)”的(?P<count>\d+)个县区中，(?P<beside>\d+)个可能紧邻列名地；"
        r"按最近可能距离，(?P<county>.+)离列名地最远，(?P<near>\d+)至(?P<far>\d+)公里。"
        r"(?:另有(?P<wide>\d+)项只指明全市或全区，可能在其中。)?"
        rf"如果更近处列名了{_ASKED}，或已列名项目查明了场址，此范围即改变。",
        r"Of the counties covered whole in which “(?P<kind>[^”]+)” is not named \((?P<count>\d+)\), "
        r"(?P<beside>\d+) may lie right beside a place that names it; by the nearest possible distance "
        r"(?P<county>.+) is the most remote, at (?P<near>\d+) to (?P<far>\d+) km\."
        r"(?: Named for the whole city or zone only, so that it could be in one of these: "
        r"(?P<wide>\d+)\.)? "
        rf"This would change if {_ASKED} were named nearer, or the site of one that is named were known\.",
    ),
    "refused": (
        r"(?P<refusal>.+不做聚集检验。)方案覆盖全县的县区达到(?P<floor_counties>\d+)个、"
        r"其中列名的达到(?P<floor_present>\d+)个时，才做检验。",
        r"(?P<refusal>.+ no test of clustering is made\.) It is made once plans cover "
        r"(?P<floor_counties>\d+) counties whole and (?P<floor_present>\d+) of them name it\.",
    ),
    "clustering": (
        r"方案全部覆盖而列名“(?P<kind>[^”]+)”的(?P<present>\d+)个县区中，相邻的有(?P<bb>\d+)对；"
        r"在各方案内随机分布时预期(?P<expected>[\d.]+)对（p=(?P<p>[\d.]+)，按(?P<tested>\d+)类校正后"
        r"q=(?P<q>[\d.]+)）：(?P<verdict>相邻多于随机|看不出聚集)。.+",
        r"Pairs of neighbours among the (?P<present>\d+) counties covered whole that name "
        r"“(?P<kind>[^”]+)”: (?P<bb>\d+); chance within each plan would give (?P<expected>[\d.]+) "
        r"\(p=(?P<p>[\d.]+), q=(?P<q>[\d.]+) adjusted for (?P<tested>\d+) kinds\): "
        r"(?P<verdict>more than chance|no clustering can be told)\. .+",
    ),
    "density": (
        r"(?P<city>.+)方案列名(?P<count>\d+)项“(?P<kind>[^”]+)”：每100平方公里(?P<area>[^，]+)，"
        r"每10万人(?P<people>[^。]+)。(?P<few>少于5项，比率不宜比较。)?"
        r"多列名或少列名一项，比率即改变；方案长短不同，不作排名。",
        r"Items of the kind “(?P<kind>[^”]+)” in the plan of (?P<city>.+): (?P<count>\d+); per 100 km² "
        r"(?P<area>.+), per 100,000 people (?P<people>.+?)\."
        r"(?P<few> With fewer than 5 the rates should not be compared\.)? "
        r"One more or less would change it; plans differ in length, so this is no ranking\.",
    ),
}
REFUSALS: Final = {
    "counties": (
        r"方案覆盖全县的县区只有(?P<found>\d+)个，少于(?P<floor>\d+)个，不做聚集检验。",
        r"Counties that a plan covers whole: (?P<found>\d+); below (?P<floor>\d+) no test of "
        r"clustering is made\.",
    ),
    "present": (
        r"方案覆盖全县而列名此类事项的县区只有(?P<found>\d+)个，少于(?P<floor>\d+)个，不做聚集检验。",
        r"Counties covered whole that name this kind: (?P<found>\d+); below (?P<floor>\d+) no test of "
        r"clustering is made\.",
    ),
}
FINDINGS_QUIET: Final = (
    r"另有 (?P<quiet>\d+) 项“(?P<kind>[^”]+)”方案只是依托支持或仅提及，不算列名，以下各节都不计。",
    r"Of “(?P<kind>[^”]+)” the plans only support or mention (?P<quiet>\d+) more: they do not count "
    r"as named, here or below\.",
)
MATRIX_LEGEND: Final = (
    "数字为列名项数，不含依托支持和仅提及的；括号内的只有这后一类；○ 方案未列名；◐ 只覆盖部分；"
    "— 未收录方案；/ 不适用；· 方案里有，但不在筛选之内",
    "Numbers are items named, without those only supported or mentioned; in brackets only such; "
    "○ not named; ◐ partly covered; — no plan read; / not applicable; · in the plan, but outside the filters",
)
COUNT_LINE: Final = (
    r"(?P<rows>\d+) 条记录，(?P<things>\d+) 项事项，其中 (?P<wide>\d+) 项未指明县"
    r"(?:；名称里找到 (?P<names>\d+) 项，只有原文提到的 (?P<only>\d+) 项)?(?:；(?P<quiet>\d+) 项只是依托支持或仅提及，不算列名)?",
    r"(?P<rows>\d+) rows, (?P<things>\d+) items, (?P<wide>\d+) of them without a county"
    r"(?:; found by name: (?P<names>\d+), in a clause only: (?P<only>\d+))?(?:; (?P<quiet>\d+) only supported or mentioned, not counted as named)?",
)
COUNTED: Final = (
    r"(?:筛选内 (?P<within>\d+) 项，共 (?P<every>\d+) 项|(?P<all>\d+) 项)"
    r"(?:，另有依托支持或仅提及的 (?P<quiet>\d+) 项)?",
    r"(?:(?P<within>\d+) within the filters, (?P<every>\d+) in all|items: (?P<all>\d+))"
    r"(?:; (?P<quiet>\d+) more only supported or mentioned)?",
)
RATE: Final = (
    r"(?P<rate>[\d.]+)（95%区间(?P<low>[\d.]+)至(?P<high>[\d.]+)）",
    r"(?P<rate>[\d.]+) \(95% interval (?P<low>[\d.]+) to (?P<high>[\d.]+)\)",
)
HORIZON: Final = r"^未写（期末\d+）$|^none \(horizon \d+\)$"
SCOPE: Final = (r"在.+的事项中，", r"Among items with .+?: ")


def column(language: str) -> int:
    """Which of a pair is in the language."""
    return 0 if language == "zh" else 1


def read(pattern: tuple[str, str], text: str, language: str) -> dict[str, str] | None:
    """The parts of a sentence; None where it says something else."""
    match = re.fullmatch(pattern[column(language)], text)
    return None if match is None else {k: v for k, v in match.groupdict().items() if v is not None}


def finding(text: str, language: str) -> tuple[str, dict[str, str]]:
    """Topic and parts of a finding; ("", {}) where it says nothing that is known."""
    for topic, pattern in FINDINGS.items():
        parts = read(pattern, text, language)
        if parts is not None:
            return topic, parts
    return "", {}


def names(text: str, language: str) -> tuple[list[str], int]:
    """A list of names, perhaps cut off, and how many it says there are."""
    more = (r"(.+)等(\d+)[个处]", r"(.+) and others, (\d+) in all")[column(language)]
    match = re.fullmatch(more, text)
    said = (match[1] if match else text).split("、" if language == "zh" else ", ")
    return said, int(match[2]) if match else len(said)


def counted(text: str, language: str) -> tuple[int, int | None] | None:
    """(within the filters, in all) that a sentence counts; the second is None without filters."""
    match = re.search(COUNTED[column(language)], text)
    if match is None:
        return None
    return (
        (int(match["all"]), None) if match["all"] else (int(match["within"]), int(match["every"]))
    )


def sections(blocks: Iterable[Block]) -> list[tuple[str, list[Block]]]:
    """Blocks under their headings."""
    found: list[tuple[str, list[Block]]] = [("", [])]
    for block in blocks:
        if block["type"] == "heading":
            found.append((block["text"], []))
        else:
            found[-1][1].append(block)
    return found


def flat(blocks: Iterable[Block]) -> Iterator[Block]:
    """Blocks, those that are folded too."""
    for block in blocks:
        yield block
        if block["type"] == "fold":
            yield from flat(block["blocks"])


def due(target: Row, n: int) -> str:
    """The year of a target, else its phase in words."""
    return target["year"] or PHASES[target["phase"]][n]


def shown(value: float, unit: str, n: int) -> tuple[float, str]:
    """A value and its unit as they are read: capacities in ten thousand kilowatts in Chinese."""
    each, name = READ[unit][n]
    return value / each, name


def power(mw: float, n: int) -> str:
    """A capacity inside a sentence."""
    value, unit = shown(mw, "MW", n)
    figure = f"{value:,.3f}".rstrip("0").rstrip(".")
    return figure + ("" if n == 0 else " ") + unit


def fuel(cited: Row, n: int) -> str:
    """A source of power inside a sentence."""
    return (cited["fuel_zh"], cited["fuel_en"][:1].lower() + cited["fuel_en"][1:])[n]


def texts(blocks: Iterable[Block]) -> list[str]:
    """The paragraphs that stand open."""
    return [block["text"] for block in blocks if block["type"] == "text"]


def tables(blocks: Iterable[Block]) -> list[Block]:
    """Every table, folded ones too."""
    return [block for block in flat(blocks) if block["type"] == "table"]


def cell(said: str | dict[str, Any]) -> dict[str, Any]:
    """A cell with everything it may have; a text alone is its own value."""
    whole = {"text": said} if isinstance(said, str) else dict(said)
    return {"value": whole["text"] or None, "unit": "", "tone": ""} | whole


def rows_of(table: Block) -> list[list[dict[str, Any]]]:
    """The cells of a table."""
    return [[cell(c) for c in row] for row in table["rows"]]


def number(text: str) -> tuple[float, float] | None:
    """The first number of a text, and half of the last digit that it shows."""
    match = re.search(r"\d[\d,]*(?:\.(\d+))?(?:e([+-]\d+))?", text)
    if match is None:
        return None
    places = len(match[1] or "")
    return float(match[0].replace(",", "")), 0.5000001 * 10.0**-places


def bad_cells(blocks: Iterable[Block]) -> list[str]:
    """Cells whose value is not what their text says, and units that stand nowhere."""
    said = []
    for table in tables(blocks):
        for row in rows_of(table):
            if len(row) != len(table["columns"]):
                said.append(f"{table['caption']}: a row of {len(row)} cells")
            for head, one in zip(table["columns"], row, strict=False):
                said += [
                    f"{table['caption']}, {head['text']}: {p}" for p in _cell_problems(head, one)
                ]
    return said


def _cell_problems(head: Block, one: dict[str, Any]) -> list[str]:
    # A horizon is no year of the item's own: it is said, and sorted like a blank.
    text, value = re.sub(HORIZON, "", one["text"]), one["value"]
    if isinstance(value, str):
        return [] if value == text else [f"text {text!r} has the value {value!r}"]
    if value is None:
        # A count in brackets is no value: none of what it counts is to be done.
        known = not re.search(r"\d", text) or re.fullmatch(r"\(\d+\)", text)
        return [] if known else [f"{text!r} has no value"]
    if text in ("是", "yes", "否", "no"):
        return [] if bool(value) == (text in ("是", "yes")) else [f"{text!r} has the value {value}"]
    found = number(text)
    if found is None or abs(found[0] - value) > found[1]:
        return [f"{text!r} has the value {value}"]
    if one["unit"] and one["unit"] not in (head["unit"], "") and one["unit"] not in text:
        return [f"unit {one['unit']!r} stands neither in {text!r} nor in its header"]
    if not head["numeric"] and not isinstance(value, str):
        return [f"a number in a column of words: {text!r}"]
    return []
