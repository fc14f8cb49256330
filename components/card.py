"""The evidence card beside the map: an item with its clause, a county or an anchor with a list."""

from __future__ import annotations

from dataclasses import replace

from components import bridge, link
from components.frame import PageContext
from geodata.language.text import words
from geodata.record.selection import Selection
from geodata.views.anchor_card import anchor_card
from geodata.views.card import county_card, item_card

_KEY = "card"
_WORDS = (
    "card",
    "close",
    "mentions",
    "show_whole",
    "pick_county",
    "plan_open",
    "copy_link",
    "copy_citation",
    "copied",
    "not_copied",
)
_component = bridge.component("card")


def card(context: PageContext, selection: Selection, counties: bool = True) -> None:
    """Draw the card of the chosen item, zone or city or, with `counties`, of the chosen county."""
    view = context.view
    chosen = context.record.project(view.item)
    item = county = anchor = None
    if chosen is not None:
        item = item_card(chosen, context.record, view.language)
    elif view.zone:
        anchor = anchor_card(selection, view.zone, view.language)
    elif counties and view.county:
        county = county_card(selection, view.county, view.language)
    _component(
        key=_KEY,
        data=context.browser_data(
            item=item,
            county=county,
            anchor=anchor,
            words=words(_WORDS, view.language) if item or county or anchor else {},
        ),
        on_event=lambda event: _on_event(event, context, counties),
    )


def _on_event(event: bridge.Event, context: PageContext, counties: bool) -> None:
    match event.get("type"):
        case "item":  # the list that it was chosen from is there again when it is closed
            link.write(item=str(event["id"]))
        case "county":
            link.write(item="", at=str(event["adcode"]))
        case "anchor":
            link.write(item="", at=str(event["id"]))
        case "plan":
            link.open_plan(context.view.filters, context.record, str(event["id"]))
        case "only":
            filters = context.view.filters
            link.set_filters(filters, replace(filters, city=(), county=(str(event["adcode"]),)))
        case "close":
            link.close_card(context.view, counties)
