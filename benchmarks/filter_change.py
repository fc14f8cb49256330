"""What one filter change costs on the atlas page: bytes over the websocket and script time.

    .venv/bin/python benchmarks/filter_change.py [--items N]

Starts the app on loopback, opens it in Chromium, switches a sector on and off, and reads the
websocket frames. With --items the record is multiplied to N rows first. Ends by itself.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import closing
from pathlib import Path

import pandas as pd
from playwright.sync_api import Page, WebSocket, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from geodata import select  # noqa: E402
from geodata.catalogue import catalogue, table_bytes  # noqa: E402
from geodata.paths import configuration  # noqa: E402

ROUNDS = 20
ARGUMENTS = (
    "--no-sandbox",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def multiplied(items: int, folder: Path) -> Path:
    """A copy of data/ whose projects are repeated to `items` rows; the config that names it."""
    shutil.copytree(ROOT / "data", folder / "data")
    file = folder / "data" / "projects.csv"
    frame = pd.read_csv(file, dtype=str, keep_default_na=False)
    frame["same_as"] = ""
    parts = []
    for document_id, own in frame.groupby("document_id"):
        wanted = max(1, items * len(own) // len(frame))
        many = pd.concat([own] * (wanted // len(own) + 1)).iloc[:wanted].copy()
        many["project_id"] = [f"{document_id}-{n:06d}" for n in range(1, wanted + 1)]
        parts.append(many)
    file.write_bytes(table_bytes(pd.concat(parts).sort_values("project_id")))
    places = folder / "data" / "places.csv"
    places.write_text(places.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    config = folder / "fengtu.toml"
    plans = configuration().plans
    config.write_text(f'data = "data"\nplans = "{plans}"\n', encoding="utf-8")
    return config


def wait_idle(page: Page, stamp: str) -> None:
    page.wait_for_function(
        "before => { const m = document.querySelector('.ft-map');"
        " return m && m.dataset.drawn && m.dataset.drawn !== before"
        " && document.querySelector('[data-testid=stApp]').dataset.testScriptState"
        " === 'notRunning'; }",
        arg=stamp,
        timeout=60_000,
    )


def measured(port: int) -> dict[str, list[float]]:
    found: dict[str, list[float]] = {"bytes": [], "map_bytes": [], "click_to_painted_ms": []}
    frames: list[bytes] = []

    def listen(socket_: WebSocket) -> None:
        socket_.on(
            "framereceived",
            lambda data: frames.append(data if isinstance(data, bytes) else data.encode()),
        )

    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=shutil.which("chromium"), args=list(ARGUMENTS)
        )
        page = browser.new_page(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
        page.on("websocket", listen)
        page.goto(f"http://127.0.0.1:{port}/")
        wait_idle(page, "")
        box = page.locator("[data-key=sector-energy]")
        for _ in range(ROUNDS + 2):  # the first two warm up
            stamp = page.locator(".ft-map").get_attribute("data-drawn") or ""
            frames.clear()
            started = time.perf_counter()
            box.click()
            wait_idle(page, stamp)
            found["click_to_painted_ms"].append((time.perf_counter() - started) * 1000)
            page.wait_for_timeout(150)
            found["bytes"].append(sum(map(len, frames)))
            found["map_bytes"].append(sum(len(f) for f in frames if b"fengtu_map" in f))
        browser.close()
    return {name: values[2:] for name, values in found.items()}


def script_ms() -> list[float]:
    """Server time of one rerun of the atlas page, frame included, measured by AppTest, warm."""
    from streamlit.testing.v1 import AppTest

    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    times = []
    for round_ in range(ROUNDS + 2):
        if round_ % 2:
            app.query_params["sector"] = "energy"
        else:
            app.query_params.pop("sector", None)
        started = time.perf_counter()
        app.run()
        times.append((time.perf_counter() - started) * 1000)
        assert not app.exception
    return times[2:]


def line(name: str, values: list[float], unit: str) -> str:
    return (
        f"{name:<34} median {statistics.median(values):>9.1f} {unit}"
        f"   min {min(values):.1f}   max {max(values):.1f}   n {len(values)}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=0)
    wanted = parser.parse_args().items
    with tempfile.TemporaryDirectory() as folder:
        if wanted:
            os.environ["FENGTU_CONFIG"] = str(multiplied(wanted, Path(folder)))
        record = catalogue(configuration())
        print(f"{len(record.projects)} rows, {len(record.counties)} counties")
        select.mask(select.Filters(sector=("energy",)), record)
        print(line("script run (AppTest, whole page)", script_ms(), "ms"))
        port = free_port()
        server = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={port}"],
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            for _ in range(120):
                try:
                    urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1)
                    break
                except OSError:
                    time.sleep(0.5)
            found = measured(port)
        finally:
            server.terminate()
            server.wait(20)
        print(line("websocket, map component", found["map_bytes"], "B"))
        print(line("websocket, whole page", found["bytes"], "B"))
        print(line("click to painted (software WebGL)", found["click_to_painted_ms"], "ms"))
        print(json.dumps({k: statistics.median(v) for k, v in found.items()}))


if __name__ == "__main__":
    main()
