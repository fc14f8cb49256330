"""What the exhibition carries: whole, verbatim, and nothing located that must not be."""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import segno

from geodata.atlas.classes import NO_PLAN, OUTSIDE
from geodata.atlas.layers import MapLayers
from geodata.config import Config
from geodata.exhibition.contents import contents
from geodata.exhibition.qr import address, qr_code
from geodata.exhibition.tour import tour
from geodata.language.text import word
from geodata.language.vocabulary import KIND_BY_ID, SECTORS, term
from geodata.record.record import Record
from geodata.record.tables import read_tables

LANGUAGES = ("zh", "en")


@pytest.fixture(scope="module")
def real(layers: MapLayers) -> dict[str, Any]:
    """The exhibition of the real record."""
    return contents(layers)


@pytest.fixture(scope="module")
def tiny(small_layers: MapLayers) -> dict[str, Any]:
    """The exhibition of the tiny record."""
    return contents(small_layers)


@pytest.fixture(params=["real", "tiny"])
def said(request: pytest.FixtureRequest) -> tuple[dict[str, Any], MapLayers]:
    """An exhibition and the layers it is of."""
    which = {"real": "layers", "tiny": "small_layers"}[request.param]
    return request.getfixturevalue(request.param), request.getfixturevalue(which)


def test_it_is_plain_data(said: tuple[dict[str, Any], MapLayers]) -> None:
    exhibition, _ = said
    assert json.loads(json.dumps(exhibition, allow_nan=False)) == exhibition


def test_every_stop_of_the_tour(said: tuple[dict[str, Any], MapLayers]) -> None:
    exhibition, layers = said
    stops = tour(layers.record)
    assert [stop["id"] for stop in exhibition["stops"]] == [stop.id for stop in stops]
    marks, rows = layers.marks.thing.tolist(), layers.record.projects
    for shown, stop in zip(exhibition["stops"], stops, strict=True):
        for key in ("title", "text", "figure", "unit", "citation"):
            assert shown[key] == dict(getattr(stop, key))
        assert shown["seconds"] == stop.seconds
        lit = set(rows.thing[rows.project_id.isin(stop.project_ids)])
        assert {marks[row] for row in shown["rows"]} == lit
        # A thing in two counties has a mark in each.
        assert len(shown["rows"]) == sum(thing in lit for thing in marks)


def test_classes_say_something_of_each_county(said: tuple[dict[str, Any], MapLayers]) -> None:
    exhibition, layers = said
    cities = ["", *layers.record.documents.index]
    sectors = ["", *(sector.id for sector in SECTORS)]
    assert set(exhibition["classes"]) == {f"{c}|{s}" for c in cities for s in sectors}
    everything = [*exhibition["classes"].values(), *(s["classes"] for s in exhibition["stops"])]
    for classes in everything:
        assert len(classes) == len(layers.record.counties)
        assert set(classes) <= {*"012345", NO_PLAN, OUTSIDE}


def test_a_stop_darkens_what_it_does_not_frame(tiny: dict[str, Any], small: Record) -> None:
    codes = list(small.counties.index)
    (dezhou,) = (stop for stop in tiny["stops"] if stop["id"] == "city-dezhou")
    left = {code for code, mark in zip(codes, dezhou["classes"], strict=True) if mark == OUTSIDE}
    assert left == {"370105", "370115"}
    assert dezhou["classes"][codes.index("130102")] == NO_PLAN
    assert dezhou["lit"] == []
    (nothing,) = (stop for stop in tiny["stops"] if stop["id"] == "finding-nothing")
    assert nothing["lit"] == ["371402"]
    assert OUTSIDE not in tiny["stops"][0]["classes"]


def test_every_thing_has_its_clause(said: tuple[dict[str, Any], MapLayers]) -> None:
    """As the table of the record has it, character by character."""
    exhibition, layers = said
    rows = read_tables(layers.config)["projects"].set_index("project_id")
    firsts = layers.record.projects.drop_duplicates("thing")
    assert set(exhibition["things"]) == set(firsts.thing)
    for row in firsts.itertuples():
        thing = exhibition["things"][row.thing]
        assert thing["quote"] == rows.quote_zh[row.project_id] != ""
        assert thing["id"] == row.project_id
        assert thing["zh"]["name"] == row.name_zh
        assert thing["en"]["name"] == row.name_en
        assert thing["zh"]["citation"]


