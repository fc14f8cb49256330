"""English, dark, and the files a reader takes home."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from pathlib import Path

import pytest
from fixture.driving import count_line, idle, opened, query, settled
from fixture.words_seen import attributes, texts
from playwright.sync_api import Page, expect

from geodata.language.text import word

pytestmark = pytest.mark.browser

HAN = re.compile(r"[\u3400-\u9fff]")
CHROME = (
    "button, .ft-legend, .ft-filters, .ft-foot, .ft-brand, .ft-table thead, [data-testid=stHeader]"
)
# What the record says stays in its own language, and so does the way back to Chinese.
SAID_IN_CHINESE = "[lang='zh-CN']"


def test_english_chrome_has_no_chinese(page: Page, site: str) -> None:
    opened(page, site)
    page.locator('[data-key="language"]').click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator(".ft-legend summary")).to_have_text("Legend")
    expect(page.get_by_role("button", name=word("export_csv", "en"))).to_be_visible()
    idle(page)
    expect(page.locator(".ft-table thead th").first).to_have_text("Name")
    assert query(page) == {"lang": "en"}
    # The root of an English page says lang=en; only inner parts say zh-CN.
    for said in (texts(page, CHROME, SAID_IN_CHINESE), attributes(page, "body", SAID_IN_CHINESE)):
        assert [text for text in said if HAN.search(text)] == []
    page.locator('[data-key="language"]').click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")
    assert query(page) == {}


def test_english_filters_unfold_without_chinese(page: Page, site: str) -> None:
    opened(page, f"{site}/?lang=en")
    for button in page.locator(".ft-unfold").all():
        button.click()
    assert [t for t in texts(page, ".ft-filters") if HAN.search(t)] == []


def test_dark(page: Page, site: str) -> None:
    opened(page, site)
    ground = "getComputedStyle(document.querySelector('.stApp')).backgroundColor"
    light = page.evaluate(ground)
    settled(page, page.locator('[data-key="theme"]').click)
    expect(page.locator("html")).to_have_attribute("data-fengtu-theme", "dark")
    assert page.evaluate(ground) != light
    settled(page, page.locator('[data-key="theme"]').click)
    expect(page.locator("html")).to_have_attribute("data-fengtu-theme", "light")
    assert page.evaluate(ground) == light


def downloaded(page: Page, name: str) -> tuple[str, bytes]:
    """Name and content of the file behind the button called `name`."""
    with page.expect_download() as download:
        page.get_by_role("button", name=name, exact=True).click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def test_downloads_hold_the_rows_that_pass(page: Page, site: str) -> None:
    opened(page, f"{site}/?sector=energy")
    rows = count_line(page)[0]
    name, content = downloaded(page, word("export_csv", "zh"))
    assert re.fullmatch(r"峰图-能源-\d{4}-\d\d-\d\d\.csv", name)
    assert content.startswith(b"\xef\xbb\xbf")
    table = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert len(table) == rows + 1
    assert {len(row) for row in table} == {len(table[0])}
    name, content = downloaded(page, word("export_about", "zh"))
    assert re.fullmatch(r"峰图-能源-来源说明-\d{4}-\d\d-\d\d\.txt", name)
    assert "筛选条件：领域：能源" in content.decode("utf-8-sig").split("\r\n")

    name, content = downloaded(page, word("export_geojson", "zh"))
    assert re.fullmatch(r"峰图-能源-\d{4}-\d\d-\d\d\.geojson", name)
    collection = json.loads(content)
    assert len(collection["features"]) == rows
    assert collection["metadata"]["query"] == {"sector": "energy"}


def test_the_whole_record_downloads(page: Page, site: str) -> None:
    page.goto(f"{site}/sources")
    page.wait_for_selector(".ft-sheet h2")
    name, content = downloaded(page, word("download_package", "zh"))
    assert re.fullmatch(r"峰图-全部数据-\d{4}-\d\d-\d\d\.zip", name)
    assert any(
        entry.endswith("projects.csv") for entry in zipfile.ZipFile(io.BytesIO(content)).namelist()
    )
