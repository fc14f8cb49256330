"""What docs/security.md promises, as far as the code itself can show it.

The syntax trees of all our Python and the text of all our scripts are searched for whatever could
run text or let it through as HTML. The running server is asked in tests/faults/test_server.py,
hostile cells and links in its neighbours.
"""

from __future__ import annotations

import ast
import os
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from fixture.sources import PYTHON, SCRIPTS, imports, name, tree
from streamlit import config as streamlit_config

from geodata.config import ROOT
from geodata.operate.commands import main

UNSAFE_MODULES = {"pickle", "cPickle", "marshal", "shelve", "dill", "joblib", "cloudpickle", "yaml"}
# They can ask other hosts, or run other programs; `where` may, for the reason given there.
OUTWARD_MODULES = {
    "ftplib": set(),
    "http": {"geodata/operate/doctor.py"},  # asks the app of this machine whether it is healthy
    "httpx": set(),
    "requests": set(),
    "smtplib": set(),
    # Is the port free? And an option of the sockets that the server has.
    "socket": {
        "geodata/operate/doctor.py",
        "geodata/operate/commands.py",
        "components/server.py",
    },
    "ssl": set(),
    "subprocess": {"geodata/operate/doctor.py"},  # asks Chromium for its version
    "websockets": set(),
}
UNSAFE_CALLS = re.compile(
    r"(?:eval|exec|compile|__import__|breakpoint|os\.(?:system|popen|spawn\w*)|tempfile\.mktemp"
    r"|(?:\w+\.)*(?:eval|read_pickle|to_pickle|allow_pickle|html|iframe)"
    r"|(?:\w+\.)*components\.v1\.\w+|urllib\.request\.\w+)"
)
UNSAFE_ARGUMENTS = {"unsafe_allow_html", "unsafe_allow_javascript", "allow_pickle", "shell"}
MARKDOWN = {"write", "markdown", "caption", "error", "warning", "info", "success", "toast"}
MARKDOWN |= {"title", "header", "subheader", "badge", "exception"}


def faults(code: ast.AST) -> list[str]:
    """What could run text or show it as HTML or Markdown, by its source."""
    said = []
    for node in ast.walk(code):
        if not isinstance(node, ast.Call):
            continue
        function = ast.unparse(node.func)
        unsafe = UNSAFE_CALLS.fullmatch(function) and not function.startswith("re.")
        let_through = {k.arg for k in node.keywords} & UNSAFE_ARGUMENTS
        owner, _, method = function.rpartition(".")
        marked_down = owner == "st" and method in MARKDOWN and not _our_own_words(node)
        if unsafe or let_through or marked_down:
            said.append(ast.unparse(node))
    return said


def _our_own_words(call: ast.Call) -> bool:
    """Whether the text is a word of ours with no value put in: Markdown of a cell could load."""
    match call.args[:1]:
        case [ast.Call(func=ast.Name(id="word"), keywords=[])]:
            return True
        case [ast.Call(func=ast.Attribute(attr="sentence"), keywords=[])]:
            return True
    return False


@pytest.mark.parametrize("file", PYTHON, ids=name)
def test_python_runs_no_text_and_shows_no_html(file: Path) -> None:
    assert imports(file) & UNSAFE_MODULES == set()
    assert faults(tree(file)) == []


@pytest.mark.parametrize("module", OUTWARD_MODULES)
def test_python_asks_no_host(module: str) -> None:
    assert {name(f) for f in PYTHON if module in imports(f)} <= OUTWARD_MODULES[module]


@pytest.mark.parametrize(
    "code",
    [
        "eval(said)",
        "exec(said)",
        "rows.eval(said)",
        "pd.read_pickle(file)",
        "np.load(file, allow_pickle=True)",
        "os.system(said)",
        "subprocess.run(said, shell=True)",
        "st.html(said)",
        "st.markdown(said)",
        "st.markdown(word('title', 'zh'), unsafe_allow_html=True)",
        "st.error(word('refused', 'zh', first=said))",
        "st.error(f'{said}')",
        "st.components.v1.html(said)",
        "urllib.request.urlopen(said)",
    ],
)
def test_the_search_finds_it(code: str) -> None:
    assert len(faults(ast.parse(code))) == 1


@pytest.mark.parametrize(
    "code", ["re.compile(said)", "st.error(word('failed', language))", "st.text(said)", "query(x)"]
)
def test_the_search_leaves_the_rest(code: str) -> None:
    assert faults(ast.parse(code)) == []


FORBIDDEN_SCRIPT = (
    r"innerHTML|outerHTML|insertAdjacentHTML|setHTML|document\.write|createContextualFragment"
    r"|DOMParser|srcdoc|\beval\b|\bnew\s+Function\b|\bFunction\s*\(|javascript:|vbscript:"
    r"|\bset(?:Timeout|Interval)\s*\(\s*[\"'`]|importScripts|new\s+Worker"
)


@pytest.mark.parametrize("file", SCRIPTS, ids=name)
def test_scripts_set_text_and_not_html(file: Path) -> None:
    assert re.findall(FORBIDDEN_SCRIPT, file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("file", SCRIPTS, ids=name)
def test_scripts_load_nothing_from_elsewhere(file: Path) -> None:
    script = file.read_text(encoding="utf-8")
    hosts = set(re.findall(r"https?://[^\s\"'`)]+", script))
    assert hosts <= {"http://www.w3.org/2000/svg"}


@pytest.fixture
def configured(monkeypatch: pytest.MonkeyPatch) -> None:
    """Streamlit's options as the app has them, without what the environment of the tester sets."""
    for variable in [v for v in os.environ if v.startswith("STREAMLIT_")]:
        monkeypatch.delenv(variable)
    monkeypatch.chdir(ROOT)
    streamlit_config.get_config_options(force_reparse=True)


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("server.address", "127.0.0.1"),
        ("server.enableCORS", True),
        ("server.corsAllowedOrigins", []),
        ("server.enableXsrfProtection", True),
        ("server.maxUploadSize", 1),
        ("client.showErrorDetails", "none"),
        ("browser.gatherUsageStats", False),
    ],
)
def test_the_server_is_set_up_safely(configured: None, option: str, value: object) -> None:
    assert streamlit_config.get_option(option) == value


@pytest.mark.parametrize(
    ("arguments", "address"),
    [([], "127.0.0.1"), (["--address", "0.0.0.0"], "0.0.0.0")],
    ids=["unless told otherwise", "told otherwise"],
)
def test_serve_says_who_may_ask(
    monkeypatch: pytest.MonkeyPatch, arguments: list[str], address: str
) -> None:
    """The address is an argument, so that no setting of the user's home directory opens the app."""
    started: list[list[str]] = []
    monkeypatch.setattr(os, "execve", lambda _, command, _environment: started.append(command))
    monkeypatch.chdir(ROOT)
    assert CliRunner().invoke(main, ["serve", "--port", "8691", *arguments]).exit_code == 0
    ((*_, said, port),) = started
    assert (said, port) == (f"--server.address={address}", "--server.port=8691")


def test_every_dependency_is_pinned() -> None:
    """What `pip-audit -r constraints.txt` looks up: one exact version a line, nothing by URL."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not re.fullmatch(r"[A-Za-z0-9_.-]+==[0-9][\w.]*", line)] == []
