"""The colours of what Python draws are those of the map in the browser."""

from __future__ import annotations

import re

from geodata.atlas import colours
from geodata.config import WEB


def test_the_browser_has_the_same() -> None:
    light = re.search(r"light: \{(.*?)\n  \}", (WEB / "palette.js").read_text("utf-8"), re.DOTALL)
    assert light
    classes = re.search(r"classes: \[(.*?)\]", light[1])
    assert classes
    assert tuple(re.findall(r"#\w{6}", classes[1])) == colours.CLASSES
    said = dict(re.findall(r'(\w+): "(#\w{6})"', light[1]))
    ours = {
        "noPlan": colours.NO_PLAN_FILL,
        "outside": colours.GROUND,
        "line": colours.LINE,
        "city": colours.CITY,
        "context": colours.CONTEXT,
        "province": colours.PROVINCE,
        "hatch": colours.HATCH_LINE,
    }
    assert {name: said[name] for name in ours} == ours
