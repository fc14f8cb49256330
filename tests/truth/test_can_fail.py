"""The walk can fail: each thing on screen, falsified, draws a complaint.

Every number of every sentence is raised by one, every text of a sentence, a cell, a legend or a
file is changed, every row left out or doubled; nothing may go unnoticed but what is listed here.
"""

from __future__ import annotations

import copy
import random
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from truth import screen
from truth.check_atlas import check_atlas
from truth.check_desk import check_county, check_sources, check_targets
from truth.check_gaps import Question, check_findings, check_gaps, check_kind, check_matrix
from truth.oracle import Asked, Oracle
from truth.reading import FINDINGS, cell, finding

from geodata.atlas.layers import MapLayers

LANGUAGES = ("zh", "en")
FILTERED = Asked(sector=("energy", "sink"), year=2030, city=("dezhou", "heze", "jinan_qibu"))
LEANT_ON = Asked(role=("protect", "support", "mention"), year=2030)
MOST = 40  # mutations tried of each page
Path = tuple[Any, ...]
Check = Callable[[Any], list[str]]

# What says nothing that could be false: identities for drawing, labels of drop-downs, intros.
_IDLE_KEYS = {
    "type", "tone", "icon", "level", "dense", "caption", "choices", "choice", "label", "tier",
    "name_other", "thing", "columns", "chips_label", "id", "county", "item", "citation", "errata",
    "numeric", "unit", "city", "covered", "adcode", "group", "section", "metadata", "mentions",
}  # fmt: skip


