"""Two hundred seeded combinations of filters, and what of each page is looked at under them."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Final

from truth.oracle import Asked, Oracle
from truth.vocabulary import BASES, KINDS, PRECISIONS, ROLES, SECTORS

COUNT: Final = 200
_SEED: Final = 20261121
_TEXTS: Final = (
    "风电",
    "储能",
    "公里",
    "park",
    "Dezhou",
    "建设 项目",
    "规划",
    "e",
    "没有这样的词",
    "铁路",
)


@dataclass(frozen=True)
class Case:
    """Filters, and the kinds, counties and items that are looked at under them."""

    number: int
    asked: Asked
    kinds: tuple[tuple[str, str], ...]
    by_kind: bool
    counties: tuple[str, ...]
    items: tuple[str, ...]


def cases(oracle: Oracle) -> list[Case]:
    """All combinations, the same in every run."""
    random_ = random.Random(_SEED)
    fixed = [
        Asked(),
        Asked(city=("jinan_qibu",)),
        Asked(city=("dezhou",)),
        Asked(county=("371402",)),
        Asked(county=("370105", "371728")),
        Asked(city=("dezhou", "heze"), county=("371426",)),
        Asked(year=2025),
        Asked(year=2035, due="in"),
        Asked(sector=("energy",), kind=("wind_farm",)),
        Asked(sector=("sink",), city=("zibo",)),
        Asked(text="没有这样的词"),
        Asked(precision=("zone", "city")),
        Asked(role=("support", "mention")),
        Asked(city=("heze",), unit=("市交通运输局",), year=2025),
    ]
    drawn = [_drawn(random_, oracle) for _ in range(COUNT - len(fixed))]
    return [_case(n, asked, random_, oracle) for n, asked in enumerate([*fixed, *drawn])]


def _some(random_: random.Random, values: list[str], most: int = 3) -> tuple[str, ...]:
    chosen = random_.sample(values, min(len(values), random_.randint(1, most)))
    return tuple(v for v in values if v in chosen)


def _drawn(random_: random.Random, oracle: Oracle) -> Asked:
    groups = (
        "sector",
        "kind",
        "city",
        "county",
        "year",
        "basis",
        "precision",
        "role",
        "unit",
        "text",
    )
    chosen = random_.sample(groups, random_.choices((1, 2, 3, 4), (3, 4, 2, 1))[0])
    covered = [c for c in oracle.counties if c in oracle.covered]
    said: dict[str, object] = {}
    if "sector" in chosen:
        said["sector"] = _some(random_, list(SECTORS))
    if "kind" in chosen:
        said["kind"] = _some(random_, list(KINDS))
    if "city" in chosen:
        said["city"] = _some(random_, list(oracle.documents))
    if "county" in chosen:
        said["county"] = _some(random_, covered, 4)
    if "year" in chosen:
        said["year"] = random_.choice(sorted({r["year"] for r in oracle.projects}))
        said["due"] = random_.choice(("by", "in"))
    if "basis" in chosen:
        said["basis"] = _some(random_, list(BASES), 2)
    if "precision" in chosen:
        said["precision"] = _some(random_, list(PRECISIONS), 2)
    if "role" in chosen:
        said["role"] = _some(random_, list(ROLES), 4)
    if "unit" in chosen:
        said["unit"] = _some(random_, sorted({u for r in oracle.projects for u in r["units"]}))
    if "text" in chosen:
        said["text"] = random_.choice(_TEXTS)
    return Asked(**said)  # type: ignore[arg-type]


def _case(number: int, asked: Asked, random_: random.Random, oracle: Oracle) -> Case:
    named = sorted({r["kind"] for r in oracle.projects})
    # Half of what is looked at is what the filters leave, half is anything.
    left = sorted(
        {oracle.projects[n]["kind"] for n in oracle.rows(asked.without("sector", "kind"))}
    )
    inside = sorted(oracle.inside(asked) & set(oracle.covered))
    passing = sorted(oracle.rows(asked)) or sorted(oracle.every)
    ids = [oracle.projects[n]["project_id"] for n in passing]
    return Case(
        number,
        asked,
        (
            (random_.choice(left or named), random_.choice(left or named)),
            (random_.choice(list(KINDS)), random_.choice(named)),
        ),
        number % 2 == 0,
        (random_.choice(inside), random_.choice(list(oracle.counties))),
        tuple(random_.sample(ids, min(2, len(ids)))),
    )
