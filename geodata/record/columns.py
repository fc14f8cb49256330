"""A column of the record as numbers: what filters and counts go by."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd


@dataclass(frozen=True)
class CodedColumn:
    """A column of projects as numbers, so that filtering and counting need no text.

    One entry a row; for `adcodes` and `prefectures` one for each county of a row, none where there
    is none. `pairs` numbers what an entry counts as: entries of one thing under one value share it,
    and the pairs of one value stand together.
    """

    labels: list[str]  # the values, sorted; a value's place is its number
    rows: np.ndarray  # row number of each entry
    values: np.ndarray  # value number of each entry
    pairs: np.ndarray  # pair number of each entry
    first_pairs: np.ndarray  # number of the first pair of each value
    pair_count: int

    @cached_property
    def is_by_row(self) -> bool:
        """Whether entry and row are the same, so that a mask of rows is one of entries."""
        return np.array_equal(self.rows, np.arange(len(self.rows)))

    def things(self, mask: np.ndarray) -> np.ndarray:
        """How many distinct things the rows of `mask` name under each value."""
        entries = mask if self.is_by_row else mask[self.rows]
        seen = np.zeros(self.pair_count, dtype=np.int8)
        # By their numbers: a mask as an index takes three times as long.
        seen[self.pairs[np.flatnonzero(entries)]] = 1
        return np.add.reduceat(seen, self.first_pairs, dtype=np.int64)

    def tally(self, rows: np.ndarray) -> dict[str, int]:
        """How many of `rows` have each value; for columns with one entry a row."""
        counts = np.bincount(self.values[rows], minlength=len(self.labels))
        return dict(zip(self.labels, counts.tolist(), strict=True))

    @classmethod
    def of(cls, text: pd.Series, thing_codes: np.ndarray) -> CodedColumn:
        """The entries of `text`, indexed by row number, as numbers; `thing_codes` is by row."""
        values, labels = pd.factorize(text, sort=True)
        rows = text.index.to_numpy()
        things = int(thing_codes.max(initial=0)) + 1
        distinct, pairs = np.unique(values * things + thing_codes[rows], return_inverse=True)
        first = np.searchsorted(distinct, np.arange(len(labels)) * things)
        return cls(list(labels), rows, values, pairs.astype(np.int32), first, len(distinct))
