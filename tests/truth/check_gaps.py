"""The gap page against the oracle: every sentence, every row, every cell."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from truth.check_atlas import check_map, check_provenance, equal
from truth.oracle import FEW, FEWEST_COUNTIES, FEWEST_PRESENT, Asked, Oracle
from truth.reading import (
    FINDINGS_QUIET,
    MATRIX_LEGEND,
    RATE,
    REFUSALS,
    SCOPE,
    Block,
    bad_cells,
    column,
    finding,
    names,
    number,
    read,
    rows_of,
    sections,
    tables,
    texts,
)
from truth.vocabulary import KINDS, QUIET, SECTOR_OF, SECTORS

_HEADINGS = {
    "findings": ("可以引用的结论", "Findings that can be quoted"),
    "distance": ("到最近列名处的距离范围", "How far to the nearest place that names it"),
    "complement": ("相邻互补", "Neighbours that complement"),
    "joins": ("是否成片", "Whether it clusters"),
    "density": ("密度与区间", "Density with intervals"),
}
_NONE = {
    "distance_none": (
        "没有一个县区列名这一类型，无从计算距离。",
        "No county names this kind, so there is no distance.",
    ),
    "distance_all": (
        "没有要计算距离的县区：或已列名这一类型，或不按县区判断。",
        "No county is left to measure from: each names this kind or is not judged by county.",
    ),
    "complement": (
        "没有相邻的县区分别列名这两类。",
        "No adjacent counties name these two kinds.",
    ),
    "joins": (
        "方案全部覆盖的县区，没有一个列名任何一类。",
        "No county that a plan covers whole names anything.",
    ),
    "density": (
        "方案全部覆盖的县区，没有一个列名这一类型。",
        "No county that a plan covers whole names this kind.",
    ),
}
_SIGNS = {"not_named": "○", "partly": "◐", "no_plan": "—", "title": "/", "outside": "·"}
_WIDE = {
    "city": ("{}：全市，未指明县", "{}: whole city, no county given"),
    "zone": ("{}：全区，未指明县", "{}: whole zone, no county given"),
}


class Question:
    """What is true of a kind under the filters that the page applies to it."""

    def __init__(self, asked: Asked, kind: str, oracle: Oracle, language: str) -> None:
        """`asked`: the filters of the page; sector and kind choose columns of the matrix."""
        self.page, self.kind, self.oracle, self.language = asked, kind, oracle, language
        self.asked = asked.without("sector", "kind")
        self.every = oracle.rows(self.asked, kind)
        # What is only leant on or mentioned is not named.
        self.rows = oracle.acting(self.every)
        self.naming = oracle.naming(self.rows)
        self.inside = oracle.inside(self.asked)
        self.label = KINDS[kind][column(language)]
        self.described = oracle.described(self.asked, language)
        self.filtered = bool(self.asked.items())
        self.whole = [c for c in oracle.full if c in self.inside]
        # Counties that were asked about and name none, where a county can be judged by it.
        self.empty = [
            c
            for c in oracle.covered
            if c in self.inside
            and c not in self.naming
            and not (oracle.coverage[c] == "full" and (oracle.plan_of[c], kind) in oracle.titles)
        ]

    @property
    def prefix(self) -> str:
        """How every sentence begins under filters."""
        if not self.filtered:
            return ""
        if self.language == "zh":
            return f"在“{self.described}”的事项中，"
        return f"Among items with “{self.described}”: "

    @property
    def quoted(self) -> str:
        """How a falsifier names the kind."""
        zh, en = f"“{self.label}”", f"“{self.label}”"
        if self.filtered:
            zh, en = f"符合筛选的{zh}", f"{en} within these filters"
        return zh if self.language == "zh" else en

    def unscoped(self, sentence: str) -> tuple[str, list[str]]:
        """A sentence without its scope; a complaint where that is not the filters in force."""
        if self.filtered:
            if sentence.startswith(self.prefix):
                return sentence[len(self.prefix) :], []
            return sentence, [f"does not begin with {self.prefix!r}: {sentence}"]
        if re.match(SCOPE[column(self.language)], sentence):
            return sentence, [f"speaks of filters that are not there: {sentence}"]
        return sentence, []

    def wide(self, empty: list[str], document: str = "") -> int:
        """Things of the kind named for a city or zone that reaches into `empty`; of one plan."""
        oracle, reaching = self.oracle, []
        for n in self.rows:
            row = oracle.projects[n]
            counties = oracle.reach[row["anchor"]] if row["anchor"] else ()
            if document in ("", row["document_id"]) and not set(empty).isdisjoint(counties):
                reaching.append(n)
        return len(oracle.unplaced(reaching))


def check_findings(bullets: Iterable[str], asked: Question) -> list[str]:
    """Every finding, and that none is missing which the page owes."""
    problems: list[str] = []
    topics: list[tuple[str, str]] = []
    for sentence in bullets:
        bare, said = asked.unscoped(sentence)
        problems += said
        topic, parts = finding(bare, asked.language)
        if not topic:
            problems.append(f"finding not understood: {sentence}")
            continue
        if "kind" in parts:
            problems += equal(f"{topic}: its kind", parts["kind"], asked.label)
        if "asked" in parts:
            problems += equal(f"{topic}: what would change it", parts["asked"], asked.quoted)
        found, about = _CHECKS[topic](parts, asked)
        topics.append(("named" if topic == "named_none" else topic, about))
        problems += [f"{p} in: {sentence}" for p in found]
    true = _owed(asked)
    return problems + equal("findings made", sorted(topics), sorted(true))


def _owed(asked: Question) -> list[tuple[str, str]]:
    """Which findings there must be: topic and plan."""
    oracle, kind = asked.oracle, asked.kind
    owed = [("named", "")]
    for document in oracle.documents:
        own = [c for c in asked.whole if oracle.plan_of[c] == document]
        if not own:
            continue
        if (document, kind) in oracle.titles and not any(c in asked.naming for c in own):
            owed.append(("city_title", document))
        elif any(c not in asked.naming for c in own):
            owed.append(("not_named", document))
    if any(oracle.coverage[c] == "partial" for c in asked.empty):
        owed.append(("partly", ""))
    if asked.naming and any(oracle.coverage[c] == "full" for c in asked.empty):
        owed.append(("distance", ""))
    present = [c for c in asked.whole if c in asked.naming]
    refused = len(asked.whole) < FEWEST_COUNTIES or len(present) < FEWEST_PRESENT
    owed.append(("refused" if refused else "clustering", ""))
    owed += [("density", d) for d in _dense(asked)]
    return owed


def _dense(asked: Question) -> dict[str, int]:
    """Things of each plan whose counties are all covered whole and all left in."""
    oracle, found = asked.oracle, {}
    for document in oracle.documents:
        own = [c for c in oracle.full if oracle.plan_of[c] == document]
        rows = (n for n in asked.rows if oracle.projects[n]["document_id"] == document)
        count = len(oracle.things(rows))
        if own and count and all(c in asked.inside for c in own):
            found[document] = count
    return found


def _document(city: str, asked: Question) -> str:
    oracle = asked.oracle
    return next((d for d in oracle.documents if oracle.city(d, asked.language) == city), "")


def _check_list(said: str, true: list[str], asked: Question) -> list[str]:
    shown, count = names(said, asked.language)
    whole = [asked.oracle.county(c, asked.language) for c in true]
    problems = equal("number of counties listed", count, len(whole))
    if len(whole) > len(shown) and len(shown) == count:
        problems.append("the list stops short")
    return problems + equal("counties", shown, whole[: len(shown)])


Checked = tuple[list[str], str]


def _check_named(parts: dict[str, str], asked: Question) -> Checked:
    problems = equal("counties that name it", int(parts["count"]), len(asked.naming))
    things = set().union(*asked.naming.values()) if asked.naming else set()
    problems += equal("items named", int(parts["things"]), len(things))
    return problems + _check_list(parts["counties"], list(asked.naming), asked), ""


def _check_named_none(parts: dict[str, str], asked: Question) -> Checked:
    return ([f"named in {len(asked.naming)} counties"] if asked.naming else []), ""


def _in_figures(section: str) -> str:
    """A section as an English sentence names it."""
    if section.startswith("专栏"):
        return f"Box {section[2:]}"
    ones = "一二三四五六七八九"
    tens = ["", "十", *(f"{one}十" for one in ones[1:])]
    for value in range(99, 0, -1):
        numeral = tens[value // 10] + (ones[value % 10 - 1] if value % 10 else "")
        section = section.replace(numeral, str(value))
    return f"section {section.replace('（', ' (').replace('）', ') ').rstrip()}"


def _check_not_named(parts: dict[str, str], asked: Question) -> Checked:
    oracle, document = asked.oracle, _document(parts["city"], asked)
    if not document:
        return [f"no plan of {parts['city']}"], ""
    whole = [c for c in oracle.full if oracle.plan_of[c] == document]
    own = [c for c in asked.whole if oracle.plan_of[c] == document]
    empty = [c for c in own if c not in asked.naming]
    of = int(parts.get("of") or parts.get("of_chosen") or 0)
    problems = equal("counties covered whole", of, len(own))
    problems += equal("counties chosen", "chosen" in parts, len(own) < len(whole))
    if "count" in parts:
        problems += equal("counties without it", int(parts["count"]), len(empty))
        problems += _check_list(parts["counties"], empty, asked)
    else:
        problems += equal("all without it", len(empty), len(own))
    wide = asked.wide(empty, document)
    problems += equal("things without a county", int(parts.get("wide", 0)), wide)
    problems += equal("says that finding them could change it", "find" in parts, wide > 0)
    sections_ = {
        r["section"]
        for r in oracle.projects
        if r["document_id"] == document and r["kind"] == asked.kind
    } or {
        r["section"]
        for r in oracle.projects
        if r["document_id"] == document and r["sector"] == SECTOR_OF[asked.kind]
    }
    if asked.language == "en":
        sections_ = {_in_figures(section) for section in sections_}
    if not sections_:
        sections_ = {("方案任何一节", "any section")[column(asked.language)]}
    shown, count = names(parts["sections"], asked.language)
    problems += equal("sections", count, len(sections_))
    problems += equal("sections that do not say it", set(shown) - sections_, set())
    problems += equal("sections said twice", len(set(shown)), len(shown))
    return problems, document


def _check_city_title(parts: dict[str, str], asked: Question) -> Checked:
    document = _document(parts["city"], asked)
    titles = asked.oracle.titles
    return ([] if (document, asked.kind) in titles else ["no title of the city"]), document


def _check_partly(parts: dict[str, str], asked: Question) -> Checked:
    partial = [c for c in asked.empty if asked.oracle.coverage[c] == "partial"]
    return _check_list(parts["counties"], partial, asked), ""


def _check_distance(parts: dict[str, str], asked: Question) -> Checked:
    oracle = asked.oracle
    empty = [c for c in asked.empty if oracle.coverage[c] == "full"]
    ranges = {c: oracle.distance(c, asked.rows) for c in empty}
    problems = equal("counties without it", int(parts["count"]), len(empty))
    beside = sum(near == 0 for near, _, _ in ranges.values())
    problems += equal("counties beside", int(parts["beside"]), beside)
    if ranges:
        near, far, _ = max(ranges.values(), key=lambda r: r[:2])
        problems += equal("range", (int(parts["near"]), int(parts["far"])), (near, far))
        remote = {
            oracle.county(c, asked.language) for c, r in ranges.items() if r[:2] == (near, far)
        }
        if parts["county"] not in remote:
            problems.append(f"most remote is {remote}")
    problems += equal("things without a county", int(parts.get("wide", 0)), asked.wide(empty))
    return problems, ""


def _check_refusal(text: str, whole: int, present: int, language: str) -> list[str]:
    for reason, pattern in REFUSALS.items():
        parts = read(pattern, text, language)
        if parts is None:
            continue
        true, floor = (
            (whole, FEWEST_COUNTIES) if reason == "counties" else (present, FEWEST_PRESENT)
        )
        problems = equal("counties of a refused test", int(parts["found"]), true)
        problems += equal("floor of a refused test", int(parts["floor"]), floor)
        return problems + ([] if true < floor else ["refused without need"])
    return [f"refusal not understood: {text}"]


def _check_refused(parts: dict[str, str], asked: Question) -> Checked:
    present = sum(c in asked.naming for c in asked.whole)
    problems = _check_refusal(parts["refusal"], len(asked.whole), present, asked.language)
    floors = (int(parts["floor_counties"]), int(parts["floor_present"]))
    return problems + equal("floors", floors, (FEWEST_COUNTIES, FEWEST_PRESENT)), ""


def _check_clustering(parts: dict[str, str], asked: Question) -> Checked:
    present = {c for c in asked.whole if c in asked.naming}
    both, expected = asked.oracle.joins(asked.whole, present)
    problems = equal("counties present", int(parts["present"]), len(present))
    problems += equal("pairs", int(parts["bb"]), both)
    problems += equal("kinds tested", int(parts["tested"]), _tested(asked))
    problems += _near("pairs expected", float(parts["expected"]), expected, 0.051)
    p, q = float(parts["p"]), float(parts["q"])
    if q < p - 0.0011:
        problems.append(f"q={q} is below p={p}")
    clustered = parts["verdict"] in ("相邻多于随机", "more than chance")
    if abs(q - 0.05) > 0.001:
        problems += equal("verdict", clustered, q <= 0.05)
    key = ("chance", tuple(asked.whole), frozenset(present))
    kept = asked.oracle._kept
    if key not in kept:
        kept[key] = asked.oracle.chance(asked.whole, present)
    # Two simulations of 999 and 400 draws differ by chance; four standard errors.
    true = kept[key]
    problems += _near("p", p, true, 0.02 + 4 * (true * (1 - true) / 280) ** 0.5)
    return problems, ""


def _tested(asked: Question) -> int:
    """How many kinds are named in so many counties that their clustering is tested."""
    key = ("tested", asked.asked)
    kept = asked.oracle._kept
    if key not in kept:
        named = (asked.oracle.acting(asked.oracle.rows(asked.asked, kind)) for kind in KINDS)
        naming = map(asked.oracle.naming, named)
        kept[key] = sum(len(set(asked.whole) & found.keys()) >= FEWEST_PRESENT for found in naming)
    found: int = kept[key]
    return found


def _near(what: str, said: float, true: float, tolerance: float) -> list[str]:
    return [] if abs(said - true) <= tolerance else [f"{what}: says {said}, true is {true:.4f}"]


def _check_density(parts: dict[str, str], asked: Question) -> Checked:
    oracle, document = asked.oracle, _document(parts["city"], asked)
    if document not in _dense(asked):
        return [f"no density of {parts['city']}"], document
    count = _dense(asked).get(document, 0)
    problems = equal("items of the plan", int(parts["count"]), count)
    problems += equal("says that they are few", "few" in parts, count < FEW)
    rates = oracle.rates(count, [c for c in oracle.full if oracle.plan_of[c] == document])
    for name, true in (("area", rates[:3]), ("people", rates[3:])):
        said = read(RATE, parts[name], asked.language)
        if said is None:
            if None not in true:
                problems.append(f"rate not understood: {parts[name]}")
            continue
        for key, value in zip(("rate", "low", "high"), true, strict=True):
            # Two significant digits are shown.
            shown = float(said[key])
            if value is None or abs(shown - value) > 0.051 * max(abs(value), abs(shown)) + 1e-12:
                problems.append(f"{name} {key}: says {shown}, true is {value}")
    return problems, document


_CHECKS = {
    "named": _check_named,
    "named_none": _check_named_none,
    "not_named": _check_not_named,
    "city_title": _check_city_title,
    "partly": _check_partly,
    "distance": _check_distance,
    "refused": _check_refused,
    "clustering": _check_clustering,
    "density": _check_density,
}


def _scoped_none(section: list[Block], key: str, asked: Question) -> list[str]:
    """That a part says it has nothing to show, in words that are true here."""
    said = [asked.unscoped(t) for t in texts(section)[-1:]]
    sentence = _NONE[key][column(asked.language)]
    if [bare for bare, _ in said] != [sentence] or any(p for _, p in said) or tables(section):
        return [f"should say {sentence!r} alone: {texts(section)}"]
    return []


def _check_scope_line(section: list[Block], asked: Question) -> list[str]:
    """Under filters a part begins with what it counts; without any it does not."""
    first = (texts(section) or [""])[0]
    line = (f"只计：{asked.described}", f"Only: {asked.described}")[column(asked.language)]
    if asked.filtered:
        return equal("what a part counts", first, line)
    marked = first.startswith(("只计：", "Only:"))
    return [f"counts only what nobody asked for: {first}"] if marked else []


def _check_quiet(said: list[str], asked: Question) -> list[str]:
    """That findings leave out what is only leant on or mentioned, and how much that is."""
    true = len(asked.oracle.quiet(asked.every))
    problems = equal("says that quiet things are left out", len(said), int(true > 0))
    for sentence in said:
        bare, unscoped = asked.unscoped(sentence)
        parts = read(FINDINGS_QUIET, bare, asked.language)
        problems += unscoped
        problems += equal("quiet things", parts and int(parts["quiet"]), true)
        problems += equal("kind of quiet things", parts and parts["kind"], asked.label)
    return problems


def check_distances(section: list[Block], asked: Question) -> list[str]:
    """A row for each county that was asked about and names none, with its range."""
    oracle = asked.oracle
    if not asked.naming:
        return _scoped_none(section, "distance_none", asked)
    if not asked.empty:
        return _scoped_none(section, "distance_all", asked)
    found = tables(section)
    if len(found) != 1:
        return [f"{len(found)} tables of distances: {texts(section)}"]
    rows = rows_of(found[0])
    problems = equal("rows of distances", {r[0]["county"] for r in rows}, set(asked.empty))
    problems += equal("number of rows of distances", len(rows), len(asked.empty))
    for code_cell, near, far, beside in rows:
        code = code_cell["county"]
        true_near, true_far, true_beside = oracle.distance(code, asked.rows)
        said = (near["value"], far["value"])
        problems += equal(f"distance from {code}", said, (true_near, true_far))
        shown, _ = names(beside["text"], asked.language)
        nearest = {oracle.county(c, asked.language) for c in true_beside}
        problems += equal(f"nearest of {code}", set(shown), nearest)
    return problems


def check_complements(section: list[Block], asked: Question, partner: str) -> list[str]:
    """Every pair of adjacent counties that name the two kinds, with the things they name."""
    oracle, language = asked.oracle, asked.language
    other = oracle.naming(oracle.acting(oracle.rows(asked.asked, partner)))
    true = [(a, b) for a in asked.naming for b in oracle.neighbours[a] if b in other]
    if not true:
        return _scoped_none(section, "complement", asked)
    found = tables(section)
    if len(found) != 1:
        return [f"{len(found)} tables of complements"]
    rows = rows_of(found[0])
    labels = [found[0]["columns"][i]["text"] for i in (1, 3)]
    kinds = [KINDS[k][column(language)] for k in (asked.kind, partner)]
    problems = equal("kinds of complements", labels, kinds)
    pairs = [(r[0]["county"], r[2]["county"]) for r in rows]
    problems += equal("pairs of complements", sorted(pairs), sorted(true))
    for row in rows:
        for at, naming in ((0, asked.naming), (2, other)):
            code, items = row[at]["county"], row[at + 1]
            said = names(items["text"], language)[0]
            things = naming.get(code, set())
            joined = ("、" if language == "zh" else ", ").join(
                oracle.name(oracle.by_id[t], language) for t in sorted(things)
            )
            problems += equal(f"named in {code}", items["text"], joined) if said else []
            if oracle.by_id[items["item"]]["thing"] not in things:
                problems.append(f"{items['item']} is not named in {code}")
    return problems


def check_joins(section: list[Block], asked: Question) -> list[str]:
    """The tests of all kinds: naming counties, pairs, what chance gives, q, refusals."""
    oracle, language = asked.oracle, asked.language
    naming = {
        kind: set(oracle.naming(oracle.acting(oracle.rows(asked.asked, kind)))) & set(asked.whole)
        for kind in KINDS
    }
    present = {KINDS[k][column(language)]: v for k, v in naming.items() if v}
    if not present:
        return _scoped_none(section, "joins", asked)
    found = tables(section)
    if not found:
        return [f"no table of clustering: {texts(section)}"]
    every = rows_of(found[-1])
    problems = equal("kinds tested", [r[0]["text"] for r in every], list(present))
    alone = [r for r in every if r[0]["text"] == asked.label]
    shown = [row for table in found[:-1] for row in rows_of(table)]
    problems += equal("the kind by itself", shown, alone)
    tested = [r for r in every if r[4]["value"] is not None]
    qs = [float(r[4]["value"]) for r in tested]
    for row in every:
        counties = present.get(row[0]["text"], set())
        problems += equal(f"{row[0]['text']}, naming counties", row[1]["value"], len(counties))
        refused = len(asked.whole) < FEWEST_COUNTIES or len(counties) < FEWEST_PRESENT
        problems += equal(f"{row[0]['text']}, refused", bool(row[5]["text"]), refused)
        if refused:
            problems += equal("cells of a refused test", [c["value"] for c in row[2:5]], [None] * 3)
            text = row[5]["text"]
            problems += _check_refusal(text, len(asked.whole), len(counties), language)
            continue
        both, expected = oracle.joins(asked.whole, counties)
        problems += equal(f"{row[0]['text']}, pairs", row[2]["value"], both)
        said = float(row[3]["value"])
        problems += _near(f"{row[0]['text']}, expected", said, expected, 1e-6)
    if any(not 0 < q <= 1 for q in qs):
        problems.append(f"q out of range: {qs}")
    return problems


def check_density(section: list[Block], asked: Question) -> list[str]:
    """A row for each county covered whole that names the kind, with its rates and intervals."""
    oracle = asked.oracle
    true = [c for c in asked.whole if c in asked.naming]
    if not true:
        return _scoped_none(section, "density", asked)
    found = tables(section)
    if len(found) != 1:
        return [f"{len(found)} tables of density: {texts(section)}"]
    rows = rows_of(found[0])
    problems = equal("rows of density", [r[0]["county"] for r in rows], sorted(true))
    for row in rows:
        code = row[0]["county"]
        count = len(asked.naming.get(code, ()))
        problems += equal(f"items in {code}", row[1]["value"], count)
        for head, one, value in zip(
            found[0]["columns"][2:], row[2:], oracle.rates(count, [code]), strict=True
        ):
            said = one["value"]
            if value is None or said is None:
                problems += equal(f"{head['text']} of {code}", said, value)
            else:
                problems += _near(f"{head['text']} of {code}", said, value, 1e-6 * max(1.0, value))
    return problems


def _why_empty(asked: Question) -> str:
    """Why nothing can be concluded of counties: the filters leave no county anything to name."""
    n, filters = column(asked.language), asked.asked
    if filters.precision and set(filters.precision) <= {"zone", "city"}:
        return (
            f"“{asked.described}”只留下未指明县域的事项，不在任何县区，因此不作按县区的结论，"
            "也没有距离、成片和密度。",
            f"“{asked.described}” leaves only items without a county, so nothing is concluded of "
            "counties: no findings, distances, clustering or densities.",
        )[n]
    if filters.role and set(filters.role) <= set(QUIET):
        return (
            f"“{asked.described}”只留下依托支持或仅提及的事项，不算列名，因此不作结论，"
            "也没有距离、成片和密度。",
            f"“{asked.described}” leaves only what is leaned on or mentioned, which is not named, "
            "so there are no findings, distances, clustering or densities.",
        )[n]
    return ""


def check_kind(blocks: list[Block], asked: Question, partner: str) -> list[str]:
    """Everything that the page says of its kind."""
    n = column(asked.language)
    parts = dict(sections(blocks)[1:])
    if why := _why_empty(asked):
        only = {_HEADINGS["findings"][n]: [why]}
        return equal("says only why", {h: texts(b) for h, b in parts.items()}, only) + equal(
            "blocks of nothing", len(blocks), 2
        )
    problems = equal("parts", list(parts), [h[n] for h in _HEADINGS.values()])
    if problems:
        return problems
    first = parts[_HEADINGS["findings"][n]]
    findings = [
        item if isinstance(item, str) else item["text"]
        for block in first
        if block["type"] == "list"
        for item in block["items"]
    ]
    problems += check_findings(findings, asked) + _check_quiet(texts(first), asked)
    for key in ("distance", "complement", "joins", "density"):
        section = parts[_HEADINGS[key][n]]
        problems += [f"{key}: {p}" for p in _check_scope_line(section, asked)]
        for fold in (b for b in section if b["type"] == "fold"):
            title, rows = number(fold["title"]), tables(fold["blocks"])[0]["rows"]
            problems += equal(f"{key}: rows in the fold", title and int(title[0]), len(rows))
    problems += check_distances(parts[_HEADINGS["distance"][n]], asked)
    problems += check_complements(parts[_HEADINGS["complement"][n]], asked, partner)
    problems += check_joins(parts[_HEADINGS["joins"][n]], asked)
    problems += check_density(parts[_HEADINGS["density"][n]], asked)
    return problems + bad_cells(blocks)


def _cells(asked: Asked, key: str, oracle: Oracle) -> dict[tuple[str, str], set[int]]:
    """Rows that pass, by the county that they stand in, or else the city or zone, and `key`."""
    memory = ("cells", asked, key)
    if memory not in oracle._kept:
        cells: dict[tuple[str, str], set[int]] = {}
        for n in oracle.rows(asked):
            row = oracle.projects[n]
            for place in row["codes"] or [row["anchor"]]:
                cells.setdefault((place, row[key]), set()).add(n)
        oracle._kept[memory] = cells
    found: dict[tuple[str, str], set[int]] = oracle._kept[memory]
    return found


def matrix_cell(place: str, label: str, by_kind: bool, asked: Asked, oracle: Oracle) -> int | str:
    """What a cell must say: a number, one in brackets, or the sign for why there is none."""
    key = "kind" if by_kind else "sector"
    rows = _cells(asked, key, oracle).get((place, label), set())
    acting = oracle.things(oracle.acting(rows))
    if rows:
        return len(acting) or f"({len(oracle.things(rows))})"
    named = (place, label) in _cells(Asked(), key, oracle)
    if place in oracle.zones:
        return _SIGNS["outside" if named else "not_named"]
    coverage = oracle.coverage[place]
    if coverage == "none":
        return _SIGNS["no_plan"]
    if named or place not in oracle.inside(asked):
        return _SIGNS["outside"]
    if coverage == "partial":
        return _SIGNS["partly"]
    if by_kind and (oracle.plan_of[place], label) in oracle.titles:
        return _SIGNS["title"]
    return _SIGNS["not_named"]


def matrix_places(asked: Asked, oracle: Oracle) -> list[str]:
    """Counties, and at the end of each prefecture what is named in none of them: city, zones.

    A city or zone is there where filters on place leave anything that is named for it.
    """
    inside, where = oracle.inside(asked), asked.only("city", "county")
    anchors = {oracle.projects[n]["anchor"] for n in oracle.rows(where)} - {""}
    prefecture = {c: row["prefecture_adcode"] for c, row in oracle.counties.items()}
    groups: dict[str, list[str]] = {}
    for code in oracle.counties:
        if code in inside:
            groups.setdefault(prefecture[code], []).append(code)
    for kind in ("city", "zone"):
        for anchor in sorted(a for a in anchors if oracle.zones[a]["kind"] == kind):
            groups.setdefault(prefecture[oracle.reach[anchor][0]], []).append(anchor)
    return [place for group in groups.values() for place in group]


def _matrix_row_name(place: str, oracle: Oracle, language: str) -> str:
    if place not in oracle.zones:
        return oracle.county(place, language)
    zone = oracle.zones[place]
    return _WIDE[zone["kind"]][column(language)].format(zone[f"zone_{language}"])


def check_matrix(
    blocks: list[Block], asked: Asked, by_kind: bool, oracle: Oracle, language: str
) -> list[str]:
    """Rows and columns that the filters leave, and each cell's number or sign."""
    n, labels = column(language), KINDS if by_kind else SECTORS
    ids = {pair[n]: key for key, pair in labels.items()}
    described, said = oracle.described(asked, language), texts(blocks)
    scope = (f"本表只计：{described}", f"This table counts only: {described}")[n]
    true_texts = [*([scope] if described else []), MATRIX_LEGEND[n]]
    problems = equal("what the matrix counts", said, true_texts)
    (table,) = tables(blocks)
    heads = [ids.get(c["text"], c["text"]) for c in table["columns"][1:]]
    if by_kind:
        named = {oracle.projects[r]["kind"] for r in oracle.rows(asked)}
        true_heads = [k for k in KINDS if k in named]
    else:
        wanted = {*asked.sector, *(SECTOR_OF[k] for k in asked.kind)}
        true_heads = [s for s in SECTORS if s in wanted or not wanted]
    problems += equal("columns of the matrix", heads, true_heads)
    rows = rows_of(table)
    true_rows = matrix_places(asked, oracle)
    problems += equal("rows of the matrix", [r[0]["county"] for r in rows], true_rows)
    for row in rows:
        place = row[0]["county"]
        name = _matrix_row_name(place, oracle, language)
        problems += equal(f"name of {place} in the matrix", row[0]["text"], name)
        for label, one in zip(heads, row[1:], strict=True):
            true = matrix_cell(place, label, by_kind, asked, oracle)
            what = f"matrix {place} × {label}"
            problems += equal(what, one["text"] if one["value"] is None else one["value"], true)
            problems += _check_opens(what, one, place, label, by_kind, oracle)
    return problems + bad_cells(blocks)


