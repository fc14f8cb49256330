"""Boundary files as GDAL reads them: every layer, in the encoding that gives Chinese names."""

from __future__ import annotations

import unicodedata
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import geopandas as gpd
import pandas as pd
import pyogrio
import pyproj
from pyogrio.errors import DataLayerError, DataSourceError
from pyproj.exceptions import CRSError
from shapely.errors import ShapelyError

from geodata.record.boundaries.plane import BoundaryError

# Each byte is one character in it, so that the bytes can be had back.
_RAW: Final = "ISO-8859-1"
_ENCODINGS: Final = ("utf-8", "gb18030", "big5")
_BROKEN: Final = "\ufffd"
_READERS: Final = (
    DataSourceError,
    DataLayerError,
    CRSError,
    ShapelyError,
    OSError,
    ValueError,
    RuntimeError,
)


@dataclass(frozen=True)
class Layer:
    """One layer: its features with their fields, geometry as it stands, and the declared CRS."""

    name: str
    frame: gpd.GeoDataFrame
    crs: pyproj.CRS | None


def layers(file: Path) -> list[Layer]:
    """Every layer of a file that has geometry. Raises BoundaryError with what to do."""
    if not file.exists():
        raise BoundaryError(["it is not there; put it back or correct `boundaries` in fengtu.toml"])
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what GDAL mends quietly is compared afterwards
            names = [str(name) for name, _ in pyogrio.list_layers(file)]
            found = [_layer(file, name) for name in names]
    except _READERS as error:
        raise BoundaryError([_unreadable(file, error)]) from error
    with_shapes = [layer for layer in found if layer is not None]
    if not with_shapes:
        raise BoundaryError(["it has no features with geometry; export the county layer again"])
    return with_shapes


def _layer(file: Path, name: str) -> Layer | None:
    info = pyogrio.read_info(file, layer=name, encoding=_RAW)
    coded = info["driver"] == "ESRI Shapefile"
    frame = pyogrio.read_dataframe(
        file, layer=name, encoding=_RAW if coded else None, on_invalid="fix", fid_as_index=False
    )
    if not isinstance(frame, gpd.GeoDataFrame) or frame.empty:
        return None
    crs = pyproj.CRS.from_user_input(frame.crs) if frame.crs is not None else None
    if coded:
        frame = _decoded(frame)
    # Fields of one name would make a frame of each.
    frame = frame.loc[:, ~frame.columns.duplicated()]
    return Layer(name, frame, crs)


def _decoded(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Names and texts of a shapefile in the encoding that breaks least and gives most Chinese.

    What .cpg says is not asked: it is often missing, and wrong when a file was copied.
    """
    texts = [c for c in frame.columns if c != "geometry" and frame[c].dtype.kind not in "ifbM"]
    sample = "\n".join([*map(str, frame.columns), *(str(v) for c in texts for v in frame[c])])

    def broken(encoding: str) -> tuple[int, int]:
        said = _text(sample, encoding)
        strange = sum(unicodedata.category(c) in ("Co", "Cn", "Cc") for c in said if c != "\n")
        return 2 * said.count(_BROKEN) + strange, _ENCODINGS.index(encoding)

    best = min(_ENCODINGS, key=broken)
    frame = frame.assign(**{c: frame[c].map(lambda v: _text(v, best)) for c in texts})
    return frame.rename(columns=lambda c: c if c == "geometry" else _text(str(c), best))


def _text(value: Any, encoding: str) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return value.encode(_RAW).decode(encoding, "replace")
    except UnicodeEncodeError:
        return value


def _unreadable(file: Path, error: Exception) -> str:
    """What is wrong with a file that GDAL cannot read, without its path on this machine."""
    said = " ".join(str(error).split(";")[0].split())
    said = said.replace(f"{file.parent}/", "").replace("/vsizip/", "")
    if file.suffix.casefold() == ".shp" and ".shx" in said.casefold():
        return (
            f"{file.stem}.shx is missing beside it; copy all files of the shapefile (.shp, .shx, "
            ".dbf, .prj)"
        )
    if file.suffix.casefold() == ".zip":
        return f"no boundary file at the root of the archive ({said}); unpack it and name the .shp"
    return f"it cannot be read ({said}); it is cut off or no boundary file: copy or export it again"


def companions(file: Path) -> list[Path]:
    """The file and all that belong to it: the parts of a shapefile, the journal of a GeoPackage."""
    if file.is_dir():
        return [file, *sorted(file.iterdir())]
    beside = [f for f in file.parent.glob("*") if f.name.startswith(f"{file.stem}.")]
    return sorted({file, *beside})


def context_lines(file: Path) -> gpd.GeoDataFrame:
    """Lines around the counties, for orientation: `level` (county | province), EPSG:4326.

    No rows where there is no such file. Raises BoundaryError where it cannot be read.
    """
    if not file.exists():
        return gpd.GeoDataFrame({"level": pd.Series(dtype=str)}, geometry=[], crs="EPSG:4326")
    try:
        return gpd.read_file(file)[["level", "geometry"]]
    except (*_READERS, KeyError) as error:
        said = f"it cannot be read ({type(error).__name__}); run python -m geodata build"
        raise BoundaryError([said], file.name) from error
