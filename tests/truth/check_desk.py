"""The pages of counties, targets and sources against the oracle."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from truth.check_atlas import check_facets, check_provenance, equal, role_said, units_said
from truth.check_pictures import bars_sentence, check_bars, check_rows, compared
from truth.oracle import Asked, Oracle, Row
from truth.reading import (
    Block,
    bad_cells,
    cell,
    column,
    due,
    fuel,
    number,
    power,
    rows_of,
    sections,
    shown,
    tables,
    texts,
)
from truth.vocabulary import (
    BOUNDS,
    COVERAGES,
    KINDS,
    PHASES,
    PRECISIONS,
    SECTOR_OF,
    SECTORS,
    SIGNS,
)

_WARNING = {
    "partial": (
        "方案只覆盖本县的一部分，未列名不等于没有安排。",
        "The plan covers only part of this county.",
    ),
    "none": (
        "未收录覆盖本县的碳达峰方案，空白不代表没有安排。",
        "No plan that covers this county was read; blank does not mean nothing is planned.",
    ),
}
_UNFILTERED = (
    "以下各节针对全部事项，不受筛选影响。",
    "The parts below speak of all items, whatever is filtered.",
)
_PARTS = {
    "named": ("本县列名的事项", "Named in this county"),
    "wide": ("未指明县域、可能涉及本县的事项", "Named without a county: may also apply here"),
    "targets": ("所属方案的目标", "Targets of its plan"),
    "lacking": ("邻县列名而本县未列名的类型", "Kinds that neighbours name and it does not"),
    "neighbours": ("相邻县区", "Neighbouring counties"),
    "peers": ("最相似的县区及其写法", "Most similar counties and their wording"),
}


def check_county(
    said: dict[str, Any], adcode: str, asked: Asked, oracle: Oracle, language: str
) -> list[str]:
    """The page of one county: what passes of how many, and what does not follow the filters."""
    n, coverage, blocks = column(language), oracle.coverage[adcode], said["blocks"]
    order = [heading for heading, _ in sections(blocks)[1:]]
    parts = dict(sections(blocks)[1:])
    title = oracle.county(adcode, language)
    problems = equal("heading", order[0], title)
    lines = [oracle.counties[adcode][f"prefecture_{language}"]]
    lines += [_WARNING[coverage][n]] if coverage != "full" else []
    told = [text for text in texts(parts[title]) if text != _UNFILTERED[n]]
    problems += equal("where it lies and how far its plan reaches", told, lines)
    known = coverage != "none"
    plan = oracle.plan_of.get(adcode, "")
    wide = _wide_rows(adcode, asked, oracle)
    true_order = [title]
    true_order += ["named"] if known else []
    true_order += ["wide"] if known and wide else []
    true_order += ["targets", "lacking"] if known else []
    true_order += ["neighbours"] if not known and oracle.neighbours[adcode] else []
    true_order += ["peers"]
    problems += equal("parts", order, [_PARTS[p][n] if p in _PARTS else p for p in true_order])
    if problems:
        return problems
    # The sentence that the rest does not follow the filters stands at the end of what does.
    last = title if not known else _PARTS["wide" if wide else "named"][n]
    for heading, section in parts.items():
        tells = _UNFILTERED[n] in texts(section)
        true = heading == last and bool(asked.items())
        problems += equal(f"“{heading}” says where the filters end", tells, true)
    if known:
        problems += _check_named(parts[_PARTS["named"][n]], adcode, asked, oracle, language)
        if wide:
            problems += _check_wide(parts[_PARTS["wide"][n]], adcode, asked, oracle, language)
        problems += _check_targets_of(parts[_PARTS["targets"][n]], plan, oracle, language)
    section = parts.get(_PARTS["lacking" if known else "neighbours"][n], [])
    problems += _check_neighbours(section, adcode, oracle, language)
    problems += _check_peers(parts[_PARTS["peers"][n]], adcode, oracle, language)
    problems += check_provenance(
        said["provenance"], described_there(adcode, asked, oracle, language), oracle, language
    )
    return problems + bad_cells(blocks)


def described_there(adcode: str, asked: Asked, oracle: Oracle, language: str) -> str:
    """What the files of a county are about: the filters and the county, which one does not undo."""
    where = {*asked.city, *asked.county}
    if not where - {adcode}:
        return oracle.described(Asked(**{**asked.__dict__, "county": (adcode,)}), language, asked)
    label = ("其中县区", "Of these, county")[column(language)]
    mark, colon = ("；", "：") if language == "zh" else ("; ", ": ")
    county = f"{label}{colon}{oracle.county(adcode, language)}"
    return f"{oracle.described(asked, language)}{mark}{county}"


def _year(item: Row, n: int) -> tuple[str, float | None]:
    """How the year of an item reads, where it comes from, and what it is sorted by."""
    if item["year_basis"] == "plan":
        return (f"未写（期末{item['year']}）", f"none (horizon {item['year']})")[n], None
    signs = {"item": ("本项", "own"), "section": ("本段", "para.")}
    signs |= {"near": ("近期", "near term"), "long": ("远期", "long term")}
    sign = signs[item["phase"] if item["year_basis"] == "phase" else item["year_basis"]]
    if item["year_from"]:
        sign = ("另处", "elsewhere")
    return (f"{item['year']}（{sign[0]}）", f"{item['year']} ({sign[1]})")[n], item["year"]


def _check_items(table: Block, rows: list[int], oracle: Oracle, language: str) -> list[str]:
    """A table of items: each thing that passes once, by sector, each cell that of its row."""
    n, said = column(language), rows_of(table)
    problems = equal("unit of a table of items", {c["unit"] for c in table["columns"]}, {""})
    shown = [oracle.by_id[row[0]["item"]] for row in said]
    listed = [item["thing"] for item in shown]
    problems += equal("things listed", sorted(listed), sorted(oracle.things(rows)))
    order = [(list(SECTORS).index(item["sector"]), item["project_id"]) for item in shown]
    problems += equal("order of items", order, sorted(order))
    passing = {oracle.projects[r]["project_id"] for r in rows}
    for row, item in zip(said, shown, strict=True):
        if item["project_id"] not in passing:
            problems.append(f"{item['project_id']} does not pass")
        year, by = _year(item, n)
        true = (
            oracle.name(item, language),
            KINDS[item["kind"]][n],
            role_said(item, n),
            year,
            item[f"quantity_{language}"],
            units_said(item, oracle, language),
            item["quote_zh"],
        )
        what = f"cells of {item['project_id']}"
        problems += equal(what, tuple(one["text"] for one in row), true)
        problems += equal(f"{what}, year", row[3]["value"], by)
    return problems


def _counts(rows: list[int], every: list[int], filtered: bool, oracle: Oracle, n: int) -> str:
    """How many are to be done, of how many, and how many are only supported or mentioned."""
    quiet = len(oracle.quiet(rows))
    doing = len(oracle.things(rows)) - quiet
    whole = len(oracle.things(every)) - len(oracle.quiet(every))
    said = (f"{doing} 项", f"items: {doing}")[n]
    if filtered:
        said = (f"筛选内 {doing} 项，共 {whole} 项", f"{doing} within the filters, {whole} in all")[
            n
        ]
    more = (f"，另有依托支持或仅提及的 {quiet} 项", f"; {quiet} more only supported or mentioned")[
        n
    ]
    return said + (more if quiet else "")


def _check_named(
    section: list[Block], adcode: str, asked: Asked, oracle: Oracle, language: str
) -> list[str]:
    n, sentence = column(language), texts(section)[0]
    rows = sorted(oracle.rows(asked, county=adcode))
    every = sorted(oracle.rows(Asked(), county=adcode))
    if not every:
        true = ("方案没有列名本县的事项。", "The plan names nothing here.")[n]
        return equal("nothing named", sentence, true) + equal("tables", len(tables(section)), 0)
    said = _counts(rows, every, bool(asked.items()), oracle, n)
    if not rows:
        true = (
            f"方案在本县列名的事项都不符合筛选：{said}。",
            f"Nothing that the plan names here passes the filters: {said}.",
        )[n]
        problems = equal("says that none passes", sentence, true)
        return problems + equal("tables", len(tables(section)), 0)
    true = (
        f"方案在本县列名：{said}；按领域列出，点名称看原文。",
        f"Named here by the plan: {said}; by sector; press a name for its clause.",
    )[n]
    problems = equal("how many of how many", sentence, true)
    problems += equal("tables", len(tables(section)), 1)
    for table in tables(section):
        problems += _check_items(table, rows, oracle, language)
    return problems


def _wide_rows(adcode: str, asked: Asked, oracle: Oracle) -> dict[str, list[int]]:
    """Rows without a county by the zone or city that reaches into this one, in the zones' order."""
    found = {}
    for zone in oracle.zones:
        rows = oracle.rows(asked, plan=oracle.plan_of.get(adcode, "?"))
        rows_there = sorted(r for r in rows if oracle.projects[r]["anchor"] == zone)
        if rows_there and adcode in oracle.reach[zone]:
            found[zone] = rows_there
    return found


