"""The pictures of targets against the oracle: every stretch, dot, label, scale and sentence."""

from __future__ import annotations

import math
import re
from itertools import accumulate, groupby, pairwise
from typing import Any

from truth.check_atlas import equal
from truth.oracle import Asked, Oracle, Row
from truth.reading import Block, column, due, fuel, power, shown, texts
from truth.vocabulary import SECTORS, SIGNS

_LISTED = 3
_TINY = 1e-7


def figure(value: float) -> str:
    """A number as pictures show it."""
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def kept(text: str) -> str:
    """A text in which no line ends."""
    return text.replace(" ", "\u00a0")


def check_scale(said: Block, values: list[float], from_zero: bool, unit: str) -> list[str]:
    """Round, evenly spaced ticks around the values, each with its number, and the unit."""
    most, least = max(values) or 1.0, min(values)
    if from_zero or least == most or most - least >= 0.1 * most:
        least = 0.0
    steps = sorted(n * 10.0**power for power in range(-4, 12) for n in (1, 2, 5))
    step = next(s for s in steps if 5 * s * (1 + _TINY) >= most - least)
    ends = math.floor(least / step + _TINY), math.ceil(most / step - _TINY)
    true = [[round(n * step, 6), figure(round(n * step, 6))] for n in range(ends[0], ends[1] + 1)]
    ticks = [[round(value, 6), label] for value, label in said["ticks"]]
    return equal("ticks", ticks, true) + equal("unit of the scale", said["unit"], unit)


# Bars


def bars_sentence(entries: list[tuple[Row, Row]], oracle: Oracle, language: str) -> str:
    """Of how many targets it is known what is not named, and what that is; of how many not."""
    n = column(language)
    known = [e for e in entries if e[1]["computable"] and not e[1]["exceeded"]]
    beyond = sum(entry["exceeded"] for _, entry in entries)
    rest = len(entries) - len(known) - beyond
    said = [(f"{len(entries)} 个装机目标", f"Capacity targets: {len(entries)}")[n]]
    each = []
    for target, entry in known:
        city, name = oracle.city(target["document_id"], language), target[f"indicator_{language}"]
        amount = not_named(target, entry, power(entry["most"], n), n)
        when = due(target, n)
        each.append((f"{city}{name}（{when}）{amount}", f"{city}, {name} ({when}) {amount}")[n])
    start = (f"能算出未列名规模的 {len(known)} 个", f"what is not named is known for {len(known)}")[
        n
    ]
    if 0 < len(known) <= _LISTED:
        said.append(start + ("：", ": ")[n] + ("、", ", ")[n].join(each))
    elif known:
        said.append(start)
    if beyond:
        en = f"what operates or is named goes beyond {beyond}"
        said.append((f"在运或列名已超过目标的 {beyond} 个", en)[n])
    if rest:
        zh = f"{rest} 个缺少在运或列名项目的规模，不能计算，图中注明"
        en = (
            f"for {rest} what operates or is named has no figure, so it cannot be computed, and "
            "the bar says so"
        )
        said.append((zh, en)[n])
    return ("；", "; ")[n].join(said) + ("。", ".")[n]


def not_named(target: Row, entry: Row, most: str, n: int) -> str:
    """What is not named with its bound: one figure, or a range."""
    least = figure(shown(entry["least"], "MW", n)[0])
    amount = f"{least}–{most}" if entry["least"] < entry["most"] else most
    return kept(SIGNS[target["comparator"]] + amount)


Part = tuple[str, str, list[float] | None, str, str]


