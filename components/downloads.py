"""Download buttons: each file is made when its button is pressed, not before."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import replace

import numpy as np
import streamlit as st

from components.frame import PageContext
from geodata.config import Config
from geodata.language.dates import beijing_date
from geodata.language.text import word
from geodata.language.vocabulary import KIND_BY_ID, Language
from geodata.record.selection import Selection
from geodata.reports import (
    briefing,
    geopackage,
    page_workbook,
    plan_word,
    plan_workbook,
    workbook,
)
from geodata.reports.interchange import csv_bytes, geojson_bytes
from geodata.reports.paper import fonts, handout, printed_map
from geodata.reports.provenance import provenance
from geodata.views.page import Block
from geodata.views.plan_extract import PlanExtract

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_GPKG = "application/geopackage+sqlite3"
_GEOJSON = "application/geo+json"
_PDF = "application/pdf"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _button(
    context: PageContext, key: str, ending: str, mime: str, make: Callable[[], bytes]
) -> None:
    st.download_button(
        word(key, context.language),
        data=make,
        file_name=f"fengtu-{beijing_date():%Y%m%d}.{ending}",
        mime=mime,
        on_click="ignore",
        key=key,
    )


def _items(
    context: PageContext,
    selection: Selection,
    order: np.ndarray | None = None,
    interchange: bool = False,
) -> None:
    """The items selected as XLSX and GeoPackage, with `interchange` as CSV and GeoJSON too.

    They are taken from the record when a file is made: a session keeps no copy of them.
    """
    layers, today = context.layers, beijing_date()
    listed = (selection, context.config, context.language, today, order)
    located = (selection, layers, context.language, today, order)
    files: list[tuple[str, str, str, Callable[[], bytes]]] = [
        ("export_xlsx", "xlsx", _XLSX, lambda: workbook.xlsx_bytes(*listed)),
        ("export_csv", "csv", "text/csv", lambda: csv_bytes(*listed)),
        ("export_geopackage", "gpkg", _GPKG, lambda: geopackage.gpkg_bytes(*located)),
        ("export_geojson", "geojson", _GEOJSON, lambda: geojson_bytes(*located)),
    ]
    for key, ending, mime, make in files:
        if interchange or ending in ("xlsx", "gpkg"):
            _button(context, key, ending, mime, make)


def _print(
    context: PageContext,
    selection: Selection,
    county: str | None = None,
    one_page: bool = False,
) -> None:
    """The map for print, with `one_page` the handout of what is chosen on the page first.

    One sentence instead where the server has no Chinese font.
    """
    try:
        fonts.chinese_family()
    except fonts.MissingFontError as missing:
        st.caption(missing.sentence(context.language))
        return
    drawn = (context.layers, selection, context.language, beijing_date())

    def pdf(paper: printed_map.Paper) -> bytes:
        return printed_map.pdf_bytes(*drawn, paper=paper, county=county)

    def handed() -> bytes:
        chosen = context.view
        return handout.pdf_bytes(*drawn, item=chosen.item, county=chosen.county)

    if one_page:
        _button(context, "export_handout", "a4.pdf", _PDF, handed)
    _button(
        context,
        "export_png",
        "png",
        "image/png",
        lambda: printed_map.png_bytes(*drawn, county=county),
    )
    _button(context, "export_pdf", "pdf", _PDF, lambda: pdf("A4"))
    _button(context, "export_pdf_a3", "a3.pdf", _PDF, lambda: pdf("A3"))


def record_downloads(context: PageContext, selection: Selection, order: np.ndarray) -> None:
    """The items on screen, in the order shown, as tables and as data, and their map."""
    if not len(order):
        return
    with st.container(horizontal=True, key="downloads"):
        _items(context, selection, order, interchange=True)
        _print(context, selection, one_page=True)


def county_downloads(context: PageContext, selection: Selection, adcode: str) -> None:
    """The briefing of a county, the items that pass there, and its map."""
    own = selection.narrowed(county=adcode)

    def make() -> bytes:
        today = beijing_date()
        return briefing.docx_bytes(adcode, context.layers, selection, context.language, today)

    with st.container(horizontal=True, key="downloads"):
        _button(context, "export_docx", "docx", _DOCX, make)
        if own.things:
            _items(context, own)
        _print(context, selection, county=adcode, one_page=True)


def plan_downloads(context: PageContext, plan: PlanExtract) -> None:
    """The plan with what passes as Word and Excel; with a filter on units, the list of these."""
    of = (plan, context.config, context.language, beijing_date())
    docx, xlsx = ("plan_file_docx", "plan_file_xlsx")
    if plan.selection.filters.unit:
        docx, xlsx = ("plan_list_docx", "plan_list_xlsx")
    with st.container(horizontal=True, key="downloads"):
        _button(context, docx, "docx", _DOCX, lambda: plan_word.docx_bytes(*of))
        _button(context, xlsx, "xlsx", _XLSX, lambda: plan_workbook.xlsx_bytes(*of))


def page_about(
    selection: Selection,
    items: Selection | None,
    config: Config,
    language: Language,
    today: datetime.date,
) -> list[tuple[str, str]]:
    """What the workbook of a page says of itself.

    With `items` some of its tables are about these and not about `selection`: it says which.
    """
    about = provenance(selection, config, language, today)
    if items is None:
        return about
    apart = replace(items, kind="").stated(language)
    kind = KIND_BY_ID[items.kind].label(language)
    return [
        *about,
        (word("export_apart", language), apart),
        (word("export_apart_kind", language), kind),
    ]


def page_downloads(
    context: PageContext,
    blocks: Iterable[Block],
    selection: Selection,
    items: Selection | None = None,
) -> None:
    """Every table of the page, which is about `selection`, as a sheet of one XLSX.

    With `items`, those as data and as a map too.
    """

    def make() -> bytes:
        today = beijing_date()
        about = page_about(selection, items, context.config, context.language, today)
        return page_workbook.page_bytes(blocks, about, context.language, today)

    with st.container(horizontal=True, key="downloads"):
        _button(context, "export_page", "xlsx", _XLSX, make)
        if items is not None and items.things:
            _items(context, items)
            _print(context, items)
