"""One table of colours: nothing else in Python names one, and what is written for the browser."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from fixture import sources

from geodata.atlas import palette
from geodata.config import ROOT, WEB

# Six digits alone are an adcode, not a colour.
COLOUR = re.compile(
    r"""#[0-9A-Fa-f]{6}\b|["']#[0-9A-Fa-f]{3,8}["']|["'](?=\d*[A-F])[0-9A-F]{6}["']|\bRGBColor\("""
)
HOLDERS = ("geodata/atlas/palette.py", "geodata/language/vocabulary.py")


@pytest.mark.parametrize("file", sources.PYTHON, ids=sources.name)
def test_colours_stand_in_the_palette(file: sources.Path) -> None:
    if sources.name(file) in HOLDERS:
        return
    assert COLOUR.findall(file.read_text(encoding="utf-8")) == []


def test_the_search_finds_colours() -> None:
    for said in ('"#FFFFFF"', "'#fff'", '"1F6B4F"', "background:#0B1622;", "RGBColor(92, 107, 2)"):
        assert COLOUR.search(said), said
    assert not COLOUR.search('"371426"')


def test_both_themes_have_every_colour() -> None:
    for said in palette.PALETTES.values():
        colours = [c for v in vars(said).values() for c in ([v] if isinstance(v, str) else v)]
        assert [c for c in colours if not re.fullmatch("#[0-9A-F]{6}", c)] == []
        assert len(said.classes) == 6


def test_the_browser_has_them_as_they_are(tmp_path: Path) -> None:
    palette.write(tmp_path)
    for name in ("tokens.css", "palette.js"):
        written = (tmp_path / name).read_text(encoding="utf-8")
        assert (WEB / name).read_text(encoding="utf-8") == written, (
            "python -m geodata.atlas.palette"
        )


def test_the_files_for_the_browser() -> None:
    light, dark, paper = palette.as_css().split(":root")[1:]
    assert light.startswith(" {\n  --ft-ground: #F4F6F5;\n  --ft-panel: #FFFFFF;")
    assert "--ft-accent-soft: #1B3A3A;" in dark
    # What is dark on screen has the colours of the day on paper.
    assert dark.rstrip().endswith("@media print {")
    assert paper.startswith('[data-fengtu-theme="dark"] {')
    assert re.findall(r"--ft-[^;]+;", paper) == re.findall(r"--ft-[^;]+;", light)
    said = palette.as_script().split("export const PALETTE = ")[1].removesuffix(";\n")
    colours = json.loads(said)
    assert colours["light"]["noPlan"] == "#E3E7E6"
    assert colours["dark"]["classes"][0] == "#132333"
    assert colours["light"].keys() == colours["dark"].keys()


def test_the_desk_of_streamlit_has_them_too() -> None:
    settings = (ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8")
    assert set(re.findall("#[0-9A-Fa-f]{6}", settings)) <= {
        v for v in vars(palette.LIGHT).values() if isinstance(v, str)
    }
