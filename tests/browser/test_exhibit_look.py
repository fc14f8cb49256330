"""The exhibition from three metres and on a phone: sizes, nothing cut off, the code to scan."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import zxingcpp
from fixture.driving import idle, query
from fixture.hall import UPRIGHT, WALL, Hall, entered
from fixture.once import made_once
from PIL import Image
from playwright.sync_api import Browser, expect

from geodata.atlas.layers import MapLayers
from geodata.config import Config
from geodata.exhibition import one_file as writer
from geodata.exhibition.tour import tour
from geodata.record.record import Record

pytestmark = pytest.mark.browser

ADDRESS = "https://atlas.example.cn/fengtu"
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def handed(
    browser: Browser, record: Record, config: Config, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Hall]:
    """The one file of an operator who has a public address: the panel has the least room."""
    layers = MapLayers(record, replace(config, public_address=ADDRESS))

    def write(folder: Path) -> None:
        (folder / "fengtu.html").write_bytes(writer.html_bytes(layers))

    file = made_once(tmp_path_factory, "one-file-with-address", write) / "fengtu.html"
    # With every pixel, so that the code can be scanned.
    with entered(browser, device_scale_factor=1) as hall:
        hall.open(file.as_uri())
        yield hall


@pytest.fixture(params=[WALL, UPRIGHT], ids=["wall", "upright"])
def screen(request: pytest.FixtureRequest, handed: Hall) -> Hall:
    """The exhibition on a wall, and on an upright screen."""
    handed.page.set_viewport_size(request.param)
    handed.begin()
    return handed


def faults_of(hall: Hall, views: list[tuple[str, str]]) -> dict[str, dict[str, list[str]]]:
    """What is wrong in views of (name, what leads there), in both languages."""
    found = {}
    for language in ("zh", "en"):
        hall.page.evaluate("language => fengtuExhibition.speak(language)", language)
        for name, act in views:
            hall.page.evaluate(f"() => {{ const show = fengtuExhibition; {act} }}")
            found[f"{name} {language}"] = hall.look()
    return {view: seen for view, seen in found.items() if any(seen.values())}


def chosen(**choice: str) -> str:
    """What leads to a choice of a visitor."""
    whole = {"city": "", "county": "", "anchor": "", "thing": "", "sector": ""} | choice
    return f"show.choose({whole});"


def test_stops_are_legible_and_whole(screen: Hall, record: Record) -> None:
    stops = [(stop.id, f"show.visit({n});") for n, stop in enumerate(tour(record))]
    assert faults_of(screen, stops) == {}
    assert screen.get("show.map.look.county") >= 24


def test_lists_are_legible_and_whole(screen: Hall, record: Record) -> None:
    counties = record.county_names.loc[record.counties.index].document_id
    views = [("cities", chosen())]
    views += [(city, chosen(city=city)) for city in record.documents.index]
    views += [(code, chosen(city=city, county=code)) for code, city in counties.items()]
    views += [("a sector", chosen(city="dezhou", sector="energy"))]
    anchored = record.projects[record.projects.anchor != ""].drop_duplicates("anchor")
    views += [
        (row.anchor, chosen(city=row.document_id, anchor=row.anchor))
        for row in anchored.itertuples()
    ]
    assert faults_of(screen, views) == {}


def test_items_are_legible_and_whole(screen: Hall, record: Record) -> None:
    """The items with the longest names and clauses, and one of each kind."""
    things = record.projects.drop_duplicates("thing")
    long = things.name_zh.str.len() + things.name_en.str.len() + things.quote_zh.str.len()
    things = things.loc[[*long.nlargest(30).index, *things.drop_duplicates("kind").index]]
    views = [
        (row.thing, chosen(city=row.document_id, thing=row.thing)) for row in things.itertuples()
    ]
    assert faults_of(screen, views) == {}


def test_the_question_is_legible_and_whole(screen: Hall) -> None:
    assert faults_of(screen, [("ask", chosen() + "show.ask();")]) == {}
    expect(screen.page.locator(".fx-ask")).to_be_visible()


def test_a_wall_of_four_thousand_pixels_shows_the_same_picture(handed: Hall) -> None:
    handed.page.set_viewport_size(WALL)
    handed.begin()
    size = "parseFloat(getComputedStyle(show.host).fontSize)"
    assert handed.get(size) == pytest.approx(24)
    handed.page.set_viewport_size({"width": 3840, "height": 2160})
    assert handed.get(size) == pytest.approx(48, abs=0.1)
    handed.page.wait_for_function("() => fengtuExhibition.map.look.county > 47")
    handed.page.set_viewport_size(WALL)
    handed.page.wait_for_function("() => fengtuExhibition.map.look.county < 25")


def test_a_chosen_square_still_tells_its_number(handed: Hall) -> None:
    """It is a button that is pressed, but it looks as a mark does: its number light on dark."""
    handed.page.set_viewport_size(WALL)
    handed.begin()
    handed.page.evaluate(f"() => {{ const show = fengtuExhibition; {chosen(city='dezhou')} }}")
    square = handed.page.locator('.ft-anchor[data-key="anchor-dezhou"]')
    look = "node => [getComputedStyle(node).color, getComputedStyle(node).backgroundImage]"
    before = square.evaluate(look)
    assert "conic-gradient" in before[1]
    handed.page.evaluate(
        f"() => {{ const show = fengtuExhibition; {chosen(city='dezhou', anchor='dezhou')} }}"
    )
    expect(square).to_have_attribute("aria-pressed", "true")
    assert square.evaluate(look) == before


def test_what_names_no_county_has_the_form_of_its_place(handed: Hall, record: Record) -> None:
    """A broken ring means a county: the things of a city or zone have the square it has there."""
    handed.page.set_viewport_size(WALL)
    handed.begin()
    row = record.projects[record.projects.anchor == "dezhou"].iloc[0]
    for choice in ({"anchor": "dezhou"}, {"thing": row.thing}):
        act = chosen(city="dezhou", **choice)
        handed.page.evaluate(f"() => {{ const show = fengtuExhibition; {act} }}")
        expect(handed.page.locator(".fx-scroll .fx-square").first).to_be_visible()
        expect(handed.page.locator(".fx-scroll .ft-symbol")).to_have_count(0)


# The code


def scanned(hall: Hall) -> str:
    """What a phone reads from the code on the screen."""
    drawn = hall.page.locator(".fx-code svg").screenshot()
    with Image.open(io.BytesIO(drawn)) as picture:
        (code,) = zxingcpp.read_barcodes(picture.convert("L"))
    assert code.format == zxingcpp.BarcodeFormat.QRCode
    return code.text


def test_no_code_without_an_address(browser: Browser, one_file: Path) -> None:
    with entered(browser) as hall:
        hall.open(one_file.as_uri())
        expect(hall.page.locator(".fx-code")).to_have_count(0)
        hall.page.evaluate("() => fengtuExhibition.choose({ city: 'dezhou' })")
        expect(hall.page.locator(".fx-scroll h1")).to_have_text("德州市")
        expect(hall.page.locator(".fx-code")).to_have_count(0)


def test_the_code_follows_the_view(handed: Hall, record: Record) -> None:
    handed.page.set_viewport_size(WALL)
    handed.begin()
    stops = tour(record)
    assert scanned(handed) == f"{ADDRESS}/"
    at = next(n for n, stop in enumerate(stops) if stop.id == "city-dezhou")
    handed.page.evaluate("at => fengtuExhibition.visit(at)", at)
    assert scanned(handed) == f"{ADDRESS}/?city=dezhou"
    thing = record.projects[record.projects.adcodes == "371424"].iloc[0]
    for choice, ending in (
        ({"city": "dezhou", "sector": "energy"}, "?city=dezhou&sector=energy"),
        ({"city": "dezhou", "county": "371424"}, "?at=371424"),
        ({"city": "dezhou", "anchor": "dezhou"}, "?city=dezhou&precision=city"),
        ({"city": "dezhou", "thing": thing.thing}, f"?item={thing.thing}"),
    ):
        handed.page.evaluate(f"() => {{ const show = fengtuExhibition; {chosen(**choice)} }}")
        assert scanned(handed) == f"{ADDRESS}/{ending}"


@pytest.fixture
def phone(browser: Browser) -> Iterator[Hall]:
    """A phone in a visitor's hand."""
    with entered(browser, viewport=PHONE, is_mobile=True, device_scale_factor=2) as hall:
        yield hall


