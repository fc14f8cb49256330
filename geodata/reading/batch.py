"""Files read one after the other or several at a time, each in a process of its own.

A file that cannot be read costs one sentence and nothing else: neither time nor memory beyond its
limits.
"""

from __future__ import annotations

import multiprocessing
import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any, Final

from geodata.reading.document import UnreadableError
from geodata.reading.reading import read

ENDINGS: Final = (".pdf", ".docx", ".html", ".htm", ".txt", ".md")
MEMORY_BYTES: Final = 3_000_000_000
SECONDS: Final = 900.0
_TELL_EVERY_S: Final = 2.0

Told = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Outcome:
    """What became of one file: its summary, or the sentence that says why not."""

    file: Path
    said: str
    failed: bool = False


def progress(name: str, page: int, pages: int) -> None:
    """Tell on standard error how far a file is."""
    end = "\n" if page >= pages else "\r"
    print(f"{name}: page {page} of {pages}", end=end, file=sys.stderr, flush=True)


def outcomes(
    file: Path,
    area: Sequence[str] = (),
    out: Path | None = None,
    workers: int = 1,
    seconds: float = SECONDS,
    told: Told | None = None,
) -> Iterator[Outcome]:
    """What became of `file`, or of each document in a folder, in the order in which they end.

    Each is read in a process of its own with a limit of time and memory. With `out`, what was read
    of `plan.pdf` stands in `out`, of a folder's documents in `out/<name>`.
    """
    folder = file.is_dir()
    files = sorted(f for f in file.iterdir() if f.suffix.lower() in ENDINGS) if folder else [file]
    waiting = list(reversed(files))
    running: dict[Connection, tuple[Any, Path, float]] = {}
    context = multiprocessing.get_context("spawn")
    while waiting or running:
        while waiting and len(running) < workers:
            one = waiting.pop()
            target = (out / one.stem if folder else out) if out else None
            ours, theirs = context.Pipe(duplex=False)
            process = context.Process(target=_read, args=(one, tuple(area), target, theirs))
            process.start()
            theirs.close()
            running[ours] = (process, one, time.monotonic())
        heard = wait(list(running), timeout=0.5)
        for pipe in [one for one in running if one in heard]:
            outcome = _heard(pipe, *running[pipe][:2], told)
            if outcome:
                running.pop(pipe)[0].join()
                yield outcome
        for pipe, (process, one, since) in list(running.items()):
            if time.monotonic() - since > seconds:
                process.kill()
                process.join()
                del running[pipe]
                yield Outcome(one, f"{one.name}: not read in {seconds:.0f} s; split it", True)


def _heard(pipe: Connection, process: Any, file: Path, told: Told | None) -> Outcome | None:
    """The outcome that a process has sent, None while it only tells how far it is."""
    try:
        kind, said = pipe.recv()
    except EOFError:
        process.join()
        return Outcome(file, f"{file.name}: needs more memory than is allowed; split it", True)
    if kind == "page":
        if told:
            told(file.name, *said)
        return None
    return Outcome(file, said, kind == "failed")


def _read(file: Path, area: tuple[str, ...], out: Path | None, pipe: Connection) -> None:
    """Read one file in this process, which ends with it."""
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    limit = MEMORY_BYTES if most == resource.RLIM_INFINITY else min(MEMORY_BYTES, most)
    resource.setrlimit(resource.RLIMIT_AS, (limit, most))
    last = 0.0

    def told(page: int, pages: int) -> None:
        nonlocal last
        if page == pages or time.monotonic() - last > _TELL_EVERY_S:
            last = time.monotonic()
            pipe.send(("page", (page, pages)))

    try:
        reading = read(file, area, told)
        said = reading.summary()
        if out:
            said += "\n" + "\n".join(str(path) for path in reading.written(out))
        pipe.send(("read", said))
    except UnreadableError as error:
        pipe.send(("failed", f"{file.name}: {error}"))
    except MemoryError:
        pipe.send(("failed", f"{file.name}: needs more memory than is allowed; split it"))
    except OSError as error:
        pipe.send(("failed", f"{file.name}: {error.strerror or error}"))
