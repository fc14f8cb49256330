"""The county briefing: opens, says coverage first, holds exactly the items, survives any name."""

from __future__ import annotations

import datetime
import io
import zipfile
from dataclasses import replace

import pandas as pd
import pytest
from docx import Document
from docx.document import Document as DocumentObject
from docx.oxml.ns import qn
from fixture.small import with_columns
from lxml import etree

from geodata.atlas.layers import MapLayers
from geodata.language.vocabulary import Language
from geodata.record.filters import Filters
from geodata.record.masks import in_counties
from geodata.record.selection import Selection, select
from geodata.reports.briefing import docx_bytes
from geodata.reports.paper import fonts, inset
from geodata.reports.word import FANG, HEI, KAI, SONG, STAND_INS

HOSTILE = '=HYPERLINK("http://x")<img src=x onerror=alert(1)>&<>\x00\x0b\x1f'
SAFE = '=HYPERLINK("http://x")<img src=x onerror=alert(1)>&<>'


def opened(content: bytes) -> DocumentObject:
    return Document(io.BytesIO(content))


def lines(document: DocumentObject) -> list[str]:
    return [p.text for p in document.paragraphs if p.text]


def ids(document: DocumentObject) -> list[str]:
    """Ids of the items in the tables, in order."""
    return [
        row.cells[1].paragraphs[1].text
        for table in document.tables
        for row in table.rows[1:]
        if row.cells[0].text.isdecimal()
    ]


@pytest.fixture
def no_font(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "installed_faces", list)
    monkeypatch.setattr(fonts, "new_faces", list)


def test_a_covered_county(small_layers: MapLayers, today: datetime.date) -> None:
    document = opened(docx_bytes("371426", small_layers, select(small_layers.record), "zh", today))
    said = lines(document)
    assert said[:4] == [
        "平原县碳达峰事项简报",
        "德州市 · 371426 · 2026-11-21",
        "《德州方案》覆盖平原县，列名本县的事项：3 项。",
        "筛选条件：无",
    ]
    assert ids(document) == ["dezhou-001", "dezhou-002", "dezhou-003", "dezhou-004"]
    item, below = document.tables[0].rows[2:4]
    first = [*(cell.text for cell in item.cells), below.cells[0].text]
    assert first == [
        "1",
        "王庙风电场\ndezhou-001\n平原县",
        "新建\n风电场",
        "5万千瓦",
        "2025年",
        "推进平原县王庙5万千瓦风电场建设\n《德州方案》（德政字〔2023〕29号），能源，二（一）\n"
        "责任单位：市能源局\n"
        "原文印作“王庙”，读作“王庙镇”：地名不全",
    ]
    indicator, clause = document.tables[-1].rows[2:4]
    target = [*(cell.text for cell in indicator.cells), clause.cells[0].text]
    assert target[:4] == ["非化石能源消费占比", "18%左右", "2030（本项）", "全市"]
    assert target[4] == (
        "到2030年，非化石能源消费占比达到18%左右\n《德州方案》（德政字〔2023〕29号），一\n"
        "责任单位：市发展改革委"
    )
    widths = [column.width.cm for column in document.tables[0].columns]
    assert sum(widths) == pytest.approx(15.6, abs=0.01)
    assert len(document.inline_shapes) == 1
    assert "边界：测试边界 · 无审图号，仅供内部研究" in said
    assert "来源文件：《德州方案》（德政字〔2023〕29号）" in said


def test_a_partly_covered_county_says_so_first(
    small_layers: MapLayers, today: datetime.date
) -> None:
    document = opened(docx_bytes("370105", small_layers, select(small_layers.record), "zh", today))
    said = lines(document)
    assert said[2:5] == [
        "方案只覆盖本县的一部分，未列名不等于没有安排。",
        "只覆盖一部分",
        "《起步区方案》覆盖天桥区的一部分，列名本县的事项：2 项。",
    ]
    # Its own items by sector, then the one of the same plan that gives no county, apart.
    assert "起步区：1 条记录" in said
    assert said.index("起步区：1 条记录") > said.index(
        "也可能适用于本县：同一方案中全市与功能区的事项"
    )
    assert ids(document) == ["jinan_qibu-002", "jinan_qibu-001", "jinan_qibu-003"]
    targets = [row.cells[1].text for row in document.tables[-1].rows[2::2]]
    assert targets == ["达到12万千瓦", "20%左右"]


