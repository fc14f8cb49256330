"""What a page looks at follows from the filters where the link does not say it."""

from __future__ import annotations

import csv
from collections.abc import Iterator

import pytest

from geodata.config import ROOT
from geodata.record.filters import Filters
from geodata.record.record import Record
from geodata.record.selection import select
from geodata.views.county import chosen_county
from geodata.views.coverage import intro, question
from geodata.views.link import link
from geodata.views.page import DropDowns
from geodata.views.plan_extract import chosen_plan


def rows(table: str) -> list[dict[str, str]]:
    with (ROOT / "data" / f"{table}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def owners() -> Iterator[tuple[str, str]]:
    """Each covered county with its plan."""
    for document in rows("documents"):
        for code in document["adcodes"].split(";"):
            yield code, document["document_id"]


def test_a_county_in_the_filter_opens_its_plan_and_its_page(record: Record) -> None:
    for code, plan in owners():
        assert chosen_plan(record, Filters(county=(code,)), "") == plan
        assert chosen_county(Filters(county=(code,)), "") == code
    assert chosen_plan(record, Filters(county=("371702",)), "zibo") == "zibo"
    assert chosen_county(Filters(county=("371702",)), "371723") == "371723"
    assert chosen_county(Filters(county=("371702", "371723")), "") == ""


def test_a_unit_in_the_filter_opens_the_first_plan_that_names_it(record: Record) -> None:
    named: dict[str, set[str]] = {}
    for row in (*rows("projects"), *rows("targets")):
        for unit in filter(None, row["responsible_zh"].split(";")):
            named.setdefault(unit, set()).add(row["document_id"])
    plans = [document["document_id"] for document in rows("documents")]
    for unit, own in named.items():
        first = next(plan for plan in plans if plan in own)
        assert chosen_plan(record, Filters(unit=(unit,)), "") == first
        last = [plan for plan in plans if plan in own][-1]
        assert chosen_plan(record, Filters(unit=(unit,), city=(last,)), "") == last


def looked_at(record: Record, query: dict[str, str]) -> str:
    asked = link(record, query)
    return question(asked.selection(record), asked).kind


def test_a_single_kind_in_the_filter_is_looked_at(record: Record) -> None:
    for kind in {row["kind"] for row in rows("projects")}:
        assert looked_at(record, {"kind": kind}) == kind
        assert looked_at(record, {"kind": kind, "about": "wind_farm"}) == kind
    assert looked_at(record, {"about": "wetland"}) == "wetland"
    assert looked_at(record, {"sector": "energy", "about": "hydrogen"}) == "hydrogen"


@pytest.mark.parametrize(
    "query",
    [
        {"role": "support"},
        {"q": "黄河", "role": "support", "precision": "counties"},
        {"city": "shijiazhuang,zibo", "precision": "city"},
        {"sector": "transport"},
        {"city": "zibo"},
    ],
)
def test_what_is_looked_at_passes_the_filters(record: Record, query: dict[str, str]) -> None:
    asked = link(record, query)
    selection = asked.selection(record)
    assert selection.things
    about = question(selection, asked)
    assert about.of_kind.things
    (choices,) = (b for b in intro(about, "zh") if isinstance(b, DropDowns))
    offered = {kind for _, group in choices.drop_downs[0].groups for kind, _ in group}
    assert about.kind in offered
    assert all(asked.filters.lets_kind_pass(kind) for kind in offered)


def test_without_filters_wind_and_storage_are_met_first(record: Record) -> None:
    asked = question(select(record), link(record, {}))
    assert {asked.kind, asked.partner} == {"wind_farm", "storage_station"}
