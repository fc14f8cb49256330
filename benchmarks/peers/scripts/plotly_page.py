"""plotly: MapLibre traces on a white ground, no tiles; one trace for each sector."""

import plotly.graph_objects as go
import streamlit as st
from record import CENTRE, CLASS_COLOURS, HEIGHT, ZOOM, filtered

st.set_page_config(layout="wide")
rows, shapes = filtered()

known = [feature["properties"] for feature in shapes["features"]]
last = len(CLASS_COLOURS) - 1
figure = go.Figure(
    go.Choroplethmap(
        geojson=shapes,
        featureidkey="properties.adcode",
        locations=[county["adcode"] for county in known],
        z=[county["class"] for county in known],
        zmin=0,
        zmax=last,
        colorscale=[[n / last, colour] for n, colour in enumerate(CLASS_COLOURS)],
        showscale=False,
        text=[county["zh"] for county in known],
        hoverinfo="text",
        marker_line_color="#B8C4C0",
    )
)
for (sector, colour), own in rows.groupby(["sector", "colour"], sort=False):
    figure.add_scattermap(
        lon=own.lon.to_numpy(),
        lat=own.lat.to_numpy(),
        text=own.name.to_numpy(),
        hoverinfo="text",
        name=sector,
        marker={"size": 10, "color": colour},
    )
figure.update_layout(
    map={
        "style": "white-bg",
        "center": {"lat": CENTRE[0], "lon": CENTRE[1]},
        "zoom": ZOOM,
    },
    margin={"l": 0, "r": 0, "t": 0, "b": 0},
    height=HEIGHT,
    showlegend=False,
    uirevision="map",
)
event = st.plotly_chart(figure, on_select="rerun", selection_mode="points", key="map")
for point in event.selection.points:
    st.write(point.get("text", ""))