def numbers(said: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every place in `said` that holds a number, with the same number plus one."""
    if isinstance(said, dict):
        for key, value in said.items():
            if key not in _IDLE_KEYS:
                yield from numbers(value, (*path, key))
    elif isinstance(said, list | tuple):
        for place, value in enumerate(said):
            yield from numbers(value, (*path, place))
    elif isinstance(said, bool) or said is None:
        return
    elif isinstance(said, int | float):
        yield path, said + 1
    elif isinstance(said, str):
        for match in re.finditer(r"(?<![\d.])\d+(?![\d.])", said):
            more = str(int(match[0]) + 1)
            yield path, said[: match.start()] + more + said[match.end() :]


def changed(said: Any, path: Path, value: Any) -> Any:
    """A copy of `said` with another value at `path`."""
    whole = copy.deepcopy(_lists(said))
    at = whole
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = value
    return whole


def _lists(said: Any) -> Any:
    """Tuples as lists, so that they can be changed."""
    if isinstance(said, dict):
        return {key: _lists(value) for key, value in said.items()}
    return [_lists(value) for value in said] if isinstance(said, list | tuple) else said


def unnoticed(said: Any, check: Check, seed: int) -> list[str]:
    """Falsified numbers that draw no complaint."""
    said = _lists(said)
    assert check(said) == []
    places = list(numbers(said))
    assert places
    chosen = random.Random(seed).sample(places, min(MOST, len(places)))
    missed = []
    for path, value in chosen:
        try:
            heard = check(changed(said, path, value))
        except (KeyError, ValueError, IndexError, TypeError, StopIteration):
            heard = ["not understood"]
        if not heard:
            missed.append(f"{path}: {value!r}")
    return missed


# Sentences that explain a method.
_METHOD = re.compile(r"泊松|置换|Poisson|permutations|按面积|standardised|五份|five plans|两份")


def _counts_only(missed: list[str]) -> list[str]:
    return [m for m in missed if not _METHOD.search(m)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("asked", [Asked(), FILTERED], ids=["whole", "filtered"])
def test_falsified_numbers_are_noticed(
    language: Any, asked: Asked, oracle: Oracle, layers: MapLayers
) -> None:
    def atlas(said: Any) -> list[str]:
        return check_atlas(said, asked, oracle, language)

    shown = screen.atlas(asked, ["371402", "370105"], ["dezhou-007"], layers, language)
    missed = [f"atlas {m}" for m in unnoticed(shown, atlas, 1)]
    for code in ("371402", "370105", "130102"):
        page = screen.county_page(asked, code, layers, language)
        missed += [
            f"county {code} {m}"
            for m in unnoticed(
                page, lambda s, c=code: check_county(s, c, asked, oracle, language), 2
            )
        ]
    page = screen.targets_page(asked, layers, language)
    missed += unnoticed(page, lambda s: check_targets(s, asked, oracle, language), 3)
    assert _counts_only(missed) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("asked", [Asked(), FILTERED, LEANT_ON], ids=["whole", "filtered", "quiet"])
def test_falsified_numbers_of_gaps_are_noticed(
    language: Any, asked: Asked, oracle: Oracle, layers: MapLayers
) -> None:
    missed = []
    for by_kind, kind in ((True, "wind_farm"), (False, "factory")):
        page = screen.gap_page(asked, kind, "pv_project", by_kind, layers, language)

        def gaps(said: Any, by_kind: bool = by_kind, kind: str = kind) -> list[str]:
            return check_gaps(said, asked, kind, "pv_project", by_kind, oracle, language)

        missed += [f"gaps {m}" for m in unnoticed(page, gaps, 4)]
    assert _counts_only(missed) == []


def _misplaced(said: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Rows, entries and parts left out, and cells with the text of another row."""
    if isinstance(said, dict):
        for key in ("rows", "items", "blocks", "bars", "rest", "files", "panels", "dots", "parts"):
            yield from _misplaced(said.get(key, []), (*path, key))
    for place, entry in enumerate(said if isinstance(said, list) else []):
        yield path, said[:place] + said[place + 1 :]
        if isinstance(entry, dict):
            yield from _misplaced(entry, (*path, place))
        elif isinstance(entry, list):
            for column, (one, other) in enumerate(zip(entry, said[place - 1], strict=True)):
                if one != other:
                    yield (*path, place, column), other


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("asked", [Asked(), FILTERED], ids=["whole", "filtered"])
def test_what_is_left_out_or_put_in_another_row_of_the_desk_is_noticed(
    language: Any, asked: Asked, oracle: Oracle, layers: MapLayers
) -> None:
    pages: list[tuple[Any, Check]] = [
        (
            screen.county_page(asked, code, layers, language),
            lambda s, c=code: check_county(s, c, asked, oracle, language),
        )
        for code in ("371402", "370105", "371428")
    ]
    shown = screen.targets_page(asked, layers, language)
    pages.append((shown, lambda s: check_targets(s, asked, oracle, language)))
    missed = []
    for page, check in pages:
        said = _lists(page)
        places = list(_misplaced(said))
        assert places
        for path, value in random.Random(5).sample(places, min(MOST, len(places))):
            try:
                heard = check(changed(said, path, value))
            except (KeyError, ValueError, IndexError, TypeError, StopIteration):
                heard = ["not understood"]
            if not heard:
                missed.append(f"{path}: {value!r}"[:200])
    assert missed == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("by_kind", [True, False], ids=["kinds", "sectors"])
@pytest.mark.parametrize("asked", [Asked(), FILTERED, LEANT_ON], ids=["whole", "filtered", "quiet"])
def test_falsified_rows_and_signs_of_the_matrix_are_noticed(
    language: Any, by_kind: bool, asked: Asked, oracle: Oracle, layers: MapLayers
) -> None:
    page = screen.gap_page(asked, "factory", "pv_project", by_kind, layers, language)["matrix"]

    def check(said: Any) -> list[str]:
        return check_matrix(said, asked, by_kind, oracle, language)

    assert check(page) == []
    (place,) = (n for n, block in enumerate(page) if block["type"] == "table")
    rows = page[place]["rows"]
    assert {row[0]["county"] for row in rows} & oracle.zones.keys()
    signs, falsified = set(), []
    for number, row in enumerate(rows):
        falsified.append([*rows[:number], *rows[number + 1 :]])
        falsified.append([*rows[:number], row, *rows[number:]])
        if number:
            falsified.append([*rows[: number - 1], row, rows[number - 1], *rows[number + 1 :]])
        named = {**row[0], "text": rows[number - 1][0]["text"]}
        falsified.append([*rows[:number], [named, *row[1:]], *rows[number + 1 :]])
        for at, one in enumerate(row[1:], 1):
            text = cell(one)["text"]
            if (sign := re.sub(r"\d+", "1", text)) in signs and row[0]["county"] in oracle.counties:
                continue
            signs.add(sign)
            for wrong in _other_cells(text):
                changed_row = [*row[:at], {**cell(one), **wrong}, *row[at + 1 :]]
                falsified.append([*rows[:number], changed_row, *rows[number + 1 :]])
    assert signs >= {"1", "(1)", "○"}
    for said in random.Random(5).sample(falsified, min(MOST, len(falsified))):
        assert check([*page[:place], {**page[place], "rows": said}, *page[place + 1 :]]), said
    without = [block for block in page if block["type"] != "text"]
    assert check(without)


def _other_cells(text: str) -> Iterator[dict[str, Any]]:
    """What a cell of the matrix might say instead: every other sign, brackets on, brackets off."""
    yield from ({"text": s, "value": None} for s in ("○", "◐", "—", "/", "·", "(1)") if s != text)
    if text.isdigit():
        yield {"text": f"({text})", "value": None}
    if text.startswith("("):
        yield {"text": text[1:-1], "value": int(text[1:-1])}
    if text != "1":
        yield {"text": "1", "value": 1}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("asked", [Asked(), FILTERED, LEANT_ON], ids=["whole", "filtered", "quiet"])
def test_a_falsified_note_on_quiet_things_is_noticed(
    language: Any, asked: Asked, oracle: Oracle, layers: MapLayers
) -> None:
    heard = []
    for kind in ("factory", "logistics_hub", "ecological_corridor", "wind_farm"):
        page = screen.gap_page(asked, kind, "pv_project", True, layers, language)["kind"]
        question = Question(asked, kind, oracle, language)
        assert check_kind(page, question, "pv_project") == []
        if page[1]["type"] != "text":
            assert check_kind([page[0], _note(1, language), *page[1:]], question, "pv_project")
            continue
        note = page[1]["text"]
        heard.append(note)
        count = re.search(r"\d+", note[len(question.prefix) :])
        assert count
        wrong = [[], [page[1], page[1]], [_note(int(count[0]) + 1, language, question.prefix)]]
        if question.prefix:
            wrong.append([_note(int(count[0]), language)])
        for said in wrong:
            assert check_kind([page[0], *said, *page[2:]], question, "pv_project"), said
    assert heard


def _note(quiet: int, language: str, prefix: str = "") -> dict[str, str]:
    zh = f"以下结论计入列名的全部事项，其中 {quiet} 项方案只是依托支持或仅提及，不是要做的事。"
    en = (
        f"The findings count everything named; of these {quiet} are only supported or mentioned, "
        "nothing to be done."
    )
    return {"type": "text", "text": prefix + (zh if language == "zh" else en), "tone": "quiet"}


def test_falsified_sources_are_noticed(oracle: Oracle, layers: MapLayers) -> None:
    said = screen.sources_page(layers, "zh")
    tables = [n for n, b in enumerate(said) if b["type"] == "table"]
    for place in tables:
        for row in range(len(said[place]["rows"])):
            wrong = copy.deepcopy(said)
            del wrong[place]["rows"][row]
            assert check_sources(wrong, oracle, "zh")


def _sentences(asked: Asked, kind: str, layers: MapLayers, language: Any) -> list[str]:
    page = screen.gap_page(asked, kind, "pv_project", True, layers, language)
    bullets = next(b for b in page["kind"] if b["type"] == "list")["items"]
    return [b if isinstance(b, str) else b["text"] for b in bullets]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["wind_farm", "city_pilot", "chem_park"])
