"""The state of a view. All of it is in the URL; the session only remembers it between pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

import streamlit as st

from geodata.atlas.symbols import Theme
from geodata.language.vocabulary import KIND_BY_ID, Language
from geodata.record.filters import QUERY_PARAMETERS, Due, Filters, Ignored, from_query, to_query
from geodata.record.record import Record

_KNOWN: Final = (
    *QUERY_PARAMETERS,
    "lang",
    "theme",
    "item",
    "at",
    "with",
    "indicator",
    "about",
    "partner",
    "level",
)
_REMEMBERED: Final = "fengtu_query"
_HISTORY: Final = "fengtu_history"
_PAGE: Final = "fengtu_page"
_HISTORY_LENGTH: Final = 50


@dataclass(frozen=True)
class View:
    """What a link says: filters, language, theme, and what is chosen on the page."""

    filters: Filters
    language: Language
    theme: Theme
    item: str
    county: str
    other: str
    indicator: str
    about: str
    partner: str
    level: str
    ignored: tuple[Ignored, ...]


def view(record: Record, query: Mapping[str, str]) -> View:
    """The view that URL parameters ask for; whatever is not known is in `ignored`."""
    filters, ignored = from_query(query, record)

    def known(parameter: str, allowed: Any, name: str) -> str:
        value = query.get(parameter, "")
        if value and value not in allowed:
            ignored.append(Ignored(name, value[:60]))
            return ""
        return value

    item = known("item", record.project_ids, "item_parameter")
    county = known("at", record.counties.index, "county_parameter")
    other = known("with", record.counties.index, "county_parameter")
    indicator = known("indicator", set(record.targets.indicator), "choose_indicator")
    partner = known("partner", KIND_BY_ID, "choose_partner")
    about = known("about", KIND_BY_ID, "choose_kind")
    level = known("level", ("sector", "kind"), "choose_level")
    language = known("lang", ("en", "zh"), "lang")
    theme = known("theme", ("dark", "light"), "theme")
    return View(
        filters=filters,
        language="en" if language == "en" else "zh",
        theme="dark" if theme == "dark" else "light",
        item=item,
        county=county,
        other=other,
        indicator=indicator,
        about=about,
        partner=partner,
        level=level,
        ignored=tuple(ignored),
    )


def restore(page: str) -> None:
    """Bring back the view when another page was opened without one; else remember it.

    Streamlit drops the URL parameters when the page changes. `page` is the page's URL path.
    """
    said = {key: value for key, value in st.query_params.to_dict().items() if key in _KNOWN}
    remembered = st.session_state.get(_REMEMBERED)
    page_changed = st.session_state.get(_PAGE, page) != page
    st.session_state[_PAGE] = page
    if page_changed and not said and remembered:
        st.query_params.update(remembered)
    else:
        st.session_state[_REMEMBERED] = said


def write(**parameters: str) -> None:
    """Set URL parameters; an empty value removes one."""
    query = {k: v for k, v in st.query_params.to_dict().items() if k in _KNOWN}
    query = {k: v for k, v in (query | parameters).items() if v}
    st.query_params.from_dict(query)
    st.session_state[_REMEMBERED] = query


def language() -> Language:
    """The language that the URL asks for, known before there is a record."""
    return "en" if st.query_params.get("lang") == "en" else "zh"


def clear() -> None:
    """Forget filters, choices and steps; language and theme stay."""
    write(**dict.fromkeys((p for p in _KNOWN if p not in ("lang", "theme")), ""))
    st.session_state.pop(_HISTORY, None)


def set_filters(before: Filters, after: Filters) -> None:
    """Put `after` into the URL and remember `before` for undo."""
    if after == before:
        return
    history = st.session_state.setdefault(_HISTORY, [])
    history.append(before)
    del history[:-_HISTORY_LENGTH]
    _write_filters(after)


def _write_filters(filters: Filters) -> None:
    write(**(dict.fromkeys(QUERY_PARAMETERS, "") | to_query(filters)))
    st.session_state["fengtu_page_number"] = 1


def can_undo() -> bool:
    """Whether there is a step to take back."""
    return bool(st.session_state.get(_HISTORY))


def changed(filters: Filters, event: Mapping[str, Any]) -> Filters:
    """`filters` after one event of the sidebar. Unknown events change nothing."""
    match event.get("type"):
        case "toggle":
            group, value = str(event["group"]), str(event["value"])
            chosen = [v for v in getattr(filters, group) if v != value]
            after: Any = tuple([*chosen, value] if event["on"] else chosen)
            return replace(filters, **{group: after})
        case "text":
            return replace(filters, text=str(event["value"]).strip())
        case "year":
            value = str(event["value"])
            return replace(filters, year=int(value) if value.isdecimal() else None)
        case "due":
            due: Due = "in" if event["value"] == "in" else "by"
            return replace(filters, due=due)
        case "clear":
            return Filters()
    return filters


def apply(filters: Filters, event: Mapping[str, Any]) -> None:
    """Carry out an event of the sidebar."""
    if event.get("type") == "undo":
        history = st.session_state.get(_HISTORY, [])
        if history:
            _write_filters(history.pop())
        return
    set_filters(filters, changed(filters, event))
