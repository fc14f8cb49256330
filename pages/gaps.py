"""What is named where, and where it is not: the matrix, and one kind looked at closely."""

import streamlit as st

from components import shell, state
from components.atlas_map import atlas_map
from components.card import card
from components.downloads import page_downloads
from components.filters import sidebar
from components.sheet import sheet
from geodata import blocks, gap_sheet, select
from geodata.words import word

shell.framed()
frame = shell.frame()
filters = sidebar(frame)
mask = select.mask(filters, frame.record)
language, view = frame.language, frame.view
first, second = gap_sheet.default_kinds(frame.record)
question = gap_sheet.Question(
    mask=mask,
    kind=view.about or first,
    partner=view.partner or second,
    by_kind=view.level == "kind",
)
kinds = gap_sheet.kind_choices(frame.record, language)
levels = [("", [(v, word(f"level_{v}", language)) for v in ("sector", "kind")])]


def choose(name: str, value: str) -> None:
    """Put a choice of the drop-downs into the URL."""
    state.write(**{name: value})


with st.container(key="page"):
    sheet(
        frame,
        [
            blocks.heading(word("gaps_page", language)),
            blocks.text(word("gaps_intro", language)),
            blocks.choices(
                blocks.choice("about", word("choose_kind", language), question.kind, kinds),
                blocks.choice("partner", word("choose_partner", language), question.partner, kinds),
                blocks.choice(
                    "level", word("choose_level", language), view.level or "sector", levels
                ),
            ),
        ],
        key="gap_choice",
        on_choice=choose,
    )
    of_kind = mask & (frame.record.projects.kind == question.kind).to_numpy()
    atlas_map(frame, of_kind, focus=())
    close = gap_sheet.kind_blocks(question, frame.record, language)
    sheet(frame, close, key="gap_kind")
    table = gap_sheet.matrix_blocks(question, frame.record, language)
    sheet(frame, table, key="matrix", on_choice=choose)
    page_downloads(frame, [*close, *table], of_kind)
    card(frame, mask)
