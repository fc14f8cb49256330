"""The atlas against the oracle: counts, classes, legend, table, cards, chips, described filters."""

from __future__ import annotations

import itertools
from collections import Counter
from typing import Any

from truth.oracle import Asked, Oracle
from truth.reading import COUNT_LINE, column, counted, read
from truth.vocabulary import (
    BASES,
    COUNTY_BASES,
    COUNTY_ONLY,
    GROUPS,
    KINDS,
    PRECISIONS,
    QUIET,
    ROLES,
    SECTORS,
)

_EMPTY = {
    "all": ("方案覆盖但未列名", "Covered, nothing named"),
    "kind": ("方案覆盖但未列名所选类型", "Covered, nothing of this kind named"),
    "filters": ("方案覆盖但筛选内未列名", "Covered, nothing named within the filters"),
    "n": ("未收录方案", "No plan read"),
    "x": ("不在所选范围", "Outside the selection"),
    "p": ("方案只覆盖部分（斜线）", "Partly covered (hatched)"),
}
_WARNING = {
    "full": ("", ""),
    "partial": (
        "方案只覆盖本县的一部分，未列名不等于没有安排。",
        "The plan covers only part of this county.",
    ),
    "none": (
        "未收录覆盖本县的碳达峰方案，空白不代表没有安排。",
        "No plan that covers this county was read; blank does not mean nothing is planned.",
    ),
}
_NOTHING = ("没有符合条件的事项。", "Nothing passes these filters.")
NO_UNIT = ("原文未写", "none named")
ELSEWHERE = ("此处未写，另处：", "none here; elsewhere: ")
_NO_COUNTY = ("原文未指明县域", "No county is given")
_YEAR_SIGNS = {
    "item": ("本项", "own"),
    "section": ("本段", "para."),
    "near": ("近期", "near term"),
    "long": ("远期", "long term"),
    "other": ("另处", "elsewhere"),
}


def equal(what: str, said: Any, true: Any) -> list[str]:
    """A complaint where what is said is not what is true."""
    return [] if said == true else [f"{what}: says {said!r}, true is {true!r}"]


def check_count_line(said: str, asked: Asked, oracle: Oracle, language: str) -> list[str]:
    """Rows, things, how many things name no county, how many are nothing to be done."""
    rows = oracle.rows(asked)
    if not rows:
        return equal("count line", said, ("没有记录", "No rows")[column(language)])
    parts = read(COUNT_LINE, said, language)
    if parts is None:
        return [f"count line not understood: {said}"]
    names = len(oracle.things(rows & oracle.by_name(asked)))
    found = (names, len(oracle.things(rows)) - names) if asked.text else (0, 0)
    return equal(
        "count line",
        tuple(int(parts.get(k, 0)) for k in ("rows", "things", "wide", "quiet", "names", "only")),
        (
            *(len(rows), len(oracle.things(rows)), len(oracle.unplaced(rows))),
            *(len(oracle.quiet(rows)), *found),
        ),
    )


def check_facets(said: dict[str, dict[str, int]], true: dict[str, dict[str, int]]) -> list[str]:
    """Every count of the sidebar; an option that is not offered must be one of nothing."""
    problems = equal("groups of the sidebar", set(said), set(true))
    for group, counts in said.items():
        options = counts.keys() | true[group].keys()
        for option in options:
            what = f"sidebar {group}={option}"
            problems += equal(what, counts.get(option, 0), true[group].get(option, 0))
    return problems


