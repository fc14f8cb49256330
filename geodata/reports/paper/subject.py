"""What a printed page is about: the rows that it lists, in their order, and its counties."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from geodata.language.text import word
from geodata.language.vocabulary import SECTOR_BY_ID, Language
from geodata.record.masks import in_counties
from geodata.record.names import item_name
from geodata.record.record import Record
from geodata.record.selection import Selection
from geodata.reports.item_rows import may_apply
from geodata.views.card import county_card


@dataclass(frozen=True)
class Subject:
    """What a page is about: its title, the counties on its map, the rows it lists, in order.

    `thing` is the chosen one, '' for none; `wide` says how many of the rows only may apply to the
    county that it is about; `empty` is what stands there without any row.
    """

    title: str
    counties: tuple[str, ...]
    rows: pd.DataFrame
    thing: str
    wide: int
    empty: str

    @property
    def numbers(self) -> dict[str, int]:
        """The number of each thing: its place among the rows, from 1."""
        return {str(thing): place for place, thing in enumerate(self.rows.thing, start=1)}


def subject(
    selection: Selection,
    language: Language,
    item: str = "",
    county: str = "",
) -> Subject:
    """The subject of a view: the chosen county, else the item and its counties, else all that pass.

    An item without a county stands with what is named for the same zone or city. After what is
    named for a county follows what may apply there. Each thing is there once: the chosen one
    first, then by county (last by zone and city), sector and id. `item` is a project_id and
    `county` an adcode, '' for none.
    Raises KeyError for an unknown adcode.
    """
    record = selection.record
    chosen = record.project(item)
    within = np.ones(len(record.projects), dtype=bool)
    limits = selection.counties or frozenset()
    counties = tuple(code for code in record.counties.index if code in limits)
    title = word("report_map_title", language)
    if county:
        counties = (county,)
        within = in_counties(record, counties)
        within = within | may_apply(record.projects, county, record).to_numpy()
    elif chosen is not None and chosen.adcodes:
        title, counties = item_name(chosen, language), tuple(chosen.adcodes.split(";"))
        within = in_counties(record, counties)
    elif chosen is not None:
        title = item_name(chosen, language)
        counties = tuple(record.zones.adcodes[chosen.anchor].split(";"))
        within = (record.projects.anchor == chosen.anchor).to_numpy()
    if len(counties) == 1 and (county or chosen is None):
        title = county_title(counties[0], record, language)
    rows = in_order(record.projects[selection.mask & within])
    thing = ""
    if chosen is not None:
        thing = str(chosen.thing)
        rows = pd.concat([chosen.to_frame().T, rows[rows.thing != thing]])
    empty = word("nothing", language)
    if county:
        card = county_card(selection, county, language)
        empty = card["warning"] or card["empty"]
    may = int((rows.anchor != "").sum()) if county else 0
    return Subject(title, counties, rows, thing, may, empty)


def county_title(adcode: str, record: Record, language: Language) -> str:
    """What a page about that county is called. KeyError for an unknown adcode."""
    row = record.county_names.loc[adcode]
    chinese = language == "zh"
    return word(
        "report_county_title",
        language,
        county=row.county_zh if chinese else row.county_en,
        city=row.prefecture_zh if chinese else row.prefecture_en,
    )


def in_order(rows: pd.DataFrame) -> pd.DataFrame:
    """Each thing of `rows` once: by county (without one last, by zone or city), sector, id."""
    rank = {sector: number for number, sector in enumerate(SECTOR_BY_ID)}
    keyed = rows.drop_duplicates("thing").assign(
        _county=lambda r: r.adcodes.where(r.adcodes != "", "~" + r.anchor),
        _sector=lambda r: r.sector.map(rank),
    )
    return keyed.sort_values(["_county", "_sector", "project_id"])
