"""One kind looked at closely: findings, distances, complements, clustering, densities."""

from __future__ import annotations

import pandas as pd

from geodata.analysis.clustering import clustering
from geodata.analysis.coverage import complements
from geodata.analysis.density import density
from geodata.analysis.distances import distance_ranges
from geodata.analysis.findings import empty_for, findings
from geodata.analysis.neighbours import adjacent
from geodata.language.text import listed, word
from geodata.language.vocabulary import KIND_BY_ID, Language
from geodata.record.names import county_names
from geodata.record.selection import Selection
from geodata.views import page as b
from geodata.views.coverage import Question


def blocks(question: Question, language: Language) -> list[b.Block]:
    """Everything about one kind: findings, distances, complements, clustering, density.

    Where the filters leave no county anything to name, one line says why there is none of it.
    """
    selection, kind = question.of_any_kind, question.kind
    if reason := empty_for(selection):
        why = word(f"findings_empty_{reason}", language, filters=selection.described(language))
        return [b.Heading(word("findings_heading", language), 3), b.Text(why)]
    quiet = question.of_kind.quiet
    label = KIND_BY_ID[kind].label(language)
    note = selection.scoped(word("findings_quiet", language, quiet=quiet, kind=label), language)
    return [
        b.Heading(word("findings_heading", language), 3),
        *([b.Text(note, "quiet")] if quiet else []),
        b.bullets(finding.said(language) for finding in findings(selection, kind, language)),
        *_distances(selection, kind, language),
        *_complements(question, language),
        *_clustering(selection, kind, language),
        *_density(selection, kind, language),
    ]


def _section(selection: Selection, key: str, language: Language) -> list[b.Block]:
    """A heading, and under filters what the part below it is about."""
    said: list[b.Block] = [b.Heading(word(key, language), 3)]
    if selection.filters.active:
        scope = word("section_scope", language, filters=selection.stated(language))
        said.append(b.Text(scope, "quiet"))
    return said


def _distances(selection: Selection, kind: str, language: Language) -> list[b.Block]:
    record, found = selection.record, distance_ranges(selection, kind)
    said = _section(selection, "distance_heading", language)
    if found.ranges.empty:
        key = "distance_all" if found.places else "distance_none"
        return [*said, b.Text(selection.scoped(word(key, language), language))]
    kilometres = word("unit_km", language)
    rows: list[list[b.Cell | str]] = [
        [
            b.county(county_names(str(row.adcode), record, language), str(row.adcode)),
            b.number(row.nearest_km, unit=kilometres),
            b.number(row.farthest_km, unit=kilometres),
            county_names(str(row.nearest_adcodes), record, language),
        ]
        for row in found.ranges.reset_index(names="adcode").itertuples()
    ]
    columns = [
        b.Column(word("col_county", language)),
        b.Column(word("col_nearest_km", language), kilometres, numeric=True),
        b.Column(word("col_farthest_km", language), kilometres, numeric=True),
        b.Column(word("col_nearest", language)),
    ]
    table = b.table(word("distance_heading", language), columns, rows)
    return [
        *said,
        b.Text(word("distance_intro", language)),
        b.fold(word("show_all", language, count=len(rows)), [table]),
    ]


def _complements(question: Question, language: Language) -> list[b.Block]:
    selection = question.of_any_kind
    record = selection.record
    a, partner = KIND_BY_ID[question.kind], KIND_BY_ID[question.partner]
    found = complements(selection, question.kind, question.partner, adjacent(record))
    labels = {"a": a.label(language), "b": partner.label(language)}
    said = [
        *_section(selection, "complement_heading", language),
        b.Text(word("complement_intro", language, **labels)),
    ]
    if not found:
        return [*said, b.Text(selection.scoped(word("complement_none", language), language))]
    names, place = record.projects[f"name_{language}"], record.project_ids.get_loc

    def items(adcode: str, ids: tuple[str, ...]) -> list[b.Cell]:
        county = b.county(county_names(adcode, record, language), adcode)
        return [county, b.item(listed([str(names[place(i)]) for i in ids], language), ids[0])]

    rows = [
        [*items(pair.adcode_a, pair.ids_a), *items(pair.adcode_b, pair.ids_b)] for pair in found
    ]
    county = word("col_county", language)
    head = [county, labels["a"], county, labels["b"]]
    return [*said, b.table(word("complement_heading", language), head, rows)]


def _clustering(selection: Selection, kind: str, language: Language) -> list[b.Block]:
    tests = clustering(selection)
    numeric = ("col_present", "col_joins", "col_expected", "col_p")
    columns = [
        b.Column(word("col_kind", language)),
        *(b.Column(word(key, language), numeric=True) for key in numeric),
        b.Column(word("col_result", language)),
    ]
    rows: dict[str, list[b.Cell | str]] = {}
    for test in tests[tests.present > 0].itertuples():
        refused = str(test.refused_zh if language == "zh" else test.refused_en)
        rows[str(test.kind)] = [
            KIND_BY_ID[str(test.kind)].label(language),
            b.number(test.present),
            b.blank() if refused else b.number(test.bb),
            b.blank()
            if refused
            else b.number(test.expected_within_plans, f"{test.expected_within_plans:.1f}"),
            b.blank() if refused else b.number(test.q_within_plans, f"{test.q_within_plans:.3f}"),
            refused,
        ]
    said = [
        *_section(selection, "joins_heading", language),
        b.Text(word("joins_intro", language)),
    ]
    if not rows:
        return [*said, b.Text(selection.scoped(word("joins_none", language), language))]
    every = b.table(word("joins_heading", language), columns, rows.values())
    if kind in rows:
        label = word("joins_of", language, kind=KIND_BY_ID[kind].label(language))
        said.append(b.table(label, columns, [rows[kind]]))
    return [*said, b.fold(word("show_all", language, count=len(rows)), [every])]


def _density(selection: Selection, kind: str, language: Language) -> list[b.Block]:
    record, found = selection.record, density(selection, kind)
    found = found[found["count"] > 0]
    said = [
        *_section(selection, "density_heading", language),
        b.Text(word("density_intro", language)),
    ]
    if found.empty:
        return [*said, b.Text(selection.scoped(word("density_none", language), language))]
    rates = ("per_100_km2", "per_100k_people")
    columns = [
        b.Column(word("col_county", language)),
        b.Column(word("col_count", language), numeric=True),
        *(
            b.Column(word(f"col_{rate}{end}", language), numeric=True)
            for rate in rates
            for end in ("", "_low", "_high")
        ),
    ]
    rows = [
        [
            b.county(county_names(str(adcode), record, language), str(adcode)),
            b.number(row["count"]),
            *(_rate(row[f"{rate}{end}"]) for rate in rates for end in ("", "_low", "_high")),
        ]
        for adcode, row in found.iterrows()
    ]
    table = b.table(word("density_heading", language), columns, rows)
    return [*said, b.fold(word("show_all", language, count=len(rows)), [table])]


def _rate(value: float) -> b.Cell:
    return b.blank() if pd.isna(value) else b.number(value, f"{value:.2f}")
