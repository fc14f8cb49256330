"""Which county a feature is: codes however they are written, old codes, and what names say."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from fixture.own_files import LIXIA, SHIZHONG, TIANQIAO, frame, refusal, right_map, table, written

from geodata.record.boundaries import BoundaryError, county_polygons
from geodata.record.boundaries.codes import _CHANGES, Counties, code_of
from geodata.record.record import Record

WAYS: dict[str, Callable[[str], object]] = {
    "text": str,
    "number": int,
    "float": float,
    "float text": lambda code: f"{code}.0",
    "exponent": lambda code: f"{float(code):.5e}",
    "gb": lambda code: f"156{code}",
    "gb number": lambda code: int(f"156{code}"),
    "gb float": lambda code: float(f"156{code}"),
    "letters": lambda code: f"gb156{code}",
    "capitals": lambda code: f"GB{code}",
    "twelve": lambda code: f"{code}000000",
    "twelve number": lambda code: int(f"{code}000000"),
    "twelve float": lambda code: f"{code}000000.0",
    "nine": lambda code: f"{code}000",
    "full width": lambda code: "".join(chr(ord(c) + 0xFEE0) for c in code),
    "spaces": lambda code: f" {code} ",
    "thousands": lambda code: f"{int(code):,}",
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", ["own.gpkg", "own.shp", "own.geojson"])
def test_codes_as_offices_write_them(way: str, name: str, tmp_path: Path) -> None:
    features = frame()
    features["区划代码"] = features.adcode.map(WAYS[way])
    right_map(written(features.drop(columns="adcode"), tmp_path / name))


@pytest.mark.parametrize(
    "value",
    [None, pd.NA, float("nan"), "", "历下区", "370", "3701021", "37010", 3.5, "370102-370103", "-"],
)
def test_what_is_no_code(value: object) -> None:
    assert code_of(value) == ""


def test_other_columns_that_look_like_codes(tmp_path: Path) -> None:
    """The code of the city, a postcode and a number do not take the place of the county's code."""
    features = frame()
    features["市代码"] = features.adcode.str[:4] + "00"
    features["邮编"] = "250000"
    features["编号"] = range(370101, 370101 + len(features))
    right_map(written(features, tmp_path / "own.gpkg"))


def test_codes_before_counties_became_districts(tmp_path: Path) -> None:
    """Those of 莱芜 as its own city, 章丘市 and 济阳县, some with the name of that time."""
    features = frame().set_index("adcode", drop=False)
    for old, new in [("371202", "370116"), ("371203", "370117"), ("370181", "370114")]:
        features.loc[new, "adcode"] = old
    features.loc["370115", ["adcode", "name"]] = ["370125", "济阳县"]
    features.loc["370116", "name"] = "莱城区"
    right_map(written(features.reset_index(drop=True), tmp_path / "own.shp"))


def test_old_codes_belong_to_counties_of_the_record(record: Record) -> None:
    assert {code for _, code in _CHANGES.values()} <= set(record.county_names.index)
    assert not set(_CHANGES) & set(record.county_names.index)
    counties = Counties.of(table())
    assert counties.today("371202") == "370116"
    assert counties.today("130182") == ""  # 藁城 is not in this table
    assert counties.today("370105") == TIANQIAO


def test_a_county_that_was_divided(tmp_path: Path) -> None:
    features = frame()
    features.loc[len(features)] = features.loc[0]
    features.loc[len(features) - 1, ["adcode", "name"]] = ["130103", "桥东区"]
    assert refusal(written(features, tmp_path / "own.gpkg")) == (
        "it has 130103 桥东区, which was divided among its neighbours in 2014; use boundaries of a "
        "later year"
    )


@pytest.mark.parametrize("column", ["adcode", "name"])
def test_exchanged_codes_or_names(column: str, tmp_path: Path) -> None:
    features = frame()
    features.loc[[0, 1], column] = features.loc[[1, 0], column].to_numpy()
    said = refusal(written(features, tmp_path / "own.geojson"))
    assert "370102 is called 市中区 and 370103 历下区, in counties.csv" in said
    assert said.endswith("their codes or names are exchanged; put right the file that is wrong")


