"""The exhibition as one file: small, whole, and nothing in it can break out."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from geodata.atlas.layers import MapLayers
from geodata.config import WEB
from geodata.exhibition.one_file import MODULES, _data, _inside, carried, script_of

POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]+)">')


@pytest.fixture(scope="module")
def html(one_file: Path) -> str:
    """The file of the real record."""
    return one_file.read_bytes().decode("utf-8")


def test_it_is_small_enough_for_a_stick(html: str) -> None:
    assert len(html.encode("utf-8")) < 8_000_000


def test_nothing_may_be_loaded(html: str) -> None:
    (policy,) = POLICY.findall(html)
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules == {
        "default-src": "'none'",
        "script-src": "'unsafe-inline'",
        "style-src": "'unsafe-inline'",
        "img-src": "data:",
    }
    assert html.index("Content-Security-Policy") < html.index("<style>") < html.index("<script>")


def test_it_refers_to_nothing_outside(html: str) -> None:
    ours = re.sub(r"<script>.*?</script>", "", html, count=1, flags=re.DOTALL)  # but the engine
    assert re.findall(r'<(?:script|link|img)[^>]+(?:src|href)="(?!data:)', ours) == []
    assert re.findall(r"url\((?!data:)", ours) == []
    (styles,) = re.findall(r"<style>(.*?)</style>", ours, flags=re.DOTALL)
    assert "@import" not in styles  # in a script it is a comment that names types
    hosts = set(re.findall(r"https?://[^\s\"'`)<]+", ours))
    assert hosts <= {"http://www.w3.org/2000/svg"}


def test_every_element_ends_where_it_should(html: str) -> None:
    outside = re.sub(r"<(script|style)>.*?</\1>", "", html, flags=re.DOTALL)
    tags = re.findall(r"<(\w+)[ >]", outside)
    assert tags == ["html", "head", "meta", "meta", "meta", "link", "title", "body", "main"]
    assert len(outside) < 1500


def test_what_is_carried(html: str, layers: MapLayers) -> None:
    files = layers.files()
    found = carried(layers)
    assert found["marks.json"] == json.loads(files["marks.json"])
    assert found["counties.json"] == json.loads(files["counties.json"])
    assert found["marks-dark.svg"].startswith("data:image/svg+xml;base64,")
    assert "marks-light.svg" not in found
    literal = re.search(r"globalThis\.fengtuCarried = (.*);\n", html)
    assert literal is not None
    assert json.loads(literal[1]) == found


# Text that stands in a script

HOSTILE = [
    "</script><script>alert(1)</script>",
    "<!-- <script>",
    "]]>",
    "a\u2028b\u2029c",
    "\\u003c </SCRIPT >",
    '"};alert(1);//',
    "風\x00",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_data_is_the_same_and_harmless(text: str) -> None:
    said = _data({text: [text]})
    assert json.loads(said) == {text: [text]}
    assert not set("<\u2028\u2029\n") & set(said)


def test_a_script_cannot_end_its_element() -> None:
    said = _inside("const a = '</script>', b = '<!--', c = '</SCRIPT>', d = '</Script >';")
    assert re.search("</script|<!--", said, re.IGNORECASE) is None


def test_a_text_of_a_script_stays_what_it_says() -> None:
    """In a text a backslash before such a sign changes nothing."""
    assert _inside("'</script>' '<!--' '</b>'") == r"'<\/script>' '<\!--' '</b>'"


# Modules as one script


def test_an_order_that_is_wrong_is_refused() -> None:
    first = 'import { two } from "./second.js";\nexport const one = two;\n'
    second = "export const two = 2;\n"
    with pytest.raises(ValueError, match=r"first\.js imports second\.js"):
        script_of({"first": first, "second": second})
    assert "modules.second" in script_of({"second": second, "first": first})


def test_our_modules_are_in_order_and_whole() -> None:
    texts = {name: (WEB / f"{name}.js").read_text("utf-8") for name in MODULES}
    script = script_of(texts)
    assert re.findall(r"^\s*(?:import\b(?!\()|export\b).*", script, re.MULTILINE) == []
    assert set(re.findall(r"^modules\.(\w+) = ", script, re.MULTILINE)) == set(MODULES)
    exported = re.compile(
        r"^export (?:default )?(?:async )?(?:function|class|const) (\w+)", re.MULTILINE
    )
    for name, text in texts.items():
        part = script.split(f"modules.{name} = ")[1].split("\n})();")[0]
        returned = part.rsplit("return {", 1)[1].strip(" };").split(", ")
        assert returned == exported.findall(text)
        assert len(returned) == len(re.findall("^export ", text, re.MULTILINE))
