"""What is true of the record under any filters, computed a second time.

Nothing of the code under test is imported: the files are read with csv, the shapes with shapely
and pyproj, and what a filter means is written down from the documentation. Slow and plain on
purpose; sets of row numbers instead of masks.
"""

from __future__ import annotations

import csv
import hashlib
import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyproj
import shapely
from scipy import special
from shapely.geometry import shape
from truth.vocabulary import (
    BASES,
    CAPACITIES,
    COUNTY_ONLY,
    DUE,
    GROUPS,
    KINDS,
    PRECISIONS,
    QUIET,
    ROLES,
    SECTOR_OF,
    SECTORS,
)

# As the documentation of the boundaries gives it.
EQUAL_AREA: Final = "+proj=laea +lat_0=36.7 +lon_0=116.5 +ellps=GRS80 +units=m +no_defs"
CLASS_BOUNDS: Final = (1, 3, 6, 11, 21)
FEWEST_COUNTIES, FEWEST_PRESENT, FEW = 30, 5, 5

Row = dict[str, Any]
Rows = frozenset[int]


@dataclass(frozen=True)
class Asked:
    """The filters as a reader would say them."""

    sector: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    city: tuple[str, ...] = ()
    county: tuple[str, ...] = ()
    year: int | None = None
    due: str = "by"
    basis: tuple[str, ...] = ()
    precision: tuple[str, ...] = ()
    role: tuple[str, ...] = ()
    unit: tuple[str, ...] = ()
    text: str = ""

    def items(self) -> list[tuple[str, list[str]]]:
        """The groups that filter anything, with their values, in the order of the sidebar."""
        said = [(g, list(getattr(self, g))) for g in ("sector", "kind", "city", "county")]
        said.append(("year", [] if self.year is None else [str(self.year)]))
        said += [(g, list(getattr(self, g))) for g in ("basis", "precision", "role", "unit")]
        said.append(("text", [self.text] if self.text else []))
        return [(group, values) for group, values in said if values]

    def without(self, *groups: str) -> Asked:
        """These filters but for some groups."""
        kept = {g: getattr(self, g) for g in GROUPS if g not in groups}
        return Asked(**kept, due=self.due if "year" not in groups else "by")

    def only(self, *groups: str) -> Asked:
        """These filters in some groups alone."""
        return self.without(*(g for g in GROUPS if g not in groups))


