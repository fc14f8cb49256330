"""Filtered rows as one GeoPackage that opens in QGIS with readable layers."""

from __future__ import annotations

import datetime
import tempfile
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio

from geodata.atlas.layers import MapLayers
from geodata.language.text import word
from geodata.language.vocabulary import COVERAGES, Language
from geodata.record.boundaries import GEOGRAPHIC
from geodata.record.roles import quiet_things
from geodata.record.selection import Selection
from geodata.reports.item_rows import item_headers, item_table
from geodata.reports.provenance import provenance
from geodata.reports.safe_text import legal


def gpkg_bytes(
    selection: Selection,
    layers: MapLayers,
    language: Language,
    today: datetime.date,
    order: np.ndarray | None = None,
) -> bytes:
    """The items selected as GeoPackage (EPSG:4326), with zones, counties, a table about the file.

    The points: one feature for each row and each of its marks. Its `precision` says whether a
    point is a known site or stands for the county. Rows without a county are a layer of their own,
    each at the anchor of its zone or city; the zones and cities are another.
    """
    rows = selection.ordered(order)
    placed = points(rows, layers, language)
    wide = placed.precision_id.isin(["zone", "city"])
    contents: list[tuple[str, pd.DataFrame]] = [
        (word("report_layer_points", language), placed[~wide]),
        (word("report_layer_zone_items", language), placed[wide]),
        (word("report_layer_zones", language), zones(selection, language)),
        (word("report_layer_counties", language), counties(selection, layers, language)),
        (word("report_layer_about", language), about(selection, layers, language, today)),
    ]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "fengtu.gpkg"
        for name, frame in contents:
            is_map = isinstance(frame, gpd.GeoDataFrame)
            pyogrio.write_dataframe(
                frame,
                file,
                layer=name,
                driver="GPKG",
                append=file.exists(),
                geometry_type=_type(frame) if is_map else None,
            )
        return file.read_bytes()


def _type(frame: gpd.GeoDataFrame) -> str:
    kinds = set(frame.geometry.geom_type.dropna())
    return "Point" if kinds <= {"Point"} else "MultiPolygon"


def _legal(frame: pd.DataFrame) -> pd.DataFrame:
    """Text cells without control characters, which GDAL would cut off or refuse."""
    return frame.map(lambda cell: legal(cell) if isinstance(cell, str) else cell)


def points(rows: pd.DataFrame, layers: MapLayers, language: Language) -> gpd.GeoDataFrame:
    """One feature for each row at each of its marks, or at its anchor; EPSG:4326.

    `mark_adcode` is the county of the mark, '' at an anchor, whose zone or city is `anchor_id`.
    """
    table = _legal(item_table(rows, layers.record, language))
    table["target_year"] = table.target_year.astype("int32")
    table.columns = pd.Index(item_headers(language))
    table["precision_id"] = rows.precision.to_numpy()
    table["role_id"] = rows.role.to_numpy()
    table["anchor_id"] = rows.anchor.to_numpy()
    table["mark_adcode"] = ""
    table["thing"] = rows.thing.to_numpy()
    marks = layers.marks.rename(columns={"adcode": "county"})[["thing", "county", "lon", "lat"]]
    placed = table.merge(marks, on="thing", how="left", validate="m:m")
    placed["mark_adcode"] = placed.county.where(placed.anchor_id == "", "")
    geometry = gpd.GeoSeries.from_xy(placed.lon, placed.lat, crs=GEOGRAPHIC)
    return gpd.GeoDataFrame(
        placed.drop(columns=["county", "lon", "lat"]), geometry=geometry.to_numpy(), crs=GEOGRAPHIC
    )


def zones(selection: Selection, language: Language) -> gpd.GeoDataFrame:
    """The anchors of the zones and cities, with what stands there of the selection; EPSG:4326.

    `items` counts things, `items_quiet` those of them that the plan only leans on or mentions,
    `rows` mentions. `extent_zh` is the published sentence of a zone's extent, `adcodes` are the
    counties that hold part of it; no outline is drawn. `source` is that of the anchor.
    """
    record = selection.record
    own = selection.rows[selection.rows.anchor != ""]
    quiet = own[own.thing.isin(quiet_things(record))]
    frame = pd.DataFrame(record.zones.drop(columns=["lon", "lat"])).rename(
        columns={"kind": "kind_id", "zone_zh": "name_zh", "zone_en": "name_en"}
    )
    frame.insert(2, "kind", [word(f"zone_kind_{kind}", language) for kind in frame.kind_id])
    frame["items"] = _counts(own.groupby("anchor").thing.nunique(), frame.index)
    frame["items_quiet"] = _counts(quiet.groupby("anchor").thing.nunique(), frame.index)
    frame["rows"] = _counts(own.groupby("anchor").size(), frame.index)
    at = gpd.GeoSeries.from_xy(record.zones.lon, record.zones.lat, crs=GEOGRAPHIC)
    return gpd.GeoDataFrame(
        _legal(frame.reset_index(drop=True)), geometry=at.to_numpy(), crs=GEOGRAPHIC
    )


def counties(selection: Selection, layers: MapLayers, language: Language) -> gpd.GeoDataFrame:
    """The county polygons with the number of things and rows that pass, and coverage."""
    rows, record = selection.rows, selection.record
    names = record.county_names.loc[record.counties.index]
    members = rows.assign(adcode=rows.adcodes.str.split(";")).explode("adcode")
    coverage = {term.id: term.label(language) for term in COVERAGES}
    by_county = members.groupby("adcode")
    frame = pd.DataFrame(
        {
            "adcode": names.index,
            "county_zh": names.county_zh.to_numpy(),
            "county_en": names.county_en.to_numpy(),
            "prefecture_zh": names.prefecture_zh.to_numpy(),
            "coverage_id": names.coverage.to_numpy(),
            "coverage": [coverage[c] for c in names.coverage],
            "items": _counts(by_county.thing.nunique(), names.index),
            "rows": _counts(by_county.size(), names.index),
        }
    )
    # A county that no plan covers, or that the selection leaves out, has no number, not zero.
    unasked = (frame.coverage_id == "none") | ~frame.adcode.map(selection.covers)
    frame["items"] = frame["items"].mask(unasked)
    frame["rows"] = frame["rows"].mask(unasked)
    shapes = record.file_counties.geometry.to_numpy()
    return gpd.GeoDataFrame(frame, geometry=shapes, crs=GEOGRAPHIC)


def _counts(found: pd.Series, index: pd.Index) -> Any:
    return found.reindex(index).fillna(0).astype("Int32").to_numpy()


def about(
    selection: Selection, layers: MapLayers, language: Language, today: datetime.date
) -> pd.DataFrame:
    """What the file says of itself, one line each."""
    lines = provenance(selection, layers.config, language, today)
    lines += [(key, value) for key, value in selection.query.items()]
    return _legal(pd.DataFrame(lines, columns=["key", "value"]))
