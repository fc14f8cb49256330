"""The atlas: what the plans name, on county boundaries."""

import streamlit as st

from components import shell
from components.atlas_map import atlas_map
from components.card import card
from components.downloads import record_downloads
from components.filters import sidebar
from components.table import table
from geodata import select

shell.framed()
frame = shell.frame()
filters = sidebar(frame)
mask = select.mask(filters, frame.record)
with st.container(key="atlas"):
    atlas_map(frame, mask)
    card(frame, mask)
rows = table(frame, mask)
record_downloads(frame, rows, mask)
