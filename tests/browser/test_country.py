"""A country on the map: prefectures far out, counties near by or where their city is chosen."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import pytest
from fixture.driving import (
    Pixel,
    click,
    count_line,
    fly,
    idle,
    opened,
    pixel,
    query,
    search_text,
    settled,
    tick,
    up_to_date,
)
from fixture.serving import running
from playwright.sync_api import Browser, Page

from geodata.atlas.layers import MapLayers
from geodata.config import Config
from geodata.record.filters import Filters
from geodata.record.record import read_record
from geodata.record.selection import select

pytestmark = pytest.mark.browser

START_MS = 120_000  # the record is read at the first visit
PINGYUAN = (116.43, 37.16)  # 平原县, 371426


def _site(config: Config, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    log = tmp_path_factory.mktemp("country-site") / "app.log"
    with running(log, config.data.parent / "fengtu.toml") as url:
        yield url


@pytest.fixture(scope="module")
def country_site(
    browser: Browser, country_config: Config, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The URL of the app with the country."""
    yield from _site(country_config, tmp_path_factory)


@pytest.fixture(scope="module")
def dense_site(
    browser: Browser, dense_country_config: Config, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The URL of the app with a country of so many marks that a text is told in parts."""
    yield from _site(dense_country_config, tmp_path_factory)


@pytest.fixture
def atlas(visitor: Any, country_site: str) -> Page:
    """The atlas of the country, far out."""
    page: Page = visitor(viewport={"width": 1280, "height": 800})
    page.set_default_timeout(START_MS)
    return opened(page, country_site)


def drawn(page: Page) -> dict[str, int]:
    """How many marks are drawn, and how many shapes each part of the ground below has."""
    return dict(
        page.evaluate(
            """() => [
                ...fengtuMap.ground.parts.map(({ id, shapes }) => [id, shapes.length]),
                ["marks", fengtuMap.drawnRows.length],
            ]"""
        )
    )


def legend(page: Page) -> str:
    return page.locator(".ft-legend h4").first.inner_text()


def near(page: Page) -> Pixel:
    """Fly to a county and wait until its province is there; where the county is on the screen."""
    fly(page, *PINGYUAN, 8.0)
    page.wait_for_function("fengtuMap.drawn.some((piece) => piece.name === 'piece-37')")
    return pixel(page, *PINGYUAN)


def test_far_out_prefectures(atlas: Page, country: MapLayers) -> None:
    layers = drawn(atlas)
    assert layers["prefectures"] == len(country.levels.prefectures)
    assert [name for name in layers if name.startswith("counties")] == []
    assert layers["marks"] == 0
    assert legend(atlas) == "地级市：列名项数"
    assert atlas.evaluate("fengtuMap.rows.length") == len(country.marks)


def test_near_by_counties_with_their_marks(atlas: Page, country: MapLayers) -> None:
    asked: list[str] = []
    atlas.on("request", lambda request: asked.append(request.url.rsplit("/", 1)[-1]))
    near(atlas)
    layers = drawn(atlas)
    own = [code for code in country.record.counties.index if code.startswith("37")]
    assert layers["countiespiece-37"] == len(own)
    assert legend(atlas) == "县区：列名项数"
    shown = {name.removeprefix("counties") for name in layers if name.startswith("counties")}
    assert "piece-37" in shown
    assert "piece-65" not in shown
    assert {f"{name}.json" for name in shown} <= {name for name in asked if "piece" in name}
    provinces = {name.removeprefix("piece-") for name in shown}
    marks = country.marks.adcode.str[:2].isin(provinces).sum()
    assert layers["marks"] == marks > 0


@pytest.mark.parametrize("width", [1280, 2226, 3840, 7680])
def test_a_very_wide_map_draws_counties_later(atlas: Page, width: int) -> None:
    """So that no picture, and no answer, has to hold most of the country."""
    across = 18.5  # degrees
    zoom = max(6.4, math.log2(360 * width / (512 * across)))
    for step, near_by in ((-0.01, False), (0.01, True)):
        view = {"zoom": zoom + step, "width": width}
        assert atlas.evaluate("view => fengtuMap.levels.near(view)", view) is near_by


def test_a_chosen_city_shows_its_counties_far_out(atlas: Page, country: MapLayers) -> None:
    tick(atlas, "city-hebei")
    atlas.wait_for_function("fengtuMap.drawn.length === 1")
    layers = drawn(atlas)
    counties = [code for code in country.record.counties.index if code.startswith("13")]
    assert layers["countiespiece-13"] == len(counties)
    assert layers["prefectures"] < len(country.levels.prefectures)
    assert layers["marks"] == 0
    rows = country.record.projects
    assert count_line(atlas)[0] == (rows.document_id == "hebei").sum()
    at = pixel(atlas, 114.48, 40.83)  # 张北县 or a neighbour, all of 河北
    click(atlas, at)
    atlas.wait_for_function("location.search.includes('at=13')")


def test_a_click_far_out_comes_near(atlas: Page) -> None:
    click(atlas, pixel(atlas, *PINGYUAN))
    atlas.wait_for_function("fengtuMap.drawn.some((piece) => piece.name === 'piece-37')")
    assert atlas.evaluate("fengtuMap.camera.zoom") >= 6.4
    assert "at" not in query(atlas)


def test_a_click_near_by_picks_the_county(atlas: Page, country: MapLayers) -> None:
    at = near(atlas)
    lon, lat = atlas.evaluate(
        "fengtuMap.record.counties.features.find((f) => f.properties.adcode === '371426')"
        ".properties.label"
    )
    at = pixel(atlas, lon, lat)
    click(atlas, at)
    atlas.wait_for_function("location.search.includes('at=')")
    idle(atlas)
    assert query(atlas)["at"] == "371426"
    atlas.wait_for_function(
        "fengtuMap.ground.parts.find((p) => p.id === 'chosen-county').shapes.length === 1"
    )


def test_a_name_comes_when_the_pointer_asks(atlas: Page, country: MapLayers) -> None:
    county_level = country.marks[country.marks.pitch_m > 0]
    mark = county_level[county_level.adcode.str.startswith("37")].iloc[0]
    fly(atlas, mark.lon, mark.lat, 10.0)
    atlas.wait_for_function("fengtuMap.drawn.some((piece) => piece.name === 'piece-37')")
    at = pixel(atlas, mark.lon, mark.lat)
    name = country.record.projects.set_index("project_id").name_zh[mark.thing]
    atlas.mouse.move(*at)
    atlas.wait_for_function("fengtuMap.record.marks.zh || fengtuMap.record.marks.naming")
    atlas.wait_for_function("fengtuMap.record.marks.zh")
    atlas.mouse.move(at[0] + 1, at[1])
    atlas.wait_for_function(
        "name => fengtuMap.tip.firstElementChild?.textContent === name", arg=name
    )


def drawn_in_view(page: Page) -> list[str]:
    """Things whose marks are drawn, of those that the map shows."""
    return sorted(
        page.evaluate(
            """() => {
                const { thing, lon, lat } = fengtuMap.record.marks;
                const [west, south, east, north] = fengtuMap.view().bounds;
                const across = (i) => lon[i] > west && lon[i] < east;
                const up = (i) => lat[i] > south && lat[i] < north;
                return fengtuMap.drawnRows.filter(across).filter(up).map((i) => thing[i]);
            }"""
        )
    )


def test_a_text_in_a_dense_country_shows_its_marks_wherever_one_looks(
    visitor: Any, dense_site: str, dense_country_config: Config
) -> None:
    """Half of the marks pass in no order, so they are told of what the reader sees."""
    dense = MapLayers(read_record(dense_country_config), dense_country_config)
    passing = dense.marks[dense.mark_mask(select(dense.record, Filters(text="1")))]
    page: Page = visitor(viewport={"width": 1280, "height": 800})
    page.set_default_timeout(START_MS)
    opened(page, dense_site)
    settled(page, lambda: search_text(page, "1"))
    assert query(page)["q"] == "1"
    assert page.evaluate("fengtuMap.data.within") is not None
    assert page.evaluate("fengtuMap.rows.length") == 0, "far out no mark is drawn"
    assert not page.locator(".ft-note").is_visible(), "something passes"
    for lon, lat in (PINGYUAN, (114.5, 30.6), PINGYUAN):
        fly(page, lon, lat, 8.0)
        page.wait_for_function("fengtuMap.drawn.every((piece) => piece.here)")
        page.wait_for_function(
            """() => {
                const [w, s, e, n] = fengtuMap.data.within;
                const [west, south, east, north] = fengtuMap.view().bounds;
                return w <= west && s <= south && e >= east && n >= north;
            }"""
        )
        up_to_date(page)  # and what was told is drawn
        west, south, east, north = page.evaluate("fengtuMap.view().bounds")
        inside = passing.lon.between(west, east, inclusive="neither")
        inside &= passing.lat.between(south, north, inclusive="neither")
        assert drawn_in_view(page) == sorted(passing.thing[inside]) != []
    settled(page, lambda: search_text(page, "2"))
    assert drawn_in_view(page) != [], "the change itself brings the marks of what is seen"
