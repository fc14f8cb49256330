"""Rules of the house that a machine can see: layers and sizes. test_security.py has the rest."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from fixture.sources import COMPONENTS, MODULES, PAGES, imports, lines, name, tree

from geodata.config import ROOT

# A package may import those before it; the two that stand together do not import each other.
FLOORS = (
    {"characters"},
    {"config", "files"},
    {"language"},
    {"record"},
    {"reading"},
    {"analysis", "atlas"},
    {"views"},
    {"reports"},
    {"exhibition"},
    {"operate"},
    {"notebook"},
)
FLOOR_OF = {package: floor for floor, packages in enumerate(FLOORS) for package in packages}


def geodata_imports(file: Path) -> set[str]:
    """The packages of geodata (or its modules that are none) that a file imports, anywhere."""
    said: set[str] = set()
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.ImportFrom) and node.module == "geodata":
            said |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("geodata."):
            said.add((node.module or "").split(".")[1])
        elif isinstance(node, ast.Import):
            parts = [alias.name.split(".") for alias in node.names]
            said |= {part[1] for part in parts if part[0] == "geodata" and len(part) > 1}
    return said


@pytest.mark.parametrize("file", MODULES, ids=name)
def test_the_record_knows_no_screen(file: Path) -> None:
    assert imports(file) & {"streamlit", "components", "pages"} == set()


def test_every_package_has_its_floor() -> None:
    found = {f.relative_to(ROOT / "geodata").parts[0].removesuffix(".py") for f in MODULES}
    assert found - {"__init__", "__main__"} == set(FLOOR_OF)


@pytest.mark.parametrize("file", MODULES, ids=name)
def test_imports_go_down(file: Path) -> None:
    own = file.relative_to(ROOT / "geodata").parts[0].removesuffix(".py")
    if own in ("__init__", "__main__"):  # the doors
        return
    allowed = {p for p, floor in FLOOR_OF.items() if floor < FLOOR_OF[own]} | {own}
    assert geodata_imports(file) - allowed == set()


@pytest.mark.parametrize("file", MODULES, ids=name)
def test_a_package_shows_itself(file: Path) -> None:
    """The docstring of a package is its floor plan, of a module its subject."""
    assert len(ast.get_docstring(tree(file)) or "") > 20


@pytest.mark.parametrize("file", COMPONENTS, ids=name)
def test_components_compute_nothing(file: Path) -> None:
    assert geodata_imports(file) & {"analysis"} == set()


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


TESTS = sorted((ROOT / "tests").rglob("*.py"))


@pytest.mark.parametrize("file", TESTS, ids=name)
def test_a_test_stands_alone(file: Path) -> None:
    """What tests share is in a conftest or in tests/fixture, and the path is set once."""
    assert {said for said in imports(file) if said.startswith(("test_", "conftest"))} == set()
    attributes = [n for n in ast.walk(tree(file)) if isinstance(n, ast.Attribute)]
    assert "sys.path" not in {ast.unparse(n) for n in attributes}


def test_tests_mirror_the_packages() -> None:
    folders = {f.relative_to(ROOT / "tests").parts[0] for f in TESTS if f.parent.name != "tests"}
    apart = {"browser", "components", "data", "faults", "fixture", "house", "truth"}
    assert folders - apart <= set(FLOOR_OF)
