"""Checks of fact: clauses against the documents, numbers against clauses, years."""

from __future__ import annotations

import re
from typing import Final

from geodata.language import units
from geodata.record import quotes
from geodata.record.checks.problem import CheckInput, Problem
from geodata.record.quotes import VERBATIM
from geodata.record.schema import QUOTE_HASHES

# What to do about a correction and about a clause that its document does not have.
_CORRECTION: Final = "remove or update this correction"
_CLAUSE: Final = "copy it from the text, misprints included"


def check_documents(evidence: CheckInput) -> list[Problem]:
    """The document at hand is the one that was read."""
    return [
        Problem(
            "documents.csv",
            number,
            "text_sha256",
            f"the text of {row['document_id']} has "
            f"{quotes.sha256(evidence.texts[row['document_id']])}; read the new text again",
        )
        for number, row in evidence.rows("documents")
        if row["document_id"] in evidence.texts
        and quotes.sha256(evidence.texts[row["document_id"]]) != row["text_sha256"]
    ]


def check_quotes(evidence: CheckInput) -> list[Problem]:
    """Every clause is short and stands verbatim in its document.

    Where the document is not at hand the clause's hash must be among those stored when it was.
    """
    said = []
    hashes = evidence.tables[QUOTE_HASHES.name]
    stored = set(zip(hashes.document_id, hashes.sha256, strict=True))
    for table, column in VERBATIM:
        for number, row in evidence.rows(table):
            clause, document_id = row[column], row["document_id"]
            if len(quotes.bare(clause)) > quotes.QUOTE_LIMIT:
                said.append(
                    Problem(
                        f"{table}.csv",
                        number,
                        column,
                        f"{len(quotes.bare(clause))} characters; at most {quotes.QUOTE_LIMIT}: "
                        "keep the clause that names the thing",
                    )
                )
            text = evidence.texts.get(document_id)
            if text is None:
                good = (document_id, quotes.sha256(clause)) in stored
                where = f"among the verified clauses of {document_id} ({QUOTE_HASHES.file})"
            else:
                good = bool(clause) and quotes.bare(clause) in text
                where = f"in the document {document_id}"
            if not good:
                said.append(
                    Problem(
                        f"{table}.csv",
                        number,
                        column,
                        f"{clause[:40]!r} does not stand {where}; "
                        + (_CORRECTION if table == "errata" else _CLAUSE),
                    )
                )
    return said


_MEASURES: Final = (("capacity_mw", "MW"), ("length_km", "km"), ("area_ha", "ha"))


def check_quantities(evidence: CheckInput) -> list[Problem]:
    """A number of a project equals its printed quantity; the quantity stands in the clause."""
    said = []
    for number, row in evidence.rows("projects"):
        printed = units.quantities(row["quantity_zh"])
        for column, unit in _MEASURES:
            values = [q.value_std for q in printed if q.unit_std == unit]
            if row[column] and not any(units.agree(float(row[column]), v) for v in values):
                said.append(
                    Problem(
                        "projects.csv",
                        number,
                        column,
                        f"{row[column]}, but {row['quantity_zh']!r} is "
                        f"{' or '.join(f'{v:g}' for v in values) or 'no quantity in ' + unit}",
                    )
                )
        if row["quantity_zh"] and quotes.bare(row["quantity_zh"]) not in quotes.bare(
            row["quote_zh"]
        ):
            said.append(
                Problem(
                    "projects.csv",
                    number,
                    "quantity_zh",
                    f"{row['quantity_zh']!r} is not in the clause; extend the clause or correct it",
                )
            )
    return said


# Numbers that a plan prints in words.
_IN_WORDS: Final = {
    100.0: ("全部", "全覆盖", "均", "基本替代退出"),
    1.0: ("过万亿",),
}


