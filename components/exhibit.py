"""The exhibition as a page: what it says is published once, the browser does the rest."""

from __future__ import annotations

import json

import streamlit as st

from components import browser
from components.shell import Frame
from geodata import exhibition, publish
from geodata.layers import MapLayers

_component = browser.component("exhibit")


@st.cache_resource(show_spinner=False, max_entries=1)
def _published(version: str, _layers: MapLayers) -> str:
    """Folder below static/ with what the exhibition of this version of the record says."""
    said = json.dumps(exhibition.contents(_layers), ensure_ascii=False, separators=(",", ":"))
    return publish.folder("exhibit", {"exhibit.json": said.encode("utf-8")})


def exhibit(frame: Frame) -> None:
    """Put the exhibition over the whole window."""
    folder = _published(frame.record.version, frame.layers)
    home = browser.static_url("").removesuffix("app/static/")
    _component(
        key="exhibit",
        data=frame.browser_data(
            contents=f"{browser.static_url(folder)}/exhibit.json",
            engine=f"{browser.static_url(frame.assets.engine)}/deck.js",
            styles=f"{browser.static_url(frame.assets.web)}/exhibit.css",
            health=f"{home}_stcore/health",
            home=home,
            path=f"{home}exhibit",
        ),
    )
