"""Filtered rows as one GeoPackage that QGIS opens with readable layers and the map's own marks."""

from __future__ import annotations

import datetime
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final, Literal

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio

from geodata.atlas.classes import class_bounds
from geodata.atlas.layers import MapLayers
from geodata.language.text import word
from geodata.language.vocabulary import COVERAGES, Language
from geodata.record.boundaries import GEOGRAPHIC
from geodata.record.record import Record
from geodata.record.roles import quiet_things
from geodata.record.selection import Selection
from geodata.reports.geopackage_tables import LayerNotes, annotate
from geodata.reports.item_rows import ITEM_HEADERS, item_table
from geodata.reports.provenance import provenance
from geodata.reports.qgis_style import counties_qml, nothing_qml, points_qml, zones_qml
from geodata.reports.safe_text import legal

Crs = Literal["EPSG:4326", "EPSG:4490"]
# A version of the standard that the QGIS of 2019 and later reads without a warning.
_VERSION: Final = {"VERSION": "1.2"}
# Labels of the columns beside those of ITEM_HEADERS, of points and of all else.
_OF_POINTS: Final = {
    "sector_id": ("领域代码", "sector id"),
    "kind_id": ("类型代码", "kind id"),
    "precision_id": ("定位精度代码", "precision id"),
    "role_id": ("对待方式代码", "role id"),
    "quiet": ("仅依托或提及", "only leant on or mentioned"),
    "anchor_id": ("功能区或城市代码", "zone or city id"),
    "mark_adcode": ("本点所在县区代码", "adcode of this point"),
    "thing": ("事项代码", "thing"),
}
_OF_PLACES: Final = {
    "zone": ("代码", "id"),
    "kind_id": ("类型代码", "kind id"),
    "items": ("事项数", "items"),
    "items_quiet": ("其中仅依托或提及", "of these only leant on or mentioned"),
    "rows": ("记录数", "rows"),
    "key": ("项目", "key"),
    "value": ("内容", "value"),
    "county_zh": ("县区", "county (Chinese)"),
    "county_en": ("县区英文名", "county"),
    "prefecture_zh": ("城市", "city (Chinese)"),
    "coverage_id": ("覆盖代码", "coverage id"),
    "coverage": ("覆盖", "coverage"),
    "adcode": ("区划代码", "adcode"),
    "place_zh": ("锚点", "anchor"),
    "extent_zh": ("范围", "extent"),
    "extent_source": ("范围来源", "source of the extent"),
    "source": ("锚点来源", "source of the anchor"),
}


def gpkg_bytes(
    selection: Selection,
    layers: MapLayers,
    language: Language,
    today: datetime.date,
    order: np.ndarray | None = None,
    crs: Crs = "EPSG:4326",
) -> bytes:
    """The items selected as GeoPackage, with zones, counties, a table about the file.

    The points: one feature for each row and each of its marks. Its `precision` says whether a
    point is a known site or stands for the county. Rows without a county are a layer of their own,
    each at the anchor of its zone or city; the zones and cities are another.

    Columns have the same names in either language and are labelled in that of the reader; QGIS
    shows the labels, and draws the layers as the map does.

    `crs` is that of the layers: longitude and latitude of WGS 84 (EPSG:4326) or of CGCS2000
    (EPSG:4490), the system of Chinese surveying. The numbers are the same. Both realise the ITRS;
    CGCS2000 keeps its position of 2000.0 and WGS 84 follows the plates, which leaves well under a
    metre between them in 2026, and the ellipsoids differ by 0.1 mm at the pole. A place here is
    known to some hundred metres at best.
    """
    rows = selection.ordered(order)
    placed = points(rows, layers, language)
    wide = placed.precision_id.isin(["zone", "city"])
    own = placed[~wide]
    notes = {
        "points": word(
            "gpkg_points",
            language,
            rows=own.project_id.nunique(),
            things=own.thing.nunique(),
            features=len(own),
        ),
        "zone_items": word("gpkg_zone_items", language, rows=int(wide.sum())),
        "zones": word("gpkg_zones", language),
        "counties": word("gpkg_counties", language),
        "about": "",
    }
    layer_of = {name: word(f"report_layer_{name}", language) for name in notes}
    said = [(layer_of[name], text) for name, text in notes.items() if text]
    frames = {
        "points": own,
        "zone_items": placed[wide],
        "zones": zones(selection, language),
        "counties": counties(selection, layers, language),
        "about": about(selection, layers, language, today, said),
    }
    other: Language = "en" if language == "zh" else "zh"
    annotations = {}
    for name, frame in frames.items():
        labels = _labels(frame, language)
        annotations[layer_of[name]] = LayerNotes(
            word(f"report_layer_{name}", other),
            notes[name],
            labels,
            _qml(name, frame, labels, layers.record, language),
        )
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "fengtu.gpkg"
        for name, frame in frames.items():
            is_map = isinstance(frame, gpd.GeoDataFrame)
            pyogrio.write_dataframe(
                frame.set_crs(crs, allow_override=True) if is_map else frame,
                file,
                layer=layer_of[name],
                driver="GPKG",
                append=file.exists(),
                geometry_type=_type(frame) if is_map else None,
                dataset_options=_VERSION,
            )
        annotate(file, annotations, today)
        return file.read_bytes()


