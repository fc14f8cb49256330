"""Sentences, clauses and enumerations of a paragraph, all as spans in the text."""

from __future__ import annotations

from typing import Final

_OPEN: Final = {"（": "）", "“": "”", "《": "》", "〔": "〕", "「": "」"}
_CLOSE: Final = frozenset(_OPEN.values())

Span = tuple[int, int]


def split(text: str, span: Span, marks: str) -> list[Span]:
    """The parts of a span between `marks` outside brackets and quotation marks, none empty.

    A bracket that is never closed, as misprints leave it, ends with the sentence.
    """
    parts: list[Span] = []
    start, depth = span[0], 0
    for at in range(span[0], span[1]):
        char = text[at]
        if char in _OPEN and text.find(_OPEN[char], at, min(span[1], at + 160)) > 0:
            depth += 1
        elif char in _CLOSE and depth:
            depth -= 1
        elif char in marks and depth == 0:
            parts.append((start, at))
            start = at + 1
    parts.append((start, span[1]))
    return [part for part in (stripped(text, part) for part in parts) if part[0] < part[1]]


def sentences(text: str, span: Span) -> list[Span]:
    """The sentences of a span, without their final mark."""
    return split(text, span, "。！？\n")


def stripped(text: str, span: Span) -> Span:
    """The span without white space and loose marks at its ends."""
    start, end = span
    while start < end and text[start] in " 　,，、；;。：:-—·•":
        start += 1
    while end > start and text[end - 1] in " 　,，、；;。：:":
        end -= 1
    return start, end


def without_brackets(text: str, span: Span) -> tuple[str, list[int], list[Span]]:
    """The characters outside round brackets with their offsets, and the spans inside brackets."""
    chars: list[str] = []
    offsets: list[int] = []
    inside: list[Span] = []
    at = span[0]
    while at < span[1]:
        if text[at] == "（":
            close, depth = at, 0
            while close < span[1]:
                depth += (text[close] == "（") - (text[close] == "）")
                if depth == 0:
                    break
                close += 1
            if close < span[1]:
                inside.append((at + 1, close))
                at = close + 1
                continue
        chars.append(text[at])
        offsets.append(at)
        at += 1
    return "".join(chars), offsets, inside