def test_every_thing_can_be_reached(said: tuple[dict[str, Any], MapLayers]) -> None:
    """From its counties, or from the zone or city at whose anchor it stands."""
    exhibition, layers = said
    reached = {thing for c in exhibition["counties"].values() for thing in c["things"]}
    anchors = exhibition["anchors"]
    shown = {anchor for city in exhibition["cities"] for anchor in city["anchors"]}
    assert shown == set(anchors)
    wide = {thing for anchor in shown for thing in anchors[anchor]["things"]}
    assert reached | wide == set(exhibition["things"])
    assert reached & wide == set()
    zones = layers.record.zones
    for name, anchor in anchors.items():
        assert all(exhibition["things"][thing]["anchor"] == name for thing in anchor["things"])
        assert anchor["at"] == [zones.lon[name], zones.lat[name]]
        assert set(anchor["counties"]) <= set(zones.adcodes[name].split(";"))
    for code, county in exhibition["counties"].items():
        assert all(code in exhibition["things"][thing]["counties"] for thing in county["things"])
    assert list(exhibition["counties"]) == list(layers.record.counties.index)
    of_cities = [code for city in exhibition["cities"] for code in city["counties"]]
    covered = {code for code, county in exhibition["counties"].items() if county["city"]}
    assert sorted(of_cities) == sorted(covered)


def test_the_tiny_record_by_hand(tiny: dict[str, Any]) -> None:
    dezhou, qibu = tiny["cities"]
    assert dezhou["counties"] == ["371402", "371426"]
    assert dezhou["anchors"] == []
    assert qibu["anchors"] == ["qibu"]
    zone = tiny["anchors"]["qibu"]
    assert (zone["kind"], zone["things"]) == ("zone", ["jinan_qibu-003"])
    assert zone["counties"] == ["370105", "370115"]
    counted = {stop["id"]: stop["anchors"] for stop in tiny["stops"]}
    assert counted == {
        "opening": {"qibu": 1},
        "city-dezhou": {},
        "city-jinan_qibu": {"qibu": 1},
        "finding-nothing": {},
    }
    assert tiny["counties"]["371402"]["things"] == []
    assert set(tiny["counties"]["371426"]["things"]) == {"dezhou-001", "dezhou-002", "dezhou-003"}
    assert "jinan_qibu-002" in tiny["counties"]["370105"]["things"]
    assert "jinan_qibu-002" in tiny["counties"]["370115"]["things"]
    coverage = {code: county["coverage"] for code, county in tiny["counties"].items()}
    assert coverage == {
        "130102": "none",
        "370105": "partial",
        "370115": "partial",
        "371402": "full",
        "371426": "full",
    }


def test_a_card_says_first_what_the_plan_does(tiny: dict[str, Any]) -> None:
    things = tiny["things"]
    assert {thing: said["zh"]["role"] for thing, said in things.items()} == {
        "dezhou-001": "新建",
        "dezhou-002": "新建",
        "dezhou-003": "新建",
        "jinan_qibu-001": "保护修复",
        "jinan_qibu-002": "新建",
        "jinan_qibu-003": "试点示范",
        "jinan_qibu-004": "依托支持",
    }
    assert [thing for thing, said in things.items() if said["quiet"]] == ["jinan_qibu-004"]
    facts = dict(things["jinan_qibu-003"]["zh"]["facts"])
    assert facts["在哪里"] == "起步区"
    assert facts["目标年"] == "未写年份（规划期末2030）"
    assert dict(things["dezhou-001"]["en"]["facts"])["Target year"] == "2025"


def test_what_may_not_be_located_is_not(said: tuple[dict[str, Any], MapLayers]) -> None:
    exhibition, layers = said
    kinds = dict(zip(layers.record.projects.thing, layers.record.projects.kind, strict=True))
    guarded = {thing for thing, kind in kinds.items() if KIND_BY_ID[kind].county_only}
    assert guarded
    for thing in guarded:
        shown = exhibition["things"][thing]
        assert shown["icon"].endswith("-county")
        for language in LANGUAGES:
            facts = dict(shown[language]["facts"])
            among = {0: "city", 1: "county"}.get(len(shown["counties"]), "counties")
            rung = layers.record.projects.set_index("project_id").precision[shown["id"]]
            assert rung == among or (rung, among) == ("zone", "city")
            level = term("precision", rung, language)
            assert facts[word("fact_precision", language)] == level
    precision = layers.marks.set_index("thing").precision
    assert set(precision[precision.index.isin(guarded)]) <= {"county", "counties", "zone", "city"}


