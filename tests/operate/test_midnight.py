"""What the operator's commands say and do with tables, terminals and clones as they are."""

from __future__ import annotations

import datetime
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from fixture.apart import settings
from fixture.copies import edit, renew
from fixture.saved import in_column, saved

from geodata.config import ROOT, Config
from geodata.language import dates
from geodata.operate import commands, loading
from geodata.operate.commands import main
from geodata.record import schema
from geodata.record.checks import check_input
from geodata.record.record import Record

EVERY = [table.name for table in schema.TABLES]


@pytest.fixture
def data(small_copy: Config, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Config:
    """The tiny record, tidied, as the settings in force name it."""
    for table in EVERY:
        saved(small_copy, table)
    renew(small_copy)
    monkeypatch.setenv("FENGTU_CONFIG", str(settings(small_copy, tmp_path / "fengtu.toml")))
    return small_copy


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def contents(config: Config) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in config.data.glob("*.*")}


def slashed(day: str) -> str:
    return day.replace("-0", "-").replace("-", "/")


def test_tidy_writes_right_what_excel_saved(data: Config) -> None:
    """And says what it mended, one line a cause."""
    before = contents(data)
    saved(data, "counties", encoding="gb18030", lineterminator="\r\n")
    saved(data, "projects", in_column("checked_date", slashed), "utf-8-sig")
    saved(data, "errata", lambda cells: [*cells, *[[""] * len(cells[0])] * 3])
    result = run("tidy")
    assert result.exit_code == 0
    assert contents(data) == before
    *mended, last = result.stdout.splitlines()
    assert last == f"{len(EVERY)} tables and datapackage.json written"
    assert mended == [
        "projects.csv: saved as UTF-8 with a byte order mark; written right",
        "projects.csv: checked_date '2026/11/21' on row 2 read as '2026-11-21' "
        "(and 7 more: rows 3, 4, 5, 6, 7 … 9); written right",
        "errata.csv: 3 empty rows; written right",
        "counties.csv: saved as GBK; written right",
        "counties.csv: line ends of another system; written right",
    ]
    assert run("check").exit_code == 0


def test_tidy_without_the_documents(data: Config, tmp_path: Path) -> None:
    """The clauses were verified when the documents were here, and their hashes say so."""
    before = contents(data)
    shutil.rmtree(data.plans)
    for table in EVERY:
        saved(data, table, lineterminator="\r\n")
    result = run("tidy")
    assert result.exit_code == 0
    assert contents(data) == before
    edit(data, "decisions", 2, "phrase_zh", "没有")
    result = run("tidy")
    assert (result.exit_code, result.stdout.splitlines()[-1]) == (1, "nothing was written")


def test_tidy_does_not_bury_what_gbk_lost(data: Config) -> None:
    file = data.data / "projects.csv"
    edit(data, "projects", 2, "name_zh", "平原?风电场")
    file.write_bytes(file.read_text(encoding="utf-8").encode("gbk"))
    before = contents(data)
    result = run("tidy")
    assert (result.exit_code, result.stdout.splitlines()[-1]) == (1, "nothing was written")
    assert "GBK lacks" in result.stdout
    assert contents(data) == before


@pytest.mark.parametrize("command", ["stats", "exhibit"])
@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("counties", "county_zh", ""),
        ("projects", "capacity_mw", "viele"),
        ("projects", "adcodes", "999999"),
        ("documents", "adcodes", "371402;371426x"),
        ("places", "lon", "0"),
    ],
)
def test_commands_refuse_a_failing_record(
    data: Config, tmp_path: Path, command: str, table: str, column: str, value: str
) -> None:
    edit(data, table, 2, column, value)
    out = tmp_path / "fengtu.html"
    result = run(command, *(["--out", str(out)] if command == "exhibit" else []))
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"{table}.csv:2:")
    assert not out.exists()


def test_check_builds_what_the_app_builds(data: Config, monkeypatch) -> None:
    """Tables that pass every check and cannot be drawn all the same are told."""
    real = Record.of

    def without_name(tables) -> Record:
        record = real(tables)
        record.county_names.loc["371426", "county_zh"] = float("nan")
        return record

    assert run("check").exit_code == 0
    monkeypatch.setattr(loading.Record, "of", without_name)
    result = run("check")
    assert result.exit_code == 1
    said, last = result.stdout.splitlines()
    assert said.startswith("the tables pass the checks, but the app cannot load them (ValueError: ")
    assert last.startswith("1 problems; ")
    assert loading.loading_fault(check_input(data)) == said


