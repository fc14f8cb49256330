"""Items with their places: the geometry that a row has in every file and frame of items."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geodata.atlas.layers import MapLayers
from geodata.language.vocabulary import Language
from geodata.record.boundaries import GEOGRAPHIC
from geodata.record.selection import Selection
from geodata.reports.item_rows import item_table

# What a row has as an id beside its readable cells; a cell that is one already stands in both.
_IDS = {
    "document_id": "document_id",
    "thing": "thing",
    "sector_id": "sector",
    "kind_id": "kind",
    "role_id": "role",
    "precision_id": "precision",
    "anchor_id": "anchor",
    "county_basis_id": "county_basis",
    "year_basis_id": "year_basis",
}


def item_shapes(rows: pd.DataFrame, layers: MapLayers) -> np.ndarray:
    """The marks of each of `rows`, EPSG:4326 degrees: a Point, or a MultiPoint of several.

    Marks of an item that is known to the county stand for the county and not for a site; those
    of one without a county stand at the anchor of its zone or city.
    """
    marks = layers.marks
    points = shapely.points(marks[["lon", "lat"]].to_numpy(dtype=float))
    places = {
        thing: points[own[0]] if len(own) == 1 else shapely.MultiPoint(points[own].tolist())
        for thing, own in marks.groupby("thing").indices.items()
    }
    shapes = np.full(len(rows), None, dtype=object)
    for number, thing in enumerate(rows.thing):
        shapes[number] = places.get(thing)
    return shapes


def item_frame(selection: Selection, layers: MapLayers, language: Language) -> gpd.GeoDataFrame:
    """The items selected, one row each in id order, with `item_shapes`; EPSG:4326.

    Columns are those of ITEM_HEADERS, readable in `language` (capacity_mw in MW, length_km in km,
    area_ha in ha), then ids: what is the same in both languages.
    """
    rows = selection.rows
    frame = item_table(rows, selection.record, language).reset_index(drop=True)
    for name, column in _IDS.items():
        frame[name] = rows[column].to_numpy()
    return gpd.GeoDataFrame(frame, geometry=item_shapes(rows, layers), crs=GEOGRAPHIC)
