"""What is kept with a record: once for each of its arguments, and no longer than the record."""

from __future__ import annotations

import gc
import weakref
from dataclasses import replace

from geodata.record.derived import kept_with_record
from geodata.record.record import Record


class Found:
    """Something that was computed."""

    def __init__(self, *arguments: object) -> None:
        self.arguments = arguments


@kept_with_record
def found(record: Record, language: str, *, kind: str = "") -> Found:
    """A new object at each computation."""
    return Found(record.version, language, kind)


@kept_with_record
def other(record: Record, language: str) -> Found:
    """Another function with the same arguments."""
    return Found(language)


def test_it_is_computed_once_for_each_argument(small: Record) -> None:
    assert found(small, "zh") is found(small, "zh")
    assert found(small, "zh").arguments == (small.version, "zh", "")
    several = {
        found(small, "zh"),
        found(small, "en"),
        found(small, "zh", kind="wind_farm"),
        other(small, "zh"),
    }
    assert len(several) == 4


def test_another_record_has_its_own(small: Record) -> None:
    changed = replace(small, version="another")
    assert found(changed, "zh").arguments[0] == "another"
    assert found(small, "zh").arguments[0] == small.version


def test_it_goes_with_the_record(small: Record) -> None:
    passing = replace(small, version="passing")
    kept = weakref.ref(found(passing, "zh"))
    assert kept() is not None
    del passing
    gc.collect()
    assert kept() is None
