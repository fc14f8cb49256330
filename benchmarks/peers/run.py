"""The same work in Fengtu and in what one would pick instead; one table.

    .venv/bin/python benchmarks/peers/run.py [--items 300 10000 100000] [--peers fengtu plotly ...]
                                             [--rounds 10] [--readme]

62 county polygons with a choropleth, N items with tooltip and selection, one step of the sector
filter. Makes the peers' own environment in build/peers-venv at first use, a synthetic record for
each N, and starts every page on loopback in turn; Chromium reaches no other host. Prints the table
and writes it to build/peers.md; with --readme also into benchmarks/README.md. Ends by itself.
"""

from __future__ import annotations

import argparse
import colorsys
import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Error as BrowserError
from playwright.sync_api import sync_playwright
from table import HEAD, Measured, machine, rows, verdict
from watch import (
    LIMIT_S,
    SETTLED_S,
    NotFinishedError,
    Shows,
    Visit,
    chromium,
    renderer_mb,
    resident_mb,
)

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(ROOT))

from geodata.atlas.layers import MapLayers  # noqa: E402
from geodata.config import configuration  # noqa: E402
from geodata.language.vocabulary import SECTOR_BY_ID, Sector  # noqa: E402
from geodata.record.record import read_record  # noqa: E402

ENVIRONMENT = ROOT / "build" / "peers-venv"
REQUIREMENTS = HERE / "requirements.txt"
TABLE = ROOT / "build" / "peers.md"
README = HERE.parent / "README.md"
FROM, TO = "<!-- peers: written by benchmarks/peers/run.py -->", "<!-- /peers -->"
# The sectors that are switched, one at each step, so that no state comes twice: Streamlit does not
# send again what the browser still has, and a reader seldom goes back and forth.
SWITCHED = [SECTOR_BY_ID[s] for s in ("energy", "transport", "sink", "industry", "circular")]
WARM_UP = 2  # steps before the measured ones
BUDGET_S = 90.0  # after which a page that takes long is asked for no further round


@dataclass(frozen=True)
class Peer:
    """A page: its script, the map on it, the control of the sector filter (CSS selectors)."""

    title: str
    script: str
    map: str
    control: str = 'button:has-text("{sector.zh}")'


PEERS = {
    "fengtu": Peer(
        title="Fengtu, whole atlas page",
        script="app.py",
        map=".ft-map",
        control="[data-key=sector-{sector.id}]",
    ),
    "pydeck": Peer("pydeck, inline", "pydeck_page.py", "[data-testid=stDeckGlJsonChart]"),
    "plotly": Peer("plotly, MapLibre traces", "plotly_page.py", "[data-testid=stPlotlyChart]"),
    "folium": Peer("streamlit-folium", "folium_page.py", "iframe"),
    "kepler": Peer("kepler.gl, HTML export", "kepler_page.py", "iframe"),
}


def peers_python() -> Path:
    """The interpreter of the peers' environment, which is made when it is missing or outdated."""
    python, stamp = ENVIRONMENT / "bin" / "python", ENVIRONMENT / "requirements.txt"
    wanted = REQUIREMENTS.read_text(encoding="utf-8")
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != wanted:
        print(f"making {ENVIRONMENT.relative_to(ROOT)}", flush=True)
        subprocess.run([sys.executable, "-m", "venv", "--clear", ENVIRONMENT], check=True)
        install = [python, "-m", "pip", "install", "--quiet", "--requirement", REQUIREMENTS]
        subprocess.run(install, check=True)
        stamp.write_text(wanted, encoding="utf-8")
    return python


def make_record(items: int, folder: Path) -> int:
    """A synthetic record of N items in `folder`, and the same for the peers; number of marks."""
    arguments = ["synth", "--counties", "record", "--items", str(items), "--seed", "7"]
    command = [sys.executable, "-m", "geodata", *arguments, "--out", str(folder)]
    subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
    os.environ["FENGTU_CONFIG"] = str(folder / "fengtu.toml")
    config = configuration()
    record = read_record(config)
    layers = MapLayers(record, config)
    things = record.projects.drop_duplicates("thing").set_index("thing")
    marks = layers.marks[["thing", "adcode", "lon", "lat"]]
    marks = marks.assign(
        name=marks.thing.map(things.name_zh),
        sector=marks.thing.map(things.sector).map(lambda sector: SECTOR_BY_ID[sector].zh),
        colour=marks.thing.map(things.sector).map(lambda s: SECTOR_BY_ID[s].colour_light),
    )
    marks.drop(columns="thing").to_parquet(folder / "items.parquet")
    (folder / "counties.json").write_bytes(layers.files()["counties.json"])
    return len(marks)


