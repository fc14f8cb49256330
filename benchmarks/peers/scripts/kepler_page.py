"""kepler.gl by its own HTML export in an iframe; it returns no selection.

Not by streamlit-keplergl: its 0.4.0 calls a method that keplergl no longer has since 0.4.0.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

import geopandas as gpd
import streamlit as st
from keplergl import KeplerGl
from record import CENTRE, HEIGHT, ZOOM, filtered

st.set_page_config(layout="wide")
rows, shapes = filtered()
kepler = KeplerGl(
    height=HEIGHT,
    data={
        "counties": gpd.GeoDataFrame.from_features(shapes, crs=4326)[["geometry", "zh", "class"]],
        "items": rows[["name", "sector", "colour", "lon", "lat"]],
    },
    config={
        "version": "v1",
        "config": {
            "mapState": {"latitude": CENTRE[0], "longitude": CENTRE[1], "zoom": ZOOM},
            "mapStyle": {"styleType": "no_map"},
        },
    },
)
with TemporaryDirectory() as folder:
    file = Path(folder) / "map.html"
    kepler.save_to_html(str(file), read_only=True, center_map=False)
    st.iframe(file.read_text(encoding="utf-8"), height=HEIGHT)
