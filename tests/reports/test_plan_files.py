"""A plan as Excel and Word, and with a filter on a unit its list: both say what they hold."""

from __future__ import annotations

import datetime
import io

import docx
import openpyxl
import pytest
from docx.document import Document
from openpyxl.worksheet.worksheet import Worksheet

from geodata.config import Config
from geodata.language.vocabulary import Language
from geodata.record.filters import Filters
from geodata.record.record import Record
from geodata.record.selection import select
from geodata.reports import plan_word, plan_workbook
from geodata.views.plan_extract import PlanExtract

OFFICE, COMMISSION = "市能源局", "市发展改革委"


def extract(record: Record, document_id: str, **filters: object) -> PlanExtract:
    """The plan under filters."""
    return PlanExtract(select(record, Filters(**filters)).narrowed(plan=document_id))


@pytest.fixture
def book(small_config: Config, today: datetime.date):
    def made(plan: PlanExtract, language: Language = "zh") -> openpyxl.Workbook:
        content = plan_workbook.xlsx_bytes(plan, small_config, language, today)
        return openpyxl.load_workbook(io.BytesIO(content))

    return made


@pytest.fixture
def letter(small_config: Config, today: datetime.date):
    def made(plan: PlanExtract, language: Language = "zh") -> Document:
        content = plan_word.docx_bytes(plan, small_config, language, today)
        return docx.Document(io.BytesIO(content))

    return made


def column(sheet: Worksheet, head: str) -> list[object]:
    """The values below a head."""
    heads = [cell.value for cell in sheet[1]]
    place = heads.index(head) + 1
    return [sheet.cell(line, place).value for line in range(2, sheet.max_row + 1)]


def said(document: Document) -> str:
    cells = (c.text for t in document.tables for row in t.rows for c in row.cells)
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def test_the_workbook_of_a_plan(small: Record, book) -> None:
    made = book(extract(small, "dezhou"))
    assert made.sheetnames == [
        "文件",
        "定位到哪一级",
        "方案如何对待",
        "篇章与专栏",
        "事项",
        "数量目标",
        "责任单位",
        "责任单位清单",
        "原文勘误",
        "来源",
    ]
    assert column(made["事项"], "编号") == [f"dezhou-00{n}" for n in range(1, 5)]
    assert column(made["事项"], "年份")[1:3] == ["未写（期末2030）", "2025（近期）"]
    assert column(made["责任单位清单"], "目标年") == [2025, 2030, 2025, 2025]
    assert column(made["事项"], "目标年") == [2025, 2030, 2025, 2025]
    assert column(made["事项"], "篇章")[0] == "二（一）推进平原县王庙"
    assert column(made["数量目标"], "编号") == ["dezhou-t001"]
    assert column(made["责任单位"], "责任单位") == [COMMISSION, OFFICE]
    assert column(made["责任单位清单"], "编号") == [
        "dezhou-003",
        "dezhou-t001",
        "dezhou-001",
        "dezhou-003",
    ]
    assert column(made["原文勘误"], "印作") == ["王庙"]
    about = {row[0].value: row[1].value for row in made["来源"].iter_rows()}
    assert about["来源文件"] == (
        "《德州方案》 · 德政字〔2023〕29号 · 2023-06-22 · https://www.dezhou.gov.cn/plan"
    )
    assert about["筛选条件"] == "城市：德州市"
    assert about["导出日期"] == "2026-11-21"


def test_the_workbook_follows_the_filters(small: Record, book) -> None:
    made = book(extract(small, "dezhou", year=2025))
    assert column(made["事项"], "编号") == ["dezhou-001", "dezhou-003", "dezhou-004"]
    assert column(made["数量目标"], "编号") == []
    assert column(made["定位到哪一级"], "定位到哪一级") == ["筛选内", "共"]
    about = {row[0].value: row[1].value for row in made["来源"].iter_rows()}
    assert about["筛选条件"] == "城市：德州市；目标年：2025年及以前"
    assert about["方案"].startswith("本方案列名：筛选内 2 项，共 3 项")


def test_with_a_filter_on_a_unit_the_file_is_its_list(small: Record, book, letter) -> None:
    plan = extract(small, "dezhou", unit=(COMMISSION,))
    made = book(plan)
    assert made.sheetnames == ["责任单位清单", "事项", "数量目标", "来源"]
    listed = made["责任单位清单"]
    assert column(listed, "责任单位") == [COMMISSION, COMMISSION]
    assert column(listed, "目标年") == [2025, 2030]
    assert column(listed, "年份") == ["2025（近期）", "2030（本项）"]
    assert column(listed, "名称或指标") == ["平原变电站", "非化石能源消费占比"]
    assert column(made["事项"], "编号") == ["dezhou-003"]
    document = letter(plan)
    assert document.core_properties.title == "责任单位清单：市发展改革委（德州市）"
    text = said(document)
    assert "筛选条件：城市：德州市；责任单位：市发展改革委" in text
    assert "平原变电站" in text
    # What names no unit is told, and listed nowhere.
    assert "不在责任单位筛选之内：平原光伏电站。" in text
    assert not any(row.cells[3].text == "平原光伏电站" for t in document.tables for row in t.rows)
    assert [p.text for p in document.paragraphs if p.style.name == "Heading 1"] == [
        "市发展改革委：1 项、1 个目标",
        "来源与说明",
    ]


def test_the_letter_of_a_plan(small: Record, letter) -> None:
    document = letter(extract(small, "dezhou"))
    headings = [
        (p.style.name, p.text) for p in document.paragraphs if p.style.name.startswith("Heading")
    ]
    assert headings == [
        ("Heading 1", "一 坚持绿色发展"),
        ("Heading 2", "二（一）推进平原县王庙"),
        ("Heading 2", "二（二）近期新建"),
        ("Heading 3", "专栏1 平原风电场按期并网"),
        ("Heading 1", "责任单位"),
        ("Heading 1", "原文勘误"),
        ("Heading 1", "来源与说明"),
    ]
    text = said(document)
    own = small.projects[small.projects.document_id == "dezhou"]
    assert all(clause in text for clause in own.quote_zh)
    assert "18%左右" in text
    assert "王庙镇" in text
    assert f"责任单位：{OFFICE}、{COMMISSION}" in text


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("document_id", ["dezhou", "heze", "jinan_qibu", "shijiazhuang", "zibo"])
def test_every_clause_of_every_plan_leaves_in_both_files(
    record: Record, config: Config, today: datetime.date, document_id: str, language: Language
) -> None:
    plan = extract(record, document_id)
    text = said(docx.Document(io.BytesIO(plan_word.docx_bytes(plan, config, language, today))))
    content = plan_workbook.xlsx_bytes(plan, config, language, today)
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row}
    for frame in (record.projects, record.targets):
        own = frame[frame.document_id == document_id]
        assert [q for q in own.quote_zh if q not in text] == []
        assert set(own.quote_zh) - cells == set()
