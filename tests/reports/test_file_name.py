"""Names of files: what they are about, in the reader's language, taken by every system."""

from __future__ import annotations

import datetime
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.language.vocabulary import Language
from geodata.record.filters import Filters
from geodata.record.record import Record
from geodata.record.selection import Selection
from geodata.reports.file_name import file_name, selection_named

DAY = datetime.date(2026, 11, 25)
# What Windows refuses anywhere in a name, or only at its end, and names that it keeps for devices.
REFUSED = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
HOSTILE = (
    "",
    "..",
    "../../etc/passwd",
    "..\\..\\windows",
    "CON",
    "nul.txt",
    'a<b>c:d"e/f\\g|h?i*j',
    "line\nbreak\ttab\x00nul",
    "\u202egnp.exe",
    "\u200b\ufeff",
    "\ud800 lone",
    "end. . .",
    "长" * 400,
    "é" * 400,
    "=HYPERLINK(1)",
    "%00%2e%2e",
)


def assert_taken(name: str) -> None:
    """Whether Windows, macOS and Linux take it, and nothing in it is invisible."""
    assert not REFUSED.search(name)
    assert not DEVICES.match(name)
    assert name == name.strip() and not name.endswith((".", " "))
    assert all(c.isprintable() for c in name)
    assert len(name.encode()) <= 255 - 50
    assert len(name) <= 200


@pytest.mark.parametrize("about", HOSTILE)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_hostile_names_are_taken(about: str, language: Language) -> None:
    name = file_name(about, "csv", language, DAY, part=about)
    assert_taken(name)
    assert name.startswith("峰图-" if language == "zh" else "Fengtu-")
    assert name.endswith("2026-11-25.csv")


@given(st.text(max_size=400))
def test_any_text_makes_a_name(about: str) -> None:
    assert_taken(file_name(about, "gpkg", "zh", DAY))


def test_names() -> None:
    assert file_name("庆云县", "docx", "zh", DAY) == "峰图-庆云县-2026-11-25.docx"
    assert file_name("庆云县", "pdf", "zh", DAY, "地图") == "峰图-庆云县-地图-2026-11-25.pdf"
    assert file_name("Qingyun", "pdf", "en", DAY) == "Fengtu-Qingyun-2026-11-25.pdf"
    assert file_name("", "csv", "zh", DAY) == "峰图-2026-11-25.csv"
    assert file_name("a/b", "csv", "en", DAY) == "Fengtu-a b-2026-11-25.csv"


@pytest.mark.parametrize(
    ("filters", "zh", "en"),
    [
        (Filters(), "全部事项", "all items"),
        (Filters(county=("371426",)), "平原县", "Pingyuan County"),
        (
            Filters(sector=("energy",), city=("dezhou",), year=2030),
            "德州市_能源_2030年及以前",
            "Dezhou_Energy_by 2030",
        ),
        (
            Filters(sector=("energy", "transport", "sink"), year=2025, due="in"),
            "能源等3个_2025年",
            "Energy and others (3)_2025",
        ),
        (Filters(text="a/b*"), "a/b*", "a/b*"),
    ],
)
def test_a_selection_is_named_places_first(
    filters: Filters, zh: str, en: str, small: Record
) -> None:
    selection = Selection(small, filters)
    assert selection_named(selection, "zh") == zh
    assert selection_named(selection, "en") == en


def test_different_selections_of_the_desk_have_different_names(small: Record) -> None:
    asked = [
        Filters(),
        *(Filters(county=(code,)) for code in ("371426", "371402", "370105")),
        *(Filters(year=2030, due=due) for due in ("by", "in")),
        *(Filters(sector=(sector,)) for sector in ("energy", "sink")),
    ]
    names = {file_name(selection_named(Selection(small, f), "zh"), "csv", "zh", DAY) for f in asked}
    assert len(names) == len(asked)
