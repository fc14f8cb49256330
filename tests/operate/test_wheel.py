"""The wheel: it carries everything, and serves from a folder where nobody may write."""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import subprocess
import sys
import time
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import matplotlib
import pytest

from geodata.config import ROOT
from geodata.operate.doctor import HEALTH
from geodata.operate.run_folder import run_folder

SOURCES = ("geodata", "components", "pages", "data", ".streamlit")
FILES = ("app.py", "pyproject.toml", "constraints.txt", "README.md", "LICENSE")
LIMIT_S = 60


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of a copy of the project: building leaves files behind."""
    copy, out = tmp_path_factory.mktemp("project"), tmp_path_factory.mktemp("wheel")
    for name in SOURCES:
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in FILES:
        shutil.copy(ROOT / name, copy)
    pip("wheel", "--no-build-isolation", "--wheel-dir", out, copy)
    (made,) = out.glob("fengtu-*.whl")
    return made


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder that the wheel was installed to, where nobody may write any more."""
    folder = tmp_path_factory.mktemp("installed")
    pip("install", "--target", folder, wheel)
    every = [folder, *folder.rglob("*")]
    for path in every:
        path.chmod(path.stat().st_mode & ~0o222)
    yield folder
    for path in every:
        path.chmod(path.stat().st_mode | 0o200)


def pip(command: str, *arguments: object) -> None:
    """Run pip without network and without dependencies."""
    quiet = ["--quiet", "--no-index", "--no-deps", "--disable-pip-version-check"]
    line = [sys.executable, "-m", "pip", command, *quiet, *map(str, arguments)]
    subprocess.run(line, check=True, timeout=LIMIT_S)


def fengtu(installed: Path, home: Path, *arguments: str) -> subprocess.Popen[str]:
    """The command of the wheel, started in the empty folder `home`."""
    own = {"PYTHONPATH": str(installed), "HOME": str(home)}
    own["MPLCONFIGDIR"] = matplotlib.get_cachedir()  # its list of fonts takes seconds to make
    rest = {k: v for k, v in os.environ.items() if not k.startswith(("FENGTU_", "XDG_"))}
    line = [sys.executable, str(installed / "bin" / "fengtu"), *arguments]
    return subprocess.Popen(line, cwd=home, env=rest | own, stdout=subprocess.PIPE, text=True)


def test_it_carries_everything(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        inside = set(archive.namelist())
    modules = {
        str(file.relative_to(ROOT))
        for name in ("geodata", "components")
        for file in (ROOT / name).rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }
    beside = {
        f"fengtu/{file.relative_to(ROOT)}"
        for pattern in ("app.py", "constraints.txt", "pages/*.py", ".streamlit/*", "data/**/*")
        for file in ROOT.glob(pattern)
        if file.is_file()
    }
    described = {name for name in inside if ".dist-info/" in name}
    assert inside - described == modules | beside


def test_its_version_is_that_of_the_project(wheel: Path) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert wheel.name == f"fengtu-{project['version']}-py3-none-any.whl"


def test_its_commands(installed: Path, tmp_path: Path) -> None:
    told, checked = (fengtu(installed, tmp_path, name) for name in ("--help", "check"))
    assert "serve" in told.communicate(timeout=LIMIT_S)[0]
    said, _ = checked.communicate(timeout=LIMIT_S)
    assert said.startswith("0 problems; ")
    assert (told.returncode, checked.returncode) == (0, 0)


def test_it_serves(installed: Path, tmp_path: Path) -> None:
    """One command, from any folder; what it writes goes to the user's cache."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with fengtu(installed, tmp_path, "serve", "--port", str(port)) as process:
        try:
            assert answer(port, HEALTH) == b"ok"
            assert b"<title>" in answer(port, "/county")
        finally:
            process.kill()  # it may be too young to end when it is asked to
    (run,) = tmp_path.rglob("app.py")
    assert {path.name for path in run.parent.iterdir()} == {
        "app.py", ".streamlit", "pages", "static",
    }  # fmt: skip


def answer(port: int, path: str) -> bytes:
    """What the server at `port` answers to GET `path`, once it is up."""
    patience = time.monotonic() + LIMIT_S
    while True:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", path)
            return connection.getresponse().read()
        except OSError:
            if time.monotonic() > patience:
                raise
            time.sleep(0.1)
        finally:
            connection.close()


def test_the_run_folder_follows_its_version(tmp_path: Path) -> None:
    """A changed script is replaced, an equal one left alone, what the app wrote stays."""
    source, served = tmp_path / "source", tmp_path / "served"
    (source / "pages").mkdir(parents=True)
    (source / ".streamlit").mkdir()
    (source / ".streamlit" / "config.toml").write_bytes(b"[server]\n")
    (source / "app.py").write_bytes(b"old")
    (source / "pages" / "atlas.py").write_bytes(b"page")
    assert run_folder(source, served) == served
    (served / "static" / "record").mkdir()
    page = (served / "pages" / "atlas.py").stat()
    (source / "app.py").write_bytes(b"new")
    run_folder(source, served)
    assert (served / "app.py").read_bytes() == b"new"
    assert (served / "pages" / "atlas.py").stat().st_ino == page.st_ino
    assert (served / "static" / "record").is_dir()


def test_a_checkout_is_served_where_it_is() -> None:
    assert run_folder() == ROOT
