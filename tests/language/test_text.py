"""Lists, brackets and labels in either language."""

from __future__ import annotations

import pytest

from geodata.language.text import bracketed, labelled, listed, word
from geodata.language.vocabulary import Language


@pytest.mark.parametrize(
    ("language", "names", "clauses"), [("zh", "甲、乙、丙", "甲；乙；丙"), ("en", "甲, 乙, 丙", "甲; 乙; 丙")]
)
def test_listed(language: Language, names: str, clauses: str) -> None:
    assert listed(["甲", "乙", "丙"], language) == names
    assert listed((text for text in "甲乙丙"), language) == names
    assert listed(["甲", "乙", "丙"], language, clauses=True) == clauses
    assert listed(["甲"], language) == listed(["甲"], language, clauses=True) == "甲"
    assert listed([], language) == ""


def test_bracketed() -> None:
    assert "文件" + bracketed("1号", "zh") == "文件（1号）"
    assert "Document" + bracketed("No. 1", "en") == "Document (No. 1)"


def test_labelled() -> None:
    assert labelled("来源", "某处", "zh") == "来源：某处"
    assert labelled("Source", "there", "en") == "Source: there"


def test_a_word_needs_its_values() -> None:
    with pytest.raises(KeyError):
        word("things", "zh")
