"""The map of a selection for a notebook: a pydeck.Deck that asks no host, drawn or shown."""

from __future__ import annotations

import base64
import html
import math
import re
from pathlib import Path
from typing import Any, Final

import numpy as np
import pydeck
import shapely

from geodata.atlas import symbols
from geodata.atlas.classes import NO_PLAN, OUTSIDE, county_classes, county_fills
from geodata.atlas.hatch import hatch
from geodata.atlas.layers import MapLayers, view_bounds
from geodata.atlas.palette import LIGHT
from geodata.language.text import word
from geodata.language.vocabulary import KIND_BY_ID, Language, term
from geodata.record.names import county_names
from geodata.record.selection import Selection

_HEIGHT_PX: Final = 560
_MARK_PX: Final = 17
_ANCHOR_PX: Final = 24
_WITHOUT: Final = {NO_PLAN: "no_plan", OUTSIDE: "outside"}  # what stands for a number
# What pydeck's page would load from other hosts; a deck without a basemap needs none of it.
_OUTWARD: Final = re.compile(
    r"\s*(?:<script src=\"?https?://[^>]*></script>|<link [^>]*href=\"?https?://[^>]*>)"
)
_HEAD: Final = re.compile(r"<head>.*?<script type='text/javascript'>", re.DOTALL)
_STYLES: Final = re.compile(r"</script>\s*<link [^>]*>\s*<style>")


class OfflineDeck(pydeck.Deck):  # type: ignore[misc]  # pydeck has no types
    """A deck whose page carries deck.gl, out of the pydeck package, and loads nothing."""

    def to_html(self, filename: str | Path | None = None, **options: Any) -> str:
        """The deck as one HTML page; with `filename` it is written there, and its path returned."""
        drawn = {"css_background_color": LIGHT.ground} | options
        drawn |= {"as_string": True, "offline": True, "notebook_display": False}
        page = str(super().to_html(**drawn))
        # Only the head and the end of it name hosts; the engine's script is left as it is.
        page = _HEAD.sub(lambda found: _OUTWARD.sub("", found[0]), page, count=1)
        page = _STYLES.sub("</script><style>", page)
        if filename is None:
            return page
        file = Path(filename)
        file.write_text(page, encoding="utf-8")
        return str(file.resolve())

    def _repr_html_(self) -> str:
        page = html.escape(self.to_html())
        return (
            f'<iframe width="100%" height="{_HEIGHT_PX}" frameborder="0" srcdoc="{page}"></iframe>'
        )


def selection_deck(selection: Selection, layers: MapLayers, language: Language) -> OfflineDeck:
    """The selection as a deck: counties by class, hatch, marks of its items, counted anchors.

    Coordinates are EPSG:4326 degrees. No basemap; symbols travel inside the deck.
    """
    west, south, east, north = view_bounds(selection.record, sorted(selection.counties or ()), 0.02)
    return OfflineDeck(
        layers=[
            _counties(selection, language),
            _hatch(selection),
            _marks(selection, layers, language),
            _anchors(selection, layers, language),
        ],
        initial_view_state=pydeck.ViewState(
            longitude=(west + east) / 2,
            latitude=(south + north) / 2,
            zoom=_zoom(west, south, east, north),
        ),
        map_provider=None,
        map_style=None,
        height=_HEIGHT_PX,
        tooltip={"text": "{name}\n{about}"},
    )


def _zoom(west: float, south: float, east: float, north: float) -> float:
    """The zoom at which the bounds fit, with some room, into a square of the deck's height.

    At zoom 0 the world is 512 px wide.
    """

    def mercator(latitude: float) -> float:
        return math.degrees(math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2)))

    span = 1.08 * max(east - west, mercator(north) - mercator(south))
    return round(math.log2(_HEIGHT_PX / 512 * 360 / span), 2)


def _rgb(colour: str) -> list[int]:
    return [int(colour[start : start + 2], 16) for start in (1, 3, 5)]


