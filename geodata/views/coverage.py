"""The gap page: what it is asked, and the matrix of counties by kind or sector."""

from __future__ import annotations

from dataclasses import dataclass, replace

from geodata.analysis.coverage import Matrix, matrix, sector_matrix
from geodata.atlas.classes import count_class
from geodata.language.text import word
from geodata.language.vocabulary import KIND_BY_ID, KINDS, SECTOR_BY_ID, SECTORS, Language
from geodata.record.derived import kept_with_record
from geodata.record.names import county_names
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
def default_kinds(record: Record) -> tuple[str, str]:
    """The two kinds that a visitor meets first: the two energy kinds named most often."""
    counts = record.projects[record.projects.adcodes != ""]
    counts = counts[counts.sector == "energy"].drop_duplicates("thing").kind.value_counts()
    first = [str(kind) for kind in counts.index if kind in ("wind_farm", "storage_station")]
    return (first[0], first[1]) if len(first) == 2 else (str(counts.index[0]), str(counts.index[1]))


def question(selection: Selection, link: Link) -> Question:
    """What a link asks of the page; the kinds named most often where it names none."""
    first, second = default_kinds(selection.record)
    return Question(
        selection, link.about or first, link.partner or second, by_kind=link.level == "kind"
    )


def intro(question: Question, language: Language) -> list[b.Block]:
    """Title, how to read an empty cell, the drop-downs, and which filters the page does not follow.

    The last stands above the map, which does not follow them either.
    """
    kinds = kind_choices(question.selection.record, language)
    levels: b.OptionGroup = ("", [(v, word(f"level_{v}", language)) for v in ("sector", "kind")])
    level = "kind" if question.by_kind else "sector"
    filters, label = question.selection.filters, KIND_BY_ID[question.kind].label(language)
    note = word("findings_any_kind", language, kind=label)
    return [
        b.Heading(word("gaps_page", language)),
        b.Text(word("gaps_intro", language)),
        b.DropDowns(
            (
                b.DropDown("about", word("choose_kind", language), question.kind, kinds),
                b.DropDown("partner", word("choose_partner", language), question.partner, kinds),
                b.DropDown("level", word("choose_level", language), level, [levels]),
            )
        ),
        *([b.Text(note, "quiet")] if filters.sector or filters.kind else []),
    ]


def matrix_blocks(question: Question, language: Language) -> list[b.Block]:
    """The county × kind (or sector) matrix with the four empties."""
    selection = question.selection
    table = matrix(selection) if question.by_kind else sector_matrix(selection)
    said: list[b.Block] = [b.Heading(word("matrix_heading", language), 3)]
    if selection.filters.active:
        scope = word("matrix_scope", language, filters=selection.stated(language))
        said.append(b.Text(scope, "quiet"))
    return [
        *said,
        b.Text(word("matrix_legend", language)),
        _matrix_table(table, question, language),
    ]


def _columns(table: Matrix, question: Question) -> list[str]:
    """Kinds that the selection names anywhere, or sectors that it may name."""
    filters = question.selection.filters
    columns = [str(c) for c in table.counts.columns]
    if question.by_kind:
        return [c for c in columns if table.counts[c].sum()]
    asked = {*filters.sector, *(KIND_BY_ID[k].sector for k in filters.kind)}
    return [c for c in columns if not asked or c in asked]


def _matrix_table(table: Matrix, question: Question, language: Language) -> b.Block:
    labels = KIND_BY_ID if question.by_kind else SECTOR_BY_ID
    record = question.selection.record
    columns = _columns(table, question)
    shown = [str(c) for c in table.counts.index if question.selection.covers(str(c))]
    counts = table.counts.loc[shown, columns].to_numpy().tolist()
    statuses = table.status.loc[shown, columns].to_numpy(dtype=str).tolist()
    rows = []
    for adcode, numbers, reasons in zip(shown, counts, statuses, strict=True):
        cells: list[b.Cell] = [b.county(county_names(adcode, record, language), adcode)]
        for column, count, status in zip(columns, numbers, reasons, strict=True):
            if status == "named":
                cell = b.number(count, tone=f"c{count_class(count)}")
                if question.by_kind:
                    cell = replace(cell, opens=b.Opens("choice", column, "about"))
                cells.append(cell)
            else:
                cells.append(b.blank(*_EMPTY[status]))
        rows.append(cells)
    head = [word("col_county", language)]
    numeric = [b.Column(labels[c].label(language), numeric=True) for c in columns]
    return b.table(word("matrix_heading", language), [*head, *numeric], rows, dense=True)
