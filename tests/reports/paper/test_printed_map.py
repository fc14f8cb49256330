"""The printed map: page, text, legend, names that do not overlap, and the missing font."""

from __future__ import annotations

import dataclasses
import datetime
import io
import re
from collections.abc import Callable
from functools import cache

import numpy as np
import pandas as pd
import pytest
import shapely
from fixture.printed import overlaps
from fixture.small import with_columns
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.font_manager import FontEntry
from matplotlib.patches import Circle
from PIL import Image
from pypdf import PdfReader
from shapely.geometry.base import BaseGeometry

from geodata.atlas.classes import county_classes
from geodata.atlas.layers import MapLayers
from geodata.language.vocabulary import Language
from geodata.record.filters import Filters
from geodata.record.names import short_name
from geodata.record.roles import quiet_things
from geodata.record.selection import Selection, select
from geodata.reports.paper import extent, fonts, legend, printed_map
from geodata.reports.paper.anchors import HALF_PT, ranges
from geodata.reports.paper.fonts import MissingFontError, Pen, chinese_family
from geodata.reports.paper.marks import draw_mark, uncertain
from geodata.reports.paper.numbers import numbers_behind
from geodata.reports.paper.printed_map import Paper

TODAY = datetime.date(2026, 11, 21)
HOSTILE = '=HYPERLINK("http://x")<img src=x onerror=alert(1)>$x_1$&<>\x00\x0b\U0001f9ff'


def drawn(page: Figure) -> list[str]:
    """Every text on the page."""
    return [text.get_text() for axes in page.axes for text in axes.texts]


Pages = Callable[[Language, str | None], Figure]


@pytest.fixture(scope="module")
def page_of(layers: MapLayers) -> Pages:
    """The map of everything, or of a county, drawn once."""

    @cache
    def drawn(language: Language, county: str | None = None) -> Figure:
        return printed_map.figure(layers, select(layers.record), language, TODAY, county=county)

    return drawn


def pdf_text(content: bytes) -> str:
    return re.sub(r"\s", "", PdfReader(io.BytesIO(content)).pages[0].extract_text())


@pytest.mark.parametrize(("paper", "size"), [("A4", (1654, 2339)), ("A3", (2339, 3307))])
def test_png_is_a_page(
    paper: Paper, size: tuple[int, int], small_layers: MapLayers, today: datetime.date
) -> None:
    every = select(small_layers.record)
    content = printed_map.png_bytes(small_layers, every, "zh", today, paper)
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    with Image.open(io.BytesIO(content)) as picture:
        assert np.abs(np.subtract(picture.size, size)).max() <= 1
        assert picture.text["Title"] == "碳达峰方案列出了什么"


@pytest.mark.parametrize(
    ("paper", "across", "size"),
    [
        ("A4", False, (210, 297)),
        ("A3", False, (297, 420)),
        ("A4", True, (297, 210)),
        ("A3", True, (420, 297)),
    ],
)
def test_pdf_is_a_map_and_its_list(
    paper: Paper,
    across: bool,
    size: tuple[float, float],
    small_layers: MapLayers,
    today: datetime.date,
) -> None:
    every = select(small_layers.record)
    content = printed_map.pdf_bytes(small_layers, every, "zh", today, paper, across=across)
    pages = PdfReader(io.BytesIO(content)).pages
    assert len(pages) == 2
    for page in pages:
        mm = [float(v) * 25.4 / 72 for v in page.mediabox[2:]]
        assert np.allclose(mm, size, atol=0.6)
    listed = re.sub(r"\s", "", pages[1].extract_text())
    names = every.rows.drop_duplicates("thing").name_zh
    assert [name for name in names if name not in listed] == []


def test_a_map_says_what_it_must(layers: MapLayers, today: datetime.date) -> None:
    selection = Selection(layers.record, Filters(sector=("energy",), city=("dezhou",)))
    said = pdf_text(printed_map.pdf_bytes(layers, selection, "zh", today))
    for text in (
        "碳达峰方案列出了什么",
        "筛选条件：领域：能源；城市：德州市",
        "无审图号，仅供内部研究",
        "天地图行政区划（2025-09版）",
        "20公里",
        "A4幅面约1:",
        "北",
        "兰伯特等积方位投影",
        "导出日期2026-11-21",
        f"数据版本{layers.record.version}",
        "德政字〔2023〕29号",
        "县区：列名项数",
        "方案覆盖但未列名所选类型",
        "未收录方案",
        "不在所选范围",
        "县域示意",
        "风电场",
        "平原县",
        "德州市",
    ):
        assert text in said, text


