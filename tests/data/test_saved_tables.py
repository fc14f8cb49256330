"""Ordinary ways of saving a table: the same record, or one sentence that says what to do."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Callable

import pytest
from fixture.copies import renew, rows_of
from fixture.saved import WIDE, Cells, cells_of, in_column, saved, write

from geodata.config import Config
from geodata.operate.loading import loading_fault
from geodata.record import checks, package, schema
from geodata.record.checks import check_input
from geodata.record.checks.form import check_bytes
from geodata.record.tables import RecordError, read_tables

EVERY = [table.name for table in schema.TABLES]


@pytest.fixture
def clean(small_copy: Config) -> Config:
    """The tiny record, tidied."""
    for table in EVERY:
        saved(small_copy, table)
    renew(small_copy)
    assert checks.problems(check_input(small_copy)) == []
    return small_copy


def serving(config: Config) -> list[str]:
    found = check_input(config)
    return [str(problem) for problem in checks.problems(found, checks.SERVING_CHECKS)]


def unreadable(config: Config) -> list[str]:
    with pytest.raises(RecordError) as error:
        read_tables(config)
    return str(error.value).splitlines()


def all_rows(config: Config) -> dict[str, list[dict[str, str]]]:
    return {table: rows_of(config, table) for table in EVERY}


def assert_same(config: Config, before: dict[str, list[dict[str, str]]], told: str) -> None:
    """The tables say what they said, and a check of form says how they were saved."""
    assert all_rows(config) == before
    assert serving(config) == []
    messages = [problem.message for problem in check_bytes(check_input(config))]
    assert messages
    assert [m for m in messages if told in m and m.endswith("run: python -m geodata tidy")]


@pytest.mark.parametrize("ends", ["\r\n", "\r"])
@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8", "line ends of another system"),
        ("utf-8-sig", "UTF-8 with a byte order mark"),
        ("gbk", "saved as GBK"),
        ("gb18030", "saved as GBK"),
        ("utf-16", "saved as UTF-16"),
        ("utf-16-le", "saved as UTF-16"),
        ("utf-16-be", "saved as UTF-16"),
        ("utf-32", "saved as UTF-32"),
    ],
)
def test_every_table_in_another_encoding(
    clean: Config, encoding: str, told: str, ends: str
) -> None:
    before = all_rows(clean)
    for table in EVERY:
        if table != "quote_hashes" or encoding.startswith("utf"):
            saved(clean, table, encoding=encoding, lineterminator=ends)
    assert_same(clean, before, told)


def test_one_way_of_saving_is_one_problem(clean: Config) -> None:
    for table in EVERY:
        saved(clean, table, lineterminator="\r\n")
    first, *rest = checks.problems(check_input(clean))
    assert first.message.startswith("not in canonical form (line ends of another system); run: ")
    assert f"(so are {len(EVERY) - 1} more: " in first.message
    assert [problem.file for problem in rest] == ["datapackage.json"]


def empty_rows(cells: Cells) -> Cells:
    return [*cells[:2], [], [""] * len(cells[0]), *cells[2:], *[["", " ", "\u3000"]] * 40]


def empty_columns(cells: Cells) -> Cells:
    return [[*row, "", "", " "] for row in cells]


def without_empty_ends(cells: Cells) -> Cells:
    return [[*row[:-1]] if row[-1] == "" else row for row in cells]


def other_order(cells: Cells) -> Cells:
    return [row[::-1] for row in [cells[0], *cells[:0:-1]]]


def header_in_capitals(cells: Cells) -> Cells:
    return [[f" {name.upper()}\u200b" for name in cells[0]], *cells[1:]]


@pytest.mark.parametrize(
    ("table", "change", "how", "told"),
    [
        ("projects", empty_rows, {}, "42 empty rows"),
        ("counties", empty_rows, {}, "42 empty rows"),
        ("projects", empty_columns, {}, "a header with other places or empty columns"),
        ("units", empty_columns, {"delimiter": "\t"}, "tabs between the cells"),
        ("targets", without_empty_ends, {}, "rows without their last, empty cells"),
        ("counties", other_order, {}, "rows in another order"),
        ("documents", header_in_capitals, {}, "a header with"),
        ("projects", list, {"delimiter": ";"}, "semicolons between the cells"),
        ("projects", list, {"delimiter": "\t"}, "tabs between the cells"),
        ("errata", list, {"quoting": csv.QUOTE_ALL}, "not in canonical form"),
    ],
)
def test_what_a_spreadsheet_adds_or_leaves_out(
    clean: Config, table: str, change: Callable[[Cells], Cells], how: dict, told: str
) -> None:
    before = all_rows(clean)
    saved(clean, table, change, **how)
    assert_same(clean, before, told)


def test_a_first_line_for_excel(clean: Config) -> None:
    before = all_rows(clean)
    saved(clean, "counties", delimiter=";")
    file = clean.data / "counties.csv"
    file.write_bytes(codecs.BOM_UTF8 + b"sep=;\r\n" + file.read_bytes())
    assert_same(clean, before, "a first line sep=")


def slashed(day: str) -> str:
    return "/".join(str(int(part)) for part in day.split("-"))


def chinese(day: str) -> str:
    year, month, date = (int(part) for part in day.split("-"))
    return f"{year}年{month}月{date}日"


@pytest.mark.parametrize(
    ("table", "column", "change"),
    [
        ("projects", "checked_date", slashed),
        ("projects", "checked_date", lambda day: f"{day} 0:00:00"),
        ("projects", "checked_date", lambda day: f"{slashed(day)} 00:00"),
        ("projects", "checked_date", lambda day: f"{day}T00:00:00"),
        ("documents", "issued_date", chinese),
        ("documents", "issued_date", lambda day: day.replace("-", "")),
        ("documents", "issued_date", lambda day: day.translate(WIDE)),
        ("documents", "horizon_year", lambda year: f"{year}年"),
        ("projects", "target_year", lambda year: f"{year}.0"),
        ("projects", "capacity_mw", lambda number: number.translate(WIDE)),
        ("projects", "target_year", lambda year: year.translate(WIDE)),
        ("places", "lon", lambda number: f"\xa0{number.translate(WIDE)}\u3000"),
        ("places", "lat", lambda number: f"+{number}" if "." not in number else number + "\ufeff"),
        ("projects", "kind", str.upper),
        ("projects", "kind", lambda kind: kind.replace("_", "\uff3f")),
        ("projects", "adcodes", lambda codes: codes.replace(";", "；") + "；"),
        ("documents", "adcodes", lambda codes: codes.replace(";", "，")),
        ("documents", "adcodes", lambda codes: codes.replace(";", "、 ").translate(WIDE)),
        ("documents", "adcodes", lambda codes: f'="{codes}"'),
        ("counties", "adcode", lambda code: f"'{code}"),
        ("counties", "prefecture_adcode", lambda code: f"{code}.0"),
        ("projects", "responsible_zh", lambda units: units.replace(";", "；")),
        ("counties", "county_zh", lambda name: f"{name[0]}\u200b{name[1:]}\u200e"),
        ("projects", "name_zh", lambda name: name.replace("风", "⻛").replace("一", "⼀")),
        ("projects", "quote_zh", lambda text: text.replace("风", "⻛").replace("用", "⽤")),
        ("units", "printed_zh", lambda text: f"\ufeff{text}\xa0"),
        ("errata", "printed_zh", lambda text: "\u2060".join(text)),
    ],
)
def test_what_can_be_read_without_doubt(
    clean: Config, table: str, column: str, change: Callable[[str], str]
) -> None:
    before = all_rows(clean)
    saved(clean, table, in_column(column, change))
    assert_same(clean, before, f"{column} ")


@pytest.mark.parametrize(
    ("table", "column", "value", "sentence"),
    [
        ("projects", "checked_date", "5/6/2026", "write the year first"),
        ("projects", "checked_date", "21-11-26", "write the year first"),
        ("projects", "checked_date", "2026/11/21 8:30", "leave the time out"),
        ("projects", "checked_date", "46347", "Excel's number of a day"),
        ("projects", "checked_date", "2026/2/30", "it must be a date such as 2023-06-22"),
        ("projects", "checked_date", "2026年11月21日星期五", "it must be a date such as"),
        ("projects", "target_year", "20300", "it must be a year such as 2030"),
        ("projects", "target_year", "30年", "it must be a year such as 2030"),
        ("projects", "capacity_mw", "1,234", "is the comma a decimal point or of thousands?"),
        ("projects", "capacity_mw", "5e1", "write all digits"),
        ("projects", "capacity_mw", "50MW", "leave out whatever is not the number"),
        ("projects", "capacity_mw", "N/A", "where there is no value, leave it empty"),
        ("projects", "capacity_mw", "9" * 40, "is too large"),
        ("projects", "adcodes", "37142", "does not have the form [0-9]{6}"),
        ("projects", "kind", "风电", "allowed: wind_farm"),
        ("projects", "name_zh", "平原\ufffd风电场", "has lost a character"),
        ("projects", "name_zh", "骞冲師鍘块?庣數鍦?", "is UTF-8 that was read as GBK"),
        ("projects", "name_en", "#NAME?", "is what Excel writes where it has no value"),
        ("projects", "name_zh", "⺡河", "has part of a character"),
        ("counties", "county_zh", "", "empty; it needs a value"),
        ("counties", "county_zh", "\u200b \xa0", "empty; it needs a value"),
        ("counties", "prefecture_en", "\u3000", "empty; it needs a value"),
    ],
)
def test_what_is_in_doubt_is_one_sentence(
    clean: Config, table: str, column: str, value: str, sentence: str
) -> None:
    saved(clean, table, in_column(column, lambda _: value))
    rows = len(cells_of(clean, table)) - 1
    (said, *rest) = serving(clean)
    assert rest == []
    assert said.startswith(f"{table}.csv:")
    assert f":{column}: " in said
    assert sentence in said
    if column not in ("capacity_mw", "adcodes"):  # some rows have none
        assert f"(and {rows - 1} more: " in said


@pytest.mark.parametrize("rows", [1, 2, 355])
def test_a_cause_is_said_once(clean: Config, rows: int) -> None:
    """355 rows with the same fault are one problem: the first row, and how many more."""
    header, first, *_ = cells_of(clean, "decisions")
    phrase, why = header.index("phrase_zh"), header.index("why_zh")
    many = [list(first) for _ in range(rows)]
    for number, row in enumerate(many):
        row[phrase], row[why] = f"{row[phrase]}{number:04}", ""
    write(clean.data / "decisions.csv", [header, *many])
    rest = {1: "", 2: " (and 1 more: row 3)", 355: " (and 354 more: rows 3, 4, 5, 6, 7 … 356)"}
    assert serving(clean) == [f"decisions.csv:2:why_zh: empty; it needs a value{rest[rows]}"]


def test_a_row_is_named_as_in_the_file(clean: Config) -> None:
    """Empty rows and another order do not move the number that is said."""
    header, first, second, *rest = cells_of(clean, "counties")
    second[header.index("county_en")] = ""
    write(clean.data / "counties.csv", [header, [], second, [], first, *rest])
    assert serving(clean) == ["counties.csv:3:county_en: empty; it needs a value"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "counties.csv:1: the columns are not named; they must be adcode, county_zh"),
        (b"PK\x03\x04\x14\x00", "counties.csv: it is an Excel workbook, whatever its name says"),
        (b"adcode,county_zh\n", "(missing: county_en, prefecture_adcode, prefecture_zh, "),
        ("adcode\n臺灣省高雄縣，風力發電".encode("big5"), "neither UTF-8 nor GBK at byte"),
        (b"adcode\n" + "德州".encode("gbk") + "德州".encode(), "on row 2; save it as UTF-8"),
        ("adcode\n一".encode("gbk"), "it can be read as UTF-8 and as GBK"),
        (b"\xff\xfea", "not UTF-16 at byte"),
        (b"ad\x1ecode,county_zh\n", "unknown: 'ad\\x1ecode')"),
    ],
)
def test_a_file_that_cannot_be_read(clean: Config, content: bytes, sentence: str) -> None:
    (clean.data / "counties.csv").write_bytes(content)
    (said,) = unreadable(clean)
    assert sentence in said


def test_a_comma_that_is_missing_or_too_many(clean: Config) -> None:
    """No cell moves into another column in silence; the rows of each fault are one sentence."""
    header, *rows = cells_of(clean, "counties")
    write(
        clean.data / "counties.csv", [header, *([*row[:2], f"x{row[2]}", *row[2:]] for row in rows)]
    )
    (said,) = unreadable(clean)
    assert said.startswith("counties.csv:2: 7 cells where 6 are needed, the last ")
    assert said.endswith(f"(and {len(rows) - 1} more: rows 3, 4, 5, 6)")
    shorter = [[*row[:2], *row[3:]] for row in rows]
    write(clean.data / "counties.csv", [header, *shorter])
    (said,) = unreadable(clean)
    assert said.startswith("counties.csv:2: 5 cells where 6 are needed, the last ")


def test_a_missing_comma_before_an_empty_end(clean: Config) -> None:
    """A row that is one cell short could be Excel's; the cells that moved say that it is not."""
    header, *rows = cells_of(clean, "targets")
    at = header.index("scope_zh")
    rows[0] = [*rows[0][:at], rows[0][at] + rows[0][at + 1], *rows[0][at + 2 :]]
    assert len(rows[0]) == len(header) - 1
    write(clean.data / "targets.csv", [header, *rows])
    said = serving(clean)
    assert said
    assert said[0].startswith("targets.csv:2:")


