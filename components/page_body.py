"""A page of text and tables whose cells open cards and counties."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from components import bridge, link
from components.frame import PageContext
from geodata.views.picture import Shown

_component = bridge.component("page_body")


def page_body(
    context: PageContext,
    blocks: Iterable[Shown],
    key: str,
    on_choice: Callable[[str, str], None] | None = None,
) -> None:
    """Draw `blocks` one below the other; a drop-down calls `on_choice` with its name and value."""

    def on_event(event: bridge.Event) -> None:
        match event.get("type"):
            case "item":
                link.write(item=str(event["id"]))
            case "county":
                link.write(item="", at=str(event["adcode"]))
            case "plan":
                link.open_plan(context.view.filters, context.record, str(event["id"]))
            case "choice" if on_choice is not None:
                on_choice(str(event["name"]), str(event["value"]))

    _component(
        key=key,
        data=context.browser_data(blocks=[block.as_data() for block in blocks]),
        on_event=on_event,
    )
