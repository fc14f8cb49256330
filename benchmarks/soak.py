"""Hours of exhibition in half an hour: the tour ten times as fast, and fingers at random.

    .venv/bin/python benchmarks/soak.py [--minutes 30]

Runs the one-file exhibition from file:// and the page of the app side by side in Chromium, first
their flights at normal speed for the frame rate (one after the other), then the soak: tour, random
touches (seed 7), lost graphics contexts. Prints the slope of JavaScript heap, page nodes and server
memory, with its 95 % interval; ends with status 1 on an exception. Ends by itself.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from app_processes import served
from chromium import launched
from playwright.sync_api import Browser, CDPSession, Page, sync_playwright
from scipy import stats

ROOT = Path(__file__).resolve().parent.parent
SEED = 7
PACE = 0.1
SIZE = {"width": 1920, "height": 1080}
SAMPLE_S = 20.0
WARM_UP = 0.2  # share of the samples that fills caches and does not count for the slope
LOSE_CONTEXT = 0.01  # chance at each turn

# Frames that deck.gl drew, and how long, in one flight between two stops.
_FLIGHT = """async (at) => {
    const show = fengtuExhibition, map = show.map;
    const told = map.drawAround;
    let frames = 0, first = 0, last = 0;
    map.drawAround = function () {
        const now = performance.now();
        first ||= now; last = now; frames += 1;
        return told.call(this);
    };
    show.visit(at);
    await new Promise((done) => setTimeout(done, 3500));
    delete map.drawAround;
    return [frames - 1, (last - first) / 1000];
}"""


@dataclass
class Watched:
    """One page under test and what was seen of it."""

    name: str
    page: Page
    session: CDPSession
    faults: list[str] = field(default_factory=list)
    heap_mb: list[tuple[float, float]] = field(default_factory=list)
    nodes: list[tuple[float, float]] = field(default_factory=list)
    stops: int = 0
    touches: int = 0
    lost: int = 0

    def sample(self, at: float) -> None:
        """Heap and nodes after a collection."""
        self.session.send("HeapProfiler.collectGarbage")
        said = self.session.send("Performance.getMetrics")["metrics"]
        metrics = {entry["name"]: entry["value"] for entry in said}
        self.heap_mb.append((at, metrics["JSHeapUsedSize"] / 1e6))
        self.nodes.append((at, metrics["Nodes"]))


def opened(browser: Browser, name: str, url: str, pace: float, motion: str) -> Watched:
    context = browser.new_context(
        viewport=SIZE, locale="zh-CN", reduced_motion=motion, has_touch=True
    )
    context.add_init_script("globalThis.fengtuStops = 0;")
    page = context.new_page()
    page.set_default_timeout(120_000)
    session = context.new_cdp_session(page)
    session.send("Performance.enable")
    watched = Watched(name, page, session)
    page.on("pageerror", lambda error: watched.faults.append(str(error)))
    page.on(
        "console",
        lambda said: watched.faults.append(said.text) if "exhibition:" in said.text else None,
    )
    page.goto(url)
    page.wait_for_selector(".fx[data-shown]")
    page.evaluate("(pace) => { fengtuExhibition.pace = pace; fengtuExhibition.visit(0); }", pace)
    page.evaluate(
        "() => new MutationObserver(() => { fengtuStops += 1; }).observe("
        "document.querySelector('.fx'), { attributes: true, attributeFilter: ['data-shown'] })"
    )
    return watched


def frame_rates(browser: Browser, name: str, url: str) -> list[float]:
    """Frames a second of each flight of the tour."""
    watched = opened(browser, name, url, 1.0, "no-preference")
    stops = watched.page.evaluate("fengtuExhibition.contents.stops.length")
    watched.page.wait_for_timeout(4000)
    rates = []
    for at in range(1, stops):
        frames, seconds = watched.page.evaluate(_FLIGHT, at)
        if seconds > 0.5:
            rates.append(frames / seconds)
    watched.page.context.close()
    return rates


def turn(watched: Watched, chance: random.Random) -> None:
    """One thing that happens in a hall: a touch somewhere, a lost context, or nobody."""
    dice = chance.random()
    page = watched.page
    if dice < LOSE_CONTEXT:
        watched.lost += 1
        page.evaluate(
            "document.querySelector('.ft-stage canvas').getContext('webgl2')"
            "?.getExtension('WEBGL_lose_context')?.loseContext()"
        )
    elif dice < 0.5:
        watched.touches += 1
        page.touchscreen.tap(
            chance.uniform(2, SIZE["width"] - 2), chance.uniform(2, SIZE["height"] - 2)
        )
    else:
        page.wait_for_timeout(chance.uniform(200, 3000))


def slope(samples: list[tuple[float, float]]) -> tuple[float, float]:
    """Least-squares slope per hour after the warm-up, and half the width of its 95 % interval."""
    kept = np.array(samples[int(len(samples) * WARM_UP) :])
    fit = stats.linregress(kept[:, 0] / 3600, kept[:, 1])
    return float(fit.slope), float(stats.t.ppf(0.975, len(kept) - 2) * fit.stderr)


def told(name: str, samples: list[tuple[float, float]], unit: str) -> str:
    rise, give = slope(samples)
    values = [value for _, value in samples]
    return (
        f"{name:<28} start {values[0]:>8.1f}  end {values[-1]:>8.1f}  "
        f"max {max(values):>8.1f} {unit}   slope {rise:+.1f} ± {give:.1f} {unit}/h   "
        f"n {len(values)}"
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=30.0)
    minutes = parser.parse_args().minutes
    with (
        tempfile.TemporaryDirectory() as scratch,
        served(1, Path(scratch)) as server,
        sync_playwright() as play,
    ):
        file = Path(scratch) / "fengtu.html"
        command = [sys.executable, "-m", "geodata", "exhibit", "--out", str(file)]
        subprocess.run(command, cwd=ROOT, check=True)
        urls = {"one file": file.as_uri(), "page": f"{server.origin}/exhibit"}
        browser = launched(play)
        for name, url in urls.items():
            rates = frame_rates(browser, name, url)
            print(
                f"{name:<28} flights at {SIZE['width']} x {SIZE['height']}: "
                f"median {np.median(rates):.1f} frames/s, lowest {min(rates):.1f}, n {len(rates)}",
                flush=True,
            )
        chance = random.Random(SEED)
        pages = [opened(browser, n, u, PACE, "no-preference") for n, u in urls.items()]
        memory: list[tuple[float, float]] = []
        started = time.monotonic()
        due = 0.0
        told_of = {watched.name: 0 for watched in pages}
        while (now := time.monotonic() - started) < minutes * 60:
            if now >= due:
                due += SAMPLE_S
                memory.append((now, server.rss_mb()))
                for watched in pages:
                    watched.sample(now)
            for watched in pages:
                turn(watched, chance)
                if len(watched.faults) > told_of[watched.name]:
                    told_of[watched.name] = len(watched.faults)
                    print(f"{now:6.0f} s {watched.name}: {watched.faults[-1]}", flush=True)
        for watched in pages:
            watched.stops = watched.page.evaluate("globalThis.fengtuStops")
            print(
                f"{watched.name:<28} {minutes:g} minutes, {watched.stops} changes of view, "
                f"{watched.touches} touches, {watched.lost} lost contexts, "
                f"{len(watched.faults)} faults"
            )
            print(told(f"{watched.name}: heap", watched.heap_mb, "MB"))
            print(told(f"{watched.name}: nodes", watched.nodes, ""))
            for fault in watched.faults[:5]:
                print(f"  {fault}")
        print(told("server: resident memory", memory, "MB"))
        browser.close()
    return 1 if any(watched.faults for watched in pages) else 0


if __name__ == "__main__":
    sys.exit(main())
