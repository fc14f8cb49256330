"""Laws of filters, tried on the real record."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import asdict, replace
from functools import cache
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.config import configuration
from geodata.language.vocabulary import (
    KIND_BY_ID,
    KINDS,
    PRECISIONS,
    ROLES,
    SECTORS,
    YEAR_BASES,
)
from geodata.record.facets import facet_counts
from geodata.record.filters import QUERY_PARAMETERS, TEXT_LIMIT, Filters, from_query, to_query
from geodata.record.masks import first_rows
from geodata.record.names import unit_names
from geodata.record.record import Record, read_record
from geodata.record.selection import select

GROUPS = (
    {"sector", "kind"},
    {"city", "county"},
    {"year", "due"},
    {"basis"},
    {"precision"},
    {"role"},
    {"unit"},
    {"text"},
)
MULTIPLE = ("sector", "kind", "city", "county", "basis", "precision", "role", "unit")


@cache
def real() -> Record:
    return read_record(configuration())


def some(values: list[str]) -> st.SearchStrategy[tuple[str, ...]]:
    """A few of `values`, in their own order, as filters hold them."""
    chosen = st.lists(st.sampled_from(values), unique=True, max_size=4)
    return chosen.map(lambda said: tuple(v for v in values if v in said))


@st.composite
def filters(draw: st.DrawFn) -> Filters:
    names = real().county_names
    year = draw(st.none() | st.sampled_from(sorted(map(int, real().projects.target_year.unique()))))
    words = st.text(st.characters(categories=("L", "N", "P")), min_size=1, max_size=8)
    return Filters(
        sector=draw(some([s.id for s in SECTORS])),
        kind=draw(some([k.id for k in KINDS])),
        city=draw(some(list(real().documents.index))),
        county=draw(some(list(names.index[names.coverage != "none"]))),
        year=year,
        # Without a year a link has no room for `due`, and it changes nothing.
        due="by" if year is None else draw(st.sampled_from(["by", "in"])),
        basis=draw(some([t.id for t in YEAR_BASES])),
        precision=draw(some([t.id for t in PRECISIONS])),
        role=draw(some([t.id for t in ROLES])),
        unit=draw(st.just(()) | some(list(unit_names(real())))),
        text=draw(
            st.sampled_from(["", "", "风电", "公里", "Dezhou", "e"])
            | st.lists(words, max_size=4).map(" ".join)
        ),
    )


def alone(said: Filters, group: set[str]) -> Filters:
    """Only what `group` filters."""
    return replace(Filters(), **{name: getattr(said, name) for name in group})


@given(filters())
def test_link_and_filters_are_the_same(said: Filters) -> None:
    assert from_query(to_query(said), real()) == (said, [])


@given(filters())
def test_a_link_holds_no_empty_part(said: Filters) -> None:
    query = to_query(said)
    assert set(query) <= set(QUERY_PARAMETERS)
    assert all(query.values())


@given(filters(), st.permutations(range(len(GROUPS))))
def test_groups_commute(said: Filters, order: list[int]) -> None:
    left = select(real()).mask
    for place in order:
        left = left & select(real(), alone(said, GROUPS[place])).mask
    assert left.tolist() == select(real(), said).mask.tolist()


@given(filters(), st.randoms(use_true_random=False))
def test_order_of_values_does_not_matter(said: Filters, chance: random.Random) -> None:
    turned = replace(
        said,
        **{
            name: tuple(chance.sample(getattr(said, name), len(getattr(said, name))))
            for name in MULTIPLE
        },
    )
    assert select(real(), turned).mask.tolist() == select(real(), said).mask.tolist()


@given(filters(), st.sampled_from(GROUPS))
def test_a_group_less_never_loses_a_row(said: Filters, group: set[str]) -> None:
    fewer = replace(said, **{name: getattr(Filters(), name) for name in group})
    assert (select(real(), said).mask <= select(real(), fewer).mask).all()
    assert select(real(), fewer).mask.sum() <= len(real().projects)


@given(filters(), st.data())
def test_a_count_is_what_its_option_would_leave(said: Filters, data: st.DataObject) -> None:
    counts = facet_counts(select(real(), said))
    group = data.draw(st.sampled_from(MULTIPLE))
    names = real().county_names
    options = {
        "sector": [s.id for s in SECTORS],
        "kind": [k.id for k in KINDS],
        "city": list(real().documents.index),
        "county": list(names.index[names.coverage != "none"]),
        "basis": [t.id for t in YEAR_BASES],
        "precision": [t.id for t in PRECISIONS],
        "role": [t.id for t in ROLES],
        "unit": list(unit_names(real())),
    }
    option = data.draw(st.sampled_from(options[group]))
    whole = next(g for g in GROUPS if group in g)
    only = replace(
        said,
        **{name: getattr(Filters(), name) for name in whole},
    )
    only = replace(only, **{group: (option,)})
    left = real().projects[select(real(), only).mask].thing.nunique()
    assert getattr(counts, group).get(option, 0) == left


def lets_pass(said: Filters, row: Any) -> bool:
    """Whether `row` passes, by the words of `Filters`, one row at a time."""
    owner, counties = owners(), row.adcodes.split(";")
    refined = {KIND_BY_ID[kind].sector for kind in said.kind}
    named = {owner[county] for county in said.county}
    return all(
        (
            not (said.sector or said.kind)
            or row.kind in said.kind
            or (row.sector in said.sector and row.sector not in refined),
            not (said.city or said.county)
            or any(county in said.county for county in counties)
            or (row.document_id in said.city and row.document_id not in named),
            said.year is None
            or row.target_year == said.year
            or (said.due == "by" and row.target_year < said.year),
            not said.basis or row.year_basis in said.basis,
            not said.precision or row.precision in said.precision,
            not said.role or does()[row.thing] in said.role,
            not said.unit or any(unit in said.unit for unit in row.responsible_zh.split(";")),
            all(word in row.search_text for word in said.text.casefold().split()),
        )
    )


@cache
def owners() -> dict[str, str]:
    return real().county_names.document_id.to_dict()


@cache
def rows() -> list[Any]:
    return list(real().projects.itertuples())


@cache
def does() -> dict[str, str]:
    """What a plan does with each thing: the most committed of its mentions."""
    order = ("build", "expand", "pilot", "protect", "support", "mention")
    said: dict[str, set[str]] = {}
    for row in rows():
        said.setdefault(row.thing, set()).add(row.role)
    return {thing: next(role for role in order if role in roles) for thing, roles in said.items()}


def plainly_counted(said: Filters) -> dict[str, dict[str, int]]:
    """What `facets` counts, with sets of things and no arrays."""
    years = sorted({row.target_year for row in rows()})
    values: dict[str, Callable[[Any], list[str]]] = {
        "sector": lambda row: [row.sector],
        "kind": lambda row: [row.kind],
        "city": lambda row: [row.document_id],
        "county": lambda row: [code for code in row.adcodes.split(";") if code],
        "year": lambda row: [
            str(y) for y in years if lets_pass(Filters(year=y, due=said.due), row)
        ],
        "basis": lambda row: [row.year_basis],
        "precision": lambda row: [row.precision],
        "role": lambda row: [does()[row.thing]],
        "unit": lambda row: [unit for unit in row.responsible_zh.split(";") if unit],
    }
    of_year = values["year"]
    values["horizon"] = lambda row: of_year(row) if row.year_basis == "plan" else []
    counted = {}
    for group, of in values.items():
        whole = next(g for g in GROUPS if group.replace("horizon", "year") in g)
        others = replace(said, **{name: getattr(Filters(), name) for name in whole})
        things: dict[str, set[str]] = {}
        for row in rows():
            if lets_pass(others, row):
                for value in of(row):
                    things.setdefault(value, set()).add(row.thing)
        counted[group] = {value: len(found) for value, found in things.items()}
    return counted


@settings(max_examples=40)
@given(filters())
def test_counts_are_those_of_a_plain_count(said: Filters) -> None:
    counts = asdict(facet_counts(select(real(), said)))
    assert {
        group: {value: count for value, count in own.items() if count}
        for group, own in counts.items()
    } == plainly_counted(said)


@given(filters())
def test_a_mask_is_what_lets_pass(said: Filters) -> None:
    assert select(real(), said).mask.tolist() == [lets_pass(said, row) for row in rows()]


@given(filters())
def test_first_rows_name_every_thing_once(said: Filters) -> None:
    passing = real().projects[select(real(), said).mask].drop_duplicates("thing")
    assert sorted(first_rows(select(real(), said).mask, real())) == passing.index.tolist()


@given(filters(), st.data())
def test_a_year_counts_what_it_would_leave(said: Filters, data: st.DataObject) -> None:
    counts = facet_counts(select(real(), said)).year
    year = data.draw(st.sampled_from(sorted(map(int, real().projects.target_year.unique()))))
    left = real().projects[select(real(), replace(said, year=year)).mask].thing.nunique()
    assert counts.get(str(year), 0) == left


@given(st.dictionaries(st.sampled_from(QUERY_PARAMETERS) | st.text(max_size=8), st.text()))
def test_any_link_is_read(query: dict[str, str]) -> None:
    said, ignored = from_query(query, real())
    for name in MULTIPLE:
        parts = [p for p in query.get(name, "").split(",") if p]
        lost = [i.value for i in ignored if i.parameter == name]
        assert lost == [p[:TEXT_LIMIT] for p in parts if p not in getattr(said, name)]
    if "year" in query and str(said.year) != query["year"]:
        assert "year" in {i.parameter for i in ignored}
    if query.get("due", said.due) != said.due:
        assert "due" in {i.parameter for i in ignored}
    if len(" ".join(query.get("q", "").split())) > TEXT_LIMIT:
        assert "q" in {i.parameter for i in ignored}
    assert len(said.text) <= TEXT_LIMIT
    assert len(select(real(), said).mask) == len(real().projects)
