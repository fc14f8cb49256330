"""The operator's one screen: says that nothing is wrong, or what is, and never breaks down."""

from __future__ import annotations

import errno
import os
import shutil
import socket
import threading
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib import metadata
from pathlib import Path

import pytest
from click.testing import CliRunner
from fixture.apart import settings
from fixture.copies import edit

from geodata.config import Config
from geodata.operate import doctor
from geodata.operate.commands import main
from geodata.record.checks import CHECKS
from geodata.reports.paper import fonts

Screen = Callable[..., tuple[str, bool]]


@pytest.fixture
def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def screen(
    small_copy: Config, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free_port: int
) -> Screen:
    """The report on the tiny record, on one line, and whether all is well. Always one screen."""
    monkeypatch.setenv("FENGTU_CONFIG", str(settings(small_copy, tmp_path / "fengtu.toml")))
    monkeypatch.delenv("STREAMLIT_SERVER_ADDRESS", raising=False)

    def look(port: int = free_port) -> tuple[str, bool]:
        lines, well = doctor.report(port, tmp_path / "static")
        assert len(lines) <= 40
        assert [line for line in lines if columns(line) > doctor.WIDTH] == []
        return " ".join(" ".join(lines).split()), well

    return look


def columns(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)


def test_nothing_is_wrong(screen: Screen, free_port: int) -> None:
    said, well = screen()
    assert well
    assert said.endswith("nothing is wrong")
    for part in (
        f"streamlit {metadata.version('streamlit')}",
        f"pydeck {metadata.version('pydeck')}",
        "8 rows, 7 things",
        f"{len(CHECKS)} of {len(CHECKS)} pass; clauses compared with the documents",
        "approval number (审图号) none",
        "127.0.0.1: this machine only",
        f"{free_port} is free",
        "writable",
    ):
        assert part in said


def test_the_command(screen: Screen, free_port: int, monkeypatch) -> None:
    look = ["doctor", "--port", str(free_port)]
    result = CliRunner().invoke(main, look)
    assert result.exit_code == 0
    assert result.stdout.rstrip().endswith("nothing is wrong")
    monkeypatch.setenv("FENGTU_CONFIG", "/nowhere/fengtu.toml")
    assert CliRunner().invoke(main, look).exit_code == 1


def test_a_wrong_cell(screen: Screen, small_copy: Config) -> None:
    edit(small_copy, "projects", 2, "capacity_mw", "51")
    said, well = screen()
    assert not well
    # The value fails, and the description of the package.
    assert f"{len(CHECKS) - 2} of {len(CHECKS)} pass" in said
    assert "projects.csv:2:capacity_mw: 51, but '5万千瓦' is 50" in said
    assert "(2 in all: python -m geodata check)" in said


def test_an_ill_typed_cell(screen: Screen, small_copy: Config) -> None:
    edit(small_copy, "projects", 2, "kind", "wind-farm" * 80)
    said, well = screen()
    assert not well
    assert "values are ill-formed; the rest waits" in said


def test_no_data(screen: Screen, small_copy: Config) -> None:
    shutil.rmtree(small_copy.data)
    said, well = screen()
    assert not well
    assert "1 thing is wrong: 1. data/: there is no such folder; put it back" in said


def test_data_that_is_no_text(screen: Screen, small_copy: Config) -> None:
    (small_copy.data / "projects.csv").write_bytes(b"\xff\xfe\x00")
    said, well = screen()
    assert not well
    assert "projects.csv: not UTF-16 at byte 0; save it as UTF-8" in said


def test_no_boundaries(screen: Screen, small_copy: Config, tmp_path: Path) -> None:
    settings(replace(small_copy, boundaries=tmp_path / "no.geojson"), tmp_path / "fengtu.toml")
    said, well = screen()
    assert not well
    assert "no.geojson is not there: python -m geodata build, or set boundaries" in said


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("data = [", "fengtu.toml: not readable as TOML"),
        ("folder = 'x'", "fengtu.toml: unknown key 'folder'; allowed: "),
        ("data = 3", "fengtu.toml: data is 3; it must be a text in quotes"),
    ],
)
def test_broken_settings(screen: Screen, tmp_path: Path, content: str, reason: str) -> None:
    (tmp_path / "fengtu.toml").write_text(content, encoding="utf-8")
    said, well = screen()
    assert not well
    assert f"1 thing is wrong: 1. {reason}" in said