def test_a_known_point_that_is_held_back_does_not_travel(
    tiny: dict[str, Any], small_layers: MapLayers
) -> None:
    """The table has a point for the substation; nothing that is carried has it."""
    places = read_tables(small_layers.config)["places"].set_index("project_id")
    known, place = places.loc["dezhou-001"], places.loc["dezhou-003"]
    marks = json.loads(small_layers.files()["marks.json"])
    points = list(zip(marks["lon"], marks["lat"], strict=True))

    def nearest(lon: str, lat: str) -> float:
        return min(abs(x - float(lon)) + abs(y - float(lat)) for x, y in points)

    assert nearest(known.lon, known.lat) < 1e-4
    assert nearest(place.lon, place.lat) > 1e-3
    text = json.dumps(tiny, ensure_ascii=False)
    assert place.lon not in text
    assert place.lat not in text


@pytest.mark.parametrize(
    ("number", "zh", "en"),
    [
        ("GS（2026）1号", "GS（2026）1号", "GS（2026）1号"),
        ("", "无审图号", "no map approval number"),
    ],
)
def test_the_boundaries_say_whose_they_are(
    small: Record, small_config: Config, number: str, zh: str, en: str
) -> None:
    said = contents(MapLayers(small, replace(small_config, approval_number=number)))["attribution"]
    assert "测试边界" in said["zh"]
    assert "Test boundaries" in said["en"]
    assert zh in said["zh"]
    assert en.lower() in said["en"].lower()


# The code


def bits(packed: str) -> list[list[int]]:
    """Modules of a packed code, as the browser reads them."""
    size, text = packed.split(":")
    flat = np.unpackbits(np.frombuffer(base64.b64decode(text), dtype=np.uint8))
    count = int(size)
    return flat[: count * count].reshape(count, count).tolist()


@pytest.mark.parametrize(
    "text", ["https://a.cn/", "https://atlas.example.cn/?city=dezhou&sector=energy"]
)
def test_a_code_is_packed_and_read_again(text: str) -> None:
    drawn = [list(row) for row in segno.make(text, error="m", micro=False).matrix]
    assert bits(qr_code(text)) == drawn


@pytest.mark.parametrize(
    ("base", "view", "link"),
    [
        ("https://a.cn", {}, "https://a.cn/"),
        ("https://a.cn/", {}, "https://a.cn/"),
        ("https://a.cn/x", {"city": "dezhou", "sector": ""}, "https://a.cn/x/?city=dezhou"),
        ("https://a.cn", {"page": "gaps", "about": "port"}, "https://a.cn/gaps?about=port"),
        ("https://a.cn", {"city": "a,b"}, "https://a.cn/?city=a,b"),
        ("https://a.cn", {"q": "风 &#"}, "https://a.cn/?q=%E9%A3%8E+%26%23"),
    ],
)
def test_a_link(base: str, view: dict[str, str], link: str) -> None:
    assert address(base, view) == link


def test_no_address_no_codes(real: dict[str, Any], config: Config) -> None:
    assert config.public_address == ""
    assert real["codes"] == {}


def test_every_view_of_a_visitor_has_its_code(small: Record, small_config: Config) -> None:
    public = replace(small_config, public_address="https://atlas.example.cn")
    exhibition = contents(MapLayers(small, public))
    assert set(exhibition["codes"]) == {
        *(f"stop|{stop['id']}" for stop in exhibition["stops"]),
        *exhibition["classes"],
        *(f"county|{code}" for code in exhibition["counties"]),
        *(f"thing|{thing}" for thing in exhibition["things"]),
        *(f"anchor|{anchor}" for anchor in exhibition["anchors"]),
    }
    item = bits(exhibition["codes"]["thing|dezhou-001"])
    assert item == bits(qr_code("https://atlas.example.cn/?item=dezhou-001"))


@pytest.mark.parametrize("language", ["zh", "en", "both"])
def test_the_language_is_the_operators(small: Record, small_config: Config, language: str) -> None:
    config = replace(small_config, exhibit_language=language)
    assert contents(MapLayers(small, config))["language"] == language
