"""The atlas: what the plans name, on county boundaries."""

import streamlit as st

from components import frame
from components.card import card
from components.downloads import record_downloads
from components.filters import sidebar
from components.items import table
from components.map import atlas_map
from geodata.record.selection import filter_mask

context = frame.opened()
filters = sidebar(context)
mask = filter_mask(filters, context.record)
with st.container(key="atlas"):
    atlas_map(context, mask)
    card(context, mask)
rows = table(context, mask)
record_downloads(context, rows, mask)