def test_exchanged_names_in_the_table(tmp_path: Path) -> None:
    names = table()
    names.loc[[LIXIA, SHIZHONG], "county_zh"] = ["市中区", "历下区"]
    with pytest.raises(BoundaryError, match="370102 is called 历下区 and 370103 市中区"):
        county_polygons(written(frame(), tmp_path / "own.gpkg"), names)
    (tmp_path / "shipped.geojson").write_bytes(shipped())
    with pytest.raises(BoundaryError, match="370102 is called 历下区 and 370103 市中区"):
        county_polygons(tmp_path / "shipped.geojson", names)


def shipped() -> bytes:
    from geodata.record.boundaries.shipped import SHIPPED

    return SHIPPED.read_bytes()


def test_exchanged_codes_without_names(tmp_path: Path) -> None:
    features = frame().drop(columns="name")
    features.loc[[0, 1], "adcode"] = features.loc[[1, 0], "adcode"].to_numpy()
    said = refusal(written(features, tmp_path / "own.geojson"))
    assert "370102 历下区 and 370103 市中区 lie in each other's place: their codes are" in said


def test_three_codes_in_a_circle(tmp_path: Path) -> None:
    features = frame().drop(columns="name")
    features.loc[[0, 1, 2], "adcode"] = features.loc[[1, 2, 0], "adcode"].to_numpy()
    assert refusal(written(features, tmp_path / "own.gpkg")).startswith(
        "370102 历下区 and 370103 市中区 and 370104 槐荫区 lie in each other's place: "
    )


def test_a_column_that_slipped(tmp_path: Path) -> None:
    features = frame()
    features["name"] = [*features.name[1:], features.name[0]]
    said = refusal(written(features, tmp_path / "own.gpkg"))
    assert said.startswith("20 counties have other names than in counties.csv: 370102 市中区, not")


@pytest.mark.parametrize(
    "change",
    [
        lambda zh, en: f"济南市{zh}" if zh != "张店区" else zh,
        lambda zh, en: zh[:-1],
        lambda zh, en: en,
        lambda zh, en: f" {zh}\u200b",
        lambda zh, en: f"{zh}（含功能区）",
        lambda zh, en: "",
    ],
    ids=["with city", "without 区", "English", "invisible", "with a note", "empty"],
)
def test_names_that_do_not_contradict(change: Callable[[str, str], str], tmp_path: Path) -> None:
    features, names = frame(), table()
    features["name"] = [
        change(n, names.county_en[c]) for n, c in zip(features.name, features.adcode, strict=True)
    ]
    right_map(written(features, tmp_path / "own.gpkg"))


def test_a_name_of_elsewhere(tmp_path: Path) -> None:
    features = frame()
    features.loc[0, "name"] = "海淀区"
    assert refusal(written(features, tmp_path / "own.gpkg")) == (
        "370102 is called 海淀区, in counties.csv 历下区; put right the file that is wrong"
    )


@pytest.mark.parametrize("code", [None, "", "abc"])
def test_a_feature_without_a_code(code: str | None, tmp_path: Path) -> None:
    features = frame()
    features.loc[0, "adcode"] = code
    assert refusal(written(features, tmp_path / "own.gpkg")).startswith(
        "370102 历下区: the feature called 历下区 has no code; "
    )


def test_a_feature_with_a_wrong_code(tmp_path: Path) -> None:
    features = frame()
    features.loc[0, "adcode"] = "370199"
    assert refusal(written(features, tmp_path / "own.shp")).startswith(
        "370102 历下区: the feature called 历下区 has the code 370199; "
    )


@pytest.mark.parametrize(("number", "said"), [(1, "370102 历下区"), (12, " and 9 more")])
def test_missing_counties(number: int, said: str, tmp_path: Path) -> None:
    sentence = refusal(written(frame().iloc[number:], tmp_path / "own.gpkg"))
    assert sentence.startswith("370102 历下区")
    assert said in sentence
    assert sentence.endswith(": no polygon with this adcode; add it, or use a file that has it")


def test_no_codes_at_all(tmp_path: Path) -> None:
    features = frame().assign(adcode="x", name="y")
    said = refusal(written(features, tmp_path / "own.gpkg"))
    assert said == (
        "no feature has the code of a county of counties.csv; features need a field adcode (six "
        "digits) or gb (156 + adcode); found adcode (x), name (y)"
    )


def test_a_table_with_a_county_twice(tmp_path: Path) -> None:
    """Other checks say that; boundaries must not break down of it."""
    names = table()
    county_polygons(written(frame(), tmp_path / "own.gpkg"), pd.concat([names, names.iloc[:1]]))
