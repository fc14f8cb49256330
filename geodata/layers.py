"""What the map is made of: the layers that travel once, and the little that a filter changes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, Literal

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geodata import placement, symbols
from geodata.bits import EVERYWHERE, Bounds, MarkBits, mark_bits
from geodata.catalogue import Catalogue
from geodata.hatch import hatch
from geodata.levels import Levels, lonlat
from geodata.names import short_name
from geodata.once import once
from geodata.options import Option, options
from geodata.paths import Config
from geodata.select import Filters, Mask, thing_mask

Level = Literal["adcodes", "prefectures"]  # counties or prefectures, as `things_by` takes them

# Lower bounds of the five classes of the choropleth. Fixed, so that a colour means the same number
# whatever is filtered.
CLASS_BOUNDS: Final = (1, 3, 6, 11, 21)
NO_PLAN, OUTSIDE, NOT_NAMED = "n", "x", "0"
_BANDS: Final = np.array([str(band) for band in range(len(CLASS_BOUNDS) + 1)])

# In a larger record the bounds but the first are multiplied, by the smallest of these with which
# at most this share of the counties is in the highest class.
_FACTORS: Final = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000)
_HIGHEST_SHARE: Final = 0.1

# What marks are sorted by, the last first.
_RUNS: Final = ("document_id", "year_basis", "target_year", "precision", "kind")

# More marks than this have their names, which only a pointer asks for, in a file of their own.
NAMED_LIMIT: Final = 2_000


@dataclass(frozen=True)
class MapLayers:
    """The layers of one record: marks in their fixed order, and the files that carry them."""

    record: Catalogue
    config: Config

    @cached_property
    def marks(self) -> pd.DataFrame:
        """The marks (see `placement.marks`); their order is that of their `bits`.

        Provinces stand together, for a piece of the map; within them what one filter lets pass,
        because a mask of few runs deflates to little.
        """
        marks = placement.marks(self.record.projects, self.record.counties)
        rows = self.record.projects[["thing", *_RUNS]].drop_duplicates("thing").set_index("thing")
        rows = rows.loc[marks.thing]
        keys = [pd.factorize(rows[column], sort=True)[0] for column in _RUNS]
        if self.levels.apart:
            keys.append(pd.factorize(marks.adcode.str[:2], sort=True)[0])
        return marks.iloc[np.lexsort(keys)].reset_index(drop=True)

    @cached_property
    def levels(self) -> Levels:
        """Prefectures and provinces of the counties."""
        return Levels(self.record)

    @cached_property
    def _mark_things(self) -> np.ndarray:
        """The number of each mark's thing, as in `Catalogue.thing_codes`."""
        codes = pd.Series(self.record.thing_codes, self.record.projects.thing)
        return codes[~codes.index.duplicated()].loc[self.marks.thing].to_numpy()

    @cached_property
    def options(self) -> dict[str, list[Option]]:
        """The options of the filters in the order in which they are published."""
        return options(self.record)

    def files(self) -> dict[str, bytes]:
        """Contents of the static files by name: GeoJSON layers, marks, options, symbol pictures."""
        files = {
            "lines.json": _json(self._lines()),
            "options.json": _json(self.options),
            "marks-light.svg": symbols.atlas_svg("light").encode(),
            "marks-dark.svg": symbols.atlas_svg("dark").encode(),
        }
        counties, marks = self._counties(), self._marks()
        if self.levels.apart:
            province = self.marks.adcode.str[:2].to_numpy(dtype=str)
            counties["pieces"] = []
            for code, (known, piece) in self.levels.pieces().items():
                own = [int(np.searchsorted(province, code, side)) for side in ("left", "right")]
                counties["pieces"].append(known | {"marks": own})
                codes = self.record.counties.index[known["counties"]]
                files[f"{known['name']}.json"] = _json(piece | {"hatch": self._hatch(codes)})
        if len(self.marks) > NAMED_LIMIT:
            files["names.json"] = _json({"zh": marks.pop("zh"), "en": marks.pop("en")})
        return files | {"counties.json": _json(counties), "marks.json": _json(marks)}

    def _counties(self) -> dict[str, Any]:
        labels = placement.label_points(self.record.counties)
        names = self.record.county_names.loc[self.record.counties.index]
        shapes = self.record.counties.geometry
        features = [
            {
                "type": "Feature",
                "properties": {
                    "adcode": row.adcode,
                    "zh": row.county_zh,
                    "en": short_name(str(row.county_en)),
                    "label": lonlat(label),
                },
                "geometry": None if self.levels.apart else shapely.geometry.mapping(shape),
            }
            for row, label, shape in zip(names.itertuples(), labels, shapes, strict=True)
        ]
        return {"type": "FeatureCollection", "features": features, "cities": self.levels.cities()}

    def _lines(self) -> dict[str, Any]:
        """Quiet context by level, and the hatch of partly covered counties."""
        lines: dict[str, Any] = {"county": [], "province": []}
        context = self.config.data / "boundaries" / "context.geojson"
        if context.exists():
            for row in gpd.read_file(context).itertuples():
                lines[str(row.level)] = [
                    [[round(x, 4), round(y, 4)] for x, y in part.coords]
                    for part in shapely.get_parts(row.geometry)
                ]
        lines["hatch"] = [] if self.levels.apart else self._hatch(self.record.counties.index)
        return lines

    def _hatch(self, codes: pd.Index) -> list[Any]:
        """Hatch lines of those counties among `codes` that are partly covered."""
        partial = codes[(self.record.county_names.coverage.loc[codes] == "partial").to_numpy()]
        return [
            [lonlat(shapely.Point(p)) for p in part.coords]
            for code in partial
            for part in hatch(self.record.counties.geometry.loc[[code]])
        ]

    def _marks(self) -> dict[str, Any]:
        rows = self.record.projects[["thing", "name_zh", "name_en"]].drop_duplicates("thing")
        frame = self.marks
        names_of = rows.set_index("thing").loc[frame.thing]
        cells = symbols.atlas_cells()
        names = sorted(cells)
        return {
            "thing": frame.thing.tolist(),
            "adcode": frame.adcode.tolist(),
            "zh": names_of.name_zh.tolist(),
            "en": names_of.name_en.tolist(),
            "icon": [
                names.index(f"{k}-{p}") for k, p in zip(frame.kind, frame.precision, strict=True)
            ],
            "lon": frame.lon.tolist(),
            "lat": frame.lat.tolist(),
            "pitch": frame.pitch_m.tolist(),
            "stack": frame["stack"].tolist(),
            "icons": [[name, *cells[name]] for name in names],
            "cell": symbols.CELL_PX,
        }

    def mark_mask(self, mask: Mask) -> Mask:
        """Which marks show when the rows of `mask` pass: a mark shows if any mention passes."""
        return thing_mask(mask, self.record)[self._mark_things]

    def bits(self, passing: Mask, seen: Bounds | None) -> MarkBits:
        """Bits of the mask `passing` of the marks for a reader who has those within `seen` drawn.

        A country shows marks near by only, a smaller record always.
        """
        return mark_bits(passing, self.marks, seen if self.levels.apart else EVERYWHERE)


