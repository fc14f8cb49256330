"""The suggestions of the search box say what is true: every name, number and place.

Every place, kind, unit and plan is typed by its name, items and texts by the hundred; what is
suggested is compared with the files, read a second time. A falsified suggestion draws a complaint.
"""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from truth.oracle import Oracle, Row
from truth.vocabulary import KINDS, SECTOR_OF, SECTORS

from geodata.record.record import Record
from geodata.views.suggestions import suggestions

LANGUAGES = ("zh", "en")
CHINESE = ("储能", "风电", "德州", "绿色", "港区")
TEXTS = (*CHINESE, "wind", "Plan", "国家级 项目", "Qingyun", "50")
LABELS = {
    "county": ("县区", "Counties"),
    "city": ("城市", "Cities"),
    "plan": ("方案", "Plans"),
    "zone": ("功能区", "Functional zones"),
    "kind": ("类型", "Kinds"),
    "sector": ("领域", "Sectors"),
    "unit": ("责任单位", "Responsible units"),
    "item": ("事项", "Items"),
    "text": ("全文", "Full text"),
}


def things(oracle: Oracle, passes: Callable[[Row], bool]) -> int:
    """How many things have a row that passes."""
    return len({row["thing"] for row in oracle.projects if passes(row)})


def counted(number: int, language: str) -> str:
    return f"{number} 项" if language == "zh" else f"items: {number}"


def plans_said(oracle: Oracle, unit: str, language: str) -> str:
    """The cities whose plan names a unit for an item or a target."""
    rows = [*oracle.projects, *oracle.targets]
    naming = sorted({r["document_id"] for r in rows if unit in r["responsible_zh"].split(";")})
    if len(naming) > 2:
        return f"{len(naming)} 份方案" if language == "zh" else f"plans: {len(naming)}"
    return ("、" if language == "zh" else ", ").join(oracle.city(d, language) for d in naming)


def expected(oracle: Oracle, group: str, value: str, language: str) -> tuple[str, str, str]:
    """Name, what it is of, and note of a suggestion, from the files."""
    side = LANGUAGES.index(language)
    match group:
        case "county":
            said = things(oracle, lambda r: value in r["codes"])
            none = ("未收录方案", "No plan read")[side]
            note = none if oracle.coverage[value] == "none" else counted(said, language)
            of = oracle.counties[value][f"prefecture_{language}"]
            return oracle.county(value, language), of, note
        case "city" | "plan":
            note = counted(things(oracle, lambda r: r["document_id"] == value), language)
            city = oracle.city(value, language)
            title = oracle.documents[value]["title_zh"]
            return (city, "", note) if group == "city" else (title, city, note)
        case "zone":
            note = counted(things(oracle, lambda r: r["anchor"] == value), language)
            return oracle.zones[value][f"zone_{language}"], "", note
        case "kind":
            note = counted(things(oracle, lambda r: r["kind"] == value), language)
            return KINDS[value][side], SECTORS[SECTOR_OF[value]][side], note
        case "sector":
            note = counted(things(oracle, lambda r: r["sector"] == value), language)
            return SECTORS[value][side], "", note
        case "unit":
            note = counted(things(oracle, lambda r: value in r["units"]), language)
            name = value if language == "zh" else oracle.unit_en[value]
            return name, plans_said(oracle, value, language), note
        case "item":
            row = oracle.by_id[value]
            place = oracle.listed(row["codes"], language)
            place = place or oracle.zones[row["anchor"]][f"zone_{language}"]
            return oracle.name(row, language), KINDS[row["kind"]][side], place
    words = value.casefold().split()

    def named(row: Row) -> bool:
        names = f"{row['name_zh']}\n{row['name_en']}".casefold()
        return all(word in names for word in words)

    def quoted(row: Row) -> bool:
        return all(word in row["quote_zh"].casefold() for word in words)

    a, b = things(oracle, named), things(oracle, quoted)
    note = (f"名称 {a} 项，原文 {b} 项", f"in names: {a}, in clauses: {b}")[side]
    return f"“{value}”", "", note


def complaints(said: dict[str, Any], oracle: Oracle, language: str) -> list[str]:
    """What suggestions say that the files do not."""
    wrong = []
    for group in said["groups"]:
        if group["label"] != LABELS[group["group"]][LANGUAGES.index(language)]:
            wrong.append(f"label {group['label']}")
        for option in group["options"]:
            found = option["text"], option.get("of", ""), option["note"]
            true = expected(oracle, group["group"], option["value"], language)
            if found != true:
                wrong.append(f"{group['group']}: {found}, the files say {true}")
    shown = sum(len(group["options"]) for group in said["groups"])
    sentence = f"{shown} 条建议" if language == "zh" else f"Suggestions: {shown}"
    if said["said"] != (sentence if shown else ""):
        wrong.append(said["said"])
    return wrong


def typed(oracle: Oracle, language: str) -> Iterator[str]:
    """The name of all but items, a hundred items, and texts."""
    side = LANGUAGES.index(language)
    yield from (county[f"county_{language}"] for county in oracle.counties.values())
    for document in oracle.documents.values():
        yield from (document[f"city_{language}"], document["title_zh"])
    yield from (zone[f"zone_{language}"] for zone in oracle.zones.values())
    yield from (names[side] for table in (KINDS, SECTORS) for names in table.values())
    units = sorted({u for row in oracle.projects for u in row["units"]})
    yield from (unit if language == "zh" else oracle.unit_en[unit] for unit in units)
    chance = random.Random(7)
    yield from (oracle.name(row, language)[:60] for row in chance.sample(oracle.projects, 100))
    yield from TEXTS


@pytest.mark.parametrize("language", LANGUAGES)
def test_suggestions_say_what_is_true(language: Any, oracle: Oracle, record: Record) -> None:
    wrong, groups = [], set()
    for text in typed(oracle, language):
        said = suggestions(record, text, language)
        assert said["groups"], text
        groups |= {group["group"] for group in said["groups"]}
        wrong += [f"{text}: {problem}" for problem in complaints(said, oracle, language)]
    assert wrong == []
    assert groups == set(LABELS)


def test_a_falsified_suggestion_draws_a_complaint(oracle: Oracle, record: Record) -> None:
    for text in ("德州", "qy", "储能", "发改委"):
        said = suggestions(record, text, "zh")
        assert complaints(said, oracle, "zh") == []
        for place, group in enumerate(said["groups"]):
            for number, option in enumerate(group["options"]):
                for key in option.keys() - {"icon"}:
                    false = copy.deepcopy(said)
                    false["groups"][place]["options"][number][key] += "1"
                    try:
                        assert complaints(false, oracle, "zh") != [], (text, option, key)
                    except KeyError:  # a value that the files do not know
                        assert key == "value"


@pytest.mark.parametrize("text", CHINESE)
def test_how_many_more_there_are(text: str, oracle: Oracle, record: Record) -> None:
    """Items whose name holds a text are all found, and counted."""
    found = next(g for g in suggestions(record, text, "zh")["groups"] if g["group"] == "item")
    every = things(oracle, lambda row: text in row["name_zh"])
    left = every - len(found["options"])
    assert found["more"] == (f"另有 {left} 个，请再输几个字" if left else "")
