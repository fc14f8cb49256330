"""The sidebar: filters with counts, their state in the URL."""

from __future__ import annotations

import streamlit as st

from components import browser, state
from components.shell import Frame, sector_colours
from geodata import select
from geodata.options import counts
from geodata.words import words

_KEY = "filters"
_component = browser.component("filters")
_WORDS = (
    "search",
    "search_hint",
    "clear",
    "undo",
    "sector",
    "city",
    "year",
    "any_year",
    "due_by",
    "due_in",
    "basis",
    "precision",
    "expand",
)


def sidebar(frame: Frame) -> select.Filters:
    """Draw the sidebar; the filters of the view. Options come by URL, here only their counts."""
    filters = frame.view.filters
    facets = select.facets(filters, frame.record)
    with st.sidebar:
        _component(
            key=_KEY,
            data=frame.browser_data(
                words=words(_WORDS, frame.language),
                chosen={
                    group: list(getattr(filters, group))
                    for group in ("sector", "kind", "city", "county", "basis", "precision")
                },
                counts=counts(frame.layers.options, facets),
                colours=sector_colours(frame.view),
                year="" if filters.year is None else str(filters.year),
                due=filters.due,
                text=filters.text,
                text_limit=select.TEXT_LIMIT,
                active=filters.active,
                undo=state.can_undo(),
            ),
            on_event=lambda event: state.apply(filters, event),
        )
    return filters
