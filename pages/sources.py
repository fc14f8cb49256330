"""Sources."""

from components import shell

import streamlit as st

shell.framed()
frame = shell.frame()
st.write("x")
