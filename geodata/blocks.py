"""Pieces of a page of text as plain data: what a notebook could print as well."""

from __future__ import annotations

from typing import Any

Block = dict[str, Any]
# A cell of a table: a text, or a text with the item or county it opens, or with a shade.
Cell = str | dict[str, Any]


def heading(text: str, level: int = 2) -> Block:
    """A heading of `level` 2 to 4."""
    return {"type": "heading", "text": text, "level": level}


def text(content: str, tone: str = "") -> Block:
    """A paragraph; `tone` is '' or 'warning' or 'quiet'."""
    return {"type": "text", "text": content, "tone": tone}


def bullets(items: list[Cell]) -> Block:
    """A list."""
    return {"type": "list", "items": items}


def table(caption: str, head: list[Cell], rows: list[list[Cell]], dense: bool = False) -> Block:
    """A table; `caption` is for those who cannot see it, `dense` for matrices."""
    columns = [{"text": str(text), "unit": "", "numeric": False} for text in head]
    table = {"type": "table", "caption": caption, "columns": columns, "rows": rows, "dense": dense}
    return table | {"head": head}  # for the workbook


def fold(title: str, blocks: list[Block]) -> Block:
    """A part that is folded until its title is pressed."""
    return {"type": "fold", "title": title, "blocks": blocks}


def choice(
    name: str, label: str, value: str, groups: list[tuple[str, list[tuple[str, str]]]]
) -> Block:
    """One drop-down: (group label or '', [(value, label), …]) in `groups`."""
    return {"name": name, "label": label, "value": value, "groups": groups}


def choices(*parts: Block) -> Block:
    """Drop-downs in a row."""
    return {"type": "choices", "choices": list(parts)}


def item(text: str, project_id: str) -> Cell:
    """A cell that opens the card of a row."""
    return {"text": text, "item": project_id}


def county(text: str, adcode: str) -> Cell:
    """A cell that opens a county."""
    return {"text": text, "county": adcode}


def shaded(text: str, tone: str) -> dict[str, Any]:
    """A cell with a shade: a number, or a sign that has none."""
    return {"text": text, "tone": tone, "value": int(text) if text.isdecimal() else None}


def chooses(cell: dict[str, Any], name: str, value: str) -> Cell:
    """A shaded cell that, pressed, sets the drop-down `name` to `value`."""
    return {**cell, "choice": [name, value]}


def quote(content: str) -> Block:
    """A clause set as a quotation."""
    return {"type": "quote", "text": content}