def test_a_county_without_a_plan_says_so_first(
    small_layers: MapLayers, today: datetime.date
) -> None:
    document = opened(docx_bytes("130102", small_layers, select(small_layers.record), "zh", today))
    said = lines(document)
    assert said[2] == "未收录覆盖本县的碳达峰方案，空白不代表没有安排。"
    assert document.tables == []
    assert "方案的数量目标" not in said


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_real_record(language: Language, layers: MapLayers, today: datetime.date) -> None:
    record = layers.record
    selection = Selection(record, Filters(sector=("energy",)))
    passing = selection.mask
    document = opened(docx_bytes("371425", layers, selection, language, today))
    rows = record.projects[passing]
    own = record.projects[passing & in_counties(record, ["371425"])]
    wide = rows[rows.document_id == "dezhou"].groupby("anchor").project_id.apply(list)
    assert ids(document) == [*own.project_id, *wide["dezhou"]]
    targets = record.targets[record.targets.document_id == "dezhou"]
    assert len(document.tables[-1].rows) == 2 * (len(targets) + 1)


def test_a_zone_applies_only_where_it_reaches(
    small_layers: MapLayers, today: datetime.date
) -> None:
    record = small_layers.record
    part = replace(record, zones=record.zones.assign(adcodes="370115"))
    changed = MapLayers(part, small_layers.config)
    assert "jinan_qibu-003" in ids(opened(docx_bytes("370115", changed, select(part), "zh", today)))
    document = opened(docx_bytes("370105", changed, select(part), "zh", today))
    assert ids(document) == ["jinan_qibu-002", "jinan_qibu-001"]
    assert "没有这样的事项。" in lines(document)
    assert "方案没有列名任何一项。" not in lines(document)


def test_a_target_without_a_year_has_its_phase(
    small_layers: MapLayers, today: datetime.date
) -> None:
    record = small_layers.record
    targets = record.targets.assign(year=pd.NA, phase="near")
    changed = MapLayers(replace(record, targets=targets), small_layers.config)
    every = select(changed.record)
    document = opened(docx_bytes("371426", changed, every, "zh", today))
    assert [row.cells[2].text for row in document.tables[-1].rows[2::2]] == ["近期"]


@pytest.mark.parametrize(("language", "tag"), [("zh", "zh-CN"), ("en", "en-GB")])
def test_it_looks_like_an_official_paper(
    language: Language, tag: str, small_layers: MapLayers, today: datetime.date
) -> None:
    content = docx_bytes("371426", small_layers, select(small_layers.record), language, today)
    document = opened(content)
    faces = {"Normal": FANG, "Title": SONG, "Heading 1": HEI, "Heading 2": KAI, "Header": FANG}
    for name, face in faces.items():
        properties = document.styles[name].element.rPr
        assert properties.rFonts.get(qn("w:eastAsia")) == face, name
        assert properties.rFonts.get(qn("w:eastAsiaTheme")) is None, name
        assert properties.find(qn("w:lang")).get(qn("w:eastAsia")) == "zh-CN", name
        assert properties.find(qn("w:lang")).get(qn("w:val")) == tag, name
    assert document.styles["Title"].font.size.pt == 22
    assert document.core_properties.language == tag
    (section,) = document.sections
    head = section.header.paragraphs[0].text
    assert head.startswith(document.core_properties.title) and "2026-11-21" in head
    fields = section.footer._element.findall(f".//{qn('w:fldSimple')}")
    assert [field.get(qn("w:instr")) for field in fields] == ["PAGE"]
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        fonts_part = etree.fromstring(parts.read("word/fontTable.xml"))
    others = {
        font.get(qn("w:name")): font.find(qn("w:altName")).get(qn("w:val"))
        for font in fonts_part
        if font.get(qn("w:name")) in STAND_INS
    }
    assert others == STAND_INS