def test_on_a_phone_all_is_read_and_the_app_is_a_touch_away(phone: Hall, site: str) -> None:
    """The map stays above, the rest scrolls below it; a touch of the text does not end the stop."""
    page = phone.page
    page.goto(f"{site}/exhibit")
    phone.running()
    phone.begin()
    at = next(n for n, s in enumerate(phone.get("show.contents.stops")) if s["citation"]["zh"])
    page.evaluate("at => fengtuExhibition.visit(at)", at)
    assert phone.look()["cut"] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    sentence = page.locator(".fx-sentence")
    sentence.tap()
    assert phone.get("[show.mode, show.at, show.paused]") == ["tour", at, True]
    for text in (sentence, page.locator(".fx-cite"), page.locator(".fx-source")):
        text.scroll_into_view_if_needed()
        box, bar, land = (
            part.bounding_box() for part in (text, page.locator(".fx-bar"), page.locator(".fx-map"))
        )
        assert land["y"] + land["height"] <= box["y"] + box["height"] <= bar["y"] + 1
        assert land["y"] == 0
    page.locator(".fx-home").tap()
    page.wait_for_url(f"{site}/")
    expect(page.locator(".fx")).to_have_count(0)


def test_the_link_opens_the_view(handed: Hall, phone: Hall, site: str, record: Record) -> None:
    """Every stop's link is honoured; an item opens its card, within a thumb's reach."""
    page = phone.page
    for stop in tour(record):
        key = f"stop|{stop.id}"
        assert handed.get(f"Boolean(show.contents.codes['{key}'])"), key
    row = record.projects[record.projects.adcodes == "371424"].iloc[0]
    handed.page.set_viewport_size(WALL)
    choice = chosen(city="dezhou", thing=row.thing)
    handed.page.evaluate(f"() => {{ const show = fengtuExhibition; {choice} }}")
    link = urlsplit(scanned(handed).removeprefix(ADDRESS))
    page.goto(f"{site}{link.path}?{link.query}")
    idle(page)
    expect(page.locator(".ft-card blockquote")).to_have_text(row.quote_zh)
    expect(page.locator(".ft-notice")).to_have_count(0)
    assert query(page)["item"] == row.thing
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    close = page.locator(".ft-card .ft-close")
    close.tap()
    expect(page.locator(".ft-card blockquote")).to_have_count(0)
