"""One cell: what is wrong with it, and what it says where that can be read without doubt.

Whatever is mended keeps its value: an Excel date its day, a wide digit its number. A cell of a
typed column changes only if it is not allowed as it stands and is allowed mended.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from geodata.characters import plain
from geodata.record.schema import Column
from geodata.record.schema.shape import MONTH, SIX_DIGITS

_INTEGER: Final = re.compile(r"-?[0-9]+")
_NUMBER: Final = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_YEARS: Final = range(1900, 2101)
_LARGEST: Final = 1e12
_SHOWN: Final = 60  # characters of a cell in a message

_MIDNIGHT: Final = r"(?:[T ] ?(?:0?0:00(?::00(?:\.0+)?)?|12:00(?::00)? ?AM|上午 ?12:00(?::00)?))?"
_WEEKDAY: Final = r"(?: ?(?:星期|周)(?P<weekday>[一二三四五六日天]))?"
_SAID_DATE: Final = re.compile(
    r"(?P<y>[0-9]{4}) ?(?P<mark>[-/.年]) ?(?P<m>[0-9]{1,2}) ?(?:(?P=mark)|月) ?"
    rf"(?P<d>[0-9]{{1,2}})日?{_WEEKDAY}{_MIDNIGHT}"
)
_EIGHT_DIGITS: Final = re.compile(r"(?P<y>[0-9]{4})(?P<m>[0-9]{2})(?P<d>[0-9]{2})")
_SAID_MONTH: Final = re.compile(r"(?P<y>[0-9]{4}) ?[-/.年] ?(?P<m>[0-9]{1,2})月?")
_GROUPED: Final = re.compile(
    r"-?[0-9]{1,3}(?:(?:,[0-9]{3}){2,}(?:\.[0-9]+)?|,[0-9]{3}\.[0-9]+)"
)  # one comma alone may be a decimal one

# What Excel writes where it could compute or show nothing, and signs of a character that is lost.
_NO_VALUE: Final = re.compile(r"#(?:REF!|N/A|NAME\?|VALUE!|DIV/0!|NULL!|NUM!|SPILL!|CALC!|#+)")
_LOST: Final = re.compile("[\ufffd\ue000-\uf8ff\ufffe\uffff]|锟斤拷|烫烫烫|屯屯屯")
_LOST_IN_GBK: Final = re.compile(r"[\u4e00-\u9fff]\?|\?[\u4e00-\u9fff]")
_TWICE: Final = re.compile("[锛銆鍖甯鍘鐨涓骞寰椋]")  # UTF-8 read as GBK begins so
_RADICAL: Final = re.compile("[\u2e80-\u2ef3]")

_HINTS: Final = (
    (re.compile(r"[0-9.]+[eE][+-]?[0-9]+"), "Excel has shortened it; write all digits"),
    (re.compile(r"-?[0-9]+,[0-9]+"), "is the comma a decimal point or of thousands?"),
    (re.compile(r"[0-9]{1,3}(?:[, ][0-9]{3})+"), "write it without marks of thousands"),
    (re.compile(r"-?[0-9.]+ ?%"), "write the number that the column wants, without %"),
    (re.compile(r"-?[0-9.]+ ?[^0-9.]+"), "leave out whatever is not the number"),
    (
        re.compile(r"-|—+|/|无|[nN][aA][nN]|[nN]/?[aA]|[nN]ull|NULL|None"),
        "where there is no value, leave it empty",
    ),
)


def shown(cell: str) -> str:
    """A cell in a message: between quotes, with escapes for what nobody sees, cut if long."""
    return repr(cell if len(cell) <= _SHOWN else cell[:_SHOWN] + "…")


def cell_fault(column: Column, cell: str) -> str:
    """What is wrong with a cell, what is allowed, what to do; '' for a good one."""
    if cell == "":
        return "empty; it needs a value" if column.required else ""
    if cell != cell.strip() or "\n" in cell or "\r" in cell:
        return f"{shown(cell)} has white space at an end or a line break; remove it"
    return _type_fault(column, cell) or _text_fault(cell)


def is_year(column: Column) -> bool:
    """Whether a column holds years."""
    return column.type == "integer" and (column.name == "year" or column.name.endswith("_year"))


def _type_fault(column: Column, cell: str) -> str:
    if column.enum:
        return "" if cell in column.enum else f"{shown(cell)}; allowed: {', '.join(column.enum)}"
    example = f" such as {column.example}" if column.example else ""
    if column.pattern and not re.fullmatch(column.pattern, cell):
        return f"{shown(cell)} does not have the form {column.pattern}{example}"
    if column.many:
        for part in cell.split(";"):
            if not re.fullmatch(column.many, part):
                return (
                    f"{shown(part)} does not have the form {column.many}; "
                    f"write values with ; between them{example.replace(' such', ',')}"
                )
    if column.type == "date":
        return _date_fault(cell)
    if column.type in ("integer", "number"):
        return _number_fault(column, cell)
    return ""


def _number_fault(column: Column, cell: str) -> str:
    if column.type == "integer":
        wanted = "a year such as 2030" if is_year(column) else "a whole number such as 12"
        good = _INTEGER.fullmatch(cell) is not None
        good = good and (not is_year(column) or (int(cell[:9]) in _YEARS and len(cell) == 4))
    else:
        wanted = "a plain number such as 12.5"
        good = _NUMBER.fullmatch(cell) is not None
    if good and (len(cell) > 300 or abs(float(cell)) >= _LARGEST):
        return f"{shown(cell)} is too large; it must be {wanted}"
    if good:
        return ""
    hint = next((f"; {said}" for form, said in _HINTS if form.fullmatch(cell)), "")
    return f"{shown(cell)}; it must be {wanted}{hint}"


def _date_fault(cell: str) -> str:
    hint = ""
    if _DATE.fullmatch(cell):
        if _date(*map(int, cell.split("-"))):
            return ""
        hint = "; there is no such day"
    elif re.fullmatch(r"[0-9]{5}", cell):
        hint = "; it looks like Excel's number of a day: give the column a date format first"
    elif re.fullmatch(r"[0-9]{1,2}([-/.])[0-9]{1,2}\1[0-9]{2,4}", cell):
        hint = "; write the year first, for day and month cannot be told apart"
    elif _SAID_DATE.match(cell.partition(" ")[0]) and ":" in cell:
        hint = "; leave the time out"
    return f"{shown(cell)}; it must be a date such as 2023-06-22{hint}"


def _text_fault(cell: str) -> str:
    """Text that a program has damaged: it can be read, but not for what it was."""
    if cell.isascii() and not cell.startswith("#"):
        return ""
    if _NO_VALUE.fullmatch(cell):
        return f"{shown(cell)} is what Excel writes where it has no value; write the value"
    if lost := _LOST.search(cell):
        return f"{shown(cell)} has lost a character ({lost[0]!r}); write it again"
    if _RADICAL.search(cell):
        return f"{shown(cell)} has part of a character; write the whole one"
    if _TWICE.search(cell):
        meant = cell.encode("gb18030", "replace").decode("utf-8", "replace")
        words = sum("\u4e00" <= character <= "\u9fff" for character in meant)
        if words > 1 and words >= meant.count("\ufffd"):
            return f"{shown(cell)} is UTF-8 that was read as GBK; it was {shown(meant)}"
    return ""


def lost_in_gbk(cell: str) -> str:
    """What is wrong with a cell of a table saved as GBK, where ? replaces what GBK lacks."""
    if _LOST_IN_GBK.search(cell):
        return f"{shown(cell)} has a ? where GBK lacks the character; save it as CSV UTF-8"
    return ""


def mended(column: Column, cell: str) -> str:
    """The cell without what nobody sees, in the form that its column wants if it can be told."""
    said = plain(cell).strip()
    if said == "" or not _type_fault(column, said):
        return said
    return next((c for c in _readings(column, said) if not _type_fault(column, c)), said)


def _readings(column: Column, cell: str) -> Iterator[str]:
    """What a cell that is not allowed may mean, the surest first; each has the same value."""
    formula = re.fullmatch(r'="([^"]*)"', cell)
    cell = formula[1].strip() if formula else cell.removeprefix("'")
    yield cell
    if column.many and column.many != SIX_DIGITS:  # names keep their width
        yield ";".join(part.strip() for part in re.split("[;；,，]", cell) if part.strip())
        return
    narrow = unicodedata.normalize("NFKC", cell).strip().replace("\u2212", "-")
    yield narrow
    if column.enum:
        yield from (word for word in column.enum if word.casefold() == narrow.casefold())
    elif column.many:
        codes = (part.removesuffix(".0") for part in re.split(r"[;,、，\s]+", narrow))
        yield ";".join(code for code in codes if code)
    elif column.pattern == SIX_DIGITS:
        yield narrow.removesuffix(".0")
    elif column.pattern == MONTH:
        yield from _months(narrow)
    elif column.type == "date":
        yield from _dates(narrow)
    elif column.type in ("integer", "number"):
        yield from _numbers(column, narrow)


def _numbers(column: Column, cell: str) -> Iterator[str]:
    if is_year(column):
        yield cell.removesuffix("年").strip()
    if _GROUPED.fullmatch(cell):
        cell = cell.replace(",", "")
        yield cell
    if column.type == "integer" and re.fullmatch(r"-?[0-9]+\.0*", cell):
        yield cell.partition(".")[0]
    if re.fullmatch(r"\+?[0-9]+\.?", cell):
        yield cell.strip("+.")
    if re.fullmatch(r"-?\.[0-9]+", cell):
        yield cell.replace(".", "0.")


def _dates(cell: str) -> Iterator[str]:
    found = _SAID_DATE.fullmatch(cell) or _EIGHT_DIGITS.fullmatch(cell)
    day = _date(int(found["y"]), int(found["m"]), int(found["d"])) if found else None
    if found and day:
        weekday = found.groupdict().get("weekday")
        if weekday is None or "一二三四五六日".index(weekday.replace("天", "日")) == day.weekday():
            yield day.isoformat()


def _months(cell: str) -> Iterator[str]:
    found = _SAID_MONTH.fullmatch(cell)
    if found and 1 <= int(found["m"]) <= 12:
        yield f"{found['y']}-{int(found['m']):02}"
    yield from (day[:7] for day in _dates(cell) if day.endswith("-01"))


def _date(year: int, month: int, day: int) -> datetime.date | None:
    if year not in _YEARS:
        return None
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None
