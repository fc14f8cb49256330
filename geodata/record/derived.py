"""What follows from the record alone: computed when it is first asked for, then kept with it."""

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
    """`compute(record, …)`, run once for each record and further arguments, which are hashable.

    All callers share what comes back: nobody may write into it. It goes with the record. Only for
    few different arguments (a language, a kind): nothing is dropped before.
    """

    @functools.wraps(compute)
    def kept(record: Record, /, *further: _Further.args, **named: _Further.kwargs) -> _Found:
        key = (compute, further, tuple(sorted(named.items())))
        if key not in record.derived:
            record.derived[key] = compute(record, *further, **named)
        found: _Found = record.derived[key]
        return found

    return kept
