"""The atlas: what the plans name, on county boundaries."""

import streamlit as st

from components import frame
from components.card import card
from components.downloads import record_downloads
from components.filters import sidebar
from components.items import table
from components.map import atlas_map

context = frame.opened()
sidebar(context)
selection = context.selection
with st.container(key="atlas"):
    atlas_map(context, selection)
    card(context, selection)
order = table(context, selection)
record_downloads(context, selection, order)