def true_parts(target: Row, entry: Row, letters: dict[str, str], n: int) -> list[Part]:
    """Each part: its form, label, stretch, letter of a source, and what it opens."""

    def amount(mw: float) -> str:
        return figure(shown(mw, "MW", n)[0])

    def stretch(start: float, end: float) -> list[float]:
        return [round(shown(mw, "MW", n)[0], 6) for mw in (start, end)]

    running, named = entry["running"] or 0.0, entry["sum"]
    found: list[Part] = []
    cited = entry["whole"] or entry["parts"]
    ends = accumulate((float(o["capacity_mw"]) for o in cited), initial=0.0)
    for one, (start, end) in zip(cited, pairwise(ends), strict=True):
        mw = amount(end - start)
        label = (f"{fuel(one, 0)}在运 {mw}", f"Operating, {fuel(one, 1)} {mw}")[n]
        found.append(("operating", label, stretch(start, end), letters[one["source"]], "source"))
    if not cited and entry["stock"]:
        none = ("在运：无可引用数据", "Operating: no cited figure")[n]
        found.append(("unknown", none, None, "", "sentence"))
    elif not cited:
        added = ("新增量，不减在运", "An addition: what operates is not subtracted")[n]
        found.append(("unknown", added, None, "", "sentence"))
    if count := len(entry["named"]):
        label = (f"列名 {count} 项 {amount(named)}", f"Named ({count}) {amount(named)}")[n]
        found.append(("named", label, stretch(running, running + named), "", "items"))
    if both := min(running, named):
        zh, en = "其中可能已在运，至多 ", "Of it perhaps operating, up to "
        span = stretch(running + named - both, running + named)
        found.append(("both", (zh, en)[n] + amount(both), span, "", "sentence"))
    if count := len(entry["without"]):
        label = (f"列名 {count} 项未写规模", f"Named without a figure: {count}")[n]
        found.append(("unknown", label, None, "", "items"))
    elif not entry["named"]:
        found.append(("unknown", ("没有列名项目", "Nothing named")[n], None, "", "sentence"))
    if entry["exceeded"]:
        label = ("已达到或超过目标", "at or beyond the target")[n]
        found.append(("unsaid", label, None, "", "sentence"))
    elif entry["computable"]:
        rest = not_named(target, entry, amount(entry["most"]), n)
        label = (f"未列名 {rest}", f"Not named {rest}")[n]
        end = max(running + named, entry["target"])
        found.append(("rest", label, stretch(running + named, end), "", "sentence"))
    else:
        label = ("未列名：不能计算", "Not named: not computable")[n]
        found.append(("unsaid", label, None, "", "sentence"))
    return found


def check_bars(said: Block, entries: list[tuple[Row, Row]], oracle: Oracle, n: int) -> list[str]:
    """One bar a target in the order of ids, by city, on a scale that holds all of them."""
    language = ("zh", "en")[n]
    ends = [(entry["running"] or 0.0) + entry["sum"] for _, entry in entries]
    reached = [shown(mw, "MW", n)[0] for mw in (*ends, *(entry["target"] for _, entry in entries))]
    problems = check_scale(said["axis"], reached, True, shown(0, "MW", n)[1])
    cited = [o["source"] for _, entry in entries for o in entry["whole"] or entry["parts"]]
    letters = {source: chr(97 + i) for i, source in enumerate(dict.fromkeys(cited))}
    listed = [[letter, source] for source, letter in letters.items()]
    problems += equal("sources of the bars", said["sources"], listed)
    groups = [oracle.city(d, language) for d, _ in groupby(t["document_id"] for t, _ in entries)]
    problems += equal("groups of bars", [title for title, _ in said["groups"]], groups)
    owners = [(title, bar) for title, bars in said["groups"] for bar in bars]
    problems += equal("bars", len(owners), len(entries))
    for (title, bar), (target, entry) in zip(owners, entries, strict=False):
        what = f"bar {target['target_id']}"
        amount = kept(SIGNS[target["comparator"]] + power(entry["target"], n))
        head = (
            target["target_id"],
            oracle.city(target["document_id"], language),
            target[f"indicator_{language}"],
            due(target, n),
            target["sector"],
            round(shown(entry["target"], "MW", n)[0], 6),
            target["comparator"],
            ("目标 ", "Target ")[n] + amount,
        )
        mine = (bar["title"], bar["due"], bar["sector"], round(bar["value"], 6))
        problems += equal(what, (bar["key"], title, *mine, bar["bound"], bar["label"]), head)
        problems += equal(f"{what}, parts", _parts(bar), true_parts(target, entry, letters, n))
    return problems


def _parts(bar: Block) -> list[Part]:
    found = []
    for part in bar["parts"]:
        span = [round(end, 6) for end in part["span"]] if "span" in part else None
        opened = bar["fold"]["blocks"][part["opens"]]
        what = {"quote": "clause", "list": "items"}.get(opened["type"], "sentence")
        if source := re.match(r"在运（([^，]+)，|Operating \(([^,]+),", opened.get("text", "")):
            what = "source" if (source[1] or source[2]) in part["label"] else "another source"
        elif what == "sentence" and not opened["text"].endswith(("即改变。", "were updated.")):
            what = "something else"
        found.append((part["form"], part["label"], span, part.get("source", ""), what))
    return found


