"""A categorical column of the record as integer codes, for filtering and counting."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd


@dataclass(frozen=True)
class CodedColumn:
    """A column of projects as integer codes, so that filtering and counting need no text.

    One entry per row; for `adcodes` and `prefectures` one per county of a row, none for a row
    without a county. A pair is a distinct (value, thing): all entries of one thing under one value
    share a pair number, so that it counts once. Pairs are numbered value by value.
    """

    labels: list[str]  # the distinct values, sorted; a value's position is its code
    rows: np.ndarray  # row number of each entry
    values: np.ndarray  # code of each entry's value
    pairs: np.ndarray  # pair number of each entry
    first_pairs: np.ndarray  # number of the first pair of each value
    pair_count: int
    row_count: int  # rows of the record, with an entry or without

    @cached_property
    def is_by_row(self) -> bool:
        """Whether there is one entry per row, so that a mask of rows is also one of entries."""
        return len(self.rows) == self.row_count and np.array_equal(
            self.rows, np.arange(self.row_count)
        )

    def things(self, mask: np.ndarray) -> np.ndarray:
        """How many distinct things the rows of `mask` name under each value."""
        entries = mask if self.is_by_row else mask[self.rows]
        seen = np.zeros(self.pair_count, dtype=np.int8)
        # Indexed by integers: a boolean mask as index takes three times as long.
        seen[self.pairs[np.flatnonzero(entries)]] = 1
        return np.add.reduceat(seen, self.first_pairs, dtype=np.int64)

    def tally(self, rows: np.ndarray) -> dict[str, int]:
        """How many of `rows` have each value; only for columns with one entry per row."""
        counts = np.bincount(self.values[rows], minlength=len(self.labels))
        return dict(zip(self.labels, counts.tolist(), strict=True))

    @classmethod
    def of(cls, text: pd.Series, thing_codes: np.ndarray) -> CodedColumn:
        """The entries of `text`, indexed by row number, as codes; `thing_codes` has one per row."""
        values, labels = pd.factorize(text, sort=True)
        rows = text.index.to_numpy()
        things = int(thing_codes.max(initial=0)) + 1
        distinct, pairs = np.unique(values * things + thing_codes[rows], return_inverse=True)
        first = np.searchsorted(distinct, np.arange(len(labels)) * things)
        return cls(
            list(labels),
            rows,
            values,
            pairs.astype(np.int32),
            first,
            len(distinct),
            len(thing_codes),
        )
