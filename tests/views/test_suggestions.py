"""What the search box suggests: groups in their order, what they count, what a choice does."""

from __future__ import annotations

from typing import Any

import pytest

from geodata.record.filters import Filters
from geodata.record.record import Record
from geodata.record.selection import select
from geodata.views.choice import Choice, choice
from geodata.views.suggestions import GROUPS, SHOWN, suggestions


def listed(said: dict[str, Any]) -> dict[str, list[str]]:
    """What each group suggests, in words."""
    return {
        group["group"]: [
            " · ".join(option[k] for k in ("text", "of", "note") if option.get(k))
            for option in group["options"]
        ]
        for group in said["groups"]
    }


def test_a_county_comes_before_the_items_that_begin_with_its_name(record: Record) -> None:
    said = listed(suggestions(record, "庆云", "zh"))
    assert list(said) == ["county", "item", "text"]
    assert said["county"] == ["庆云县 · 德州市 · 4 项"]
    assert said["text"] == ["“庆云” · 名称 4 项，原文 7 项"]


def test_a_whole_name_comes_before_a_beginning(record: Record) -> None:
    """港区 is all of "gq", 高青县 only begins with it."""
    assert list(listed(suggestions(record, "gq", "zh")))[:2] == ["kind", "county"]
    assert next(iter(listed(suggestions(record, "gqx", "zh")))) == "county"


def test_a_beginning_comes_before_a_part(record: Record) -> None:
    said = listed(suggestions(record, "能源", "zh"))
    assert list(said)[:2] == ["sector", "kind"]
    assert said["sector"] == ["能源 · 74 项"]
    assert said["kind"][0] == "综合智慧能源 · 能源 · 2 项"


def test_the_tiny_record(small: Record) -> None:
    """Numbers are things: the wind farm that is named twice counts once."""
    said = listed(suggestions(small, "平原", "zh"))
    assert said["county"] == ["平原县 · 德州市 · 3 项"]
    assert listed(suggestions(small, "fdc", "zh"))["kind"] == ["风电场 · 能源 · 1 项"]
    assert listed(suggestions(small, "氢能", "zh"))["kind"] == ["氢能 · 能源 · 1 项"]
    assert listed(suggestions(small, "nyj", "zh"))["unit"] == ["市能源局 · 德州市 · 2 项"]
    assert listed(suggestions(small, "Pingyuan", "en"))["county"] == [
        "Pingyuan County · Dezhou · items: 3"
    ]


def test_an_uncovered_county_says_so(small: Record) -> None:
    assert listed(suggestions(small, "长安", "zh"))["county"] == ["长安区 · 石家庄市 · 未收录方案"]
    assert listed(suggestions(small, "德城", "zh"))["county"] == ["德城区 · 德州市 · 0 项"]


def test_a_kind_that_is_never_named_is_an_answer(small: Record) -> None:
    assert listed(suggestions(small, "抽水", "zh"))["kind"] == ["抽水蓄能 · 能源 · 0 项"]


def test_a_thing_is_suggested_once(record: Record) -> None:
    rows = record.projects
    again = rows[rows.duplicated("thing", keep=False) & (rows.same_as != "")].iloc[0]
    said = suggestions(record, again.name_zh, "zh")["groups"]
    items = next(group for group in said if group["group"] == "item")["options"]
    things = rows.set_index("project_id").thing[[item["value"] for item in items]]
    assert not things.duplicated().any()
    assert again.thing in set(things)


def test_several_words_find_an_item_by_its_county_and_kind(record: Record) -> None:
    """No name says 风电场 here, and no county is called 庆云 风电."""
    for typed in ("庆云 风电", "风电场 qy", "qingyun fdc"):
        said = suggestions(record, typed, "zh")["groups"]
        assert said[0]["group"] == "item"
        assert said[0]["options"][0]["text"] == "中广核庆云中丁100MW风电项目"
    words = listed(suggestions(record, "Qingyun County", "en"))
    assert next(iter(words)) == "county"


def test_a_unit_is_found_by_what_is_left_of_its_name(record: Record) -> None:
    assert list(listed(suggestions(record, "发改委", "zh"))) == ["unit"]
    assert listed(suggestions(record, "住建局", "zh"))["unit"][0].startswith("市住房城乡建设局")