def _check_wide(
    section: list[Block], adcode: str, asked: Asked, oracle: Oracle, language: str
) -> list[str]:
    """What is named for a city or zone: how many of how many, each thing once under its chapter."""
    n, every = column(language), _wide_rows(adcode, Asked(), oracle)
    said: list[Any] = []
    for block in section:
        if block["type"] == "text" and block["text"] != _UNFILTERED[n]:
            said.append((block["text"], []))
        elif block["type"] == "fold":
            said[-1][1].append(block)
    wide = _wide_rows(adcode, asked, oracle)
    problems = equal("zones and cities that reach here", len(said), len(wide))
    for (sentence, folds), (zone, rows) in zip(said, wide.items(), strict=False):
        name, counts = (
            oracle.zones[zone][f"zone_{language}"],
            _counts(rows, every[zone], bool(asked.items()), oracle, n),
        )
        of_city = (f"方案只指明{name}全市的：", f"Named for the whole of {name}: ")
        of_zone = (
            f"方案只指明{name}、而它有一部分在本县的：",
            f"Named for {name}, part of which lies in this county: ",
        )
        start = (of_city if oracle.zones[zone]["kind"] == "city" else of_zone)[n]
        end = (
            "。不计入本县，也不能排除；按方案篇章列出。",
            ". Not counted here, and not ruled out; by chapter of the plan.",
        )[n]
        problems += equal(f"named for {zone}", sentence, start + counts + end)
        problems += _check_chapters(folds, rows, oracle, language)
    return problems


