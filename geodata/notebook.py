"""The atlas without the app: a record, extracts of it, and from each what the pages say.

Every number here comes out of the call that a page or a download makes; nothing is computed anew.
Geometry is EPSG:4326 degrees, capacities are MW, lengths km, areas ha, distances km. Frames may be
changed: they are the caller's own.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Literal

import geopandas as gpd
import pandas as pd

from geodata.analysis.coverage import Matrix, matrix, sector_matrix
from geodata.analysis.distances import Distances, distance_ranges
from geodata.analysis.findings import Finding, findings
from geodata.analysis.ledger import Ledger
from geodata.atlas.classes import county_classes
from geodata.atlas.deck import OfflineDeck, selection_deck
from geodata.atlas.layers import MapLayers
from geodata.config import Config, configuration
from geodata.files import replace_whole
from geodata.language.dates import beijing_date
from geodata.language.vocabulary import Language
from geodata.operate.store import Store
from geodata.record.asked import AskedError, Values, allowed, filters_asked, one_of
from geodata.record.record import Record
from geodata.record.selection import Selection
from geodata.record.tables import RecordError
from geodata.reports.geopackage import counties, gpkg_bytes
from geodata.reports.interchange import about_bytes, csv_bytes, geojson_bytes
from geodata.reports.item_places import item_frame
from geodata.reports.workbook import xlsx_bytes
from geodata.views import coverage, ledger, page, targets

Level = Literal["kind", "sector"]
_Made = Callable[[Selection, MapLayers, Language, datetime.date], bytes]

# Problems that an error lists; `python -m geodata check` lists all.
_LISTED: Final = 20

_FILES: Final[dict[str, _Made]] = {
    ".xlsx": lambda chosen, layers, *rest: xlsx_bytes(chosen, layers.config, *rest),
    ".csv": lambda chosen, layers, *rest: csv_bytes(chosen, layers.config, *rest),
    ".geojson": geojson_bytes,
    ".gpkg": gpkg_bytes,
}


def opened(config: Config | None = None) -> Atlas:
    """See `geodata.open`."""
    edition, problems = Store(config or configuration(), MapLayers).current()
    if edition is None:
        more = len(problems) - _LISTED
        said = problems[:_LISTED] + ([f"and {more} more: python -m geodata check"] * (more > 0))
        raise RecordError("\n".join(said))
    return Atlas(edition)


@dataclass(frozen=True)
class Atlas:
    """A checked record with its map; `select` takes an extract of it."""

    layers: MapLayers

    @property
    def record(self) -> Record:
        """The typed tables. Everybody shares them: nobody may write into them."""
        return self.layers.record

    def select(
        self,
        *,
        sector: Values = None,
        kind: Values = None,
        city: Values = None,
        county: Values = None,
        year: int | str | None = None,
        due: str = "by",
        basis: Values = None,
        precision: Values = None,
        role: Values = None,
        unit: Values = None,
        text: str = "",
    ) -> Extract:
        """The items that pass these filters, the whole record without any.

        A filter takes one value or several, each an id or its label in Chinese or English; `due` is
        `by` (due in `year` or before) or `in`. As in the app a kind narrows its sector, a county
        its city; `role` is what the plan does with an item, `unit` is one that it names as
        responsible. Raises AskedError, a ValueError, naming what is allowed and what comes nearest.
        """
        filters = filters_asked(
            self.record,
            sector=sector,
            kind=kind,
            city=city,
            county=county,
            year=year,
            due=due,
            basis=basis,
            precision=precision,
            role=role,
            unit=unit,
            text=text,
        )
        return Extract(Selection(self.record, filters), self.layers)

    def choices(self, group: str) -> pd.DataFrame:
        """What the filter `group` takes, by id: `zh`, `en`, and in `of` the id that it narrows.

        Groups are sector, kind, city, county, year, basis, precision, role, unit; others raise
        AskedError. `of` a unit are the plans that name it.
        """
        return pd.DataFrame(
            allowed(self.record, group), columns=["id", "zh", "en", "of"]
        ).set_index("id")

    def __repr__(self) -> str:
        return f"<Atlas {self.record.version}: {Selection(self.record).counted('en')}>"


@dataclass(frozen=True)
class Extract:
    """The items that a `selection` leaves, and what the pages say about them."""

    selection: Selection
    layers: MapLayers

    def items(self, language: Language = "zh") -> gpd.GeoDataFrame:
        """One row for each mention of an item, in id order; see `item_frame`. EPSG:4326.

        Geometry is the row's marks: a Point, or a MultiPoint of several. Only where `precision_id`
        is `site` or `township` do they mark a place; else they stand for the county or counties, or
        for the zone or city whose id `anchor_id` has. Rows with the same `thing` name the same
        thing.
        """
        return item_frame(self.selection, self.layers, language)

    def by_county(self, language: Language = "zh") -> gpd.GeoDataFrame:
        """The county polygons by adcode: names, coverage, how much is selected. EPSG:4326.

        `items` counts things, `rows` mentions. `class` is the colour class on the map, 0 to 5; n
        where no plan was read, x outside the selection: there both counts are missing, not zero.
        """
        frame = counties(self.selection, self.layers, language)
        frame["class"] = list(county_classes(self.selection))
        return frame.set_index("adcode")

    def matrix(self, by: Level = "sector") -> Matrix:
        """Counties by kind or sector: frames `counts`, `status` (what an empty cell means) and
        `wide` (things named for the whole city or a zone, by plan). Rows are adcodes, columns ids.

        Raises AskedError for another level.
        """
        found = (matrix if self._by_kind(by) else sector_matrix)(self.selection)
        return Matrix(found.counts.copy(), found.status.copy(), found.wide.copy())

    def matrix_table(self, by: Level = "sector", language: Language = "zh") -> pd.DataFrame:
        """The matrix as the page shows it, as text, by county, and what names none by city or
        zone: ○ not named, ◐ partly covered, — no plan read, / not applicable, · outside the
        selection; in brackets how many are only supported or mentioned, where there are no others.

        Raises AskedError for another level.
        """
        asked = coverage.Question(self.selection, "", "", self._by_kind(by))
        return _texts(next(page.tables(coverage.matrix_blocks(asked, language))))

    def distances(self, kind: str) -> Distances:
        """How far the counties that name no `kind` are from the nearest that does; whole km.

        `ranges` has a row for each such county: `nearest_km` and `farthest_km`, the two ends of
        what is known. As on the page, filters on sector and kind do not hold. Raises AskedError for
        an unknown kind (id or label).
        """
        asked = self._about(kind)
        found = distance_ranges(asked.of_any_kind, asked.kind)
        return replace(found, ranges=found.ranges.copy())

    def findings(self, kind: str, language: Language = "zh") -> tuple[Finding, ...]:
        """What the items say of `kind`, in sentences, each with what would prove it wrong.

        A sentence names the filters that it holds under; those on sector and kind do not hold, as
        on the page. Raises AskedError for an unknown kind (id or label).
        """
        asked = self._about(kind)
        return findings(asked.of_any_kind, asked.kind, language)

    def ledger(self) -> pd.DataFrame:
        """Capacity targets against what operates and what is named, in MW; see `ledger_frame`.

        Filters on sector, city, year, unit and text choose targets; what counts towards one is the
        whole plan's, whatever is filtered.
        """
        return ledger.ledger_frame(self.ledgers())

    def ledgers(self) -> tuple[Ledger, ...]:
        """The rows of `ledger` with every thing that counts and the source of what operates."""
        return tuple(ledger.chosen_ledgers(targets.effective(self.selection)))

    def targets(self) -> pd.DataFrame:
        """Every target that the filters on sector, city, year, unit and text leave, as recorded.

        `year` is missing where the plan gives a `phase` instead; such a target passes no year.
        `value` is in the plan's `unit`, `value_std` in `unit_std`; `comparator` is its bound.
        """
        return targets.chosen(targets.effective(self.selection)).reset_index(drop=True)

    def deck(self, language: Language = "zh") -> OfflineDeck:
        """The map of the extract as a pydeck.Deck. EPSG:4326; no basemap, and no host is asked."""
        return selection_deck(self.selection, self.layers, language)

    def save(
        self, file: str | Path, language: Language = "zh", today: datetime.date | None = None
    ) -> Path:
        """Write the items as the app's download of that ending: .xlsx, .csv, .geojson, .gpkg.

        The file states its filters, `today` and its sources; an older one is replaced. A CSV has
        nothing but rows: these stand in a text of the same name beside it. Returns the path.
        Raises AskedError for another ending, OSError where it cannot be written.
        """
        path = Path(file)
        make = _FILES.get(path.suffix.lower())
        if make is None:
            raise AskedError(f"{path.name}: allowed endings: {', '.join(_FILES)}")
        day = today or beijing_date()
        replace_whole(path, make(self.selection, self.layers, language, day))
        if path.suffix.lower() == ".csv":
            beside = about_bytes(self.selection, self.layers.config, language, day)
            replace_whole(path.with_suffix(".txt"), beside)
        return path

    def described(self, language: Language = "zh") -> str:
        """The filters in words; '' for the whole record."""
        return self.selection.described(language)

    def __len__(self) -> int:
        """How many things are selected, each once however often it is mentioned."""
        return self.selection.things

    def __repr__(self) -> str:
        return f"<Extract {self.selection.stated('en')}: {self.selection.counted('en')}>"

    def _about(self, kind: str) -> coverage.Question:
        asked = one_of(self.selection.record, "kind", kind)
        return coverage.Question(self.selection, asked, "", True)

    def _by_kind(self, by: str) -> bool:
        if by not in ("kind", "sector"):
            raise AskedError(f"by {by!r} is unknown; allowed: kind, sector")
        return by == "kind"


def _texts(table: page.Table) -> pd.DataFrame:
    """The cells of a page's table as text, by its first column."""
    head = [column.text for column in table.columns]
    cells = [[cell.text for cell in row] for row in table.rows]
    return pd.DataFrame(cells, columns=head).set_index(head[0])
