"""Which marks pass the filters, as bits for the browser, which knows the marks and their order."""

from __future__ import annotations

import math
import zlib
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd

from geodata.record.masks import Mask

Bounds = tuple[float, float, float, float]  # west, south, east, north, degrees, EPSG:4326

# A mask that deflates to no more bytes tells all marks. What most filters of a country leave
# stands in few runs (see `MapLayers.marks`); a text can leave half of the marks in no order, and
# then a bit each is the least there is.
WHOLE_LIMIT: Final = 5_000
EVERYWHERE: Final = (-180.0, -90.0, 180.0, 90.0)
_NOWHERE: Final = (0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True)
class MarkBits:
    """Eight marks a byte, the first in the lowest bit: all, or those `within` bounds, in order."""

    packed: bytes
    within: Bounds | None = None


def mark_bits(passing: Mask, marks: pd.DataFrame, seen: Bounds | None = None) -> MarkBits:
    """Bits of `passing`, a mask of the `marks` (with `lon` and `lat` in degrees).

    Of all marks where that takes little; else of those within `seen`, what the reader sees, edges
    included. Without `seen` (nothing is near enough to show marks) of none.
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
    """`said` by a browser as bounds; None for anything that is none."""
    if not isinstance(said, list) or len(said) != len(_NOWHERE):
        return None
    try:
        west, south, east, north = (float(edge) for edge in said)
    except (TypeError, ValueError, OverflowError):
        return None
    bounds = (west, south, east, north)
    return bounds if all(map(math.isfinite, bounds)) else None
