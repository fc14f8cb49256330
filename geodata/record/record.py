"""The record in memory: the tables of data/, read as text, typed once, never changed."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, cast

import geopandas as gpd
import numpy as np
import pandas as pd

from geodata.characters import searchable
from geodata.config import Config
from geodata.language.vocabulary import KIND_BY_ID, ROLES, Coverage
from geodata.record import schema
from geodata.record.boundaries import EQUAL_AREA, display_copy
from geodata.record.columns import CodedColumn
from geodata.record.tables import Tables, read_tables, typed

_BY_COUNTY: Final = ("adcodes", "prefectures")
# Columns of several values a row, `;`-separated.
_LISTS: Final = ("adcodes", "responsible_zh")
# Where rows of one thing differ, the year of the one that says it most closely is the thing's.
_YEAR_BASES: Final = ("item", "phase", "section")


@dataclass(frozen=True, eq=False)
class Record:
    """The typed record. Frames are shared between sessions: nobody may write into them.

    `projects` is indexed 0…n-1 in id order and carries `sector`, `precision` (a rung of the ladder
    `PRECISIONS`, as it may be shown), `anchor` (the zone or city where it stands that has no
    county; '' for others), `thing` (the id of the row that names the same thing first),
    `thing_role` (what the plan does with the thing: the most committed `role` of its mentions),
    `year_from` (the mention that dates a row without a year of its own; '' for others),
    `search_text`, of it what names the row (`name_text`), and the columns of `places`. `zones` are
    by id, `chapters` in the order of the documents. `counties` are polygons by adcode, `context`
    the lines around them with their `level` (county | province); both EPSG:4326. Where the file of
    the boundaries is heavy, `counties` are a lighter copy for maps and `exact` are those of the
    file; else it is None.
    """

    version: str
    documents: pd.DataFrame
    chapters: pd.DataFrame
    projects: pd.DataFrame
    zones: pd.DataFrame
    responsible_units: pd.DataFrame
    targets: pd.DataFrame
    errata: pd.DataFrame
    decisions: pd.DataFrame
    readings: pd.DataFrame
    operating: pd.DataFrame
    census: pd.DataFrame
    county_names: pd.DataFrame
    counties: gpd.GeoDataFrame
    context: gpd.GeoDataFrame
    exact: gpd.GeoDataFrame | None = None

    @classmethod
    def of(cls, tables: Tables) -> Record:
        """The record that `tables` hold; nothing is read again but boundaries not yet asked for."""
        frames = {
            table.name: typed(table, tables[table.name])
            for table in schema.TABLES
            if not table.generated
        }
        names = _county_names(tables.county_names, frames["documents"])
        counties = tables.counties
        counties = counties.loc[counties.index.intersection(names.index, sort=False)]
        display = display_copy(counties)
        return cls(
            version=tables.version,
            documents=frames["documents"].set_index("document_id", drop=False),
            chapters=frames["chapters"].sort_values(["document_id", "position"], ignore_index=True),
            projects=_projects(frames["projects"], frames["places"]),
            zones=frames["zones"].set_index("zone", drop=False),
            responsible_units=frames["units"],
            targets=frames["targets"],
            errata=frames["errata"],
            decisions=frames["decisions"],
            readings=frames["readings"],
            operating=frames["operating"],
            census=frames["census"].set_index("adcode", drop=False),
            county_names=names,
            counties=display,
            context=tables.context,
            exact=None if display is counties else counties,
        )

    @cached_property
    def derived(self) -> dict[Hashable, Any]:
        """What follows from the record and is kept with it; see `kept_with_record`."""
        return {}

    @cached_property
    def thing_codes(self) -> np.ndarray:
        """A number for the thing of each row; rows that name the same thing share it."""
        return pd.factorize(self.projects.thing)[0].astype(np.int32)

    @property
    def file_counties(self) -> gpd.GeoDataFrame:
        """County polygons exactly as the file of the boundaries has them, EPSG:4326, by adcode."""
        return self.counties if self.exact is None else self.exact

    @cached_property
    def area_km2(self) -> pd.Series:
        """Area of each county of the file of the boundaries, by adcode."""
        return self.file_counties.geometry.to_crs(EQUAL_AREA).area / 1e6

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
    def _coded(self) -> dict[str, CodedColumn]:
        return {}

    def coded(self, column: str) -> CodedColumn:
        """A column of projects, or the prefectures of its counties, as numbers; computed once."""
        if column not in self._coded:
            source = "adcodes" if column in _BY_COUNTY else column
            text = self.projects[source].astype(str)
            if source in _LISTS:
                text = text[text != ""].str.split(";").explode()
            if column == "prefectures":
                text = text.map(self.county_names.prefecture_adcode)
            self._coded[column] = CodedColumn.of(text, self.thing_codes)
        return self._coded[column]

    @cached_property
    def _orders(self) -> dict[tuple[str, bool], np.ndarray]:
        return {}

    def order(self, column: str, descending: bool) -> np.ndarray:
        """Row numbers of all projects sorted by `column`, equal ones by id; computed once.

        Blanks come last in both directions. Quantities go by their number within a dimension: MW,
        then km, then ha, then those without a number, by their text.
        """
        if (column, descending) not in self._orders:
            text = self.projects[column]
            keys = [_ranks(text)]
            if column == "quantity_zh":
                dimension, amount = _sizes(self.projects)
                keys = [keys[0], amount, dimension]
            if descending:
                keys = [-key for key in keys]
            order = np.lexsort([*keys, (text.astype(str) == "").to_numpy()])
            self._orders[column, descending] = order.astype(np.int32)
        return self._orders[column, descending]

    def units(self, column: str) -> pd.Index:
        """Codes of the counties (`adcodes`, in their order) or `prefectures` that are drawn."""
        if column == "adcodes":
            return self.counties.index
        return pd.Index(np.unique(self.county_names.prefecture_adcode.loc[self.counties.index]))

    def coverage(self, adcode: str) -> Coverage:
        """How the plans read cover the county. Raises KeyError for an unknown county."""
        return cast(Coverage, self.county_names.coverage[adcode])

    def project(self, project_id: str) -> pd.Series | None:
        """The row of that id, or None."""
        if project_id not in self.project_ids:
            return None
        return self.projects.iloc[self.project_ids.get_loc(project_id)]


def read_record(config: Config) -> Record:
    """The record of `config.data` over the boundaries of `config`. Raises RecordError."""
    return Record.of(read_tables(config))


def _county_names(names: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """`names` of counties by adcode with the `coverage` by which document (`document_id`)."""
    frame = names.assign(coverage="none", document_id="")
    for document in documents.itertuples():
        codes = [c for c in str(document.adcodes).split(";") if c in frame.index]
        frame.loc[codes, "coverage"] = document.coverage
        frame.loc[codes, "document_id"] = document.document_id
    return frame


def _projects(projects: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """Projects with what follows from their columns; a point belongs to all rows of its thing."""
    frame = projects.copy()
    frame["sector"] = frame.kind.map({k: kind.sector for k, kind in KIND_BY_ID.items()})
    frame["thing"] = frame.same_as.where(frame.same_as != "", frame.project_id)
    located = places.rename(columns={"note_zh": "place_note_zh", "precision": "point_precision"})
    located["thing"] = located.project_id.map(frame.set_index("project_id").thing)
    located = located.drop(columns="project_id").drop_duplicates("thing")
    frame = frame.merge(located, on="thing", how="left", validate="m:1")
    text = ["point_precision", "place_zh", "place_en", "source", "source_grade", "place_note_zh"]
    frame[text] = frame[text].fillna("")
    county_only = frame.kind.map({k: kind.county_only for k, kind in KIND_BY_ID.items()})
    has_point = frame.point_precision.ne("") & ~county_only.astype(bool)
    among = np.select(
        [frame.adcodes.str.contains(";"), frame.adcodes != "", frame.zone != ""],
        ["counties", "county", "zone"],
        "city",
    )
    frame["precision"] = frame.point_precision.where(has_point, among).astype(str)
    without_county = frame.precision.isin(["zone", "city"])
    anchor = frame.zone.where(frame.zone != "", frame.document_id)
    frame["anchor"] = anchor.where(without_county, "")
    rank = frame.role.map({role.id: n for n, role in enumerate(ROLES)})
    most = rank.groupby(frame.thing).transform("min")
    frame["thing_role"] = most.map(dict(enumerate(role.id for role in ROLES)))
    _share_years(frame)
    named = frame.name_zh.str.cat([frame.name_en, frame.project_id], sep="\n")
    frame["name_text"] = named.map(searchable)
    searched = (frame[c] for c in ("name_en", "quote_zh", "quantity_zh", "project_id"))
    frame["search_text"] = frame.name_zh.str.cat(searched, sep="\n").map(searchable)
    return frame


def _share_years(frame: pd.DataFrame) -> None:
    """Give a mention without a year of its own the dated year of another mention of its thing."""
    frame["year_from"] = ""
    dated = frame[frame.year_basis.isin(_YEAR_BASES)]
    rank = dated.year_basis.map(_YEAR_BASES.index)
    dated = dated.assign(rank=rank).sort_values(["rank", "project_id"]).drop_duplicates("thing")
    dated = dated.set_index("thing")
    rows = frame.index[(frame.year_basis == "plan") & frame.thing.isin(dated.index)]
    source = dated.loc[frame.thing[rows]]
    for column, own in (("target_year",) * 2, ("year_basis",) * 2, ("year_from", "project_id")):
        frame.loc[rows, column] = source[own].to_numpy()


def _ranks(values: pd.Series) -> np.ndarray:
    """The place of each value among the sorted ones."""
    return pd.factorize(values, sort=True)[0]


def _sizes(projects: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """The dimension (a number) and the amount of each quantity, in MW, km or ha."""
    dimension = np.full(len(projects), 3)
    amount = np.zeros(len(projects))
    for number, column in reversed(list(enumerate(("capacity_mw", "length_km", "area_ha")))):
        values = projects[column].to_numpy(dtype=float)
        given = ~np.isnan(values)
        dimension[given], amount[given] = number, values[given]
    return dimension, amount
