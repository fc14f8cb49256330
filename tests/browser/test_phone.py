"""On a phone, at 200 %, by keyboard, without a network: nothing is covered, cut off or silent."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fixture.driving import idle, opened
from playwright.sync_api import Browser, Page, expect

from geodata.language.text import word

pytestmark = pytest.mark.browser

Visitor = Callable[..., Page]
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
ENLARGED = {"viewport": {"width": 683, "height": 384}, "device_scale_factor": 2}
THUMB_PX = 44
DRAWER = '[data-testid="stSidebar"]'
OPEN = '[data-testid="stHeader"] button'
CLOSE = '[data-testid="stSidebarCollapseButton"] button'
# What a touch in the middle of an element meets, if that is neither it nor a part of it.
COVER = """node => {
    const { x, y, width, height } = node.getBoundingClientRect();
    const met = document.elementFromPoint(x + width / 2, y + height / 2);
    return node.contains(met) ? "" : met?.outerHTML ?? "nothing";
}"""


@pytest.fixture
def phone(visitor: Visitor, site: str) -> Page:
    return opened(visitor(**PHONE), f"{site}/?city=heze")


def test_the_drawer_can_be_closed(phone: Page) -> None:
    """Its own button does it, and nothing else: the theme's stood above it."""
    address = phone.url
    phone.locator(OPEN).tap()
    close = phone.locator(CLOSE)
    expect(close).to_be_visible()
    phone.wait_for_function(f"document.querySelector('{CLOSE}').getBoundingClientRect().x > 0")
    assert close.evaluate(COVER) == ""
    close.tap()
    expect(phone.locator(DRAWER)).to_have_attribute("data-collapsed", "true")
    assert phone.url == address


def test_a_page_that_is_chosen_is_not_left_below_the_drawer(phone: Page) -> None:
    phone.locator(OPEN).tap()
    phone.locator('[data-testid="stSidebarNavLink"][href*="/targets"]').tap()
    phone.wait_for_url("**/targets**")
    expect(phone.locator(DRAWER)).to_have_attribute("data-collapsed", "true")
    # Whose filters are in force is still told.
    expect(phone.locator(".ft-chip")).to_contain_text("菏泽市")


def test_what_a_thumb_presses_is_large_enough(phone: Page) -> None:
    assert phone.locator(OPEN).bounding_box()["height"] >= THUMB_PX
    for toggle in phone.locator(".ft-toggles button").all():
        assert toggle.bounding_box()["height"] >= THUMB_PX
    phone.locator(OPEN).tap()
    pages = phone.locator('[data-testid="stSidebarNavLink"]')
    expect(pages.first).to_be_visible()
    parts = [*pages.all(), phone.locator(CLOSE), *phone.locator(".ft-unfold:visible").all()[:3]]
    assert [p.bounding_box()["height"] for p in parts if p.bounding_box()["height"] < 44] == []


def test_a_card_leaves_the_page_in_sight(visitor: Visitor, site: str) -> None:
    page = opened(visitor(**PHONE), f"{site}/county?city=heze&item=heze-012")
    card = page.locator(".ft-card").bounding_box()
    assert card["y"] > PHONE["viewport"]["height"] / 3
    assert card["y"] + card["height"] == pytest.approx(PHONE["viewport"]["height"], abs=1)


def test_a_closed_drawer_takes_no_focus(visitor: Visitor, site: str) -> None:
    page = opened(visitor(**ENLARGED), f"{site}/?city=heze")
    expect(page.locator(DRAWER)).to_have_attribute("data-collapsed", "true")
    for _ in range(25):
        page.keyboard.press("Tab")
        assert page.evaluate(f"!document.activeElement.closest('{DRAWER}')")


def test_the_focus_outlives_the_last_chip(page: Page, site: str) -> None:
    """From chip to chip, and from the last one to the count that it changes."""
    opened(page, f"{site}/?city=heze&sector=energy")
    page.locator(".ft-chip button").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".ft-chip")).to_have_count(1)
    expect(page.locator(".ft-chip button")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".ft-chip")).to_have_count(0)
    idle(page)
    expect(page.locator(".ft-countline")).to_be_focused()


def test_a_lost_connection_is_told_and_made_up_for(browser: Browser, site: str) -> None:
    """Chromium itself complains of the request that finds no server: no visitor of the others."""
    with browser.new_context(locale="zh-CN", reduced_motion="reduce") as context:
        page = opened(context.new_page(), site)
        said = page.locator(".ft-lost")
        expect(said).to_be_hidden()
        context.set_offline(True)
        expect(said).to_have_text(word("connection_lost", "zh"))
        page.locator('.ft-filters [data-key="sector-industry"]').click()
        context.set_offline(False)
        expect(said).to_be_hidden()
        expect(page.locator(".ft-chip")).to_contain_text("工业")


def test_the_brand_stands_where_it_stood(page: Page, site: str) -> None:
    """Also on a page without a sidebar, and clear of the names of the pages."""
    brand = page.locator(".ft-brand")
    opened(page, site)
    before = brand.bounding_box()
    page.goto(f"{site}/sources")
    idle(page)
    assert brand.bounding_box() == before
    first = page.locator('[data-testid="stTopNavLink"]').first.bounding_box()
    assert first["x"] > before["x"] + before["width"]


def test_the_brand_stays_above_the_filters_that_scroll(page: Page, site: str) -> None:
    opened(page, site)
    page.locator('[data-testid="stSidebarContent"]').evaluate("node => { node.scrollTop = 300; }")
    met = page.evaluate("document.elementsFromPoint(60, 26).map((node) => node.dataset.testid)")
    assert "stSidebarHeader" in met
    header = '[data-testid="stSidebarHeader"]'
    assert page.locator(header).evaluate(
        "node => getComputedStyle(node).backgroundColor"
    ) == page.locator(DRAWER).evaluate("node => getComputedStyle(node).backgroundColor")


@pytest.mark.parametrize("width", [1440, 1920])
@pytest.mark.parametrize("query", ["sector=energy&role=build", "unit=市发展改革委"])
def test_no_number_of_a_plan_is_cut_off_in_english(
    visitor: Visitor, site: str, width: int, query: str
) -> None:
    page = visitor(viewport={"width": width, "height": 900})
    page.goto(f"{site}/plan?lang=en&{query}")
    idle(page)
    tables = page.locator(".ft-sheet .ft-scroll")
    expect(tables.first).to_be_visible()
    cut = tables.evaluate_all(
        "all => all.filter((t) => t.scrollWidth > t.clientWidth).map((t) => t.textContent)"
    )
    assert cut == []


def test_no_match_is_said_beside_the_names(page: Page, site: str) -> None:
    opened(page, f"{site}/?city=heze&q=没有这样的词")
    note = page.locator(".ft-note")
    expect(note).to_have_text(word("nothing", "zh"))
    land, box = page.locator(".ft-map").bounding_box(), note.bounding_box()
    assert box["y"] + box["height"] < land["y"] + land["height"] / 4
