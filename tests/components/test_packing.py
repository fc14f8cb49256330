"""What a component is sent: where its script is, and its data deflated."""

from __future__ import annotations

import json
import zlib

from components.bridge import packed
from geodata.operate.publish import Assets

ASSETS = Assets(engine="engine-1", web="web-2", record="record-3")


def test_data_comes_back_whole() -> None:
    data = {"name": '储能电站\n"<b>"', "counts": [0, 12, 300], "nothing": None}
    url, body = packed(ASSETS, data).split(b"\n", 1)
    assert url == b"/app/static/web-2/mount.js"
    assert zlib.decompress(body).endswith(b"\n")
    assert json.loads(zlib.decompress(body)) == data


def test_bits_follow_the_text() -> None:
    """A line feed among the bits is a bit like any other."""
    bits = bytes(range(256))
    body = packed(ASSETS, {"name": "储能"}, bits).split(b"\n", 1)[1]
    text, rest = zlib.decompress(body).split(b"\n", 1)
    assert json.loads(text) == {"name": "储能"}
    assert rest == bits


def test_text_is_not_escaped() -> None:
    """Streamlit's own JSON takes six bytes for a Chinese character."""
    text = "".join(chr(0x4E00 + 37 * n % 20_000) for n in range(2000))
    assert len(packed(ASSETS, {"text": text})) < 3 * len(text)
