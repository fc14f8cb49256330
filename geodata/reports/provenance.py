"""What every file says of itself: what it is about, date, sources, boundaries."""

from __future__ import annotations

import datetime

from geodata.config import Config
from geodata.language.text import word
from geodata.language.vocabulary import (
    KIND_BY_ID,
    PRECISIONS,
    SECTOR_BY_ID,
    YEAR_BASES,
    Language,
)
from geodata.record.filters import Filters
from geodata.record.record import Record


def described(filters: Filters, record: Record, language: Language) -> str:
    """The filters in words, `none` where nothing is filtered."""
    labels = {
        "sector": {s.id: s.label(language) for s in SECTOR_BY_ID.values()},
        "kind": {k.id: k.label(language) for k in KIND_BY_ID.values()},
        "city": (
            record.documents.city_zh if language == "zh" else record.documents.city_en
        ).to_dict(),
        "county": (
            record.county_names.county_zh if language == "zh" else record.county_names.county_en
        ).to_dict(),
        "basis": {t.id: t.label(language) for t in YEAR_BASES},
        "precision": {t.id: t.label(language) for t in PRECISIONS},
    }
    said = []
    for name in labels:
        chosen = getattr(filters, name)
        if chosen:
            said.append(f"{word(name, language)}={'/'.join(str(labels[name][v]) for v in chosen)}")
    if filters.year is not None:
        said.append(
            f"{word('year', language)}={filters.year} ({word('due_' + filters.due, language)})"
        )
    if filters.text:
        said.append(f"{word('q', language)}={filters.text}")
    separator = "；" if language == "zh" else "; "
    return separator.join(said) or word("export_none", language)


def attribution(config: Config, language: Language) -> str:
    """Source of the boundaries and their map approval number, or that there is none."""
    number = config.approval_number
    approval = (
        word("approval", language, number=number) if number else word("no_approval", language)
    )
    source = config.boundary_source if language == "zh" else config.boundary_source_en
    return f"{word('boundary', language, source=source)} · {approval}"


def provenance(
    filters: Filters, record: Record, config: Config, language: Language, today: datetime.date
) -> list[tuple[str, str]]:
    """What every export says of itself: filters, date, sources, boundaries, precision."""
    documents = [
        f"《{d.title_zh}》{f'（{d.document_no}）' if d.document_no else ''}"
        for d in record.documents.itertuples()
    ]
    return [
        (word("export_title", language), f"v{record.version}"),
        (word("export_filters", language), described(filters, record, language)),
        (word("export_date", language), today.isoformat()),
        (word("export_sources", language), "".join(documents)),
        (word("export_boundary", language), attribution(config, language)),
        (word("export_precision", language), ""),
    ]
