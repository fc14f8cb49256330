"""Peers: the counties most like a county by features that are stated and shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from geodata.language.vocabulary import Language
from geodata.record.derived import kept_with_record
from geodata.record.masks import in_counties, rows_with
from geodata.record.record import Record
from geodata.record.roles import quiet_rows

PEERS: Final = 5
FEATURES: Final = ("area_km2", "population_2020", "urban_share", "names_water", "names_rail")
WATER_KINDS: Final = ("waterway", "port")
RAIL_KINDS: Final = ("railway", "railway_siding")

_REFUSALS: Final = {
    "none": (
        "未收录覆盖本县的方案，水运和铁路两项特征无从得知，因此不列相似县区。",
        "No plan that covers this county was read, so its water and rail features are unknown; "
        "no similar counties are shown.",
    ),
    "census": (
        "本县缺少人口普查数据，因此不列相似县区。",
        "There are no census figures for this county; no similar counties are shown.",
    ),
    "few": (
        "可比县区不足{count}个，因此不列相似县区。",
        "Fewer than {count} other counties can be compared; no similar counties are shown.",
    ),
}


@dataclass(frozen=True)
class Peer:
    """A similar county: its distance in standard deviations, its features as they are."""

    adcode: str
    coverage: str
    distance: float
    features: dict[str, float]


@dataclass(frozen=True)
class Peers:
    """The most similar counties, nearest first; or the sentence that says why there are none."""

    adcode: str
    features: dict[str, float]
    compared: int
    peers: tuple[Peer, ...]
    refused_zh: str = ""
    refused_en: str = ""

    def refused(self, language: Language) -> str:
        """Why no peers are shown; '' where they are."""
        return self.refused_zh if language == "zh" else self.refused_en


@kept_with_record
def features(record: Record) -> pd.DataFrame:
    """The FEATURES of every county that a plan covers and the census counts, by adcode.

    Area is that of the polygon in EQUAL_AREA; population and urban share are those of the 2020
    census; `names_water` and `names_rail` are 1 where a plan names an item of WATER_KINDS or
    RAIL_KINDS in the county, else 0; what it only leans on or mentions is not named.
    """
    names = record.county_names
    codes = names.index[names.coverage != "none"].intersection(record.counties.index, sort=False)
    census = record.census.reindex(codes)

    def naming(kinds: tuple[str, ...]) -> list[float]:
        named = rows_with("kind", kinds, record) & ~quiet_rows(record)
        return [float((named & in_counties(record, [code])).any()) for code in codes]

    frame = pd.DataFrame(
        {
            "area_km2": record.area_km2.loc[codes],
            "population_2020": census.population_2020.astype(float),
            "urban_share": census.urban_share.astype(float),
            "names_water": naming(WATER_KINDS),
            "names_rail": naming(RAIL_KINDS),
        },
        index=codes,
    )
    return frame[list(FEATURES)].dropna()


def standardised(frame: pd.DataFrame) -> pd.DataFrame:
    """z-scores of the columns of `frame` (population standard deviation); 0 where all agree.

    All agree where they differ by less than a millionth: a projection leaves that much behind.
    """
    spread = frame.std(ddof=0)
    differs = spread > 1e-6 * frame.abs().max()
    return (frame - frame.mean()) / spread.where(differs, 1.0) * differs


def peers(record: Record, adcode: str, count: int = PEERS) -> Peers:
    """The `count` counties most similar to `adcode` by Euclidean distance of their z-scores.

    Every feature weighs the same. Ties go by adcode. Refused for a county that no plan covers or
    the census does not count, and where fewer than `count` others can be compared. Raises KeyError
    for an unknown county.
    """
    coverage = record.coverage(adcode)
    frame = features(record)
    reason = (
        "none"
        if coverage == "none"
        else "census"
        if adcode not in frame.index
        else "few"
        if len(frame) <= count
        else ""
    )
    if reason:
        zh, en = (text.format(count=count) for text in _REFUSALS[reason])
        return Peers(adcode, {}, max(0, len(frame) - 1), (), zh, en)
    scores = standardised(frame)
    distance = np.sqrt(((scores - scores.loc[adcode]) ** 2).sum(axis=1)).drop(adcode)
    order = sorted(distance.index, key=lambda code: (round(float(distance[code]), 9), code))
    return Peers(
        adcode=adcode,
        features=_as_dict(frame, adcode),
        compared=len(distance),
        peers=tuple(
            Peer(code, record.coverage(code), float(distance[code]), _as_dict(frame, code))
            for code in order[:count]
        ),
    )


def _as_dict(frame: pd.DataFrame, adcode: str) -> dict[str, float]:
    return {str(name): float(value) for name, value in frame.loc[adcode].items()}
