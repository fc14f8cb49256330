"""The card of a functional zone or city: what stands at its anchor, listed as in the plan."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import pandas as pd

from geodata.language.text import bracketed, word
from geodata.language.vocabulary import Language, term
from geodata.record.derived import kept_with_record
from geodata.record.masks import first_rows, rows_with
from geodata.record.names import city_name
from geodata.record.record import Record
from geodata.record.roles import quiet_rows, things_said
from geodata.record.selection import Selection
from geodata.views.card import listed_item, section_said


def anchor_card(selection: Selection, anchor: str, language: Language) -> dict[str, Any]:
    """A zone or city with the things that pass and have no county, by chapter and section.

    First what it is: the official words on its extent, and where its anchor is from. Under filters
    the count says how many there are without them.
    """
    record = selection.record
    zone = record.zones.loc[anchor]
    here = rows_with("anchor", [anchor], record)
    numbers = first_rows(selection.mask & here, record)
    roles = record.projects[["thing", "thing_role"]]
    every = list(roles[here].itertuples())
    of = every if selection.filters.active else None
    count = things_said(roles.iloc[numbers].itertuples(), of, language)
    grade = term("source_grade", zone.source_grade, language)
    place = word("anchor_place", language, place=zone.place_zh, source=zone.source)
    extent = word("anchor_extent", language, extent=zone.extent_zh, source=zone.extent_source)
    empty = "" if len(numbers) else "anchor_none_pass" if every else "anchor_none"
    return {
        "id": anchor,
        "name": str(zone[f"zone_{language}"]),
        "form": str(zone.kind),
        "kind": word(f"anchor_{zone.kind}", language).capitalize(),
        "count": word("anchor_items", language, counted=count) if every else "",
        "extent": extent if zone.extent_zh else "",
        "place": place + bracketed(grade, language),
        "empty": word(empty, language) if empty else "",
        "chapters": _chapters(numbers, record, language),
    }


# What the card takes of a row.
_SHOWN: Final = (
    "project_id",
    "document_id",
    "section",
    "name_zh",
    "name_en",
    "kind",
    "precision",
    "sector",
    "thing_role",
)


@kept_with_record
def _outline(record: Record) -> pd.DataFrame:
    """For each section, by document and section: its `order` in all outlines, and its `head`.

    The head is the last chapter or part up to it.
    """
    outline = record.chapters
    head = outline.section.where(outline.level.isin(["chapter", "part"]))
    # What stands before the first chapter is its own head.
    head = head.groupby(outline.document_id).ffill().fillna(outline.section)
    order = np.arange(len(outline))
    return outline.assign(order=order, head=head).set_index(["document_id", "section"])


def _chapters(numbers: np.ndarray, record: Record, language: Language) -> list[dict[str, Any]]:
    """The rows `numbers` under the titles of their part and section, in the plans' order."""
    # Of many columns each row costs as much as all that is shown of it.
    rows = record.projects[list(_SHOWN)].iloc[numbers].assign(quiet=quiet_rows(record)[numbers])
    outline = _outline(record).loc[list(zip(rows.document_id, rows.section, strict=True))]
    rows = rows.assign(order=outline.order.to_numpy(), head=outline["head"].to_numpy())
    rows = rows.sort_values(["order", "project_id"])
    several = rows.document_id.nunique() > 1
    chapters = []
    for (document_id, head), own in rows.groupby(["document_id", "head"], sort=False):
        plan = f"{city_name(record, str(document_id), language)} · " if several else ""
        sections = [
            {
                "title": ""
                if section == head
                else section_said(str(document_id), str(section), record, language),
                "items": [listed_item(row, language) for row in group.itertuples()],
            }
            for section, group in own.groupby("section", sort=False)
        ]
        title = plan + section_said(str(document_id), str(head), record, language)
        chapters.append({"title": title, "sections": sections})
    return chapters
