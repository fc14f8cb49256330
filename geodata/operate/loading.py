"""What the app makes of a record before it shows anything, made by the commands too."""

from __future__ import annotations

import json

from geodata.analysis import summary
from geodata.atlas.layers import MapLayers
from geodata.config import Config
from geodata.exhibition.contents import contents
from geodata.record import checks
from geodata.record.checks import CheckInput, check_input
from geodata.record.record import Record
from geodata.record.selection import Selection
from geodata.record.tables import RecordError
from geodata.views import (
    capacity_bars,
    county,
    coverage,
    kind,
    sources,
    suggestions,
    targets,
    trajectories,
)
from geodata.views.link import link


def checked_layers(config: Config) -> MapLayers:
    """The record with its map, as the app would serve it. Raises RecordError with all problems."""
    found = check_input(config)
    said = checks.problems(found, checks.SERVING_CHECKS)
    if said:
        raise RecordError("\n".join(str(problem) for problem in said))
    return MapLayers(Record.of(found.tables), config)


def loading_fault(found: CheckInput) -> str:
    """Why the app could not load tables that pass the checks: one sentence; '' where it can.

    The record is built, the files of the map, what the exhibition and each page say first.
    """
    try:
        layers = MapLayers(Record.of(found.tables), found.config)
        layers.files()
        suggestions.prepare(layers.record)
        json.dumps(contents(layers), allow_nan=False)
        _pages(layers.record)
    except Exception as error:  # whatever it is, it would end the app
        said = " ".join(str(error).split())
        return (
            "the tables pass the checks, but the app cannot load them "
            f"({type(error).__name__}: {said}); please report this sentence with the tables"
        )
    return ""


def _pages(record: Record) -> None:
    """Make what the pages say, as somebody opens them without a choice of their own."""
    everything, view = Selection(record), link(record, {})
    summary.report(record)
    county.blocks(everything, record.covered[0], "zh")
    question = coverage.question(everything, view)
    coverage.intro(question, "zh")
    coverage.matrix_blocks(question, "zh")
    kind.blocks(question, "zh")
    capacity_bars.capacity_blocks(everything, "zh")
    trajectories.trajectory_blocks(everything, "zh")
    targets.all_targets(everything, "zh")
    sources.blocks(record, "zh")