def _check_chapters(
    folds: list[Block], rows: list[int], oracle: Oracle, language: str
) -> list[str]:
    """Folds of chapters in the order of the plan, each with its things, none twice."""
    place = {(c["document_id"], c["section"]): int(c["position"]) for c in oracle.chapters}
    title = {(c["document_id"], c["title_zh"]): c[f"title_{language}"] for c in oracle.chapters}
    by_chapter: dict[str, list[int]] = {}
    seen: set[str] = set()
    for r in rows:
        item = oracle.projects[r]
        if item["thing"] not in seen:
            by_chapter.setdefault(item["chapter_zh"], []).append(r)
        seen.add(item["thing"])

    def first(part: list[int]) -> int:
        return min(
            place[oracle.projects[r]["document_id"], oracle.projects[r]["section"]] for r in part
        )

    true = sorted(by_chapter.items(), key=lambda chapter: first(chapter[1]))
    titles = []
    for chapter, part in true:
        name = title.get((oracle.projects[part[0]]["document_id"], chapter), chapter)
        titles.append((f"{name}（{len(part)} 项）", f"{name} ({len(part)})")[column(language)])
    problems = equal("chapters", [fold["title"] for fold in folds], titles)
    for fold, (_, part) in zip(folds, true, strict=False):
        problems += equal("tables of a chapter", len(tables(fold["blocks"])), 1)
        for table in tables(fold["blocks"]):
            problems += _check_items(table, part, oracle, language)
    return problems


def _check_fold(section: list[Block], rows: int) -> list[str]:
    """The title of a folded table says how many rows it has."""
    folds = [b for b in section if b["type"] == "fold"]
    found = number(folds[0]["title"]) if folds else None
    return equal("rows in the fold", found and int(found[0]), rows)


def _check_targets_of(section: list[Block], plan: str, oracle: Oracle, language: str) -> list[str]:
    own = [t for t in oracle.targets if t["document_id"] == plan]
    problems = _check_fold(section, len(own))
    city = oracle.city(plan, language)
    note = (
        f"目标的范围是{city}，不是本县的任务。",
        f"The targets are for {city}, not for this county.",
    )[column(language)]
    problems += equal("whose targets", texts(section)[0], note)
    return problems + check_targets_table(tables(section)[0], own, oracle, language)


def _check_elsewhere(
    table: Block, own: str, others: list[str], oracle: Oracle, language: str
) -> list[str]:
    """What other counties name of the kinds that a county does not: every thing, nothing else."""
    n = column(language)
    named = [oracle.projects[r] for r in oracle.acting(oracle.every)]
    here = {r["kind"] for r in named if own in r["codes"]}
    true = {
        (code, r["thing"])
        for code in others
        for r in named
        if code in r["codes"] and r["kind"] not in here
    }
    rows = rows_of(table)
    shown = [(row[1]["county"], oracle.by_id[row[2]["item"]]["thing"]) for row in rows]
    problems = equal("named elsewhere", sorted(shown), sorted(true))
    for row in rows:
        item = oracle.by_id[row[2]["item"]]
        cells = tuple(row[i]["text"] for i in (0, 1, 2, 3, 4))
        problems += equal(
            f"cells of {item['project_id']}",
            cells,
            (
                KINDS[item["kind"]][n],
                oracle.county(row[1]["county"], language),
                oracle.name(item, language),
                item["wording"],
                item["quote_zh"],
            ),
        )
    return problems


def _check_neighbours(
    section: list[Block], adcode: str, oracle: Oracle, language: str
) -> list[str]:
    others = oracle.neighbours[adcode]
    start = ("收录范围内的相邻县区：", "Neighbours within the atlas: ")[column(language)]
    lists = [t for t in texts(section) if t.startswith(start)]
    problems = equal(
        "neighbours", lists, [start + oracle.listed(others, language)] if others else []
    )
    found = tables(section)
    if oracle.coverage[adcode] == "none":
        return problems + equal("tables of what nobody knows", len(found), 0)
    none = (
        "相邻县区列名的类型，本县都已列名。",
        "Its neighbours name no kind that is not named here.",
    )
    named = [oracle.projects[r] for r in oracle.acting(oracle.every)]
    here = {r["kind"] for r in named if adcode in r["codes"]}
    lacking = {r["kind"] for r in named if set(r["codes"]) & set(others) and r["kind"] not in here}
    problems += equal(
        "says that nothing is lacking", none[column(language)] in texts(section), not lacking
    )
    if not lacking:
        return problems + equal("tables", len(found), 0)
    return problems + _check_elsewhere(found[0], adcode, others, oracle, language)


def _check_peers(section: list[Block], adcode: str, oracle: Oracle, language: str) -> list[str]:
    found = tables(section)
    if adcode not in oracle.features:
        said = re.search("不列相似县区|no similar counties are shown", " ".join(texts(section)))
        return equal("says why there are no peers", bool(said), True) + equal(
            "tables", len(found), 0
        )
    rows, true = rows_of(found[0]), oracle.peers(adcode)
    note = (
        "按面积、2020年人口、城镇化率、是否列名水运、是否列名铁路五项标准化后的距离；"
        "只用于借鉴写法，不是排名。",
        "Distance of five standardised features: area, population 2020, urban share, names a "
        "waterway or port, names a railway. For wording to learn from; it is no ranking.",
    )[column(language)]
    problems = equal("what the distance is of", texts(section), [note])
    problems += equal("peers", [r[0].get("county") for r in rows[1:]], [c for c, _ in true])
    for row, (code, away) in zip(rows, [(adcode, None), *true], strict=True):
        said = row[1]["value"]
        if (said is None) != (away is None) or (away is not None and abs(said - away) > 1e-6):
            problems.append(f"distance of {code}: says {said}, true is {away}")
        problems += equal("name of a peer", row[0]["text"], oracle.county(code, language))
        area, people, urban, water, rail = oracle.features[code]
        features = (area, people, 100 * urban, water, rail)
        for head, one, value in zip(found[0]["columns"][2:], row[2:], features, strict=True):
            if abs(one["value"] - value) > 1e-6 * max(1.0, abs(value)):
                problems.append(f"{head['text']} of {code}: says {one['value']}, true is {value}")
    codes = [c for c, _ in true]
    named = [oracle.projects[r] for r in oracle.acting(oracle.every)]
    here = {r["kind"] for r in named if adcode in r["codes"]}
    lacking = any(set(r["codes"]) & set(codes) and r["kind"] not in here for r in named)
    problems += equal("tables of peers and their wording", len(found), 1 + lacking)
    for table in found[1:]:
        problems += _check_elsewhere(table, adcode, codes, oracle, language)
    return problems


