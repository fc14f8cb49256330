"""How a component's script and its data reach the browser: by URL, and deflated.

Streamlit sends a component's script and data with every rerun, text as escaped JSON. Ours is a
loader of a few lines; the script itself comes once from static/, in a folder whose name is its
hash, and the data is packed.
"""

from __future__ import annotations

import json
import logging
import zlib
from collections.abc import Callable
from typing import Any, Final

import streamlit as st

from geodata.atlas.mark_mask import Bounds, bounds_of
from geodata.operate.publish import Assets

Event = dict[str, Any]
_SEEN: Final = "fengtu_seen"

_log = logging.getLogger("fengtu")

# Sent with every component at every run, so it is short. The first line of the data is the URL of
# web/mount.js, which does the rest.
_LOADER: Final = """\
export default (component) => {
 const { data, parentElement } = component;
 const url = new TextDecoder().decode(data.subarray(0, data.indexOf(10)));
 import(location.origin + url).then(({ mount }) => mount(component));
 return () => parentElement.ftStop?.();
}"""


def component(name: str) -> Callable[..., None]:
    """Draws the component of components/web/`name`.js: `draw(key, data, on_event)`.

    `data` is `packed`; `on_event` is called with what the script sends.
    """
    mounted = st.components.v2.component(f"fengtu_{name}", js=_LOADER, isolate_styles=False)

    def draw(key: str, data: bytes, on_event: Callable[[Event], None] | None = None) -> None:
        def changed() -> None:
            event = st.session_state[key].event
            try:
                if event:
                    st.session_state[_SEEN] = bounds_of(event.get("seen"))
                    if on_event is not None:
                        on_event(event)
            except Exception:  # a message made by hand; Streamlit would show a text of its own
                _log.exception("%s: an event was not understood", name)

        mounted(key=key, data=data, on_event_change=changed)

    return draw


def seen() -> Bounds | None:
    """The part of the map that showed marks at the reader's last event; None where none did."""
    bounds: Bounds | None = st.session_state.get(_SEEN)
    return bounds


def static_url(folder: str) -> str:
    """URL path of a folder below static/, whatever path the app is served under."""
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"{'/' + base if base else ''}/app/static/{folder}"


def packed(assets: Assets, data: dict[str, Any], bits: bytes = b"") -> bytes:
    """`data` as a component takes it: the URL of the script that unpacks it, then deflated.

    JSON in one line, then `bits` as they are. Each has a code of its own, since they have no bytes
    in common.
    """
    url = f"{static_url(assets.web)}/mount.js\n"
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    deflater = zlib.compressobj(9)
    parts = [deflater.compress(f"{text}\n".encode())]
    if bits:
        parts += [deflater.flush(zlib.Z_SYNC_FLUSH), deflater.compress(bits)]
    return b"".join([url.encode(), *parts, deflater.flush()])
