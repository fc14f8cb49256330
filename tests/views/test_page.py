"""A cell says a thing once: text for the eye, value for sorting and Excel, unit for the header."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.language.vocabulary import Language
from geodata.views import page


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (page.text_cell("风电场"), "风电场"),
        (page.text_cell("风电场", tone="quiet"), {"text": "风电场", "tone": "quiet"}),
        (page.text_cell(""), {"text": "", "value": None}),
        (page.text_cell("—"), {"text": "—", "value": None}),
        (page.blank(), {"text": "—", "value": None}),
        (page.blank("○", "none"), {"text": "○", "value": None, "tone": "none"}),
        (page.number(1608), {"text": "1,608", "value": 1608}),
        (page.number(2030, "2030"), {"text": "2030", "value": 2030}),
        (page.number(0), {"text": "0", "value": 0}),
        (
            page.number(1000.0, unit="MW", comparator=">="),
            {"text": "≥ 1,000", "value": 1000, "unit": "MW"},
        ),
        (
            page.amount(13, "%", "zh", "~"),
            {"text": "≈ 13%", "value": 13, "unit": "%"},
        ),
        (page.amount(5, "units", "zh"), {"text": "5 个", "value": 5, "unit": "个"}),
        (page.amount(5, "units", "en"), {"text": "5 units", "value": 5, "unit": "units"}),
        (
            page.amount(1000, "MW", "en", "<="),
            {"text": "≤ 1,000 MW", "value": 1000, "unit": "MW"},
        ),
        (page.item("王庙", "dezhou-001"), {"text": "王庙", "item": "dezhou-001"}),
        (page.county("平原县", "371426"), {"text": "平原县", "county": "371426"}),
        (
            page.Cell("3", 3, opens=page.Opens("choice", "wetland", "about"), tone="c2"),
            {"text": "3", "value": 3, "choice": ["about", "wetland"], "tone": "c2"},
        ),
    ],
)
def test_a_cell_as_data(cell: page.Cell, said: object) -> None:
    assert cell.as_data() == said
    json.dumps(cell.as_data(), allow_nan=False)


@pytest.mark.parametrize(
    ("comparator", "value", "unit", "said"),
    [(">=", 1000, "MW", "≥ 1,000 MW"), ("~", 13, "%", "≈ 13%"), ("=", 43.25, "%", "43.25%")],
)
def test_bounds_are_kept(comparator: str, value: float, unit: str, said: str) -> None:
    cell = page.amount(value, unit, "en", comparator)
    assert (cell.text, cell.value, cell.unit) == (said, value, unit)
    assert said.startswith(cell.sign)


@given(st.integers(-(10**9), 10**9) | st.decimals(-(10**6), 10**6, places=2).map(float))
def test_digits_say_the_number(value: float) -> None:
    said = page.digits(value)
    assert float(said.replace(",", "")) == value
    assert not ("." in said and said.endswith(("0", ".")))
    assert page.number(value).value == value


@given(st.floats(-1e9, 1e9))
def test_a_whole_number_is_an_integer(value: float) -> None:
    """Excel and JSON then show it without a decimal point."""
    cell = page.number(value)
    assert isinstance(cell.value, int) == float(value).is_integer()
    assert cell.value == value


def test_a_table_takes_texts_and_cells() -> None:
    table = page.table(
        "表", ["甲", page.Column("乙", "MW", numeric=True)], [["—", page.number(3, unit="MW")]]
    )
    assert table.as_data() == {
        "type": "table",
        "caption": "表",
        "columns": [
            {"text": "甲", "unit": "", "numeric": False},
            {"text": "乙", "unit": "MW", "numeric": True},
        ],
        "rows": [[{"text": "—", "value": None}, {"text": "3", "value": 3, "unit": "MW"}]],
        "dense": False,
    }
    assert hash(table) == hash(page.table("表", table.columns, table.rows))


def test_blocks_as_data() -> None:
    inner = page.table("丙", ["丁"], [["戊"]])
    blocks: list[page.Block] = [
        page.Heading("题", 3),
        page.Text("话", "warning"),
        page.Quote("原句"),
        page.bullets(["一", page.item("二", "x-001")]),
        page.fold("折", [page.Text("里面"), inner]),
        page.DropDowns((page.DropDown("at", "县", "1", [("组", [("1", "甲")])]),)),
    ]
    assert [block.as_data() for block in blocks] == [
        {"type": "heading", "text": "题", "level": 3},
        {"type": "text", "text": "话", "tone": "warning"},
        {"type": "quote", "text": "原句"},
        {"type": "list", "items": ["一", {"text": "二", "item": "x-001"}]},
        {
            "type": "fold",
            "title": "折",
            "blocks": [{"type": "text", "text": "里面", "tone": ""}, inner.as_data()],
        },
        {
            "type": "choices",
            "choices": [
                {"name": "at", "label": "县", "value": "1", "groups": [("组", [("1", "甲")])]}
            ],
        },
    ]
    assert list(page.tables(blocks)) == [inner]


@pytest.mark.parametrize(
    ("value", "unit", "language", "said"),
    [
        (40_000, "units", "zh", ("≥ 40,000 个", 40_000, "个")),
        (18.5, "%", "en", ("≥ 18.5%", 18.5, "%")),
        (5300, "MW", "zh", ("≥ 530 万千瓦", 530, "万千瓦")),
        (5300, "MW", "en", ("≥ 5,300 MW", 5300, "MW")),
    ],
)
def test_an_amount_is_in_the_unit_that_is_read(
    value: float, unit: str, language: Language, said: tuple[str, float, str]
) -> None:
    cell = page.amount(value, unit, language, ">=")
    assert (cell.text, cell.value, cell.unit) == said