# Targets


def dated(target: Row, n: int) -> str:
    """The year of a target with where it is from, else its phase in words."""
    if not target["year"]:
        return PHASES[target["phase"]][n]
    signs = {"item": ("本项", "own"), "section": ("本段", "para."), "phase": ("规划期", "period")}
    sign = signs[target["year_basis"]]
    return (f"{target['year']}（{sign[0]}）", f"{target['year']} ({sign[1]})")[n]


def check_targets_table(
    table: Block, true: list[Row], oracle: Oracle, language: str, every_value: bool = False
) -> list[str]:
    """Each target once, with its bound, its unit, its year, who answers for it and its clause.

    The value is as printed in Chinese, standard in English; a Chinese file has both.
    """
    n = column(language)

    def close(value: float) -> float:
        return float(f"{value:.9g}")

    def line(target: Row) -> tuple[Any, ...]:
        bound = BOUNDS[target["comparator"]][n]
        figure = f"{float(target['value']):.10g}{target['unit']}"
        printed = figure + bound if target["comparator"] == "~" else f"{bound} {figure}".strip()
        value, unit = shown(float(target["value_std"]), target["unit_std"], n)
        sign = SIGNS[target["comparator"]]
        amount = f"{value:,.4f}".rstrip("0").rstrip(".") + ("" if unit == "%" else " ") + unit
        both = [
            (printed, close(float(target["value"])), target["unit"]),
            (sign + amount, close(value), unit),
        ]
        return (
            oracle.city(target["document_id"], language),
            target[f"indicator_{language}"],
            dated(target, n),
            float(target["year"]) if target["year"] else None,
            *(both if every_value and n == 0 else both[n : n + 1]),
            target["baseline_year"] or "—",
            target[f"scope_{language}"],
            target["section"],
            units_said(target, oracle, language),
            target["quote_zh"],
        )

    values = 2 if every_value and n == 0 else 1
    said = [
        (
            row[0]["text"],
            row[1]["text"],
            row[2]["text"],
            row[2]["value"],
            *(
                (one["text"], close(float(one["value"])), one["unit"])
                for one in row[3 : 3 + values]
            ),
            *(one["text"] for one in row[3 + values :]),
        )
        for row in rows_of(table)
    ]
    return equal("targets", sorted(said, key=str), sorted(map(line, true), key=str))


_LEDGER = (
    "目标是全域的；列名项目只是方案要建的、写出名字的那一部分，依托和仅提及的不计。"
    "“未列名”不等于没有安排。",
    "Targets are for the whole area; named items are only those that a plan names as something "
    "to be done, not what it leans on or mentions. “Not named” does not mean that nothing is "
    "arranged.",
)
_OPERATING = (
    "在运数据引自方案以外的公开来源，截至所注年月；只有装机目标能与在运相比。"
    "本表只随城市与领域的筛选变化。",
    "From public sources outside the plans, as of the month given; only a capacity target can "
    "be set against what operates. This table follows the filters on city and sector alone.",
)


def _by_sector(asked: Asked) -> Asked:
    """The filters of the page of targets, on which a kind asks for its sector."""
    sectors = {*asked.sector, *(SECTOR_OF[kind] for kind in asked.kind)}
    own = tuple(sector for sector in SECTORS if sector in sectors)
    return Asked(**{**asked.__dict__, "sector": own, "kind": ()})


def check_targets(said: dict[str, Any], asked: Asked, oracle: Oracle, language: str) -> list[str]:
    """The page of targets: its sidebar, how many of how many, its pictures, tables and files."""
    asked = _by_sector(asked.only("sector", "kind", "city", "year", "unit", "text"))
    true = oracle.chosen_targets(asked)
    problems = _check_intro(said["intro"], asked, oracle, language)
    problems += check_facets(said["facets"], oracle.target_facets(asked))
    problems += _check_capacities(said["bars"], asked, oracle, language)
    problems += check_rows(said["rows"], asked, oracle, language)
    problems += _check_rest(said["rest"], asked, oracle, language)
    # The workbook: the tables behind the bars, and every target.
    files, ledgers = said["files"], oracle.ledger_targets(asked)
    behind = [b for fold in said["bars"] if fold["type"] == "fold" for b in fold["blocks"]]
    problems += equal("tables behind the bars", files[: len(behind)], behind)
    whole = files[len(behind) :]
    problems += equal("tables of targets", len(whole), int(bool(true)))
    if true and whole:
        problems += check_targets_table(whole[0], true, oracle, language, every_value=True)
    problems += check_ledger(files[: int(bool(ledgers))], ledgers, oracle, language)
    problems += check_operating(files[int(bool(ledgers)) : len(behind)], asked, oracle, language)
    described = oracle.described(asked, language)
    problems += check_provenance(said["provenance"], described, oracle, language)
    for part in ("bars", "rows", "rest", "files"):
        problems += bad_cells(said[part])
    return problems


