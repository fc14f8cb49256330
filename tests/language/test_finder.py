"""What is typed is found by characters, pinyin, initials and words, and ranked."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.language.finder import BEGINNING, INSIDE, WHOLE, Finder
from geodata.language.spelling import readings

TEXTS = (
    "庆云县",
    "巨野县",
    "单县",
    "长清区",
    "绿色产业园",
    "中广核庆云中丁100MW风电项目",
    "Wind farm, phase 2",
    "市发展改革委",
)
FINDER = Finder(TEXTS, np.arange(len(TEXTS)))


def found(typed: str, gaps: bool = False) -> dict[str, int]:
    """The texts found and how well."""
    said = FINDER.found(typed, gaps)
    return {TEXTS[n]: fit for n, fit in zip(said.owners.tolist(), said.fits.tolist(), strict=True)}


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("庆云县", {"庆云县": WHOLE}),
        ("qingyunxian", {"庆云县": WHOLE}),
        ("qyx", {"庆云县": WHOLE, "巨野县": WHOLE + 1}),
        ("qingy", {"庆云县": BEGINNING, "中广核庆云中丁100MW风电项目": INSIDE}),
        ("q yun", {"庆云县": BEGINNING, "中广核庆云中丁100MW风电项目": INSIDE}),
        ("庆yun", {"庆云县": BEGINNING, "中广核庆云中丁100MW风电项目": INSIDE}),
        ("QING'YUN xian", {"庆云县": WHOLE}),
        ("ｑｙｘ", {"庆云县": WHOLE, "巨野县": WHOLE + 1}),
        ("danxian", {"单县": WHOLE}),
        ("shanxian", {"单县": WHOLE + 1}),
        ("changqing", {"长清区": BEGINNING + 1}),
        ("chq", {"长清区": BEGINNING + 1}),
        ("lvse", {"绿色产业园": BEGINNING}),
        ("lüse", {"绿色产业园": BEGINNING}),
        ("lusecy", {"绿色产业园": BEGINNING}),
        ("100mwfd", {"中广核庆云中丁100MW风电项目": INSIDE}),
        ("mw", {"中广核庆云中丁100MW风电项目": INSIDE}),
        ("windfarm", {"Wind farm, phase 2": BEGINNING}),
        ("farm", {"Wind farm, phase 2": INSIDE}),
        ("arm", {}),  # not the beginning of a word
        ("00mw", {}),
        ("云庆", {}),
        ("发改委", {}),
        ("， ", {}),
        ("", {}),
        ("没有", {}),
    ],
)
def test_it_is_found(typed: str, expected: dict[str, int]) -> None:
    assert found(typed) == expected


def test_with_gaps_a_short_name_is_found() -> None:
    assert set(found("发改委", gaps=True)) == {"市发展改革委"}
    assert set(found("fgw", gaps=True)) == {"市发展改革委"}
    assert found("委发", gaps=True) == {}


def test_a_text_does_not_run_into_the_next() -> None:
    assert found("县巨") == {}
    assert found("庆野", gaps=True) == {}


def test_the_best_text_of_an_owner_counts() -> None:
    finder = Finder(["在庆云", "庆云", "庆云县"], np.array([0, 0, 1]))
    said = finder.found("qy")
    assert said.owners.tolist() == [0, 1]
    assert said.fits.tolist() == [WHOLE, BEGINNING]
    assert said.lengths.tolist() == [2, 2]


def test_the_commonest_reading_comes_first() -> None:
    assert readings("单")[0] == ["dan"]
    assert ["shan"] in readings("单")
    assert readings("绿")[0] == ["lu", "lv"]
    assert readings("A") == readings("，") == []


# Characters of one reading each, so that a slow search can be written down beside the quick one.
_SPELLED = {"风": "feng", "电": "dian", "港": "gang", "能": "neng", "源": "yuan", "安": "an"}


def slowly(letters: str, text: str) -> bool:
    """Whether a text begins with what is typed: every way to take it, one after the other."""
    if not letters:
        return True
    if not text:
        return False
    said = _SPELLED[text[0]]
    ways = {said, said[0], text[0]}
    if said.startswith(letters):
        return True
    return any(letters.startswith(w) and slowly(letters[len(w) :], text[1:]) for w in ways)


@given(
    st.lists(st.text("".join(_SPELLED), min_size=1, max_size=5), min_size=1, max_size=5),
    st.lists(
        st.sampled_from([*_SPELLED, *_SPELLED.values(), *"fdgnyae", "di", "an"]),
        min_size=1,
        max_size=5,
    ),
)
def test_it_finds_what_a_slow_search_finds(texts: list[str], pieces: list[str]) -> None:
    typed = "".join(pieces)
    said = Finder(texts, np.arange(len(texts))).found(typed)
    expected = [n for n, t in enumerate(texts) if any(slowly(typed, t[k:]) for k in range(len(t)))]
    assert said.owners.tolist() == expected
    begun = [n for n, t in enumerate(texts) if slowly(typed, t)]
    assert [n for n, fit in zip(said.owners, said.fits, strict=True) if fit < INSIDE] == begun
