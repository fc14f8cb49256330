"""The map as a component: what it is sent at a rerun, what a click on it does."""

from __future__ import annotations

import hashlib

import numpy as np

from components import bridge, link
from components.frame import PageContext, sector_colours
from geodata.atlas.aims import aims
from geodata.atlas.classes import city_classes, county_classes
from geodata.atlas.layers import view_bounds
from geodata.atlas.legend import city_legend, map_legend, nothing_drawn
from geodata.language.text import words
from geodata.record.filters import Filters
from geodata.record.selection import Selection
from geodata.reports.provenance import attribution
from geodata.views.link import DOING

_KEY = "map"
_component = bridge.component("map")
_WORDS = (
    "map",
    "zoom_in",
    "zoom_out",
    "home",
    "to_results",
    "loading",
    "no_webgl",
    "legend",
    "legend_counties",
    "legend_cities",
    "legend_sectors",
    "legend_marks",
    "legend_bases",
    "legend_quiet",
    "only_doing",
    "plan_page",
    "anchor_zone",
    "anchor_city",
    "anchor_label",
    "schematic",
)


def atlas_map(
    context: PageContext, selection: Selection, focus: tuple[str, ...] | None = None
) -> None:
    """Draw the map of the items selected; a click chooses an item, a county or a zone in the URL.

    With `focus` the view fits those counties, follows and outlines them; without, the view is the
    reader's own and stays in the link. Either way it flies to what the reader chooses.
    """
    view = context.view
    place = view.zone or ("" if focus else view.county)
    aimed = aims(context.record, Filters() if focus else view.filters, view.item, place)
    classes = county_classes(selection)
    of_cities = city_classes(selection, context.layers)
    passing = context.layers.mark_mask(selection)
    bits = context.layers.bits(passing, bridge.seen())
    chosen = context.record.project(view.item)
    thing = "" if chosen is None else str(chosen.thing)
    if not _mention(selection, thing):
        thing = ""  # the filters leave it out
    doing = view.filters.role == DOING
    said = (
        f"{bits.within}{classes}{thing}{view.county}{view.zone}{doing}{focus}"
        f"{view.language}{view.theme}"
    )
    stamp = hashlib.sha256(bits.packed + said.encode()).hexdigest()[:12]
    _component(
        key=_KEY,
        data=context.browser_data(
            engine=f"{bridge.static_url(context.assets.engine)}/deck.js",
            bounds=view_bounds(context.record, focus or ()),
            follow=focus is not None,
            **{key: value for key, value in (("aims", aimed), ("lit", focus)) if value},
            bits=bits.packed,
            within=bits.within,
            classes=classes,
            cityClasses=of_cities,
            thing=thing,
            county=view.county,
            anchor=view.zone,
            doing=doing,
            legend=map_legend(selection, classes, context.language)
            | {"cities": city_legend(selection, of_cities, context.language)},
            colours=sector_colours(view),
            attribution=attribution(context.config, context.language),
            words=words(_WORDS, context.language),
            empty="" if passing.any() else nothing_drawn(selection, context.language),
            stamp=stamp,
        ),
        on_event=lambda event: _on_event(event, context, selection, focus is None),
    )


def _on_event(
    event: bridge.Event, context: PageContext, selection: Selection, county_is_selection: bool
) -> None:
    leave = {"at": ""} if county_is_selection or context.view.zone else {}
    match event.get("type"):
        case "thing":
            item = _mention(selection, str(event["thing"]))
            link.write(item=item, **leave)
        case "county":
            link.write(item="", at=str(event["adcode"]))
        case "anchor":
            link.write(item="", at=str(event["id"]))
        case "doing":
            link.apply(context.view.filters, event)
        case "plan":
            link.open_plan(context.view.filters, context.record, str(event["id"]))
        case "close":
            link.close_card(context.view, county_is_selection)


def _mention(selection: Selection, thing: str) -> str:
    """The first row of `thing` that passes; '' when there is none."""
    if not thing:
        return ""
    record = selection.record
    rows = np.flatnonzero(selection.mask & (record.projects.thing == thing).to_numpy())
    return str(record.project_ids[rows[0]]) if len(rows) else ""