def check_map(
    said: dict[str, Any], asked: Asked, oracle: Oracle, language: str, kind: str = ""
) -> list[str]:
    """Every county's class, every line of the legend, and what an empty map says."""
    n = column(language)
    true = {code: oracle.county_class(code, asked, kind) for code in oracle.shapes}
    problems = [
        f"class of {code}: is {said['classes'].get(code)!r}, true is {cls!r}"
        for code, cls in true.items()
        if said["classes"].get(code) != cls
    ]
    partial = [c for c in oracle.shapes if oracle.coverage[c] == "partial" and true[c] != "x"]
    whole_class = Counter(cls for code, cls in true.items() if code not in partial or cls != "0")
    other = asked.without("sector", "kind", "city", "county").items()
    reason = "filters" if other else "kind" if asked.sector or asked.kind or kind else "all"
    bounds = [*oracle.class_bounds, 0]
    labels = {
        str(i + 1): f"{low}" if high == low + 1 else f"{low}–{high - 1}" if high else f"{low}+"
        for i, (low, high) in enumerate(itertools.pairwise(bounds))
    }
    labels |= {"0": _EMPTY[reason][n], "n": _EMPTY["n"][n], "x": _EMPTY["x"][n]}
    lines = [[c, labels[c], whole_class[c]] for c in "54321" if whole_class[c]]
    lines += [[c, labels[c], whole_class[c]] for c in "0nx" if whole_class[c]]
    if partial:
        lines.append(["p", _EMPTY["p"][n], len(partial)])
    legend = said["legend"]
    problems += equal("legend of counties", [list(line) for line in legend["counties"]], lines)

    rows = oracle.rows(asked, kind)
    first = {oracle.projects[r]["thing"]: oracle.projects[r] for r in sorted(rows, reverse=True)}
    sectors = Counter(row["sector"] for row in first.values())
    true_lines = [[s, SECTORS[s][n], sectors[s]] for s in SECTORS if sectors[s]]
    problems += equal("legend of sectors", [list(x) for x in legend["sectors"]], true_lines)
    marks = Counter(row["precision"] for row in first.values())
    true_lines = [[p, PRECISIONS[p][n], marks[p]] for p in PRECISIONS if marks[p]]
    problems += equal("legend of marks", [list(x) for x in legend["marks"]], true_lines)
    bases = Counter(row["year_basis"] for row in first.values())
    true_lines = [[b, BASES[b][n], bases[b]] for b in BASES if bases[b]]
    problems += equal("legend of years", [list(x) for x in legend["bases"]], true_lines)
    ways = [
        [d, oracle.city(d, language)] for d in oracle.documents if d in asked.city or not asked.city
    ]
    problems += equal("ways to plans", [list(x) for x in legend["plans"]], ways)
    quiet = len(first.keys() & oracle.quiet(oracle.every))
    problems += equal("legend, leant on or mentioned", legend["quiet"], quiet)
    nothing = _NOTHING[n]
    if kind:
        name = KINDS[kind][n]
        nothing = (
            f"没有符合条件的“{name}”。",
            f"Nothing of the kind “{name}” passes these filters.",
        )[n]
    return problems + equal("empty map", said["empty"], "" if first else nothing)


def _year(row: dict[str, Any], language: str) -> tuple[str, str]:
    """How the table says a year: what is written, with a sign of where."""
    n = column(language)
    if row["year_basis"] == "plan":
        horizon = row["target_year"]
        return ("未写", "none")[n], (f"期末{horizon}", f"horizon {horizon}")[n]
    sign = row["phase"] if row["year_basis"] == "phase" else row["year_basis"]
    return str(row["year"]), _YEAR_SIGNS["other" if row["year_from"] else sign][n]


def role_said(row: dict[str, Any], n: int) -> str:
    """What the plan does with a thing here, and what it does elsewhere where that is more."""
    own, most = ROLES[row["role"]][n], ROLES[row["does"]][n]
    more = (f"{own}（另处{most}）", f"{own} (elsewhere: {most})")[n]
    return own if own == most else more


def _units(row: dict[str, Any], oracle: Oracle, language: str) -> str:
    """The first responsible unit, and how many there are."""
    units = row["units"] or row["units_elsewhere"]
    if not units:
        return NO_UNIT[column(language)]
    first, count = units[0] if language == "zh" else oracle.unit_en[units[0]], len(units)
    more = (f"{first}等{count}个", f"{first} and others ({count})")[column(language)]
    said = first if count == 1 else more
    return said if row["units"] else ELSEWHERE[column(language)] + said


def units_said(row: dict[str, Any], oracle: Oracle, language: str) -> str:
    """All responsible units of an item or target; where its clause has none, what is known."""
    n, own = column(language), [u for u in row["responsible_zh"].split(";") if u]
    units = own or row.get("units_elsewhere", [])
    each = ("、", ", ")[n].join(u if n == 0 else oracle.unit_en[u] for u in units)
    return (each if own else ELSEWHERE[n] + each) if units else NO_UNIT[n]