def test_an_approval_number_is_shown(small_layers: MapLayers, today: datetime.date) -> None:
    config = dataclasses.replace(small_layers.config, approval_number="GS(2026)0001号")
    approved = MapLayers(small_layers.record, config)
    page = printed_map.figure(approved, select(approved.record), "zh", today)
    assert "边界：测试边界 · 审图号：GS(2026)0001号" in drawn(page)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_legend_counts_what_is_drawn(
    language: Language, layers: MapLayers, page_of: Pages
) -> None:
    every = select(layers.record)
    view = printed_map.view_of(layers, language, "A4", None)
    said = legend.legend_of(view, every, county_classes(every))
    things = layers.record.projects.drop_duplicates("thing")
    quiet = things[things.thing.isin(quiet_things(layers.record))]
    for lines in (said["sectors"], said["marks"]):
        assert sum(count for _, _, count, _ in lines) == len(things) - len(quiet)
        assert sum(count for *_, count in lines) == len(quiet)
    rungs = things.precision.value_counts()
    assert {rung: loud + few for rung, _, loud, few in said["marks"]} == rungs.to_dict()
    assert sum(count for _, _, count in said["quiet"]) == len(quiet)
    assert sum(count for mark, _, count in said["counties"] if mark != "p") == 62
    written = "".join(drawn(page_of(language, None)))
    assert str(len(things) - len(quiet)) in written
    assert f"+{len(quiet)}" in written


def test_what_has_no_county_is_counted_at_its_anchor(layers: MapLayers, page_of: Pages) -> None:
    """Every thing is drawn; a square is clear of marks, names and squares, near its anchor."""
    every, record = select(layers.record), layers.record
    view = printed_map.view_of(layers, "zh", "A4", None)
    anchors = view.anchors(every)
    assert view.drawn(every) == set(record.projects.thing)
    wide = record.projects[record.projects.anchor != ""]
    assert {anchor.zone: set(anchor.things) for anchor in anchors} == {
        zone: set(own.thing) for zone, own in wide.groupby("anchor")
    }
    written = drawn(page_of("zh", None))
    squares = [shapely.box(*anchor.box) for anchor in anchors]
    marks = view.marks(every)
    discs = shapely.points(marks[["x", "y"]].to_numpy()).tolist()
    discs = [p.buffer(r) for p, r in zip(discs, marks.radius, strict=True)]
    for anchor, square in zip(anchors, squares, strict=True):
        assert anchor.loud + anchor.quiet == len(anchor.things)
        assert str(anchor.loud) in written or not anchor.loud
        assert f"+{anchor.quiet}" in written or not anchor.quiet
        away = np.hypot(anchor.x - anchor.centre[0], anchor.y - anchor.centre[1])
        assert away <= 12 * view.metres_per_pt * HALF_PT[False]
        assert not any(square.intersects(disc) for disc in discs)
        assert sum(square.intersects(other) for other in squares) == 1


def test_a_filter_counts_at_the_anchor(layers: MapLayers) -> None:
    energy = Selection(layers.record, Filters(sector=("energy",)))
    view = printed_map.view_of(layers, "zh", "A4", None)
    for anchor in view.anchors(energy):
        own = energy.rows[energy.rows.anchor == anchor.zone]
        assert set(anchor.things) == set(own.thing)
        assert {sector for sector, _, _ in anchor.parts} == {"energy"}


def test_an_anchor_outside_the_frame_is_not_drawn(small_layers: MapLayers) -> None:
    every = select(small_layers.record)
    far = printed_map.view_of(small_layers, "zh", "A4", "130102")
    assert far.anchors(every) == ()
    near = printed_map.view_of(small_layers, "zh", "A4", "370115")
    (anchor,) = near.anchors(every)
    assert (anchor.zone, anchor.things) == ("qibu", ("jinan_qibu-003",))
    assert anchor.parts == (("other", False, 1),)
    assert (anchor.loud, anchor.quiet) == (1, 0)


