"""One county in full, beside another if wanted."""

import streamlit as st

from components import shell, state
from components.atlas_map import atlas_map
from components.card import card
from components.downloads import county_downloads
from components.filters import sidebar
from components.sheet import sheet
from geodata import blocks, profile_sheet, select
from geodata.words import word

shell.framed()
frame = shell.frame()
filters = sidebar(frame)
mask = select.mask(filters, frame.record)
chosen, other = frame.view.county, frame.view.other
counties = profile_sheet.county_choices(frame.record, frame.language)
nothing = ("", [("", word("choose_none", frame.language))])


def choose(name: str, value: str) -> None:
    """Put a choice of the drop-downs into the URL."""
    state.write(**{name: value, "item": ""})


with st.container(key="page"):
    sheet(
        frame,
        [
            blocks.choices(
                blocks.choice("at", word("choose_county", frame.language), chosen, counties),
                blocks.choice(
                    "with", word("choose_other", frame.language), other, [nothing, *counties]
                ),
            )
        ],
        key="county_choice",
        on_choice=choose,
    )
    focus = tuple(code for code in (chosen, other) if code)
    atlas_map(frame, mask, focus=focus)
    if not chosen:
        st.write(word("profile_choose", frame.language))
    else:
        shown = [chosen, other] if other and other != chosen else [chosen]
        for column, adcode in zip(st.columns(len(shown)), shown, strict=True):
            with column:
                profile = profile_sheet.blocks(adcode, mask, frame.record, frame.language)
                sheet(frame, profile, key=f"profile_{adcode}")
        county_downloads(frame, chosen, mask)
    card(frame, mask, counties=False)
