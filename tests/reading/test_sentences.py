"""What a sentence names: short invented clauses, each for one rule."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from geodata.reading import Reading

Read = Callable[..., Reading]
HEAD = "驻马店市“十四五”规划\n一、主要任务\n"

NAMED = {
    "a shared suffix": (
        "建成投产叶巴滩、拉哇、卡拉等水电站。",
        ["叶巴滩水电站", "拉哇水电站", "卡拉水电站"],
    ),
    "the suffix of the last": (
        "建设哇让、南山口抽水蓄能电站。",
        ["哇让抽水蓄能电站", "南山口抽水蓄能电站"],
    ),
    "a list over commas": (
        "建设金沙江岗托（120万千瓦）、波罗（100万千瓦），雅砻江孟底沟（240万千瓦）等电站。",
        ["金沙江岗托电站", "波罗电站", "雅砻江孟底沟电站"],
    ),
    "a suffix behind 等地": (
        "建设遂平县、西平县等地新能源园区。",
        ["遂平县新能源园区", "西平县新能源园区"],
    ),
    "places with what is built there": (
        "在遂平县、西平县积极建设清洁能源基地。",
        ["遂平县清洁能源基地", "西平县清洁能源基地"],
    ),
    "what is done to things": (
        "对大林水库、漫塘水库进行清淤扩容。",
        ["大林水库清淤扩容", "漫塘水库清淤扩容"],
    ),
    "what comes after the places": (
        "以汝南县、上蔡县为重点，开展农村黑臭水体整治。",
        ["汝南县农村黑臭水体整治", "上蔡县农村黑臭水体整治"],
    ),
    "what brackets enumerate": (
        "加快两大油库扩建（五号沟、石洞口油库）。",
        ["五号沟油库扩建", "石洞口油库"],
    ),
    "a thing before what is said of it": ("玉皇湖水库建成投产后效益显著。", ["玉皇湖水库"]),
    "one thing to several places": (
        "建设出山店水库向正阳、平舆两县供水工程。",
        ["出山店水库向正阳、平舆两县供水工程"],
    ),
    "counties named for something": (
        "规模化供水县区为上蔡县、平舆县。",
        ["上蔡县规模化供水", "平舆县规模化供水"],
    ),
    "a designation": ("争创国家生态文明建设示范市。", ["国家生态文明建设示范市"]),
    "a plain one beside named ones": (
        "加快建设玉皇湖产业园、叶巴滩产业园、新材料新能源产业园。",
        ["玉皇湖产业园", "叶巴滩产业园", "新材料新能源产业园"],
    ),
    "a short name that the text gives": (
        "长三角示范区（以下简称“一体化示范区”）。在一体化示范区布局加氢站。",
        ["长三角示范区", "一体化示范区加氢站"],
    ),
}

NOTHING = (
    "大力推进分布式光伏发电。",
    "推动钢铁、建材、石化等行业节能改造。",
    "保障西平县供水安全。",
    "降低汝南县供水管网漏损率。",
    "完善黄河流域生态补偿机制。",
    "落实《黄河流域生态保护规划》。",
    "新建220千伏变电站13座。",
    "市发展改革委、市水利局按职责分工负责。",
)


@pytest.mark.parametrize("rule", NAMED)
def test_a_rule_names_its_things(rule: str, reading_of: Read) -> None:
    sentence, wanted = NAMED[rule]
    assert list(reading_of(HEAD + sentence).projects.name_zh) == wanted


@pytest.mark.parametrize("sentence", NOTHING)
def test_a_sentence_without_a_name_names_nothing(sentence: str, reading_of: Read) -> None:
    assert list(reading_of(HEAD + sentence).projects.name_zh) == []


def test_capacities_stand_behind_their_things(reading_of: Read) -> None:
    text = "建设叶巴滩（224/2万千瓦）、大邑（3×20万千瓦）、银江（39万千瓦）等电站。"
    found = reading_of(HEAD + text).projects
    assert list(found.quantity_zh) == ["224/2万千瓦", "3×20万千瓦", "39万千瓦"]
    assert list(found.capacity_mw) == ["", "600", "390"]


def test_the_sizes_of_an_entry_stand_in_its_paragraph(reading_of: Read) -> None:
    text = "专栏1 工程\n1.确山县邢河水库。灌溉面积3万亩，渠长2.5公里。"
    (row,) = reading_of(HEAD + text).projects.itertuples()
    assert (row.area_ha, row.length_km) == ("2000", "2.5")


def test_a_county_is_lent_within_its_list(reading_of: Read) -> None:
    text = "谋划泌阳县柳河水库、石灰窑水库，确山县邢河水库。"
    found = reading_of(HEAD + text).projects
    assert list(found.adcodes) == ["411726", "411726", "411725"]


def test_a_river_is_no_county(reading_of: Read) -> None:
    found = reading_of(HEAD + "实施泌阳河治理工程、泌阳水库扩建工程。").projects
    assert list(found.adcodes) == ["", "411726"]


def test_a_county_outside_the_area_is_not_said(reading_of: Read) -> None:
    found = reading_of(HEAD + "建设怀来县官厅水库、遂平县玉皇湖水库。").projects
    assert list(found.adcodes) == ["", "411728"]


def test_the_county_of_a_labelled_paragraph_is_its_context(reading_of: Read) -> None:
    (row,) = reading_of(HEAD + "西平县：新建玉皇湖水库。").projects.itertuples()
    assert (row.adcodes, row.county_basis) == ("411721", "context")


@pytest.mark.parametrize(
    ("sentence", "year", "basis"),
    [
        ("到2027年，建成玉皇湖水库。", "2027", "item"),
        ("2024年底前开工。建成玉皇湖水库。", "2024", "section"),
        ("建成玉皇湖水库。", "2025", "plan"),
        ("近期建成玉皇湖水库。", "2025", "phase"),
    ],
)
def test_a_year_has_its_basis(sentence: str, year: str, basis: str, reading_of: Read) -> None:
    (row,) = reading_of(HEAD + sentence).projects.itertuples()
    assert (row.target_year, row.year_basis) == (year, basis)


def test_responsible_units_belong_to_their_paragraph(reading_of: Read) -> None:
    text = "新建玉皇湖水库。（责任单位：市水利局、市发展改革委）"
    (row,) = reading_of(HEAD + text).projects.itertuples()
    assert row.responsible_zh == "市水利局;市发展改革委"


def test_a_later_mention_points_to_the_first(reading_of: Read) -> None:
    text = "（一）水库\n新建玉皇湖水库。\n（二）工程\n推进玉皇湖水库建设。"
    found = reading_of(HEAD + text).projects
    assert list(found.same_as) == ["", found.project_id[0]]


TARGETS = {
    "到2025年，森林覆盖率达到20%以上。": ("森林覆盖率", ">=", "20", "%", "2025"),
    "到2030年，用水总量控制在12亿立方米以内。": ("用水总量", "<=", "12", "亿立方米", "2030"),
    "到2025年，单位能耗比2020年下降13.5%。": ("单位能耗", ">=", "13.5", "%", "2025"),
    "到2025年，光伏装机达到400万千瓦左右。": ("光伏装机", "~", "400", "万千瓦", "2025"),
    "“十四五”期间，新建变电站13座。": ("新建变电站", "=", "13", "座", "2025"),
}


@pytest.mark.parametrize("sentence", TARGETS)
def test_a_number_with_a_deadline_is_a_target(sentence: str, reading_of: Read) -> None:
    (row,) = reading_of(HEAD + sentence).targets.itertuples()
    said = (row.indicator_zh, row.comparator, row.value, row.unit, row.year)
    assert said == TARGETS[sentence]


@pytest.mark.parametrize(
    "sentence",
    ["2019年，用水总量为9亿立方米。", "建设500千伏线路。", "“十三五”期间，新建水库3座。"],
)
def test_what_has_no_deadline_ahead_is_no_target(sentence: str, reading_of: Read) -> None:
    assert reading_of(HEAD + sentence).targets.empty


def test_shared_indicators_have_a_target_each(reading_of: Read) -> None:
    found = reading_of(HEAD + "到2025年，煤电、气电装机分别达到100万千瓦、50万千瓦。").targets
    assert list(found.indicator_zh) == ["煤电装机", "气电装机"]
    assert list(found.value_std) == ["1000", "500"]
