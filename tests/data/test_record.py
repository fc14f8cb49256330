"""The real record: clean, its quantities in standard units, its layers complete."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from geodata.atlas.classes import county_classes
from geodata.atlas.layers import MapLayers
from geodata.atlas.symbols import icon
from geodata.config import Config
from geodata.language import units
from geodata.language.vocabulary import KIND_BY_ID
from geodata.record import checks, schema
from geodata.record.checks.problem import check_input
from geodata.record.filters import Filters
from geodata.record.masks import in_counties, things_by
from geodata.record.record import Record
from geodata.record.roles import quiet_things
from geodata.record.selection import Selection, select
from geodata.record.tables import read_table, read_tables, table_bytes

MEASURES = (("capacity_mw", "MW"), ("length_km", "km"), ("area_ha", "ha"))


def test_no_problems_with_the_documents(config: Config) -> None:
    found = check_input(config)
    if not found.texts:
        pytest.skip("the documents are not here")
    assert set(found.texts) >= set(found.tables["documents"].document_id)
    assert [str(p) for p in checks.problems(found)] == []


def test_no_problems_with_hashes(config: Config, tmp_path: Path) -> None:
    found = check_input(replace(config, plans=tmp_path))
    assert found.texts == {}
    assert [str(p) for p in checks.problems(found)] == []


@pytest.mark.parametrize("table", schema.TABLES, ids=lambda t: t.name)
def test_reading_and_writing_gives_the_same_bytes(table: schema.Table, config: Config) -> None:
    stored = (config.data / table.file).read_bytes()
    assert table_bytes(read_table(config.data, table)) == stored


def test_measures_round_trip(config: Config) -> None:
    for row in read_tables(config)["projects"].itertuples():
        said = units.quantities(row.quantity_zh)
        for column, unit in MEASURES:
            cell = getattr(row, column)
            if cell:
                fits = [
                    q for q in said if q.unit_std == unit and units.agree(float(cell), q.value_std)
                ]
                assert fits, f"{row.project_id}: {column} {cell} of {row.quantity_zh!r}"
                assert units.quantities(fits[0].printed) == [fits[0]]


def test_targets_round_trip(config: Config) -> None:
    for row in read_tables(config)["targets"].itertuples():
        one, unit_std = units.standard(1, row.unit)
        value, stored = float(row.value), float(row.value_std)
        assert unit_std == row.unit_std, row.target_id
        assert units.agree(value * one, stored), row.target_id
        assert abs(stored / one - value) <= 0.0051 / one, row.target_id


def test_county_sums_equal_the_total(record: Record) -> None:
    rows = record.projects
    pairs = {
        (row.thing, code) for row in rows.itertuples() for code in row.adcodes.split(";") if code
    }
    assert things_by("adcodes", select(record).mask, record) == Counter(code for _, code in pairs)
    named = {thing for thing, _ in pairs}
    wide = set(rows[rows.precision.isin(["zone", "city"])].thing)
    assert named | wide == set(rows.thing)
    assert not named & wide


def test_county_sums_equal_the_total_of_one_sector(record: Record) -> None:
    rows = record.projects
    whole = things_by("adcodes", select(record).mask, record)
    by_sector: Counter[str] = Counter()
    kinds = {thing: set(group.kind) for thing, group in rows.groupby("thing")}
    if any(len({KIND_BY_ID[k].sector for k in said}) > 1 for said in kinds.values()):
        pytest.skip("a thing is named in two sectors, so sectors overlap")
    for sector in sorted(set(rows.sector)):
        chosen = Selection(record, Filters(sector=(sector,))).mask
        by_sector.update(things_by("adcodes", chosen, record))
    assert dict(by_sector) == whole


def test_one_mark_for_each_thing_and_county(layers: MapLayers) -> None:
    rows = layers.record.projects
    pairs = Counter(zip(layers.marks.thing, layers.marks.adcode, strict=True))
    assert set(pairs.values()) == {1}
    assert set(pairs) == {
        (row.thing, place)
        for row in rows.itertuples()
        for place in (row.adcodes or row.anchor).split(";")
    }


def test_every_thing_is_on_the_map(layers: MapLayers) -> None:
    assert set(layers.marks.thing) == set(layers.record.projects.thing)


@pytest.mark.parametrize(
    "filters",
    [
        Filters(),
        Filters(year=2025),
        Filters(sector=("energy",)),
        Filters(precision=("zone", "city")),
    ],
    ids=["all", "2025", "energy", "in a zone"],
)
def test_visible_things_are_those_that_pass(filters: Filters, layers: MapLayers) -> None:
    selection = Selection(layers.record, filters)
    rows = selection.rows
    shown = layers.marks[layers.mark_mask(selection)]
    assert set(shown.thing) == set(rows.thing)


def test_a_county_feature_for_every_county(layers: MapLayers, config: Config) -> None:
    content = json.loads(layers.files()["counties.json"])
    codes = [f["properties"]["adcode"] for f in content["features"]]
    assert codes == list(layers.record.counties.index)
    assert set(codes) == set(layers.record.county_names.index)
    classes = county_classes(select(layers.record))
    for code, mark in zip(codes, classes, strict=True):
        if mark == "n":
            assert not in_counties(layers.record, [code]).any()


def test_marks_file_is_the_marks(layers: MapLayers) -> None:
    content = json.loads(layers.files()["marks.json"])
    for column in ("thing", "adcode", "lon", "lat", "stack"):
        assert content[column] == layers.marks[column].tolist()
    names = [name for name, *_ in content["icons"]]
    assert [names[i] for i in content["icon"]] == [
        icon(mark.kind, mark.precision, mark.thing in quiet_things(layers.record))
        for mark in layers.marks.itertuples()
    ]
