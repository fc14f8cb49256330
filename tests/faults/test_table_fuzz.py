"""Tables at random: a right record or a sentence, never a traceback or another value.

80 examples of each law; `FUZZ_EXAMPLES=2000` before pytest tries as many as it says.
"""

from __future__ import annotations

import codecs
import csv
import datetime
import io
import os
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from fixture.saved import WIDE, Cells, cells_of
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from geodata.characters import _RADICALS, plain
from geodata.config import Config
from geodata.operate import loading
from geodata.record import checks, schema
from geodata.record.checks import CheckInput
from geodata.record.checks.place import check_boundaries
from geodata.record.reading import RecordError, read
from geodata.record.tables import Tables, read_tables

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "80"))
FUZZ = settings(
    max_examples=EXAMPLES,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),  # what fails is small enough
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
NAMES = [table.name for table in schema.TABLES if not table.generated]
# Boundaries are checked elsewhere, and take most of the time; the form is not what a record says.
CHECKS = tuple(check for check in checks.SERVING_CHECKS if check is not check_boundaries)
RADICAL_OF = dict(zip(_RADICALS[1::2], _RADICALS[::2], strict=True))


@pytest.fixture(scope="module")
def base(small_config: Config) -> Tables:
    """The tiny record with its boundaries, read once."""
    tables = read_tables(replace(small_config))
    _ = tables.counties, tables.context
    return tables


def with_table(base: Tables, name: str, content: bytes) -> Tables:
    """`base` with other bytes in one table. Raises RecordError."""
    reading = read(schema.TABLE_BY_NAME[name], content)
    tables = replace(
        base, content=base.content | {name: content}, readings=base.readings | {name: reading}
    )
    vars(tables).update(counties=base.counties, context=base.context)
    return tables


def outcome(base: Tables, name: str, content: bytes) -> tuple[Tables | None, list[str]]:
    """The tables where they would be served, or the sentences that refuse them."""
    try:
        tables = with_table(base, name, content)
    except RecordError as error:
        return None, str(error).splitlines()
    found = CheckInput(tables)
    said = [str(problem) for problem in checks.problems(found, CHECKS)]
    return (None, said) if said else (tables, [])


def in_bytes(cells: Cells, encoding: str = "utf-8", **how: str) -> bytes:
    stream = io.StringIO()
    csv.writer(stream, **({"lineterminator": "\n"} | how)).writerows(cells)
    return stream.getvalue().encode(encoding)


# --- ways of saving that keep every value


def dressed(draw: Callable, column: schema.Column, cell: str) -> str:
    """A cell as somebody may save it, with the value that it has."""
    if not cell:
        return draw(st.sampled_from(["", " ", "\u3000", "\u200b"]))
    ways: list[str] = [cell, f" {cell}", f"{cell}\xa0", f"\ufeff{cell}", "\u200b".join(cell)]
    if column.type == "date":
        day = datetime.date.fromisoformat(cell)
        ways += [f"{day.year}/{day.month}/{day.day}", f"{cell} 0:00:00", cell.replace("-", "")]
        ways += [f"{day.year}年{day.month}月{day.day}日", cell.translate(WIDE)]
    elif column.type in ("integer", "number"):
        ways += [cell.translate(WIDE), f"'{cell}", f'="{cell}"']
        ways += [f"{cell}.0"] if column.type == "integer" else []
    elif column.enum:
        ways += [cell.upper(), cell.title()]
    elif column.many:
        ways += [cell.replace(";", "；"), f"{cell};", cell.replace(";", "，")]
    elif not column.pattern:
        ways += ["".join(RADICAL_OF.get(character, character) for character in cell)]
    return draw(st.sampled_from(ways))


ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-32")


