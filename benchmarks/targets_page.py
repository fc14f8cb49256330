"""What the targets page sends: first visit with a cold browser, then a change of filter.

    .venv/bin/python benchmarks/targets_page.py

Starts the app on loopback and opens the page in Chromium; bytes as sent, scripts and fonts of
Streamlit included. Ends by itself.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, WebSocket, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from app_processes import Served, served  # noqa: E402
from chromium import launched  # noqa: E402

ROUNDS = 10
WAIT_MS = 120_000
BOX = '[data-key="sector-energy"]'
_SETTLED = (
    "document.querySelector('.stApp')?.dataset.testScriptState === 'notRunning'"
    " && !document.querySelector('[data-coming]') && document.querySelector('.ft-sheet h2')"
)
_CHOSEN = "on => new URL(location).searchParams.has('sector') === on"


def measure(page: Page, app: Served) -> None:
    """Open the page and switch a sector on and off; print what each costs."""
    page.set_default_timeout(WAIT_MS)
    frames: list[int] = []
    page.on("websocket", lambda socket: _listen(socket, frames))
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    loaded: list[float] = []
    network.on("Network.loadingFinished", lambda said: loaded.append(said["encodedDataLength"]))
    for visit in ("cold browser", "again"):
        frames.clear()
        loaded.clear()
        page.goto(f"{app.origin}/targets")
        page.wait_for_function(_SETTLED)
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(2000)  # parts of Streamlit that are loaded once something needs them
        print(f"{visit}: websocket {sum(frames):,} B, http {sum(loaded):,.0f} B")
    changes: dict[bool, list[int]] = {True: [], False: []}
    cpu_ms = []
    for number in range(ROUNDS):
        chosen = number % 2 == 0
        frames.clear()
        before = app.cpu_s()
        page.locator(BOX).click()
        page.wait_for_function(_CHOSEN, arg=chosen)
        page.wait_for_function(_SETTLED)
        page.wait_for_timeout(300)
        changes[chosen].append(sum(frames))
        cpu_ms.append((app.cpu_s() - before) * 1000)
    for chosen, found in changes.items():
        print(f"sector {'on' if chosen else 'off'}: median {statistics.median(found):,.0f} B")
    print(f"server, CPU time of a change: mean {statistics.mean(cpu_ms):.0f} ms, n {ROUNDS}")


def _listen(socket: WebSocket, frames: list[int]) -> None:
    socket.on("framereceived", lambda data: frames.append(len(data)))


def main() -> None:
    """Measure and print."""
    with (
        tempfile.TemporaryDirectory() as folder,
        served(1, Path(folder)) as app,
        sync_playwright() as play,
    ):
        browser = launched(play)
        measure(browser.new_page(viewport={"width": 1440, "height": 900}), app)
        browser.close()


if __name__ == "__main__":
    main()
