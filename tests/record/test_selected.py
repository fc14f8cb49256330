"""Laws of a selection: one value, from which mask, description, link and counties follow."""

from __future__ import annotations

from dataclasses import replace
from functools import reduce
from pathlib import Path
from tempfile import mkdtemp

import numpy as np
import pytest
from fixture.small import write_small
from hypothesis import given
from hypothesis import strategies as st

from geodata.language.vocabulary import (
    KIND_BY_ID,
    PRECISIONS,
    ROLES,
    SECTORS,
    YEAR_BASES,
    Language,
)
from geodata.record import derived
from geodata.record.derived import kept_with_selection
from geodata.record.description import Criterion
from geodata.record.filters import Filters, from_query
from geodata.record.masks import group_masks
from geodata.record.names import unit_names
from geodata.record.record import Record, read_record
from geodata.record.selection import Selection, select

SMALL = read_record(write_small(Path(mkdtemp())))
KINDS = sorted(set(SMALL.projects.kind))
COUNTIES = list(SMALL.covered)
PLANS = list(SMALL.documents.index)
PINGYUAN, DECHENG, TIANQIAO, JIYANG = "371426", "371402", "370105", "370115"


def some(values: list[str]) -> st.SearchStrategy[tuple[str, ...]]:
    chosen = st.lists(st.sampled_from(values), unique=True, max_size=3)
    return chosen.map(lambda said: tuple(v for v in values if v in said))


filters = st.builds(
    Filters,
    sector=some([s.id for s in SECTORS]),
    kind=some([k for k in KIND_BY_ID if k in KINDS]),
    city=some(PLANS),
    county=some(COUNTIES),
    year=st.sampled_from([None, 2025, 2030]),
    basis=some([t.id for t in YEAR_BASES]),
    precision=some([t.id for t in PRECISIONS]),
    role=some([t.id for t in ROLES]),
    unit=some(list(unit_names(SMALL))),
    text=st.sampled_from(["", "", "平原", "站"]),
)
narrowings = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["", "", *KINDS]),
        "county": st.sampled_from(["", "", *COUNTIES]),
        "plan": st.sampled_from(["", "", *PLANS]),
    }
)


@given(filters, narrowings)
def test_equal_choices_are_one_value(said: Filters, narrowing: dict[str, str]) -> None:
    one, other = Selection(SMALL, said, **narrowing), Selection(SMALL, replace(said), **narrowing)
    assert one == other
    assert hash(one) == hash(other)
    assert len({one, other, replace(one, besides="dezhou-001")}) == 2
    assert one != Selection(replace(SMALL), said, **narrowing)  # of another record


@given(filters, narrowings)
def test_narrowing_and_filtering_commute(said: Filters, narrowing: dict[str, str]) -> None:
    narrowed_first = select(SMALL).narrowed(**narrowing).filtered_by(said)
    filtered_first = select(SMALL).filtered_by(said).narrowed(**narrowing)
    assert narrowed_first == filtered_first == Selection(SMALL, said, **narrowing)
    assert narrowed_first.narrowed() == narrowed_first
    step_by_step = select(SMALL, said)
    for name, value in narrowing.items():
        step_by_step = step_by_step.narrowed(**{name: value})
    assert step_by_step == narrowed_first


@given(filters, narrowings, st.sampled_from(["", *SMALL.projects.thing]))
def test_a_mask_is_every_part_of_it(said: Filters, narrowing: dict[str, str], thing: str) -> None:
    rows = SMALL.projects
    parts = [*group_masks(said, SMALL).values()]
    if narrowing["kind"]:
        parts.append((rows.kind == narrowing["kind"]).to_numpy())
    if narrowing["county"]:
        parts.append(rows.adcodes.str.contains(narrowing["county"]).to_numpy())
    if narrowing["plan"]:
        parts.append((rows.document_id == narrowing["plan"]).to_numpy())
    expected = reduce(np.logical_and, parts, np.ones(len(rows), dtype=bool))
    selection = Selection(SMALL, said, **narrowing, besides=thing)
    assert selection.mask.tolist() == (expected | (rows.thing == thing).to_numpy()).tolist()
    passing = rows[selection.mask]
    assert selection.rows.index.tolist() == passing.index.tolist()
    assert selection.things == passing.thing.nunique()


