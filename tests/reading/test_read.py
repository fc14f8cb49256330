"""A plan from file to tables, and the command that reads it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

import geodata
from geodata.operate import commands
from geodata.reading import Reading, UnreadableError
from geodata.record import schema

PLAN = """驻马店市“十四五”水安全规划
一、主要任务
（一）建设水库。到2025年，新建遂平县黑龙潭水库、泌阳县柳河水库，供水保证率达到95%以上。
专栏1 重点工程
1.确山县邢河水库。总库容1600万立方米。
2.汝河节制闸（300万千瓦）除险加固工程。
"""


def names(reading: Reading) -> list[str]:
    return list(reading.projects.name_zh)


def test_things_are_found_with_their_place(reading_of: Callable[..., Reading]) -> None:
    found = reading_of(PLAN).projects
    first = found[found.name_zh == "遂平县黑龙潭水库"].iloc[0]
    assert first.adcodes == "411728"
    assert (first.county_basis, first.kind, first.tier) == ("stated", "water_works", "site")
    assert (first.target_year, first.year_basis, first.wording) == ("2025", "item", "新建")
    assert (first.section, first.form) == ("一（一）", "prose")


def test_the_entries_of_a_box_are_things(reading_of: Callable[..., Reading]) -> None:
    found = reading_of(PLAN).projects
    assert set(found[found.form == "box"].section) == {"专栏1-1", "专栏1-2"}
    assert "确山县邢河水库" in set(found.name_zh)


def test_every_clause_is_where_it_says(reading_of: Callable[..., Reading]) -> None:
    reading = reading_of(PLAN)
    rows = pd.concat([reading.projects, reading.targets])
    assert len(rows) > 4
    for row in rows.itertuples():
        assert reading.document.text[int(row.start) : int(row.end)] == row.quote_zh
        assert 0 < len(row.quote_zh) <= 120


def test_the_columns_are_those_of_the_record(reading_of: Callable[..., Reading]) -> None:
    reading = reading_of(PLAN)
    evidence = ["page", "start", "end", "form", "confidence"]
    assert list(reading.projects) == [c.name for c in schema.PROJECTS.columns] + evidence
    assert list(reading.targets) == [c.name for c in schema.TARGETS.columns] + evidence


def test_a_target_has_value_unit_and_year(reading_of: Callable[..., Reading]) -> None:
    (row,) = reading_of(PLAN).targets.itertuples()
    assert (row.indicator_zh, row.comparator, row.value) == ("供水保证率", ">=", "95")
    assert (row.unit, row.year) == ("%", "2025")


def test_the_area_is_guessed_from_the_title(tmp_path: Path) -> None:
    file = tmp_path / "plan.txt"
    file.write_text(PLAN, encoding="utf-8")
    assert geodata.read(file).area == "驻马店市"


def test_no_place_in_the_title_is_said(tmp_path: Path) -> None:
    file = tmp_path / "plan.txt"
    file.write_text("一、总则\n推进建设。", encoding="utf-8")
    with pytest.raises(UnreadableError, match="give --area"):
        geodata.read(file)


def test_an_unknown_area_is_said(tmp_path: Path) -> None:
    file = tmp_path / "plan.txt"
    file.write_text(PLAN, encoding="utf-8")
    with pytest.raises(UnreadableError, match="乌有市"):
        geodata.read(file, "乌有市")


def test_the_command_writes_three_files(tmp_path: Path) -> None:
    file = tmp_path / "plan.txt"
    file.write_text(PLAN, encoding="utf-8")
    out = tmp_path / "out"
    command = ["read", str(file), "--area", "驻马店市", "--out", str(out)]
    ran = CliRunner().invoke(commands.main, command)
    assert ran.exit_code == 0, ran.output
    assert "things have a county" in ran.output
    assert len(pd.read_csv(out / "projects.csv", dtype=str)) >= 3
    said = json.loads((out / "document.json").read_text(encoding="utf-8"))
    assert said["text"].startswith("驻马店市")
