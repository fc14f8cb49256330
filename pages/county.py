"""One county in full, beside another if wanted."""

import streamlit as st

from components import frame, link
from components.card import card
from components.downloads import county_downloads
from components.filters import sidebar
from components.map import atlas_map
from components.page_body import sheet
from geodata.language.text import word
from geodata.record.selection import filter_mask
from geodata.views import county, page

context = frame.opened()
filters = sidebar(context)
mask = filter_mask(filters, context.record)
chosen, other = context.view.county, context.view.other
counties = county.county_choices(context.record, context.language)
nothing = ("", [("", word("choose_none", context.language))])


def choose(name: str, value: str) -> None:
    """Put a choice of the drop-downs into the URL."""
    link.write(**{name: value, "item": ""})


with st.container(key="page"):
    sheet(
        context,
        [
            page.choices(
                page.choice("at", word("choose_county", context.language), chosen, counties),
                page.choice(
                    "with", word("choose_other", context.language), other, [nothing, *counties]
                ),
            )
        ],
        key="county_choice",
        on_choice=choose,
    )
    focus = tuple(code for code in (chosen, other) if code)
    atlas_map(context, mask, focus=focus)
    if not chosen:
        st.write(word("profile_choose", context.language))
    else:
        shown = [chosen, other] if other and other != chosen else [chosen]
        for column, adcode in zip(st.columns(len(shown)), shown, strict=True):
            with column:
                profile = county.blocks(adcode, mask, context.record, context.language)
                sheet(context, profile, key=f"profile_{adcode}")
        county_downloads(context, chosen, mask)
    card(context, mask, counties=False)
