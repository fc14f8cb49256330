"""Deadlines: calendar years, plan periods and phases that a sentence, a row or a section gives."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_YEAR: Final = re.compile(r"(20[1-6]\d)年?(?:[—～-](20[1-6]\d))?年?")
_PERIODS: Final = {"十二五": 2015, "十三五": 2020, "十四五": 2025, "十五五": 2030, "十六五": 2035}
_PERIOD: Final = re.compile(r"(十[二三四五六]五)[”\"]?")
_PERIOD_TITLE: Final = re.compile(
    r"[“\"]?十[二三四五六]五[”\"]?[^，。；、期时]{0,14}(?:规划|方案|计划|目标)"
)
_PHASE: Final = re.compile(r"(近期)|(远期|中长期)")


@dataclass(frozen=True)
class Deadline:
    """A year with the span that says it; `phase` where only a phase is said."""

    year: int | None
    start: int
    end: int
    period: bool = False
    phase: str = ""

    @property
    def ahead(self) -> bool:
        """Whether it is a year in which something can still be due."""
        return self.year is not None and self.year >= _FIRST_AHEAD


_FIRST_AHEAD: Final = 2021  # no plan that is read ends before


def deadlines(text: str, span: tuple[int, int]) -> list[Deadline]:
    """The deadlines in a span, in order. A period gives the year in which it ends."""
    found: list[Deadline] = []
    titles = [m.span() for m in _PERIOD_TITLE.finditer(text, *span)]
    titles += [m.span() for m in re.compile(r"《[^》]*》").finditer(text, *span)]
    for match in _YEAR.finditer(text, *span):
        if "年" in match[0] and not _inside(match.start(), titles):
            behind = text[match.end() : match.end() + 3]
            if (
                not re.match(r"\d?\d?月|以来|的基础", behind)
                and text[match.start() - 1] not in "比较〔"
            ):
                year = int(match[2] or match[1])
                found.append(Deadline(year, match.start(), match.end()))
    for match in _PERIOD.finditer(text, *span):
        if not _inside(match.start(), titles):
            found.append(Deadline(_PERIODS[match[1]], match.start(), match.end(), True))
    for match in _PHASE.finditer(text, *span):
        found.append(Deadline(None, *match.span(), phase="near" if match[1] else "long"))
    return sorted(found, key=lambda d: d.start)


def base(text: str) -> int:
    """The last year before a plan begins, as its first page says; 2020 where it does not."""
    head = text[:1500]
    ranges = [int(m[1]) for m in _YEAR.finditer(head) if m[2]]
    if ranges:
        return min(ranges) - 1
    period = _PERIOD.search(head)
    return _PERIODS[period[1]] - 5 if period else 2020


def _inside(at: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in spans)


def horizon(text: str) -> int:
    """The year in which a plan ends, as its first page says; 2030 where it does not."""
    head = text[:1500]
    years = [int(m[2]) for m in _YEAR.finditer(head) if m[2]]
    if years:
        return max(years)
    period = _PERIOD.search(head)
    return _PERIODS[period[1]] if period else 2030
