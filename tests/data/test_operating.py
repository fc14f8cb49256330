"""What operates is a part of, or concerns, targets that its own plan has, in their own units."""

from __future__ import annotations

import pytest
from fixture.copies import complaints, edit, line_where, renew

from geodata.config import Config
from geodata.record.checks.plan import check_operating
from geodata.record.checks.problem import check_input
from geodata.record.record import Record


@pytest.mark.parametrize(
    ("document", "indicator", "column", "value", "said"),
    [
        ("heze", "wind_capacity", "part_of", "pv_capacity", "pv_capacity is no target of heze"),
        ("heze", "wind_capacity", "part_of", "non_fossil_share", "non_fossil_share is in %"),
        ("heze", "wind_capacity", "concerns", "renewable_capacity", "renewable_capacity is in MW"),
        (
            "dezhou",
            "wind_capacity",
            "part_of",
            "pv_capacity",
            "wind_capacity is a target of dezhou",
        ),
        ("zibo", "coal_power_capacity", "concerns", "non_fossil_share;x", "x is no target of zibo"),
    ],
)
def test_a_wrong_target(
    copy_of_data: Config, document: str, indicator: str, column: str, value: str, said: str
) -> None:
    line = line_where(
        copy_of_data,
        "operating",
        lambda r: (r["document_id"], r["indicator"]) == (document, indicator),
    )
    before = [str(p) for p in check_operating(check_input(copy_of_data))]
    edit(copy_of_data, "operating", line, column, value)
    renew(copy_of_data)
    (problem,) = check_operating(check_input(copy_of_data))
    assert before == []
    assert str(problem).startswith(f"operating.csv:{line}:{column}: {said}")
    assert complaints(copy_of_data)["check_operating"] == [f"operating.csv:{line}:{column}"]


def test_every_figure_says_whether_it_may_be_named_too(record: Record) -> None:
    """The note on the wind of Dezhou doubts the second phase of 苇河, as its row does."""
    rows = record.operating.set_index(["document_id", "indicator"])
    note = str(rows.scope_zh["dezhou", "wind_capacity"])
    assert "三个项目" in note
    assert "苇河" in note.split("；")[-1]
    assert "不明" in note
    assert "兆瓦" not in note
