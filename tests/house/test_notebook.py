"""The notebook of the documentation runs as it stands, and holds nothing but its cells."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from geodata.config import ROOT
from geodata.notebook import Extract

FILE = ROOT / "docs" / "notebook.ipynb"
# What an analyst can ask of an extract, all of it shown once.
ASKED = [n for n, v in vars(Extract).items() if callable(v) and not n.startswith("_")]
ELSEWHERE = {"ledgers"}  # the rows of `ledger` with their addends


@pytest.fixture(scope="module")
def cells() -> list[dict[str, Any]]:
    return json.loads(FILE.read_text(encoding="utf-8"))["cells"]


def source(cell: dict[str, Any]) -> str:
    return "".join(cell["source"])


def test_it_is_a_notebook(cells: list[dict[str, Any]]) -> None:
    notebook = json.loads(FILE.read_text(encoding="utf-8"))
    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
    assert len({cell["id"] for cell in cells}) == len(cells)
    for cell in cells:
        wanted = {"id", "cell_type", "metadata", "source"}
        if cell["cell_type"] == "code":
            wanted |= {"execution_count", "outputs"}
            assert cell["outputs"] == []
            assert cell["execution_count"] is None
        assert set(cell) == wanted


def test_its_cells_run_in_order(
    cells: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    monkeypatch.delenv("FENGTU_CONFIG", raising=False)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    names: dict[str, Any] = {}
    for cell in cells:
        if cell["cell_type"] == "code":
            exec(compile(source(cell), cell["id"], "exec"), names)
    assert len(names["energy"]) > 0
    assert all(file.stat().st_size for file in names["files"])
    assert "http" not in names["deck"].to_json()
    assert set(names["whole"].status.to_numpy().ravel()) >= {"not_named", "partly", "no_plan"}


def test_it_shows_everything_that_can_be_asked(cells: list[dict[str, Any]]) -> None:
    code = "\n".join(source(cell) for cell in cells if cell["cell_type"] == "code")
    missing = [name for name in ASKED if not re.search(rf"\.{name}\(", code)]
    assert set(missing) == ELSEWHERE


def test_it_names_no_machine(cells: list[dict[str, Any]]) -> None:
    said = "\n".join(source(cell) for cell in cells)
    assert re.findall(r"(?:^|[\s\"'(])/(?:home|work|tmp|root|usr)\b|https?://", said) == []


def test_it_leads_in_chinese_with_english_beside(cells: list[dict[str, Any]]) -> None:
    for cell in cells:
        if cell["cell_type"] == "markdown":
            chinese, _, english = source(cell).partition("*")
            assert re.search(r"[\u4e00-\u9fff]", chinese)
            assert re.search(r"[A-Za-z]{3}", english)
