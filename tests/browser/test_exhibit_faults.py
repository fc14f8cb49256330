"""What goes wrong in eight hours: a lost graphics context, an exception, a clock that stops."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from fixture.hall import PATIENCE, Hall, entered
from PIL import Image
from playwright.sync_api import Browser, Route, expect

pytestmark = pytest.mark.browser

THROW = "throw new Error('on purpose');"
FAR = 0.15  # share of pixels that may differ between two drawings of one view


@pytest.fixture(scope="module")
def filed(browser: Browser, one_file: Path) -> Iterator[Hall]:
    """The one file."""
    with entered(browser) as hall:
        hall.open(one_file.as_uri())
        yield hall
        hall.faults.errors[:] = [said for said in hall.faults.errors if "on purpose" not in said]


@pytest.fixture(scope="module")
def served(browser: Browser, site: str) -> Iterator[Hall]:
    """The page."""
    with entered(browser) as hall:
        hall.open(f"{site}/exhibit")
        yield hall
        hall.faults.errors[:] = [said for said in hall.faults.errors if "on purpose" not in said]


@pytest.fixture(params=["served", "filed"])
def hall(request: pytest.FixtureRequest) -> Hall:
    """The exhibition in both its forms, at its opening."""
    hall: Hall = request.getfixturevalue(request.param)
    hall.begin()
    return hall


def picture(hall: Hall) -> np.ndarray:
    """What the lost context had drawn: the marks, without ground and names; 8 bit grey."""
    hall.drawn()
    said = hall.page.locator(".fx-map").screenshot(
        style=".ft-ground, .ft-names { visibility: hidden }"
    )
    with Image.open(io.BytesIO(said)) as drawn:
        return np.asarray(drawn.convert("L"), dtype=int)


def lose(hall: Hall) -> None:
    """Take the graphics context away, as a driver does; wait until there is a new one."""
    hall.page.evaluate(
        """() => {
            const canvas = fengtuExhibition.map.stage.querySelector("canvas");
            globalThis.fengtuLost = canvas;
            canvas.getContext("webgl2").getExtension("WEBGL_lose_context").loseContext();
        }"""
    )
    hall.page.wait_for_function(
        "() => !fengtuLost.isConnected && fengtuExhibition.map.deck?.isInitialized",
    )


def test_a_lost_context_is_replaced(hall: Hall) -> None:
    hall.page.evaluate("() => { fengtuExhibition.visit(1); fengtuExhibition.pause(); }")
    hall.shown(hall.get("show.contents.stops[1].id"))
    before = picture(hall)
    assert len(np.unique(before)) > 20
    lose(hall)
    after = picture(hall)
    marks = np.abs(before - before[0, 0]) > 8
    assert marks.mean() > 0.01
    assert np.mean(np.abs(after - before)[marks] > 8) < FAR
    assert np.abs(np.mean(np.abs(after - after[0, 0]) > 8) - marks.mean()) < 0.002  # and no others
    assert hall.get("show.at") == 1


def test_shaders_that_are_linked_late_are_waited_for(filed: Hall) -> None:
    """Nobody moves meanwhile; by itself the engine would leave the marks out until then."""
    filed.begin()
    filed.drawn()
    filed.page.evaluate(
        """() => {
            const { deck } = fengtuExhibition.map;
            const marks = deck.props.layers.find((layer) => layer.id === "marks");
            const { pipeline } = marks.state.model;
            const draw = pipeline.draw.bind(pipeline);
            const late = { frames: 0, drawn: 0 };
            pipeline.linkStatus = "pending";
            pipeline.draw = (options) => {
                late.frames += 1;
                if (late.frames <= 3) return false;
                late.drawn += 1;
                return draw(options); // which looks how far the linking is
            };
            globalThis.fengtuLate = late;
            marks.setNeedsRedraw();
        }"""
    )
    filed.page.wait_for_function("() => fengtuLate.drawn > 0")
    filed.drawn()
    frames = filed.page.evaluate(
        """async () => {
            const before = fengtuLate.frames;
            for (let n = 0; n < 10; n += 1) await new Promise(requestAnimationFrame);
            return fengtuLate.frames - before;
        }"""
    )
    assert frames == 0, "a map at rest draws nothing"


def contexts(hall: Hall) -> int:
    """Graphics contexts that are still kept, after a collection of what nothing needs."""
    hall.page.evaluate("() => { globalThis.fengtuLost = null; }")
    session = hall.page.context.new_cdp_session(hall.page)
    for _ in range(2):
        session.send("HeapProfiler.collectGarbage")
    kind = session.send("Runtime.evaluate", {"expression": "WebGL2RenderingContext.prototype"})
    found = session.send("Runtime.queryObjects", {"prototypeObjectId": kind["result"]["objectId"]})
    length = {"functionDeclaration": "function () { return this.length; }", "returnByValue": True}
    said = session.send(
        "Runtime.callFunctionOn", {"objectId": found["objects"]["objectId"], **length}
    )
    return int(said["result"]["value"])


def test_lost_contexts_are_let_go(filed: Hall) -> None:
    """With them goes the engine that drew on them; the last one may still be held by an event."""
    filed.drawn()
    for _ in range(5):
        lose(filed)
        filed.drawn()
    assert contexts(filed) <= 3


def test_the_tour_goes_on_without_a_context(hall: Hall) -> None:
    hall.hurry()
    hall.see(2)
    lose(hall)
    seen = len(hall.seen())
    hall.see(seen + 2)
    # Not every stop has marks, and in a hurry not even a pause leaves time for a picture.
    hall.page.evaluate(
        """(pace) => {
            const show = Object.assign(fengtuExhibition, { pace, paused: true });
            show.visit(show.contents.stops.findIndex((stop) => stop.rows.length));
        }""",
        PATIENCE,
    )
    hall.page.wait_for_function("() => fengtuExhibition.map.drawnRows.length > 0")
    assert len(np.unique(picture(hall))) > 20


def test_a_visitor_keeps_the_view_without_a_context(filed: Hall) -> None:
    filed.begin()
    filed.page.evaluate("() => fengtuExhibition.choose({ city: 'dezhou', county: '371424' })")
    filed.drawn()
    before, title = filed.view(), filed.title()
    lose(filed)
    assert (filed.view(), filed.title()) == (before, title)


# Each in the way it would come: out of a timer of the exhibition, or from nowhere.
NEXT = "show.after(0, () => show.visit(2));"


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param(f"show.map.show = () => {{ {THROW} }}; {NEXT}", id="in show"),
        pytest.param(f"show.map.show = async () => {{ {THROW} }}; {NEXT}", id="later in show"),
        pytest.param(f"show.map.draw = () => {{ {THROW} }}; {NEXT}", id="in a drawing"),
        pytest.param(f"delete show.parts.panel; {NEXT}", id="in the panel"),
        pytest.param(f"show.at = 2; setTimeout(() => {{ {THROW} }});", id="in a timer"),
        pytest.param(f"show.at = 2; (async () => {{ {THROW} }})();", id="in a promise of nobody"),
    ],
)
def test_an_exception_is_survived(filed: Hall, fault: str) -> None:
    filed.begin()
    filed.page.evaluate(
        f"""() => {{
            const show = fengtuExhibition;
            show.faults = 0;
            globalThis.fengtuBroken = show.map;
            {fault}
        }}"""
    )
    filed.page.wait_for_function("() => fengtuExhibition.map !== fengtuBroken")
    filed.shown(filed.get("show.contents.stops[2].id"))
    filed.drawn()
    assert filed.get("[show.mode, show.at, show.faults]") == ["tour", 2, 1]
    expect(filed.page.locator(".fx-panel h1")).to_be_visible()


def test_a_stop_that_hangs_is_noticed(filed: Hall) -> None:
    """Its timer is lost; the pulse is felt every five seconds."""
    filed.begin()
    filed.page.evaluate(
        """() => {
            const show = fengtuExhibition;
            globalThis.fengtuBroken = show.map;
            clearTimeout(show.timer);
            show.due = performance.now();
        }"""
    )
    filed.page.wait_for_function("() => fengtuExhibition.map !== fengtuBroken")
    filed.running()
    assert filed.get("show.due > performance.now()")


def test_a_healthy_stop_is_left_alone(filed: Hall) -> None:
    filed.begin()
    same = filed.get("(map => { show.checkPulse(); return map === show.map; })(show.map)")
    assert same
    assert 10 < filed.wait_s() < 16


def test_the_third_fault_loads_the_page_again(filed: Hall) -> None:
    filed.begin()
    filed.page.evaluate(
        """() => {
            globalThis.fengtuMark = true;
            fengtuExhibition.faults = 2;
            setTimeout(() => { throw new Error("on purpose"); });
        }"""
    )
    filed.page.wait_for_function("() => globalThis.fengtuMark === undefined")
    filed.running()
    assert filed.get("[show.mode, show.faults]") == ["tour", 0]  # the tour goes on meanwhile


# Every few hours, between two tours

AGE = """(hours) => {
    globalThis.fengtuMark = true;
    const show = fengtuExhibition;
    show.started -= hours * 3600e3 * show.pace;
    show.visit(show.contents.stops.length - 1);
    show.onward();
}"""


def test_after_hours_the_page_is_loaded_again(hall: Hall) -> None:
    hall.page.evaluate(AGE, 4.1)
    hall.page.wait_for_function("() => globalThis.fengtuMark === undefined")
    hall.running()
    assert hall.get("[show.mode, show.faults]") == ["tour", 0]


def test_before_that_it_runs_on(hall: Hall) -> None:
    hall.page.evaluate(AGE, 3.8)
    hall.shown("opening")
    assert hall.page.evaluate("globalThis.fengtuMark")


def test_in_the_middle_of_a_tour_it_runs_on(filed: Hall) -> None:
    filed.begin()
    filed.page.evaluate(
        """() => {
            globalThis.fengtuMark = true;
            fengtuExhibition.started -= 5 * 3600e3 * fengtuExhibition.pace;
            fengtuExhibition.onward();
        }"""
    )
    filed.shown(filed.get("show.contents.stops[1].id"))
    assert filed.page.evaluate("globalThis.fengtuMark")
    filed.page.evaluate("() => { fengtuExhibition.started = performance.now(); }")


@pytest.mark.parametrize("answer", ["nothing", "a fault"])
def test_without_a_server_the_page_runs_on(served: Hall, answer: str) -> None:
    served.begin()
    asked = []

    def instead(route) -> None:
        asked.append(route.request.url)
        if answer == "nothing":
            route.abort()
        else:
            route.fulfill(status=503)

    served.page.route("**/_stcore/health", instead)
    try:
        with served.page.expect_event("response" if answer == "a fault" else "requestfailed"):
            served.page.evaluate(AGE, 4.1)
        served.shown("opening")
        assert len(asked) == 1
        assert served.page.evaluate("globalThis.fengtuMark")
    finally:
        served.page.unroute("**/_stcore/health")
        served.page.evaluate("() => { fengtuExhibition.started = performance.now(); }")
        # Chromium writes a refused request into the console.
        served.faults.console[:] = [
            said for said in served.faults.console if "/_stcore/health" not in said
        ]


@pytest.mark.parametrize("file", ["exhibit.json", "exhibit.css"])
@pytest.mark.parametrize("answer", ["nothing", "a fault"])
def test_a_first_loading_that_fails_is_tried_again(
    browser: Browser, site: str, file: str, answer: str
) -> None:
    """Two tries fail; the third starts the tour without a hand."""
    with entered(browser) as hall:
        asked: list[str] = []

        def instead(route: Route) -> None:
            asked.append(route.request.url)
            if len(asked) > 2:
                route.continue_()
            elif answer == "nothing":
                route.abort()
            else:
                route.fulfill(status=503)

        hall.page.route(f"**/{file}", instead)
        hall.open(f"{site}/exhibit")
        assert len(asked) == 3
        assert hall.get("[show.mode, show.faults]") == ["tour", 0]
        assert (
            hall.page.locator(".fx").evaluate("host => getComputedStyle(host).position") == "fixed"
        )
        # Chromium writes a refused request into the console.
        hall.faults.console[:] = [said for said in hall.faults.console if file not in said]


# The way back


def test_escape_leads_back_to_the_atlas(browser: Browser, site: str) -> None:
    with entered(browser, viewport={"width": 1280, "height": 800}) as hall:
        hall.page.goto(site)
        hall.page.wait_for_selector(".ft-map[data-drawn]")
        hall.page.get_by_test_id("stTopNavLink").filter(has_text="展厅").click()
        hall.running()
        hall.page.keyboard.press("Escape")
        hall.page.wait_for_selector(".ft-map[data-drawn]")
        expect(hall.page.locator(".fx")).to_have_count(0)
        expect(hall.page.get_by_test_id("stHeader")).to_be_visible()
        hall.page.go_back()
        hall.running()


def test_the_way_back_takes_the_exhibition_away(browser: Browser, site: str) -> None:
    """Without loading the page anew."""
    with entered(browser, viewport={"width": 1280, "height": 800}) as hall:
        hall.page.goto(site)
        hall.page.wait_for_selector(".ft-map[data-drawn]")
        hall.page.evaluate("globalThis.fengtuMark = true")
        hall.page.get_by_test_id("stTopNavLink").filter(has_text="展厅").click()
        hall.running()
        show = hall.page.evaluate_handle("fengtuExhibition")
        hall.page.go_back()
        expect(hall.page.locator(".fx")).to_have_count(0)
        hall.page.wait_for_selector(".ft-map[data-drawn]")
        expect(hall.page.get_by_test_id("stHeader")).to_be_visible()
        assert hall.page.evaluate("globalThis.fengtuMark")
        assert show.evaluate("show => show.map.deck") is None
