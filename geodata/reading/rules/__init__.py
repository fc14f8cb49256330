"""The rules and word lists of the reader: one file each, read by name."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of `<name>.csv`, each by its column heads; lines that begin with # are notes."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        lines = (line for line in stream if not line.startswith("#"))
        return tuple(csv.DictReader(lines))


@cache
def entries(name: str, column: str = "word") -> frozenset[str]:
    """The entries of one column of `<name>.csv`."""
    return frozenset(row[column] for row in table(name))


@cache
def lines(name: str) -> frozenset[str]:
    """The words of `<name>.txt`, one a line; lines that begin with # are notes."""
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))