def _check_intro(blocks: list[Block], asked: Asked, oracle: Oracle, language: str) -> list[str]:
    n = column(language)
    passing, whole = len(oracle.chosen_targets(asked)), len(oracle.targets)
    lines = [
        (
            "五份方案写明年份或阶段的数量目标，每个都附原文。",
            "Every number that the five plans give a year or a phase, each with its clause.",
        ),
        (
            f"筛选内 {passing} 个目标，共 {whole} 个。",
            f"Targets within the filters: {passing}, {whole} in all.",
        )
        if asked.items()
        else (f"共 {whole} 个目标。", f"Targets: {whole}."),
    ]
    if undated := len(oracle.undated_targets(asked)):
        en = f"Targets with a phase and no year, left out: {undated}."
        lines.append((f"另有 {undated} 个目标只写阶段。", en))
    head = ("目标", "Targets")[n]
    problems = equal("head of the page", blocks[0].get("text"), head)
    return problems + equal("count of targets", texts(blocks), [line[n] for line in lines])


def _check_capacities(
    blocks: list[Block], asked: Asked, oracle: Oracle, language: str
) -> list[str]:
    """The sentence above the bars, the bars with their folds, the folds below them."""
    n = column(language)
    entries = [(target, oracle.ledger(target)) for target in oracle.ledger_targets(asked)]
    if entries:
        lines = [bars_sentence(entries, oracle, language), _LEDGER[n]]
    else:
        lines = [("没有符合条件的装机目标。", "No capacity target fits.")[n]]
    if entries and asked.items():
        en = f"Targets within the filters: {len(entries)}; what is named is counted over the whole "
        zh = f"筛选内 {len(entries)} 个目标；列名项目按方案全部事项计，不受筛选影响。"
        lines.append((zh, en + "plan, whatever is filtered.")[n])
    problems = equal("what is said of capacities", texts(blocks), lines)
    head = ("装机目标与列名项目", "Capacity targets and what is named")[n]
    problems += equal("head of capacities", blocks[0].get("text"), head)
    titles = []
    if entries:
        titles.append((f"数据表（{len(entries)} 行）", f"Table ({len(entries)} rows)")[n])
    cities = {o["document_id"] for o in oracle.operating}
    if (not asked.sector or "energy" in asked.sector) and (
        not asked.city or cities & set(asked.city)
    ):
        titles.append(("在运装机与目标", "What operates, beside the targets")[n])
    folds = [b["title"] for b in blocks if b["type"] == "fold"]
    problems += equal("folds below the bars", folds, titles)
    drawn = [b for b in blocks if b["type"] == "bars"]
    problems += equal("pictures of capacities", len(drawn), int(bool(entries)))
    for picture in drawn:
        problems += check_bars(picture, entries, oracle, n)
        own = [bar["fold"] for _, bars in picture["groups"] for bar in bars]
        for fold, (target, entry) in zip(own, entries, strict=False):
            what = f"bar {target['target_id']}"
            found = _check_addends(fold, target, entry, oracle, language)
            problems += [f"{what}: {problem}" for problem in found]
    return problems


def _check_rest(blocks: list[Block], asked: Asked, oracle: Oracle, language: str) -> list[str]:
    """Every target that passes and stands in no picture."""
    n = column(language)
    drawn = {t["target_id"] for rows in compared(oracle).values() for t in rows}
    drawn |= {t["target_id"] for t in oracle.ledger_targets(Asked())}
    true = [t for t in oracle.chosen_targets(asked) if t["target_id"] not in drawn]
    if not true:
        return equal("a rest of nothing", len(blocks), 0)
    line = (
        f"{len(true)} 个目标不在以上图中：指标只有一份方案、一个年份，又不是装机。",
        "Targets in no picture, since their indicator has one plan and one year alone and is no "
        f"capacity: {len(true)}.",
    )[n]
    problems = equal("head of the rest", blocks[0].get("text"), ("其余目标", "Other targets")[n])
    problems += equal("count of the rest", texts(blocks), [line])
    return problems + check_targets_table(tables(blocks)[0], true, oracle, language)


def check_operating(blocks: list[Block], asked: Asked, oracle: Oracle, language: str) -> list[str]:
    """Each cited figure of what operates, and the targets of its plan that it stands beside."""
    n, mark = column(language), ("、", ", ")[column(language)]
    true = [
        cited
        for cited in oracle.operating
        if (not asked.city or cited["document_id"] in asked.city)
        and (not asked.sector or "energy" in asked.sector)
    ]
    if not true:
        return equal("parts about nothing that operates", len(blocks), 0)

    def named(cited: Row, indicators: str) -> str:
        """The targets of the plan that have one of the indicators, each with all its deadlines."""
        said: dict[str, list[str]] = {}
        for target in oracle.targets:
            own = target["document_id"] == cited["document_id"]
            if own and target["indicator"] in indicators.split(";"):
                said.setdefault(target[f"indicator_{language}"], []).append(due(target, n))
        each = ((f"“{i}”（{mark.join(d)}）", f"“{i}” ({mark.join(d)})")[n] for i, d in said.items())
        return mark.join(each)

    def use(cited: Row) -> str:
        whole, part, other = (named(cited, cited[c]) for c in ("indicator", "part_of", "concerns"))
        said = []
        if whole:
            said.append((f"{whole}的在运部分", f"the operating part of {whole}")[n])
        if part:
            said.append(
                (
                    f"{part}的一部分，其余没有数据，不相减",
                    f"a part of {part}; of the rest nothing is cited, so nothing is subtracted",
                )[n]
            )
        if other:
            said.append(
                (
                    f"方案没有它的装机目标；{other}涉及这些机组，但不以装机计，不相减",
                    "no capacity target of its own; nothing is subtracted from what speaks of "
                    f"these plants in another unit: {other}",
                )[n]
            )
        nothing = (
            "方案没有它的数量目标，无从比较",
            "the plan has no target for it, so there is nothing to compare",
        )[n]
        return ("；", "; ")[n].join(said) or nothing

    if len(tables(blocks)) != 1:
        return ["no table of what operates"]
    (table,) = tables(blocks)
    intro = equal("what is said of what operates", texts(blocks), [_OPERATING[n]])
    unit = shown(0, "MW", n)[1]
    problems = equal(
        "units of what operates", [c["unit"] for c in table["columns"]], ["", "", unit, "", "", ""]
    )
    said, lines = [], []
    for row in rows_of(table):
        said.append((*(one["text"] for one in row), row[2]["value"], row[2]["unit"]))
    for cited in true:
        value = shown(float(cited["capacity_mw"]), "MW", n)[0]
        lines.append(
            (
                oracle.city(cited["document_id"], language),
                cited[f"fuel_{language}"],
                f"{value:,.2f}".rstrip("0").rstrip("."),
                cited["as_of"],
                use(cited),
                cited["source"],
                value,
                unit,
            )
        )
    return intro + problems + equal("what operates", said, lines)


