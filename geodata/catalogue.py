"""The record in memory: the tables of data/, read as text, typed once, never changed."""

from __future__ import annotations

import csv
import hashlib
import io
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd

from geodata import schema
from geodata.boundaries import EQUAL_AREA, counties_table, county_polygons
from geodata.paths import Config
from geodata.vocabulary import KIND_BY_ID


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
    def thing_codes(self) -> np.ndarray:
        """A number for the thing of each row; rows that name the same thing share it."""
        return pd.factorize(self.projects.thing)[0]

    @cached_property
    def equal_area(self) -> gpd.GeoSeries:
        """County polygons in EQUAL_AREA (metres), by adcode."""
        return self.counties.geometry.to_crs(EQUAL_AREA)

    @cached_property
    def _coded(self) -> dict[str, tuple[np.ndarray, np.ndarray, list[str]]]:
        return {}

    def coded(self, column: str) -> tuple[np.ndarray, np.ndarray, list[str]]:
        """Row numbers, value numbers and values of a column of projects.

        One entry a row; for `adcodes` one for each county of a row, none where there is none.
        Computed once, so that counting needs no text.
        """
        if column not in self._coded:
            values = self.projects[column].astype(str)
            if column == "adcodes":
                values = values[values != ""].str.split(";").explode()
            numbers, labels = pd.factorize(values, sort=True)
            self._coded[column] = (values.index.to_numpy(), numbers, list(labels))
        return self._coded[column]

    def coverage(self, adcode: str) -> str:
        """How the plans read cover the county: full, partial or none."""
        return str(self.county_names.coverage[adcode])

    def project(self, project_id: str) -> pd.Series | None:
        """The row of that id, or None."""
        rows = self.projects[self.projects.project_id == project_id]
        return None if rows.empty else rows.iloc[0]


def read_table(data: Path, table: schema.Table) -> pd.DataFrame:
    """A table as text, every cell a str ('' where empty). Raises CatalogueError."""
    file = data / table.file
    try:
        with file.open(encoding="utf-8", newline="") as stream:
            rows = list(csv.reader(stream, strict=True))
    except FileNotFoundError:
        raise CatalogueError(f"{table.file}: missing from {data.name}/; put it back") from None
    except UnicodeDecodeError as error:
        raise CatalogueError(
            f"{table.file}: not UTF-8 at byte {error.start}; save it as UTF-8"
        ) from None
    except csv.Error as error:
        raise CatalogueError(f"{table.file}: not readable as CSV: {error}") from None
    expected = [column.name for column in table.columns]
    header = rows[0] if rows else []
    if header != expected:
        raise CatalogueError(
            f"{table.file}:1: the columns are {', '.join(header)}; they must be "
            f"{', '.join(expected)}, in this order"
        )
    for number, row in enumerate(rows[1:], start=2):
        if len(row) != len(expected):
            raise CatalogueError(
                f"{table.file}:{number}: {len(row)} cells where {len(expected)} are needed; "
                "is a comma or a quotation mark missing?"
            )
    return pd.DataFrame(rows[1:], columns=expected, dtype=str)


def table_bytes(frame: pd.DataFrame) -> bytes:
    """The canonical bytes of a text table: UTF-8, LF, quotes only where needed."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(frame.columns)
    writer.writerows(frame.itertuples(index=False))
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
    """A cheap mark that changes when any input file does: names, sizes, times."""
    files = [*sorted(config.data.glob("*.csv")), config.boundaries]
    stats = [(f.name, f.stat().st_size, f.stat().st_mtime_ns) for f in files if f.exists()]
    return hashlib.sha256(repr(stats).encode()).hexdigest()


def catalogue(config: Config) -> Catalogue:
    """The record of `config.data` over the boundaries of `config`. Raises CatalogueError."""
    text = read_tables(config.data)
    frames = {name: typed(schema.TABLE_BY_NAME[name], frame) for name, frame in text.items()}
    digest = hashlib.sha256()
    for name in sorted(text):
        digest.update(table_bytes(text[name]))
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
    searched = ["name_zh", "name_en", "quote_zh", "quantity_zh", "project_id"]
    frame["search_text"] = frame[searched].agg("\n".join, axis=1).str.casefold()
    return frame
