"""The light colours of the map for everything that Python draws; `palette.js` has the same."""

from __future__ import annotations

from typing import Final

from geodata.atlas.classes import NO_PLAN, OUTSIDE

CLASSES: Final = ("#FFFFFF", "#DCEBE3", "#B3D3C2", "#83B59C", "#4F9074", "#1F6B4F")
GROUND, NO_PLAN_FILL, LINE, CITY = "#F4F6F5", "#E3E7E6", "#B8C4C0", "#5B6F68"
CONTEXT, PROVINCE, HATCH_LINE = "#DCE2E0", "#B9C3C0", "#8CA39B"
# The fill of a county by its class, as `county_classes` gives it.
FILLS: Final = {str(n): c for n, c in enumerate(CLASSES)} | {NO_PLAN: NO_PLAN_FILL, OUTSIDE: GROUND}
