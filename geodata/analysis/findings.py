"""Findings: what the numbers say, as sentences, each with what would prove it wrong."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final, Literal

import numpy as np
import pandas as pd

from geodata.analysis import clustering, distances
from geodata.analysis.coverage import matrix, may_lie_in, naming
from geodata.analysis.density import plan_density
from geodata.language.section import section_named
from geodata.language.text import listed, word
from geodata.language.vocabulary import KIND_BY_ID, QUIET_ROLES, Language
from geodata.record.derived import kept_with_record, kept_with_selection
from geodata.record.names import city_name, county_names
from geodata.record.record import Record
from geodata.record.selection import Selection

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


def empty_for(selection: Selection) -> Literal["", "precision", "role"]:
    """The group of filters under which no county can name anything; '' where one can.

    What a zone or a whole city has is in no county, and what is only leaned on is not named: that
    no county names it would be an empty statement.
    """
    filters = selection.filters
    if filters.precision and not {*filters.precision} - {"zone", "city"}:
        return "precision"
    return "role" if filters.role and not {*filters.role} - {*QUIET_ROLES} else ""


@kept_with_selection
def findings(selection: Selection, kind: str, language: Language) -> tuple[Finding, ...]:
    """What the selected items say of `kind`, plan by plan.

    What a plan only leans on or mentions is not named. Under filters every sentence begins with
    them: without them it would be false. None is made that the filters leave empty (`empty_for`).
    """
    if empty_for(selection):
        return ()
    selection = selection.to_be_done
    found = (
        *_named(selection, kind, language),
        *_not_named(selection, kind, language),
        *_partly(selection, kind, language),
        *_distance(selection, kind, language),
        *_clustering(selection, kind, language),
        *_density(selection, kind, language),
    )
    return tuple(replace(f, text=selection.scoped(f.text, language)) for f in found)


def _label(kind: str, language: Language) -> str:
    return KIND_BY_ID[kind].label(language)


def _asked(selection: Selection, kind: str, language: Language) -> str:
    """The kind in quotation marks, as a falsifier names it: within the filters, if any."""
    key = "finding_kind_filtered" if selection.filters.active else "finding_kind"
    return word(key, language, kind=_label(kind, language))


def _counties(record: Record, adcodes: Iterable[str], language: Language) -> str:
    """The counties by name, in the order given; after NAMES of them, how many there are."""
    said = [county_names(code, record, language) for code in adcodes]
    return _listed(said, NAMES, "more", language)


def _listed(said: list[str], most: int, more: str, language: Language) -> str:
    text = listed(said[:most], language)
    return (
        text if len(said) <= most else word(f"finding_{more}", language, list=text, count=len(said))
    )


@kept_with_record
def _sections(record: Record, kind: str) -> dict[str, list[str]]:
    """Where each plan would name it: the sections that name the kind, else its sector."""
    rows = record.projects[record.projects.sector == KIND_BY_ID[kind].sector]
    found: dict[str, list[str]] = {}
    for chosen in (rows, rows[rows.kind == kind]):
        for document_id, sections in chosen.groupby("document_id").section:
            found[str(document_id)] = list(dict.fromkeys(sections))
    return found


def _named(selection: Selection, kind: str, language: Language) -> tuple[Finding, ...]:
    found = naming(selection, kind)
    label, asked = _label(kind, language), _asked(selection, kind, language)
    if not found:
        return (
            Finding(
                "named",
                word("finding_named_none", language, kind=label),
                word("finding_named_none_if", language, kind=asked),
            ),
        )
    ids = sorted({thing for things in found.values() for thing in things})
    return (
        Finding(
            "named",
            word(
                "finding_named",
                language,
                kind=label,
                count=len(found),
                things=len(ids),
                counties=_counties(selection.record, found, language),
            ),
            word("finding_named_if", language, kind=asked),
            tuple(found),
            tuple(ids),
        ),
    )


@kept_with_record
def _covered_whole(record: Record) -> dict[str, list[str]]:
    """The counties that each plan covers whole, by plan in their order."""
    names = record.county_names[record.county_names.coverage == "full"]
    whole: dict[str, list[str]] = {str(document_id): [] for document_id in record.documents.index}
    for code, document_id in names.document_id.items():
        whole[document_id].append(str(code))
    return whole


def _not_named(selection: Selection, kind: str, language: Language) -> tuple[Finding, ...]:
    """For each plan that covers its counties whole, those in which it names none."""
    said = []
    record, table = selection.record, matrix(selection)
    status, counts = table.status[kind].to_dict(), table.counts[kind].to_dict()
    sections, asked = _sections(record, kind), _asked(selection, kind, language)
    for document_id, whole in _covered_whole(record).items():
        own = [code for code in whole if selection.covers(code)]
        if not own:
            continue
        city, label = city_name(record, document_id, language), _label(kind, language)
        if any(status[code] == "not_applicable" for code in own):
            text = word("finding_city_title", language, city=city, kind=label)
            falsifier = word("finding_city_title_if", language, kind=label)
            said.append(Finding("city_title", text, falsifier, tuple(own), (), document_id))
            continue
        empty = [code for code in own if counts[code] == 0]
        if not empty:
            continue
        wide = may_lie_in(selection.narrowed(plan=document_id), kind, empty)
        key = "finding_not_named_all" if len(empty) == len(own) else "finding_not_named"
        text = word(
            key,
            language,
            covered=word(
                "finding_covered" if len(own) == len(whole) else "finding_covered_chosen",
                language,
                city=city,
                count=len(own),
            ),
            kind=label,
            count=len(empty),
            counties=_counties(record, empty, language),
        )
        if wide:
            text += word("finding_wide", language, count=wide)
        where = word("finding_any_section", language)
        if document_id in sections:
            named = [section_named(section, language) for section in sections[document_id]]
            where = _listed(named, SECTIONS, "more_sections", language)
        falsifier = word("finding_not_named_if", language, sections=where, kind=asked)
        if wide:
            falsifier += word("finding_wide_if", language)
        said.append(Finding("not_named", text, falsifier, tuple(empty), (), document_id))
    return tuple(said)


def _partly(selection: Selection, kind: str, language: Language) -> tuple[Finding, ...]:
    record, counts = selection.record, matrix(selection).counts[kind]
    partial = record.county_names.index[record.county_names.coverage == "partial"]
    codes = [str(c) for c in partial if counts[c] == 0 and selection.covers(str(c))]
    if not codes:
        return ()
    counties = _counties(record, codes, language)
    text = word("finding_partly", language, counties=counties, kind=_label(kind, language))
    return (Finding("partly", text, word("finding_partly_if", language), tuple(codes)),)


def _distance(selection: Selection, kind: str, language: Language) -> tuple[Finding, ...]:
    """The counties beside a naming place, and the one whose nearest possible place is farthest."""
    record, found = selection.record, distances.distance_ranges(selection, kind)
    ranges = found.ranges[found.ranges.status == "not_named"]
    if ranges.empty:
        return ()
    order = ranges.sort_values(["nearest_km", "farthest_km"], kind="stable")
    last = order.iloc[-1]
    text = word(
        "finding_distance",
        language,
        kind=_label(kind, language),
        beside=int((ranges.nearest_km == 0).sum()),
        count=len(ranges),
        county=_counties(record, [str(last.name)], language),
        near=int(last.nearest_km),
        far=int(last.farthest_km),
    )
    if wide := may_lie_in(selection, kind, ranges.index):
        text += word("finding_wide", language, count=wide)
    falsifier = word("finding_distance_if", language, kind=_asked(selection, kind, language))
    return (Finding("distance", text, falsifier, (str(last.name),)),)


def _clustering(selection: Selection, kind: str, language: Language) -> tuple[Finding, ...]:
    tests = clustering.clustering(selection)
    row = tests.loc[kind]
    refused = str(row.refused_zh if language == "zh" else row.refused_en)
    if refused:
        falsifier = word(
            "finding_refused_if",
            language,
            counties=clustering.FEWEST_COUNTIES,
            present=clustering.FEWEST_PRESENT,
        )
        return (Finding("clustering", refused, falsifier),)
    key = "clustered" if row.q_within_plans <= SIGNIFICANT else "not_clustered"
    text = word(
        f"finding_{key}",
        language,
        kind=_label(kind, language),
        present=int(row.present),
        bb=int(row.bb),
        expected=f"{row.expected_within_plans:.1f}",
        p=f"{row.p_within_plans:.3f}",
        q=f"{row.q_within_plans:.3f}",
        tested=int(tests.bb.notna().sum()),
    )
    return (Finding("clustering", text, word(f"finding_{key}_if", language)),)


def _density(selection: Selection, kind: str, language: Language) -> tuple[Finding, ...]:
    said = []
    for document_id, row in plan_density(selection, kind).iterrows():
        if not row["count"]:
            continue
        text = word(
            "finding_density",
            language,
            city=city_name(selection.record, str(document_id), language),
            count=int(row["count"]),
            kind=_label(kind, language),
            area=_rate(row, "per_100_km2", language),
            people=_rate(row, "per_100k_people", language),
        )
        if row.few:
            text += word("finding_few", language)
        falsifier = word("finding_density_if", language)
        said.append(Finding("density", text, falsifier, document_id=str(document_id)))
    return tuple(said)


def _rate(row: pd.Series, name: str, language: Language) -> str:
    values = [row[name], row[f"{name}_low"], row[f"{name}_high"]]
    if pd.isna(values).any():
        return word("finding_unknown", language)
    rate, low, high = (
        np.format_float_positional(v, precision=2, fractional=False, trim="-") for v in values
    )
    return word("finding_rate", language, rate=rate, low=low, high=high)
