"""What a passage is about, where its members do not say it themselves."""

from __future__ import annotations

import re
from typing import Final

from geodata.reading import listing, phrases
from geodata.reading.listing import Part
from geodata.reading.phrases import Opening
from geodata.reading.segment import Segmenter

_LABEL: Final = re.compile(
    r"(?:\d{1,2}[.．、]|[（(]?\d{1,2}[）)])?([^。：，；、（）]{2,28})(?:（[^（）]*）)?[。：]"
)
_BARE: Final = ("", "项目", "工程")


def label_of(paragraph: str) -> str:
    """The words before the first stop of a paragraph, where they say a kind of thing."""
    said = _LABEL.match(paragraph)
    return said[1] if said and listing.own_head(said[1], []) else ""


def told_by_topic(parts: list[Part], topic: str) -> None:
    """Give places and names that only 项目 or nothing follows the kind that is talked about."""
    for part in parts if topic else []:
        sized = part.note is not None and bool(part.names)
        if part.head is None and part.suffix in _BARE and (part.only_place or sized):
            part.suffix = phrases.without_tail(topic)


def done_there(places: list[Part], said: str, done: Opening | None, segmenter: Segmenter) -> None:
    """Give places what the next clause does, where it names nothing of its own."""
    head = listing.own_head(said, [])
    named = any(word.sort in ("name", "place") for word in segmenter.words(said))
    if done is None or head is None or named:
        return
    for part in places:
        said = re.sub(r"^(?:和|与|及|并)[一-龥]{2}", "", said)
        part.suffix, part.opening = phrases.without_count(said), done