def test_what_gbk_lacks(clean: Config) -> None:
    """Excel writes ? for it; nobody would know what stood there."""
    cells = in_column("name_zh", lambda name: f"{name}㎞")(cells_of(clean, "projects"))
    file = clean.data / "projects.csv"
    write(file, cells)
    file.write_bytes(file.read_text(encoding="utf-8").replace("㎞", "?").encode("gbk"))
    (said,) = [s for s in serving(clean) if "GBK lacks" in s]
    assert said.startswith("projects.csv:2:name_zh: ")


def test_a_coverage_that_is_wrong_blames_no_item(clean: Config) -> None:
    saved(clean, "documents", in_column("adcodes", lambda codes: f"{codes};999999"))
    assert serving(clean) == [
        "documents.csv:2:adcodes: '999999' is no county of counties.csv (and 1 more: row 3)"
    ]


def test_an_unknown_document_has_no_other_fault(clean: Config) -> None:
    saved(clean, "targets", in_column("document_id", lambda _: "zibo"))
    rows = len(cells_of(clean, "targets")) - 1
    (said,) = serving(clean)
    assert said.startswith(
        "targets.csv:2:document_id: 'zibo' is not in documents.csv; add it there or correct it"
    )
    assert f"(and {rows - 1} more: " in said


@pytest.mark.parametrize("table", ["documents", "projects", "counties"])
def test_a_table_without_rows(clean: Config, table: str) -> None:
    saved(clean, table, lambda cells: cells[:1])
    said = serving(clean)
    assert said == [f"{table}.csv:1:: no rows; the record needs at least one"]


