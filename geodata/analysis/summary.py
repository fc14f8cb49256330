"""What the record holds, counted: for the command line and the sources page."""

from __future__ import annotations

from typing import Any

import pandas as pd

from geodata.language.vocabulary import PRECISIONS, ROLES, SOURCE_GRADES
from geodata.record.record import Record

BREAKDOWNS = ("tier", "kind", "county_basis", "precision", "year_basis", "role")


def breakdown(record: Record, column: str) -> pd.DataFrame:
    """Rows of projects by `column` (rows) and document (columns)."""
    return pd.crosstab(record.projects[column], record.projects.document_id)


def targets_by_indicator(record: Record) -> pd.DataFrame:
    """Number of targets by indicator and year or phase (rows) and document (columns)."""
    frame = record.targets
    due = frame.year.astype("string").fillna(frame.phase).rename("due")
    return pd.crosstab([frame.indicator, due], frame.document_id)


def holdings(record: Record, marked: frozenset[str]) -> dict[str, dict[str, Any]]:
    """What the record holds, document by document: rows, things, things by rung, role and grade.

    `marked` are the things that have a mark; `on_map` counts them.
    """
    things = record.projects.drop_duplicates("thing")
    held = {}
    for document_id, rows in record.projects.groupby("document_id"):
        own = things[things.document_id == document_id]
        held[str(document_id)] = {
            "rows": len(rows),
            "things": len(own),
            "on_map": int(own.thing.isin(marked).sum()),
            "by_precision": _tally(own.precision, [term.id for term in PRECISIONS]),
            "by_role": _tally(own.thing_role, [term.id for term in ROLES]),
            "by_source_grade": _tally(own.source_grade, [term.id for term in SOURCE_GRADES]),
            "targets": int((record.targets.document_id == document_id).sum()),
        }
    return held


def _tally(values: pd.Series, known: list[str]) -> dict[str, int]:
    counts = values.value_counts()
    return {value: int(counts.get(value, 0)) for value in known}


def wide(record: Record) -> pd.DataFrame:
    """Rows known only to a whole city or zone: id, document, names, kind, anchor, note."""
    rows = record.projects[record.projects.anchor != ""]
    columns = ["project_id", "document_id", "name_zh", "name_en", "kind", "anchor", "note_zh"]
    return rows[columns]


def report(record: Record) -> str:
    """All of the above as text."""
    parts = []
    for column in BREAKDOWNS:
        parts.append(f"## {column}\n{breakdown(record, column).to_string()}")
    parts.append(f"## targets\n{targets_by_indicator(record).to_string()}")
    found = wide(record)
    lines = [f"{r.project_id} {r.anchor} {r.name_zh}" for r in found.itertuples()]
    parts.append(f"## city-wide or zone-wide ({len(found)})\n" + "\n".join(lines))
    return "\n\n".join(parts)
