"""The files of data/ as text and as typed tables; their canonical bytes and their signature."""

from __future__ import annotations

import contextlib
import csv
import hashlib
import io
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd

from geodata.config import Config
from geodata.record import schema

_PIECE_ROWS: Final = 5_000  # of a table, read at a time


class RecordError(ValueError):
    """A table that cannot be read at all; the message names the file and what to do."""


def read_table(data: Path, table: schema.Table) -> pd.DataFrame:
    """A table as text, every cell a str ('' where empty). Raises RecordError."""
    file = data / table.file
    try:
        with file.open(encoding="utf-8", newline="") as stream:
            return _frame(table, csv.reader(stream, strict=True))
    except FileNotFoundError:
        raise RecordError(f"{table.file}: missing from {data.name}/; put it back") from None
    except UnicodeDecodeError as error:
        raise RecordError(
            f"{table.file}: not UTF-8 at byte {error.start}; save it as UTF-8"
        ) from None
    except csv.Error as error:
        raise RecordError(f"{table.file}: not readable as CSV: {error}") from None


def _frame(table: schema.Table, lines: Iterator[list[str]]) -> pd.DataFrame:
    expected = [column.name for column in table.columns]
    header = next(lines, [])
    if header != expected:
        raise RecordError(
            f"{table.file}:1: the columns are {', '.join(header)}; they must be "
            f"{', '.join(expected)}, in this order"
        )
    # In pieces, because a row of Python texts takes many times the room of a row of the frame.
    pieces = []
    number = 1
    while rows := list(islice(lines, _PIECE_ROWS)):
        for row in rows:
            number += 1
            if len(row) != len(expected):
                raise RecordError(
                    f"{table.file}:{number}: {len(row)} cells where {len(expected)} are needed; "
                    "is a comma or a quotation mark missing?"
                )
        pieces.append(pd.DataFrame(rows, columns=expected, dtype=str))
    if not pieces:
        return pd.DataFrame(columns=expected, dtype=str)
    whole = pd.concat(pieces, ignore_index=True)
    if len(pieces) > 1:  # joined column by column: rows come out of pieces ten times as slowly
        everything = np.arange(len(whole))
        for name in expected:
            whole[name] = whole[name].array.take(everything)
    return whole


def table_bytes(frame: pd.DataFrame) -> bytes:
    """The canonical bytes of a text table: UTF-8, LF, quotes only where needed."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    # A lone carriage return ends a row for every reader, but this writer would not quote it.
    careful = csv.writer(stream, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerow(frame.columns)
    for row in frame.itertuples(index=False):
        (careful if any("\r" in str(cell) for cell in row) else writer).writerow(row)
    return stream.getvalue().encode("utf-8")


def read_tables(data: Path) -> dict[str, pd.DataFrame]:
    """All tables of data/ as text, by name. Raises RecordError."""
    return {table.name: read_table(data, table) for table in schema.TABLES}


def typed(table: schema.Table, text: pd.DataFrame) -> pd.DataFrame:
    """`text` with numbers as float, years as nullable Int64; empty numbers are missing."""
    frame = text.copy()
    for column in table.columns:
        if column.type == "number":
            frame[column.name] = pd.to_numeric(frame[column.name].replace("", None))
        elif column.type == "integer":
            frame[column.name] = pd.to_numeric(frame[column.name].replace("", None)).astype("Int64")
    return frame


def signature(config: Config) -> str:
    """A cheap mark that changes when any input file is written, replaced or taken away.

    Times are compared, never ordered, so a clock may jump. The time of the last change of the
    inode is among them: it tells a file whose content changed under its old size and date.
    """
    said: list[tuple[str | int, ...]] = []
    for folder, pattern in ((config.data, "*.csv"), (config.data / "boundaries", "*.geojson")):
        with contextlib.suppress(OSError):  # the folder goes away as we look
            said += sorted(_state(file) for file in folder.glob(pattern))
    return hashlib.sha256(repr([*said, _state(config.boundaries)]).encode()).hexdigest()


def _state(file: Path) -> tuple[str | int, ...]:
    try:
        now = file.stat()
    except OSError:
        return (file.name,)
    return file.name, now.st_size, now.st_mtime_ns, now.st_ctime_ns, now.st_ino
