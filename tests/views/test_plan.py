"""The page of a plan: outline, counts, units, neighbours, and how it follows the filters."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fixture.blocks import texts
from fixture.squares import B, D, E, squares

from geodata.analysis.plans import outline, plans_beside
from geodata.language.vocabulary import PRECISIONS, ROLES, Language
from geodata.record.filters import Filters
from geodata.record.record import Record
from geodata.record.selection import select
from geodata.views import page, plan
from geodata.views.link import letting_plan_in
from geodata.views.plan_extract import PlanExtract, chosen_plan, plan_targets
from geodata.views.plan_tables import count_blocks, duty_table, items_table, units_table

OFFICE, COMMISSION = "市能源局", "市发展改革委"
PLANS = ("dezhou", "heze", "jinan_qibu", "shijiazhuang", "zibo")


def extract(record: Record, document_id: str, **filters: object) -> PlanExtract:
    """The plan under filters."""
    return PlanExtract(select(record, Filters(**filters)).narrowed(plan=document_id))


def cells(table: page.Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def headings(blocks: list[page.Block], level: int) -> list[str]:
    return [b.text for b in blocks if isinstance(b, page.Heading) and b.level == level]


def folds(blocks: list[page.Block]) -> list[page.Fold]:
    return [b for b in blocks if isinstance(b, page.Fold)]


# Outline


def test_the_outline_holds_what_stands_where(small: Record) -> None:
    """The box stands below the part before it; 一 holds a target, 二（二） two items."""
    whole = extract(small, "dezhou")
    lines = [
        (part.section, len(part.rows), len(part.targets), part.things, part.promised)
        for chapter in whole.parts
        for part in chapter.walk()
    ]
    assert lines == [
        ("一", 0, 1, 4 - 1, 1),  # the second mention of the wind farm is no further thing
        ("二（一）", 1, 0, 1, 0),
        ("二（二）", 2, 0, 3, 0),
        ("专栏1", 1, 0, 1, 0),
    ]
    (chapter,) = whole.parts
    assert chapter.title("zh") == "一 坚持绿色发展"
    assert [p.title("zh") for p in chapter.parts] == ["二（一）推进平原县王庙", "二（二）近期新建"]
    assert [p.title("en") for p in chapter.walk()][-1] == "Box 1 Title 4"


def test_empty_chapters_are_left_out(small: Record) -> None:
    late = extract(small, "jinan_qibu", year=2025, due="by")
    assert [part.section for part in late.parts] == ["一", "三", "五"]
    assert outline(small, "jinan_qibu", (), ()) == ()


@pytest.mark.parametrize("document_id", PLANS)
def test_every_item_and_target_stands_in_the_outline_once(record: Record, document_id: str) -> None:
    parts = [p for chapter in extract(record, document_id).parts for p in chapter.walk()]
    own = record.projects[record.projects.document_id == document_id]
    promised = record.targets[record.targets.document_id == document_id]
    assert sorted(row.project_id for part in parts for row in part.rows) == list(own.project_id)
    found = sorted(row.target_id for part in parts for row in part.targets)
    assert found == sorted(promised.target_id)
    places = record.chapters.set_index(["document_id", "section"]).position
    order = [places[document_id, part.section] for part in parts]
    assert order == sorted(order)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("document_id", PLANS)
def test_the_page_opens_every_item(record: Record, document_id: str, language: Language) -> None:
    said = plan.blocks(extract(record, document_id), language)
    opened = {
        cell.opens.value
        for table in page.tables(said)
        for row in table.rows
        for cell in row
        if cell.opens and cell.opens.what == "item"
    }
    own = record.projects[record.projects.document_id == document_id]
    assert opened == set(own.project_id)
    title = f"title_{language}"
    chapters = record.chapters[record.chapters.document_id == document_id]
    texts_said = " ".join(texts(said))
    assert all(
        str(chapter[title]) in texts_said
        for _, chapter in chapters[chapters.section.isin(own.section)].iterrows()
    )


# What an item says


def test_an_item_says_place_year_and_role(small: Record) -> None:
    rows = extract(small, "dezhou").rows
    table = cells(items_table(rows, small, "zh"))
    area = "3×15MW光伏电站，占地200万亩"
    assert [line[:-1] for line in table] == [
        ["王庙风电场", "风电场", "新建", "平原县 · 王庙", "2025（本项）", "5万千瓦", OFFICE],
        ["平原光伏电站", "光伏项目", "新建", "平原县", "未写（期末2030）", area, "原文未写"],
        ["平原变电站", "变电站", "新建", "平原县", "2025（近期）", "", f"{OFFICE}、{COMMISSION}"],
        [
            "平原风电场",
            "风电场",
            "仅提及（另处新建）",
            "平原县 · 王庙",
            "2025（另处）",
            "",
            f"此处未写，另处：{OFFICE}",
        ],
    ]
    assert [line[-1] for line in table] == [row.quote_zh for row in rows]
    rows = extract(small, "jinan_qibu").rows
    said = cells(items_table(rows, small, "en", with_units=False))
    assert [line[3:5] for line in said] == [
        ["Tianqiao District", "2025 (own)"],
        ["Tianqiao District, Jiyang District", "none (horizon 2030)"],
        ["Start-up Area", "none (horizon 2030)"],
        ["Jiyang District · Cuizhai Subdistrict", "2025 (para.)"],
    ]
    assert [line[5] for line in said] == ["", "20 km", "", ""]


def test_units_that_a_part_shares_are_said_once(record: Record) -> None:
    """The units of 菏泽's box-less part on railways stand above its table, not in each row."""
    said = plan.blocks(extract(record, "heze"), "zh")
    (fold,) = [f for f in folds(said) if f.title.startswith("二（五）")]
    first = fold.blocks[:3]
    assert isinstance(first[1], page.Text)
    assert first[1].text.startswith("责任单位：")
    assert isinstance(first[2], page.Table)
    assert "责任单位" not in [column.text for column in first[2].columns]


