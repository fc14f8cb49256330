"""What README and docs mention exists: commands, keys, files, functions, links, dependencies."""

from __future__ import annotations

import ast
import importlib.util
import re
import tokenize
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest
from PIL import Image

from geodata import config
from geodata.config import ROOT, WEB
from geodata.operate import commands as command_line

README = ROOT / "README.md"
BENCHMARKS = ROOT / "benchmarks" / "README.md"
DOCS = [README, *sorted((ROOT / "docs").glob("*.md")), ROOT / "data" / "README.md", BENCHMARKS]
OPERATING = ROOT / "docs" / "operating.md"
ARCHITECTURE = ROOT / "docs" / "architecture.md"
README_LINES = 120
PICTURE_BYTES = 150_000

FILE = re.compile(r"\.?[\w./*<>-]+(?:/|\.(?:py|js|css|svg|png|md|csv|json|geojson|toml|txt|conf))")
NAME = re.compile(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*(?:\(\))?")
FOREIGN = {"_repr_html_"}  # names of other packages
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


def name(file: Path) -> str:
    return str(file.relative_to(ROOT))


def command_names() -> set[str]:
    """The commands of `python -m geodata`."""
    return set(command_line.main.commands)


@cache
def text_of(file: Path) -> str:
    return file.read_text(encoding="utf-8")


@cache
def without_fences(file: Path) -> str:
    return re.sub(r"^```.*?^```", "", text_of(file), flags=re.MULTILINE | re.DOTALL)


def fences(file: Path) -> list[str]:
    return re.findall(r"^```\w*\n(.*?)^```", text_of(file), re.MULTILINE | re.DOTALL)


def spans(text: str) -> list[str]:
    """The code spans of a text without fenced blocks."""
    return re.findall(r"`([^`\n]+)`", text)


def code(file: Path) -> str:
    """Everything that a document sets as code, one piece a line."""
    return "\n".join([*spans(without_fences(file)), *fences(file)])


def section(file: Path, heading: str) -> str:
    """The text below `heading`, down to the next heading of any rank."""
    found = re.search(rf"^#+ {re.escape(heading)}\n(.*?)(?=^#|\Z)", text_of(file), re.M | re.S)
    assert found, f"{name(file)} has no section {heading}"
    return found[1]


def rows(text: str) -> Iterator[list[str]]:
    """The cells of each row of the tables in `text`, without their heads."""
    for line in re.findall(r"^\|(.+)\|$", text, re.MULTILINE):
        cells = [cell.strip() for cell in line.split("|")]
        if not set(cells[0]) <= set("-: ") and cells[0] not in ("key", "package", "where"):
            yield cells


@cache
def sources(folder: Path, ending: str = "py") -> str:
    files = sorted(folder.rglob(f"*.{ending}")) if folder.is_dir() else [folder]
    return "\n".join(text_of(file) for file in files)


@cache
def tree() -> frozenset[str]:
    """The files and folders of the project, and each name alone."""
    kept = ("geodata", "components", "pages", "data", "docs", "tests", "benchmarks", "static")
    found = [f for top in kept for f in (ROOT / top, *(ROOT / top).rglob("*"))]
    found += [f for f in ROOT.iterdir() if f.is_file()]
    return frozenset(str(f.relative_to(ROOT)) for f in found) | {f.name for f in found}


def exists(path: str, document: Path) -> bool:
    """Whether a path in a document is there, or is a file that the code itself writes."""
    path = path.rstrip("/")
    if "<" in path:  # a name made from a hash or a version
        return path.split("/")[0] in tree()
    if "*" in path:
        return any(document.parent.glob(path)) or any(ROOT.glob(path))
    near = (document.parent, ROOT, ROOT / "components", ROOT / "geodata")
    if path in tree() or any((folder / path).exists() for folder in near):
        return True
    written = (ROOT / "geodata", ROOT / "components", ROOT / "benchmarks")
    return any(f'"{path}"' in sources(folder) for folder in written)


@pytest.mark.parametrize("file", DOCS, ids=name)
def test_commands_exist(file: Path) -> None:
    assert set(re.findall(r"python -m geodata (\w+)", code(file))) - command_names() == set()


def test_every_command_is_documented() -> None:
    said = {c for file in DOCS for c in re.findall(r"python -m geodata (\w+)", code(file))}
    assert command_names() - said == set()


@pytest.mark.parametrize("file", DOCS, ids=name)
def test_options_of_commands_exist(file: Path) -> None:
    known = set(re.findall(r'"(--[\w-]+)"', sources(Path(command_line.__file__))))
    lines = re.findall(r"python -m geodata [^\n#]*", code(file))
    assert {o for line in lines for o in re.findall(r"--[\w-]+", line)} - known == set()


@pytest.mark.parametrize("file", DOCS, ids=name)
def test_targets_of_make_exist(file: Path) -> None:
    known = set(re.findall(r"^(\w+):", text_of(ROOT / "Makefile"), re.MULTILINE))
    assert set(re.findall(r"\bmake (\w+)", code(file))) - known == set()


@pytest.mark.parametrize("file", DOCS, ids=name)
def test_environment_variables_exist(file: Path) -> None:
    python = sources(ROOT / "geodata") + sources(ROOT / "components")
    assert [v for v in re.findall(r"FENGTU_\w+", text_of(file)) if v not in python] == []


def test_every_key_is_documented_and_every_documented_key_exists() -> None:
    keys = [key for cells in rows(section(OPERATING, "Configuration")) for key in spans(cells[0])]
    assert sorted(keys) == sorted(config._DEFAULTS)


@pytest.mark.parametrize("file", DOCS, ids=name)
def test_files_exist(file: Path) -> None:
    paths = [s for s in spans(without_fences(file)) if FILE.fullmatch(s) and s[0] != "/"]
    assert [path for path in paths if not exists(path, file)] == []


def test_the_floor_plan_exists() -> None:
    plan, *_ = fences(README)[1:]
    said = re.findall(r"(?:^|(?<=[ ,|]))([\w.]+(?:/|\.py))(?=[\s,])", plan, re.MULTILINE)
    assert [path for path in said if not exists(path, README)] == []
    packages = {f.name for f in (ROOT / "geodata").iterdir() if (f / "__init__.py").exists()}
    assert packages - {path.rstrip("/") for path in said} == set()


@pytest.mark.parametrize("file", DOCS, ids=name)
def test_names_of_the_code_exist(file: Path) -> None:
    """A code span that reads like a name is a word of our sources, settings or data."""
    code_of_all = "\n".join(
        [
            *(sources(ROOT / folder) for folder in ("geodata", "components", "benchmarks")),
            *(sources(WEB, ending) for ending in ("js", "css")),
            *(text_of(ROOT / f) for f in ("app.py", "Makefile", "pyproject.toml")),
            text_of(ROOT / "docs" / "nginx.conf"),
            text_of(ROOT / ".streamlit" / "config.toml"),
        ]
    )
    words = FOREIGN.union(re.findall(r"\w+", code_of_all))
    names = [s for s in spans(without_fences(file)) if NAME.fullmatch(s) and not FILE.fullmatch(s)]
    own = [n for n in names if not n.startswith("st.")]  # not Streamlit's
    assert [n for n in own if set(n.removesuffix("()").split(".")) - words] == []


def code_words(file: Path) -> set[str]:
    """The words of a Python file outside its comments and docstrings."""
    with file.open("rb") as stream:
        tokens = list(tokenize.tokenize(stream.readline))
    kept = [t.string for t in tokens if t.type in (tokenize.NAME, tokenize.STRING)]
    return set(re.findall(r"\w+", " ".join(k for k in kept if not k.startswith('"""'))))


def test_names_in_docstrings_exist() -> None:
    """What our Python puts between backticks is a word of the code or a column of the data."""
    files = [f for top in ("geodata", "components", "pages") for f in (ROOT / top).rglob("*.py")]
    words = set().union(*(code_words(file) for file in files)) | {"q_anywhere"}  # of an f-string
    words |= {w for f in WEB.glob("*.js") for w in re.findall(r"\w+", text_of(f))}
    for table in (ROOT / "data").glob("*.csv"):
        words |= set(text_of(table).partition("\n")[0].split(","))
    missing = [
        f"{name(file)}: {said}"
        for file in files
        for said in re.findall(r"`([A-Za-z_][\w.]*)`", text_of(file))
        if set(re.findall(r"\w+", said)) - words
    ]
    assert missing == []


def defined(place: str) -> set[str]:
    """The names that a package defines, or the scripts of the browser; of a page those it uses."""
    if place == "browser":
        pattern = r"(?:(?:function|class|const) |^  (?:async )?)(\w+)(?: = |\(| extends| \{)"
        return set(re.findall(pattern, sources(WEB, "js"), re.MULTILINE))
    if place in ("pages", "app.py"):
        return set(re.findall(r"\w+", sources(ROOT / place)))
    folder = ROOT / place if place == "components" else ROOT / "geodata" / place
    files = sorted(folder.rglob("*.py")) if folder.is_dir() else [folder.with_suffix(".py")]
    kinds = (ast.FunctionDef, ast.ClassDef)
    nodes = [node for file in files for node in ast.walk(ast.parse(text_of(file)))]
    return {node.name for node in nodes if isinstance(node, kinds)} | {f.stem for f in files}


def test_each_step_of_a_walk_is_where_it_is_said_to_be() -> None:
    walks = re.findall(r"^## (From .+)$", text_of(ARCHITECTURE), re.MULTILINE)
    steps = [cells for walk in walks for cells in rows(section(ARCHITECTURE, walk))]
    assert len(steps) > 20
    missing = []
    for where, _, functions in steps:
        known = defined(where.strip("`"))
        for function in spans(functions):
            missing += [f"{where}: {function}"] * bool(set(function.split(".")) - known)
    assert missing == []


def anchors(file: Path) -> set[str]:
    """What a link may name behind the # of a document."""
    headings = re.findall(r"^#+ (.+)$", without_fences(file), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("file", DOCS, ids=name)
def test_links_lead_somewhere(file: Path) -> None:
    broken = []
    for target in LINK.findall(without_fences(file)):
        path, _, anchor = target.partition("#")
        there = (file.parent / path).resolve() if path else file
        if not there.exists() or (anchor and anchor not in anchors(there)):
            broken.append(target)
    assert broken == []


def test_every_page_of_docs_is_linked_from_the_readme() -> None:
    linked = {(ROOT / link.split("#")[0]).resolve() for link in LINK.findall(text_of(README))}
    assert set(DOCS) - linked == {README}


def test_the_readme_is_short() -> None:
    assert len(text_of(README).splitlines()) <= README_LINES


def test_every_dependency_has_its_line_and_every_line_its_dependency() -> None:
    project = tomllib.loads(text_of(ROOT / "pyproject.toml"))["project"]
    wanted = {re.split(r"[^\w-]", d)[0]: "" for d in project["dependencies"]}
    for extra, packages in project["optional-dependencies"].items():
        wanted |= {re.split(r"[^\w-]", d)[0]: extra for d in packages}
    said = {}
    for cells in rows(section(README, "Dependencies")):
        extra, packages = re.fullmatch(r"(?:\*(\w+):\* )?(.+)", cells[0]).groups(default="")
        said |= dict.fromkeys(packages.split(", "), extra)
    assert said == wanted


@pytest.fixture(scope="module")
def pictures() -> ModuleType:
    """docs/pictures.py, which draws the architecture."""
    spec = importlib.util.spec_from_file_location("pictures", ROOT / "docs" / "pictures.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_picture_shows_the_imports(pictures: ModuleType) -> None:
    file = ROOT / "docs" / "architecture.png"
    with Image.open(file) as picture:
        drawn = picture.info["Description"]
    assert drawn == pictures.described(pictures.imports()), (
        "draw it again: .venv/bin/python docs/pictures.py architecture"
    )
    assert file.stat().st_size < PICTURE_BYTES


def test_the_picture_has_a_row_for_every_package(pictures: ModuleType) -> None:
    drawn = {package for floor in pictures.FLOORS for package in floor}
    assert {pictures.package_of(module) for module in pictures.modules()} - {""} == drawn
