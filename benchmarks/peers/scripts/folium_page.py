"""streamlit-folium: Leaflet on canvas, no tiles; only the filtered layers are sent anew.

Leaflet is served by the page itself, because folium would load it from a host.
"""

import folium
import streamlit as st
from record import CENTRE, HEIGHT, ZOOM, filtered
from streamlit_folium import st_folium

st.set_page_config(layout="wide")
folium.Map.default_js = [("leaflet", "/app/static/leaflet.js")]
folium.Map.default_css = [("leaflet_css", "/app/static/leaflet.css")]
rows, shapes = filtered()

layer = folium.FeatureGroup("filtered")
folium.GeoJson(
    shapes,
    style_function=lambda county: {
        "fillColor": county["properties"]["fill"],
        "fillOpacity": 1,
        "color": "#B8C4C0",
        "weight": 1,
    },
    tooltip=folium.GeoJsonTooltip(["zh"], labels=False),
).add_to(layer)
folium.GeoJson(
    {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {"name": row.name, "colour": row.colour},
                "geometry": {"type": "Point", "coordinates": [row.lon, row.lat]},
            }
            for row in rows.itertuples(index=False)
        ],
    },
    marker=folium.CircleMarker(radius=5, weight=0, fill=True, fill_opacity=1),
    style_function=lambda item: {"fillColor": item["properties"]["colour"]},
    tooltip=folium.GeoJsonTooltip(["name"], labels=False),
).add_to(layer)
said = st_folium(
    folium.Map(CENTRE, zoom_start=round(ZOOM) + 1, tiles=None, prefer_canvas=True),
    key="map",
    feature_group_to_add=layer,
    returned_objects=["last_object_clicked_tooltip"],
    height=HEIGHT,
    use_container_width=True,
)
if said["last_object_clicked_tooltip"]:
    st.write(said["last_object_clicked_tooltip"])
