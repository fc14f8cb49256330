"""What a visitor of a page sees and receives: one clock for Fengtu and for all its peers.

The picture is read from Chromium's own screencast: a frame comes whenever the page's picture
changed, after the graphics process has drawn it. (The time that Chromium writes on a frame is that
of its beginning, before it is drawn, so the arrival counts.) "Painted" is the arrival of the first
frame after which the middle of the map stays the same for SETTLED_S while the script rests,
provided that it is another picture than before and shows the colours it should and no others.
"""

from __future__ import annotations

import base64
import contextlib
import io
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageChops
from playwright.sync_api import Browser, BrowserContext, Page, Playwright
from playwright.sync_api import Error as BrowserError

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from chromium import launched

LIMIT_S = 60.0
SETTLED_S = 1.0
PAUSE_S = 0.3
# Nobody but this machine has an address: what a peer asks of other hosts is refused at once.
CUT_OFF = "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"
MIDDLE = (0.25, 0.05, 0.95, 0.90)  # left, top, right, bottom: clear of legends and buttons
SMALLEST_PX = 200  # height of a map
CHANGED = 8  # difference of a colour channel that the eye could see
STRONG = 90  # saturation, of 255, above the grounds of the maps
SAME_HUE = 10  # degrees
SEEN = 12  # pixels of a hue that make it visible

# Streamlit fades what a running script has not drawn yet; the fading is no painting.
PREPARE = """
addEventListener("click", (event) => {
  globalThis.clickedAt = performance.timeOrigin + event.timeStamp;
}, true);
addEventListener("DOMContentLoaded", () => {
  const still = document.createElement("style");
  still.textContent = "[data-stale] { opacity: 1 !important; transition: none !important; }";
  document.head.append(still);
});
"""
RESTS = """() => {
  const app = document.querySelector("[data-testid=stApp]");
  return app?.dataset.testScriptState === "notRunning"
    && app.dataset.testConnectionState === "CONNECTED";
}"""
READY = f"selector => ({RESTS})() && document.querySelector(selector) !== null"


class NotFinishedError(Exception):
    """The picture was not there within LIMIT_S."""


@dataclass(frozen=True)
class Shows:
    """Hues, in degrees, that the map must and must not have among its strong colours."""

    some: tuple[int, ...]
    none: tuple[int, ...] = ()

    def holds(self, picture: Image.Image) -> bool:
        hue, saturation, _ = np.asarray(picture.convert("HSV"), dtype=np.int32).transpose(2, 0, 1)
        strong = hue[saturation > STRONG] * 360 // 255

        def seen(degrees: int) -> bool:
            return int((np.abs(strong - degrees) < SAME_HUE).sum()) >= SEEN

        return all(map(seen, self.some)) and not any(map(seen, self.none))


