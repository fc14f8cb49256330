"""Disks that are full or read-only, really so where the system lets a test make them."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest


def _mounted(*arguments: str) -> bool:
    mount = shutil.which("mount")
    if mount is None or os.geteuid() != 0:
        return False
    return subprocess.run([mount, *arguments], capture_output=True, check=False).returncode == 0


def _unmount(folder: Path) -> None:
    """Lazily: a handle that is still open must not keep the disk."""
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A folder on a disk of one megabyte; needs the right to mount."""
    folder = tmp_path / "static"
    folder.mkdir()
    if not _mounted("-t", "tmpfs", "-o", "size=1m", "none", str(folder)):
        pytest.skip("needs the right to mount a file system")
    yield folder
    _unmount(folder)


@pytest.fixture
def read_only() -> Iterator[Callable[[Path], None]]:
    """Makes a folder read-only, for root too."""
    with contextlib.ExitStack() as stack:

        def protect(folder: Path) -> None:
            if os.geteuid() != 0:
                stack.callback(folder.chmod, folder.stat().st_mode)
                folder.chmod(0o555)
            elif _mounted("--bind", str(folder), str(folder)):
                stack.callback(_unmount, folder)
                assert _mounted("-o", "remount,bind,ro", str(folder))
            else:
                pytest.skip("root without the right to mount can write everywhere")

        yield protect
