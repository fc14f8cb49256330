"""The handout: A4 pages, every clause verbatim and in order, numbered as on the map."""

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
    "plan": (Filters(city=("jinan_qibu",)), "", ""),
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


Pages = Callable[[str, Language], list[Figure]]


@pytest.fixture(scope="module")
def pages_of(layers: MapLayers) -> Pages:
    """The pages of a view, drawn once."""

    figures = handout.figures

    @cache
    def drawn(view: str, language: Language) -> list[Figure]:
        filters, item, county = VIEWS[view]
        return figures(layers, Selection(layers.record, filters), language, TODAY, item, county)

    return drawn


Pdfs = Callable[[str, Language], list[PageObject]]


@pytest.fixture
def pdf_pages(layers: MapLayers, pages_of: Pages, monkeypatch: pytest.MonkeyPatch) -> Pdfs:
    """The pages of the PDF of a view; what is drawn is drawn once."""

    def saved(view: str, language: Language) -> list[PageObject]:
        filters, item, county = VIEWS[view]
        arguments = (layers, Selection(layers.record, filters), language, TODAY, item, county)
        asked: list[tuple[object, ...]] = []
        monkeypatch.setattr(
            handout, "figures", lambda *said: (asked.append(said), pages_of(view, language))[1]
        )
        content = handout.pdf_bytes(*arguments)
        assert asked == [arguments]
        return list(PdfReader(io.BytesIO(content)).pages)

    return saved


def texts(page: Figure) -> list[Text]:
    """What is written around the map, in the order of drawing."""
    return list(page.axes[0].texts)


def written(pages: list[Figure]) -> str:
    """All of `texts` of every page, without white space."""
    return bare("".join(text.get_text() for page in pages for text in texts(page)))


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def places(pages: list[Figure]) -> list[int]:
    """The numbers that stand under the symbols of the clauses, page after page."""
    said = [t for page in pages for t in texts(page) if t.get_horizontalalignment() == "center"]
    return [int(t.get_text()) for t in said]


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
def test_the_pages_of_a_view(
    view: str, language: Language, layers: MapLayers, pages_of: Pages
) -> None:
    """No text is covered; every clause stands there, in order, and the count is true."""
    pages = pages_of(view, language)
    for number, page in enumerate(pages):
        assert overlaps(page, below=0.01 if number == 0 else 0.02) == []
    rows = expected(view, layers.record)
    assert places(pages) == list(range(1, len(rows) + 1))
    said = written(pages)
    assert_in_order(said, rows)
    if rows:
        assert (f"共{len(rows)}项" if language == "zh" else f"{len(rows)}items") in said
    for number, page in enumerate(pages, start=1):
        footing = (
            f"第{number}／{len(pages)}页" if language == "zh" else f"Page{number}of{len(pages)}"
        )
        assert (footing in written([page])) is (len(pages) > 1)


