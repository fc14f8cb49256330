"""The boundaries that come with Fengtu: whether a file is theirs, and what they say of places."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Final

import geopandas as gpd
import shapely

from geodata.config import ROOT
from geodata.record.boundaries.plane import EQUAL_AREA

SHIPPED: Final = ROOT / "data" / "boundaries" / "counties.geojson"
# Of data/boundaries/counties.geojson as `build` writes it from the edition that the words name.
DIGEST: Final = "9ff660c68cabb5a4e55a13f9d32e13c91bdcce9eeb8af284426bd281ea12a8f3"
_LARGEST: Final = 1_000_000  # bytes; no larger file need be read to know that it is another


def is_shipped(file: Path) -> bool:
    """Whether a file holds the boundaries that come with Fengtu, wherever it stands."""
    try:
        state = file.stat()
    except OSError:
        return False
    if not file.is_file() or state.st_size > _LARGEST:
        return False
    return _digest(file, state.st_size, state.st_mtime_ns, state.st_ctime_ns) == DIGEST


@lru_cache(maxsize=8)
def _digest(file: Path, *_state: int) -> str:
    """The hash of a file without carriage returns, which git on Windows adds."""
    try:
        with file.open("rb") as stream:
            return hashlib.sha256(stream.read().replace(b"\r\n", b"\n")).hexdigest()
    except OSError:
        return ""


@lru_cache(maxsize=1)
def reference() -> gpd.GeoDataFrame:
    """The shipped counties by adcode: `x`, `y` (centroid, degrees), and geometry in EQUAL_AREA.

    No rows where the file is not there or was changed, as there is nothing to compare with then.
    """
    if not is_shipped(SHIPPED):
        return gpd.GeoDataFrame({"x": [], "y": []}, geometry=[], crs=EQUAL_AREA)
    frame = gpd.read_file(SHIPPED)[["adcode", "geometry"]].set_index("adcode")
    centroids = shapely.centroid(frame.geometry.to_numpy())
    frame = frame.assign(x=shapely.get_x(centroids), y=shapely.get_y(centroids))
    return frame.to_crs(EQUAL_AREA)
