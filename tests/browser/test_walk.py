"""Every thing of the record is reached from the map by clicks: a mark, or the list of an anchor.

Real clicks, without an answer to each from the server: what a click would send is written down. The
first of every list goes all the way to its card and back.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable

import pytest
from fixture.driving import Mark, Pixel, drawn, fly, idle, marks, opened, query, up_to_date
from playwright.sync_api import Page, expect

from geodata.record.record import Record

pytestmark = pytest.mark.browser

WIDTHS = {"desk": (1440, 900), "phone": (390, 844)}
LIMIT_S = 480.0  # of a busy machine; an idle one takes a tenth
# Where in its disc a mark is clicked, in radii: the middle, else wherever others leave it free.
SPOTS = [(0.0, 0.0), *((0.7 * math.cos(a), 0.7 * math.sin(a)) for a in range(6))]


def written_down(page: Page) -> None:
    """From now on what the map would send, and what is pressed in a list, is only written down."""
    page.evaluate(
        """() => {
            window.walked = [];
            fengtuMap.forwarded = fengtuMap.send;
            fengtuMap.send = (event) => walked.push(event.thing ?? event.id ?? event.type);
            window.pressed = (event) => {
                const button = event.target.closest(".ft-list button");
                if (!button) return;
                event.stopPropagation();
                walked.push(button.dataset.key);
            };
            addEventListener("click", pressed, true);
        }"""
    )


def sent_again(page: Page) -> None:
    """Clicks reach the server again."""
    page.evaluate(
        """() => {
            fengtuMap.send = fengtuMap.forwarded;
            removeEventListener("click", pressed, true);
        }"""
    )


def press(page: Page, at: Pixel) -> str:
    """Click at a pixel; what was written down for it."""
    page.evaluate("walked.length = 0")
    page.mouse.click(*at)
    return str(page.wait_for_function("walked[0]").json_value())


def open_spots(page: Page, spots: list[Pixel]) -> list[bool]:
    """Whether a pointer at each of these pixels meets the map itself, and nothing over it."""
    found: list[bool] = page.evaluate(
        """(spots) => spots.map(([x, y]) =>
            fengtuMap.stage.contains(document.elementFromPoint(x, y)))""",
        spots,
    )
    return found


def clickable(page: Page, pending: set[str]) -> dict[str, Pixel]:
    """A pixel for each pending thing that has a mark with a spot of its own on the screen now."""
    shown = marks(page)
    wanted: list[tuple[str, Pixel]] = []
    for number, mark in enumerate(shown):
        if mark.thing in pending:
            above = [m for m in shown[number + 1 :] if _meet(m, mark)]
            for across, down in SPOTS:
                at = (mark.x + across * mark.radius, mark.y + down * mark.radius)
                if not any(other.covers(at, 1.5) for other in above):
                    wanted.append((mark.thing, at))
                    break
    reachable = open_spots(page, [at for _, at in wanted])
    return {thing: at for (thing, at), free in zip(wanted, reachable, strict=True) if free}


def _meet(a: Mark, b: Mark) -> bool:
    return math.hypot(a.x - b.x, a.y - b.y) < a.radius + b.radius


def walk_marks(page: Page, pending: set[str], in_time: Callable[[], None]) -> set[str]:
    """Click the marks of the things in `pending`, coming nearer until each has been met."""
    met: set[str] = set()
    for zoom in (9.0, 10.5, 12.0, 13.0):
        tried: set[str] = set()
        while left := sorted(pending - met - tried):
            in_time()
            first = next(mark for mark in marks(page) if mark.thing == left[0])
            fly(page, first.lon, first.lat, zoom)
            drawn(page)
            tried.add(left[0])
            for thing, at in clickable(page, pending - met).items():
                in_time()
                assert press(page, at) == thing
                met.add(thing)
    return met


def walk_list(page: Page, anchor: str, in_time: Callable[[], None]) -> set[str]:
    """Open the list of a zone or city by its counted mark and press every entry."""
    lon, lat = page.evaluate(
        "id => fengtuMap.record.counties.anchors.find((a) => a.id === id).at", anchor
    )
    fly(page, lon, lat, 9.0)
    button = page.locator(f'.ft-anchor[data-key="anchor-{anchor}"]')
    box = button.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_function("id => new URL(location).searchParams.get('at') === id", arg=anchor)
    up_to_date(page)
    expect(button).to_have_attribute("aria-pressed", "true")
    entries = page.locator(".ft-card .ft-list button")
    keys = [str(key) for key in entries.evaluate_all("all => all.map((b) => b.dataset.key)")]
    assert len(keys) == int(button.inner_text())
    # The first goes all the way, and back.
    entries.first.click()
    expect(page.locator(".ft-card .ft-id")).to_have_text(keys[0])
    up_to_date(page)
    expect(button).to_have_attribute("aria-pressed", "true")
    page.locator('.ft-card [data-key="whole"]').click()
    expect(entries).to_have_count(len(keys))
    idle(page)
    written_down(page)
    met = set()
    for key in keys:
        in_time()
        at = page.evaluate(
            """key => {
                const button = document.querySelector(`.ft-card [data-key="${key}"]`);
                button.scrollIntoView({ block: "center" });
                const { left, top, width, height } = button.getBoundingClientRect();
                return [left + width / 2, top + height / 2];
            }""",
            key,
        )
        assert press(page, at) == key
        met.add(key)
    sent_again(page)
    page.locator(".ft-card .ft-close").click()
    page.wait_for_function("() => !new URL(location).searchParams.has('at')")
    up_to_date(page)
    return met


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", WIDTHS)
def test_every_thing_is_reached_by_clicks(
    visitor, site: str, record: Record, width: str, language: str
) -> None:
    across, down = WIDTHS[width]
    page = visitor(viewport={"width": across, "height": down})
    page.set_default_timeout(60_000)
    opened(page, f"{site}/?lang={language}")
    end = time.monotonic() + LIMIT_S

    def in_time() -> None:
        assert time.monotonic() < end, "the walk takes too long"

    rows = record.projects.drop_duplicates("thing")
    first = rows.set_index("thing").project_id
    met = set()
    for anchor in sorted(set(rows.anchor) - {""}):
        met |= walk_list(page, anchor, in_time)
    assert met == set(first[rows.thing[rows.anchor != ""]])
    written_down(page)
    pending = set(rows.thing[rows.anchor == ""])
    assert pending - walk_marks(page, pending, in_time) == set()
    sent_again(page)
    assert query(page).get("lang", "zh") == language
