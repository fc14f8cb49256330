"""What the map is made of: the layers that travel once, and the little that a filter changes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np
import pandas as pd
import shapely

from geodata.atlas import symbols
from geodata.atlas.detail import Detail, lonlat
from geodata.atlas.mark_mask import EVERYWHERE, Bounds, MarkBits, mark_bits
from geodata.atlas.marks import label_points, placed_marks
from geodata.config import Config
from geodata.language.vocabulary import KIND_BY_ID
from geodata.language.years import year_as_written
from geodata.record.derived import kept_with_record
from geodata.record.facets import Option, options, published
from geodata.record.masks import Mask, thing_mask
from geodata.record.names import short_name
from geodata.record.record import Record
from geodata.record.roles import quiet_rows
from geodata.record.selection import Selection

# What marks are sorted by, the last first.
_RUNS: Final = ("document_id", "year_basis", "target_year", "precision", "kind")

# More marks than this have their names and years, which only a pointer asks for, in a file of
# their own.
NAMED_LIMIT: Final = 2_000


@dataclass(frozen=True)
class MapLayers:
    """The layers of one record: marks in their fixed order, and the files that carry them."""

    record: Record
    config: Config

    @cached_property
    def marks(self) -> pd.DataFrame:
        """The marks (see `placed_marks`); their order is that of their `bits`.

        Provinces stand together, for a piece of the map; within them what one filter lets pass,
        because a mask of few runs deflates to little.
        """
        marks = placed_marks(self.record.projects, self.record.counties, self.record.zones)
        rows = self.record.projects[["thing", *_RUNS]].drop_duplicates("thing").set_index("thing")
        rows = rows.loc[marks.thing]
        keys = [pd.factorize(rows[column], sort=True)[0] for column in _RUNS]
        if self.levels.apart:
            keys.append(pd.factorize(_provinces(marks, self.record), sort=True)[0])
        return marks.iloc[np.lexsort(keys)].reset_index(drop=True)

    @cached_property
    def levels(self) -> Detail:
        """Prefectures and provinces of the counties."""
        return Detail(self.record)

    @cached_property
    def mark_icons(self) -> list[str]:
        """The name of each mark's symbol, in the order of the marks."""
        rows = self.record.projects.thing
        quiet = pd.Series(quiet_rows(self.record), rows)[~rows.duplicated().to_numpy()]
        frame = self.marks
        return [
            symbols.icon(kind, precision, bool(stands_back))
            for kind, precision, stands_back in zip(
                frame.kind, frame.precision, quiet.loc[frame.thing], strict=True
            )
        ]

    @cached_property
    def _mark_things(self) -> np.ndarray:
        """The number of each mark's thing, as in `Record.thing_codes`."""
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
            "options.json": _json(published(self.record)),
            "marks-light.svg": symbols.atlas_svg("light").encode(),
            "marks-dark.svg": symbols.atlas_svg("dark").encode(),
        }
        counties, marks = self._counties(), self._marks()
        if self.levels.apart:
            province = _provinces(self.marks, self.record)
            counties["pieces"] = []
            for code, (known, piece) in self.levels.pieces().items():
                own = [int(np.searchsorted(province, code, side)) for side in ("left", "right")]
                counties["pieces"].append(known | {"marks": own})
                files[f"{known['name']}.json"] = _json(piece)
        if len(self.marks) > NAMED_LIMIT:
            asked_for = ("zh", "en", "year")
            files["names.json"] = _json({column: marks.pop(column) for column in asked_for})
        return files | {"counties.json": _json(counties), "marks.json": _json(marks)}

    def _counties(self) -> dict[str, Any]:
        labels = label_points(self.record.counties)
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
                    **({"partial": True} if row.coverage == "partial" else {}),
                },
                "geometry": None if self.levels.apart else shapely.geometry.mapping(shape),
            }
            for row, label, shape in zip(names.itertuples(), labels, shapes, strict=True)
        ]
        return {
            "type": "FeatureCollection",
            "features": features,
            "cities": self.levels.cities(),
            "anchors": self._anchors(),
        }

    def _anchors(self) -> list[dict[str, Any]]:
        """The zones and cities at which things without a county stand."""
        used = self.record.zones.loc[sorted({*self.record.projects.anchor} - {""})]
        return [
            {
                "id": zone.zone,
                "kind": zone.kind,
                "zh": zone.zone_zh,
                "en": zone.zone_en,
                "at": [zone.lon, zone.lat],
                # A city's mark stands for all of its counties: to hatch them would say nothing.
                "holds": zone.adcodes.split(";") if zone.kind == "zone" else [],
            }
            for zone in used.itertuples()
        ]

    def _lines(self) -> dict[str, Any]:
        """Quiet context by level."""
        lines: dict[str, Any] = {"county": [], "province": []}
        for row in self.record.context.itertuples():
            lines[str(row.level)] = [
                [[round(x, 4), round(y, 4)] for x, y in part.coords]
                for part in shapely.get_parts(row.geometry)
            ]
        return lines

    def _marks(self) -> dict[str, Any]:
        rows = self.record.projects.drop_duplicates("thing")
        frame = self.marks
        names_of = rows.set_index("thing").loc[frame.thing, ["name_zh", "name_en"]]
        year, years = _years(rows)
        cells = symbols.atlas_cells()
        names = sorted(cells)
        number = {name: n for n, name in enumerate(names)}
        radii = frame.radius_m.round().astype(int)
        return {
            "thing": frame.thing.tolist(),
            "adcode": frame.adcode.tolist(),
            "zh": names_of.name_zh.tolist(),
            "en": names_of.name_en.tolist(),
            "year": year.loc[frame.thing].tolist(),
            "years": years,
            "icon": [number[name] for name in self.mark_icons],
            "lon": frame.lon.tolist(),
            "lat": frame.lat.tolist(),
            "pitch": frame.pitch_m.tolist(),
            "stack": frame["stack"].tolist(),
            "radius": {str(row): int(radius) for row, radius in radii.items() if radius},
            "icons": [[name, *cells[name], _sector(name)] for name in names],
            "cell": symbols.CELL_PX,
        }

    def mark_mask(self, selection: Selection) -> Mask:
        """Which marks show: a mark shows if any mention of its thing passes."""
        return thing_mask(selection.mask, self.record)[self._mark_things]

    def bits(self, passing: Mask, seen: Bounds | None) -> MarkBits:
        """Bits of the mask `passing` of the marks for a reader who has those within `seen` drawn.

        A country shows marks near by only, a smaller record always.
        """
        return mark_bits(passing, self.marks, seen if self.levels.apart else EVERYWHERE)


