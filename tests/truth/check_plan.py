"""The page of a plan against the oracle: counts, the outline with everything in it, units."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

from truth.check_atlas import equal
from truth.oracle import Asked, Oracle
from truth.reading import Block, column, flat, read, rows_of, tables, texts
from truth.vocabulary import PHASES, PRECISIONS, ROLES, SECTOR_OF

COUNTED = (
    r"本方案列名：(?:筛选内 (?P<within>\d+) 项，共 (?P<every>\d+) 项|(?P<all>\d+) 项)"
    r"(?:，另有依托支持或仅提及的 (?P<quiet>\d+) 项)?，原文提及 (?P<rows>\d+) 处；"
    r"数量目标：(?:筛选内 (?P<promised>\d+) 个，共 (?P<promises>\d+) 个|(?P<targets>\d+) 个)。",
    r"Named by this plan: (?:(?P<within>\d+) within the filters, (?P<every>\d+) in all"
    r"|items: (?P<all>\d+))(?:; (?P<quiet>\d+) more only supported or mentioned)?, "
    r"mentioned in (?P<rows>\d+) places; targets: "
    r"(?:(?P<promised>\d+) of (?P<promises>\d+) pass the filters|(?P<targets>\d+))\.",
)
UNITS = ("责任单位", "Responsible units")
OUTLINE = ("篇章与专栏", "Chapters and boxes")
DUTIES = ("责任单位清单", "List by responsible unit")


def plan_targets(asked: Asked, plan: str, oracle: Oracle) -> list[dict[str, Any]]:
    """Targets of a plan under the filters that targets have; a kind asks for its sector."""
    sectors = {*asked.sector, *(SECTOR_OF[k] for k in asked.kind)}
    kept = asked.only("year", "text", "unit")
    found = [t for t in oracle.chosen_targets(kept) if t["document_id"] == plan]
    found = [t for t in found if not asked.unit or set(_units(t)) & set(asked.unit)]
    return [t for t in found if not sectors or t["sector"] in sectors]


def _passing_targets(asked: Asked, plan: str, oracle: Oracle) -> list[dict[str, Any]]:
    """Targets of a plan that pass: a filter on cities without its own leaves out all of it."""
    if asked.city and plan not in asked.city:
        return []
    return plan_targets(asked.without("city", "county"), plan, oracle)


def _units(row: dict[str, Any]) -> list[str]:
    return [u for u in row["responsible_zh"].split(";") if u]


def check_plan(
    said: dict[str, list[Block]], asked: Asked, plan: str, oracle: Oracle, language: str
) -> list[str]:
    """Everything that the page of a plan counts and lists."""
    n = column(language)
    rows = oracle.rows(asked, plan=plan)
    every = oracle.rows(Asked(), plan=plan)
    targets = _passing_targets(asked, plan, oracle)
    whole = [t for t in oracle.targets if t["document_id"] == plan]
    parts = read(COUNTED, said["head"][1]["text"], language)
    if parts is None:
        return [f"count of a plan not understood: {said['head'][1]['text']}"]
    counts = {key: int(value) for key, value in parts.items()}
    doing = len(oracle.things(rows)) - len(oracle.quiet(rows))
    true = {"rows": len(rows)}
    if oracle.quiet(rows):
        true["quiet"] = len(oracle.quiet(rows))
    if asked.items():
        all_doing = len(oracle.things(every)) - len(oracle.quiet(every))
        true |= {"within": doing, "every": all_doing}
        true |= {"promised": len(targets), "promises": len(whole)}
    else:
        true |= {"all": doing, "targets": len(whole)}
    problems = equal("count of a plan", counts, true)
    problems += _counts(said["blocks"], rows, every, bool(asked.items()), oracle, n)
    problems += _left_out(texts(said["head"]), asked, plan, oracle, language)
    problems += _outline(said["blocks"], rows, targets, oracle, n)
    return problems + _duties(said["blocks"], rows, targets, asked, oracle, language)


def _counts(
    blocks: list[Block], rows: Any, every: Any, filtered: bool, oracle: Oracle, n: int
) -> list[str]:
    """The tables of rungs and roles, things each."""
    problems = []
    labels = {
        ("定位到哪一级", "How well it is located")[n]: ("precision", PRECISIONS),
        ("方案如何对待", "What the plan does with it")[n]: ("does", ROLES),
    }
    for table in tables(blocks):
        if table["caption"] not in labels:
            continue
        field, words = labels[table["caption"]]
        for line, source in zip(rows_of(table), (rows, every), strict=False):
            # A thing stands where its first mention does; its role is that of all of them.
            first: dict[str, str] = {}
            for row in sorted(source):
                first.setdefault(oracle.projects[row]["thing"], oracle.projects[row][field])
            found = Counter(first.values())
            true = [found[key] for key in words]
            problems += equal(f"plan by {field}", [c["value"] or 0 for c in line[1:]], true)
        problems += equal(f"lines by {field}", len(table["rows"]), 2 if filtered else 1)
    return problems


def _between(blocks: list[Block], start: str, end: tuple[str, ...]) -> list[Block]:
    """The blocks below a heading, up to the next of some headings."""
    inside, found = False, []
    for block in blocks:
        if block["type"] == "heading":
            if block["text"] == start:
                inside = True
                continue
            if block["text"] in end:
                inside = False
        if inside:
            found.append(block)
    return found


_AFTER = ("原文勘误", "Misprints", *UNITS, *OUTLINE)


def _opened(table: Block) -> list[str]:
    """The ids that the cells of a table open."""
    return [c["item"] for row in rows_of(table) for c in row if "item" in c]


def _outline(
    blocks: list[Block], rows: Any, targets: list[Any], oracle: Oracle, n: int
) -> list[str]:
    """Every item and target once, in the order of the document's own outline."""
    listed = _between(blocks, OUTLINE[n], _AFTER)
    items = [i for t in tables(listed) for i in _opened(t)]
    true = sorted(oracle.projects[r]["project_id"] for r in rows)
    problems = equal("items of the outline", sorted(items), true)
    place = {(c["document_id"], c["section"]): int(c["position"]) for c in oracle.chapters}
    order = [place[oracle.by_id[i]["document_id"], oracle.by_id[i]["section"]] for i in items]
    problems += equal("order of the outline", order, sorted(order))
    clauses = Counter(
        c["text"]
        for t in tables(listed)
        if t["caption"] in ("数量目标", "Targets")
        for row in rows_of(t)
        for c in row[-1:]
    )
    return problems + equal(
        "targets of the outline", clauses, Counter(t["quote_zh"] for t in targets)
    )


