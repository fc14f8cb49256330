"""The command line: `python -m geodata build | check | stats | tidy | serve`."""

from __future__ import annotations

import argparse
import os
import socket
import sys
from collections.abc import Callable
from typing import Final

from geodata import (
    boundaries,
    checks,
    checks_fact,
    checks_form,
    package,
    quotes,
    schema,
    statistics,
)
from geodata.catalogue import CatalogueError, catalogue, table_bytes
from geodata.evidence import evidence
from geodata.paths import ROOT, ConfigError, configuration


def build(_: argparse.Namespace) -> int:
    """Rebuild data/boundaries from the installed 天地图 edition."""
    for line in boundaries.build(configuration().data):
        print(line)
    return 0


def check(_: argparse.Namespace) -> int:
    """Run every check; 1 when something is wrong."""
    config = configuration()
    found = evidence(config)
    said = checks.problems(found)
    for problem in said:
        print(problem)
    source = (
        "the documents" if found.texts else f"{quotes.HASHES_FILE} (the documents are not here)"
    )
    print(f"{len(said)} problems; {len(checks.CHECKS)} checks; clauses compared with {source}")
    return 1 if said else 0


def stats(_: argparse.Namespace) -> int:
    """Print what the record holds, document by document."""
    print(statistics.report(catalogue(configuration())))
    return 0


def tidy(_: argparse.Namespace) -> int:
    """Sort the tables, write them in canonical form, renew hashes and datapackage.json."""
    config = configuration()
    found = evidence(config)
    if not found.texts:
        print("the documents are not here, so clauses cannot be verified; nothing was written")
        return 1
    faults = checks_fact.check_quotes(found)
    for problem in faults:
        print(problem)
    if faults:
        print("nothing was written")
        return 1
    for table in schema.TABLES:
        frame = found.tables[table.name].sort_values(list(table.key))
        (config.data / table.file).write_bytes(table_bytes(frame))
    hashes = table_bytes(checks_form.quote_hashes(found.tables))
    (config.data / quotes.HASHES_FILE).write_bytes(hashes)
    (config.data / package.FILE).write_bytes(package.descriptor_bytes(config.data))
    print(f"{len(schema.TABLES)} tables, {quotes.HASHES_FILE} and {package.FILE} written")
    return 0


def serve(arguments: argparse.Namespace) -> int:
    """Start the app on loopback; 1 with a sentence when the port is taken."""
    port = arguments.port
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            print(
                f"Port {port} is taken by another program. "
                f"Choose another one: make run PORT={port + 1}",
                file=sys.stderr,
            )
            return 1
    print(f"峰图 Fengtu: http://127.0.0.1:{port}  (stop with Ctrl+C)", flush=True)
    os.chdir(ROOT)
    command = [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={port}"]
    os.execv(sys.executable, command)  # noqa: S606 - our own interpreter, our own arguments


COMMANDS: Final[dict[str, Callable[[argparse.Namespace], int]]] = {
    "build": build,
    "check": check,
    "stats": stats,
    "tidy": tidy,
    "serve": serve,
}


def main() -> int:
    """Run one command; its exit status. Errors of data and configuration end in a sentence."""
    parser = argparse.ArgumentParser(prog="python -m geodata", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, command in COMMANDS.items():
        sub = commands.add_parser(name, help=command.__doc__)
        if name == "serve":
            sub.add_argument("--port", type=int, default=8501)
    arguments = parser.parse_args()
    try:
        return COMMANDS[arguments.command](arguments)
    except (CatalogueError, ConfigError, boundaries.BoundaryError) as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
