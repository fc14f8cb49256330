"""A cache for what follows from the record alone: computed at first use, kept with the record."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar

from geodata.record.record import Record

_Further = ParamSpec("_Further")
_Found = TypeVar("_Found")


def kept_with_record(
    compute: Callable[Concatenate[Record, _Further], _Found],
) -> Callable[Concatenate[Record, _Further], _Found]:
    """`compute(record, …)`, cached by record and further arguments, which must be hashable.

    All callers share the result: nobody may write into it. The cache lives as long as its record
    and evicts nothing before, so it is only for arguments with few values (a language, a kind).
    """

    @functools.wraps(compute)
    def kept(record: Record, /, *further: _Further.args, **named: _Further.kwargs) -> _Found:
        key = (compute, further, tuple(sorted(named.items())))
        if key not in record.derived:
            record.derived[key] = compute(record, *further, **named)
        found: _Found = record.derived[key]
        return found

    return kept
