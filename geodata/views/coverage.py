"""The gap page: what it is asked, and the matrix of counties by kind or sector."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from geodata.analysis.coverage import matrix, sector_matrix
from geodata.atlas.classes import count_class
from geodata.language.text import word
from geodata.language.vocabulary import (
    KIND_BY_ID,
    KINDS,
    SECTOR_BY_ID,
    SECTORS,
    Language,
)
from geodata.record.derived import kept_with_record
from geodata.record.masks import first_rows, things_by
from geodata.record.names import county_names, place_name
from geodata.record.record import Record
from geodata.record.selection import Selection
from geodata.views import page as b
from geodata.views.link import Link

# Sign and shade of a cell without a number, and of one that the selection leaves out.
_EMPTY = {
    "not_named": ("○", "none"),
    "partly": ("◐", "partly"),
    "no_plan": (b.NOTHING, "noplan"),
    "not_applicable": ("/", "none"),
    "outside": ("·", "noplan"),
}


@dataclass(frozen=True)
class Question:
    """What the gap page is asked: items, a kind, its complement, the level of the matrix.

    Filters on sector and kind choose columns of the matrix; what is looked at closely is the
    question's own `kind`, so they do not hold there (`of_any_kind`).
    """

    selection: Selection
    kind: str
    partner: str
    by_kind: bool

    @property
    def of_any_kind(self) -> Selection:
        """What the findings speak of: the selection without its filters on sector and kind."""
        filters = self.selection.filters.without("sector", "kind")
        return self.selection.filtered_by(filters)

    @property
    def of_kind(self) -> Selection:
        """The items of the question's kind: what the map and the downloads of items hold."""
        return self.of_any_kind.narrowed(kind=self.kind)


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
def _kinds_met(record: Record) -> tuple[str, ...]:
    """The kinds in the order in which a visitor meets them.

    Wind and storage first, then those of energy, then the rest, those named in counties most often
    before others.
    """
    rows = record.projects.drop_duplicates("thing")
    in_county = rows.kind[rows.adcodes != ""].value_counts().to_dict()
    named = {str(kind) for kind in rows.kind}

    def place(kind: str) -> tuple[bool, bool, int, str]:
        first = kind in ("wind_farm", "storage_station")
        energy = KIND_BY_ID[kind].sector == "energy"
        return not first, not energy, -in_county.get(kind, 0), kind

    return tuple(sorted(named, key=place))


def question(selection: Selection, link: Link) -> Question:
    """What a link asks of the page.

    The kind looked at closely is one that the filters on sector and kind let pass: the link's, else
    the first met of which anything passes all filters.
    """
    record, filters = selection.record, selection.filters
    met = _kinds_met(record)
    allowed = [kind for kind in met if filters.lets_kind_pass(kind)] or list(filters.kind) or [*met]
    there = things_by("kind", selection.mask, record)
    first = next((kind for kind in allowed if kind in there), allowed[0])
    about = link.about if link.about and filters.lets_kind_pass(link.about) else first
    second = next((kind for kind in met if kind != about), about)
    return Question(selection, about, link.partner or second, by_kind=link.level == "kind")


def intro(question: Question, language: Language) -> list[b.Block]:
    """Title, how to read an empty cell, the drop-downs, and which filters the page does not follow.

    The last stands above the map, which does not follow them either.
    """
    kinds = kind_choices(question.selection.record, language)
    filters, label = question.selection.filters, KIND_BY_ID[question.kind].label(language)
    allowed = [(name, [k for k in group if filters.lets_kind_pass(k[0])]) for name, group in kinds]
    allowed = [(name, group) for name, group in allowed if group] or kinds
    levels: b.OptionGroup = ("", [(v, word(f"level_{v}", language)) for v in ("sector", "kind")])
    level = "kind" if question.by_kind else "sector"
    note = word("findings_any_kind", language, kind=label)
    return [
        b.Heading(word("gaps_page", language)),
        b.Text(word("gaps_intro", language)),
        b.DropDowns(
            (
                b.DropDown("about", word("choose_kind", language), question.kind, allowed),
                b.DropDown("partner", word("choose_partner", language), question.partner, kinds),
                b.DropDown("level", word("choose_level", language), level, [levels]),
            )
        ),
        *([b.Text(note, "quiet")] if filters.sector or filters.kind else []),
    ]


def matrix_blocks(question: Question, language: Language) -> list[b.Block]:
    """The county × kind (or sector) matrix with the four empties, and what names no county."""
    selection = question.selection
    said: list[b.Block] = [b.Heading(word("matrix_heading", language), 3)]
    if selection.filters.active:
        scope = word("matrix_scope", language, filters=selection.stated(language))
        said.append(b.Text(scope, "quiet"))
    return [
        *said,
        b.Text(word("matrix_legend", language)),
        _matrix_table(question, language),
    ]


