"""The exhibition as a page: what it says is published once, the browser does the rest."""

from __future__ import annotations

import json

import streamlit as st

from components import bridge
from components.frame import PageContext
from geodata.atlas.layers import MapLayers
from geodata.exhibition.contents import contents
from geodata.operate import publish

_component = bridge.component("exhibit")


@st.cache_resource(show_spinner=False, max_entries=1)
def _published(version: str, _layers: MapLayers) -> str:
    """Folder below static/ with what the exhibition of this version of the record says."""
    said = json.dumps(contents(_layers), ensure_ascii=False, separators=(",", ":"))
    return publish.folder("exhibit", {"exhibit.json": said.encode("utf-8")})


def exhibit(context: PageContext) -> None:
    """Put the exhibition over the whole window."""
    folder = _published(context.record.version, context.layers)
    home = bridge.static_url("").removesuffix("app/static/")
    _component(
        key="exhibit",
        data=context.browser_data(
            contents=f"{bridge.static_url(folder)}/exhibit.json",
            engine=f"{bridge.static_url(context.assets.engine)}/deck.js",
            styles=f"{bridge.static_url(context.assets.web)}/exhibit.css",
            health=f"{home}_stcore/health",
            home=home,
            path=f"{home}exhibit",
        ),
    )
