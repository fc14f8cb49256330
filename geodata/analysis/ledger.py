"""The target ledger: what is promised, what operates, what is named, what is not named."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Final

import pandas as pd

from geodata.analysis.operating import Operating, operating_of
from geodata.language.deadline import year_of
from geodata.language.vocabulary import QUIET_ROLES
from geodata.record.derived import kept_with_record
from geodata.record.record import Record


@dataclass(frozen=True)
class Measure:
    """What counts towards an indicator.

    `stock`: the target is a total, so what operates today is part of it; an increment is not.
    `says`: only rows count whose name, quantity or clause says this.
    """

    kinds: tuple[str, ...]
    stock: bool = True
    says: str = ""


_PV: Final = ("pv_project", "pv_base", "pv_pilot_county")

# Which kinds count towards which capacity indicator. A capacity that no kind of named thing can add
# up to (demand response) has no ledger. Bioenergy has no kind of its own, so what is named towards
# renewable capacity is wind and solar.
INDICATOR_KINDS: Final[dict[str, Measure]] = {
    "gas_chp_capacity": Measure(("gas_power",)),
    "pumped_storage_capacity": Measure(("pumped_storage",)),
    "pv_capacity": Measure(_PV),
    "pv_capacity_added": Measure(_PV, stock=False),
    "pv_distributed_capacity": Measure(("pv_project", "pv_pilot_county"), says="分布式"),
    "renewable_capacity": Measure(("wind_farm", *_PV)),
    "storage_capacity": Measure(("storage_station", "pumped_storage")),
    "wind_capacity": Measure(("wind_farm",)),
}

# Words in the scope of a target that shut a kind out: 新型储能 is storage other than pumped hydro
# (《关于加快推动新型储能发展的指导意见》, 发改能源规〔2021〕1051号).
SCOPE_EXCLUDES: Final = {"新型储能": ("pumped_storage",)}


class LedgerError(LookupError):
    """No ledger can be drawn up for what was asked; the message says why."""


@dataclass(frozen=True)
class Named:
    """A named thing that counts towards a target.

    Only mentions count with which the plan does something: one that it leans on or mentions is no
    project. `project_id` is the row that gives the figure, or the first mention where none does;
    `mentions` are all rows of the thing that count. `capacity_mw` is None where no mention gives a
    figure. `year` is the earliest of the mentions, `year_basis` where that year comes from, `phase`
    near, long or ''.
    """

    thing: str
    project_id: str
    name_zh: str
    name_en: str
    kind: str
    tier: str
    capacity_mw: float | None
    year: int
    year_basis: str
    phase: str
    mentions: tuple[str, ...]


@dataclass(frozen=True)
class Ledger:
    """One capacity target against what operates and what is named; everything in MW.

    `year` is None where the plan gives the target a `phase` instead. `operating` is of the whole
    indicator, `parts` are figures of single fuels within it, where no figure is of the whole.
    `later` are things of the same kinds that fall due after the target; they do not count.
    `not_named_mw` is target - operating - named, at least 0. A named thing may operate already and
    so be counted twice; `not_named_most_mw` is what is not named if all of them do. Both say
    something only where the ledger is `computable`. `exceeded` says that what operates, or what is
    named, goes beyond the target without the other.
    """

    target_id: str
    document_id: str
    indicator: str
    indicator_zh: str
    indicator_en: str
    target_mw: float
    comparator: str
    year: int | None
    phase: str
    scope_zh: str
    scope_en: str
    stock: bool
    operating: Operating | None
    parts: tuple[Operating, ...]
    named: tuple[Named, ...]
    named_mw: float
    unquantified: tuple[Named, ...]
    later: tuple[Named, ...]
    not_named_mw: float
    not_named_most_mw: float
    exceeded: bool

    @property
    def computable(self) -> bool:
        """Whether what is not named is known.

        Not where nothing is cited that operates of the whole of a total, nor where something is
        named without a figure.
        """
        return not self.unquantified and (self.operating is not None or not self.stock)

    @property
    def overlapping(self) -> bool:
        """Whether what operates and what is named may be the same, so that the rest is a range."""
        return self.computable and self.not_named_mw < self.not_named_most_mw

    @property
    def cited(self) -> tuple[Operating, ...]:
        """The figures of what operates: one of the whole, else those of its parts."""
        return (self.operating,) if self.operating else self.parts

    @property
    def operating_least_mw(self) -> float | None:
        """What operates at least, of the whole or of its parts; None where nothing is cited."""
        return math.fsum(o.capacity_mw for o in self.cited) if self.cited else None

    @property
    def stretches_mw(self) -> tuple[tuple[float, float], ...]:
        """From where to where each figure of what operates reaches, end to end from zero."""
        ends = [0.0, *accumulate(o.capacity_mw for o in self.cited)]
        return tuple(pairwise(ends))

    @property
    def both_mw(self) -> float:
        """How much may be counted twice at most: named, and operating already."""
        return min(self.operating_least_mw or 0.0, self.named_mw)


def ledger(record: Record, document_id: str, indicator: str, year: int | None = None) -> Ledger:
    """The ledger of a document's capacity target; of its last year unless `year` says otherwise.

    A target with a phase instead of a year comes after those with one.

    Raises LedgerError where the indicator is no capacity that named things add up to, or the
    document holds no such target.
    """
    if indicator not in INDICATOR_KINDS:
        raise LedgerError(
            f"{indicator}: named things do not add up to it; "
            f"a ledger exists for {', '.join(INDICATOR_KINDS)}"
        )
    rows = record.targets[
        (record.targets.document_id == document_id) & (record.targets.indicator == indicator)
    ]
    if year is not None:
        rows = rows[rows.year == year]
    if rows.empty:
        when = "" if year is None else f" for {year}"
        raise LedgerError(f"{document_id} holds no target {indicator}{when}")
    rows = rows.sort_values(["year", "target_id"], na_position="first")
    return _ledger(record, rows.iloc[-1])


@kept_with_record
def ledgers(record: Record) -> tuple[Ledger, ...]:
    """The ledgers of all capacity targets, in the order of their ids."""
    rows = record.targets[record.targets.indicator.isin(list(INDICATOR_KINDS))]
    return tuple(_ledger(record, row) for _, row in rows.sort_values("target_id").iterrows())


def _ledger(record: Record, target: pd.Series) -> Ledger:
    measure = INDICATOR_KINDS[target.indicator]
    value, year = float(target.value_std), year_of(target.year)
    operating, parts = operating_of(record, target) if measure.stock else (None, ())
    things = _things(record, target, measure)
    counted = [t for t in things if not _later(t, year, str(target.phase))]
    named = tuple(t for t in counted if t.capacity_mw is not None)
    named_mw = math.fsum(t.capacity_mw for t in named if t.capacity_mw is not None)
    running = math.fsum(o.capacity_mw for o in ((operating,) if operating else parts))
    return Ledger(
        target_id=str(target.target_id),
        document_id=str(target.document_id),
        indicator=str(target.indicator),
        indicator_zh=str(target.indicator_zh),
        indicator_en=str(target.indicator_en),
        target_mw=value,
        comparator=str(target.comparator),
        year=year,
        phase=str(target.phase),
        scope_zh=str(target.scope_zh),
        scope_en=str(target.scope_en),
        stock=measure.stock,
        operating=operating,
        parts=parts,
        named=named,
        named_mw=named_mw,
        unquantified=tuple(t for t in counted if t.capacity_mw is None),
        later=tuple(t for t in things if _later(t, year, str(target.phase))),
        not_named_mw=max(0.0, value - running - named_mw),
        not_named_most_mw=max(0.0, value - max(running, named_mw)),
        exceeded=max(running, named_mw) > value,
    )


def _later(thing: Named, year: int | None, phase: str) -> bool:
    """Whether a thing falls due after a target of that year, or of that phase where it has none."""
    return thing.phase == "long" and phase == "near" if year is None else thing.year > year


def _things(record: Record, target: pd.Series, measure: Measure) -> list[Named]:
    """The document's things that count towards the target whatever their year, each once."""
    rows = record.projects
    kinds = [
        kind
        for kind in measure.kinds
        if not any(w in target.scope_zh and kind in k for w, k in SCOPE_EXCLUDES.items())
    ]
    rows = rows[(rows.document_id == target.document_id) & rows.kind.isin(kinds)]
    rows = rows[~rows.role.isin(QUIET_ROLES)]
    if measure.says:
        words = rows.name_zh + "\n" + rows.quantity_zh + "\n" + rows.quote_zh
        said = set(rows.thing[words.str.contains(measure.says, regex=False)])
        rows = rows[rows.thing.isin(said)]
    found = []
    for thing, mentions in rows.sort_values("project_id").groupby("thing", sort=True):
        with_figure = mentions[mentions.capacity_mw.notna()]
        row = (mentions if with_figure.empty else with_figure).iloc[0]
        first_due = mentions.loc[mentions.target_year.idxmin()]
        found.append(
            Named(
                thing=str(thing),
                project_id=str(row.project_id),
                name_zh=str(row.name_zh),
                name_en=str(row.name_en),
                kind=str(row.kind),
                tier=str(row.tier),
                capacity_mw=None if with_figure.empty else float(row.capacity_mw),
                year=int(first_due.target_year),
                year_basis=str(first_due.year_basis),
                phase=str(first_due.phase),
                mentions=tuple(mentions.project_id),
            )
        )
    return found
