"""The table of the rows that pass."""

from __future__ import annotations

import numpy as np
import streamlit as st

from components import browser, state
from components.shell import Frame
from geodata import cards
from geodata.select import Filters, Mask
from geodata.words import words

_KEY = "table"
_SORT, _DESCENDING, _PAGE = "fengtu_sort", "fengtu_descending", "fengtu_page_number"
_SHOWN = "fengtu_shown_item"
_component = browser.component("items")


def table(frame: Frame, mask: Mask) -> np.ndarray:
    """Draw one page of the table; numbers of all rows that pass, in the order shown."""
    sort = st.session_state.get(_SORT, "")
    descending = st.session_state.get(_DESCENDING, False)
    rows = cards.ordered(mask, frame.record, sort, descending)
    page = _page(frame, rows)
    _component(
        key=_KEY,
        data=frame.browser_data(
            table=cards.table_page(rows, page, frame.record, frame.language),
            count=cards.count_line(mask, frame.record, frame.language),
            sort=sort,
            descending=descending,
            selected=frame.view.item,
            words=words(
                ("table", "sort_by", "again", "nothing", "clear", "previous", "next"),
                frame.language,
            ),
        ),
        on_event=lambda event: _on_event(event, frame),
    )
    return rows


def _page(frame: Frame, rows: np.ndarray) -> int:
    """The page to show: that of an item just chosen elsewhere, else the one last turned to."""
    item = frame.view.item
    if item and item != st.session_state.get(_SHOWN):
        places = np.flatnonzero(rows == frame.record.project_ids.get_loc(item))
        if len(places):
            st.session_state[_PAGE] = int(places[0]) // cards.PAGE_ROWS + 1
    st.session_state[_SHOWN] = item
    return int(st.session_state.get(_PAGE, 1))


def _on_event(event: browser.Event, frame: Frame) -> None:
    match event.get("type"):
        case "item":
            state.write(item=str(event["id"]), at="")
        case "clear":
            state.set_filters(frame.view.filters, Filters())
        case "page":
            st.session_state[_PAGE] = int(event["value"])
        case "sort":
            column = str(event["column"])
            again = st.session_state.get(_SORT) == column
            st.session_state[_DESCENDING] = again and not st.session_state.get(_DESCENDING, False)
            st.session_state[_SORT] = column
            st.session_state[_PAGE] = 1