@pytest.mark.parametrize(("view", "language"), [("plan", "zh"), ("county", "en")])
def test_the_pdf_is_A4_with_all_clauses(  # noqa: N802
    view: str, language: Language, layers: MapLayers, pages_of: Pages, pdf_pages: Pdfs
) -> None:
    pages = pdf_pages(view, language)
    assert len(pages) == len(pages_of(view, language))
    for page in pages:
        size_mm = [float(v) * 25.4 / 72 for v in page.mediabox[2:]]
        assert np.allclose(size_mm, (210, 297), atol=0.6)
    assert_in_order(
        bare("".join(page.extract_text() for page in pages)), expected(view, layers.record)
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_is_laid_out_page_after_page(language: Language, record: Record) -> None:
    """The whole record: no row is lost between pages, none stands twice."""
    rows = subject(select(record), language).rows
    parts = handout.clause_pages(rows, record, language, Pen(chinese_family()), 690)
    assert [thing for part in parts for thing in part.things] == list(rows.thing)
    assert all(part.count and part.height <= 690 for part in parts)
    # A page is left only where the next clause has no room in its last column.
    assert len(parts) < len(rows) / 10


@pytest.mark.parametrize(
    ("language", "needed"),
    [
        (
            "zh",
            (
                "筛选条件：领域：能源；城市：德州市",
                "导出日期2026-11-21",
                "《德州市碳达峰工作方案》（德州市人民政府，德政字〔2023〕29号，2023-06-22）",
                "边界：天地图行政区划（2025-09版）·无审图号，仅供内部研究",
                "空心虚线标记表示“属于该县”，不是具体位置（县域示意）。",
                "不代表已建成或已核准",
                "只标到县域",
                "试点示范·宁津县·整县光伏试点·2030年（本段目标年）",
                "按县区、领域、编号排列，每项一次",
            ),
        ),
        (
            "en",
            (
                "Filters:Sector:Energy;City:Dezhou",
                "Exported2026-11-21",
                "《德州市碳达峰工作方案》(德州市人民政府,德政字〔2023〕29号,2023-06-22)",
                "Nomapapprovalnumber;notforpublicdisplay",
                "Openbrokenmarksbelongtothecounty;theyarenotsites.",
                "notbuiltorapproved",
                "areshownbycountyonly.",
                "Pilotordesignation·NingjinCounty·County-widerooftopPVpilot·2030(fromitsparagraph)",
                "bycounty,sectorandid,eachonce",
            ),
        ),
    ],
)
def test_it_says_what_it_must(language: Language, needed: tuple[str, ...], pdf_pages: Pdfs) -> None:
    said = bare("".join(page.extract_text() for page in pdf_pages("filtered", language)))
    assert [text for text in needed if text not in said] == []
    assert "菏泽市碳达峰工作方案" not in said


def test_titles(pages_of: Pages) -> None:
    def title(view: str, language: Language) -> str:
        return str(texts(pages_of(view, language)[0])[0].get_text())

    assert title("plan", "zh") == "碳达峰方案列出了什么"
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
    said = written(handout.figures(small_layers, every, "zh", TODAY, county="370115"))
    assert "共3项" in said
    assert "其中1项只指明全市或功能区，不计入本县" in said
    assert "试点示范·起步区·科创平台·未写年份（规划期末2030）" in said
    part = dataclasses.replace(small, zones=small.zones.assign(adcodes="370105"))
    assert subject(select(part), "zh", county="370115").wide == 0


def test_what_stands_at_an_anchor_carries_its_numbers(layers: MapLayers) -> None:
    """An item of a zone is listed with all that stands there, numbered at the square."""
    about = subject(select(layers.record), "zh", "dezhou-026")
    assert set(about.rows.anchor) == {"tianqu"}
    assert about.counties == tuple(layers.record.zones.adcodes["tianqu"].split(";"))
    page = handout.figures(layers, select(layers.record), "zh", TODAY, "dezhou-026")[0]
    on_map = [t.get_text() for t in page.axes[1].texts]
    assert any(t.endswith(f" 1–{len(about.rows)}") for t in on_map)


def test_nothing_says_so(pages_of: Pages) -> None:
    said = written(pages_of("nothing", "zh"))
    assert "没有符合条件的事项。" in said and "本图标出0项" in said
    said = written(pages_of("county without plan", "zh"))
    assert "未收录覆盖本县的碳达峰方案，空白不代表没有安排。" in said


def test_an_approval_number_is_shown(small_layers: MapLayers) -> None:
    config = dataclasses.replace(small_layers.config, approval_number="GS(2026)0001号")
    approved = MapLayers(small_layers.record, config)
    page = handout.figures(approved, select(approved.record), "zh", TODAY)[0]
    assert "边界：测试边界 · 审图号：GS(2026)0001号" in [t.get_text() for t in texts(page)]


def test_misprints_stand_as_in_the_card(layers: MapLayers, pages_of: Pages) -> None:
    record = layers.record
    rows = expected("plan", record)
    cards = (item_card(record.project(str(r["project_id"])), record, "zh") for r in rows)
    errata = [e for card in cards for e in card["errata"]]
    assert errata
    said = written(pages_of("plan", "zh"))
    assert [e for e in errata if bare(e) not in said] == []


def test_marks_carry_the_number_of_their_clause(pages_of: Pages) -> None:
    page = pages_of("county", "zh")[0]
    on_map = {t.get_text() for t in page.axes[1].texts if t.get_text().isdecimal()}
    assert on_map == {"1", "2", "3", "4"}  # what is named for the county; the rest may apply


def test_a_map_with_neighbours_says_how_many_are_not_listed(
    layers: MapLayers, pages_of: Pages
) -> None:
    """The count above the map and the count of the list are told apart."""
    said = written(pages_of("county", "zh")[:1])
    drawn, paler, others = (
        int(found[1]) if (found := re.search(pattern, said)) else 0
        for pattern in (r"本图标出(\d+)项", r"提及(\d+)项", r"其中(\d+)项不在所列之中")
    )
    listed = expected("county", layers.record)
    own = [r for r in listed if "371423" in str(r["adcodes"])]
    assert others > 0
    # At the anchor of the city stands what is listed as "may apply"; it is in the frame or not.
    assert drawn + paler - others in (len(own), len(listed))


def with_clause(layers: MapLayers, clause: str) -> MapLayers:
    """A copy in which every clause reads so."""
    projects = layers.record.projects.assign(quote_zh=clause)
    return MapLayers(dataclasses.replace(layers.record, projects=projects), layers.config)


def test_longest_clauses_fit(small_layers: MapLayers) -> None:
    clause = "（1）“碳达峰”，《方案》；建设100MW风电、光伏。" * 5
    long = with_clause(small_layers, clause[:120])
    pages = handout.figures(long, select(long.record), "zh", TODAY)
    assert len(places(pages)) == 7
    for number, page in enumerate(pages):
        assert overlaps(page, below=0.01 if number == 0 else 0.02) == []


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
    handout.figures(small_layers, every, "zh", TODAY, county="371426")
    assert len(parted) == 3
