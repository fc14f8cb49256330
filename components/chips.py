"""The filters in force as chips above the content of a page, each with a button to take it back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypedDict

from components import browser
from components.shell import Frame
from geodata.words import word, words

_component = browser.component("chips")


class Chip(TypedDict):
    """One filter; `note` says why it has no `effect` on the page, else it is ''."""

    group: str
    value: str
    label: str
    effect: bool
    note: str


def chips(
    frame: Frame, items: Sequence[Chip], on_event: Callable[[browser.Event], None] | None = None
) -> None:
    """Draw `items`; `on_event` is called with events as the sidebar sends them."""
    _component(
        key="chips",
        data=frame.browser_data(
            label=word("filters", frame.language),
            chips=list(items),
            words=words(("remove", "clear"), frame.language),
        ),
        on_event=on_event,
    )
