"""Pages show only what the walk checks: they call these functions, and send what these return."""

from __future__ import annotations

import ast
import json
import zlib
from collections.abc import Callable
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest
from truth import screen
from truth.combinations import Case
from truth.oracle import Asked

from components import bridge
from geodata.atlas.layers import MapLayers
from geodata.config import ROOT
from geodata.record.filters import to_query

# What a page may call: drawn by a component whose data the walk reads, or a constant word.
DRAWN = {
    "chips", "sidebar", "atlas_map", "card", "table", "page_body",
    "record_downloads", "county_downloads", "page_downloads", "plan_downloads",
}  # fmt: skip
SAID = {
    "coverage.question", "coverage.intro", "coverage.matrix_blocks", "kind.blocks",
    "county.blocks", "county.chosen_county", "county.drop_downs",
    "targets.effective", "targets.facets",
    "targets.intro", "targets.all_targets", "targets.rest_blocks",
    "capacity_bars.capacity_blocks", "capacity_bars.capacity_tables",
    "trajectories.trajectory_blocks", "plan.drop_down", "plan.head", "plan.blocks", "chosen_plan",
    "PlanExtract", "link.open_plan", "link.toggle", "sources.wide_link",
    "sources.blocks", "package.zip_bytes", "package_name", "word", "exhibit", "frame.opened",
    "link.write",
}  # fmt: skip
FRAME = {"st.container", "st.columns", "st.write", "st.caption", "st.download_button",
         "st.page_link", "context.selection.narrowed",
         "dict.fromkeys", "list", "tuple", "zip", "len"}  # fmt: skip
# Words that say nothing of items.
CONSTANT = {"profile_choose", "package_waits", "download_package"}


def _calls(tree: ast.AST) -> list[ast.Call]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.Call)]


@pytest.mark.parametrize("file", sorted((ROOT / "pages").glob("*.py")), ids=lambda f: f.stem)
def test_a_page_shows_only_what_is_checked(file: Any) -> None:
    tree = ast.parse(file.read_text("utf-8"))
    called = {ast.unparse(call.func) for call in _calls(tree)}
    assert called <= DRAWN | SAID | FRAME | {"choose"}
    words = {
        ast.literal_eval(call.args[0]) for call in _calls(tree) if ast.unparse(call.func) == "word"
    }
    assert words <= CONSTANT
    # No sentence and no number is put together in a page.
    assert not [n for n in ast.walk(tree) if isinstance(n, ast.BinOp)]
    texts = [n for n in ast.walk(tree) if isinstance(n, ast.JoinedStr)]
    assert {ast.unparse(t) for t in texts} <= {"f'profile_{adcode}'"}


def test_components_say_only_what_is_checked() -> None:
    # Sentences with values that a component words itself: an empty map, a stale link, a fault,
    # the title of the window.
    found = set()
    for file in sorted((ROOT / "components").glob("*.py")):
        for call in _calls(ast.parse(file.read_text("utf-8"))):
            if ast.unparse(call.func) == "word" and call.keywords:
                found.add((file.stem, ast.literal_eval(call.args[0])))
    assert {(stem, key) for stem, key in found if stem != "exhibition"} <= {
        ("frame", "refused"),
        ("frame", "stale_county"),
        ("frame", "stale_one"),
        ("frame", "stale_many"),
        ("frame", "window_title"),
    }


Sent = dict[str, list[dict[str, Any]]]


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, dict[str, str]], Sent]:
    """Runs a page; returns what every component of it was sent, by name of the component."""
    monkeypatch.chdir(ROOT)
    found: list[dict[str, Any]] = []
    pack = bridge.packed

    def packed(assets: Any, data: dict[str, Any], bits: bytes = b"") -> bytes:
        made = pack(assets, data, bits)
        whole = zlib.decompressobj().decompress(made[made.index(b"\n") + 1 :])
        found.append(json.loads(whole[: whole.index(b"\n")] if b"\n" in whole else whole))
        return made

    monkeypatch.setattr(bridge, "packed", packed)

    def run(page: str, query: dict[str, str]) -> Sent:
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
        for key, value in query.items():
            app.query_params[key] = value
        app.run()
        if page != "atlas":
            found.clear()
            app.switch_page(f"pages/{page}.py").run()
        assert list(app.exception) == []
        keys = {"blocks": "blocks", "chips": "chips", "count": "table", "counts": "sidebar",
                "legend": "map"}  # fmt: skip
        by: Sent = {name: [] for name in keys.values()}
        for data in found:
            for key, name in keys.items():
                if key in data:
                    by[name].append(data)
        return by

    return run


@pytest.fixture(autouse=True, scope="module")
def forget() -> None:
    """No edition of another process's settings."""
    st.cache_resource.clear()


def _json(said: Any) -> Any:
    return json.loads(json.dumps(said, default=str))


@pytest.mark.parametrize(("number", "language"), [(8, "zh"), (5, "en")])
def test_pages_send_what_was_checked(
    number: int,
    language: Any,
    sent: Callable[[str, dict[str, str]], Sent],
    combinations: list[Case],
    layers: MapLayers,
) -> None:
    asked: Asked = combinations[number].asked
    query = to_query(screen.filters_of(asked)) | {"lang": language}

    shown, true = sent("atlas", query), screen.atlas(asked, [], [], layers, language)
    assert shown["table"][0]["count"] == true["count"]
    assert shown["table"][0]["table"]["rows"] == _json(true["table"][:25])
    assert _map(shown) == _map({"map": [true["map"]]})
    assert shown["chips"][0]["chips"] == true["chips"]["atlas"]
    assert shown["chips"][0]["title"] == {"zh": "地图 · 峰图", "en": "Atlas · Fengtu"}[language]
    counts = shown["sidebar"][0]["counts"]
    assert counts == {group: list(said.values()) for group, said in true["facets"].items()}

    shown = sent("county", query | {"at": "371426"})
    true = screen.county_page(asked, "371426", layers, language)
    assert _blocks(shown)[-1] == _json(true["blocks"])

    shown = sent("targets", query)
    true = screen.targets_page(asked, layers, language)
    counts = {group: list(said.values()) for group, said in true["facets"].items()}
    assert shown["sidebar"][0]["counts"] == counts
    # What counts nothing there is not offered.
    assert set(shown["sidebar"][0]["idle"]) == {"county", "basis", "precision", "role"}
    (whole,) = _blocks(shown)
    assert whole == _json([b for part in ("intro", "bars", "rows", "rest") for b in true[part]])
    assert (
        shown["chips"][0]["chips"]
        == screen.atlas(asked, [], [], layers, language)["chips"]["targets"]
    )

    # A kind that the filters leave out is not looked at: the page follows the one in the filter.
    about = asked.kind[0] if asked.kind else "wetland"
    shown = sent("gaps", query | {"about": "wetland", "partner": "railway", "level": "kind"})
    true = screen.gap_page(asked, about, "railway", True, layers, language)
    assert _blocks(shown) == _json([true["intro"], true["kind"], true["matrix"]])
    assert _map(shown) == _map({"map": [true["map"]]})

    shown = sent("sources", query)
    assert _blocks(shown) == [_json(screen.sources_page(layers, language))]


def _blocks(shown: Sent) -> list[Any]:
    return [data["blocks"] for data in shown["blocks"]]


def _map(shown: Any) -> tuple[Any, Any, Any]:
    said = shown["map"][0]
    classes = said["classes"]
    legend = {k: v for k, v in _json(said["legend"]).items() if k != "cities"}
    return classes if isinstance(classes, str) else "".join(classes.values()), legend, said["empty"]
