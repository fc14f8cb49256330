"""What every file says of itself: what it is about, date, sources, boundaries."""

from __future__ import annotations

import datetime
from collections.abc import Collection

from geodata.config import Config
from geodata.language.text import word
from geodata.language.vocabulary import Language
from geodata.record.boundaries import is_shipped
from geodata.record.record import Record
from geodata.record.selection import Selection


def attribution(config: Config, language: Language) -> str:
    """Source of the boundaries and their map approval number, or that there is none."""
    return word("boundary", language, source=boundaries_said(config, language))


def boundaries_said(config: Config, language: Language) -> str:
    """As `attribution`, for a line whose label already says that it is about boundaries."""
    number = config.approval_number
    approval = (
        word("approval", language, number=number) if number else word("no_approval", language)
    )
    return f"{boundary_source(config, language)} · {approval}"


def boundary_source(config: Config, language: Language) -> str:
    """Whose boundaries they are: what the settings say in either language, else what is known.

    A file is only called 天地图 if it is the one that comes with Fengtu; of any other its name is
    all that is known.
    """
    zh, en = config.boundary_source, config.boundary_source_en
    said = (zh or en) if language == "zh" else (en or zh)
    if said:
        return said
    if is_shipped(config.boundaries):
        return word("boundary_shipped", language)
    return word("boundary_own", language, name=config.boundaries.name)


def provenance(
    selection: Selection,
    config: Config,
    language: Language,
    today: datetime.date,
    used: Collection[str] | None = None,
) -> list[tuple[str, str]]:
    """What every file says of itself, label and text: selection, date, sources, boundaries, places.

    The sources are the documents `used` (ids); without, all that were read: a file of what passes
    a filter is also about the plans in which nothing does.
    """
    record = selection.record
    return [
        (word("export_version", language), f"v{record.version}"),
        (word("export_filters", language), selection.stated(language)),
        (word("export_date", language), today.isoformat()),
        (word("export_sources", language), titles(record, used)),
        (word("export_boundary", language), boundaries_said(config, language)),
        (word("export_places", language), word("export_precision", language)),
    ]


def titles(record: Record, used: Collection[str] | None = None) -> str:
    """Titles of the documents `used` (ids; all without) with their numbers."""
    return "".join(
        f"《{d.title_zh}》{f'（{d.document_no}）' if d.document_no else ''}"
        for d in record.documents.itertuples()
        if used is None or d.Index in used
    )
