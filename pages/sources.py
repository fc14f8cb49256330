"""Sources: the documents, how they were read, what is misprinted, what has no place."""

import streamlit as st

from components import shell
from components.sheet import sheet
from geodata import package, sources
from geodata.words import word

shell.framed()
frame = shell.frame()
with st.container(key="page"):
    sheet(frame, sources.blocks(frame.record, frame.language), key="sources")
    with st.container(key="downloads"):
        if frame.refused:  # the files are not those that the page shows
            st.caption(word("package_waits", frame.language))
        else:
            st.download_button(
                word("download_package", frame.language),
                data=lambda: package.zip_bytes(frame.config.data),
                file_name="fengtu-data.zip",
                mime="application/zip",
                on_click="ignore",
            )
