"""Sources: the documents, the rules, how places are known, how it was read, what is misprinted."""

import streamlit as st

from components import frame
from components.downloads import package_name
from components.page_body import page_body
from geodata.language.text import word
from geodata.record import package
from geodata.views import sources

context = frame.opened()
with st.container(key="page"):
    page_body(context, sources.blocks(context.record, context.language), key="sources")
    label, query = sources.wide_link(context.view)
    st.page_link("pages/atlas.py", label=label, query_params=query)
    with st.container(key="downloads"):
        if context.refused:  # the files are not those that the page shows
            st.caption(word("package_waits", context.language))
        else:
            st.download_button(
                word("download_package", context.language),
                data=lambda: package.zip_bytes(context.config.data),
                file_name=package_name(context.language),
                mime="application/zip",
                on_click="ignore",
            )
