"""Each check is broken once, in the tiny record and in a copy of the real one."""

from __future__ import annotations

import csv
import itertools
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from fixture.copies import Row, complaints, edit, line_where, renew, rows_of

from geodata.config import Config
from geodata.record import package, schema
from geodata.record.checks.run import CHECKS


@dataclass(frozen=True)
class Break:
    """One cell to spoil: where, what becomes of it, who complains and at which column."""

    check: str
    table: str
    column: str
    fits: Callable[[Row], bool]
    value: Callable[[Row], str]
    at: str = ""


BREAKS = (
    Break("check_values", "projects", "kind", lambda r: True, lambda r: "wind-farm"),
    Break(
        "check_references",
        "projects",
        "same_as",
        lambda r: not r["same_as"] and r["adcodes"] == "",
        lambda r: f"{r['document_id']}-999999",
    ),
    Break(
        "check_quotes",
        "projects",
        "quote_zh",
        lambda r: len(r["quote_zh"]) < 100,
        lambda r: r["quote_zh"] + "伪",
    ),
    Break(
        "check_quantities",
        "projects",
        "capacity_mw",
        lambda r: bool(r["capacity_mw"]),
        lambda r: f"{float(r['capacity_mw']) * 10:g}",
    ),
    Break(
        "check_target_values",
        "targets",
        "value_std",
        lambda r: True,
        lambda r: f"{float(r['value_std']) + 1:g}",
    ),
    Break(
        "check_adcodes",
        "projects",
        "note_zh",
        lambda r: r["county_basis"] == "inferred",
        lambda r: "",
    ),
    Break(
        "check_years",
        "projects",
        "target_year",
        lambda r: r["year_basis"] == "plan",
        lambda r: "2027",
    ),
    Break("check_places", "places", "lon", lambda r: True, lambda r: "100.5"),
    Break("check_zones", "zones", "lon", lambda r: True, lambda r: "100.5"),
    Break("check_sections", "projects", "section", lambda r: True, lambda r: "九（九）"),
    Break(
        "check_titles",
        "chapters",
        "title_zh",
        lambda r: True,
        lambda r: r["title_zh"] + "伪",
    ),
    Break(
        "check_units",
        "projects",
        "responsible_zh",
        lambda r: bool(r["responsible_zh"]),
        lambda r: r["responsible_zh"] + ";伪局",
    ),
    Break(
        "check_deadlines",
        "targets",
        "year",
        lambda r: bool(r["year"]) and not r["phase"],
        lambda r: "",
    ),
    Break(
        "check_errata",
        "errata",
        "read_as_zh",
        # A reading that names no county, since a stated county may rest on it.
        lambda r: not set(r["read_as_zh"]) & set("县区市"),
        lambda r: r["printed_zh"],
    ),
)


@pytest.fixture(params=["small", "real"])
def spoilt(request: pytest.FixtureRequest) -> Config:
    """A clean copy to spoil."""
    name = {"small": "small_copy", "real": "copy_of_data"}[request.param]
    clean: Config = request.getfixturevalue(name)
    renew(clean)
    return clean


def with_documents(config: Config) -> None:
    """Skip where the documents are not at hand, for what cannot be seen without them."""
    if not any(config.plans.glob("*.txt")):
        pytest.skip("the documents are not here")


def test_every_check_has_a_break() -> None:
    elsewhere = {  # broken below, since one cell does not do
        "check_keys",
        "check_rows",
        "check_saved",
        "check_same_counties",
        "check_documents",
        "check_indicators",
        "check_bytes",
        "check_package",
        "check_operating",  # in test_operating
        "check_boundaries",
    }
    assert {b.check for b in BREAKS} | elsewhere == {c.__name__ for c in CHECKS}


@pytest.mark.parametrize("broken", BREAKS, ids=lambda b: b.check)
def test_only_that_check_complains(broken: Break, spoilt: Config) -> None:
    if broken.check in ("check_quotes", "check_titles"):
        with_documents(spoilt)
    line = line_where(spoilt, broken.table, broken.fits)
    row = rows_of(spoilt, broken.table)[line - 2]
    edit(spoilt, broken.table, line, broken.column, broken.value(row))
    renew(spoilt)
    assert complaints(spoilt) == {broken.check: [f"{broken.table}.csv:{line}:{broken.column}"]}


def test_a_census_of_an_unknown_county(copy_of_data: Config) -> None:
    edit(copy_of_data, "census", 63, "adcode", "999999")
    renew(copy_of_data)
    assert complaints(copy_of_data) == {"check_references": ["census.csv:63:adcode"]}


def test_counties_out_of_order(spoilt: Config) -> None:
    file = spoilt.data / "counties.csv"
    header, first, second, *rest = file.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text("".join([header, second, first, *rest]), encoding="utf-8")
    renew(spoilt)
    assert complaints(spoilt) == {"check_bytes": ["counties.csv:1:"]}


