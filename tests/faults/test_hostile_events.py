"""Messages that no page of ours sends, over the websocket: nothing breaks, nothing is lost."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from app_processes import Served, served
from streamlit_protocol import Visitor

EVENTS: tuple[Any, ...] = (
    "toggle",
    7,
    ["toggle"],
    {"type": ["toggle"]},
    {"type": "toggle"},
    {"type": "toggle", "group": "__class__", "value": "x", "on": True},
    {"type": "toggle", "group": "sector", "value": {"<b>": 1}, "on": "yes"},
    {"type": "text", "value": ["<script>"] * 200},
    {"type": "year", "value": "٣"},
    {"type": "due", "value": None},
    {"type": "item"},
    {"type": "item", "id": "../../etc/passwd"},
    {"type": "plan", "id": "../../etc/passwd"},
    {"type": "thing", "thing": {"a": 1}},
    {"type": "county", "adcode": -1},
    {"type": "only", "adcode": "'; drop"},
    {"type": "page", "value": "-1e9"},
    {"type": "sort", "column": "__dict__"},
    {"type": "choice", "name": "lang", "value": "<img>"},
    {"type": "choice", "name": "self", "value": "x"},
    {"type": "suggest"},
    {"type": "suggest", "text": {"a": ["<b>"] * 200}},
    {"type": "choose", "group": "county"},
    {"type": "choose", "group": "county", "value": "../../etc/passwd"},
    {"type": "choose", "group": "__class__", "value": ["x"]},
    {"type": "lang"},
    {"type": "theme", "value": {"a": "b"}},
)


async def send_all(visitor: Visitor) -> None:
    """Every event to every component of the page, all of them at once; an exception raises."""
    await visitor.open()
    expected = set(visitor.components)
    for event in EVENTS:
        widgets = [visitor.components[name][0] for name in sorted(expected)]
        await visitor.trigger(widgets, event)
        assert expected <= set(visitor.components)
        visitor.query = ""  # the next one meets the page as it was
    await visitor.close()
    assert {"fengtu_frame", "fengtu_filters"} <= expected


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The app with the real record."""
    with served(1, tmp_path_factory.mktemp("events")) as started:
        yield started


@pytest.mark.parametrize("path", ["", "county", "plan", "targets", "gaps"])
def test_no_event_breaks_a_page(app: Served, path: str) -> None:
    """What was not understood is in the log, each with its reason."""
    visitor = Visitor(app.origin, path, "at=371402" if path == "county" else "")
    with ThreadPoolExecutor(1) as elsewhere:  # Playwright's loop may run in this thread
        elsewhere.submit(asyncio.run, send_all(visitor)).result()
    said = app.log.read_text(encoding="utf-8")
    assert said.count("an event was not understood") == app.failures() > 0
