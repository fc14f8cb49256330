"""Targets of several plans or several years as small pictures: a row a city, a dot a deadline."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from geodata.analysis.comparison import comparison
from geodata.language.deadline import dated, deadline, year_of
from geodata.language.text import listed, word
from geodata.language.units import scaled
from geodata.language.vocabulary import SECTOR_BY_ID, Language
from geodata.record.derived import kept_with_selection
from geodata.record.names import city_name, scope_said
from geodata.record.record import Record
from geodata.record.selection import Selection
from geodata.views import page as b
from geodata.views import picture
from geodata.views.targets import chosen

_SECTORS: Final = {sector: n for n, sector in enumerate(SECTOR_BY_ID)}


@kept_with_selection
def trajectory_blocks(selection: Selection, language: Language) -> list[picture.Shown]:
    """The indicators of `comparison` of which a target passes, each with all its targets.

    What passes is in colour, the rest of the same indicator grey beside it.
    """
    passing = frozenset(chosen(selection).target_id)
    found = [
        (entries, _panel(entries, passing, language))
        for entries in _indicators(selection.record, language)
        if any(entry.target_id in passing for entry in entries)
    ]
    said: list[picture.Shown] = [b.Heading(word("comparison_heading", language), 3)]
    if not found:
        return [*said, b.Text(word("rows_none", language), "quiet")]
    shown = [entry for entries, _ in found for entry in entries]
    said += [
        b.Text(word("rows_count", language, count=len(found), targets=len(shown)), "claim"),
        b.Text(word("comparison_intro", language), "quiet"),
    ]
    if selection.filters.active:
        lit = sum(entry.target_id in passing for entry in shown)
        said.append(b.Text(word("rows_lit", language, count=lit), "quiet"))
    return [*said, picture.Panels(tuple(panel for _, panel in found))]


@dataclass(frozen=True)
class _Entry:
    """A target in a picture: its value in the unit of the picture, its label with bound and %."""

    target_id: str
    document_id: str
    city: str
    indicator: str
    sector: str
    unit: str
    value: float
    bound: str
    label: str
    year: int | None
    due: str
    order: int
    scope: str
    section: str
    quote: str

    @property
    def amount(self) -> str:
        """The label with the unit, as it stands in a sentence: no line ends within it."""
        gap = " " if self.unit[0].isascii() else ""
        said = self.label if self.unit == "%" else f"{self.label}{gap}{self.unit}"
        return said.replace(" ", "\u00a0")


def _indicators(record: Record, language: Language) -> list[list[_Entry]]:
    """The targets of each indicator by plan, scope and deadline; those of most plans first."""
    compared = comparison(record)
    targets = record.targets[record.targets.target_id.isin(compared.target_id)]
    by: dict[tuple[str, str], list[Any]] = {}
    for target in targets.itertuples():
        by.setdefault((str(target.indicator), str(target.unit_std)), []).append(target)
    plans = {document_id: n for n, document_id in enumerate(record.documents.index)}
    found = [_entries(rows, unit, plans, record, language) for (_, unit), rows in by.items()]
    return sorted(found, key=lambda e: (-_plans(e), _SECTORS[e[0].sector], e[0].indicator))


def _plans(entries: Iterable[_Entry]) -> int:
    return len({entry.document_id for entry in entries})


def _entries(
    targets: Sequence[Any], unit_std: str, plans: dict[str, int], record: Record, language: Language
) -> list[_Entry]:
    values, unit = scaled((float(t.value_std) for t in targets), unit_std, language)
    percent = "%" if unit == "%" else ""
    found = [
        _Entry(
            target_id=str(t.target_id),
            document_id=str(t.document_id),
            city=city_name(record, t.document_id, language),
            indicator=str(t.indicator_zh if language == "zh" else t.indicator_en),
            sector=str(t.sector),
            unit=unit,
            value=value,
            bound=str(t.comparator),
            label=b.number(value, comparator=t.comparator).text + percent,
            year=year_of(t.year),
            due=deadline(year_of(t.year), str(t.phase), language),
            order=dated(year_of(t.year), str(t.phase)),
            scope=scope_said(t, language),
            section=str(t.section),
            quote=str(t.quote_zh),
        )
        for t, value in zip(targets, values, strict=True)
    ]
    return sorted(found, key=lambda e: (plans[e.document_id], e.scope, e.order, e.target_id))


def _panel(entries: Sequence[_Entry], passing: frozenset[str], language: Language) -> picture.Panel:
    lines: list[b.Block] = []
    for e in entries:
        said = {"city": e.city, "due": e.due, "scope": e.scope, "section": e.section}
        lines += [b.Text(word("rows_line", language, amount=e.amount, **said)), b.Quote(e.quote)]
    dots = [
        picture.Dot(
            value=entry.value,
            bound=entry.bound,
            label=entry.label,
            due=entry.due,
            lit=entry.target_id in passing,
            joined=entry.year is not None,
            opens=2 * n,
        )
        for n, entry in enumerate(entries)
    ]
    first = entries[0]
    title = word("rows_clauses", language, indicator=first.indicator, count=len(entries))
    return picture.Panel(
        key=first.target_id,
        title=first.indicator,
        sector=first.sector,
        sentence=sentence(entries, language),
        axis=picture.axis((entry.value for entry in entries), first.unit),
        rows=_rows(entries, dots),
        fold=b.fold(title, lines),
    )


def _rows(entries: Sequence[_Entry], dots: Sequence[picture.Dot]) -> tuple[picture.Row, ...]:
    """A row a plan, or several where its targets are of different scopes."""
    found = [
        (own[0][0], tuple(dot for _, dot in own))
        for own in (
            list(group)
            for _, group in groupby(
                zip(entries, dots, strict=True), key=lambda e: (e[0].document_id, e[0].scope)
            )
        )
    ]
    names = [entry.city for entry, _ in found]
    return tuple(
        picture.Row(entry.city, entry.scope if names.count(entry.city) > 1 else "", own)
        for entry, own in found
    )


def sentence(entries: Sequence[_Entry], language: Language) -> str:
    """What the plans promise for the deadline that most of them share, or each for its own."""
    by_due: dict[int, list[_Entry]] = {}
    for entry in sorted(entries, key=lambda e: e.order):
        by_due.setdefault(entry.order, []).append(entry)
    shared = max(by_due.values(), key=_plans)
    if _plans(shared) < 2:
        own = (
            word(
                "rows_one_phase" if e.year is None else "rows_one_year",
                language,
                city=e.city,
                due=e.due,
                amount=e.amount,
            )
            for e in entries
        )
        return word("rows_apart", language, list=listed(own, language))
    least, most = (choose(shared, key=lambda e: (e.value, e.label)) for choose in (min, max))
    key = "rows_by_phase" if least.year is None else "rows_by_year"
    when = word(key, language, due=least.due)
    count = _plans(shared)
    if least.label == most.label:
        return word("rows_same", language, when=when, count=count, amount=least.amount)
    return word(
        "rows_range",
        language,
        when=when,
        count=count,
        least=least.amount,
        least_city=_cities(shared, least, language),
        most=most.amount,
        most_city=_cities(shared, most, language),
    )


def _cities(entries: Iterable[_Entry], like: _Entry, language: Language) -> str:
    """The cities that promise the same."""
    same = (entry.city for entry in entries if entry.label == like.label)
    return listed(dict.fromkeys(same), language)
