"""The colours of the atlas, light and dark: the one table that screen, paper and files take.

Only the colours of the sectors stand elsewhere, with the sectors in the vocabulary.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from geodata.config import WEB
from geodata.language.vocabulary import SECTORS

Theme = Literal["light", "dark"]


@dataclass(frozen=True)
class Palette:
    """Colours as #RRGGBB. The ground is also that of counties outside the selection."""

    # Pages
    ground: str
    panel: str
    line: str  # between parts of a page, rows of a table, the grid of a chart
    ink: str
    quiet: str
    accent: str
    accent_soft: str
    warn: str
    warn_soft: str
    # The map
    classes: tuple[str, ...]  # of counties, "nothing named" first
    no_plan: str
    county_line: str
    city: str
    context: str
    province: str
    hatch: str
    label: str
    dim: str
    halo: str
    select: str
    hover: str
    glyph: str  # the symbol of a mark whose disc is pale


LIGHT: Final = Palette(
    ground="#F4F6F5",
    panel="#FFFFFF",
    line="#D5DDDA",
    ink="#1C2A27",
    quiet="#5C6B66",
    accent="#1F6B4F",
    accent_soft="#E4EFE9",
    warn="#8A5A00",
    warn_soft="#FFF4DC",
    classes=("#FFFFFF", "#DCEBE3", "#B3D3C2", "#83B59C", "#4F9074", "#1F6B4F"),
    no_plan="#E3E7E6",
    county_line="#B8C4C0",
    city="#5B6F68",
    context="#DCE2E0",
    province="#B9C3C0",
    hatch="#8CA39B",
    label="#33423D",
    dim="#93A09B",
    halo="#FFFFFF",
    select="#C2185B",
    hover="#1C2A27",
    glyph="#1C2A27",
)
DARK: Final = Palette(
    ground="#0B1622",
    panel="#132333",
    line="#2C4358",
    ink="#E4ECF2",
    quiet="#9DB0C0",
    accent="#6FD3A8",
    accent_soft="#1B3A3A",
    warn="#FFD27A",
    warn_soft="#33290F",
    classes=("#132333", "#1B3A3A", "#275752", "#3A7F70", "#54A98C", "#6FD3A8"),
    no_plan="#0F1B28",
    county_line="#2C4358",
    city="#7C95A8",
    context="#1A2B3A",
    province="#31475A",
    hatch="#4A6478",
    label="#E4ECF2",
    dim="#5F7486",
    halo="#0B1622",
    select="#FF6FA5",
    hover="#FFFFFF",
    glyph="#F2F7F5",
)
PALETTES: Final[dict[Theme, Palette]] = {"light": LIGHT, "dark": DARK}

_WRITTEN: Final = "Written by `python -m geodata.atlas.palette`; colours are changed there."

_TOKENS: Final = (
    "ground",
    "panel",
    "line",
    "ink",
    "quiet",
    "accent",
    "accent_soft",
    "warn",
    "warn_soft",
)


def as_css() -> str:
    """The colours of pages and of sectors as custom properties, `--ft-ground`, `--ft-sector-sink`
    and so on, of both themes.
    """
    rules = [_WRITTEN.join(("/* ", " */\n"))]
    declared = {}
    for theme, palette in PALETTES.items():
        where = ":root" if theme == "light" else f':root[data-fengtu-theme="{theme}"]'
        tokens = [f"--ft-{t.replace('_', '-')}: {getattr(palette, t)};\n" for t in _TOKENS]
        tokens += [f"--ft-sector-{s.id}: {getattr(s, f'colour_{theme}')};\n" for s in SECTORS]
        declared[theme] = tokens
        rules.append(f"{where} {{\n{''.join(f'  {line}' for line in tokens)}}}\n")
    # Paper is light whatever the screen was.
    light = "".join(f"    {line}" for line in declared["light"])
    rules.append(f'@media print {{\n  :root[data-fengtu-theme="dark"] {{\n{light}  }}\n}}\n')
    return "\n".join(rules)


def map_colours(palette: Palette) -> dict[str, str | list[str]]:
    """The colours of the map by the names that its scripts have for them."""
    return {
        "classes": list(palette.classes),
        "noPlan": palette.no_plan,
        "outside": palette.ground,
        "line": palette.county_line,
        "city": palette.city,
        "context": palette.context,
        "province": palette.province,
        "hatch": palette.hatch,
        "label": palette.label,
        "dim": palette.dim,
        "halo": palette.halo,
        "select": palette.select,
        "hover": palette.hover,
    }


def as_script() -> str:
    """The colours of the map as a module that exports `PALETTE`, by theme."""
    colours = {theme: map_colours(palette) for theme, palette in PALETTES.items()}
    return f"// {_WRITTEN}\nexport const PALETTE = {json.dumps(colours, indent=2)};\n"


def write(folder: Path) -> None:
    """Write what the browser takes from here: tokens.css and palette.js."""
    (folder / "tokens.css").write_text(as_css(), encoding="utf-8")
    (folder / "palette.js").write_text(as_script(), encoding="utf-8")


if __name__ == "__main__":
    write(WEB)