@given(filters, narrowings)
def test_words_and_link_say_the_same(said: Filters, narrowing: dict[str, str]) -> None:
    selection = Selection(SMALL, said, **narrowing)
    criteria = selection.criteria("zh")
    by_group: dict[str, list[str]] = {}
    for criterion in criteria:
        by_group.setdefault(criterion.group, []).append(criterion.value)
    if not any(group.startswith("within_") for group in by_group):
        assert {g: ",".join(v) for g, v in by_group.items()} == {
            name: value for name, value in selection.query.items() if name != "due"
        }
    described = selection.described("zh")
    # A sector or city that its kinds or counties stand for is not said beside others again.
    stood_for = {KIND_BY_ID[kind].sector for kind in said.kind}
    stood_for |= {str(SMALL.county_names.document_id[code]) for code in said.county}
    assert all(c.label in described for c in criteria)
    assert all(c.text in described for c in criteria if c.value not in stood_for)
    assert (described == "") == (criteria == ()) == (selection.query == {}) == selection.is_whole
    assert [c.value for c in selection.criteria("en")] == [c.value for c in criteria]


@given(filters, narrowings)
def test_a_link_shows_what_was_selected(said: Filters, narrowing: dict[str, str]) -> None:
    """Exactly that where the filters leave in what the page narrows to, and never less."""
    selection = Selection(SMALL, said, **narrowing)
    again, ignored = from_query(selection.query, SMALL)
    assert ignored == []
    shown = select(SMALL, again)
    assert (selection.mask <= shown.mask).all()
    alone = Selection(SMALL, said, kind=narrowing["kind"])
    if alone.mask.any():
        shown = select(SMALL, from_query(alone.query, SMALL)[0])
        assert shown.mask.tolist() == alone.mask.tolist()
    if narrowing["county"] and select(SMALL, said).covers(narrowing["county"]):
        alone = Selection(SMALL, said, county=narrowing["county"])
        shown = select(SMALL, from_query(alone.query, SMALL)[0])
        assert shown.mask.tolist() == alone.mask.tolist()


@given(filters, narrowings)
def test_counties_are_those_of_the_mask(said: Filters, narrowing: dict[str, str]) -> None:
    selection = Selection(SMALL, said, **narrowing)
    rows = selection.rows
    for adcodes in rows.adcodes[rows.adcodes != ""]:
        assert any(selection.covers(code) for code in adcodes.split(";"))
    narrows = said.city or said.county or narrowing["county"] or narrowing["plan"]
    assert (selection.counties is None) == (not narrows)
    for code in COUNTIES:
        here = selection.where.narrowed(county=code)
        own = SMALL.projects.adcodes.str.contains(code).to_numpy()
        if selection.covers(code):
            assert here.mask.tolist() == own.tolist()


@given(filters, narrowings)
def test_what_is_left_out_again(said: Filters, narrowing: dict[str, str]) -> None:
    selection = Selection(SMALL, said, **narrowing)
    assert selection.unfiltered == Selection(SMALL, **narrowing)
    assert (selection.mask <= selection.unfiltered.mask).all()
    where = selection.where
    assert where.kind == ""
    assert where.filters == Filters(city=said.city, county=said.county)
    assert where.counties == selection.counties
    assert (selection.mask <= where.mask).all()
    assert where.where == where


def test_counties_by_hand(small: Record) -> None:
    assert select(small).counties is None
    assert select(small, Filters(sector=("sink",))).narrowed(kind="wetland").counties is None
    dezhou = select(small, Filters(city=("dezhou",)))
    assert dezhou.counties == {DECHENG, PINGYUAN}
    assert dezhou.narrowed(county=PINGYUAN).counties == {PINGYUAN}
    assert dezhou.narrowed(county=TIANQIAO).counties == frozenset()
    assert dezhou.narrowed(plan="jinan_qibu").counties == frozenset()
    both = select(small).narrowed(plan="dezhou", county=TIANQIAO)
    assert both.counties == frozenset()
    assert both.things == 0