def test_settings_that_are_not_there(screen: Screen, monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setenv("FENGTU_CONFIG", str(tmp_path / "typo.toml"))
    said, well = screen()
    assert not well
    assert "which is not there; defaults are in force" in said


def test_settings_that_cannot_be_read(screen: Screen, monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setenv("FENGTU_CONFIG", str(tmp_path))
    said, well = screen()
    assert not well
    assert "settings: IsADirectoryError" in said


def test_no_chinese_font(screen: Screen, monkeypatch) -> None:
    def none() -> str:
        raise fonts.MissingFontError

    monkeypatch.setattr(fonts, "chinese_family", none)
    said, well = screen()
    assert not well
    assert "no Chinese font, so no map for print: apt-get install fonts-noto-cjk" in said


def test_no_chromium_is_no_fault(screen: Screen, monkeypatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    said, well = screen()
    assert well
    assert "not here; only tests need it: apt-get install chromium" in said


def test_another_version_of_a_package(screen: Screen, monkeypatch) -> None:
    real = metadata.version

    def other(package: str) -> str:
        if package == "scipy":
            raise metadata.PackageNotFoundError(package)
        return "1.0.0" if package == "streamlit" else real(package)

    monkeypatch.setattr(metadata, "version", other)
    said, well = screen()
    assert not well
    wanted = real("streamlit")
    assert f"streamlit is 1.0.0, tested with {wanted}; scipy is missing" in said


def test_a_full_disk(screen: Screen, monkeypatch) -> None:
    def full(**_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("geodata.operate.doctor.tempfile.TemporaryFile", full)
    said, well = screen()
    assert not well
    assert "cannot be written: No space left on device; free it or fix its rights" in said


def test_little_room(screen: Screen, monkeypatch) -> None:
    real = shutil.disk_usage
    monkeypatch.setattr(shutil, "disk_usage", lambda f: real(f)._replace(free=5 * 2**20))
    said, well = screen()
    assert not well
    assert "has 5 MB left; make room" in said


def test_open_to_other_machines(screen: Screen, monkeypatch) -> None:
    monkeypatch.setenv("STREAMLIT_SERVER_ADDRESS", "0.0.0.0")
    said, _ = screen()
    assert "0.0.0.0: other machines too; see README, Security" in said


@pytest.fixture
def listening() -> Iterator[Callable[[bytes], int]]:
    """A program at a port that answers every request with the same bytes."""
    sockets = []

    def listen(reply: bytes) -> int:
        server = socket.create_server(("127.0.0.1", 0))
        sockets.append(server)

        def serve() -> None:
            while True:
                try:
                    visitor, _ = server.accept()
                except OSError:
                    return
                with visitor:
                    visitor.settimeout(0.2)
                    try:
                        visitor.recv(1000)
                        visitor.sendall(reply)
                    except OSError:
                        continue

        threading.Thread(target=serve, daemon=True).start()
        return int(server.getsockname()[1])

    yield listen
    for server in sockets:
        server.shutdown(socket.SHUT_RDWR)
        server.close()


def test_the_app_itself_at_its_port(screen: Screen, listening) -> None:
    said, well = screen(listening(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"))
    assert well
    assert "serves an app; /_stcore/health says ok" in said


@pytest.mark.parametrize("reply", [b"SSH-2.0-OpenSSH\r\n", b"", b"HTTP/1.1 404 Not Found\r\n\r\n"])
def test_another_program_at_its_port(screen: Screen, listening, reply: bytes) -> None:
    port = listening(reply)
    said, well = screen(port)
    assert not well
    assert f"port {port} is taken by another program: make run PORT={port + 1}" in said


def test_everything_at_once_is_one_screen(screen: Screen, monkeypatch, tmp_path: Path) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("broken " * 60 + "\x1b[31m")

    for part in ("_packages", "_font", "_chromium", "_settings", "_data", "_boundaries"):
        monkeypatch.setattr(doctor.Doctor, part, broken)
    for part in ("_checks", "_static_folder", "_address", "_port_state"):
        monkeypatch.setattr(doctor.Doctor, part, broken)
    said, well = screen()
    assert not well
    assert "10 things are wrong" in said
    assert "and 6 more" in said
    assert "\x1b" not in said
