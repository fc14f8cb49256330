"""What cards, table and legend say of the tiny record."""

from __future__ import annotations

import pytest

from geodata.atlas.classes import county_classes
from geodata.atlas.legend import map_legend
from geodata.language.vocabulary import QUIET_ROLES
from geodata.record.filters import Filters
from geodata.record.record import Record
from geodata.record.selection import select
from geodata.views.card import county_card, item_card


def card(project_id: str, record: Record, language: str = "zh") -> dict:
    row = record.project(project_id)
    assert row is not None
    return item_card(row, record, language)


def test_item_card(small: Record) -> None:
    said = card("dezhou-001", small)
    assert said["name"] == "王庙风电场"
    assert said["name_other"] == "Wangmiao wind farm"
    assert said["label"] == "能源 · 风电场"
    assert said["city"] == "德州市"
    assert said["icon"] == "wind_farm-site"
    assert (said["county"], said["anchor"], said["role"]) == ("371426", None, "新建")
    assert said["quote"] == "推进平原县王庙5万千瓦风电场建设"
    assert said["citation"] == "《德州方案》（德政字〔2023〕29号），能源，二（一）"
    assert said["errata"] == ["原文印作“王庙”，读作“王庙镇”：地名不全"]
    assert said["mentions"] == [
        {"id": "dezhou-004", "quote": "平原风电场按期并网", "section": "专栏1"}
    ]
    assert dict(map(tuple, said["facts"])) == {
        "县区": "平原县",
        "县域依据": "原文写明",
        "规模": "5万千瓦",
        "目标年": "2025年",
        "原文用词": "推进",
        "责任单位": "市能源局",
        "所在章节": "二（一） 推进平原县王庙",
        "定位": "场址已知：王庙，误差约 2 公里；来源：测试（官方或开放数据）",
        "说明": "说明一",
    }


def test_item_card_in_english(small: Record) -> None:
    said = card("jinan_qibu-001", small, "en")
    assert said["name"] == "Queshan wetland"
    assert said["name_other"] == "鹊山湿地公园"
    assert said["citation"] == "《起步区方案》, 碳汇, 三"
    assert said["errata"] == ["Printed “鹊山湿地”, read as “鹊山水库湿地”: 名称不全"]
    assert said["mentions"] == []


def test_a_year_shared_with_another_mention_says_so(small: Record) -> None:
    facts = dict(map(tuple, card("dezhou-004", small)["facts"]))
    assert facts["目标年"] == "2025年（见同一事项dezhou-001）"
    facts = dict(map(tuple, card("dezhou-004", small, "en")["facts"]))
    assert facts["Target year"] == "2025 (same item, see dezhou-001)"


def test_what_is_only_leaned_on_has_a_quiet_mark(small: Record) -> None:
    assert card("jinan_qibu-004", small)["icon"] == "hydrogen-township-quiet"
    assert card("jinan_qibu-004", small)["role"] == "依托支持"
    # Mentioned here, built in its other mention.
    assert card("dezhou-004", small)["icon"] == "wind_farm-site"


def test_errata_of_another_clause_stay_away(small: Record) -> None:
    assert card("dezhou-002", small)["errata"] == []


def test_a_row_without_county_or_verb(small: Record) -> None:
    said = card("jinan_qibu-003", small)
    assert said["icon"] == "rd_platform-county"
    assert said["county"] == ""
    assert said["anchor"] == {"id": "qibu", "text": "查看起步区未指明县的事项"}
    facts = dict(map(tuple, said["facts"]))
    assert facts["县区"] == "原文未指明县域"
    assert facts["定位"] == "只知在起步区之内，计入其方形标记"
    listed = dict(map(tuple, card("dezhou-004", small)["facts"]))
    assert listed["原文用词"] == "列于专栏，无动词"


def test_a_held_back_facility_says_so(small: Record) -> None:
    facts = dict(map(tuple, card("dezhou-003", small)["facts"]))
    assert facts["定位"] == "此类设施在公开地图上只标到县域"
    assert facts["阶段"] == "近期"
    facts = dict(map(tuple, card("dezhou-002", small)["facts"]))
    assert facts["定位"] == "县域示意：只知在本县，位置不代表场址"


def test_county_card(small: Record) -> None:
    said = county_card(select(small), "371426", "zh")
    assert (said["name"], said["city"]) == ("平原县", "德州市")
    assert (said["warning"], said["empty"]) == ("", "")
    assert said["count"] == "列名：3 项"
    assert [(i["id"], i["icon"]) for i in said["items"]] == [
        ("dezhou-002", "pv_project-county"),
        ("dezhou-003", "substation-county"),
        ("dezhou-001", "wind_farm-site"),
    ]


@pytest.mark.parametrize(
    ("adcode", "warning", "empty", "count", "covered"),
    [
        ("370105", "方案只覆盖本县的一部分，未列名不等于没有安排。", "", "列名：2 项", True),
        ("130102", "未收录覆盖本县的碳达峰方案，空白不代表没有安排。", "", "", False),
        ("371402", "", "方案没有列名本县的事项。", "", True),
    ],
)
def test_county_card_of_the_three_empties(
    adcode: str, warning: str, empty: str, count: str, covered: bool, small: Record
) -> None:
    said = county_card(select(small), adcode, "zh")
    assert said["warning"] == warning
    assert said["empty"] == empty
    assert said["count"] == count
    assert said["covered"] is covered


