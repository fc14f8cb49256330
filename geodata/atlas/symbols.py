"""The symbol of each kind, drawn here: one stroke width, readable at 16 px, told apart by shape.

A mark is a disc with its kind's glyph. Its style says how well the place is known: a filled disc
for a known site, a pale disc with a solid rim for a township, an open disc with a broken rim for
an item that belongs to the whole county. What a plan only leans on or mentions is quiet: the same
disc smaller, thinner and paler. Zones and cities have counted marks, which the browser draws.
"""

from __future__ import annotations

from typing import Final

from geodata.atlas.palette import PALETTES, Theme
from geodata.language.vocabulary import KIND_BY_ID, KINDS, SECTOR_BY_ID, SECTORS

MARK_PRECISIONS: Final = ("site", "township", "county")
_QUIET: Final = "-quiet"
# How full a quiet disc is, and its rim.
_QUIET_FORMS: Final = {
    "site": (".55", 'stroke-width="0"'),
    "township": (".2", 'stroke-width="2.5"'),
    "county": (".06", 'stroke-width="2.8" stroke-dasharray="6.6 4.66"'),
}

CELL_PX: Final = 64
ATLAS_COLUMNS: Final = 12

# Strokes on a 24 x 24 field, y down.
GLYPHS: Final = {
    "wind_farm": "M12 12v9M12 11L12 3M12 11l7 4M12 11l-7 4M9 21h6",
    "pv_project": "M5 6h14l2 11H3zM4 11.5h16M9.5 6L9 17M14.5 6l.5 11M12 17v4",
    "pv_base": "M3 5h8v6H3zM13 5h8v6h-8zM3 13h8v6H3zM13 13h8v6h-8z",
    "pv_pilot_county": "M3 12l9-8 9 8M6 10v10h12V10M8.5 13h7v4h-7zM12 13v4",
    "storage_station": "M4 8h14v9H4zM18 11h2v3h-2M11.5 9.5l-2.5 3.5h4l-2.5 3",
    "pumped_storage": "M3 7h7l4 10h7M3 4v3M21 14v3M6 4v3M18 14v3M12 4v5M10 7l2 2.5 2-2.5",
    "hydrogen": "M7 5v14M17 5v14M7 12h10",
    "gas_pipeline": "M3 9h11a4 4 0 0 1 4 4v8M3 14h8a2 2 0 0 1 2 2v5M6 7v9M11 19h9",
    "gas_storage": "M12 4a7 7 0 1 0 .01 0M5 11h14M8 17l-2 4M16 17l2 4",
    "gas_power": "M12 3c1 4 5 5 5 10a5 5 0 0 1-10 0c0-2 1-3 2-4 0 2 1 3 2 3 1-3-1-5 1-9M6 21h12",
    "coal_power_chp": "M4 21V10l3-5h3l1 5v11M11 14h9v7M3 21h18M15 10c0-2 3-2 3-5",
    "heat_network": "M5 21V8M10 21V8M14 21V8M19 21V8"
    "M5 8h14M5 21h14M8 5c0-1 1-1 1-2M15 5c0-1 1-1 1-2",
    "substation": "M6 21l6-18 6 18M8 15h8M9.5 10h5M7 6h10",
    "smart_energy": "M12 8a4 4 0 1 0 .01 0M12 3v5M12 16v5M3 12h5M16 12h5M6 6l3 3M15 15l3 3",
    "industrial_park": "M3 21V11l6 4v-4l6 4V5h5v16zM7 18h2M13 18h2",
    "chem_park": "M10 3v6L4 20h16L14 9V3M8.5 3h7M7 15h10",
    "factory": "M4 21V8h7v13M11 12h9v9M3 21h18M6.5 11h2M6.5 15h2M14 15h3",
    "data_center": "M5 4h14v5H5zM5 10h14v5H5zM5 16h14v5H5zM8 6.5h1M8 12.5h1M8 18.5h1",
    "ccus": "M12 3v9M8 9l4 4 4-4M4 14v6h16v-6M8 17h8",
    "railway": "M7 3L4 21M17 3l3 18M6.5 7h11M6 12h12M5 17h14",
    "railway_siding": "M8 3v18M15 21v-7c0-4-7-3-7-8M5.5 7h5M5.5 12h4M5.5 17h5M13 18h4",
    "passenger_hub": "M7 4h10v12H7zM7 11h10M9 20l1.5-4M15 20l-1.5-4M9.5 14h.5M14 14h.5",
    "logistics_hub": "M2 7h11v9H2zM13 10h5l3 3v3h-8"
    "M6 19a1.5 1.5 0 1 0 .01 0M17 19a1.5 1.5 0 1 0 .01 0",
    "waterway": "M3 7c3-3 6 3 9 0s6 3 9 0M3 12c3-3 6 3 9 0s6 3 9 0M3 17c3-3 6 3 9 0s6 3 9 0",
    "port": "M12 7v13M12 3a2 2 0 1 0 .01 0M8 10h8M4 14c0 4 4 6 8 6s8-2 8-6",
    "road": "M7 3L4 21M17 3l3 18M12 4v3M12 10v4M12 17v4",
    "bridge_tunnel": "M2 15h20M5 19V8M19 19V8M5 8c3 7 11 7 14 0M12 13v2",
    "urban_rail": "M6 4h12v11a2 2 0 0 1-2 2H8a2 2 0 0 1-2-2zM6 11h12M8 21l2-4M16 21l-2-4M10 4v7",
    "building_demo": "M5 21V5l8-2v18M13 9h6v12M3 21h18M8 8h2M8 12h2M8 16h2M16 13v0M16 17v0",
    "waste_treatment": "M5 7h14M9 7V4h6v3M7 7l1 14h8l1-14M10.5 11v6M13.5 11v6",
    "straw_use": "M12 21V6M12 6c-3 0-4-3-4-3s4 0 4 3M12 6c3 0 4-3 4-3s-4 0-4 3"
    "M12 12c-4 0-5-4-5-4s5 0 5 4M12 12c4 0 5-4 5-4s-5 0-5 4"
    "M12 18c-4 0-5-4-5-4s5 0 5 4M12 18c4 0 5-4 5-4s-5 0-5 4",
    "wetland": "M3 19c3-2 6 2 9 0s6 2 9 0M8 16V6M12 16V3"
    "M16 16V8M8 10c-2 0-3-1-3-3M16 12c2 0 3-1 3-3",
    "forest_park": "M12 21v-5M12 3L6 10h3l-4 6h14l-4-6h3z",
    "nature_reserve": "M12 3l8 3v6c0 5-4 8-8 9-4-1-8-4-8-9V6zM12 17v-7M9 12l3-3 3 3",
    "mine_restoration": "M3 10h5l2 6h4l2-6h5M12 3v9M9 9l3 3 3-3M3 20h18",
    "afforestation": "M12 21v-8M12 13c-5 0-7-4-7-8 5 0 7 3 7 8M12 15c4 0 7-3 7-7-4 0-7 3-7 7",
    "ecological_corridor": "M4 20C4 12 20 12 20 4M8 20c0-4 2-5 4-6M4 9c3 0 4-2 4-5-3 0-4 2-4 5"
    "M16 20c3 0 4-2 4-5-3 0-4 2-4 5",
    "farmland": "M3 8h18M3 8v12h18V8M3 14h18M9 8v12M15 8v12M12 3v2M6 4l1 1M18 4l-1 1",
    "eco_product_pilot": "M5 19C5 9 11 4 20 4c0 9-5 15-15 15M5 21c2-6 5-9 9-11",
    "rd_platform": "M12 3a6 6 0 0 1 3 11v3H9v-3a6 6 0 0 1 3-11M9.5 20.5h5",
    "city_pilot": "M6 21V4h12l-3 4 3 4H6",
    "other": "M12 5v14M5 12h14",
}