def _counties(selection: Selection, language: Language) -> pydeck.Layer:
    record = selection.record
    things = record.coded("adcodes")
    fills = county_fills(LIGHT)
    named = dict(zip(things.labels, things.things(selection.mask).tolist(), strict=True))
    features = [
        {
            "type": "Feature",
            "geometry": shapely.geometry.mapping(shape),
            "name": county_names(code, record, language),
            "about": word(_WITHOUT[mark], language)
            if mark in _WITHOUT
            else word("things", language, things=named.get(code, 0)),
            "fill": _rgb(fills[mark]),
        }
        for code, shape, mark in zip(
            record.counties.index, record.counties.geometry, county_classes(selection), strict=True
        )
    ]
    return pydeck.Layer(
        "GeoJsonLayer",
        {"type": "FeatureCollection", "features": features},
        id="counties",
        pickable=True,
        get_fill_color="fill",
        get_line_color=_rgb(LIGHT.county_line),
        line_width_min_pixels=1,
    )


def _hatch(selection: Selection) -> pydeck.Layer:
    """Lines across the counties that are partly covered and inside the selection."""
    record = selection.record
    partly = [
        code
        for code, mark in zip(record.counties.index, county_classes(selection), strict=True)
        if record.coverage(code) == "partial" and mark != OUTSIDE
    ]
    lines = [line for code in partly for line in hatch(record.counties.geometry.loc[[code]])]
    return pydeck.Layer(
        "PathLayer",
        [{"path": shapely.get_coordinates(line).round(5).tolist()} for line in lines],
        id="partly",
        get_path="path",
        get_color=_rgb(LIGHT.hatch),
        width_min_pixels=1,
    )


def _at_anchor(layers: MapLayers) -> np.ndarray:
    """Which marks stand for things without a county, at the anchor of their zone or city."""
    return layers.marks.precision.isin(["zone", "city"]).to_numpy(dtype=bool)


def _anchors(selection: Selection, layers: MapLayers, language: Language) -> pydeck.Layer:
    """One counted mark for each zone and city at which things without a county pass."""
    shown = layers.marks[layers.mark_mask(selection) & _at_anchor(layers)]
    counts = shown.groupby("adcode").thing.nunique()
    zones = selection.record.zones.loc[counts.index]
    return pydeck.Layer(
        "TextLayer",
        [
            {
                "name": str(zone[f"zone_{language}"]),
                "about": f"{term('precision', zone.kind, language)} · "
                + word("things", language, things=things),
                "at": [zone.lon, zone.lat],
                "count": str(things),
            }
            for (_, zone), things in zip(zones.iterrows(), counts.tolist(), strict=True)
        ],
        id="anchors",
        pickable=True,
        get_position="at",
        get_text="count",
        get_size=14,
        get_color=_rgb(LIGHT.ink),
        background=True,
        background_padding=[7, 5],
        get_background_color=_rgb(LIGHT.panel),
        get_border_color=_rgb(LIGHT.accent),
        get_border_width=2,
        get_pixel_offset=[0, -_ANCHOR_PX],  # above its point, so that it hides no mark there
    )


def _marks(selection: Selection, layers: MapLayers, language: Language) -> pydeck.Layer:
    icons = np.array(layers.mark_icons, dtype=object)
    placed = layers.mark_mask(selection) & ~_at_anchor(layers)
    shown = layers.marks[placed]
    rows = selection.record.projects.drop_duplicates("thing").set_index("thing")
    names = rows[f"name_{language}"].loc[shown.thing]
    sheet = base64.b64encode(symbols.atlas_svg("light").encode()).decode()
    cell = symbols.CELL_PX
    return pydeck.Layer(
        "IconLayer",
        [
            {
                "name": str(name),
                "about": f"{KIND_BY_ID[mark.kind].label(language)} · "
                f"{term('precision', mark.precision, language)}",
                "at": [mark.lon, mark.lat],
                "icon": str(icon),
                "aside": [mark.stack * _MARK_PX, 0],
            }
            for mark, name, icon in zip(shown.itertuples(), names, icons[placed], strict=True)
        ],
        id="marks",
        pickable=True,
        get_position="at",
        get_icon="icon",
        get_pixel_offset="aside",
        get_size=_MARK_PX,
        icon_atlas=f"'data:image/svg+xml;base64,{sheet}'",  # in quotes: a text and no column
        icon_mapping={
            name: {"x": x, "y": y, "width": cell, "height": cell}
            for name, (x, y) in symbols.atlas_cells().items()
        },
    )
