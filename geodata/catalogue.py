"""The record in memory: the tables of data/, read as text, typed once, never changed."""

from __future__ import annotations

import contextlib
import csv
import hashlib
import io
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd

from geodata import schema
from geodata.boundaries import EQUAL_AREA, counties_table, county_polygons
from geodata.coded import Coded
from geodata.paths import Config
from geodata.vocabulary import KIND_BY_ID

_BY_COUNTY: Final = ("adcodes", "prefectures")
_PIECE_ROWS: Final = 5_000  # of a table, read at a time


class CatalogueError(ValueError):
    """A table that cannot be read at all; the message names the file and what to do."""


@dataclass(frozen=True)
class Catalogue:
    """The typed record. Frames are shared between sessions: nobody may write into them.

    `projects` is indexed 0…n-1 in id order and carries `sector`, `precision`
    (site | township | county | none, as it may be shown), `thing` (the id of the row that names
    the same thing first), `search_text` and the columns of `places`. `counties` are polygons in
    EPSG:4326 by adcode.
    """

    version: str
    documents: pd.DataFrame
    projects: pd.DataFrame
    targets: pd.DataFrame
    errata: pd.DataFrame
    decisions: pd.DataFrame
    readings: pd.DataFrame
    operating: pd.DataFrame
    census: pd.DataFrame
    county_names: pd.DataFrame
    counties: gpd.GeoDataFrame

    @cached_property
    def derived(self) -> dict[Hashable, Any]:
        """What follows from the record and is kept with it; see `once`."""
        return {}

    @cached_property
    def thing_codes(self) -> np.ndarray:
        """A number for the thing of each row; rows that name the same thing share it."""
        return pd.factorize(self.projects.thing)[0].astype(np.int32)

    @cached_property
    def equal_area(self) -> gpd.GeoSeries:
        """County polygons in EQUAL_AREA (metres), by adcode."""
        return self.counties.geometry.to_crs(EQUAL_AREA)

    @cached_property
    def bounds(self) -> pd.DataFrame:
        """Degrees `minx`, `miny`, `maxx`, `maxy` of each county, by adcode."""
        return self.counties.bounds

    @cached_property
    def project_ids(self) -> pd.Index:
        """The ids of `projects`; the place of an id is its row number."""
        return pd.Index(self.projects.project_id)

    @cached_property
    def covered(self) -> list[str]:
        """Adcodes of the counties that a plan covers, whole or in part, in their own order."""
        return [str(code) for code in self.county_names.index[self.county_names.coverage != "none"]]

    @cached_property
    def _coded(self) -> dict[str, Coded]:
        return {}

    def coded(self, column: str) -> Coded:
        """A column of projects, or the prefectures of its counties, as numbers; computed once."""
        if column not in self._coded:
            text = self.projects["adcodes" if column in _BY_COUNTY else column].astype(str)
            if column in _BY_COUNTY:
                text = text[text != ""].str.split(";").explode()
            if column == "prefectures":
                text = text.map(self.county_names.prefecture_adcode)
            self._coded[column] = Coded.of(text, self.thing_codes)
        return self._coded[column]

    @cached_property
    def _orders(self) -> dict[tuple[str, bool], np.ndarray]:
        return {}

    def order(self, column: str, descending: bool) -> np.ndarray:
        """Row numbers of all projects sorted by `column`, equal ones by id; computed once."""
        if (column, descending) not in self._orders:
            ranks = pd.factorize(self.projects[column], sort=True)[0]
            order = np.argsort(-ranks if descending else ranks, kind="stable")
            self._orders[column, descending] = order.astype(np.int32)
        return self._orders[column, descending]

    def units(self, column: str) -> pd.Index:
        """Codes of the counties (`adcodes`, in their order) or `prefectures` that are drawn."""
        if column == "adcodes":
            return self.counties.index
        return pd.Index(np.unique(self.county_names.prefecture_adcode.loc[self.counties.index]))

    def coverage(self, adcode: str) -> str:
        """How the plans read cover the county: full, partial or none."""
        return str(self.county_names.coverage[adcode])

    def project(self, project_id: str) -> pd.Series | None:
        """The row of that id, or None."""
        if project_id not in self.project_ids:
            return None
        return self.projects.iloc[self.project_ids.get_loc(project_id)]


