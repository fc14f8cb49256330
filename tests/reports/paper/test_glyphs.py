"""SVG strokes as paths: same end points, arcs on their circle, every kind drawn."""

from __future__ import annotations

import numpy as np
import pytest
from matplotlib.transforms import Affine2D

from geodata.language.vocabulary import KINDS
from geodata.reports.paper.glyphs import glyph, svg_path


def ends(text: str) -> list[list[float]]:
    path = svg_path(text)
    return [np.round(v, 6).tolist() for v in np.asarray(path.vertices)]


def test_lines() -> None:
    assert ends("M2 3h4v5l-1-1L0 0z") == [[2, 3], [6, 3], [6, 8], [5, 7], [0, 0], [2, 3]]
    assert ends("M1 1 2 2m3 3 1 0") == [[1, 1], [2, 2], [5, 5], [6, 5]]


def test_curves() -> None:
    assert ends("M0 0c0 1 1 2 2 2s2-1 2-2") == [
        [0, 0],
        [0, 1],
        [1, 2],
        [2, 2],
        [3, 2],
        [4, 1],
        [4, 0],
    ]


@pytest.mark.parametrize(
    ("text", "centre"),
    [
        ("M1 0A1 1 0 0 1 0 1", (0, 0)),
        ("M1 0A1 1 0 0 0 0 1", (1, 1)),
        ("M1 0A1 1 0 1 0 0 1", (0, 0)),
        ("M1 0A1 1 0 1 1 0 1", (1, 1)),
    ],
)
def test_an_arc_stays_on_its_circle(text: str, centre: tuple[float, float]) -> None:
    path = svg_path(text)
    # Large, because curves are flattened to the pixel.
    points = path.transformed(Affine2D().scale(1e4)).to_polygons(closed_only=False)[0] / 1e4
    distance = np.hypot(points[:, 0] - centre[0], points[:, 1] - centre[1])
    assert np.abs(distance - 1).max() < 1e-3
    assert np.allclose(points[-1], (0, 1))


def test_a_command_that_is_not_known() -> None:
    with pytest.raises(ValueError, match="unknown command 'Q'"):
        svg_path("M0 0Q1 1 2 2")


@pytest.mark.parametrize("kind", [kind.id for kind in KINDS])
def test_every_kind_is_drawn_inside_its_field(kind: str) -> None:
    box = glyph(kind).get_extents()
    assert -12 <= box.x0 < box.x1 <= 12
    assert -12 <= box.y0 < box.y1 <= 12
