"""What the map is made of: the layers that travel once, and the little that a filter changes."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geodata import placement, symbols
from geodata.boundaries import EQUAL_AREA, GEOGRAPHIC
from geodata.catalogue import Catalogue
from geodata.paths import Config
from geodata.select import Filters, Mask, things_by

# Lower bounds of the five classes of the choropleth. Fixed, so that a colour means the same number
# whatever is filtered.
CLASS_BOUNDS: Final = (1, 3, 6, 11, 21)
NO_PLAN, OUTSIDE, NOT_NAMED = "n", "x", "0"

# Distance between hatch lines of partly covered counties, metres.
HATCH_PITCH_M: Final = 2_600.0


@dataclass(frozen=True)
class MapLayers:
    """The layers of one record: marks in their fixed order, and the files that carry them."""

    record: Catalogue
    config: Config

    @cached_property
    def marks(self) -> pd.DataFrame:
        """The marks (see `placement.marks`); their row number is their place in `mark_bits`."""
        return placement.marks(self.record.projects, self.record.counties)

    def files(self) -> dict[str, bytes]:
        """Contents of the static files by name: GeoJSON layers, marks, symbol pictures."""
        return {
            "counties.json": _json(self._counties()),
            "lines.json": _json(self._lines()),
            "marks.json": _json(self._marks()),
            "marks-light.svg": symbols.atlas_svg("light").encode(),
            "marks-dark.svg": symbols.atlas_svg("dark").encode(),
        }

    def _counties(self) -> dict[str, Any]:
        labels = placement.label_points(self.record.counties)
        features = []
        for code in self.record.counties.index:
            name = self.record.county_names.loc[code]
            features.append(
                {
                    "type": "Feature",
                    "properties": {
                        "adcode": code,
                        "zh": name.county_zh,
                        "en": short_name(str(name.county_en)),
                        "label": _lonlat(labels[code]),
                    },
                    "geometry": shapely.geometry.mapping(self.record.counties.geometry[code]),
                }
            )
        return {"type": "FeatureCollection", "features": features, "cities": self._cities()}

    def _cities(self) -> list[dict[str, Any]]:
        names = self.record.county_names
        cities = []
        for prefecture, codes in names.groupby("prefecture_adcode").groups.items():
            present = codes.intersection(self.record.counties.index)
            union = gpd.GeoSeries(
                [self.record.counties.geometry.loc[present].union_all()],
                index=[prefecture],
                crs=GEOGRAPHIC,
            )
            point = union.to_crs(EQUAL_AREA).centroid.to_crs(GEOGRAPHIC).iloc[0]
            row = names.loc[present[0]]
            cities.append(
                {
                    "zh": row.prefecture_zh,
                    "en": row.prefecture_en,
                    "label": _lonlat(point),
                    "outline": shapely.geometry.mapping(union.iloc[0].boundary),
                }
            )
        return cities

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
        names = self.record.county_names
        partial = names.index[names.coverage == "partial"].intersection(self.record.counties.index)
        lines["hatch"] = [
            [_lonlat(shapely.Point(p)) for p in part.coords]
            for code in partial
            for part in hatch(self.record.counties.geometry.loc[[code]])
        ]
        return lines

    def _marks(self) -> dict[str, Any]:
        rows = self.record.projects.drop_duplicates("thing").set_index("thing")
        frame = self.marks
        cells = symbols.atlas_cells()
        names = sorted(cells)
        return {
            "thing": frame.thing.tolist(),
            "adcode": frame.adcode.tolist(),
            "zh": [rows.name_zh[t] for t in frame.thing],
            "en": [rows.name_en[t] for t in frame.thing],
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
        return self.marks.thing.isin(self.record.projects.thing[mask]).to_numpy()


def short_name(county_en: str) -> str:
    """The English name as a label: without District, County or City."""
    for suffix in (" Mining District", " District", " County", " City"):
        if county_en.endswith(suffix) and county_en not in (
            "Zhao County",
            "Cao County",
            "Shan County",
        ):
            return county_en.removesuffix(suffix) + (" (Mining)" if "Mining" in suffix else "")
    return county_en


def _lonlat(point: shapely.Point) -> list[float]:
    return [round(point.x, 5), round(point.y, 5)]


def _json(content: Any) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def hatch(county: gpd.GeoSeries) -> list[shapely.LineString]:
    """Diagonal lines across one county polygon, HATCH_PITCH_M apart; EPSG:4326 in and out."""
    shape = county.to_crs(EQUAL_AREA).iloc[0]
    west, south, east, north = shape.bounds
    span = (east - west) + (north - south)
    starts = np.arange(0.0, span, HATCH_PITCH_M * np.sqrt(2))
    diagonals = shapely.linestrings(
        [[(west + s, south), (west + s - (north - south), north)] for s in starts]
    )
    cut = shapely.intersection(diagonals, shape)
    parts = [p for p in shapely.get_parts(cut) if p.geom_type == "LineString" and p.length > 0]
    return list(gpd.GeoSeries(parts, crs=EQUAL_AREA).to_crs(GEOGRAPHIC))


def mark_bits(visible: Mask) -> str:
    """A mask as text for the browser: packed bits, deflated, base64. 12.5 KB of bits at 100,000."""
    packed = np.packbits(visible.astype(np.uint8), bitorder="little").tobytes()
    return base64.b64encode(zlib.compress(packed, 9)).decode("ascii")


def count_class(count: int) -> str:
    """The class of the choropleth, '0' (nothing named) to '5'."""
    return str(sum(count >= bound for bound in CLASS_BOUNDS))


def county_classes(mask: Mask, filters: Filters, record: Catalogue) -> str:
    """One character for each county of `record.counties`, in order.

    '0' to '5' is the class of the number of things named; NO_PLAN where no plan was read; OUTSIDE
    where the chosen cities and counties leave it out.
    """
    counts = things_by("adcodes", mask, record)
    chosen = chosen_counties(filters, record)
    coverage = record.county_names.coverage.to_dict()
    said = []
    for code in record.counties.index:
        if coverage[code] == "none":
            said.append(NO_PLAN)
        elif chosen is not None and code not in chosen:
            said.append(OUTSIDE)
        else:
            said.append(count_class(counts.get(code, 0)))
    return "".join(said)


def chosen_counties(filters: Filters, record: Catalogue) -> frozenset[str] | None:
    """Counties that the filters on city and county leave in; None where they filter nothing."""
    if not filters.city and not filters.county:
        return None
    owner = record.county_names.document_id
    refined = {owner[c] for c in filters.county}
    whole: Iterable[str] = owner.index[owner.isin([c for c in filters.city if c not in refined])]
    return frozenset(whole) | frozenset(filters.county)


def view_bounds(record: Catalogue, adcodes: Iterable[str] = ()) -> list[float]:
    """West, south, east, north (EPSG:4326 degrees) of the counties with room for neighbours.

    All counties, without extra room, where none is named.
    """
    codes = list(adcodes)
    if not codes:
        return [round(float(v), 4) for v in record.counties.total_bounds]
    west, south, east, north = record.counties.loc[codes].total_bounds
    room = 0.35 * max(east - west, north - south)
    return [round(float(v), 4) for v in (west - room, south - room, east + room, north + room)]
