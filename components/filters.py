"""The sidebar: filters with counts, their state in the URL."""

from __future__ import annotations

import streamlit as st

from components import bridge, link
from components.frame import PageContext, sector_colours
from geodata.record.facets import Facets, counts, facet_counts
from geodata.record.filters import TEXT_LIMIT
from geodata.views.link import GROUPS

_KEY = "filters"
_component = bridge.component("filters")


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
                chosen={group: list(getattr(filters, group)) for group in GROUPS},
                counts=counts(context.layers.options, facets),
                colours=sector_colours(context.view),
                year="" if filters.year is None else str(filters.year),
                due=filters.due,
                text=filters.text,
                text_limit=TEXT_LIMIT,
                active=filters.active,
                undo=link.can_undo(),
                idle=list(context.idle),
            ),
            on_event=lambda event: link.apply(filters, event),
        )