def _years(rows: pd.DataFrame) -> tuple[pd.Series, list[tuple[str, str]]]:
    """The number of each thing's target year, by thing, and the years as written: zh, en."""
    columns = [rows.target_year, rows.year_basis, rows.phase, rows.year_from]
    code, kinds = pd.factorize(pd.Series(list(zip(*columns, strict=True)), rows.thing))
    years = [
        (
            year_as_written(year, basis, phase, by, "zh"),
            year_as_written(year, basis, phase, by, "en"),
        )
        for year, basis, phase, by in kinds
    ]
    return pd.Series(code, rows.thing), years


def _sector(icon: str) -> str:
    """The sector of a symbol's kind."""
    return KIND_BY_ID[icon.split("-")[0]].sector


def _provinces(marks: pd.DataFrame, record: Record) -> np.ndarray:
    """The province of each mark: the first two digits of its county, at an anchor of its zone's."""
    anchored = marks.adcode.map(record.zones.adcodes)
    return anchored.fillna(marks.adcode).str[:2].to_numpy(dtype=str)


def _json(content: Any) -> bytes:
    # A browser reads no NaN: better that the edition before stays than a map without a mark.
    said = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return said.encode("utf-8")


def view_bounds(record: Record, adcodes: Iterable[str] = (), around: float = 0.35) -> list[float]:
    """West, south, east, north (degrees, EPSG:4326) of the counties; of all where none is named.

    `around` is room for neighbours of those named, as a share of their longer side.
    """
    codes = list(adcodes)
    return _bounds_of(record.bounds.loc[codes], around) if codes else _whole(record)


@kept_with_record
def _whole(record: Record) -> list[float]:
    return _bounds_of(record.bounds, 0.0)


def _bounds_of(own: pd.DataFrame, around: float) -> list[float]:
    west, south = own[["minx", "miny"]].min()
    east, north = own[["maxx", "maxy"]].max()
    room = around * max(east - west, north - south)
    return [round(float(v), 4) for v in (west - room, south - room, east + room, north + room)]
