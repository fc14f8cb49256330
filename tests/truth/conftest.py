"""The oracle, and the combinations it is asked about."""

from __future__ import annotations

import pytest
from truth.combinations import Case, cases
from truth.oracle import Oracle

from geodata.config import ROOT


@pytest.fixture(scope="session")
def oracle() -> Oracle:
    """The record of the project, read a second time."""
    return Oracle(ROOT / "data")


@pytest.fixture(scope="session")
def combinations(oracle: Oracle) -> list[Case]:
    """All combinations of filters."""
    return cases(oracle)
