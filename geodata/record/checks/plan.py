"""Checks against the plans' own outline: sections, responsible units, deadlines of targets."""

from __future__ import annotations

from geodata.record import quotes
from geodata.record.checks.problem import CheckInput, Problem


def check_sections(evidence: CheckInput) -> list[Problem]:
    """Items and targets stand in a section of their document's outline."""
    chapters = evidence.tables["chapters"]
    known = set(zip(chapters.document_id, chapters.section, strict=True))
    return [
        Problem(
            f"{table}.csv",
            number,
            "section",
            f"{row['section']!r} is not among the sections of {row['document_id']} in chapters.csv",
        )
        for table in ("projects", "targets")
        for number, row in evidence.rows(table)
        if (row["document_id"], row["section"]) not in known
    ]


def check_titles(evidence: CheckInput) -> list[Problem]:
    """Titles of chapters and printed forms of units stand in their document."""
    said = []
    for table, column in (("chapters", "title_zh"), ("units", "printed_zh")):
        for number, row in evidence.rows(table):
            text = evidence.texts.get(row["document_id"])
            if text is not None and quotes.bare(row[column]) not in text:
                message = f"{row[column][:40]!r} does not stand in {row['document_id']}"
                said.append(Problem(f"{table}.csv", number, column, message))
    return said


def check_units(evidence: CheckInput) -> list[Problem]:
    """Responsible units are known for their document, and a unit has one English name."""
    said = []
    units = evidence.tables["units"]
    known = set(zip(units.document_id, units.unit_zh, strict=True))
    for table in ("projects", "targets"):
        for number, row in evidence.rows(table):
            said += [
                Problem(
                    f"{table}.csv",
                    number,
                    "responsible_zh",
                    f"{unit!r} is no unit of {row['document_id']} in units.csv",
                )
                for unit in row["responsible_zh"].split(";")
                if unit and (row["document_id"], unit) not in known
            ]
    english: dict[str, str] = {}
    for number, row in evidence.rows("units"):
        first = english.setdefault(row["unit_zh"], row["unit_en"])
        if first != row["unit_en"]:
            message = f"{row['unit_en']!r}, elsewhere {first!r} for {row['unit_zh']}; make them one"
            said.append(Problem("units.csv", number, "unit_en", message))
    return said


def check_operating(evidence: CheckInput) -> list[Problem]:
    """An operating figure is part of, or concerns, targets that its plan has.

    What is a capacity target itself is part of no other; `part_of` names targets in MW, `concerns`
    those in another unit.
    """
    measured: dict[tuple[str, str], set[str]] = {}
    for _, row in evidence.rows("targets"):
        key = (row["document_id"], row["indicator"])
        measured.setdefault(key, set()).add(row["unit_std"])
    said = []
    for number, row in evidence.rows("operating"):
        document = row["document_id"]
        for column in ("part_of", "concerns"):
            for indicator in filter(None, row[column].split(";")):
                units = measured.get((document, indicator))
                if units is None:
                    message = f"{indicator} is no target of {document}"
                elif (units == {"MW"}) != (column == "part_of"):
                    message = (
                        f"{indicator} is in {', '.join(sorted(units))}; part_of is for MW alone"
                    )
                else:
                    continue
                said.append(Problem("operating.csv", number, column, message))
        if row["part_of"] and (document, row["indicator"]) in measured:
            message = f"{row['indicator']} is a target of {document} itself; leave this empty"
            said.append(Problem("operating.csv", number, "part_of", message))
    return said


def check_deadlines(evidence: CheckInput) -> list[Problem]:
    """A target has a year or a phase, and the basis of its year agrees with its clause."""
    said = []
    for number, row in evidence.rows("targets"):
        if not row["year"] and not row["phase"]:
            message = "neither a year nor a phase; a target has a deadline"
            said.append(Problem("targets.csv", number, "year", message))
        elif (not row["year"] or row["year_basis"] == "phase") and not (
            row["phase"] and row["year_basis"] == "phase"
        ):
            message = "a target without a year, and only one with a phase, can rest on its phase"
            said.append(Problem("targets.csv", number, "year_basis", message))
        elif row["year_basis"] == "item" and row["year"] not in row["quote_zh"]:
            message = f"{row['year']} does not stand in the clause; where is it from?"
            said.append(Problem("targets.csv", number, "year_basis", message))
    return said