def test_the_uncertainty_of_a_township_is_a_circle_where_it_is_seen(
    small_layers: MapLayers, layers: MapLayers
) -> None:
    small = select(small_layers.record)
    page = printed_map.figure(small_layers, small, "zh", TODAY, county="370115")
    radii = [p.radius for p in page.axes[1].patches if isinstance(p, Circle)]
    assert radii.count(5000) == 1
    every = select(layers.record)
    for county, seen in ((None, False), ("370115", True)):
        view = printed_map.view_of(layers, "zh", "A4", county)
        circles = uncertain(view, view.marks(every))
        assert set(circles.precision) == {"township"}
        assert (5000 in set(circles.uncertainty)) is seen
        assert (circles.uncertainty > 6 * view.metres_per_pt).all()


def test_marks_at_one_point_stand_around_it(layers: MapLayers) -> None:
    """A block of them, whatever is filtered: never a row that runs out of its township."""
    every = select(layers.record)
    view = printed_map.view_of(layers, "zh", "A4", "370115")
    marks = view.marks(every)
    shared = marks[marks.pitch_m == 0].groupby(["point_x", "point_y"])
    assert shared.size().max() > 3
    for (_, y), own in shared:
        if len(own) == view.layers.marks.merge(own[["lon", "lat"]].drop_duplicates()).shape[0]:
            assert abs(own.y.max() + own.y.min() - 2 * y) < 1
            assert own.x.max() - own.x.min() < 2.1 * 5 * own.radius.max()
    alone = Selection(layers.record, Filters(text=str(layers.record.projects.name_zh[0])))
    for mark in view.marks(alone).itertuples():
        assert mark.pitch_m > 0 or (mark.x, mark.y) == (mark.point_x, mark.point_y)


@pytest.mark.parametrize(
    ("numbers", "said"), [([3], "3"), ([3, 5], "3, 5"), ([7, 5, 6, 9], "5–7, 9")]
)
def test_runs_of_numbers_are_said_by_their_ends(numbers: list[int], said: str) -> None:
    assert ranges(numbers) == said


def test_a_county_counts_its_frame_only(small_layers: MapLayers) -> None:
    every = select(small_layers.record)
    view = printed_map.view_of(small_layers, "zh", "A4", "371426")
    said = legend.legend_of(view, every, county_classes(every))
    assert view.shown == ["370105", "370115", "371402", "371426"]
    assert said["sectors"] == [["energy", "能源", 3, 0]]
    assert said["marks"] == [["site", "场址已知", 1, 0], ["county", "县域示意", 2, 0]]
    assert said["quiet"] == []
    assert sorted((mark, count) for mark, _, count in said["counties"]) == [
        ("0", 1),
        ("1", 2),
        ("2", 1),
        ("p", 2),
    ]


