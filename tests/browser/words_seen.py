"""What a page says: texts that are seen, and names that are read out."""

from __future__ import annotations

from playwright.sync_api import Page

# Streamlit writes an icon as the name of its glyph.
_GLYPHS = '[data-testid="stIconMaterial"], style, script, noscript'


def texts(page: Page, within: str = "body", without: str = "none") -> list[str]:
    """Texts that are seen inside `within` and outside `without`; both are CSS selectors."""
    return page.evaluate(
        """([within, without]) => {
            const said = new Set();
            for (const root of document.querySelectorAll(within)) {
                const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
                while (walker.nextNode()) {
                    const node = walker.currentNode;
                    const text = node.data.trim();
                    if (!text || node.parentElement.closest(without)) continue;
                    if (node.parentElement.checkVisibility({ visibilityProperty: true }))
                        said.add(text);
                }
            }
            return [...said];
        }""",
        [within, f"{_GLYPHS}, {without}"],
    )


def attributes(page: Page, within: str = "body", without: str = "none") -> list[str]:
    """Labels, titles, hints and alternatives of what is there inside `within`."""
    return page.evaluate(
        """([within, without]) => {
            const said = new Set();
            for (const name of ["aria-label", "title", "placeholder", "alt"])
                for (const root of document.querySelectorAll(within))
                    for (const node of root.querySelectorAll(`[${name}]`))
                        if (!node.closest(without) && node.checkVisibility())
                            said.add(node.getAttribute(name));
            return [...said];
        }""",
        [within, without],
    )
