"""The atlas opens in Chinese, without any other machine, and is not blank."""

from __future__ import annotations

import io
import re

import pytest
from fixture.driving import fly, idle, opened, pixel
from fixture.words_seen import attributes, texts
from PIL import Image
from playwright.sync_api import Page, expect

from components import frame
from geodata.record.record import Record

pytestmark = pytest.mark.browser

LATIN = re.compile(r"[A-Za-z][A-Za-z_.-]*[A-Za-z]")
# Names of formats, units and of the other language.
FORMATS = {"CSV", "ZIP", "PDF", "PNG", "Excel", "Word", "GeoJSON", "GeoPackage", "English"}
UNITS = {"MW", "GW", "kW", "kWh", "km", "ha", "tce", "gce", "CNY"}
# The last are initials that one may type.
ALLOWED = FORMATS | UNITS | {"PV", "CCUS", "WGS", "CGCS", "GDP", "qy"}
IDENTIFIER = re.compile(r"[a-z_]+-t?\d{3,6}|[a-z_]+\.csv")
# The English name of an item stands below the Chinese one.
ENGLISH_NAME = ".ft-card .ft-sub"


def latin_words(said: list[str], record: Record) -> set[str]:
    """Words in Latin letters in `said` that no Chinese column of the record holds."""
    projects = record.projects
    columns = ["name_zh", "quote_zh", "quantity_zh", "note_zh", "place_zh", "source", "section"]
    known = set(LATIN.findall(projects[columns].to_csv()))
    known |= set(LATIN.findall(record.errata.drop(columns="document_id").to_csv()))
    known |= set(LATIN.findall("\n".join([*record.readings.note_zh, *record.operating.source])))
    said = [IDENTIFIER.sub("", text) for text in said]
    return {word for text in said for word in LATIN.findall(text)} - known - ALLOWED


def ink(page: Page, at: tuple[float, float]) -> int:
    """Pixels of the names that are not empty, within 20 pixels of a pixel of the window."""
    return page.evaluate(
        """([x, y]) => {
            const box = fengtuMap.names.getBoundingClientRect();
            const pen = fengtuMap.names.getContext("2d");
            const near = pen.getImageData(x - box.left - 20, y - box.top - 10, 40, 20).data;
            return near.filter((value, n) => n % 4 === 3 && value > 0).length;
        }""",
        at,
    )


def written_near(page: Page, at: tuple[float, float]) -> bool:
    """Whether a name is written at a pixel, or where it made room for the square of an anchor."""
    x, y = at
    return max(ink(page, (x, y + aside)) for aside in range(-60, 61, 20)) > 50


def test_page_speaks_chinese(page: Page, site: str, record: Record) -> None:
    opened(page, site)
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")
    expect(page.locator(".ft-legend li")).not_to_have_count(0)
    assert latin_words(texts(page), record) == set()
    assert latin_words(attributes(page), record) == set()


def test_cards_speak_chinese(page: Page, site: str, record: Record) -> None:
    item = record.projects[record.projects.precision == "county"].project_id.iloc[0]
    for query in (f"item={item}", f"at={record.counties.index[0]}", "q=没有这样的词"):
        opened(page, f"{site}/?{query}")
        assert latin_words(texts(page, without=ENGLISH_NAME), record) == set()
        assert latin_words(attributes(page), record) == set()


@pytest.mark.parametrize("url", [e.path for e in frame.PAGES if e.path not in ("", "exhibit")])
def test_other_pages_speak_chinese(page: Page, site: str, record: Record, url: str) -> None:
    page.goto(f"{site}/{url}?at={record.counties.index[0]}")
    page.wait_for_selector(".ft-sheet")
    idle(page)
    assert latin_words(texts(page), record) == set()
    assert latin_words(attributes(page), record) == set()


def test_map_is_not_blank(page: Page, site: str) -> None:
    opened(page, site)
    labels = page.evaluate("fengtuMap.record.counties.features.map((f) => f.properties.label)")
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    spots = [pixel(page, *label) for label in labels]
    grounds = {picture.getpixel((int(x), int(y))) for x, y in spots}
    assert len(grounds) >= 4, "the classes of the counties are not told apart"


def test_names_of_cities_and_counties_are_drawn(page: Page, site: str) -> None:
    opened(page, site)
    cities = page.evaluate("fengtuMap.record.counties.cities.map((c) => c.label)")
    # Counties whose name has room are named from the first view.
    assert page.evaluate("Number(fengtuMap.host.dataset.names)") > len(cities)
    for city in cities:
        assert written_near(page, pixel(page, *city))
    county = page.evaluate("fengtuMap.record.counties.features[0].properties.label")
    fly(page, *county, 9.0)
    page.wait_for_function("Number(fengtuMap.host.dataset.names) > 0")
    assert written_near(page, pixel(page, *county))
