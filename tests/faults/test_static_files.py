"""Static files while others write them, disks fail, clocks jump and processes are killed."""

from __future__ import annotations

import errno
import os
import signal
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path

import pytest
from fixture.apart import STAND_STILL, kill_when_told, line, settings, started

from geodata.atlas.layers import MapLayers
from geodata.config import Config
from geodata.files import SCRATCH, lock
from geodata.operate import publish
from geodata.operate.store import Store

FAR_FUTURE_S = 4e9  # the year 2096

_PUBLISH_SMALL = """
import sys
from pathlib import Path
from geodata.operate import publish
from geodata.record.record import read_record
from geodata.atlas.layers import MapLayers
from geodata.config import configuration
config = configuration()
layers = MapLayers(read_record(config), config)
print("ready", flush=True)
sys.stdin.readline()
print(publish.publish(layers, Path(sys.argv[1])).record, flush=True)
"""

_PUBLISH_WORDS = """
import sys
from pathlib import Path
from geodata.operate import publish
class Words:
    def files(self):
        return {"marks.json": sys.argv[2].encode()}
"""


class Words:
    """Layers that are one word: the mechanics do not care."""

    def __init__(self, word: str) -> None:
        self.word = word

    def files(self) -> dict[str, bytes]:
        return {"marks.json": self.word.encode()}


def put(word: str, static: Path) -> Path:
    """The record folder of a word, published by this process."""
    return static / publish.publish(Words(word), static).record


@pytest.fixture(autouse=True)
def nothing_held() -> Iterator[None]:
    """What a test publishes is in use no longer than the test."""
    yield
    publish._let_go(list(publish._held))


def said(folder: Path) -> str:
    return (folder / "marks.json").read_text(encoding="utf-8")


def test_two_processes_start_at_once(
    small_copy: Config, small_layers: MapLayers, tmp_path: Path
) -> None:
    static, config = tmp_path / "static", settings(small_copy, tmp_path / "fengtu.toml")
    with (
        started(_PUBLISH_SMALL, static, config=config) as one,
        started(_PUBLISH_SMALL, static, config=config) as other,
    ):
        assert [line(one), line(other)] == ["ready", "ready"]
        for process in (one, other):
            process.stdin.write("go\n")
            process.stdin.flush()
        names = {line(one), line(other)}
        assert (one.wait(), other.wait()) == (0, 0)
    (record,) = names
    assert publish.publish(small_layers, static).record == record
    assert len(list(static.iterdir())) == 3
    for name, content in small_layers.files().items():
        assert (static / record / name).read_bytes() == content


@pytest.mark.parametrize(
    "moment", ["Path.write_bytes = stand_still", "Path.rename = stand_still"], ids=["file", "name"]
)
def test_killed_while_it_publishes(moment: str, tmp_path: Path) -> None:
    """A killed writer leaves nothing under a name that a page asks for, and no rubbish for long."""
    code = f"{_PUBLISH_WORDS}{STAND_STILL}{moment}\npublish.publish(Words(), Path(sys.argv[1]))"
    with started(code, tmp_path, "good") as process:
        kill_when_told(process)
    assert [f.name[:5] for f in tmp_path.iterdir()] == [SCRATCH]
    assert said(put("good", tmp_path)) == "good"
    assert sorted(f.name.split("-")[0] for f in tmp_path.iterdir()) == ["engine", "record", "web"]


def test_the_scratch_of_a_living_writer_stays(tmp_path: Path) -> None:
    code = f"{_PUBLISH_WORDS}{STAND_STILL}Path.rename = stand_still\n"
    with started(f"{code}publish.publish(Words(), Path(sys.argv[1]))", tmp_path, "x") as process:
        assert line(process) == "now"
        assert lock(tmp_path, alone=True, wait=False) is None
        process.send_signal(signal.SIGKILL)
        process.wait()
    handle = lock(tmp_path, alone=True, wait=False)
    assert handle is not None
    os.close(handle)


