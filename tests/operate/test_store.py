"""The store keeps the last good edition while the data is broken."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from fixture.copies import edit

from geodata.config import Config
from geodata.operate.store import Store
from geodata.record.record import Record


class Editions:
    """Makes editions and counts them."""

    def __init__(self) -> None:
        self.made = 0

    def __call__(self, record: Record, config: Config) -> tuple[int, Record]:
        self.made += 1
        return self.made, record


def touch_later(file: Path) -> None:
    """Move a file's time on, as an editor that saves it would."""
    stat = file.stat()
    os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns + 1_000_000))


def test_an_edition_is_made_once(small_copy: Config) -> None:
    make = Editions()
    store = Store(small_copy, make)
    first, refusal = store.current()
    assert refusal == []
    assert first is not None
    assert store.current() == (first, [])
    assert make.made == 1


def test_a_broken_cell_keeps_the_last_good_edition(small_copy: Config) -> None:
    store = Store(small_copy, Editions())
    good, _ = store.current()
    edit(small_copy, "projects", 2, "capacity_mw", "51")
    kept, refusal = store.current()
    assert kept is good
    assert refusal == ["projects.csv:2:capacity_mw: 51, but '5万千瓦' is 50"]


def test_mended_data_is_taken(small_copy: Config) -> None:
    store = Store(small_copy, Editions())
    store.current()
    edit(small_copy, "projects", 2, "capacity_mw", "51")
    store.current()
    edit(small_copy, "projects", 2, "capacity_mw", "50.00")
    edition, refusal = store.current()
    assert refusal == []
    assert edition is not None
    assert edition[0] == 2


def test_good_changes_are_taken(copy_of_data: Config) -> None:
    store = Store(copy_of_data, Editions())
    store.current()
    edit(copy_of_data, "projects", 2, "name_en", "A new English name")
    edition, refusal = store.current()
    assert refusal == []
    assert edition is not None
    assert edition[1].projects.name_en[0] == "A new English name"


@pytest.mark.parametrize(
    ("file", "content", "reason"),
    [
        ("projects.csv", b"", "projects.csv:1: the columns are"),
        ("projects.csv", "编号".encode("gb18030"), "projects.csv:1: the columns are 编号"),
        ("targets.csv", b'target_id,"', "targets.csv:1: not readable as CSV"),
        ("counties.csv", b"adcode\n", ""),
        ("counties.csv", b"", ""),
        ("quote_hashes.csv", b"", ""),
        ("quote_hashes.csv", b"a,b\n1,2\n", ""),
    ],
    ids=["empty", "gb18030", "open quote", "counties", "no counties", "no hashes", "other hashes"],
)
def test_a_broken_file_keeps_the_last_good_edition(
    file: str, content: bytes, reason: str, small_copy: Config
) -> None:
    store = Store(small_copy, Editions())
    good, _ = store.current()
    (small_copy.data / file).write_bytes(content)
    kept, refusal = store.current()
    assert kept is good
    assert refusal
    assert refusal[0].startswith(reason)


def test_broken_boundaries_keep_the_last_good_edition(copy_of_data: Config) -> None:
    store = Store(copy_of_data, Editions())
    good, _ = store.current()
    copy_of_data.boundaries.write_text("{", encoding="utf-8")
    kept, refusal = store.current()
    assert kept is good
    assert len(refusal) == 1


def test_a_missing_table_and_its_return(small_copy: Config) -> None:
    store = Store(small_copy, Editions())
    good, _ = store.current()
    errata = small_copy.data / "errata.csv"
    errata.rename(small_copy.data / "errata.away")
    assert store.current() == (good, ["errata.csv: missing from data/; put it back"])
    (small_copy.data / "errata.away").rename(errata)
    touch_later(errata)
    assert store.current()[1] == []


def test_no_good_data_at_all(small_copy: Config) -> None:
    edit(small_copy, "projects", 2, "kind", "wind-farm")
    make = Editions()
    edition, refusal = Store(small_copy, make).current()
    assert edition is None
    assert refusal[0].startswith("projects.csv:2:kind: 'wind-farm'; allowed: wind_farm")
    assert make.made == 0
