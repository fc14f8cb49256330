"""Single cells: what is mended keeps its value, and what is in doubt stays as it is."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.record.cells import cell_fault, mended
from geodata.record.schema import TABLE_BY_NAME, TABLES, Column

DAY = Column("day", "", "", "date")
YEAR = Column("target_year", "", "", "integer")
WHOLE = Column("both", "", "", "integer")
NUMBER = Column("capacity_mw", "", "", "number")
TEXT = Column("name_zh", "", "")
MONTH = next(c for c in TABLE_BY_NAME["operating"].columns if c.name == "as_of")
CODES = next(c for c in TABLE_BY_NAME["projects"].columns if c.name == "adcodes")
UNITS = next(c for c in TABLE_BY_NAME["projects"].columns if c.name == "responsible_zh")
ID = next(c for c in TABLE_BY_NAME["projects"].columns if c.name == "project_id")


@pytest.mark.parametrize(
    ("column", "cell", "meant"),
    [
        (DAY, "2026/11/21", "2026-11-21"),
        (DAY, "2026-1-5", "2026-01-05"),
        (DAY, "2026.11.21", "2026-11-21"),
        (DAY, "2026年1月5日 0:00", "2026-01-05"),
        (DAY, "2026年11月21日星期六", "2026-11-21"),
        (DAY, "2026/11/21 12:00:00 AM", "2026-11-21"),
        (DAY, "２０２６－１１－２１", "2026-11-21"),
        (MONTH, "2025年6月", "2025-06"),
        (MONTH, "2025/6", "2025-06"),
        (MONTH, "2025/6/1", "2025-06"),
        (MONTH, "2025-06-01 0:00:00", "2025-06"),
        (YEAR, "2030.00", "2030"),
        (YEAR, "２０３０年", "2030"),
        (WHOLE, "12,345,678", "12345678"),
        (NUMBER, "1,234.5", "1234.5"),
        (NUMBER, ".5", "0.5"),
        (NUMBER, "5.", "5"),
        (NUMBER, "−5.5", "-5.5"),
        (NUMBER, "１，２３４．５", "1234.5"),
        (CODES, "371402；371426；", "371402;371426"),
        (CODES, "371402.0", "371402"),
        (CODES, "'371402", "371402"),
        (UNITS, "市能源局；市发展改革委", "市能源局;市发展改革委"),
        (UNITS, "市能源局， 市发展改革委；", "市能源局;市发展改革委"),
        (ID, "dezhou－００１", "dezhou-001"),
        (TEXT, "\u200b王庙\xa0风电场\u3000", "王庙 风电场"),
        (TEXT, "⻛⼒发电", "风力发电"),
        (TEXT, "\uf979\u200d", "凉"),
        (TEXT, "bell\x07", "bell"),
    ],
)
def test_mended(column: Column, cell: str, meant: str) -> None:
    assert mended(column, cell) == meant
    assert cell_fault(column, meant) == ""


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        (DAY, "26/11/21"),
        (DAY, "11/21/2026"),
        (DAY, "2026/11-21"),
        (DAY, "2026-11-21 00:00:01"),
        (DAY, "2026年11月21日星期日"),
        (DAY, "2026-02-30"),
        (DAY, "20261"),
        (DAY, "0026-11-21"),
        (DAY, "2026-W47-6"),
        (MONTH, "2025/6/2"),
        (MONTH, "Jun-25"),
        (MONTH, "2025-13"),
        (YEAR, "2030.5"),
        (YEAR, "二〇三〇"),
        (WHOLE, "1,234"),
        (NUMBER, "1,234"),
        (NUMBER, "1e3"),
        (NUMBER, "85%"),
        (NUMBER, "nan"),
        (NUMBER, "inf"),
        (NUMBER, "٥"),  # an Arabic digit is no number here: NFKC keeps it
        (NUMBER, "5 6"),
        (CODES, "371402 371426x"),
        (CODES, "37140"),
    ],
)
def test_in_doubt(column: Column, cell: str) -> None:
    """The value stays what it was, and a sentence shows it."""
    assert mended(column, cell) == cell
    assert repr(cell)[1:-1] in cell_fault(column, cell) or cell.split(" ")[-1] in cell_fault(
        column, cell
    )


@pytest.mark.parametrize(
    "cell",
    [
        "５０兆瓦",
        "（一）",
        "3×15MW",
        "1,234",
        "2026/11/21",
        "王庙；风电",
        "℃",
        "㎡",
        "①",
        "a b",
        "'x",
    ],
)
def test_words_as_printed_stay_so(cell: str) -> None:
    assert mended(TEXT, cell) == cell
    assert cell_fault(TEXT, cell) == ""


COLUMNS = [column for table in TABLES for column in table.columns]


@given(st.sampled_from(COLUMNS), st.text(max_size=40))
def test_mending_twice_changes_nothing(column: Column, cell: str) -> None:
    once = mended(column, cell)
    assert mended(column, once) == once


@given(st.sampled_from(COLUMNS), st.text(max_size=40))
def test_a_good_cell_stays(column: Column, cell: str) -> None:
    good = mended(column, cell)
    if cell_fault(column, good) == "":
        assert mended(column, good) == good


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 12, 31)), st.sampled_from("-/."))
def test_a_day_stays_that_day(day: datetime.date, mark: str) -> None:
    said = f"{day.year}{mark}{day.month}{mark}{day.day}"
    assert mended(DAY, said) == day.isoformat()


@given(st.floats(-1e9, 1e9).map(lambda value: f"{value:.4f}"))
def test_a_number_stays_that_number(number: str) -> None:
    grouped = f"{float(number):,.4f}"
    assert float(mended(NUMBER, grouped)) == float(number)
    wide = number.translate(str.maketrans("0123456789.-", "０１２３４５６７８９．－"))
    assert mended(NUMBER, wide) == number
