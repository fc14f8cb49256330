"""One county in full, beside another if wanted."""

import streamlit as st

from components import frame, link
from components.card import card
from components.downloads import county_downloads
from components.filters import sidebar
from components.map import atlas_map
from components.page_body import page_body
from geodata.language.text import word
from geodata.views import county

context = frame.opened()
sidebar(context)
selection, language = context.selection, context.language
chosen = county.chosen_county(context.view.filters, context.view.county)
other = context.view.other


def choose(name: str, value: str) -> None:
    """Put a choice of the drop-downs into the URL."""
    link.write(**{name: value, "item": ""})


with st.container(key="page"):
    choices = [county.drop_downs(context.record, chosen, other, language)]
    page_body(context, choices, key="county_choice", on_choice=choose)
    shown = list(dict.fromkeys(code for code in (chosen, other) if code))
    atlas_map(context, selection, focus=tuple(shown))
    if not chosen:
        st.write(word("profile_choose", language))
    else:
        for column, adcode in zip(st.columns(len(shown)), shown, strict=True):
            with column:
                profile = county.blocks(selection, adcode, language)
                page_body(context, profile, key=f"profile_{adcode}")
        county_downloads(context, selection, chosen)
    card(context, selection, counties=False)
