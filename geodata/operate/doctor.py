"""One screen for the operator: what is installed, what would be served, and what is wrong.

It is read when something is broken, so no part of it may fail: a part that raises reports the
error instead.
"""

from __future__ import annotations

import http.client
import os
import platform
import re
import shutil
import socket
import subprocess
import tempfile
import tomllib
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from importlib import metadata
from pathlib import Path
from typing import Final

from geodata.config import ROOT, STATIC, Config, ConfigError, configuration, settings, settings_file
from geodata.files import SCRATCH
from geodata.operate.loading import loading_fault
from geodata.record import checks
from geodata.record.boundaries import BoundaryError
from geodata.record.checks.problem import CheckInput, check_input
from geodata.record.record import Record
from geodata.record.tables import RecordError
from geodata.reports.paper import fonts
from geodata.reports.provenance import boundary_source

WIDTH: Final = 80  # columns of a terminal; a Chinese character takes two
_LABEL: Final = 12
_FAULTS_SHOWN: Final = 4
_FAULT_LINES: Final = 3
_VALUE_LINES: Final = 5
_ROOM_MB: Final = 200  # what several editions of the static files may need
_TIMEOUT_S: Final = 5
HEALTH: Final = "/_stcore/health"


@dataclass(frozen=True)
class Outcome:
    """One line of the report, and what is wrong there; '' if nothing is."""

    label: str
    value: str
    fault: str = ""


class Doctor:
    """Examines one installation; `port` is the one at which the app would be served."""

    def __init__(self, port: int, static: Path = STATIC) -> None:
        self._port = port
        self._static = static

    @cached_property
    def _config(self) -> Config:
        return configuration()

    @cached_property
    def _evidence(self) -> CheckInput:
        return check_input(self._config)

    def findings(self) -> list[Outcome]:
        """The outcome of every part, in the order of the report. Never raises."""
        parts: tuple[tuple[str, Callable[[], Outcome]], ...] = (
            ("packages", self._packages),
            ("font", self._font),
            ("chromium", self._chromium),
            ("settings", self._settings),
            ("data", self._data),
            ("boundaries", self._boundaries),
            ("checks", self._checks),
            ("static", self._static_folder),
            ("address", self._address),
            ("port", self._port_state),
        )
        return [_told(label, part) for label, part in parts]

    def _packages(self) -> Outcome:
        """What is installed of what Fengtu needs, against the versions of constraints.txt."""
        lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").split()
        pins = dict(line.split("==") for line in lines)
        said, wrong = [f"Python {platform.python_version()}"], []
        for name in _needed():
            wanted = pins.get(name, "")
            try:
                found = metadata.version(name)
            except metadata.PackageNotFoundError:
                found = "missing"
            said.append(f"{name} {found}")
            if found != wanted:
                wrong.append(f"{name} is {found}, tested with {wanted}")
        fault = f"{'; '.join(wrong)}: run make clean, then make run" if wrong else ""
        own = metadata.version("fengtu")
        return Outcome("packages", f"Fengtu {own} on {', '.join(said)}", fault)

    def _font(self) -> Outcome:
        try:
            return Outcome("font", f"{fonts.chinese_family()} (maps and briefings for print)")
        except fonts.MissingFontError:
            return Outcome(
                "font",
                "no Chinese font",
                "no Chinese font, so no map for print: apt-get install fonts-noto-cjk",
            )

    def _chromium(self) -> Outcome:
        found = shutil.which("chromium")
        if found is None:
            return Outcome("chromium", "not here; only tests need it: apt-get install chromium")
        said = subprocess.run(  # noqa: S603 - the program just found, with a fixed argument
            [found, "--version"], capture_output=True, text=True, timeout=_TIMEOUT_S, check=False
        )
        return Outcome("chromium", f"{said.stdout.strip() or found} (for tests)")

    def _settings(self) -> Outcome:
        file = settings_file()
        if not file.exists():
            named = "FENGTU_CONFIG" in os.environ
            fault = f"FENGTU_CONFIG names {file}, which is not there; defaults are in force"
            return Outcome("settings", "defaults (no fengtu.toml)", fault if named else "")
        _ = self._config
        return Outcome("settings", f"{file} sets {', '.join(settings()) or 'nothing'}")

    def _data(self) -> Outcome:
        evidence = self._evidence  # names every table that cannot be read, not only the first
        if evidence.boundary_faults:
            return Outcome("data", f"{self._config.data}: waits for boundaries that can be used")
        record = Record.of(evidence.tables)
        return Outcome(
            "data",
            f"{self._config.data}: version {record.version}, {len(record.projects)} rows, "
            f"{record.projects.thing.nunique()} things, {len(record.targets)} targets",
        )

    def _boundaries(self) -> Outcome:
        config = self._config
        number = config.approval_number or "none: have the map reviewed before public display"
        said = f"{boundary_source(config, 'zh')}; approval number (审图号) {number}"
        if not config.boundaries.exists():
            way = "python -m geodata build, or set boundaries"
            return Outcome("boundaries", said, f"{config.boundaries} is not there: {way}")
        try:
            evidence = self._evidence
        except RecordError:  # said by the part of the data
            return Outcome("boundaries", said)
        faults = evidence.boundary_faults
        if faults:
            more = "" if len(faults) == 1 else f" ({len(faults)} in all: python -m geodata check)"
            return Outcome("boundaries", said, f"{config.boundaries.name}: {faults[0]}{more}")
        notes = evidence.tables.counties.attrs["notes"]
        return Outcome("boundaries", "; ".join([said, *notes]))

    def _checks(self) -> Outcome:
        found, every = self._evidence, len(checks.CHECKS)
        where = "the documents" if found.texts else "stored hashes (the documents are not here)"
        said = checks.problems(found)
        if any(check(found) for check in checks.FIRST_CHECKS):
            return Outcome("checks", "values are ill-formed; the rest waits", _first(said))
        passed = sum(not check(found) for check in checks.CHECKS)
        return Outcome(
            "checks",
            f"{passed} of {every} pass; clauses compared with {where}",
            # What is wrong with the boundaries, their own part says.
            _first([p for p in said if p.file != self._config.boundaries.name])
            or ("" if found.boundary_faults else loading_fault(found)),
        )

    def _static_folder(self) -> Outcome:
        """Whether the app can write to static/, and how much space is left."""
        static = self._static
        try:
            static.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(prefix=SCRATCH, dir=static) as probe:
                probe.write(bytes(4096))
        except OSError as error:
            fault = f"{static} cannot be written: {error.strerror}; free it or fix its rights"
            return Outcome("static", "cannot be written", fault)
        free = shutil.disk_usage(static).free // 2**20
        used = sum(f.stat().st_size for f in static.rglob("*") if f.is_file()) // 2**20
        fault = f"{static} has {free} MB left; make room" if free < _ROOM_MB else ""
        return Outcome("static", f"writable, {used} MB used, {free:,} MB free", fault)

    def _address(self) -> Outcome:
        """Who can reach the app: the address in .streamlit/config.toml, or in the environment."""
        file = ROOT / ".streamlit" / "config.toml"
        server = tomllib.loads(file.read_text(encoding="utf-8")).get("server", {})
        address = os.environ.get("STREAMLIT_SERVER_ADDRESS", server.get("address", ""))
        if address in ("127.0.0.1", "localhost", "::1"):
            return Outcome("address", f"{address}: this machine only")
        return Outcome("address", f"{address or 'all'}: other machines too; see README, Security")

    def _port_state(self) -> Outcome:
        with socket.socket() as probe:
            probe.settimeout(_TIMEOUT_S)
            if probe.connect_ex(("127.0.0.1", self._port)) != 0:
                return Outcome("port", f"{self._port} is free")
        if _healthy(self._port):
            return Outcome("port", f"{self._port} serves an app; {HEALTH} says ok")
        fault = f"port {self._port} is taken by another program: make run PORT={self._port + 1}"
        return Outcome("port", f"{self._port} is taken", fault)


