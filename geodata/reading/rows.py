"""A document's candidates as the tables of the record, each row with its evidence."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

import pandas as pd

from geodata.reading import targets, years
from geodata.reading.attributes import Attributes, attributes_of
from geodata.reading.document import Document
from geodata.reading.evidence import confidence
from geodata.reading.items import Candidate, Finder
from geodata.reading.places import Area
from geodata.reading.same import first_mentions
from geodata.reading.segment import Segmenter
from geodata.reading.table_items import of_row
from geodata.record import schema

QUOTE: Final = 120
EVIDENCE: Final = ("page", "start", "end", "form", "confidence")
PROJECT_COLUMNS: Final = (*(c.name for c in schema.PROJECTS.columns), *EVIDENCE)
TARGET_COLUMNS: Final = (*(c.name for c in schema.TARGETS.columns), *EVIDENCE)


def tables(
    document: Document, area: Area, document_id: str, told: Callable[[str], None] | None = None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The named things and the targets of a document, in its order, as strings like the record."""
    segmenter = Segmenter(area, document.working)
    finder = Finder(document, segmenter)
    horizon = years.horizon(document.working)
    found: list[tuple[Candidate, Attributes]] = []
    for block in document.blocks:
        if block.kind == "heading":
            continue
        said = of_row(document, finder, block) if block.kind == "row" else finder.block(block)
        found += [(c, attributes_of(document, area, c, horizon)) for c in said]
    rows = _once([_project(document, document_id, c, a) for c, a in found])
    for number, row in enumerate(rows, 1):
        row["project_id"] = f"{document_id}-{number:03d}"
    first_mentions(rows)
    told_targets = targets.targets(document, segmenter, area, document_id, horizon)
    for number, row in enumerate(told_targets, 1):
        row["target_id"] = f"{document_id}-t{number:03d}"
    if told:
        told(f"{len(rows)} named things, {len(told_targets)} targets")
    return _frame(rows, PROJECT_COLUMNS), _frame(told_targets, TARGET_COLUMNS)


def _once(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows without those that say a thing again in the same section on the same page."""
    kept: dict[tuple[Any, ...], dict[str, Any]] = {}
    for row in rows:
        key = (row["section"], row["page"], re.sub(r"(?:建设|项目|工程)+$", "", row["name_zh"]))
        first = kept.setdefault(key, row)
        if first is not row and row["quantity_zh"] and not first["quantity_zh"]:
            for name in ("quantity_zh", "capacity_mw", "length_km", "area_ha"):
                first[name] = row[name]
    return list(kept.values())


def _frame(rows: list[dict[str, Any]], columns: tuple[str, ...]) -> pd.DataFrame:
    said = [{key: _cell(row.get(key)) for key in columns} for row in rows]
    return pd.DataFrame(said, columns=list(columns), dtype=str)


def _cell(value: object) -> str:
    if value is None:
        return ""
    return f"{value:.10g}" if isinstance(value, float) else str(value)


def clause_span(
    document: Document, start: int, end: int, clause: tuple[int, int]
) -> tuple[int, int]:
    """The clause around a thing, cut at marks to at most 120 characters that hold the thing."""
    left, right = min(clause[0], start), max(clause[1], end)
    if right - left <= QUOTE:
        return left, right
    text = document.working
    if end - start >= QUOTE:
        return start, start + QUOTE
    spare = QUOTE - (end - start)
    left = max(left, start - spare // 2)
    right = min(right, left + QUOTE)
    marks = [i for i in range(left, start) if text[i] in "、，；（"]
    left = marks[0] + 1 if marks else left
    ends = [i for i in range(end, right) if text[i] in "、，；）"]
    return left, ends[-1] if ends else right


def _project(
    document: Document, document_id: str, candidate: Candidate, said: Attributes
) -> dict[str, Any]:
    left, right = clause_span(document, candidate.start, candidate.end, candidate.clause)
    size = said.size
    block = candidate.block
    return {
        "document_id": document_id,
        "name_zh": _name(candidate.name),
        "kind": said.kind,
        "tier": said.tier,
        "adcodes": ";".join(said.adcodes),
        "county_basis": said.county_basis,
        "quantity_zh": document.text[size.start : size.end] if size else "",
        "capacity_mw": size.capacity_mw if size else None,
        "length_km": size.length_km if size else None,
        "area_ha": size.area_ha if size else None,
        "phase": said.phase,
        "target_year": said.year,
        "year_basis": said.year_basis,
        "wording": candidate.wording,
        "chapter_zh": block.chapter,
        "section": block.section,
        "quote_zh": document.text[left:right],
        "role": said.role,
        "responsible_zh": ";".join(said.units),
        "page": document.page(candidate.start),
        "start": left,
        "end": right,
        "form": candidate.form,
        "confidence": confidence(candidate.score, candidate.form, said.role == "mention"),
    }


def _name(name: str) -> str:
    """A name without the quotation mark that lost its other half."""
    if name.count("“") != name.count("”"):
        name = re.sub(r"[“”]", "", name)
    return name.strip("、，。；")
