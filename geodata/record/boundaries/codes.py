"""Which county a feature stands for: codes as offices write them, old codes, and names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import pandas as pd

from geodata.record.boundaries.plane import BoundaryError, listed

# Codes that counties of the record had before, with the name of that time: the code of today.
# Source: the yearly changes in github.com/yescallop/areacodes (diff/), compiled from the lists of
# the Ministry of Civil Affairs; the State Council's reply is given where they cite it.
_CHANGES: Final = {
    # 2000: 菏泽地区 becomes 菏泽市
    "372901": ("菏泽市", "371702"),
    "372922": ("曹县", "371721"),
    "372923": ("定陶县", "371703"),
    "372924": ("成武县", "371723"),
    "372925": ("单县", "371722"),
    "372926": ("巨野县", "371724"),
    "372928": ("郓城县", "371725"),
    "372929": ("鄄城县", "371726"),
    "372930": ("东明县", "371728"),
    "370123": ("长清县", "370113"),  # 国函〔2001〕73号
    "130124": ("栾城县", "130111"),  # 2014
    "130182": ("藁城市", "130109"),  # 2014
    "130185": ("鹿泉市", "130110"),  # 2014
    "371421": ("陵县", "371403"),  # 2014
    "370181": ("章丘市", "370114"),  # 国函〔2016〕155号
    "371727": ("定陶县", "371703"),  # 国函〔2016〕7号
    "370125": ("济阳县", "370115"),  # 国函〔2018〕86号
    "371202": ("莱城区", "370116"),  # 国函〔2018〕163号
    "371203": ("钢城区", "370117"),  # 国函〔2018〕163号
}
# Counties that were divided among others: a file that has them is too old.
_DIVIDED: Final = {"130103": ("桥东区", 2014)}

_SUFFIX: Final = re.compile(r"(?<=.)[区县市]$")
_FLOAT: Final = re.compile(r"(\d+)\.0*|\d(?:\.\d+)?e\+?\d+", re.IGNORECASE)
# 156 for China, six digits, then the digits of towns and villages.
_CODE: Final = re.compile(r"(?:156)?(\d{6})(\d{3}|\d{6})?")
_FAVOURITES: Final = ("adcode", "gb", "code", "xzqdm", "pac")
# Share of the rows that must hold a name of a county for a column to be one of names.
_NAMES_SHARE: Final = 0.5


def code_of(value: object) -> str:
    """The six-digit code in a cell, whatever is written around it; '' if there is none.

    Understood are numbers, 370102.0, 3.70102e5, gb156370102, full-width digits, and the codes of
    towns, of which the first six digits are the county's.
    """
    if value is None or value is pd.NA or value != value:
        return ""
    text = unicodedata.normalize("NFKC", str(value)).strip().replace(",", "")
    if _FLOAT.fullmatch(text):
        text = f"{float(text):.0f}"
    runs = re.findall(r"\d+", text)
    found = _CODE.fullmatch(runs[0]) if len(runs) == 1 else None
    return found[1] if found else ""


def bare(value: object) -> str:
    """A name without what programs leave around it: white space, widths, invisible characters."""
    if not isinstance(value, str):
        return ""
    text = unicodedata.normalize("NFKC", value)
    return "".join(c for c in text if not (c.isspace() or unicodedata.category(c) == "Cf"))


def stem(name: str) -> str:
    """A county's name without 区, 县 or 市, where something is left."""
    short = _SUFFIX.sub("", name)
    return short if len(short) > 1 else name


@dataclass(frozen=True)
class Counties:
    """The counties of counties.csv that a boundary file has to show."""

    table: pd.DataFrame

    @classmethod
    def of(cls, table: pd.DataFrame) -> Counties:
        """The counties of the text table `table` (by adcode), each once."""
        return cls(table[~table.index.duplicated()])

    def titles(self, codes: Iterable[str]) -> list[str]:
        """`370102 历下区` for each code, in the order of the codes."""
        return [f"{code} {self.table.county_zh[code]}" for code in sorted(codes)]

    def today(self, code: str) -> str:
        """The county of the record for a code, also one that it had before; '' for others."""
        if code in self.table.index:
            return code
        later = _CHANGES.get(code, ("", ""))[1]
        return later if later in self.table.index else ""

    @cached_property
    def named(self) -> dict[str, set[str]]:
        """Codes by every name that a file may give a county."""
        found: dict[str, set[str]] = {}
        for row in self.table.itertuples():
            zh, code = bare(row.county_zh), str(row.adcode)
            prefecture = bare(row.prefecture_zh)
            for name in (zh, stem(zh), prefecture + zh, bare(row.county_en).casefold()):
                found.setdefault(name, set()).add(code)
        for name, code in _CHANGES.values():
            if code in self.table.index:
                found.setdefault(name, set()).add(code)
        found.pop("", None)
        return found

    def called(self, value: object) -> set[str]:
        """Codes of the counties that a cell of a column of names may mean."""
        name = bare(value)
        return self.named.get(name) or self.named.get(name.casefold()) or set()


