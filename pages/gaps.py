"""What is named where, and where it is not: the matrix, and one kind looked at closely."""

import streamlit as st

from components import frame, link
from components.card import card
from components.downloads import page_downloads
from components.filters import sidebar
from components.map import atlas_map
from components.page_body import sheet
from geodata.language.text import word
from geodata.record.selection import filter_mask
from geodata.views import coverage, page

context = frame.opened()
filters = sidebar(context)
mask = filter_mask(filters, context.record)
language, view = context.language, context.view
first, second = coverage.default_kinds(context.record)
question = coverage.Question(
    mask=mask,
    kind=view.about or first,
    partner=view.partner or second,
    by_kind=view.level == "kind",
)
kinds = coverage.kind_choices(context.record, language)
levels = [("", [(v, word(f"level_{v}", language)) for v in ("sector", "kind")])]


def choose(name: str, value: str) -> None:
    """Put a choice of the drop-downs into the URL."""
    link.write(**{name: value})


with st.container(key="page"):
    sheet(
        context,
        [
            page.heading(word("gaps_page", language)),
            page.text(word("gaps_intro", language)),
            page.choices(
                page.choice("about", word("choose_kind", language), question.kind, kinds),
                page.choice("partner", word("choose_partner", language), question.partner, kinds),
                page.choice(
                    "level", word("choose_level", language), view.level or "sector", levels
                ),
            ),
        ],
        key="gap_choice",
        on_choice=choose,
    )
    of_kind = mask & (context.record.projects.kind == question.kind).to_numpy()
    atlas_map(context, of_kind, focus=())
    close = coverage.kind_blocks(question, context.record, language)
    sheet(context, close, key="gap_kind")
    table = coverage.matrix_blocks(question, context.record, language)
    sheet(context, table, key="matrix", on_choice=choose)
    page_downloads(context, [*close, *table], of_kind)
    card(context, mask)
