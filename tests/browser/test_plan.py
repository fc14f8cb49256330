"""The page of a plan in the browser: two questions of a planner, with their clicks counted."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

import docx
import openpyxl
import pytest
from fixture.driving import idle, opened, query, search_text
from playwright.sync_api import Locator, Page, expect

from geodata.record.record import Record

pytestmark = pytest.mark.browser

UNIT = "市交通运输局"


@dataclass
class Hand:
    """A reader's hand, which counts its clicks; a choice in a drop-down is one."""

    page: Page
    clicks: int = 0

    def click(self, what: Locator) -> None:
        what.click()
        self.clicks += 1

    def pick(self, select: Locator, value: str) -> None:
        select.select_option(value)
        self.clicks += 1

    def asked(self, parameter: str, value: str) -> None:
        """Wait until the address says so and the page has followed."""
        self.page.wait_for_function(
            "([k, v]) => new URL(location).searchParams.get(k) === v", arg=[parameter, value]
        )
        idle(self.page)


def navigation(page: Page, name: str) -> Locator:
    return page.locator('[data-testid="stTopNavLink"]').filter(has_text=name)


def drop_down(page: Page) -> Locator:
    return page.locator('select[data-key="choice-plan"]')


def download(page: Page, name: str) -> bytes:
    with page.expect_download() as started:
        page.locator(".st-key-downloads").get_by_role("button", name=name).click()
    return Path(started.value.path()).read_bytes()


def test_the_legend_of_the_map_opens_a_plan(page: Page, site: str) -> None:
    opened(page, f"{site}/?year=2025")
    hand = Hand(page)
    hand.click(page.locator('.ft-legend [data-key="plan-heze"]'))
    hand.asked("plan", "heze")
    expect(page.locator(".ft-sheet h2").first).to_contain_text("菏泽市")
    assert query(page)["year"] == "2025"


def test_hydrogen_of_a_zone_in_four_clicks(page: Page, site: str, record: Record) -> None:
    """What does the plan of 起步区 name about hydrogen, where, who is responsible, by when."""
    opened(page, site)
    hand = Hand(page)
    hand.click(navigation(page, "方案"))
    drop_down(page).wait_for()
    hand.pick(drop_down(page), "jinan_qibu")
    hand.asked("plan", "jinan_qibu")
    hand.click(page.locator('[data-key="search"]'))
    search_text(page, "氢")
    hand.asked("q", "氢")

    own = record.projects[
        (record.projects.document_id == "jinan_qibu")
        & record.projects.search_text.str.contains("氢")
    ]
    names = page.locator(".st-key-plan details[open] tbody th")
    expect(names).to_have_count(len(own))
    assert sorted(names.all_inner_texts()) == sorted(own.name_zh)
    rows = page.locator(".st-key-plan details[open] tbody tr")
    for text in rows.all_inner_texts():
        cells = text.split("\t")
        assert cells[3].strip(), text  # where
        assert any(sign in cells[4] for sign in ("20", "未写")), text  # by when
    part = page.locator(".st-key-plan details[open]")
    assert "责任单位" in part.first.inner_text()  # named, or said not to be named

    first = own.iloc[0]
    hand.click(names.get_by_text(first.name_zh, exact=True).first)
    hand.asked("item", first.project_id)
    expect(page.locator(".ft-card blockquote")).to_have_text(first.quote_zh)
    assert hand.clicks == 4


def test_a_units_list_by_2025_leaves_as_excel_and_word(
    page: Page, site: str, record: Record
) -> None:
    """What must 市交通运输局 of 菏泽 deliver by 2025."""
    opened(page, site)
    hand = Hand(page)
    hand.click(navigation(page, "方案"))
    drop_down(page).wait_for()
    hand.pick(drop_down(page), "heze")
    hand.asked("plan", "heze")
    units = page.locator(".st-key-plan table").filter(has_text="数量目标").filter(has_text=UNIT)
    hand.click(units.get_by_role("button", name=UNIT, exact=True).first)
    hand.asked("unit", UNIT)
    hand.pick(page.locator('.ft-filters select[data-key="year"]'), "2025")
    hand.asked("year", "2025")
    content = download(page, "责任单位清单 Excel")
    hand.clicks += 1
    assert hand.clicks == 5

    def due(frame):
        own = frame[(frame.document_id == "heze")]
        own = own[[UNIT in units.split(";") for units in own.responsible_zh]]
        return own[(own.target_year if "target_year" in own else own.year) <= 2025]

    items, targets = due(record.projects).drop_duplicates("thing"), due(record.targets)
    sheet = openpyxl.load_workbook(io.BytesIO(content))["责任单位清单"]
    head = [cell.value for cell in sheet[1]]
    lines = [dict(zip(head, row, strict=True)) for row in sheet.iter_rows(2, values_only=True)]
    assert {line["责任单位"] for line in lines} == {UNIT}
    listed = [line["编号"] for line in lines]
    assert sorted(listed) == sorted([*items.project_id, *targets.target_id])
    assert {line["原文"] for line in lines} == {*items.quote_zh, *targets.quote_zh}
    book = openpyxl.load_workbook(io.BytesIO(content))
    about = {row[0].value: row[1].value for row in book["来源"].iter_rows()}
    assert about["筛选条件"] == f"城市：菏泽市；目标年：2025年及以前；责任单位：{UNIT}"

    letter = docx.Document(io.BytesIO(download(page, "责任单位清单 Word")))
    cells = {c.text for table in letter.tables for row in table.rows for c in row.cells}
    assert {*items.name_zh, *targets.indicator_zh} <= cells


def test_a_card_and_the_sources_open_the_plan(page: Page, site: str, record: Record) -> None:
    item = record.project_ids[record.projects.document_id == "heze"][0]
    opened(page, f"{site}/?item={item}&city=heze")
    page.locator('.ft-card [data-key="plan"]').click()
    page.wait_for_selector(".st-key-plan h3")
    idle(page)
    assert (query(page)["plan"], query(page)["city"]) == ("heze", "heze")
    assert "item" not in query(page)
    expect(page.locator(".st-key-plan_head h2")).to_contain_text("菏泽市")

    navigation(page, "来源与方法").click()
    page.locator('.st-key-sources [data-key="plan-dezhou"]').click()
    page.wait_for_selector(".st-key-plan h3")
    idle(page)
    # The filter on another city would leave nothing of the plan.
    assert query(page)["plan"] == "dezhou"
    assert "city" not in query(page)
    expect(page.locator(".st-key-plan_head h2")).to_contain_text("德州市")


@pytest.mark.parametrize("width", [390, 1366, 1920])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_fits(visitor, site: str, width: int, language: str) -> None:
    page = visitor(viewport={"width": width, "height": 844})
    page.goto(f"{site}/plan?plan=heze&unit={UNIT}&lang={language}")
    page.wait_for_selector(".st-key-plan h3")
    idle(page)
    main = page.locator('[data-testid="stMain"]')
    assert main.evaluate("node => node.scrollWidth - node.clientWidth") == 0
    # No clause is squeezed to a few characters a line.
    widths = page.locator(".st-key-plan .ft-wide").evaluate_all("ns => ns.map(n => n.offsetWidth)")
    assert min(width for width in widths if width) >= 200
