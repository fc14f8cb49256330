"""The app as processes of their own, alone or behind nginx; what they hold and have used."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROXY = ROOT / "docs" / "nginx.conf"
START_LIMIT_S = 60.0
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Served:
    """Where visitors find the app, the processes behind it, where each answers by itself."""

    origin: str
    direct: tuple[str, ...]
    pids: tuple[int, ...]
    log: Path
    proxy_log: Path | None = None

    def rss_mb(self) -> float:
        """Resident memory of the app's processes together, MB."""
        texts = [Path(f"/proc/{pid}/status").read_text(encoding="utf-8") for pid in self.pids]
        return sum(int(text.partition("VmRSS:")[2].split()[0]) for text in texts) / 1024

    def cpu_s(self) -> float:
        """Processor time that the app's processes have used so far, seconds."""
        stats = [Path(f"/proc/{pid}/stat").read_text(encoding="utf-8") for pid in self.pids]
        return sum(sum(map(int, s.rpartition(")")[2].split()[11:13])) for s in stats) / _TICKS

    def failures(self) -> int:
        """Exceptions that the app's processes wrote down."""
        return self.log.read_text(encoding="utf-8", errors="replace").count("Traceback")

    def processes_by_visitor(self) -> dict[str, set[str]]:
        """The processes that answered each visitor, by the proxy's own record."""
        seen: dict[str, set[str]] = {}
        if self.proxy_log is not None:
            for line in self.proxy_log.read_text(encoding="utf-8").splitlines():
                node, _, process = line.partition(" ")
                seen.setdefault(node, set()).add(process)
        return seen


@contextlib.contextmanager
def served(processes: int, folder: Path) -> Iterator[Served]:
    """The app in `processes` processes, behind nginx if there are several. Ended afterwards."""
    log = folder / "app.log"
    with contextlib.ExitStack() as ended:
        said = ended.enter_context(log.open("wb"))
        ports, pids = [], []
        for _ in range(processes):
            port = free_port()
            command = [sys.executable, "-m", "geodata", "serve", f"--port={port}"]
            app = subprocess.Popen(command, cwd=ROOT, stdout=said, stderr=subprocess.STDOUT)
            ended.callback(_end, app)
            _wait(f"http://127.0.0.1:{port}", app)
            ports.append(port)
            pids.append(app.pid)
        direct = tuple(f"http://127.0.0.1:{port}" for port in ports)
        if processes == 1:
            yield Served(direct[0], direct, tuple(pids), log)
        else:
            origin = ended.enter_context(proxied(ports, folder))
            yield Served(origin, direct, tuple(pids), log, folder / "proxy.log")


@contextlib.contextmanager
def proxied(ports: list[int], folder: Path) -> Iterator[str]:
    """The address of an nginx with the documented configuration in front of `ports`."""
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if program is None:
        raise SystemExit("nginx is needed for several processes: apt-get install nginx-light")
    own = free_port()
    servers = "".join(f"    server 127.0.0.1:{port};\n" for port in ports)
    text = PROXY.read_text(encoding="utf-8").replace(
        "listen 127.0.0.1:8500", f"listen 127.0.0.1:{own}"
    )
    text = re.sub(r"(    server 127\.0\.0\.1:\d+;\n)+", servers, text)
    (folder / "fengtu.conf").write_text(text, encoding="utf-8")
    temporary = "".join(
        f"{name}_temp_path {folder}/{name};"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"daemon off; master_process off; pid {folder}/nginx.pid; error_log {folder}/nginx.log;\n"
        "worker_rlimit_nofile 4096; events { worker_connections 2048; }\n"
        f"http {{ {temporary}\n"
        "log_format visitor '$fengtu_node $upstream_addr';\n"
        f"access_log {folder}/proxy.log visitor;\n"
        f"include {folder}/fengtu.conf; }}\n",
        encoding="utf-8",
    )
    command = [
        program,
        "-p",
        str(folder),
        "-e",
        f"{folder}/nginx.log",
        "-c",
        f"{folder}/nginx.conf",
    ]
    proxy = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        _wait(f"http://127.0.0.1:{own}", proxy)
        yield f"http://127.0.0.1:{own}"
    finally:
        _end(proxy)


def free_port() -> int:
    """A port of the loopback address that nobody listens on."""
    with contextlib.closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(origin: str, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + START_LIMIT_S
    while time.monotonic() < end and process.poll() is None:
        try:
            urllib.request.urlopen(f"{origin}/_stcore/health", timeout=2).close()
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit(f"nothing answers at {origin}")


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
