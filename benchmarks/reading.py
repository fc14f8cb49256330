"""How well plans are read by program, against what people read in them.

    python benchmarks/reading.py [--only NAME ...] [--misses] [--inventions]

Compares with the six readings in ../shared/plans_more/gold (and any that are put beside them) and
with the record of the five plans. A thing counts as found where a row names it on the same page or
the next, alike after width, white space and punctuation are taken away: one name holds the other,
or they agree to 90 of 100. Rows that the reader of the gold set marks as borderline, doubtful,
optional, existing or reference only count for neither recall nor precision.
"""

from __future__ import annotations

import argparse
import csv
import re
import time
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from reading_match import bare, likeness, pairs

from geodata.config import ROOT
from geodata.reading import Reading, read

SHARED = ROOT.parent / "shared"
GOLD = SHARED / "plans_more" / "gold"
UNDECIDED = re.compile("borderline|doubtful|optional|existing|reference only")
AREAS = {
    "panzhihua_shengtai": "攀枝花市",
    "qinghai_qingjienengyuan": "青海省",
    "shanghai_nengyuan": "上海市",
    "sichuan_zaisheng": "四川省",
    "tianjin_dianli": "天津市",
    "zhumadian_shui": "驻马店市",
}
RECORD = {
    "dezhou": "德州市",
    "heze": "菏泽市",
    "zibo": "淄博市",
    "jinan_qibu": "济南市",
    "shijiazhuang": "石家庄市",
}
FIELDS = ("kind", "county", "quantity", "year")
HEAD = f"{'':24} recall precis |   kind county  quant   year   none | targets rec/prec | exact"
STEPS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 1.01)
FORMS = ("table", "box", "list", "prose")


@dataclass
class Score:
    """What was counted for one document or several."""

    found: Counter[str] = field(default_factory=Counter)  # gold rows found, by form
    wanted: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)  # rows of ours that are right, by form
    given: Counter[str] = field(default_factory=Counter)
    field_right: Counter[str] = field(default_factory=Counter)
    field_wanted: Counter[str] = field(default_factory=Counter)
    exact: int = 0
    clauses: int = 0
    targets: list[int] = field(default_factory=lambda: [0, 0, 0, 0])
    seconds: float = 0.0
    calibration: list[tuple[float, bool]] = field(default_factory=list)
    misses: list[str] = field(default_factory=list)
    inventions: list[str] = field(default_factory=list)

    def add(self, other: Score) -> None:
        """Count another document too."""
        for name in ("found", "wanted", "right", "given", "field_right", "field_wanted"):
            getattr(self, name).update(getattr(other, name))
        self.exact += other.exact
        self.clauses += other.clauses
        self.targets = [a + b for a, b in zip(self.targets, other.targets, strict=True)]
        self.seconds += other.seconds
        self.calibration += other.calibration


def rows_of(file: Path) -> list[dict[str, Any]]:
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def flat(text: str) -> str:
    return bare(text).replace(" ", "")


