"""Each rule says an example, and the example is its test."""

from __future__ import annotations

import re

import pytest

from geodata.reading import evidence, glyphs, headings, kinds, phrases, targets
from geodata.reading.document import FORMS
from geodata.reading.places import area_of
from geodata.reading.rules import FOLDER, table
from geodata.reading.segment import Segmenter, name_like


def rows(name: str) -> list[object]:
    return [pytest.param(row, id="-".join(list(row.values())[:2])) for row in table(name)]


@pytest.mark.parametrize("row", rows("kinds"))
def test_a_word_makes_the_example_a_thing_of_its_kind(row: dict[str, str]) -> None:
    found = [head for head in kinds.heads(row["example"]) if head.word == row["word"]]
    assert [head.strength for head in found] == [row["strength"]]
    if row["kind"]:
        assert kinds.kind_of(row["word"]) == row["kind"]


@pytest.mark.parametrize("row", rows("verbs"))
def test_a_verb_opens_its_example(row: dict[str, str]) -> None:
    found = phrases.opening(row["example"])
    assert found is not None
    assert (found.verb, found.role) == (row["word"], row["role"])


@pytest.mark.parametrize("row", rows("adverbs"))
def test_an_adverb_is_read_over(row: dict[str, str]) -> None:
    found = phrases.opening(row["example"])
    assert found is not None
    assert row["example"][found.length :].startswith("拉哇电站")


@pytest.mark.parametrize("row", rows("other_verbs"))
def test_a_verb_of_another_kind_makes_no_thing(row: dict[str, str]) -> None:
    assert row["example"].startswith(row["word"])
    assert phrases.does_otherwise(row["example"])


def test_a_name_is_told_by_its_characters() -> None:
    assert name_like("叶巴滩") > 1 > -1 > name_like("稳粮增产")
    assert all(len(row["char"]) == 1 for row in table("name_chars"))


def test_confidence_is_a_share_in_each_form() -> None:
    for row in table("confidence"):
        assert all(0 < float(row[form]) < 1 for form in FORMS)
        assert evidence.confidence(float(row["score"]), "box", False) == float(row["box"])


def test_every_file_of_rules_is_read() -> None:
    python = "".join(f.read_text(encoding="utf-8") for f in FOLDER.parent.glob("*.py"))
    names = [f.stem for f in FOLDER.iterdir() if f.suffix in (".csv", ".txt")]
    assert [name for name in names if f'("{name}")' not in python] == []


@pytest.mark.parametrize("row", rows("headings"))
def test_a_heading_is_told(row: dict[str, str]) -> None:
    found = headings.heading(row["example"])
    assert found is not None
    assert found.depth == int(row["depth"])
    assert re.match(row["pattern"], row["example"])


@pytest.mark.parametrize("row", [*rows("glyphs"), *rows("plain_glyphs")])
def test_a_glyph_is_read_as_the_print_shows_it(row: dict[str, str]) -> None:
    printed, _, wanted = row["example"].partition("|")
    assert glyphs.plain(glyphs.repaired(printed)) == glyphs.plain(wanted)
    assert printed != wanted


@pytest.mark.parametrize("row", rows("no_items"))
def test_an_ending_makes_no_thing(row: dict[str, str]) -> None:
    assert row["example"].endswith(row["ending"])
    assert row["ending"] in evidence.never()


@pytest.mark.parametrize("row", rows("no_places"))
def test_a_longer_word_hides_the_short_name_of_a_county(row: dict[str, str]) -> None:
    assert row["holds"] in row["word"]
    words = Segmenter(area_of(["德州市"])).words(row["example"])
    assert row["word"] in "".join(word.text for word in words)
    assert row["holds"] not in {word.text for word in words}


@pytest.mark.parametrize("row", rows("indicators"))
def test_an_indicator_has_its_id(row: dict[str, str]) -> None:
    assert targets.indicator_of(row["example"]) == (row["indicator"], row["sector"])


@pytest.mark.parametrize("row", rows("known_names"))
def test_a_known_name_is_a_name(row: dict[str, str]) -> None:
    words = Segmenter(area_of(["德州市"])).words(row["example"])
    assert [(word.sort, word.text) for word in words] == [("name", row["word"])]