def read_table(data: Path, table: schema.Table) -> pd.DataFrame:
    """A table as text, every cell a str ('' where empty). Raises CatalogueError."""
    file = data / table.file
    try:
        with file.open(encoding="utf-8", newline="") as stream:
            return _frame(table, csv.reader(stream, strict=True))
    except FileNotFoundError:
        raise CatalogueError(f"{table.file}: missing from {data.name}/; put it back") from None
    except UnicodeDecodeError as error:
        raise CatalogueError(
            f"{table.file}: not UTF-8 at byte {error.start}; save it as UTF-8"
        ) from None
    except csv.Error as error:
        raise CatalogueError(f"{table.file}: not readable as CSV: {error}") from None


def _frame(table: schema.Table, lines: Iterator[list[str]]) -> pd.DataFrame:
    expected = [column.name for column in table.columns]
    header = next(lines, [])
    if header != expected:
        raise CatalogueError(
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
                raise CatalogueError(
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
    """All tables of data/ as text, by name. Raises CatalogueError."""
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


def catalogue(config: Config) -> Catalogue:
    """The record of `config.data` over the boundaries of `config`. Raises CatalogueError."""
    text = read_tables(config.data)
    frames = {name: typed(schema.TABLE_BY_NAME[name], frame) for name, frame in text.items()}
    digest = hashlib.sha256()
    for table in sorted(schema.TABLES, key=lambda table: table.name):
        digest.update((config.data / table.file).read_bytes())
    digest.update(config.boundaries.read_bytes())

    names = counties_table(config.data)
    names["coverage"] = "none"
    names["document_id"] = ""
    for document in frames["documents"].itertuples():
        codes = [c for c in str(document.adcodes).split(";") if c in names.index]
        names.loc[codes, "coverage"] = document.coverage
        names.loc[codes, "document_id"] = document.document_id
    counties = county_polygons(config.boundaries)
    counties = counties.loc[counties.index.intersection(names.index, sort=False)]
    return Catalogue(
        version=digest.hexdigest()[:12],
        documents=frames["documents"].set_index("document_id", drop=False),
        projects=_projects(frames["projects"], frames["places"]),
        targets=frames["targets"],
        errata=frames["errata"],
        decisions=frames["decisions"],
        readings=frames["readings"],
        operating=frames["operating"],
        census=frames["census"].set_index("adcode", drop=False),
        county_names=names,
        counties=counties,
    )


def _projects(projects: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """Projects with what follows from their columns; a point belongs to all rows of its thing."""
    frame = projects.copy()
    frame["sector"] = frame.kind.map({k: kind.sector for k, kind in KIND_BY_ID.items()})
    frame["thing"] = frame.same_as.where(frame.same_as != "", frame.project_id)
    located = places.rename(columns={"note_zh": "place_note_zh", "precision": "point_precision"})
    located["thing"] = located.project_id.map(frame.set_index("project_id").thing)
    located = located.drop(columns="project_id").drop_duplicates("thing")
    frame = frame.merge(located, on="thing", how="left", validate="m:1")
    text = ["point_precision", "place_zh", "source", "place_note_zh"]
    frame[text] = frame[text].fillna("")
    county_only = frame.kind.map({k: kind.county_only for k, kind in KIND_BY_ID.items()})
    has_point = frame.point_precision.ne("") & ~county_only.astype(bool)
    frame["precision"] = (
        frame.point_precision.where(has_point)
        .fillna(frame.adcodes.ne("").map({True: "county", False: "none"}))
        .astype(str)
    )
    searched = (frame[c] for c in ("name_en", "quote_zh", "quantity_zh", "project_id"))
    frame["search_text"] = frame.name_zh.str.cat(searched, sep="\n").str.casefold()
    return frame
