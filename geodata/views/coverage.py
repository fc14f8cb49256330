"""The gap page: the matrix, and for one kind findings, distances, neighbours, tests, densities."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from geodata.analysis.clustering import clustering
from geodata.analysis.coverage import Matrix, complements, matrix, sector_matrix
from geodata.analysis.density import density
from geodata.analysis.distances import Distances, distance_ranges
from geodata.analysis.findings import findings
from geodata.analysis.neighbours import adjacent
from geodata.atlas.classes import count_class
from geodata.language.text import word
from geodata.language.vocabulary import KIND_BY_ID, KINDS, SECTOR_BY_ID, SECTORS, Language
from geodata.record.derived import kept_with_record
from geodata.record.names import county_names
from geodata.record.record import Record
from geodata.record.selection import Mask
from geodata.views import page as b

_EMPTY = {
    "not_named": ("○", "none"),
    "partly": ("◐", "partly"),
    "no_plan": ("—", "noplan"),
    "not_applicable": ("·", "none"),
}


@dataclass(frozen=True)
class Question:
    """What the gap page is asked: rows, a kind, its complement, the level of the matrix."""

    mask: Mask
    kind: str
    partner: str
    by_kind: bool


@kept_with_record
def kind_choices(record: Record, language: Language) -> list[tuple[str, list[tuple[str, str]]]]:
    """Kinds that the record names, by sector, for a drop-down."""
    named = set(record.projects.kind)
    return [
        (
            sector.label(language),
            [(k.id, k.label(language)) for k in KINDS if k.sector == sector.id and k.id in named],
        )
        for sector in SECTORS
    ]


@kept_with_record
def default_kinds(record: Record) -> tuple[str, str]:
    """The two kinds that a visitor meets first: the two energy kinds named most often."""
    counts = record.projects[record.projects.adcodes != ""]
    counts = counts[counts.sector == "energy"].drop_duplicates("thing").kind.value_counts()
    first = [str(kind) for kind in counts.index if kind in ("wind_farm", "storage_station")]
    return (first[0], first[1]) if len(first) == 2 else (str(counts.index[0]), str(counts.index[1]))


def matrix_blocks(question: Question, record: Record, language: Language) -> list[b.Block]:
    """The county × kind (or sector) matrix with the four empties."""
    table = (
        matrix(record, question.mask) if question.by_kind else sector_matrix(record, question.mask)
    )
    return [
        b.heading(word("matrix_heading", language), 3),
        b.text(word("matrix_legend", language)),
        _matrix_table(table, question.by_kind, record, language),
    ]


def _matrix_table(table: Matrix, by_kind: bool, record: Record, language: Language) -> b.Block:
    labels = KIND_BY_ID if by_kind else SECTOR_BY_ID
    columns = [c for c in table.counts.columns if not by_kind or table.counts[c].sum()]
    head: list[b.Cell] = [word("col_county", language)]
    head += [labels[c].label(language) for c in columns]
    rows = []
    counts = table.counts[columns].to_numpy()
    statuses = table.status[columns].to_numpy(dtype=str)
    for adcode, numbers, said in zip(table.counts.index, counts, statuses, strict=True):
        name = county_names(str(adcode), record, language)
        cells: list[b.Cell] = [b.county(name, str(adcode))]
        for column, count, status in zip(columns, numbers.tolist(), said.tolist(), strict=True):
            if status == "named":
                cell = b.shaded(str(count), f"c{count_class(count)}")
                cells.append(b.chooses(cell, "about", column) if by_kind else cell)
            else:
                sign, tone = _EMPTY[status]
                cells.append(b.shaded(sign, tone))
        rows.append(cells)
    return b.table(word("matrix_heading", language), head, rows, dense=True)


def kind_blocks(question: Question, record: Record, language: Language) -> list[b.Block]:
    """Everything about one kind: findings, distances, complements, clustering, density."""
    table = matrix(record, question.mask)
    tests = clustering(record, mask=question.mask, table=table)
    reach = distance_ranges(record, question.kind, question.mask, table)
    return [
        *_findings(question, record, language, table, tests, reach),
        *_distances(reach, record, language),
        *_complements(question, record, language),
        *_joins(question, tests, language),
        *_density(question, record, language, table),
    ]


def _findings(
    question: Question,
    record: Record,
    language: Language,
    table: Matrix,
    tests: pd.DataFrame,
    reach: Distances,
) -> list[b.Block]:
    found = findings(
        record, question.kind, language, question.mask, table, tests=tests, reach=reach
    )
    return [
        b.heading(word("findings_heading", language), 3),
        b.bullets([finding.said(language) for finding in found]),
    ]


def _distances(found: Distances, record: Record, language: Language) -> list[b.Block]:
    said = [b.heading(word("distance_heading", language), 3)]
    if found.ranges.empty:
        return [*said, b.text(word("distance_none", language))]
    head = [word(key, language) for key in ("col_county", "col_distance", "col_nearest")]
    rows: list[list[b.Cell]] = [
        [
            b.county(county_names(str(row.adcode), record, language), str(row.adcode)),
            word("distance_range", language, low=row.nearest_km, high=row.farthest_km),
            county_names(str(row.nearest_adcodes), record, language),
        ]
        for row in found.ranges.reset_index(names="adcode").itertuples()
    ]
    return [
        *said,
        b.text(word("distance_intro", language)),
        b.fold(
            word("show_all", language, count=len(rows)),
            [b.table(word("distance_heading", language), list(head), rows)],
        ),
    ]


def _complements(question: Question, record: Record, language: Language) -> list[b.Block]:
    a, partner = KIND_BY_ID[question.kind], KIND_BY_ID[question.partner]
    found = complements(record, question.kind, question.partner, adjacent(record), question.mask)
    said = [
        b.heading(word("complement_heading", language), 3),
        b.text(word("complement_intro", language, a=a.label(language), b=partner.label(language))),
    ]
    if not found:
        return [*said, b.text(word("complement_none", language))]
    names, number = record.projects[f"name_{language}"], record.project_ids.get_loc

    def items(adcode: str, ids: tuple[str, ...]) -> list[b.Cell]:
        county = b.county(county_names(adcode, record, language), adcode)
        opened = ids[0]
        return [county, b.item("、".join(str(names[number(i)]) for i in ids), opened)]

    rows = [
        [*items(pair.adcode_a, pair.ids_a), *items(pair.adcode_b, pair.ids_b)] for pair in found
    ]
    head: list[b.Cell] = [
        word("col_county", language),
        a.label(language),
        word("col_county", language),
        partner.label(language),
    ]
    return [*said, b.table(word("complement_heading", language), head, rows)]


def _joins(question: Question, tests: pd.DataFrame, language: Language) -> list[b.Block]:
    head = ["col_kind", "col_present", "col_joins", "col_expected", "col_p", "col_result"]
    rows: list[list[b.Cell]] = []
    for test in tests[tests.present > 0].itertuples():
        refused = test.refused_zh if language == "zh" else test.refused_en
        done = not refused
        rows.append(
            [
                KIND_BY_ID[str(test.kind)].label(language),
                str(test.present),
                str(int(test.bb)) if done else "—",
                f"{test.expected_within_plans:.1f}" if done else "—",
                f"{test.q_within_plans:.3f}" if done else "—",
                refused,
            ]
        )
    own = [row for row in rows if row[0] == KIND_BY_ID[question.kind].label(language)]
    return [
        b.heading(word("joins_heading", language), 3),
        b.text(word("joins_intro", language)),
        b.table(word("joins_heading", language), [word(k, language) for k in head], own),
        b.fold(
            word("show_all", language, count=len(rows)),
            [b.table(word("joins_heading", language), [word(k, language) for k in head], rows)],
        ),
    ]


def _density(
    question: Question, record: Record, language: Language, table: Matrix
) -> list[b.Block]:
    found = density(record, question.kind, question.mask, table)
    found = found[found["count"] > 0]
    head = [
        word(k, language) for k in ("col_county", "col_count", "col_per_area", "col_per_people")
    ]
    rows: list[list[b.Cell]] = [
        [
            b.county(county_names(str(adcode), record, language), str(adcode)),
            f"{row['count']:.0f}",
            f"{row.per_100_km2:.2f}（{row.per_100_km2_low:.2f}–{row.per_100_km2_high:.2f}）",
            f"{row.per_100k_people:.2f}（{row.per_100k_people_low:.2f}"
            f"–{row.per_100k_people_high:.2f}）",
        ]
        for adcode, row in found.iterrows()
    ]
    return [
        b.heading(word("density_heading", language), 3),
        b.text(word("density_intro", language)),
        b.fold(
            word("show_all", language, count=len(rows)),
            [b.table(word("density_heading", language), list(head), rows)],
        ),
    ]