def make_pages(python: Path, folder: Path) -> None:
    """The peers' scripts in `folder`, with Leaflet beside them for Streamlit to serve."""
    shutil.copytree(HERE / "scripts", folder)
    found = "import importlib.util as u; print(u.find_spec('js_lib_leaflet').origin)"
    origin = subprocess.run([python, "-c", found], check=True, capture_output=True, text=True)
    leaflet = Path(origin.stdout.strip()).parent / "static" / "js_lib_leaflet"
    (folder / "static").mkdir()
    for name in ("leaflet.js", "leaflet.css"):
        shutil.copy(leaflet / name, folder / "static" / name)


@contextlib.contextmanager
def served(python: Path, script: Path, data: Path, log: Path) -> Iterator[tuple[str, int]]:
    """URL and process id of a page, served alone on loopback."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    options = {
        "server.port": port,
        "server.address": "127.0.0.1",
        "server.headless": "true",
        "server.enableStaticServing": "true",
        "server.fileWatcherType": "none",
        "browser.gatherUsageStats": "false",
        # Without it Streamlit collects garbage after each run: the same for all, and quicker.
        "runner.postScriptGC": "false",
    }
    process = subprocess.Popen(
        [python, HERE / "timed.py", log, script, *[f"--{k}={v}" for k, v in options.items()]],
        cwd=script.parent,
        env=os.environ | {"PEERS_DATA": str(data)},
        stdout=subprocess.DEVNULL,
        stderr=log.with_suffix(".err").open("wb"),
    )
    try:
        url = f"http://127.0.0.1:{port}/"
        for _ in range(300):
            with contextlib.suppress(OSError), urllib.request.urlopen(f"{url}_stcore/health"):
                break
            time.sleep(0.2)
        yield url, process.pid
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()


def hue(colour: str) -> int:
    """Hue of a hex colour, degrees."""
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return round(colorsys.rgb_to_hsv(red, green, blue)[0] * 360)


TOLD_APART = SWITCHED[:2]  # sectors whose hues are unlike all others and the ground
ALL = Shows(some=tuple(hue(sector.colour_light) for sector in TOLD_APART))


def step(number: int) -> tuple[Sector, Shows]:
    """The sector to switch at step 1, 2, …, and what the map shows then: a walk in Gray code."""
    before, after = ((n ^ (n >> 1)) for n in (number - 1, number))
    chosen = [s for n, s in enumerate(SWITCHED) if after >> n & 1]
    switched = SWITCHED[(before ^ after).bit_length() - 1]
    return switched, Shows(
        some=tuple(hue(s.colour_light) for s in TOLD_APART if s in chosen),
        none=tuple(hue(s.colour_light) for s in TOLD_APART if s not in chosen),
    )


def runs(log: Path) -> list[float]:
    """Milliseconds of the script runs so far."""
    return [float(line) for line in log.read_text(encoding="ascii").split()] if log.exists() else []


def measure(peer: Peer, python: Path, script: Path, data: Path, rounds: int) -> Measured:
    """Open the page, then step its filter, `rounds` times each after a warm-up."""
    found = Measured()
    log = data / f"{script.stem}.ms"
    with served(python, script, data, log) as (url, server), sync_playwright() as play:
        browser = chromium(play)
        try:
            visit = Visit(browser, url, peer.map)
            try:
                visit.first_map(ALL)  # the first visitor ever also waits for the server's data
                visit = first_maps(visit, rounds, found)
                steps(visit, peer, log, rounds, found)
                found.heap_mb, found.renderer_mb = visit.heap_mb(), renderer_mb(browser)
                if peer is PEERS["fengtu"]:
                    pans(visit, rounds, found)
            except NotFinishedError:
                what = "a step does not finish" if found.first_map_ms else "no map"
                asked = f": it asks {len(visit.hosts)} other hosts" if visit.hosts else ""
                found.notes.append(f"{what} in {LIMIT_S:.0f} s{asked}")
                if not found.script_ms:
                    steps_unseen(visit.again(), peer, log, rounds, found)
        except NotFinishedError:
            found.notes.append(f"the script does not end in {LIMIT_S:.0f} s")
        except BrowserError as error:
            found.notes.append(f"the browser gives up: {error.message.splitlines()[0]}")
        finally:
            found.server_mb = resident_mb(server)
            with contextlib.suppress(BrowserError):
                browser.close()
    _, broken, said = log.with_suffix(".err").read_text(encoding="utf-8").partition("Traceback")
    if broken:
        found.notes.append(f"the script fails: {said.strip().splitlines()[-1]}")
    return found


def first_maps(visit: Visit, rounds: int, found: Measured) -> Visit:
    """Open the page as new visitors with empty caches; the last visit, still open."""
    end = time.monotonic() + BUDGET_S
    while len(found.first_map_ms) < rounds and time.monotonic() < end:
        visit = visit.again()
        found.first_map_ms.append(visit.first_map(ALL) * 1000)
    return visit


def steps(visit: Visit, peer: Peer, log: Path, rounds: int, found: Measured) -> None:
    """Switch one sector on or off at a time, after the last first map."""
    end = time.monotonic() + BUDGET_S
    for number in range(1, rounds + WARM_UP + 1):
        if time.monotonic() > end:
            break
        sector, shows = step(number)
        before = len(runs(log))
        since = visit.click(peer.control.format(sector=sector))
        seconds = visit.painted(since, shows)
        if number > WARM_UP:
            found.painted_ms.append(seconds * 1000)
            found.script_ms.append(sum(runs(log)[before:]))
            found.received_kb.append(visit.received / 1000)


def steps_unseen(visit: Visit, peer: Peer, log: Path, rounds: int, found: Measured) -> None:
    """The same steps on a page whose map never comes: what the server did and sent."""
    end = time.monotonic() + BUDGET_S
    for number in range(1, rounds + WARM_UP + 1):
        if time.monotonic() > end:
            break
        sector, _ = step(number)
        before = len(runs(log))
        since = visit.click(peer.control.format(sector=sector))
        while len(runs(log)) == before and time.time() < since + LIMIT_S:
            visit.page.wait_for_timeout(50)
        visit.rest(since)
        visit.page.wait_for_timeout(SETTLED_S * 1000)
        if number > WARM_UP:
            found.script_ms.append(sum(runs(log)[before:]))
            found.received_kb.append(visit.received / 1000)


def pans(visit: Visit, rounds: int, found: Measured) -> None:
    """The floor: the marks of all sectors drawn again, a pixel beside."""
    visit = visit.again()
    visit.first_map(ALL)
    for number in range(1, rounds + WARM_UP + 1):
        milliseconds = visit.painted(visit.pan_one_pixel(), ALL) * 1000
        if number > WARM_UP:
            found.floor_ms.append(milliseconds)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--items", type=int, nargs="+", default=[300, 10_000, 100_000])
    parser.add_argument("--peers", nargs="+", choices=PEERS, default=list(PEERS))
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--readme", action="store_true", help="write the table into README.md")
    wanted = parser.parse_args()
    python = peers_python()
    table, verdicts = [HEAD, ["---"] * len(HEAD)], []
    for items in wanted.items:
        own, peers = Measured(), {}
        with tempfile.TemporaryDirectory() as scratch:
            data, pages = Path(scratch) / "record", Path(scratch) / "pages"
            size = f"{items:,} ({make_record(items, data):,})"
            make_pages(python, pages)
            for name in wanted.peers:
                ours = name == "fengtu"
                script = (ROOT if ours else pages) / PEERS[name].script
                interpreter = Path(sys.executable) if ours else python
                found = measure(PEERS[name], interpreter, script, data, wanted.rounds)
                if ours:
                    own = found
                else:
                    peers[PEERS[name].title] = found
                for row in rows(size, PEERS[name].title, found, wanted.rounds):
                    table.append(row)
                    print(" | ".join(row), flush=True)
        verdicts.append(verdict(items, own, peers))
    text = "\n".join(
        [
            f"Measured on {machine(REQUIREMENTS)}",
            "",
            *(f"| {' | '.join(row)} |" for row in table),
            "",
            *filter(None, verdicts),
            "",
        ]
    )
    print(f"\n{text}")
    TABLE.parent.mkdir(exist_ok=True)
    TABLE.write_text(text, encoding="utf-8")
    if wanted.readme:
        before, _, rest = README.read_text(encoding="utf-8").partition(FROM)
        after = rest.partition(TO)[2]
        README.write_text(f"{before}{FROM}\n{text}{TO}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
