"""The pictures of targets in the browser: on a phone and at a desk, by mouse and by keyboard."""

from __future__ import annotations

import pytest
from fixture.driving import idle
from playwright.sync_api import Page, expect

from geodata.record.record import Record

pytestmark = pytest.mark.browser

# What sticks out of the window, or of its own picture; and labels of a row that cover each other.
_OUTSIDE = """() => {
    const wide = document.documentElement.clientWidth;
    return [...document.querySelectorAll(".ft-bars button, .ft-panels button, .ft-panels p")]
        .filter((node) => node.offsetParent && !node.closest("details:not([open])"))
        .filter((node) => {
            const { left, right } = node.getBoundingClientRect();
            return left < 0 || right > wide || node.scrollWidth > node.clientWidth + 1;
        })
        .map((node) => node.textContent);
}"""
_COVERED = """() => [...document.querySelectorAll(".ft-track")].flatMap((track) => {
    const boxes = [...track.querySelectorAll("button")]
        .map((label) => label.getBoundingClientRect())
        .sort((a, b) => a.left - b.left);
    return boxes.slice(1)
        .filter((box, n) => box.left < boxes[n].right - 0.5)
        .map(() => track.textContent);
})"""
# Start and length of each stretch of a bar, of the width of its picture.
_STRETCHES = """(key) => {
    const bars = [...document.querySelectorAll(".ft-bar")];
    const bar = bars.find((li) => li.textContent.includes(key));
    const box = (selector) => bar.querySelector(selector).getBoundingClientRect();
    const whole = box(".ft-drawn");
    return [".ft-operating", ".ft-named", ".ft-rest"].map((part) => {
        const { left, width } = box(part);
        return [(left - whole.left) / whole.width, width / whole.width];
    });
}"""


def opened(page: Page, url: str) -> Page:
    page.goto(url)
    page.wait_for_selector(".ft-panels")
    idle(page)
    return page


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_is_cut_and_no_label_covers_another(
    visitor, site: str, width: int, language: str
) -> None:
    page = opened(
        visitor(viewport={"width": width, "height": 900}), f"{site}/targets?lang={language}"
    )
    main = page.locator('[data-testid="stMain"]')
    assert main.evaluate("node => node.scrollWidth - node.clientWidth") == 0
    assert page.evaluate(_OUTSIDE) == []
    assert page.evaluate(_COVERED) == []
    # The table of the other targets shows its numbers without being pushed.
    table = page.locator(".ft-sheet > .ft-scroll")
    assert table.evaluate("node => node.scrollWidth - node.clientWidth") <= 0
    # 1,792 of 6,000 MW operate, 300 are named, up to the target of 3,700.
    found = page.evaluate(_STRETCHES, {"zh": "风电装机容量", "en": "wind power capacity"}[language])
    true = [(0, 1792), (1792, 300), (2092, 1608)]
    for (start, length), (mw, size) in zip(found, true, strict=True):
        assert start == pytest.approx(mw / 6000, abs=0.004)
        assert length == pytest.approx(size / 6000, abs=0.004)


def test_the_width_is_used_at_a_desk(visitor, site: str) -> None:
    page = opened(visitor(viewport={"width": 1920, "height": 1080}), f"{site}/targets")
    main = page.locator('[data-testid="stMain"]').evaluate("node => node.clientWidth")
    for picture in (".ft-bars", ".ft-panels"):
        assert page.locator(picture).evaluate("node => node.clientWidth") > 0.95 * main
    # Cities stand in two columns, the small pictures in several.
    lefts = "nodes => new Set(nodes.map((n) => Math.round(n.getBoundingClientRect().left))).size"
    assert page.locator(".ft-groups > section").evaluate_all(lefts) == 2
    assert page.locator(".ft-panel").evaluate_all(lefts) >= 4


def test_a_part_opens_its_items_and_an_item_its_card(page: Page, site: str, record: Record) -> None:
    opened(page, f"{site}/targets")
    bar = page.locator(".ft-bar").filter(has_text="风电装机容量")
    fold = bar.locator("details")
    expect(fold).not_to_have_attribute("open", "")
    # By keyboard: the part, then its items, which come next.
    bar.get_by_role("button", name="列名 4 项 30").focus()
    page.keyboard.press("Enter")
    expect(fold).to_have_attribute("open", "")
    expect(fold.locator("ul")).to_be_focused()
    page.keyboard.press("Tab")
    expect(fold.get_by_role("button", name="中广核庆云中丁100MW风电项目")).to_be_focused()
    page.keyboard.press("Enter")
    row = record.projects[record.projects.name_zh == "中广核庆云中丁100MW风电项目"].iloc[0]
    expect(page.locator(".ft-card blockquote")).to_have_text(row.quote_zh)
    # By mouse, on what is drawn: the source of what operates.
    bar.locator(".ft-operating").click()
    expect(fold.locator(".ft-shown")).to_contain_text("Global Wind Power Tracker")


def test_a_dot_opens_its_clause_in_view(page: Page, site: str, record: Record) -> None:
    opened(page, f"{site}/targets")
    panel = page.locator(".ft-panel").filter(has_text="非化石能源消费比重").first
    panel.get_by_role("button", name="≥ 43% 2035").click()
    shown = panel.locator(".ft-shown")
    expect(shown).to_contain_text("济南起步区 2035 ≥\u00a043%，起步区，")
    expect(shown).to_be_in_viewport()
    target = record.targets.set_index("target_id").loc["jinan_qibu-t004"]
    clause = panel.locator(".ft-shown + blockquote")
    expect(clause).to_have_text(target.quote_zh)
    expect(clause).to_be_in_viewport(ratio=1)
    # What the width of the window does to labels is undone when it changes again.
    before = panel.locator(".ft-track button").first.evaluate("node => node.style.left")
    page.set_viewport_size({"width": 700, "height": 900})
    page.set_viewport_size({"width": 1280, "height": 800})
    page.wait_for_function(
        "([key, left]) => document.querySelector(key).style.left === left",
        arg=[".ft-panel .ft-track button", before],
    )


def test_a_filter_leaves_its_city_in_colour(page: Page, site: str) -> None:
    opened(page, f"{site}/targets?city=dezhou&theme=dark")
    panel = page.locator(".ft-panel").filter(has_text="非化石能源消费比重").first
    own, other = panel.locator("li").nth(0), panel.locator("li").nth(1)
    colour = "node => getComputedStyle(node.querySelector('.ft-mark')).stroke"
    assert own.evaluate(colour) != other.evaluate(colour)
    expect(page.locator(".ft-sheet")).to_contain_text("彩色为筛选内的")
    # A band for “about” can be told from the ground in the dark.
    fill = own.locator(".ft-mark-about").first.evaluate("node => getComputedStyle(node).fill")
    ground = panel.evaluate("node => getComputedStyle(node).backgroundColor")
    assert contrast(fill, ground) > 3


def contrast(one: str, other: str) -> float:
    """Of two colours as browsers say them, by WCAG 2.2."""

    def light(colour: str) -> float:
        parts = [int(c) / 255 for c in colour.strip("rgb()").split(",")[:3]]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    a, b = sorted((light(one), light(other)))
    return (b + 0.05) / (a + 0.05)
