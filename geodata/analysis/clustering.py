"""Join counts: do the counties that name a kind lie side by side more than by chance?

Only counties that a plan covers whole count: in a partly covered county nothing named means
nothing. The statistic is BB, the number of pairs of adjacent counties that both name the kind
(Cliff and Ord 1981). Two null hypotheses, each with seeded permutations, one-sided, p = (1 +
permutations with BB at least as large) / (1 + permutations):

- anywhere: the naming counties could be any of the counties (the test of esda.Join_Counts);
- within plans: they could be any counties of the same plan. Plans differ in what they name at
  all, and that alone puts naming counties side by side; so only this one decides.

esda is what the tests compare with, not what runs: it draws from numpy's global generator, cannot
permute within plans, and takes over a second for one kind.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Final

import numpy as np
import pandas as pd
from scipy import sparse, stats

from geodata.analysis import neighbours
from geodata.analysis.coverage import matrix
from geodata.language.vocabulary import KIND_BY_ID, Language
from geodata.record.derived import kept_with_selection
from geodata.record.selection import Selection

FEWEST_COUNTIES: Final = 30
FEWEST_PRESENT: Final = 5
SEED: Final = 12345
PERMUTATIONS: Final = 999

_REFUSALS: Final = {
    "counties": (
        "方案覆盖全县的县区只有{counties}个，少于{floor}个，不做聚集检验。",
        "Counties that a plan covers whole: {counties}; below {floor} no test of clustering is "
        "made.",
    ),
    "present": (
        "方案覆盖全县而列名此类事项的县区只有{present}个，少于{floor}个，不做聚集检验。",
        "Counties covered whole that name this kind: {present}; below {floor} no test of "
        "clustering is made.",
    ),
}


@dataclass(frozen=True)
class JoinCount:
    """The join-count test of one kind, or the sentence that says why it is refused.

    `counties` are those covered whole, `present` those of them that name the kind, `joins` the
    pairs of adjacent counties, `bb` the pairs that both name it. Expected values are exact.
    """

    kind: str
    counties: int
    present: int
    joins: int
    bb: int | None = None
    expected_anywhere: float | None = None
    p_anywhere: float | None = None
    expected_within_plans: float | None = None
    p_within_plans: float | None = None
    refused_zh: str = ""
    refused_en: str = ""

    def refused(self, language: Language) -> str:
        """Why there is no test; '' where there is one."""
        return self.refused_zh if language == "zh" else self.refused_en


@dataclass(frozen=True)
class _Layout:
    """The counties covered whole (row numbers), the plan of each, the joins between them."""

    whole: np.ndarray
    plan: np.ndarray
    pairs: np.ndarray
    joined: sparse.csr_array


@kept_with_selection
def _layout(where: Selection) -> _Layout:
    record = where.record
    names = record.county_names.loc[record.counties.index]
    inside = np.array([where.covers(str(code)) for code in names.index], dtype=bool)
    whole = np.flatnonzero((names.coverage == "full").to_numpy() & inside)
    number = np.full(len(names), -1)
    number[whole] = np.arange(len(whole))
    pairs = number[neighbours.edges(record)].reshape(-1, 2)
    pairs = pairs[(pairs >= 0).all(axis=1)]
    joined = sparse.csr_array(
        (np.ones(len(pairs), dtype=np.float32), (pairs[:, 0], pairs[:, 1])),
        shape=(len(whole), len(whole)),
    )
    return _Layout(whole, pd.factorize(names.document_id.iloc[whole])[0], pairs, joined)


@kept_with_selection
def _orders(where: Selection, seed: int, count: int, within: bool) -> np.ndarray:
    """The permutations as row numbers, shape (counties, count); the same for every kind."""
    layout = _layout(where)
    random = np.random.default_rng(seed)
    size = len(layout.whole)
    keys = random.random((count, size))
    plan = layout.plan if within else np.zeros(size)
    places = np.argsort(plan, kind="stable")
    shuffled = np.argsort(keys + plan, axis=1, kind="stable")
    order = np.empty((count, size), dtype=np.int32)
    order[:, places] = shuffled
    return order.T


class _Test:
    """What the tests of all kinds share: counties, joins, permutations."""

    def __init__(self, selection: Selection, seed: int, count: int) -> None:
        layout = _layout(selection.where)
        codes = selection.record.counties.index[layout.whole]
        self.where, self.seed, self.count = selection.where, seed, count
        self.plan, self.pairs, self.joined = layout.plan, layout.pairs, layout.joined
        self.present = (matrix(selection).counts.loc[codes] > 0).astype(np.uint8)

    def p(self, y: np.ndarray, bb: int, within: bool) -> float:
        """The share of permutations, the record itself included, with at least `bb` joins."""
        drawn = y[_orders(self.where, self.seed, self.count, within)].astype(np.float32)
        joins = (drawn * (self.joined @ drawn)).sum(axis=0)
        return float((1 + np.count_nonzero(joins >= bb - 0.5)) / (1 + self.count))

    def expected(self, y: np.ndarray, within: bool) -> float:
        """The mean of BB over all permutations, exactly."""
        plan = self.plan if within else np.zeros(len(y), dtype=int)
        size, named = np.bincount(plan), np.bincount(plan, weights=y)
        share = named / size
        both = share * (named - 1) / np.maximum(size - 1, 1)
        a, b = plan[self.pairs[:, 0]], plan[self.pairs[:, 1]]
        return float(np.where(a == b, both[a], share[a] * share[b]).sum())


def _join_count(test: _Test, kind: str) -> JoinCount:
    y = test.present[kind].to_numpy()
    counties, present, joins = len(y), int(y.sum()), len(test.pairs)
    floor = {"counties": FEWEST_COUNTIES, "present": FEWEST_PRESENT}
    for reason, found in (("counties", counties), ("present", present)):
        if found < floor[reason]:
            zh, en = (
                text.format(counties=counties, present=present, floor=floor[reason])
                for text in _REFUSALS[reason]
            )
            return JoinCount(kind, counties, present, joins, refused_zh=zh, refused_en=en)
    bb = int((y[test.pairs[:, 0]] & y[test.pairs[:, 1]]).sum())
    return JoinCount(
        kind=kind,
        counties=counties,
        present=present,
        joins=joins,
        bb=bb,
        expected_anywhere=test.expected(y, within=False),
        p_anywhere=test.p(y, bb, within=False),
        expected_within_plans=test.expected(y, within=True),
        p_within_plans=test.p(y, bb, within=True),
    )


@kept_with_selection
def clustering(
    selection: Selection, seed: int = SEED, permutations: int = PERMUTATIONS
) -> pd.DataFrame:
    """The tests of all kinds in the counties of the selection, one row each, by kind.

    Columns are the fields of JoinCount and `q_anywhere`, `q_within_plans`: the p-values adjusted
    for the number of kinds tested (Benjamini-Hochberg). What a plan only leans on or mentions is
    not named.
    """
    test = _Test(selection.to_be_done, seed, permutations)
    frame = pd.DataFrame([asdict(_join_count(test, kind)) for kind in KIND_BY_ID])
    frame = frame.set_index("kind", drop=False)
    for column in ("anywhere", "within_plans"):
        p = pd.to_numeric(frame[f"p_{column}"])
        frame[f"q_{column}"] = np.nan
        if p.notna().any():
            adjusted = stats.false_discovery_control(p[p.notna()], method="bh")
            frame.loc[p.notna(), f"q_{column}"] = adjusted
    return frame
