"""The handout: one A4 page, clauses verbatim and in order, what is not printed is counted."""

from __future__ import annotations

import dataclasses
import datetime
import io
import re
from collections.abc import Callable
from functools import cache

import numpy as np
import pytest
from fixture.printed import overlaps
from matplotlib.figure import Figure
from matplotlib.text import Text
from pypdf import PageObject, PdfReader

from geodata.atlas.layers import MapLayers
from geodata.language.vocabulary import SECTOR_BY_ID, Language
from geodata.record.filters import Filters
from geodata.record.record import Record
from geodata.record.selection import Selection, select
from geodata.reports.paper import extent, handout
from geodata.reports.paper.clauses import columns
from geodata.reports.paper.fonts import NOT_FIRST, NOT_LAST, Pen, chinese_family
from geodata.reports.paper.subject import subject
from geodata.views.card import item_card

DEZHOU_ENERGY = Filters(sector=("energy",), city=("dezhou",))
TODAY = datetime.date(2026, 11, 21)
# Name: filters, item, county.
VIEWS: dict[str, tuple[Filters, str, str]] = {
    "all": (Filters(), "", ""),
    "filtered": (DEZHOU_ENERGY, "", ""),
    "county": (Filters(), "", "371423"),
    "county named most": (Filters(), "", "370115"),
    "county without plan": (Filters(), "", "370102"),
    "item": (Filters(), "dezhou-016", ""),
    "item across counties": (Filters(), "heze-074", ""),
    "item without county": (Filters(), "dezhou-006", ""),
    "one row": (Filters(text="三峡能源庆云储能"), "", ""),
    "nothing": (Filters(text="没有这样的词"), "", ""),
}
LANGUAGES: tuple[Language, ...] = ("zh", "en")


Pages = Callable[[str, Language], Figure]


@pytest.fixture(scope="module")
def page_of(layers: MapLayers) -> Pages:
    """The page of a view, drawn once."""

    figure = handout.figure

    @cache
    def drawn(view: str, language: Language) -> Figure:
        filters, item, county = VIEWS[view]
        return figure(layers, Selection(layers.record, filters), language, TODAY, item, county)

    return drawn


Pdfs = Callable[[str, Language], PageObject]


@pytest.fixture
def pdf_page(layers: MapLayers, page_of: Pages, monkeypatch: pytest.MonkeyPatch) -> Pdfs:
    """The only page of the PDF of a view; what is drawn is drawn once."""

    def saved(view: str, language: Language) -> PageObject:
        filters, item, county = VIEWS[view]
        arguments = (layers, Selection(layers.record, filters), language, TODAY, item, county)
        asked: list[tuple[object, ...]] = []
        monkeypatch.setattr(
            handout, "figure", lambda *said: (asked.append(said), page_of(view, language))[1]
        )
        content = handout.pdf_bytes(*arguments)
        assert asked == [arguments]
        pages = PdfReader(io.BytesIO(content)).pages
        assert len(pages) == 1
        return pages[0]

    return saved


def texts(page: Figure) -> list[Text]:
    """What is written around the map, in the order of drawing."""
    return list(page.axes[0].texts)


def written(page: Figure) -> str:
    """All of `texts`, without white space."""
    return bare("".join(text.get_text() for text in texts(page)))


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def places(page: Figure) -> list[int]:
    """The numbers that stand under the symbols of the clauses."""
    return [int(t.get_text()) for t in texts(page) if t.get_horizontalalignment() == "center"]


def in_order(rows: list[dict[str, object]], first: str = "") -> list[dict[str, object]]:
    """Things once each in the order that the page states, found without pandas."""
    sectors = list(SECTOR_BY_ID)
    once: dict[object, dict[str, object]] = {}
    for row in rows:
        once.setdefault(row["thing"], row)
    return sorted(
        once.values(),
        key=lambda r: (
            r["project_id"] != first,
            r["adcodes"] == "",
            r["adcodes"],
            r["anchor"],
            sectors.index(str(r["sector"])),
            r["project_id"],
        ),
    )


def expected(view: str, record: Record) -> list[dict[str, object]]:
    filters, item, county = VIEWS[view]
    rows = Selection(record, filters).rows.to_dict("records")
    if county:
        zones = record.zones.adcodes
        rows = [
            r
            for r in rows
            if county in r["adcodes"] or (r["anchor"] and county in zones[r["anchor"]])
        ]
    elif item:
        chosen = next(r for r in rows if r["project_id"] == item)
        own = set(chosen["adcodes"].split(";")) - {""}
        rows = [
            r
            for r in rows
            if (own & set(r["adcodes"].split(";"))) or (not own and r["anchor"] == chosen["anchor"])
        ]
    return in_order(rows, item)


