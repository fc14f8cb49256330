"""Plain inline pydeck: data in the deck, the stock chart component, no basemap."""

import pydeck as pdk
import streamlit as st
from record import CENTRE, HEIGHT, ZOOM, filtered

st.set_page_config(layout="wide")
rows, shapes = filtered()


def rgb(colour: str) -> list[int]:
    return [int(colour[i : i + 2], 16) for i in (1, 3, 5)]


for feature in shapes["features"]:
    feature["properties"]["name"] = feature["properties"]["zh"]
    feature["properties"]["rgb"] = rgb(feature["properties"]["fill"])
palette = {colour: rgb(colour) for colour in rows.colour.unique()}
marks = rows[["lon", "lat", "name"]].assign(rgb=rows.colour.map(palette))
event = st.pydeck_chart(
    pdk.Deck(
        layers=[
            pdk.Layer(
                "GeoJsonLayer",
                shapes,
                id="counties",
                pickable=True,
                get_fill_color="properties.rgb",
                get_line_color=[184, 196, 192],
                line_width_min_pixels=1,
            ),
            pdk.Layer(
                "ScatterplotLayer",
                marks,
                id="marks",
                pickable=True,
                get_position="[lon, lat]",
                get_fill_color="rgb",
                radius_units="'pixels'",
                get_radius=5,
            ),
        ],
        initial_view_state=pdk.ViewState(latitude=CENTRE[0], longitude=CENTRE[1], zoom=ZOOM),
        map_provider=None,
        tooltip={"text": "{name}"},
    ),
    height=HEIGHT,
    on_select="rerun",
    key="map",
)
for chosen in event.selection.objects.get("marks", []):
    st.write(chosen["name"])