class Visit:
    """One visitor with an empty cache, the page open at `url`, its map found by `selector`."""

    def __init__(self, browser: Browser, url: str, selector: str) -> None:
        self._browser, self._url, self._selector = browser, url, selector
        self._context: BrowserContext = browser.new_context(
            viewport={"width": 1440, "height": 900}, reduced_motion="reduce", locale="zh-CN"
        )
        self.page: Page = self._context.new_page()
        self.page.set_default_timeout(LIMIT_S * 1000)
        self.page.add_init_script(PREPARE)
        self.hosts: set[str] = set()
        self.received = 0
        self._frames: list[tuple[float, str]] = []
        self._picture: Image.Image | None = None  # of the map, when it was painted last
        self._cdp = self._context.new_cdp_session(self.page)
        self._cdp.on("Page.screencastFrame", self._on_frame)
        self._cdp.on("Network.webSocketFrameReceived", self._on_message)
        self._cdp.on("Network.dataReceived", self._on_data)
        self._cdp.on("Network.requestWillBeSent", self._on_request)
        self._cdp.send("Network.enable")
        self._cdp.send("Performance.enable")
        self._cdp.send("Page.startScreencast", {"format": "png"})
        self.page.goto(url, wait_until="commit", timeout=LIMIT_S * 1000)
        self.began = float(self.page.evaluate("performance.timeOrigin")) / 1000

    def again(self) -> Visit:
        """The visit of somebody new; this one ends."""
        with contextlib.suppress(BrowserError):  # it may have ended by itself
            self._context.close()
        return Visit(self._browser, self._url, self._selector)

    def _on_frame(self, event: dict[str, Any]) -> None:
        self._frames.append((time.time(), event["data"]))
        with contextlib.suppress(BrowserError):  # the visit may just be ending
            self._cdp.send("Page.screencastFrameAck", {"sessionId": event["sessionId"]})

    def _on_message(self, event: dict[str, Any]) -> None:
        said = event["response"]
        size = len(said["payloadData"])
        self.received += size * 3 // 4 if said["opcode"] == 2 else size

    def _on_data(self, event: dict[str, Any]) -> None:
        self.received += max(event["encodedDataLength"], 0)

    def _on_request(self, event: dict[str, Any]) -> None:
        url = event["request"]["url"]
        host = url.split("/")[2].split(":")[0] if "://" in url else ""
        if host not in ("", "127.0.0.1"):
            self.hosts.add(host)

    def rest(self, since: float) -> None:
        """Wait until the script rests and the map is on the page. Raises NotFinishedError."""
        left = since + LIMIT_S - time.time()
        try:
            self.page.wait_for_function(READY, arg=self._selector, timeout=max(left, 0.001) * 1000)
        except BrowserError as error:
            raise NotFinishedError from error

    def painted(self, since: float, shows: Shows) -> float:
        """Seconds from `since` (epoch) until the map shows what it should, and stays so.

        Raises NotFinishedError.
        """
        before = last = self._picture
        changed_at = looked_at = time.time()
        while time.time() < since + LIMIT_S + SETTLED_S:
            self.page.wait_for_timeout(20)
            # Looking takes time in which no frame could arrive, so it waits for a pause.
            busy = bool(self._frames) and time.time() < self._frames[-1][0] + PAUSE_S
            if (busy and time.time() < looked_at + SETTLED_S) or not self._find_map():
                continue
            for at, data in self._taken():
                picture = self._middle(data)
                if last is None or differs(last, picture):
                    last, changed_at = picture, at
            looked_at = time.time()
            if last is None or (before is not None and not differs(before, last)):
                continue
            if time.time() < changed_at + SETTLED_S or not shows.holds(last):
                continue
            self.rest(since)
            if not self._frames:
                if changed_at > since + LIMIT_S:
                    break
                self._picture = last
                return changed_at - since
        raise NotFinishedError

    def _taken(self) -> list[tuple[float, str]]:
        frames, self._frames = self._frames, []
        return frames

    def _middle(self, data: str) -> Image.Image:
        whole = Image.open(io.BytesIO(base64.b64decode(data))).convert("RGB")
        x, y, width, height = self._box
        left, top, right, bottom = MIDDLE
        return whole.crop(
            (
                round(x + left * width),
                round(y + top * height),
                round(x + right * width),
                min(round(y + bottom * height), whole.height),
            )
        )

    def _find_map(self) -> bool:
        """Whether the map has its place on the page, which is kept in pixels."""
        try:
            found = self.page.locator(self._selector).first.bounding_box()
        except BrowserError as error:  # the page is too busy to answer
            raise NotFinishedError from error
        if found is None or found["height"] < SMALLEST_PX:  # a frame that has not grown yet
            return False
        self._box = (found["x"], found["y"], found["width"], found["height"])
        return True

    def first_map(self, shows: Shows) -> float:
        """Seconds from the start of the navigation until the whole map is there."""
        self.rest(self.began)
        return self.painted(self.began, shows)

    def click(self, control: str) -> float:
        """Click a control of the page; when the page felt it (epoch seconds)."""
        self._frames.clear()
        self.received = 0
        try:
            self.page.click(control)
        except BrowserError as error:  # the page is too busy to be clicked
            raise NotFinishedError from error
        return float(self.page.evaluate("clickedAt")) / 1000

    def pan_one_pixel(self) -> float:
        """Shift Fengtu's map by a pixel, nothing else; when it was told to (epoch seconds)."""
        self._frames.clear()
        return (
            float(
                self.page.evaluate(
                    """() => {
                      const map = globalThis.fengtuMap;
                      const pixel = 360 / (512 * 2 ** map.camera.zoom);
                      globalThis.panned = !globalThis.panned;
                      const longitude = map.camera.longitude + (globalThis.panned ? pixel : 0);
                      const at = performance.timeOrigin + performance.now();
                      map.deck.setProps({ initialViewState: { ...map.camera, longitude } });
                      return at;
                    }"""
                )
            )
            / 1000
        )

    def heap_mb(self) -> float:
        """JavaScript heap of the page after a collection, MB."""
        self._cdp.send("HeapProfiler.collectGarbage")
        metrics = self._cdp.send("Performance.getMetrics")["metrics"]
        return next(m["value"] for m in metrics if m["name"] == "JSHeapUsedSize") / 1e6


def differs(one: Image.Image, other: Image.Image) -> bool:
    """Whether two pictures differ visibly."""
    return one.size != other.size or any(
        high > CHANGED for _, high in ImageChops.difference(one, other).getextrema()
    )


def chromium(play: Playwright) -> Browser:
    """Chromium of the system, drawing without a graphics card, cut off from other hosts."""
    return launched(play, CUT_OFF)


def resident_mb(pid: int) -> float:
    """Resident memory of a process, MB."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1]) * 1024 / 1e6


def renderer_mb(browser: Browser) -> float:
    """Resident memory of the largest renderer process, which is the page's, MB."""
    said = browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")["processInfo"]
    return max(resident_mb(process["id"]) for process in said if process["type"] == "renderer")
