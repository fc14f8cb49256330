"""What an upgrade of Streamlit or pydeck runs first: the names of theirs that our scripts use.

`engine.js` reaches into deck.gl, `chrome.js` into Streamlit's page. Nobody promised these names; a
missing one stands here by itself instead of somewhere as a map without marks.
"""

from __future__ import annotations

import re

import pytest
from fixture.driving import idle, opened
from playwright.sync_api import Page

from geodata.config import WEB

pytestmark = pytest.mark.browser

# JavaScript that is true where a name still means what we take it for.
ENGINE = {
    "createDeck": "typeof createDeck === 'function'",
    "deck.props.layers": "Array.isArray(deck.props.layers)",
    "deck.isInitialized": "deck.isInitialized === true",
    "deck.finalize": "typeof deck.finalize === 'function'",
    "deck.getViewports": "typeof deck.getViewports()[0].project === 'function'",
    "layerName": "icon.layerName === 'IconLayer' && 'ScatterplotLayer' in stage.kinds",
    "transitionInterpolator": "typeof stage.flight.interpolateProps === 'function'",
    "device.canvasContext.destroy": "typeof deck.device.canvasContext.destroy === 'function'",
    "device.destroy": "typeof deck.device.destroy === 'function'",
    "device.createBuffer": "typeof deck.device.createBuffer === 'function'",
    "getNumInstances": "stage.deck.props.layers.every((l) => l.getNumInstances() >= 0)",
    "setNeedsRedraw": "typeof icon.prototype.setNeedsRedraw === 'function'",
    "pipeline.linkStatus": "stage.deck.props.layers[0].getModels()[0].pipeline.linkStatus",
    "eventRecognizerOptions": "deck.props.eventRecognizerOptions.click.time > 250",
    "_getModel": "typeof icon.prototype._getModel === 'function'",
    "getShaders": "typeof icon.prototype.getShaders === 'function'",
    "getAttributeManager": "typeof manager.add === 'function'",
    "getBufferLayouts": "manager.getBufferLayouts({ isInstanced: false }).length > 0",
    "stepMode": "Object.values(attributes).every((a) => a.settings.stepMode === 'vertex')",
    "setIndexBuffer": "typeof marks.state.model.setIndexBuffer === 'function'",
    "setVertexCount": "typeof marks.state.model.setVertexCount === 'function'",
    "positions": "'positions' in attributes",
    "getPosition": "'instancePositions' in attributes",
    "getSize": "'instanceSizes' in attributes",
    "getPixelOffset": "'instancePixelOffset' in attributes",
    "instanceIconDefs": "'instanceIconDefs' in attributes",
    "instancePickingColors": "'instancePickingColors' in attributes",
}
_INSIDE = """(said) => {
    const stage = fengtuMap, { deck } = stage;
    const marks = deck.props.layers.find((layer) => layer.id === "marks");
    const icon = stage.kinds.IconLayer;
    const manager = marks.getAttributeManager();
    const given = { stage, deck, marks, icon, manager, attributes: manager.attributes };
    return Boolean(new Function(...Object.keys(given), `return ${said}`)(...Object.values(given)));
}"""

# Parts of Streamlit's page, each with the path of a page where it is.
PARTS = {
    ".stApp": "",
    '[data-testid="stSidebar"]': "",
    '[data-testid="stTopNav"]': "",
    '[data-testid="stSkipToContent"]': "",
    '[data-testid="stMain"]': "",
    '[data-testid="stSidebarCollapseButton"] button': "",
}


@pytest.fixture
def atlas(page: Page, site: str) -> Page:
    return opened(page, site)


def test_deck_has_what_we_reach_for(atlas: Page) -> None:
    missing = [name for name, said in ENGINE.items() if not atlas.evaluate(_INSIDE, said)]
    assert missing == []


@pytest.mark.parametrize("url", sorted(set(PARTS.values())))
def test_streamlit_has_the_parts_that_we_name(page: Page, site: str, url: str) -> None:
    page.goto(f"{site}/{url}")
    idle(page)
    for selector in (selector for selector, where in PARTS.items() if where == url):
        page.wait_for_selector(selector, state="attached")


def test_the_header_has_a_button_when_the_sidebar_is_folded(visitor, site: str) -> None:
    page = visitor(viewport={"width": 390, "height": 844})
    opened(page, site)
    page.wait_for_selector('[data-testid="stHeader"] button')


def test_streamlit_says_when_its_script_runs(atlas: Page) -> None:
    atlas.evaluate(
        """() => {
            globalThis.said = [];
            const app = document.querySelector(".stApp");
            new MutationObserver(() => said.push(app.dataset.testScriptState))
                .observe(app, { attributeFilter: ["data-test-script-state"] });
        }"""
    )
    atlas.locator('.ft-filters [data-key="sector-energy"]').click()
    atlas.wait_for_function("said.includes('running') && said.at(-1) === 'notRunning'")


def test_only_one_file_each_knows_these_names() -> None:
    """They are `engine.js` and `chrome.js`; what is public of deck.gl may be used elsewhere."""
    private = {
        "engine.js": r"_getModel|getShaders|AttributeManager|instance[A-Z]\w+|stepMode"
        r"|canvasContext|createBuffer|set(?:IndexBuffer|VertexCount)|layerName",
        "chrome.js": r"data-test|testScriptState|stApp\b|\bst[A-Z]\w+",
    }
    for owner, names in private.items():
        elsewhere = {
            (script.name, found)
            for script in WEB.glob("*.js")
            if script.name != owner
            for found in re.findall(names, script.read_text(encoding="utf-8"))
        }
        assert elsewhere == set()