@dataclass(frozen=True)
class _Counts:
    """Counties and anchors (rows) by kind or sector (columns): things, those to be done, status.

    `acting` leaves out what a plan only supports, leans on or mentions.
    """

    every: pd.DataFrame
    acting: pd.DataFrame
    status: pd.DataFrame


def _counts(question: Question) -> _Counts:
    selection = question.selection
    made = matrix if question.by_kind else sector_matrix
    column = "kind" if question.by_kind else "sector"
    counties = made(selection)
    labels = list(counties.counts.columns)
    every = pd.concat([counties.counts, _wide(selection, column, labels)])
    asked = selection.to_be_done
    doing = pd.concat([made(asked).counts, _wide(asked, column, labels)])
    doing = doing.reindex(every.index, fill_value=0)
    wide = every.iloc[len(counties.counts) :]
    whole = _wide(selection.unfiltered.where, column, labels).reindex(wide.index, fill_value=0)
    status = pd.DataFrame("not_named", index=wide.index, columns=labels)
    status = status.mask(whole > 0, "outside").mask(wide > 0, "named")
    return _Counts(every, doing, pd.concat([counties.status, status]))


def _wide(selection: Selection, column: str, labels: list[str]) -> pd.DataFrame:
    """Things without a county by their anchor (a city or zone), as far as the place is selected."""
    record = selection.record
    anchors, values = record.coded("anchor"), record.coded(column)
    first = first_rows(selection.mask, record)
    counts = np.zeros((len(anchors.labels), len(labels)), dtype=int)
    places = np.array([labels.index(label) for label in values.labels])
    np.add.at(counts, (anchors.values[first], places[values.values[first]]), 1)
    asked = set(anchors.values[selection.where.mask].tolist())
    rows = [n for n, anchor in enumerate(anchors.labels) if anchor and n in asked]
    return pd.DataFrame(counts[rows], index=[anchors.labels[n] for n in rows], columns=labels)


def _columns(found: _Counts, question: Question) -> list[str]:
    """Kinds that the selection names anywhere, or sectors that it may name."""
    filters = question.selection.filters
    columns = [str(c) for c in found.every.columns]
    if question.by_kind:
        return [c for c in columns if found.every[c].sum()]
    asked = {*filters.sector, *(KIND_BY_ID[k].sector for k in filters.kind)}
    return [c for c in columns if not asked or c in asked]


def _places(found: _Counts, selection: Selection) -> list[str]:
    """The counties selected, and after those of its prefecture what a plan names in none."""
    names, zones = selection.record.county_names, selection.record.zones
    within = {str(code): str(owner) for code, owner in names.prefecture_adcode.items()}
    shown = [code for code in within if selection.covers(code)]
    anchors = [str(place) for place in found.every.index if place not in within]
    for anchor in sorted(anchors, key=lambda place: (zones.kind[place] != "city", place)):
        within[anchor] = within[zones.adcodes[anchor].split(";")[0]]
        own = [n for n, place in enumerate(shown) if within[place] == within[anchor]]
        shown.insert(own[-1] + 1 if own else len(shown), anchor)
    return shown


def _matrix_table(question: Question, language: Language) -> b.Block:
    labels = KIND_BY_ID if question.by_kind else SECTOR_BY_ID
    record, found = question.selection.record, _counts(question)
    columns, shown = _columns(found, question), _places(found, question.selection)
    rows = []
    for place, every, acting_on, reasons in zip(
        shown,
        found.every.loc[shown, columns].to_numpy().tolist(),
        found.acting.loc[shown, columns].to_numpy().tolist(),
        found.status.loc[shown, columns].to_numpy(dtype=str).tolist(),
        strict=True,
    ):
        cells = [_place(place, record, language)]
        for column, count, doing, status in zip(columns, every, acting_on, reasons, strict=True):
            cell = _cell(count, doing, status)
            if count and place in record.zones.index:
                cell = replace(cell, opens=b.Opens("county", place))
            elif count and question.by_kind:
                cell = replace(cell, opens=b.Opens("choice", column, "about"))
            cells.append(cell)
        rows.append(cells)
    head = [word("col_county", language)]
    numeric = [b.Column(labels[c].label(language), numeric=True) for c in columns]
    return b.table(word("matrix_heading", language), [*head, *numeric], rows, dense=True)


def _cell(count: int, doing: int, status: str) -> b.Cell:
    """A number of things to be done; in brackets that of the others, where there is none."""
    if doing:
        return b.number(doing, tone=f"c{count_class(doing)}")
    if count:
        return b.blank(f"({count})", "none")
    return b.blank(*_EMPTY[status])


def _place(place: str, record: Record, language: Language) -> b.Cell:
    """A county, or what a plan names in none; either opens its card."""
    if place not in record.zones.index:
        return b.county(county_names(place, record, language), place)
    name = place_name(record, place, language)
    text = word(f"matrix_wide_{record.zones.kind[place]}", language, name=name)
    return b.county(text, place)
