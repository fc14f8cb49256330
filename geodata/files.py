"""Atomic writes of files, and locks that keep a folder from being removed while it is in use.

The locks are advisory locks of the operating system (flock): they are released when their process
ends, however it ends, so no clock and no lock file has to record who is alive. Windows cannot lock
a folder; there no folder is ever considered unused.
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

# Prefix of temporary files and folders, which stand beside what they will replace.
SCRATCH: Final = ".new-"


def lock(folder: Path, alone: bool = False, wait: bool = True) -> int | None:
    """A file descriptor that locks `folder` until it is closed or its process ends.

    The lock is shared, with `alone` exclusive. None where it cannot be had: on Windows, or, without
    `wait`, because another process holds it. Raises OSError for a folder that does not exist.
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
    """An exclusive lock on `folder`, which is created if missing.

    Temporary files that a killed writer left are removed. Raises OSError.
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
    """Remove a file or a folder; errors are ignored."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with contextlib.suppress(OSError):
            path.unlink()


def replace_whole(file: Path, content: bytes) -> None:
    """Replace `file` atomically: a reader finds the old bytes or `content`, never a part.

    A symbolic link stays one. Raises OSError; the old bytes are kept then.
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