def test_a_link_of_a_narrowed_selection(small: Record) -> None:
    """What the page narrows to takes the place of the filters that it lies within."""
    wide = Filters(sector=("energy", "sink"), city=("dezhou", "jinan_qibu"), year=2030)
    selection = select(small, wide)
    assert selection.narrowed(kind="wind_farm").query == {
        "kind": "wind_farm",
        "city": "dezhou,jinan_qibu",
        "year": "2030",
    }
    assert selection.narrowed(county=PINGYUAN).query == {
        "sector": "energy,sink",
        "county": PINGYUAN,
        "year": "2030",
    }
    assert selection.narrowed(plan="dezhou").query == {
        "sector": "energy,sink",
        "city": "dezhou",
        "year": "2030",
    }
    within = select(small, Filters(county=(PINGYUAN, TIANQIAO)))
    assert within.narrowed(plan="dezhou").query == {"city": "dezhou", "county": PINGYUAN}


def test_a_choice_of_wholes_and_parts_is_described_as_one(small: Record) -> None:
    """What passes is either, so that two conditions side by side would claim less."""
    asked = Filters(sector=("energy", "sink"), kind=("wind_farm",), city=("dezhou",))
    selection = select(small, asked)
    assert selection.described("zh") == "领域或类型：碳汇、风电场；城市：德州市"
    assert selection.narrowed(kind="wind_farm").described("zh") == (
        "领域或类型：碳汇、风电场；城市：德州市；其中类型：风电场"
    )
    within = replace(asked, sector=("energy",))
    assert select(small, within).described("zh") == "领域：能源；类型：风电场；城市：德州市"
    places = Filters(city=("dezhou", "jinan_qibu"), county=(PINGYUAN,))
    assert select(small, places).described("en") == (
        "City or county: Start-up Area, Pingyuan County"
    )


def test_described(small: Record) -> None:
    asked = Filters(sector=("energy", "sink"), city=("dezhou",), year=2025, text="平原")
    selection = select(small, asked)
    assert selection.described("zh") == (
        "领域：能源、碳汇；城市：德州市；目标年：2025年及以前；搜索：平原"
    )
    assert selection.described("en") == (
        "Sector: Energy, Carbon sinks; City: Dezhou; Target year: 2025 or earlier; Search: 平原"
    )
    answering = select(small, Filters(role=("build", "mention"), unit=("市能源局",)))
    assert answering.described("zh") == "方案如何对待：新建、仅提及；责任单位：市能源局"
    assert answering.described("en") == (
        "Role: Build, Existing, mentioned; Responsible unit: Energy Bureau"
    )
    due_in = select(small, Filters(year=2030, due="in"))
    # Of what passes some has no year but its plan's horizon.
    assert due_in.described("zh") == "目标年：2030年（含规划期末）"
    assert due_in.criteria("en") == (Criterion("year", "2030", "Target year", "2030", True),)
    written = select(small, Filters(year=2030, basis=("item",)))
    assert written.described("zh") == "目标年：2030年及以前；目标年依据：本项写明"
    assert select(small).described("zh") == ""
    assert (select(small).stated("zh"), select(small).stated("en")) == ("无", "none")
    kind = select(small).narrowed(kind="wind_farm", county=PINGYUAN)
    assert kind.described("zh") == "类型：风电场；县区：平原县"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("zh", "在“目标年：2025年及以前”的事项中，没有。"),
        ("en", "Among items with “Target year: 2025 or earlier”: 没有。"),
    ],
)
def test_a_sentence_begins_with_its_filters(small: Record, language: Language, said: str) -> None:
    selection = select(small, Filters(year=2025))
    assert selection.scoped("没有。", language) == said
    assert selection.narrowed(kind="wetland").scoped("没有。", language) == said
    assert select(small).narrowed(kind="wetland").scoped("没有。", language) == "没有。"


