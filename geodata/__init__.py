"""Fengtu's record and everything made from it, without any screen.

A package may import those above it in this list, siblings (analysis, atlas) not each other:

- `characters`: text as people save and paste it, read
- `config`, `files`: settings, and files written whole or not at all
- `language`: words, sentences, units in Chinese and English; knows no data
- `record`: what the files say, checked, typed, selected
- `reading`: a plan read by program, in the tables of the record
- `analysis`: what can be computed from a selection
- `atlas`: what is drawn, whoever draws it
- `views`: what a page says, as plain data
- `reports`: files to take away; `paper` is everything drawn by matplotlib
- `exhibition`: the tour and the single file
- `operate`: what the operator runs
- `notebook`: the same answers for an analyst; `geodata.open()` is its door
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from geodata.config import Config
    from geodata.notebook import Atlas
    from geodata.reading import Reading


def open(config: Config | None = None) -> Atlas:
    """The record that `config` names, by default that of the app, checked as the app checks it.

    What comes back keeps to the files as they were; open again to follow a change. Raises
    RecordError with file, row, column and what to do where the data would not be served, and
    ConfigError for an unusable `fengtu.toml`.
    """
    # Only now: to import geodata loads nothing.
    from geodata.notebook import opened

    return opened(config)


def read(file: str | Path, area: str | Iterable[str] | None = None) -> Reading:
    """What a plan names and promises, each with its clause: `projects` and `targets` as tables.

    `area` is a county, city or province, or several; left out, the title of the plan tells it.
    Raises UnreadableError with one sentence where the file cannot be read.
    """
    from geodata.reading import reading

    return reading.read(file, area)
