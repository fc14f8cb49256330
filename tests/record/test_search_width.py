"""A search finds what looks the same as what was typed or copied."""

from __future__ import annotations

import pytest
from fixture.copies import edit

from geodata.record.filters import from_query
from geodata.record.record import Record, read_record
from geodata.record.selection import select


def found(record: Record, text: str) -> list[str]:
    filters, _ = from_query({"q": text}, record)
    return select(record, filters).rows.project_id.tolist()


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("⻛电", "风电"),
        ("\u200b风电", "风电"),
        ("风\ufeff电", "风电"),
        ("５万千瓦", "5万千瓦"),
        ("５\u200d万千\xad瓦", "5万千瓦"),
        ("ＷＩＮＤ", "wind"),
        ("平原　风电", "平原 风电"),
        ("平原\xa0⻛电", "平原 风电"),
    ],
)
def test_what_looks_the_same(small: Record, typed: str, plain: str) -> None:
    assert found(small, plain)
    assert found(small, typed) == found(small, plain)


def test_nothing_but_what_nobody_sees(small: Record) -> None:
    assert found(small, "\u200b") == found(small, "")


def test_a_wide_clause_is_found_by_narrow_digits(small_copy) -> None:
    """A plan may print wide digits; the name and the clause keep them."""
    edit(small_copy, "projects", 2, "name_zh", "王庙５０兆瓦⻛电场")
    record = read_record(small_copy)
    assert record.projects.name_zh[0] == "王庙５０兆瓦风电场"
    for text in ("50兆瓦", "５０兆瓦", "⻛电场", "50兆瓦风电"):
        assert "dezhou-001" in found(record, text)
