"""The frame of every page: the record, the state of the view, language, theme, notices."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import streamlit as st

from components import bridge, link, server
from geodata.atlas import symbols
from geodata.atlas.layers import MapLayers
from geodata.config import Config, ConfigError, configuration
from geodata.language.text import listed, word, words
from geodata.language.vocabulary import Language
from geodata.operate import publish
from geodata.operate.store import Store
from geodata.record.filters import QUERY_PARAMETERS, Filters
from geodata.record.record import Record
from geodata.record.selection import Selection
from geodata.views import suggestions, targets
from geodata.views.link import Link, chips_of
from geodata.views.link import link as link_of


@dataclass(frozen=True)
class Entry:
    """A page in the navigation: word of its title, script, URL path, filters without effect.

    Filters of `loose` groups let pass what is of the same sector.
    """

    word: str
    script: str
    path: str
    idle: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()


PAGES: Final = (
    Entry("atlas", "pages/atlas.py", ""),
    Entry("county_page", "pages/county.py", "county"),
    Entry("plan_page", "pages/plan.py", "plan"),
    Entry("targets_page", "pages/targets.py", "targets", idle=targets.IDLE, loose=targets.LOOSE),
    Entry("gaps_page", "pages/gaps.py", "gaps"),
    Entry("sources", "pages/sources.py", "sources", idle=QUERY_PARAMETERS),
    Entry("exhibit_page", "pages/exhibit.py", "exhibit", idle=QUERY_PARAMETERS),
)
ENTRY_BY_PATH: Final = {entry.path: entry for entry in PAGES}
_FRAMED: Final = "fengtu_framed"
_CONTEXT: Final = "fengtu_context"
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
    "remove",
    "clear",
)
_HEAVY: Final = ("components.downloads", "scipy.stats")
_log = logging.getLogger("fengtu")
_frame_component = bridge.component("frame")


@dataclass(frozen=True)
class PageContext:
    """What a page needs: the record and its layers, where the browser finds them, the view."""

    config: Config
    record: Record
    layers: MapLayers
    assets: publish.Assets
    view: Link
    refused: bool  # whether the files now hold other data, which was refused
    idle: tuple[str, ...]  # groups of filters that change nothing on the page

    @property
    def selection(self) -> Selection:
        """What the page is about."""
        return self.view.selection(self.record)

    @property
    def language(self) -> Language:
        """The language of the view."""
        return self.view.language

    def browser_data(self, bits: bytes = b"", **data: Any) -> bytes:
        """`data` and `bits` for a component, with what every component needs."""
        shared = {
            "record": bridge.static_url(self.assets.record),
            "theme": self.view.theme,
            "language": self.language,
        }
        return bridge.packed(self.assets, shared | data, bits)


@dataclass(frozen=True)
class Edition:
    """One good version of the record with everything made from it."""

    record: Record
    layers: MapLayers
    assets: publish.Assets


def _edition(record: Record, config: Config) -> Edition:
    layers = MapLayers(record, config)
    _ = layers.marks  # placed once, here, not in the first visitor's click
    suggestions.prepare(record)  # nor in the first key press
    edition = Edition(record, layers, publish.publish(layers))
    server.keep_out_of_collections(_HEAVY)
    return edition


@st.cache_resource(show_spinner=False)
def _store() -> Store[Edition]:
    server.without_delay()
    return Store(configuration(), _edition)


def navigation(language: Language) -> Any:
    """The pages with their titles; also registers them, so that a deep link finds its frame."""
    pages = [
        st.Page(
            entry.script,
            title=word(entry.word, language),
            url_path=entry.path,
            default=not entry.path,
        )
        for entry in PAGES
    ]
    return st.navigation(pages, position="top")


def opened() -> PageContext:
    """What app.py opened for this run; the first statement of a page.

    Streamlit discovers pages/ by itself and runs a deep link bare on a fresh server: then the page
    goes through app.py first. The mark is taken away as it is read, so that it holds for one run.
    """
    if not st.session_state.pop(_FRAMED, False):
        navigation("zh")
        st.rerun()
    context: PageContext = st.session_state[_CONTEXT]
    return context


@contextlib.contextmanager
def failing_gently(language: Language) -> Iterator[None]:
    """Whatever goes wrong inside ends in one sentence and a way on; the log has the rest."""
    try:
        yield
    except Exception:
        _log.exception("a page failed")
        st.error(word("failed", language))
        st.button(word("start_again", language), key="start_again", on_click=link.clear)


def open_frame(language: Language, path: str) -> PageContext | None:
    """Draw the frame of the page at URL `path`; what pages need, None without any good data."""
    try:
        store = _store()
    except ConfigError as error:
        st.error(word("unusable_settings", language))
        st.text(str(error))
        return None
    edition, refusal = store.current()
    if edition is None:
        st.error(word("unreadable", language))
        st.text(refusal[0])  # of the data, so no Markdown
        return None
    view = link_of(edition.record, st.query_params.to_dict())
    entry = ENTRY_BY_PATH[path]
    context = PageContext(
        store.config,
        edition.record,
        edition.layers,
        edition.assets,
        view,
        bool(refusal),
        entry.idle,
    )
    notices = []
    if refusal:
        first = refusal[0][:_NOTICE_LIMIT]
        notices.append(word("refused", view.language, count=len(refusal), first=first))
    if view.ignored:
        notices.append(_stale(view))
    _frame_component(
        key="frame",
        data=context.browser_data(
            words=words(_WORDS, view.language),
            notices=notices,
            title=word("window_title", view.language, page=word(entry.word, view.language)),
            chips=chips_of(context.selection, entry.idle, view.language, entry.loose),
        ),
        on_event=lambda event: _on_frame_event(event, view.filters),
    )
    st.session_state[_FRAMED] = True
    st.session_state[_CONTEXT] = context
    return context


def _stale(view: Link) -> str:
    named = [(word(i.parameter, view.language), i.value) for i in view.ignored]
    if len(named) == 1 and view.ignored[0].uncovered:
        return word("stale_county", view.language, value=named[0][1])
    if len(named) == 1:
        return word("stale_one", view.language, parameter=named[0][0], value=named[0][1])
    return word(
        "stale_many",
        view.language,
        count=len(named),
        list=listed((f"{p} {value}" for p, value in named[:5]), view.language, clauses=True),
    )


def _on_frame_event(event: bridge.Event, filters: Filters) -> None:
    if event.get("type") in ("lang", "theme"):
        link.write(**{event["type"]: str(event["value"])})
    else:  # a chip was taken back
        link.apply(filters, event)


def sector_colours(view: Link) -> dict[str, str]:
    """Hex colour by sector for the theme of the view."""
    return symbols.sector_colours(view.theme)
