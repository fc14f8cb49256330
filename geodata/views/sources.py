"""The sources page: documents, rules, places and their sources, readings, errata, dictionary."""

from __future__ import annotations

from typing import Any

import pandas as pd

from geodata.language.text import bracketed, labelled, word
from geodata.language.vocabulary import COVERAGES, PRECISIONS, Language
from geodata.record import schema
from geodata.record.checks.run import CHECKS
from geodata.record.names import city_name, place_name
from geodata.record.record import Record
from geodata.views.link import Link
from geodata.views.page import (
    Block,
    Cell,
    Column,
    Heading,
    Table,
    Text,
    blank,
    bullets,
    fold,
    number,
    plan,
    table,
)


def blocks(record: Record, language: Language) -> list[Block]:
    """Everything the sources page shows, in order."""
    zh = language == "zh"

    def w(key: str, **values: object) -> str:
        return word(key, language, **values)

    city = (record.documents.city_zh if zh else record.documents.city_en).to_dict()
    return [
        Heading(w("sources")),
        Text(w("sources_intro")),
        Heading(w("sources_documents"), 3),
        _documents(record, language),
        Text(w("sources_lengths")),
        Heading(w("sources_rules"), 3),
        Text(w("rules_intro")),
        bullets([w(f"rule_{n}") for n in range(1, 11)]),
        Heading(w("sources_method"), 3),
        bullets([w(f"method_{n}", checks=len(CHECKS)) for n in range(1, 6)]),
        *_places(record, language),
        Heading(w("sources_readings"), 3),
        Text(w("readings_intro")),
        _readings(record, city, language),
        fold(
            w("readings_notes"),
            [
                Text(labelled(_round(r, city, language), r.note_zh, language))
                for r in record.readings.itertuples()
                if r.note_zh
            ],
        ),
        Heading(w("sources_errata"), 3),
        Text(w("errata_intro", count=len(record.errata))),
        fold(
            w("show_all", count=len(record.errata)),
            [
                table(
                    w("sources_errata"),
                    [w("col_city"), w("errata_printed"), w("errata_read"), w("errata_reason")],
                    [
                        [city[e.document_id], e.printed_zh, e.read_as_zh, e.reason_zh]
                        for e in record.errata.itertuples()
                    ],
                )
            ],
        ),
        Heading(w("sources_decisions"), 3),
        Text(w("decisions_intro", count=len(record.decisions))),
        Heading(w("sources_dictionary"), 3),
        *[
            fold(f"{t.file} · {t.zh if zh else t.en}", [_columns(t, language)])
            for t in schema.TABLES
        ],
    ]


def _documents(record: Record, language: Language) -> Table:
    zh = language == "zh"
    coverage = {t.id: t.label(language) for t in COVERAGES}
    length = record.readings.drop_duplicates("document_id").set_index("document_id").characters
    rows: list[list[Cell | str]] = []
    for d in record.documents.itertuples():
        own = record.projects[record.projects.document_id == d.document_id]
        characters = int(length.get(d.document_id, 0))
        density = len(own) / characters * 10_000 if characters else 0.0
        rows.append(
            [
                d.city_zh if zh else d.city_en,
                plan(f"《{d.title_zh}》", d.document_id),
                d.document_no or "—",
                d.issued_date,
                coverage[d.coverage],
                number(characters) if characters else blank(),
                number(len(own)),
                number(density, f"{density:.0f}") if characters else blank(),
                number((record.targets.document_id == d.document_id).sum()),
            ]
        )
    numeric = ("doc_length", "doc_items", "doc_density", "doc_targets")
    keys = ("col_city", "doc_title", "doc_number", "doc_date", "doc_coverage", *numeric)
    columns = [Column(word(key, language), numeric=key in numeric) for key in keys]
    return table(word("sources_documents", language), columns, rows)


