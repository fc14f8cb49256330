"""Filters: the URL holds them, the map stays where it is, and nothing loses them."""

from __future__ import annotations

import re

import pytest
from fixture.driving import (
    camera,
    count_line,
    fly,
    idle,
    opened,
    query,
    ready,
    search_text,
    settled,
    tick,
)
from playwright.sync_api import Page, expect

from geodata.record.filters import Filters
from geodata.record.record import Record
from geodata.record.selection import select

pytestmark = pytest.mark.browser


def expected(filters: Filters, record: Record) -> tuple[int, ...]:
    """Rows, things, things without a county, and those only leaned on, if any, that pass."""
    selection = select(record, filters)
    rows = selection.rows
    wide = rows[rows.precision.isin(["zone", "city"])].thing.nunique()
    quiet = (selection.quiet,) if selection.quiet else ()
    return len(rows), rows.thing.nunique(), wide, *quiet


def wait_for_count(page: Page, filters: Filters, record: Record) -> None:
    """The count line says what passes `filters`."""
    rows, things, wide, *quiet = expected(filters, record)
    line = f"{rows} 条记录，{things} 项事项，其中 {wide} 项未指明县"
    line += f"；{quiet[0]} 项只是依托支持或仅提及，不算列名" if quiet else ""
    if filters.text:
        things = select(record, filters).rows.groupby("thing").name_zh.agg(" ".join)
        named = int(things.str.contains(filters.text).sum())
        line += f"；名称里找到 {named} 项，只有原文提到的 {len(things) - named} 项"
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

    page.wait_for_function("/^#map=115[.]7/.test(location.hash)")
    page.reload()
    ready(page)
    wait_for_count(page, energy, record)
    assert camera(page) == pytest.approx(before, abs=5e-3)

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


def test_a_year_tells_what_is_written(page: Page, site: str, record: Record) -> None:
    opened(page, site)
    year = record.documents.horizon_year.max()
    due = select(record, Filters(year=int(year))).rows
    horizon = due[due.year_basis == "plan"].thing.nunique()
    line = page.locator(f'select[data-key="year"] option[value="{year}"]')
    written = due.thing.nunique() - horizon
    expect(line).to_have_text(f"{year}（写明 {written} · 期末 {horizon}）")
    tick(page, "basis-section")
    due = select(record, Filters(year=int(year), basis=("section",))).rows
    expect(line).to_have_text(f"{year}（写明 {due.thing.nunique()}）")


def test_a_role_and_a_unit(page: Page, site: str, record: Record) -> None:
    """A unit that is not listed is found by typing; ticked, it is in the list."""
    opened(page, site)
    tick(page, "role-support")
    wait_for_count(page, Filters(role=("support",)), record)
    page.locator('[data-key="clear"]').first.click()
    wait_for_count(page, Filters(), record)
    listed = page.locator(".ft-units [role=checkbox]")
    expect(listed).to_have_count(8)
    counts = record.projects.responsible_zh.str.split(";").explode().value_counts()
    unit = str(counts[counts.index != ""].index[-1])
    box = page.locator(f'[data-key="unit-{unit}"]')
    expect(box).to_have_count(0)
    page.locator('[data-key="unit-search"]').fill(unit)
    expect(box).to_be_visible()
    tick(page, f"unit-{unit}")
    wait_for_count(page, Filters(unit=(unit,)), record)
    assert query(page) == {"unit": unit}
    page.locator('[data-key="unit-search"]').fill("")
    expect(box).to_be_checked()
    expect(page.locator(".ft-filter-chips")).to_contain_text(f"责任单位：{unit}")
    settled(page, page.locator(f'[data-key="chip-unit-{unit}"]').click)
    wait_for_count(page, Filters(), record)


def test_what_a_unit_must_deliver_in_a_city(page: Page, site: str, record: Record) -> None:
    """With a city chosen its own units stand first."""
    opened(page, f"{site}/?city=heze")
    own = record.projects[record.projects.document_id == "heze"].responsible_zh
    units = set(own.str.split(";").explode())
    keys = page.locator(".ft-units [role=checkbox]").evaluate_all(
        "boxes => boxes.map((box) => box.dataset.key.slice(5))"
    )
    assert len(keys) == 8
    assert set(keys) <= units


def test_search_clear_and_undo(page: Page, site: str, record: Record) -> None:
    opened(page, site)
    search = page.locator(".ft-search input")
    search_text(page, "储能")
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
    expect(page.locator(".ft-countline")).to_have_text("没有记录")
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
    assert camera(page) == pytest.approx(before, abs=5e-3)


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
