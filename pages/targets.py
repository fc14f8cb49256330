"""What the plans promise in numbers, as pictures: capacities, cities and years, all the rest."""

import streamlit as st

from components import frame
from components.card import card
from components.downloads import page_downloads
from components.filters import sidebar
from components.page_body import page_body
from geodata.views import capacity_bars, targets, trajectories

context = frame.opened()
language = context.language
selection = targets.effective(context.selection)
sidebar(context, targets.facets(selection))

with st.container(key="page"):
    shown = [
        *targets.intro(selection, language),
        *capacity_bars.capacity_blocks(selection, language),
        *trajectories.trajectory_blocks(selection, language),
        *targets.rest_blocks(selection, language),
    ]
    page_body(context, shown, key="targets")
    tables = [
        *capacity_bars.capacity_tables(selection, language),
        *targets.all_targets(selection, language),
    ]
    page_downloads(context, tables, selection)
    card(context, context.selection, counties=False)
