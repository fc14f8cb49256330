"""Options of the filters on the tiny record: what is listed once, and what counts beside it."""

from __future__ import annotations

from dataclasses import replace

from geodata.language.vocabulary import SECTOR_BY_ID
from geodata.record.facets import counts, facet_counts, options, published
from geodata.record.filters import TEXT_LIMIT, Filters
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
    assert [role for role, *_ in listed["role"]] == [
        *("build", "expand", "pilot", "protect", "support", "mention")
    ]
    assert listed["unit"] == [
        ("市发展改革委", "市发展改革委", "Development and Reform Commission", "dezhou"),
        ("市能源局", "市能源局", "Energy Bureau", "dezhou"),
    ]


def test_a_unit_knows_every_plan_that_names_it(small: Record) -> None:
    """In a target too, which no item of that plan is."""
    targets = small.targets.assign(responsible_zh=["", "市能源局", ""])
    (energy,) = options(replace(small, targets=targets))["unit"][1:]
    assert energy == ("市能源局", "市能源局", "Energy Bureau", "dezhou;jinan_qibu")


def test_what_is_published_has_words_in_both_languages(small: Record) -> None:
    said = published(small)
    options_alone = {g: own for g, own in said.items() if g not in ("words", "colours", "longest")}
    assert options_alone == options(small)
    assert said["colours"]["light"].keys() == said["colours"]["dark"].keys() == set(SECTOR_BY_ID)
    assert said["longest"] == TEXT_LIMIT
    assert said["words"]["zh"]["unit"] == "责任单位"
    assert set(said["words"]["zh"]) == set(said["words"]["en"])


def test_counts_stand_in_the_order_of_the_options(small: Record) -> None:
    listed = options(small)
    said = counts(listed, facet_counts(select(small, Filters(due="in"))))
    assert said["county"] == [2, 2, 0, 3]
    assert said["city"] == [3, 4]
    assert said["year"] == [4, 3]
    assert said["horizon"] == [0, 3]
    assert said["unit"] == [1, 2]
    assert {group: len(own) for group, own in said.items() if group != "horizon"} == {
        group: len(own) for group, own in listed.items()
    }


def test_years_that_are_all_written_have_no_horizon(small: Record) -> None:
    """As on the page of targets, whose years are all written."""
    facets = replace(facet_counts(select(small)), horizon={})
    assert counts(options(small), facets)["horizon"] == []


def test_every_chosen_value_has_its_option(record: Record) -> None:
    """A value that a link may hold can be seen and taken away in the sidebar."""
    listed = options(record)
    counted = facet_counts(select(record))
    for group, own in listed.items():
        assert set(getattr(counted, group)) <= {option[0] for option in own}
    assert [option[0] for option in listed["county"]] == record.covered
