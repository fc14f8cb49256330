"""The process that serves: its sockets, its turns, its garbage collections."""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import socket
import stat
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

_OPEN: Final = Path("/dev/fd")
_LONGEST_WAIT_S: Final = 10.0
_turn = threading.Lock()


def without_delay() -> None:
    """Set TCP_NODELAY on every TCP socket of this process; connections to come inherit it.

    Streamlit listens on a socket whose protocol number is 0, and asyncio takes only 6 for TCP. So
    a small message waits for the acknowledgement of the one before, which the other side holds
    back for 40 ms. Where the system lists no open files under /dev/fd nothing is done.
    """
    for file in list(_OPEN.iterdir()) if _OPEN.is_dir() else ():
        number = int(file.name)
        with contextlib.suppress(OSError):  # closed in the meantime
            if stat.S_ISSOCK(os.fstat(number).st_mode):
                with socket.socket(fileno=os.dup(number)) as own:
                    if own.type == socket.SOCK_STREAM and own.family != socket.AF_UNIX:
                        own.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


@contextlib.contextmanager
def in_turn() -> Iterator[None]:
    """One page at a time: threads that compute at once fight for the interpreter.

    Sixteen visitors' changes took twice the processor time side by side that they take in a row.
    Who has waited long goes ahead: a page that hangs must not stop the others.
    """
    mine = _turn.acquire(timeout=_LONGEST_WAIT_S)
    try:
        yield
    finally:
        if mine:
            _turn.release()


def keep_out_of_collections(modules: Iterable[str]) -> None:
    """Take what stays for good out of the garbage collections to come.

    A full collection over the record and a thousand modules takes 0.15 s. Modules that some page
    will need are loaded first.
    """
    for module in modules:
        importlib.import_module(module)
    gc.unfreeze()  # a former edition may go
    gc.collect()
    gc.freeze()
