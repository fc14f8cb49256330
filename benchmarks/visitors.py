"""Many visitors at once: times, errors and memory, without a browser, on loopback.

    .venv/bin/python benchmarks/visitors.py                  # 100 sessions, 120 s, 300 s after
    .venv/bin/python benchmarks/visitors.py --ramp           # the highest rate held
    .venv/bin/python benchmarks/visitors.py --ramp --processes 2   # behind nginx

Starts the app, opens the sessions, lets each change a filter or the page about every `--think`
seconds, and ends by itself. A change counts from the moment the visitor meant to make it, so that
waiting for an unfinished one is part of it. Visitors and app are processes of their own.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from websockets.exceptions import WebSocketException

sys.path.insert(0, str(Path(__file__).resolve().parent))

from app_processes import Served, served
from streamlit_protocol import VisitError, Visitor
from visit_plan import Change, Step, Tally, percentile, plan

ENTRANCES = (("", ""), ("county", "at=371402"), ("targets", ""), ("gaps", ""), ("sources", ""))
PATHS = tuple(path for path, _ in ENTRANCES)
WARMING = 10  # filter changes on each page before anything is measured
PATIENCE_S = 20.0  # behind the time of a change
ARRIVAL_S = 10.0  # within which all come
P95_LIMIT_S = 1.0
RAMP_STEP_S = 30.0
RAMP_GROWTH = 1.25
SAMPLE_S = 0.5
FAILURES = (VisitError, WebSocketException, TimeoutError, OSError)


async def change(visitor: Visitor, wanted: Change, chance: random.Random) -> Change:
    """Make one change; a page without filters can only be left. What it was."""
    if wanted == "filter" and visitor.has_filters:
        await visitor.change_filter(chance)
        return "filter"
    others = [p for p in PATHS if visitor.pages[p] != visitor.page]
    await visitor.change_page(chance.choice(others))
    return "page"


async def arrive(visitor: Visitor, after_s: float, tally: Tally) -> None:
    """Open the visitor's page after `after_s`."""
    await asyncio.sleep(after_s)
    started = time.perf_counter()
    try:
        await visitor.open()
    except FAILURES as error:
        tally.errors[f"open: {type(error).__name__} {error}"] += 1
    else:
        tally.seconds["open"].append(time.perf_counter() - started)


async def stay(visitor: Visitor, steps: list[Step], chance: random.Random, tally: Tally) -> None:
    """Make the changes at their times; a failure ends the visit, and so does falling far behind."""
    started = time.perf_counter()
    for number, step in enumerate(steps):
        meant = started + step.at_s
        await asyncio.sleep(max(0.0, meant - time.perf_counter()))
        if time.perf_counter() - meant > PATIENCE_S:
            tally.not_made += len(steps) - number
            return
        try:
            made = await change(visitor, step.change, chance)
        except FAILURES as error:
            tally.errors[f"{step.change}: {type(error).__name__} {error}"] += 1
            return
        tally.seconds[made].append(time.perf_counter() - meant)


class Crowd:
    """The visitors of one run with their own seeded chance."""

    def __init__(self, origin: str, sessions: int, seed: int) -> None:
        self.seed = seed
        self.chances = [random.Random(f"{seed}/{n}/choice") for n in range(sessions)]
        entrances = [chance.choice(ENTRANCES) for chance in self.chances]
        self.visitors = [Visitor(origin, path, query) for path, query in entrances]

    async def arrive(self, tally: Tally) -> None:
        """All come within ARRIVAL_S."""
        await asyncio.gather(
            *(
                arrive(visitor, chance.uniform(0, ARRIVAL_S), tally)
                for visitor, chance in zip(self.visitors, self.chances, strict=True)
            )
        )

    async def stay(self, seconds: float, think_s: float, tally: Tally) -> None:
        """All make their changes for `seconds`."""
        plans = plan(len(self.visitors), seconds, think_s, self.seed)
        await asyncio.gather(
            *(
                stay(visitor, steps, chance, tally)
                for visitor, steps, chance in zip(self.visitors, plans, self.chances, strict=True)
                if visitor.pages
            )
        )

    async def leave(self) -> None:
        """All close their tabs."""
        await asyncio.gather(*(visitor.close() for visitor in self.visitors))

    def received_bytes(self) -> int:
        """What all have received so far."""
        return sum(visitor.received_bytes for visitor in self.visitors)


async def warm(app: Served, seed: int) -> list[Visitor]:
    """One visitor for each process, still there, after others saw and filtered every page."""
    chance = random.Random(seed)
    staying = []
    for origin in app.direct:
        for path, query in reversed(ENTRANCES):
            visitor = Visitor(origin, path, query)
            await visitor.open()
            for _ in range(WARMING if visitor.has_filters else 0):
                await visitor.change_filter(chance)
            if path:
                await visitor.close()
        staying.append(visitor)
    return staying


async def peak_mb(app: Served, ended: asyncio.Event) -> float:
    """The largest resident memory until `ended`, MB."""
    peak = app.rss_mb()
    while not ended.is_set():
        await asyncio.sleep(SAMPLE_S)
        peak = max(peak, app.rss_mb())
    return peak


