"""The rows of a table as its bytes give them: what people's programs do to a CSV is undone.

Excel adds empty rows and columns, leaves out empty cells at the end of a row, and separates by tabs
or semicolons; a column may stand at another place. What was undone is told in `Reading.mends`.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import pandas as pd

from geodata.characters import EncodingError, decoded, plain
from geodata.record import cells
from geodata.record.schema import Table

_PIECE_ROWS: Final = 5_000  # of a table, read at a time
_SEPARATORS: Final = {",": "commas", "\t": "tabs", ";": "semicolons", "|": "bars"}
_HINT: Final = re.compile(r"sep=(.)")  # a first line by which Excel is told the separator
_COMMA: Final = "is a comma or a quotation mark missing?"


class RecordError(ValueError):
    """A table that cannot be read at all; the message names the file and what to do."""


@dataclass(frozen=True)
class Reading:
    """A table read: `frame` has its rows, every cell a str ('' where empty).

    `lines` has the row of the file on which each stands (the header is 1), and `mends` says, one
    sentence a cause, what is not in the file as it was read.
    """

    frame: pd.DataFrame
    lines: np.ndarray
    mends: list[str]
    encoding: str = ""


def read(table: Table, content: bytes) -> Reading:
    """The rows of a table whose file has that `content`. Raises RecordError."""
    try:
        text, encoding = decoded(content)
    except EncodingError as error:
        raise RecordError(f"{table.file}: {error}") from None
    mends = [f"saved as {encoding}"] if encoding else []
    if "\r\n" in text or ("\r" in text and "\n" not in text):
        mends.append("line ends of another system")
    frame, lines = _Rows(table, text, mends).frame()
    _mend(table, frame, lines, mends)
    order = frame.sort_values(list(table.key), kind="stable").index
    if not order.is_monotonic_increasing:
        mends.append("rows in another order")
        frame, lines = frame.loc[order].reset_index(drop=True), lines[order]
    return Reading(frame, lines, mends, encoding)


def more(rows: list[int]) -> str:
    """How the rows after the first are named, which have the same; '' for one alone."""
    if len(rows) < 2:
        return ""
    rest = rows[1:]
    named = ", ".join(map(str, rest[:5]))
    more_yet = f" … {rest[-1]}" if len(rest) > 5 else ""
    return f" (and {len(rest)} more: {'row' if len(rest) == 1 else 'rows'} {named}{more_yet})"


@dataclass
class _Rows:
    """The rows of a text while they are read."""

    table: Table
    text: str
    mends: list[str]
    in_order: bool = True
    empty: int = 0
    empty_ends: bool = False
    long: list[tuple[int, list[str]]] = field(default_factory=list)
    short: list[tuple[int, list[str]]] = field(default_factory=list)

    def frame(self) -> tuple[pd.DataFrame, np.ndarray]:
        """All rows that hold anything, and where each stands. Raises RecordError."""
        expected = [column.name for column in self.table.columns]
        separator, start = self._separator(expected)
        reader = csv.reader(self._lines(start), delimiter=separator, strict=True)
        # In pieces, because a row of Python texts takes many times the room of a row of the frame.
        pieces, numbers, rows = [], [], []
        number = start
        try:
            header = next(reader, [])
            number += 1
            places = self._places(header, number, expected)
            for row in reader:
                number += 1
                kept = self._row(row, places, number)
                if kept is not None:
                    rows.append(kept)
                    numbers.append(number)
                if len(rows) == _PIECE_ROWS:
                    pieces.append(pd.DataFrame(rows, columns=expected, dtype=str))
                    rows = []
        except csv.Error as error:
            raise RecordError(
                f"{self.table.file}:{number + 1}: not readable as CSV: {error}; "
                "is a quotation mark too many or missing?"
            ) from None
        self._tell(len(expected))
        pieces.append(pd.DataFrame(rows, columns=expected, dtype=str))
        return _joined(pieces, expected), np.array(numbers, dtype=int)

    def _lines(self, start: int) -> Iterator[str]:
        lines = io.StringIO(self.text, newline="")
        for _ in range(start):
            next(lines)
        return lines

    def _separator(self, expected: list[str]) -> tuple[str, int]:
        """What stands between cells, by the header, and how many lines come before that."""
        first = plain(self.text.split("\n", 1)[0]).strip().strip('"')
        if hint := _HINT.fullmatch(first):
            self.mends.append("a first line sep=")
            return hint[1], 1
        header = next(iter(io.StringIO(self.text, newline="")), "")
        known = {s: len({_name(c) for c in header.split(s)} & {*expected}) for s in _SEPARATORS}
        separator = max(known, key=lambda s: known[s])
        if separator != ",":
            self.mends.append(f"{_SEPARATORS[separator]} between the cells")
        return separator, 0

    def _places(self, header: list[str], number: int, expected: list[str]) -> list[int]:
        """Where each column stands. Raises RecordError for a column too many or too few."""
        names = [_name(cell) for cell in header]
        if len(names) == 1 and "，" in header[0]:
            names = [_name(cell) for cell in header[0].split("，")]
        given = [name if name.isprintable() else cells.shown(name) for name in names if name]
        if sorted(given) != sorted(expected):
            again = (
                "; delete the file and run: python -m geodata tidy" if self.table.generated else ""
            )
            raise RecordError(
                f"{self.table.file}:{number}: the columns are {', '.join(given) or 'not named'}; "
                f"they must be {', '.join(expected)}{_difference(given, expected)}{again}"
            )
        places = [names.index(name) for name in expected]
        self.in_order = places == list(range(len(expected)))
        if header != expected:
            others = "other places or empty columns" if names != expected else "another writing"
            self.mends.append(f"a header with {others}")
        return places

    def _row(self, row: list[str], places: list[int], number: int) -> list[str] | None:
        """The cells of a row in the order of the table; None for one that holds nothing."""
        if self.in_order and len(row) == len(places) and row[0].isalnum():
            return row
        if not any(plain(cell).strip() for cell in row):
            self.empty += 1
            return None
        if self.in_order and len(row) == len(places):
            return row
        named = set(places)
        if any(cell.strip() for place, cell in enumerate(row) if place not in named):
            self.long.append((number, row))
            return None
        if len(row) <= max(places):
            # Excel leaves out what is empty at the end. Where instead a comma is missing further
            # left, the cells after it have moved, and the last column that needs a value of its
            # form has none: the checks say so.
            missing = self.table.columns[len(row) :]
            if not self.in_order or any(column.required for column in missing):
                self.short.append((number, row))
                return None
            row = row + [""] * (max(places) + 1 - len(row))
            self.empty_ends = True
        return [row[place] for place in places]

    def _tell(self, wide: int) -> None:
        """Say which rows were left out or made longer. Raises RecordError for those in doubt."""
        said = []
        for found in (self.long, self.short):
            if found:
                number, row = found[0]
                while row and not row[-1].strip():
                    row = row[:-1]
                said.append(
                    f"{self.table.file}:{number}: {len(row)} cells where {wide} are needed, the "
                    f"last {cells.shown(row[-1])}; {_COMMA}{more([n for n, _ in found])}"
                )
        if said:
            raise RecordError("\n".join(said))
        if self.empty:
            self.mends.append(f"{self.empty} empty row{'s' * (self.empty > 1)}")
        if self.empty_ends:
            self.mends.append("rows without their last, empty cells")


def _name(cell: str) -> str:
    """The name of a column as the header has it, whatever its width and case."""
    return unicodedata.normalize("NFKC", plain(cell)).strip().strip('"').casefold()


def _difference(given: list[str], expected: list[str]) -> str:
    """How the columns found differ from those wanted, in words."""
    missing = [name for name in expected if name not in given]
    unknown = [name for name in given if name not in expected]
    twice = sorted({name for name in given if given.count(name) > 1})
    said = [
        f"{word} {', '.join(names)}"
        for word, names in (("missing:", missing), ("unknown:", unknown), ("twice:", twice))
        if names
    ]
    return f" ({'; '.join(said)})"


def _joined(pieces: list[pd.DataFrame], columns: list[str]) -> pd.DataFrame:
    whole = pd.concat(pieces, ignore_index=True) if len(pieces) > 1 else pieces[0]
    if len(pieces) > 1:  # joined column by column: rows come out of pieces ten times as slowly
        everything = np.arange(len(whole))
        for name in columns:
            whole[name] = whole[name].array.take(everything)
    return whole


def _mend(table: Table, frame: pd.DataFrame, lines: np.ndarray, mends: list[str]) -> None:
    """Put the cells of `frame` as they are meant, each different value looked at once."""
    for column in table.columns:
        values = frame[column.name]
        meant = {value: cells.mended(column, value) for value in values.unique() if value}
        changed = {value: new for value, new in meant.items() if new != value}
        if changed:
            rows = np.flatnonzero(values.isin(list(changed)))
            first = values.iloc[rows[0]]
            frame[column.name] = pd.Series(
                [changed.get(value, value) for value in values], values.index, values.dtype
            )
            mends.append(
                f"{column.name} {cells.shown(first)} on row {lines[rows[0]]} read as "
                f"{cells.shown(changed[first])}{more(lines[rows].tolist())}"
            )
