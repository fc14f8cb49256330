"""The county page: one county in full, as blocks of text and tables."""

from __future__ import annotations

import pandas as pd

from geodata.analysis.neighbours import adjacent, named_elsewhere
from geodata.analysis.peers import FEATURES, Peers, peers
from geodata.language.text import word
from geodata.language.vocabulary import KIND_BY_ID, SECTORS, Language
from geodata.record.derived import kept_with_record
from geodata.record.filters import Filters
from geodata.record.names import (
    city_name,
    county_names,
    item_name,
    place_name,
    quantity_said,
)
from geodata.record.record import Record
from geodata.record.roles import role_said, things_said
from geodata.record.selection import Selection
from geodata.views import page as b
from geodata.views.targets import targets_table
from geodata.views.units import units_cell
from geodata.views.years import year_cell

_COVERAGE_WARNING = {"partial": "county_partial", "none": "county_no_plan"}


@kept_with_record
def county_choices(record: Record, language: Language) -> list[tuple[str, list[tuple[str, str]]]]:
    """All counties by prefecture, for a drop-down."""
    names = record.county_names
    prefecture = names.prefecture_zh if language == "zh" else names.prefecture_en
    label = names.county_zh if language == "zh" else names.county_en
    return [
        (str(group), [(str(code), str(label[code])) for code in codes])
        for group, codes in prefecture.groupby(prefecture, sort=False).groups.items()
    ]


def chosen_county(filters: Filters, asked: str) -> str:
    """The county asked for, else the one that is filtered for; '' where there is none."""
    return asked or (filters.county[0] if len(filters.county) == 1 else "")


def drop_downs(record: Record, chosen: str, other: str, language: Language) -> b.DropDowns:
    """The county and the one beside it; nothing is chosen until the reader does."""
    counties = county_choices(record, language)
    first: b.OptionGroup = ("", [("", word("choose_first", language))])
    none: b.OptionGroup = ("", [("", word("choose_none", language))])
    return b.DropDowns(
        (
            b.DropDown("at", word("choose_county", language), chosen, [first, *counties]),
            b.DropDown("with", word("choose_other", language), other, [none, *counties]),
        )
    )


def blocks(selection: Selection, adcode: str, language: Language) -> list[b.Block]:
    """Everything known of one county: what is named, what may apply, neighbours, peers.

    Items follow the filters and say how many there are without them; targets, neighbours and peers
    speak of the whole record and say so under filters.
    """
    record = selection.record
    names = record.county_names.loc[adcode]
    zh = language == "zh"
    said: list[b.Block] = [
        b.Heading(str(names.county_zh if zh else names.county_en)),
        b.Text(str(names.prefecture_zh if zh else names.prefecture_en), "quiet"),
    ]
    coverage = record.coverage(adcode)
    if coverage in _COVERAGE_WARNING:
        said.append(b.Text(word(_COVERAGE_WARNING[coverage], language), "warning"))
    if coverage != "none":
        said += _named(selection.narrowed(county=adcode), language)
        said += _wide(selection.narrowed(plan=str(names.document_id)), adcode, language)
    if selection.filters.active:
        said.append(b.Text(word("profile_unfiltered", language), "quiet"))
    if coverage != "none":
        said += _targets(record, str(names.document_id), language)
    said += _neighbours(adcode, record, language)
    said += _peers(peers(record, adcode), record, language)
    return said


def _items(rows: pd.DataFrame, caption: str, record: Record, language: Language) -> b.Table:
    """A table of items with their clauses, in order of sectors."""
    keys = ("name", "kind", "role", "year", "quantity", "responsible", "clause")
    columns = [b.Column(word(f"col_{key}", language), numeric=key == "year") for key in keys]
    order = {s.id: n for n, s in enumerate(SECTORS)}
    rows = rows.assign(order=rows.sector.map(order)).sort_values(["order", "project_id"])
    return b.table(
        caption,
        columns,
        [
            [
                b.item(item_name(row, language), row.project_id),
                KIND_BY_ID[row.kind].label(language),
                role_said(row, language),
                year_cell(row, language),
                quantity_said(row, language),
                units_cell(row, record, language),
                row.quote_zh,
            ]
            for row in rows.itertuples()
        ],
    )


def _named(selection: Selection, language: Language) -> list[b.Block]:
    rows = selection.rows.drop_duplicates("thing")
    said: list[b.Block] = [b.Heading(word("profile_named", language), 3)]
    if not selection.unfiltered.things:
        return [*said, b.Text(word("county_none", language))]
    counted = selection.counted(language)
    if rows.empty:
        return [*said, b.Text(word("profile_none_pass", language, counted=counted))]
    return [
        *said,
        b.Text(word("profile_counts", language, counted=counted)),
        _items(rows, word("profile_named", language), selection.record, language),
    ]


