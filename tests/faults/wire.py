"""Plain sockets: requests that no browser would send, and visitors that vanish."""

from __future__ import annotations

import base64
import contextlib
import socket
import struct
from collections.abc import Iterator
from urllib.parse import urlsplit

LIMIT_S = 20


@contextlib.contextmanager
def connected(site: str) -> Iterator[socket.socket]:
    """A connection to the app at `site`."""
    parts = urlsplit(site)
    with socket.create_connection((parts.hostname, parts.port), timeout=LIMIT_S) as wire:
        yield wire


def vanish(wire: socket.socket) -> None:
    """Cut the connection without a goodbye, as a machine that is switched off does not even do."""
    wire.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    wire.close()


def request(path: str, *headers: str, method: str = "GET", host: str = "127.0.0.1") -> bytes:
    """The bytes of a request, `path` as it is."""
    lines = [f"{method} {path} HTTP/1.1", f"Host: {host}", "Connection: close", *headers, "", ""]
    return "\r\n".join(lines).encode("utf-8")


def answer(site: str, sent: bytes) -> tuple[int, bytes]:
    """Status and everything else that the app answers to raw bytes; 0 where it hangs up."""
    with connected(site) as wire:
        wire.sendall(sent)
        said = b""
        with contextlib.suppress(ConnectionError):
            while part := wire.recv(65_536):
                said += part
    status = said.split(b" ", 2)[1:2]
    return (int(status[0]) if status else 0), said


def upgrade(site: str, origin: str) -> bytes:
    """The bytes that ask for a websocket from a page of `origin`."""
    key = base64.b64encode(bytes(16)).decode()
    return request(
        "/_stcore/stream",
        "Upgrade: websocket",
        "Connection: Upgrade",
        f"Sec-WebSocket-Key: {key}",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Protocol: streamlit",
        f"Origin: {origin}",
        host=urlsplit(site).netloc,
    ).replace(b"Connection: close\r\n", b"")


def handshake(site: str, origin: str) -> int:
    """Status of the answer to `upgrade`; 101 where the websocket opens."""
    with connected(site) as wire:
        wire.sendall(upgrade(site, origin))
        return int(wire.recv(4096).split(b" ", 2)[1])
