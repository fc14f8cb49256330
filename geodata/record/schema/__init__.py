"""The tables of data/: their columns, types and allowed values; the contract of the record.

The checks and `datapackage.json` are both made from `TABLES`, so that what is described is what is
enforced.
"""

from __future__ import annotations

from typing import Final

from geodata.record.schema.places import CENSUS, COUNTIES, OPERATING, PLACES, ZONES
from geodata.record.schema.plans import (
    CHAPTERS,
    DECISIONS,
    DOCUMENTS,
    ERRATA,
    PROJECTS,
    QUOTE_HASHES,
    READINGS,
    TARGETS,
    UNITS,
)
from geodata.record.schema.shape import Column, Table

__all__ = [
    "CHAPTERS",
    "COUNTIES",
    "DOCUMENTS",
    "PLACES",
    "PROJECTS",
    "QUOTE_HASHES",
    "TABLES",
    "TARGETS",
    "ZONES",
    "Column",
    "Table",
]

TABLES: Final = (
    DOCUMENTS,
    CHAPTERS,
    PROJECTS,
    PLACES,
    ZONES,
    UNITS,
    TARGETS,
    ERRATA,
    DECISIONS,
    READINGS,
    OPERATING,
    CENSUS,
    COUNTIES,
    QUOTE_HASHES,
)
TABLE_BY_NAME: Final = {table.name: table for table in TABLES}
