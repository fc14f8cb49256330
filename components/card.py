"""The evidence card beside the map: one item with its clause, or one county with its items."""

from __future__ import annotations

from dataclasses import replace

from components import browser, state
from components.shell import Frame
from geodata import cards
from geodata.select import Mask
from geodata.words import words

_KEY = "card"
_component = browser.component("card")


def card(frame: Frame, mask: Mask, counties: bool = True) -> None:
    """Draw the card of the chosen item or, with `counties`, of the chosen county."""
    view = frame.view
    chosen = frame.record.project(view.item)
    item = county = None
    if chosen is not None:
        item = cards.item_card(chosen, frame.record, view.language)
    elif counties and view.county:
        county = cards.county_card(view.county, mask, frame.record, view.language)
    _component(
        key=_KEY,
        data=frame.browser_data(
            item=item,
            county=county,
            words=words(("card", "close", "mentions", "show_whole", "pick_county"), view.language),
        ),
        on_event=lambda event: _on_event(event, frame, counties),
    )


def _on_event(event: browser.Event, frame: Frame, counties: bool) -> None:
    leave = {"at": ""} if counties else {}
    match event.get("type"):
        case "item":
            state.write(item=str(event["id"]), **leave)
        case "county":
            state.write(item="", at=str(event["adcode"]))
        case "only":
            filters = frame.view.filters
            state.set_filters(filters, replace(filters, city=(), county=(str(event["adcode"]),)))
        case "close":
            state.write(item="", **leave)
