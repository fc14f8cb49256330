"""The text pages: county, targets, gaps, sources, and their tables as a workbook."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable
from dataclasses import replace

import openpyxl
import pytest
from fixture.blocks import texts
from fixture.squares import A, B, C, D, E, F, G, squares

from geodata.config import configuration
from geodata.language.vocabulary import PRECISIONS, Language
from geodata.record.filters import Filters
from geodata.record.masks import in_counties
from geodata.record.names import responsible_units
from geodata.record.record import Record
from geodata.record.selection import Selection, select
from geodata.reports import page_workbook
from geodata.reports.provenance import provenance
from geodata.views import capacity_bars, county, coverage, kind, page, picture, sources, targets
from geodata.views.link import link

PINGYUAN, DECHENG, TIANQIAO, JIYANG, CHANGAN = "371426", "371402", "370105", "370115", "130102"


def shown(blocks: Iterable[page.Block]) -> list[list[str]]:
    """The rows of the first table as texts."""
    return [[cell.text for cell in row] for row in next(page.tables(blocks)).rows]


def opened(table: page.Table) -> list[str]:
    """What the first cells of a table open."""
    return [row[0].opens.value for row in table.rows if row[0].opens]


def signs(table: page.Table, column: str) -> dict[str, str]:
    """What stands in `column` by county."""
    place = [c.text for c in table.columns].index(column)
    return {row[0].opens.value: row[place].text for row in table.rows if row[0].opens}


# County


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_county_lists_exactly_its_things(record: Record, language: Language) -> None:
    own = record.projects[in_counties(record, ["371424"])].drop_duplicates("thing")
    assert set(own.role) > {"build"}
    table = next(page.tables(county.blocks(select(record), "371424", language)))
    assert {row[0].opens.value for row in table.rows if row[0].opens} == set(own.project_id)
    assert {row[6].text for row in table.rows} == set(own.quote_zh)
    assert [c.text for c in table.columns][2] == {"zh": "方案如何对待", "en": "Role"}[language]
    units = {row[5].text for row in table.rows}
    none = {"zh": "原文未写", "en": "none named"}[language]
    said = {responsible_units(of, record, language) or none for of in own.responsible_zh}
    assert units == said


def test_a_county_says_first_what_its_plan_leaves_out(record: Record) -> None:
    partial = county.blocks(select(record), "370105", "zh")
    unread = county.blocks(select(record), "370102", "zh")
    assert partial[2] == page.Text("方案只覆盖本县的一部分，未列名不等于没有安排。", "warning")
    assert unread[2] == page.Text("未收录覆盖本县的碳达峰方案，空白不代表没有安排。", "warning")
    assert "本县列名的事项" not in texts(unread)


def test_a_county_counts_within_and_without_the_filters(small: Record) -> None:
    whole = county.blocks(select(small), PINGYUAN, "zh")
    early = county.blocks(select(small, Filters(year=2025)), PINGYUAN, "zh")
    none = county.blocks(select(small, Filters(kind=("wetland",))), PINGYUAN, "zh")
    said = "方案在本县列名：{}；按领域列出，点名称看原文。"
    assert said.format("3 项") in texts(whole)
    assert said.format("筛选内 2 项，共 3 项") in texts(early)
    assert [row[0] for row in shown(early)] == ["王庙风电场", "平原变电站"]
    assert [row[3] for row in shown(whole)] == ["2025（本项）", "未写（期末2030）", "2025（近期）"]
    assert shown(whole)[2][5] == "市能源局、市发展改革委"
    jiyang = texts(county.blocks(select(small), JIYANG, "zh"))
    assert said.format("1 项，另有依托支持或仅提及的 1 项") in jiyang
    assert "方案在本县列名的事项都不符合筛选：筛选内 0 项，共 3 项。" in texts(none)
    unfiltered = "以下各节针对全部事项，不受筛选影响。"
    assert unfiltered not in texts(whole)
    assert unfiltered in texts(early)
    assert "方案没有列名本县的事项。" in texts(county.blocks(select(small), DECHENG, "zh"))


def wide(blocks: list[page.Block]) -> list[page.Block]:
    """The part of a county's page that is not its own, after its heading; [] without it."""
    heading = page.Heading("未指明县域、可能涉及本县的事项", 3)
    if heading not in blocks:
        return []
    rest = blocks[blocks.index(heading) + 1 :]
    end = next((n for n, block in enumerate(rest) if isinstance(block, page.Heading)), len(rest))
    return rest[:end]


