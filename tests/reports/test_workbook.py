"""XLSX: typed, exactly the rows, and nothing in it runs."""

from __future__ import annotations

import datetime
import io
import zipfile

import pandas as pd
import pytest
from fixture.small import with_columns
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from geodata.config import Config
from geodata.record.filters import Filters
from geodata.record.record import Record
from geodata.record.selection import Selection, select
from geodata.reports.item_rows import item_headers, item_table
from geodata.reports.safe_text import legal
from geodata.reports.workbook import xlsx_bytes

HOSTILE = '=HYPERLINK("http://x")<img src=x onerror=alert(1)>&<>\x00\x0b\x1f\ufffe'
SAFE = '=HYPERLINK("http://x")<img src=x onerror=alert(1)>&<>'


def sheets(content: bytes) -> tuple[Worksheet, Worksheet]:
    book = load_workbook(io.BytesIO(content))
    return book.worksheets[0], book.worksheets[1]


def column(sheet: Worksheet, header: str) -> list[object]:
    names = [cell.value for cell in sheet[1]]
    return [row[names.index(header)].value for row in sheet.iter_rows(min_row=2)]


def test_it_is_the_rows(small: Record, small_config: Config, today: datetime.date) -> None:
    items, _ = sheets(xlsx_bytes(select(small), small_config, "zh", today))
    assert items.title == "事项"
    assert column(items, "编号") == small.projects.project_id.tolist()
    assert column(items, "名称") == small.projects.name_zh.tolist()
    assert column(items, "原文") == small.projects.quote_zh.tolist()
    assert column(items, "目标年") == [2025, 2030, 2025, 2025, 2025, 2030, 2030, 2025]
    assert column(items, "装机_兆瓦") == [50, 45, None, None, None, None, None, None]
    assert column(items, "面积_公顷")[1] == 133333.33
    assert column(items, "长度_公里")[5] == 20
    assert column(items, "误差_公里") == [2, None, None, 2, None, None, None, 5]
    assert column(items, "年份写法")[6] == "未写年份（规划期末2030）"
    assert column(items, "出处")[5] == "《起步区方案》，交通，四"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_real_record_is_its_rows(
    language: str, record: Record, config: Config, today: datetime.date
) -> None:
    filters = Filters(sector=("energy",), city=("dezhou",))
    selection = Selection(record, filters)
    said = "zh" if language == "zh" else "en"
    items, _ = sheets(xlsx_bytes(selection, config, said, today))
    table = item_table(record.projects[selection.mask], record, said)
    assert [c.value for c in items[1]] == item_headers(said)
    for header, name in zip(item_headers(said), table.columns, strict=True):
        stored = [None if pd.isna(v) or v == "" else v for v in table[name]]
        assert [v or None for v in column(items, header)] == stored, name


def test_a_reader_finds_its_way(small: Record, small_config: Config, today: datetime.date) -> None:
    items, _ = sheets(xlsx_bytes(select(small), small_config, "zh", today))
    assert items.freeze_panes == "C2"
    assert items.auto_filter.ref == "A1:AD9"
    quote = [c.value for c in items[1]].index("原文")
    letter = items[1][quote].column_letter
    assert items.column_dimensions[letter].width == 60
    assert items[f"{letter}2"].alignment.wrap_text


def test_nothing_runs(small: Record, small_config: Config, today: datetime.date) -> None:
    hostile = with_columns(
        small,
        name_zh=HOSTILE,
        note_zh="+1",
        wording="-1",
        quantity_zh="@x",
        search_text=HOSTILE.casefold(),
    )
    selection = Selection(hostile, Filters(text=HOSTILE))
    content = xlsx_bytes(selection, small_config, "zh", today)
    items, sources = sheets(content)
    assert set(column(items, "名称")) == {SAFE}
    assert set(column(items, "说明")) == {"+1"}
    assert set(column(items, "原文用词")) == {"-1"}
    assert set(column(items, "规模")) == {"@x"}
    assert {c.data_type for s in (items, sources) for row in s for c in row} <= {
        "s",
        "inlineStr",
        "n",
        "d",
    }
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        for name in parts.namelist():
            assert b"<f>" not in parts.read(name), name
            assert "externalLink" not in name


def test_legal_keeps_what_xml_can_hold() -> None:
    assert legal("德州\t\n\U00020000é") == "德州\t\n\U00020000é"
    assert legal("a\x00\x08\x0b\x1f\ud800\uffffb") == "ab"


def test_sources_are_said(small: Record, small_config: Config, today: datetime.date) -> None:
    selection = Selection(small, Filters(city=("dezhou",)))
    _, sources = sheets(xlsx_bytes(selection, small_config, "zh", today))
    lines = [[c.value for c in row] for row in sources.iter_rows()]
    said = {line[0]: line[1] for line in lines}
    assert sources.title == "来源"
    assert said["筛选条件"] == "城市：德州市"
    assert said["导出日期"] == "2026-11-21"
    assert said["边界"] == "测试边界 · 无审图号，仅供内部研究"
    dezhou = next(line for line in lines if line[0] == "德州方案")
    assert dezhou[1] == "德政字〔2023〕29号"
    assert dezhou[3] == datetime.datetime(2023, 6, 22)
    assert dezhou[4] == 2030
    assert dezhou[5] == "方案覆盖全县"
    assert dezhou[7] == 4
    qibu = next(line for line in lines if line[0] == "起步区方案")
    assert qibu[7] == 0


def test_no_rows(small: Record, small_config: Config, today: datetime.date) -> None:
    nothing = Selection(small, Filters(text="没有这样的词"))
    content = xlsx_bytes(nothing, small_config, "en", today)
    items, sources = sheets(content)
    assert items.max_row == 1
    assert sources.max_row > 5


def test_a_second_save_is_the_same_text(
    small: Record, small_config: Config, today: datetime.date
) -> None:
    first, second = (xlsx_bytes(select(small), small_config, "zh", today) for _ in range(2))
    with zipfile.ZipFile(io.BytesIO(first)) as a, zipfile.ZipFile(io.BytesIO(second)) as b:
        assert a.read("xl/worksheets/sheet1.xml") == b.read("xl/worksheets/sheet1.xml")
