"""datapackage.json as others read it: by Frictionless' own validator."""

from __future__ import annotations

import warnings
import zipfile
from io import BytesIO
from pathlib import Path

from fixture.copies import edit, renew

from geodata.config import Config
from geodata.record import package, schema

with warnings.catch_warnings():  # what its own imports warn of
    warnings.simplefilter("ignore")
    from frictionless import Package


def faults(data: Path) -> list[list[object]]:
    """What the validator finds in the package in `data`: resource, line, kind of fault."""
    report = Package(str(data / package.FILE)).validate()
    assert [task.name for task in report.tasks] == [table.name for table in schema.TABLES]
    return [
        [task.name, *fault]
        for task in report.tasks
        for fault in task.flatten(["rowNumber", "type"])
    ]


def test_the_package_is_valid(config: Config) -> None:
    assert faults(config.data) == []


def test_the_validator_sees_what_is_wrong(copy_of_data: Config) -> None:
    """Types, vocabularies, keys and references: so an empty list says something."""
    edit(copy_of_data, "projects", 2, "kind", "wind-farm")
    edit(copy_of_data, "targets", 3, "year", "soon")
    edit(copy_of_data, "counties", 3, "adcode", "130102")
    edit(copy_of_data, "places", 2, "project_id", "dezhou-900")
    renew(copy_of_data)
    assert sorted(faults(copy_of_data.data)) == [
        ["census", 3, "foreign-key"],
        ["counties", 3, "primary-key"],
        ["places", 2, "foreign-key"],
        ["projects", 2, "constraint-error"],
        ["targets", 3, "type-error"],
    ]


def test_another_file_than_described(copy_of_data: Config) -> None:
    edit(copy_of_data, "counties", 2, "county_en", "Chang'an")
    assert {kind for _, _, kind in faults(copy_of_data.data)} == {"byte-count", "hash-count"}


def test_the_zip_is_the_package(config: Config, tmp_path: Path) -> None:
    zipfile.ZipFile(BytesIO(package.zip_bytes(config.data))).extractall(tmp_path)
    assert faults(tmp_path / "fengtu") == []
