"""The tour: what a stop is made of, and that it says less where the record holds less."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

import pandas as pd
import pytest

from geodata.exhibition.finding_stops import finding_stops, leading
from geodata.exhibition.stop import (
    Stop,
    Text,
    bounded,
    capacity,
    listed,
    plain,
    seconds,
    signed,
    within,
)
from geodata.exhibition.target_stops import target_stops
from geodata.exhibition.tour import tour
from geodata.language.vocabulary import KIND_BY_ID
from geodata.record.filters import from_query
from geodata.record.record import Record

LANGUAGES = ("zh", "en")
ROOM = {"zh": 45, "en": 160}


@pytest.fixture(scope="module")
def stops(record: Record) -> tuple[Stop, ...]:
    return tour(record)


def ids(stops: Iterable[Stop]) -> list[str]:
    return [stop.id for stop in stops]


def by_id(stops: Iterable[Stop]) -> dict[str, Stop]:
    return {stop.id: stop for stop in stops}


# The real record


def test_the_order(stops: tuple[Stop, ...], record: Record) -> None:
    said = ids(stops)
    cities = [f"city-{document_id}" for document_id in record.documents.index]
    assert said[: 1 + len(cities)] == ["opening", *cities]
    topics = [stop_id.split("-")[0] for stop_id in said[1 + len(cities) :]]
    assert topics == sorted(topics)
    assert set(topics) == {"finding", "target"}
    assert len(set(said)) == len(said)
    assert 11 <= len(said) <= 14


def test_every_stop_is_read_in_its_time(stops: tuple[Stop, ...]) -> None:
    for stop in stops:
        assert 12 <= stop.seconds <= 15, stop.id
        for language in LANGUAGES:
            assert len(stop.text[language]) <= ROOM[language], stop.id
            assert 0 < len(stop.title[language]) <= 30, stop.id
            assert "\n" not in stop.text[language]
        assert stop.text["zh"].count("。") == 1, stop.id
        assert stop.text["zh"].endswith("。")
        assert re.findall(r"\.(?!\d)", stop.text["en"]) == ["."], stop.id
        assert stop.text["en"].endswith(".")


def test_each_language_is_itself(stops: tuple[Stop, ...]) -> None:
    for stop in stops:
        for text in (stop.title, stop.text, stop.unit, stop.figure):
            assert re.findall("[A-Za-z]", text["zh"]) == [], stop.id
            assert re.findall("[一-鿿]", text["en"]) == [], stop.id
            assert all(text[language].strip() == text[language] != "" for language in LANGUAGES)


def test_the_figure_is_a_number_that_the_sentence_says(stops: tuple[Stop, ...]) -> None:
    for stop in stops:
        for language in LANGUAGES:
            assert re.fullmatch(r"[≥≤≈]?\d[\d,]*(\.\d+)?", stop.figure[language]), stop.id
            number = stop.figure[language].lstrip("≥≤≈")
            assert re.search(rf"(?<![\d.,]){re.escape(number)}(?!\d)", stop.text[language])


def test_no_sentence_says_more_than_named(stops: tuple[Stop, ...]) -> None:
    for stop in stops:
        said = stop.title["zh"] + stop.text["zh"] + stop.title["en"] + stop.text["en"]
        for word in ("规划装机", "缺口", "短缺", "空白", "planned", "shortfall", "lack", "gap"):
            assert word not in said, stop.id
    assert "列名不等于建成" in stops[0].text["zh"]
    assert "named does not mean built" in stops[0].text["en"]


def test_what_is_lit_has_a_mark_and_lies_in_the_frame(
    stops: tuple[Stop, ...], record: Record
) -> None:
    rows = record.projects
    reach = rows.adcodes.where(rows.adcodes != "", rows.anchor.map(record.zones.adcodes))
    adcodes = dict(zip(rows.project_id, reach, strict=True))
    for stop in stops:
        assert set(stop.adcodes) <= set(record.counties.index), stop.id
        for project_id in stop.project_ids:
            at = set(adcodes[project_id].split(";"))
            assert "" not in at, project_id
            assert not stop.adcodes or at & set(stop.adcodes), project_id


def test_every_query_is_honoured(stops: tuple[Stop, ...], record: Record) -> None:
    for stop in stops:
        query = dict(stop.query)
        assert query.pop("page", "targets") in ("targets", "gaps")
        assert query.pop("indicator", "pv_capacity") in set(record.targets.indicator)
        assert query.pop("about", "other") in KIND_BY_ID
        assert query.pop("partner", "other") in KIND_BY_ID
        filters, ignored = from_query(query, record)
        assert ignored == []
        assert filters.active == bool(query)


def test_a_number_of_a_target_has_its_clause(stops: tuple[Stop, ...]) -> None:
    cited = {stop.id for stop in stops if stop.citation["zh"]}
    assert cited == {i for i in ids(stops) if i.startswith("target-") or i == "finding-ledger"}


def test_the_same_tour_twice(stops: tuple[Stop, ...], record: Record) -> None:
    assert tour(record) == stops


# Records that hold less, or something else


def test_a_small_record(small: Record) -> None:
    stops = by_id(tour(small))
    assert list(stops) == ["opening", "city-dezhou", "city-jinan_qibu", "finding-nothing"]
    # The hydrogen base is only leaned on.
    assert stops["opening"].figure == plain("6")
    assert stops["opening"].text["zh"].startswith("2份碳达峰方案列名6项，3个县区")
    dezhou = stops["city-dezhou"]
    assert dezhou.text["zh"] == "德州市的方案列名3项，3项可标到县区；能源领域最多，3项。"
    assert dezhou.project_ids == ("dezhou-001", "dezhou-002", "dezhou-003", "dezhou-004")
    assert dezhou.adcodes == ("371402", "371426")
    assert stops["city-jinan_qibu"].text == {
        "zh": "起步区方案覆盖2个县区的一部分，列名3项，2项可标到县区。",
        "en": "The plan of Start-up Area covers only parts of 2 counties and names 3 items, 2 of "
        "them in a known county.",
    }
    nothing = stops["finding-nothing"]
    assert nothing.text["zh"].startswith("方案完整覆盖2个县区，其中1个")
    assert (nothing.adcodes, nothing.project_ids) == (("371402",), ())
    assert (nothing.figure["en"], nothing.unit["en"]) == ("1", "county")


def test_a_record_without_items_or_targets(small: Record) -> None:
    bare = replace(small, projects=small.projects.iloc[:0], targets=small.targets.iloc[:0])
    assert ids(tour(bare)) == ["opening", "city-dezhou", "city-jinan_qibu", "finding-nothing"]
    assert by_id(tour(bare))["city-dezhou"].figure == plain("0")


def test_a_record_that_covers_no_county_whole(small: Record) -> None:
    names = small.county_names.assign(coverage="partial")
    assert ids(finding_stops(replace(small, county_names=names))) == []


def test_a_record_without_a_cited_source(record: Record, stops: tuple[Stop, ...]) -> None:
    """The ledger falls away with what operates, and nothing else does."""
    unknown = replace(record, operating=record.operating.iloc[:0])
    assert ids(tour(unknown)) == [i for i in ids(stops) if i != "finding-ledger"]


@pytest.mark.parametrize(("column", "value"), [("capacity_mw", None), ("target_year", 2035)])
def test_a_ledger_of_which_not_all_is_known_is_not_told(
    record: Record, stops: tuple[Stop, ...], column: str, value: int | None
) -> None:
    """One thing without a figure, or due after the target's year."""
    thing = by_id(stops)["finding-ledger"].project_ids[0]
    frame = record.projects.copy()
    frame.loc[frame.project_id == thing, column] = value
    assert "finding-ledger" not in ids(finding_stops(replace(record, projects=frame)))


