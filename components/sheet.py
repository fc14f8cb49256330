"""A page of text and tables whose cells open cards and counties."""

from __future__ import annotations

from collections.abc import Callable

from components import browser, state
from components.shell import Frame
from geodata.blocks import Block

_component = browser.component("page_body")


def sheet(
    frame: Frame,
    blocks: list[Block],
    key: str,
    on_choice: Callable[[str, str], None] | None = None,
) -> None:
    """Draw `blocks` one below the other; a drop-down calls `on_choice` with its name and value."""

    def on_event(event: browser.Event) -> None:
        match event.get("type"):
            case "item":
                state.write(item=str(event["id"]))
            case "county":
                state.write(item="", at=str(event["adcode"]))
            case "choice" if on_choice is not None:
                on_choice(str(event["name"]), str(event["value"]))

    _component(key=key, data=frame.browser_data(blocks=blocks), on_event=on_event)
