"""Links: stale ones say so in a sentence, odd ones do no harm, deep ones find their frame."""

from __future__ import annotations

import pytest
from fixture.driving import count_line, idle, opened
from playwright.sync_api import Page, expect

from components import frame
from geodata.record.filters import Filters
from geodata.record.record import Record
from geodata.record.selection import select

pytestmark = pytest.mark.browser

PAGE_URLS = [
    entry.path for entry in frame.PAGES if entry.path != "exhibit"
]  # that one is no page of the desk
PHONE = {"width": 390, "height": 844}
ODD = (
    "?sector=",
    "?sector=,,,",
    "?sector=energy,energy,nothing",
    "?sector[]=energy",
    "?sector=energy&sector=sink",
    "?kind=__class__",
    "?kind=wind_farm%00",
    "?city=../../etc/passwd",
    "?city=%2e%2e%2f",
    "?county=371426;371425",
    "?county=-1",
    "?county=３７１４２６",
    "?year=NaN",
    "?year=2030.0",
    "?year=２０３０",
    "?year=99999999999999999999",
    "?year=2030&due=never",
    "?due=in",
    "?basis=%F0%9F%8C%8D",
    "?precision=none,site,county",
    "?role=mention,build,__class__",
    "?unit=%E5%B8%82%E5%B1%80%3B%E5%B1%80,,x",
    "?q=%3Cscript%3Ealert(1)%3C/script%3E",
    "?q=%27%22%60%24%7B1%7D",
    "?q=(%5B.*%2B%3F",
    "?q=" + "长" * 500,
    "?q=%E4%B8",
    "?item=dezhou-999999&at=000000",
    "?item=%3Cimg%20src=x%20onerror=alert(1)%3E",
    "?lang=fr&theme=neon",
    "?unknown=1&utm_source=mail",
    "?at=371426#map=99/999/999",
    "?#map=NaN/a/b",
    "?%F0%28%8C%28=1",
)


def test_stale_link_says_what_it_ignored(page: Page, site: str, record: Record) -> None:
    opened(page, f"{site}/?county=999999&year=1999&sector=energy")
    notice = page.locator(".ft-notice")
    expect(notice).to_have_count(1)
    expect(notice).to_contain_text("999999")
    expect(notice).to_contain_text("1999")
    expect(notice).not_to_contain_text("energy")
    passing = record.projects[select(record, Filters(sector=("energy",))).mask]
    assert count_line(page)[0] == len(passing)
    expect(page.locator('[data-key="sector-energy"]')).to_be_checked()


def test_odd_links_do_no_harm(visitor, site: str) -> None:
    page = visitor(viewport=PHONE)  # small, since every link draws the map again
    for odd in ODD:
        # By way of an empty page, so that a link that differs behind its # is opened anew.
        page.goto("about:blank")
        page.goto(f"{site}/{odd}")
        idle(page)
        expect(page.locator(".ft-countline")).not_to_have_text("")
        expect(page.locator('[data-testid="stException"]')).to_have_count(0)
    assert opened(page, site).locator(".ft-notice").count() == 0


def test_deep_link_on_a_fresh_server(page: Page, server) -> None:
    page.goto(f"{server()}/sources")
    page.wait_for_selector(".ft-sheet h2")
    idle(page)
    expect(page.locator(".ft-brand b")).to_have_text("峰图")
    expect(page.get_by_role("link", name="来源与方法")).to_be_visible()
    page.get_by_role("link", name="地图", exact=True).click()
    page.wait_for_selector(".ft-map[data-drawn]")


def test_deep_link_with_a_view(page: Page, site: str) -> None:
    page.goto(f"{site}/sources?lang=en&theme=dark&sector=sink")
    page.wait_for_selector(".ft-sheet h2")
    idle(page)
    expect(page.locator(".ft-brand b")).to_have_text("Fengtu")
    expect(page.locator("html")).to_have_attribute("data-fengtu-theme", "dark")
    page.get_by_role("link", name="Atlas", exact=True).click()
    page.wait_for_selector(".ft-map[data-drawn]")
    idle(page)
    expect(page.locator('[data-key="sector-sink"]')).to_be_checked()


def overflow(page: Page) -> dict[str, int]:
    """Pixels by which the document and Streamlit's own scrolling part are too wide."""
    return page.evaluate(
        """() => Object.fromEntries(["html", "body", '[data-testid="stMain"]'].map((name) => {
            const node = document.querySelector(name);
            return [name, node.scrollWidth - node.clientWidth];
        }))"""
    )


def test_phone(visitor, site: str, record: Record) -> None:
    page = visitor(viewport=PHONE, has_touch=True)
    none = {"html": 0, "body": 0, '[data-testid="stMain"]': 0}
    opened(page, site)
    assert overflow(page) == none
    drawer = page.locator(".ft-filters")
    expect(drawer).not_to_be_in_viewport()
    page.get_by_role("button", name="展开筛选").click()
    expect(drawer).to_be_in_viewport()
    expect(page.locator('[data-key="sector-energy"]')).to_be_visible()

    opened(page, f"{site}/?item={record.projects.project_id.iloc[0]}")
    expect(page.locator(".ft-card blockquote")).to_be_in_viewport()
    assert overflow(page) == none

    wide = {}
    for url in PAGE_URLS:
        page.goto(f"{site}/{url}")
        page.wait_for_selector(".ft-sheet, .ft-map[data-drawn]")
        idle(page)
        if overflow(page) != none:
            wide[url] = overflow(page)
    assert wide == {}
