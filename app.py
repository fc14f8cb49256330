"""Fengtu: the frame around every page."""

import streamlit as st

from components import shell, state
from geodata.paths import WEB

st.set_page_config(
    page_title="峰图 Fengtu",
    page_icon=WEB / "icon.svg",
    layout="wide",
    initial_sidebar_state="auto",
)
page = shell.navigation("en" if st.query_params.get("lang") == "en" else "zh")
state.restore(page.url_path)
if shell.open_frame() is not None:
    page.run()
