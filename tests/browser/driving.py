"""Driving the page as a reader does: wait until it is ready, act, wait until it has settled."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import ConsoleMessage, Page, Request, Route

Pixel = tuple[float, float]

_IDLE = (
    '[data-testid="stApp"][data-test-script-state="notRunning"]'
    '[data-test-connection-state="CONNECTED"]'
)
# A deep link makes Streamlit look for its own addresses below the page first.
_PROBE = re.compile(r"http://127\.0\.0\.1:\d+/[a-z]+/_stcore/(health|host-config)")


@dataclass
class Faults:
    """What a page said or asked for that it must not."""

    console: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        """Write down every fault of `page` from now on; requests off the machine are cut."""
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", self._asked)
        page.on("dialog", lambda dialog: (self.errors.append("a dialog"), dialog.dismiss()))
        page.route(lambda url: not _local(url), lambda route: _cut(route))

    def _heard(self, message: ConsoleMessage) -> None:
        refused = "Failed to load resource" in message.text
        if refused and _PROBE.fullmatch(message.location["url"]):
            return
        if message.type == "error" or message.text.startswith("map:"):
            self.console.append(f"{message.text} ({message.location['url']})")

    def _asked(self, request: Request) -> None:
        if not _local(request.url):
            self.outside.append(request.url)


def _local(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in ("data", "blob", "file") or parts.hostname == "127.0.0.1"


def _cut(route: Route) -> None:
    route.abort()


def idle(page: Page) -> None:
    """Wait until the script has run and the page is connected."""
    page.wait_for_selector(_IDLE, state="attached")


def ready(page: Page) -> None:
    """Wait until the script has run and the map is drawn."""
    idle(page)
    page.wait_for_selector(".ft-map[data-drawn]")


def settled(page: Page, action: Callable[[], object]) -> None:
    """Do `action`, then wait until the map is drawn anew and the script is idle."""
    before = page.evaluate("document.querySelector('.ft-map').dataset.drawn")
    action()
    page.wait_for_function(
        "before => (document.querySelector('.ft-map')?.dataset.drawn ?? before) !== before",
        arg=before,
    )
    idle(page)


def opened(page: Page, url: str) -> Page:
    """`page` with `url` open and its map drawn."""
    page.goto(url)
    ready(page)
    return page


def query(page: Page) -> dict[str, str]:
    """Parameters in the address of `page`."""
    return {key: values[0] for key, values in parse_qs(urlsplit(page.url).query).items()}


def count_line(page: Page) -> tuple[int, ...]:
    """Numbers of rows, of things and of things off the map that the page tells."""
    text = page.locator(".ft-countline").inner_text()
    return tuple(int(number) for number in re.findall(r"\d+", text))


def camera(page: Page) -> list[float]:
    """Longitude, latitude and zoom of the map."""
    return page.evaluate(
        "(({longitude, latitude, zoom}) => [longitude, latitude, zoom])(fengtuMap.camera)"
    )


def fly(page: Page, lon: float, lat: float, zoom: float, at: Pixel | None = None) -> None:
    """Put the camera over a place, degrees; `at` is the pixel of the map where it shall be."""
    page.evaluate(
        """async ([longitude, latitude, zoom, at]) => {
            fengtuMap.move({ longitude, latitude, zoom });
            if (at) {
                const viewport = fengtuMap.deck.getViewports()[0];
                const opposite = [viewport.width - at[0], viewport.height - at[1]];
                const [lon, lat] = viewport.unproject(opposite);
                fengtuMap.move({ longitude: lon, latitude: lat });
            }
            for (let n = 0; n < 2; n += 1) await new Promise(requestAnimationFrame);
        }""",
        [lon, lat, zoom, at],
    )


def pixel(page: Page, lon: float, lat: float) -> Pixel:
    """Where a place is on the screen, in pixels of the window."""
    x, y = page.evaluate(
        """(place) => {
            const box = fengtuMap.host.getBoundingClientRect();
            const [x, y] = fengtuMap.deck.getViewports()[0].project(place);
            return [x + box.left, y + box.top];
        }""",
        [lon, lat],
    )
    return x, y


def place(page: Page, at: Pixel) -> Pixel:
    """Longitude and latitude of a pixel of the window."""
    lon, lat = page.evaluate(
        """([x, y]) => {
            const box = fengtuMap.host.getBoundingClientRect();
            return fengtuMap.deck.getViewports()[0].unproject([x - box.left, y - box.top]);
        }""",
        at,
    )
    return lon, lat


def drawn(page: Page) -> None:
    """Wait until the picture is really there: without a graphics card it lags behind."""
    page.evaluate(
        """async () => {
            for (let n = 0; n < 2; n += 1) await new Promise(requestAnimationFrame);
            const pen = fengtuMap.stage.querySelector("canvas").getContext("webgl2");
            pen.readPixels(0, 0, 1, 1, pen.RGBA, pen.UNSIGNED_BYTE, new Uint8Array(4));
        }"""
    )


def click(page: Page, at: Pixel) -> None:
    """Move the mouse to a pixel of the window, rest there, and click, as a hand does.

    A click is a tap of at most 250 ms; the picture under the pointer must be drawn by then.
    """
    page.mouse.move(*at)
    drawn(page)
    page.mouse.down()
    page.mouse.up()


@dataclass(frozen=True)
class Mark:
    """A mark that shows: what it stands for, where it is, how large it is drawn, in pixels."""

    row: int
    thing: str
    adcode: str
    lon: float
    lat: float
    pitch: float
    x: float
    y: float
    radius: float

    def covers(self, at: Pixel, margin: float = 0.0) -> bool:
        """Whether its disc, widened by `margin` pixels, lies over a pixel of the window."""
        return math.hypot(self.x - at[0], self.y - at[1]) < self.radius + margin


def marks(page: Page) -> list[Mark]:
    """The marks that show, in the order they are drawn, with their pixels of the window."""
    rows = page.evaluate(
        """() => {
            const { marks: m } = fengtuMap.record;
            const { layers } = fengtuMap.deck.props;
            const { data, sizeMinPixels, sizeMaxPixels } =
                layers.find((layer) => layer.id === "marks").props;
            const { getSize, getPixelOffset } = data.attributes;
            const box = fengtuMap.host.getBoundingClientRect();
            const viewport = fengtuMap.deck.getViewports()[0];
            const scale = 1 / fengtuMap.metresPerPixel();
            return fengtuMap.drawnRows.map((row, n) => {
                const [x, y] = viewport.project([m.lon[row], m.lat[row]]);
                const corner = 4 * n; // of four corners all alike in this
                const [dx, dy] = getPixelOffset.value.subarray(2 * corner, 2 * corner + 2);
                const size = Math.max(sizeMinPixels,
                    Math.min(sizeMaxPixels, getSize.value[corner] * scale));
                return { row, thing: m.thing[row], adcode: m.adcode[row], lon: m.lon[row],
                    lat: m.lat[row], pitch: m.pitch[row], x: x + dx + box.left,
                    y: y + dy + box.top, radius: size / 2 };
            });
        }"""
    )
    return [Mark(**row) for row in rows]


def tick(page: Page, key: str) -> None:
    """Press the filter whose data-key is `key`, as `sector-energy`, and wait for the map.

    It waits for the address first: a filter that lets the same items pass draws the same map.
    """
    before = page.evaluate("location.search")
    page.locator(f'.ft-filters [data-key="{key}"]').click()
    page.wait_for_function("before => location.search !== before", arg=before)
    idle(page)
    page.wait_for_function("fengtuMap.host.dataset.drawn === fengtuMap.data.stamp")
