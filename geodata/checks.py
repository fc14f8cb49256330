"""Every check of the record. A check is a function of the evidence that returns its problems.

The command `python -m geodata check`, the tests and the sources page run this same list.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

import geopandas as gpd
import pandas as pd
import shapely

from geodata import package, quotes, schema, units
from geodata.boundaries import boundary_problems, counties_table, county_polygons
from geodata.catalogue import CatalogueError, read_table, table_bytes
from geodata.paths import Config


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: where (file, row as an editor counts it, column), and what to do."""

    file: str
    row: int
    column: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.row}:{self.column}: {self.message}"


@dataclass(frozen=True)
class Evidence:
    """What the checks read: the tables as text, the folder they came from, the documents' texts."""

    config: Config
    tables: dict[str, pd.DataFrame]

    @cached_property
    def texts(self) -> dict[str, str]:
        """The documents without white space, by id; empty where they are not at hand."""
        return quotes.plan_texts(self.config.plans)

    @cached_property
    def counties(self) -> gpd.GeoDataFrame:
        """County polygons, EPSG:4326, by adcode."""
        return county_polygons(self.config.boundaries)

    @cached_property
    def county_names(self) -> pd.DataFrame:
        """The table of counties by adcode."""
        return counties_table(self.config.data)

    @cached_property
    def coverage(self) -> dict[str, frozenset[str]]:
        """Counties covered, by document id."""
        documents = self.tables["documents"]
        return {d.document_id: frozenset(d.adcodes.split(";")) for d in documents.itertuples()}

    def rows(self, table: str) -> Iterator[tuple[int, dict[str, str]]]:
        """Rows of a table with the line they stand on in the file."""
        for number, row in enumerate(self.tables[table].to_dict("records"), start=2):
            yield number, {str(k): str(v) for k, v in row.items()}


Check = Callable[[Evidence], list[Problem]]


def _codes(cell: str) -> list[str]:
    return [code for code in cell.split(";") if code]


def check_values(evidence: Evidence) -> list[Problem]:
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


def check_keys(evidence: Evidence) -> list[Problem]:
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
                    Problem(table.file, number, name, f"{'/'.join(key)} stands on row {seen[key]} too")
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


def check_references(evidence: Evidence) -> list[Problem]:
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
    first = dict(zip(evidence.tables["projects"].project_id, evidence.tables["projects"].same_as))
    for number, row in evidence.rows("projects"):
        if row["same_as"] and first.get(row["same_as"]):
            said.append(
                Problem(
                    "projects.csv",
                    number,
                    "same_as",
                    f"{row['same_as']} is itself a later mention; name {first[row['same_as']]}",
                )
            )
    return said


def check_same_counties(evidence: Evidence) -> list[Problem]:
    """Mentions of one thing carry the same counties."""
    adcodes = dict(zip(evidence.tables["projects"].project_id, evidence.tables["projects"].adcodes))
    return [
        Problem(
            "projects.csv",
            number,
            "adcodes",
            f"{row['adcodes']!r}, but {row['same_as']} is the same thing with "
            f"{adcodes[row['same_as']]!r}; make them agree",
        )
        for number, row in evidence.rows("projects")
        if row["same_as"] in adcodes and adcodes[row["same_as"]] != row["adcodes"]
    ]


def check_documents(evidence: Evidence) -> list[Problem]:
    """The document at hand is the one that was read."""
    return [
        Problem(
            "documents.csv",
            number,
            "text_sha256",
            f"the text of {row['document_id']} has {quotes.sha256(evidence.texts[row['document_id']])};"
            " read the new text again",
        )
        for number, row in evidence.rows("documents")
        if row["document_id"] in evidence.texts
        and quotes.sha256(evidence.texts[row["document_id"]]) != row["text_sha256"]
    ]


# Which columns hold words of the document, and how many characters each may have.
_VERBATIM: Final = (
    ("projects", "quote_zh"),
    ("targets", "quote_zh"),
    ("errata", "printed_zh"),
    ("decisions", "phrase_zh"),
)