def test_more_than_are_shown_are_counted(record: Record) -> None:
    items = next(g for g in suggestions(record, "项目", "zh")["groups"] if g["group"] == "item")
    named = record.projects[record.projects.name_zh.str.contains("项目")].thing.nunique()
    assert len(items["options"]) == SHOWN
    assert items["more"] == f"另有 {named - SHOWN} 个，请再输几个字"


@pytest.mark.parametrize("typed", ["没有这样的词", "xyz123", "，。", "\u200b", "'; DROP TABLE"])
def test_what_is_nowhere_says_what_to_do(record: Record, typed: str) -> None:
    said = suggestions(record, typed, "zh")
    assert said["groups"] == []
    assert typed.strip() in said["none"]
    assert "县区" in said["none"]


@pytest.mark.parametrize("typed", ["a" * 60, "项" * 60, "风" * 30 + "f" * 30, "(.*)+$", "\n\n"])
def test_odd_texts_do_no_harm(record: Record, typed: str) -> None:
    assert suggestions(record, typed, "en")["typed"] == typed


# What a choice does


BEFORE = Filters(sector=("energy",), city=("heze",), year=2025, text="庆云")


@pytest.mark.parametrize(
    ("group", "value", "expected"),
    [
        (
            "county",
            "371423",
            Choice(
                Filters(sector=("energy",), county=("371423",), year=2025),
                at="371423",
                sets="county",
            ),
        ),
        (
            "city",
            "dezhou",
            Choice(
                Filters(sector=("energy",), city=("dezhou",), year=2025), at="dezhou", sets="city"
            ),
        ),
        # The start-up area is no city: it has no anchor of its name.
        (
            "city",
            "jinan_qibu",
            Choice(Filters(sector=("energy",), city=("jinan_qibu",), year=2025), sets="city"),
        ),
        (
            "plan",
            "zibo",
            Choice(Filters(sector=("energy",), city=("heze",), year=2025), plan="zibo"),
        ),
        ("zone", "qibu", Choice(Filters(sector=("energy",), city=("heze",), year=2025), at="qibu")),
        (
            "kind",
            "wetland",
            Choice(Filters(kind=("wetland",), city=("heze",), year=2025), sets="kind"),
        ),
        (
            "sector",
            "sink",
            Choice(Filters(sector=("sink",), city=("heze",), year=2025), sets="sector"),
        ),
        (
            "text",
            "  储能 电站 ",
            Choice(
                Filters(sector=("energy",), city=("heze",), year=2025, text="储能 电站"),
                sets="text",
            ),
        ),
        # No plan covers it, so there is nothing to filter for.
        (
            "county",
            "370102",
            Choice(Filters(sector=("energy",), city=("heze",), year=2025), at="370102"),
        ),
    ],
)
def test_a_choice(group: str, value: str, expected: Choice, record: Record) -> None:
    assert choice(group, value, BEFORE, record) == expected


def test_a_unit_is_a_filter(record: Record) -> None:
    chosen = choice("unit", "市发展改革委", Filters(unit=("市科技局",)), record)
    assert chosen == Choice(Filters(unit=("市发展改革委",)), sets="unit")


def test_an_item_takes_back_the_filters_that_leave_it_out(record: Record) -> None:
    row = record.projects[record.projects.adcodes == "371423"].iloc[0]
    kept = Filters(city=("dezhou",), role=(row.role,))
    chosen = choice("item", row.project_id, kept, record)
    assert chosen == Choice(kept, item=row.project_id)
    sector = next(s for s in ("sink", "energy") if s != row.sector)
    hiding = Filters(sector=(sector,), city=("heze",), role=(row.role,), text="别的")
    assert choice("item", row.project_id, hiding, record) == Choice(
        Filters(role=(row.role,)), item=row.project_id
    )


@pytest.mark.parametrize("group", [*GROUPS, "nothing"])
def test_an_unknown_value_changes_nothing(group: str, record: Record) -> None:
    assert choice(group, "no such thing", Filters(), record) is None


def test_every_choice_of_a_suggestion_leaves_what_it_counted(record: Record) -> None:
    """A suggestion that sets a filter says how many things pass it alone."""
    for typed in ("德州", "庆云", "qy", "fdc", "能源", "市", "s"):
        for group in suggestions(record, typed, "zh")["groups"]:
            for option in group["options"]:
                chosen = choice(group["group"], option["value"], Filters(), record)
                assert chosen is not None
                if chosen.sets and chosen.sets != "text":
                    things = select(record, chosen.filters).things
                    assert option["note"] == f"{things} 项", (group["group"], option)