_BLANKS = {
    "unknown": ("无可引用数据", "no cited figure"),
    "added": ("新增量，不计", "an addition, not counted"),
    "exceeded": ("已达到或超过目标", "at or beyond the target"),
    "not computable": ("不能计算", "not computable"),
}


def check_ledger(blocks: list[Block], true: list[Row], oracle: Oracle, language: str) -> list[str]:
    """Each capacity target that passes: target, operating, named, not named, and why."""
    n, found = column(language), tables(blocks)
    if not true:
        return equal("parts of a ledger of nothing", len(found), 0)
    rows = rows_of(found[0])
    problems = equal("rows of the ledger", len(rows), len(true))
    for row, target in zip(rows, true, strict=False):
        entry, what = oracle.ledger(target), f"ledger {target['target_id']}"
        problems += equal(what, *_ledger_cells(row, target, entry, oracle, language))
        problems += equal(f"{what}, note", row[10]["text"], _ledger_note(entry, n))
    unit = shown(0, "MW", n)[1]
    units = [c["unit"] for c in found[0]["columns"]]
    true_units = ["", "", "", unit, unit, unit, "", "", unit, unit, ""]
    return problems + equal("units of the ledger", units, true_units)


def _ledger_cells(
    row: list[dict[str, Any]], target: Row, entry: Row, oracle: Oracle, language: str
) -> tuple[Any, Any]:
    """The cells of a row of the ledger but its note: (as said, as true)."""
    n = column(language)
    bound = SIGNS[target["comparator"]]

    def cell(value: float | None, why: str = "—", sign: str = "") -> tuple[Any, str]:
        if value is None:
            return None, why
        return round(value, 6), sign + f"{value:,.2f}".rstrip("0").rstrip(".")

    def capacity(mw: float | None, why: str = "—", sign: str = "") -> tuple[Any, str]:
        return cell(None if mw is None else shown(mw, "MW", n)[0], why, sign)

    # Of single fuels the figure is the least that operates.
    at_least = SIGNS[">="] if entry["parts"] else ""
    why = _BLANKS["unknown" if entry["stock"] else "added"][n]
    if entry["exceeded"]:
        rest = [cell(None, _BLANKS["exceeded"][n])] * 2
    elif entry["computable"]:
        rest = [capacity(entry[key], sign=bound) for key in ("least", "most")]
    else:
        rest = [cell(None, _BLANKS["not computable"][n])] * 2
    true = [
        (
            oracle.city(target["document_id"], language),
            target[f"indicator_{language}"],
            due(target, n),
        ),
        float(target["year"]) if target["year"] else None,
        capacity(entry["target"], sign=bound),
        capacity(entry["running"], why, at_least),
        capacity(entry["sum"] if entry["named"] else None),
        cell(len(entry["named"]) or None),
        cell(len(entry["without"]) or None),
        *rest,
    ]
    said: list[Any] = [tuple(one["text"] for one in row[:3]), row[2]["value"]]
    for one in row[3:10]:
        value = one["value"]
        said.append((None if value is None else round(value, 6), one["text"]))
    return said, true


def _ledger_note(entry: Row, n: int) -> str:
    """Why the rest is a range or cannot be computed."""
    said = []
    if entry["parts"]:
        each = ("、", ", ")[n].join(
            f"{fuel(o, n)} {power(float(o['capacity_mw']), n)}" for o in entry["parts"]
        )
        said.append(
            (f"在运中只有{each}有可引用的数据", f"of what operates only {each} can be cited")[n]
        )
    elif entry["stock"] and not entry["whole"]:
        said.append(("没有可引用的在运数据", "no cited figure of what operates")[n])
    if entry["computable"] and not entry["exceeded"] and entry["least"] < entry["most"]:
        said.append(
            (
                "列名的可能已在运，全部重复则为后一数",
                "what is named may operate already; the second figure holds if all of it does",
            )[n]
        )
    if count := len(entry["without"]):
        said.append((f"另列名{count}项未写规模", f"named without a figure: {count}")[n])
    return ("；", "; ")[n].join(said)


