"""What the product shows for a combination of filters, as plain data.

The one place here that asks the code under test, and only for what stands on screen.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from truth.oracle import Asked

from components.downloads import page_about
from geodata.atlas.classes import county_classes
from geodata.atlas.layers import MapLayers
from geodata.atlas.legend import map_legend, nothing_drawn
from geodata.language.vocabulary import Language
from geodata.record.facets import Facets, counts, facet_counts
from geodata.record.filters import QUERY_PARAMETERS, Filters
from geodata.record.selection import Selection
from geodata.reports.provenance import provenance
from geodata.views import (
    capacity_bars,
    county,
    coverage,
    items,
    kind,
    plan,
    sources,
    targets,
    trajectories,
)
from geodata.views.card import county_card, item_card
from geodata.views.link import chips_of
from geodata.views.picture import Shown
from geodata.views.plan_extract import PlanExtract

TODAY = datetime.date(2026, 11, 21)


def filters_of(asked: Asked) -> Filters:
    """The filters as the product holds them."""
    return Filters(**asked.__dict__)


def as_data(blocks: Iterable[Shown]) -> list[dict[str, Any]]:
    """Blocks as the browser gets them."""
    return [block.as_data() for block in blocks]


def mapped(selection: Selection, layers: MapLayers, language: Language) -> dict[str, Any]:
    """What the map says besides its marks."""
    classes = county_classes(selection)
    passing = layers.mark_mask(selection)
    return {
        "classes": dict(zip(selection.record.counties.index, classes, strict=True)),
        "legend": map_legend(selection, classes, language),
        "empty": "" if passing.any() else nothing_drawn(selection, language),
    }


def offered(facets: Facets, layers: MapLayers) -> dict[str, dict[str, int]]:
    """Every option of the sidebar with its count."""
    said = counts(layers.options, facets)
    listed = layers.options | {"horizon": layers.options["year"] if said["horizon"] else []}
    return {
        group: {option[0]: n for option, n in zip(listed[group], numbers, strict=True)}
        for group, numbers in said.items()
    }


def atlas(
    asked: Asked, cards: list[str], chosen: list[str], layers: MapLayers, language: Language
) -> dict[str, Any]:
    """The atlas with some county cards and some item cards, and the sidebar of every page."""
    record, selection = layers.record, Selection(layers.record, filters_of(asked))
    rows = items.ordered_rows(selection)
    pages = items.table_page(rows, 1, selection, language)["pages"]
    return {
        "count": items.count_line(selection, language),
        "table": [
            row
            for page in range(1, pages + 1)
            for row in items.table_page(rows, page, selection, language)["rows"]
        ],
        "facets": offered(facet_counts(selection), layers),
        "map": mapped(selection, layers, language),
        "chips": {
            "atlas": chips_of(selection, (), language),
            "targets": chips_of(selection, targets.IDLE, language, targets.LOOSE),
            "sources": chips_of(selection, QUERY_PARAMETERS, language),
        },
        "cards": {code: county_card(selection, code, language) for code in cards},
        "items": {i: item_card(record.project(i), record, language) for i in chosen},
        "provenance": provenance(selection, layers.config, language, TODAY),
    }


def county_page(asked: Asked, adcode: str, layers: MapLayers, language: Language) -> dict[str, Any]:
    """The page of a county, and what its files say of themselves."""
    selection = Selection(layers.record, filters_of(asked))
    own = selection.narrowed(county=adcode)
    return {
        "blocks": as_data(county.blocks(selection, adcode, language)),
        "provenance": provenance(own, layers.config, language, TODAY),
    }


def targets_page(asked: Asked, layers: MapLayers, language: Language) -> dict[str, Any]:
    """The page of targets."""
    selection = targets.effective(Selection(layers.record, filters_of(asked)))
    return {
        "facets": offered(targets.facets(selection), layers),
        "intro": as_data(targets.intro(selection, language)),
        "bars": as_data(capacity_bars.capacity_blocks(selection, language)),
        "rows": as_data(trajectories.trajectory_blocks(selection, language)),
        "rest": as_data(targets.rest_blocks(selection, language)),
        "files": as_data(
            [
                *capacity_bars.capacity_tables(selection, language),
                *targets.all_targets(selection, language),
            ]
        ),
        "provenance": page_about(selection, None, layers.config, language, TODAY),
    }


def plan_page(asked: Asked, plan_id: str, layers: MapLayers, language: Language) -> dict[str, Any]:
    """The page of a plan."""
    extract = PlanExtract(Selection(layers.record, filters_of(asked)).narrowed(plan=plan_id))
    return {
        "head": as_data(plan.head(extract, language)),
        "blocks": as_data(plan.blocks(extract, language)),
    }


def gap_page(
    asked: Asked, about: str, partner: str, by_kind: bool, layers: MapLayers, language: Language
) -> dict[str, Any]:
    """The gap page of a kind beside another."""
    selection = Selection(layers.record, filters_of(asked))
    question = coverage.Question(selection, about, partner, by_kind)
    return {
        "intro": as_data(coverage.intro(question, language)),
        "kind": as_data(kind.blocks(question, language)),
        "matrix": as_data(coverage.matrix_blocks(question, language)),
        "map": mapped(question.of_kind, layers, language),
        "provenance": page_about(selection, question.of_kind, layers.config, language, TODAY),
        "items_provenance": provenance(question.of_kind, layers.config, language, TODAY),
    }


def sources_page(layers: MapLayers, language: Language) -> list[dict[str, Any]]:
    """The page of sources, which no filter touches."""
    return as_data(sources.blocks(layers.record, language))