def legend_of(filters: Filters, record: Record) -> dict:
    selection = select(record, filters)
    return map_legend(selection, county_classes(selection), "zh")


def test_legend_of_everything(small: Record) -> None:
    said = legend_of(Filters(), small)
    assert [[c, n] for c, _, n in said["counties"]] == [
        ["2", 1],
        ["1", 2],
        ["0", 1],
        ["n", 1],
        ["p", 2],
    ]
    assert [label for _, label, _ in said["counties"]] == [
        "3–5",
        "1–2",
        "方案覆盖但未列名",
        "未收录方案",
        "方案只覆盖部分（斜线）",
    ]
    assert [[s, n] for s, _, n in said["sectors"]] == [
        ["energy", 4],
        ["transport", 1],
        ["sink", 1],
        ["other", 1],
    ]
    assert said["marks"] == [
        ["site", "场址已知", 1],
        ["township", "定位到乡镇", 1],
        ["county", "县域示意", 3],
        ["counties", "多县示意", 1],
        ["zone", "功能区", 1],
    ]
    assert said["quiet"] == 1
    assert said["bases"] == [
        ["item", "本项写明", 2],
        ["phase", "近期／远期", 1],
        ["section", "本段目标年", 1],
        ["plan", "规划期末", 3],
    ]


def test_legend_of_one_city(small: Record) -> None:
    said = legend_of(Filters(city=("dezhou",)), small)
    assert [[c, n] for c, _, n in said["counties"]] == [["2", 1], ["0", 1], ["n", 1], ["x", 2]]
    assert said["quiet"] == 0


@pytest.mark.parametrize(
    "filters", [Filters(), Filters(year=2025), Filters(city=("dezhou",), sector=("energy",))]
)
def test_legend_counts_what_is_drawn(filters: Filters, record: Record) -> None:
    said = legend_of(filters, record)
    selection = select(record, filters)
    rows = record.projects[selection.mask]
    quiet = set(record.projects.thing) - set(
        record.projects.thing[~record.projects.role.isin(QUIET_ROLES)]
    )
    for told, column in (("sectors", "sector"), ("marks", "precision")):
        counts = rows.groupby(column).thing.nunique().to_dict()
        assert {value: n for value, _, n in said[told]} == counts
    assert sum(n for _, _, n in said["marks"]) == rows.thing.nunique()
    assert sum(n for _, _, n in said["bases"]) == rows.thing.nunique()
    assert said["quiet"] == len(quiet & set(rows.thing))
    # A partly covered county without items stands under "partly" alone.
    empty = [
        code
        for code, mark in zip(record.counties.index, county_classes(selection), strict=True)
        if mark == "0" and record.coverage(code) == "partial"
    ]
    classes = [n for c, _, n in said["counties"] if c != "p"]
    assert sum(classes) == len(record.counties) - len(empty)


@pytest.mark.parametrize(
    ("filters", "said"),
    [
        (Filters(kind=("wind_farm",)), "方案覆盖但未列名所选类型"),
        (Filters(sector=("energy",), city=("dezhou",)), "方案覆盖但未列名所选类型"),
        (Filters(year=2025), "方案覆盖但筛选内未列名"),
        (Filters(kind=("wind_farm",), text="王庙"), "方案覆盖但筛选内未列名"),
        (Filters(city=("dezhou",)), "方案覆盖但未列名"),
    ],
)
def test_the_white_class_is_named_by_what_was_asked(
    filters: Filters, said: str, small: Record
) -> None:
    counties = legend_of(filters, small)["counties"]
    assert [label for mark, label, _ in counties if mark == "0"] == [said]


def test_a_partly_covered_county_without_items_is_called_nothing_else(small: Record) -> None:
    """The wind farm is in 平原县: 德城区 names none; 天桥区 and 济阳区 are covered in part."""
    said = legend_of(Filters(kind=("wind_farm",)), small)["counties"]
    assert [[mark, count] for mark, _, count in said] == [["1", 1], ["0", 1], ["n", 1], ["p", 2]]
    narrowed = select(small).narrowed(kind="hydrogen")
    said = map_legend(narrowed, county_classes(narrowed), "zh")["counties"]
    # What is only leaned on shades nothing.
    assert [[mark, count] for mark, _, count in said] == [["0", 2], ["n", 1], ["p", 2]]


def test_a_county_card_counts_within_and_without_the_filters(small: Record) -> None:
    early = select(small, Filters(year=2025))
    assert county_card(early, "371426", "zh")["count"] == "列名：筛选内 2 项，共 3 项"
    assert county_card(early, "371426", "en")["count"] == ("Named: 2 within the filters, 3 in all")
    none = county_card(select(small, Filters(kind=("wetland",))), "371426", "zh")
    assert none["empty"] == "本县列名的事项都不符合筛选。"
    assert none["count"] == "列名：筛选内 0 项，共 3 项"
    assert none["items"] == []
    assert county_card(early, "371402", "zh")["empty"] == "方案没有列名本县的事项。"


def test_the_legend_says_what_the_map_draws(small: Record) -> None:
    """The wind farm stands at its site, whichever of its two mentions passes."""
    said = legend_of(Filters(kind=("wind_farm",), text="dezhou-004"), small)
    assert [[p, n] for p, _, n in said["marks"]] == [["site", 1]]