def test_counted(small: Record) -> None:
    """The hydrogen base is only leaned on; the wind farm is built, whatever else mentions it."""
    early = select(small, Filters(year=2025))
    assert (select(small).things, select(small).quiet) == (7, 1)
    assert select(small).counted("zh") == "6 项，另有依托支持或仅提及的 1 项"
    assert select(small).counted("en") == "items: 6; 1 more only supported or mentioned"
    assert early.counted("zh") == "筛选内 3 项，共 6 项，另有依托支持或仅提及的 1 项"
    assert early.counted("en") == (
        "3 within the filters, 6 in all; 1 more only supported or mentioned"
    )
    assert early.narrowed(county=PINGYUAN).counted("zh") == "筛选内 2 项，共 3 项"
    mentioned = select(small, Filters(text="dezhou-004"))
    assert mentioned.counted("zh") == "筛选内 1 项，共 6 项"
    leaned = select(small, Filters(role=("support",)))
    assert leaned.counted("zh") == "筛选内 0 项，共 6 项，另有依托支持或仅提及的 1 项"
    assert leaned.to_be_done.things == 0


def test_what_was_chosen_shows_beside(small: Record) -> None:
    wetland = replace(select(small, Filters(kind=("wetland",))), besides="dezhou-001")
    assert wetland.mask.nonzero()[0].tolist() == [0, 3, 4]
    assert wetland.described("zh") == "类型：湿地"


def test_ordered(small: Record) -> None:
    selection = select(small, Filters(county=(TIANQIAO,)))
    assert selection.ordered(None).index.tolist() == [4, 5]
    assert selection.ordered(np.array([5, 4])).index.tolist() == [5, 4]


# What is kept with a selection

COMPUTED: list[tuple[object, ...]] = []


@kept_with_selection
def found(selection: Selection, language: str, *, most: int = 0) -> tuple[object, ...]:
    """What was asked, and that it was computed."""
    COMPUTED.append((selection.filters, selection.kind, language, most))
    return COMPUTED[-1]


@kept_with_selection
def other(selection: Selection, language: str) -> str:
    """Another function with the same arguments."""
    return f"other {language}"


def many(record: Record, count: int) -> list[Selection]:
    return [select(record, Filters(text=str(number))) for number in range(count)]


def test_it_is_computed_once_for_each_selection(small: Record) -> None:
    record = replace(small)
    COMPUTED.clear()
    two = [select(record, Filters(year=2025)), select(record).narrowed(kind="wetland")]
    for _ in range(3):
        for selection in two:
            for language in ("zh", "en"):
                assert found(replace(selection), language) == (
                    selection.filters,
                    selection.kind,
                    language,
                    0,
                )
            assert found(selection, "zh", most=3)[3] == 3
            assert other(selection, "zh") == "other zh"
    assert len(COMPUTED) == len(set(COMPUTED)) == 6


def test_two_records_are_never_mixed(small: Record) -> None:
    first, second = replace(small), replace(small)
    COMPUTED.clear()
    found(select(first), "zh")
    found(select(second), "zh")
    assert len(COMPUTED) == 2


def test_only_the_last_selections_are_kept(small: Record) -> None:
    record, most = replace(small), derived._KEPT_SELECTIONS
    assert most == 24
    asked = many(record, most + 6)
    COMPUTED.clear()
    for selection in asked:
        found(selection, "zh")
    assert len(record.derived[derived._kept_of]) == most
    COMPUTED.clear()
    for selection in asked[-most:]:
        assert found(selection, "zh")[0] == selection.filters
    assert COMPUTED == []
    found(asked[0], "zh")  # long gone, and now the one asked for longest ago goes
    assert [said[0] for said in COMPUTED] == [asked[0].filters]
    COMPUTED.clear()
    found(asked[-most], "zh")
    found(asked[-1], "zh")
    assert [said[0] for said in COMPUTED] == [asked[-most].filters]


def test_what_is_asked_for_again_stays(small: Record) -> None:
    record, most = replace(small), derived._KEPT_SELECTIONS
    first, *rest = many(record, most + 1)
    found(first, "zh")
    for selection in rest:
        found(selection, "zh")
        found(first, "zh")
    COMPUTED.clear()
    found(first, "zh")
    assert COMPUTED == []


@given(filters, filters)
def test_masks_of_two_selections_are_their_own(one: Filters, two: Filters) -> None:
    for said in (one, two, one):
        parts = [*group_masks(said, SMALL).values()]
        expected = reduce(np.logical_and, parts, np.ones(len(SMALL.projects), dtype=bool))
        assert select(SMALL, said).mask.tolist() == expected.tolist()
