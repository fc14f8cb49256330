"""Download buttons: each file is made when its button is pressed, not before."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import numpy as np
import pandas as pd
import streamlit as st

from components.shell import Frame
from geodata import (
    briefing,
    exports,
    fonts,
    geopackage,
    handout,
    page_workbook,
    print_map,
    workbook,
)
from geodata.blocks import Block
from geodata.select import Mask, in_counties
from geodata.words import word

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_GPKG = "application/geopackage+sqlite3"
_GEOJSON = "application/geo+json"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _button(frame: Frame, key: str, ending: str, mime: str, make: Callable[[], bytes]) -> None:
    st.download_button(
        word(key, frame.language),
        data=make,
        file_name=f"fengtu-{datetime.date.today():%Y%m%d}.{ending}",
        mime=mime,
        on_click="ignore",
        key=key,
    )


def _rows(frame: Frame, rows: np.ndarray, interchange: bool = False) -> None:
    """The rows numbered `rows` as XLSX and GeoPackage, with `interchange` as CSV and GeoJSON too.

    They are taken from the record when a file is made: a session keeps no copy of them.
    """
    filters, language, layers = frame.view.filters, frame.language, frame.layers
    today = datetime.date.today()
    listed = (filters, frame.record, frame.config, language, today)
    located = (filters, layers, language, today)

    def taken() -> pd.DataFrame:
        return frame.record.projects.iloc[rows]

    files: list[tuple[str, str, str, Callable[[], bytes]]] = [
        ("export_xlsx", "xlsx", _XLSX, lambda: workbook.xlsx_bytes(taken(), *listed)),
        ("export_csv", "csv", "text/csv", lambda: exports.csv_bytes(taken(), *listed)),
        ("export_geopackage", "gpkg", _GPKG, lambda: geopackage.gpkg_bytes(taken(), *located)),
        ("export_geojson", "geojson", _GEOJSON, lambda: exports.geojson_bytes(taken(), *located)),
    ]
    for key, ending, mime, make in files:
        if interchange or ending in ("xlsx", "gpkg"):
            _button(frame, key, ending, mime, make)


def _print(frame: Frame, mask: Mask, county: str | None = None, one_page: bool = False) -> None:
    """The map for print, with `one_page` the handout of what is chosen on the page first.

    One sentence instead where the server has no Chinese font.
    """
    try:
        fonts.chinese_family()
    except fonts.MissingFontError as missing:
        st.caption(missing.sentence(frame.language))
        return
    drawn = (frame.layers, mask, frame.view.filters, frame.language, datetime.date.today())

    def pdf(paper: print_map.Paper) -> bytes:
        return print_map.pdf_bytes(*drawn, paper=paper, county=county)

    def handed() -> bytes:
        chosen = frame.view
        return handout.pdf_bytes(*drawn, item=chosen.item, county=chosen.county)

    if one_page:
        _button(frame, "export_handout", "a4.pdf", "application/pdf", handed)
    _button(
        frame, "export_png", "png", "image/png", lambda: print_map.png_bytes(*drawn, county=county)
    )
    _button(frame, "export_pdf", "pdf", "application/pdf", lambda: pdf("A4"))
    _button(frame, "export_pdf_a3", "a3.pdf", "application/pdf", lambda: pdf("A3"))


def record_downloads(frame: Frame, rows: np.ndarray, mask: Mask) -> None:
    """The rows on screen as tables and as data, and their map."""
    if not len(rows):
        return
    with st.container(horizontal=True, key="downloads"):
        _rows(frame, rows, interchange=True)
        _print(frame, mask, one_page=True)


def county_downloads(frame: Frame, adcode: str, mask: Mask) -> None:
    """The briefing of a county, the rows that pass there, and its map."""
    rows = np.flatnonzero(mask & in_counties(frame.record, [adcode]))

    def make() -> bytes:
        today = datetime.date.today()
        filters = frame.view.filters
        return briefing.docx_bytes(adcode, frame.layers, mask, frame.language, today, filters)

    with st.container(horizontal=True, key="downloads"):
        _button(frame, "export_docx", "docx", _DOCX, make)
        if len(rows):
            _rows(frame, rows)
        _print(frame, mask, county=adcode, one_page=True)


def page_downloads(frame: Frame, blocks: list[Block], mask: Mask | None = None) -> None:
    """Every table of the page as a sheet of one XLSX; with `mask` its rows as data and map."""

    def make() -> bytes:
        today = datetime.date.today()
        about = exports.provenance(
            frame.view.filters, frame.record, frame.config, frame.language, today
        )
        return page_workbook.page_bytes(blocks, about, frame.language, today)

    with st.container(horizontal=True, key="downloads"):
        _button(frame, "export_page", "xlsx", _XLSX, make)
        if mask is not None and mask.any():
            _rows(frame, np.flatnonzero(mask))
            _print(frame, mask)