@pytest.mark.parametrize("loss", ["missing", "cut off", "other"])
def test_an_incomplete_folder_is_mended(loss: str, tmp_path: Path) -> None:
    file = put("good", tmp_path) / "marks.json"
    match loss:
        case "missing":
            file.unlink()
        case "cut off":
            file.write_bytes(b"go")
        case "other":
            file.write_bytes(b"evil")
    assert said(put("good", tmp_path)) == "good"
    engine = tmp_path / f"engine-{version('pydeck')}" / "deck.js"
    size = engine.stat().st_size
    engine.write_bytes(b"")
    put("good", tmp_path)
    assert engine.stat().st_size == size


def test_a_full_disk_is_one_sentence(tiny_disk: Path) -> None:
    with pytest.raises(publish.PublishError) as failure:
        put("good", tiny_disk)
    assert str(failure.value).startswith("static/: cannot be written: No space left on device; ")
    assert list(tiny_disk.iterdir()) == []


def test_a_read_only_folder(tmp_path: Path, read_only: Callable[[Path], None]) -> None:
    """It serves what it holds already, and says in a sentence what it cannot take."""
    static = tmp_path / "static"
    before = put("good", static)
    read_only(static)
    assert put("good", static) == before
    with pytest.raises(publish.PublishError, match=r"^static/: cannot be written: .*; make room"):
        put("new", static)


def test_a_store_on_a_full_disk(
    small_copy: Config, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """It keeps the last good edition, logs once, and takes the new one when there is room."""
    static = small_copy.data.parent / "static"
    store = Store(small_copy, lambda r, c: publish.publish(MapLayers(r, c), static).record)
    good, _ = store.current()
    assert good is not None

    def full(self: Path, content: bytes) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(self))

    now = [1000.0]
    monkeypatch.setattr("geodata.operate.store.time.monotonic", lambda: now[0])
    with monkeypatch.context() as disk:
        disk.setattr(Path, "write_bytes", full)
        file = small_copy.data / "projects.csv"
        file.write_text(file.read_text("utf-8").replace("Freight", "Goods"), encoding="utf-8")
        for now[0] in (1000.0, 1001.0, 1020.0):
            kept, refusal = store.current()
            assert kept == good
            assert refusal == [
                "static/: cannot be written: No space left on device; make room, or let the user "
                "that runs Fengtu write there"
            ]
    assert len(caplog.records) == 1
    now[0] = 1040.0
    taken, refusal = store.current()
    assert refusal == []
    assert taken != good


def test_clocks_do_not_remove_what_is_served(tmp_path: Path) -> None:
    """Folders that seem newer, after the clock was set back, push out nothing that is in use."""
    for number in range(9):
        folder = tmp_path / f"record-{number:012}"
        folder.mkdir()
        os.utime(folder, (FAR_FUTURE_S, FAR_FUTURE_S + number))
    mine = put("good", tmp_path)
    assert said(mine) == "good"
    assert len(list(tmp_path.glob("record-*"))) == publish._KEEP + 1


def test_pages_that_are_open_keep_their_edition(tmp_path: Path) -> None:
    """The last editions of this process stay, whatever their dates; older ones go."""
    folders = []
    for number in range(publish._KEEP + 3):
        folders.append(put(f"edition {number}", tmp_path))
        os.utime(folders[-1], (number, number))
    assert [f.exists() for f in folders] == [False] * 3 + [True] * publish._KEEP


def test_another_process_keeps_its_edition(tmp_path: Path) -> None:
    code = f"{_PUBLISH_WORDS}print(publish.publish(Words(), Path(sys.argv[1])).record, flush=True)"
    with started(f"{code}\nsys.stdin.readline()", tmp_path, "theirs") as process:
        theirs = tmp_path / line(process)
        os.utime(theirs, (0, 0))
        for number in range(publish._KEEP + 2):
            put(f"edition {number}", tmp_path)
        assert said(theirs) == "theirs"
    put("the last", tmp_path)
    assert not theirs.exists()
