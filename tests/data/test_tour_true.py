"""Every sentence of the tour is true: computed again from the CSV files, with sets and a map.

Nothing of geodata but the tour itself and the vocabulary's labels is used here.
"""

from __future__ import annotations

import csv
import json
import re
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import pytest
from shapely.geometry import shape

from geodata.config import ROOT
from geodata.exhibition.stop import Stop
from geodata.exhibition.tour import tour
from geodata.language.vocabulary import KINDS, SECTORS, Language
from geodata.record.record import Record

Row = dict[str, str]
LANGUAGES: tuple[Language, ...] = ("zh", "en")
LEAST = {">=": "{}以上", "<=": "{}以下", "~": "{}左右", "=": "{}"}
LEAST_EN = {">=": "at least {}", "<=": "at most {}", "~": "about {}", "=": "{}"}
SIGN = {">=": "≥", "<=": "≤", "~": "≈", "=": ""}


@dataclass(frozen=True)
class Tables:
    """The CSV files, read again, and what this test needs of them."""

    folder: Path

    def rows(self, name: str) -> list[Row]:
        with (self.folder / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
            return list(csv.DictReader(stream))

    @cached_property
    def documents(self) -> dict[str, Row]:
        return {row["document_id"]: row for row in self.rows("documents")}

    @cached_property
    def projects(self) -> list[Row]:
        return self.rows("projects")

    @cached_property
    def targets(self) -> dict[str, Row]:
        return {row["target_id"]: row for row in self.rows("targets")}

    @cached_property
    def full(self) -> set[str]:
        """Counties that a plan covers whole."""
        return {
            code
            for row in self.documents.values()
            if row["coverage"] == "full"
            for code in row["adcodes"].split(";")
        }

    @cached_property
    def county(self) -> dict[str, Row]:
        return {row["adcode"]: row for row in self.rows("counties")}

    @cached_property
    def named(self) -> list[Row]:
        """Rows whose thing a plan does something with, here or in another row."""
        done = {thing(r) for r in self.projects if r["role"] not in ("support", "mention")}
        return [row for row in self.projects if thing(row) in done]

    @cached_property
    def at(self) -> dict[str, set[str]]:
        """Counties in which each kind is named."""
        found: dict[str, set[str]] = defaultdict(set)
        for row in self.named:
            found[row["kind"]] |= places(row)
        return found

    def city(self, row: Row, language: str) -> str:
        return self.documents[row["document_id"]][f"city_{language}"]


def places(row: Row) -> set[str]:
    return set(row["adcodes"].split(";")) - {""}


def thing(row: Row) -> str:
    return row["same_as"] or row["project_id"]


def label(key: str, language: str) -> str:
    """A kind or sector as a sentence says it."""
    term = next(t for t in (*KINDS, *SECTORS) if t.id == key)
    if language == "zh":
        return term.zh
    return (
        term.en
        if term.en[:2].isupper() or not term.en[1].isalpha()
        else term.en[0].lower() + term.en[1:]
    )


def names(text: str, language: str) -> set[str]:
    return set(text.split("、" if language == "zh" else ", "))


def power(mw: float, language: str) -> str:
    """万千瓦 or MW."""
    return f"{round(mw / 10, 6):,g}万千瓦" if language == "zh" else f"{mw:,g} MW"


def bound(row: Row, amount: str, language: str) -> str:
    return (LEAST if language == "zh" else LEAST_EN)[row["comparator"]].format(amount)


def parts(stop: Stop, language: Language, zh: str, en: str) -> dict[str, str]:
    """The named groups of the pattern of that language, which must fit the whole sentence."""
    fits = re.fullmatch(zh if language == "zh" else en, stop.text[language])
    assert fits, f"{stop.id}: {stop.text[language]}"
    return {key: value or "" for key, value in fits.groupdict().items()}


def numbers(said: dict[str, str], *keys: str) -> tuple[int, ...]:
    return tuple(int(said[key].replace(",", "")) for key in keys)


@pytest.fixture(scope="module")
def tables() -> Tables:
    return Tables(ROOT / "data")


@pytest.fixture(scope="module")
def stops(record: Record) -> dict[str, Stop]:
    return {stop.id: stop for stop in tour(record)}


def check_opening(stop: Stop, tables: Tables, language: Language) -> None:
    said = parts(
        stop,
        language,
        r"(?P<plans>\d+)份碳达峰方案列名(?P<things>\d+)项，(?P<counties>\d+)个县区至少各有一项；列名不等于建成。",
        r"(?P<plans>\d+) carbon-peaking plans name (?P<things>[\d,]+) items, at least one in each "
        r"of (?P<counties>\d+) counties; named does not mean built\.",
    )
    things = {thing(row) for row in tables.named}
    counties = set().union(*(places(row) for row in tables.named))
    expected = (len(tables.documents), len(things), len(counties))
    assert numbers(said, "plans", "things", "counties") == expected
    assert stop.figure[language] == f"{len(things):,}"
    assert set(stop.project_ids) == {r["project_id"] for r in tables.named}


def check_city(stop: Stop, tables: Tables, language: Language) -> None:
    document = tables.documents[stop.id.removeprefix("city-")]
    said = parts(
        stop,
        language,
        r"(?P<city>.+?)(的方案|方案覆盖(?P<parts>\d+)个县区的一部分，)列名(?P<things>\d+)项，(其中)?(?P<placed>\d+)"
        r"项可标到县区(；(?P<labels>.+)领域最多，(?P<each>各)?(?P<most>\d+)项)?。",
        r"The plan of (?P<city>.+?)( covers only parts of (?P<parts>\d+) counties and)? names "
        r"(?P<things>[\d,]+) items, (?P<placed>\d+) of them in a known county"
        r"(; the largest sectors? (is|are) (?P<labels>.+) \((?P<most>\d+)(?P<each> each)?\))?\.",
    )
    rows = [r for r in tables.named if r["document_id"] == document["document_id"]]
    things = {thing(row) for row in rows}
    placed = {thing(row) for row in rows if places(row)}
    assert said["city"] == document[f"city_{language}"]
    assert numbers(said, "things", "placed") == (len(things), len(placed))
    covered = set(document["adcodes"].split(";"))
    assert said["parts"] == ("" if document["coverage"] == "full" else str(len(covered)))
    assert stop.figure[language] == f"{len(things):,}"
    assert set(stop.project_ids) == {r["project_id"] for r in rows}
    assert set(stop.adcodes) == covered

    sector = {kind.id: kind.sector for kind in KINDS}
    by_sector = defaultdict(set)
    for row in rows:
        by_sector[sector[row["kind"]]].add(thing(row))
    counts = {key: len(found) for key, found in by_sector.items()}
    first = {key for key, count in counts.items() if count == max(counts.values())}
    if len(first) > 3 or max(counts.values()) < 2 or "other" in first:
        assert said["labels"] == ""
        return
    assert names(said["labels"], language) == {label(key, language) for key in first}
    assert numbers(said, "most") == (max(counts.values()),)
    assert bool(said["each"]) == (len(first) > 1)


def check_widest(stop: Stop, tables: Tables, language: Language) -> None:
    said = parts(
        stop,
        language,
        r"方案完整覆盖的(?P<covered>\d+)个县区中，列名最广的是(?P<labels>.+)，(?P<each>各)?在(?P<count>\d+)个县区。",
        r"Most widely named: (?P<labels>.+), (?P<each>each )?in (?P<count>\d+) of the "
        r"(?P<covered>\d+) counties that a plan covers in full\.",
    )
    counts = {k: len(codes & tables.full) for k, codes in tables.at.items()}
    first = {kind for kind, count in counts.items() if count == max(counts.values())}
    assert numbers(said, "covered", "count") == (len(tables.full), max(counts.values()))
    assert names(said["labels"], language) == {label(kind, language) for kind in first}
    assert bool(said["each"]) == (len(first) > 1)
    assert stop.figure[language] == str(max(counts.values()))
    lit = [r for r in tables.named if r["kind"] in first and places(r) & tables.full]
    assert set(stop.project_ids) == {row["project_id"] for row in lit}
    assert set(stop.adcodes) == set().union(*(tables.at[kind] for kind in first)) & tables.full


def check_nothing(stop: Stop, tables: Tables, language: Language) -> None:
    said = parts(
        stop,
        language,
        r"方案完整覆盖(?P<covered>\d+)个县区，其中(?P<count>\d+)个一项也没有列到；未列名不等于没有。",
        r"No item is named in (?P<count>\d+) of the (?P<covered>\d+) counties that a plan covers "
        r"in full; that does not mean that nothing is there\.",
    )
    empty = tables.full - set().union(*tables.at.values())
    assert numbers(said, "covered", "count") == (len(tables.full), len(empty))
    assert set(stop.adcodes) == empty
    assert stop.figure[language] == str(len(empty))


def check_neighbours(stop: Stop, tables: Tables, language: Language) -> None:
    said = parts(
        stop,
        language,
        r"方案在(?P<named>\d+)个县区列名风电场，其中(?P<count>\d+)个(（(?P<names>.+)）)?的本县或邻县列名储能电站。",
        r"Wind farms are named in (?P<named>\d+) counties; for (?P<count>\d+) of them"
        r"( \((?P<names>.+)\))? a storage station is named in the same county or in the next\.",
    )
    geojson = json.loads((ROOT / "data" / "boundaries" / "counties.geojson").read_text("utf-8"))
    outline = {f["properties"]["adcode"]: shape(f["geometry"]) for f in geojson["features"]}
    wind, storage = tables.at["wind_farm"], tables.at["storage_station"]
    pairs = {
        (a, b)
        for a in wind
        for b in storage
        if a == b or outline[a].intersection(outline[b]).length > 0
    }
    beside = {a for a, _ in pairs}
    assert numbers(said, "named", "count") == (len(wind), len(beside))
    assert stop.figure[language] == str(len(beside))
    if said["names"]:
        expected = {tables.county[code][f"county_{language}"] for code in beside}
        assert names(said["names"], language) == expected
    assert set(stop.adcodes) == {code for pair in pairs for code in pair}
    lit = {
        row["project_id"]
        for row in tables.named
        if (row["kind"] == "wind_farm" and places(row) & beside)
        or (row["kind"] == "storage_station" and places(row) & {b for _, b in pairs})
    }
    assert set(stop.project_ids) == lit


def figures(section: str) -> str:
    """A section as an English sentence says it."""
    for number, numeral in enumerate("十一二三四五六七八九"):
        section = section.replace(numeral, str(number or 10))
    if "专栏" in section:
        return section.replace("专栏", "Box ")
    return f"section {section.replace('（', ' (').replace('）', ') ')}".strip()


def cited(stop: Stop, tables: Tables, language: Language) -> list[Row]:
    """The targets whose clause, document and section the stop shows, in order; clauses once."""
    found = []
    for line in stop.citation[language].split("\n"):
        fits = re.fullmatch(
            r"“(?P<clause>.+)”《(?P<of>.+)》(?P<section>.+)"
            if language == "zh"
            else r"“(?P<clause>.+)” Plan of (?P<of>.+), (?P<section>section [\d ()]+|Box [\d-]+)",
            line,
        )
        if not fits:
            continue
        assert len(fits["clause"]) <= 120
        rows = [
            row
            for row in tables.targets.values()
            if row["quote_zh"] == fits["clause"]
            and (row["section"] if language == "zh" else figures(row["section"])) == fits["section"]
            and tables.documents[row["document_id"]]["title_zh" if language == "zh" else "city_en"]
            == fits["of"]
        ]
        assert rows, line
        found += rows
    assert found, stop.id
    return found


def check_ledger(stop: Stop, tables: Tables, language: Language) -> None:
    said = parts(
        stop,
        language,
        r"(?P<city>.+)(?P<year>\d{4})年(?P<indicator>.+)目标(?P<target>[\d.,]+万千瓦.*)，已运行(?P<running>.+)，列名(?P<named>.+)。",
        r"(?P<city>.+) aims at (?P<indicator>.+) of (?P<target>.*[\d,.]+ MW) by (?P<year>\d{4}); "
        r"(?P<running>.+) already operate, and what the plan names comes to (?P<named>.+)\.",
    )
    target = next(
        row for row in cited(stop, tables, language) if row["indicator"] == "wind_capacity"
    )
    document_id = target["document_id"]
    assert said["city"] == tables.city(target, language)
    assert said["year"] == target["year"]
    assert said["indicator"].lower() == target[f"indicator_{language}"].lower()
    mw = float(target["value_std"])
    assert said["target"] == bound(target, power(mw, language), language)
    number = power(mw, language).removesuffix("万千瓦").removesuffix(" MW")
    assert stop.figure[language] == SIGN[target["comparator"]] + number

    sources = [
        row
        for row in tables.rows("operating")
        if (row["document_id"], row["indicator"]) == (document_id, "wind_capacity")
    ]
    assert len(sources) == 1
    assert said["running"] == power(float(sources[0]["capacity_mw"]), language)
    assert sources[0]["source"] in stop.citation[language]

    farms = [
        r for r in tables.projects if (r["document_id"], r["kind"]) == (document_id, "wind_farm")
    ]
    figures = {thing(row): float(row["capacity_mw"]) for row in farms if row["capacity_mw"]}
    assert set(figures) == {thing(row) for row in farms}
    assert all(row["target_year"] <= target["year"] for row in farms)
    assert said["named"] == power(sum(figures.values()), language)
    assert set(stop.project_ids) == {row["project_id"] for row in farms if places(row)}


def check_shared(stop: Stop, tables: Tables, language: Language) -> None:
    indicator = stop.id.removeprefix("target-")
    rows = [row for row in tables.targets.values() if row["indicator"] == indicator]
    assert {row["unit_std"] for row in rows} == {"%"}
    said = parts(
        stop,
        language,
        r"(?P<plans>\d+)份方案有(?P<indicator>.+)目标，(((?P<year>\d{4})年从(?P<low_city>.+)的(?P<low>.+)到"
        r"(?P<high_city>.+)的(?P<high>.+))|((?P<dated>\d+)份定于(?P<year_of_some>\d{4})年："
        r"(?P<low_city_of_some>\D+)(?P<low_of_some>.+)至"
        r"(?P<high_city_of_some>\D+)(?P<high_of_some>.+))|(都是(?P<same>.+)，期限(?P<years>.+)年))。",
        r"(?P<indicator>.+): (?P<plans>\d+) plans set ((a target, "
        r"((?P<dated>\d+) of them )?for (?P<year>\d{4}),? from "
        r"(?P<low>.+) \((?P<low_city>.+)\) to (?P<high>.+) \((?P<high_city>.+)\))|"
        r"(the same target, (?P<same>.+), due (?P<years>.+)))\.",
    )
    for key in ("year", "low_city", "low", "high_city", "high"):
        said[key] = said[key] or said.get(f"{key}_of_some", "")
    plans = {row["document_id"] for row in rows}
    assert said["indicator"] == rows[0][f"indicator_{language}"]
    assert numbers(said, "plans") == (len(plans),)
    assert stop.figure[language] == str(len(plans))
    evidence = {row["target_id"] for row in cited(stop, tables, language)}
    if said["same"]:
        values = {bound(row, f"{float(row['value_std']):g}%", language) for row in rows}
        assert values == {said["same"]}
        years = sorted({row["year"] for row in rows})
        assert re.findall(r"\d{4}", said["years"]) == list(dict.fromkeys([years[0], years[-1]]))
        assert {tables.targets[t]["year"] for t in evidence} >= {years[0], years[-1]}
        return
    promised = defaultdict(set)
    for row in rows:
        promised[row["year"]].add(row["document_id"])
    assert len(promised[said["year"]]) == max(map(len, promised.values()))
    of_year = [row for row in rows if row["year"] == said["year"]]
    dated = promised[said["year"]]
    assert said["dated"] == ("" if dated == plans else str(len(dated)))
    for end, extreme in (("low", min), ("high", max)):
        value = extreme(float(row["value_std"]) for row in of_year)
        [row] = [r for r in of_year if tables.city(r, language) == said[f"{end}_city"]]
        assert float(row["value_std"]) == value
        assert said[end] == bound(row, f"{value:g}%", language)
        assert row["target_id"] in evidence


def check_raised(stop: Stop, tables: Tables, language: Language) -> None:
    said = parts(
        stop,
        language,
        r"(?P<city>.+)的(?P<indicator>.+)目标分两步：(?P<first>\d{4})年(?P<low>.+)，(?P<last>\d{4})年(?P<high>.+)。",
        r"(?P<indicator>.+): (?P<city>.+) sets a target in two steps, (?P<low>.+) by "
        r"(?P<first>\d{4}) and (?P<high>.+) by (?P<last>\d{4})\.",
    )
    indicator = stop.id.removeprefix("target-")
    rows = [
        row
        for row in tables.targets.values()
        if row["indicator"] == indicator and tables.city(row, language) == said["city"]
    ]
    assert said["indicator"] == rows[0][f"indicator_{language}"]
    amounts = {r["year"]: bound(r, power(float(r["value_std"]), language), language) for r in rows}
    assert amounts == {said["first"]: said["low"], said["last"]: said["high"]}
    assert said["first"] < said["last"]
    last = next(row for row in rows if row["year"] == said["last"])
    number = power(float(last["value_std"]), language).removesuffix("万千瓦").removesuffix(" MW")
    assert stop.figure[language] == SIGN[last["comparator"]] + number
    evidence = {row["target_id"] for row in cited(stop, tables, language)}
    assert evidence >= {row["target_id"] for row in rows}


def check(stop: Stop, tables: Tables, language: Language) -> None:
    """Check one stop; a stop that nobody checks is an error."""
    told = {
        "opening": check_opening,
        "finding-widest": check_widest,
        "finding-nothing": check_nothing,
        "finding-neighbours": check_neighbours,
        "finding-ledger": check_ledger,
    }
    if stop.id in told:
        told[stop.id](stop, tables, language)
    elif stop.id.startswith("city-"):
        check_city(stop, tables, language)
    else:
        assert stop.id.startswith("target-")
        shared = stop.unit["zh"] == "份方案"
        (check_shared if shared else check_raised)(stop, tables, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_stop_is_true(stops: dict[str, Stop], tables: Tables, language: Language) -> None:
    for stop in stops.values():
        check(stop, tables, language)


def test_no_number_may_change(stops: dict[str, Stop], tables: Tables) -> None:
    """Each number of each sentence and figure, one higher, is found out."""
    missed = []
    for stop in stops.values():
        for language in LANGUAGES:
            for field in ("text", "figure"):
                text = getattr(stop, field)[language]
                for number in re.finditer(r"\d+", text):
                    changed = str(int(number[0]) + 1)
                    false = text[: number.start()] + changed + text[number.end() :]
                    wrong = replace(stop, **{field: {**getattr(stop, field), language: false}})
                    try:
                        check(wrong, tables, language)
                    except AssertionError:
                        continue
                    missed.append((stop.id, false))
    assert missed == []


def test_no_clause_may_change(stops: dict[str, Stop], tables: Tables) -> None:
    for stop in stops.values():
        for language in LANGUAGES:
            if text := stop.citation[language]:
                wrong = {**stop.citation, language: text.replace("到", "至", 1)}
                with pytest.raises(AssertionError):
                    check(replace(stop, citation=wrong), tables, language)