def test_the_largest_ledger_is_told(record: Record, stops: tuple[Stop, ...]) -> None:
    lower = record.targets[record.targets.indicator == "wind_capacity"].assign(
        target_id="dezhou-t999", value_std=1000.0, quote_zh="低"
    )
    more = replace(record, targets=pd.concat([record.targets, lower], ignore_index=True))
    assert by_id(finding_stops(more))["finding-ledger"] == by_id(stops)["finding-ledger"]


def test_neighbours_are_named_while_they_are_few(record: Record) -> None:
    """With storage in every county, every county that names wind has such a neighbour."""
    row = record.projects[record.projects.kind == "storage_station"].iloc[:1]
    everywhere = row.assign(adcodes=";".join(record.counties.index))
    projects = pd.concat([record.projects, everywhere], ignore_index=True)
    stop = by_id(finding_stops(replace(record, projects=projects)))["finding-neighbours"]
    assert stop.figure["zh"] == "5"
    assert stop.text["zh"] == "方案在5个县区列名风电场，其中5个的本县或邻县列名储能电站。"


# Targets, by hand


def targets(*rows: tuple[str, str, float, str, int]) -> pd.DataFrame:
    """Targets of (document, indicator, value, unit, year)."""
    return pd.DataFrame(
        [
            {
                "target_id": f"t{n}",
                "document_id": document_id,
                "indicator": indicator,
                "indicator_zh": f"指标{indicator[-1]}",
                "indicator_en": f"Indicator {indicator[-1]}",
                "sector": indicator.split("_", maxsplit=1)[0],
                "comparator": "=",
                "value_std": value,
                "unit_std": unit,
                "year": year,
                "scope_zh": "全市",
                "section": "一",
                "quote_zh": f"原句{n}",
            }
            for n, (document_id, indicator, value, unit, year) in enumerate(rows)
        ]
    )


