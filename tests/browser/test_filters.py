"""Filters: the URL holds them, the map stays where it is, and nothing loses them."""

from __future__ import annotations

import re

import pytest
from fixture.driving import camera, count_line, fly, idle, opened, query, ready, settled, tick
from playwright.sync_api import Page, expect

from geodata.record.filters import Filters
from geodata.record.record import Record
from geodata.record.selection import select

pytestmark = pytest.mark.browser


def expected(filters: Filters, record: Record) -> tuple[int, int, int]:
    """Rows, things and things off the map that pass."""
    rows = record.projects[select(record, filters).mask]
    unplaced = rows[rows.precision == "none"].thing.nunique()
    return len(rows), rows.thing.nunique(), unplaced


def wait_for_count(page: Page, filters: Filters, record: Record) -> None:
    """The count line says what passes `filters`."""
    rows, things, unplaced = expected(filters, record)
    line = f"{rows} 条记录，{things} 项事项，其中 {unplaced} 项未落图"
    expect(page.locator(".ft-countline")).to_have_text(line)
    idle(page)


def test_a_filter_is_a_link(page: Page, visitor, site: str, record: Record) -> None:
    opened(page, site)
    everything = count_line(page)
    assert everything == expected(Filters(), record)
    fly(page, 116.9, 37.2, 8.25)
    before = camera(page)
    tick(page, "sector-energy")
    energy = Filters(sector=("energy",))
    assert query(page) == {"sector": "energy"}
    assert camera(page) == before
    wait_for_count(page, energy, record)
    assert count_line(page) != everything

    page.wait_for_function("location.hash.startsWith('#map=8.25/')")
    page.reload()
    ready(page)
    wait_for_count(page, energy, record)
    assert camera(page) == pytest.approx(before, abs=1e-3)

    other = opened(visitor(), page.url)
    assert count_line(other) == count_line(page)
    assert camera(other) == camera(page)
    shown = "fengtuMap.rows"
    assert other.evaluate(shown) == page.evaluate(shown)
    expect(other.locator('[data-key="sector-energy"]')).to_be_checked()


def test_year_due_in_and_by(page: Page, site: str, record: Record) -> None:
    opened(page, site)
    year = int(record.projects.target_year.value_counts().index[0])
    settled(page, lambda: page.locator('select[data-key="year"]').select_option(str(year)))
    wait_for_count(page, Filters(year=year), record)
    page.locator('input[data-key="due-in"]').click()
    wait_for_count(page, Filters(year=year, due="in"), record)
    assert query(page) == {"year": str(year), "due": "in"}
    page.locator('input[data-key="due-by"]').click()
    wait_for_count(page, Filters(year=year), record)
    assert query(page) == {"year": str(year)}


def test_search_clear_and_undo(page: Page, site: str, record: Record) -> None:
    opened(page, site)
    search = page.locator(".ft-search input")
    search.click()
    page.keyboard.type("储能", delay=40)
    found = Filters(text="储能")
    wait_for_count(page, found, record)
    assert query(page) == {"q": "储能"}
    expect(search).to_be_focused()
    expect(search).to_have_value("储能")

    tick(page, "sector-energy")
    both = Filters(text="储能", sector=("energy",))
    wait_for_count(page, both, record)
    page.locator('[data-key="clear"]').first.click()
    wait_for_count(page, Filters(), record)
    assert query(page) == {}
    expect(search).to_have_value("")
    page.locator('[data-key="undo"]').click()
    wait_for_count(page, both, record)
    page.locator('[data-key="undo"]').click()
    wait_for_count(page, found, record)
    page.locator('[data-key="undo"]').click()
    wait_for_count(page, Filters(), record)
    expect(page.locator('[data-key="undo"]')).to_be_disabled()


def test_nothing_passes(page: Page, site: str) -> None:
    opened(page, f"{site}/?q=没有这样的词")
    assert count_line(page) == (0, 0, 0)
    expect(page.locator(".ft-note")).to_have_text("没有符合条件的事项。")
    settled(page, page.locator(".ft-table [data-key=clear]").click)
    assert query(page) == {}


def test_kinds_narrow_their_sector(page: Page, site: str, record: Record) -> None:
    opened(page, site)
    page.locator('[data-key="unfold-sector-energy"]').click()
    kind = record.projects[record.projects.sector == "energy"].kind.iloc[0]
    tick(page, f"kind-{kind}")
    wait_for_count(page, Filters(kind=(kind,)), record)
    assert query(page) == {"kind": kind}
    expect(page.locator(f'[data-key="kind-{kind}"]')).to_be_visible()


def test_other_page_keeps_the_filters(page: Page, site: str, record: Record) -> None:
    opened(page, site)
    tick(page, "sector-sink")
    page.get_by_role("link", name="来源与方法").click()
    page.wait_for_selector(".ft-sheet h2")
    idle(page)
    assert query(page) == {"sector": "sink"}
    page.get_by_role("link", name="地图", exact=True).click()
    ready(page)
    wait_for_count(page, Filters(sector=("sink",)), record)
    assert query(page) == {"sector": "sink"}
    expect(page.locator('[data-key="sector-sink"]')).to_be_checked()


def test_other_page_keeps_the_camera(page: Page, site: str) -> None:
    opened(page, site)
    fly(page, 115.5, 35.2, 8.5)
    before = camera(page)
    page.get_by_role("link", name="来源与方法").click()
    page.wait_for_selector(".ft-sheet h2")
    idle(page)
    page.get_by_role("link", name="地图", exact=True).click()
    ready(page)
    assert camera(page) == pytest.approx(before, abs=1e-3)


def test_a_tick_shows_although_the_answer_is_late(page: Page, site: str) -> None:
    opened(page, site)
    page.evaluate("document.querySelector('.ft-filters').ftSend = () => {}")
    box = page.locator('[data-key="sector-energy"]')
    box.click()
    expect(box).to_be_checked()
    expect(page.locator(".ft-option", has=box)).to_have_class(re.compile(r"\bft-on\b"))


def test_a_box_by_keyboard(page: Page, site: str, record: Record) -> None:
    opened(page, site)
    box = page.locator('[data-key="sector-energy"]')
    box.focus()
    settled(page, lambda: page.keyboard.press("Space"))
    wait_for_count(page, Filters(sector=("energy",)), record)
    expect(box).to_be_checked()
    expect(box).to_be_focused()
    settled(page, lambda: page.keyboard.press("Space"))
    wait_for_count(page, Filters(), record)
    expect(box).not_to_be_checked()


def test_a_long_computation_shows_a_bar(page: Page, site: str) -> None:
    opened(page, site)
    root = page.locator("html")
    say = "state => (document.querySelector('.stApp').dataset.testScriptState = state)"
    page.evaluate(say, "running")
    expect(root).to_have_attribute("data-fengtu-busy", "")
    page.evaluate(say, "notRunning")
    expect(root).not_to_have_attribute("data-fengtu-busy", "")
