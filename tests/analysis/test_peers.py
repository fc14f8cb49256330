"""Peers: distances by plain arithmetic, refusals with their sentence."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from fixture.squares import POPULATION, A, B, C, D, E, F, G, squares

from geodata.analysis.peers import FEATURES, features, peers
from geodata.record.record import Record


@pytest.fixture(scope="module")
def grid(small: Record) -> Record:
    return squares(small)


def test_features(grid: Record) -> None:
    frame = features(grid)
    assert sorted(frame.index) == [A, B, C, G, D, E]
    assert tuple(frame.columns) == FEATURES
    assert frame.area_km2.tolist() == pytest.approx([100.0] * 6, rel=1e-6)
    assert frame.population_2020.to_dict() == {c: POPULATION[c] for c in (A, B, C, G, D, E)}
    assert frame.names_water.to_dict() == {A: 0, B: 0, C: 0, D: 0, E: 1, G: 0}
    assert frame.names_rail.to_dict() == {A: 1, B: 1, C: 0, D: 0, E: 0, G: 0}


def test_distances_by_hand(grid: Record) -> None:
    # Populations 1, 2, 3, 4, 5, 7 (of 100,000): mean 22/6, variance 104/6 - (22/6)^2.
    people = math.sqrt(104 / 6 - (22 / 6) ** 2)
    # Rail 1, 1, 0, 0, 0, 0: variance 1/3 · 2/3; water 0, 0, 0, 0, 1, 0: variance 1/6 · 5/6.
    rail, water = math.sqrt(2 / 9), math.sqrt(5 / 36)
    said = peers(grid, C, count=5)
    assert [p.adcode for p in said.peers] == [D, G, B, A, E]
    assert [p.distance for p in said.peers] == pytest.approx(
        [
            1 / people,
            4 / people,
            math.hypot(1 / people, 1 / rail),
            math.hypot(2 / people, 1 / rail),
            math.hypot(2 / people, 1 / water),
        ],
        abs=1e-6,
    )
    assert said.compared == 5
    assert said.features["population_2020"] == 300_000
    assert said.peers[-1].coverage == "partial"
    assert said.refused("zh") == said.refused("en") == ""


def test_a_feature_that_all_share_adds_nothing(grid: Record) -> None:
    census = grid.census.assign(population_2020=100_000)
    said = peers(replace(grid, census=census), C, count=2)
    assert [(p.adcode, round(p.distance, 4)) for p in said.peers] == [(G, 0.0), (D, 0.0)]


def test_refusals(grid: Record) -> None:
    unread = peers(grid, F, count=5)
    assert unread.peers == ()
    assert unread.refused("zh").startswith("未收录")
    assert unread.refused("en").startswith("No plan")
    uncounted = peers(replace(grid, census=grid.census.drop(C)), C, count=2)
    assert uncounted.peers == ()
    assert "census" in uncounted.refused_en
    few = peers(grid, A, count=6)
    assert few.peers == ()
    assert few.refused_en.startswith("Fewer than 6")
    with pytest.raises(KeyError):
        peers(grid, "999999")


def test_real_peers_by_brute_force(record: Record) -> None:
    frame = features(record)
    assert len(frame) == 53
    adcode = "371423"
    scores = {
        column: [
            (v - sum(frame[column]) / len(frame))
            / math.sqrt(
                sum((w - sum(frame[column]) / len(frame)) ** 2 for w in frame[column]) / len(frame)
            )
            for v in frame[column]
        ]
        for column in FEATURES
    }
    own = list(frame.index).index(adcode)
    distance = {
        code: math.dist([s[own] for s in scores.values()], [s[i] for s in scores.values()])
        for i, code in enumerate(frame.index)
        if code != adcode
    }
    said = peers(record, adcode)
    assert [p.adcode for p in said.peers] == sorted(distance, key=distance.__getitem__)[:5]
    assert [p.distance for p in said.peers] == pytest.approx(sorted(distance.values())[:5])


def test_every_county_is_counted(record: Record) -> None:
    assert set(record.census.index) == set(record.county_names.index)
    assert record.census.urban_share.between(0, 1).all()
