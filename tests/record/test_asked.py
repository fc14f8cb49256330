"""Filters asked for by id or label: what is meant, and what an unknown value is answered."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from geodata.record.asked import AskedError, allowed, filters_asked, one_of
from geodata.record.filters import Filters, from_query, to_query
from geodata.record.record import Record


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ({}, Filters()),
        ({"sector": "energy"}, Filters(sector=("energy",))),
        ({"sector": ["碳汇", "Energy"]}, Filters(sector=("energy", "sink"))),
        ({"kind": "风电场"}, Filters(kind=("wind_farm",))),
        ({"kind": "WIND  FARM"}, Filters(kind=("wind_farm",))),
        ({"kind": "ccus"}, Filters(kind=("ccus",))),  # that nothing is named is an answer
        ({"city": "dezhou", "county": 371426}, Filters(city=("dezhou",), county=("371426",))),
        ({"county": ["平原县"]}, Filters(county=("371426",))),
        ({"year": 2025, "due": "in"}, Filters(year=2025, due="in")),
        ({"year": "2030"}, Filters(year=2030)),
        ({"basis": "本项写明", "precision": "zone"}, Filters(basis=("item",), precision=("zone",))),
        ({"role": ["仅提及", "build"]}, Filters(role=("build", "mention"))),
        ({"unit": "energy bureau"}, Filters(unit=("市能源局",))),
        ({"text": " 风电  场 "}, Filters(text="风电 场")),
        ({"city": None, "kind": []}, Filters()),
    ],
)
def test_ids_and_labels_mean_the_same(small: Record, asked: dict[str, Any], meant: Filters) -> None:
    assert filters_asked(small, **asked) == meant


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"sector": "enrgy"}, r"sector 'enrgy' is unknown; nearest: energy \(能源, Energy\)"),
        ({"sector": "x"}, r"allowed: energy \(能源, Energy\), .*, other \(综合, Cross-cutting\)$"),
        ({"kind": ["wetland", "wind"]}, r"kind 'wind' is unknown; nearest: wind_farm"),
        ({"county": "平原"}, r"nearest: 371426 \(平原县, "),
        ({"county": "130102"}, r"county '130102' is unknown.*allowed: .*371426"),  # no plan read
        ({"year": 2026}, r"year '2026' is unknown; nearest: 2025.*; allowed: 2025, 2030"),
        ({"due": "until"}, r"due 'until' is unknown; allowed: by .*, in "),
        ({"text": "风" * 61}, r"text has 61 characters; at most 60"),
        ({"precision": "exact"}, r"allowed: site .*city \(全市, City-wide, no county given\)"),
        ({"role": "planned"}, r"allowed: build \(新建, Build\), .*mention"),
        ({"unit": "能源局"}, r"nearest: 市能源局 \(Energy Bureau\)"),
    ],
)
def test_an_unknown_value_is_told_what_is_allowed(
    small: Record, asked: dict[str, Any], said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        filters_asked(small, **asked)


def test_a_label_of_several_asks_for_the_id(record: Record) -> None:
    names = record.county_names.copy()
    names.loc[["371402", "371403"], "county_zh"] = "同名区"
    twice = replace(record, county_names=names)
    with pytest.raises(AskedError, match=r"label of 371402 .*, 371403 .*; use the id"):
        one_of(twice, "county", "同名区")


GROUPS = ("sector", "kind", "city", "county", "year", "precision", "basis", "role", "unit")


@pytest.mark.parametrize("group", GROUPS)
def test_every_allowed_value_is_taken(record: Record, group: str) -> None:
    for value, zh, en, _ in allowed(record, group)[::3]:
        assert one_of(record, group, value) == value
        assert one_of(record, group, zh) == value
        assert one_of(record, group, en.upper()) == value
        filters = filters_asked(record, **{group: value})
        assert from_query(to_query(filters), record) == (filters, [])


def test_an_unknown_group(small: Record) -> None:
    with pytest.raises(AskedError, match="'colour' is no filter; allowed: sector, kind, city"):
        allowed(small, "colour")
