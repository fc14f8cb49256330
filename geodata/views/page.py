"""Pieces of a page as plain data: what a notebook could print as well.

A `Cell` is said once: its text is for the eye, its value for sorting and Excel, its unit for the
header. Nothing reads a number back from text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from geodata.language.units import shown
from geodata.language.vocabulary import Language

Value = float | int | str | None

# What stands in a cell that has nothing to say.
NOTHING = "—"
_SIGNS = {">=": "≥ ", "<=": "≤ ", "~": "≈ ", "=": ""}


@dataclass(frozen=True)
class Opens:
    """What pressing a cell does.

    It opens an `item`, a `county`, a `plan` or a public `address`, or sets a `choice` of the page.
    """

    what: Literal["item", "county", "plan", "address", "choice"]
    value: str
    name: str = ""  # of the choice


@dataclass(frozen=True)
class Cell:
    """One cell of a table or a list.

    `value` is what it is sorted by and what Excel gets: a number, a text, or None for a blank.
    `unit` is that of a number, `sign` its bound. `tone` is a shade; a `wide` cell holds sentences.
    """

    text: str
    value: Value
    unit: str = ""
    sign: str = ""
    opens: Opens | None = None
    tone: str = ""
    wide: bool = False

    def as_data(self) -> str | dict[str, Any]:
        """As JSON: the text alone where it says everything."""
        said: dict[str, Any] = {"text": self.text}
        if self.value != self.text:
            said["value"] = self.value
        if self.unit:
            said["unit"] = self.unit
        if self.opens is not None and self.opens.what == "choice":
            said["choice"] = [self.opens.name, self.opens.value]
        elif self.opens is not None:
            said[self.opens.what] = self.opens.value
        if self.tone:
            said["tone"] = self.tone
        if self.wide:
            said["wide"] = True
        return self.text if len(said) == 1 else said


def text_cell(text: str, tone: str = "") -> Cell:
    """A cell of words; without any it is blank."""
    return Cell(text, None if text in ("", NOTHING) else text, tone=tone)


def clause(text: str) -> Cell:
    """A cell of sentences, which is never squeezed to a few characters a line."""
    return Cell(text, text, wide=True)


def blank(text: str = NOTHING, tone: str = "") -> Cell:
    """A cell without a value, whatever sign or reason stands in it."""
    return Cell(text, None, tone=tone)


def number(
    value: float, text: str = "", unit: str = "", comparator: str = "=", tone: str = ""
) -> Cell:
    """A number, thousands separated and with no more digits than it has, unless `text` says it.

    `comparator` is one of the record's: its sign stands before the number, in Excel as well.
    """
    sign = _SIGNS[comparator]
    value = int(value) if float(value).is_integer() else float(value)
    return Cell(text or sign + digits(value), value, unit, sign, tone=tone)


def amount(value: float, unit: str, language: Language, comparator: str = "=") -> Cell:
    """A number that has its unit beside it, since its column holds several.

    `value` is of the standard `unit`; the cell holds it in the unit that is read in `language`.
    """
    value, unit = shown(value, unit, language)
    text = f"{_SIGNS[comparator]}{digits(value)}{'' if unit == '%' else ' '}{unit}"
    return number(value, text, unit, comparator)


def digits(value: float) -> str:
    """A number with thousands separated, at most two decimals, none that are zero."""
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def item(text: str, project_id: str) -> Cell:
    """A cell that opens the card of a row."""
    return Cell(text, text, opens=Opens("item", project_id))


def county(text: str, adcode: str) -> Cell:
    """A cell that opens a county."""
    return Cell(text, text, opens=Opens("county", adcode))


def plan(text: str, document_id: str) -> Cell:
    """A cell that opens the page of a plan."""
    return Cell(text, text, opens=Opens("plan", document_id))


def address(url: str) -> Cell:
    """A cell that opens a public address in a window of its own; `url` begins with http."""
    return Cell(url, url, opens=Opens("address", url))


@dataclass(frozen=True)
class Column:
    """A column of a table: its label, and the unit of its numbers where all have the same.

    What is `below` stands under the row, across the table: sentences would be squeezed beside.
    """

    text: str
    unit: str = ""
    numeric: bool = False
    below: bool = False

    def as_data(self) -> dict[str, Any]:
        """As JSON."""
        said = {"text": self.text, "unit": self.unit, "numeric": self.numeric}
        return said | ({"below": True} if self.below else {})


@dataclass(frozen=True)
class Heading:
    """A heading of `level` 2 to 4."""

    text: str
    level: int = 2

    def as_data(self) -> dict[str, Any]:
        """As JSON."""
        return {"type": "heading", "text": self.text, "level": self.level}


@dataclass(frozen=True)
class Text:
    """A paragraph; `tone` is '' or 'warning' or 'quiet'."""

    text: str
    tone: str = ""

    def as_data(self) -> dict[str, Any]:
        """As JSON."""
        return {"type": "text", "text": self.text, "tone": self.tone}


@dataclass(frozen=True)
class Quote:
    """A clause set as a quotation."""

    text: str

    def as_data(self) -> dict[str, Any]:
        """As JSON."""
        return {"type": "quote", "text": self.text}


@dataclass(frozen=True)
class Bullets:
    """A list."""

    items: tuple[Cell, ...]

    def as_data(self) -> dict[str, Any]:
        """As JSON."""
        return {"type": "list", "items": [cell.as_data() for cell in self.items]}


@dataclass(frozen=True)
class Table:
    """A table; `caption` is for those who cannot see it, `dense` for matrices."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    dense: bool = False

    def as_data(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "type": "table",
            "caption": self.caption,
            "columns": [column.as_data() for column in self.columns],
            "rows": [[cell.as_data() for cell in row] for row in self.rows],
            "dense": self.dense,
        }


