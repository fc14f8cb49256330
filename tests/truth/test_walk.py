"""Every page under two hundred combinations of filters, in both languages, says what is true.

Each combination looks at two kinds of the gap page (one in each language), two counties (likewise),
two items, and at all of the atlas, the targets, and what every file says of itself.
"""

from __future__ import annotations

from typing import Any

import pytest
from truth import screen
from truth.check_atlas import check_atlas
from truth.check_desk import check_county, check_sources, check_targets
from truth.check_gaps import check_gaps
from truth.check_plan import check_plan
from truth.combinations import COUNT, Case
from truth.oracle import Oracle
from truth.vocabulary import GROUPS

from geodata.atlas.layers import MapLayers

CHUNK = 20
LANGUAGES = ("zh", "en")


def walked(case: Case, oracle: Oracle, layers: MapLayers, language: Any) -> list[str]:
    """Complaints about every page under one combination."""
    asked = case.asked
    # Of two counties, items and kinds one is looked at in each language, by turns: numbers
    # do not depend on the language, and sentences meet every language a hundred times over.
    turn = (case.number + LANGUAGES.index(language)) % 2
    cards, items = case.counties[turn : turn + 1], case.items[turn : turn + 1]
    shown = screen.atlas(asked, list(cards), list(items), layers, language)
    said = [f"atlas: {p}" for p in check_atlas(shown, asked, oracle, language)]
    for adcode in case.counties[turn : turn + 1]:
        shown = screen.county_page(asked, adcode, layers, language)
        problems = check_county(shown, adcode, asked, oracle, language)
        said += [f"county {adcode}: {p}" for p in problems]
    shown = screen.targets_page(asked, layers, language)
    said += [f"targets: {p}" for p in check_targets(shown, asked, oracle, language)]
    plan = [*oracle.documents][(case.number + turn) % len(oracle.documents)]
    shown = screen.plan_page(asked, plan, layers, language)
    said += [f"plan {plan}: {p}" for p in check_plan(shown, asked, plan, oracle, language)]
    for about, partner in case.kinds[turn : turn + 1]:
        shown = screen.gap_page(asked, about, partner, case.by_kind, layers, language)
        problems = check_gaps(shown, asked, about, partner, case.by_kind, oracle, language)
        said += [f"gaps, {about}: {p}" for p in problems]
    return said


@pytest.mark.parametrize("start", range(0, COUNT, CHUNK))
def test_every_page_says_what_is_true(
    start: int, combinations: list[Case], oracle: Oracle, layers: MapLayers
) -> None:
    said = [
        f"{case.number} {language} {case.asked}: {problem}"
        for case in combinations[start : start + CHUNK]
        for language in LANGUAGES
        for problem in walked(case, oracle, layers, language)
    ]
    assert said == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_sources_say_what_is_true(language: Any, oracle: Oracle, layers: MapLayers) -> None:
    assert check_sources(screen.sources_page(layers, language), oracle, language) == []


def test_the_combinations_reach_every_group_and_every_kind_of_finding(
    combinations: list[Case], oracle: Oracle
) -> None:
    reached = {group for case in combinations for group, _ in case.asked.items()}
    assert reached == set(GROUPS)
    left = [len(oracle.rows(case.asked)) for case in combinations]
    assert sum(n == 0 for n in left) < COUNT / 2
    assert sum(n > 0 for n in left) >= COUNT / 2
