"""Download buttons: each file is made when its button is pressed, not before."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import numpy as np
import streamlit as st

from components.frame import PageContext
from geodata.config import Config
from geodata.language.dates import beijing_date
from geodata.language.text import word
from geodata.language.vocabulary import KIND_BY_ID, Language
from geodata.record.names import county_names, item_name
from geodata.record.selection import Selection
from geodata.reports import (
    briefing,
    geopackage,
    page_workbook,
    plan_word,
    plan_workbook,
    workbook,
)
from geodata.reports.file_name import file_name, selection_named
from geodata.reports.interchange import about_bytes, csv_bytes, geojson_bytes
from geodata.reports.paper import fonts, handout, printed_map
from geodata.reports.provenance import provenance
from geodata.views.page import Block
from geodata.views.plan_extract import PlanExtract

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_GPKG = "application/geopackage+sqlite3"
_GEOJSON = "application/geo+json"
_PDF = "application/pdf"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True)
class _File:
    """A file to download: its button's word, ending, type, how it is made, what tells it apart."""

    key: str
    ending: str
    mime: str
    make: Callable[[], bytes]
    part: str = ""  # a word


def _button(context: PageContext, file: _File, about: str) -> None:
    """The button of a file about `about`, any text."""
    language = context.language
    part = word(file.part, language) if file.part else ""
    st.download_button(
        word(file.key, language),
        data=file.make,
        file_name=file_name(about, file.ending, language, beijing_date(), part),
        mime=file.mime,
        on_click="ignore",
        key=file.key,
    )


def _items(
    context: PageContext,
    selection: Selection,
    about: str,
    order: np.ndarray | None = None,
    interchange: bool = False,
) -> None:
    """The items selected as XLSX and GeoPackage, with `interchange` as CSV and GeoJSON too.

    They are taken from the record when a file is made: a session keeps no copy of them.
    """
    layers, today = context.layers, beijing_date()
    described = (selection, context.config, context.language, today)
    listed = (*described, order)
    located = (selection, layers, context.language, today, order)

    def gpkg(crs: geopackage.Crs) -> Callable[[], bytes]:
        return lambda: geopackage.gpkg_bytes(*located, crs)

    xlsx = _File("export_xlsx", "xlsx", _XLSX, lambda: workbook.xlsx_bytes(*listed))
    maps = [
        _File("export_geopackage", "gpkg", _GPKG, gpkg("EPSG:4326")),
        _File("export_geopackage_cgcs", "gpkg", _GPKG, gpkg("EPSG:4490"), "file_cgcs"),
    ]
    text = [
        _File("export_csv", "csv", "text/csv", lambda: csv_bytes(*listed)),
        _File("export_about", "txt", "text/plain", lambda: about_bytes(*described), "file_about"),
    ]
    geojson = [_File("export_geojson", "geojson", _GEOJSON, lambda: geojson_bytes(*located))]
    for file in [xlsx, *text, *maps, *geojson] if interchange else [xlsx, *maps]:
        _button(context, file, about)


def _print(
    context: PageContext,
    selection: Selection,
    about: str,
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

    def pdf(paper: printed_map.Paper, across: bool) -> Callable[[], bytes]:
        return lambda: printed_map.pdf_bytes(*drawn, paper, county, across)

    def picture() -> bytes:
        return printed_map.png_bytes(*drawn, county=county)

    def handed() -> bytes:
        chosen = context.view
        return handout.pdf_bytes(*drawn, item=chosen.item, county=chosen.county)

    if one_page:
        handout_file = _File("export_handout", "pdf", _PDF, handed, "file_clauses")
        _button(context, handout_file, _chosen(context) or about)
    for file in (
        _File("export_png", "png", "image/png", picture, "file_map"),
        _File("export_pdf", "pdf", _PDF, pdf("A4", False), "file_map"),
        _File("export_pdf_across", "pdf", _PDF, pdf("A4", True), "file_map_across"),
        _File("export_pdf_a3", "pdf", _PDF, pdf("A3", False), "file_map_a3"),
        _File("export_pdf_a3_across", "pdf", _PDF, pdf("A3", True), "file_map_a3_across"),
    ):
        _button(context, file, about)


def _chosen(context: PageContext) -> str:
    """What is chosen on the page in words: a county, else an item; '' for nothing."""
    if context.view.county:
        return county_names(context.view.county, context.record, context.language)
    item = context.record.project(context.view.item)
    return "" if item is None else item_name(item, context.language)


def package_name(language: Language) -> str:
    """What the record as one file is called."""
    return file_name(word("file_record", language), "zip", language, beijing_date())


def record_downloads(context: PageContext, selection: Selection, order: np.ndarray) -> None:
    """The items on screen, in the order shown, as tables and as data, and their map."""
    if not len(order):
        return
    about = selection_named(selection, context.language)
    with st.container(horizontal=True, key="downloads"):
        _items(context, selection, about, order, interchange=True)
        _print(context, selection, about, one_page=True)


def county_downloads(context: PageContext, selection: Selection, adcode: str) -> None:
    """The briefing of a county, the items that pass there, and its map."""
    own = selection.narrowed(county=adcode)
    about = county_names(adcode, context.record, context.language)

    def make() -> bytes:
        today = beijing_date()
        return briefing.docx_bytes(adcode, context.layers, selection, context.language, today)

    with st.container(horizontal=True, key="downloads"):
        _button(context, _File("export_docx", "docx", _DOCX, make), about)
        if own.things:
            _items(context, own, about)
        _print(context, selection, about, county=adcode, one_page=True)


def plan_downloads(context: PageContext, plan: PlanExtract) -> None:
    """The plan with what passes as Word and Excel; with a filter on units, the list of these."""
    of = (plan, context.config, context.language, beijing_date())
    docx, xlsx, part = ("plan_file_docx", "plan_file_xlsx", "plan_page")
    if plan.selection.filters.unit:
        docx, xlsx, part = ("plan_list_docx", "plan_list_xlsx", "file_units")
    about = selection_named(plan.selection, context.language)
    with st.container(horizontal=True, key="downloads"):
        for file in (
            _File(docx, "docx", _DOCX, lambda: plan_word.docx_bytes(*of), part),
            _File(xlsx, "xlsx", _XLSX, lambda: plan_workbook.xlsx_bytes(*of), part),
        ):
            _button(context, file, about)


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

    part = "targets_page" if items is None else "gaps_page"
    with st.container(horizontal=True, key="downloads"):
        file = _File("export_page", "xlsx", _XLSX, make, part)
        _button(context, file, selection_named(selection, context.language))
        if items is not None and items.things:
            about = selection_named(items, context.language)
            _items(context, items, about)
            _print(context, items, about)
