"""The map as a component: what it is sent at a rerun, what a click on it does."""

from __future__ import annotations

import hashlib

import numpy as np

from components import browser, state
from components.shell import Frame, sector_colours
from geodata import cards, exports, layers
from geodata.select import Mask
from geodata.words import word, words

_KEY = "map"
_component = browser.component("map")
_WORDS = (
    "map",
    "zoom_in",
    "zoom_out",
    "home",
    "loading",
    "no_webgl",
    "legend",
    "legend_counties",
    "legend_cities",
    "legend_sectors",
    "legend_marks",
    "not_on_map",
    "schematic",
)


def atlas_map(frame: Frame, mask: Mask, focus: tuple[str, ...] | None = None) -> None:
    """Draw the map of the rows that pass; a click chooses an item or a county in the URL.

    With `focus` the view fits those counties and follows them; without, the view is the reader's
    own and stays in the link.
    """
    view = frame.view
    classes = layers.county_classes(mask, view.filters, frame.record)
    city_classes = layers.city_classes(mask, view.filters, frame.layers)
    passing = frame.layers.mark_mask(mask)
    bits = frame.layers.bits(passing, browser.seen())
    chosen = frame.record.project(view.item)
    thing = "" if chosen is None else str(chosen.thing)
    if not _mention(frame, mask, thing):
        thing = ""  # the filters leave it out
    said = f"{bits.within}{classes}{thing}{view.county}{view.language}{view.theme}"
    stamp = hashlib.sha256(bits.packed + said.encode()).hexdigest()[:12]
    _component(
        key=_KEY,
        data=frame.browser_data(
            engine=f"{browser.static_url(frame.assets.engine)}/deck.js",
            bounds=layers.view_bounds(frame.record, focus or ()),
            follow=focus is not None,
            bits=bits.packed,
            within=bits.within,
            classes=classes,
            cityClasses=city_classes,
            thing=thing,
            county=view.county,
            legend=cards.legend(mask, classes, frame.record, frame.language)
            | {"cities": cards.legend_of_cities(city_classes, frame.record, frame.language)},
            colours=sector_colours(view),
            attribution=exports.attribution(frame.config, frame.language),
            words=words(_WORDS, frame.language),
            empty="" if passing.any() else word("nothing", frame.language),
            stamp=stamp,
        ),
        on_event=lambda event: _on_event(event, frame, mask, focus is None),
    )


def _on_event(event: browser.Event, frame: Frame, mask: Mask, county_is_selection: bool) -> None:
    leave = {"at": ""} if county_is_selection else {}
    match event.get("type"):
        case "thing":
            item = _mention(frame, mask, str(event["thing"]))
            state.write(item=item, **leave)
        case "county":
            state.write(item="", at=str(event["adcode"]))
        case "close":
            state.write(item="", **leave)


def _mention(frame: Frame, mask: Mask, thing: str) -> str:
    """The first row of `thing` that passes; '' when there is none."""
    if not thing:
        return ""
    rows = np.flatnonzero(mask & (frame.record.projects.thing == thing).to_numpy())
    return str(frame.record.project_ids[rows[0]]) if len(rows) else ""
