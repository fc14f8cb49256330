"""The part that all peers share: the record, the sector control, the choropleth's colours."""

from __future__ import annotations

import json
import os
from bisect import bisect
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

DATA = Path(os.environ["PEERS_DATA"])
CLASS_BOUNDS = (1, 3, 6, 11, 21)
CLASS_COLOURS = ("#FFFFFF", "#DCEBE3", "#B3D3C2", "#83B59C", "#4F9074", "#1F6B4F")
CENTRE, ZOOM = (36.6, 116.5), 6.6
HEIGHT = 700


@st.cache_data
def items() -> pd.DataFrame:
    """One row for each mark: name, adcode, sector, colour, lon, lat."""
    return pd.read_parquet(DATA / "items.parquet")


@st.cache_data
def counties() -> dict[str, Any]:
    """The 62 counties as GeoJSON; properties adcode and zh."""
    return json.loads((DATA / "counties.json").read_text(encoding="utf-8"))


def filtered() -> tuple[pd.DataFrame, dict[str, Any]]:
    """The rows of the sectors chosen, and the counties with their count, class and fill."""
    rows = items()
    chosen = st.pills("领域", rows.sector.unique(), selection_mode="multi")
    if chosen:
        rows = rows[rows.sector.isin(chosen)]
    counts = rows.adcode.value_counts().to_dict()
    shapes = counties()
    for feature in shapes["features"]:
        own = feature["properties"]
        own["count"] = counts.get(own["adcode"], 0)
        own["class"] = bisect(CLASS_BOUNDS, own["count"])
        own["fill"] = CLASS_COLOURS[own["class"]]
    return rows, shapes
