"""One place pins versions: pyproject.toml says what is needed, constraints.txt which version."""

from __future__ import annotations

import re
import tomllib
from importlib import metadata

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from geodata.config import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
NAMED = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"]]
LINES = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
PINS = dict(line.split("==") for line in LINES)


def test_each_package_is_pinned_once() -> None:
    assert len({canonicalize_name(name) for name in PINS}) == len(LINES)
    assert sorted(LINES, key=lambda line: line.split("==")[0].lower()) == LINES


@pytest.mark.parametrize("named", NAMED)
def test_what_is_named_has_a_lower_bound_and_a_pin(named: str) -> None:
    bound = re.fullmatch(r"([\w.-]+)>=[\d.]+", named)
    assert bound is not None
    assert Requirement(named).specifier.contains(PINS[bound[1]])


def test_what_they_pull_in_is_pinned_too() -> None:
    """As this Python needs it; optional parts only where they are asked for."""
    known = {canonicalize_name(name) for name in PINS}
    todo, seen = [Requirement(named) for named in NAMED], set()
    while todo:
        wanted = todo.pop()
        if str(wanted) not in seen:
            seen.add(str(wanted))
            assert canonicalize_name(wanted.name) in known, wanted
            todo += pulled_in(wanted)


def pulled_in(wanted: Requirement) -> list[Requirement]:
    """What the installed package needs, with the extras that are `wanted`."""
    extras = ("", *wanted.extras)
    needed = [Requirement(line) for line in metadata.requires(wanted.name) or []]
    return [
        r for r in needed if not r.marker or any(r.marker.evaluate({"extra": e}) for e in extras)
    ]
