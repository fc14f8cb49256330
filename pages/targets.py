"""What the plans promise in numbers: the ledger, the comparison, all targets."""

import streamlit as st

from components import shell, state
from components.card import card
from components.charts import comparison_chart
from components.downloads import page_downloads
from components.filters import sidebar
from components.sheet import sheet
from geodata import blocks, select, target_sheet
from geodata.words import word

shell.framed()
frame = shell.frame()
filters = sidebar(frame)
mask = select.mask(filters, frame.record)
language = frame.language
indicators = target_sheet.indicator_choices(frame.record, language)
indicator = frame.view.indicator or indicators[0][0]

with st.container(key="page"):
    ledger_blocks = target_sheet.ledger_blocks(frame.record, language)
    shown = target_sheet.targets_table(
        target_sheet.chosen(frame.record.targets, filters), frame.record, language
    )
    sheet(
        frame,
        [
            blocks.heading(word("targets_page", language)),
            blocks.text(word("targets_intro", language)),
            *ledger_blocks,
            blocks.heading(word("comparison_heading", language), 3),
            blocks.text(word("comparison_intro", language)),
            blocks.choices(
                blocks.choice(
                    "indicator", word("choose_indicator", language), indicator, [("", indicators)]
                )
            ),
        ],
        key="ledger",
        on_choice=lambda name, value: state.write(**{name: value}),
    )
    comparison_chart(frame, indicator)
    sheet(frame, [blocks.heading(word("all_targets", language), 3), shown], key="all_targets")
    page_downloads(frame, [*ledger_blocks, shown])
    card(frame, mask, counties=False)
