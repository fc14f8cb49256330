"""Filters asked for by a person: ids or labels in either language, refused with what is allowed."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import Final

from geodata.language.vocabulary import KINDS
from geodata.record.facets import Option, options
from geodata.record.filters import TEXT_LIMIT, Filters, from_query
from geodata.record.record import Record

Values = str | int | Iterable[str | int] | None  # one, several, or none

# So many allowed values are listed in full, so many of the nearest ones.
_LISTED: Final = 50
_NEAREST: Final = 3
_LEAST_LIKENESS: Final = 0.4  # of 0 to 1, see `difflib`


class AskedError(ValueError):
    """Something was asked for that the record does not know; the message says what is allowed."""


def allowed(record: Record, group: str) -> list[Option]:
    """What a group of filters takes: id, label in Chinese and in English, id of what it narrows.

    `kind` includes the kinds that the record never names: that nothing is named is an answer too.
    Raises AskedError for an unknown group.
    """
    known = options(record) | {"kind": [(k.id, k.zh, k.en, k.sector) for k in KINDS]}
    if group not in known:
        raise AskedError(f"{group!r} is no filter; allowed: {', '.join(known)}")
    return known[group]


def one_of(record: Record, group: str, asked: str) -> str:
    """The id of the value of `group` that is asked for by id or label; case does not count.

    Raises AskedError where there is none, or several of that label, as counties may have.
    """
    known = allowed(record, group)
    wanted = " ".join(asked.split()).casefold()
    found = [o for o in known if o[0] == wanted]
    found = found or [o for o in known if wanted in (o[1].casefold(), o[2].casefold())]
    if len(found) == 1:
        return found[0][0]
    if found:
        several = ", ".join(map(_named, found))
        raise AskedError(f"{group} {asked!r} is the label of {several}; use the id")
    raise AskedError(f"{group} {asked!r} is unknown{_nearest(known, wanted)}; {_listed(known)}")


def filters_asked(
    record: Record,
    *,
    sector: Values = None,
    kind: Values = None,
    city: Values = None,
    county: Values = None,
    year: int | str | None = None,
    due: str = "by",
    basis: Values = None,
    precision: Values = None,
    role: Values = None,
    unit: Values = None,
    text: str = "",
) -> Filters:
    """The filters that a link with these values has, in the same order; see `Filters`.

    Each value is an id or a label. Raises AskedError where a link would ignore what is asked.
    """
    groups = {
        "sector": sector,
        "kind": kind,
        "city": city,
        "county": county,
        "basis": basis,
        "precision": precision,
        "role": role,
        "unit": unit,
    }
    query = {
        group: ",".join(one_of(record, group, value) for value in _several(values))
        for group, values in groups.items()
    }
    if year is not None:
        query["year"] = one_of(record, "year", str(year))
    filters, ignored = from_query(query | {"due": due, "q": text}, record)
    for part in ignored:
        if part.parameter == "due":
            raise AskedError(
                f"due {due!r} is unknown; allowed: by (until that year), in (that year)"
            )
        raise AskedError(
            f"text has {len(text)} characters; at most {TEXT_LIMIT} are searched for"
            if part.parameter == "q"
            else f"{part.parameter} {part.value!r} cannot be filtered by"
        )
    return filters


def _several(values: Values) -> list[str]:
    if isinstance(values, (str, int)):
        return [str(values)]
    return [str(value) for value in values or ()]


def _named(option: Option) -> str:
    value, *labels, _ = option
    others = ", ".join(label for label in dict.fromkeys(labels) if label != value)
    return f"{value} ({others})" if others else value


def _nearest(known: list[Option], wanted: str) -> str:
    by_text = {text.casefold(): option for option in known for text in option[:3]}
    texts = difflib.get_close_matches(wanted, by_text, 3 * _NEAREST, _LEAST_LIKENESS)
    near = list(dict.fromkeys(by_text[text] for text in texts))[:_NEAREST]
    return f"; nearest: {', '.join(map(_named, near))}" if near else ""


def _listed(known: list[Option]) -> str:
    if len(known) > _LISTED:
        return f"{len(known)} are allowed; choices() lists them"
    return f"allowed: {', '.join(map(_named, known))}"