def test_what_a_plan_names_for_its_zone_applies_where_the_zone_lies(small: Record) -> None:
    """The R&D platform is of the zone; 天桥区 holds part of it, 平原县 does not."""
    note, chapter = wide(county.blocks(select(small), TIANQIAO, "zh"))
    assert note == page.Text(
        "方案只指明起步区、而它有一部分在本县的：1 项。不计入本县，也不能排除；按方案篇章列出。"
    )
    assert isinstance(chapter, page.Fold)
    assert chapter.title == "科技（1 项）"
    assert [row[0] for row in shown([chapter])] == ["科创平台"]
    assert wide(county.blocks(select(small), PINGYUAN, "zh")) == []
    # It is not counted as the county's own.
    own = "方案在本县列名：2 项；按领域列出，点名称看原文。"
    assert own in texts(county.blocks(select(small), TIANQIAO, "zh"))


def test_a_zone_that_holds_no_part_of_a_county_does_not_apply(small: Record) -> None:
    elsewhere = replace(small, zones=small.zones.assign(adcodes=JIYANG))
    assert wide(county.blocks(select(elsewhere), TIANQIAO, "zh")) == []
    assert len(wide(county.blocks(select(elsewhere), JIYANG, "zh"))) == 2


@pytest.mark.parametrize("adcode", ["371402", "371423", "370105"])
def test_what_may_apply_stands_by_chapter_in_the_order_of_the_plan(
    record: Record, adcode: str
) -> None:
    said = wide(county.blocks(select(record), adcode, "zh"))
    plan = str(record.county_names.document_id[adcode])
    rows = record.projects[(record.projects.document_id == plan) & (record.projects.adcodes == "")]
    here = [adcode in record.zones.adcodes[anchor].split(";") for anchor in rows.anchor]
    tables = [next(page.tables([fold])) for fold in said if isinstance(fold, page.Fold)]
    listed = [project_id for table in tables for project_id in opened(table)]
    assert sorted(listed) == sorted(rows[here].drop_duplicates("thing").project_id)
    outline = record.chapters[record.chapters.document_id == plan]
    order = outline.title_zh.tolist()
    for anchor in dict.fromkeys(rows.anchor):
        own = set(rows.project_id[rows.anchor == anchor])
        titles = [table.caption for table in tables if own & set(opened(table))]
        assert titles == sorted(titles, key=order.index)


def test_a_county_without_a_plan_lists_no_lacking_kinds(grid: Record) -> None:
    """Its neighbours C and E are named; what it lacks nobody knows."""
    grid = with_names(grid)
    said = texts(county.blocks(select(grid), F, "zh"))
    assert "相邻县区" in said
    assert "收录范围内的相邻县区：县02、县11" in said
    assert "邻县列名而本县未列名的类型" not in said
    assert "航道" not in " ".join(said)
    assert not list(page.tables(county.blocks(select(grid), F, "zh")))
    covered = texts(county.blocks(select(grid), D, "zh"))
    assert "邻县列名而本县未列名的类型" in covered


def test_without_neighbours_and_plan_there_is_no_part_for_them(small: Record) -> None:
    assert "相邻县区" not in texts(county.blocks(select(small), CHANGAN, "zh"))


@pytest.fixture(scope="module")
def grid(small: Record) -> Record:
    return squares(small)


def with_names(grid: Record) -> Record:
    """The squares with prefectures, which a county's page names."""
    names = grid.county_names.assign(prefecture_zh="市", prefecture_en="City")
    return replace(grid, county_names=names)


