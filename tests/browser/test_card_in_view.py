"""No step has its effect off the screen: the card, and on the map what it is about."""

from __future__ import annotations

import pytest
from fixture.driving import camera, idle, marks, opened, pixel, query, settled, tick
from playwright.sync_api import Locator, Page, expect

from geodata.record.record import Record

pytestmark = pytest.mark.browser

WINDOWS = [(390, 844), (1366, 768), (1920, 1080)]
WAYS = {  # page: what is pressed there
    "": '.ft-table tbody th button[data-key="{item}"]',
    "county?at=371423": '.ft-sheet .ft-link[data-key="{item}"]',
    "plan?plan=dezhou": '.ft-sheet .ft-link[data-key="{item}"]',
}
UNFOLDED = """(node) => {
    for (let part = node; part; part = part.parentElement) {
        if (part.matches("details")) part.open = true;
    }
}"""
ITEM = "dezhou-009"  # in 庆云县, 371423


def inside(page: Page, card: Locator) -> bool:
    """Whether the whole box of the card is within the window."""
    box, window = card.bounding_box(), page.viewport_size
    return (
        box["x"] >= 0
        and box["y"] >= 0
        and box["x"] + box["width"] <= window["width"]
        and box["y"] + box["height"] <= window["height"]
    )


def uncovered(page: Page, at: tuple[float, float]) -> bool:
    """Whether a pixel of the window shows the map and nothing that lies over it."""
    return page.evaluate(
        "([x, y]) => Boolean(document.elementFromPoint(x, y)?.closest('.ft-stage, .ft-anchors'))",
        at,
    )


@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("url", WAYS)
def test_a_card_opens_in_view(visitor, site: str, window, url: str, record: Record) -> None:
    page = visitor(viewport=dict(zip(("width", "height"), window, strict=True)))
    page.goto(f"{site}/{url}")
    idle(page)
    before = query(page)
    pressed = page.locator(WAYS[url].format(item=ITEM)).first
    pressed.evaluate(UNFOLDED)
    pressed.click()
    card = page.locator(".ft-card")
    expect(card.locator("blockquote")).to_have_text(record.project(ITEM).quote_zh)
    idle(page)
    assert inside(page, card)
    assert page.evaluate("document.activeElement.className") == "ft-card"
    row = page.locator(f'tr:has([data-key="{ITEM}"])').first
    assert row.evaluate("row => row.matches('.ft-chosen, [aria-selected=true]')")
    assert query(page) == before | {"item": ITEM}
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    assert query(page) == before
    assert page.evaluate("document.activeElement.dataset.key") == ITEM


@pytest.mark.parametrize("window", WINDOWS)
def test_a_link_opens_with_its_mark_in_view(visitor, site: str, window) -> None:
    page = visitor(viewport=dict(zip(("width", "height"), window, strict=True)))
    for hash_ in ("", "#map=7.2/36.6/116.5", "#map=113.5,34.5,118.6,38.8"):
        page.goto("about:blank")
        opened(page, f"{site}/?item={ITEM}{hash_}")
        card = page.locator(".ft-card")
        expect(card).to_have_count(1)
        idle(page)
        assert inside(page, card)
        page.wait_for_function("fengtuMap.fitting === undefined || fengtuMap.room().bottom")
        mark = next(mark for mark in marks(page) if mark.thing == ITEM)
        assert uncovered(page, (mark.x, mark.y)), hash_


def test_what_is_chosen_is_flown_to_and_other_filters_stay(page: Page, site: str, record) -> None:
    opened(page, site)
    first = camera(page)
    tick(page, "sector-energy")
    assert camera(page) == first
    tick(page, "city-heze")
    near = camera(page)
    assert near[2] > first[2] + 1
    south = record.bounds.loc[record.documents.adcodes["heze"].split(";")].miny.min()
    assert uncovered(page, pixel(page, near[0], south + 0.01))
    tick(page, "sector-energy")
    tick(page, "city-heze")
    assert camera(page) == near  # what is taken back moves nothing
    tick(page, "sector-sink")
    results = page.get_by_role("button", name="缩放到结果")
    results.click()
    assert camera(page) != near
    tick(page, "sector-sink")
    expect(results).to_be_hidden()


def test_a_county_is_shown_whole(page: Page, site: str, record: Record) -> None:
    opened(page, f"{site}/?item={ITEM}")
    settled(page, page.locator('.ft-card [data-key="whole"]').click)
    idle(page)
    west, south, east, north = record.bounds.loc["371423"]
    for place in ((west, south), (west, north), (east, south), (east, north)):
        x, y = pixel(page, *place)
        card = page.locator(".ft-card").bounding_box()
        assert 300 < x < card["x"] and 52 < y < 800


def test_closing_takes_only_the_item_out_of_the_link(page: Page, site: str) -> None:
    page.goto(f"{site}/?at=371423&sector=energy&item={ITEM}")
    idle(page)
    card = page.locator(".ft-card")
    expect(card.locator("blockquote")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(card.locator(".ft-list")).to_have_count(1)
    assert query(page) == {"at": "371423", "sector": "energy"}
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    assert query(page) == {"sector": "energy"}


def test_clause_and_link_are_copied(visitor, site: str, record: Record) -> None:
    for secure in (True, False):
        page = visitor(permissions=["clipboard-read", "clipboard-write"])
        if not secure:  # as a browser has it where the app is served without https
            page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: null })")
        opened(page, f"{site}/?item={ITEM}")
        said = page.locator('.ft-copies [role="status"]')
        page.get_by_role("button", name="复制引文").click()
        expect(said).to_have_text("已复制")
        if secure:
            text = page.evaluate("navigator.clipboard.readText()")
            assert record.project(ITEM).quote_zh in text
            assert "《德州市碳达峰工作方案》（德政字〔2023〕29号）" in text
            assert record.project(ITEM).section in text
            page.get_by_role("button", name="复制链接").click()
            page.wait_for_function(
                "navigator.clipboard.readText().then((text) => text === location.href)"
            )
