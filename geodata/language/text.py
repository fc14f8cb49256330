"""The one way to a word, a sentence, a list and a bracket in the language of the reader."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from geodata.language.vocabulary import Language
from geodata.language.words.atlas import ATLAS
from geodata.language.words.desk import DESK
from geodata.language.words.exhibition import EXHIBITION
from geodata.language.words.faults import FAULTS
from geodata.language.words.findings import FINDINGS
from geodata.language.words.pictures import PICTURES
from geodata.language.words.plan import PLAN
from geodata.language.words.reports import REPORTS
from geodata.language.words.screen import SCREEN
from geodata.language.words.search import SEARCH
from geodata.language.words.sources import SOURCES

_TABLES: Final = (
    SCREEN,
    SEARCH,
    ATLAS,
    DESK,
    PICTURES,
    PLAN,
    SOURCES,
    FINDINGS,
    REPORTS,
    EXHIBITION,
    FAULTS,
)
_WORDS: Final = {key: pair for table in _TABLES for key, pair in table.items()}


def word(key: str, language: Language, **values: object) -> str:
    """The word for `key` with `values` put in. KeyError for an unknown key."""
    zh, en = _WORDS[key]
    return (zh if language == "zh" else en).format(**values)


def words(keys: tuple[str, ...], language: Language) -> dict[str, str]:
    """Several words without values, by key."""
    return {key: word(key, language) for key in keys}


def listed(texts: Iterable[str], language: Language, clauses: bool = False) -> str:
    """Texts one after the other, with the mark of the language between them.

    `clauses` are longer parts, which may hold the mark of names: they take the semicolon.
    """
    marks = ("；", "; ") if clauses else ("、", ", ")
    return marks[0 if language == "zh" else 1].join(texts)


def bracketed(text: str, language: Language) -> str:
    """`text` in the brackets of the language, with the space before that English needs."""
    return f"（{text}）" if language == "zh" else f" ({text})"


def labelled(label: str, text: str, language: Language) -> str:
    """`label`, a colon, `text`."""
    return f"{label}：{text}" if language == "zh" else f"{label}: {text}"