# Rows of dots


def compared(oracle: Oracle) -> dict[str, list[Row]]:
    """Targets by indicator, of those that two plans promise, or one for two years."""
    found: dict[str, list[Row]] = {}
    for target in oracle.targets:
        found.setdefault(target["indicator"], []).append(target)
    return {
        indicator: rows
        for indicator, rows in found.items()
        if len({t["document_id"] for t in rows}) > 1 or len({t["year"] for t in rows} - {""}) > 1
    }


def multiple(rows: list[Row], n: int) -> tuple[float, str]:
    """What the values of a picture are divided by, and the unit that they then have."""
    first = 10.0 if (n, rows[0]["unit_std"]) == (0, "MW") else 1.0
    most = max(float(t["value_std"]) for t in rows) / first
    unit = shown(0, rows[0]["unit_std"], n)[1]
    if first == 1.0:
        unit = unit.removeprefix(("亿", "million ")[n]).removeprefix("万")
    names = (("亿", 1e8, 1e8), ("万", 1e5, 1e4)), (("billion ", 1e9, 1e9), ("million ", 1e6, 1e6))
    for name, least, factor in names[n]:
        if most >= least:
            return first * factor, name + unit
    return first, unit


def check_rows(blocks: list[Block], asked: Asked, oracle: Oracle, language: str) -> list[str]:
    """The heading, the count, what is in colour, and each picture."""
    n = column(language)
    passing = {t["target_id"] for t in oracle.chosen_targets(asked)}
    true = {
        i: rows for i, rows in compared(oracle).items() if {t["target_id"] for t in rows} & passing
    }
    head = ("跨城市、跨年份比较", "Across cities and years")[n]
    problems = equal("head of the rows", blocks[0].get("text"), head)
    if not true:
        none = (
            "筛选内没有可以并列的目标。可以放宽筛选。",
            "No target within the filters can be set beside another. Widen the filters.",
        )[n]
        return problems + equal("rows of nothing", [b.get("text") for b in blocks[1:]], [none])
    every = [t for rows in true.values() for t in rows]
    lit = sum(t["target_id"] in passing for t in every)
    lines = [
        (
            f"{len(true)} 个指标有不止一份方案或不止一个年份的目标，共 {len(every)} 个目标。",
            f"Indicators with targets of several plans or several years: {len(true)}, with "
            f"{len(every)} targets.",
        )[n],
        (
            "每行一个城市，横轴为数值，点下为目标年。圆点为确值，空心三角为下限或上限，短横条为"
            "“左右”；起步区的数字只指起步区。各方案的范围不尽相同，点任一数值看原文。",
            "A row is a city, the axis is the value, the year stands below. Dots are exact, open "
            "triangles bounds, short bands “about”; figures of the Start-up Area are for that area "
            "only. Plans differ in scope: press a figure for its clause.",
        )[n],
    ]
    if asked.items():
        zh = f"彩色为筛选内的 {lit} 个目标，灰色为同一指标的其余目标。"
        en = f"In colour the targets within the filters: {lit}; grey, the others of the same "
        lines.append((zh, en + "indicators.")[n])
    problems += equal("what is said of the rows", texts(blocks), lines)
    panels = [p for b in blocks if b["type"] == "panels" for p in b["panels"]]
    order = {sector: i for i, sector in enumerate(SECTORS)}

    def place(rows: list[Row]) -> tuple[Any, ...]:
        plans = len({t["document_id"] for t in rows})
        return -plans, order[rows[0]["sector"]], rows[0][f"indicator_{language}"]

    wanted = sorted(true.values(), key=place)
    problems += equal("pictures", len(panels), len(wanted))
    for panel, rows in zip(panels, wanted, strict=False):
        problems += _check_panel(panel, rows, passing, oracle, language)
    return problems


