"""The pages of counties, targets and sources against the oracle."""

from __future__ import annotations

import re
from typing import Any

from truth.check_atlas import check_facets, check_provenance, equal
from truth.oracle import Asked, Oracle, Row
from truth.reading import (
    Block,
    bad_cells,
    column,
    counted,
    number,
    rows_of,
    sections,
    tables,
    texts,
)
from truth.vocabulary import (
    BOUNDS,
    COVERAGES,
    KINDS,
    SIGNS,
    UNITS_ZH,
)

_WARNING = {
    "partial": ("方案只覆盖本县的一部分", "The plan covers only part of this county"),
    "none": ("未收录覆盖本县的碳达峰方案", "No plan that covers this county was read"),
}
_UNFILTERED = (
    "以下各节针对全部事项，不受筛选影响。",
    "The parts below speak of all items, whatever is filtered.",
)
_PARTS = {
    "named": ("本县点名的事项", "Named in this county"),
    "city": ("未指明县域、可能涉及本县的事项", "City-wide items that may also apply"),
    "targets": ("所属方案的目标", "Targets of its plan"),
    "lacking": ("邻县点名而本县未点名的类型", "Kinds that neighbours name and it does not"),
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
    warnings = [b["text"] for b in parts[title] if b.get("tone") == "warning"]
    said_warning = bool(warnings) and warnings[0].startswith(_WARNING.get(coverage, ("?", "?"))[n])
    problems += equal("says how far its plan reaches", said_warning, coverage != "full")
    known = coverage != "none"
    plan = oracle.plan_of.get(adcode, "")
    city_rows = [r for r in oracle.rows(asked, plan=plan) if not oracle.projects[r]["codes"]]
    true_order = [title]
    true_order += ["named"] if known else []
    true_order += ["city"] if known and city_rows else []
    true_order += ["targets"] if known else []
    true_order += ["lacking" if known else "neighbours", "peers"]
    problems += equal("parts", order, [_PARTS[p][n] if p in _PARTS else p for p in true_order])
    if problems:
        return problems
    # The sentence that the rest does not follow the filters stands at the end of what does.
    last = _PARTS["city"][n] if known and city_rows else _PARTS["named"][n] if known else title
    for heading, section in parts.items():
        tells = _UNFILTERED[n] in texts(section)
        true = heading == last and bool(asked.items())
        problems += equal(f"“{heading}” says where the filters end", tells, true)
    if known:
        problems += _check_named(parts[_PARTS["named"][n]], adcode, asked, oracle, language)
        if city_rows:
            section = parts[_PARTS["city"][n]]
            problems += _check_city_wide(section, plan, asked, oracle, language)
        problems += _check_targets_of(parts[_PARTS["targets"][n]], plan, oracle, language)
    section = parts[_PARTS["lacking" if known else "neighbours"][n]]
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
        return oracle.described(Asked(**{**asked.__dict__, "county": (adcode,)}), language)
    label = ("其中县区", "Of these, county")[column(language)]
    mark = "；" if language == "zh" else "; "
    return f"{oracle.described(asked, language)}{mark}{label}={oracle.county(adcode, language)}"


def _check_items(found: list[Block], rows: list[int], oracle: Oracle, language: str) -> list[str]:
    """A table of items: each thing that passes once, each cell that of its row."""
    if len(found) != 1:
        return [f"{len(found)} tables of items"]
    n, said = column(language), rows_of(found[0])
    listed = [oracle.by_id[row[0]["item"]]["thing"] for row in said]
    problems = equal("things listed", sorted(listed), sorted(oracle.things(rows)))
    passing = {oracle.projects[r]["project_id"] for r in rows}
    for row in said:
        item = oracle.by_id[row[0]["item"]]
        if item["project_id"] not in passing:
            problems.append(f"{item['project_id']} does not pass")
        cells = (row[0]["text"], row[1]["text"], row[2]["value"], row[3]["text"], row[4]["text"])
        true = (
            oracle.name(item, language),
            KINDS[item["kind"]][n],
            item["year"],
            item["quantity_zh"],
            item["quote_zh"],
        )
        problems += equal(f"cells of {item['project_id']}", cells, true)
    return problems


def _check_named(
    section: list[Block], adcode: str, asked: Asked, oracle: Oracle, language: str
) -> list[str]:
    n, sentence = column(language), texts(section)[0]
    rows = sorted(oracle.rows(asked, county=adcode))
    every = oracle.things(oracle.rows(Asked(), county=adcode))
    if not every:
        true = ("方案没有点名本县的事项。", "The plan names nothing here.")[n]
        return equal("nothing named", sentence, true) + equal("tables", len(tables(section)), 0)
    things = oracle.things(rows)
    true_count = (len(things), len(every)) if asked.items() else (len(things), None)
    problems = equal("how many of how many", counted(sentence, language), true_count)
    none = ("都不符合筛选", "Nothing that the plan names here passes")[n]
    problems += equal("says that none passes", none in sentence, not things)
    if not things:
        return problems + equal("tables", len(tables(section)), 0)
    return problems + _check_items(tables(section), rows, oracle, language)


def _check_city_wide(
    section: list[Block], plan: str, asked: Asked, oracle: Oracle, language: str
) -> list[str]:
    def nowhere(filters: Asked) -> list[int]:
        rows = oracle.rows(filters, plan=plan)
        return sorted(r for r in rows if not oracle.projects[r]["codes"])

    rows = nowhere(asked)
    things, every = oracle.things(rows), oracle.things(nowhere(Asked()))
    sentence = texts(section)[0]
    true_count = (len(things), len(every)) if asked.items() else (len(things), None)
    problems = equal("city-wide, how many of how many", counted(sentence, language), true_count)
    if oracle.city(plan, language) not in sentence:
        problems.append(f"city-wide items of another plan: {sentence}")
    problems += _check_fold(section, len(things))
    return problems + _check_items(tables(section), rows, oracle, language)


def _check_fold(section: list[Block], rows: int) -> list[str]:
    """The title of a folded table says how many rows it has."""
    folds = [b for b in section if b["type"] == "fold"]
    found = number(folds[0]["title"]) if folds else None
    return equal("rows in the fold", found and int(found[0]), rows)


def _check_targets_of(section: list[Block], plan: str, oracle: Oracle, language: str) -> list[str]:
    own = [t for t in oracle.targets if t["document_id"] == plan]
    problems = _check_fold(section, len(own))
    if oracle.city(plan, language) not in texts(section)[0]:
        problems.append("targets of another plan")
    return problems + check_targets_table(tables(section)[0], own, oracle, language)


def _check_elsewhere(
    table: Block, own: str, others: list[str], oracle: Oracle, language: str
) -> list[str]:
    """What other counties name of the kinds that a county does not: every thing, nothing else."""
    n = column(language)
    here = {r["kind"] for r in oracle.projects if own in r["codes"]}
    true = {
        (code, r["thing"])
        for code in others
        for r in oracle.projects
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
    start = ("相邻县区：", "Neighbours: ")[column(language)]
    lists = [t for t in texts(section) if t.startswith(start)]
    problems = equal(
        "neighbours", lists, [start + oracle.listed(others, language)] if others else []
    )
    found = tables(section)
    if oracle.coverage[adcode] == "none":
        return problems + equal("tables of what nobody knows", len(found), 0)
    none = (
        "相邻县区点名的类型，本县都已点名。",
        "Its neighbours name no kind that is not named here.",
    )
    here = {r["kind"] for r in oracle.projects if adcode in r["codes"]}
    lacking = {
        r["kind"]
        for r in oracle.projects
        if set(r["codes"]) & set(others) and r["kind"] not in here
    }
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
    problems = equal("peers", [r[0].get("county") for r in rows[1:]], [c for c, _ in true])
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
    if len(found) > 1:
        codes = [c for c, _ in true]
        problems += _check_elsewhere(found[1], adcode, codes, oracle, language)
    return problems


# Targets


def check_targets_table(table: Block, true: list[Row], oracle: Oracle, language: str) -> list[str]:
    """Each target once, with its bound, its unit, its year and its clause."""
    n = column(language)

    def unit(word: str) -> str:
        return UNITS_ZH.get(word, word) if language == "zh" else word

    def line(target: Row) -> tuple[Any, ...]:
        return (
            oracle.city(target["document_id"], language),
            target[f"indicator_{language}"],
            float(target["year"]),
            float(target["value"]),
            BOUNDS[target["comparator"]][n],
            float(target["value_std"]),
            SIGNS[target["comparator"]].strip(),
            unit(target["unit_std"]),
            target["scope_zh"],
            target["quote_zh"],
            target["section"],
        )

    said = []
    for row in rows_of(table):
        printed, standard = row[3], row[4]
        bounds = [b[n] for b in BOUNDS.values() if b[n] and b[n] in printed["text"]]
        sign = next((s.strip() for s in SIGNS.values() if s and standard["text"].startswith(s)), "")
        said.append(
            (
                row[0]["text"],
                row[1]["text"],
                float(row[2]["value"]),
                float(printed["value"]),
                (bounds or [""])[0],
                float(standard["value"]),
                sign,
                standard["unit"],
                row[5]["text"],
                row[6]["text"],
                row[7]["text"],
            )
        )
        if not standard["text"].endswith(standard["unit"]):
            said.append((f"unit of {standard['text']}",))
    return equal("targets", sorted(said, key=str), sorted(map(line, true), key=str))


def check_targets(said: dict[str, Any], asked: Asked, oracle: Oracle, language: str) -> list[str]:
    """The page of targets: its sidebar, how many of how many, every row, and the ledger."""
    n = column(language)
    asked = asked.only("sector", "city", "year", "text")
    true = oracle.chosen_targets(asked)
    sentence = texts(said["listed"])[0]
    whole = len(oracle.targets)
    line = (
        (
            f"筛选内 {len(true)} 个目标，共 {whole} 个。",
            f"Targets within the filters: {len(true)}, {whole} in all.",
        )
        if asked.items()
        else (f"共 {whole} 个目标。", f"Targets: {whole}.")
    )[n]
    problems = equal("count of targets", sentence, line)
    found = tables(said["listed"])
    problems += equal("tables of targets", len(found), int(bool(true)))
    if found and true:
        problems += check_targets_table(found[0], true, oracle, language)
    problems += check_facets(said["facets"], oracle.target_facets(asked))
    problems += check_ledger(said["ledger"], asked, oracle, language)
    described = oracle.described(asked, language)
    problems += check_provenance(said["provenance"], described, oracle, language)
    return problems + bad_cells(said["ledger"]) + bad_cells(said["listed"])


_BLANKS = {
    "unknown": ("无可引用数据", "no cited figure"),
    "added": ("目标为新增量，不计", "an addition, not counted"),
    "exceeded": ("已达到或超过目标", "at or beyond the target"),
    "not computable": ("不能计算", "not computable"),
}


def check_ledger(blocks: list[Block], asked: Asked, oracle: Oracle, language: str) -> list[str]:
    """Each capacity target that passes: target, operating, named, not named, every addend."""
    n, true = column(language), oracle.ledger_targets(asked)
    note = [t for t in texts(blocks) if "不受筛选影响" in t or "whatever is filtered" in t]
    problems = equal("says that the ledger is of whole plans", len(note), int(bool(asked.items())))
    if note:
        shown = number(note[0])
        problems += equal("count of ledgers", shown and int(shown[0]), len(true))
    found = [b for b in blocks if b["type"] == "table"]
    folds = [b for b in blocks if b["type"] == "fold"]
    if not true:
        return problems + equal("parts of a ledger of nothing", len(found) + len(folds), 0)
    rows = rows_of(found[0])
    problems += equal("rows of the ledger", len(rows), len(true))
    problems += equal("sets of addends", len(folds), len(true))
    for row, fold, target in zip(rows, folds, true, strict=False):
        entry = oracle.ledger(target)
        what = f"ledger {target['target_id']}"
        bound = SIGNS[target["comparator"]]

        def cell(value: float | None, why: str = "—", sign: str = "") -> tuple[Any, str]:
            if value is None:
                return None, why
            digits = f"{value:,.2f}".rstrip("0").rstrip(".")
            return value, f"{sign}{digits}"

        operating = cell(entry["operating"], _BLANKS["unknown" if entry["stock"] else "added"][n])
        if entry["exceeded"]:
            rest = [cell(None, _BLANKS["exceeded"][n])] * 2
        elif entry["computable"]:
            rest = [cell(entry["least"], sign=bound), cell(entry["most"], sign=bound)]
        else:
            rest = [cell(None, _BLANKS["not computable"][n])] * 2
        cells = [
            cell(entry["target"], sign=bound),
            operating,
            cell(entry["sum"] if entry["named"] else None),
            cell(len(entry["named"]) or None),
            cell(len(entry["without"]) or None),
            *rest,
        ]
        shown_cells = [(c["value"], c["text"]) for c in row[3:]]
        problems += equal(what, shown_cells, cells)
        head = (row[0]["text"], row[1]["text"], row[2]["value"])
        city, indicator = (
            oracle.city(target["document_id"], language),
            target[f"indicator_{language}"],
        )
        problems += equal(what, head, (city, indicator, int(target["year"])))
        problems += [f"{what}: {p}" for p in _check_addends(fold, target, entry, oracle, language)]
    units = [c["unit"] for c in found[0]["columns"][3:]]
    return problems + equal("units of the ledger", units, ["MW", "MW", "MW", "", "", "MW", "MW"])


def _check_addends(
    fold: Block, target: Row, entry: Row, oracle: Oracle, language: str
) -> list[str]:
    """The clause, the addends, and the sentence with its numbers."""
    n, blocks = column(language), fold["blocks"]
    quotes = [b["text"] for b in blocks if b["type"] == "quote"]
    problems = equal("clause", quotes, [target["quote_zh"]])
    city, indicator = oracle.city(target["document_id"], language), target[f"indicator_{language}"]
    title = (
        f"{city} {indicator} {target['year']}：加数与来源",
        f"{city}, {indicator}, {target['year']}: addends",
    )[n]
    problems += equal("title", fold["title"], title)
    start = ("目标年之后到期、未计入：", "Due later, not counted: ")[n]
    mark = "、" if language == "zh" else ", "
    later = [oracle.name(oracle.by_id[thing], language) for thing in sorted(entry["later"])]
    listed = [start + mark.join(later)] if later else []
    cited = entry["cited"]
    source = []
    if cited:
        scope, said = cited["scope_zh"], cited["source"]
        source = [(f"现役口径：{scope}；来源：{said}", f"Operating: {scope}; source: {said}")[n]]
        bracketed = (f"兆瓦（{said}）", f"MW operating ({said})")[n]
        if not any(bracketed in t for t in texts(blocks)):
            problems.append(f"the sentence leaves out its source: {said}")
    shown = [t for t in texts(blocks) if t.startswith(("现役口径", "Operating")[n])]
    problems += equal("what operates", shown, source)
    problems += equal("due later", [t for t in texts(blocks) if t.startswith(start)], listed)
    items = [item for b in blocks if b["type"] == "list" for item in b["items"]]
    things = [oracle.by_id[item["item"]]["thing"] for item in items]
    problems += equal("addends", sorted(things), sorted([*entry["named"], *entry["without"]]))
    for item, thing in zip(items, things, strict=True):
        figure = re.search(r" · ([\d.,]+) MW$", item["text"])
        name = item["text"][: figure.start()] if figure else item["text"]
        problems += equal("addend", name, oracle.name(oracle.by_id[item["item"]], language))
        said = float(figure[1].replace(",", "")) if figure else None
        true = entry["named"].get(thing)
        if (said is None) != (true is None) or (true is not None and abs(said - true) > 0.006):
            problems.append(f"{item['text']}: true is {true}")
    (sentence,) = [
        t for t in texts(blocks) if t.startswith(oracle.city(target["document_id"], language))
    ]
    return problems + check_ledger_sentence(sentence, target, entry, n)


_MW = r"([\d,]+(?:\.\d+)?)"


def check_ledger_sentence(sentence: str, target: Row, entry: Row, n: int) -> list[str]:
    """Every number of the sentence of a ledger."""
    unit = ("兆瓦", " MW")[n]

    def first(pattern: tuple[str, str]) -> float | None:
        match = re.search(pattern[n], sentence)
        return float(match[1].replace(",", "")) if match else None

    # After the indicator's own name and year; the target's figure is the first with a unit.
    true: list[tuple[str, tuple[str, str], float | None]] = [
        ("target", (rf"{_MW}{unit}（", rf"{_MW}{unit} by "), entry["target"]),
        (
            "operating",
            (rf"在运{_MW}兆瓦", rf"{_MW} MW operating"),
            entry["operating"],
        ),
        (
            "named",
            (
                rf"点名且写明规模的\d+项，共{_MW}兆瓦",
                rf"named with a figure: \d+, {_MW} MW together",
            ),
            entry["sum"] if entry["named"] else None,
        ),
        (
            "count",
            (r"点名且写明规模的(\d+)项", r"named with a figure: (\d+)"),
            len(entry["named"]) or None,
        ),
        (
            "without a figure",
            (r"另点名(\d+)项未写规模", r"; named without a figure: (\d+)"),
            len(entry["without"]) or None,
        ),
        (
            "later",
            (r"另有(\d+)项的目标年", r"not counted: (\d+)"),
            len(entry["later"]) or None,
        ),
        (
            "not named",
            (
                rf"；未点名(?:至少|至多|约)?{_MW}兆瓦",
                rf"; (?:at least |at most |about )?{_MW} MW not named",
            ),
            None if entry["exceeded"] else entry["least"],
        ),
        (
            "most",
            (rf"则为{_MW}兆瓦", rf"or {_MW} MW if all"),
            None if entry["exceeded"] or entry["least"] == entry["most"] else entry["most"],
        ),
    ]
    within = (r"未写规模的(\d+)项", r"what is named without a figure: (\d+)")
    rest = not entry["exceeded"] and len(entry["without"])
    true.append(("without a figure, in the rest", within, rest or None))
    problems = []
    for what, pattern, value in true:
        said = first(pattern)
        if (said is None) != (value is None) or (value is not None and abs(said - value) > 0.051):
            problems.append(f"{what}: says {said}, true is {value}: {sentence}")
    if str(target["year"]) not in sentence:
        problems.append(f"leaves out its year: {sentence}")
    exceeded = ("已超过目标", "go beyond the target")[n] in sentence
    problems += equal("says that the target is passed", exceeded, entry["exceeded"])
    # Where nothing cited operates, the rest includes it and the sentence must say so.
    inside = ("其中包括", "this includes")[n] in sentence
    due = not entry["exceeded"] and (not entry["computable"] or bool(entry["without"]))
    return problems + equal("says what the rest includes", inside, due)


# Sources


def check_sources(blocks: list[Block], oracle: Oracle, language: str) -> list[str]:
    """The page of sources: each number and each row."""
    n = column(language)
    heads = {
        "documents": ("五份文件", "The five documents"),
        "errata": ("原文勘误", "Errata"),
        "unplaced": ("没有落图的事项", "What has no place"),
        "decisions": ("判定不收录", "Judged not to be items"),
        "readings": ("两次独立通读", "Two independent readings"),
    }
    parts = {key: dict(sections(blocks))[head[n]] for key, head in heads.items()}
    problems = bad_cells(blocks)
    rows = rows_of(tables(parts["documents"])[0])
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
                COVERAGES[document["coverage"]][n],
                length,
                own,
                own / length * 10_000,
                sum(t["document_id"] == name for t in oracle.targets),
            ]
        )
    said = [[c["text"] if i < 5 else c["value"] for i, c in enumerate(row)] for row in rows]
    problems += equal("documents", [r[:7] + r[8:] for r in said], [r[:7] + r[8:] for r in true])
    for mine, theirs in zip(said, true, strict=False):
        if abs(mine[7] - theirs[7]) > 1e-6:
            problems.append(f"rows per 10,000 characters: says {mine[7]}, true is {theirs[7]}")
    for key, count in (("errata", len(oracle.errata)), ("decisions", len(oracle.decisions))):
        shown = number(texts(parts[key])[0])
        problems += equal(f"{key}, how many", shown and int(shown[0]), count)
    problems += _check_fold(parts["errata"], len(oracle.errata))
    rows = rows_of(tables(parts["errata"])[0])
    problems += equal(
        "errata",
        [[c["text"] for c in r] for r in rows],
        [
            [
                oracle.city(e["document_id"], language),
                e["printed_zh"],
                e["read_as_zh"],
                e["reason_zh"],
            ]
            for e in oracle.errata
        ],
    )
    nowhere = [p for p in oracle.projects if not p["codes"]]
    problems += _check_fold(parts["unplaced"], len(nowhere))
    rows = rows_of(tables(parts["unplaced"])[0])
    problems += equal(
        "unplaced",
        [[c["text"] for c in r[:3]] for r in rows],
        [
            [oracle.name(p, language), KINDS[p["kind"]][n], oracle.city(p["document_id"], language)]
            for p in nowhere
        ],
    )
    rows = rows_of(tables(parts["readings"])[0])
    problems += equal(
        "readings",
        [[r[0]["text"], *(c["value"] for c in r[2:])] for r in rows],
        [
            [oracle.city(r["document_id"], language)]
            + [int(r[c]) for c in ("both", "only_first", "only_second", "added", "fields_settled")]
            for r in oracle.readings
        ],
    )
    return problems
