"""Bits of the marks: as the browser reads them, and of those that it draws where they are many."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.atlas import mark_mask
from geodata.atlas.layers import MapLayers
from geodata.atlas.mark_mask import EVERYWHERE, MarkBits, bounds_of, mark_bits
from geodata.record.masks import Mask

CHANCE = np.random.default_rng(5)
MANY = 60_000


def read(said: MarkBits, marks: pd.DataFrame) -> list[int]:
    """Row numbers of the marks that show, as the browser reads them: lowest bit first."""
    rows = list(range(len(marks)))
    if said.within:
        west, south, east, north = said.within
        rows = [
            row
            for row, (lon, lat) in enumerate(zip(marks.lon, marks.lat, strict=True))
            if west <= lon <= east and south <= lat <= north
        ]
    assert len(said.packed) == -(-len(rows) // 8)
    return [row for i, row in enumerate(rows) if said.packed[i >> 3] >> (i & 7) & 1]


@pytest.fixture(scope="module")
def marks() -> pd.DataFrame:
    """MANY marks on a raster of degrees, many of them on edges of bounds."""
    points = CHANCE.integers(0, 50, (MANY, 2))
    return pd.DataFrame({"lon": points[:, 0] + 80.0, "lat": points[:, 1] + 5.0})


@pytest.fixture(scope="module")
def scattered() -> Mask:
    """A mask in no order, which nothing shortens."""
    return CHANCE.random(MANY) < 0.5


@given(st.lists(st.booleans(), max_size=200))
def test_bits_decode_to_the_mask(said: list[bool]) -> None:
    marks = pd.DataFrame({"lon": [116.0] * len(said), "lat": [37.0] * len(said)})
    told = mark_bits(np.array(said, dtype=bool), marks)
    assert told.within is None
    assert read(told, marks) == [i for i, shows in enumerate(said) if shows]


def test_runs_are_told_whole(marks: pd.DataFrame) -> None:
    """However many marks there are, and wherever the reader is."""
    runs = np.repeat(CHANCE.random(MANY // 60) < 0.5, 60)
    for seen in (None, (100.0, 20.0, 110.0, 30.0)):
        told = mark_bits(runs, marks, seen)
        assert told.within is None
        assert read(told, marks) == np.flatnonzero(runs).tolist()


@pytest.mark.parametrize("seen", [(100.0, 20.0, 110.0, 30.0), (79.9, 0.0, 80.0, 90.0), EVERYWHERE])
def test_what_nothing_shortens_is_told_of_what_is_seen(
    marks: pd.DataFrame, scattered: Mask, seen: mark_mask.Bounds
) -> None:
    told = mark_bits(scattered, marks, seen)
    west, south, east, north = seen
    inside = (marks.lon >= west) & (marks.lon <= east) & (marks.lat >= south) & (marks.lat <= north)
    assert inside.any()
    assert told.within == seen
    assert read(told, marks) == np.flatnonzero(scattered & inside).tolist()


def test_who_sees_no_marks_is_told_of_none(marks: pd.DataFrame, scattered: Mask) -> None:
    told = mark_bits(scattered, marks, None)
    assert told.within is not None
    assert told.packed == b""


def test_a_record_that_always_shows_its_marks_tells_them(
    monkeypatch: pytest.MonkeyPatch, small_layers: MapLayers, country: MapLayers
) -> None:
    monkeypatch.setattr(mark_mask, "WHOLE_LIMIT", 0)
    for layers, shown in ((small_layers, len(small_layers.marks)), (country, 0)):
        told = layers.bits(np.ones(len(layers.marks), dtype=bool), None)
        assert len(read(told, layers.marks)) == shown


WORDS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3)
JSON: st.SearchStrategy[Any] = st.recursive(
    WORDS, lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=3), inner)
)


@given(JSON)
def test_whatever_a_browser_says_is_bounds_or_nothing(said: Any) -> None:
    bounds = bounds_of(said)
    assert bounds is None or (len(bounds) == 4 and all(np.isfinite(bounds)))


def test_bounds_of_numbers() -> None:
    assert bounds_of([111, 29.5, 121.5, 36]) == (111.0, 29.5, 121.5, 36.0)
    for wrong in ([111, 29.5, 121.5], [1, 2, 3, float("nan")], [1, 2, 3, "x"], "1234", None, 7):
        assert bounds_of(wrong) is None
