"""The data folder while somebody edits, replaces, switches or loses it."""

from __future__ import annotations

import logging
import os
import re
import shutil
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from fixture.apart import settings
from fixture.copies import edit, line_where

from geodata.config import ROOT, Config, configuration
from geodata.operate import store as store_module
from geodata.operate.store import Store
from geodata.record.record import Record
from geodata.record.schema import TABLES
from geodata.record.tables import Tables, read_tables, signature


def version(record: Record, _: Config) -> str:
    """An edition that is no more than the version of its record."""
    return record.version


@pytest.fixture
def served(small_copy: Config) -> tuple[Store[str], str]:
    """A store of the small record, and the version that it serves."""
    store = Store(small_copy, version)
    good, refusal = store.current()
    assert refusal == []
    assert good is not None
    return store, good


def copied(config: Config, name: str) -> Config:
    """The data of `config` once more, in a folder of that name beside it."""
    folder = config.data.parent / name
    shutil.copytree(config.data, folder)
    return replace(config, data=folder)


def spoil(config: Config) -> str:
    """Break one cell; the sentence that a store says of it."""
    edit(config, "projects", 2, "capacity_mw", "51")
    return "projects.csv:2:capacity_mw: 51, but '5万千瓦' is 50"


def rename_item(config: Config, name: str = "Another name") -> None:
    edit(config, "projects", 2, "name_en", name)


def test_a_link_is_switched(small_copy: Config, tmp_path: Path, monkeypatch) -> None:
    """The folder that fengtu.toml names may be a link: it is followed anew at each visit."""
    better, worse = copied(small_copy, "better"), copied(small_copy, "worse")
    rename_item(better)
    reason = spoil(worse)
    link, fresh = tmp_path / "current", tmp_path / "fresh"

    def switch(folder: Path) -> None:
        fresh.symlink_to(folder)
        fresh.replace(link)

    switch(small_copy.data)
    monkeypatch.setenv(
        "FENGTU_CONFIG", str(settings(replace(small_copy, data=link), tmp_path / "fengtu.toml"))
    )
    store = Store(configuration(), version)
    first, _ = store.current()
    switch(better.data)
    second, refusal = store.current()
    assert refusal == []
    assert second not in (None, first)
    switch(worse.data)
    assert store.current() == (second, [reason])
    switch(small_copy.data)
    assert store.current() == (first, [])


def test_a_folder_is_replaced_by_renaming(served, small_copy: Config) -> None:
    store, good = served
    better = copied(small_copy, "better")
    rename_item(better)
    away = small_copy.data.parent / "away"
    small_copy.data.rename(away)
    kept, refusal = store.current()
    assert kept == good
    assert refusal[0].startswith("data/: there is no such folder; put it back")
    better.data.rename(small_copy.data)
    taken, refusal = store.current()
    assert refusal == []
    assert taken != good


def test_no_folder_at_all(small_copy: Config) -> None:
    shutil.rmtree(small_copy.data)
    edition, refusal = Store(small_copy, version).current()
    assert edition is None
    assert refusal[0].startswith("data/: there is no such folder; put it back")


def test_a_file_in_its_place(small_copy: Config) -> None:
    shutil.rmtree(small_copy.data)
    small_copy.data.write_bytes(b"")
    edition, refusal = Store(small_copy, version).current()
    assert edition is None
    assert refusal == ["documents.csv: Not a directory"]


def test_no_sentence_tells_where_the_machine_keeps_it(served, small_copy: Config) -> None:
    store, _ = served
    (small_copy.data / "counties.csv").unlink()
    _, refusal = store.current()
    assert refusal == ["counties.csv: missing from data/; put it back"]


def test_broken_boundaries_do_not_tell_either(copy_of_data: Config) -> None:
    copy_of_data.boundaries.write_bytes(b"{")
    _, (sentence,) = Store(copy_of_data, version).current()
    assert "counties.geojson" in sentence
    assert str(copy_of_data.data) not in sentence


def test_the_app_writes_nothing_there(small_copy: Config, read_only: Callable[..., None]) -> None:
    read_only(small_copy.data)
    edition, refusal = Store(small_copy, version).current()
    assert refusal == []
    assert edition is not None


def test_what_was_checked_is_served(small_copy: Config) -> None:
    """Files that change after they were read are of the next edition, whole."""
    seen: list[str] = []

    def make(record: Record, config: Config) -> str:
        seen.append(record.projects.name_en[0])
        rename_item(config, f"Name {len(seen)}")
        return seen[-1]

    store = Store(small_copy, make)
    first, refusal = store.current()
    assert (first, refusal) == (seen[0], [])
    assert store.current() == ("Name 1", [])
    assert store.current() == ("Name 2", [])


def test_each_file_is_read_once(copy_of_data: Config, monkeypatch) -> None:
    opened: list[str] = []
    real = Path.read_bytes

    def counted(self: Path) -> bytes:
        opened.append(self.name)
        return real(self)

    monkeypatch.setattr(Path, "read_bytes", counted)
    edition, _ = Store(copy_of_data, version).current()
    assert edition is not None
    assert sorted(n for n in opened if n.endswith(".csv")) == sorted(t.file for t in TABLES)


