"""Verbatim clauses: compared with the documents where they are at hand, with hashes elsewhere."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pandas as pd

from geodata.characters import EncodingError, decoded, plain
from geodata.record.reading import RecordError

QUOTE_LIMIT: Final = 120

# Stands in a printed form where a page end breaks the sentence.
LINE_BREAK: Final = "⏎"

_SPACE: Final = re.compile(rf"[\s{LINE_BREAK}]+")


def bare(text: str) -> str:
    """`text` without white space, marks of broken lines and whatever nobody sees: as compared."""
    return _SPACE.sub("", plain(text))


def sha256(text: str) -> str:
    """Hex SHA-256 of the UTF-8 bytes of `text` without white space."""
    return hashlib.sha256(bare(text).encode("utf-8")).hexdigest()


def plan_texts(folder: Path) -> dict[str, str]:
    """The documents' texts without white space, by document id; empty when not at hand.

    Raises RecordError naming every text whose encoding is in doubt.
    """
    texts, said = {}, []
    for file in sorted(folder.glob("*.txt")):
        try:
            texts[file.stem] = bare(decoded(file.read_bytes())[0])
        except EncodingError as error:
            said.append(f"{folder.name}/{file.name}: {error}")
    if said:
        raise RecordError("\n".join(said))
    return texts


# Which columns hold words of the document, and how many characters each may have.
VERBATIM: Final = (
    ("projects", "quote_zh"),
    ("targets", "quote_zh"),
    ("errata", "printed_zh"),
    ("decisions", "phrase_zh"),
)


def quote_hashes(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The table `quote_hashes` that follows from the text `tables`, by name."""
    pairs = {
        (document_id, sha256(clause))
        for table, column in VERBATIM
        for document_id, clause in zip(
            tables[table].document_id, tables[table][column], strict=True
        )
    }
    return pd.DataFrame(sorted(pairs), columns=["document_id", "sha256"], dtype=str)