def icon(kind: str, precision: str, quiet: bool = False) -> str:
    """The mark of a kind of thing known so well: open where it is known to the county at best.

    `quiet` is for what the plans only lean on or mention.
    """
    known = precision if precision in MARK_PRECISIONS else "county"
    return f"{kind}-{known}{_QUIET if quiet else ''}"


def mark_svg(kind: str, precision: str, quiet: bool = False) -> str:
    """The mark of `icon` as an SVG picture of its own, in the colours of the light theme."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{CELL_PX}" height="{CELL_PX}" '
        f'viewBox="0 0 {CELL_PX} {CELL_PX}">{_mark(icon(kind, precision, quiet), "light")}</svg>'
    )


def _mark(name: str, theme: Theme) -> str:
    """SVG of the mark `kind-precision` on a 64 x 64 cell."""
    kind, precision = name.removesuffix(_QUIET).rsplit("-", 1)
    colour = getattr(SECTOR_BY_ID[KIND_BY_ID[kind].sector], f"colour_{theme}")
    if name.endswith(_QUIET):
        return _quiet_mark(kind, precision, colour, theme)
    ground, ink = PALETTES[theme].halo, PALETTES[theme].glyph
    if precision == "site":
        disc = (
            f'<circle cx="32" cy="32" r="27" fill="{colour}" stroke="{ground}" stroke-width="3"/>'
        )
        stroke = ground
    elif precision == "township":
        disc = (
            f'<circle cx="32" cy="32" r="28" fill="{ground}"/>'
            f'<circle cx="32" cy="32" r="27.5" fill="{colour}" fill-opacity=".35" '
            f'stroke="{colour}" stroke-width="5"/>'
        )
        stroke = ink
    else:
        disc = (
            f'<circle cx="32" cy="32" r="29" fill="{ground}"/>'
            f'<circle cx="32" cy="32" r="27" fill="{colour}" fill-opacity=".12" '
            f'stroke="{colour}" stroke-width="6" stroke-dasharray="11.2 5.77"/>'
        )
        stroke = ink
    return disc + _glyph(kind, stroke, 1.75, 2.1)


def _quiet_mark(kind: str, precision: str, colour: str, theme: Theme) -> str:
    """SVG of a mark that stands back: no rim at a site, thin rims elsewhere, the glyph in ink."""
    fill, rim = _QUIET_FORMS[precision]
    return (
        f'<circle cx="32" cy="32" r="23" fill="{PALETTES[theme].halo}"/>'
        f'<circle cx="32" cy="32" r="21.5" fill="{colour}" fill-opacity="{fill}" '
        f'stroke="{colour}" {rim}/>'
    ) + _glyph(kind, PALETTES[theme].glyph, 1.3, 1.7)


def _glyph(kind: str, colour: str, scale: float, width: float) -> str:
    corner = 32 - 12 * scale
    return (
        f"<path transform='translate({corner:g} {corner:g}) scale({scale})' d='{GLYPHS[kind]}' "
        f"fill='none' stroke='{colour}' stroke-width='{width}' stroke-linecap='round' "
        "stroke-linejoin='round'/>"
    )


def atlas_cells() -> dict[str, tuple[int, int]]:
    """Upper left corner, in pixels of the atlas, of the mark `kind-precision` and the quiet one."""
    names = [
        icon(kind.id, precision, quiet)
        for kind in KINDS
        for precision in MARK_PRECISIONS
        for quiet in (False, True)
    ]
    return {
        name: (n % ATLAS_COLUMNS * CELL_PX, n // ATLAS_COLUMNS * CELL_PX)
        for n, name in enumerate(names)
    }


def atlas_svg(theme: Theme) -> str:
    """All marks in one SVG picture, laid out as `atlas_cells` says."""
    cells = atlas_cells()
    height = (max(y for _, y in cells.values()) // CELL_PX + 1) * CELL_PX
    body = "".join(
        f'<g transform="translate({x} {y})">{_mark(name, theme)}</g>'
        for name, (x, y) in cells.items()
    )
    width = ATLAS_COLUMNS * CELL_PX
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}">{body}</svg>'
    )


def sector_colours(theme: Theme) -> dict[str, str]:
    """Hex colour by sector."""
    return {sector.id: getattr(sector, f"colour_{theme}") for sector in SECTORS}