def check_target_values(evidence: CheckInput) -> list[Problem]:
    """A target's number stands in its clause, and its standard value follows from its unit."""
    said = []
    for number, row in evidence.rows("targets"):
        clause = quotes.bare(row["quote_zh"]).replace(",", "")
        try:
            value = float(row["value"])
            value_std, unit_std = units.standard(value, row["unit"])
        except ValueError as error:
            said.append(
                Problem("targets.csv", number, "unit", f"{error}; add it to geodata/units.py")
            )
            continue
        printed = [float(n) for n in re.findall(r"\d+(?:\.\d+)?", clause)]
        words = _IN_WORDS.get(value, ())
        if value not in printed and not any(word in clause for word in words):
            said.append(
                Problem("targets.csv", number, "value", f"{row['value']} is not in the clause")
            )
        if unit_std != row["unit_std"] or not units.agree(value_std, float(row["value_std"])):
            said.append(
                Problem(
                    "targets.csv",
                    number,
                    "value_std",
                    f"{row['value_std']} {row['unit_std']}, but {row['value']} {row['unit']} is "
                    f"{value_std:g} {unit_std}",
                )
            )
    return said


def check_years(evidence: CheckInput) -> list[Problem]:
    """The basis of a year agrees with the row: a phase for `phase`, the horizon for `plan`."""
    said = []
    horizon = dict(
        zip(
            evidence.tables["documents"].document_id,
            evidence.tables["documents"].horizon_year,
            strict=True,
        )
    )
    for number, row in evidence.rows("projects"):
        if row["year_basis"] == "phase" and not row["phase"]:
            said.append(
                Problem("projects.csv", number, "phase", "empty, but the year follows from it")
            )
        if row["year_basis"] == "plan" and row["target_year"] != horizon.get(row["document_id"]):
            said.append(
                Problem(
                    "projects.csv",
                    number,
                    "target_year",
                    f"{row['target_year']}, but the plan's horizon is "
                    f"{horizon.get(row['document_id'])}",
                )
            )
    return said


def check_errata(evidence: CheckInput) -> list[Problem]:
    """A correction fires: it changes what is printed, also where it is of an item.

    It is of an item whose name or clause has the reading: then a name or clause must have what is
    printed too, or a misprint was mended in silence. (That the document has it, `check_quotes`
    says.)
    """
    said = []
    words = _words_of_items(evidence)
    for number, row in evidence.rows("errata"):
        printed, reading = quotes.bare(row["printed_zh"]), quotes.bare(row["read_as_zh"])
        own = words.get(row["document_id"], "")
        fault = ""
        if row["printed_zh"] == row["read_as_zh"]:
            fault = "the same as printed"
        elif reading in own and printed not in own:
            fault = f"in a name or clause, where {row['printed_zh']!r} is in none"
        if fault:
            said.append(Problem("errata.csv", number, "read_as_zh", f"{fault}; {_CORRECTION}"))
    return said


def _words_of_items(evidence: CheckInput) -> dict[str, str]:
    """Names and clauses of items and targets by document, without white space, one a line."""
    words: dict[str, list[str]] = {}
    for table, columns in (("projects", ("name_zh", "quote_zh")), ("targets", ("quote_zh",))):
        for _, row in evidence.rows(table):
            said = words.setdefault(row["document_id"], [])
            said += [quotes.bare(row[column]) for column in columns]
    return {document_id: "\n".join(said) for document_id, said in words.items()}


def check_indicators(evidence: CheckInput) -> list[Problem]:
    """An indicator has one unit, one sector and one name, so that cities can be compared."""
    said = []
    first: dict[str, tuple[int, dict[str, str]]] = {}
    for number, row in evidence.rows("targets"):
        at, known = first.setdefault(row["indicator"], (number, row))
        for column in ("unit_std", "sector", "indicator_zh", "indicator_en"):
            if row[column] != known[column]:
                said.append(
                    Problem(
                        "targets.csv",
                        number,
                        column,
                        f"{row[column]!r}, but row {at} has {known[column]!r} for "
                        f"{row['indicator']}; make them one or split the indicator",
                    )
                )
    return said
