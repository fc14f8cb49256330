"""The command line: `python -m geodata` with one of the COMMANDS."""

from __future__ import annotations

import argparse
import os
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from geodata.analysis import summary
from geodata.atlas.layers import MapLayers
from geodata.config import ROOT, ConfigError, configuration
from geodata.exhibition import one_file
from geodata.files import exclusively, replace_whole
from geodata.operate import boundary_build, doctor, synthetic
from geodata.record import checks, package, schema
from geodata.record.boundaries import BoundaryError
from geodata.record.checks import fact
from geodata.record.checks.problem import check_input
from geodata.record.quotes import quote_hashes
from geodata.record.record import read_record
from geodata.record.tables import RecordError, table_bytes


def build(_: argparse.Namespace) -> int:
    """Rebuild data/boundaries from the installed 天地图 edition."""
    data = configuration().data
    with exclusively(data / "boundaries"):
        said = boundary_build.build(data)
    for line in said:
        print(line)
    return 0


def check(_: argparse.Namespace) -> int:
    """Run every check; 1 when something is wrong."""
    config = configuration()
    found = check_input(config)
    said = checks.problems(found)
    for problem in said:
        print(problem)
    stored = f"{schema.QUOTE_HASHES.file} (the documents are not here)"
    source = "the documents" if found.texts else stored
    print(f"{len(said)} problems; {len(checks.CHECKS)} checks; clauses compared with {source}")
    return 1 if said else 0


def stats(_: argparse.Namespace) -> int:
    """Print what the record holds, document by document."""
    print(summary.report(read_record(configuration())))
    return 0


def tidy(_: argparse.Namespace) -> int:
    """Sort the tables, write them in canonical form, renew hashes and datapackage.json."""
    config = configuration()
    found = check_input(config)
    if not found.texts:
        print("the documents are not here, so clauses cannot be verified; nothing was written")
        return 1
    faults = fact.check_quotes(found)
    for problem in faults:
        print(problem)
    if faults:
        print("nothing was written")
        return 1
    tables = found.tables.text | {"quote_hashes": quote_hashes(found.tables.text)}
    content = {
        table.name: table_bytes(tables[table.name].sort_values(list(table.key)))
        for table in schema.TABLES
    }
    with exclusively(config.data):
        for table in schema.TABLES:
            replace_whole(config.data / table.file, content[table.name])
        replace_whole(config.data / package.FILE, package.descriptor_bytes(content))
    print(f"{len(schema.TABLES)} tables and {package.FILE} written")
    return 0


def synth(arguments: argparse.Namespace) -> int:
    """Write a synthetic record for benchmarks and tests; 1 with a sentence when it cannot."""
    try:
        said = synthetic.write(arguments.out, arguments.counties, arguments.items, arguments.seed)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    for line in said:
        print(line)
    return 0


def exhibit(arguments: argparse.Namespace) -> int:
    """Write the exhibition as one HTML file for a browser without any server."""
    config = configuration()
    content = one_file.html_bytes(MapLayers(read_record(config), config))
    replace_whole(arguments.out, content)
    print(f"{arguments.out}: {len(content) / 1e6:.1f} MB; open it in a browser, no network needed")
    return 0


def diagnose(arguments: argparse.Namespace) -> int:
    """Tell what is installed, what would be served and what is wrong; 1 when something is."""
    lines, well = doctor.report(arguments.port)
    print("\n".join(lines))
    return 0 if well else 1


def serve(arguments: argparse.Namespace) -> int:
    """Start the app, on loopback unless told otherwise; 1 when the port is taken."""
    port, address = arguments.port, arguments.address
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError:
            print(
                f"Port {port} is taken by another program. "
                f"Choose another one: make run PORT={port + 1}",
                file=sys.stderr,
            )
            return 1
    print(f"峰图 Fengtu: http://{address}:{port}  (stop with Ctrl+C)", flush=True)
    os.chdir(ROOT)
    command = [sys.executable, "-m", "streamlit", "run", "app.py"]
    command += [f"--server.address={address}", f"--server.port={port}"]
    # Every session is a thread; glibc would keep what each has freed apart from the others.
    environment = {"MALLOC_ARENA_MAX": "2"} | os.environ
    os.execve(sys.executable, command, environment)  # noqa: S606 - our own interpreter


COMMANDS: Final[dict[str, Callable[[argparse.Namespace], int]]] = {
    "build": build,
    "check": check,
    "doctor": diagnose,
    "exhibit": exhibit,
    "stats": stats,
    "tidy": tidy,
    "serve": serve,
    "synth": synth,
}


def main() -> int:
    """Run one command; its exit status. Errors of data and configuration end in a sentence."""
    parser = argparse.ArgumentParser(prog="python -m geodata", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, command in COMMANDS.items():
        sub = commands.add_parser(name, help=command.__doc__)
        if name in ("serve", "doctor"):
            sub.add_argument("--port", type=int, default=8501)
        if name == "serve":
            sub.add_argument("--address", default="127.0.0.1")
        if name == "exhibit":
            sub.add_argument("--out", type=Path, default=Path("fengtu.html"))
        if name == "synth":
            sub.add_argument("--counties", choices=("record", "all"), default="record")
            sub.add_argument("--items", type=int, default=100_000)
            sub.add_argument("--seed", type=int, default=synthetic.SEED)
            sub.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    try:
        return COMMANDS[arguments.command](arguments)
    except (RecordError, ConfigError, BoundaryError) as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"{error.filename or arguments.command}: {error.strerror or error}", file=sys.stderr)
        return 1
