"""The numbers of sections in English sentences."""

from __future__ import annotations

import re

import pytest

from geodata.language.section import section_named
from geodata.record.record import Record


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        ("二（一）1", "section 2 (1) 1"),
        ("三（十）2", "section 3 (10) 2"),
        ("十二", "section 12"),
        ("二十（二十三）", "section 20 (23)"),
        ("专栏1-2", "Box 1-2"),
        ("专栏3", "Box 3"),
    ],
)
def test_a_section_in_figures(printed: str, said: str) -> None:
    assert section_named(printed, "en") == said
    assert section_named(printed, "zh") == printed


def test_every_section_of_the_record_reads_in_english(record: Record) -> None:
    every = {*record.projects.section, *record.targets.section}
    said = {section_named(section, "en") for section in every}
    assert len(said) == len(every)
    assert [text for text in said if re.search(r"[^\x20-\x7e]|section 0", text)] == []
