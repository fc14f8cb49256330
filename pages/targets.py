"""What the plans promise in numbers: the ledger, the comparison, all targets."""

import streamlit as st

from components import shell, state
from components.card import card
from components.charts import comparison_chart
from components.filters import sidebar
from components.sheet import sheet
from geodata import blocks, ledger, select, target_sheet
from geodata.words import word

shell.framed()
frame = shell.frame()
filters = sidebar(frame)
mask = select.mask(filters, frame.record)
language = frame.language
compared = ledger.comparison(frame.record)
indicators = target_sheet.indicator_choices(compared, language)
indicator = frame.view.indicator or indicators[0][0]

with st.container(key="page"):
    sheet(
        frame,
        [
            blocks.heading(word("targets_page", language)),
            blocks.text(word("targets_intro", language)),
            *target_sheet.ledger_blocks(frame.record, language),
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
    comparison_chart(frame, compared[compared.indicator == indicator])
    shown = target_sheet.chosen(frame.record.targets, filters)
    sheet(
        frame,
        [
            blocks.heading(word("all_targets", language), 3),
            target_sheet.targets_table(shown, frame.record, language),
        ],
        key="all_targets",
    )
    card(frame, mask, counties=False)