@pytest.mark.parametrize(
    ("other", "remedy"),
    [
        ("counties.xlsx", "save counties.xlsx as CSV UTF-8"),
        ("Counties.CSV", "is it Counties.CSV?"),
        ("counties.csv.txt", "is it counties.csv.txt?"),
        ("county.csv", "put it back"),
    ],
)
def test_a_table_of_another_name(clean: Config, other: str, remedy: str) -> None:
    (clean.data / "counties.csv").rename(clean.data / other)
    assert unreadable(clean) == [f"counties.csv: missing from data/; {remedy}"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_documents_in_another_encoding(clean: Config, encoding: str) -> None:
    for file in clean.plans.glob("*.txt"):
        text = file.read_text(encoding="utf-8")
        file.write_bytes(text.replace("风", "⻛").replace("\n", "\r\n").encode(encoding))
    assert checks.problems(check_input(clean)) == []


def test_a_document_in_no_encoding(clean: Config) -> None:
    (clean.plans / "dezhou.txt").write_bytes(b"text \xff\x81")
    with pytest.raises(RecordError, match=r"plans/dezhou\.txt: neither UTF-8 nor GBK at byte 5"):
        checks.problems(check_input(clean))


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf{}", b"\xff\xfe", "{德".encode("gbk")])
def test_a_description_that_cannot_be_read(clean: Config, content: bytes) -> None:
    (clean.data / "datapackage.json").write_bytes(content)
    assert [str(p) for p in checks.problems(check_input(clean))] == [
        "datapackage.json:1:: does not describe the tables; run: python -m geodata tidy"
    ]


def test_what_passes_can_be_loaded(clean: Config) -> None:
    saved(clean, "counties", in_column("county_zh", lambda name: f"{name}\u200b"), "gb18030")
    assert loading_fault(check_input(clean)) == ""


def test_the_package_is_in_canonical_form(clean: Config) -> None:
    """Whoever downloads the tables does not get them as somebody's Excel saved them."""
    before = package.zip_bytes(clean.data)
    for table in EVERY:
        saved(clean, table, encoding="utf-16", lineterminator="\r\n")
    assert package.zip_bytes(clean.data) == before