def quote_hashes(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """The clauses of the record as (document_id, sha256), sorted, each once; all text."""
    pairs = {
        (document_id, quotes.sha256(clause))
        for table, column in _VERBATIM
        for document_id, clause in zip(tables[table].document_id, tables[table][column])
    }
    return pd.DataFrame(sorted(pairs), columns=["document_id", "sha256"], dtype=str)


def check_quotes(evidence: Evidence) -> list[Problem]:
    """Every clause is short and stands verbatim in its document.

    Where the document is not at hand the clause's hash must be among those stored when it was.
    """
    said = []
    stored: set[tuple[str, str]] = set()
    file = evidence.config.data / quotes.HASHES_FILE
    if file.exists():
        frame = pd.read_csv(file, dtype=str)
        stored = set(zip(frame.document_id, frame.sha256))
    for table, column in _VERBATIM:
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
                where = f"among the verified clauses of {document_id} ({quotes.HASHES_FILE})"
            else:
                good = bool(clause) and quotes.bare(clause) in text
                where = f"in the document {document_id}"
            if not good:
                said.append(
                    Problem(
                        f"{table}.csv",
                        number,
                        column,
                        f"{clause[:40]!r} does not stand {where}; copy it from the text, misprints "
                        "included",
                    )
                )
    return said


_MEASURES: Final = (("capacity_mw", "MW"), ("length_km", "km"), ("area_ha", "ha"))


def check_quantities(evidence: Evidence) -> list[Problem]:
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
        if row["quantity_zh"] and quotes.bare(row["quantity_zh"]) not in quotes.bare(row["quote_zh"]):
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
_IN_WORDS: Final = {100.0: ("全部", "全覆盖", "均", "100", "清零", "全面"), 1.0: ("一", "过万亿", "1"), 0.0: ("零", "0")}


def check_target_values(evidence: Evidence) -> list[Problem]:
    """A target's number stands in its clause, and its standard value follows from its unit."""
    said = []
    for number, row in evidence.rows("targets"):
        clause = quotes.bare(row["quote_zh"]).replace(",", "").replace("，", "，")
        try:
            value = float(row["value"])
            value_std, unit_std = units.standard(value, row["unit"])
        except ValueError as error:
            said.append(Problem("targets.csv", number, "unit", f"{error}; add it to geodata/units.py"))
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


def check_adcodes(evidence: Evidence) -> list[Problem]:
    """Counties exist, are sorted, lie in the document's coverage, and agree with their basis."""
    said = []

    def fault(number: int, column: str, message: str, file: str = "projects.csv") -> None:
        said.append(Problem(file, number, column, message))

    for number, row in evidence.rows("documents"):
        for code in _codes(row["adcodes"]):
            if code not in evidence.county_names.index:
                fault(number, "adcodes", f"{code!r} is no county of counties.csv", "documents.csv")
    for number, row in evidence.rows("projects"):
        codes = _codes(row["adcodes"])
        if codes != sorted(set(codes)):
            fault(number, "adcodes", f"{row['adcodes']!r}; sort the codes, each once")
        for code in codes:
            if code not in evidence.county_names.index:
                fault(number, "adcodes", f"{code!r} is no county of counties.csv; correct the code")
            elif code not in evidence.coverage.get(row["document_id"], frozenset()):
                fault(
                    number,
                    "adcodes",
                    f"{code} is outside what {row['document_id']} covers; leave it out and say why "
                    "in note_zh",
                )
        if bool(codes) == (row["county_basis"] == "none"):
            fault(
                number,
                "county_basis",
                f"{row['county_basis']!r} with adcodes {row['adcodes']!r}; none goes with no county",
            )
        if row["county_basis"] == "inferred" and not row["note_zh"]:
            fault(number, "note_zh", "an inferred county needs its source here")
        if row["county_basis"] == "stated":
            said += _unstated(number, row, codes, evidence)
    return said


def _unstated(
    number: int, row: dict[str, str], codes: list[str], evidence: Evidence
) -> list[Problem]:
    """Counties that a row calls stated though neither its name nor its clause says them."""
    words = row["name_zh"] + quotes.bare(row["quote_zh"])
    for erratum in evidence.tables["errata"].itertuples():
        if erratum.document_id == row["document_id"] and erratum.printed_zh in words:
            words += erratum.read_as_zh
    return [
        Problem(
            "projects.csv",
            number,
            "county_basis",
            f"stated, but {evidence.county_names.county_zh[code]} is in neither name nor clause; "
            "context or inferred?",
        )
        for code in codes
        if code in evidence.county_names.index
        and evidence.county_names.county_zh[code][:-1] not in words
        and evidence.county_names.county_zh[code] not in words
    ]


def check_years(evidence: Evidence) -> list[Problem]:
    """The basis of a year agrees with the row: a phase for `phase`, the horizon for `plan`."""
    said = []
    horizon = dict(zip(evidence.tables["documents"].document_id, evidence.tables["documents"].horizon_year))
    for number, row in evidence.rows("projects"):
        if row["year_basis"] == "phase" and not row["phase"]:
            said.append(Problem("projects.csv", number, "phase", "empty, but the year follows from it"))
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


def check_places(evidence: Evidence) -> list[Problem]:
    """Points lie inside the county that their project is given; five decimals at most."""
    said = []
    adcodes = dict(zip(evidence.tables["projects"].project_id, evidence.tables["projects"].adcodes))
    for number, row in evidence.rows("places"):
        for column in ("lon", "lat"):
            if len(row[column].partition(".")[2]) > 5:
                said.append(Problem("places.csv", number, column, f"{row[column]}; 5 decimals at most"))
        try:
            point = shapely.Point(float(row["lon"]), float(row["lat"]))
        except ValueError:
            continue  # check_values says so
        codes = _codes(adcodes.get(row["project_id"], ""))
        if len(codes) != 1:
            said.append(
                Problem(
                    "places.csv",
                    number,
                    "project_id",
                    f"{row['project_id']} has {len(codes)} counties; a point needs exactly one",
                )
            )
        elif codes[0] in evidence.counties.index:
            if not evidence.counties.geometry[codes[0]].covers(point):
                inside = evidence.counties.index[evidence.counties.covers(point)]
                found = ", ".join(inside) or "no county of the five cities"
                said.append(
                    Problem(
                        "places.csv",
                        number,
                        "lon",
                        f"({row['lon']}, {row['lat']}) lies in {found}, not in {codes[0]}",
                    )
                )
    return said


def check_errata(evidence: Evidence) -> list[Problem]:
    """A correction fires: its printed form is read somewhere and differs from the reading."""
    return [
        Problem("errata.csv", number, "read_as_zh", "the same as printed; remove or correct the row")
        for number, row in evidence.rows("errata")
        if row["printed_zh"] == row["read_as_zh"]
    ]


def check_bytes(evidence: Evidence) -> list[Problem]:
    """Reading and writing a table gives the same bytes, so that every diff is a fact."""
    said = []
    for table in schema.TABLES:
        stored = (evidence.config.data / table.file).read_bytes()
        if stored != table_bytes(evidence.tables[table.name]):
            said.append(
                Problem(table.file, 1, "", "not in canonical form; run: python -m geodata tidy")
            )
    return said


def check_package(evidence: Evidence) -> list[Problem]:
    """datapackage.json and the stored hashes of clauses describe the tables as they are."""
    said = []
    described = evidence.config.data / package.FILE
    fresh = package.descriptor(evidence.config.data)
    if not described.exists() or json.loads(described.read_text(encoding="utf-8")) != fresh:
        said.append(Problem(package.FILE, 1, "", "does not describe the tables; run: python -m geodata tidy"))
    hashes = evidence.config.data / quotes.HASHES_FILE
    fresh_hashes = table_bytes(quote_hashes(evidence.tables))
    if not hashes.exists() or hashes.read_bytes() != fresh_hashes:
        said.append(
            Problem(
                quotes.HASHES_FILE, 1, "", "is not that of the clauses; run: python -m geodata tidy"
            )
        )
    return said


def check_boundaries(evidence: Evidence) -> list[Problem]:
    """County polygons are valid, complete, and meet edge to edge."""
    return [
        Problem(Path(evidence.config.boundaries).name, 1, "geometry", sentence)
        for sentence in boundary_problems(evidence.counties, evidence.county_names)
    ]


CHECKS: Final[tuple[Check, ...]] = (
    check_values,
    check_keys,
    check_references,
    check_same_counties,
    check_documents,
    check_quotes,
    check_quantities,
    check_target_values,
    check_adcodes,
    check_years,
    check_places,
    check_errata,
    check_bytes,
    check_package,
    check_boundaries,
)

# What a running app insists on before it takes new data: everything but the form of the files,
# which somebody who edits at midnight may leave for the morning.
SERVING_CHECKS: Final = tuple(c for c in CHECKS if c not in (check_bytes, check_package))


def evidence(config: Config) -> Evidence:
    """What the checks read. Raises CatalogueError naming every table that cannot be read."""
    tables, said = {}, []
    for table in schema.TABLES:
        try:
            tables[table.name] = read_table(config.data, table)
        except CatalogueError as error:
            said.append(str(error))
    if said:
        raise CatalogueError("\n".join(said))
    return Evidence(config, tables)


def problems(found: Evidence, checks: tuple[Check, ...] = CHECKS) -> list[Problem]:
    """All problems of all checks, in order of file and row.

    Values are checked first: where a cell is not even of its type, the checks that compute with
    it are not run.
    """
    first = check_values(found)
    if first:
        return first
    said = [problem for check in checks if check is not check_values for problem in check(found)]
    return sorted(said, key=lambda p: (p.file, p.row, p.column))
