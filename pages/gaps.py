"""What is named where, and where it is not: the matrix, and one kind looked at closely."""

import streamlit as st

from components import frame, link
from components.card import card
from components.downloads import page_downloads
from components.filters import sidebar
from components.map import atlas_map
from components.page_body import page_body
from geodata.views import coverage, kind

context = frame.opened()
sidebar(context)
selection, language = context.selection, context.language
question = coverage.question(selection, context.view)


def choose(name: str, value: str) -> None:
    """Put a choice of the drop-downs into the URL."""
    link.write(**{name: value})


with st.container(key="page"):
    page_body(context, coverage.intro(question, language), key="gap_choice", on_choice=choose)
    atlas_map(context, question.of_kind, focus=())
    close = kind.blocks(question, language)
    page_body(context, close, key="gap_kind")
    matrix = coverage.matrix_blocks(question, language)
    page_body(context, matrix, key="matrix", on_choice=choose)
    page_downloads(context, [*close, *matrix], selection, items=question.of_kind)
    card(context, selection)