def _needed() -> list[str]:
    """Names of the packages that Fengtu needs, those for development left out."""
    lines = [line for line in metadata.requires("fengtu") or [] if "extra ==" not in line]
    return [re.split(r"[^\w.-]", line, maxsplit=1)[0] for line in lines]


def _healthy(port: int) -> bool:
    """Whether a Streamlit app answers at `port` of this machine."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_TIMEOUT_S)
    try:
        connection.request("GET", HEALTH)
        answer = connection.getresponse()
        return answer.status == http.client.OK and answer.read(8) == b"ok"
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _first(problems: Iterable[object]) -> str:
    """The first of `problems` and how many there are; '' for none."""
    said = [str(problem) for problem in problems]
    if not said:
        return ""
    return f"{said[0]} ({len(said)} in all: python -m geodata check)"


def _told(label: str, part: Callable[[], Outcome]) -> Outcome:
    """The outcome of `part`, or the error that it raised."""
    try:
        return part()
    except (RecordError, ConfigError, BoundaryError) as error:
        return Outcome(label, "cannot be read", "; ".join(str(error).splitlines()))
    except Exception as error:  # a report that breaks down is no help
        return Outcome(label, "cannot be found out", f"{label}: {type(error).__name__}: {error}")


def _lines(text: str, indent: str, most: int) -> list[str]:
    """`text` broken to WIDTH columns behind `indent`, at most `most` lines."""
    said, line, room = [], "", WIDTH - len(indent)
    for character in " ".join("".join(c if c.isprintable() else " " for c in text).split()):
        if _columns(line + character) > room:
            cut = line.rfind(" ") + 1 if line.rfind(" ") > room // 2 else len(line)
            said.append(line[:cut].rstrip())
            line = line[cut:]
        line += character
    said.append(line)
    if len(said) > most:
        said = [*said[: most - 1], said[most - 1][: room // 2] + "…"]
    return [indent + part for part in said]


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def report(port: int, static: Path = STATIC) -> tuple[list[str], bool]:
    """The lines of the report, at most 40 of 80 columns, and whether nothing is wrong."""
    findings = Doctor(port, static).findings()
    lines = []
    for finding in findings:
        first, *more = _lines(finding.value, " " * (_LABEL + 1), _VALUE_LINES)
        lines += [finding.label.ljust(_LABEL) + first[_LABEL:], *more]
    lines += ["browser      needs WebGL; if a map stays grey, look at chrome://gpu", ""]
    # One cause shows in several parts: a broken setting leaves no data to check either.
    faults = list(dict.fromkeys(finding.fault for finding in findings if finding.fault))
    if not faults:
        return [*lines, "nothing is wrong"], True
    lines.append(f"{len(faults)} {'thing is' if len(faults) == 1 else 'things are'} wrong:")
    for number, fault in enumerate(faults[:_FAULTS_SHOWN], start=1):
        first, *more = _lines(fault, "   ", _FAULT_LINES)
        lines += [f"{number}. {first[3:]}", *more]
    if len(faults) > _FAULTS_SHOWN:
        lines.append(f"   and {len(faults) - _FAULTS_SHOWN} more")
    return lines, False
