"""The link of a session. All of it is in the URL; the session only remembers it between pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

import streamlit as st

from geodata.language.vocabulary import Language
from geodata.record.filters import QUERY_PARAMETERS, Filters, to_query
from geodata.record.record import Record
from geodata.views.choice import choice
from geodata.views.link import PARAMETERS, Link, changed, letting_plan_in

_REMEMBERED: Final = "fengtu_query"
_HISTORY: Final = "fengtu_history"
_PAGE: Final = "fengtu_page"
_NEXT_PAGE: Final = "fengtu_next_page"
_SHOWN: Final = "fengtu_page_shown"
_HISTORY_LENGTH: Final = 50
# Pages that show no card of a place that no filter stands for.
_BLIND: Final = {"county": ("plan", "targets"), "zone": ("county",)}
# The page of the items table, which belongs to a view and not into its link.
PAGE_NUMBER: Final = "fengtu_page_number"


def restore(page: str) -> None:
    """Bring back the view when another page was opened without one; else remember it.

    Streamlit drops the URL parameters when the page changes. `page` is the page's URL path.
    """
    said = {key: value for key, value in st.query_params.to_dict().items() if key in PARAMETERS}
    remembered = st.session_state.get(_REMEMBERED)
    outdated()
    page_changed = st.session_state.get(_PAGE, page) != page
    st.session_state[_PAGE] = page
    if page_changed and not said and remembered:
        st.query_params.update(remembered)
    else:
        st.session_state[_REMEMBERED] = said


def outdated() -> None:
    """Note that the whole page is to be sent again."""
    st.session_state[_SHOWN] = False


def shown() -> None:
    """Note that the whole page was sent."""
    st.session_state[_SHOWN] = True


def is_shown() -> bool:
    """Whether the whole page was sent since the last change.

    An event that comes earlier ends the run that answers the one before: then a part of the page
    alone would leave the rest as it was.
    """
    return bool(st.session_state.get(_SHOWN))


def catch_up() -> None:
    """Put the link of the last answer in force: who acts at once has not got it yet.

    An event comes with the link that the browser has. If that is not the one that the session
    remembers, the answer to an earlier event is still on its way, and what was chosen there would
    be lost.
    """
    remembered = st.session_state.get(_REMEMBERED)
    said = {key: value for key, value in st.query_params.to_dict().items() if key in PARAMETERS}
    if remembered is not None and said != remembered:
        st.query_params.from_dict(remembered)


def write(**parameters: str) -> None:
    """Set URL parameters; an empty value removes one."""
    query = {k: v for k, v in st.query_params.to_dict().items() if k in PARAMETERS}
    query = {k: v for k, v in (query | parameters).items() if v}
    st.query_params.from_dict(query)
    st.session_state[_REMEMBERED] = query


def close_card(view: Link, counties: bool) -> None:
    """Take the item that is open out of the link, or else the zone, city or county.

    Without `counties` a county has no card: it is what the page is about, and stays.
    """
    if view.item:
        write(item="")
    elif counties or view.zone:
        write(at="")


def toggle(filters: Filters, group: str, value: str) -> None:
    """Filter for a value of a group, or no longer."""
    on = value not in getattr(filters, group)
    apply(filters, {"type": "toggle", "group": group, "value": value, "on": on})


def open_plan(filters: Filters, record: Record, document_id: str) -> None:
    """Turn to the page of a plan when the script runs next, which app.py sees to.

    A plan that the record does not know changes nothing.
    """
    if document_id not in record.documents.index:
        return
    set_filters(filters, letting_plan_in(filters, document_id, record))
    write(plan=document_id, item="", at="")
    st.session_state[_NEXT_PAGE] = "pages/plan.py"


def choose(group: str, value: str, filters: Filters, record: Record, idle: Iterable[str]) -> None:
    """Carry out the choice of a suggestion (see `views.choice`); an unknown one changes nothing.

    Where the page would not show it, as one whose `idle` groups of filters change nothing, the
    atlas opens.
    """
    chosen = choice(group, value, filters, record)
    if chosen is None:
        return
    set_filters(filters, chosen.filters)
    if chosen.plan:
        open_plan(chosen.filters, record, chosen.plan)
        return
    here = st.session_state.get(_PAGE, "")
    if chosen.item:
        write(item=chosen.item, **({} if here == "county" else {"at": ""}))
    elif chosen.at and (group != "city" or not here):
        write(item="", at=chosen.at)
    if chosen.sets in set(idle) or (not chosen.sets and here in _BLIND.get(group, ())):
        st.session_state[_NEXT_PAGE] = "pages/atlas.py"


def turn() -> None:
    """Turn to the page that an event asked for: an event itself cannot."""
    page = st.session_state.pop(_NEXT_PAGE, "")
    if page:
        st.switch_page(page, query_params=st.query_params.to_dict())


def language() -> Language:
    """The language that the URL asks for, known before there is a record."""
    return "en" if st.query_params.get("lang") == "en" else "zh"


def clear() -> None:
    """Forget filters, choices and steps; language and theme stay."""
    write(**dict.fromkeys((p for p in PARAMETERS if p not in ("lang", "theme")), ""))
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
    st.session_state[PAGE_NUMBER] = 1


def can_undo() -> bool:
    """Whether there is a step to take back."""
    return bool(st.session_state.get(_HISTORY))


def apply(filters: Filters, event: Mapping[str, Any]) -> None:
    """Carry out an event of the sidebar."""
    if event.get("type") == "undo":
        history = st.session_state.get(_HISTORY, [])
        if history:
            _write_filters(history.pop())
        return
    set_filters(filters, changed(filters, event))
