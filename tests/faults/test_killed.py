"""kill -9 and full disks while the record is written: every file is the old one or the new one."""

from __future__ import annotations

import csv
import errno
import io
import os
from pathlib import Path

import pytest
from click.testing import CliRunner
from fixture.apart import STAND_STILL, kill_when_told, settings, started
from fixture.copies import complaints

from geodata.config import Config
from geodata.files import SCRATCH, replace_whole
from geodata.operate.commands import main
from geodata.record import schema

TABLES = [table.file for table in schema.TABLES]

# Bytes reach the disk with fsync, the last step before a file takes its name: stop at the Nth.
_STOP_AT = f"""{STAND_STILL}
import os, sys
left = [int(sys.argv[1])]
real = os.fsync
def fsync(handle):
    left[0] -= 1
    stand_still() if left[0] == 0 else real(handle)
os.fsync = fsync
from geodata.operate.commands import main
main([sys.argv[2]])
"""


def disorder(config: Config) -> dict[str, bytes]:
    """Turn every table upside down, as no `tidy` leaves it; the bytes by file."""
    for name in TABLES:
        file = config.data / name
        rows = list(csv.reader(io.StringIO(file.read_text(encoding="utf-8"))))
        with file.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream, lineterminator="\n").writerows([rows[0], *reversed(rows[1:])])
    return contents(config)


def contents(config: Config) -> dict[str, bytes]:
    return {f.name: f.read_bytes() for f in config.data.iterdir() if f.is_file()}


def scratch(folder: Path) -> list[Path]:
    return list(folder.glob(f"{SCRATCH}*"))


@pytest.mark.parametrize("step", [1, 3, len(TABLES) + 1], ids=["first", "third", "last"])
def test_killed_while_it_tidies(small_copy: Config, tmp_path: Path, monkeypatch, step: int) -> None:
    tidied = contents(small_copy)
    untidy = disorder(small_copy)
    config = settings(small_copy, tmp_path / "fengtu.toml")
    with started(_STOP_AT, step, "tidy", config=config) as process:
        kill_when_told(process)
    left = scratch(small_copy.data)
    assert len(left) == 1
    now = contents(small_copy)
    now.pop(left[0].name)
    assert now.keys() == untidy.keys()
    written = TABLES[: step - 1]
    assert {name for name in written if now[name] != tidied[name]} == set()
    rest = set(now) - set(written)
    assert {name for name in rest if now[name] not in (untidy[name], tidied[name])} == set()

    monkeypatch.setenv("FENGTU_CONFIG", str(config))
    assert CliRunner().invoke(main, ["tidy"]).exit_code == 0
    assert contents(small_copy) == tidied
    assert complaints(small_copy) == {}


def test_killed_while_it_builds(copy_of_data: Config, tmp_path: Path) -> None:
    folder = copy_of_data.data / "boundaries"
    built = {f.name: f.read_bytes() for f in folder.iterdir()}
    for file in folder.iterdir():
        file.write_bytes(file.read_bytes() + b"\n")
    config = settings(copy_of_data, tmp_path / "fengtu.toml")
    with started(_STOP_AT, 2, "build", config=config) as process:
        kill_when_told(process)
    (left,) = scratch(folder)
    left.unlink()
    now = {f.name: f.read_bytes() for f in folder.iterdir()}
    assert now == {
        name: content if name == "counties.geojson" else content + b"\n"
        for name, content in built.items()
    }


def test_a_full_disk_while_it_tidies(small_copy: Config, tmp_path: Path, monkeypatch) -> None:
    untidy = disorder(small_copy)

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setenv("FENGTU_CONFIG", str(settings(small_copy, tmp_path / "fengtu.toml")))
    monkeypatch.setattr(os, "fsync", full)
    result = CliRunner().invoke(main, ["tidy"])
    assert (result.exit_code, result.stderr) == (1, "tidy: No space left on device\n")
    assert contents(small_copy) == untidy


def test_a_read_only_folder_while_it_tidies(
    small_copy: Config, tmp_path: Path, monkeypatch, read_only
) -> None:
    untidy = disorder(small_copy)
    read_only(small_copy.data)
    monkeypatch.setenv("FENGTU_CONFIG", str(settings(small_copy, tmp_path / "fengtu.toml")))
    result = CliRunner().invoke(main, ["tidy"])
    assert result.exit_code == 1
    (sentence,) = result.stderr.splitlines()
    assert sentence.endswith(("Read-only file system", "Permission denied"))
    assert contents(small_copy) == untidy


def test_a_replaced_file_keeps_its_rights_and_its_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real.csv", tmp_path / "link.csv"
    real.write_bytes(b"old")
    real.chmod(0o664)
    link.symlink_to(real)
    replace_whole(link, b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"
    assert real.stat().st_mode & 0o777 == 0o664
    replace_whole(tmp_path / "fresh.csv", b"x")
    assert (tmp_path / "fresh.csv").stat().st_mode & 0o777 == 0o644
