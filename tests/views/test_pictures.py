"""The pictures of targets: their scales, and every bar and dot computed again from the tables.

What a bar or dot must show is read from data/*.csv here, without the code of the app.
"""

from __future__ import annotations

import csv
import math
from collections import defaultdict
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from geodata.config import ROOT
from geodata.language.units import scaled
from geodata.record.filters import Filters
from geodata.record.record import Record
from geodata.record.selection import select
from geodata.views import capacity_bars, page, picture, targets, trajectories

Line = dict[str, str]


def table(name: str) -> list[Line]:
    with (ROOT / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


TARGETS = table("targets")
OPERATING = table("operating")


EVERYTHING = Filters()


def bars_of(record: Record, filters: Filters = EVERYTHING) -> dict[str, picture.Bar]:
    blocks = capacity_bars.capacity_blocks(select(record, filters), "zh")
    found = [block for block in blocks if isinstance(block, picture.Bars)]
    return {bar.key: bar for block in found for _, bars in block.groups for bar in bars}


def panels_of(record: Record, filters: Filters = EVERYTHING) -> dict[str, picture.Panel]:
    blocks = trajectories.trajectory_blocks(select(record, filters), "zh")
    found = [block for block in blocks if isinstance(block, picture.Panels)]
    return {panel.title: panel for block in found for panel in block.panels}


@pytest.mark.parametrize(
    ("values", "from_zero", "ticks"),
    [
        ([530, 370], True, (0, 200, 400, 600)),
        ([8, 43], False, (0, 10, 20, 30, 40, 50)),
        ([100, 100], False, (0, 20, 40, 60, 80, 100)),  # one value: how far it is from nothing
        ([280, 295], False, (280, 285, 290, 295)),  # too close for a scale from zero
        ([280, 295], True, (0, 100, 200, 300)),
        ([0.3], True, (0, 0.1, 0.2, 0.3)),  # three times 0.1 is more than 0.3 in floats
        ([0.0], True, (0, 0.2, 0.4, 0.6, 0.8, 1)),
        ([], False, (0, 0.2, 0.4, 0.6, 0.8, 1)),
        ([1e9], True, (0, 2e8, 4e8, 6e8, 8e8, 1e9)),
    ],
)
def test_a_scale_has_round_ends(
    values: list[float], from_zero: bool, ticks: tuple[float, ...]
) -> None:
    assert picture.axis(values, "", from_zero).ticks == pytest.approx(ticks)


@pytest.mark.parametrize("most", [0.07, 1, 3.3, 12.84, 99, 101, 6860, 1.9e9])
@pytest.mark.parametrize("share", [0, 0.2, 0.95, 0.999])
def test_a_scale_holds_its_values_and_few_ticks(most: float, share: float) -> None:
    ticks = picture.axis([share * most, most], "").ticks
    assert ticks[0] <= share * most * (1 + 1e-9)
    assert ticks[-1] >= most * (1 - 1e-9)
    assert 3 <= len(ticks) <= 8
    steps = {round((b - a) / (ticks[1] - ticks[0]), 6) for a, b in pairwise(ticks)}
    assert steps == {1}


@pytest.mark.parametrize(
    ("values", "unit", "language", "said"),
    [
        ([14_670_000, 10_000_000], "m3", "zh", ([1467, 1000], "万立方米")),
        ([14_670_000, 10_000_000], "m3", "en", ([14.67, 10], "million m³")),
        ([950_000_000, 4_000_000_000], "m3", "zh", ([9.5, 40], "亿立方米")),
        ([950_000_000, 4_000_000_000], "m3", "en", ([0.95, 4], "billion m³")),
        ([99_999], "t", "zh", ([99_999], "吨")),
        ([5300], "MW", "zh", ([530], "万千瓦")),
        ([5300], "MW", "en", ([5300], "MW")),
        ([], "%", "zh", ([], "%")),
    ],
)
def test_large_values_are_read_in_multiples(
    values: list[float], unit: str, language: Any, said: tuple[list[float], str]
) -> None:
    assert scaled(values, unit, language) == said


@pytest.mark.parametrize(("number", "said"), [(0, "a"), (25, "z"), (26, "aa"), (52, "ba")])
def test_letters_of_sources_never_end(number: int, said: str) -> None:
    assert capacity_bars.letter(number) == said


def cited(target: Line) -> list[float]:
    """What operates of a target in 万千瓦: the figure of the whole, else those of its parts."""
    if target["wording"] == "新增":
        return []
    own = [o for o in OPERATING if o["document_id"] == target["document_id"]]
    whole = [o for o in own if o["indicator"] == target["indicator"]]
    part = [o for o in own if target["indicator"] in o["part_of"].split(";")]
    return [float(o["capacity_mw"]) / 10 for o in whole or part]


def test_every_capacity_target_has_its_bar(record: Record) -> None:
    bars = bars_of(record)
    # demand_response_capacity: no kind of named thing adds up to it
    wanted = [t for t in TARGETS if t["unit_std"] == "MW" and "response" not in t["indicator"]]
    assert set(bars) == {t["target_id"] for t in wanted}
    for target in wanted:
        bar = bars[target["target_id"]]
        assert bar.value == pytest.approx(float(target["value_std"]) / 10)
        assert (bar.bound, bar.title, bar.sector) == (
            target["comparator"],
            target["indicator_zh"],
            target["sector"],
        )
        assert bar.due == target["year"]
        sign = {">=": "≥\u00a0", "=": ""}[target["comparator"]]
        assert bar.label == f"目标 {sign}{float(target['value_std']) / 10:g}万千瓦"


def test_stretches_lie_end_to_end(record: Record) -> None:
    for target in TARGETS:
        bar = bars_of(record).get(target["target_id"])
        if bar is None:
            continue
        spans = [p.span for p in bar.parts if p.span and p.form != "both"]
        assert [a for a, _ in spans] == pytest.approx([0.0, *(b for _, b in spans)][: len(spans)])
        running = [p.span for p in bar.parts if p.form == "operating"]
        assert [b - a for a, b in running if (a, b)] == pytest.approx(cited(target))
        rest = [p.span for p in bar.parts if p.form == "rest"]
        assert [b for _, b in rest if b] == pytest.approx([bar.value] * len(rest))
        # Either a stretch, or the bar says why there is none.
        assert len(rest) + sum(p.form == "unsaid" for p in bar.parts) == 1


def test_the_wind_of_dezhou_by_hand(record: Record) -> None:
    """370 promised, 179.2 operating, 10 + 10 + 5 + 5 named, which may operate already."""
    bar = bars_of(record)["dezhou-t005"]
    assert [
        (p.form, p.label, p.span and tuple(round(x, 6) for x in p.span)) for p in bar.parts
    ] == [
        ("operating", "陆上风电在运 179.2", (0, 179.2)),
        ("named", "列名 4 项 30", (179.2, 209.2)),
        ("both", "其中可能已在运，至多 30", (179.2, 209.2)),
        ("rest", "未列名 160.8–190.8", (209.2, 370)),
    ]


def test_what_cannot_be_computed_is_said_in_the_bar(record: Record) -> None:
    heze = bars_of(record)["heze-t003"]
    assert [(p.form, p.label) for p in heze.parts] == [
        ("operating", "生物质发电在运 23.7"),
        ("operating", "陆上风电在运 28"),
        ("unknown", "没有列名项目"),
        ("unsaid", "未列名：不能计算"),
    ]
    solar = bars_of(record)["dezhou-t004"]
    assert [(p.form, p.label, p.span) for p in solar.parts] == [
        ("unknown", "在运：无可引用数据", None),
        ("unknown", "列名 8 项未写规模", None),
        ("unsaid", "未列名：不能计算", None),
    ]
    added = bars_of(record)["zibo-t005"]
    assert added.parts[0].label == "新增量，不减在运"
    assert (added.parts[-1].label, added.parts[-1].span) == ("未列名 ≥\u00a0400", (0, 400))


def test_a_target_that_is_passed_is_said_to_be(record: Record) -> None:
    low = record.targets.copy()
    low.loc[low.target_id == "dezhou-t005", ["value", "value_std"]] = [150.0, 1500.0]
    beyond = replace(record, targets=low)
    bar = bars_of(beyond)["dezhou-t005"]
    assert bar.parts[-1] == picture.Part("unsaid", "已达到或超过目标", bar.parts[-1].opens)
    said = capacity_bars.capacity_blocks(select(beyond), "zh")[1]
    assert isinstance(said, page.Text)
    assert "在运或列名已超过目标的 1 个" in said.text


def test_every_part_opens_what_it_speaks_of(record: Record) -> None:
    for key, bar in bars_of(record).items():
        target = next(t for t in TARGETS if t["target_id"] == key)
        blocks = bar.fold.blocks
        assert blocks[0] == page.Quote(target["quote_zh"])
        for part in bar.parts:
            opened = blocks[part.opens]
            if part.form == "operating":
                assert isinstance(opened, page.Text)
                assert opened.text.startswith("在运（")
                assert part.label.split("在运")[0] in opened.text
            elif part.form == "named" or "项未写规模" in part.label:
                assert isinstance(opened, page.Bullets)
            else:
                assert isinstance(opened, page.Text)
                assert opened.text.startswith(
                    ("德州市：", "菏泽市：", "起步区：", "济南起步区：", "淄博市：")
                )


def test_sources_have_their_letters(record: Record) -> None:
    (block,) = (
        b
        for b in capacity_bars.capacity_blocks(select(record), "zh")
        if isinstance(b, picture.Bars)
    )
    letters = dict(block.sources)
    used = {
        p.source: bar.key for _, bars in block.groups for bar in bars for p in bar.parts if p.source
    }
    assert set(used) == set(letters)
    assert set(letters.values()) <= {o["source"] for o in OPERATING}


def several() -> dict[str, list[Line]]:
    """Targets by name of the indicator, where two plans or two years have it."""
    by: dict[str, list[Line]] = defaultdict(list)
    for target in TARGETS:
        by[target["indicator_zh"]].append(target)
    return {
        name: rows
        for name, rows in by.items()
        if len({t["document_id"] for t in rows}) > 1
        or len({t["year"] for t in rows if t["year"]}) > 1
    }


def test_every_shared_target_has_its_dot(record: Record) -> None:
    panels, wanted = panels_of(record), several()
    assert set(panels) == set(wanted)
    signs = {">=": "≥ ", "<=": "≤ ", "~": "≈ ", "=": ""}
    factors = {"万千瓦": 10, "万立方米": 1e4, "亿立方米": 1e8}
    for name, panel in panels.items():
        factor = factors.get(panel.axis.unit, 1)
        percent = "%" if panel.axis.unit == "%" else ""
        true = sorted(
            (
                round(float(t["value_std"]) / factor, 6),
                t["comparator"],
                f"{signs[t['comparator']]}{float(t['value_std']) / factor:,.10g}{percent}",
                t["year"],
                t["quote_zh"],
            )
            for t in wanted[name]
        )
        said = sorted(
            (
                round(dot.value, 6),
                dot.bound,
                dot.label,
                dot.due,
                panel.fold.blocks[dot.opens + 1].text,  # type: ignore[union-attr]
            )
            for row in panel.rows
            for dot in row.dots
        )
        assert said == true
        assert all(panel.axis.ticks[0] <= value <= panel.axis.ticks[-1] for value, *_ in said)
        for row in panel.rows:
            years = [int(dot.due) for dot in row.dots if dot.joined]
            assert years == sorted(years)


def test_the_line_of_the_start_up_area_by_hand(record: Record) -> None:
    rows = {row.name: row for row in panels_of(record)["非化石能源消费比重"].rows}
    assert [(d.due, d.label, d.bound) for d in rows["济南起步区"].dots] == [
        ("2025", "≈ 20%", "~"),
        ("2030", "≥ 35%", ">="),
        ("2035", "≥ 43%", ">="),
    ]
    assert list(rows) == ["德州市", "菏泽市", "济南起步区", "石家庄市", "淄博市"]


def test_rows_of_one_city_are_told_apart_by_their_scope(record: Record) -> None:
    rows = panels_of(record)["装配式建筑占新建建筑比例"].rows
    own = [row for row in rows if row.name == "菏泽市"]
    assert len(own) == len({row.note for row in own}) == 2
    assert [row.note for row in rows if row.name == "德州市"] == [""]


@pytest.mark.parametrize(
    ("title", "said"),
    [
        (
            "非化石能源消费比重",
            "到2025年，5 份方案从 ≥ 8%（石家庄市）到 ≈ 20%（济南起步区）。",
        ),
        ("城镇建筑可再生能源替代率", "到2025年，2 份方案都是 8%。"),
        (
            "天然气供应能力",
            "期限各不相同：德州市 19亿立方米（2030年）、济南起步区 ≥ 20亿立方米（2035年）。",
        ),
    ],
)
def test_a_sentence_says_what_a_picture_shows(record: Record, title: str, said: str) -> None:
    assert panels_of(record)[title].sentence.replace("\u00a0", " ") == said


def test_filters_light_what_passes(record: Record) -> None:
    asked = Filters(city=("dezhou",), year=2030)
    panels = panels_of(record, asked)
    assert "天然气消费量" not in panels  # 德州 has no target of it
    passing = {t["quote_zh"] for t in TARGETS if t["document_id"] == "dezhou"}
    for panel in panels.values():
        for row in panel.rows:
            for dot in row.dots:
                quote = panel.fold.blocks[dot.opens + 1].text  # type: ignore[union-attr]
                own = quote in passing and row.name == "德州市" and int(dot.due) <= 2030
                assert dot.lit == own
    nothing = trajectories.trajectory_blocks(select(record, Filters(text="没有这样的词")), "zh")
    assert nothing[-1] == page.Text("筛选内没有可以并列的目标。可以放宽筛选。", "quiet")


def test_every_target_stands_in_a_picture_or_in_the_table(record: Record) -> None:
    (rest,) = page.tables(targets.rest_blocks(select(record), "zh"))
    dots = [dot for panel in panels_of(record).values() for row in panel.rows for dot in row.dots]
    shared = {t["target_id"] for rows in several().values() for t in rows}
    assert len(dots) == len(shared)
    drawn = shared | set(bars_of(record))
    assert len(rest.rows) == len(TARGETS) - len(drawn)
    clauses = sorted(row[-1].text for row in rest.rows)
    assert clauses == sorted(t["quote_zh"] for t in TARGETS if t["target_id"] not in drawn)


def test_an_indicator_in_two_units_is_two_pictures(record: Record) -> None:
    mixed = record.targets.copy()
    mixed.loc[mixed.target_id == "zibo-t001", "unit_std"] = "MW"
    mixed.loc[mixed.target_id == "zibo-t004", "unit_std"] = "MW"
    blocks = trajectories.trajectory_blocks(select(replace(record, targets=mixed)), "zh")
    (panels,) = (b.panels for b in blocks if isinstance(b, picture.Panels))
    own = [p for p in panels if p.title == "非化石能源消费比重"]
    assert sorted(p.axis.unit for p in own) == ["%", "万千瓦"]
    assert math.fsum(len(row.dots) for p in own for row in p.rows) == 10