def _json(content: Any) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def count_class(count: int) -> str:
    """The class of a count by CLASS_BOUNDS, '0' (nothing named) to '5'."""
    return str(sum(count >= bound for bound in CLASS_BOUNDS))


@once
def class_bounds(record: Catalogue, level: Level = "adcodes") -> tuple[int, ...]:
    """Lower bounds of the classes of counties or prefectures, the same whatever is filtered.

    CLASS_BOUNDS, or a round multiple of them where the record names so much that too many would be
    in the highest class.
    """
    named = record.coded(level).things(np.ones(len(record.projects), dtype=bool))
    allowed = _HIGHEST_SHARE * len(record.units(level))
    for factor in _FACTORS:
        if (named >= CLASS_BOUNDS[-1] * factor).sum() <= allowed:
            break
    return (CLASS_BOUNDS[0], *(bound * factor for bound in CLASS_BOUNDS[1:]))


def county_classes(mask: Mask, filters: Filters, record: Catalogue) -> str:
    """One character for each county of `record.counties`, in order.

    '0' to '5' is the class of the number of things named; NO_PLAN where no plan was read; OUTSIDE
    where the chosen cities and counties leave it out.
    """
    return _classes("adcodes", mask, _standing(filters, record), record)


def city_classes(mask: Mask, filters: Filters, layers: MapLayers) -> str:
    """As `county_classes` for prefectures in order of their codes; '' where none are drawn.

    NO_PLAN or OUTSIDE where that holds for every county, OUTSIDE where it is one or the other.
    """
    if not layers.levels.apart:
        return ""
    standing = _standing(filters, layers.record)
    whole = []
    for own in layers.levels.prefectures.values():
        said = set(standing[own])
        whole.append("" if "" in said else max(said))  # OUTSIDE comes after NO_PLAN
    return _classes("prefectures", mask, np.array(whole), layers.record)


def _standing(filters: Filters, record: Catalogue) -> np.ndarray:
    """For each county NO_PLAN, OUTSIDE, or '' where things are counted."""
    planned, chosen = _planned(record), chosen_counties(filters, record)
    if chosen is None:
        return planned
    return np.where((planned == "") & ~record.counties.index.isin(chosen), OUTSIDE, planned)


@once
def _planned(record: Catalogue) -> np.ndarray:
    """For each county NO_PLAN or ''."""
    return np.where(record.counties.index.isin(record.covered), "", NO_PLAN)


@once
def _value_numbers(record: Catalogue, level: Level) -> np.ndarray:
    """The number of each unit's value in `Coded.labels`; -1 where nothing is named."""
    return pd.Index(record.coded(level).labels, dtype=object).get_indexer(record.units(level))


def _classes(level: Level, mask: Mask, standing: np.ndarray, record: Catalogue) -> str:
    counts = np.append(record.coded(level).things(mask), 0)  # the last for what nothing names
    named = counts[_value_numbers(record, level)]
    bands = _BANDS[np.searchsorted(class_bounds(record, level), named, side="right")]
    return "".join(np.where(standing == "", bands, standing).tolist())


def chosen_counties(filters: Filters, record: Catalogue) -> frozenset[str] | None:
    """Counties that the filters on city and county leave in; None where they filter nothing."""
    if not filters.city and not filters.county:
        return None
    owner = record.county_names.document_id
    refined = {owner[c] for c in filters.county}
    whole: Iterable[str] = owner.index[owner.isin([c for c in filters.city if c not in refined])]
    return frozenset(whole) | frozenset(filters.county)


def view_bounds(
    record: Catalogue, adcodes: Iterable[str] = (), around: float = 0.35
) -> list[float]:
    """West, south, east, north (degrees, EPSG:4326) of the counties; of all where none is named.

    `around` is room for neighbours of those named, as a share of their longer side.
    """
    codes = list(adcodes)
    return _bounds_of(record.bounds.loc[codes], around) if codes else _whole(record)


@once
def _whole(record: Catalogue) -> list[float]:
    return _bounds_of(record.bounds, 0.0)


def _bounds_of(own: pd.DataFrame, around: float) -> list[float]:
    west, south = own[["minx", "miny"]].min()
    east, north = own[["maxx", "maxy"]].max()
    room = around * max(east - west, north - south)
    return [round(float(v), 4) for v in (west - room, south - room, east + room, north + room)]