@pytest.mark.parametrize("asked", [Asked(), FILTERED, LEANT_ON, Asked(year=2025)], ids=str)
def test_falsified_findings_are_noticed(
    kind: str, language: Any, asked: Asked, oracle: Oracle, layers: MapLayers
) -> None:
    question = Question(asked, kind, oracle, language)
    said = _sentences(asked, kind, layers, language)
    assert check_findings(said, question) == []
    other = Question(asked, "ccus" if kind != "ccus" else "port", oracle, language)
    for place, sentence in enumerate(said):
        wrong = [said[:place] + said[place + 1 :], [*said, sentence]]
        for match in re.finditer(r"\d+", sentence[len(question.prefix) :]):
            start = len(question.prefix) + match.start()
            # p and q come from draws, rates show two digits: off by one in the last is no lie.
            if (
                re.search(r"[.\d]$|[pq]=$", sentence[:start])
                or sentence[start + len(match[0])] in "."
            ):
                continue
            if finding(sentence[len(question.prefix) :], language)[0] == "density":
                continue
            more = str(int(match[0]) + 1)
            wrong.append(
                _with(said, place, sentence[:start] + more + sentence[start + len(match[0]) :])
            )
        wrong.append(_with(said, place, sentence.replace(question.label, other.label)))
        if question.label not in sentence:
            wrong.pop()
        if question.filtered:
            wrong.append(_with(said, place, sentence[len(question.prefix) :]))
            wrong.append(
                _with(said, place, sentence.replace("2030", "2035").replace("2025", "2030"))
            )
        else:
            scope = (
                "在“目标年：2025年及以前”的事项中，",
                "Among items with “Target year: 2025 or earlier”: ",
            )
            wrong.append(_with(said, place, scope[language == "en"] + sentence))
        if language == "zh" and "符合筛选的“" in sentence:
            wrong.append(_with(said, place, sentence.replace("符合筛选的", "")))
        for falsified in wrong:
            assert check_findings(falsified, question), falsified[place : place + 1]


def _with(said: list[str], place: int, sentence: str) -> list[str]:
    return [*said[:place], sentence, *said[place + 1 :]]


def test_every_finding_has_been_read(oracle: Oracle, layers: MapLayers) -> None:
    read = {
        finding(Question(asked, kind, oracle, language).unscoped(sentence)[0], language)[0]
        for language in LANGUAGES
        for kind in (
            "wind_farm",
            "city_pilot",
            "wetland",
            "chem_park",
            "gas_power",
            "ccus",
            "factory",
        )
        for asked in (Asked(), FILTERED, Asked(county=("370105",)))
        for sentence in _sentences(asked, kind, layers, language)
    }
    assert read == set(FINDINGS)