def _check_addends(
    fold: Block, target: Row, entry: Row, oracle: Oracle, language: str
) -> list[str]:
    """The clause, what operates, the addends, the sentence, and what is due later."""
    n, blocks = column(language), fold["blocks"]
    quotes = [b["text"] for b in blocks if b["type"] == "quote"]
    problems = equal("clause", quotes, [target["quote_zh"]])
    city, indicator = oracle.city(target["document_id"], language), target[f"indicator_{language}"]
    title = (
        f"{city} {indicator} {due(target, n)}：计算过程与来源",
        f"{city}, {indicator}, {due(target, n)}: addends",
    )[n]
    problems += equal("title", fold["title"], title)
    true = []
    for o in entry["whole"] or entry["parts"]:
        zh = f"在运（{o['fuel_zh']}，{o['as_of']}）口径：{o['scope_zh']}；来源：{o['source']}"
        en = f"Operating ({fuel(o, 1)}, {o['as_of']}): {o['scope_zh']}; source: {o['source']}"
        true.append((zh, en)[n])
    true.append(ledger_sentence(target, entry, oracle, language))
    if entry["later"]:
        names = [oracle.name(entry["row"][thing], language) for thing in entry["later"]]
        start = ("期限更晚、未计入：", "Due later, not counted: ")[n]
        true.append(start + ("、" if n == 0 else ", ").join(names))
    problems += equal("what is said of it", texts(blocks), true)
    items = [item for b in blocks if b["type"] == "list" for item in b["items"]]
    addends = []
    for thing in (*entry["named"], *entry["without"]):
        name, mw = oracle.name(entry["row"][thing], language), entry["named"].get(thing)
        text = name if mw is None else f"{name} · {power(mw, n)}"
        addends.append((entry["row"][thing]["project_id"], text))
    said = [(item["item"], item["text"]) for item in items]
    return problems + equal("addends", said, addends)


def ledger_sentence(target: Row, entry: Row, oracle: Oracle, language: str) -> str:
    """The sentence of a ledger, every number of it from the tables."""
    n = column(language)
    bound = {">=": ("至少", "at least "), "<=": ("至多", "at most "), "~": ("约", "about ")}
    least = bound.get(target["comparator"], ("", ""))[n]
    city, indicator = oracle.city(target["document_id"], language), target[f"indicator_{language}"]
    amount, when = least + power(entry["target"], n), due(target, n)
    scope = target[f"scope_{language}"]
    by = (f"到{when}年", f" by {when}") if target["year"] else (when, f", {when}")
    said = [
        (
            f"{city}：{by[0]}，{indicator}{amount}（{scope}）",
            f"{city}: {indicator}, {amount}{by[1]} ({scope})",
        )
    ]
    for o in entry["whole"]:
        mw = power(float(o["capacity_mw"]), n)
        said.append((f"在运{mw}（{o['source']}）", f"{mw} operating ({o['source']})"))
    if entry["parts"]:
        each = [
            (fuel(o, n), power(float(o["capacity_mw"]), n), o["source"]) for o in entry["parts"]
        ]
        zh = "、".join(f"{fuel}{mw}（{source}）" for fuel, mw, source in each)
        en = ", ".join(f"{fuel} {mw} ({source})" for fuel, mw, source in each)
        start = ("在运只查到其中的", "of what operates only a part can be cited: ")
        said.append((start[0] + zh, start[1] + en))
    elif not entry["stock"]:
        why = "the target is an addition, so what operates is not subtracted"
        said.append(("目标是新增量，不减在运规模", why))
    elif not entry["whole"]:
        why = "no source that can be cited gives what operates"
        said.append(("在运规模没有可引的来源", why))
    count, mw = len(entry["named"]), power(entry["sum"], n)
    some = f"列名且写明规模的{count}项，共{mw}", f"named with a figure: {count}, {mw} together"
    said.append(some if count else ("没有列名写明规模的事项", "none named with a figure"))
    if count := len(entry["without"]):
        said.append((f"另列名{count}项未写规模", f"named without a figure: {count}"))
    if count := len(entry["later"]):
        why = f"named but due later (or by the plan's horizon), not counted: {count}"
        said.append((f"另有{count}项的目标年（含按规划期末计的）晚于此，不计入", why))
    most = power(entry["most"], n)
    if entry["exceeded"]:
        why = "what operates, or what is named, goes beyond the target"
        said.append(("在运或列名的规模已超过目标", why))
    elif not entry["computable"]:
        said.append(("因此未列名的规模不能计算", "so what is not named cannot be computed"))
    elif entry["least"] == entry["most"]:
        said.append((f"未列名{least}{most}", f"{least}{most} not named"))
    else:
        low = re.sub(r"(万千瓦| MW)$", "", power(entry["least"], n))
        said.append(
            (
                f"未列名{least}{low}至{most}（列名的可能已在运，全部重复则为后一数）",
                f"{least}{low} to {most} not named (what is named may operate already; the second "
                "figure holds if all of it does)",
            )
        )
    falsifier = (
        "如果方案另有列名、写明规模，或在运数据更新，未列名的数量即改变。",
        " What is not named would change if the plan named more, gave more figures, or the "
        "operating capacity were updated.",
    )[n]
    return ("；", "; ")[n].join(part[n] for part in said) + ("。", ".")[n] + falsifier


# Sources


