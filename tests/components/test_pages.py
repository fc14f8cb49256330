"""Every page runs, in both languages, with good and with stale links."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from components import frame
from geodata.config import ROOT
from geodata.record.filters import Filters
from geodata.record.record import Record

PAGE_FILES = sorted((ROOT / "pages").glob("*.py"))
LANGUAGES = ("zh", "en")
QUERIES = {
    "bare": {},
    "filtered": {"sector": "energy", "year": "2030", "due": "in"},
    "stale": {"county": "999999", "year": "1999", "sector": "energy"},
    "nothing passes": {"q": "没有这样的词"},
}


URL_PATHS = {entry.script: entry.path for entry in frame.PAGES}


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_runs(opened, language: str, query: dict[str, str]) -> None:
    app = opened(query | {"lang": language})
    assert list(app.exception) == []
    for file in PAGE_FILES:
        app.switch_page(f"pages/{file.name}").run()
        assert list(app.exception) == [], file.name
        assert list(app.error) == [], file.name
        view = app.session_state["fengtu_context"].view
        assert view.language == language
        assert app.session_state["fengtu_page"] == URL_PATHS[f"pages/{file.name}"]


def test_link_becomes_filters(opened, record: Record) -> None:
    view = opened(QUERIES["filtered"]).session_state["fengtu_context"].view
    assert view.filters == Filters(sector=("energy",), year=2030, due="in")
    assert view.ignored == ()


def test_stale_link_keeps_what_is_known(opened) -> None:
    view = opened(QUERIES["stale"]).session_state["fengtu_context"].view
    assert view.filters == Filters(sector=("energy",))
    assert [(i.parameter, i.value) for i in view.ignored] == [
        ("county", "999999"),
        ("year", "1999"),
    ]


def test_downloads_are_there_when_something_passes(opened) -> None:
    labels = [button.label for button in opened({}).get("download_button")]
    assert labels[:4] == ["表格 Excel", "表格 CSV", "CSV 的来源说明", "数据 GeoPackage"]
    assert list(opened(QUERIES["nothing passes"]).get("download_button")) == []


def test_the_handout_is_on_atlas_and_county(opened) -> None:
    app = opened({"at": "371423"})
    for page in ("pages/atlas.py", "pages/county.py"):
        app.switch_page(page).run()
        labels = [button.label for button in app.get("download_button")]
        assert labels.count("图与原文（A4）") == 1, page
    app.switch_page("pages/gaps.py").run()
    assert "图与原文（A4）" not in [button.label for button in app.get("download_button")]


def test_every_page_is_registered() -> None:
    assert sorted(URL_PATHS) == [f"pages/{file.name}" for file in PAGE_FILES]
    assert list(URL_PATHS.values()).count("") == 1


@pytest.mark.parametrize("file", PAGE_FILES, ids=lambda file: file.stem)
def test_page_asks_for_its_frame_first(file: Path) -> None:
    body = ast.parse(file.read_text(encoding="utf-8")).body
    statements = [
        node
        for number, node in enumerate(body)
        if not isinstance(node, ast.Import | ast.ImportFrom)
        and not (
            number == 0 and isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        )
    ]
    assert ast.unparse(statements[0]).startswith(
        ("context = frame.opened()", "exhibit(frame.opened())")
    )
