"""When a target is due: years first, then near, long, the whole period; never a crash."""

from __future__ import annotations

import pandas as pd
import pytest

from geodata.language.deadline import dated, deadline, year_of
from geodata.language.vocabulary import PHASES, Language


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("zh", ["2025", "2035", "近期", "远期", "规划期内"]),
        ("en", ["2025", "2035", "Near term", "Long term", "Within the plan's period"]),
    ],
)
def test_phases_come_after_years(language: Language, said: list[str]) -> None:
    due = [(None, "period"), (2035, ""), (None, "long"), (2025, "period"), (None, "near")]
    in_order = sorted(due, key=lambda d: dated(*d))
    assert [deadline(year, phase, language) for year, phase in in_order] == said


def test_every_phase_has_its_place() -> None:
    assert len({dated(None, phase.id) for phase in PHASES}) == len(PHASES)


def test_a_year_of_the_record() -> None:
    years = pd.array([2030, None], dtype="Int64")
    assert [year_of(year) for year in years] == [2030, None]
