"""Neighbours: shared edges only, and the same as an independent library finds."""

from __future__ import annotations

import pytest
import shapely
from fixture.squares import A, B, C, D, E, F, G, squares
from libpysal.graph import Graph

from geodata.analysis.neighbours import ELSEWHERE_COLUMNS, adjacent, edges, named_elsewhere
from geodata.record.record import Record


@pytest.fixture(scope="module")
def grid(small: Record) -> Record:
    return squares(small)


def test_squares_touch_by_edges(grid: Record) -> None:
    assert adjacent(grid) == {
        A: (B, D),
        B: (A, C, E),
        C: (B, F),
        D: (A, E),
        E: (B, D, F),
        F: (C, E),
        G: (),
    }


def test_the_real_counties_by_brute_force(record: Record) -> None:
    shapes = record.counties.geometry
    shared = {
        code: tuple(
            other
            for other in sorted(shapes.index)
            if other != code and shapely.intersection(shape, shapes[other]).length > 0
        )
        for code, shape in shapes.items()
    }
    assert adjacent(record) == shared


def test_the_real_counties_by_libpysal(record: Record) -> None:
    graph = Graph.build_contiguity(record.counties, rook=True)
    codes = list(record.counties.index)
    assert {tuple(sorted((codes[a], codes[b]))) for a, b in edges(record)} == {
        tuple(sorted(pair)) for pair in graph.adjacency.drop(graph.isolates).index
    }
    assert len(edges(record)) == 128


def test_what_neighbours_name(grid: Record) -> None:
    said = named_elsewhere(grid, B, adjacent(grid)[B])
    # A names wind (two things) and the railway, which B names too; C nothing; E the waterway.
    assert said[["adcode", "kind", "project_id"]].to_numpy().tolist() == [
        [A, "wind_farm", "one-001"],
        [A, "wind_farm", "one-006"],
        [E, "waterway", "two-001"],
    ]
    assert tuple(said.columns) == ELSEWHERE_COLUMNS


def test_nobody_to_compare_with(grid: Record) -> None:
    said = named_elsewhere(grid, G, ())
    assert said.empty
    assert tuple(said.columns) == ELSEWHERE_COLUMNS