# Counts and filters


def test_counts_by_rung_and_role(small: Record) -> None:
    rungs, roles = count_blocks(extract(small, "dezhou"), "zh")
    assert [c.text for c in rungs.columns][1:] == [t.zh for t in PRECISIONS]
    assert cells(rungs) == [["项数", "1", "0", "2", "0", "0", "0"]]
    assert [c.text for c in roles.columns][1:] == [t.zh for t in ROLES]
    assert cells(roles) == [["项数", "3", "0", "0", "0", "0", "0"]]
    rungs, roles = count_blocks(extract(small, "dezhou", year=2025), "zh")
    assert cells(rungs) == [
        ["筛选内", "1", "0", "1", "0", "0", "0"],
        ["共", "1", "0", "2", "0", "0", "0"],
    ]


@pytest.mark.parametrize("document_id", PLANS)
def test_counts_add_up_to_the_things(record: Record, document_id: str) -> None:
    whole = extract(record, document_id)
    for table in count_blocks(whole, "zh"):
        assert sum(int(cell.value or 0) for cell in table.rows[0][1:]) == whole.selection.things


def test_the_scope_is_said_under_filters(small: Record) -> None:
    whole = texts(plan.head(extract(small, "dezhou"), "zh"))
    assert whole == ["《德州方案》", "本方案列名：3 项，原文提及 4 处；数量目标：1 个。"]
    early = texts(plan.head(extract(small, "dezhou", year=2025), "zh"))
    assert early[1] == (
        "本方案列名：筛选内 2 项，共 3 项，原文提及 3 处；数量目标：筛选内 0 个，共 1 个。"
    )
    assert early[2] == "筛选条件：城市：德州市；目标年：2025年及以前"
    unfiltered = "以下各节针对全部事项，不受筛选影响。"
    assert unfiltered in texts(plan.blocks(extract(small, "dezhou", year=2025), "zh"))
    assert unfiltered not in texts(plan.blocks(extract(small, "dezhou"), "zh"))


def test_nothing_passes_and_the_page_says_so(small: Record) -> None:
    none = plan.blocks(extract(small, "dezhou", city=("jinan_qibu",)), "zh")
    assert "没有符合筛选的事项和目标。" in texts(none)


