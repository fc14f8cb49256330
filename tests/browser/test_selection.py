"""Choosing an item: its clause, its row, its ring on the map; by mouse and by keyboard."""

from __future__ import annotations

import io

import pytest
from fixture.driving import drawn, fly, idle, marks, opened, query, ready, settled
from PIL import Image
from playwright.sync_api import Page, expect

from geodata.record.record import Record

pytestmark = pytest.mark.browser

RING = (0xC2, 0x18, 0x5B)


def ring_pixels(page: Page, thing: str) -> int:
    """Pixels in the colour of the ring around the first mark of a thing."""
    mark = next(mark for mark in marks(page) if mark.thing == thing)
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    box = (int(mark.x - 24), int(mark.y - 24), int(mark.x + 24), int(mark.y + 24))
    counted = picture.crop(box).getcolors(48 * 48) or []
    return sum(number for number, colour in counted if colour == RING)


def first_placed(record: Record):
    """The first item of the table's first page that has a mark of its own."""
    return record.projects.head(25).query("anchor == ''").iloc[0]


def row_of(page: Page, project_id: str):
    """The row of the table that stands for an item."""
    return page.locator(".ft-table tr", has=page.locator(f'[data-key="{project_id}"]'))


def test_a_row_opens_its_card(page: Page, site: str, record: Record) -> None:
    chosen = first_placed(record)
    opened(page, site)
    assert ring_pixels(page, chosen.thing) == 0
    row = row_of(page, chosen.project_id)
    settled(page, row.click)
    assert query(page) == {"item": chosen.project_id}
    card = page.locator(".ft-card")
    expect(card.locator("h2")).to_have_text(chosen.name_zh)
    expect(card.locator("blockquote")).to_have_text(chosen.quote_zh)
    expect(card.locator(".ft-id")).to_have_text(chosen.project_id)
    expect(row).to_have_attribute("aria-selected", "true")
    expect(page.locator('.ft-table tr[aria-selected="true"]')).to_have_count(1)
    page.evaluate("scrollTo(0, 0); document.querySelector('[data-testid=stMain]').scrollTo(0, 0)")
    assert ring_pixels(page, chosen.thing) > 20

    settled(page, card.locator(".ft-close").click)
    expect(card).to_have_count(0)
    assert query(page) == {}
    expect(page.locator('.ft-table tr[aria-selected="true"]')).to_have_count(0)


def test_a_press_of_a_second_is_a_click(page: Page, site: str) -> None:
    """So is one that a busy machine hears of late."""
    opened(page, site)
    last = marks(page)[-1]
    fly(page, last.lon, last.lat, 12.0)
    drawn(page)
    mark = marks(page)[-1]
    page.mouse.move(mark.x, mark.y)
    page.mouse.down()
    page.wait_for_timeout(1_000)
    page.mouse.up()
    page.wait_for_function("location.search.includes('item=')")


def test_every_mention_has_its_own_clause(page: Page, site: str, record: Record) -> None:
    later = record.projects[record.projects.same_as != ""].iloc[0]
    opened(page, f"{site}/?item={later.same_as}")
    first = record.project(later.same_as)
    quote = page.locator(".ft-card blockquote")
    expect(quote).to_have_text(first.quote_zh)
    page.locator(f'.ft-mentions [data-key="{later.project_id}"]').click()
    expect(quote).to_have_text(later.quote_zh)
    assert query(page) == {"item": later.project_id}


def test_escape_closes_the_card(page: Page, site: str, record: Record) -> None:
    chosen = first_placed(record)
    opened(page, f"{site}/?item={chosen.project_id}")
    page.locator(".ft-card h2").click()
    settled(page, lambda: page.keyboard.press("Escape"))
    expect(page.locator(".ft-card")).to_have_count(0)


def test_keyboard_alone(page: Page, site: str, record: Record) -> None:
    opened(page, site)
    page.locator(".ft-stage canvas").first.focus()
    wanted = str(record.projects.project_id.iloc[0])
    focused = "document.activeElement.dataset.key ?? ''"
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate(focused) == wanted:
            break
    assert page.evaluate(focused) == wanted
    settled(page, lambda: page.keyboard.press("Enter"))
    quote = record.projects.quote_zh.iloc[0]
    expect(page.locator(".ft-card blockquote")).to_have_text(quote)
    assert page.evaluate("document.activeElement.className") == "ft-card"
    settled(page, lambda: page.keyboard.press("Escape"))
    expect(page.locator(".ft-card")).to_have_count(0)
    assert page.evaluate(focused) == wanted, "the focus is lost"


def test_arrows_reach_marks_and_enter_opens_one(page: Page, site: str, record: Record) -> None:
    opened(page, f"{site}/?kind=wind_farm")
    canvas = page.locator(".ft-stage canvas")
    canvas.focus()
    assert canvas.evaluate("node => getComputedStyle(node).outlineStyle") == "solid"
    page.keyboard.press("ArrowRight")
    name = page.locator(".ft-tip b")
    expect(name).not_to_have_text("")
    reached = name.inner_text()
    expect(page.locator(".ft-map > [role=status].ft-unseen")).to_contain_text(reached)
    wind = record.projects[record.projects.kind == "wind_farm"]
    assert reached in set(wind.name_zh)
    assert page.locator(".ft-tip span").inner_text().startswith("风电场 · ")
    settled(page, lambda: page.keyboard.press("Enter"))
    expect(page.locator(".ft-card h2")).to_have_text(reached)
    settled(page, lambda: page.keyboard.press("Escape"))
    assert page.evaluate("document.activeElement.tagName") == "CANVAS"