def check_table(
    said: list[dict[str, Any]], asked: Asked, oracle: Oracle, language: str
) -> list[str]:
    """The table of items, all its pages: every row that passes, none else, each cell."""
    n = column(language)
    by_name = oracle.by_name(asked)
    order = sorted(oracle.rows(asked), key=lambda r: (r not in by_name, r))
    true = [oracle.projects[r]["project_id"] for r in order]
    problems = equal("rows of the table", [row["id"] for row in said], true)
    for row in said:
        item = oracle.by_id[row["id"]]
        cells = [
            oracle.name(item, language),
            KINDS[item["kind"]][n],
            role_said(item, n),
            oracle.city(item["document_id"], language),
            oracle.listed(item["codes"], language) or "—",
            _year(item, language),
            item[f"quantity_{language}"],
            PRECISIONS[item["precision"]][n],
            _units(item, oracle, language),
        ]
        shown = [tuple(c) if isinstance(c, list) else c for c in row["cells"]]
        problems += equal(f"cells of {row['id']}", shown, cells)
        problems += equal(f"{row['id']} said again", row["again"], item["same_as"] != "")
        only = oracle.number[row["id"]] not in by_name
        problems += equal(f"{row['id']} found in its clause", row["in_clause"], only)
    return problems


def check_chips(
    said: dict[str, list[dict[str, Any]]], asked: Asked, oracle: Oracle, language: str
) -> list[str]:
    """The filters in force on every page, with "no effect" where a page ignores them."""
    ignored = {
        "atlas": set(),
        "targets": {"county", "basis", "precision", "role"},
        "sources": set(GROUPS),
    }
    note = ("本页无效", "no effect on this page")[column(language)]
    loose = ("按所属领域", "by its sector")[column(language)]
    problems = []
    for page, chips in said.items():
        true = [
            (
                group,
                value,
                label,
                group not in ignored[page],
                note if group in ignored[page] else loose * (page == "targets" and group == "kind"),
            )
            for group, value, label in oracle.chips(asked, language)
        ]
        shown = [(c["group"], c["value"], c["label"], c["effect"], c["note"]) for c in chips]
        problems += equal(f"chips of {page}", shown, true)
    return problems


def check_provenance(
    said: list[tuple[str, str]], described: str, oracle: Oracle, language: str
) -> list[str]:
    """What a file says of itself: its filters, nothing more, nothing less; date; every document."""
    lines = dict(said)
    n = column(language)
    problems = equal(
        "filters of a file",
        lines.get(("筛选条件", "Filters")[n]),
        described or ("无", "none")[n],
    )
    problems += equal("date of a file", lines.get(("导出日期", "Exported")[n]), "2026-11-21")
    sources = "".join(
        f"《{d['title_zh']}》" + (f"（{d['document_no']}）" if d["document_no"] else "")
        for d in oracle.documents.values()
    )
    problems += equal("sources of a file", lines.get(("来源文件", "Sources")[n]), sources)
    version = lines.get(("数据版本", "Data version")[n])
    problems += equal("version of a file", version, f"v{oracle.version}")
    boundary = lines.get(("边界", "Boundaries")[n], "")
    if "2025-09" not in boundary or ("无审图号", "No map approval number")[n] not in boundary:
        problems.append(f"boundaries of a file: {boundary}")
    return problems


def check_county_card(
    said: dict[str, Any], adcode: str, asked: Asked, oracle: Oracle, language: str
) -> list[str]:
    """A county's card: coverage first, how many of how many, and each item once."""
    n, coverage = column(language), oracle.coverage[adcode]
    rows = oracle.rows(asked, county=adcode)
    all_rows = oracle.rows(Asked(), county=adcode)
    things, every = oracle.things(rows), oracle.things(all_rows)
    who = f"card of {adcode}"
    problems = equal(f"{who}, name", said["name"], oracle.county(adcode, language))
    problems += equal(f"{who}, warning", said["warning"], _WARNING[coverage][n])
    listed = [oracle.by_id[item["id"]]["thing"] for item in said["items"]]
    problems += equal(f"{who}, items", sorted(listed), sorted(things))
    for item in said["items"]:
        row = oracle.by_id[item["id"]]
        shown = (item["name"], item["kind"], item["sector"])
        kind = KINDS[row["kind"]][n]
        kind += f" · {ROLES[row['does']][n]}" if row["does"] in QUIET else ""
        true = (oracle.name(row, language), kind, row["sector"])
        problems += equal(f"{who}, {item['id']}", shown, true)
    if every:
        doing = [len(t) - len(oracle.quiet(r)) for t, r in ((things, rows), (every, all_rows))]
        true_count = (doing[0], doing[1] if asked.items() else None)
        problems += equal(f"{who}, count", counted(said["count"], language), true_count)
    else:
        problems += equal(f"{who}, count", said["count"], "")
    why = ""
    if not things and every:
        why = ("本县列名的事项都不符合筛选。", "Nothing named here passes the filters.")[n]
    elif not things and coverage == "full":
        why = ("方案没有列名本县的事项。", "The plan names nothing here.")[n]
    return problems + equal(f"{who}, empty", said["empty"], why)


