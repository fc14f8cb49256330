"""Pieces of a page of text as plain data: what a notebook could print as well."""

from __future__ import annotations

from typing import Any

Block = dict[str, Any]


def heading(text: str, level: int = 2) -> Block:
    """A heading of `level` 2 to 4."""
    return {"type": "heading", "text": text, "level": level}


def text(content: str) -> Block:
    """A paragraph."""
    return {"type": "text", "text": content}


def bullets(items: list[str]) -> Block:
    """A list."""
    return {"type": "list", "items": items}


def table(caption: str, head: list[str], rows: list[list[str]]) -> Block:
    """A table; `caption` is for those who cannot see it."""
    return {"type": "table", "caption": caption, "head": head, "rows": rows}


def fold(title: str, blocks: list[Block]) -> Block:
    """A part that is folded until its title is pressed."""
    return {"type": "fold", "title": title, "blocks": blocks}
