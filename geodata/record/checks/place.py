"""Checks of place: counties against coverage and wording, points against counties, boundaries."""

from __future__ import annotations

from pathlib import Path

import shapely

from geodata.record import quotes
from geodata.record.boundaries import BoundaryError
from geodata.record.checks.problem import CheckInput, Problem


def _codes(cell: str) -> list[str]:
    return [code for code in cell.split(";") if code]


def check_same_counties(evidence: CheckInput) -> list[Problem]:
    """Mentions of one thing carry the same counties, or the same zone."""
    said = []
    rows = evidence.tables["projects"].set_index("project_id")[["adcodes", "zone"]].T.to_dict()
    for number, row in evidence.rows("projects"):
        first = rows.get(row["same_as"], row)
        said += [
            Problem(
                "projects.csv",
                number,
                column,
                f"{row[column]!r}, but {row['same_as']} is the same thing with "
                f"{first[column]!r}; make them agree",
            )
            for column in ("adcodes", "zone")
            if first[column] != row[column]
        ]
    return said


def check_adcodes(evidence: CheckInput) -> list[Problem]:
    """Counties exist, are sorted, lie in the document's coverage, and agree with their basis."""
    said = []

    def fault(number: int, column: str, message: str, file: str = "projects.csv") -> None:
        said.append(Problem(file, number, column, message))

    names = evidence.tables.county_names.county_zh.to_dict()
    unsure = set()  # documents whose coverage is wrong itself: what lies outside is not known
    for number, row in evidence.rows("documents"):
        for code in _codes(row["adcodes"]):
            if code not in names:
                unsure.add(row["document_id"])
                fault(number, "adcodes", f"{code!r} is no county of counties.csv", "documents.csv")
    for number, row in evidence.rows("projects"):
        codes = _codes(row["adcodes"])
        if codes != sorted(set(codes)):
            fault(number, "adcodes", f"{row['adcodes']!r}; sort the codes, each once")
        for code in codes:
            if code not in names:
                fault(number, "adcodes", f"{code!r} is no county of counties.csv; correct the code")
            elif row["document_id"] not in unsure and code not in evidence.coverage.get(
                row["document_id"], frozenset()
            ):
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
                f"{row['county_basis']!r} with adcodes {row['adcodes']!r}; none means no county",
            )
        if row["county_basis"] == "inferred" and not row["note_zh"]:
            fault(number, "note_zh", "an inferred county needs its source here")
        if row["county_basis"] == "stated":
            stated = {code: names[code] for code in codes if code in names}
            said += _unstated(number, row, stated, evidence)
    return said


def _unstated(
    number: int, row: dict[str, str], names: dict[str, str], evidence: CheckInput
) -> list[Problem]:
    """Counties (`names` by code) that a row calls stated but neither name nor clause says."""
    words = row["name_zh"] + quotes.bare(row["quote_zh"])
    unsaid = [name for name in names.values() if name[:-1] not in words]
    if unsaid:
        # Only now, because few rows need it: what a misprint is read as counts as said.
        for erratum in evidence.tables["errata"].itertuples():
            if erratum.document_id == row["document_id"] and erratum.printed_zh in words:
                words += erratum.read_as_zh
    return [
        Problem(
            "projects.csv",
            number,
            "county_basis",
            f"stated, but {name} is in neither name nor clause; context or inferred?",
        )
        for name in unsaid
        if name[:-1] not in words
    ]


def check_places(evidence: CheckInput) -> list[Problem]:
    """Points lie inside the county that their project is given; five decimals at most."""
    if evidence.boundary_faults:
        return []  # check_boundaries says why nothing can be compared with them
    said = []
    adcodes = dict(
        zip(
            evidence.tables["projects"].project_id, evidence.tables["projects"].adcodes, strict=True
        )
    )
    for number, row in evidence.rows("places"):
        for column in ("lon", "lat"):
            if len(row[column].partition(".")[2]) > 5:
                said.append(
                    Problem("places.csv", number, column, f"{row[column]}; 5 decimals at most")
                )
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
        elif codes[0] in evidence.tables.counties.index and not evidence.tables.counties.geometry[
            codes[0]
        ].covers(point):
            inside = evidence.tables.counties.index[evidence.tables.counties.covers(point)]
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


def check_zones(evidence: CheckInput) -> list[Problem]:
    """Zones have counties and an anchor inside them; whatever has no county has an anchor."""
    if evidence.boundary_faults:
        return []
    said = []
    zones = evidence.tables["zones"]
    counties = evidence.tables.counties
    for number, row in evidence.rows("zones"):
        codes = [code for code in _codes(row["adcodes"]) if code in counties.index]
        if not codes or len(codes) != len(_codes(row["adcodes"])):
            said.append(
                Problem("zones.csv", number, "adcodes", f"{row['adcodes']!r}; counties of it")
            )
            continue
        try:
            anchor = shapely.Point(float(row["lon"]), float(row["lat"]))
        except ValueError:
            continue  # check_values says so
        if not counties.geometry.loc[codes].covers(anchor).any():
            message = f"({row['lon']}, {row['lat']}) lies in none of its counties"
            said.append(Problem("zones.csv", number, "lon", message))
    known = set(zones.zone)
    for number, row in evidence.rows("projects"):
        if row["zone"] and row["adcodes"]:
            message = f"{row['zone']!r} beside counties; a zone is only for what has none"
            said.append(Problem("projects.csv", number, "zone", message))
        elif not row["adcodes"] and not row["zone"] and row["document_id"] not in known:
            message = f"no county and no zone; give a zone, or zones.csv a row {row['document_id']}"
            said.append(Problem("projects.csv", number, "zone", message))
    return said


def check_boundaries(evidence: CheckInput) -> list[Problem]:
    """County polygons are there, where they belong, and meet edge to edge; so are lines around."""
    file = Path(evidence.config.boundaries).name
    said = [Problem(file, 1, "geometry", sentence) for sentence in evidence.boundary_faults]
    try:
        _ = evidence.tables.context
    except BoundaryError as error:
        said += [Problem(error.file, 1, "geometry", sentence) for sentence in error.sentences]
    return said
