"""Download buttons: each file is made when its button is pressed, not before."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pandas as pd
import streamlit as st

from components.shell import Frame
from geodata import briefing, exports, fonts, geopackage, page_workbook, print_map, workbook
from geodata.blocks import Block
from geodata.select import Mask
from geodata.words import word

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
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


def record_downloads(frame: Frame, rows: pd.DataFrame, mask: Mask) -> None:
    """The rows on screen as CSV, XLSX, GeoJSON and GeoPackage, and their map as PNG and PDF."""
    if rows.empty:
        return
    today = datetime.date.today()
    filters, language, layers = frame.view.filters, frame.language, frame.layers
    listed = (rows, filters, frame.record, frame.config, language, today)
    located = (rows, filters, layers, language, today)
    with st.container(horizontal=True, key="downloads"):
        _button(frame, "export_xlsx", "xlsx", _XLSX, lambda: workbook.xlsx_bytes(*listed))
        _button(frame, "export_csv", "csv", "text/csv", lambda: exports.csv_bytes(*listed))
        _button(
            frame,
            "export_geopackage",
            "gpkg",
            "application/geopackage+sqlite3",
            lambda: geopackage.gpkg_bytes(*located),
        )
        _button(
            frame,
            "export_geojson",
            "geojson",
            "application/geo+json",
            lambda: exports.geojson_bytes(*located),
        )
        _map_buttons(frame, mask)


def _map_buttons(frame: Frame, mask: Mask, county: str | None = None) -> None:
    """The map for print; one sentence instead where the server has no Chinese font."""
    try:
        fonts.chinese_family()
    except fonts.MissingFontError as missing:
        st.caption(missing.sentence(frame.language))
        return
    drawn = (frame.layers, mask, frame.view.filters, frame.language, datetime.date.today())
    for key, ending, mime, make in (
        ("export_png", "png", "image/png", print_map.png_bytes),
        ("export_pdf", "pdf", "application/pdf", print_map.pdf_bytes),
    ):
        _button(frame, key, ending, mime, lambda make=make: make(*drawn, county=county))  # type: ignore[misc]


def county_downloads(frame: Frame, adcode: str, mask: Mask) -> None:
    """The briefing of a county as DOCX and its map as PNG and PDF."""
    today = datetime.date.today()
    with st.container(horizontal=True, key="downloads"):
        _button(
            frame,
            "export_docx",
            "docx",
            _DOCX,
            lambda: briefing.docx_bytes(
                adcode, frame.layers, mask, frame.language, today, frame.view.filters
            ),
        )
        _map_buttons(frame, mask, county=adcode)


def page_downloads(frame: Frame, blocks: list[Block]) -> None:
    """Every table of the page as a sheet of one XLSX."""
    about = exports.provenance(
        frame.view.filters, frame.record, frame.config, frame.language, datetime.date.today()
    )
    with st.container(horizontal=True, key="downloads"):
        _button(
            frame,
            "export_xlsx",
            "xlsx",
            _XLSX,
            lambda: page_workbook.page_bytes(blocks, about, frame.language, datetime.date.today()),
        )
