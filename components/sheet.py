"""A page of text and tables."""

from __future__ import annotations

from components import browser
from components.shell import Frame
from geodata.blocks import Block

_component = browser.component("sheet")


def sheet(frame: Frame, blocks: list[Block], key: str) -> None:
    """Draw `blocks` one below the other."""
    _component(key=key, data=frame.browser_data("sheet", blocks=blocks))
