"""The filters in force as chips above the content of a page, each with a button to take it back."""

from __future__ import annotations

from components import bridge, link
from components.frame import PageContext
from geodata.language.text import word, words
from geodata.views.link import chips_of

_component = bridge.component("chips")


def chips(context: PageContext, idle: tuple[str, ...] = ()) -> None:
    """Draw the filters in force; those of a group in `idle` say that they change nothing here."""
    filters = context.view.filters
    _component(
        key="chips",
        data=context.browser_data(
            label=word("filters", context.language),
            chips=chips_of(context.selection, idle, context.language),
            words=words(("remove", "clear"), context.language),
        ),
        on_event=lambda event: link.apply(filters, event),
    )
