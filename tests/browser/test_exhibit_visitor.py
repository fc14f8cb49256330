"""A visitor before the exhibition: touches, explores with a finger, goes away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
import shapely
from fixture.driving import Pixel, marks
from fixture.hall import Hall, entered
from playwright.sync_api import Browser, Locator, expect

from geodata.language.text import word
from geodata.language.vocabulary import term
from geodata.record.filters import Filters
from geodata.record.record import Record
from geodata.record.roles import quiet_things
from geodata.record.selection import select
from geodata.reports.item_rows import anchor_said

pytestmark = pytest.mark.browser

REACH_PX = 26  # a finger finds a mark from this far
IN_TOUR = "show.mode === 'tour'"


@pytest.fixture(scope="module")
def opened(browser: Browser, one_file: Path) -> Iterator[Hall]:
    """The one file."""
    with entered(browser) as hall:
        hall.open(one_file.as_uri())
        yield hall


@pytest.fixture
def hall(opened: Hall) -> Hall:
    """The one file at its opening."""
    opened.begin()
    return opened


@pytest.fixture
def visitor(hall: Hall) -> Hall:
    """A visitor who has stopped the tour at its opening: nothing is chosen."""
    hall.page.locator(".fx-panel").tap(position={"x": 20, "y": 20})
    expect(hall.page.locator(".fx-panel h1")).to_have_text(word("exhibit_choose", "zh"))
    return hall


def counties(record: Record, coverage: str, city: str = "") -> list[str]:
    """Codes of counties with that coverage."""
    names = record.county_names.loc[record.counties.index]
    chosen = names[(names.coverage == coverage) & ((names.document_id == city) | (city == ""))]
    return chosen.index.tolist()


def ground(hall: Hall, record: Record, codes: Iterable[str]) -> tuple[str, Pixel]:
    """A county among `codes`, and a pixel of it that no mark is near."""
    hall.drawn()
    there = marks(hall.page)
    box = hall.page.locator(".fx-map").bounding_box()
    for code in codes:
        shape = record.counties.geometry[code]
        west, south, east, north = shape.bounds
        points = [
            (west + (east - west) * i / 16, south + (north - south) * j / 16)
            for i in range(1, 16)
            for j in range(1, 16)
        ]
        inside = [p for p in points if shapely.Point(p).within(shape.buffer(-0.01))]
        pixels = hall.page.evaluate(
            """(points) => {
                const box = fengtuMap.host.getBoundingClientRect();
                const viewport = fengtuMap.deck.getViewports()[0];
                return points.map((place) => viewport.project(place))
                    .map(([x, y]) => [x + box.left, y + box.top]);
            }""",
            inside,
        )
        for x, y in pixels:
            on_map = 30 < x < box["width"] - 30 and 30 < y < box["height"] - 30
            if on_map and not any(m.covers((x, y), REACH_PX) for m in there):
                return code, (x, y)
    raise AssertionError("marks everywhere")


def lonely_mark(hall: Hall) -> tuple[str, Pixel]:
    """A thing whose mark stands apart from all others, and the pixel of that mark."""
    hall.drawn()
    there = marks(hall.page)
    box = hall.page.locator(".fx-map").bounding_box()
    for mark in there:
        at = (mark.x, mark.y)
        others = [m for m in there if m.row != mark.row]
        on_map = 30 < mark.x < box["width"] - 30 and 30 < mark.y < box["height"] - 30
        if on_map and not any(m.covers(at, 2) for m in others):
            return mark.thing, at
    raise AssertionError("no mark stands apart")


def entry(hall: Hall, text: str) -> Locator:
    """The button of a list with that text."""
    return hall.page.locator(".fx-list button").filter(has_text=text).first


ITEMS = ".fx-list .fx-entry"


def choice(hall: Hall) -> dict[str, str]:
    return hall.get("show.chosen")


def shown_things(hall: Hall) -> set[str]:
    hall.drawn()
    return {mark.thing for mark in marks(hall.page)}


def placed(record: Record, **filters: str) -> set[str]:
    """Things with a county that pass filters, taken from the table."""
    passing = select(record, Filters(**{key: (value,) for key, value in filters.items()})).mask
    rows = record.projects[passing & (record.projects.adcodes != "").to_numpy()]
    return set(rows.thing)


# The first touch


@pytest.mark.parametrize("where", [".fx-map", ".fx-panel", ".fx-foot"])
@pytest.mark.parametrize("stop", [0, 1])
def test_the_first_touch_keeps_the_view(hall: Hall, where: str, stop: int) -> None:
    hall.page.evaluate("stop => fengtuExhibition.visit(stop)", stop)
    hall.shown(hall.get(f"show.contents.stops[{stop}].id"))
    hall.drawn()
    before = hall.view()
    assert hall.get(IN_TOUR)
    box = hall.page.locator(where).bounding_box()
    hall.tap((box["x"] + box["width"] / 2, box["y"] + box["height"] / 2))
    hall.shown("look")
    hall.drawn()
    assert hall.view() == before
    chosen = choice(hall)
    assert (chosen["thing"], chosen["county"], chosen["sector"]) == ("", "", "")
    city = hall.get(f"show.contents.stops[{stop}].id")
    assert chosen["city"] == (city.removeprefix("city-") if city.startswith("city-") else "")


def test_the_first_touch_at_a_part_shows_all(hall: Hall) -> None:
    """The list says all cities: a map of the counties of the last stop would contradict it."""
    whole = hall.view()
    at = next(n for n, stop in enumerate(hall.get("show.contents.stops")) if stop["lit"])
    hall.page.evaluate("stop => fengtuExhibition.visit(stop)", at)
    hall.shown(hall.get(f"show.contents.stops[{at}].id"))
    hall.tap((400, 400))
    hall.shown("look")
    hall.drawn()
    after = hall.view()
    assert after["camera"] == pytest.approx(whole["camera"])
    assert after["rows"] == whole["rows"]
    assert hall.get("show.map.data.lit ?? []") == []
    assert set(choice(hall).values()) == {""}


def test_a_touch_in_flight_stops_the_camera(browser: Browser, one_file: Path) -> None:
    with entered(browser, reduced_motion="no-preference") as hall:
        hall.open(one_file.as_uri())
        hall.begin()
        start = hall.view()["camera"]
        hall.page.evaluate("() => { fengtuExhibition.visit(1); }")
        hall.page.wait_for_function(
            "([lon]) => Math.abs(fengtuMap.deck.getViewports()[0].longitude - lon) > 0.01",
            arg=start,
        )
        hall.page.touchscreen.tap(400, 400)
        hall.shown("look")
        hall.drawn()
        stopped = hall.view()["camera"]
        target = hall.get(
            "(({longitude, latitude, zoom}) => [longitude, latitude, zoom])"
            "(show.map.viewOf(show.contents.stops[1].bounds))"
        )
        assert stopped != pytest.approx(target)
        assert stopped != pytest.approx(start)
        for _ in range(3):
            hall.drawn()
        seen = hall.get("(v => [v.longitude, v.latitude, v.zoom])(show.map.deck.getViewports()[0])")
        assert hall.view()["camera"] == pytest.approx(stopped)
        assert seen == pytest.approx(stopped)


def test_resume_goes_on_where_the_tour_was(hall: Hall) -> None:
    hall.press(word("exhibit_next", "zh"))
    hall.shown(hall.get("show.contents.stops[1].id"))
    hall.page.locator(".fx-panel").tap(position={"x": 20, "y": 20})
    hall.shown("look")
    hall.press(word("exhibit_play", "zh"))
    hall.shown(hall.get("show.contents.stops[1].id"))
    assert hall.get("[show.mode, show.at]") == ["tour", 1]


# Exploring


def test_down_on_the_map_to_a_clause_and_up(visitor: Hall, record: Record) -> None:
    hall = visitor
    names = record.county_names
    code, at = ground(hall, record, counties(record, "full"))
    city = names.document_id[code]
    hall.tap(at)
    expect(hall.page.locator(".fx-panel h1")).to_have_text(record.documents.city_zh[city])
    assert choice(hall) == {"city": city, "county": "", "anchor": "", "thing": "", "sector": ""}
    assert shown_things(hall) == placed(record, city=city)

    naming = set(record.coded("adcodes").labels)
    own = [code for code in counties(record, "full", city) if code in naming]
    code, at = ground(hall, record, own)
    hall.tap(at)
    expect(hall.page.locator(".fx-panel h1")).to_have_text(names.county_zh[code])
    assert choice(hall)["county"] == code

    thing, at = lonely_mark(hall)
    hall.tap(at)
    quote = hall.page.locator(".fx-panel blockquote")
    row = record.projects[record.projects.thing == thing].iloc[0]
    expect(quote).to_be_visible()
    assert quote.text_content() == row.quote_zh
    assert hall.title() == row.name_zh
    expect(hall.page.locator(".fx-cite")).to_contain_text(
        record.documents.title_zh[row.document_id]
    )

    for rest in ({"thing": ""}, {"county": ""}, {"city": ""}):
        hall.press(f"‹ {word('exhibit_up', 'zh')}")
        for key, value in rest.items():
            assert choice(hall)[key] == value
    assert hall.title() == word("exhibit_choose", "zh")
    assert shown_things(hall) == placed(record)


def test_down_by_the_lists_to_a_clause(visitor: Hall, record: Record) -> None:
    hall = visitor
    entry(hall, "德州市").tap()
    entry(hall, "临邑县").tap()
    assert hall.title() == "临邑县"
    own = record.projects[record.projects.adcodes.str.contains("371424")]
    expect(hall.page.locator(ITEMS)).to_have_count(own.thing.nunique())
    row = own[own.name_zh == "山东电工电气临邑储能项目"].iloc[0]
    entry(hall, row.name_zh).tap()
    assert hall.page.locator(".fx-panel blockquote").text_content() == row.quote_zh
    assert hall.get("show.map.data.thing") == row.thing
    assert hall.get("show.map.data.county") == "371424"


def test_what_has_no_county_is_within_reach(visitor: Hall, record: Record) -> None:
    hall = visitor
    things = record.projects.drop_duplicates("thing")
    squares = hall.page.locator(".fx-list button:has(.fx-square)")
    for city in record.documents.index:
        own = things[things.document_id == city]
        wide = own[own.adcodes == ""].groupby("anchor", sort=True)
        hall.page.evaluate("city => fengtuExhibition.choose({ city, county: '', thing: '' })", city)
        expect(squares).to_have_count(wide.ngroups)
        for number, (anchor, named) in enumerate(wide):
            expect(squares.nth(number).locator("b")).to_have_text(str(len(named)))
            squares.nth(number).tap()
            assert hall.title() == anchor_said(anchor, record, "zh")
            assert hall.get("show.chosen.anchor") == anchor
            expect(hall.page.locator(ITEMS)).to_have_count(len(named))
            expect(hall.page.locator(f"{ITEMS}.fx-quiet")).to_have_count(
                int(named.thing.isin(quiet_things(record)).sum())
            )
            row = named.iloc[-1]
            entry(hall, row.name_zh).tap()
            assert hall.page.locator(".fx-panel blockquote").text_content() == row.quote_zh
            expect(hall.page.locator(".fx-role")).to_have_text(term("role", row.role, "zh"))
            hall.press(f"‹ {word('exhibit_up', 'zh')}")
            assert hall.title() == anchor_said(anchor, record, "zh")
            hall.press(f"‹ {word('exhibit_up', 'zh')}")
            assert hall.title() == record.documents.city_zh[city]


def test_a_county_leads_to_what_may_apply_there(visitor: Hall, record: Record) -> None:
    hall = visitor
    hall.page.evaluate("() => fengtuExhibition.choose({ city: 'dezhou', county: '371402' })")
    squares = hall.page.locator(".fx-list button:has(.fx-square)")
    holding = record.zones.zone[record.zones.adcodes.str.contains("371402")]
    expect(squares).to_have_count(len(set(holding) & set(record.projects.anchor)))
    squares.first.tap()
    assert (choice(hall)["county"], choice(hall)["anchor"]) == ("", "dezhou")


def test_no_plan_and_half_a_plan_are_said(visitor: Hall, record: Record) -> None:
    hall = visitor
    code, at = ground(hall, record, counties(record, "none"))
    hall.tap(at)
    expect(hall.page.locator(".fx-panel h1")).to_have_text(record.county_names.county_zh[code])
    expect(hall.page.locator(".fx-warning")).to_have_text(word("county_no_plan", "zh"))
    (code, *_) = counties(record, "partial")
    hall.page.evaluate("county => fengtuExhibition.choose({ county })", code)
    expect(hall.page.locator(".fx-panel h1")).to_have_text(record.county_names.county_zh[code])
    expect(hall.page.locator(".fx-warning")).to_have_text(word("county_partial", "zh"))
    (code, *_) = counties(record, "full")
    hall.page.evaluate("county => fengtuExhibition.choose({ county })", code)
    expect(hall.page.locator(".fx-warning")).to_have_count(0)


def test_a_sector_filters_marks_and_lists(visitor: Hall, record: Record) -> None:
    hall = visitor
    energy = hall.page.locator(".fx-sectors button").filter(has_text="能源")

    def listed(name: str) -> int:
        return int(entry(hall, name).locator("b").inner_text())

    projects = record.projects.drop_duplicates("thing")
    dezhou = projects[projects.document_id == "dezhou"]
    assert listed("德州市") == len(dezhou)
    energy.tap()
    expect(energy).to_have_attribute("aria-pressed", "true")
    assert shown_things(hall) == placed(record, sector="energy")
    assert listed("德州市") == (dezhou.sector == "energy").sum()
    entry(hall, "德州市").tap()
    assert shown_things(hall) == placed(record, sector="energy", city="dezhou")
    linyi = dezhou[dezhou.adcodes.str.contains("371424")]
    of_energy = int((linyi.sector == "energy").sum())
    assert listed("临邑县") == of_energy
    entry(hall, "临邑县").tap()
    expect(hall.page.locator(ITEMS)).to_have_count(of_energy)
    energy.tap()
    expect(energy).to_have_attribute("aria-pressed", "false")
    expect(hall.page.locator(ITEMS)).to_have_count(len(linyi))
    assert shown_things(hall) == placed(record, city="dezhou")


# Nobody there?


def idle_soon(hall: Hall, countdown_pace: float) -> None:
    """A minute without a touch passes in a moment; the countdown has its own pace."""
    hall.page.evaluate(
        """(pace) => {
            const show = fengtuExhibition;
            const ask = show.ask;
            show.pace = 0.01;
            show.ask = () => {
                delete show.ask;
                show.pace = pace;
                ask.call(show);
            };
        }""",
        countdown_pace,
    )


def left(hall: Hall) -> int:
    return int(hall.page.locator(".fx-ask .fx-figure b").inner_text())


@pytest.fixture
def idler(visitor: Hall) -> Hall:
    """Somebody who has read an item and is not touching any more; asked after a minute."""
    entry(visitor, "德州市").tap()
    entry(visitor, "临邑县").tap()
    idle_soon(visitor, 0.5)
    visitor.page.locator(".fx-brand").tap()
    visitor.page.locator(".fx-ask").wait_for()
    return visitor


def test_an_idle_visitor_is_asked_and_keeps_the_view(idler: Hall) -> None:
    before, chosen, title = idler.view(), choice(idler), idler.title()
    first = left(idler)
    assert 0 < first <= 30
    idler.page.wait_for_function(
        "first => Number(document.querySelector('.fx-ask b').textContent) < first", arg=first
    )
    idler.press(word("exhibit_continue", "zh"))
    expect(idler.page.locator(".fx-ask")).to_be_hidden()
    assert (idler.view(), choice(idler), idler.title()) == (before, chosen, title)
    assert idler.get("show.mode") == "look"
    assert chosen["county"] == "371424"


def test_a_touch_anywhere_keeps_looking(idler: Hall) -> None:
    before, chosen = idler.view(), choice(idler)
    idler.page.touchscreen.tap(500, 300)  # a county is below it
    expect(idler.page.locator(".fx-ask")).to_be_hidden()
    idler.drawn()
    assert (idler.view(), choice(idler)) == (before, chosen)
    assert idler.get("show.mode") == "look"


def test_start_over_from_the_question(idler: Hall) -> None:
    idler.page.locator(".fx-ask").get_by_role("button", name=word("exhibit_restart", "zh")).tap()
    idler.shown("opening")
    expect(idler.page.locator(".fx-ask")).to_be_hidden()


def test_left_alone_the_tour_begins_anew(visitor: Hall) -> None:
    hall = visitor
    hall.page.evaluate("() => { fengtuExhibition.at = 4; fengtuSeen.length = 0; }")
    idle_soon(hall, 0.02)
    entry(hall, "德州市").tap()
    hall.page.wait_for_function("() => fengtuSeen.some(([what]) => what === 'opening')")
    expect(hall.page.locator(".fx-ask")).to_be_hidden()
    assert hall.get(IN_TOUR)


def test_a_touch_puts_the_question_off(visitor: Hall) -> None:
    """Each touch starts the minute again."""
    hall = visitor
    hall.page.evaluate("() => { fengtuExhibition.due = 0; }")
    hall.page.locator(".fx-brand").tap()
    assert hall.wait_s() == pytest.approx(60, abs=2)