def assert_in_order(said: str, rows: list[dict[str, object]]) -> None:
    """Clauses and their sections stand in `said`, one after the other."""
    at = 0
    for row in rows:
        at = said.index(bare(str(row["quote_zh"])), at)
        at = said.index(bare(str(row["section"])), at)


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_a_view(
    view: str, language: Language, layers: MapLayers, page_of: Pages
) -> None:
    """No text is covered, clauses stand in order, and those that are left out are counted."""
    page = page_of(view, language)
    assert overlaps(page) == []
    rows = expected(view, layers.record)
    printed = places(page)
    assert printed == list(range(1, len(printed) + 1))
    assert_in_order(written(page), rows[: len(printed)])
    found = [
        re.match(r"另有 (\d+) 项未印出|(\d+) more not printed", t.get_text()) for t in texts(page)
    ]
    left = sum(int(more.group(1) or more.group(2)) for more in found if more)
    assert len(printed) + left == len(rows)
    assert len(printed) >= min(5, len(rows))


@pytest.mark.parametrize(("view", "language"), [("all", "zh"), ("county", "en")])
def test_the_pdf_is_one_page_with_the_clauses(
    view: str, language: Language, layers: MapLayers, page_of: Pages, pdf_page: Pdfs
) -> None:
    page = pdf_page(view, language)
    size_mm = [float(v) * 25.4 / 72 for v in page.mediabox[2:]]
    assert np.allclose(size_mm, (210, 297), atol=0.6)
    rows = expected(view, layers.record)[: len(places(page_of(view, language)))]
    assert_in_order(bare(page.extract_text()), rows)


@pytest.mark.parametrize(
    ("language", "needed"),
    [
        (
            "zh",
            (
                "筛选条件：领域=能源；城市=德州市",
                "导出日期2026-11-21",
                "《德州市碳达峰工作方案》（德州市人民政府，德政字〔2023〕29号，2023-06-22）",
                "边界：天地图行政区划（2025-09版）·无审图号，仅供内部研究",
                "空心虚线标记表示“属于该县”，不是具体位置（县域示意）。",
                "不代表已建成或已核准",
                "只标到县域",
                "试点示范·宁津县·整县光伏试点·2030年（本段目标年）",
                "按县区、领域、编号排列，每项一次",
                "在峰图中用同样的筛选",
            ),
        ),
        (
            "en",
            (
                "Filters:sector=Energy;city=Dezhou",
                "Exported2026-11-21",
                "《德州市碳达峰工作方案》(德州市人民政府,德政字〔2023〕29号,2023-06-22)",
                "Nomapapprovalnumber;notforpublicdisplay",
                "Openbrokenmarksbelongtothecounty;theyarenotsites.",
                "notbuiltorapproved",
                "areshownbycountyonly.",
                "Pilotordesignation·NingjinCounty·County-widerooftopPVpilot·2030(fromitsparagraph)",
                "bycounty,sectorandid,eachonce",
                "withthesamefilters,liststhemall",
            ),
        ),
    ],
)
def test_it_says_what_it_must(language: Language, needed: tuple[str, ...], pdf_page: Pdfs) -> None:
    said = bare(pdf_page("filtered", language).extract_text())
    assert [text for text in needed if text not in said] == []
    assert "菏泽市碳达峰工作方案" not in said


def test_titles(page_of: Pages) -> None:
    def title(view: str, language: Language) -> str:
        return str(texts(page_of(view, language))[0].get_text())

    assert title("all", "zh") == "碳达峰方案列出了什么"
    assert title("county", "zh") == "庆云县（德州市）：碳达峰方案列出了什么"
    assert title("county", "en").startswith("Qingyun County, Dezhou")
    assert title("item", "zh") == "三峡能源庆云储能电站项目"


def test_the_chosen_item_comes_first_even_if_filters_leave_it_out(small: Record) -> None:
    selection = Selection(small, Filters(sector=("sink",)))
    about = subject(selection, "zh", "jinan_qibu-002")
    assert list(about.rows.project_id) == ["jinan_qibu-002", "jinan_qibu-001"]
    assert about.counties == ("370105", "370115")
    second = subject(selection, "zh", "dezhou-004")
    assert (second.thing, list(second.rows.project_id)) == ("dezhou-001", ["dezhou-004"])


def test_what_filters_leave_is_framed(small: Record) -> None:
    about = subject(Selection(small, Filters(county=("371426",))), "zh")
    assert about.counties == ("371426",)
    assert about.title == "平原县（德州市）：碳达峰方案列出了什么"
    assert list(about.rows.project_id) == ["dezhou-001", "dezhou-002", "dezhou-003"]


def test_an_unknown_county_and_a_stale_item(small: Record) -> None:
    every = select(small)
    with pytest.raises(KeyError):
        subject(every, "zh", county="999999")
    assert len(subject(every, "zh", item="gone-001").rows) == 7


