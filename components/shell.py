"""The frame of every page: the record, the state of the view, language, theme, notices."""

from __future__ import annotations

import contextlib
import gc
import importlib
import logging
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import streamlit as st

from components import browser, sockets, state
from geodata import publish, symbols
from geodata.catalogue import Catalogue
from geodata.layers import MapLayers
from geodata.paths import Config, configuration
from geodata.store import Store
from geodata.vocabulary import Language
from geodata.words import word, words

# Word of the title, script, URL path.
PAGES: Final = (
    ("atlas", "pages/atlas.py", ""),
    ("county_page", "pages/county.py", "county"),
    ("targets_page", "pages/targets.py", "targets"),
    ("gaps_page", "pages/gaps.py", "gaps"),
    ("sources", "pages/sources.py", "sources"),
    ("exhibit_page", "pages/exhibit.py", "exhibit"),
)
_FRAMED: Final = "fengtu_framed"
_NOTICE_LIMIT: Final = 300  # characters of the first problem
_WORDS: Final = (
    "title",
    "subtitle",
    "theme_dark",
    "theme_light",
    "language_other",
    "filters",
    "pages",
    "collapse",
    "expand_filters",
    "skip",
)
_HEAVY: Final = ("components.charts", "components.downloads", "scipy.stats")
_LONGEST_WAIT_S: Final = 10.0
_turn = threading.Lock()
_log = logging.getLogger("fengtu")
_frame_component = browser.component("frame")


@dataclass(frozen=True)
class Frame:
    """What a page needs: the record and its layers, where the browser finds them, the view."""

    config: Config
    record: Catalogue
    layers: MapLayers
    assets: publish.Assets
    view: state.View
    refused: bool  # whether the files now hold other data, which was refused

    @property
    def language(self) -> Language:
        """The language of the view."""
        return self.view.language

    def browser_data(self, bits: bytes = b"", **data: Any) -> bytes:
        """`data` and `bits` for a component, with what every component needs."""
        shared = {
            "record": browser.static_url(self.assets.record),
            "theme": self.view.theme,
            "language": self.language,
        }
        return browser.packed(self.assets, shared | data, bits)


@dataclass(frozen=True)
class Edition:
    """One good version of the record with everything made from it."""

    record: Catalogue
    layers: MapLayers
    assets: publish.Assets


def _edition(record: Catalogue, config: Config) -> Edition:
    layers = MapLayers(record, config)
    _ = layers.marks  # placed once, here, not in the first visitor's click
    edition = Edition(record, layers, publish.publish(layers))
    _keep_out_of_collections()
    return edition


def _keep_out_of_collections() -> None:
    """Take what stays for good out of the garbage collections to come.

    A full collection over the record and a thousand modules takes 0.15 s. Modules that some page
    will need are loaded first.
    """
    for module in _HEAVY:
        importlib.import_module(module)
    gc.unfreeze()  # a former edition may go
    gc.collect()
    gc.freeze()


@st.cache_resource(show_spinner=False)
def _store() -> Store[Edition]:
    sockets.without_delay()
    return Store(configuration(), _edition)


def navigation(language: Language) -> Any:
    """The pages with their titles; also registers them, so that a deep link finds its frame."""
    pages = [
        st.Page(path, title=word(name, language), url_path=url, default=not url)
        for name, path, url in PAGES
    ]
    return st.navigation(pages, position="top")


def framed() -> None:
    """First statement of a page: goes through app.py when the page was opened without it.

    Streamlit discovers pages/ by itself and runs a deep link bare on a fresh server. The mark is
    taken away as it is read, so that it holds for one run only.
    """
    if not st.session_state.pop(_FRAMED, False):
        navigation("zh")
        st.rerun()


@contextlib.contextmanager
def in_turn() -> Iterator[None]:
    """One page at a time: threads that compute at once fight for the interpreter.

    Sixteen visitors' changes took twice the processor time side by side that they take in a row.
    Who has waited long goes ahead: a page that hangs must not stop the others.
    """
    mine = _turn.acquire(timeout=_LONGEST_WAIT_S)
    try:
        yield
    finally:
        if mine:
            _turn.release()


@contextlib.contextmanager
def failing_gently(language: Language) -> Iterator[None]:
    """Whatever goes wrong inside ends in one sentence and a way on; the log has the rest."""
    try:
        yield
    except Exception:
        _log.exception("a page failed")
        st.error(word("failed", language))
        st.button(word("start_again", language), key="start_again", on_click=state.clear)


def open_frame(language: Language) -> Frame | None:
    """Draw the frame and return what pages need; None when there is no good data at all."""
    store = _store()
    edition, refusal = store.current()
    if edition is None:
        st.error(word("unreadable", language))
        st.text(refusal[0])  # of the data, so no Markdown
        return None
    view = state.view(edition.record, st.query_params.to_dict())
    frame = Frame(store.config, edition.record, edition.layers, edition.assets, view, bool(refusal))
    notices = []
    if refusal:
        first = refusal[0][:_NOTICE_LIMIT]
        notices.append(word("refused", view.language, count=len(refusal), first=first))
    if view.ignored:
        notices.append(_stale(view))
    _frame_component(
        key="frame",
        data=frame.browser_data(
            words=words(_WORDS, view.language),
            notices=notices,
        ),
        on_event=_on_frame_event,
    )
    st.session_state[_FRAMED] = True
    st.session_state["fengtu_frame"] = frame
    return frame


def _stale(view: state.View) -> str:
    named = [(word(i.parameter, view.language), i.value) for i in view.ignored]
    if len(named) == 1:
        return word("stale_one", view.language, parameter=named[0][0], value=named[0][1])
    return word(
        "stale_many",
        view.language,
        count=len(named),
        list="；".join(f"{parameter} {value}" for parameter, value in named[:5]),
    )


def _on_frame_event(event: browser.Event) -> None:
    if event.get("type") in ("lang", "theme"):
        state.write(**{event["type"]: str(event["value"])})


def frame() -> Frame:
    """The frame that app.py opened for this run."""
    opened: Frame = st.session_state["fengtu_frame"]
    return opened


def sector_colours(view: state.View) -> dict[str, str]:
    """Hex colour by sector for the theme of the view."""
    return symbols.sector_colours(view.theme)
