"""Rules of the house that a machine can see: layers and sizes. test_security.py has the rest."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from geodata.paths import ROOT, WEB

MODULES = sorted((ROOT / "geodata").glob("*.py"))
COMPONENTS = sorted((ROOT / "components").glob("*.py"))
PAGES = sorted((ROOT / "pages").glob("*.py"))
PYTHON = [*MODULES, *COMPONENTS, *PAGES, ROOT / "app.py"]
SCRIPTS = sorted(WEB.glob("*.js"))


def name(file: Path) -> str:
    return str(file.relative_to(ROOT))


def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def imports(file: Path) -> set[str]:
    """Top-level packages that a file imports, also inside functions."""
    said = set()
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Import):
            said |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            said.add((node.module or "").split(".")[0])
    return said


def lines(file: Path) -> int:
    return len(file.read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize("file", MODULES, ids=name)
def test_the_record_knows_no_screen(file: Path) -> None:
    assert imports(file) & {"streamlit", "components", "pages"} == set()


@pytest.mark.parametrize("file", PAGES, ids=name)
def test_a_page_composes(file: Path) -> None:
    assert imports(file) & {"pandas", "geopandas", "numpy", "shapely"} == set()
    assert "groupby" not in file.read_text(encoding="utf-8")
    assert lines(file) <= 120


def test_the_frame_is_short() -> None:
    assert lines(ROOT / "app.py") <= 60


@pytest.mark.parametrize("file", [*MODULES, *COMPONENTS], ids=name)
def test_a_module_is_short(file: Path) -> None:
    assert lines(file) <= 300