def test_what_may_apply_to_a_county_follows_and_is_not_counted_as_its_own(
    small: Record, small_layers: MapLayers
) -> None:
    every = select(small)
    about = subject(every, "zh", county="370115")
    assert list(about.rows.project_id) == ["jinan_qibu-002", "jinan_qibu-004", "jinan_qibu-003"]
    assert about.wide == 1
    said = written(handout.figure(small_layers, every, "zh", TODAY, county="370115"))
    assert "印出3项，共3项" in said
    assert "其中1项只指明全市或功能区，不计入本县" in said
    assert "试点示范·起步区·科创平台·未写年份（规划期末2030）" in said
    part = dataclasses.replace(small, zones=small.zones.assign(adcodes="370105"))
    assert subject(select(part), "zh", county="370115").wide == 0


def test_what_stands_at_an_anchor_carries_its_numbers(layers: MapLayers) -> None:
    """An item of a zone is listed with all that stands there, numbered at the square."""
    about = subject(select(layers.record), "zh", "dezhou-026")
    assert set(about.rows.anchor) == {"tianqu"}
    assert about.counties == tuple(layers.record.zones.adcodes["tianqu"].split(";"))
    page = handout.figure(layers, select(layers.record), "zh", TODAY, "dezhou-026")
    on_map = [t.get_text() for t in page.axes[1].texts]
    assert any(t.endswith(f" 1–{len(about.rows)}") for t in on_map)


def test_nothing_says_so(page_of: Pages) -> None:
    said = written(page_of("nothing", "zh"))
    assert "没有符合条件的事项。" in said and "本图标出0项" in said
    said = written(page_of("county without plan", "zh"))
    assert "未收录覆盖本县的碳达峰方案，空白不代表没有安排。" in said


def test_an_approval_number_is_shown(small_layers: MapLayers) -> None:
    config = dataclasses.replace(small_layers.config, approval_number="GS(2026)0001号")
    approved = MapLayers(small_layers.record, config)
    page = handout.figure(approved, select(approved.record), "zh", TODAY)
    assert "边界：测试边界 · 审图号：GS(2026)0001号" in [t.get_text() for t in texts(page)]


def test_misprints_stand_as_in_the_card(layers: MapLayers, page_of: Pages) -> None:
    record = layers.record
    page = page_of("all", "zh")
    rows = subject(select(record), "zh").rows
    errata = [
        e
        for _, r in rows.head(len(places(page))).iterrows()
        for e in item_card(r, record, "zh")["errata"]
    ]
    assert errata
    said = written(page)
    assert [e for e in errata if bare(e) not in said] == []


def test_marks_carry_the_number_of_their_clause(page_of: Pages) -> None:
    page = page_of("county", "zh")
    on_map = {t.get_text() for t in page.axes[1].texts if t.get_text().isdecimal()}
    assert on_map == {"1", "2", "3", "4"}  # what is named for the county; the rest may apply


def with_clause(layers: MapLayers, clause: str) -> MapLayers:
    """A copy in which every clause reads so."""
    projects = layers.record.projects.assign(quote_zh=clause)
    return MapLayers(dataclasses.replace(layers.record, projects=projects), layers.config)


def test_longest_clauses_fit(small_layers: MapLayers) -> None:
    clause = "（1）“碳达峰”，《方案》；建设100MW风电、光伏。" * 5
    long = with_clause(small_layers, clause[:120])
    page = handout.figure(long, select(long.record), "zh", TODAY)
    assert len(places(page)) >= 6
    assert overlaps(page) == []


def test_few_clauses_are_set_larger_and_none_below_8_pt(record: Record) -> None:
    pen = Pen(chinese_family())
    sizes = []
    for count in (1, 4, 9, 300):
        laid = columns(record.projects.head(count), record, "zh", pen, 330)
        quotes = set(record.projects.quote_zh)
        least = [
            line.size
            for column in laid.columns
            for said in column
            for line in said.lines
            if any(line.text in quote for quote in quotes) and not line.bold
        ]
        sizes.append(min(least))
        assert laid.height <= 330
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > 12 and sizes[-1] >= 8


def test_chinese_lines_break_where_they_may(record: Record) -> None:
    pen = Pen(chinese_family())
    for text in [*record.projects.quote_zh, *record.projects.name_en]:
        for room in (120, 173, 241):
            lines = pen.lines(text, 8.2, room, 99)
            assert bare("".join(lines)) == bare(pen.clean(text))
            assert [line for line in lines[1:] if line[0] in NOT_FIRST] == []
            assert [line for line in lines[:-1] if line[-1] in NOT_LAST] == []
            assert max(pen.width_pt(line, 8.2) for line in lines) <= room
    assert pen.lines("德州市，菏泽", 10, 31, 9) == ["德州", "市，菏", "泽"]
    assert pen.lines("wind power station", 10, 66, 9) == ["wind power", "station"]


def test_marks_are_placed_once_for_each_frame(
    small_layers: MapLayers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the two extreme frames, which say how high the legend is, and in the one drawn."""
    parted: list[int] = []
    part = extent.part_marks
    monkeypatch.setattr(extent, "part_marks", lambda m: (parted.append(len(m)), part(m))[1])
    every = select(small_layers.record)
    handout.figure(small_layers, every, "zh", TODAY, county="371426")
    assert len(parted) == 3
