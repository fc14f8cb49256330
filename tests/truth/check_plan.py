"""The page of a plan against the oracle: counts, the outline with everything in it, units."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

from truth.check_atlas import equal
from truth.oracle import Asked, Oracle
from truth.reading import Block, column, flat, read, rows_of, tables
from truth.vocabulary import PRECISIONS, ROLES, SECTOR_OF

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


def _units(row: dict[str, Any]) -> list[str]:
    return [u for u in row["responsible_zh"].split(";") if u]


def check_plan(
    said: dict[str, list[Block]], asked: Asked, plan: str, oracle: Oracle, language: str
) -> list[str]:
    """Everything that the page of a plan counts and lists."""
    n = column(language)
    own = asked.without("city", "county")
    # The page is of one plan: filters on places leave in what stands in them or what is the city.
    rows = oracle.rows(asked, plan=plan)
    every = oracle.rows(Asked(), plan=plan)
    targets = plan_targets(own, plan, oracle)
    if asked.city or asked.county:
        chosen = {*asked.city, *(oracle.plan_of[c] for c in asked.county if not asked.city)}
        targets = targets if not asked.city or plan in chosen else []
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
    problems += _outline(said["blocks"], rows, targets, oracle, n)
    return problems + _duties(said["blocks"], rows, targets, asked, oracle, language)


def _counts(
    blocks: list[Block], rows: Any, every: Any, filtered: bool, oracle: Oracle, n: int
) -> list[str]:
    """The tables of rungs and roles, things each."""
    problems = []
    labels = {
        ("定位到哪一级", "How well it is located")[n]: ("precision", PRECISIONS),
        ("方案如何对待", "What the plan does with it")[n]: ("role", ROLES),
    }
    for table in tables(blocks):
        if table["caption"] not in labels:
            continue
        field, words = labels[table["caption"]]
        for line, source in zip(rows_of(table), (rows, every), strict=False):
            # A thing is what its first mention makes of it.
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
        counts = []
        if things[unit]:
            counts.append((f"{len(things[unit])} 项", f"items: {len(things[unit])}")[n])
        if promised[unit]:
            counts.append((f"{promised[unit]} 个目标", f"targets: {promised[unit]}")[n])
        true[f"{name}{('：', ': ')[n]}{('、', ', ')[n].join(counts)}"] = unit
    folds = [
        b["title"]
        for b in flat(_between(blocks, UNITS[n], ("原文勘误", "Misprints", *OUTLINE)))
        if b["type"] == "fold"
    ]
    return equal("lists of units", sorted(folds), sorted(true))