def _labels(frame: pd.DataFrame, language: Language) -> dict[str, str]:
    """What the columns of a layer are called in `language`."""
    columns = [column for column in frame.columns if column != "geometry"]
    number = 0 if language == "zh" else 1
    headers = ITEM_HEADERS | (_OF_POINTS if "thing" in columns else _OF_PLACES)
    return {column: headers[column][number] for column in columns}


def _qml(
    name: str, frame: pd.DataFrame, labels: dict[str, str], record: Record, language: Language
) -> str:
    """The style of a layer; '' for a table."""
    # A layer begins with its number, which has no label.
    aliases = {"fid": "fid"} | labels
    match name:
        case "points":
            return points_qml(frame, aliases, language)
        case "zone_items":
            return nothing_qml(aliases)
        case "zones":
            return zones_qml(aliases, language)
        case "counties":
            return counties_qml(class_bounds(record), aliases, language)
    return ""


def _type(frame: gpd.GeoDataFrame) -> str:
    kinds = set(frame.geometry.geom_type.dropna())
    return "Point" if kinds <= {"Point"} else "MultiPolygon"


def _legal(frame: pd.DataFrame) -> pd.DataFrame:
    """Text cells without control characters, which GDAL would cut off or refuse."""
    return frame.map(lambda cell: legal(cell) if isinstance(cell, str) else cell)


def points(rows: pd.DataFrame, layers: MapLayers, language: Language) -> gpd.GeoDataFrame:
    """One feature for each row at each of its marks, or at its anchor; EPSG:4326.

    `mark_adcode` is the county of the mark, '' at an anchor, whose zone or city is `anchor_id`.
    `quiet` is 1 for a thing that the plans only lean on or mention.
    """
    table = _legal(item_table(rows, layers.record, language))
    table["target_year"] = table.target_year.astype("int32")
    table["sector_id"] = rows.sector.to_numpy()
    table["kind_id"] = rows.kind.to_numpy()
    table["precision_id"] = rows.precision.to_numpy()
    table["role_id"] = rows.role.to_numpy()
    table["quiet"] = rows.thing.isin(quiet_things(layers.record)).to_numpy().astype("int32")
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
    """The county polygons with the number of things and rows that pass, and coverage.

    `items_quiet` are those of `items` that the plans only lean on or mention: the others are named.
    """
    rows, record = selection.rows, selection.record
    names = record.county_names.loc[record.counties.index]
    members = rows.assign(adcode=rows.adcodes.str.split(";")).explode("adcode")
    coverage = {term.id: term.label(language) for term in COVERAGES}
    by_county = members.groupby("adcode")
    quiet = members[members.thing.isin(quiet_things(record))].groupby("adcode")
    frame = pd.DataFrame(
        {
            "adcode": names.index,
            "county_zh": names.county_zh.to_numpy(),
            "county_en": names.county_en.to_numpy(),
            "prefecture_zh": names.prefecture_zh.to_numpy(),
            "coverage_id": names.coverage.to_numpy(),
            "coverage": [coverage[c] for c in names.coverage],
            "items": _counts(by_county.thing.nunique(), names.index),
            "items_quiet": _counts(quiet.thing.nunique(), names.index),
            "rows": _counts(by_county.size(), names.index),
        }
    )
    # A county that no plan covers, or that the selection leaves out, has no number, not zero.
    unasked = (frame.coverage_id == "none") | ~frame.adcode.map(selection.covers)
    for column in ("items", "items_quiet", "rows"):
        frame[column] = frame[column].mask(unasked)
    shapes = record.file_counties.geometry.to_numpy()
    return gpd.GeoDataFrame(frame, geometry=shapes, crs=GEOGRAPHIC)


def _counts(found: pd.Series, index: pd.Index) -> Any:
    return found.reindex(index).fillna(0).astype("Int32").to_numpy()


def about(
    selection: Selection,
    layers: MapLayers,
    language: Language,
    today: datetime.date,
    layer_notes: Iterable[tuple[str, str]] = (),
) -> pd.DataFrame:
    """What the file says of itself, one line each; `layer_notes` say what the layers hold."""
    lines = provenance(selection, layers.config, language, today)
    lines += layer_notes
    lines += [(key, value) for key, value in selection.query.items()]
    return _legal(pd.DataFrame(lines, columns=["key", "value"]))