def table(file: Path) -> list[Row]:
    """A table as text."""
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@dataclass(eq=False)
class Oracle:
    """The record read from `folder`."""

    folder: Path
    _kept: dict[Any, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.documents = {d["document_id"]: d for d in table(self.folder / "documents.csv")}
        self.projects = table(self.folder / "projects.csv")
        self.targets = table(self.folder / "targets.csv")
        self.operating = table(self.folder / "operating.csv")
        self.readings = table(self.folder / "readings.csv")
        self.errata = table(self.folder / "errata.csv")
        self.decisions = table(self.folder / "decisions.csv")
        self.census = {c["adcode"]: c for c in table(self.folder / "census.csv")}
        self.counties = {c["adcode"]: c for c in table(self.folder / "counties.csv")}
        units = table(self.folder / "units.csv")
        self.unit_en = {u["unit_zh"]: u["unit_en"] for u in units}
        self.zones = {z["zone"]: z for z in table(self.folder / "zones.csv")}
        self.chapters = table(self.folder / "chapters.csv")
        self.reach = {z["zone"]: z["adcodes"].split(";") for z in table(self.folder / "zones.csv")}
        self.plan_of: dict[str, str] = {}
        self.coverage = dict.fromkeys(self.counties, "none")
        for name, document in self.documents.items():
            for code in document["adcodes"].split(";"):
                self.plan_of[code] = name
                self.coverage[code] = document["coverage"]
        first = {p["project_id"]: (p["same_as"] or p["project_id"]) for p in self.projects}
        points = {first[p["project_id"]]: p for p in table(self.folder / "places.csv")}
        for row in self.projects:
            row["thing"] = first[row["project_id"]]
            row["sector"] = SECTOR_OF[row["kind"]]
            row["codes"] = [c for c in row["adcodes"].split(";") if c]
            row["year"] = int(row["target_year"])
            row["units"] = [u for u in row["responsible_zh"].split(";") if u]
            row["year_from"] = ""
            row["point"] = None if row["kind"] in COUNTY_ONLY else points.get(row["thing"])
            row["known"] = points.get(row["thing"])
            row["anchor"] = "" if row["codes"] else row["zone"] or row["document_id"]
            row["precision"] = self._rung(row)
        done: dict[str, set[str]] = defaultdict(set)
        for row in self.projects:
            done[row["thing"]].add(row["role"])
        for row in self.projects:
            # A thing is what the most committed of its mentions makes of it.
            row["does"] = next(role for role in ROLES if role in done[row["thing"]])
            named = [r for r in self.projects if r["thing"] == row["thing"] and r["units"]]
            row["units_elsewhere"] = named[0]["units"] if named else []
        self._share_years()
        self.by_id = {p["project_id"]: p for p in self.projects}
        self.number = {p["project_id"]: n for n, p in enumerate(self.projects)}
        self.every = frozenset(range(len(self.projects)))
        self.full = [c for c, said in self.coverage.items() if said == "full"]
        self.covered = [c for c, said in self.coverage.items() if said != "none"]

    def _rung(self, row: Row) -> str:
        """The rung of the ladder of places on which a row stands."""
        if row["point"]:
            return str(row["point"]["precision"])
        if row["codes"]:
            return "county" if len(row["codes"]) == 1 else "counties"
        return "zone" if row["zone"] else "city"

    def _share_years(self) -> None:
        """A mention without a year of its own has that of the mention that dates its thing."""
        closest = ("item", "phase", "section")
        dated = [r for r in self.projects if r["year_basis"] in closest]
        dated.sort(key=lambda r: (closest.index(r["year_basis"]), r["project_id"]))
        of_thing: dict[str, tuple[int, str, str]] = {}
        for row in dated:
            said = (row["year"], row["year_basis"], row["project_id"])
            of_thing.setdefault(row["thing"], said)
        for row in self.projects:
            if row["year_basis"] == "plan" and row["thing"] in of_thing:
                row["year"], row["year_basis"], row["year_from"] = of_thing[row["thing"]]

    @cached_property
    def version(self) -> str:
        """What changes when a table of the record, a boundary or a line around them does."""
        files = sorted(self.folder.glob("*.csv"), key=lambda f: f.stem)
        digest = hashlib.sha256(b"".join(file.read_bytes() for file in files))
        listed = "".join(f"{code},{code}\n" for code in self._shapes)
        digest.update(f"adcode,adcode\n{listed}".encode())
        digest.update(b"".join(shapely.to_wkb(s) for s in self._shapes.values()))
        content = json.loads((self.folder / "boundaries/context.geojson").read_text("utf-8"))
        lines = content["features"]
        listed = "".join(f"{n},{line['properties']['level']}\n" for n, line in enumerate(lines))
        digest.update(f",level\n{listed}".encode())
        digest.update(b"".join(shapely.to_wkb(shape(line["geometry"])) for line in lines))
        return digest.hexdigest()[:12]

    # Names

    def city(self, document_id: str, language: str) -> str:
        """The city of a document."""
        return str(self.documents[document_id][f"city_{language}"])

    def county(self, adcode: str, language: str) -> str:
        """The name of a county."""
        return str(self.counties[adcode][f"county_{language}"])

    def listed(self, codes: Iterable[str], language: str) -> str:
        """Names of counties, one after the other."""
        return ("、" if language == "zh" else ", ").join(self.county(c, language) for c in codes)

    def name(self, row: Row, language: str) -> str:
        """The name of an item."""
        return str(row[f"name_{language}"])

    # Filters

    def groups(self, asked: Asked) -> dict[str, Rows]:
        """The rows that each group in force lets pass."""
        rows, found = self.projects, {}
        if asked.sector or asked.kind:
            refined = {SECTOR_OF[k] for k in asked.kind}
            found["what"] = {
                n
                for n, r in enumerate(rows)
                if r["kind"] in asked.kind
                or (r["sector"] in asked.sector and r["sector"] not in refined)
            }
        if asked.city or asked.county:
            refined = {self.plan_of[c] for c in asked.county}
            found["where"] = {
                n
                for n, r in enumerate(rows)
                if set(r["codes"]) & set(asked.county)
                or (r["document_id"] in asked.city and r["document_id"] not in refined)
            }
        if asked.year is not None:
            found["year"] = {
                n
                for n, r in enumerate(rows)
                if (r["year"] <= asked.year if asked.due == "by" else r["year"] == asked.year)
            }
        if asked.basis:
            found["basis"] = {n for n, r in enumerate(rows) if r["year_basis"] in asked.basis}
        if asked.precision:
            found["precision"] = {
                n for n, r in enumerate(rows) if r["precision"] in asked.precision
            }
        if asked.role:
            found["role"] = {n for n, r in enumerate(rows) if r["does"] in asked.role}
        if asked.unit:
            found["unit"] = {n for n, r in enumerate(rows) if set(r["units"]) & set(asked.unit)}
        if asked.text:
            found["text"] = {n for n, r in enumerate(rows) if self._says(r, asked.text)}
        return {group: frozenset(passing) for group, passing in found.items()}

    @staticmethod
    def _says(row: Row, text: str) -> bool:
        searched = [row[c] for c in ("name_zh", "name_en", "quote_zh", "quantity_zh", "project_id")]
        return all(
            any(word in said.casefold() for said in searched) for word in text.casefold().split()
        )

    def by_name(self, asked: Asked) -> Rows:
        """Rows whose name or id holds all that is searched for; all rows without a search."""
        words = asked.text.casefold().split()
        searched = ("name_zh", "name_en", "project_id")
        return frozenset(
            n
            for n, r in enumerate(self.projects)
            if all(any(word in r[c].casefold() for c in searched) for word in words)
        )

    def rows(self, asked: Asked, kind: str = "", county: str = "", plan: str = "") -> Rows:
        """The rows that pass, narrowed to a kind, a county or a plan."""
        key = ("rows", asked, kind, county, plan)
        if key not in self._kept:
            passing = self.every.intersection(*self.groups(asked).values())
            self._kept[key] = frozenset(
                n
                for n in passing
                if (not kind or self.projects[n]["kind"] == kind)
                and (not county or county in self.projects[n]["codes"])
                and (not plan or self.projects[n]["document_id"] == plan)
            )
        found: Rows = self._kept[key]
        return found

    def things(self, rows: Iterable[int]) -> set[str]:
        """The things that rows name."""
        return {self.projects[n]["thing"] for n in rows}

    def quiet(self, rows: Iterable[int]) -> set[str]:
        """Things of rows that the plans only lean on or mention, wherever they name them."""
        return {self.projects[n]["thing"] for n in rows if self.projects[n]["does"] in QUIET}

    def acting(self, rows: Iterable[int]) -> Rows:
        """Rows whose thing a plan does something with: what is named (列名)."""
        return frozenset(n for n in rows if self.projects[n]["does"] not in QUIET)

    def inside(self, asked: Asked) -> set[str]:
        """The counties that filters on city and county leave in."""
        if not asked.city and not asked.county:
            return set(self.counties)
        refined = {self.plan_of[c] for c in asked.county}
        whole = {c for c, d in self.plan_of.items() if d in asked.city and d not in refined}
        return whole | set(asked.county)

    def passes_horizon(self, asked: Asked) -> bool:
        """Whether anything passes that has no year written but the horizon of its plan."""
        return any(self.projects[n]["year_basis"] == "plan" for n in self.rows(asked))

    def described(self, asked: Asked, language: str, page: Asked | None = None) -> str:
        """The filters in words; '' without any.

        `page` are those of the page, where `asked` also has what the page itself narrows.
        """
        column = 0 if language == "zh" else 1
        parts = []
        groups = dict(asked.items())
        either: dict[str, list[str]] = {}
        for wide, narrow, part_of in (
            ("sector", "kind", SECTOR_OF),
            ("city", "county", self.plan_of),
        ):
            chosen = groups.get(narrow, [])
            beside = [v for v in groups.get(wide, []) if v not in {part_of[c] for c in chosen}]
            if chosen and beside:
                either[wide] = [self._value(wide, v, language) for v in beside]
                either[wide] += [self._value(narrow, v, language) for v in groups.pop(narrow)]
        for group, values in groups.items():
            label = GROUPS[group][column]
            said = [self._value(group, v, language) for v in values]
            if group in either:
                said = either[group]
                narrow = GROUPS[{"sector": "kind", "city": "county"}[group]][column]
                label += f"或{narrow}" if language == "zh" else f" or {narrow.lower()}"
            if group == "year":
                horizon = ("（含规划期末）", " (with the plan's horizon)")[column]
                horizon *= self.passes_horizon(page or asked)
                said = [f"{values[0]}{DUE[asked.due][column]}{horizon}"]
            parts.append(
                f"{label}：{'、'.join(said)}" if language == "zh" else f"{label}: {', '.join(said)}"
            )
        return ("；" if language == "zh" else "; ").join(parts)

    def _value(self, group: str, value: str, language: str) -> str:
        column = 0 if language == "zh" else 1
        match group:
            case "sector":
                return SECTORS[value][column]
            case "kind":
                return KINDS[value][column]
            case "city":
                return self.city(value, language)
            case "county":
                return self.county(value, language)
            case "basis":
                return BASES[value][column]
            case "precision":
                return PRECISIONS[value][column]
            case "role":
                return ROLES[value][column]
            case "unit" if language == "en":
                return self.unit_en[value]
        return value

    def chips(self, asked: Asked, language: str) -> list[tuple[str, str, str]]:
        """Group, value and label of every filter in force, one a value."""
        found = []
        for group, values in asked.items():
            for value in values:
                one = Asked(**{group: int(value) if group == "year" else (value,)})
                if group == "text":
                    one = Asked(text=value)
                label = self.described(one, language)
                if group == "year":
                    n = int(language == "en")
                    label = GROUPS[group][n] + ("：", ": ")[n] + value + DUE[asked.due][n]
                    if self.passes_horizon(asked):
                        label += ("（含期末）", " (with horizon)")[language == "en"]
                found.append((group, value, label))
        return found

    def facets(self, asked: Asked) -> dict[str, dict[str, int]]:
        """How many things each option would leave, the other groups' filters applied."""
        groups = self.groups(asked)

        def counted(own: str, values: Any) -> dict[str, int]:
            others = self.every.intersection(*(r for g, r in groups.items() if g != own))
            found: dict[str, set[str]] = defaultdict(set)
            for n in others:
                for value in values(self.projects[n]):
                    found[value].add(self.projects[n]["thing"])
            return {value: len(things) for value, things in found.items()}

        years = sorted({r["year"] for r in self.projects})

        def due(row: Row) -> list[str]:
            if asked.due == "in":
                return [str(row["year"])]
            return [str(y) for y in years if row["year"] <= y]

        return {
            "sector": counted("what", lambda r: [r["sector"]]),
            "kind": counted("what", lambda r: [r["kind"]]),
            "city": counted("where", lambda r: [r["document_id"]]),
            "county": counted("where", lambda r: r["codes"]),
            "year": counted("year", due),
            "basis": counted("basis", lambda r: [r["year_basis"]]),
            "horizon": counted("year", lambda r: due(r) if r["year_basis"] == "plan" else []),
            "precision": counted("precision", lambda r: [r["precision"]]),
            "role": counted("role", lambda r: [r["does"]]),
            "unit": counted("unit", lambda r: r["units"]),
        }

    # Counties

    def naming(self, rows: Iterable[int]) -> dict[str, set[str]]:
        """The counties that rows stand in, with the things they name there."""
        found: dict[str, set[str]] = defaultdict(set)
        for n in rows:
            for code in self.projects[n]["codes"]:
                found[code].add(self.projects[n]["thing"])
        return dict(sorted(found.items()))

    @cached_property
    def class_bounds(self) -> tuple[int, ...]:
        """Lower bounds of the classes: fixed whatever is filtered, larger in a larger record."""
        counts = [len(things) for things in self.naming(self.acting(self.every)).values()]
        for factor in (1, 2, 5, 10, 20, 50, 100):
            if sum(c >= CLASS_BOUNDS[-1] * factor for c in counts) <= 0.1 * len(self.shapes):
                break
        return (1, *(b * factor for b in CLASS_BOUNDS[1:]))

    def county_class(self, adcode: str, asked: Asked, kind: str = "") -> str:
        """The class of a county: how much is named, or why there is no number."""
        if self.coverage[adcode] == "none":
            return "n"
        if adcode not in self.inside(asked):
            return "x"
        named = self.naming(self.acting(self.rows(asked, kind)))
        count = len(named.get(adcode, ()))
        return str(sum(count >= bound for bound in self.class_bounds))

    @cached_property
    def titles(self) -> set[tuple[str, str]]:
        """(plan, kind) where the plan names the kind only as titles of the whole city."""
        found: dict[tuple[str, str], list[bool]] = defaultdict(list)
        for row in self.projects:
            if row["kind"] == "city_pilot":
                title = row["name_zh"].rstrip('”"』」').endswith("城市") and not row["codes"]
                found[row["document_id"], row["kind"]].append(title)
        return {key for key, said in found.items() if all(said)}

    def unplaced(self, rows: Iterable[int]) -> set[str]:
        """Things that rows name without a county."""
        return {self.projects[n]["thing"] for n in rows if not self.projects[n]["codes"]}

    # Shapes

    @cached_property
    def _shapes(self) -> dict[str, Any]:
        content = json.loads((self.folder / "boundaries/counties.geojson").read_text("utf-8"))
        return {f["properties"]["adcode"]: shape(f["geometry"]) for f in content["features"]}

    @property
    def shapes(self) -> dict[str, Any]:
        """County polygons in degrees, in the order of the file, those of the table only."""
        return {c: s for c, s in self._shapes.items() if c in self.counties}

    @cached_property
    def _project(self) -> pyproj.Transformer:
        return pyproj.Transformer.from_crs("EPSG:4326", EQUAL_AREA, always_xy=True)

    @cached_property
    def metres(self) -> dict[str, Any]:
        """County polygons in metres."""
        return {
            c: shapely.transform(s, lambda xy: np.column_stack(self._project.transform(*xy.T)))
            for c, s in self.shapes.items()
        }

    def area_km2(self, adcode: str) -> float:
        """Area of a county."""
        return float(self.metres[adcode].area / 1e6)

    @cached_property
    def neighbours(self) -> dict[str, list[str]]:
        """Counties that share a stretch of boundary."""
        found: dict[str, list[str]] = {c: [] for c in self.shapes}
        codes = list(self.shapes)
        tree = shapely.STRtree(list(self.shapes.values()))
        for a, code in enumerate(codes):
            for b in tree.query(self.shapes[code], "intersects"):
                shared = shapely.intersection(
                    self.shapes[code].boundary, self.shapes[codes[b]].boundary
                )
                if a != b and shared.length > 0:
                    found[code].append(codes[b])
        return {c: sorted(others) for c, others in found.items()}

    def places(self, rows: Iterable[int]) -> set[tuple[Any, ...]]:
        """Where a kind is named: ("point", lon, lat, km, counties) or ("county", adcode)."""
        found: set[tuple[Any, ...]] = set()
        for n in rows:
            row = self.projects[n]
            if not row["codes"]:
                continue
            if row["point"]:
                p = row["point"]
                found.add(
                    (
                        "point",
                        float(p["lon"]),
                        float(p["lat"]),
                        math.ceil(float(p["uncertainty_km"] or 0)),
                        row["adcodes"],
                    )
                )
            else:
                found |= {("county", code) for code in row["codes"]}
        return found

    def apart(self, adcode: str, place: tuple[Any, ...]) -> tuple[float, float]:
        """Nearest and farthest possible distance of a county and a place, in metres."""
        key = ("apart", adcode, place)
        if key not in self._kept:
            own = self.metres[adcode]
            if place[0] == "county":
                other, radius = self.metres[place[1]], 0.0
            else:
                other = shapely.Point(*self._project.transform(place[1], place[2]))
                radius = place[3] * 1000.0
            a, b = (shapely.get_coordinates(shapely.convex_hull(s)) for s in (own, other))
            far = max(float(np.hypot(*(b - point).T).max()) for point in a)
            self._kept[key] = (max(0.0, own.distance(other) - radius), far + radius)
        found: tuple[float, float] = self._kept[key]
        return found

    def distance(self, adcode: str, rows: Iterable[int]) -> tuple[int, int, set[str]]:
        """Whole km, nearest rounded down and farthest up, and the counties of the nearest."""
        pairs = [(self.apart(adcode, place), place) for place in self.places(rows)]
        least = min(near for (near, _), _ in pairs)
        far = min(far for (_, far), _ in pairs)
        beside: set[str] = set()
        for (near, _), place in pairs:
            if near <= least + 0.5:
                beside |= set(place[-1].split(";"))
        return math.floor(round(least) / 1000), math.ceil(round(far) / 1000), beside

    # Rates and clustering

    @staticmethod
    def interval(count: int) -> tuple[float, float]:
        """Exact 95 % interval of a Poisson mean, from the gamma distribution."""
        low = float(special.gammaincinv(count, 0.025)) if count else 0.0
        return low, float(special.gammaincinv(count + 1, 0.975))

    def rates(self, count: int, codes: Iterable[str]) -> list[float | None]:
        """Rate, low and high per 100 km², then per 100,000 residents, of counties together."""
        codes = list(codes)
        area = sum(self.area_km2(c) for c in codes) / 100
        people = [float(self.census[c]["population_2020"]) for c in codes if c in self.census]
        low, high = self.interval(count)
        said: list[float | None] = [v / area for v in (count, low, high)]
        if len(people) < len(codes):
            return [*said, None, None, None]
        return said + [v / (sum(people) / 100_000) for v in (count, low, high)]

    @cached_property
    def _pairs(self) -> list[tuple[str, str]]:
        return [(a, b) for a, others in self.neighbours.items() for b in others if a < b]

    def joins(self, whole: list[str], present: set[str]) -> tuple[int, float]:
        """Pairs of neighbours in `whole` that are both present, and what chance in plans gives."""
        inside = set(whole)
        size = Counter(self.plan_of[c] for c in whole)
        named = Counter(self.plan_of[c] for c in whole if c in present)
        both, expected = 0, 0.0
        for a, b in self._pairs:
            if a not in inside or b not in inside:
                continue
            both += a in present and b in present
            p, q = self.plan_of[a], self.plan_of[b]
            share = named[p] / size[p]
            other = (named[p] - 1) / max(size[p] - 1, 1) if p == q else named[q] / size[q]
            expected += share * other
        return both, expected

    def chance(self, whole: list[str], present: set[str], draws: int = 400) -> float:
        """The share of arrangements within plans with at least as many pairs, by simulation."""
        number = {c: n for n, c in enumerate(whole)}
        pairs = np.array(
            [(number[a], number[b]) for a, b in self._pairs if {a, b} <= number.keys()]
        )
        own = np.array([c in present for c in whole])
        groups = [
            np.array([number[c] for c in whole if self.plan_of[c] == plan])
            for plan in dict.fromkeys(self.plan_of[c] for c in whole)
        ]
        found, random = own[pairs].all(axis=1).sum(), np.random.default_rng(7)
        hits = 0
        for _ in range(draws):
            drawn = own.copy()
            for members in groups:
                drawn[members] = random.permutation(own[members])
            hits += drawn[pairs].all(axis=1).sum() >= found
        return (1 + hits) / (1 + draws)

    # Peers

    @cached_property
    def features(self) -> dict[str, list[float]]:
        """Area, people, urban share, names water, names rail of every covered county."""
        found = {}
        for code in self.covered:
            if code not in self.census or not self.census[code]["population_2020"]:
                continue
            acting = (self.projects[n] for n in self.acting(self.every))
            kinds = {r["kind"] for r in acting if code in r["codes"]}
            census = self.census[code]
            found[code] = [
                self.area_km2(code),
                float(census["population_2020"]),
                float(census["urban_share"]),
                float(bool(kinds & {"waterway", "port"})),
                float(bool(kinds & {"railway", "railway_siding"})),
            ]
        return found

    def peers(self, adcode: str) -> list[tuple[str, float]]:
        """The five most similar counties with their distance."""
        codes = list(self.features)
        values = np.array([self.features[c] for c in codes])
        scores = (values - values.mean(axis=0)) / values.std(axis=0)
        away = np.sqrt(((scores - scores[codes.index(adcode)]) ** 2).sum(axis=1))
        order = sorted((round(float(d), 9), c) for d, c in zip(away, codes, strict=True))
        return [(c, d) for d, c in order if c != adcode][:5]

    # Targets

    def chosen_targets(self, asked: Asked) -> list[Row]:
        """Targets that the filters on sector, city, year, unit and text leave.

        A target without a year passes no filter on the year; a kind asks for its sector.
        """
        sectors = {*asked.sector, *(SECTOR_OF[kind] for kind in asked.kind)}
        return [
            t
            for t in self.targets
            if (not sectors or t["sector"] in sectors)
            and (not asked.city or t["document_id"] in asked.city)
            and (asked.year is None or self._due(t, asked))
            and (not asked.unit or set(t["responsible_zh"].split(";")) & set(asked.unit))
            and all(
                word in (t["indicator_zh"] + t["indicator_en"] + t["quote_zh"]).casefold()
                for word in asked.text.casefold().split()
            )
        ]

    @staticmethod
    def _due(target: Row, asked: Asked) -> bool:
        """Whether a target has a year, and one that passes."""
        if not target["year"] or asked.year is None:
            return False
        own = int(target["year"])
        return own == asked.year or (asked.due == "by" and own < asked.year)

    def undated_targets(self, asked: Asked) -> list[Row]:
        """Targets that only the filter on the year leaves out, since they have a phase instead."""
        if asked.year is None:
            return []
        return [t for t in self.chosen_targets(asked.without("year")) if not t["year"]]

    def target_facets(self, asked: Asked) -> dict[str, dict[str, int]]:
        """How many targets each option would leave, the other groups' filters applied."""
        # The sidebar offers the years that items have.
        years = {r["year"] for r in self.projects}

        def due(target: Row) -> list[str]:
            return [str(y) for y in years if self._due(target, Asked(year=y, due=asked.due))]

        def counted(own: str, values: Any) -> dict[str, int]:
            groups = ("sector", "kind") if own == "sector" else (own,)
            others = self.chosen_targets(asked.without(*groups))
            return dict(Counter(value for target in others for value in values(target)))

        named = {r["kind"] for r in self.projects}
        by_year: dict[str, int] = Counter()
        for target in self.chosen_targets(asked.without("year")):
            by_year.update(due(target))
        return {
            "sector": counted("sector", lambda t: [t["sector"]]),
            "kind": counted("sector", lambda t: [k for k in named if SECTOR_OF[k] == t["sector"]]),
            "city": counted("city", lambda t: [t["document_id"]]),
            "county": {},
            "year": dict(by_year),
            "basis": {},
            "horizon": {},
            "precision": {},
            "role": {},
            "unit": counted("unit", lambda t: [u for u in t["responsible_zh"].split(";") if u]),
        }

    def ledger(self, target: Row) -> Row:
        """What is promised, operates, is named and is not, in MW; each thing once.

        `whole` operates of all of the indicator, `parts` of single fuels where nothing whole is
        cited. What the plan only leans on or mentions is not counted. `row` is that of each thing.
        """
        kinds, stock = CAPACITIES[target["indicator"]]
        if "新型储能" in target["scope_zh"]:
            kinds = tuple(k for k in kinds if k != "pumped_storage")
        things: dict[str, list[Row]] = defaultdict(list)
        for row in sorted(self.projects, key=lambda r: str(r["project_id"])):
            own = row["document_id"] == target["document_id"]
            if own and row["kind"] in kinds and row["role"] not in QUIET:
                things[row["thing"]].append(row)
        if target["indicator"] == "pv_distributed_capacity":
            searched = ("name_zh", "quantity_zh", "quote_zh")
            things = {
                thing: mentions
                for thing, mentions in things.items()
                if any("分布式" in m[c] for m in mentions for c in searched)
            }
        named, without, later, row_of = {}, [], [], {}
        for thing, mentions in sorted(things.items()):
            with_figure = [m for m in mentions if m["capacity_mw"]]
            row_of[thing] = (with_figure or mentions)[0]
            first = min(mentions, key=lambda m: m["year"])
            if target["year"]:
                after = first["year"] > int(target["year"])
            else:
                after = (target["phase"], first["phase"]) == ("near", "long")
            if after:
                later.append(thing)
            elif with_figure:
                named[thing] = float(with_figure[0]["capacity_mw"])
            else:
                without.append(thing)
        here = [o for o in self.operating if o["document_id"] == target["document_id"] and stock]
        whole = [o for o in here if o["indicator"] == target["indicator"]][:1]
        parts = [o for o in here if target["indicator"] in o["part_of"].split(";")]
        parts = [] if whole else parts
        value, total = float(target["value_std"]), math.fsum(named.values())
        running = math.fsum(float(o["capacity_mw"]) for o in whole or parts)
        return {
            "target": value,
            "stock": stock,
            "whole": whole,
            "parts": parts,
            "running": running if whole or parts else None,
            "named": named,
            "sum": total,
            "without": without,
            "later": later,
            "row": row_of,
            # Either alone goes beyond the target: together they may hold the same plants.
            "exceeded": running > value or total > value,
            "least": max(0.0, value - running - total),
            "most": max(0.0, value - max(running, total)),
            "computable": not without and bool(whole or not stock),
        }

    def ledger_targets(self, asked: Asked) -> list[Row]:
        """Capacity targets that pass and that named things add up to, by id."""
        found = [t for t in self.chosen_targets(asked) if t["indicator"] in CAPACITIES]
        return sorted(found, key=lambda t: str(t["target_id"]))
