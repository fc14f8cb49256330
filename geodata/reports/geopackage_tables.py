"""What a GeoPackage says of its own layers: styles for QGIS, descriptions, labels of columns."""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

# As QGIS creates it when a style is saved into a GeoPackage.
_STYLES: Final = """
CREATE TABLE layer_styles (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    f_table_catalog TEXT(256),
    f_table_schema TEXT(256),
    f_table_name TEXT(256),
    f_geometry_column TEXT(256),
    styleName TEXT(30),
    styleQML TEXT,
    styleSLD TEXT,
    useAsDefault BOOLEAN,
    description TEXT,
    owner TEXT(30),
    ui TEXT(30),
    update_time DATETIME
)
"""
# The extension of the standard for labels of columns (OGC 12-128r18, F.9).
_COLUMNS: Final = """
CREATE TABLE IF NOT EXISTS gpkg_data_columns (
    table_name TEXT NOT NULL,
    column_name TEXT NOT NULL,
    name TEXT,
    title TEXT,
    description TEXT,
    mime_type TEXT,
    constraint_name TEXT,
    CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name),
    CONSTRAINT gdc_tn UNIQUE (table_name, name)
)
"""
_EXTENSIONS: Final = """
CREATE TABLE IF NOT EXISTS gpkg_extensions (
    table_name TEXT,
    column_name TEXT,
    extension_name TEXT NOT NULL,
    definition TEXT NOT NULL,
    scope TEXT NOT NULL,
    CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name)
)
"""
_DEFINITION: Final = "http://www.geopackage.org/spec121/#extension_schema"
_STYLES_TABLE: Final = "layer_styles"


@dataclass(frozen=True)
class LayerNotes:
    """Of one layer: its name in the other language, what it holds, its labels, its style.

    `labels` are by column; `qml` is '' for a table without geometry.
    """

    other_name: str
    description: str
    labels: Mapping[str, str]
    qml: str


def annotate(file: Path, notes: Mapping[str, LayerNotes], today: datetime.date) -> None:
    """Write `notes`, by layer, into the GeoPackage `file`."""
    day = f"{today.isoformat()}T00:00:00.000Z"
    with closing(sqlite3.connect(file)) as base, base:
        for statement in (_STYLES, _COLUMNS, _EXTENSIONS):
            base.execute(statement)
        base.execute(
            "INSERT INTO gpkg_contents (table_name, data_type, identifier, last_change) "
            "VALUES (?, 'attributes', ?, ?)",
            (_STYLES_TABLE, _STYLES_TABLE, day),
        )
        base.execute(
            "INSERT INTO gpkg_extensions VALUES ('gpkg_data_columns', NULL, 'gpkg_schema', ?, "
            "'read-write')",
            (_DEFINITION,),
        )
        for layer, said in notes.items():
            base.execute(
                "UPDATE gpkg_contents SET identifier = ?, description = ? WHERE table_name = ?",
                (f"{layer} · {said.other_name}", said.description, layer),
            )
            base.executemany(
                "INSERT INTO gpkg_data_columns (table_name, column_name, name) VALUES (?, ?, ?)",
                [(layer, column, label) for column, label in said.labels.items()],
            )
            if said.qml:
                base.execute(
                    "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, "
                    "f_geometry_column, styleName, styleQML, styleSLD, useAsDefault, description, "
                    "owner, update_time) VALUES ('', '', ?, 'geom', ?, ?, '', 1, ?, '', ?)",
                    (layer, layer[:30], said.qml, said.description, day),
                )
