"""Files written whole or not at all, and folders that stay while somebody uses them.

The locks are the operating system's: they end with their process, whatever ends it, so no clock
and no file has to say who is still alive. Windows cannot lock a folder; there nothing is ever
taken for abandoned.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

# Begins the name of what is being written beside its place.
SCRATCH: Final = ".new-"


def lock(folder: Path, alone: bool = False, wait: bool = True) -> int | None:
    """A handle that keeps `folder` in use until it is closed or its process ends.

    With `alone` nobody else may use it. None where that is not to be had: without `wait` because
    somebody uses it. Raises OSError for a folder that is not there.
    """
    if sys.platform == "win32":
        return None
    import fcntl

    handle = os.open(folder, os.O_RDONLY)
    kind = fcntl.LOCK_EX if alone else fcntl.LOCK_SH
    try:
        fcntl.flock(handle, kind if wait else kind | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        return None
    return handle


@contextlib.contextmanager
def exclusively(folder: Path) -> Iterator[None]:
    """One writer at a time in `folder`, which is made; what a killed writer left is cleared away.

    Raises OSError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    handle = lock(folder, alone=True)
    try:
        if handle is not None:
            for left in folder.glob(f"{SCRATCH}*"):
                remove_tree(left)
        yield
    finally:
        if handle is not None:
            os.close(handle)


def remove_tree(path: Path) -> None:
    """Take a file or a folder away, as far as that can be done."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with contextlib.suppress(OSError):
            path.unlink()


def replace_whole(file: Path, content: bytes) -> None:
    """Put `content` in the place of `file`: a reader finds the old bytes or the new, never a part.

    A link stays a link. Raises OSError, and leaves the old bytes then.
    """
    target = file.resolve()
    handle, name = tempfile.mkstemp(prefix=SCRATCH, dir=target.parent)
    scratch = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        scratch.chmod(target.stat().st_mode & 0o777 if target.exists() else 0o644)
        scratch.replace(target)
    except OSError:
        remove_tree(scratch)
        raise