def _readings(record: Record, city: dict[str, str], language: Language) -> Table:
    numeric = ("reading_both", "reading_first", "reading_second", "reading_added", "reading_fields")
    keys = ("col_city", "reading_round", "reading_what", *numeric)
    return table(
        word("sources_readings", language),
        [Column(word(key, language), numeric=key in numeric) for key in keys],
        [
            [
                city[r.document_id],
                word(f"reading_round_{r.round}", language),
                word(f"reading_{r.what}", language),
                number(r.both),
                _kept(r.only_first, r.only_first_kept, language),
                _kept(r.only_second, r.only_second_kept, language),
                number(r.added),
                number(r.fields_settled),
            ]
            for r in record.readings.itertuples()
        ],
    )


def _kept(found: int, kept: int, language: Language) -> Cell:
    """How many one reading found alone, and how many of them were kept."""
    return number(found, word("reading_kept", language, found=found, kept=kept))


def _round(row: Any, city: dict[str, str], language: Language) -> str:
    """The document and the round of a row of readings."""
    said = word(f"reading_round_{row.round}", language)
    return city[row.document_id] + bracketed(said, language)


def _places(record: Record, language: Language) -> list[Block]:
    """How well things are placed, rung by rung; how good the sources of points are; the rest."""
    things = record.projects.drop_duplicates("thing")
    wide = things[things.anchor != ""].groupby("anchor").size()
    kinds = record.zones.kind
    return [
        Heading(word("sources_ladder", language), 3),
        Text(word("ladder_intro", language, things=len(things))),
        _ladder(things, record, language),
        Text(word("grades_intro", language)),
        _grades(things, language),
        Heading(word("sources_wide", language), 3),
        Text(word("wide_intro", language, things=int(wide.sum()))),
        bullets(
            word(
                f"wide_{kinds[zone]}",
                language,
                name=place_name(record, zone, language),
                things=int(things_there),
            )
            for zone, things_there in wide.items()
        ),
    ]


def _ladder(things: pd.DataFrame, record: Record, language: Language) -> Table:
    plans = list(record.documents.index)
    counts = pd.crosstab(things.precision, things.document_id)
    counts = counts.reindex(index=[t.id for t in PRECISIONS], columns=plans, fill_value=0)
    columns = [
        Column(word("precision", language)),
        Column(word("ladder_means", language)),
        *(Column(city_name(record, plan, language), numeric=True) for plan in plans),
        Column(word("ladder_sum", language), numeric=True),
    ]
    rows: list[list[Cell | str]] = [
        [
            rung.label(language),
            word(f"rung_{rung.id}", language),
            *(number(int(counts.loc[rung.id, plan])) for plan in plans),
            number(int(counts.loc[rung.id].sum())),
        ]
        for rung in PRECISIONS
    ]
    return table(word("sources_ladder", language), columns, rows)


def _grades(things: pd.DataFrame, language: Language) -> Table:
    """Grades of sources with the points that rest on them; one that places nothing has none."""
    points = things[things.point_precision != ""].source_grade.value_counts()
    columns = [
        Column(word("grade", language)),
        Column(word("ladder_means", language)),
        Column(word("grade_points", language), numeric=True),
    ]
    rows: list[list[Cell | str]] = [
        [grade, word(f"grade_{grade}", language), number(int(points.get(grade, 0)))]
        for grade in ("A", "B", "C")
    ]
    return table(word("sources_grades", language), columns, rows)


def wide_link(view: Link) -> tuple[str, dict[str, str]]:
    """What opens the atlas with everything that has no county: its label, its parameters."""
    query = {"precision": "zone,city", "lang": view.language, "theme": view.theme}
    return word("wide_open", view.language), query


def _columns(described: schema.Table, language: Language) -> Table:
    return table(
        described.file,
        [
            word(key, language)
            for key in ("column", "column_meaning", "column_type", "column_values")
        ],
        [
            [
                column.name,
                column.zh if language == "zh" else column.en,
                column.type,
                " | ".join(column.enum),
            ]
            for column in described.columns
        ],
    )