def test_targets_follow_sector_year_unit_and_kind(small: Record) -> None:
    def left(document_id: str, **filters: object) -> list[str]:
        return list(plan_targets(extract(small, document_id, **filters).selection).target_id)

    assert left("jinan_qibu") == ["jinan_qibu-t001", "jinan_qibu-t002"]
    assert left("dezhou", unit=(COMMISSION,)) == ["dezhou-t001"]
    assert left("dezhou", unit=(OFFICE,)) == []
    assert left("dezhou", year=2025) == []
    assert left("dezhou", sector=("sink",)) == []
    assert left("dezhou", kind=("wind_farm",)) == ["dezhou-t001"]  # energy, as the kind
    assert left("dezhou", kind=("wetland",)) == []
    assert left("dezhou", precision=("city",)) == ["dezhou-t001"]  # a target has no place


def test_a_target_without_a_year_is_not_lost_in_silence(small: Record) -> None:
    targets = small.targets.copy()
    targets.loc[targets.target_id == "dezhou-t001", ["year", "phase", "year_basis"]] = [
        None,
        "long",
        "phase",
    ]
    phased = replace(small, targets=targets)
    lines = [cells(t) for t in page.tables(plan.blocks(extract(phased, "dezhou"), "zh"))]
    assert ["非化石能源消费占比", "18%左右", "远期"] in [row[:3] for rows in lines for row in rows]
    said = texts(plan.head(extract(phased, "dezhou", year=2030), "zh"))
    left = "另有 1 个目标只写了阶段、没有写年份，不在年份筛选之内：非化石能源消费占比（远期）。"
    assert left in said


def test_few_that_pass_are_unfolded(record: Record) -> None:
    parts = folds(plan.blocks(extract(record, "jinan_qibu", text="氢"), "zh"))
    assert [f.unfolded for f in parts[:3]] == [True] * 3
    whole = folds(plan.blocks(extract(record, "jinan_qibu"), "zh"))
    assert not any(f.unfolded for f in whole)


# Responsible units


def test_units_with_their_counts(small: Record) -> None:
    whole = extract(small, "dezhou")
    table = units_table(whole, "zh")
    assert cells(table) == [[COMMISSION, "1", "0", "1"], [OFFICE, "2", "0", "0"]]
    assert table.rows[0][0].opens == page.Opens("choice", COMMISSION, "unit")
    # One of its two items without a unit is mentioned elsewhere with one.
    assert "各处都没有写明责任单位：1 项。" in texts(plan.blocks(whole, "zh"))
    assert cells(units_table(extract(small, "dezhou", unit=(OFFICE,)), "en")) == [
        ["Energy Bureau", "2", "0", "0"]
    ]
    none = texts(plan.blocks(extract(small, "jinan_qibu"), "zh"))
    assert "本方案的事项和目标都没有写明责任单位。" in none
    assert "原文未写责任单位" not in none


def test_the_list_of_a_unit_is_by_year(small: Record) -> None:
    whole = extract(small, "dezhou")
    assert [line[:6] for line in cells(duty_table(whole.duties, COMMISSION, small, "zh"))] == [
        ["2025（近期）", "事项", "平原变电站", "新建", "", "平原县"],
        ["2030（本项）", "目标", "非化石能源消费占比", "", "18%左右", "全市"],
    ]
    assert [line[2] for line in cells(duty_table(whole.duties, OFFICE, small, "zh"))] == [
        "王庙风电场",
        "平原变电站",
    ]


@pytest.mark.parametrize("document_id", PLANS)
def test_the_list_of_each_unit_is_what_names_it(record: Record, document_id: str) -> None:
    whole = extract(record, document_id)
    own = record.projects[record.projects.document_id == document_id]
    promised = record.targets[record.targets.document_id == document_id]
    acting = set(own.thing[~own.role.isin(["support", "mention"])])
    for unit, doing, quiet, targets in whole.duties.units:
        rows = own[[unit in units.split(";") for units in own.responsible_zh]]
        things = rows.thing.nunique()
        assert (doing, quiet) == (len(set(rows.thing) & acting), things - doing)
        assert targets == sum(unit in units.split(";") for units in promised.responsible_zh)
        assert len(duty_table(whole.duties, unit, record, "zh").rows) == things + targets


