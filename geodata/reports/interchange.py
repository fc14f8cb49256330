"""Filtered rows as CSV with a text that says what they are, and as GeoJSON that says it itself."""

from __future__ import annotations

import csv
import datetime
import io
import json
from typing import Final

import numpy as np
import pandas as pd
import shapely

from geodata.atlas.layers import MapLayers
from geodata.config import Config
from geodata.language.text import labelled, word
from geodata.language.vocabulary import Language
from geodata.record.selection import Selection
from geodata.reports.item_places import item_shapes
from geodata.reports.item_rows import ITEM_HEADERS, NUMBER_COLUMNS, item_headers, item_table
from geodata.reports.provenance import provenance
from geodata.reports.safe_text import formula_safe, legal

# Tells Excel and the editor of Windows that a file is UTF-8.
_BOM: Final = b"\xef\xbb\xbf"


def csv_bytes(
    selection: Selection,
    config: Config,
    language: Language,
    today: datetime.date,
    order: np.ndarray | None = None,
) -> bytes:
    """The items selected as CSV that Excel opens as Chinese: UTF-8 with byte-order mark, CRLF.

    Nothing but the head and the rows, so that every reader finds exactly these. What the table is
    about stands in a file of its own beside it: `about_bytes`.
    """
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(item_headers(language))
    for row in item_table(selection.ordered(order), selection.record, language).itertuples(
        index=False
    ):
        writer.writerow(
            [
                ("" if pd.isna(value) else f"{value:.10g}")
                if name in NUMBER_COLUMNS
                else formula_safe(str(value))
                for name, value in zip(ITEM_HEADERS, row, strict=True)
            ]
        )
    return _BOM + stream.getvalue().encode("utf-8")


def about_bytes(
    selection: Selection, config: Config, language: Language, today: datetime.date
) -> bytes:
    """What a table of the items selected is about, as a text that Windows opens as Chinese.

    Filters, date, sources, and every column with its label in both languages.
    """
    lines = [labelled(*pair, language) for pair in provenance(selection, config, language, today)]
    lines += ["", word("report_named_note", language), "", word("export_columns", language)]
    lines += [f"{zh} · {en}" for zh, en in ITEM_HEADERS.values()]
    return _BOM + "".join(f"{legal(line)}\r\n" for line in lines).encode("utf-8")


def geojson_bytes(
    selection: Selection,
    layers: MapLayers,
    language: Language,
    today: datetime.date,
    order: np.ndarray | None = None,
) -> bytes:
    """The items selected as GeoJSON (WGS-84): a feature a row.

    A known point is a Point, and so is the mark in the one county of an item, or the anchor of its
    zone or city; an item of several counties is a MultiPoint. Only those of `precision_id` site
    and township mark a place. `anchor_id` is the zone or city ('' for items with a county).
    """
    rows, record = selection.ordered(order), selection.record
    features = []
    readable = item_table(rows, record, language).to_dict("records")
    shapes = item_shapes(rows, layers)
    for (_, row), cells, shape in zip(rows.iterrows(), readable, shapes, strict=True):
        geometry = None if shape is None else shapely.geometry.mapping(shape)
        properties = {key: (None if value != value else value) for key, value in cells.items()}
        properties |= {
            "target_year": int(row.target_year),
            "precision_id": row.precision,
            "role_id": row.role,
            "anchor_id": row.anchor,
        }
        features.append({"type": "Feature", "geometry": geometry, "properties": properties})
    about = dict(provenance(selection, layers.config, language, today))
    content = {
        "type": "FeatureCollection",
        "name": "fengtu",
        "metadata": about | {"query": selection.query},
        "features": features,
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode("utf-8")
