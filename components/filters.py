"""The sidebar: filters with counts, their state in the URL."""

from __future__ import annotations

from typing import Any

import streamlit as st

from components import browser, state
from components.shell import Frame, sector_colours
from geodata import select
from geodata.vocabulary import KINDS, PRECISIONS, SECTORS, YEAR_BASES, Language, Term
from geodata.words import words

_KEY = "filters"
_component = browser.component("filters")
_WORDS = (
    "search",
    "search_hint",
    "clear",
    "undo",
    "sector",
    "city",
    "year",
    "any_year",
    "due_by",
    "due_in",
    "basis",
    "precision",
    "expand",
)


def sidebar(frame: Frame) -> select.Filters:
    """Draw the sidebar; the filters of the view."""
    filters = frame.view.filters
    facets = select.facets(filters, frame.record)
    with st.sidebar:
        _component(
            key=_KEY,
            data=frame.browser_data(
                "filters",
                words=words(_WORDS, frame.language),
                chosen={
                    group: list(getattr(filters, group))
                    for group in ("sector", "kind", "city", "county", "basis", "precision")
                },
                sectors=_sectors(frame, facets),
                cities=_cities(frame, facets),
                years=[[year, count] for year, count in facets.year.items()],
                year="" if filters.year is None else str(filters.year),
                due=filters.due,
                bases=_options(YEAR_BASES, facets.basis, frame.language),
                precisions=_options(PRECISIONS, facets.precision, frame.language),
                text=filters.text,
                text_limit=select.TEXT_LIMIT,
                active=filters.active,
                undo=state.can_undo(),
            ),
            on_event_change=lambda: _on_event(filters),
        )
    return filters


def _on_event(filters: select.Filters) -> None:
    event = st.session_state[_KEY].event
    if event:
        state.apply(filters, event)


def _options(
    terms: tuple[Term, ...], counts: dict[str, int], language: Language
) -> list[list[Any]]:
    return [[t.id, t.label(language), counts.get(t.id, 0)] for t in terms]


def _sectors(frame: Frame, facets: select.Facets) -> list[list[Any]]:
    """Sectors with their kinds; kinds that the record never names are left out."""
    named = set(frame.record.projects.kind)
    colours = sector_colours(frame.view)
    return [
        [
            sector.id,
            sector.label(frame.language),
            facets.sector.get(sector.id, 0),
            _options(
                tuple(k for k in KINDS if k.sector == sector.id and k.id in named),
                facets.kind,
                frame.language,
            ),
            colours[sector.id],
        ]
        for sector in SECTORS
    ]


def _cities(frame: Frame, facets: select.Facets) -> list[list[Any]]:
    """Documents with the counties they cover."""
    zh = frame.language == "zh"
    names = frame.record.county_names
    return [
        [
            document.document_id,
            document.city_zh if zh else document.city_en,
            facets.city.get(document.document_id, 0),
            [
                [code, row.county_zh if zh else row.county_en, facets.county.get(str(code), 0)]
                for code, row in names[names.document_id == document.document_id].iterrows()
            ],
        ]
        for document in frame.record.documents.itertuples()
    ]