def _duties(
    blocks: list[Block], rows: Any, targets: list[Any], asked: Asked, oracle: Oracle, language: str
) -> list[str]:
    """The fold of each unit: how many things and targets it answers for."""
    n = column(language)
    things, promised = defaultdict(set), Counter()
    for row in rows:
        for unit in oracle.projects[row]["units"]:
            things[unit].add(oracle.projects[row]["thing"])
    for target in targets:
        promised.update(_units(target))
    units = {*things, *promised}
    if asked.unit:
        units &= set(asked.unit)
    true = {}
    for unit in units:
        name = unit if language == "zh" else oracle.unit_en[unit]
        counts = _counted(things[unit], promised[unit], oracle, n)
        true[f"{name}{('：', ': ')[n]}{counts}"] = unit
    folds = [
        b["title"]
        for b in flat(_between(blocks, UNITS[n], ("原文勘误", "Misprints", *OUTLINE)))
        if b["type"] == "fold"
    ]
    problems = equal("lists of units", sorted(folds), sorted(true))
    there = _between(blocks, UNITS[n], ("原文勘误", "Misprints", *OUTLINE))
    start = ("各处都没有写明责任单位：", "Without a responsible unit anywhere: ")[n]
    said = [text for text in texts(there) if text.startswith(start)]
    nobody = _unnamed(rows, oracle)
    unpromised = sum(not _units(t) for t in targets)
    lines = []
    if units and (nobody or unpromised):
        lines = [start + _counted(nobody, unpromised, oracle, n) + ("。", ".")[n]]
    return problems + equal("without a unit", said, lines)


def _unnamed(rows: Any, oracle: Oracle) -> set[str]:
    """Things of rows for which no row of the record at all names a unit."""
    named = {row["thing"] for row in oracle.projects if row["units"]}
    return oracle.things(rows) - named


def _counted(things: set[str], promised: int, oracle: Oracle, n: int) -> str:
    """How many items, those only leant on or mentioned apart, and how many targets."""
    quiet = len(things & oracle.quiet(oracle.every))
    doing, said = len(things) - quiet, []
    if quiet:
        more = (
            f"{doing} 项（另依托、提及 {quiet} 项）",
            f"items: {doing} (leant on or mentioned: {quiet})",
        )
        said.append(more[n])
    elif doing:
        said.append((f"{doing} 项", f"items: {doing}")[n])
    if promised or not said:
        said.append((f"{promised} 个目标", f"targets: {promised}")[n])
    return ("、", ", ")[n].join(said)


def _left_out(said: list[str], asked: Asked, plan: str, oracle: Oracle, language: str) -> list[str]:
    """What the year leaves out for want of a year, and a unit for want of a unit: all of it."""
    n, mark = column(language), ("、", ", ")[column(language)]
    end, more = ("。", ".")[n], ("等", " and others")[n]
    lines = []

    def listed(names: list[str]) -> str:
        return mark.join(names[:12]) + (more if len(names) > 12 else "")

    def promise(target: dict[str, Any]) -> str:
        phase = PHASES[target["phase"]][n] if not target["year"] else ""
        bracket = (f"（{phase}）", f" ({phase})")[n] if phase else ""
        return str(target[f"indicator_{language}"]) + bracket

    if asked.year is not None:
        every = _passing_targets(asked.without("year"), plan, oracle)
        undated = [t for t in every if not t["year"]]
        zh = f"另有 {len(undated)} 个目标只写了阶段、没有写年份，不在年份筛选之内："
        en = (
            "Targets with a phase but no year, which a filter on the year leaves out "
            f"({len(undated)}): "
        )
        if undated:
            lines.append((zh, en)[n] + listed([promise(t) for t in undated]) + end)
    if asked.unit:
        others = asked.without("unit")
        rows = sorted(oracle.rows(others, plan=plan))
        nobody = _unnamed(rows, oracle)
        first: dict[str, dict[str, Any]] = {}
        for row in rows:
            first.setdefault(oracle.projects[row]["thing"], oracle.projects[row])
        promised = [t for t in _passing_targets(others, plan, oracle) if not _units(t)]
        names = [oracle.name(row, language) for t, row in first.items() if t in nobody]
        names += [promise(t) for t in promised]
        counts = _counted(nobody, len(promised), oracle, n)
        zh = f"按其余同样的条件，另有 {counts}，各处都没有写明责任单位，不在责任单位筛选之内："
        en = (
            "Under the other filters these name no responsible unit anywhere, and a filter on "
            f"units leaves them out ({counts}): "
        )
        if names:
            lines.append((zh, en)[n] + listed(names) + end)
    starts = (("另有", "按其余"), ("Targets with", "Under the"))[n]
    told = [text for text in said if text.startswith(starts)]
    return equal("what filters leave out", told, lines)
