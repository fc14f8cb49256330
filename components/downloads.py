"""Download buttons: each file is made when its button is pressed, not before."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import numpy as np
import pandas as pd
import streamlit as st

from components.frame import PageContext
from geodata.language.text import word
from geodata.record.selection import Mask, in_counties
from geodata.reports import briefing, geopackage, page_workbook, workbook
from geodata.reports.interchange import csv_bytes, geojson_bytes
from geodata.reports.paper import fonts, handout, printed_map
from geodata.reports.provenance import provenance
from geodata.views.page import Block

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_GPKG = "application/geopackage+sqlite3"
_GEOJSON = "application/geo+json"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _button(
    context: PageContext, key: str, ending: str, mime: str, make: Callable[[], bytes]
) -> None:
    st.download_button(
        word(key, context.language),
        data=make,
        file_name=f"fengtu-{datetime.date.today():%Y%m%d}.{ending}",
        mime=mime,
        on_click="ignore",
        key=key,
    )


def _rows(context: PageContext, rows: np.ndarray, interchange: bool = False) -> None:
    """The rows numbered `rows` as XLSX and GeoPackage, with `interchange` as CSV and GeoJSON too.

    They are taken from the record when a file is made: a session keeps no copy of them.
    """
    filters, language, layers = context.view.filters, context.language, context.layers
    today = datetime.date.today()
    listed = (filters, context.record, context.config, language, today)
    located = (filters, layers, language, today)

    def taken() -> pd.DataFrame:
        return context.record.projects.iloc[rows]

    files: list[tuple[str, str, str, Callable[[], bytes]]] = [
        ("export_xlsx", "xlsx", _XLSX, lambda: workbook.xlsx_bytes(taken(), *listed)),
        ("export_csv", "csv", "text/csv", lambda: csv_bytes(taken(), *listed)),
        ("export_geopackage", "gpkg", _GPKG, lambda: geopackage.gpkg_bytes(taken(), *located)),
        ("export_geojson", "geojson", _GEOJSON, lambda: geojson_bytes(taken(), *located)),
    ]
    for key, ending, mime, make in files:
        if interchange or ending in ("xlsx", "gpkg"):
            _button(context, key, ending, mime, make)


def _print(
    context: PageContext, mask: Mask, county: str | None = None, one_page: bool = False
) -> None:
    """The map for print, with `one_page` the handout of what is chosen on the page first.

    One sentence instead where the server has no Chinese font.
    """
    try:
        fonts.chinese_family()
    except fonts.MissingFontError as missing:
        st.caption(missing.sentence(context.language))
        return
    drawn = (context.layers, mask, context.view.filters, context.language, datetime.date.today())

    def pdf(paper: printed_map.Paper) -> bytes:
        return printed_map.pdf_bytes(*drawn, paper=paper, county=county)

    def handed() -> bytes:
        chosen = context.view
        return handout.pdf_bytes(*drawn, item=chosen.item, county=chosen.county)

    if one_page:
        _button(context, "export_handout", "a4.pdf", "application/pdf", handed)
    _button(
        context,
        "export_png",
        "png",
        "image/png",
        lambda: printed_map.png_bytes(*drawn, county=county),
    )
    _button(context, "export_pdf", "pdf", "application/pdf", lambda: pdf("A4"))
    _button(context, "export_pdf_a3", "a3.pdf", "application/pdf", lambda: pdf("A3"))


def record_downloads(context: PageContext, rows: np.ndarray, mask: Mask) -> None:
    """The rows on screen as tables and as data, and their map."""
    if not len(rows):
        return
    with st.container(horizontal=True, key="downloads"):
        _rows(context, rows, interchange=True)
        _print(context, mask, one_page=True)


def county_downloads(context: PageContext, adcode: str, mask: Mask) -> None:
    """The briefing of a county, the rows that pass there, and its map."""
    rows = np.flatnonzero(mask & in_counties(context.record, [adcode]))

    def make() -> bytes:
        today = datetime.date.today()
        filters = context.view.filters
        return briefing.docx_bytes(adcode, context.layers, mask, context.language, today, filters)

    with st.container(horizontal=True, key="downloads"):
        _button(context, "export_docx", "docx", _DOCX, make)
        if len(rows):
            _rows(context, rows)
        _print(context, mask, county=adcode, one_page=True)


def page_downloads(context: PageContext, blocks: list[Block], mask: Mask | None = None) -> None:
    """Every table of the page as a sheet of one XLSX; with `mask` its rows as data and map."""

    def make() -> bytes:
        today = datetime.date.today()
        about = provenance(
            context.view.filters, context.record, context.config, context.language, today
        )
        return page_workbook.page_bytes(blocks, about, context.language, today)

    with st.container(horizontal=True, key="downloads"):
        _button(context, "export_page", "xlsx", _XLSX, make)
        if mask is not None and mask.any():
            _rows(context, np.flatnonzero(mask))
            _print(context, mask)