def test_every_county_can_be_chosen(record: Record) -> None:
    chosen = [code for _, group in county.county_choices(record, "zh") for code, _ in group]
    assert sorted(chosen) == sorted(record.county_names.index)


# Targets


def test_targets_follow_the_filters(record: Record) -> None:
    asked = Filters(sector=("sink",), city=("dezhou",), year=2025)
    left = targets.chosen(select(record, asked))
    expected = [
        t.target_id
        for t in record.targets.itertuples()
        if t.sector == "sink" and t.document_id == "dezhou" and t.year <= 2025
    ]
    assert left.target_id.tolist() == expected
    found = targets.chosen(select(record, Filters(text="森林覆盖率")))
    assert "forest_cover" in set(found.indicator)
    assert all("森林覆盖率" in t.indicator_zh + t.quote_zh for t in found.itertuples())


def test_filters_that_a_target_does_not_have_are_left_out(small: Record) -> None:
    asked = Filters(
        sector=("energy",), kind=("wetland",), county=(PINGYUAN,), year=2030, precision=("site",)
    )
    said = targets.effective(select(small, asked))
    # A kind asks for the targets of its sector.
    assert said == select(small, Filters(sector=("energy", "sink"), year=2030))
    assert {*targets.FILTERS, *targets.LOOSE, *targets.IDLE} == {
        f for f in Filters.__dataclass_fields__ if f != "due"
    }


def test_targets_are_counted(small: Record) -> None:
    assert "共 3 个目标。" in texts(targets.intro(select(small), "zh"))
    early = select(small, Filters(year=2025))
    assert "筛选内 2 个目标，共 3 个。" in texts(targets.intro(early, "zh"))
    assert len(next(page.tables(targets.all_targets(early, "zh"))).rows) == 2
    none = select(small, Filters(text="没有这样的词"))
    assert "筛选内 0 个目标，共 3 个。" in texts(targets.intro(none, "zh"))
    assert targets.all_targets(none, "zh") == targets.rest_blocks(none, "zh") == []


def test_a_target_in_the_unit_of_the_plan_and_in_its_standard_unit(small: Record) -> None:
    table = next(page.tables(targets.all_targets(select(small, Filters(city=("dezhou",))), "en")))
    assert [(c.text, c.value, c.unit, c.sign) for c in table.rows[0][2:5]] == [
        ("2030 (own)", 2030, "", ""),
        ("≈ 18%", 18, "%", "≈ "),
        ("—", None, "", ""),
    ]


def test_what_is_not_named_is_not_computable_without_operating_data(small: Record) -> None:
    """A total of 120 MW, of which nobody can cite what operates."""
    table = next(page.tables(capacity_bars.capacity_tables(select(small), "zh")))
    (row,) = table.rows
    assert [cell.text for cell in row[:5]] == ["起步区", "光伏装机", "2025", "12", "无可引用数据"]
    assert [(c.text, c.value) for c in row[-3:-1]] == [("不能计算", None)] * 2
    assert row[-1].text == "没有可引用的在运数据"
    assert [c.unit for c in table.columns][3:6] == ["万千瓦"] * 3
    english = next(page.tables(capacity_bars.capacity_tables(select(small), "en")))
    assert (english.rows[0][3].text, english.columns[3].unit) == ("120", "MW")


def test_the_ledger_follows_the_filters_and_says_so(record: Record) -> None:
    every = capacity_bars.capacity_blocks(select(record), "zh")
    selection = select(record, Filters(city=("dezhou",)))
    dezhou = capacity_bars.capacity_blocks(selection, "zh")
    assert not any("筛选内" in text for text in texts(every))
    rows = shown(capacity_bars.capacity_tables(selection, "zh"))
    assert {row[0] for row in rows} == {"德州市"}
    assert (
        page.Text(f"筛选内 {len(rows)} 个目标；列名项目按方案全部事项计，不受筛选影响。", "quiet")
        in dezhou
    )
    table = next(page.tables(capacity_bars.capacity_tables(selection, "zh")))
    wind = next(row for row in table.rows if row[3].value == 370)
    assert [cell.value for cell in wind[3:7]] == [370, 179.2, 30, 4]
    assert [cell.value for cell in wind[8:10]] == [160.8, 190.8]
    assert wind[10].text == "列名的可能已在运，全部重复则为后一数"
    nothing = select(record, Filters(text="没有这样的词"))
    assert page.Text("没有符合条件的装机目标。", "quiet") in (
        capacity_bars.capacity_blocks(nothing, "zh")
    )
    assert not any(
        isinstance(block, picture.Bars) for block in capacity_bars.capacity_blocks(nothing, "zh")
    )


