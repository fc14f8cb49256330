"""The planner's desk in the browser: county, targets, gaps; from a question to two files."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import openpyxl
import pytest
from fixture.driving import idle
from playwright.sync_api import Page, expect

from geodata.record.record import Record

pytestmark = pytest.mark.browser


def download(page: Page, name: str) -> bytes:
    """What the button of that name downloads."""
    with page.expect_download() as started:
        page.locator(".st-key-downloads").get_by_role("button", name=name).click()
    return Path(started.value.path()).read_bytes()


def choose(page: Page, key: str, value: str) -> None:
    """Pick a value of a drop-down and wait until the page has followed."""
    page.locator(f'select[data-key="choice-{key}"]').select_option(value)
    page.wait_for_function(
        "([k, v]) => new URL(location).searchParams.get(k) === v", arg=[key, value]
    )
    idle(page)


def test_from_storage_to_briefing(page: Page, site: str, record: Record) -> None:
    """Which counties of 德州 name storage, which wind is next to them, and a report of it."""
    page.goto(f"{site}/gaps?city=dezhou")
    page.wait_for_selector(".ft-map[data-drawn]")
    choose(page, "about", "storage_station")
    choose(page, "partner", "wind_farm")
    pairs = page.locator(".st-key-gap_kind table").filter(has_text="风电场").first
    expect(pairs).to_contain_text("临邑县")
    expect(pairs).to_contain_text("平原县")

    pairs.get_by_role("button", name="山东电工电气临邑储能项目").first.click()
    row = record.projects[record.projects.name_zh == "山东电工电气临邑储能项目"].iloc[0]
    expect(page.locator(".ft-card blockquote")).to_have_text(row.quote_zh)

    book = openpyxl.load_workbook(io.BytesIO(download(page, "本页表格 Excel")))
    names = {str(cell.value) for sheet in book for line in sheet.iter_rows() for cell in line}
    assert any("山东电工电气临邑储能项目" in name for name in names)

    page.goto(f"{site}/county?at=371424")
    page.wait_for_selector(".ft-sheet h2")
    expect(page.locator(".ft-sheet h2")).to_have_text("临邑县")
    briefing = docx.Document(io.BytesIO(download(page, "Word")))
    told = "\n".join(p.text for p in briefing.paragraphs) + "\n".join(
        cell.text for table in briefing.tables for line in table.rows for cell in line.cells
    )
    assert "临邑县" in told
    assert row.quote_zh in told


def test_two_counties_side_by_side(page: Page, site: str) -> None:
    page.goto(f"{site}/county?at=371423&with=371481")
    page.wait_for_selector(".ft-map[data-drawn]")
    idle(page)
    assert page.locator(".ft-sheet h2").all_inner_texts() == ["庆云县", "乐陵市"]
    choose(page, "at", "370105")
    expect(page.locator(".ft-sheet .ft-tone-warning").first).to_contain_text("只覆盖本县的一部分")


def test_the_table_behind_the_bars_has_the_numbers(page: Page, site: str) -> None:
    page.goto(f"{site}/targets")
    page.wait_for_selector(".ft-bars")
    idle(page)
    page.locator("summary").filter(has_text="数据表（").click()
    line = page.locator("tr").filter(has_text="风电装机容量").first
    cells = line.locator("th, td").all_inner_texts()
    assert cells[3:] == ["370", "179.2", "30", "160.8", "190.8"]  # what is named may operate


def test_the_matrix_sorts_and_leads_to_the_map(page: Page, site: str) -> None:
    page.goto(f"{site}/gaps?level=kind")
    page.wait_for_selector(".ft-map[data-drawn]")
    head = page.locator(".st-key-matrix thead th").filter(has_text="湿地")
    column = head.evaluate("node => node.cellIndex")
    cells = page.locator(f".st-key-matrix tbody tr > :nth-child({column + 1})")
    for order in ("ascending", "descending"):
        head.get_by_role("button").click()
        expect(head).to_have_attribute("aria-sort", order)
        said = cells.all_inner_texts()
        numbers = [int(text) for text in said if text.isdecimal()]
        assert numbers == sorted(numbers, reverse=order == "descending")
        assert said[: len(numbers)] == [str(number) for number in numbers]  # signs are last
    page.locator(f".st-key-matrix tbody tr:first-child > :nth-child({column + 1}) button").click()
    page.wait_for_function("new URL(location).searchParams.get('about') === 'wetland'")
    idle(page)
    expect(page.locator(".ft-legend")).to_contain_text("碳汇")


def test_a_county_lists_by_chapter_what_may_apply(page: Page, site: str, record: Record) -> None:
    page.goto(f"{site}/county?at=371402")
    page.wait_for_selector(".ft-map[data-drawn]")
    idle(page)
    wide = record.projects[record.projects.anchor == "dezhou"].drop_duplicates("thing")
    fold = page.locator(".ft-sheet summary").filter(has_text=wide.chapter_zh.iloc[0])
    fold.click()
    button = page.get_by_role("button", name=wide.name_zh.iloc[0], exact=True)
    button.click()
    expect(page.locator(".ft-card blockquote")).to_have_text(wide.quote_zh.iloc[0])


def test_the_matrix_ends_a_city_with_what_has_no_county(page: Page, site: str) -> None:
    page.goto(f"{site}/gaps?city=heze")
    page.wait_for_selector(".ft-map[data-drawn]")
    idle(page)
    row = page.locator(".st-key-matrix tbody tr").last
    expect(row.locator("th")).to_have_text("菏泽市：全市，未指明县")
    expect(row.locator("td button").first).to_be_visible()


def test_sources_lead_to_what_has_no_county(page: Page, site: str, record: Record) -> None:
    page.goto(f"{site}/sources?lang=en&sector=sink")
    page.wait_for_selector(".ft-sheet h2")
    idle(page)
    page.get_by_role(
        "link", name="Show what is known only to a city or zone on the map and in the table"
    ).click()
    page.wait_for_selector(".ft-map[data-drawn]")
    idle(page)
    expect(page.locator('[data-key="precision-zone"]')).to_be_checked()
    expect(page.locator('[data-key="sector-sink"]')).not_to_be_checked()
    wide = record.projects[record.projects.anchor != ""]
    line = f"{len(wide)} rows, {wide.thing.nunique()} items"
    expect(page.locator(".ft-countline")).to_contain_text(line)


@pytest.mark.parametrize("path", ["county?at=371424", "targets", "gaps"])
def test_deep_links_on_a_phone(visitor, site: str, path: str) -> None:
    page = visitor(viewport={"width": 390, "height": 844})
    page.goto(f"{site}/{path}")
    page.wait_for_selector(".ft-sheet h2")
    idle(page)
    expect(page.locator(".ft-brand b")).to_be_visible()
    main = page.locator('[data-testid="stMain"]')
    assert main.evaluate("node => node.scrollWidth - node.clientWidth") == 0