def gold_rows(name: str, reading: Reading) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Things and targets as a person read them, with page, counties and form."""
    if name in RECORD:
        return _from_record(name, reading)
    things = rows_of(GOLD / f"{name}.projects.csv")
    numbers = rows_of(GOLD / f"{name}.targets.csv")
    for row in things:
        row["counties"] = set(filter(None, re.split("[；;]", row["counties"])))
        row["undecided"] = bool(UNDECIDED.search(row["note"]))
    for row in numbers:
        row["undecided"] = False
    for row in (*things, *numbers):
        row["page"] = int(row["page"])
        row["at"] = None
    _set_forms(things, reading)
    return things, numbers


def _from_record(name: str, reading: Reading) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    counties = {row["adcode"]: row["county_zh"] for row in rows_of(ROOT / "data" / "counties.csv")}
    things = [r for r in rows_of(ROOT / "data" / "projects.csv") if r["document_id"] == name]
    numbers = [r for r in rows_of(ROOT / "data" / "targets.csv") if r["document_id"] == name]
    text, places = _flat_text(reading)
    for row in (*things, *numbers):
        at = text.find(flat(row["quote_zh"])[:60])
        row["at"] = places[at] if at >= 0 else None
        row["page"], row["undecided"], row["quote"] = 1, False, row["quote_zh"]
    for row in things:
        row["name"] = row["name_zh"]
        said = row["adcodes"] if row["county_basis"] in ("stated", "context") else ""
        row["counties"] = {counties[a] for a in filter(None, said.split(";"))}
        row["year"] = row["target_year"] if row["year_basis"] in ("item", "section") else ""
    for row in numbers:
        row["indicator"] = row["indicator_zh"]
    _set_forms(things, reading)
    return things, numbers


def _flat_text(reading: Reading) -> tuple[str, list[int]]:
    """The text of a document without width and marks, and where each character stood."""
    chars, places = [], []
    for at, char in enumerate(reading.document.text):
        for one in bare(char):
            chars.append(one)
            places.append(at)
    return "".join(chars), [*places, len(reading.document.text)]


def _set_forms(things: list[dict[str, Any]], reading: Reading) -> None:
    """The form of the block in which a clause stands."""
    text, places = _flat_text(reading)
    document = reading.document
    starts = list(document.page_starts)
    for row in things:
        wanted = flat(row["quote"])
        low = starts[max(0, row["page"] - 2)] if len(starts) > 1 else 0
        first = next((i for i, place in enumerate(places) if place >= low), 0)
        at = text.find(wanted[:24], first)
        at = at if at >= 0 else text.find(wanted[:12], first)
        where = places[at] if at >= 0 else -1
        row["form"] = next((b.form for b in document.blocks if b.start <= where < b.end), "prose")


def measured(name: str, reading: Reading, seconds: float) -> Score:
    """The score of one document."""
    score = Score(seconds=seconds)
    things, numbers = gold_rows(name, reading)
    counties = {row["adcode"]: row["county"] for row in _gazetteer()}
    found = reading.projects.to_dict("records")
    for row in found:
        row["page"], row["at"] = int(row["page"]), int(row["start"])
        row["counties"] = {counties[a] for a in filter(None, row["adcodes"].split(";"))}
        score.clauses += 1
        score.exact += reading.document.text[int(row["start"]) : int(row["end"])] == row["quote_zh"]
    paired = pairs(things, found, _near, lambda a, b: likeness(a["name"], b["name_zh"]))
    used = {f: g for g, f in paired.items()}
    for g, thing in enumerate(things):
        if thing["undecided"]:
            continue
        score.wanted[thing["form"]] += 1
        if g in paired:
            score.found[thing["form"]] += 1
            _fields(score, thing, found[paired[g]])
        else:
            score.misses.append(told(thing, "form", "name", "quote"))
    for f, row in enumerate(found):
        if f in used and things[used[f]]["undecided"]:
            continue
        score.given[row["form"]] += 1
        score.right[row["form"]] += f in used
        score.calibration.append((float(row["confidence"]), f in used))
        if f not in used:
            score.inventions.append(told(row, "form", "confidence", "name_zh", "quote_zh"))
    _targets(score, numbers, reading)
    return score


def _near(one: dict[str, Any], other: dict[str, Any]) -> bool:
    if one["at"] is not None:
        return abs(one["at"] - other["at"]) <= 250
    return abs(one["page"] - other["page"]) <= 1


def _fields(score: Score, gold: dict[str, Any], row: dict[str, Any]) -> None:
    """Count the fields that the person filled, and whether ours say the same."""
    score.field_wanted["kind"] += 1
    score.field_right["kind"] += gold["kind"] == row["kind"]
    if gold["counties"]:
        score.field_wanted["county"] += 1
        score.field_right["county"] += gold["counties"] == row["counties"]
    else:
        score.field_wanted["no county"] += 1
        score.field_right["no county"] += not row["counties"]
    for column in ("capacity_mw", "length_km", "area_ha"):
        if gold[column]:
            score.field_wanted["quantity"] += 1
            same = row[column] and abs(float(row[column]) - float(gold[column])) <= 0.006 * float(
                gold[column]
            )
            score.field_right["quantity"] += bool(same)
    if gold["year"]:
        score.field_wanted["year"] += 1
        score.field_right["year"] += gold["year"] == row["target_year"]


def _targets(score: Score, numbers: list[dict[str, Any]], reading: Reading) -> None:
    found = reading.targets.to_dict("records")
    for row in found:
        row["page"], row["at"] = int(row["page"]), int(row["start"])
        score.clauses += 1
        score.exact += reading.document.text[int(row["start"]) : int(row["end"])] == row["quote_zh"]
    paired = pairs(numbers, found, _near, _same_number)
    score.targets = [len(paired), len(numbers), len(paired), len(found)]
    used = set(paired.values())
    score.misses += [
        "TARGET " + told(n, "indicator", "value", "unit", "year", "quote")
        for i, n in enumerate(numbers)
        if i not in paired
    ]
    score.inventions += [
        "TARGET " + told(r, "form", "indicator_zh", "value", "unit", "year", "quote_zh")
        for i, r in enumerate(found)
        if i not in used
    ]


def _same_number(gold: dict[str, Any], row: dict[str, Any]) -> float:
    """Whether two rows promise the same: value, year, and an indicator that shares words."""
    try:
        same = abs(float(gold["value"]) - float(row["value"])) < 1e-9
    except ValueError:
        return 0.0
    if not same or (gold["year"] and gold["year"] != row["year"]):
        return 0.0
    shared = set(bare(gold["indicator"])) & set(bare(row["indicator_zh"]))
    enough = len(shared) >= min(
        3, len(set(bare(gold["indicator"]))), len(set(bare(row["indicator_zh"])))
    )
    return (
        ALIKE_NUMBER + 10 * likeness(gold["indicator"], row["indicator_zh"]) / 100
        if enough
        else 0.0
    )


ALIKE_NUMBER = 90


def _gazetteer() -> list[dict[str, Any]]:
    return rows_of(ROOT / "geodata" / "reading" / "rules" / "counties.csv")


def told(row: dict[str, Any], *columns: str) -> str:
    return " ".join([f"p{row['page']}", *(str(row[c])[:60] for c in columns)])


def share(part: float, whole: float) -> str:
    return f"{part / whole:6.1%}" if whole else "     –"


def line(name: str, score: Score) -> str:
    found, wanted = sum(score.found.values()), sum(score.wanted.values())
    right, given = sum(score.right.values()), sum(score.given.values())
    fields = " ".join(
        share(score.field_right[f], score.field_wanted[f]) for f in (*FIELDS, "no county")
    )
    t = score.targets
    parts = (
        f"{share(found, wanted)} {share(right, given)}",
        fields,
        f"{share(t[0], t[1])} {share(t[2], t[3])}",
        f"{share(score.exact, score.clauses)} {score.seconds:6.1f}s",
    )
    return f"{name:24} {' | '.join(parts)}"


def by_form_and_confidence(total: Score) -> str:
    out = []
    for form in FORMS:
        found, wanted = total.found[form], total.wanted[form]
        right, given = total.right[form], total.given[form]
        out.append(
            f"  {form:10} recall {share(found, wanted)} of {wanted:4}, "
            f"precision {share(right, given)} of {given:4}"
        )
    for low, high in pairwise(STEPS):
        said = [right for confidence, right in total.calibration if low <= confidence < high]
        right_of = f"{share(sum(said), len(said))} right of {len(said)}"
        out.append(f"  confidence {low:.2f} to {high:.2f}: {right_of}")
    return "\n".join(out)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="*")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--inventions", action="store_true")
    asked = parser.parse_args()
    print(HEAD)
    for title, group in (("six readings", AREAS), ("record of the five", RECORD)):
        total = Score()
        for name, area in group.items():
            if asked.only and name not in asked.only:
                continue
            file = SHARED / ("plans" if name in RECORD else "plans_more")
            began = time.perf_counter()
            reading = read(file / f"{name}{'.txt' if name in RECORD else '.pdf'}", area)
            score = measured(name, reading, time.perf_counter() - began)
            total.add(score)
            print(line(name, score), flush=True)
            for said, wanted in (
                (score.misses, asked.misses),
                (score.inventions, asked.inventions),
            ):
                if wanted:
                    print(
                        "\n".join(f"  {'-' if said is score.misses else '+'} {one}" for one in said)
                    )
        print(line(title, total))
        print(by_form_and_confidence(total))


if __name__ == "__main__":
    main()
