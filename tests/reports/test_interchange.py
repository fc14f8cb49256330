"""Downloads: exactly the rows, safe in a spreadsheet, with their provenance."""

from __future__ import annotations

import csv
import datetime
import io
import json

import pandas as pd
import pytest
import shapely
from fixture.small import with_columns

from geodata.atlas.layers import MapLayers
from geodata.config import Config
from geodata.language.vocabulary import Language
from geodata.record.filters import Filters
from geodata.record.record import Record
from geodata.record.selection import Selection, select
from geodata.reports.interchange import about_bytes, csv_bytes, geojson_bytes
from geodata.reports.item_rows import item_headers
from geodata.reports.safe_text import formula_safe

MEASURES = {"装机_兆瓦": "capacity_mw", "长度_公里": "length_km", "面积_公顷": "area_ha"}


def read_csv(content: bytes) -> list[dict[str, str]]:
    """Rows of an exported CSV: nothing else stands in it."""
    assert content.startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))
    return [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]


@pytest.fixture
def rows(small: Record) -> pd.DataFrame:
    return small.projects


def test_csv_is_the_rows(
    rows: pd.DataFrame, small: Record, small_config: Config, today: datetime.date
) -> None:
    said = read_csv(csv_bytes(select(small), small_config, "zh", today))
    assert [r["编号"] for r in said] == rows.project_id.tolist()
    assert [r["名称"] for r in said] == rows.name_zh.tolist()
    assert [r["原文"] for r in said] == rows.quote_zh.tolist()
    assert [r["区划代码"] for r in said] == rows.adcodes.tolist()
    assert said[5] == {
        "编号": "jinan_qibu-002",
        "名称": "货运铁路",
        "英文名": "Freight railway",
        "方案如何对待": "新建",
        "领域": "交通",
        "类型": "铁路",
        "层级": "具体项目",
        "方案": "起步区",
        "县区": "天桥区、济阳区",
        "区划代码": "370105;370115",
        "县域依据": "原文写明",
        "功能区或全市": "",
        "规模": "20公里",
        "装机_兆瓦": "",
        "长度_公里": "20",
        "面积_公顷": "",
        "目标年": "2030",
        "目标年依据": "规划期末",
        "年份写法": "未写年份（规划期末2030）",
        "阶段": "",
        "原文用词": "建设",
        "责任单位": "",
        "定位精度": "多县示意",
        "点位": "",
        "误差_公里": "",
        "点位来源等级": "",
        "原文": "建设天桥区至济阳区货运铁路20公里",
        "出处": "《起步区方案》，交通，四",
        "同一事项": "",
        "说明": "",
    }


def test_csv_says_how_well_place_and_year_are_known(
    small: Record, small_config: Config, today: datetime.date
) -> None:
    """A point that is held back is not named, and a year that nobody wrote is not said."""
    said = read_csv(csv_bytes(select(small), small_config, "zh", today))
    by_id = {row["编号"]: row for row in said}
    assert [row["年份写法"] for row in said] == [
        "2025年",
        "未写年份（规划期末2030）",
        "近期（2025年）",
        "2025年（见同一事项dezhou-001）",
        "2025年",
        "未写年份（规划期末2030）",
        "未写年份（规划期末2030）",
        "2025年（本段目标年）",
    ]
    place = ("点位", "误差_公里", "点位来源等级")
    assert [by_id["dezhou-001"][name] for name in place] == ["王庙", "2", "A 官方或开放数据"]
    assert [by_id["dezhou-003"][name] for name in place] == ["", "", ""]
    assert by_id["dezhou-003"]["责任单位"] == "市能源局、市发展改革委"
    assert by_id["dezhou-003"]["阶段"] == "近期"
    assert by_id["jinan_qibu-003"]["功能区或全市"] == "起步区"
    assert by_id["jinan_qibu-004"]["方案如何对待"] == "依托支持"
    english = read_csv(csv_bytes(select(small), small_config, "en", today))
    assert english[7]["place"] == "Cuizhai Subdistrict"
    assert english[1]["year_as_written"] == "no year written (plan's horizon 2030)"
    assert english[2]["responsible_units"] == ("Energy Bureau, Development and Reform Commission")


@pytest.mark.parametrize("name", ["small", "record"])
def test_csv_keeps_every_digit(
    name: str, request: pytest.FixtureRequest, config: Config, today: datetime.date
) -> None:
    whole: Record = request.getfixturevalue(name)
    said = read_csv(csv_bytes(select(whole), config, "zh", today))
    for column, field in MEASURES.items():
        cells = [None if r[column] == "" else float(r[column]) for r in said]
        stored = [None if pd.isna(v) else v for v in whole.projects[field]]
        assert cells == stored, field


def test_csv_of_the_real_record_is_its_rows(
    record: Record, config: Config, today: datetime.date
) -> None:
    selection = Selection(record, Filters(sector=("energy",)))
    passing = record.projects[selection.mask]
    said = read_csv(csv_bytes(selection, config, "en", today))
    for column in ("name_zh", "name_en", "quote_zh", "wording", "note_zh", "adcodes"):
        assert [r[column] for r in said] == [formula_safe(v) for v in passing[column]]
    assert [r["target_year"] for r in said] == passing.target_year.astype(str).tolist()


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_spreadsheet_runs_nothing(
    start: str, small: Record, small_config: Config, today: datetime.date
) -> None:
    formula = f'{start}HYPERLINK("http://x","y")'
    changed = with_columns(
        small,
        name_zh=formula,
        quantity_zh=formula,
        note_zh=formula,
        search_text=formula.casefold(),
    )
    selection = Selection(changed, Filters(text=formula))
    said = read_csv(csv_bytes(selection, small_config, "zh", today))
    assert {r["名称"] for r in said} == {f"'{formula}"}
    cells = [cell for row in map(dict.values, said) for cell in row]
    assert [c for c in cells if c[:1] in "=+-@\t\r" and c] == []