def _check_panel(
    panel: Block, rows: list[Row], passing: set[str], oracle: Oracle, language: str
) -> list[str]:
    n = column(language)
    factor, unit = multiple(rows, n)
    plans = list(oracle.documents)
    percent = "%" if unit == "%" else ""

    def when(t: Row) -> tuple[bool, str, int]:
        return (not t["year"], t["year"], ("near", "long", "period").index(t["phase"] or "near"))

    def value(t: Row) -> float:
        return float(t["value_std"]) / factor

    def label(t: Row) -> str:
        return SIGNS[t["comparator"]] + figure(value(t)) + percent

    def amount(t: Row) -> str:
        gap = "" if n == 0 and not unit.isascii() else " "
        return kept(label(t) + ("" if percent else gap + unit))

    def scope(t: Row) -> str:
        return t[f"scope_{language}"]

    own = sorted(
        rows,
        key=lambda t: (
            plans.index(t["document_id"]),
            scope(t),
            when(t),
            t["target_id"],
        ),
    )
    name, what = own[0][f"indicator_{language}"], f"rows of {own[0]['indicator']}"
    title = (f"{name}：原文 {len(own)} 条", f"{name}: clauses ({len(own)})")[n]
    head = (panel["key"], panel["title"], panel["sector"], panel["fold"]["title"])
    problems = equal(what, head, (own[0]["target_id"], name, own[0]["sector"], title))
    problems += check_scale(panel["axis"], [value(t) for t in own], False, unit)

    def city(t: Row) -> str:
        return oracle.city(t["document_id"], language)

    cut = [list(group) for _, group in groupby(own, lambda t: (t["document_id"], scope(t)))]
    several = [city(group[0]) for group in cut]
    true = []
    for group in cut:
        note = scope(group[0]) if several.count(city(group[0])) > 1 else ""
        dots = [
            (
                round(value(t), 6),
                t["comparator"],
                label(t),
                due(t, n),
                t["target_id"] in passing,
                bool(t["year"]),
                ("，", ", ")[n].join(
                    (
                        f"{city(t)} {due(t, n)} {amount(t)}",
                        scope(t),
                        t["section"],
                    )
                ),
                t["quote_zh"],
            )
            for t in group
        ]
        true.append((city(group[0]), note, dots))
    lines = panel["fold"]["blocks"]
    said = [
        (
            row["name"],
            row["note"],
            [
                (
                    round(d["value"], 6),
                    *(d[key] for key in ("bound", "label", "due", "lit", "joined")),
                    lines[d["opens"]]["text"],
                    lines[d["opens"] + 1]["text"],
                )
                for d in row["dots"]
            ],
        )
        for row in panel["rows"]
    ]
    problems += equal(what, said, true)
    problems += equal(f"{what}, lines", len(lines), 2 * len(own))
    return problems + equal(f"{what}, sentence", panel["sentence"], _sentence(own, amount, city, n))


def _sentence(own: list[Row], amount: Any, city: Any, n: int) -> str:
    """The deadline that most plans share, with the least and the most; else each with its own."""
    by: dict[str, list[Row]] = {}
    for t in sorted(own, key=lambda t: (not t["year"], t["year"])):
        by.setdefault(due(t, n), []).append(t)
    plans = {d: len({t["document_id"] for t in rows}) for d, rows in by.items()}
    when = max(plans, key=lambda d: plans[d])
    if plans[when] < 2:
        year = ("年", "")[n]
        each = [
            (
                f"{city(t)} {amount(t)}（{due(t, n)}{year if t['year'] else ''}）",
                f"{city(t)} {amount(t)} ({due(t, n)})",
            )[n]
            for t in own
        ]
        start, end = (("期限各不相同：", "。"), ("Due at different times: ", "."))[n]
        return start + ("、", ", ")[n].join(each) + end
    rows = sorted(by[when], key=lambda t: (float(t["value_std"]), amount(t)))
    start = (f"到{when}年", f"By {when}")[n] if rows[0]["year"] else when
    least, most = amount(rows[0]), amount(rows[-1])
    if least == most:
        same = f"{start}，{plans[when]} 份方案都是 {least}。"
        return (same, f"{start}, {least} in each of {plans[when]} plans.")[n]

    def cities(said: str) -> str:
        order = dict.fromkeys(city(t) for t in own if amount(t) == said and t in rows)
        return ("、", ", ")[n].join(order)

    zh = f"{start}，{plans[when]} 份方案从 {least}（{cities(least)}）到 {most}（{cities(most)}）。"
    en = (
        f"{start}, from {least} ({cities(least)}) to {most} ({cities(most)}) "
        f"in {plans[when]} plans."
    )
    return (zh, en)[n]