@FUZZ
@given(st.data())
def test_any_way_of_saving_is_the_same_record(base: Tables, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(NAMES))
    table = schema.TABLE_BY_NAME[name]
    frame = base[name]
    chosen = data.draw(st.lists(st.sampled_from(table.columns), max_size=4))
    rows = []
    for row in frame.itertuples(index=False):
        rows.append(
            [
                dressed(data.draw, column, cell) if column in chosen else cell
                for column, cell in zip(table.columns, row, strict=True)
            ]
        )
    order = data.draw(st.permutations(range(len(rows))))
    cells = [[column.name for column in table.columns], *(rows[number] for number in order)]
    if data.draw(st.booleans()):
        places = data.draw(st.permutations(range(len(table.columns))))
        cells = [[row[place] for place in places] for row in cells]
    wide = data.draw(st.integers(0, 3))
    cells = [[*row, *[""] * wide] for row in cells]
    for _ in range(data.draw(st.integers(0, 3))):
        empty = data.draw(st.sampled_from([[], [""] * len(cells[0]), [" ", "\u3000"]]))
        cells.insert(data.draw(st.integers(1, len(cells))), empty)
    encoding = data.draw(st.sampled_from(ENCODINGS))
    if all(cell.isascii() for row in cells for cell in row):
        encoding = "utf-8"
    content = in_bytes(
        cells,
        encoding,
        delimiter=data.draw(st.sampled_from(",\t;")),
        lineterminator=data.draw(st.sampled_from(["\n", "\r\n", "\r"])),
        quoting=data.draw(st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL])),
    )
    tables, said = outcome(base, name, content)
    assert said == []
    assert tables is not None
    pd.testing.assert_frame_equal(tables[name], frame)
    lines = tables.readings[name].lines
    assert len(lines) == len(frame)
    assert len(np.unique(lines)) == len(lines)


# --- cells that somebody mistypes


ODD = st.sampled_from(
    [
        *("", " ", "-", "—", "无", "N/A", "nan", "NaN", "inf", "-inf", "None", "#N/A", "########"),
        *(
            "0",
            "-1",
            "00",
            "1e5",
            "1E+05",
            "1,234",
            "12.5%",
            "９９",
            "９.5",
            "٣",
            "४",
            "Ⅳ",
            "½",
            "²",
        ),
        *("9" * 30, "-" + "9" * 400, "0." + "3" * 400, "1.7976931348623157e308", "0x10", "1_000"),
        *("2026/11/21", "11/21/26", "2026-02-30", "46347", "2026", "20261121", "Jun-25"),
        *(
            "371402",
            "371402；371426",
            "371402 371426",
            ";",
            "；",
            ";;",
            "371402;371402",
            "370102.0",
        ),
        *(
            "\ufffd",
            "\ue000",
            "⺡",
            "⻛",
            "\u200b",
            "\u202e",
            "\x00",
            "\x07",
            "\x85",
            "\u2028",
            "a\nb",
        ),
        *("寰峰窞", "锟斤拷", "=1+1", "'", '"', "“", "\\", "<b>", "dezhou", "wind_farm", "zone"),
    ]
)
ANYTHING = ODD | st.text(max_size=12) | st.from_regex(r"-?[0-9０-９]{0,12}([.,][0-9]{0,8})?")


def meant_the_same(put: str, read_as: str) -> bool:
    """Whether two texts have one value: characters of one width, of a number or day its digits."""

    def value(text: str) -> str:
        said = unicodedata.normalize("NFKC", plain(text)).replace("\u2212", "-").casefold()
        return "".join(said.split())

    def number(text: str) -> float | None:
        try:
            return float(value(text).strip("='\"+").replace(",", ""))
        except ValueError:
            return None

    def digits(text: str) -> list[int]:
        said = value(text).replace("0:00:00", "").replace("0:00", "")
        found = "".join(c if c.isdigit() and c.isascii() else " " for c in said).split()
        if len(found) == 1 and len(found[0]) == 8:
            found = [found[0][:4], found[0][4:6], found[0][6:]]
        return [int(part) for part in found]

    bare = [
        value(text).replace(",", ";").replace("、", ";").strip(";'=\"") for text in (put, read_as)
    ]
    if bare[0] == bare[1]:
        return True
    if number(read_as) is not None and number(put) == number(read_as):
        return True
    return bool(digits(read_as)) and digits(put)[: len(digits(read_as))] == digits(read_as)


def loads(tables: Tables) -> str:
    """Why what the checks let pass cannot be loaded; '' if it can."""
    return loading.loading_fault(CheckInput(tables))


