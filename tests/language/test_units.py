"""Printed quantities in standard units, and back."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.language.units import (
    _MULTIPLIERS,
    _UNITS,
    Quantity,
    UnitError,
    agree,
    power,
    quantities,
    shown,
    standard,
)

MULTIPLIERS = sorted(_MULTIPLIERS)
UNITS = sorted(_UNITS)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("5万千瓦", 50.0, "MW"),
        ("1.2GW", 1200.0, "MW"),
        ("500千瓦", 0.5, "MW"),
        ("35兆瓦", 35.0, "MW"),
        ("3×15MW", 45.0, "MW"),
        ("2x3*4公里", 24.0, "km"),
        ("12万亩", 8000.0, "ha"),
        ("15亩", 1.0, "ha"),
        ("2.5平方公里", 250.0, "ha"),
        ("1.5亿立方米", 150_000_000.0, "m3"),
        ("20公里", 20.0, "km"),
        ("7千米", 7.0, "km"),
        ("3千公里", 3000.0, "km"),
        ("600万吨标准煤", 6_000_000.0, "tce"),
        ("600万吨", 6_000_000.0, "t"),
        ("18%", 18.0, "%"),
        ("18％", 18.0, "%"),
        ("2个百分点", 2.0, "pp"),
        ("300克标准煤/千瓦时", 300.0, "gce/kWh"),
        ("1万亿元", 1e12, "CNY"),
        ("2百万平方米", 2_000_000.0, "m2"),
    ],
)
def test_one_quantity(text: str, value: float, unit: str) -> None:
    assert quantities(f"建设{text}项目") == [Quantity(value, unit, text)]


def test_several_in_order_and_white_space() -> None:
    said = quantities("5 万千瓦风电，\n占地 12万亩，线路20公里")
    assert [(q.value_std, q.unit_std) for q in said] == [(50, "MW"), (8000, "ha"), (20, "km")]


def test_a_number_without_unit_is_no_quantity() -> None:
    assert quantities("到2030年建设10个项目") == []


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (5, "万千瓦", (50.0, "MW")),
        (0.1, "万千瓦", (1.0, "MW")),
        (12, "万亩", (8000.0, "ha")),
        (1.5, "亿立方米", (150_000_000.0, "m3")),
        (20, "公里", (20.0, "km")),
        (3, "个", (3.0, "units")),
        (2, "万 家", (20_000.0, "units")),
        (2.3, "万台套", (23_000.0, "units")),
        (4, "万亿元", (4e12, "CNY")),
        (300, "克标准煤/千瓦时", (300.0, "gce/kWh")),
    ],
)
def test_standard(value: float, unit: str, said: tuple[float, str]) -> None:
    assert standard(value, unit) == said


@pytest.mark.parametrize("unit", ["", "万", "奇", "万奇", "MWh", "个千瓦"])
def test_unknown_units_raise(unit: str) -> None:
    with pytest.raises(UnitError, match=re.escape(repr(unit))):
        standard(1, unit)


@given(
    st.integers(0, 10**7), st.integers(0, 4), st.sampled_from(MULTIPLIERS), st.sampled_from(UNITS)
)
def test_standard_and_back(whole: int, decimals: int, multiplier: str, unit: str) -> None:
    value = whole / 10**decimals
    one, unit_std = standard(1, multiplier + unit)
    many, same_unit = standard(value, multiplier + unit)
    assert same_unit == unit_std
    assert many / one == pytest.approx(value, rel=1e-12)


@given(st.integers(0, 10**6), st.sampled_from(MULTIPLIERS), st.sampled_from(UNITS))
def test_printed_text_means_what_its_unit_means(value: int, multiplier: str, unit: str) -> None:
    (said,) = quantities(f"{value}{multiplier}{unit}")
    assert (said.value_std, said.unit_std) == standard(value, multiplier + unit)
    assert said.printed == f"{value}{multiplier}{unit}"


@pytest.mark.parametrize(
    ("a", "b", "said"),
    [(1.0, 1.005, True), (1.0, 1.006, False), (1e9, 1e9 + 900, True), (1e9, 1e9 + 1100, False)],
)
def test_agree_is_two_decimals_or_a_millionth(a: float, b: float, said: bool) -> None:
    assert agree(a, b) is said


@pytest.mark.parametrize(
    ("mw", "zh", "en"),
    [
        (1792, "179.2万千瓦", "1,792 MW"),
        (5, "0.5万千瓦", "5 MW"),
        (12345.67, "1,234.567万千瓦", "12,345.67 MW"),
    ],
)
def test_a_capacity_is_read_in_ten_megawatts_in_chinese(mw: float, zh: str, en: str) -> None:
    assert (power(mw, "zh"), power(mw, "en")) == (zh, en)


@given(st.integers(1, 10**7).map(lambda n: n / 100))
def test_what_is_read_is_what_is_recorded(mw: float) -> None:
    value, unit = shown(mw, "MW", "zh")
    assert agree(standard(value, unit)[0], mw)
    assert shown(mw, "MW", "en") == (mw, "MW")
    assert shown(mw, "households", "zh") == (mw, "户")
