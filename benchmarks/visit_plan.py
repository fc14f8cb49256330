"""What visitors mean to do and when, and how long it took them."""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

Change = Literal["filter", "page"]

PAGE_SHARE = 0.25  # of the changes


@dataclass(frozen=True)
class Step:
    """One change that a visitor means to make, seconds after the start."""

    at_s: float
    change: Change


def plan(sessions: int, seconds: float, think_s: float, seed: int) -> list[list[Step]]:
    """The steps of each session, the same for the same seed; gaps of 0.5 to 1.5 `think_s`."""
    plans = []
    for session in range(sessions):
        chance = random.Random(f"{seed}/{session}/plan")
        at_s, steps = chance.uniform(0, think_s), []
        while at_s < seconds:
            steps.append(Step(at_s, "page" if chance.random() < PAGE_SHARE else "filter"))
            at_s += chance.uniform(0.5, 1.5) * think_s
        plans.append(steps)
    return plans


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least `share` of `values` do not exceed; 0 without values."""
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)] if values else 0.0


@dataclass
class Tally:
    """Seconds that things took, by what they were, and what went wrong."""

    seconds: dict[str, list[float]] = field(
        default_factory=lambda: {"open": [], "filter": [], "page": []}
    )
    errors: Counter[str] = field(default_factory=Counter)
    not_made: int = 0  # changes that nobody got to, because the one before took so long

    @property
    def changes(self) -> int:
        """Filter and page changes that were finished."""
        return len(self.seconds["filter"]) + len(self.seconds["page"])

    def figures(self) -> dict[str, float]:
        """Count, median, p95 and maximum of each, ms."""
        found: dict[str, float] = {}
        for name, values in self.seconds.items():
            found[f"{name}_count"] = len(values)
            for label, share in (("p50", 0.5), ("p95", 0.95), ("max", 1.0)):
                found[f"{name}_{label}_ms"] = round(percentile(values, share) * 1000, 1)
        return found
