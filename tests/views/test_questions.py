"""Two hundred questions drawn from the record: the first group of suggestions holds each answer.

"Where is X", "what does county Y have", "which counties name kind Z", "what must unit U deliver",
asked in characters, in pinyin, in initials, and in English. Pinyin is here that of pypinyin for the
whole name, with its phrases: in a process of its own, for the app does without them.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from dataclasses import dataclass
from typing import Any, Final

import pytest

from geodata.language.vocabulary import KINDS, SECTORS
from geodata.record.names import unit_names
from geodata.record.record import Record
from geodata.views.suggestions import suggestions

SEED: Final = 20261130
COUNT: Final = 200
FORMS: Final = ("characters", "pinyin", "initials", "English")
_SPELL: Final = """
import json, sys
from pypinyin import Style, lazy_pinyin
names = json.load(sys.stdin)
styles = {"pinyin": Style.NORMAL, "initials": Style.FIRST_LETTER}
print(json.dumps({k: ["".join(lazy_pinyin(n, style=s)) for n in names] for k, s in styles.items()}))
"""


@dataclass(frozen=True)
class Question:
    """What is typed, and the group and value of the answer."""

    typed: str
    form: str
    group: str
    value: str


def names(record: Record) -> dict[str, list[tuple[str, str, str]]]:
    """Value, Chinese and English name of what is asked for, by group."""
    places, documents, zones = record.county_names, record.documents, record.zones
    zones = zones[zones.kind == "zone"]
    items = record.projects.drop_duplicates("thing")
    return {
        "item": list(zip(items.project_id, items.name_zh, items.name_en, strict=True)),
        "county": list(zip(places.index, places.county_zh, places.county_en, strict=True)),
        "kind": [(kind.id, kind.zh, kind.en) for kind in KINDS],
        "unit": [(unit, unit, en) for unit, en in unit_names(record).items()],
        "sector": [(sector.id, sector.zh, sector.en) for sector in SECTORS],
        "city": list(zip(documents.index, documents.city_zh, documents.city_en, strict=True)),
        "plan": list(zip(documents.index, documents.title_zh, documents.title_zh, strict=True)),
        "zone": list(zip(zones.index, zones.zone_zh, zones.zone_en, strict=True)),
    }


@pytest.fixture(scope="module")
def questions(record: Record) -> list[Question]:
    chance = random.Random(SEED)
    asked = names(record)
    # Most questions are about items, counties, kinds and units; all groups are asked about.
    groups = [*asked, *chance.choices([*asked][:4], k=COUNT - len(asked))]
    drawn = [(group, chance.choice(asked[group]), chance.choice(FORMS)) for group in groups]
    environment = {k: v for k, v in os.environ.items() if k != "PYPINYIN_NO_PHRASES"}
    run = subprocess.run(
        [sys.executable, "-c", _SPELL],
        input=json.dumps([zh for _, (_, zh, _), _ in drawn]),
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    spelled: dict[str, list[str]] = json.loads(run.stdout)
    said = []
    for n, (group, (value, zh, en), form) in enumerate(drawn):
        typed = {"characters": zh, "English": en}.get(form) or spelled[form][n]
        said.append(Question(str(typed), form, group, str(value)))
    return said


def answers(record: Record, question: Question) -> dict[str, Any]:
    """The first group of suggestions."""
    language = "en" if question.form == "English" else "zh"
    groups = suggestions(record, question.typed, language)["groups"]
    return groups[0] if groups else {"group": "", "options": []}


def is_answered(record: Record, question: Question) -> bool:
    """Whether the first group holds the answer; of a thing any mention is one."""
    first = answers(record, question)
    values = [option["value"] for option in first["options"]]
    if question.group == "item":
        thing = record.projects.set_index("project_id").thing
        values, value = [thing.get(v, "") for v in values], thing[question.value]
        return first["group"] == "item" and value in values
    return first["group"] == question.group and question.value in values


def test_the_first_group_holds_the_answer(record: Record, questions: list[Question]) -> None:
    assert len(questions) == COUNT
    assert {question.form for question in questions} == set(FORMS)
    unanswered = [question for question in questions if not is_answered(record, question)]
    assert unanswered == []


def test_a_wrong_answer_is_seen(record: Record) -> None:
    """The test above can fail."""
    assert is_answered(record, Question("庆云县", "characters", "county", "371423"))
    assert not is_answered(record, Question("庆云县", "characters", "county", "371481"))
    assert not is_answered(record, Question("庆云县", "characters", "kind", "371423"))
    assert not is_answered(record, Question("没有这样的词", "characters", "county", "371423"))


@pytest.mark.parametrize("group", ["county", "city", "kind", "sector"])
def test_every_place_and_kind_is_found_by_the_beginning_of_its_name(
    record: Record, group: str
) -> None:
    """Who leaves out 县, 市 or the rest still gets there."""
    missing = [
        zh
        for value, zh, _ in names(record)[group]
        if not is_answered(record, Question(zh[: max(2, len(zh) - 1)], "characters", group, value))
    ]
    assert missing == []
