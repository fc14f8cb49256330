"""The mask of the marks that pass the filters, packed into bits for the browser.

The browser has the marks already, in the same order.
"""

from __future__ import annotations

import math
import zlib
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd

from geodata.record.masks import Mask

Bounds = tuple[float, float, float, float]  # west, south, east, north, degrees, EPSG:4326

# The mask covers all marks if it deflates to at most so many bytes. Most filters give a few long
# runs, which compress well (see `MapLayers.marks`). A text search can match marks in no order: such
# a mask takes one bit per mark and cannot be compressed.
WHOLE_LIMIT: Final = 5_000
EVERYWHERE: Final = (-180.0, -90.0, 180.0, 90.0)
_NOWHERE: Final = (0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True)
class MarkBits:
    """A mask, eight marks a byte, the first in the lowest bit.

    It covers all marks or, in their order, those `within` bounds.
    """

    packed: bytes
    within: Bounds | None = None


def mark_bits(passing: Mask, marks: pd.DataFrame, seen: Bounds | None = None) -> MarkBits:
    """The packed form of `passing`, a mask of the `marks` (`lon` and `lat` in degrees).

    It covers all marks where it compresses well, else those within the viewport `seen`, edges
    included; none without `seen` (the view is too far out for marks).
    """
    whole = _packed(passing)
    if len(whole) <= WHOLE_LIMIT or len(zlib.compress(whole, 9)) <= WHOLE_LIMIT:
        return MarkBits(whole)
    west, south, east, north = within = seen or _NOWHERE
    about = marks.lon.between(west, east) & marks.lat.between(south, north)
    return MarkBits(_packed(passing[about.to_numpy()]), within)


def _packed(mask: Mask) -> bytes:
    return np.packbits(mask, bitorder="little").tobytes()


def bounds_of(said: Any) -> Bounds | None:
    """Bounds as a browser sent them; None if `said` is anything else."""
    if not isinstance(said, list) or len(said) != len(_NOWHERE):
        return None
    try:
        west, south, east, north = (float(edge) for edge in said)
    except (TypeError, ValueError, OverflowError):
        return None
    bounds = (west, south, east, north)
    return bounds if all(map(math.isfinite, bounds)) else None