def test_with_a_filter_on_a_unit_its_list_comes_first(small: Record) -> None:
    said = headings(plan.blocks(extract(small, "dezhou", unit=(OFFICE,)), "zh"), 3)
    assert said.index("责任单位") < said.index("篇章与专栏")
    said = headings(plan.blocks(extract(small, "dezhou"), "zh"), 3)
    assert said.index("篇章与专栏") < said.index("责任单位")


# Misprints, neighbours, the document


def test_misprints_and_neighbours_are_of_the_whole_plan(small: Record) -> None:
    said = texts(plan.blocks(extract(small, "dezhou", kind=("wetland",)), "zh"))
    assert "王庙镇" in said
    assert "鹊山水库湿地" not in said
    assert "收录的其他方案都不与它接壤。" in said


def test_plans_beside_share_an_edge(small: Record) -> None:
    """In the squares two plans meet; each names the pairs from its own side."""
    grid = squares(small)
    owner = grid.county_names.document_id
    covers = [";".join(owner.index[owner == plan_id]) for plan_id in grid.documents.index]
    grid = replace(grid, documents=grid.documents.assign(adcodes=covers))
    (beside,) = plans_beside(grid, "one")
    (back,) = plans_beside(grid, "two")
    assert (beside.document_id, back.document_id) == ("two", "one")
    assert {(there, here) for here, there in beside.pairs} == {*back.pairs} == {(E, B), (E, D)}


def test_the_record_knows_its_neighbours(record: Record) -> None:
    beside = {p: {b.document_id for b in plans_beside(record, p)} for p in PLANS}
    assert all(p in beside[other] for p, others in beside.items() for other in others)
    assert "jinan_qibu" in beside["dezhou"]
    assert beside["shijiazhuang"] == set()


def test_neighbours_name_what_they_do_something_with(record: Record) -> None:
    """Counted again: things of the other plan in its counties that touch, none only leaned on."""
    rows = record.projects
    done = set(rows.thing[~rows.role.isin(["support", "mention"])])
    for beside in plans_beside(record, "dezhou"):
        touching = {other for _, other in beside.pairs}
        own = rows[rows.document_id == beside.document_id]
        there = own[[bool(touching & {*codes.split(";")}) for codes in own.adcodes]]
        (table,) = (
            t
            for t in page.tables(plan.blocks(extract(record, "dezhou"), "zh"))
            if t.caption == "相邻的方案"
        )
        said = {row[0].opens.value: row[2].value for row in table.rows if row[0].opens}
        assert said[beside.document_id] == len(set(there.thing) & done)


def test_the_original_is_linked_where_it_is_known(small: Record) -> None:
    (link,) = [
        cell
        for table in page.tables(plan.blocks(extract(small, "dezhou"), "zh"))
        for row in table.rows
        for cell in row
        if cell.opens and cell.opens.what == "address"
    ]
    assert link.opens == page.Opens("address", "https://www.dezhou.gov.cn/plan")
    assert link.as_data() == {"text": link.text, "address": link.text}
    assert "公开原文" not in texts(plan.blocks(extract(small, "jinan_qibu"), "zh"))


# Which plan


def test_which_plan_is_shown(small: Record) -> None:
    assert chosen_plan(small, Filters(), "jinan_qibu") == "jinan_qibu"
    assert chosen_plan(small, Filters(city=("jinan_qibu",)), "") == "jinan_qibu"
    assert chosen_plan(small, Filters(), "") == "dezhou"


def test_who_opens_a_plan_is_not_shown_an_empty_one(small: Record) -> None:
    other = Filters(city=("dezhou",), year=2025)
    assert letting_plan_in(other, "jinan_qibu", small) == Filters(year=2025)
    assert letting_plan_in(other, "dezhou", small) == other
    county = Filters(city=("dezhou",), county=("370115",))
    assert letting_plan_in(county, "jinan_qibu", small) == county
    assert letting_plan_in(Filters(), "dezhou", small) == Filters()