def told(small: Record, *rows: tuple[str, str, float, str, int]) -> dict[str, Stop]:
    return by_id(target_stops(replace(small, targets=targets(*rows))))


A, B = "dezhou", "jinan_qibu"


def test_a_shared_target_has_two_ends(small: Record) -> None:
    stops = told(
        small,
        (A, "sink_1", 10, "%", 2030),
        (B, "sink_1", 12.5, "%", 2030),
        (B, "sink_1", 9, "%", 2025),
    )
    assert list(stops) == ["target-sink_1"]
    stop = stops["target-sink_1"]
    assert stop.text == {
        "zh": "2份方案有指标1目标，2030年从德州市的10%到起步区的12.5%。",
        "en": "Indicator 1: 2 plans set a target, for 2030 from 10% (Dezhou) to 12.5% "
        "(Start-up Area).",
    }
    assert stop.figure == plain("2")
    assert stop.citation["zh"] == "“原句0”《德州方案》一\n“原句1”《起步区方案》一"
    assert stop.adcodes == ("370105", "370115", "371402", "371426")


def test_a_shared_target_that_is_the_same(small: Record) -> None:
    stops = told(small, (A, "sink_1", 100, "%", 2035), (B, "sink_1", 100, "%", 2030))
    assert stops["target-sink_1"].text["zh"] == "2份方案有指标1目标，都是100%，期限2030至2035年。"
    assert stops["target-sink_1"].citation["zh"].startswith("“原句1”")
    stops = told(small, (A, "sink_1", 100, "%", 2030), (B, "sink_1", 100, "%", 2030))
    assert stops["target-sink_1"].text["en"].endswith("the same target, 100%, due 2030.")


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([(A, "sink_1", 10, "%", 2030)], id="one plan"),
        pytest.param(
            [(A, "sink_1", 10, "%", 2030), (B, "sink_1", 12, "%", 2025)], id="no common year"
        ),
        pytest.param(
            [(A, "sink_1", 10, "ha", 2030), (B, "sink_1", 12, "ha", 2030)], id="no percentage"
        ),
        pytest.param([(A, "energy_1", 10, "MW", 2030)], id="a capacity of one year"),
        pytest.param(
            [(A, "energy_1", 10, "MW", 2025), (A, "energy_1", 10, "MW", 2030)], id="not raised"
        ),
    ],
)
def test_targets_that_make_no_stop(
    small: Record, rows: list[tuple[str, str, float, str, int]]
) -> None:
    assert told(small, *rows) == {}