# Gaps


def asked(selection: Selection, by_kind: bool = True) -> coverage.Question:
    return coverage.Question(selection, "wind_farm", "storage_station", by_kind)


def test_the_matrix_has_four_kinds_of_empty(record: Record) -> None:
    (table,) = page.tables(coverage.matrix_blocks(asked(select(record)), "zh"))
    wind = signs(table, "风电场")
    assert wind["371423"] == "1"  # 庆云 names one
    assert wind["371424"] == "○"  # 临邑 is covered and names none
    assert wind["370105"] == "◐"  # 天桥 is partly covered
    assert wind["370102"] == "—"  # no plan of 历下 was read
    # In 德州's plan a title of the whole city; the sign is the one of the legend.
    assert signs(table, "试点与示范")["371424"] == "/"
    for language in ("zh", "en"):
        (legend,) = (
            t
            for t in texts(coverage.matrix_blocks(asked(select(record)), language))
            if "◐" in t and "○" in t
        )
        assert all(sign in legend for sign in ("○", "◐", "—", "/ ", "·"))


def test_what_the_filters_leave_out_is_not_called_not_named(small: Record) -> None:
    early = select(small, Filters(year=2025))
    (table,) = page.tables(coverage.matrix_blocks(asked(early, by_kind=False), "zh"))
    # The railway is due in 2030, the wetland in 2025; the hydrogen base is only leaned on.
    assert signs(table, "交通") == {
        CHANGAN: "—",
        TIANQIAO: "·",
        JIYANG: "·",
        "qibu": "○",
        DECHENG: "○",
        PINGYUAN: "○",
    }
    assert signs(table, "能源") == {
        CHANGAN: "—",
        TIANQIAO: "◐",
        JIYANG: "(1)",
        "qibu": "○",
        DECHENG: "○",
        PINGYUAN: "2",
    }
    assert signs(table, "综合")["qibu"] == "·"
    left_out = [cell for row in table.rows for cell in row if cell.text == "·"]
    assert all(cell.value is None and cell.tone == "noplan" for cell in left_out)
    assert page.Text("本表只计：目标年：2025年及以前", "quiet") in coverage.matrix_blocks(
        asked(early), "zh"
    )


def test_the_matrix_has_a_row_for_what_names_no_county(small: Record) -> None:
    """After the counties of its prefecture; its numbers open its card."""
    (table,) = page.tables(coverage.matrix_blocks(asked(select(small), by_kind=False), "zh"))
    assert [row[0].text for row in table.rows] == [
        *("长安区", "天桥区", "济阳区", "起步区：全区，未指明县", "德城区", "平原县")
    ]
    place = [c.text for c in table.columns].index("综合")
    assert table.rows[3][place] == page.Cell("1", 1, opens=page.Opens("county", "qibu"), tone="c1")
    assert table.rows[3][0].opens == page.Opens("county", "qibu")
    dezhou = select(small, Filters(city=("dezhou",)))
    (table,) = page.tables(coverage.matrix_blocks(asked(dezhou, by_kind=False), "en"))
    assert [row[0].text for row in table.rows] == ["Decheng District", "Pingyuan County"]


def test_what_is_only_leaned_on_is_no_number(small: Record) -> None:
    (table,) = page.tables(coverage.matrix_blocks(asked(select(small)), "zh"))
    place = [c.text for c in table.columns].index("氢能")
    cell = next(row[place] for row in table.rows if row[0].text == "济阳区")
    assert (cell.text, cell.value, cell.tone) == ("(1)", None, "none")
    support = select(small, Filters(role=("support",)))
    assert support.to_be_done.things == 0
    (table,) = page.tables(coverage.matrix_blocks(asked(support, by_kind=False), "zh"))
    assert signs(table, "能源")[JIYANG] == "(1)"
    assert signs(table, "能源")[PINGYUAN] == "·"


