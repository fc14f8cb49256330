"""The load generator: its plan, its events, its protocol; and that a visitor stays put."""

from __future__ import annotations

import asyncio
import contextlib
import http.server
import itertools
import random
import shutil
import threading
import urllib.parse
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from app_processes import proxied
from fixture.needed import need
from fixture.serving import running
from streamlit_protocol import Visitor, filter_event
from visit_plan import PAGE_SHARE, percentile, plan

OPTIONS = {
    "sector": [[name, name, name, ""] for name in ("energy", "sink", "other")],
    **{group: [] for group in ("city", "year", "basis", "precision")},
}
SIDEBAR = {
    "active": False,
    "year": "",
    "chosen": {"sector": ["sink"], "city": [], "basis": [], "precision": []},
    "counts": {"sector": [3, 0, 0], "city": [], "basis": [], "precision": []},
}


def test_the_same_seed_gives_the_same_plan_and_another_seed_another() -> None:
    assert plan(3, 60, 10, seed=7) == plan(3, 60, 10, seed=7)
    assert plan(3, 60, 10, seed=7) != plan(3, 60, 10, seed=8)


def test_the_visits_of_one_plan_differ() -> None:
    first, second = plan(2, 60, 10, seed=7)
    assert first != second


def test_changes_come_about_every_think_time_and_none_after_the_end() -> None:
    plans = plan(200, 120, 10, seed=7)
    gaps = [b.at_s - a.at_s for steps in plans for a, b in itertools.pairwise(steps)]
    assert all(5 <= gap <= 15 for gap in gaps)
    assert sum(gaps) / len(gaps) == pytest.approx(10, rel=0.05)
    assert max(step.at_s for steps in plans for step in steps) < 120


def test_a_part_of_the_changes_are_pages() -> None:
    changes = [step.change for steps in plan(200, 120, 10, seed=7) for step in steps]
    assert changes.count("page") / len(changes) == pytest.approx(PAGE_SHARE, abs=0.03)


@pytest.mark.parametrize(
    ("share", "value"), [(0.5, 2.0), (0.75, 3.0), (0.76, 4.0), (0.95, 4.0), (1.0, 4.0)]
)
def test_a_percentile_is_one_of_the_values(share: float, value: float) -> None:
    assert percentile([4.0, 1.0, 3.0, 2.0], share) == value


def test_the_percentile_of_nothing_is_nothing() -> None:
    assert percentile([], 0.95) == 0


def test_a_visitor_ticks_what_is_left_and_unticks_what_is_chosen() -> None:
    drawn = [filter_event(SIDEBAR, OPTIONS, random.Random(seed)) for seed in range(40)]
    assert {(e["group"], e["value"], e["on"]) for e in drawn} == {
        ("sector", "energy", True),
        ("sector", "sink", False),
    }


def test_a_visitor_filters_and_leafs_through_the_running_app(tmp_path: Path) -> None:
    async def visit(site: str) -> None:
        visitor, chance = Visitor(site), random.Random(7)
        await visitor.open()
        for path in ("", "county", "targets", "gaps", "sources"):
            if path:
                await visitor.change_page(path)
            for _ in range(3 if visitor.has_filters else 0):
                await visitor.change_filter(chance)  # raises when nothing comes of it
        await visitor.close()

    # A thread of its own: Playwright's loop may run in this one.
    with running(tmp_path / "app.log") as site, ThreadPoolExecutor(1) as elsewhere:
        elsewhere.submit(asyncio.run, visit(site)).result()


def test_a_second_change_before_the_first_is_answered(tmp_path: Path) -> None:
    """It comes with the link from before the first, which must not be lost."""

    async def visit(site: str) -> str:
        visitor = Visitor(site)
        await visitor.open()
        tick = {"type": "toggle", "group": "sector", "value": "energy", "on": True}
        county = {"type": "county", "adcode": "371426"}
        for name, event in (("filters", tick), ("map", {"type": "look"}), ("map", county)):
            visitor.query = ""
            await visitor.trigger(visitor.components[f"fengtu_{name}"][0], event)
        await visitor.close()
        return visitor.query

    with running(tmp_path / "app.log") as site, ThreadPoolExecutor(1) as elsewhere:
        query = elsewhere.submit(asyncio.run, visit(site)).result()
    assert urllib.parse.parse_qs(query) == {"sector": ["energy"], "at": ["371426"]}


class _Answer(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        said = str(self.server.server_address[1]).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextlib.contextmanager
def _process() -> Iterator[int]:
    """A server that answers with its own port."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Answer) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield int(server.server_address[1])
        finally:
            server.shutdown()
            thread.join()


def _asked(url: str, cookie: str = "") -> tuple[str, str]:
    request = urllib.request.Request(url, headers={"Cookie": cookie} if cookie else {})
    with urllib.request.urlopen(request, timeout=10) as answer:
        return answer.read().decode(), (answer.headers["Set-Cookie"] or "").split(";")[0]


@pytest.fixture
def nginx() -> None:
    """The test needs nginx."""
    there = shutil.which("nginx", path="/usr/sbin:/usr/bin")
    need(there, "nginx is missing: apt-get install nginx-light")


@pytest.mark.usefixtures("nginx")
def test_behind_nginx_a_visitor_stays_with_one_process_and_visitors_spread(tmp_path: Path) -> None:
    with _process() as one, _process() as two, proxied([one, two], tmp_path) as origin:
        met = set()
        for _ in range(20):
            process, cookie = _asked(origin)
            assert cookie.startswith("fengtu_node=")
            for path in ("", "/county", "/media/file.xlsx"):
                assert _asked(origin + path, cookie) == (process, "")
            met.add(process)
        assert met == {str(one), str(two)}
        assert _asked(origin, "fengtu_node=../x")[1].startswith("fengtu_node=")


@pytest.mark.usefixtures("nginx")
def test_behind_nginx_the_visitors_of_an_ended_process_are_taken_over(tmp_path: Path) -> None:
    with _process() as staying, contextlib.ExitStack() as ending:
        ended = ending.enter_context(_process())
        with proxied([staying, ended], tmp_path) as origin:
            theirs = [c for p, c in (_asked(origin) for _ in range(20)) if p == str(ended)]
            ending.close()
            assert theirs
            assert {_asked(origin, cookie) for cookie in theirs} == {(str(staying), "")}
