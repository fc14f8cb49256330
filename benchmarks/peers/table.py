"""What was measured, as one Markdown table."""

from __future__ import annotations

import datetime
import os
import platform
import statistics
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Measured:
    """What one page took at one N; times in ms, sizes in KB and MB; notes say what is missing."""

    script_ms: list[float] = field(default_factory=list)
    received_kb: list[float] = field(default_factory=list)
    painted_ms: list[float] = field(default_factory=list)
    first_map_ms: list[float] = field(default_factory=list)
    floor_ms: list[float] = field(default_factory=list)
    server_mb: float | None = None
    heap_mb: float | None = None
    renderer_mb: float | None = None
    notes: list[str] = field(default_factory=list)


def spread(values: list[float], rounds: int) -> str:
    """Median (minimum-maximum), with the count where it is not `rounds`."""
    if not values:
        return "–"

    def short(value: float) -> str:
        return f"{value:,.1f}" if value < 100 else f"{value:,.0f}"

    count = "" if len(values) == rounds else f", n = {len(values)}"
    middle = short(statistics.median(values))
    return f"{middle} ({short(min(values))}–{short(max(values))}{count})"


HEAD = (
    "items (marks)",
    "page",
    "script, ms",
    "received, KB",
    "click to painted, ms",
    "first map, ms",
    "server, MB",
    "page: JS heap / process, MB",
)


def rows(size: str, title: str, found: Measured, rounds: int) -> Iterator[list[str]]:
    """The table rows of one page at one N: itself, and for Fengtu the floor."""

    def megabytes(value: float | None) -> str:
        return "–" if value is None else f"{value:,.0f}"

    painted = [spread(found.painted_ms, rounds)] if found.painted_ms else []
    yield [
        size,
        title,
        spread(found.script_ms, rounds),
        spread(found.received_kb, rounds),
        "; ".join([*painted, *found.notes]),
        spread(found.first_map_ms, rounds),
        megabytes(found.server_mb),
        f"{megabytes(found.heap_mb)} / {megabytes(found.renderer_mb)}",
    ]
    if found.floor_ms:
        floor = spread(found.floor_ms, rounds)
        yield [size, "floor: Fengtu, moved by one pixel", "–", "–", floor, "–", "–", "–"]


def verdict(items: int, ours: Measured, peers: dict[str, Measured]) -> str | None:
    """How far Fengtu is from the best of the peers, by title, at one N; None without both."""
    if not ours.painted_ms or not any(p.painted_ms for p in peers.values()):
        return None

    def best(attribute: str) -> tuple[float, str]:
        return min(
            (statistics.median(getattr(found, attribute)), title)
            for title, found in peers.items()
            if found.painted_ms
        )

    def own(attribute: str) -> float:
        return statistics.median(getattr(ours, attribute))

    size, smallest = best("received_kb")
    script, cheapest = best("script_ms")
    painted, fastest = best("painted_ms")
    return (
        f"- {items:,}: {size / own('received_kb'):.1f} times fewer bytes than {smallest}; "
        f"{script / own('script_ms'):.1f} times less script time than {cheapest}; painted after "
        f"{own('painted_ms'):,.0f} ms, {fastest} {painted:,.0f} ms; "
        f"{own('painted_ms') - own('floor_ms'):,.0f} ms above the floor."
    )


def machine(requirements: Path) -> str:
    """Date, processor, memory and versions, one line."""
    cpu = next(
        line.split(":")[1].strip()
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        if line.startswith("model name")
    )
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    pinned = [
        line.split("#")[0].strip().replace("==", " ")
        for line in requirements.read_text(encoding="utf-8").splitlines()
        if "==" in line
    ]
    browser = subprocess.run(["chromium", "--version"], capture_output=True, text=True).stdout
    return (
        f"{datetime.date.today()}; {cpu}, {os.cpu_count()} cores, {memory:.0f} GiB; "
        f"Python {platform.python_version()}; {browser.split(' built')[0].strip()}, "
        f"software WebGL; {', '.join(pinned)}."
    )
