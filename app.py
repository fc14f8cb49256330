"""Fengtu: the frame around every page."""

import streamlit as st

from components import frame, link, server
from geodata.config import WEB

if not st.session_state:  # once a session: each time the browser loads the icon anew
    st.set_page_config(
        page_title="峰图 Fengtu",
        page_icon=WEB / "icon.svg",
        layout="wide",
        initial_sidebar_state="auto",
    )
language = link.language()
with frame.failing_gently(language):
    page = frame.navigation(language)
    link.restore(page.url_path)
    link.turn()
    if frame.open_frame(language, page.url_path) is not None:
        with server.in_turn():
            page.run()
        link.shown()
