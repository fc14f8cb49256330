"""The county page: one county in full, as blocks of text and tables."""

from __future__ import annotations

import pandas as pd

from geodata.analysis.neighbours import adjacent, named_elsewhere
from geodata.analysis.peers import FEATURES, Peers, peers
from geodata.language.text import word
from geodata.language.vocabulary import KIND_BY_ID, SECTORS, Language
from geodata.record.derived import kept_with_record
from geodata.record.names import city_name, county_names, item_name
from geodata.record.record import Record
from geodata.record.selection import Mask, in_counties
from geodata.views import page as b
from geodata.views.targets import targets_table

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


def blocks(adcode: str, mask: Mask, record: Record, language: Language) -> list[b.Block]:
    """Everything known of one county: what is named, what may apply, neighbours, peers."""

    def w(key: str, **values: object) -> str:
        return word(key, language, **values)

    names = record.county_names.loc[adcode]
    document_id = str(names.document_id)
    zh = language == "zh"
    said = [
        b.heading(str(names.county_zh if zh else names.county_en)),
        b.text(str(names.prefecture_zh if zh else names.prefecture_en), "quiet"),
    ]
    coverage = record.coverage(adcode)
    if coverage in _COVERAGE_WARNING:
        said.append(b.text(w(_COVERAGE_WARNING[coverage]), "warning"))
    if coverage != "none":
        said += _named(adcode, mask, record, language)
        targets = record.targets[record.targets.document_id == document_id]
        said += _city_wide(document_id, mask, record, language)
        said += [
            b.heading(w("profile_targets"), 3),
            b.text(w("profile_targets_note", scope=city_name(record, document_id, language))),
            b.fold(
                w("show_all", count=len(targets)),
                [targets_table(targets, record, language)],
            ),
        ]
    neighbours = adjacent(record)[adcode]
    said += _neighbours(adcode, neighbours, record, language)
    said += _peers(peers(record, adcode), record, language)
    return said


def _items(rows: pd.DataFrame, language: Language, sector: bool) -> b.Block:
    """A table of items with their clauses; in order of sectors where `sector`."""
    head: list[b.Cell] = [word("col_name", language), word("col_kind", language)]
    head += [word("col_year", language), word("col_quantity", language)]
    head += [word("col_clause", language)]
    order = {s.id: n for n, s in enumerate(SECTORS)}
    if sector:
        rows = rows.assign(order=rows.sector.map(order)).sort_values(["order", "project_id"])
    return b.table(
        word("profile_named", language),
        head,
        [
            [
                b.item(item_name(row, language), row.project_id),
                KIND_BY_ID[row.kind].label(language),
                str(row.target_year),
                row.quantity_zh,
                row.quote_zh,
            ]
            for row in rows.itertuples()
        ],
    )


def _named(adcode: str, mask: Mask, record: Record, language: Language) -> list[b.Block]:
    rows = record.projects[mask & in_counties(record, [adcode])].drop_duplicates("thing")
    said = [b.heading(word("profile_named", language), 3)]
    if rows.empty:
        return [*said, b.text(word("county_none", language))]
    return [
        *said,
        b.text(word("profile_counts", language, things=len(rows))),
        _items(rows, language, sector=True),
    ]


def _city_wide(document_id: str, mask: Mask, record: Record, language: Language) -> list[b.Block]:
    rows = record.projects[mask]
    rows = rows[(rows.document_id == document_id) & (rows.adcodes == "")].drop_duplicates("thing")
    if rows.empty:
        return []
    city = city_name(record, document_id, language)
    return [
        b.heading(word("profile_city_wide", language), 3),
        b.text(word("profile_city_wide_note", language, city=city, count=len(rows))),
        b.fold(word("show_all", language, count=len(rows)), [_items(rows, language, sector=True)]),
    ]


def _neighbours(
    adcode: str, neighbours: tuple[str, ...], record: Record, language: Language
) -> list[b.Block]:
    said = [b.heading(word("profile_neighbours", language), 3)]
    if neighbours:
        listed = county_names(";".join(neighbours), record, language)
        said.append(b.text(word("profile_neighbours_list", language, names=listed)))
    found = named_elsewhere(record, adcode, neighbours)
    if found.empty:
        return [*said, b.text(word("profile_neighbours_none", language))]
    return [*said, _elsewhere(found, record, language)]


def _elsewhere(found: pd.DataFrame, record: Record, language: Language) -> b.Block:
    """What other counties name, with wording and clause."""
    return b.table(
        word("profile_neighbours", language),
        [
            word(k, language)
            for k in ("col_kind", "col_county", "col_name", "col_wording", "col_clause")
        ],
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


def _feature(feature: str, value: float, language: Language) -> str:
    if feature.startswith("names_"):
        return word("yes" if value else "no", language)
    if feature == "urban_share":
        return f"{value:.0%}"
    return f"{value:,.0f}"


def _peers(found: Peers, record: Record, language: Language) -> list[b.Block]:
    said = [b.heading(word("profile_peers", language), 3)]
    if found.refused(language):
        return [*said, b.text(found.refused(language))]
    head: list[b.Cell] = [word("col_county", language), word("peer_distance", language)]
    head += [word(f"feature_{feature}", language) for feature in FEATURES]
    rows: list[list[b.Cell]] = [
        [
            county_names(found.adcode, record, language),
            "—",
            *(_feature(f, found.features[f], language) for f in FEATURES),
        ]
    ]
    rows += [
        [
            b.county(county_names(peer.adcode, record, language), peer.adcode),
            f"{peer.distance:.2f}",
            *(_feature(f, peer.features[f], language) for f in FEATURES),
        ]
        for peer in found.peers
    ]
    said += [
        b.text(word("profile_peers_note", language)),
        b.table(word("profile_peers", language), head, rows),
    ]
    lacking = named_elsewhere(record, found.adcode, [peer.adcode for peer in found.peers])
    if not lacking.empty:
        said.append(b.fold(word("peer_wording", language), [_elsewhere(lacking, record, language)]))
    return said