def test_marks_of_the_map_have_the_numbers_of_the_tables(
    small_layers: MapLayers, today: datetime.date, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A thing has one number wherever it is named again; what may apply goes on counting."""
    asked: list[dict[str, int]] = []
    draw = inset.png_bytes
    monkeypatch.setattr(inset, "png_bytes", lambda *a: (asked.append(a[-1]), draw(*a, dpi=40))[1])
    record = small_layers.record
    document = opened(docx_bytes("370105", small_layers, select(record), "zh", today))
    thing = record.projects.set_index("project_id").thing
    said = {
        thing[row.cells[1].paragraphs[1].text]: int(row.cells[0].text)
        for table in document.tables
        for row in table.rows[1:]
        if row.cells[0].text.isdecimal()
    }
    assert asked == [said]
    assert sorted(said.values()) == list(range(1, len(said) + 1))


def test_only_the_plan_that_is_used_is_a_source(layers: MapLayers, today: datetime.date) -> None:
    record = layers.record
    said = lines(opened(docx_bytes("371423", layers, select(record), "zh", today)))
    (sources,) = [line for line in said if line.startswith("来源文件：")]
    assert sources == "来源文件：《德州市碳达峰工作方案》（德政字〔2023〕29号）"


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("adcode", ["371423", "371725", "370105"])
def test_every_letter_of_the_map_is_7_points_on_paper(
    adcode: str, language: Language, layers: MapLayers
) -> None:
    every = select(layers.record)
    numbers = {str(thing): n for n, thing in enumerate(every.rows.thing.unique(), start=1)}
    sheet = inset.page(layers, every, language, adcode, numbers)
    sizes = {
        text.get_text(): text.get_fontsize() for axes in sheet.page.axes for text in axes.texts
    }
    assert sizes
    assert {text: size for text, size in sizes.items() if size < 7} == {}


def test_a_hostile_name(small_layers: MapLayers, today: datetime.date) -> None:
    hostile = with_columns(
        small_layers.record,
        name_zh=HOSTILE,
        quote_zh=HOSTILE,
        quantity_zh=HOSTILE,
        search_text=HOSTILE.casefold(),
    )
    changed = MapLayers(hostile, small_layers.config)
    selection = Selection(hostile, Filters(text=HOSTILE))
    content = docx_bytes("371426", changed, selection, "zh", today)
    document = opened(content)
    names = {row.cells[1].paragraphs[0].text for row in document.tables[0].rows[2::2]}
    assert names == {SAFE}
    assert f"筛选条件：搜索：{SAFE}" in lines(document)
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        for part in parts.namelist():
            if part.endswith((".xml", ".rels")):
                etree.fromstring(parts.read(part))
        assert b"instrText" not in parts.read("word/document.xml")


@pytest.mark.usefixtures("no_font")
def test_without_a_font_the_map_is_left_out(small_layers: MapLayers, today: datetime.date) -> None:
    document = opened(docx_bytes("371426", small_layers, select(small_layers.record), "zh", today))
    assert len(document.inline_shapes) == 0
    assert any(text.startswith("服务器没有中文字体") for text in lines(document))
    assert len(ids(document)) == 4


def test_nothing_passes(small_layers: MapLayers, today: datetime.date) -> None:
    nothing = Selection(small_layers.record, Filters(text="没有这样的词"))
    document = opened(docx_bytes("371426", small_layers, nothing, "zh", today))
    assert ids(document) == []
    assert "没有符合条件的事项。" in lines(document)


def test_an_unknown_county(small_layers: MapLayers, today: datetime.date) -> None:
    with pytest.raises(KeyError):
        docx_bytes("999999", small_layers, select(small_layers.record), "zh", today)
