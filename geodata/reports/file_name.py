"""What a file to take away is called: whose it is, what it is about, the day."""

from __future__ import annotations

import datetime
import re
import unicodedata
from typing import Final

from geodata.language.text import listed, word
from geodata.language.vocabulary import Language
from geodata.record.description import Criterion
from geodata.record.selection import Selection

# What Windows refuses in a name, and the signs of the other systems among it.
_REFUSED: Final = re.compile(r'[<>:"/\\|?*]')
# Controls, invisible marks of direction, lone surrogates, private and unassigned characters.
_NO_TEXT: Final = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
# Bytes of the part that says what a file is about. Names may have 255 bytes or, on Windows, 260
# characters with all their folders; this leaves room for both.
_LIMIT_BYTES: Final = 120
_PART_BYTES: Final = 40
_VALUES: Final = 2  # of a group that are named; of more, the first is, with their number
# Where a selection lies is said first.
_PLACES: Final = ("within_county", "county", "within_city", "city")


def file_name(
    about: str, ending: str, language: Language, today: datetime.date, part: str = ""
) -> str:
    """`峰图-<about>-<day>.<ending>`, the day as 2026-11-25, fit for Windows, macOS and Linux.

    `about` may be any text. `part` tells apart files about the same: it stands behind it.
    """
    said = "-".join(text for text in (_fit(about), _fit(part, _PART_BYTES)) if text)
    named = [text for text in (word("title", language), said) if text]
    return "-".join([*named, f"{today.isoformat()}.{ending}"])


def selection_named(selection: Selection, language: Language) -> str:
    """What a selection is in the words of a file's name: its places first, then what is asked."""
    groups: dict[str, list[Criterion]] = {}
    for criterion in selection.criteria(language):
        groups.setdefault(criterion.group, []).append(criterion)
    order = sorted(groups, key=lambda g: _PLACES.index(g) if g in _PLACES else len(_PLACES))
    said = [_values(groups[group], selection, language) for group in order]
    return "_".join(said) or word("file_everything", language)


def _values(criteria: list[Criterion], selection: Selection, language: Language) -> str:
    if criteria[0].group == "year":
        by = selection.filters.due == "by"
        return word("file_by_year" if by else "file_in_year", language, year=criteria[0].value)
    texts = [criterion.text for criterion in criteria]
    if len(texts) <= _VALUES:
        return listed(texts, language)
    return word("file_several", language, first=texts[0], count=len(texts))


def _fit(text: str, most: int = _LIMIT_BYTES) -> str:
    """`text` as part of a name: nothing that a system refuses or nobody sees, `most` bytes long."""
    shown = "".join(
        " " if unicodedata.category(c) in _NO_TEXT else c
        for c in unicodedata.normalize("NFC", text)
    )
    said = " ".join(_REFUSED.sub(" ", shown).split())
    if len(said.encode()) > most:
        said = said.encode()[: most - 3].decode(errors="ignore").rstrip() + "…"
    return said.strip(" .-")