def test_a_county_lists_its_items(page: Page, site: str, record: Record) -> None:
    chosen = first_placed(record)
    adcode = chosen.adcodes.split(";")[0]
    opened(page, f"{site}/?at={adcode}")
    card = page.locator(".ft-card")
    expect(card.locator("h2")).to_have_text(record.county_names.county_zh[adcode])
    card.locator(f'[data-key="{chosen.thing}"]').click()
    expect(card.locator("blockquote")).to_have_text(record.project(chosen.thing).quote_zh)
    card.locator('[data-key="whole"]').click()
    expect(card.locator("h2")).to_have_text(record.county_names.county_zh[adcode])
    card.locator('[data-key="only"]').click()
    page.wait_for_url(lambda url: f"county={adcode}" in url)


def test_a_row_without_a_county_rings_its_zone(page: Page, site: str, record: Record) -> None:
    chosen = record.projects[record.projects.precision == "zone"].iloc[0]
    opened(page, f"{site}/?item={chosen.project_id}")
    mark = page.locator(f'.ft-anchor[data-key="anchor-{chosen.anchor}"]')
    expect(mark).to_have_attribute("aria-pressed", "true")
    expect(page.locator('.ft-anchor[aria-pressed="true"]')).to_have_count(1)
    lit = "fengtuMap.ground.parts.find((part) => part.id === 'zone').shapes.length"
    assert page.evaluate(lit) == len(record.zones.adcodes[chosen.anchor].split(";"))


def test_a_counted_mark_opens_its_list_by_keyboard(page: Page, site: str, record: Record) -> None:
    opened(page, site)
    rows = record.projects[record.projects.anchor == "qibu"]
    mark = page.locator('.ft-anchor[data-key="anchor-qibu"]')
    name = record.zones.zone_zh["qibu"]
    count = rows.thing.nunique()
    expect(mark).to_have_attribute("aria-label", f"{name}（功能区）：{count} 项，未指明县")
    mark.focus()
    expect(page.locator(".ft-tip")).to_have_text(name)
    page.keyboard.press("Enter")
    expect(page.locator(".ft-card h2")).to_have_text(name)
    expect(page.locator(".ft-card .ft-list button")).to_have_count(count)
    assert query(page) == {"at": "qibu"}


def test_one_tick_hides_what_is_only_named(page: Page, site: str, record: Record) -> None:
    opened(page, site)
    doing = record.projects[~record.projects.role.isin(["support", "mention"])]
    tick = page.locator('.ft-legend [data-key="doing"]')
    settled(page, tick.click)
    assert query(page) == {"role": "build,expand,pilot,protect"}
    expect(tick).to_be_checked()
    expect(page.locator(".ft-chip")).to_have_count(4)
    own = doing[doing.anchor != ""].groupby("anchor").thing.nunique()
    shown = page.locator(".ft-anchor:visible")
    told = shown.evaluate_all("all => all.map((a) => [a.dataset.key, Number(a.textContent)])")
    assert dict(told) == {f"anchor-{anchor}": count for anchor, count in own.items()}
    settled(page, tick.click)
    assert query(page) == {}


def test_a_row_unfolds_to_its_clause(visitor, site: str, record: Record) -> None:
    chosen = record.projects.iloc[0]
    for window, least in (((1366, 768), 18), ((1440, 900), 24)):
        page = visitor(viewport=dict(zip(("width", "height"), window, strict=True)))
        opened(page, site)
        page.locator(f'[data-key="clause-{chosen.project_id}"]').click()
        clause = page.locator(".ft-table .ft-under blockquote")
        expect(clause).to_have_text(chosen.quote_zh)
        expect(page.locator(".ft-card")).to_have_count(0)
        assert clause.evaluate("node => node.clientWidth / 15") - 2 > least  # of 15 pixels each
        page.locator(f'[data-key="clause-{chosen.project_id}"]').click()
        expect(clause).to_have_count(0)


def test_columns_are_chosen_and_kept(page: Page, site: str) -> None:
    opened(page, site)
    page.locator(".ft-columns summary").click()
    page.get_by_label("县区", exact=True).last.uncheck()
    county = page.locator("thead .ft-col-county")
    expect(county).to_be_hidden()
    page.locator('[data-key="next"]').click()
    expect(page.locator('[data-key="previous"]')).to_be_enabled()
    expect(county).to_be_hidden()
    page.locator('[data-key="page-field"]').fill("3")
    page.locator('[data-key="page-field"]').press("Enter")
    expect(page.locator(".ft-pages")).to_contain_text("第 3／")
    page.locator('[data-key="page-size"]').select_option("100")
    expect(page.locator(".ft-table tbody tr")).to_have_count(100)
    page.reload()
    ready(page)
    expect(county).to_be_hidden()


def test_the_table_turns_pages_and_sorts(page: Page, site: str, record: Record) -> None:
    opened(page, site)
    first = page.locator(".ft-table tbody th button:not(.ft-own)").first
    before = first.get_attribute("data-key")
    assert before == record.projects.project_id.iloc[0]
    page.locator('[data-key="next"]').click()
    expect(first).not_to_have_attribute("data-key", before)
    idle(page)
    page.locator('[data-key="sort-year"]').click()
    heading = page.locator(".ft-col-year[aria-sort]")
    expect(heading).to_have_attribute("aria-sort", "ascending")
    page.locator('[data-key="sort-year"]').click()
    expect(heading).to_have_attribute("aria-sort", "descending")
    latest = str(record.projects.target_year.max())
    expect(page.locator("td.ft-col-year").first).to_contain_text(latest)
