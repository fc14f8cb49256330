"""Filters: what they are, and how they read from and write to a URL."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Final, Literal

from geodata.language.vocabulary import KIND_BY_ID, PRECISIONS, ROLES, SECTOR_BY_ID, YEAR_BASES
from geodata.record.names import unit_names
from geodata.record.record import Record

Due = Literal["by", "in"]

TEXT_LIMIT: Final = 60
_MULTIPLE: Final = ("sector", "kind", "city", "county", "basis", "precision", "role", "unit")


@dataclass(frozen=True)
class Filters:
    """A choice of items. An empty group lets everything pass.

    `kind` narrows the sectors it belongs to, `county` the cities; a sector without a chosen kind
    counts whole. `due` says whether `year` means items due in that year or by it. `role` asks for
    things by what the plan does with them anywhere.
    """

    sector: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    city: tuple[str, ...] = ()
    county: tuple[str, ...] = ()
    year: int | None = None
    due: Due = "by"
    basis: tuple[str, ...] = ()
    precision: tuple[str, ...] = ()
    role: tuple[str, ...] = ()
    unit: tuple[str, ...] = ()
    text: str = ""

    @property
    def active(self) -> bool:
        """Whether anything is filtered at all."""
        return any(
            getattr(self, f.name) not in ((), "", None) for f in fields(self) if f.name != "due"
        )

    def only(self, *groups: str) -> Filters:
        """These filters in some groups, none in the others."""
        return self.without(*(f.name for f in fields(self) if f.name not in (*groups, "due")))

    def without(self, *groups: str) -> Filters:
        """These filters but for some groups; with `year` goes how it is meant."""
        empty = Filters()
        dropped = {*groups, "due"} if "year" in groups else set(groups)
        return replace(self, **{name: getattr(empty, name) for name in dropped})

    def lets_kind_pass(self, kind: str) -> bool:
        """Whether the filters on sector and kind leave `kind` in."""
        sector = KIND_BY_ID[kind].sector
        refined = {KIND_BY_ID[k].sector for k in self.kind}
        return (
            not (self.sector or self.kind)
            or kind in self.kind
            or (sector in self.sector and sector not in refined)
        )


@dataclass(frozen=True)
class Ignored:
    """A part of a link that could not be honoured; perhaps a county that no plan read covers."""

    parameter: str
    value: str
    uncovered: bool = False


def to_query(filters: Filters) -> dict[str, str]:
    """URL parameters of `filters`; empty groups leave none."""
    query = {name: ",".join(getattr(filters, name)) for name in _MULTIPLE if getattr(filters, name)}
    if filters.year is not None:
        query["year"] = str(filters.year)
        if filters.due != "by":
            query["due"] = filters.due
    if filters.text:
        query["q"] = filters.text
    return query


QUERY_PARAMETERS: Final = (*_MULTIPLE, "year", "due", "q")


def from_query(query: Mapping[str, str], record: Record) -> tuple[Filters, list[Ignored]]:
    """Filters of URL parameters, and what was not honoured. Never raises.

    Values are sorted in the vocabulary's own order, so that equal filters have equal URLs.
    """
    ignored: list[Ignored] = []
    allowed: dict[str, Iterable[str]] = {
        "sector": SECTOR_BY_ID,
        "kind": KIND_BY_ID,
        "city": record.documents.index,
        "county": record.covered,
        "basis": [t.id for t in YEAR_BASES],
        "precision": [t.id for t in PRECISIONS],
        "role": [t.id for t in ROLES],
        "unit": unit_names(record),
    }
    values: dict[str, tuple[str, ...]] = {}
    for name, known in allowed.items():
        # Looked up, not searched: a link may be long, and there are many counties.
        said = dict.fromkeys(v for v in query.get(name, "").split(",") if v)
        known = dict.fromkeys(known)
        ignored += [
            Ignored(name, v[:TEXT_LIMIT], name == "county" and v in record.county_names.index)
            for v in said
            if v not in known
        ]
        values[name] = tuple(v for v in known if v in said)
    year = None
    if "year" in query:
        if query["year"] in record.coded("target_year").labels:
            year = int(query["year"])
        else:
            ignored.append(Ignored("year", query["year"][:TEXT_LIMIT]))
    due: Due = "by"
    if query.get("due") == "in":
        due = "in"
    elif query.get("due", "by") != "by":
        ignored.append(Ignored("due", query["due"][:TEXT_LIMIT]))
    text = " ".join(query.get("q", "").split())
    if len(text) > TEXT_LIMIT:
        ignored.append(Ignored("q", text[TEXT_LIMIT:][:TEXT_LIMIT]))
    return Filters(year=year, due=due, text=text[:TEXT_LIMIT].strip(), **values), ignored