def check_sources(blocks: list[Block], oracle: Oracle, language: str) -> list[str]:
    """The page of sources: each number and each row."""
    n = column(language)
    heads = {
        "documents": ("五份文件", "The five documents"),
        "ladder": ("位置知道到哪一级", "How well places are known"),
        "wide": ("只知在全市或全区的事项", "Known only to a whole city or zone"),
        "readings": ("各轮通读", "Readings"),
        "errata": ("原文勘误", "Errata"),
        "decisions": ("判定不收录", "Judged not to be items"),
    }
    parts = {key: dict(sections(blocks))[head[n]] for key, head in heads.items()}
    problems = bad_cells(blocks)
    problems += _check_documents(tables(parts["documents"])[0], oracle, language)
    problems += _check_ladder(parts["ladder"], oracle, language)
    problems += _check_wide_sources(parts["wide"], oracle, language)
    problems += _check_readings(tables(parts["readings"])[0], oracle, language)
    for key, count in (("errata", len(oracle.errata)), ("decisions", len(oracle.decisions))):
        found = number(texts(parts[key])[0])
        problems += equal(f"{key}, how many", found and int(found[0]), count)
    problems += _check_fold(parts["errata"], len(oracle.errata))
    rows = rows_of(tables(parts["errata"])[0])
    columns = ("printed_zh", "read_as_zh", "reason_zh")
    return problems + equal(
        "errata",
        [[c["text"] for c in r] for r in rows],
        [
            [oracle.city(e["document_id"], language), *(e[c] for c in columns)]
            for e in oracle.errata
        ],
    )


def _check_documents(table: Block, oracle: Oracle, language: str) -> list[str]:
    true = []
    for name, document in oracle.documents.items():
        length = next(int(r["characters"]) for r in oracle.readings if r["document_id"] == name)
        own = sum(p["document_id"] == name for p in oracle.projects)
        true.append(
            [
                oracle.city(name, language),
                f"《{document['title_zh']}》",
                document["document_no"] or "—",
                document["issued_date"],
                COVERAGES[document["coverage"]][column(language)],
                length,
                own,
                own / length * 10_000,
                sum(t["document_id"] == name for t in oracle.targets),
            ]
        )
    rows = rows_of(table)
    said = [[c["text"] if i < 5 else c["value"] for i, c in enumerate(row)] for row in rows]
    problems = equal("documents", [r[:7] + r[8:] for r in said], [r[:7] + r[8:] for r in true])
    problems += equal("plans opened", [r[1].get("plan") for r in rows], list(oracle.documents))
    for mine, theirs in zip(said, true, strict=False):
        if abs(mine[7] - theirs[7]) > 1e-6:
            problems.append(f"rows per 10,000 characters: says {mine[7]}, true is {theirs[7]}")
    return problems


def _first_rows(oracle: Oracle) -> list[Row]:
    """The row that names each thing first."""
    return [row for row in oracle.projects if row["thing"] == row["project_id"]]


def _check_ladder(section: list[Block], oracle: Oracle, language: str) -> list[str]:
    """How many things stand on each rung in each plan, and on what their points rest."""
    n, things = column(language), _first_rows(oracle)
    line = (
        f"全部{len(things)}项都在地图上，每项标在确知的最细一级，图形不表示更多。",
        f"All {len(things)} items are on the map, each at the finest level that is known, in a "
        "form that claims no more.",
    )[n]
    problems = equal("how many are on the map", texts(section)[0], line)
    ladder, grades = tables(section)
    heads = [c["text"] for c in ladder["columns"][2:-1]]
    problems += equal("plans", heads, [oracle.city(d, language) for d in oracle.documents])
    true: list[list[Any]] = []
    for rung, names in PRECISIONS.items():
        there = [t for t in things if t["precision"] == rung]
        counts = [sum(t["document_id"] == d for t in there) for d in oracle.documents]
        true.append([names[n], *counts, len(there)])
    rows = rows_of(ladder)
    said = [[row[0]["text"], *(one["value"] for one in row[2:])] for row in rows]
    problems += equal("ladder of places", said, true)
    points = Counter(t["known"]["source_grade"] for t in things if t["known"])
    said = [[row[0]["text"], row[2]["value"]] for row in rows_of(grades)]
    return problems + equal("grades of points", said, [[g, points[g]] for g in "ABC"])


def _check_wide_sources(section: list[Block], oracle: Oracle, language: str) -> list[str]:
    n = column(language)
    wide = Counter(t["anchor"] for t in _first_rows(oracle) if t["anchor"])
    found = number(texts(section)[0])
    problems = equal("without a county", found and int(found[0]), sum(wide.values()))
    true = []
    for zone in sorted(wide):
        name = oracle.zones[zone][f"zone_{language}"]
        whole = {"city": ("全市", "whole city"), "zone": ("全区", "whole zone")}
        kind = whole[oracle.zones[zone]["kind"]][n]
        true.append((f"{name}，{kind}：{wide[zone]} 项", f"{name}, {kind}: {wide[zone]}")[n])
    items = [cell(one)["text"] for b in section if b["type"] == "list" for one in b["items"]]
    return problems + equal("without a county, by place", items, true)


def _check_readings(table: Block, oracle: Oracle, language: str) -> list[str]:
    n, true = column(language), []
    what = {"projects": ("具名事项", "Named things"), "targets": ("数量目标", "Targets")}
    rounds = {"1": ("第一轮", "Round 1"), "2": ("第二轮", "Round 2")}
    for r in oracle.readings:
        kept = [
            (f"{r[c]}（收录{r[f'{c}_kept']}）", f"{r[c]} ({r[f'{c}_kept']} kept)")[n]
            for c in ("only_first", "only_second")
        ]
        words = [oracle.city(r["document_id"], language), rounds[r["round"]][n], what[r["what"]][n]]
        true.append([*words, r["both"], *kept, r["added"], r["fields_settled"]])
    return equal("readings", [[c["text"] for c in r] for r in rows_of(table)], true)