def test_of_a_sector_one_shared_target_is_told(small: Record) -> None:
    pairs = [
        (f"{sector}_{n}", n) for sector in ("energy", "sink", "other", "circular") for n in (1, 2)
    ]
    rows = [(d, i, 10.0 + n + (d == B), "%", 2030) for i, n in pairs for d in (A, B)]
    assert list(told(small, *rows)) == ["target-energy_1", "target-sink_1", "target-other_1"]


def test_the_capacity_raised_most(small: Record) -> None:
    stops = told(
        small,
        (A, "energy_1", 100, "MW", 2025),
        (A, "energy_1", 150, "MW", 2030),
        (B, "energy_2", 3000, "MW", 2030),
        (B, "energy_2", 10, "MW", 2025),
    )
    assert list(stops) == ["target-energy_2"]
    stop = stops["target-energy_2"]
    assert stop.text["zh"] == "起步区的指标2目标分两步：2025年1万千瓦，2030年300万千瓦。"
    assert stop.figure == {"zh": "300", "en": "3,000"}
    assert stop.citation["zh"] == "“原句3”《起步区方案》一\n“原句2”《起步区方案》一"


def test_a_clause_is_cited_once(stops: tuple[Stop, ...]) -> None:
    """Both steps of the raised target stand in one clause."""
    assert "\n" not in by_id(stops)["target-storage_capacity"].citation["zh"]


# What sentences are put together from


def test_nothing_leads_when_many_are_level() -> None:
    def first(counts: Mapping[str, int]) -> tuple[list[str], int]:
        terms, most = leading(pd.Series(counts, dtype=int), KIND_BY_ID)
        return [term.id for term in terms], most

    assert first({"port": 3, "railway": 3, "other": 2}) == (["railway", "port"], 3)
    assert first({"port": 3, "railway": 3, "other": 3}) == ([], 0)
    assert first({"port": 2, "railway": 2, "road": 2, "wetland": 2}) == ([], 0)
    assert first({"port": 1}) == ([], 0)
    assert first({"other": 9}) == ([], 0)
    assert first({}) == ([], 0)


@pytest.mark.parametrize(
    ("zh", "en", "expected"), [(10, 80, 12), (23, 10, 12), (45, 10, 15), (90, 10, 15), (34, 0, 14)]
)
def test_seconds_follow_the_sentence(zh: int, en: int, expected: int) -> None:
    assert seconds({"zh": "字" * zh, "en": "a" * en}) == expected


def test_amounts() -> None:
    number = capacity(1792.5)
    assert number == {"zh": "179.25", "en": "1,792.5"}
    assert signed(">=", number)["en"] == "≥1,792.5"
    assert signed("=", number) == number
    amount: Text = {"zh": "8%", "en": "8%"}
    assert bounded(">=", amount) == {"zh": "8%以上", "en": "at least 8%"}
    assert bounded("<=", amount) == {"zh": "8%以下", "en": "at most 8%"}
    assert bounded("~", amount) == {"zh": "8%左右", "en": "about 8%"}
    assert bounded("=", amount) == amount


def test_labels() -> None:
    assert within("铁路", "Railway")["en"] == "railway"
    assert within("光伏基地", "PV base")["en"] == "PV base"
    assert listed([within("铁路", "Railway"), within("港区", "Port")]) == {
        "zh": "铁路、港区",
        "en": "railway, port",
    }
