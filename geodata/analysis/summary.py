"""What the record holds, counted: for the command line and the sources page."""

from __future__ import annotations

import pandas as pd

from geodata.record.record import Record

BREAKDOWNS = ("tier", "kind", "county_basis", "precision", "year_basis")


def breakdown(record: Record, column: str) -> pd.DataFrame:
    """Rows of projects by `column` (rows) and document (columns)."""
    return pd.crosstab(record.projects[column], record.projects.document_id)


def targets_by_indicator(record: Record) -> pd.DataFrame:
    """Number of targets by indicator and year (rows) and document (columns)."""
    frame = record.targets
    return pd.crosstab([frame.indicator, frame.year], frame.document_id)


def unplaced(record: Record) -> pd.DataFrame:
    """Rows that no county is known for: id, document, name, kind and the note that says why."""
    rows = record.projects[record.projects.adcodes == ""]
    return rows[["project_id", "document_id", "name_zh", "name_en", "kind", "note_zh"]]


def report(record: Record) -> str:
    """All of the above as text."""
    parts = []
    for column in BREAKDOWNS:
        parts.append(f"## {column}\n{breakdown(record, column).to_string()}")
    parts.append(f"## targets\n{targets_by_indicator(record).to_string()}")
    missing = unplaced(record)
    lines = [
        f"{r.project_id} {r.name_zh}: {r.note_zh or '原文未指明县域'}" for r in missing.itertuples()
    ]
    parts.append(f"## unplaced ({len(missing)})\n" + "\n".join(lines))
    return "\n\n".join(parts)
