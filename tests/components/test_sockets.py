"""What the server writes goes out at once."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from components.server import without_delay

OPEN = Path("/dev/fd")


def delays(wire: socket.socket) -> bool:
    return not wire.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_connections_to_come_and_those_there_are_do_not_wait() -> None:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        with socket.create_connection(listening.getsockname()) as first:
            there, _ = listening.accept()
            with there:
                assert delays(there)
                without_delay()
                assert not delays(there)
                assert not delays(first)
        with socket.create_connection(listening.getsockname()):
            to_come, _ = listening.accept()
            with to_come:
                assert not delays(to_come)


def test_other_files_are_left_alone() -> None:
    if not OPEN.is_dir():
        pytest.skip("this system lists no open files")
    one, other = socket.socketpair()
    with one, other, Path(os.devnull).open("rb"):
        before = sorted(OPEN.iterdir())
        without_delay()
        assert sorted(OPEN.iterdir()) == before
        one.sendall(b"still here")
        assert other.recv(20) == b"still here"