def test_lost_hashes(spoilt: Config) -> None:
    """Nothing is known to be verified then; `tidy` writes the file again."""
    with_documents(spoilt)
    (spoilt.data / "quote_hashes.csv").unlink()
    renew(spoilt, hashes=False)
    assert complaints(spoilt) == {"check_package": ["quote_hashes.csv:1:"]}


def test_a_doubled_key(spoilt: Config) -> None:
    edit(spoilt, "targets", 3, "target_id", rows_of(spoilt, "targets")[0]["target_id"])
    renew(spoilt)
    assert complaints(spoilt) == {"check_keys": ["targets.csv:3:target_id"]}


def test_rows_out_of_order(spoilt: Config) -> None:
    file = spoilt.data / "targets.csv"
    header, first, second, *rest = file.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text("".join([header, second, first, *rest]), encoding="utf-8")
    renew(spoilt)
    assert complaints(spoilt) == {"check_bytes": ["targets.csv:1:"]}


def test_same_thing_in_other_counties(spoilt: Config) -> None:
    rows = rows_of(spoilt, "projects")
    named = {row["same_as"] for row in rows}
    free, other = next(
        (a, b)
        for b, a in itertools.combinations([r for r in rows if not r["same_as"]], 2)
        if a["document_id"] == b["document_id"]
        and a["adcodes"] != b["adcodes"]
        and a["project_id"] not in named
    )
    line = rows.index(free) + 2
    edit(spoilt, "projects", line, "same_as", other["project_id"])
    renew(spoilt)
    assert complaints(spoilt) == {"check_same_counties": [f"projects.csv:{line}:adcodes"]}


def test_a_misprint_mended_in_silence(copy_of_data: Config) -> None:
    """A clause has the reading of a correction whose misprint is in no name and no clause."""
    line = line_where(copy_of_data, "errata", lambda r: r["printed_zh"].startswith("间作种植"))
    edit(copy_of_data, "errata", line, "read_as_zh", "齐河县国家级整县屋顶分布式光伏")
    renew(copy_of_data)
    assert complaints(copy_of_data) == {"check_errata": [f"errata.csv:{line}:read_as_zh"]}


def test_another_edition_of_a_document(spoilt: Config) -> None:
    with_documents(spoilt)
    edit(spoilt, "documents", 2, "text_sha256", "0" * 64)
    renew(spoilt)
    assert complaints(spoilt) == {"check_documents": ["documents.csv:2:text_sha256"]}


def test_a_clause_without_its_hash(spoilt: Config, tmp_path: Path) -> None:
    """Without the documents the stored hashes judge.

    Two must complain: the clause has no hash, and so the stored hashes are not those of the
    clauses any more.
    """
    (tmp_path / "nothing").mkdir()
    spoilt = replace(spoilt, plans=tmp_path / "nothing")
    edit(spoilt, "projects", 2, "quote_zh", rows_of(spoilt, "projects")[0]["quote_zh"] + "伪")
    renew(spoilt, hashes=False)
    assert complaints(spoilt) == {
        "check_quotes": ["projects.csv:2:quote_zh"],
        "check_package": [f"{schema.QUOTE_HASHES.file}:1:"],
    }


def test_an_indicator_with_two_names(spoilt: Config) -> None:
    rows = rows_of(spoilt, "targets")
    line = next(
        n
        for n, row in enumerate(rows, start=2)
        if any(row["indicator"] == other["indicator"] for other in rows[: n - 2])
    )
    edit(spoilt, "targets", line, "indicator_en", "Another name")
    renew(spoilt)
    assert complaints(spoilt) == {"check_indicators": [f"targets.csv:{line}:indicator_en"]}


def test_other_line_ends(spoilt: Config) -> None:
    file = spoilt.data / "decisions.csv"
    with file.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\r\n").writerows(rows)
    renew(spoilt)
    assert complaints(spoilt) == {"check_bytes": ["decisions.csv:1:"]}


def test_a_stale_description(spoilt: Config) -> None:
    file = spoilt.data / package.FILE
    content = json.loads(file.read_text(encoding="utf-8"))
    content["resources"][0]["rows"] += 1
    file.write_text(json.dumps(content), encoding="utf-8")
    assert complaints(spoilt) == {"check_package": [f"{package.FILE}:1:"]}


def test_a_county_without_polygon(spoilt: Config, tmp_path: Path) -> None:
    content = json.loads(spoilt.boundaries.read_text(encoding="utf-8"))
    content["features"] = [f for f in content["features"] if f["properties"]["adcode"] != "371402"]
    short = tmp_path / "short.geojson"
    short.write_text(json.dumps(content), encoding="utf-8")
    # One fault is said once: zones are not judged by boundaries that are at fault themselves.
    assert complaints(replace(spoilt, boundaries=short)) == {
        "check_boundaries": ["short.geojson:1:geometry"]
    }