def test_files_that_change_while_they_are_read(
    served, small_copy: Config, monkeypatch, caplog
) -> None:
    """Somebody copies files one after another: no mixture is served, and nobody waits for it."""
    store, good = served
    restless = [True]

    def read_meanwhile(config: Config) -> Tables:
        tables = read_tables(config)
        if restless[0]:
            edit(config, "projects", 2, "name_en", f"{tables['projects'].name_en[0]}.")
        return tables

    monkeypatch.setattr(store_module, "read_tables", read_meanwhile)
    rename_item(small_copy)
    for _ in range(3):
        kept, refusal = store.current()
        assert kept == good
        assert refusal == [store_module._CHANGING]
    assert len(caplog.records) == 1
    restless[0] = False
    taken, refusal = store.current()
    assert refusal == []
    assert taken != good


def test_others_do_not_wait_for_a_new_edition(served, small_copy: Config, monkeypatch) -> None:
    """One visitor's run makes it; meanwhile everybody else sees the one before."""
    store, good = served
    others: list[tuple[str | None, list[str]]] = []

    def make(record: Record, _: Config) -> str:
        other = threading.Thread(target=lambda: others.append(store.current()), daemon=True)
        other.start()
        other.join(10)
        return record.version

    monkeypatch.setattr(store, "_make", make)
    rename_item(small_copy)
    taken, _ = store.current()
    assert taken != good
    assert others == [(good, [])]


def test_one_log_line_for_each_refused_version(served, small_copy: Config, caplog) -> None:
    """Many sessions, many reruns, one line; the next refused version says the next."""
    store, good = served
    caplog.set_level(logging.DEBUG, logger="fengtu")
    file = small_copy.data / "projects.csv"
    whole = file.read_bytes()

    def everybody() -> None:
        with ThreadPoolExecutor(8) as pool:
            editions = {edition for edition, _ in pool.map(lambda _: store.current(), range(40))}
        assert editions == {good}
        store.current()

    reason = spoil(small_copy)
    everybody()
    said = f"data refused: 1 problems; first: {reason}"
    assert [r.getMessage() for r in caplog.records] == [said]
    edit(small_copy, "projects", 3, "name_en", "Still wrong in line 2")
    everybody()
    assert [r.getMessage() for r in caplog.records] == [said, said]
    file.write_bytes(whole)
    assert store.current() == (good, [])
    assert len(caplog.records) == 2


def test_a_log_line_is_one_line(served, small_copy: Config, caplog) -> None:
    """A cell cannot write lines of its own into the log, nor colour the terminal."""
    store, _ = served
    line = line_where(small_copy, "projects", lambda row: True)
    edit(small_copy, "projects", line, "kind", "wind\n\x1b[31mdata refused\u2028" + "x" * 9000)
    store.current()
    (record,) = caplog.records
    message = record.getMessage()
    assert message.isprintable()
    assert len(message) < 400


@pytest.mark.parametrize("seconds", [0, 4_000_000_000], ids=["1970", "2096"])
def test_a_clock_that_jumped(served, small_copy: Config, seconds: int) -> None:
    """Dates are compared for being the same, not for their order."""
    store, good = served
    rename_item(small_copy)
    os.utime(small_copy.data / "projects.csv", (seconds, seconds))
    taken, refusal = store.current()
    assert refusal == []
    assert taken != good


@pytest.mark.parametrize("way", ["in place", "by renaming"])
def test_other_content_of_the_same_size_and_date(served, small_copy: Config, way: str) -> None:
    """As a copy that keeps dates leaves it: the change of the inode tells."""
    store, good = served
    file = small_copy.data / "projects.csv"
    before = file.stat()
    content = file.read_bytes().replace(b"Freight railway", b"Goods railways.")
    assert len(content) == before.st_size
    if way == "in place":
        file.write_bytes(content)
    else:
        other = file.with_name("other")
        other.write_bytes(content)
        other.replace(file)
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert file.stat().st_mtime_ns == before.st_mtime_ns
    taken, _ = store.current()
    assert taken != good


def test_a_signature_never_fails(small_copy: Config, monkeypatch) -> None:
    """A file may go between being listed and being looked at."""
    before = signature(small_copy)

    def gone(self: Path) -> os.stat_result:
        raise FileNotFoundError(2, "No such file or directory", str(self))

    monkeypatch.setattr(Path, "stat", gone)
    assert signature(small_copy) != before


def test_no_code_asks_what_time_it_is() -> None:
    """But for the date that a downloaded file carries, and the log of the server."""
    asked = {
        f"{file.relative_to(ROOT)}: {call}"
        for folder in ("geodata", "components", "pages")
        for file in sorted((ROOT / folder).rglob("*.py"))
        for call in re.findall(
            r"\btime\.(?:time|localtime)\(|\.(?:utc)?now\(|\.today\(",
            file.read_text(encoding="utf-8"),
        )
    }
    assert asked == {"geodata/language/dates.py: .now("}
