"""How a component's script and data reach the browser: the script by URL, the data compressed.

Streamlit sends a component's script and data with every rerun, text as escaped JSON. Ours sends a
loader of a few lines instead; the browser fetches the script itself once from static/, where the
folder is named by its hash, and the data is deflated JSON.
"""

from __future__ import annotations

import json
import logging
import zlib
from collections.abc import Callable
from typing import Any, Final

import streamlit as st

from components import link
from geodata.atlas.mark_mask import Bounds, bounds_of
from geodata.operate.publish import Assets

Event = dict[str, Any]
_SEEN: Final = "fengtu_seen"

_log = logging.getLogger("fengtu")

# Sent with every component at every rerun, so it is short. The first line of the data is the URL of
# web/mount.js, which decompresses the data and calls the component's script.
# Streamlit takes text with a line feed for a script, not for the name of one.
_LOADER: Final = (
    "export default c=>{let d=c.data;import(location.origin+"
    "new TextDecoder().decode(d.subarray(0,d.indexOf(10)))).then(m=>m.mount(c))\n"
    "return()=>c.parentElement.ftStop?.()}"
)


def component(name: str) -> Callable[..., None]:
    """Draws the component of components/web/`name`.js: `draw(key, data, on_event)`.

    `data` comes from `packed`; `on_event` is called with each event that the script sends.
    """
    mounted = st.components.v2.component(f"fengtu_{name}", js=_LOADER, isolate_styles=False)

    def draw(key: str, data: bytes, on_event: Callable[[Event], None] | None = None) -> None:
        def changed() -> None:
            event = st.session_state[key].event
            try:
                if event:
                    link.catch_up()
                    st.session_state[_SEEN] = bounds_of(event.get("seen"))
                    if on_event is not None:
                        on_event(event)
                    link.outdated()
            except Exception:  # a forged message; Streamlit would show an error text of its own
                _log.exception("%s: an event was not understood", name)

        mounted(key=key, data=data, on_event_change=changed)

    return draw


def seen() -> Bounds | None:
    """The viewport of a country's map at the last event; None while it shows no marks."""
    bounds: Bounds | None = st.session_state.get(_SEEN)
    return bounds


def static_url(folder: str) -> str:
    """URL path of a folder below static/, with the base path that the app is served under."""
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"{'/' + base if base else ''}/app/static/{folder}"


def packed(assets: Assets, data: dict[str, Any], bits: bytes = b"") -> bytes:
    """The payload of a component: a line with the URL of web/mount.js, then a deflate stream.

    The stream holds `data` as one line of JSON, then `bits`. The two are flushed into separate
    blocks, so that each gets a Huffman code of its own: their bytes have nothing in common.
    """
    url = f"{static_url(assets.web)}/mount.js\n"
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    deflater = zlib.compressobj(9)
    parts = [deflater.compress(f"{text}\n".encode())]
    if bits:
        parts += [deflater.flush(zlib.Z_SYNC_FLUSH), deflater.compress(bits)]
    return b"".join([url.encode(), *parts, deflater.flush()])
