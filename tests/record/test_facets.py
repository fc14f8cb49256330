"""Options of the filters on the tiny record: what is listed once, and what counts beside it."""

from __future__ import annotations

from geodata.record.facets import counts, facet_counts, options
from geodata.record.filters import Filters
from geodata.record.record import Record
from geodata.record.selection import select


def test_options(small: Record) -> None:
    listed = options(small)
    assert listed["sector"][0] == ("energy", "能源", "Energy", "")
    assert [(kind, sector) for kind, _, _, sector in listed["kind"]] == [
        ("wind_farm", "energy"),
        ("pv_project", "energy"),
        ("hydrogen", "energy"),
        ("substation", "energy"),
        ("railway", "transport"),
        ("wetland", "sink"),
        ("rd_platform", "other"),
    ]
    assert [city[0] for city in listed["city"]] == ["dezhou", "jinan_qibu"]
    assert [(code, zh, city) for code, zh, _, city in listed["county"]] == [
        ("370105", "天桥区", "jinan_qibu"),
        ("370115", "济阳区", "jinan_qibu"),
        ("371402", "德城区", "dezhou"),
        ("371426", "平原县", "dezhou"),
    ]
    assert listed["year"] == [("2025", "2025", "2025", ""), ("2030", "2030", "2030", "")]


def test_counts_stand_in_the_order_of_the_options(small: Record) -> None:
    listed = options(small)
    said = counts(listed, facet_counts(select(small, Filters(due="in"))))
    assert said["county"] == [2, 2, 0, 3]
    assert said["city"] == [3, 4]
    assert said["year"] == [4, 4]
    assert {group: len(own) for group, own in said.items()} == {
        group: len(own) for group, own in listed.items()
    }


def test_every_chosen_value_has_its_option(record: Record) -> None:
    """A value that a link may hold can be seen and taken away in the sidebar."""
    listed = options(record)
    counted = facet_counts(select(record))
    for group, own in listed.items():
        assert set(getattr(counted, group)) <= {option[0] for option in own}
    assert [option[0] for option in listed["county"]] == record.covered
