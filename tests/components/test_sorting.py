"""What a click on a column of the table does to the link."""

from __future__ import annotations

import pytest

from components import items


@pytest.mark.parametrize(
    ("before", "column", "after"),
    [
        ("", "year", "year"),
        ("year", "year", "-year"),
        ("-year", "year", ""),
        ("-year", "name", "name"),
        ("name", "year", "year"),
    ],
)
def test_upward_downward_undone(opened, monkeypatch, before: str, column: str, after: str) -> None:
    app = opened({"sort": before} if before else {})
    written: dict[str, str] = {}
    monkeypatch.setattr(items.link, "write", lambda **said: written.update(said))
    items._on_event({"type": "sort", "column": column}, app.session_state["fengtu_context"])
    assert written == {"sort": after}