def code_column(frame: pd.DataFrame, counties: Counties) -> pd.Series | None:
    """The codes of today of each feature, of the column that has most counties; None without one.

    '' where a feature is of no county of the record.
    """
    best: tuple[int, int] = (0, 0)
    found = None
    for column in frame.columns:
        codes = frame[column].map(code_of).map(counties.today)
        known = codes[codes != ""].nunique()
        name = str(column).casefold()
        liking = -_FAVOURITES.index(name) if name in _FAVOURITES else -len(_FAVOURITES)
        if known and (found is None or (known, liking) > best):
            best, found = (known, liking), codes
    return found


def name_columns(frame: pd.DataFrame, rows: pd.Series, counties: Counties) -> list[str]:
    """Columns in which at least half of the `rows` hold a name of a county, the best first."""
    shares = {}
    for column in frame.columns:
        named = frame.loc[rows, column].map(counties.called).map(bool)
        if len(named) and named.mean() >= _NAMES_SHARE:
            shares[str(column)] = named.mean()
    return sorted(shares, key=lambda column: -shares[column])


def contradictions(frame: pd.DataFrame, codes: pd.Series, counties: Counties) -> list[str]:
    """What the file's own names say against its codes, one sentence for a cause."""
    wrong: dict[str, str] = {}
    rows = codes != ""
    for column in name_columns(frame, rows, counties):
        for code, value in zip(codes[rows], frame.loc[rows, column], strict=True):
            meant = counties.called(value)
            own = stem(bare(counties.table.county_zh[code]))
            name = bare(value)
            if (meant and code not in meant) or (not meant and name and _chinese(name, own)):
                wrong.setdefault(str(code), name)
    said, done = [], set()
    for code, name in sorted(wrong.items()):
        other = next(iter(counties.called(name)), "")
        if code in done:
            continue
        if other in wrong and code in counties.called(wrong[other]):
            done |= {code, other}
            said.append(
                f"{code} is called {name} and {other} {wrong[other]}, in counties.csv they are "
                f"{counties.table.county_zh[code]} and {counties.table.county_zh[other]}: their "
                "codes or names are exchanged; put right the file that is wrong"
            )
        else:
            said.append(
                f"{code} is called {name}, in counties.csv {counties.table.county_zh[code]}; put "
                "right the file that is wrong"
            )
    if len(said) > 3:
        pairs = [f"{c} {n}, not {counties.table.county_zh[c]}" for c, n in sorted(wrong.items())]
        return [
            f"{len(wrong)} counties have other names than in counties.csv: {listed(pairs)}; has a "
            "column slipped? put right the file that is wrong"
        ]
    return said


def _chinese(name: str, own: str) -> bool:
    """Whether a name that is no county's contradicts `own`: Chinese, and without it."""
    return own not in name and any("\u4e00" <= c <= "\u9fff" for c in name)


def divided(codes: Iterable[str]) -> str:
    """What a file says of its age by counties that are no more; '' if there are none."""
    for code in sorted(set(codes) & set(_DIVIDED)):
        name, year = _DIVIDED[code]
        return (
            f"it has {code} {name}, which was divided among its neighbours in {year}; use "
            "boundaries of a later year"
        )
    return ""


def without_codes(frames: list[pd.DataFrame]) -> BoundaryError:
    """The error of a file in which no feature has a code of the record."""
    columns = {
        str(column): str(values.iloc[0])
        for frame in frames
        for column, values in ((c, frame[c].dropna()) for c in frame.columns)
        if len(values)
    }
    fields = ", ".join(f"{name} ({value[:20]})" for name, value in list(columns.items())[:6])
    return BoundaryError(
        [
            "no feature has the code of a county of counties.csv; features need a field adcode "
            f"(six digits) or gb (156 + adcode); found {fields or 'no field with a value'}"
        ]
    )
