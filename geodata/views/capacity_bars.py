"""Capacity targets as bars: what operates, what is named, what is not named, up to the target."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Final

from geodata.analysis.ledger import Ledger
from geodata.language.deadline import deadline
from geodata.language.text import listed, word
from geodata.language.units import power, shown
from geodata.language.vocabulary import Language
from geodata.record.derived import kept_with_selection
from geodata.record.names import city_name
from geodata.record.record import Record
from geodata.record.selection import Selection
from geodata.views import page as b
from geodata.views import picture
from geodata.views.ledger import addends, chosen_ledgers, ledger_table
from geodata.views.operating import operating_blocks

# More than these are counted in the sentence and not listed.
_LISTED: Final = 3


@kept_with_selection
def capacity_blocks(selection: Selection, language: Language) -> list[picture.Shown]:
    """The capacity targets that pass as a sentence, a picture, and the tables behind it.

    What counts towards a target is the whole plan's, whatever is filtered, and it says so.
    """
    found = chosen_ledgers(selection)
    record = selection.record
    said: list[picture.Shown] = [b.Heading(word("ledger_heading", language), 3)]
    if found:
        said.append(b.Text(sentence(found, record, language), "claim"))
        said.append(b.Text(word("ledger_intro", language), "quiet"))
        if selection.filters.active:
            said.append(b.Text(word("ledger_filtered", language, count=len(found)), "quiet"))
        table = ledger_table(found, record, language)
        title = word("picture_table", language, count=len(found))
        said += [bars(found, record, language), b.fold(title, [table])]
    else:
        said.append(b.Text(word("bars_none", language), "quiet"))
    if cited := operating_blocks(selection, language):
        said.append(b.fold(word("beside_heading", language), cited))
    return said


def capacity_tables(selection: Selection, language: Language) -> list[b.Block]:
    """The tables behind the picture, for the workbook."""
    found = chosen_ledgers(selection)
    ledgers = [ledger_table(found, selection.record, language)] if found else []
    return [*ledgers, *operating_blocks(selection, language)]


def sentence(entries: Sequence[Ledger], record: Record, language: Language) -> str:
    """Of how many targets it is known what is not named, and what that is; of how many not."""
    beyond = [entry for entry in entries if entry.exceeded]
    known = [entry for entry in entries if entry.computable and not entry.exceeded]
    unknown = len(entries) - len(beyond) - len(known)
    parts = [word("bars_count", language, count=len(entries))]
    if 0 < len(known) <= _LISTED:
        names = listed((_known(entry, record, language) for entry in known), language)
        parts.append(word("bars_known_list", language, count=len(known), list=names))
    elif known:
        parts.append(word("bars_known", language, count=len(known)))
    if beyond:
        parts.append(word("bars_exceeded", language, count=len(beyond)))
    if unknown:
        parts.append(word("bars_unknown", language, count=unknown))
    return listed(parts, language, clauses=True) + word("finding_stop", language)


def _known(entry: Ledger, record: Record, language: Language) -> str:
    return word(
        "bars_known_one",
        language,
        city=city_name(record, entry.document_id, language),
        indicator=_indicator(entry, language),
        due=deadline(entry.year, entry.phase, language),
        amount=_rest(entry, language, power(entry.not_named_most_mw, language)),
    )


def bars(entries: Sequence[Ledger], record: Record, language: Language) -> picture.Bars:
    """One bar a target on a common scale in 万千瓦 (Chinese) or MW (English), by city."""
    unit = shown(0, "MW", language)[1]
    reached = [_shown(mw, language) for entry in entries for mw in (entry.target_mw, _end(entry))]
    sources = list(dict.fromkeys(cited.source for entry in entries for cited in entry.cited))
    sectors = record.targets.set_index("target_id").sector
    groups = []
    for document_id, own in groupby(entries, key=lambda entry: entry.document_id):
        drawn = (
            _bar(entry, str(sectors[entry.target_id]), sources, record, language) for entry in own
        )
        groups.append((city_name(record, document_id, language), tuple(drawn)))
    letters = tuple((letter(n), source) for n, source in enumerate(sources))
    return picture.Bars(picture.axis(reached, unit, from_zero=True), tuple(groups), letters)


def letter(number: int) -> str:
    """The letters a to z, then aa, ab and so on, from number 0."""
    more, last = divmod(number, 26)
    return (letter(more - 1) if more else "") + chr(ord("a") + last)


def _bar(
    entry: Ledger, sector: str, sources: list[str], record: Record, language: Language
) -> picture.Bar:
    return picture.Bar(
        key=entry.target_id,
        title=_indicator(entry, language),
        due=deadline(entry.year, entry.phase, language),
        sector=sector,
        value=_shown(entry.target_mw, language),
        bound=entry.comparator,
        label=word("bar_target", language, amount=_signed(entry, power(entry.target_mw, language))),
        parts=(
            *_operating(entry, sources, language),
            *_named(entry, language),
            *_not_named(entry, language),
        ),
        fold=addends(entry, record, language),
    )


# The blocks of the fold: the clause, a line for each figure of what operates, the things that are
# named, the sentence that says it all.
_CLAUSE: Final = 0


def _things(entry: Ledger) -> int:
    return _CLAUSE + 1 + len(entry.cited)


def _sentence(entry: Ledger) -> int:
    return _things(entry) + bool(entry.named or entry.unquantified)


def _operating(entry: Ledger, sources: list[str], language: Language) -> Iterable[picture.Part]:
    if not entry.cited:
        label = word("bar_operating_none" if entry.stock else "bar_operating_added", language)
        yield picture.Part("unknown", label, _sentence(entry))
    for n, (cited, span) in enumerate(zip(entry.cited, entry.stretches_mw, strict=True)):
        figure = _figure(cited.capacity_mw, language)
        label = word("bar_operating", language, fuel=cited.fuel(language), amount=figure)
        at = letter(sources.index(cited.source))
        yield picture.Part("operating", label, _CLAUSE + 1 + n, _span(span, language), at)


def _named(entry: Ledger, language: Language) -> Iterable[picture.Part]:
    if entry.named:
        figure = _figure(entry.named_mw, language)
        label = word("bar_named", language, count=len(entry.named), amount=figure)
        span = (_end(entry) - entry.named_mw, _end(entry))
        yield picture.Part("named", label, _things(entry), _span(span, language))
    if entry.both_mw:
        label = word("bar_both", language, amount=_figure(entry.both_mw, language))
        span = (_end(entry) - entry.both_mw, _end(entry))
        yield picture.Part("both", label, _sentence(entry), _span(span, language))
    if entry.unquantified:
        label = word("bar_unquantified", language, count=len(entry.unquantified))
        yield picture.Part("unknown", label, _things(entry))
    if not entry.named and not entry.unquantified:
        yield picture.Part("unknown", word("bar_named_none", language), _sentence(entry))


def _not_named(entry: Ledger, language: Language) -> Iterable[picture.Part]:
    if entry.exceeded:
        yield picture.Part("unsaid", word("ledger_exceeded", language), _sentence(entry))
    elif entry.computable:
        figure = _rest(entry, language, _figure(entry.not_named_most_mw, language))
        label = word("bar_rest", language, amount=figure)
        span = (_end(entry), max(_end(entry), entry.target_mw))
        yield picture.Part("rest", label, _sentence(entry), _span(span, language))
    else:
        yield picture.Part("unsaid", word("bar_rest_none", language), _sentence(entry))


def _rest(entry: Ledger, language: Language, most: str) -> str:
    """What is not named with its bound: one figure, or from the least to `most`."""
    least = _figure(entry.not_named_mw, language)
    return _signed(entry, f"{least}–{most}" if entry.overlapping else most)


def _signed(entry: Ledger, amount: str) -> str:
    """An amount with the bound of the target; no line ends within it."""
    return f"{b.SIGNS[entry.comparator]}{amount}".replace(" ", "\u00a0")


def _end(entry: Ledger) -> float:
    """How far what operates and what is named reach end to end, MW."""
    return (entry.operating_least_mw or 0.0) + entry.named_mw


def _indicator(entry: Ledger, language: Language) -> str:
    return entry.indicator_zh if language == "zh" else entry.indicator_en


def _shown(mw: float, language: Language) -> float:
    return shown(mw, "MW", language)[0]


def _span(span: tuple[float, float], language: Language) -> tuple[float, float]:
    return _shown(span[0], language), _shown(span[1], language)


def _figure(mw: float, language: Language) -> str:
    return b.digits(_shown(mw, language))