@dataclass(frozen=True)
class Fold:
    """A part that is folded until its title is pressed, or `unfolded` from the beginning."""

    title: str
    blocks: tuple[Block, ...]
    unfolded: bool = False

    def as_data(self) -> dict[str, Any]:
        """As JSON."""
        said = {
            "type": "fold",
            "title": self.title,
            "blocks": [block.as_data() for block in self.blocks],
        }
        return said | {"unfolded": True} if self.unfolded else said


# A group of options: its label or '', and (value, label) of each.
OptionGroup = tuple[str, list[tuple[str, str]]]


@dataclass(frozen=True)
class DropDown:
    """One drop-down: its name in the URL, its label, the value chosen, its options."""

    name: str
    label: str
    value: str
    groups: list[OptionGroup] = field(hash=False)


@dataclass(frozen=True)
class DropDowns:
    """Drop-downs in a row."""

    drop_downs: tuple[DropDown, ...]

    def as_data(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "type": "choices",
            "choices": [
                {"name": d.name, "label": d.label, "value": d.value, "groups": d.groups}
                for d in self.drop_downs
            ],
        }


Block = Heading | Text | Quote | Bullets | Table | Fold | DropDowns


def bullets(cells: Iterable[Cell | str]) -> Bullets:
    """A list of cells or of texts."""
    return Bullets(tuple(text_cell(c) if isinstance(c, str) else c for c in cells))


def table(
    caption: str,
    columns: Iterable[Column | str],
    rows: Iterable[Iterable[Cell | str]],
    dense: bool = False,
) -> Table:
    """A table of cells or texts; a column is its label, or a `Column` where it has a unit."""
    return Table(
        caption,
        tuple(Column(c) if isinstance(c, str) else c for c in columns),
        tuple(tuple(text_cell(c) if isinstance(c, str) else c for c in row) for row in rows),
        dense,
    )


def fold(title: str, blocks: Iterable[Block], unfolded: bool = False) -> Fold:
    """A folded part."""
    return Fold(title, tuple(blocks), unfolded)


def tables(blocks: Iterable[Block]) -> Iterator[Table]:
    """Every table of `blocks`, folded ones too."""
    for block in blocks:
        if isinstance(block, Table):
            yield block
        elif isinstance(block, Fold):
            yield from tables(block.blocks)
