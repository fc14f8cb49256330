"""Sources."""

import streamlit as st

from components import shell

shell.framed()
frame = shell.frame()
st.write("x")