def test_the_numbers_of_the_matrix_are_things_to_be_done(record: Record) -> None:
    (table,) = page.tables(coverage.matrix_blocks(asked(select(record), by_kind=False), "zh"))
    found = dict(zip(opened(table), table.rows, strict=True))
    counts = {place: sum(cell.value or 0 for cell in row[1:]) for place, row in found.items()}
    doing = record.projects[~record.projects.role.isin(["support", "mention"])]
    expected = dict.fromkeys(counts, 0)
    for row in doing.drop_duplicates(["thing", "sector"]).itertuples():
        for place in (row.adcodes or row.anchor).split(";"):
            expected[place] += 1
    assert counts == expected


def test_findings_say_how_many_are_only_leaned_on_and_left_out(small: Record) -> None:
    hydrogen = coverage.Question(select(small), "hydrogen", "wind_farm", by_kind=True)
    note = "另有 1 项“氢能”方案只是依托支持或仅提及，不算列名，以下各节都不计。"
    assert page.Text(note, "quiet") in kind.blocks(hydrogen, "zh")
    assert note not in texts(kind.blocks(asked(select(small)), "zh"))


def test_the_matrix_shows_the_counties_and_sectors_asked_for(small: Record) -> None:
    some = select(small, Filters(city=("dezhou",), kind=("wind_farm",)))
    (table,) = page.tables(coverage.matrix_blocks(asked(some, by_kind=False), "zh"))
    assert [c.text for c in table.columns] == ["县区", "能源"]
    assert signs(table, "能源") == {DECHENG: "○", PINGYUAN: "1"}
    (table,) = page.tables(coverage.matrix_blocks(asked(some), "zh"))
    assert [c.text for c in table.columns] == ["县区", "风电场"]


def test_a_number_of_the_matrix_chooses_its_kind(small: Record) -> None:
    (table,) = page.tables(coverage.matrix_blocks(asked(select(small)), "zh"))
    place = [c.text for c in table.columns].index("风电场")
    cell = next(row[place] for row in table.rows if row[0].text == "平原县")
    assert cell == page.Cell("1", 1, opens=page.Opens("choice", "wind_farm", "about"), tone="c1")


def test_findings_leave_out_filters_on_kinds(small: Record) -> None:
    question = asked(select(small, Filters(sector=("sink",), kind=("wetland",), year=2025)))
    assert question.of_any_kind == select(small, Filters(year=2025))
    assert question.of_kind == select(small, Filters(year=2025)).narrowed(kind="wind_farm")
    assert "以下只看“风电场”；领域与类型的筛选只用于矩阵。" in texts(coverage.intro(question, "zh"))
    said = texts(kind.blocks(question, "zh"))
    assert any(
        text.startswith(
            "在“目标年：2025年及以前”的事项中，所读方案共在1个县区列名1项“风电场”：平原县。"
        )
        for text in said
    )


def test_distances_are_two_numbers(grid: Record) -> None:
    """From the squares: B, C, D, E and G to the wind farms of A."""
    table = next(page.tables(kind.blocks(asked(select(grid)), "en")))
    assert [(c.text, c.unit, c.numeric) for c in table.columns[1:3]] == [
        ("Nearest possible", "km", True),
        ("Farthest possible", "km", True),
    ]
    found = {row[0].opens.value: [c.value for c in row[1:3]] for row in table.rows if row[0].opens}
    assert found == {B: [0, 23], C: [10, 32], D: [0, 23], E: [0, 29], G: [40, 61]}
    assert A not in found