async def visits(app: Served, wanted: argparse.Namespace) -> dict[str, object]:
    """The run of `--sessions` for `--seconds`, and the memory before, in and after it."""
    tally, ended = Tally(), asyncio.Event()
    memory = {"started": app.rss_mb()}
    first = await warm(app, wanted.seed)
    memory["one_visitor"] = app.rss_mb()
    sampled = asyncio.create_task(peak_mb(app, ended))
    app_cpu, own_cpu = app.cpu_s(), time.process_time()
    crowd = Crowd(app.origin, wanted.sessions, wanted.seed)
    await crowd.arrive(tally)
    started = time.perf_counter()
    await crowd.stay(wanted.seconds, wanted.think, tally)
    took = max(wanted.seconds, time.perf_counter() - started)
    app_cpu, own_cpu = app.cpu_s() - app_cpu, time.process_time() - own_cpu
    memory["all_there"] = app.rss_mb()
    ended.set()
    memory["peak"] = await sampled
    further = (memory["all_there"] - memory["one_visitor"]) / wanted.sessions
    await crowd.leave()
    for visitor in first:
        await visitor.close()
    await asyncio.sleep(wanted.settle)
    memory["settled"] = app.rss_mb()
    # Streamlit drops the sessions it kept for a reconnection when the next visitor leaves.
    for visitor in await warm(app, wanted.seed):
        await visitor.close()
    await asyncio.sleep(1)
    memory["next_visitor_left"] = app.rss_mb()
    return {
        "sessions": wanted.sessions,
        "seconds": wanted.seconds,
        "processes": len(app.pids),
        "errors": sum(tally.errors.values()) + app.failures(),
        "changes_not_made": tally.not_made,
        **tally.figures(),
        "changes_per_s": round(tally.changes / took, 2),
        "received_mb": round(crowd.received_bytes() / 1e6, 1),
        "app_cpu_s": round(app_cpu, 1),
        "visitors_cpu_s": round(own_cpu, 1),
        **{f"rss_{name}_mb": round(value, 1) for name, value in memory.items()},
        "rss_per_further_session_mb": round(further, 2),
        "what_failed": dict(tally.errors),
    }


async def ramp(app: Served, wanted: argparse.Namespace) -> dict[str, object]:
    """The same visitors at a rising rate, until a filter change at p95 takes too long."""
    for visitor in await warm(app, wanted.seed):
        await visitor.close()
    crowd, tally = Crowd(app.origin, wanted.sessions, wanted.seed), Tally()
    await crowd.arrive(tally)
    rate, held, p95_held = wanted.sessions / wanted.think, 0.0, 0.0
    while not tally.errors:
        tally, started, app_cpu = Tally(), time.perf_counter(), app.cpu_s()
        await crowd.stay(RAMP_STEP_S, wanted.sessions / rate, tally)
        took = time.perf_counter() - started
        p95 = percentile(tally.seconds["filter"], 0.95)
        done = tally.changes / max(RAMP_STEP_S, took)
        busy = (app.cpu_s() - app_cpu) / took
        print(
            f"meant {rate:6.1f}/s   made {done:6.1f}/s   "
            f"p95 of a filter {p95 * 1000:7.0f} ms   app {busy:.2f} cores",
            flush=True,
        )
        if tally.errors or tally.not_made or p95 > P95_LIMIT_S:
            break
        held, p95_held, rate = done, p95, rate * RAMP_GROWTH
    await crowd.leave()
    return {
        "sessions": wanted.sessions,
        "processes": len(app.pids),
        "rate_held_per_s": round(held, 1),
        "filter_p95_ms": round(p95_held * 1000, 1),
        "errors": sum(tally.errors.values()) + app.failures(),
        "what_failed": dict(tally.errors),
    }


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sessions", type=int, default=100)
    parser.add_argument("--seconds", type=float, default=120.0)
    parser.add_argument("--think", type=float, default=10.0, help="seconds between two changes")
    parser.add_argument("--settle", type=float, default=300.0, help="seconds after all have left")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--processes", type=int, default=1, help="several run behind nginx")
    parser.add_argument("--ramp", action="store_true", help="find the highest rate held")
    return parser.parse_args()


def main() -> None:
    """Print the figures as a table and as one line of JSON."""
    wanted = arguments()
    with tempfile.TemporaryDirectory() as folder:
        with served(wanted.processes, Path(folder)) as app:
            found = asyncio.run((ramp if wanted.ramp else visits)(app, wanted))
        visitors = app.processes_by_visitor()
    if visitors:
        found["visitors_with_two_processes"] = sum(len(seen) > 1 for seen in visitors.values())
        found["visitors_by_process"] = sorted(
            Counter(process for seen in visitors.values() for process in seen).values()
        )
    for name, value in found.items():
        print(f"{name:<32}{value}")
    print(json.dumps(found, ensure_ascii=False))


if __name__ == "__main__":
    main()
