"""The command line: `fengtu`, or `python -m geodata`, with one of the commands below."""

from __future__ import annotations

import io
import json
import os
import socket
import sys
from pathlib import Path
from typing import IO, Any

import click

from geodata.analysis import summary
from geodata.config import ConfigError, configuration, settings_file
from geodata.exhibition import one_file
from geodata.files import exclusively, replace_whole
from geodata.operate import boundary_build, doctor, synthetic
from geodata.operate.loading import checked_layers, loading_fault
from geodata.operate.run_folder import SCRIPT, run_folder
from geodata.record import checks, package, schema
from geodata.record.boundaries import BoundaryError
from geodata.record.checks import check_input, fact, form
from geodata.record.quotes import quote_hashes
from geodata.record.tables import RecordError, table_bytes


class Refusal(click.ClickException):
    """What a command cannot do: one sentence on stderr, exit status 1."""

    def show(self, file: IO[Any] | None = None) -> None:
        """Write the sentence, and nothing around it."""
        click.echo(self.message, file=file, err=True)


class Commands(click.Group):
    """Commands in which errors of data, of settings and of the system end in a sentence.

    A terminal that lacks a character is given its code: no command may end because of it.
    """

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run as a program."""
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")
        return super().main(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was asked for. Raises Refusal."""
        try:
            return super().invoke(ctx)
        except (RecordError, ConfigError, BoundaryError) as error:
            raise Refusal(str(error)) from error
        except BrokenPipeError:  # whoever reads has enough, as `head` has; click ends quietly
            raise
        except OSError as error:
            where = error.filename or ctx.invoked_subcommand
            raise Refusal(f"{where}: {error.strerror or error}") from error


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "show_default": True},
    help="峰图 Fengtu: an atlas of city carbon-peaking plans.",
)
def main() -> None:
    """All commands; the exit status is 0, 1 with a sentence, or 2 for a wrong option."""


@main.command()
def build() -> None:
    """Rebuild data/boundaries from the installed 天地图 edition."""
    data = configuration().data
    with exclusively(data / "boundaries"):
        said = boundary_build.build(data)
    print("\n".join(said))


@main.command()
def check() -> None:
    """Run every check; the exit status is 1 when something is wrong."""
    found = check_input(configuration())
    said = [str(problem) for problem in checks.problems(found)]
    # Only now, because it builds what the app builds, which bad tables let nobody do.
    if not said and (fault := loading_fault(found)):
        said.append(fault)
    print("\n".join(said), end="\n" * bool(said))
    stored = f"{schema.QUOTE_HASHES.file} (the documents are not here)"
    source = "the documents" if found.texts else stored
    print(f"{len(said)} problems; {len(checks.CHECKS)} checks; clauses compared with {source}")
    sys.exit(1 if said else 0)


@main.command()
@click.option("as_json", "--json", is_flag=True, help="For programs.")
def stats(as_json: bool) -> None:
    """Print what the record holds, document by document."""
    layers = checked_layers(configuration())
    if as_json:
        held = summary.holdings(layers.record, frozenset(layers.marks.thing))
        print(json.dumps(held, ensure_ascii=False, indent=2, allow_nan=False))
    else:
        print(summary.report(layers.record))


@main.command()
def tidy() -> None:
    """Write tables in canonical form; renew hashes, datapackage.json."""
    config = configuration()
    found = check_input(config)
    # Without the documents a clause counts as verified that was so when they were here.
    faults = checks.problems(found, (form.check_saved, fact.check_quotes), values_first=False)
    if faults:
        print("\n".join(map(str, faults)))
        print("nothing was written")
        sys.exit(1)
    tables = found.tables.text | {"quote_hashes": quote_hashes(found.tables.text)}
    content = {
        table.name: table_bytes(tables[table.name].sort_values(list(table.key)))
        for table in schema.TABLES
    }
    with exclusively(config.data):
        for table in schema.TABLES:
            replace_whole(config.data / table.file, content[table.name])
        replace_whole(config.data / package.FILE, package.descriptor_bytes(content))
    for table in schema.TABLES:
        for mend in found.tables.readings[table.name].mends:
            print(f"{table.file}: {mend}; written right")
    print(f"{len(schema.TABLES)} tables and {package.FILE} written")


@main.command()
@click.option("--counties", type=click.Choice(["record", "all"]), default="record")
@click.option("--items", type=int, default=100_000)
@click.option("--seed", type=int, default=synthetic.SEED)
@click.option("--out", type=click.Path(path_type=Path), required=True)
def synth(counties: synthetic.Counties, items: int, seed: int, out: Path) -> None:
    """Write a synthetic record for benchmarks and tests."""
    try:
        said = synthetic.write(out, counties, items, seed)
    except ValueError as error:
        raise Refusal(str(error)) from error
    print("\n".join(said))


@main.command()
@click.option("--out", type=click.Path(path_type=Path), default=Path("fengtu.html"))
def exhibit(out: Path) -> None:
    """Write the exhibition as one HTML file that needs no server."""
    content = one_file.html_bytes(checked_layers(configuration()))
    replace_whole(out, content)
    print(f"{out}: {len(content) / 1e6:.1f} MB; open it in a browser, no network needed")


@main.command()
@click.argument("file", type=click.Path(exists=True, path_type=Path))
@click.option("--area", multiple=True, help="County, city or province that the plan covers.")
@click.option("--out", type=click.Path(path_type=Path), help="Folder for what was read.")
@click.option("--workers", type=click.IntRange(1, 64), default=1, help="Processes for a folder.")
def read(file: Path, area: tuple[str, ...], out: Path | None, workers: int) -> None:
    """Read a plan, or a folder of plans, by program."""
    from geodata.reading import batch  # only now: it loads the readers of PDF

    failed = 0
    for outcome in batch.outcomes(file, area, out, workers, told=batch.progress):
        print(outcome.said, flush=True)
        failed += outcome.failed
    sys.exit(1 if failed else 0)


@main.command("doctor")
@click.option("--port", type=int, default=8501)
def diagnose(port: int) -> None:
    """Tell what is installed, what would be served, what is wrong."""
    lines, well = doctor.report(port)
    print("\n".join(lines))
    sys.exit(0 if well else 1)


@main.command()
@click.option("--port", type=int, default=8501)
@click.option("--address", default="127.0.0.1")
def serve(port: int, address: str) -> None:
    """Start the app, on loopback unless told otherwise."""
    configuration()  # settings that cannot be used are said here, not on every page
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError as error:
            raise Refusal(
                f"Port {port} is taken by another program. "
                f"Choose another one: make run PORT={port + 1}"
            ) from error
    folder, settings = run_folder(), settings_file().absolute()  # before the folder is entered
    print(f"峰图 Fengtu: http://{address}:{port}  (stop with Ctrl+C)", flush=True)
    os.chdir(folder)
    command = [sys.executable, "-m", "streamlit", "run", SCRIPT]
    command += [f"--server.address={address}", f"--server.port={port}"]
    # Every session is a thread; glibc would keep what each has freed apart from the others.
    environment = {"MALLOC_ARENA_MAX": "2"} | os.environ
    if "FENGTU_CONFIG" in environment:
        environment["FENGTU_CONFIG"] = str(settings)
    os.execve(sys.executable, command, environment)  # noqa: S606 - our own interpreter
