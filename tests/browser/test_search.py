"""The search box: typing, composing, the keyboard alone, what a choice does, desk and phone."""

from __future__ import annotations

import pytest
from fixture.driving import count_line, idle, opened, query
from playwright.sync_api import Page, expect

from geodata.record.filters import Filters
from geodata.record.record import Record
from geodata.record.selection import select

pytestmark = pytest.mark.browser

QINGYUN = "371423"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def suggested(page: Page, text: str) -> list[str]:
    """What the list says of a text that is typed, group by group, once it is there."""
    page.keyboard.type(text, delay=30)
    page.locator(".ft-found:not([hidden])").wait_for()
    return page.locator(".ft-found-head").all_inner_texts()


def asked(page: Page, **parameters: str) -> None:
    """Wait until the address says these and nothing else, and the page has followed."""
    page.wait_for_function(
        """said => {
            const own = Object.fromEntries(new URL(location).searchParams);
            return JSON.stringify(Object.entries(own).sort()) ===
                JSON.stringify(Object.entries(said).sort());
        }""",
        arg=parameters,
    )
    idle(page)


def test_a_county_by_initials_without_a_mouse(page: Page, site: str, record: Record) -> None:
    """`/`, two letters and Enter: it is the filter, and its card is open."""
    opened(page, site)
    box = page.locator('[data-key="search"]')
    page.keyboard.press("/")
    expect(box).to_be_focused()
    heads = suggested(page, "qy")
    assert heads[0] == "县区"
    first = page.locator('[data-key="found-county-371423"]')
    expect(first).to_have_text("庆云县德州市4 项")
    page.keyboard.press("ArrowDown")
    expect(first).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", first.get_attribute("id") or "-")
    page.keyboard.press("Enter")
    asked(page, county=QINGYUN, at=QINGYUN)
    expect(page.locator(".ft-card")).to_contain_text("庆云县")
    expect(page.locator(".ft-found")).to_be_hidden()
    expect(box).to_have_value("")
    assert count_line(page)[0] == len(select(record, Filters(county=(QINGYUN,))).rows)


def test_nothing_is_asked_while_somebody_composes(page: Page, site: str) -> None:
    opened(page, site)
    sent: list[str] = []
    page.locator('[data-key="search"]').click()
    page.evaluate(
        """() => {
            globalThis.pressed = [];
            const box = document.querySelector('[data-key="search"]');
            box.addEventListener("compositionend", () => pressed.push("end"));
            new MutationObserver(() => pressed.push("list")).observe(
                document.querySelector(".ft-found"), { attributeFilter: ["hidden"] });
        }"""
    )
    page.on("websocket", lambda socket: sent.append(socket.url))
    hand = page.context.new_cdp_session(page)
    for text in ("q", "qing", "qing yun"):
        hand.send(
            "Input.imeSetComposition",
            {"text": text, "selectionStart": len(text), "selectionEnd": len(text)},
        )
        page.wait_for_timeout(150)  # longer than the pause after which a text is asked for
    assert page.evaluate("pressed") == []
    expect(page.locator(".ft-found")).to_be_hidden()
    hand.send("Input.insertText", {"text": "庆云"})
    page.locator('[data-key="found-county-371423"]').wait_for()
    assert page.evaluate("pressed")[:2] == ["end", "list"]
    page.keyboard.press("Enter")
    asked(page, county=QINGYUN, at=QINGYUN)


def test_an_item_opens_though_the_filters_left_it_out(
    page: Page, site: str, record: Record
) -> None:
    opened(page, f"{site}/?sector=sink&city=dezhou")
    wind = record.projects[record.projects.name_zh == "中广核庆云中丁100MW风电项目"].iloc[0]
    page.keyboard.press("/")
    suggested(page, "zghqy")
    page.keyboard.press("Enter")
    asked(page, city="dezhou", item=wind.project_id)
    expect(page.locator(".ft-card")).to_contain_text(wind.quote_zh[:12])


def test_a_kind_a_plan_and_a_page_without_kinds(page: Page, site: str) -> None:
    """On the targets a kind asks for those of its sector; a plan opens its page."""
    page.goto(f"{site}/targets")
    page.locator('[data-key="search"]').wait_for()
    idle(page)
    page.keyboard.press("/")
    suggested(page, "fdc")
    page.locator('[data-key="found-kind-wind_farm"]').click()
    page.wait_for_url(f"{site}/targets?kind=wind_farm*")
    idle(page)
    page.keyboard.press("/")
    suggested(page, "淄博市碳达峰")
    page.locator('[data-key="found-plan-zibo"]').click()
    page.wait_for_url(f"{site}/plan*")
    idle(page)
    expect(page.locator("h2").first).to_contain_text("淄博")
    assert query(page)["kind"] == "wind_farm"


def test_escape_and_a_text(page: Page, site: str, record: Record) -> None:
    """The full text stands last; Escape closes the list, then takes the text back."""
    opened(page, site)
    box = page.locator('[data-key="search"]')
    page.keyboard.press("/")
    assert suggested(page, "储能")[-1] == "全文"
    expect(page.locator('[data-key="found-text-储能"]')).to_contain_text("名称 7 项，原文 8 项")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    asked(page, q="储能")
    expect(box).to_have_value("储能")
    assert count_line(page)[0] == len(select(record, Filters(text="储能")).rows)
    page.keyboard.press("ArrowDown")
    expect(page.locator(".ft-found")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".ft-found")).to_be_hidden()
    expect(box).to_have_value("储能")
    page.keyboard.press("Escape")
    asked(page)
    expect(box).to_have_value("")


def test_what_is_nowhere_says_what_to_do(page: Page, site: str) -> None:
    opened(page, f"{site}/?lang=en")
    page.keyboard.press("/")
    page.keyboard.type("xyzzy")
    expect(page.locator(".ft-found-foot")).to_contain_text("Type the name of a county")
    page.keyboard.press("Enter")
    assert query(page) == {"lang": "en"}


def test_on_a_phone_the_map_is_free_after_a_choice(visitor, site: str) -> None:
    page: Page = visitor(**PHONE)
    opened(page, site)
    page.locator('[data-testid="stHeader"] button').first.tap()
    box = page.locator('[data-key="search"]')
    box.tap()
    page.keyboard.insert_text("天桥")
    option = page.locator('[data-key="found-county-370105"]')
    option.wait_for()
    place = page.locator(".ft-found").bounding_box()
    assert place is not None
    assert place["x"] >= 0
    assert place["x"] + place["width"] <= 390
    assert place["y"] + place["height"] <= 844
    height = option.bounding_box()
    assert height is not None
    assert height["height"] >= 32
    option.tap()
    asked(page, county="370105", at="370105")
    expect(page.locator('[data-testid="stSidebar"]')).not_to_be_in_viewport()
    expect(page.locator(".ft-card")).to_be_in_viewport()
