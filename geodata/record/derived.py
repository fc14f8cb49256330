"""Caches for what follows from a record or a selection of it, filled at first use."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable, Hashable
from typing import Any, Concatenate, Final, ParamSpec, Protocol, TypeVar

from geodata.record.record import Record

# So many selections of a record keep what was computed of them; a page asks for a few.
_KEPT_SELECTIONS: Final = 24
_keeping = threading.Lock()


class Selected(Protocol):
    """A selection, as far as a cache needs to know it: its record, and what was chosen of it."""

    @property
    def record(self) -> Record:
        """The record."""

    @property
    def choices(self) -> tuple[Hashable, ...]:
        """What was chosen; equal for equal selections."""


_Further = ParamSpec("_Further")
_Found = TypeVar("_Found")
_Selection = TypeVar("_Selection", bound=Selected)


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


def kept_with_selection(
    compute: Callable[Concatenate[_Selection, _Further], _Found],
) -> Callable[Concatenate[_Selection, _Further], _Found]:
    """`compute(selection, …)`, cached by selection and further arguments, which must be hashable.

    All callers share the result: nobody may write into it. It is kept with the record for the last
    `_KEPT_SELECTIONS` selections asked for.
    """

    @functools.wraps(compute)
    def kept(selection: _Selection, /, *further: _Further.args, **named: _Further.kwargs) -> _Found:
        own = _kept_of(selection)
        key = (compute, further, tuple(sorted(named.items())))
        if key not in own:
            own[key] = compute(selection, *further, **named)
        found: _Found = own[key]
        return found

    return kept


def _kept_of(selection: Selected) -> dict[Any, Any]:
    """What is kept for a selection; the one asked for longest ago gives way."""
    kept: dict[Any, dict[Any, Any]] = selection.record.derived.setdefault(_kept_of, {})
    with _keeping:
        own = kept.pop(selection.choices, {})
        kept[selection.choices] = own
        while len(kept) > _KEPT_SELECTIONS:
            del kept[next(iter(kept))]
    return own
