"""Named things in the rows of ruled tables."""

from __future__ import annotations

import re
from typing import Final

from geodata.reading import listing
from geodata.reading.document import Block, Document
from geodata.reading.items import Candidate, Finder
from geodata.reading.kinds import heads

_NAME: Final = re.compile(r"名称|项目$|工程$|(?:项目|工程)名|园区|企业名")
_PROJECT: Final = re.compile(r"项目")
_VOLTS: Final = re.compile(r"\d+千伏")
_CONTENT: Final = re.compile(r"内容|规模|任务|措施|说明|概况")
_MEASURE: Final = re.compile(r"指标|目标|属性|单位$|20\d\d年")


def of_row(document: Document, finder: Finder, block: Block) -> list[Candidate]:
    """The things that a table row names: its name cell, or what its content cell enumerates."""
    heads_said = block.heads
    if sum(bool(_MEASURE.search(head)) for head in heads_said) >= 2 or not heads_said:
        return []
    name = _column(heads_said, _NAME, block)
    if name is None:
        return []
    text = document.working
    start, end = block.cells[name]
    if start == end or re.sub(r"\W", "", text[start:end]) in {
        re.sub(r"\W", "", h) for h in heads_said
    }:
        return []
    content = _column(heads_said, _CONTENT, block)
    row = (block.start, block.end)
    part = listing.part_of(text[start:end], list(range(start, end)), finder.segmenter)
    out: list[Candidate] = []
    if part.names and heads(part.text):
        candidate = finder.candidate(part, row, block, "")
        if candidate:
            candidate.detail = block.cells[content] if content is not None else None
            out.append(candidate)
    if content is not None and not out and block.cells[content][0] < block.cells[content][1]:
        title = text[start:end]
        out += finder.sentence(block, block.cells[content], "", False, title)
        for one in out:
            volts = _VOLTS.match(title)
            if volts and one.name.endswith(title[volts.end() :]) and "千伏" not in one.name:
                one.name = one.name.removesuffix(title[volts.end() :]) + title
    if not out and _PROJECT.search(part.text):
        candidate = finder.candidate(part, row, block, "", entry=True, beside=True)
        if candidate:
            out.append(candidate)
    return out


def _column(heads_said: tuple[str, ...], wanted: re.Pattern[str], block: Block) -> int | None:
    """The column whose head says so; a head over several columns means the last filled one."""
    for index, head in enumerate(heads_said):
        if wanted.search(head) and index < len(block.cells):
            filled = [
                i
                for i in range(index, len(block.cells))
                if (i == index or (i < len(heads_said) and not heads_said[i]))
                and block.cells[i][0] < block.cells[i][1]
            ]
            return filled[-1] if filled else index
    return None
