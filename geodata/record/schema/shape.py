"""What a table of data/ is: its columns, types and allowed values, its key and references."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from geodata.language.vocabulary import Term

ColumnType = Literal["string", "integer", "number", "date"]


@dataclass(frozen=True)
class Column:
    """One column: its type, what it means, what it may hold.

    `pattern` is that of the whole cell, `many` that of each of several values between semicolons;
    `example` is a value that either allows, for messages.
    """

    name: str
    zh: str
    en: str
    type: ColumnType = "string"
    required: bool = False
    enum: tuple[str, ...] = ()
    pattern: str = ""
    many: str = ""
    example: str = ""


@dataclass(frozen=True)
class Table:
    """One CSV file of data/: its columns in order, its key, its foreign keys.

    A `generated` table is written by `tidy`, never by hand.
    """

    name: str
    zh: str
    en: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    foreign_keys: tuple[tuple[str, str, str], ...] = ()  # (column, table, column there)
    generated: bool = False

    @property
    def file(self) -> str:
        """The file's name inside data/."""
        return f"{self.name}.csv"


def ids(terms: tuple[Term, ...]) -> tuple[str, ...]:
    """The ids of words of the vocabulary: what a column of them may hold."""
    return tuple(term.id for term in terms)


DOCUMENT: Final = Column(
    "document_id", "文件编号", "document", required=True, pattern=r"[a-z_]+", example="dezhou"
)
SIX_DIGITS: Final = r"[0-9]{6}"
MONTH: Final = r"[0-9]{4}-(0[1-9]|1[0-2])"
ADCODE: Final = Column(
    "adcode", "县级区划代码", "county", required=True, pattern=SIX_DIGITS, example="370102"
)
ZONE_ID: Final = r"[a-z_]+"
NOTE: Final = Column("note_zh", "说明", "note")
