"""A stop of the exhibition's tour, and what its sentence is put together from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import pandas as pd

from geodata.language.section import section_named
from geodata.language.text import word
from geodata.language.units import shown
from geodata.language.vocabulary import Language
from geodata.record.record import Record

Text = Mapping[Language, str]

SHORTEST_S: Final = 12
LONGEST_S: Final = 15
# The longest sentences that a visitor reads in LONGEST_S seconds, in characters.
ROOM: Final[Mapping[Language, int]] = {"zh": 45, "en": 160}
# How many names or kinds a sentence holds before it leaves them out.
NAMES: Final = 3

_SIGNS: Final = {">=": "≥", "<=": "≤", "~": "≈", "=": ""}
_BOUNDS: Final = {">=": "tour_at_least", "<=": "tour_at_most", "~": "tour_about"}


@dataclass(frozen=True)
class Stop:
    """One stop: a title, one sentence, a large figure with its unit, and what the map shows.

    `project_ids` are the rows whose marks are lit (none where empty), `adcodes` the counties that
    the camera frames (all where empty). `citation` holds the clauses of a target, each on its line.
    `query` are URL parameters of the same view; `page` among them is a page other than the atlas.
    """

    id: str
    title: Text
    text: Text
    figure: Text
    unit: Text
    project_ids: tuple[str, ...]
    adcodes: tuple[str, ...]
    citation: Text
    query: Mapping[str, str]
    seconds: int


def stop(
    stop_id: str,
    title: Text,
    text: Text,
    figure: Text | int,
    unit: Text,
    query: Mapping[str, str],
    project_ids: Iterable[str] = (),
    adcodes: Iterable[str] = (),
    citation: Text | None = None,
) -> Stop:
    """A stop that stays as long as its sentence takes to read."""
    return Stop(
        id=stop_id,
        title=title,
        text=text,
        figure=plain(f"{figure:,}") if isinstance(figure, int) else figure,
        unit=unit,
        project_ids=tuple(project_ids),
        adcodes=tuple(adcodes),
        citation=citation or plain(""),
        query=query,
        seconds=seconds(text),
    )


def seconds(text: Text) -> int:
    """How long a sentence stays, in s: the shortest for half of ROOM, the longest for all of it."""
    share = max(len(text[language]) / room for language, room in ROOM.items())
    asked = SHORTEST_S + round((2 * share - 1) * (LONGEST_S - SHORTEST_S))
    return max(SHORTEST_S, min(LONGEST_S, asked))


def said(key: str, **values: object) -> Text:
    """The word for `key` in both languages; a value that is a Text is put in by language."""
    return {
        language: word(
            key,
            language,
            **{k: v[language] if isinstance(v, Mapping) else v for k, v in values.items()},
        )
        for language in ROOM
    }


def plain(text: str) -> Text:
    """One text for both languages."""
    return dict.fromkeys(ROOM, text)


def listed(texts: Iterable[Text]) -> Text:
    """Texts one after the other."""
    texts = list(texts)
    return {
        "zh": "、".join(text["zh"] for text in texts),
        "en": ", ".join(text["en"] for text in texts),
    }


def within(zh: str, en: str) -> Text:
    """A label inside a sentence: English loses its capital, unless it is an abbreviation."""
    return {"zh": zh, "en": en[:1].lower() + en[1:] if en[1:2].islower() else en}


def items(count: int) -> Text:
    """The unit of a number of things."""
    return said("tour_item" if count == 1 else "tour_items")


def counties(count: int) -> Text:
    """The unit of a number of counties."""
    return said("tour_county" if count == 1 else "tour_counties")


def city(record: Record, document_id: str) -> Text:
    """The city or zone that a document is of."""
    row = record.documents.loc[document_id]
    return {"zh": str(row.city_zh), "en": str(row.city_en)}


def counties_of(record: Record, document_ids: Iterable[str]) -> list[str]:
    """The counties that documents cover, whole or partly, by adcode."""
    names = record.county_names
    return list(names.index[names.document_id.isin(list(document_ids))])


def marks(record: Record, rows: pd.Series) -> list[str]:
    """Ids of the `rows` (a mask of projects): each has a mark, or stands at an anchor."""
    return list(record.projects.project_id[rows])


def capacity(mw: float) -> Text:
    """The number of a capacity in MW: 万千瓦 in Chinese, MW in English."""
    return {language: f"{shown(mw, 'MW', language)[0]:,.10g}" for language in ROOM}


def signed(comparator: str, number: Text) -> Text:
    """A large figure with the sign of its bound."""
    return {language: _SIGNS[comparator] + text for language, text in number.items()}


def bounded(comparator: str, amount: Text) -> Text:
    """An amount inside a sentence, its bound in words."""
    return said(_BOUNDS[comparator], amount=amount) if comparator in _BOUNDS else amount


def citation(record: Record, target_ids: Iterable[str]) -> Text:
    """The clauses of targets with document and section, each clause once and on its own line."""
    targets = record.targets.set_index("target_id")
    lines = []
    for target in (targets.loc[target_id] for target_id in target_ids):
        line = said(
            "tour_clause",
            clause=target.quote_zh,
            plan={
                "zh": record.documents.title_zh[target.document_id],
                "en": record.documents.city_en[target.document_id],
            },
            section={lang: section_named(str(target.section), lang) for lang in ROOM},
        )
        if line not in lines:
            lines.append(line)
    return {language: "\n".join(line[language] for line in lines) for language in ROOM}
