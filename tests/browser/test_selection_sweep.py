"""Every county and every mark answers at its own place: asked of the engine, and clicked.

What a click would meet is asked for all; thirty of each are clicked, the same at each run.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from itertools import groupby

import pytest
from fixture.driving import (
    Mark,
    Pixel,
    click,
    drawn,
    fly,
    marks,
    opened,
    pixel,
    place,
    query,
    up_to_date,
)
from playwright.sync_api import Page, expect
from shapely import Point

from geodata.record.record import Record
from geodata.record.selection import Selection
from geodata.views.card import county_card

pytestmark = pytest.mark.browser

# A low window: the card is a sheet at its foot, and the map above it stays free.
WINDOW = {"width": 620, "height": 800}
FREE = (70.0, 70.0, 600.0, 285.0)  # left, top, right, bottom of what nothing lies over
MIDDLE: Pixel = (335.0, 125.0)  # a pixel of the map, in the middle of FREE
DIAMETER_PX = 16.0
METRES_AT_ZOOM_0 = 40_075_016.7 / 512
LATITUDE = math.radians(36.7)
DEEPEST = 13.0
SEED, CLICKS = 7, 30


def zoom_for(metres: float, pixels: float) -> float:
    """The zoom at which a length on the ground is so many pixels long."""
    return math.log2(METRES_AT_ZOOM_0 * math.cos(LATITUDE) * pixels / metres)


def free(at: Pixel) -> bool:
    left, top, right, bottom = FREE
    return left < at[0] < right and top < at[1] < bottom


@pytest.fixture
def low(visitor, site) -> Page:
    """The map in the low window, without the layers that no click can meet, to save time.

    Without the marks of zones and cities too: test_walk.py clicks around them.
    """
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
            fengtuMap.anchors.element.hidden = true;
        }"""
    )
    return page


def met(page: Page, at: Pixel) -> dict[str, str]:
    """What a click on a pixel of the window would choose, by the map's own rules."""
    drawn(page)
    return dict(
        page.evaluate(
            """([x, y]) => {
                const { deck, record, host } = fengtuMap;
                const box = host.getBoundingClientRect();
                const at = { x: x - box.left, y: y - box.top, radius: deck.props.pickingRadius };
                const coordinate = deck.getViewports()[0].unproject([at.x, at.y]);
                const { what, object } =
                    fengtuMap.known({ index: -1, ...deck.pickObject(at), coordinate });
                if (what === "mark") return { thing: record.marks.thing[object] };
                return what ? { at: object.properties.adcode } : {};
            }""",
            at,
        )
    )


def chosen(page: Page, at: Pixel) -> dict[str, str]:
    """The query after a click that chooses something else than before."""
    before = page.evaluate("location.search")
    click(page, at)
    page.wait_for_function("before => location.search !== before", arg=before)
    # The map may yet bring what was chosen into view; nothing may be aimed at before.
    up_to_date(page)
    return query(page)


def candidates(middle: Pixel) -> Iterator[Pixel]:
    """Pixels around `middle`, nearest first."""
    yield middle
    for radius in range(6, 60, 6):
        for step in range(12):
            turn = step * math.pi / 6
            yield middle[0] + radius * math.cos(turn), middle[1] + radius * math.sin(turn)


def test_every_county_is_met_at_its_place(low: Page, record: Record) -> None:
    labels = {
        feature["properties"]["adcode"]: feature["properties"]["label"]
        for feature in low.evaluate("fengtuMap.record.counties.features")
    }
    assert sorted(labels) == sorted(record.counties.index)
    wrong = {}
    clicked = set(random.Random(SEED).sample(sorted(labels), CLICKS))
    every = Selection(record)
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
        name = record.county_names.county_zh[adcode]
        assert county_card(every, adcode, "zh")["name"] == name
        said = met(low, spot)
        if said == {"at": adcode} and adcode in clicked:
            said = chosen(low, spot)
            expect(low.locator(".ft-card h2")).to_have_text(name)
        if said != {"at": adcode}:
            wrong[f"{adcode} {name}"] = said
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


def test_every_mark_is_met_at_its_place(low: Page, record: Record) -> None:
    things = dict(zip(record.projects.project_id, record.projects.thing, strict=True))
    everything = sorted(marks(low), key=lambda mark: (mark.adcode, mark.row))
    clicked = {mark.row for mark in random.Random(SEED).sample(everything, CLICKS)}
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
            said = met(low, (mark.x, mark.y))
            already = things.get(query(low).get("item", "")) == member.thing
            if said == {"thing": member.thing} and mark.row in clicked and not already:
                said = {"thing": things.get(chosen(low, (mark.x, mark.y)).get("item", ""), "")}
            if said != {"thing": member.thing}:
                wrong[f"{member.thing} in {member.adcode}"] = said
    assert buried == []
    assert wrong == {}
