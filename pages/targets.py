"""What the plans promise in numbers: the ledger, the comparison, all targets."""

import streamlit as st

from components import frame, link
from components.card import card
from components.downloads import page_downloads
from components.filters import sidebar
from components.page_body import page_body
from geodata.views import ledger, operating, targets
from geodata.views.target_chart import comparison_chart

context = frame.opened()
language = context.language
selection = targets.effective(context.selection)
sidebar(context, targets.facets(selection))
indicator = targets.indicator(context.record, context.view.indicator, language)


def choose(name: str, value: str) -> None:
    """Put a choice of the drop-downs into the URL."""
    link.write(**{name: value})


with st.container(key="page"):
    promised = [
        *ledger.ledger_blocks(selection, language),
        *operating.operating_blocks(selection, language),
    ]
    listed = targets.all_targets(selection, language)
    comparison = targets.comparison_blocks(context.record, indicator, language)
    page_body(
        context,
        [*targets.intro(language), *promised, *comparison],
        key="ledger",
        on_choice=choose,
    )
    if indicator:
        chart = comparison_chart(context.record, indicator, language, context.view.theme)
        st.vega_lite_chart(spec=chart, theme=None, key="comparison")
    page_body(context, listed, key="all_targets")
    page_downloads(context, [*promised, *listed], selection)
    card(context, context.selection, counties=False)