def test_complements_open_their_items(record: Record) -> None:
    selection = select(record, Filters(city=("dezhou",)))
    question = coverage.Question(selection, "storage_station", "wind_farm", by_kind=False)
    said = kind.blocks(question, "zh")
    pairs = next(t for t in page.tables(said) if t.columns[1].text == "储能电站")
    found = {(r[0].opens.value, r[2].opens.value) for r in pairs.rows if r[0].opens and r[2].opens}
    assert found == {("371424", "371426"), ("371424", "371482"), ("371425", "371482")}


# Sources, workbook


def test_sources_list_every_erratum(record: Record) -> None:
    said = texts(sources.blocks(record, "zh"))
    for erratum in record.errata.itertuples():
        assert erratum.printed_zh in said


@pytest.mark.parametrize("language", ["zh", "en"])
def test_sources_say_the_rules_in_ten_lines(record: Record, language: Language) -> None:
    blocks = sources.blocks(record, language)
    start = blocks.index(page.Heading({"zh": "记录规则", "en": "Rules of the record"}[language], 3))
    (rules,) = [b for b in blocks[start : start + 3] if isinstance(b, page.Bullets)]
    assert len(rules.items) == 10


def test_the_ladder_counts_every_thing_once(record: Record) -> None:
    things = record.projects.drop_duplicates("thing")
    ladder = next(t for t in page.tables(sources.blocks(record, "zh")) if "位置" in t.caption)
    assert [row[0].text for row in ladder.rows] == [term.zh for term in PRECISIONS]
    for row, rung in zip(ladder.rows, PRECISIONS, strict=True):
        own = things[things.precision == rung.id]
        plans = [int((own.document_id == plan).sum()) for plan in record.documents.index]
        assert [cell.value for cell in row[2:]] == [*plans, len(own)]
    assert sum(row[-1].value for row in ladder.rows) == len(things)


def test_grades_count_points(small: Record) -> None:
    """Three points; that of the substation, which may not be shown, has a source too."""
    grades = next(t for t in page.tables(sources.blocks(small, "zh")) if t.caption == "来源等级")
    assert [(row[0].text, row[2].value) for row in grades.rows] == [("A", 3), ("B", 0), ("C", 0)]


def test_sources_say_what_is_known_to_a_zone_only_and_where_to_see_it(small: Record) -> None:
    assert "起步区，全区：1 项" in texts(sources.blocks(small, "zh"))
    label, query = sources.wide_link(link(small, {"lang": "en", "sector": "sink"}))
    assert label == "Show what is known only to a city or zone on the map and in the table"
    assert link(small, query).filters == Filters(precision=("zone", "city"))
    assert link(small, query).language == "en"


def test_readings_stand_by_round(record: Record) -> None:
    readings = next(t for t in page.tables(sources.blocks(record, "zh")) if "通读" in t.caption)
    assert len(readings.rows) == len(record.readings)
    assert {row[1].text for row in readings.rows} <= {"第一轮", "第二轮"}
    assert "第一轮" in {row[1].text for row in readings.rows}


def test_a_page_becomes_a_workbook(record: Record) -> None:
    today = datetime.date(2026, 11, 21)
    parts = [
        page.table(
            "一/二",
            ["甲", page.Column("乙", "MW", numeric=True)],
            [
                ["=1+1", page.number(1608, unit="MW")],
                [page.item("项目", "x-001"), page.number(3, unit="MW", comparator=">=")],
            ],
        ),
        page.fold("一/二", [page.table("丙", ["丁"], [["-5"]])]),
    ]
    about = provenance(select(record), configuration(), "zh", today)
    book = openpyxl.load_workbook(io.BytesIO(page_workbook.page_bytes(parts, about, "zh", today)))
    first, folded, last = (book[name] for name in book.sheetnames)
    assert book.sheetnames[:2] == ["一 二", "丙"]
    assert [[c.value for c in row] for row in first.iter_rows(min_row=2)] == [
        ["=1+1", 1608],
        ["项目", 3],
    ]
    assert first["A2"].data_type == "s"
    assert folded["A2"].value == "-5"  # words stay words
    assert [(r[0].value, r[1].value) for r in last.iter_rows()] == [
        (key, value or None) for key, value in about
    ]
