"""Every county and every mark answers a click at its own place."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import groupby

import pytest
from fixture.driving import Mark, Pixel, click, fly, marks, opened, pixel, place, query
from playwright.sync_api import Page, TimeoutError, expect
from shapely import Point

from geodata.record.record import Record

pytestmark = pytest.mark.browser

# A low window: the card is a sheet at its foot, and the map above it stays free.
WINDOW = {"width": 620, "height": 800}
FREE = (70.0, 70.0, 600.0, 285.0)  # left, top, right, bottom of what nothing lies over
MIDDLE: Pixel = (335.0, 125.0)  # a pixel of the map, in the middle of FREE
DIAMETER_PX = 16.0
METRES_AT_ZOOM_0 = 40_075_016.7 / 512
LATITUDE = math.radians(36.7)
DEEPEST = 13.0
ANSWER_MS = 4_000


def zoom_for(metres: float, pixels: float) -> float:
    """The zoom at which a length on the ground is so many pixels long."""
    return math.log2(METRES_AT_ZOOM_0 * math.cos(LATITUDE) * pixels / metres)


def free(at: Pixel) -> bool:
    left, top, right, bottom = FREE
    return left < at[0] < right and top < at[1] < bottom


@pytest.fixture
def low(visitor, site) -> Page:
    """The map in the low window, without the layers that no click can meet, to save time."""
    page = opened(visitor(viewport=WINDOW), site)
    page.evaluate(
        """() => {
            const draw = fengtuMap.draw.bind(fengtuMap);
            fengtuMap.draw = () => {
                draw();
                const layers = fengtuMap.deck.props.layers.filter((layer) => layer.props.pickable);
                fengtuMap.deck.setProps({ layers });
            };
            fengtuMap.draw();
        }"""
    )
    return page


def changed(page: Page, at: Pixel) -> dict[str, str]:
    """The query after a click; {} when three clicks changed nothing.

    deck.gl reads the pixel while the button is down and takes more than 250 ms for no click at
    all; without a graphics card that happens now and then, so a click may be repeated twice.
    """
    before = page.evaluate("location.search")
    picture = page.evaluate("fengtuMap.host.dataset.drawn")
    for _ in range(3):
        click(page, at)
        try:
            page.wait_for_function(
                "before => location.search !== before", arg=before, timeout=ANSWER_MS
            )
        except TimeoutError:
            continue
        # The map may yet bring what was chosen into view; nothing may be aimed at before.
        page.wait_for_function("old => fengtuMap.host.dataset.drawn !== old", arg=picture)
        return query(page)
    return {}


def candidates(middle: Pixel) -> Iterator[Pixel]:
    """Pixels around `middle`, nearest first."""
    yield middle
    for radius in range(6, 60, 6):
        for step in range(12):
            turn = step * math.pi / 6
            yield middle[0] + radius * math.cos(turn), middle[1] + radius * math.sin(turn)


def test_every_county_is_chosen_by_a_click(low: Page, record: Record) -> None:
    labels = {
        feature["properties"]["adcode"]: feature["properties"]["label"]
        for feature in low.evaluate("fengtuMap.record.counties.features")
    }
    assert sorted(labels) == sorted(record.counties.index)
    wrong = {}
    for adcode, shape in record.counties.geometry.items():
        west, south, east, north = shape.bounds
        extent = max((east - west) * 89_000 / 420, (north - south) * 111_000 / 180)
        fly(low, *labels[adcode], min(11.0, zoom_for(extent, 1.0)), MIDDLE)
        shown = marks(low)
        spot = next(
            at
            for at in candidates(pixel(low, *labels[adcode]))
            if shape.contains(Point(place(low, at))) and not any(m.covers(at, 5) for m in shown)
        )
        said = changed(low, spot)
        name = record.county_names.county_zh[adcode]
        if said != {"at": adcode}:
            wrong[f"{adcode} {name}"] = said
        else:
            expect(low.locator(".ft-card h2")).to_have_text(name)
    assert wrong == {}


def clear_view(page: Page, mark: Mark) -> Mark | None:
    """`mark` as it is drawn where no later mark lies over it; None if there is no such zoom."""
    zoom = zoom_for(mark.pitch * 0.86 or 4700, DIAMETER_PX)
    while zoom < DEEPEST:
        zoom = min(DEEPEST, zoom + 1)
        fly(page, mark.lon, mark.lat, zoom, MIDDLE)
        found = clickable(marks(page), mark.row)
        if found:
            return found
    return None


def clickable(shown: list[Mark], row: int) -> Mark | None:
    """The mark of `row` if it is free and no mark that is drawn later lies over its middle."""
    own = next(mark for mark in shown if mark.row == row)
    at = (own.x, own.y)
    later = shown[shown.index(own) + 1 :]
    return own if free(at) and not any(mark.covers(at, 1) for mark in later) else None


def test_every_mark_is_chosen_by_a_click(low: Page, record: Record) -> None:
    things = dict(zip(record.projects.project_id, record.projects.thing, strict=True))
    everything = sorted(marks(low), key=lambda mark: (mark.adcode, mark.row))
    buried, wrong = [], {}
    for _, group in groupby(everything, key=lambda mark: mark.adcode):
        members = list(group)
        smallest = min(mark.pitch * 0.86 or 4700 for mark in members)
        lon = sum(mark.lon for mark in members) / len(members)
        lat = sum(mark.lat for mark in members) / len(members)
        over_all = False
        for member in members:
            if not over_all:
                fly(low, lon, lat, zoom_for(smallest, DIAMETER_PX), MIDDLE)
                over_all = True
            mark = clickable(marks(low), member.row)
            if mark is None:
                over_all = False
                mark = clear_view(low, member)
            if mark is None:
                buried.append(f"{member.thing} in {member.adcode}")
                continue
            if things.get(query(low).get("item", "")) == member.thing:
                continue  # chosen already by its mark in another county
            said = changed(low, (mark.x, mark.y))
            if things.get(said.get("item", "")) != member.thing:
                wrong[f"{member.thing} in {member.adcode}"] = said
    assert buried == []
    assert wrong == {}