def test_plain_leaves_other_cells() -> None:
    for cell in ("", "风电场", "12.5", "a=b", "'quoted"):
        assert formula_safe(cell) == cell


@pytest.mark.parametrize("language", ["zh", "en"])
def test_pandas_reads_exactly_the_rows(
    language: Language, record: Record, config: Config, today: datetime.date
) -> None:
    every = select(record)
    read = pd.read_csv(io.BytesIO(csv_bytes(every, config, language, today)))
    assert list(read.columns) == item_headers(language)
    assert read.iloc[:, 0].tolist() == record.projects.project_id.tolist()
    column = item_headers(language).index
    year = read.iloc[:, column("目标年" if language == "zh" else "target_year")]
    assert year.tolist() == record.projects.target_year.tolist()  # numbers, as no line follows
    nothing = csv_bytes(Selection(record, Filters(text="没有这样的词")), config, language, today)
    assert len(pd.read_csv(io.BytesIO(nothing))) == 0
    assert b"\r\n" in nothing
    assert b"\n" not in nothing.replace(b"\r\n", b"")


def test_a_text_beside_it_says_where_it_comes_from(
    small: Record, small_config: Config, today: datetime.date
) -> None:
    filters = Filters(sector=("energy",), county=("370105",), year=2030, due="in", text="风\x00")
    content = about_bytes(Selection(small, filters), small_config, "zh", today)
    lines = content.decode("utf-8-sig").split("\r\n")
    assert content.startswith(b"\xef\xbb\xbf")
    assert lines[:5] == [
        f"数据版本：v{small.version}",
        "筛选条件：领域：能源；县区：天桥区；目标年：2030年；搜索：风",
        "导出日期：2026-11-21",
        "来源文件：《德州方案》（德政字〔2023〕29号）《起步区方案》",
        "边界：测试边界 · 无审图号，仅供内部研究",
    ]
    assert lines[5].startswith("位置说明：只有“场址已知”")
    assert "装机_兆瓦 · capacity_mw" in lines


def test_no_filter_is_said_too(small: Record) -> None:
    assert select(small).stated("zh") == "无"
    assert Selection(small, Filters(precision=("site",))).stated("en") == "Precision: Site known"


def test_geojson(rows: pd.DataFrame, small_layers: MapLayers, today: datetime.date) -> None:
    both = Selection(small_layers.record, Filters(city=("dezhou", "jinan_qibu")))
    content = json.loads(geojson_bytes(both, small_layers, "en", today))
    features = content["features"]
    assert [f["properties"]["project_id"] for f in features] == rows.project_id.tolist()
    assert features[0]["geometry"] == {"type": "Point", "coordinates": [116.4079, 37.13727]}
    assert features[5]["geometry"]["type"] == "MultiPoint"
    assert len(features[5]["geometry"]["coordinates"]) == 2
    assert features[6]["geometry"] == {"type": "Point", "coordinates": [117.06783, 37.01325]}
    assert features[6]["properties"]["anchor_id"] == "qibu"
    assert features[6]["properties"]["precision_id"] == "zone"
    assert features[0]["properties"]["capacity_mw"] == 50
    assert features[0]["properties"]["length_km"] is None
    assert features[2]["properties"]["area_ha"] is None
    assert features[1]["properties"]["area_ha"] == 133333.33
    assert content["metadata"]["query"] == {"city": "dezhou,jinan_qibu"}
    assert content["metadata"]["Exported"] == "2026-11-21"


def test_a_point_of_a_county_is_no_site(small_layers: MapLayers, today: datetime.date) -> None:
    """A row that says `county` must not carry the point of the site, and the other way round."""
    content = json.loads(geojson_bytes(select(small_layers.record), small_layers, "en", today))
    known = {(116.4079, 37.13727), (116.45, 37.15), (117.06783, 37.01325)}
    at_point = [
        f["properties"]["project_id"]
        for f in content["features"]
        if f["properties"]["precision_id"] == "county"
        and f["geometry"]["type"] == "Point"
        and tuple(f["geometry"]["coordinates"]) in known
    ]
    assert at_point == []


def test_geojson_of_the_real_record(layers: MapLayers, today: datetime.date) -> None:
    rows = layers.record.projects
    content = json.loads(geojson_bytes(select(layers.record), layers, "zh", today))
    outside = []
    for (_, row), feature in zip(rows.iterrows(), content["features"], strict=True):
        codes = [code for code in row.adcodes.split(";") if code]
        if not codes:
            anchor = layers.record.zones.loc[row.anchor]
            assert feature["geometry"]["coordinates"] == [anchor.lon, anchor.lat]
            continue
        points = shapely.get_parts(shapely.geometry.shape(feature["geometry"]))
        assert len(points) == len(codes), row.project_id
        counties = layers.record.counties.geometry.loc[codes]
        if not all(counties.covers(p).any() for p in points):
            outside.append(row.project_id)
    assert outside == []
