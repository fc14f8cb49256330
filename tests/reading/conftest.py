"""Readings of short invented texts, and of the plans that lie beside the project."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from geodata.reading import Reading, read


@pytest.fixture
def reading_of(tmp_path: Path) -> Callable[..., Reading]:
    """What is read of a text, by default as a plan of 驻马店市."""

    def made(text: str, area: str = "驻马店市") -> Reading:
        file = tmp_path / "plan.txt"
        file.write_text(text, encoding="utf-8")
        return read(file, area)

    return made
