"""Fengtu: the frame around every page."""

import streamlit as st

from components import shell, state
from geodata.paths import WEB

if not st.session_state:  # once a session: each time the browser loads the icon anew
    st.set_page_config(
        page_title="峰图 Fengtu",
        page_icon=WEB / "icon.svg",
        layout="wide",
        initial_sidebar_state="auto",
    )
language = state.language()
with shell.failing_gently(language):
    page = shell.navigation(language)
    state.restore(page.url_path)
    if shell.open_frame(language) is not None:
        with shell.in_turn():
            page.run()