def test_numbers_for_programs(data: Config) -> None:
    result = run("stats", "--json")
    assert result.exit_code == 0
    json.loads(result.stdout, parse_constant=pytest.fail)


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "gbk", "latin-1:strict", "cp936", "utf-8"])
@pytest.mark.parametrize("command", ["check", "stats", "doctor", "tidy", "--help"])
def test_a_terminal_that_lacks_characters(data: Config, command: str, encoding: str) -> None:
    """No output ends a command; a character that is lacking comes as its code."""
    edit(data, "projects", 2, "name_zh", "⻛电⏎ṩ🏭")
    edit(data, "counties", 2, "county_en", "")
    environment = os.environ | {"PYTHONIOENCODING": encoding, "PYTHONPATH": str(ROOT)}
    result = subprocess.run(
        [sys.executable, "-m", "geodata", command],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        check=False,
    )
    assert result.returncode in (0, 1)
    said = (result.stdout + result.stderr).decode(encoding.partition(":")[0], "replace")
    assert said
    assert "Traceback" not in said


def test_the_banner_on_a_foreign_terminal(data: Config, monkeypatch) -> None:
    """The line that `serve` says first has Chinese in it; then it becomes Streamlit."""
    code = (
        "import os, sys; os.execve = lambda *_: sys.exit(7);"
        "from geodata.operate.commands import main; main(['serve', '--port', '0'])"
    )
    environment = os.environ | {"PYTHONIOENCODING": "cp1252", "PYTHONPATH": str(ROOT)}
    result = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, check=False
    )
    assert result.returncode == 7
    assert rb"\u5cf0\u56fe Fengtu: http://" in result.stdout


@pytest.mark.parametrize(
    ("now", "day"),
    [
        ("2026-11-24T18:10:00+00:00", datetime.date(2026, 11, 25)),  # 02:10 in Beijing
        ("2026-11-24T15:59:59+00:00", datetime.date(2026, 11, 24)),
        ("2026-11-24T16:00:00+00:00", datetime.date(2026, 11, 25)),
        ("2026-12-31T20:00:00-08:00", datetime.date(2027, 1, 1)),
    ],
)
def test_the_date_is_that_of_beijing(monkeypatch, now: str, day: datetime.date) -> None:
    class Clock(datetime.datetime):
        @classmethod
        def now(cls, tz: datetime.tzinfo | None = None) -> datetime.datetime:
            return datetime.datetime.fromisoformat(now).astimezone(tz)

    monkeypatch.setattr(dates.datetime, "datetime", Clock)
    assert dates.beijing_date() == day


def git(*arguments: str, at: Path) -> str:
    said = subprocess.run(
        ["git", *arguments], cwd=at, capture_output=True, text=True, check=True
    ).stdout
    return said.strip()


@pytest.mark.parametrize("autocrlf", ["true", "input", "false"])
def test_a_clone_keeps_line_ends(tmp_path: Path, autocrlf: str) -> None:
    """Whatever the machine is set to: the tables of a clone are those that were committed."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("needs git and a checkout")
    first = tmp_path / "first"
    shutil.copytree(ROOT / "data", first / "data")
    shutil.copy(ROOT / ".gitattributes", first)
    git("init", "-q", at=first)
    git("add", "-A", at=first)
    git("-c", "user.name=x", "-c", "user.email=x@example.cn", "commit", "-qm", "x", at=first)
    with_ends = ["-c", f"core.autocrlf={autocrlf}", "-c", "core.eol=crlf"]
    git(*with_ends, "clone", "-q", str(first), str(tmp_path / "clone"), at=tmp_path)
    for file in (ROOT / "data").rglob("*.*"):
        clone = tmp_path / "clone" / "data" / file.relative_to(ROOT / "data")
        assert clone.read_bytes() == file.read_bytes(), file.name


def test_commands_reconfigure_no_stream_of_others() -> None:
    """In a program that has replaced its streams, only real ones are touched."""
    result = CliRunner().invoke(commands.main, ["--help"])
    assert result.exit_code == 0
    assert "峰图 Fengtu" in result.stdout
