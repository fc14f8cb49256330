"""Visitors that vanish and cells that mean harm, in a real browser."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Iterator
from dataclasses import replace

import pytest
from fixture.apart import settings
from fixture.driving import idle, opened
from fixture.hostile import CELLS
from fixture.serving import running
from playwright.sync_api import Browser, Download, Page, expect

from geodata.config import Config
from geodata.language.text import word
from geodata.record import checks, schema
from geodata.record.checks.problem import check_input
from geodata.record.tables import read_table, table_bytes

pytestmark = pytest.mark.browser

# Cells that the checks let through whatever they hold.
FREE = {
    "projects": ("name_en", "note_zh"),
    "targets": ("note_zh",),
    "errata": ("reason_zh",),
}


def poison(config: Config) -> None:
    """Fill every free cell with hostile text, all kinds in turn, so that the checks still pass."""
    allowed = [cell for cell in CELLS if cell == cell.strip() and len(cell.splitlines()) == 1]
    endless = itertools.cycle(allowed)
    for name, columns in FREE.items():
        table = schema.TABLE_BY_NAME[name]
        frame = read_table(config.data, table)
        for column in columns:
            frame[column] = [next(endless) for _ in range(len(frame))]
        if name == "projects":
            ours = frame.county_basis == "context"
            frame.loc[ours, "name_zh"] = [next(endless) for _ in range(ours.sum())]
        (config.data / table.file).write_bytes(table_bytes(frame))
    assert checks.problems(check_input(config), checks.SERVING_CHECKS) == []


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory, config: Config) -> Iterator[str]:
    """The app with the real record, its free cells filled with hostile text."""
    folder = tmp_path_factory.mktemp("hostile")
    shutil.copytree(config.data, folder / "data")
    poisoned = replace(config, data=folder / "data")
    poison(poisoned)
    with running(folder / "app.log", settings(poisoned, folder / "fengtu.toml")) as url:
        yield url


def test_a_browser_that_vanishes_while_a_file_is_made(browser: Browser, server, page: Page) -> None:
    """The window is closed as the map for print is being drawn: the next visitor is served.

    The log of the app, which `server` reads at the end, must hold no exception.
    """
    url = server()
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="zh-CN")
    leaving = opened(context.new_page(), url)
    files: list[Download] = []
    leaving.on("download", lambda file: files.append(file))
    leaving.get_by_role("button", name=word("export_pdf_a3", "zh")).click()
    leaving.wait_for_timeout(200)
    assert files == []
    context.close()
    opened(page, url)
    with page.expect_download() as download:
        page.get_by_role("button", name=word("export_csv", "zh")).click()
    assert download.value.path().stat().st_size > 1000


@pytest.mark.parametrize("path", ["", "sources", "county?at=371402"])
def test_cells_are_text(page: Page, hostile_site: str, path: str) -> None:
    """No element, no request and no script comes of a cell; what it says can be read."""
    joiner = "&" if "?" in path else "?"
    page.goto(f"{hostile_site}/{path}{joiner}lang=en")
    idle(page)
    expect(page.locator(".stApp")).to_contain_text("<img src=x onerror=alert(1)>")
    made = "img[src='x'], svg[onload], [onerror], a[href^='javascript'], iframe"
    assert page.locator(made).count() == 0
    scripts = page.evaluate("[...document.scripts].map((s) => s.textContent).join()")
    assert "alert(1)" not in scripts
    assert page.locator('[data-testid="stException"], [data-testid="stAlert"]').count() == 0
