"""What a visitor sees when something goes wrong: one sentence, a way on, and never a traceback."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
import streamlit as st
from fixture.hostile import CELLS

from components import frame, map, server
from geodata.config import ConfigError
from geodata.language.text import word
from geodata.operate import publish
from geodata.operate.store import Store
from geodata.record.filters import Filters
from geodata.views.link import PARAMETERS


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """Undone by the test when the page shall work again."""
    with monkeypatch.context() as patch:
        yield patch


def fail(*_: object, **__: object) -> None:
    raise ValueError("the inner <b>reason</b>")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("part", ["page", "frame"])
def test_a_page_that_fails(opened, broken, caplog, part: str, language: str) -> None:
    broken.setattr(*((map, "atlas_map") if part == "page" else (frame, "link_of")), fail)
    app = opened({"sector": "energy", "lang": language, "theme": "dark"})
    assert list(app.exception) == []
    assert [error.value for error in app.error] == [word("failed", language)]
    (record,) = [r for r in caplog.records if r.name == "fengtu"]
    assert "the inner <b>reason</b>" in str(record.exc_info[1])

    broken.undo()
    (button,) = [b for b in app.button if b.key == "start_again"]
    assert button.label == word("start_again", language)
    app = button.click().run()
    assert list(app.error) == []
    view = app.session_state["fengtu_context"].view
    assert (view.filters, view.language, view.theme) == (Filters(), language, "dark")


def test_other_pages_go_on(opened, broken) -> None:
    """The navigation stands above the sentence and leads to pages that work."""
    broken.setattr("geodata.views.coverage.kind_choices", fail)
    app = opened({"sector": "energy"}).switch_page("pages/gaps.py").run()
    assert [error.value for error in app.error] == [word("failed", "zh")]
    app = app.switch_page("pages/county.py").run()
    assert list(app.error) == []
    assert app.session_state["fengtu_page"] == "county"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_full_disk_at_the_start(opened, broken, caplog, language: str) -> None:
    sentence = "static/: cannot be written: [No space](http://192.0.2.1) ![left](x) on device"

    def full(*_: object) -> None:
        raise publish.PublishError(sentence)

    broken.setattr(publish, "publish", full)
    st.cache_resource.clear()
    try:
        app = opened({"lang": language})
        again = app.run()
    finally:
        st.cache_resource.clear()
    for run in (app, again):
        assert list(run.exception) == []
        assert [error.value for error in run.error] == [word("unreadable", language)]
        # As plain text: Markdown could load a picture from another host.
        assert [text.value for text in run.text] == [sentence]
    assert [r.getMessage() for r in caplog.records if r.name == "fengtu"] == [
        f"data refused: 1 problems; first: {sentence}"
    ]


# Streamlit takes no longer address than 512 Ki characters; one of ours may be nine in it.
LONGEST = 512 * 1024 // (10 * len(PARAMETERS))


def test_hostile_links_through_the_app(opened) -> None:
    """Every parameter of every page in one link, each kind of hostile text on one of the pages.

    tests/faults/test_hostile_links.py reads ten thousand without the app.
    """
    app = opened({})
    for number, entry in enumerate(frame.PAGES):
        app = app.switch_page(entry.script).run()
        for cell in CELLS[number :: len(frame.PAGES)]:
            for name in PARAMETERS:
                app.query_params[name] = cell[:LONGEST]
            app = app.run()
            assert list(app.exception) == []
            assert list(app.error) == []
            assert len(app.session_state["fengtu_context"].view.ignored) > 10


def test_refused_data_is_not_downloaded(opened, monkeypatch) -> None:
    """The files of data/ are then not those that the page shows."""
    app = opened({}).switch_page("pages/sources.py").run()
    assert word("download_package", "zh") in [b.label for b in app.get("download_button")]
    good, _ = frame._store().current()
    monkeypatch.setattr(Store, "current", lambda self: (good, ["projects.csv:2:kind: wrong"]))
    app = app.run()
    assert list(app.get("download_button")) == []
    assert [caption.value for caption in app.caption] == [word("package_waits", "zh")]


def test_one_page_is_computed_at_a_time() -> None:
    inside, most = 0, 0

    def compute(_: int) -> None:
        nonlocal inside, most
        with server.in_turn():
            inside += 1
            most = max(most, inside)
            time.sleep(0.01)
            inside -= 1

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(compute, range(16)))
    assert most == 1


def test_a_page_that_is_stopped_gives_its_turn_away() -> None:
    with pytest.raises(SystemExit), server.in_turn():
        raise SystemExit
    with server.in_turn():
        assert server._turn.locked()
    assert not server._turn.locked()


def test_a_page_that_hangs_does_not_stop_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "_LONGEST_WAIT_S", 0.05)
    hangs, goes_on = threading.Event(), threading.Event()

    def hang() -> None:
        with server.in_turn():
            hangs.set()
            goes_on.wait(20)

    with ThreadPoolExecutor(1) as thread:
        hanging = thread.submit(hang)
        assert hangs.wait(20)
        with server.in_turn():
            assert not hanging.done()
        assert server._turn.locked()  # still its own
        goes_on.set()
    assert not server._turn.locked()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_settings_that_cannot_be_used(opened, broken, language: str) -> None:
    """The page says which line, and works as soon as the file does."""

    def refuse() -> None:
        raise ConfigError("fengtu.toml: not readable as TOML: line 1 is 'data = ['")

    frame._store.clear()
    broken.setattr(frame, "configuration", refuse)
    app = opened({"lang": language})
    assert list(app.exception) == []
    assert [error.value for error in app.error] == [word("unusable_settings", language)]
    assert [text.value for text in app.text] == [
        "fengtu.toml: not readable as TOML: line 1 is 'data = ['"
    ]
    broken.undo()
    assert list(app.run().error) == []
