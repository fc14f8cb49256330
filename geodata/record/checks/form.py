"""Checks of form: cells, keys, references, canonical bytes, the description of the package."""

from __future__ import annotations

import json
from typing import Final

from geodata.characters import GBK
from geodata.record import package, schema
from geodata.record.cells import cell_fault, lost_in_gbk
from geodata.record.checks.problem import CheckInput, Problem
from geodata.record.quotes import quote_hashes
from geodata.record.tables import table_bytes

_TIDY: Final = "run: python -m geodata tidy"
_NEVER_EMPTY: Final = (schema.DOCUMENTS, schema.PROJECTS, schema.COUNTIES)


def check_values(evidence: CheckInput) -> list[Problem]:
    """Cells hold what their column allows: required, number, date, vocabulary, pattern."""
    said = []
    for table in schema.TABLES:
        for number, row in evidence.rows(table.name):
            for column in table.columns:
                fault = cell_fault(column, row[column.name])
                if fault:
                    said.append(Problem(table.file, number, column.name, fault))
    return said


def check_saved(evidence: CheckInput) -> list[Problem]:
    """A table saved as GBK has lost no character: what GBK lacks has become a ?."""
    return [
        Problem(table.file, number, name, fault)
        for table in schema.TABLES
        if evidence.tables.readings[table.name].encoding == GBK
        for number, row in evidence.rows(table.name)
        for name, cell in row.items()
        if (fault := lost_in_gbk(cell))
    ]


def check_rows(evidence: CheckInput) -> list[Problem]:
    """The tables that everything stands on have rows."""
    return [
        Problem(table.file, 1, "", "no rows; the record needs at least one")
        for table in _NEVER_EMPTY
        if not len(evidence.tables[table.name])
    ]


def check_keys(evidence: CheckInput) -> list[Problem]:
    """Keys are unique."""
    said = []
    for table in schema.TABLES:
        seen: dict[tuple[str, ...], int] = {}
        for number, row in evidence.rows(table.name):
            key = tuple(row[name] for name in table.key)
            first = seen.setdefault(key, number)
            if first != number:
                message = f"{'/'.join(key)!r} stands on row {first} too; leave one out"
                said.append(Problem(table.file, number, table.key[-1], message))
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
            mends = "; ".join(evidence.tables.readings[table.name].mends)
            found = f" ({mends})" if mends else ""
            said.append(Problem(table.file, 1, "", f"not in canonical form{found}; {_TIDY}"))
    return said


def check_package(evidence: CheckInput) -> list[Problem]:
    """datapackage.json and the stored hashes of clauses describe the tables as they are."""
    said = []
    described = evidence.config.data / package.FILE
    fresh = package.descriptor(evidence.tables.content)
    try:
        good = json.loads(described.read_bytes()) == fresh
    except (OSError, ValueError):
        good = False
    if not good:
        said.append(Problem(package.FILE, 1, "", f"does not describe the tables; {_TIDY}"))
    hashes = schema.QUOTE_HASHES
    if not evidence.tables[hashes.name].equals(quote_hashes(evidence.tables.text)):
        said.append(Problem(hashes.file, 1, "", f"is not that of the clauses; {_TIDY}"))
    return said
