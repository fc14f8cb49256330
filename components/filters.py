"""The sidebar: the search box, filters with counts, their state in the URL.

A key press in the search box runs only the fragment that answers it: page and filters are neither
computed nor sent again. Where nothing was asked the fragment draws nothing, so that a change of the
filters carries none of it.
"""

from __future__ import annotations

from typing import Final

import streamlit as st

from components import bridge, link
from components.frame import PageContext
from geodata.record.facets import Facets, counts, facet_counts
from geodata.record.filters import TEXT_LIMIT
from geodata.views.link import GROUPS
from geodata.views.suggestions import suggestions

_KEY = "filters"
_ANSWER: Final = "suggestions"
_TYPED: Final = "fengtu_typed"
_component = bridge.component("filters")
_answer_component = bridge.component("suggestions")


def sidebar(context: PageContext, facets: Facets | None = None) -> None:
    """Draw the sidebar. Options and words come by URL, here only counts and choices.

    Groups that change nothing on the page are not offered there. `facets` are the counts of a page
    that does not list items.
    """
    filters = context.view.filters
    facets = facets or facet_counts(context.selection)
    with st.sidebar:
        _component(
            key=_KEY,
            data=context.browser_data(
                chosen={g: list(own) for g in GROUPS if (own := getattr(filters, g))},
                counts=counts(context.layers.options, facets),
                year="" if filters.year is None else str(filters.year),
                due=filters.due,
                text=filters.text,
                active=filters.active,
                undo=link.can_undo(),
                idle=list(context.idle),
            ),
            on_event=lambda event: _on_event(event, context),
        )
        _answer(context)


@st.fragment(key=_ANSWER)
def _answer(context: PageContext) -> None:
    """Send what is suggested for the text that was typed last, once."""
    typed = st.session_state.pop(_TYPED, "")
    if typed:
        found = suggestions(context.record, typed, context.language)
        _answer_component(key=_ANSWER, data=context.browser_data(**found))


def _on_event(event: bridge.Event, context: PageContext) -> None:
    filters = context.view.filters
    match event.get("type"):
        case "suggest":
            st.session_state[_TYPED] = str(event["text"])[:TEXT_LIMIT]
            if link.is_shown():
                st.rerun(_ANSWER)
        case "choose":
            group, value = str(event["group"]), str(event["value"])
            link.choose(group, value, filters, context.record, context.idle)
        case _:
            link.apply(filters, event)
