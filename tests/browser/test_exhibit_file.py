"""The one file as a browser reads it: hostile text stays text, modules keep their meaning."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fixture.copies import edit
from fixture.hall import entered
from playwright.sync_api import Browser, Page, expect

from geodata.atlas.layers import MapLayers
from geodata.config import Config
from geodata.exhibition import one_file as writer
from geodata.record.record import read_record

pytestmark = pytest.mark.browser

HOSTILE = (
    "</script><script>globalThis.broken = 1</script>"
    "<!-- <script> \u2028 <img src=x onerror=broken=1>"
)


@pytest.fixture
def hostile(small_copy: Config, tmp_path: Path) -> Path:
    """A file made of a record that means harm, in every text that is shown."""
    for table, line, column in (
        ("projects", 2, "name_zh"),
        ("projects", 2, "name_en"),
        ("projects", 2, "quote_zh"),
        ("projects", 2, "section"),
        ("documents", 2, "city_zh"),
        ("documents", 2, "title_zh"),
    ):
        edit(small_copy, table, line, column, HOSTILE)
    file = tmp_path / "hostile.html"
    file.write_bytes(writer.html_bytes(MapLayers(read_record(small_copy), small_copy)))
    return file


def test_hostile_text_is_text(browser: Browser, hostile: Path) -> None:
    with entered(browser) as hall:
        hall.open(hostile.as_uri())
        hall.page.evaluate("() => fengtuExhibition.choose({ city: 'dezhou' })")
        assert hall.page.locator(".fx-panel h1").text_content() == HOSTILE
        hall.page.evaluate("() => fengtuExhibition.choose({ thing: 'dezhou-001' })")
        assert hall.page.locator(".fx-panel h1").text_content() == HOSTILE
        assert hall.page.locator(".fx-panel blockquote").text_content() == HOSTILE
        expect(hall.page.locator(".fx-cite")).to_contain_text("<script> \u2028 <img")
        assert hall.page.evaluate("globalThis.broken") is None
        expect(hall.page.locator("script")).to_have_count(3)
        expect(hall.page.locator("img")).to_have_count(0)
        assert hall.page.title() == "峰图 Fengtu"
        assert hall.asked == [hostile.as_uri()]


@pytest.fixture
def blank(browser: Browser) -> Iterator[Page]:
    """An empty page of a server that is not there."""
    context = browser.new_context()
    page = context.new_page()
    yield page
    context.close()


def test_the_file_refuses_to_load(blank: Page, one_file: Path) -> None:
    """The browser itself keeps it from asking for anything."""
    ended: list[str | None] = []
    blank.on("requestfinished", lambda request: ended.append(request.url))
    blank.on("requestfailed", lambda request: ended.append(request.failure))
    blank.goto(one_file.as_uri())
    refused = blank.evaluate(
        """async () => {
            const image = new Image();
            const ends = new Promise((resolve) => { image.onerror = () => resolve("refused"); });
            image.src = "http://127.0.0.1:9/x.png";
            return [await fetch("http://127.0.0.1:9/").catch(() => "refused"), await ends];
        }"""
    )
    assert refused == ["refused", "refused"]
    assert set(ended) - {one_file.as_uri()} == {"csp"}


MODULES = {
    "first": """
export const one = 1;
let told = 0;
export function tell() { told += one; return told; }
export async function late() { return "late"; }
""",
    "second": """
import { one, tell } from "./first.js";
const told = "mine";
tell();
export class Thing { get size() { return one + tell(); } }
export default function start() { return [told, new Thing().size, tell()]; }
""",
    "third": """
import { Thing } from "./second.js";
import { late, tell } from "./first.js";
export class Larger extends Thing { get size() { return super.size * 10; } }
export const all = async () => [new Larger().size, await late(), tell()];
""",
}
SAID = """async ({ second, third }, start) => [
    start(), new second.Thing().size, await third.all(), Object.keys(third).sort()]"""


def test_one_script_does_what_the_modules_do(blank: Page) -> None:
    blank.route(
        "http://127.0.0.1:9/**",
        lambda route: route.fulfill(
            content_type="text/javascript" if route.request.url.endswith(".js") else "text/html",
            body=MODULES.get(route.request.url.rpartition("/")[2].removesuffix(".js"), ""),
        ),
    )
    blank.goto("http://127.0.0.1:9/")
    apart = blank.evaluate(
        f"""async () => {{
            const [second, third] = await Promise.all([import("/second.js"), import("/third.js")]);
            return ({SAID})({{ second, third }}, second.default);
        }}"""
    )
    blank.add_script_tag(content=writer.script_of(MODULES))
    together = blank.evaluate(f"({SAID})(modules, modules.second.start)")
    assert together == apart
    assert together[0] == ["mine", 3, 3]
