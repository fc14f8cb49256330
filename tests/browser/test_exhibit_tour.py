"""The tour of the exhibition: by itself, in turn, in both languages, with the cable out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fixture.hall import HASTE, WALL, Hall, entered
from fixture.words_seen import attributes, texts
from playwright.sync_api import Browser, expect

from geodata.exhibition.tour import tour
from geodata.record.record import Record

pytestmark = pytest.mark.browser

LATIN = re.compile("[A-Za-z]+")
CHINESE = re.compile("[一-鿿]")
LANGUAGE_BUTTON = ".fx-language"
# A clause is Chinese in both languages; a citation holds one.
CLAUSES = ".fx [lang='zh-CN'], .fx-cite"


@pytest.fixture(scope="module")
def filed(browser: Browser, one_file: Path) -> Iterator[Hall]:
    """The one file, opened without any network."""
    with entered(browser) as hall:
        hall.page.context.set_offline(True)
        hall.open(one_file.as_uri())
        yield hall


@pytest.fixture(scope="module")
def served(browser: Browser, site: str) -> Iterator[Hall]:
    """The page; the network goes away once the first stop is shown."""
    with entered(browser) as hall:
        hall.open(f"{site}/exhibit")
        assert hall.faults.console == []
        hall.page.context.set_offline(True)
        yield hall
        # The app's frame misses its server; the exhibition does not.
        hall.faults.console[:] = [
            text for text in hall.faults.console if "ERR_INTERNET_DISCONNECTED" not in text
        ]


@pytest.fixture(params=["served", "filed"])
def hall(request: pytest.FixtureRequest) -> Hall:
    """The exhibition in both its forms."""
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="module")
def ids(record: Record) -> list[str]:
    """The stops in order."""
    return [stop.id for stop in tour(record)]


def test_every_stop_and_both_languages_in_turn(hall: Hall, ids: list[str]) -> None:
    hall.hurry()
    shown = hall.see(2 * len(ids) + 1)
    assert shown == [
        *((stop, "zh-CN") for stop in ids),
        *((stop, "en") for stop in ids),
        ("opening", "zh-CN"),
    ]
    assert hall.get("show.faults") == 0


@pytest.mark.parametrize(("language", "lang"), [("zh", "zh-CN"), ("en", "en")])
def test_one_language_stays(filed: Hall, ids: list[str], language: str, lang: str) -> None:
    """As an operator may set it: from one tour into the next."""
    both = filed.get("show.contents.language")
    assert both == "both"
    start = """(language) => {
        const { host, contents, files, reload } = fengtuExhibition;
        modules.exhibition.start(host, { ...contents, language }, { files, reload });
    }"""
    try:
        filed.page.evaluate(start, language)
        filed.shown("opening")
        filed.page.evaluate(
            """(pace) => {
                fengtuSeen.length = 0;
                fengtuExhibition.pace = pace;
                fengtuExhibition.visit(-1);
            }""",
            HASTE,
        )
        assert filed.see(3) == [(stop, lang) for stop in (ids[-1], *ids[:2])]
    finally:
        filed.page.evaluate(start, both)
        filed.running()


def test_the_file_asks_for_nothing(filed: Hall, one_file: Path) -> None:
    assert filed.asked == [one_file.as_uri()]


def test_what_is_said_is_the_tour(hall: Hall, record: Record) -> None:
    hall.begin()
    for number, stop in enumerate(tour(record)):
        said = hall.page.evaluate(
            """(at) => {
                fengtuExhibition.at = at;
                return Object.fromEntries(["zh", "en"].map((language) => {
                    fengtuExhibition.speak(language);
                    const parts = ["h1", ".fx-figure b", ".fx-figure span", ".fx-sentence"];
                    const panel = document.querySelector(".fx-panel");
                    return [language, parts.map((part) => panel.querySelector(part).textContent)];
                }));
            }""",
            number,
        )
        assert said == {
            lang: [stop.title[lang], stop.figure[lang], stop.unit[lang], stop.text[lang]]
            for lang in ("zh", "en")
        }


def test_chinese_is_chinese(hall: Hall, ids: list[str], record: Record) -> None:
    """But for the names of cited sources, which are what they are."""
    sources = set(LATIN.findall(" ".join(record.operating.source)))
    hall.begin("zh")
    for number, stop in enumerate(ids):
        hall.page.evaluate("at => fengtuExhibition.visit(at)", number)
        said = texts(hall.page, ".fx", LANGUAGE_BUTTON)
        said += attributes(hall.page, ".fx", LANGUAGE_BUTTON)
        assert len(said) > 10
        assert [text for text in said if set(LATIN.findall(text)) - sources] == [], stop
        assert hall.get("show.map.data.language") == "zh"


def test_english_is_english(hall: Hall, ids: list[str]) -> None:
    hall.begin("en")
    for number, stop in enumerate(ids):
        hall.page.evaluate("at => fengtuExhibition.visit(at)", number)
        said = texts(hall.page, ".fx", CLAUSES) + attributes(hall.page, ".fx", CLAUSES)
        assert len(said) > 10
        assert [text for text in said if CHINESE.search(text)] == [], stop
        assert hall.get("show.map.data.language") == "en"


def test_the_frame_stands_back(served: Hall) -> None:
    for part in ("stHeader", "stSidebar", "stToolbar"):
        expect(served.page.get_by_test_id(part).first).to_be_hidden()
    box = served.page.locator(".fx").bounding_box()
    assert box == {"x": 0, "y": 0, **WALL}
    top = served.page.evaluate(
        "[[5, 5], [960, 5], [5, 1075], [1915, 540]].map((at) =>"
        " Boolean(document.elementFromPoint(...at).closest('.fx')))"
    )
    assert top == [True] * 4


def test_buttons_do_what_they_say(filed: Hall, ids: list[str]) -> None:
    hall, words = filed, filed.get("show.contents.words.zh")
    dots = hall.page.locator(".fx-dots i")

    def here() -> int:
        expect(dots).to_have_count(len(ids))
        expect(hall.page.locator(".fx-dots .fx-here")).to_have_count(1)
        return dots.evaluate_all("dots => dots.findIndex((d) => d.classList.contains('fx-here'))")

    hall.begin()
    assert here() == 0
    hall.press(words["exhibit_next"])
    hall.press(words["exhibit_next"])
    hall.shown(ids[2])
    assert here() == 2
    hall.press(words["exhibit_previous"])
    hall.shown(ids[1])
    assert here() == 1
    assert hall.get("show.mode") == "tour"

    hall.press(words["exhibit_pause"])
    assert hall.get("show.paused")
    hall.press(words["exhibit_next"])
    hall.shown(ids[2])
    assert hall.get("show.paused")
    hall.press(words["exhibit_play"])
    assert not hall.get("show.paused")
    assert here() == 2

    hall.press("English")
    expect(hall.page.locator(".fx")).to_have_attribute("lang", "en")
    assert here() == 2
    hall.press("中文")
    expect(hall.page.locator(".fx")).to_have_attribute("lang", "zh-CN")

    hall.press(words["exhibit_restart"])
    hall.shown("opening")
    assert here() == 0
    hall.press(words["exhibit_previous"])
    hall.shown(ids[-1])
    assert here() == len(ids) - 1


def test_a_paused_stop_stays(filed: Hall, ids: list[str]) -> None:
    """Until nobody has been there for long."""
    hall = filed
    hall.begin()
    hall.press(hall.get("show.words.exhibit_next"))
    hall.press(hall.get("show.words.exhibit_pause"))
    hall.shown(ids[1])
    assert hall.wait_s() == pytest.approx(60, abs=2)
    hall.page.evaluate("() => fengtuExhibition.ask()")
    expect(hall.page.locator(".fx-ask")).to_be_visible()
    title = hall.title()
    hall.press(hall.get("show.words.exhibit_continue"))
    expect(hall.page.locator(".fx-ask")).to_be_hidden()
    hall.press("English")
    assert hall.get("[show.mode, show.paused, show.at]") == ["tour", True, 1]
    hall.press("中文")
    assert hall.title() == title
