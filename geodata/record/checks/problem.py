"""What the checks read: the tables as text, the documents, the boundaries; and what they return."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from geodata.config import Config
from geodata.record import quotes
from geodata.record.boundaries import BoundaryError
from geodata.record.tables import Tables, read_tables

_PIECE_ROWS: Final = 5_000  # made into Python texts at a time


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: where (file, row as an editor counts it, column), and what to do."""

    file: str
    row: int
    column: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.row}:{self.column}: {self.message}"


@dataclass(frozen=True)
class CheckInput:
    """What the checks read: one reading of the tables and boundaries, the documents' texts."""

    tables: Tables

    @property
    def config(self) -> Config:
        """The settings that name the folders."""
        return self.tables.config

    @cached_property
    def texts(self) -> dict[str, str]:
        """The documents without white space, by id; empty where they are not at hand."""
        return quotes.plan_texts(self.config.plans)

    @cached_property
    def coverage(self) -> dict[str, frozenset[str]]:
        """Counties covered, by document id."""
        documents = self.tables["documents"]
        return {d.document_id: frozenset(d.adcodes.split(";")) for d in documents.itertuples()}

    @cached_property
    def boundary_faults(self) -> list[str]:
        """Why the boundaries cannot be used, one sentence for each cause; [] if they can."""
        try:
            _ = self.tables.counties
        except BoundaryError as error:
            return error.sentences
        return []

    def rows(self, table: str) -> Iterator[tuple[int, dict[str, str]]]:
        """Rows of a table with the line they stand on in the file."""
        frame = self.tables[table]
        lines = self.tables.readings[table].lines
        columns = [str(column) for column in frame.columns]
        for start in range(0, len(frame), _PIECE_ROWS):
            piece = frame.iloc[start : start + _PIECE_ROWS]
            cells = [piece[column].to_numpy(dtype=object) for column in columns]
            numbers = lines[start : start + _PIECE_ROWS].tolist()
            for number, row in zip(numbers, zip(*cells, strict=True), strict=True):
                yield number, dict(zip(columns, row, strict=True))


def check_input(config: Config) -> CheckInput:
    """What the checks read. Raises RecordError naming every table that cannot be read."""
    return CheckInput(read_tables(config))
