"""A link: what its parameters ask for, what an event changes, what stands above a page."""

from __future__ import annotations

import pytest

from geodata.record.filters import Filters, Ignored
from geodata.record.record import Record
from geodata.record.selection import select
from geodata.views.items import COLUMNS
from geodata.views.link import PARAMETERS, changed, chips_of, link


def test_a_bare_link(small: Record) -> None:
    said = link(small, {})
    assert said.selection(small) == select(small)
    assert (said.language, said.theme) == ("zh", "light")
    rest = (said.item, said.county, said.other, said.about, said.partner)
    assert {*rest, said.zone, said.level, said.sort, said.plan} == {""}
    assert said.ignored == ()


def test_a_link_of_everything(small: Record) -> None:
    query = {
        "sector": "energy",
        "year": "2030",
        "due": "in",
        "lang": "en",
        "theme": "dark",
        "item": "dezhou-001",
        "at": "371426",
        "with": "371402",
        "plan": "jinan_qibu",
        "about": "wind_farm",
        "partner": "wetland",
        "level": "kind",
        "sort": "-year",
    }
    assert set(query) <= set(PARAMETERS)
    said = link(small, query)
    asked = Filters(sector=("energy",), year=2030, due="in")
    assert said.filters == asked
    assert said.selection(small) == select(small, asked)
    assert (said.language, said.theme, said.item) == ("en", "dark", "dezhou-001")
    assert (said.county, said.other) == ("371426", "371402")
    assert (said.about, said.partner, said.level) == ("wind_farm", "wetland", "kind")
    assert said.sort == "-year"
    assert said.plan == "jinan_qibu"
    assert said.ignored == ()


def test_at_is_a_county_or_a_zone(small: Record) -> None:
    said = link(small, {"at": "qibu"})
    assert (said.county, said.zone, said.ignored) == ("", "qibu", ())
    said = link(small, {"at": "371426"})
    assert (said.county, said.zone, said.ignored) == ("371426", "", ())
    said = link(small, {"at": "nowhere"})
    assert (said.county, said.zone) == ("", "")
    assert said.ignored == (Ignored("county_parameter", "nowhere"),)


def test_one_tick_leaves_what_is_to_be_done(small: Record) -> None:
    doing = changed(Filters(sector=("energy",)), {"type": "doing", "on": True})
    assert doing == Filters(sector=("energy",), role=("build", "expand", "pilot", "protect"))
    passing = select(small, doing).rows.project_id.tolist()
    # The last only mentions the wind farm, which is built.
    assert passing == ["dezhou-001", "dezhou-002", "dezhou-003", "dezhou-004"]
    assert len(chips_of(select(small, doing), (), "zh")) == 5
    assert changed(doing, {"type": "doing", "on": False}) == Filters(sector=("energy",))


@pytest.mark.parametrize("column", COLUMNS)
def test_every_column_sorts_both_ways(column: str, small: Record) -> None:
    for sort in (column, f"-{column}"):
        assert link(small, {"sort": sort}).sort == sort


@pytest.mark.parametrize("sort", ["--year", "target_year", "+year", "-", "year,name"])
def test_an_unknown_order_is_said(sort: str, small: Record) -> None:
    said = link(small, {"sort": sort})
    assert said.sort == ""
    assert said.ignored == (Ignored("sort", sort),)


def test_events() -> None:
    before = Filters(sector=("energy",), year=2030, due="in")
    toggled = changed(before, {"type": "toggle", "group": "sector", "value": "sink", "on": True})
    assert toggled == Filters(sector=("energy", "sink"), year=2030, due="in")
    back = changed(toggled, {"type": "toggle", "group": "sector", "value": "sink", "on": False})
    assert back == before
    for group, value in (("role", "mention"), ("unit", "市能源局")):
        ticked = changed(before, {"type": "toggle", "group": group, "value": value, "on": True})
        assert getattr(ticked, group) == (value,)
    assert changed(before, {"type": "year", "value": ""}).year is None
    assert changed(before, {"type": "due", "value": "by"}).due == "by"
    assert changed(before, {"type": "text", "value": "  风 "}).text == "风"
    assert changed(before, {"type": "clear"}) == Filters()
    for odd in (
        {"type": "toggle", "group": "text", "value": "x", "on": True},
        {"type": "nothing"},
        {},
    ):
        assert changed(before, odd) == before


EVERY = Filters(
    sector=("energy", "sink"),
    kind=("wind_farm",),
    city=("dezhou",),
    county=("370105",),
    year=2030,
    basis=("plan",),
    precision=("county",),
    role=("build",),
    unit=("市能源局",),
    text="风",
)


def test_chips(small: Record) -> None:
    said = chips_of(select(small, EVERY), (), "zh")
    assert [(c["group"], c["value"], c["label"]) for c in said] == [
        ("sector", "energy", "领域：能源"),
        ("sector", "sink", "领域：碳汇"),
        ("kind", "wind_farm", "类型：风电场"),
        ("city", "dezhou", "城市：德州市"),
        ("county", "370105", "县区：天桥区"),
        ("year", "2030", "目标年：2030年及以前"),
        ("basis", "plan", "目标年依据：规划期末"),
        ("precision", "county", "定位精度：县域示意"),
        ("role", "build", "方案如何对待：新建"),
        ("unit", "市能源局", "责任单位：市能源局"),
        ("text", "风", "搜索：风"),
    ]
    assert all(chip["effect"] and chip["note"] == "" for chip in said)
    assert chips_of(select(small), (), "zh") == []


def test_chips_that_change_nothing_on_a_page_say_so(small: Record) -> None:
    said = chips_of(select(small, EVERY), ("kind", "q"), "en")
    idle = {chip["group"]: chip["note"] for chip in said if not chip["effect"]}
    assert idle == {"kind": "no effect on this page", "text": "no effect on this page"}


def test_a_chip_taken_back_leaves_the_others(small: Record) -> None:
    """By the event that each chip sends."""
    for chip in chips_of(select(small, EVERY), (), "en"):
        group, value = chip["group"], chip["value"]
        event: dict[str, object] = {"type": group, "value": ""}
        if group not in ("year", "text"):
            event = {"type": "toggle", "group": group, "value": value, "on": False}
        left = chips_of(select(small, changed(EVERY, event)), (), "en")
        assert [c["value"] for c in left if c["group"] == group] == [
            c["value"]
            for c in chips_of(select(small, EVERY), (), "en")
            if c["group"] == group and c["value"] != value
        ]
        assert len(left) == 10
