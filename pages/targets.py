"""What the plans promise in numbers: the ledger, the comparison, all targets."""

import streamlit as st

from components import frame, link
from components.card import card
from components.downloads import page_downloads
from components.filters import sidebar
from components.page_body import sheet
from geodata.language.text import word
from geodata.record.selection import filter_mask
from geodata.views import page, targets
from geodata.views.target_chart import comparison_chart

context = frame.opened()
filters = sidebar(context)
mask = filter_mask(filters, context.record)
language = context.language
indicators = targets.indicator_choices(context.record, language)
indicator = context.view.indicator or indicators[0][0]

with st.container(key="page"):
    ledger_blocks = targets.ledger_blocks(context.record, language)
    shown = targets.targets_table(
        targets.chosen(context.record.targets, filters), context.record, language
    )
    sheet(
        context,
        [
            page.heading(word("targets_page", language)),
            page.text(word("targets_intro", language)),
            *ledger_blocks,
            page.heading(word("comparison_heading", language), 3),
            page.text(word("comparison_intro", language)),
            page.choices(
                page.choice(
                    "indicator", word("choose_indicator", language), indicator, [("", indicators)]
                )
            ),
        ],
        key="ledger",
        on_choice=lambda name, value: link.write(**{name: value}),
    )
    chart = comparison_chart(context.record, indicator, language, context.view.theme)
    st.vega_lite_chart(spec=chart, theme=None, key="comparison")
    sheet(context, [page.heading(word("all_targets", language), 3), shown], key="all_targets")
    page_downloads(context, [*ledger_blocks, shown])
    card(context, mask, counties=False)
