"""What one filter change costs on the atlas page: bytes, processor time, time to the picture.

    .venv/bin/python benchmarks/filter_change.py [--items N]

Starts the app on loopback, opens it in Chromium and switches a sector on and off. With --items a
synthetic record of N items over the same counties is served instead. Ends by itself.

The floor is the time in which the same page draws the same marks with nothing changed but the view,
by one pixel.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, WebSocket, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from app_processes import Served, served  # noqa: E402
from chromium import launched  # noqa: E402

from geodata.operate import synthetic  # noqa: E402

ROUNDS = 20
WARMING = 2
WINDOW: dict[str, Any] = {"viewport": {"width": 1440, "height": 900}, "reduced_motion": "reduce"}
OPEN_LIMIT_MS = 600_000

# Painted is what has come back from the graphics queue, not what has been asked of it.
_PAINTED = """
async function painted() {
    for (let n = 0; n < 2; n += 1) await new Promise(requestAnimationFrame);
    const pen = fengtuMap.stage.querySelector("canvas").getContext("webgl2");
    pen.readPixels(0, 0, 1, 1, pen.RGBA, pen.UNSIGNED_BYTE, new Uint8Array(4));
}
"""
_CLICK = f"""async (key) => {{
    {_PAINTED}
    const before = fengtuMap.host.dataset.drawn;
    const start = performance.now();
    document.querySelector(`[data-key="${{key}}"]`).click();
    while (fengtuMap.host.dataset.drawn === before) await new Promise((go) => setTimeout(go, 4));
    await painted();
    return performance.now() - start;
}}"""
_PAN = f"""async () => {{
    {_PAINTED}
    const {{ longitude, zoom }} = fengtuMap.camera;
    const start = performance.now();
    fengtuMap.go({{ longitude: longitude + 360 / (512 * 2 ** zoom) }}, 0);
    await painted();
    return performance.now() - start;
}}"""


def opened(page: Page, url: str) -> Page:
    """`page` with `url` open and its map painted."""
    page.goto(url)
    page.wait_for_selector(".ft-map[data-drawn]", timeout=OPEN_LIMIT_MS)
    page.evaluate(f"async () => {{ {_PAINTED} await painted(); }}")
    return page


def changes(
    page: Page, url: str, app: Served, box: str = "sector-energy"
) -> dict[str, list[float]]:
    """Bytes, processor time of the server, time to the picture, and the floor, ROUNDS times."""
    found: dict[str, list[float]] = {"bytes": [], "server_ms": [], "painted_ms": [], "floor_ms": []}
    frames: list[int] = []
    page.on("websocket", lambda socket: _listen(socket, frames))
    opened(page, url)
    page.locator(f"[data-key={box}]").wait_for()
    for number in range(ROUNDS + WARMING):
        frames.clear()
        before = app.cpu_s()
        painted = page.evaluate(_CLICK, box)
        page.wait_for_timeout(300)
        pan = page.evaluate(_PAN)
        if number >= WARMING:
            found["bytes"].append(sum(frames))
            found["server_ms"].append((app.cpu_s() - before) * 1000)
            found["painted_ms"].append(painted)
            found["floor_ms"].append(pan)
    # The clock of the processor has steps of 10 ms, so only their mean says something.
    found["server_ms"] = [statistics.mean(found["server_ms"])]
    return found


def _listen(socket: WebSocket, frames: list[int]) -> None:
    socket.on("framereceived", lambda data: frames.append(len(data)))


def line(name: str, values: list[float], unit: str) -> str:
    """One measured thing: its median, and how it spreads."""
    return (
        f"{name:<40} median {statistics.median(values):>9.1f} {unit}"
        f"   min {min(values):.1f}   max {max(values):.1f}   n {len(values)}"
    )


def report(found: dict[str, list[float]]) -> None:
    """Print what `changes` found."""
    print(line("filter change, websocket", found["bytes"], "B"))
    print(line("filter change, server (mean, CPU)", found["server_ms"], "ms"))
    print(line("filter change, click to painted", found["painted_ms"], "ms"))
    print(line("floor: the same marks, a pixel on", found["floor_ms"], "ms"))
    print(json.dumps({name: round(statistics.median(v), 1) for name, v in found.items()}))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=0)
    wanted = parser.parse_args().items
    with tempfile.TemporaryDirectory() as folder:
        if wanted:
            print(synthetic.write(Path(folder), "record", wanted)[-1])
            os.environ["FENGTU_CONFIG"] = str(Path(folder) / "fengtu.toml")
        with served(1, Path(folder)) as app, sync_playwright() as play:
            browser = launched(play)
            report(changes(browser.new_page(**WINDOW), app.origin, app))
            browser.close()


if __name__ == "__main__":
    main()