def _check_opens(
    what: str, one: Block, place: str, label: str, by_kind: bool, oracle: Oracle
) -> list[str]:
    """A count opens the card of its city or zone, or the kind looked at closely; a sign nothing."""
    counted = one["text"] not in _SIGNS.values()
    wide = place in oracle.zones
    problems = equal(f"{what} opens", one.get("county"), place if counted and wide else None)
    kind = ["about", label] if counted and by_kind and not wide else None
    return problems + equal(f"{what} chooses", one.get("choice"), kind)


def check_gaps(
    said: dict[str, Any],
    asked: Asked,
    about: str,
    partner: str,
    by_kind: bool,
    oracle: Oracle,
    language: str,
) -> list[str]:
    """Everything that the gap page shows, and what its files say of themselves."""
    n, question = column(language), Question(asked, about, oracle, language)
    note = (f"以下只看“{question.label}”", f"Below, “{question.label}” alone")[n]
    aside = [t for t in texts(said["intro"]) if t.startswith(note)]
    problems = equal(
        "says which filters it drops", len(aside), int(bool(asked.sector or asked.kind))
    )
    problems += check_kind(said["kind"], question, partner)
    problems += check_matrix(said["matrix"], asked, by_kind, oracle, language)
    problems += check_map(said["map"], question.asked, oracle, language, about)
    whole = oracle.described(asked, language)
    problems += check_provenance(said["provenance"], whole, oracle, language)
    lines = dict(said["provenance"])
    apart = ("筛选条件（矩阵以外各表）", "Filters (tables other than the matrix)")[n]
    none = ("无", "none")[n]
    problems += equal("filters of the other tables", lines.get(apart), question.described or none)
    kind = lines.get(("类型（距离与密度两表）", "Kind (tables of distance and density)")[n])
    problems += equal("kind of the other tables", kind, question.label)
    # A file of the items: the filters that hold for them, and the kind.
    narrowed = Asked(**{**question.asked.__dict__, "kind": (about,)})
    exact = oracle.described(narrowed, language, question.asked)
    return problems + check_provenance(said["items_provenance"], exact, oracle, language)
