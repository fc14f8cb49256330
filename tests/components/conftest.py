"""Running the pages without a browser."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from geodata.config import ROOT

LIMIT_S = 60

Opened = Callable[..., AppTest]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Opened:
    """Runs app.py, `opened(query)`; returns what it made."""
    monkeypatch.chdir(ROOT)

    def run(query: dict[str, str]) -> AppTest:
        test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=LIMIT_S)
        for key, value in query.items():
            test.query_params[key] = value
        return test.run()

    return run


@pytest.fixture(autouse=True, scope="session")
def forget() -> None:
    """No edition of another process's settings."""
    st.cache_resource.clear()
