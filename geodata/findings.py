"""Findings: what the numbers say, as sentences, each with what would prove it wrong."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
import pandas as pd

from geodata import distances, joins
from geodata.catalogue import Catalogue
from geodata.density import plan_density
from geodata.gaps import Matrix, matrix, naming
from geodata.names import city_name, county_names
from geodata.once import once
from geodata.select import Mask
from geodata.vocabulary import KIND_BY_ID, Language
from geodata.words_findings import phrase

Topic = Literal[
    "named", "not_named", "city_title", "partly", "distance", "clustering", "density", "ledger"
]

# How many names a sentence lists before it says "and so many more".
NAMES: Final = 12
SECTIONS: Final = 6
# Below this adjusted p-value the naming counties are said to lie side by side.
SIGNIFICANT: Final = 0.05


@dataclass(frozen=True)
class Finding:
    """One sentence, its falsifier, and what it speaks of: counties, things, perhaps one plan."""

    topic: Topic
    text: str
    falsifier: str
    adcodes: tuple[str, ...] = ()
    project_ids: tuple[str, ...] = ()
    document_id: str = ""

    def said(self, language: Language) -> str:
        """The sentence with its falsifier."""
        return f"{self.text}{'' if language == 'zh' else ' '}{self.falsifier}"


def findings(
    record: Catalogue,
    kind: str,
    language: Language,
    mask: Mask | None = None,
    table: Matrix | None = None,
    tests: pd.DataFrame | None = None,
    reach: distances.Distances | None = None,
) -> tuple[Finding, ...]:
    """What the record says of `kind`, plan by plan; `mask` limits the rows that count.

    `table`, `tests` and `reach` spare the computation of `matrix`, `joins.clustering` and
    `distances.distance_ranges`.
    """
    table = table or matrix(record, mask)
    tests = joins.clustering(record, mask=mask, table=table) if tests is None else tests
    reach = reach or distances.distance_ranges(record, kind, mask, table)
    return (
        *_named(record, kind, language, mask),
        *_not_named(record, kind, language, table),
        *_partly(record, kind, language, table),
        *_distance(record, kind, language, reach),
        *_clustering(record, kind, language, tests),
        *_density(record, kind, language, mask),
    )


def _label(kind: str, language: Language) -> str:
    return KIND_BY_ID[kind].label(language)


def _counties(record: Catalogue, adcodes: Iterable[str], language: Language) -> str:
    """The counties by name, in the order given; after NAMES of them, how many there are."""
    said = [county_names(code, record, language) for code in adcodes]
    return _listed(said, NAMES, "more", language)


def _listed(said: list[str], most: int, more: str, language: Language) -> str:
    text = ("、" if language == "zh" else ", ").join(said[:most])
    return text if len(said) <= most else phrase(more, language, list=text, count=len(said))


@once
def _sections(record: Catalogue, kind: str) -> dict[str, list[str]]:
    """Where each plan would name it: the sections that name the kind, else its sector."""
    rows = record.projects[record.projects.sector == KIND_BY_ID[kind].sector]
    found: dict[str, list[str]] = {}
    for chosen in (rows, rows[rows.kind == kind]):
        for document_id, sections in chosen.groupby("document_id").section:
            found[str(document_id)] = list(dict.fromkeys(sections))
    return found


def _named(
    record: Catalogue, kind: str, language: Language, mask: Mask | None
) -> tuple[Finding, ...]:
    found = naming(record, kind, mask)
    label = _label(kind, language)
    if not found:
        return (
            Finding(
                "named",
                phrase("named_none", language, kind=label),
                phrase("named_none_if", language, kind=label),
            ),
        )
    ids = sorted({thing for things in found.values() for thing in things})
    return (
        Finding(
            "named",
            phrase(
                "named",
                language,
                kind=label,
                count=len(found),
                things=len(ids),
                counties=_counties(record, found, language),
            ),
            phrase("named_if", language, kind=label),
            tuple(found),
            tuple(ids),
        ),
    )


def _not_named(
    record: Catalogue, kind: str, language: Language, table: Matrix
) -> tuple[Finding, ...]:
    """For each plan that covers its counties whole, those in which it names none."""
    said = []
    names, status = record.county_names, table.status[kind]
    sections = _sections(record, kind)
    for document_id in record.documents.index:
        own = names.index[(names.document_id == document_id) & (names.coverage == "full")]
        city, label = city_name(record, document_id, language), _label(kind, language)
        if (status[own] == "not_applicable").any():
            text = phrase("city_title", language, city=city, kind=label)
            falsifier = phrase("city_title_if", language, kind=label)
            said.append(Finding("city_title", text, falsifier, tuple(own), (), document_id))
            continue
        empty = own[status[own] == "not_named"]
        if empty.empty:
            continue
        unplaced = int(table.unplaced.loc[document_id, kind])
        key = "not_named_all" if len(empty) == len(own) else "not_named"
        text = phrase(
            key,
            language,
            city=city,
            kind=label,
            covered=len(own),
            count=len(empty),
            counties=_counties(record, empty, language),
        )
        if unplaced:
            text += phrase("unplaced", language, count=unplaced)
        where = phrase("any_section", language)
        if document_id in sections:
            where = _listed(sections[document_id], SECTIONS, "more_sections", language)
        falsifier = phrase("not_named_if", language, sections=where, kind=label)
        if unplaced:
            falsifier += phrase("unplaced_if", language)
        said.append(Finding("not_named", text, falsifier, tuple(empty), (), document_id))
    return tuple(said)


def _partly(record: Catalogue, kind: str, language: Language, table: Matrix) -> tuple[Finding, ...]:
    codes = table.status.index[table.status[kind] == "partly"]
    if codes.empty:
        return ()
    counties = _counties(record, codes, language)
    text = phrase("partly", language, counties=counties, kind=_label(kind, language))
    return (Finding("partly", text, phrase("partly_if", language), tuple(codes)),)


def _distance(
    record: Catalogue, kind: str, language: Language, found: distances.Distances
) -> tuple[Finding, ...]:
    """The counties beside a naming place, and the one whose nearest possible place is farthest."""
    ranges = found.ranges[found.ranges.status == "not_named"]
    if ranges.empty:
        return ()
    order = ranges.sort_values(["nearest_km", "farthest_km"], kind="stable")
    last = order.iloc[-1]
    text = phrase(
        "distance",
        language,
        kind=_label(kind, language),
        beside=int((ranges.nearest_km == 0).sum()),
        count=len(ranges),
        county=_counties(record, [str(last.name)], language),
        near=int(last.nearest_km),
        far=int(last.farthest_km),
    )
    if found.unplaced:
        text += phrase("unplaced", language, count=found.unplaced)
    falsifier = phrase("distance_if", language, kind=_label(kind, language))
    return (Finding("distance", text, falsifier, (str(last.name),)),)


def _clustering(
    record: Catalogue, kind: str, language: Language, tests: pd.DataFrame
) -> tuple[Finding, ...]:
    row = tests.loc[kind]
    refused = str(row.refused_zh if language == "zh" else row.refused_en)
    if refused:
        falsifier = phrase(
            "refused_if",
            language,
            counties=joins.FEWEST_COUNTIES,
            present=joins.FEWEST_PRESENT,
        )
        return (Finding("clustering", refused, falsifier),)
    key = "clustered" if row.q_within_plans <= SIGNIFICANT else "not_clustered"
    text = phrase(
        key,
        language,
        kind=_label(kind, language),
        present=int(row.present),
        bb=int(row.bb),
        expected=f"{row.expected_within_plans:.1f}",
        p=f"{row.p_within_plans:.3f}",
        q=f"{row.q_within_plans:.3f}",
        tested=int(tests.bb.notna().sum()),
    )
    return (Finding("clustering", text, phrase(f"{key}_if", language)),)


def _density(
    record: Catalogue, kind: str, language: Language, mask: Mask | None
) -> tuple[Finding, ...]:
    said = []
    for document_id, row in plan_density(record, kind, mask).iterrows():
        if not row["count"]:
            continue
        text = phrase(
            "density",
            language,
            city=city_name(record, str(document_id), language),
            count=int(row["count"]),
            kind=_label(kind, language),
            area=_rate(row, "per_100_km2", language),
            people=_rate(row, "per_100k_people", language),
        )
        if row.few:
            text += phrase("few", language)
        falsifier = phrase("density_if", language)
        said.append(Finding("density", text, falsifier, document_id=str(document_id)))
    return tuple(said)


def _rate(row: pd.Series, name: str, language: Language) -> str:
    values = [row[name], row[f"{name}_low"], row[f"{name}_high"]]
    if pd.isna(values).any():
        return phrase("unknown", language)
    rate, low, high = (
        np.format_float_positional(v, precision=2, fractional=False, trim="-") for v in values
    )
    return phrase("rate", language, rate=rate, low=low, high=high)
