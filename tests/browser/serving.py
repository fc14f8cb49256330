"""The app as a process of its own: started on a free port, waited for, ended by its pid."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from geodata.config import ROOT

START_LIMIT_S = 60.0
LOG_SHOWN = 3_000  # characters of the first exception


def free_port() -> int:
    """A port of the loopback address that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def running(log: Path, config: Path | None = None) -> Iterator[str]:
    """The URL of the app, served with the settings of `config`.

    Afterwards the process is ended, and whatever it said of an exception fails the test.
    """
    port = free_port()
    environment = {k: v for k, v in os.environ.items() if k != "FENGTU_CONFIG"}
    if config is not None:
        environment["FENGTU_CONFIG"] = str(config)
    command = [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={port}"]
    with (
        log.open("wb") as said,
        subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=said, stderr=subprocess.STDOUT
        ) as process,
    ):
        try:
            url = f"http://127.0.0.1:{port}"
            _wait(f"{url}/_stcore/health", process, log)
            yield url
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
    text = log.read_text(encoding="utf-8", errors="replace")
    _, broken, rest = text.partition("Traceback")
    assert not broken, "the app failed:\n" + rest[:LOG_SHOWN]


def _wait(health: str, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + START_LIMIT_S
    while time.monotonic() < end:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(health, timeout=2) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    said = log.read_text(encoding="utf-8", errors="replace")
    raise AssertionError(f"the app did not answer at {health}:\n{said}")
