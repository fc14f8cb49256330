"""Data that means harm, or is broken: shown as text, or refused with a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from fixture.copies import edit, line_where
from fixture.driving import click, count_line, fly, idle, marks, opened, query, search_text
from playwright.sync_api import Page, expect

from geodata.config import Config
from geodata.record import checks
from geodata.record.checks.problem import check_input

pytestmark = pytest.mark.browser

HOSTILE = "<img src=x onerror=alert(1)>"


@pytest.fixture
def settings(copy_of_data: Config, tmp_path: Path) -> Path:
    """A configuration file whose data folder is the copy."""
    file = tmp_path / "fengtu.toml"
    file.write_text(
        f'data = "{copy_of_data.data}"\n'
        f'plans = "{copy_of_data.plans}"\n'
        f'boundaries = "{copy_of_data.boundaries}"\n',
        encoding="utf-8",
    )
    return file


def test_hostile_name_is_text(page: Page, server, settings: Path, copy_of_data: Config) -> None:
    line = line_where(
        copy_of_data,
        "projects",
        lambda row: row["county_basis"] == "context" and ";" not in row["adcodes"],
    )
    edit(copy_of_data, "projects", line, "name_zh", HOSTILE)
    said = checks.problems(check_input(copy_of_data), checks.SERVING_CHECKS)
    assert said == []

    opened(page, f"{server(settings)}/?q=onerror")
    assert count_line(page)[0] == 1
    assert query(page)["q"] == "onerror"
    search = page.locator(".ft-search input")
    search_text(page, HOSTILE)
    page.wait_for_url(lambda url: "img" in url)
    idle(page)
    expect(search).to_have_value(HOSTILE)
    assert count_line(page)[0] == 1
    row = page.locator(".ft-table tbody tr")
    expect(row).to_have_count(1)
    expect(row.locator("th")).to_contain_text(HOSTILE)

    (mark,) = marks(page)
    fly(page, mark.lon, mark.lat, 9.0)
    (mark,) = marks(page)
    page.mouse.move(mark.x + 4, mark.y)
    page.mouse.move(mark.x, mark.y)
    expect(page.locator(".ft-tip b")).to_have_text(HOSTILE)

    click(page, (mark.x, mark.y))
    expect(page.locator(".ft-card h2")).to_have_text(HOSTILE)
    page.locator('.ft-card [data-key="whole"]').click()
    expect(page.locator(".ft-card .ft-list button").first).to_contain_text(HOSTILE)
    expect(page.locator("img[onerror]")).to_have_count(0)


def test_broken_data_is_refused(page: Page, server, settings: Path, copy_of_data: Config) -> None:
    file = copy_of_data.data / "projects.csv"
    good = file.read_bytes()
    opened(page, server(settings))
    everything = count_line(page)
    notice = page.locator(".ft-notice")
    expect(notice).to_have_count(0)

    line = line_where(copy_of_data, "projects", lambda row: row["county_basis"] == "stated")
    edit(copy_of_data, "projects", line, "adcodes", "999999")
    page.reload()
    idle(page)
    expect(notice).to_have_count(1)
    expect(notice).to_contain_text("未被采用")
    expect(notice).to_contain_text(f"projects.csv:{line}:adcodes")
    page.wait_for_selector(".ft-map[data-drawn]")
    assert count_line(page) == everything

    file.write_bytes(good)
    page.reload()
    idle(page)
    page.wait_for_selector(".ft-map[data-drawn]")
    expect(notice).to_have_count(0)
    assert count_line(page) == everything


def test_no_good_data_at_all(page: Page, server, settings: Path, copy_of_data: Config) -> None:
    (copy_of_data.data / "projects.csv").unlink()
    page.goto(server(settings))
    idle(page)
    expect(page.locator('[data-testid="stAlert"]')).to_contain_text("数据无法读取")
    expect(page.locator('[data-testid="stText"]')).to_contain_text("projects.csv")
