"""The table of the rows that pass."""

from __future__ import annotations

import numpy as np
import streamlit as st

from components import bridge, link
from components.frame import PageContext
from components.link import PAGE_NUMBER
from geodata.language.text import words
from geodata.record.filters import Filters
from geodata.record.selection import Selection
from geodata.views.items import PAGE_ROWS, PAGE_SIZES, count_line, ordered_rows, table_page

_KEY = "table"
_SHOWN = "fengtu_shown_item"
_SIZE = "fengtu_page_rows"
_UNFOLDED = "fengtu_unfolded_rows"
_WORDS = (
    "table",
    "sort_by",
    "again",
    "in_clause",
    "previous",
    "next",
    "go_to_page",
    "page_rows",
    "columns",
    "columns_widen",
    "row_clause",
    "row_pick",
    "copy_rows",
    "copied",
    "not_copied",
)
_WORDS_OF_NONE = ("nothing", "clear")
_component = bridge.component("items")


def table(context: PageContext, selection: Selection) -> np.ndarray:
    """Draw one page of the table; numbers of all rows that pass, in the order shown."""
    sort, descending = context.view.sort.removeprefix("-"), context.view.sort.startswith("-")
    rows = ordered_rows(selection, sort, descending)
    size = int(st.session_state.get(_SIZE, PAGE_ROWS))
    unfolded = st.session_state.get(_UNFOLDED, ())
    page = _page(context, rows, size)
    _component(
        key=_KEY,
        data=context.browser_data(
            table=table_page(rows, page, selection, context.language, size, unfolded),
            count=count_line(selection, context.language),
            sort=sort,
            descending=descending,
            selected=context.view.item,
            size=size,
            words=words(_WORDS, context.language)
            if len(rows)
            else words(_WORDS_OF_NONE, context.language),
        ),
        on_event=lambda event: _on_event(event, context),
    )
    return rows


def _page(context: PageContext, rows: np.ndarray, size: int) -> int:
    """The page to show: that of an item just chosen elsewhere, else the one last turned to."""
    item = context.view.item
    if item and item != st.session_state.get(_SHOWN):
        places = np.flatnonzero(rows == context.record.project_ids.get_loc(item))
        if len(places):
            st.session_state[PAGE_NUMBER] = int(places[0]) // size + 1
    st.session_state[_SHOWN] = item
    return int(st.session_state.get(PAGE_NUMBER, 1))


def _on_event(event: bridge.Event, context: PageContext) -> None:
    match event.get("type"):
        case "item":
            link.write(item=str(event["id"]), at="")
        case "clear":
            link.set_filters(context.view.filters, Filters())
        case "page":
            st.session_state[PAGE_NUMBER] = int(event["value"])
        case "size" if int(event["value"]) in PAGE_SIZES:
            st.session_state[_SIZE] = int(event["value"])
            st.session_state[PAGE_NUMBER] = 1
        case "unfold":
            others = [row for row in st.session_state.get(_UNFOLDED, ()) if row != event["id"]]
            unfolded = [*others, str(event["id"])] if event["on"] else others
            st.session_state[_UNFOLDED] = unfolded[-PAGE_SIZES[-1] :]
        case "sort":
            column, now = str(event["column"]), context.view.sort
            # A column's first click is upward, its second downward, its third undoes both.
            link.write(sort={column: f"-{column}", f"-{column}": ""}.get(now, column))
            st.session_state[PAGE_NUMBER] = 1
