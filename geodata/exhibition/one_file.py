"""The exhibition as one HTML file: engine, record, tour, scripts and styles are inside."""

from __future__ import annotations

import base64
import json
import re
from importlib import resources
from pathlib import Path
from typing import Any, Final

from geodata.atlas.layers import MapLayers
from geodata.atlas.palette import DARK
from geodata.config import WEB
from geodata.exhibition.contents import contents

# Scripts in the order of their imports.
MODULES: Final = (
    *("dom", "palette", "camera", "record", "symbols", "marks", "engine", "ground", "labels"),
    *(
        "levels",
        "anchors",
        "layers",
        "stage",
        "exhibit_map",
        "exhibit_text",
        "exhibit_views",
        "exhibition",
    ),
)
_IMPORT: Final = re.compile(r'^import (\{[^}]+\}) from "\./(\w+)\.js";\n', re.MULTILINE)
_EXPORT: Final = re.compile(
    r"^export (?:default )?(?=(?:async )?(?:function|class|const) (\w+))", re.MULTILINE
)
# What ends a script element or hides its end, whatever its case.
_ENDS: Final = re.compile(r"<(/script|!--)", re.IGNORECASE)

# Nothing may be loaded from anywhere; the browser itself sees to it.
_POLICY: Final = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:"
)


def engine_file() -> bytes:
    """deck.gl as the pydeck package carries it, whole."""
    bundle = resources.files("pydeck") / "nbextension" / "static" / "index.js"
    return bundle.read_bytes()


def script_of(modules: dict[str, str]) -> str:
    """ES modules, in the order of their imports, as one script without imports.

    Each becomes a function that returns what it exports. ValueError for an import of something
    that does not come before.
    """
    parts = ["const modules = {};"]
    known: set[str] = set()
    for name, text in modules.items():
        for _, source in _IMPORT.findall(text):
            if source not in known:
                raise ValueError(f"{name}.js imports {source}.js, which does not come before it")
        exported = _EXPORT.findall(text)
        body = _EXPORT.sub("", _IMPORT.sub(r"const \1 = modules.\2;\n", text))
        parts.append(
            f"modules.{name} = (() => {{\n{body}\nreturn {{ {', '.join(exported)} }};\n}})();"
        )
        known.add(name)
    return "\n".join(parts)


def carried(layers: MapLayers) -> dict[str, Any]:
    """Files of the record by name: JSON as data, pictures as data URLs."""
    found: dict[str, Any] = {}
    for name, content in layers.files().items():
        if name.endswith(".json"):
            found[name] = json.loads(content)
        elif name == "marks-dark.svg":  # the hall is dark
            found[name] = "data:image/svg+xml;base64," + base64.b64encode(content).decode("ascii")
    return found


def _inside(text: str) -> str:
    """Script text that cannot end the element it stands in."""
    return _ENDS.sub(r"<\\\1", text)


def _data(content: object) -> str:
    """JSON that is a JavaScript literal and cannot end the element it stands in."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def html_bytes(layers: MapLayers, web: Path = WEB) -> bytes:
    """The file, UTF-8. About 5.5 MB, of which the engine is 4.3."""
    said = contents(layers)
    script = script_of({name: (web / f"{name}.js").read_text("utf-8") for name in MODULES})
    styles = (web / "exhibit.css").read_text("utf-8")
    return f"""<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>峰图 Fengtu</title>
<style>
{styles}
</style>
</head>
<body style="margin:0;background:{DARK.ground}">
<main></main>
<script>
{_inside(engine_file().decode("utf-8"))}
</script>
<script>
globalThis.fengtuCarried = {_data(carried(layers))};
globalThis.fengtuContents = {_data(said)};
</script>
<script>
{script}
modules.exhibition.start(document.querySelector("main"), fengtuContents, {{
  files: {{ engine: "", record: "" }},
  pace: globalThis.fengtuPace,
  reload: () => location.reload(),
}});
</script>
</body>
</html>
""".encode()