@pytest.mark.parametrize("county", [None, "371425", "370105"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_text_is_cut_or_covered(county: str | None, language: Language, page_of: Pages) -> None:
    assert overlaps(page_of(language, county), below=0.01) == []


def test_hostile_text_is_text(small_layers: MapLayers, today: datetime.date) -> None:
    hostile = with_columns(small_layers.record, search_text=HOSTILE.casefold())
    selection = Selection(hostile, Filters(text=HOSTILE))
    changed = MapLayers(hostile, small_layers.config)
    page = printed_map.figure(changed, selection, "zh", today)
    said = "".join(drawn(page))
    assert '=HYPERLINK("http://x")<img src=x onerror=alert(1)>$x_1$&<> ?' in said
    printed_map.png_bytes(changed, selection, "zh", today, dpi=40)
    printed_map.pdf_bytes(changed, selection, "zh", today)


def test_long_filters_go_on_with_an_ellipsis(small_layers: MapLayers, today: datetime.date) -> None:
    counties = 12 * tuple(small_layers.record.county_names.index)
    selection = Selection(small_layers.record, Filters(county=counties))
    page = printed_map.figure(small_layers, selection, "zh", today)
    assert any(text.endswith("…") for text in drawn(page))


def test_nothing_passes(small_layers: MapLayers, today: datetime.date) -> None:
    nothing = Selection(small_layers.record, Filters(text="没有这样的词"))
    page = printed_map.figure(small_layers, nothing, "zh", today)
    assert any("标出 0 项" in text for text in drawn(page))


def test_an_unknown_county(small_layers: MapLayers, today: datetime.date) -> None:
    with pytest.raises(KeyError):
        printed_map.figure(small_layers, select(small_layers.record), "zh", today, county="999999")


def test_no_font_is_said(
    small_layers: MapLayers, today: datetime.date, monkeypatch: pytest.MonkeyPatch
) -> None:
    latin: list[FontEntry] = [e for e in fonts.installed_faces() if e.name == fonts.LATIN]
    monkeypatch.setattr(fonts, "installed_faces", lambda: latin)
    monkeypatch.setattr(fonts, "new_faces", list)
    with pytest.raises(MissingFontError) as caught:
        printed_map.png_bytes(small_layers, select(small_layers.record), "zh", today)
    assert caught.value.sentence("zh").startswith("服务器没有中文字体，不能绘制地图；请安装")
    assert "fonts-noto-cjk" in caught.value.sentence("en")


def test_a_face_without_chinese_is_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    """A font that only calls itself Chinese is passed over."""
    latin = next(e for e in fonts.installed_faces() if e.name == fonts.LATIN)
    liar = FontEntry(fname=latin.fname, index=latin.index, name="Noto Sans CJK SC")
    monkeypatch.setattr(fonts, "installed_faces", lambda: [liar])
    monkeypatch.setattr(fonts, "new_faces", list)
    with pytest.raises(MissingFontError):
        chinese_family()


def test_the_pen_measures() -> None:
    pen = Pen(chinese_family())
    assert pen.width_pt("德州", 10) == pytest.approx(20)
    assert pen.lines("德州市碳达峰", 10, 41, 2) == ["德州市碳"[:4], "达峰"]
    assert pen.lines("德州市碳达峰工作方案", 10, 41, 2) == ["德州市碳", "达峰…"]
    assert pen.lines("", 10, 40, 2) == []
    assert pen.clean("a\nb\x00c \U0001f9ff") == "a b c ?"


@pytest.mark.parametrize("county", [None, "371426"])
def test_a_page_places_its_marks_once(
    county: str | None, small_layers: MapLayers, monkeypatch: pytest.MonkeyPatch
) -> None:
    parted: list[int] = []
    part = extent.part_marks
    monkeypatch.setattr(extent, "part_marks", lambda m: (parted.append(len(m)), part(m))[1])
    selection = select(small_layers.record)
    printed_map.figure(small_layers, selection, "zh", TODAY, county=county)
    assert len(parted) == 1


SELECTIONS = {
    "everything": Filters(),
    "zone": Filters(city=("jinan_qibu",)),
    "city": Filters(city=("dezhou",)),
}


@pytest.fixture(scope="module")
def numbered(layers: MapLayers) -> Callable[[str, Language], list[Figure]]:
    """The pages of a numbered map, drawn once."""

    @cache
    def drawn(name: str, language: Language) -> list[Figure]:
        selection = Selection(layers.record, SELECTIONS[name])
        return printed_map.figures(layers, selection, language, TODAY, across=name == "city")

    return drawn


def ground_of(name: str, layers: MapLayers, language: Language) -> BaseGeometry | None:
    """The ground of the county or city that a text names; None where it names neither."""
    table, shapes = layers.record.county_names, layers.record.equal_area
    zh = language == "zh"
    said = re.sub(r" \d.*", "", name)  # numbers stand behind a name
    cities = table.prefecture_zh if zh else table.prefecture_en
    counties = table.county_zh if zh else table.county_en.map(short_name)
    for names in (cities, counties):
        own = [code for code in names.index[names == said] if code in shapes.index]
        if own:
            return shapes.loc[own].union_all()
    return None


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", SELECTIONS)
def test_names_stand_on_their_own_ground_or_have_a_line_to_it(
    name: str,
    language: Language,
    layers: MapLayers,
    numbered: Callable[[str, Language], list[Figure]],
) -> None:
    page = numbered(name, language)[0]
    on_map = page.axes[1]
    renderer = page.canvas.get_renderer()  # type: ignore[attr-defined]
    to_metres = on_map.transData.inverted()
    lines = [
        shapely.LineString(segment)
        for lines in on_map.collections
        if isinstance(lines, LineCollection)
        for segment in lines.get_segments()
        if len(segment) == 2
    ]
    seen = 0
    for text in on_map.texts:
        ground = ground_of(text.get_text(), layers, language)
        if ground is None or text.get_path_effects():
            continue
        seen += 1
        box = shapely.box(*to_metres.transform(text.get_window_extent(renderer)).ravel())
        if ground.buffer(1).contains(box.centroid) and not ground.boundary.intersects(box):
            continue
        reach = box.bounds[3] - box.bounds[1]  # a line begins a little beside the letters
        joined = [
            line
            for line in lines
            if box.distance(line) < reach
            and min(ground.distance(shapely.Point(end)) for end in line.coords) < 1
        ]
        assert joined or ground.contains(box.buffer(-0.45 * reach)), text.get_text()
    assert seen > 5


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", SELECTIONS)
def test_every_number_of_the_map_stands_in_its_list(
    name: str,
    language: Language,
    layers: MapLayers,
    numbered: Callable[[str, Language], list[Figure]],
) -> None:
    """The list goes on until all have their number; what the map numbers is in it."""
    first, *rest = numbered(name, language)
    things = Selection(layers.record, SELECTIONS[name]).rows.thing.nunique()
    listed = [
        int(text.get_text())
        for page in rest
        for text in page.axes[0].texts
        if text.get_text().isdecimal()
    ]
    assert listed == list(range(1, things + 1))
    # Numbers of squares are counts; those of marks are as large as a number is.
    size = 6.4
    said = {
        int(text.get_text())
        for text in first.axes[1].texts
        if text.get_text().isdecimal() and text.get_fontsize() == pytest.approx(size)
    }
    assert said and said <= set(listed)
    for page in rest:
        assert overlaps(page) == []
    assert overlaps(first, below=0.01) == []


def test_numbers_without_room_follow_the_name_of_their_county() -> None:
    marks = pd.DataFrame({"thing": list("abcdef"), "adcode": ["1", "1", "1", "1", "2", "2"]})
    numbers = {"a": 1, "b": 2, "c": 3, "d": 7, "e": 8, "f": 9}
    assert numbers_behind(marks, numbers, {"a", "b", "e"}) == {"1": "1–2", "2": "8"}
    apart = numbers | {"b": 5}
    assert numbers_behind(marks, apart, {"a", "c", "b", "d"}) == {"1": "1–7"}
    assert numbers_behind(marks, numbers, set()) == {}


def test_the_map_shows_what_the_filters_leave_in(layers: MapLayers) -> None:
    """Its frame is that of the counties chosen, and the legend counts in it."""
    selection = Selection(layers.record, Filters(county=("371423", "371481")))
    page = printed_map.figures(layers, selection, "zh", TODAY)[0]
    west, east = page.axes[1].get_xlim()
    south, north = page.axes[1].get_ylim()
    shapes = layers.record.equal_area
    inside = shapely.box(west, south, east, north)
    assert inside.contains(shapes.loc[["371423", "371481"]].union_all())
    assert inside.area < 0.1 * shapely.box(*shapes.total_bounds).area


def test_a_mark_of_a_county_keeps_its_form_when_small() -> None:
    """Four arcs with gaps that can be seen, in a rim of at least half a point; a site is whole."""
    axes = Figure().add_axes((0, 0, 1, 1))
    for radius in (0.9, 1.3, 2.4, 4.3):
        draw_mark(axes, 0, 0, radius, 1, "", "county")
        rim = axes.patches[-1]
        _, (dash, gap) = rim.get_linestyle()  # type: ignore[misc]
        assert rim.get_linewidth() >= 0.5
        around = 2 * np.pi * radius
        assert gap * rim.get_linewidth() >= 0.25, radius
        assert around / ((dash + gap) * rim.get_linewidth()) > 3.5 or radius > 2.6
    draw_mark(axes, 0, 0, 1.3, 1, "", "site")
    assert axes.patches[-1].get_linestyle() == "solid"
