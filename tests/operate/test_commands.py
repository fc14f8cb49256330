"""The command line: what each command says, its exit status, and errors as one sentence."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from fixture.apart import settings
from fixture.copies import edit

from geodata.config import Config
from geodata.operate.commands import main
from geodata.record.checks import CHECKS
from geodata.record.schema import TABLES


@pytest.fixture
def data(small_copy: Config, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Config:
    """The tiny record, as the settings in force name it."""
    monkeypatch.setenv("FENGTU_CONFIG", str(settings(small_copy, tmp_path / "fengtu.toml")))
    return small_copy


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def test_all_commands_are_told() -> None:
    result = run("--help")
    assert result.exit_code == 0
    assert sorted(main.commands) == [
        *("build", "check", "doctor", "exhibit", "read", "serve", "stats", "synth", "tidy"),
    ]
    assert [name for name in main.commands if f"\n  {name} " not in result.stdout] == []
    assert "..." not in result.stdout.partition("Commands:")[2]  # nothing is cut off


@pytest.mark.parametrize("name", sorted(main.commands))
def test_a_command_says_what_it_does(name: str) -> None:
    result = run(name, "-h")
    assert result.exit_code == 0
    assert (main.commands[name].help or "").endswith(".")


@pytest.mark.parametrize(
    "arguments",
    ["", "publish", "serve --prot 1", "serve --port x", "synth", "synth --out x --counties some"],
)
def test_a_wrong_option(arguments: str) -> None:
    result = run(*arguments.split())
    assert result.exit_code == 2
    assert "Usage: " in result.stderr


def test_check(data: Config) -> None:
    result = run("check")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        f"0 problems; {len(CHECKS)} checks; clauses compared with the documents\n"
    )
    edit(data, "projects", 2, "kind", "wind-farm")
    result = run("check")
    assert result.exit_code == 1
    assert result.stdout.startswith("projects.csv:2:kind: 'wind-farm'; allowed: ")


def test_stats(data: Config) -> None:
    result = run("stats")
    assert result.exit_code == 0
    assert "dezhou" in result.stdout


def test_tidy(data: Config) -> None:
    before = {file.name: file.read_bytes() for file in data.data.glob("*.*")}
    (data.data / "quote_hashes.csv").unlink()
    result = run("tidy")
    assert result.exit_code == 0
    assert result.stdout == f"{len(TABLES)} tables and datapackage.json written\n"
    assert {file.name: file.read_bytes() for file in data.data.glob("*.*")} == before


def test_tidy_writes_no_hash_of_what_nobody_said(data: Config) -> None:
    before = (data.data / "quote_hashes.csv").read_bytes()
    edit(data, "decisions", 2, "phrase_zh", "没有")
    result = run("tidy")
    assert result.exit_code == 1
    assert result.stdout.endswith("nothing was written\n")
    assert (data.data / "quote_hashes.csv").read_bytes() == before


def test_unreadable_tables_end_in_sentences(data: Config) -> None:
    (data.data / "errata.csv").unlink()
    (data.data / "quote_hashes.csv").write_text("a,b\n", encoding="utf-8")
    for command in ("check", "stats", "tidy", "exhibit"):
        result = run(command)
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr.splitlines() == [
            "errata.csv: missing from data/; put it back",
            "quote_hashes.csv:1: the columns are a, b; they must be document_id, sha256 "
            "(missing: document_id, sha256; unknown: a, b); delete the file and run: python -m "
            "geodata tidy",
        ]


def test_settings_that_cannot_be_used(data: Config, tmp_path: Path) -> None:
    (tmp_path / "fengtu.toml").write_text("data = 3\n", encoding="utf-8")
    result = run("check")
    assert result.exit_code == 1
    assert result.stderr == "fengtu.toml: data is 3; it must be a text in quotes\n"


def test_a_record_of_nothing(tmp_path: Path) -> None:
    result = run("synth", "--items", "0", "--out", str(tmp_path))
    assert (result.exit_code, result.stderr) == (1, "0 items; from 1 to 999999 are possible\n")


def test_a_file_where_nothing_can_be_written(data: Config, tmp_path: Path) -> None:
    result = run("exhibit", "--out", str(tmp_path / "nowhere" / "fengtu.html"))
    assert result.exit_code == 1
    (sentence,) = result.stderr.splitlines()
    assert sentence.endswith("No such file or directory")


def test_a_port_that_is_taken() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        result = run("serve", "--port", str(port))
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"Port {port} is taken by another program. ")
