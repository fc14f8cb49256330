"""The rows of a ruled table as they are meant: lines of one row joined, heads told from figures."""

from __future__ import annotations

import re
from typing import Final

from geodata.reading.document import Cell, Grid

_NUMBERED_ROWS: Final = 3
Row = tuple[Cell | None, ...]


def rows_of(grid: Grid) -> tuple[Row, ...]:
    """The rows of a table; where rows are numbered, a line without number belongs to the row above.

    Word processors that shade each line of a cell make a row of each.
    """
    column = _numbered_column(grid.rows)
    if column is None:
        return grid.rows
    out: list[Row] = []
    for row in grid.rows:
        own = row[column] if column < len(row) else None
        above = out[-1][column] if out and column < len(out[-1]) else None
        numbered = above is not None and above.chars.strip().isdigit()
        if numbered and (own is None or not own.chars.strip()):
            out[-1] = tuple(_joined(a, b) for a, b in zip(out[-1], row, strict=False))
        else:
            out.append(row)
    return tuple(out)


def _joined(above: Cell | None, below: Cell | None) -> Cell | None:
    if above is None or below is None:
        return above or below
    return Cell(above.chars + below.chars, above.offsets + below.offsets)


def _numbered_column(rows: tuple[Row, ...]) -> int | None:
    """The first column that counts the rows, None where none does."""
    for column in range(min(2, max((len(row) for row in rows), default=0))):
        said = [row[column] for row in rows if column < len(row)]
        counted = sum(cell is not None and cell.chars.strip().isdigit() for cell in said)
        if counted >= _NUMBERED_ROWS:
            return column
    return None


_HEAD: Final = re.compile(
    r"指标|项目|名称|单位|类别|序号|内容|属性|备注|年|累计|增长|规模|地点|说明"
)


def is_head(filled: list[str], headed: bool) -> bool:
    """Whether a row names columns: words for columns, and no figures."""
    if len(filled) < 2 or any(re.match(r"[≥<>\[]?-?\d[\d.]*(?!\d*年)", text) for text in filled):
        return False
    naming = sum(bool(_HEAD.search(text)) and len(text) < 16 for text in filled)
    return naming > 0 if not headed else naming == len(filled)


def under(heads: tuple[str, ...], said: list[str]) -> tuple[str, ...]:
    """The heads of two rows one under the other: 2025年 over 累计值 and 年均增长率."""
    out, above = [], ""
    for index, lower in enumerate(said):
        own = heads[index] if index < len(heads) else ""
        above = own or above
        out.append(own + lower if own else (above + lower if lower else ""))
    return tuple(out)
