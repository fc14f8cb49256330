"""Filters on the tiny record: exact rows, exact counts."""

from __future__ import annotations

import pytest

from geodata.record.facets import facet_counts
from geodata.record.filters import TEXT_LIMIT, Filters, Ignored, from_query, to_query
from geodata.record.masks import things_by
from geodata.record.record import Record
from geodata.record.selection import select

# Rows 0-3 are dezhou-001 … -004, rows 4-7 jinan_qibu-001 … -004.
MASKS = [
    (Filters(), [0, 1, 2, 3, 4, 5, 6, 7]),
    (Filters(sector=("energy",)), [0, 1, 2, 3, 7]),
    (Filters(sector=("energy", "sink")), [0, 1, 2, 3, 4, 7]),
    (Filters(kind=("wind_farm",)), [0, 3]),
    (Filters(sector=("energy",), kind=("wind_farm",)), [0, 3]),
    (Filters(sector=("energy", "sink"), kind=("wind_farm",)), [0, 3, 4]),
    (Filters(sector=("sink",), kind=("wind_farm", "railway")), [0, 3, 4, 5]),
    (Filters(sector=("industry",)), []),
    (Filters(city=("dezhou",)), [0, 1, 2, 3]),
    (Filters(city=("jinan_qibu",)), [4, 5, 6, 7]),
    (Filters(county=("370105",)), [4, 5]),
    (Filters(county=("370115",)), [5, 7]),
    (Filters(city=("jinan_qibu",), county=("370115",)), [5, 7]),
    (Filters(city=("dezhou", "jinan_qibu"), county=("370115",)), [0, 1, 2, 3, 5, 7]),
    (Filters(county=("371402",)), []),
    (Filters(year=2025), [0, 2, 3, 4, 7]),  # row 3 shares the year of row 0
    (Filters(year=2030), [0, 1, 2, 3, 4, 5, 6, 7]),
    (Filters(year=2030, due="in"), [1, 5, 6]),
    (Filters(year=2024), []),
    (Filters(due="in"), [0, 1, 2, 3, 4, 5, 6, 7]),
    (Filters(basis=("item", "section")), [0, 3, 4, 7]),
    (Filters(precision=("site",)), [0, 3]),
    (Filters(precision=("township", "zone")), [6, 7]),
    (Filters(precision=("city",)), []),
    (Filters(role=("mention",)), []),  # the wind farm that row 3 mentions is built
    (Filters(role=("build", "support")), [0, 1, 2, 3, 5, 7]),
    (Filters(unit=("市能源局",)), [0, 2]),
    (Filters(unit=("市发展改革委",)), [2]),
    (Filters(unit=("市能源局",), role=("mention",)), []),
    (Filters(text="平原"), [0, 1, 2, 3]),
    (Filters(text="平原 电站"), [1, 2]),
    (Filters(text="wangmiao"), [0]),
    (Filters(text="JINAN_QIBU-003"), [6]),
    (Filters(text="5万千瓦"), [0]),
    (Filters(text=".*"), []),
    (Filters(sector=("energy",), year=2025, city=("jinan_qibu",)), [7]),
]


@pytest.mark.parametrize(("filters", "rows"), MASKS, ids=[str(to_query(f[0])) for f in MASKS])
def test_mask(filters: Filters, rows: list[int], small: Record) -> None:
    assert select(small, filters).mask.nonzero()[0].tolist() == rows


def test_facets_of_everything(small: Record) -> None:
    said = facet_counts(select(small))
    assert said.sector == {"energy": 4, "sink": 1, "transport": 1, "other": 1}
    assert said.kind == {
        "wind_farm": 1,
        "pv_project": 1,
        "substation": 1,
        "wetland": 1,
        "railway": 1,
        "rd_platform": 1,
        "hydrogen": 1,
    }
    assert said.city == {"dezhou": 3, "jinan_qibu": 4}
    assert said.county == {"371426": 3, "370105": 2, "370115": 2}
    assert said.year == {"2025": 4, "2030": 7}
    assert said.horizon == {"2025": 0, "2030": 3}
    assert said.basis == {"item": 2, "plan": 3, "phase": 1, "section": 1}
    assert said.role == {"build": 4, "protect": 1, "pilot": 1, "support": 1}
    assert said.unit == {"市能源局": 2, "市发展改革委": 1}