@FUZZ
@given(st.data())
def test_a_mistyped_cell_is_told_or_harmless(base: Tables, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(NAMES))
    table = schema.TABLE_BY_NAME[name]
    frame = base[name]
    cells = [[column.name for column in table.columns], *map(list, frame.to_numpy().tolist())]
    if len(cells) == 1:
        return
    row = data.draw(st.integers(1, len(cells) - 1))
    place = data.draw(st.integers(0, len(table.columns) - 1))
    put = data.draw(ANYTHING)
    cells[row][place] = put
    try:
        content = in_bytes(cells)
    except UnicodeEncodeError:  # a lone surrogate, which no file holds
        return
    tables, said = outcome(base, name, content)
    if tables is None:
        assert said
        for sentence in said:
            assert ".csv:" in sentence
            assert len(sentence) < 1200
            assert "Traceback" not in sentence
        return
    changed = tables[name]
    assert loads(tables) == ""
    lines = tables.readings[name].lines
    if row + 1 not in lines:  # nothing was left in it
        assert not any(plain(cell).strip() for cell in cells[row])
        return
    read_row = changed.iloc[int(np.flatnonzero(lines == row + 1)[0])].tolist()
    for number, (before, now) in enumerate(zip(cells[row], read_row, strict=True)):
        assert before == now or (number == place and meant_the_same(before, now)), (before, now)


# --- files that are damaged


PIECES = [b"", b",", b'"', b"\n", b"\r", b"\0", codecs.BOM_UTF8, "德".encode()]


@FUZZ
@given(st.data())
def test_a_damaged_file_is_told_or_loads(base: Tables, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(NAMES))
    encoding = data.draw(st.sampled_from(["utf-8", "gb18030", "utf-16"]))
    content = bytearray(base.content[name].decode("utf-8").encode(encoding))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, max(len(content) - 1, 0)))
        end = at + data.draw(st.integers(0, 40))
        content[at:end] = data.draw(st.binary(max_size=6) | st.sampled_from(PIECES))
    tables, said = outcome(base, name, bytes(content))
    if tables is None:
        assert said
        assert [s for s in said if not s.startswith(tuple(f"{n}.csv:" for n in NAMES))] == []
    else:
        assert loads(tables) == ""


@FUZZ
@given(st.data())
def test_rows_and_columns_that_go_or_come_twice(base: Tables, data: st.DataObject) -> None:
    """Whole rows left out, doubled or cut; columns left out, doubled or exchanged."""
    name = data.draw(st.sampled_from(NAMES))
    table = schema.TABLE_BY_NAME[name]
    frame = base[name]
    cells = [[column.name for column in table.columns], *map(list, frame.to_numpy().tolist())]
    way = data.draw(
        st.sampled_from(["none", "drop", "double", "cut", "lose column", "double column", "swap"])
    )
    row = data.draw(st.integers(0, len(cells) - 1))
    column = data.draw(st.integers(0, len(table.columns) - 1))
    if way == "none":
        cells = cells[:1]
    elif way == "drop":
        del cells[row]
    elif way == "double":
        cells.insert(row, cells[row])
    elif way == "cut":
        cells[row] = cells[row][:column]
    elif way == "lose column":
        cells = [line[:column] + line[column + 1 :] for line in cells]
    elif way == "double column":
        cells = [[*line, line[column]] for line in cells]
    else:
        other = data.draw(st.integers(0, len(table.columns) - 1))
        for line in cells[1:]:
            line[column], line[other] = line[other], line[column]
    tables, said = outcome(base, name, in_bytes(cells))
    if tables is None:
        assert said
    else:
        assert loads(tables) == ""


@pytest.mark.parametrize("name", NAMES)
def test_the_tiny_record_is_what_is_tried(base: Tables, small_config: Config, name: str) -> None:
    """What the laws start from is served as it is."""
    content = Path(small_config.data / f"{name}.csv").read_bytes()
    tables, said = outcome(base, name, content)
    assert (said, tables is not None) == ([], True)
    assert cells_of(small_config, name)[1:] == base[name].to_numpy().tolist()
