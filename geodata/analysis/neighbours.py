"""Which counties share an edge, and what others name that a county does not."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import numpy as np
import pandas as pd
import shapely

from geodata.record.derived import kept_with_record
from geodata.record.masks import first_rows, in_counties
from geodata.record.record import Record
from geodata.record.roles import quiet_rows


@kept_with_record
def edges(record: Record) -> np.ndarray:
    """Pairs of counties that share a stretch of boundary (rook contiguity), shape (n, 2).

    Counties are row numbers of `record.counties`, the smaller first; each pair once, sorted.
    Boundaries meet in exactly equal segments (`boundary_problems` insists), so two counties are
    neighbours when a segment belongs to both. A common corner alone makes no neighbours.
    """
    shapes = record.counties.geometry.to_numpy()
    parts, owner = shapely.get_parts(shapes, return_index=True)
    rings, part = shapely.get_rings(parts, return_index=True)
    points, ring = shapely.get_coordinates(rings, return_index=True)
    same = ring[1:] == ring[:-1]
    start, end = points[:-1][same], points[1:][same]
    county = owner[part[ring[:-1][same]]]
    swap = (start[:, 0] > end[:, 0]) | ((start[:, 0] == end[:, 0]) & (start[:, 1] > end[:, 1]))
    segment = np.where(swap[:, None], np.hstack([end, start]), np.hstack([start, end]))
    order = np.lexsort(segment.T)
    segment, county = segment[order], county[order]
    twice = (segment[1:] == segment[:-1]).all(axis=1) & (county[1:] != county[:-1])
    pairs = np.sort(np.column_stack([county[:-1][twice], county[1:][twice]]), axis=1)
    return np.unique(pairs, axis=0) if len(pairs) else np.empty((0, 2), dtype=int)


@kept_with_record
def adjacent(record: Record) -> dict[str, tuple[str, ...]]:
    """The neighbours of each county by adcode, sorted; () for a county that has none."""
    codes = list(record.counties.index)
    found: dict[str, list[str]] = {code: [] for code in codes}
    for a, b in edges(record):
        found[codes[a]].append(codes[b])
        found[codes[b]].append(codes[a])
    return {code: tuple(sorted(others)) for code, others in found.items()}


ELSEWHERE_COLUMNS: Final = (
    "adcode",
    "kind",
    "project_id",
    "name_zh",
    "name_en",
    "wording",
    "section",
    "quote_zh",
)


def named_elsewhere(record: Record, adcode: str, others: Iterable[str]) -> pd.DataFrame:
    """What `others` name of the kinds that county `adcode` names nothing of.

    One row for each county of `others` and thing, in the order of `others`, then of kind and id;
    columns are ELSEWHERE_COLUMNS. The wording and clause are those of the thing's first row. What a
    plan only leans on or mentions is not named, here or there.
    """
    kinds = record.coded("kind").values
    named = ~quiet_rows(record)
    own = np.unique(kinds[in_counties(record, [adcode]) & named])
    found = []
    for code in others:
        there = first_rows(in_counties(record, [code]) & named, record)
        there = np.sort(there[~np.isin(kinds[there], own)])  # in the order of ids
        found.append((code, there[np.argsort(kinds[there], kind="stable")]))
    rows = np.concatenate([there for _, there in found]) if found else np.empty(0, dtype=int)
    codes = [code for code, there in found for _ in there]
    said = record.projects.iloc[rows].assign(adcode=codes)
    return said[list(ELSEWHERE_COLUMNS)].reset_index(drop=True)