def _card_year(row: dict[str, Any], language: str) -> str:
    """How a card says a year."""
    year, n = row["year"], column(language)
    if row["year_from"]:
        source = row["year_from"]
        return (f"{year}年（见同一事项{source}）", f"{year} (same item, see {source})")[n]
    match row["year_basis"]:
        case "item":
            return (f"{year}年", f"{year}")[n]
        case "section":
            return (f"{year}年（本段目标年）", f"{year} (from its paragraph)")[n]
        case "phase":
            phase = {"near": ("近期", "Near term"), "long": ("远期", "Long term")}[row["phase"]][n]
            return (f"{phase}（{year}年）", f"{phase} ({year})")[n]
    return (f"未写年份（规划期末{year}）", f"no year written (plan's horizon {year})")[n]


def _section_said(row: dict[str, Any], oracle: Oracle, language: str) -> str:
    """The section of a row with its printed title, which may begin with its number."""
    title = next(
        str(c[f"title_{language}"])
        for c in oracle.chapters
        if (c["document_id"], c["section"]) == (row["document_id"], row["section"])
    )
    return title if title.startswith(row["section"]) else f"{row['section']} {title}"


def check_item_card(said: dict[str, Any], item: str, oracle: Oracle, language: str) -> list[str]:
    """An item's card: the clause as it is in the record, where, when, how well that is known."""
    n, row = column(language), oracle.by_id[item]
    facts = dict(said["facts"])
    place = (
        oracle.listed(row["codes"], language) or _NO_COUNTY[n],
        COUNTY_BASES[row["county_basis"]][n] if row["codes"] else None,
        row[f"quantity_{language}"] or None,
        _card_year(row, language),
        units_said(row, oracle, language),
        _section_said(row, oracle, language),
    )
    keys = (
        ("县区", "县域依据", "规模", "目标年", "责任单位", "所在章节"),
        ("County", "Basis", "Quantity", "Target year", "Responsible unit", "Section"),
    )[n]
    problems = equal(f"card of {item}, facts", tuple(facts.get(k) for k in keys), place)
    problems += equal(f"card of {item}, clause", said["quote"], row["quote_zh"])
    problems += equal(f"card of {item}, role", said["role"], role_said(row, n))
    problems += equal(f"card of {item}, name", said["name"], oracle.name(row, language))
    document = oracle.documents[row["document_id"]]
    for part in (document["title_zh"], document["document_no"], row["section"]):
        if part not in said["citation"]:
            problems.append(f"card of {item}: its citation leaves out {part}")
    same = {p["project_id"] for p in oracle.projects if p["thing"] == row["thing"]} - {item}
    problems += equal(f"card of {item}, mentions", {m["id"] for m in said["mentions"]}, same)
    location = facts.get(("定位", "Location")[n], "")
    if row["kind"] in COUNTY_ONLY and row["known"] and row["known"]["place_zh"] in location:
        problems.append(f"card of {item}: locates what may be shown by county only")
    if row["point"] and f"{float(row['point']['uncertainty_km']):g}" not in location:
        problems.append(f"card of {item}: does not say how rough its place is: {location}")
    return problems


def check_atlas(said: dict[str, Any], asked: Asked, oracle: Oracle, language: str) -> list[str]:
    """Everything that the atlas shows."""
    problems = check_count_line(said["count"], asked, oracle, language)
    problems += check_facets(said["facets"], oracle.facets(asked))
    problems += check_map(said["map"], asked, oracle, language)
    problems += check_table(said["table"], asked, oracle, language)
    problems += check_chips(said["chips"], asked, oracle, language)
    described = oracle.described(asked, language)
    problems += check_provenance(said["provenance"], described, oracle, language)
    for code, card in said["cards"].items():
        problems += check_county_card(card, code, asked, oracle, language)
    for item, card in said["items"].items():
        problems += check_item_card(card, item, oracle, language)
    return problems