def _wide(selection: Selection, adcode: str, language: Language) -> list[b.Block]:
    """What the plan names for its whole city, or for a zone that holds part of the county.

    `selection` is of the plan. Nothing of it is counted as the county's.
    """
    record = selection.record
    said: list[b.Block] = []
    passing, whole = (s.rows[s.rows.anchor != ""] for s in (selection, selection.unfiltered))
    for anchor, adcodes in record.zones.adcodes.items():
        if adcode not in adcodes.split(";"):
            continue
        rows, every = (found[found.anchor == anchor] for found in (passing, whole))
        if rows.empty:
            continue
        of = every.itertuples() if selection.filters.active else None
        counted = things_said(rows.itertuples(), of, language)
        kind, name = record.zones.kind[anchor], place_name(record, anchor, language)
        text = word(f"profile_wide_{kind}", language, name=name, counted=counted)
        said.append(b.Text(text))
        said += [
            b.fold(
                word("profile_chapter", language, chapter=chapter, count=len(part)),
                [_items(part, chapter, record, language)],
            )
            for chapter, part in _by_chapter(rows.drop_duplicates("thing"), record, language)
        ]
    return [b.Heading(word("profile_wide", language), 3), *said] if said else []


def _by_chapter(
    rows: pd.DataFrame, record: Record, language: Language
) -> list[tuple[str, pd.DataFrame]]:
    """The rows of one plan by the titles of their chapters, in the order of the document."""
    outline = record.chapters[record.chapters.document_id == rows.document_id.iloc[0]]
    place = dict(zip(outline.section, outline.position, strict=True))
    title = dict(zip(outline.title_zh, outline[f"title_{language}"], strict=True))
    parts = [(str(chapter), part) for chapter, part in rows.groupby("chapter_zh", sort=False)]
    parts.sort(key=lambda found: min(place[section] for section in found[1].section))
    return [(str(title.get(chapter, chapter)), part) for chapter, part in parts]


@kept_with_record
def _targets(record: Record, document_id: str, language: Language) -> list[b.Block]:
    targets = record.targets[record.targets.document_id == document_id]
    scope = city_name(record, document_id, language)
    return [
        b.Heading(word("profile_targets", language), 3),
        b.Text(word("profile_targets_note", language, scope=scope)),
        b.fold(
            word("show_all", language, count=len(targets)),
            [targets_table(targets, record, language)],
        ),
    ]


def _neighbours(adcode: str, record: Record, language: Language) -> list[b.Block]:
    """Neighbours; and what they name that it does not, where its plan was read.

    Of a county without a plan nobody knows what it lacks.
    """
    neighbours = adjacent(record)[adcode]
    known = record.coverage(adcode) != "none"
    title = word("profile_neighbours" if known else "profile_neighbours_only", language)
    if not (neighbours or known):
        return []
    said: list[b.Block] = [b.Heading(title, 3)]
    if neighbours:
        names = county_names(";".join(neighbours), record, language)
        said.append(b.Text(word("profile_neighbours_list", language, names=names)))
    if not known:
        return said
    found = named_elsewhere(record, adcode, neighbours)
    if found.empty:
        return [*said, b.Text(word("profile_neighbours_none", language))]
    return [*said, _elsewhere(found, title, record, language)]


def _elsewhere(found: pd.DataFrame, caption: str, record: Record, language: Language) -> b.Table:
    """What other counties name, with wording and clause."""
    keys = ("col_kind", "col_county", "col_name", "col_wording", "col_clause")
    return b.table(
        caption,
        [word(key, language) for key in keys],
        [
            [
                KIND_BY_ID[row.kind].label(language),
                b.county(county_names(row.adcode, record, language), row.adcode),
                b.item(item_name(row, language), row.project_id),
                row.wording,
                row.quote_zh,
            ]
            for row in found.sort_values(["kind", "adcode", "project_id"]).itertuples()
        ],
    )


def _feature(feature: str, value: float, language: Language) -> b.Cell:
    if feature.startswith("names_"):
        return b.Cell(word("yes" if value else "no", language), value)
    if feature == "urban_share":
        return b.number(100 * value, f"{100 * value:.0f}")
    return b.number(value, f"{value:,.0f}")


_FEATURE_UNITS = {"area_km2": "km²", "urban_share": "%"}


def _peers(found: Peers, record: Record, language: Language) -> list[b.Block]:
    title = word("profile_peers", language)
    said: list[b.Block] = [b.Heading(title, 3)]
    if found.refused(language):
        return [*said, b.Text(found.refused(language))]
    columns = [
        b.Column(word("col_county", language)),
        b.Column(word("peer_distance", language), numeric=True),
        *(
            b.Column(word(f"feature_{f}", language), _FEATURE_UNITS.get(f, ""), numeric=True)
            for f in FEATURES
        ),
    ]
    rows: list[list[b.Cell | str]] = [
        [
            county_names(found.adcode, record, language),
            b.blank(),
            *(_feature(f, found.features[f], language) for f in FEATURES),
        ]
    ]
    rows += [
        [
            b.county(county_names(peer.adcode, record, language), peer.adcode),
            b.number(peer.distance, f"{peer.distance:.2f}"),
            *(_feature(f, peer.features[f], language) for f in FEATURES),
        ]
        for peer in found.peers
    ]
    said += [
        b.Text(word("profile_peers_note", language)),
        b.table(title, columns, rows),
    ]
    lacking = named_elsewhere(record, found.adcode, [peer.adcode for peer in found.peers])
    if not lacking.empty:
        caption = word("peer_wording", language)
        said.append(b.fold(caption, [_elsewhere(lacking, caption, record, language)]))
    return said
