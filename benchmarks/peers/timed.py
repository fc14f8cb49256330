"""A Streamlit server that writes down how long each run of its script took.

    python timed.py LOG SCRIPT [options of streamlit run]

One line a run, in milliseconds, from the start of the run on the script thread to its end; the
same for Fengtu and for its peers.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

from streamlit.runtime.scriptrunner.script_runner import ScriptRunner
from streamlit.web import cli


def main() -> None:
    log = Path(sys.argv[1])
    untimed = ScriptRunner._run_script

    def timed(self: ScriptRunner, rerun_data: Any) -> None:
        began = time.perf_counter()
        try:
            untimed(self, rerun_data)
        finally:
            with log.open("a", encoding="ascii") as lines:
                lines.write(f"{(time.perf_counter() - began) * 1000:.2f}\n")

    ScriptRunner._run_script = timed  # type: ignore[method-assign]
    sys.argv = ["streamlit", "run", *sys.argv[2:]]
    cli.main()


if __name__ == "__main__":
    main()
