"""Checks of form: cells, keys, references, canonical bytes, the description of the package."""

from __future__ import annotations

import datetime
import json
import re

from geodata.record import package, schema
from geodata.record.checks.problem import CheckInput, Problem
from geodata.record.quotes import quote_hashes
from geodata.record.tables import table_bytes


def check_values(evidence: CheckInput) -> list[Problem]:
    """Cells hold what their column allows: required, number, date, vocabulary, pattern."""
    said = []
    for table in schema.TABLES:
        for number, row in evidence.rows(table.name):
            for column in table.columns:
                fault = _cell_fault(column, row[column.name])
                if fault:
                    said.append(Problem(table.file, number, column.name, fault))
    return said


def _cell_fault(column: schema.Column, cell: str) -> str:
    if cell == "":
        return "empty; it needs a value" if column.required else ""
    if cell != cell.strip() or "\n" in cell or "\r" in cell:
        return f"{cell!r} has white space at an end or a line break; remove it"
    if column.enum and cell not in column.enum:
        return f"{cell!r}; allowed: {', '.join(column.enum)}"
    if column.pattern and not re.fullmatch(column.pattern, cell):
        return f"{cell!r} does not have the form {column.pattern}"
    if column.type == "integer" and not re.fullmatch(r"-?\d+", cell):
        return f"{cell!r}; it must be a whole number"
    if column.type == "number" and not re.fullmatch(r"-?\d+(\.\d+)?", cell):
        return f"{cell!r}; it must be a plain number such as 12.5"
    if column.type == "date":
        try:
            datetime.date.fromisoformat(cell)
        except ValueError:
            return f"{cell!r}; it must be a date such as 2023-06-22"
    return ""


def check_keys(evidence: CheckInput) -> list[Problem]:
    """Keys are unique, and the rows stand in their order."""
    said = []
    for table in schema.TABLES:
        seen: dict[tuple[str, ...], int] = {}
        previous: tuple[str, ...] = ()
        for number, row in evidence.rows(table.name):
            key = tuple(row[name] for name in table.key)
            name = table.key[-1]
            if key in seen:
                said.append(
                    Problem(
                        table.file, number, name, f"{'/'.join(key)} stands on row {seen[key]} too"
                    )
                )
            elif key < previous:
                said.append(
                    Problem(
                        table.file,
                        number,
                        name,
                        f"{'/'.join(key)} comes after {'/'.join(previous)}; sort the rows",
                    )
                )
            seen.setdefault(key, number)
            previous = max(previous, key)
    return said


def check_references(evidence: CheckInput) -> list[Problem]:
    """What a row points at exists; `same_as` names a first mention, of the same document."""
    said = []
    for table in schema.TABLES:
        for column, target, target_column in table.foreign_keys:
            known = set(evidence.tables[target][target_column])
            for number, row in evidence.rows(table.name):
                if row[column] and row[column] not in known:
                    said.append(
                        Problem(
                            table.file,
                            number,
                            column,
                            f"{row[column]!r} is not in {target}.csv; add it there or correct it",
                        )
                    )
    firsts = set(evidence.tables["projects"].same_as)
    rows = {
        row["project_id"]: row
        for _, row in evidence.rows("projects")
        if row["project_id"] in firsts
    }
    for number, row in evidence.rows("projects"):
        first = rows.get(row["same_as"])
        fault = ""
        if first is None:
            continue
        if first["same_as"]:
            fault = f"{row['same_as']} is itself a later mention; name {first['same_as']}"
        elif first["document_id"] != row["document_id"]:
            fault = f"{row['same_as']} is of another document; name the first mention in this one"
        elif row["same_as"] >= row["project_id"]:
            fault = f"{row['same_as']} does not come before this row; name the first mention"
        if fault:
            said.append(Problem("projects.csv", number, "same_as", fault))
    return said


def check_bytes(evidence: CheckInput) -> list[Problem]:
    """Reading and writing a table gives the same bytes, so that every diff is a fact."""
    said = []
    for table in schema.TABLES:
        if evidence.tables.content[table.name] != table_bytes(evidence.tables[table.name]):
            said.append(
                Problem(table.file, 1, "", "not in canonical form; run: python -m geodata tidy")
            )
    return said


def check_package(evidence: CheckInput) -> list[Problem]:
    """datapackage.json and the stored hashes of clauses describe the tables as they are."""
    said = []
    described = evidence.config.data / package.FILE
    fresh = package.descriptor(evidence.tables.content)
    if not described.exists() or json.loads(described.read_text(encoding="utf-8")) != fresh:
        said.append(
            Problem(
                package.FILE, 1, "", "does not describe the tables; run: python -m geodata tidy"
            )
        )
    hashes = schema.QUOTE_HASHES
    if not evidence.tables[hashes.name].equals(quote_hashes(evidence.tables.text)):
        said.append(
            Problem(hashes.file, 1, "", "is not that of the clauses; run: python -m geodata tidy")
        )
    return said
