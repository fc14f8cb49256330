"""Static files for the browser, in folders named by their hash and written atomically."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from importlib.metadata import version
from pathlib import Path
from typing import Final

from geodata.atlas.layers import MapLayers
from geodata.config import STATIC, WEB
from geodata.files import SCRATCH, exclusively, lock, remove_tree

# How many editions of a folder are kept, the newest included, for pages that are still open.
_KEEP: Final = 6

# The folders that this process serves, oldest first, and the descriptors that lock them: no other
# process removes them, whatever its clock says.
_held: dict[Path, int | None] = {}
_one_at_a_time = threading.Lock()


class PublishError(RuntimeError):
    """The static files cannot be written; the message says why and what to do."""


@dataclass(frozen=True)
class Assets:
    """Folders below static/ that a page loads from: the engine, our scripts, the record."""

    engine: str
    web: str
    record: str


def _is_whole(folder: Path, files: dict[str, bytes]) -> bool:
    """Whether `folder` holds `files`, byte for byte."""
    try:
        return all((folder / name).read_bytes() == content for name, content in files.items())
    except OSError:
        return False


def _write_whole(target: Path, files: dict[str, bytes]) -> None:
    """Write the folder `target` with `files` atomically.

    An existing folder that lacks files, as after an interrupted copy, is repaired file by file.
    """
    if _is_whole(target, files):
        return
    scratch = Path(tempfile.mkdtemp(prefix=SCRATCH, dir=target.parent))
    try:
        scratch.chmod(0o755)
        for name, content in files.items():
            (scratch / name).write_bytes(content)
        if not target.exists():
            scratch.rename(target)
        else:
            for name in files:
                (scratch / name).replace(target / name)
    except OSError:
        if not _is_whole(target, files):  # else a process on another machine has written it
            raise
    finally:
        remove_tree(scratch)


def _serve(target: Path, files: dict[str, bytes]) -> str:
    """Name of the folder `target`, written with `files` and locked while this process lives."""
    _write_whole(target, files)
    _let_go([folder for folder in _held if folder == target])
    _held[target] = lock(target)
    return target.name


def _hashed(prefix: str, files: dict[str, bytes], static: Path) -> str:
    """Name of the folder below `static` named by the hash of `files`; removes old editions."""
    digest = hashlib.sha256()
    for name in sorted(files):
        digest.update(name.encode() + b"\0" + files[name])
    target = static / f"{prefix}-{digest.hexdigest()[:12]}"
    _serve(target, files)
    _let_go([f for f in _held if f.parent == static and f.name.startswith(f"{prefix}-")][:-_KEEP])
    try:
        target.touch()
    except OSError:  # a read-only folder that is complete
        return target.name
    editions = sorted(static.glob(f"{prefix}-*"), key=lambda f: f.stat().st_mtime, reverse=True)
    for old in editions[_KEEP:]:
        _remove_unused(old)
    return target.name


def _let_go(folders: list[Path]) -> None:
    """Release the locks on `folders`."""
    for folder in folders:
        handle = _held.pop(folder)
        if handle is not None:
            os.close(handle)


def _remove_unused(folder: Path) -> None:
    """Remove an edition unless a process has it locked."""
    handle = lock(folder, alone=True, wait=False)
    if handle is not None:
        remove_tree(folder)
        os.close(handle)


@contextlib.contextmanager
def _writing(static: Path) -> Iterator[None]:
    """An exclusive lock on `static`; an OSError inside becomes a PublishError of one sentence."""
    try:
        with _one_at_a_time, exclusively(static):
            yield
    except OSError as error:
        raise PublishError(
            f"{static.name}/: cannot be written: {error.strerror or error}; "
            "make room, or let the user that runs Fengtu write there"
        ) from error


def publish(layers: MapLayers, static: Path = STATIC) -> Assets:
    """Write the static files of `layers`; the names of their folders. Raises PublishError."""
    # pydeck's wheel contains the whole deck.gl bundle; nothing is fetched from another host.
    bundle = resources.files("pydeck") / "nbextension" / "static" / "index.js"
    engine = {"deck.js": bundle.read_bytes()}
    ours = sorted([*WEB.glob("*.js"), *WEB.glob("*.css")])
    scripts = {file.name: file.read_bytes() for file in ours}
    record = layers.files()
    with _writing(static):
        return Assets(
            engine=_serve(static / f"engine-{version('pydeck')}", engine),
            web=_hashed("web", scripts, static),
            record=_hashed("record", record, static),
        )


def folder(prefix: str, files: dict[str, bytes], static: Path = STATIC) -> str:
    """Write `files` to a folder of their own below `static`; its name. Raises PublishError."""
    with _writing(static):
        return _hashed(prefix, files, static)
