"""The exhibition in a browser: as a page of the app, or as one file without any server."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from driving import Faults, Pixel, drawn
from playwright.sync_api import Browser, Page

WALL = {"width": 1920, "height": 1080}
UPRIGHT = {"width": 1080, "height": 1920}
# With this clock a stop of 13 s lasts 0.4 s: enough for a slow machine to show each.
HASTE = 0.03
PATIENCE = 100.0  # nothing happens by itself while a test looks
_WAIT_MS = 60_000  # drawing without a graphics card, beside other work

_WITNESS = """
globalThis.fengtuSeen = [];
new MutationObserver(() => {
    const { dataset, lang } = document.querySelector(".fx");
    fengtuSeen.push([dataset.shown, lang]);
}).observe(document, { subtree: true, attributeFilter: ["data-shown"] });
"""

# Sizes in pixels. What is cut off: text or a button that sticks out of the window or of a box that
# hides what sticks out; in a list that scrolls, to the sides only.
_LOOK = """() => {
    const host = document.querySelector(".fx");
    const shows = (node) => node.checkVisibility({ visibilityProperty: true });
    const found = { small: [], narrow: [], cut: [] };
    const hides = (box) => getComputedStyle(box).overflowX !== "visible" || box === host;
    const outside = (node, rects) => {
        for (let box = node; box && box !== host.parentElement; box = box.parentElement) {
            if (!hides(box)) continue;
            const { left, right, top, bottom } = box.getBoundingClientRect();
            const rolls = getComputedStyle(box).overflowY === "auto";
            for (const r of rects) {
                if (r.left < left - 1 || r.right > right + 1) return true;
                if (!rolls && (r.top < top - 1 || r.bottom > bottom + 1)) return true;
            }
            if (rolls) return false;
        }
        return false;
    };
    const walker = document.createTreeWalker(host, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const node = walker.currentNode;
        const text = node.data.trim();
        if (!text || !shows(node.parentElement)) continue;
        const size = parseFloat(getComputedStyle(node.parentElement).fontSize);
        if (size < 24) found.small.push(`${text}: ${size}`);
        const range = document.createRange();
        range.selectNodeContents(node);
        if (outside(node.parentElement, [...range.getClientRects()])) found.cut.push(text);
    }
    for (const button of host.querySelectorAll("button")) {
        if (!shows(button)) continue;
        const box = button.getBoundingClientRect();
        if (box.width < 64 || box.height < 64)
            found.narrow.push(`${button.textContent}: ${box.width} x ${box.height}`);
        if (outside(button.parentElement, [box])) found.cut.push(button.textContent);
    }
    const scroll = host.querySelector(".fx-scroll");
    if (scroll.scrollWidth > scroll.clientWidth) found.cut.push("the panel, to the side");
    const tour = fengtuExhibition.mode === "tour";
    if (tour && scroll.scrollHeight > scroll.clientHeight + 1) found.cut.push("a stop, below");
    return found;
}"""


@dataclass
class Hall:
    """A screen with the exhibition; what it said of faults, and every address it asked for."""

    page: Page
    faults: Faults = field(default_factory=Faults)
    asked: list[str] = field(default_factory=list)

    def open(self, url: str) -> None:
        """Go to `url` and wait for the first stop."""
        self.page.goto(url)
        self.running()

    def running(self) -> None:
        """Wait until something is shown and drawn."""
        self.page.wait_for_selector(".fx[data-shown]")
        self.drawn()

    def drawn(self) -> None:
        """Wait until the picture of the map is really there."""
        self.page.wait_for_function("() => globalThis.fengtuExhibition?.map.deck?.isInitialized")
        self.page.evaluate("globalThis.fengtuMap = fengtuExhibition.map")  # for `driving`
        drawn(self.page)

    def begin(self, language: str = "zh") -> None:
        """Start from the opening, as after a new start, with a clock that leaves time to look."""
        self.page.evaluate(
            """([pace, language]) => {
                Object.assign(fengtuExhibition, { pace, language });
                fengtuExhibition.restart();
            }""",
            [PATIENCE, language],
        )
        self.shown("opening")

    def shown(self, what: str) -> None:
        """Wait until the stop of that id is shown, or `look`: what a visitor chose."""
        self.page.wait_for_function(
            "what => document.querySelector('.fx').dataset.shown === what", arg=what
        )

    def hurry(self) -> None:
        """Start the tour from the opening with a fast clock; what was seen before is forgotten."""
        self.page.evaluate(
            """(pace) => {
                fengtuSeen.length = 0;
                Object.assign(fengtuExhibition, { pace, language: "zh", at: 0 });
                fengtuExhibition.tour();
            }""",
            HASTE,
        )

    def seen(self) -> list[tuple[str, str]]:
        """What was shown since the tour started, with its language."""
        return [(what, language) for what, language in self.page.evaluate("fengtuSeen")]

    def see(self, count: int) -> list[tuple[str, str]]:
        """The first `count` of what is shown; waits for them."""
        self.page.wait_for_function("count => fengtuSeen.length >= count", arg=count)
        return self.seen()[:count]

    def get(self, expression: str) -> Any:
        """The value of an expression about `show`, the running exhibition."""
        return self.page.evaluate(f"(show => {expression})(fengtuExhibition)")

    def wait_s(self) -> float:
        """How long the exhibition waits for what comes next, in s of its own clock."""
        return self.get("(show.due - performance.now() - 5000) / 2500 / show.pace")

    def press(self, name: str) -> None:
        """Touch the button of that name."""
        self.page.locator(".fx").get_by_role("button", name=name, exact=True).tap()

    def tap(self, at: Pixel) -> None:
        """Touch a pixel of the window."""
        self.drawn()
        self.page.touchscreen.tap(*at)

    def title(self) -> str:
        """The heading of the panel."""
        return self.page.locator(".fx-panel h1").inner_text()

    def view(self) -> dict[str, Any]:
        """Camera and marks: what must stay when a visitor takes over."""
        return self.get(
            "(({ camera: { longitude, latitude, zoom }, rows }) =>"
            " ({ camera: [longitude, latitude, zoom], rows }))(show.map)"
        )

    def look(self) -> dict[str, list[str]]:
        """Texts under 24 px, buttons under 64 px, and what is cut off."""
        return self.page.evaluate(_LOOK)


@contextlib.contextmanager
def entered(browser: Browser, **options: Any) -> Iterator[Hall]:
    """A screen with fingers and without a page yet; takes options of a browser context.

    Afterwards nothing may have complained or asked another machine.
    """
    settings = {
        "locale": "zh-CN",
        "has_touch": True,
        "reduced_motion": "reduce",
        "viewport": WALL,
    }
    context = browser.new_context(**(settings | options))
    context.set_default_timeout(_WAIT_MS)
    context.add_init_script(_WITNESS)
    hall = Hall(context.new_page())
    hall.faults.watch(hall.page)
    hall.page.on(
        "request",
        lambda request: request.url.startswith("data:") or hall.asked.append(request.url),
    )
    try:
        yield hall
    finally:
        context.close()
    assert hall.faults.console == []
    assert hall.faults.errors == []
    assert hall.faults.outside == []