def test_facets_of_due_in(small: Record) -> None:
    said = facet_counts(select(small, Filters(due="in")))
    assert said.year == {"2025": 4, "2030": 3}
    assert said.horizon == {"2030": 3}


def test_written_years_and_the_horizon_are_the_whole(small: Record) -> None:
    """2030 is in no clause; of what is due by then three have only the horizon."""
    said = facet_counts(select(small))
    assert said.year["2030"] - said.horizon["2030"] == said.year["2025"] == 4


def test_a_group_does_not_narrow_its_own_counts(small: Record) -> None:
    said = facet_counts(select(small, Filters(sector=("sink",), county=("370105",), year=2025)))
    assert said.sector == {"sink": 1}
    assert said.county == {"370105": 1}
    assert said.city == {"jinan_qibu": 1}
    assert said.year == {"2025": 1, "2030": 1}
    assert said.basis == {"item": 1}
    assert said.precision == {"county": 1}


def test_a_thing_that_crosses_counties_counts_in_each(small: Record) -> None:
    railway = select(small, Filters(kind=("railway",))).mask
    assert things_by("adcodes", railway, small) == {"370105": 1, "370115": 1}


def test_mentions_count_once(small: Record) -> None:
    wind = select(small, Filters(kind=("wind_farm",))).mask
    assert wind.sum() == 2
    assert things_by("adcodes", wind, small) == {"371426": 1}
    assert things_by("target_year", wind, small) == {"2025": 1}


def test_nothing_counts_nothing(small: Record) -> None:
    none = select(small, Filters(text="没有这样的事")).mask
    assert things_by("adcodes", none, small) == {}


def test_query_of_filters() -> None:
    filters = Filters(sector=("energy", "sink"), county=("370105",), year=2030, due="in", text="风")
    assert to_query(filters) == {
        "sector": "energy,sink",
        "county": "370105",
        "year": "2030",
        "due": "in",
        "q": "风",
    }
    assert to_query(Filters()) == {}


def test_filters_of_a_stale_query(small: Record) -> None:
    query = {
        "sector": "sink,energy,coal",
        "county": "130102,370115",
        "year": "2026",
        "due": "after",
        "q": "  长  " + "文" * TEXT_LIMIT,
        "other": "kept by others",
    }
    filters, ignored = from_query(query, small)
    assert filters == Filters(
        sector=("energy", "sink"), county=("370115",), text="长 " + "文" * (TEXT_LIMIT - 2)
    )
    assert ignored == [
        Ignored("sector", "coal"),
        Ignored("county", "130102", uncovered=True),
        Ignored("year", "2026"),
        Ignored("due", "after"),
        Ignored("q", "文文"),
    ]


def test_active() -> None:
    assert not Filters().active
    assert not Filters(due="in").active
    assert Filters(text="风").active
    assert Filters(year=2030).active


EVERY_GROUP = Filters(
    sector=("energy",),
    kind=("wind_farm",),
    city=("dezhou",),
    county=("371426",),
    year=2030,
    due="in",
    basis=("plan",),
    precision=("site",),
    role=("build",),
    unit=("市能源局",),
    text="风",
)


def test_some_groups_only() -> None:
    assert EVERY_GROUP.only("sector", "text") == Filters(sector=("energy",), text="风")
    assert EVERY_GROUP.only("year") == Filters(year=2030, due="in")
    assert EVERY_GROUP.only() == Filters()


def test_all_but_some_groups() -> None:
    assert EVERY_GROUP.without() == EVERY_GROUP
    dropped = ("sector", "kind", "basis", "precision", "role", "unit", "text")
    where_and_when = Filters(city=("dezhou",), county=("371426",), year=2030, due="in")
    assert EVERY_GROUP.without(*dropped) == where_and_when
    assert EVERY_GROUP.without("year").due == "by"
    groups = (*dropped, "city", "county", "year")
    assert EVERY_GROUP.without(*groups) == Filters()
    for group in groups:
        assert EVERY_GROUP.only(*(g for g in groups if g != group)) == EVERY_GROUP.without(group)
