"""What Ctrl+P gives: the page without its controls, nothing cut off, maps in their shape."""

from __future__ import annotations

import io

import pytest
from fixture.driving import idle
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from geodata.language.text import word

pytestmark = pytest.mark.browser

PAGES = {
    "/?city=dezhou&sector=energy": ".ft-map[data-drawn]",
    "/county?at=371423&with=371481": ".ft-map[data-drawn]",
    "/gaps": ".ft-map[data-drawn]",
    "/plan?plan=jinan_qibu": ".ft-sheet h2",
    "/targets": ".ft-sheet h2",
    "/sources": ".ft-sheet h2",
}
HIDDEN = (
    "[data-testid=stSidebar]",
    "[data-testid=stHeader]",
    ".st-key-downloads",
    ".ft-controls",
    ".ft-toggles",
)
PAPER_PX = 688  # between the margins of an upright A4 page
SHAPE = """element => {
  const box = element.getBoundingClientRect();
  return box.width / box.height;
}"""


@pytest.mark.parametrize("path", PAGES)
def test_a_printed_page_is_the_page_alone(path: str, page: Page, site: str) -> None:
    page.goto(site + path)
    page.wait_for_selector(PAGES[path])
    idle(page)
    maps = page.locator(".ft-map")
    shape = maps.evaluate(SHAPE) if maps.count() else None
    page.emulate_media(media="print")
    page.set_viewport_size({"width": PAPER_PX, "height": 971})
    for selector in HIDDEN:
        for part in page.locator(selector).all():
            expect(part).to_be_hidden()
    # No table and no map is wider than the paper.
    wide = page.evaluate(
        """width => [...document.querySelectorAll("table, .ft-map, .ft-sheet")]
          .filter(part => part.getBoundingClientRect().right > width + 1)
          .map(part => part.className)""",
        PAPER_PX,
    )
    assert wide == []
    if shape is not None:
        assert maps.evaluate(SHAPE) == pytest.approx(shape, rel=0.01)


def test_the_head_of_a_table_comes_again_on_every_page(page: Page, site: str) -> None:
    page.goto(f"{site}/?theme=dark")
    page.wait_for_selector(".ft-map[data-drawn]")
    idle(page)
    pages = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert len(pages) > 1
    # Heads that go on two lines are not read as one; these are short.
    heads = [word(key, "zh") for key in ("col_name", "col_kind")]
    for sheet in pages:
        said = sheet.extract_text().split("\n")
        assert [head for head in heads if not any(head in line for line in said)] == []
