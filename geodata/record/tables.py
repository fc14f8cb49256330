"""One reading of the files of data/; typed tables, their canonical bytes, the files' signature."""

from __future__ import annotations

import contextlib
import csv
import hashlib
import io
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

import geopandas as gpd
import pandas as pd
import shapely

from geodata.config import Config
from geodata.record import schema
from geodata.record.boundaries import companions, context_lines, county_polygons
from geodata.record.reading import Reading, RecordError, read

__all__ = [
    "RecordError",
    "Tables",
    "read_table",
    "read_tables",
    "signature",
    "table_bytes",
    "typed",
]

_WHERE: Final = "put it back, or let the key data of fengtu.toml name the folder of the tables"


@dataclass(frozen=True)
class Tables:
    """What one reading found: the same is checked, gives the version, and is served.

    By the name of the table, `content` has the bytes of its file, `text` its rows, every cell a
    str ('' where empty), and `readings` how these were read. Boundaries are read once too, but only
    when they are asked for: whoever tidies the tables needs none.
    """

    config: Config
    content: dict[str, bytes]
    readings: dict[str, Reading]

    @cached_property
    def text(self) -> dict[str, pd.DataFrame]:
        """The rows of each table, all text."""
        return {name: reading.frame for name, reading in self.readings.items()}

    def __getitem__(self, name: str) -> pd.DataFrame:
        """The rows of the table `name`, all text."""
        return self.text[name]

    @cached_property
    def county_names(self) -> pd.DataFrame:
        """The table of counties by adcode, all text."""
        return self.text["counties"].set_index("adcode", drop=False)

    @cached_property
    def counties(self) -> gpd.GeoDataFrame:
        """The polygon of each county of the table, EPSG:4326, by adcode. Raises BoundaryError."""
        return county_polygons(self.config.boundaries, self.county_names)

    @cached_property
    def context(self) -> gpd.GeoDataFrame:
        """Lines around the counties, EPSG:4326, with their `level`."""
        return context_lines(self.config.data / "boundaries" / "context.geojson")

    @cached_property
    def version(self) -> str:
        """Twelve hex digits that change with anything that was read."""
        digest = hashlib.sha256()
        for _, body in sorted(self.content.items()):
            digest.update(body)
        for frame in (self.counties, self.context):
            digest.update(frame.drop(columns="geometry").to_csv().encode())
            for shape in frame.geometry:
                digest.update(shapely.to_wkb(shape))
        return digest.hexdigest()[:12]


def read_tables(config: Config) -> Tables:
    """One reading of `config.data`. Raises RecordError naming every table that cannot be read."""
    if not config.data.exists():
        raise RecordError(f"{config.data.name}/: there is no such folder; {_WHERE}")
    content, readings, said = {}, {}, []
    for table in schema.TABLES:
        try:
            body = _content(config.data, table)
            readings[table.name] = read(table, body)
            content[table.name] = body
        except RecordError as error:
            said.append(str(error))
    if said:
        raise RecordError("\n".join(said))
    return Tables(config, content, readings)


def read_table(data: Path, table: schema.Table) -> pd.DataFrame:
    """A table alone as text, every cell a str ('' where empty). Raises RecordError."""
    return read(table, _content(data, table)).frame


def _content(data: Path, table: schema.Table) -> bytes:
    try:
        return (data / table.file).read_bytes()
    except FileNotFoundError:
        if table.generated:  # nothing is known yet; `tidy` writes it
            return table_bytes(pd.DataFrame(columns=[column.name for column in table.columns]))
        raise RecordError(
            f"{table.file}: missing from {data.name}/; {_remedy(data, table)}"
        ) from None


def _remedy(data: Path, table: schema.Table) -> str:
    """What to do about a table that is missing: put it back, or save or name it rightly."""
    near = sorted(
        file.name
        for file in (data.iterdir() if data.is_dir() else ())
        if re.match(rf"{table.name}\b.*\.(csv|txt|tsv|xlsx?|et|ods)$", file.name, re.IGNORECASE)
    )
    if not near:
        return "put it back"
    workbook = near[0].lower().endswith((".xls", ".xlsx", ".et", ".ods"))
    return f"{'save' if workbook else 'is it'} {near[0]}{' as CSV UTF-8' if workbook else '?'}"


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
    with contextlib.suppress(OSError):
        said += [_state(file) for file in companions(config.boundaries)]
    return hashlib.sha256(repr(said).encode()).hexdigest()


def _state(file: Path) -> tuple[str | int, ...]:
    try:
        now = file.stat()
    except OSError:
        return (file.name,)
    return file.name, now.st_size, now.st_mtime_ns, now.st_ctime_ns, now.st_ino
