"""The folder that the app is served from.

Streamlit reads pages/ and .streamlit/ and serves static/ beside the script that it runs, and the
app writes static/. In a checkout that is the checkout itself. An installed package may lie where
nobody may write, and pip takes away only what it put there; so the script, the pages and the
settings of Streamlit are copied to a folder of the user's cache directory, one for each version,
which gets a static/ of its own. Nothing else is copied: modules and data stay where they are. The
folder may be deleted when no app runs; the next start makes it again.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from geodata.config import ROOT, SERVED
from geodata.files import exclusively, replace_whole

SCRIPT: Final = "app.py"
_COPIED: Final = (SCRIPT, "pages/*.py", ".streamlit/config.toml")


def run_folder(source: Path = ROOT, served: Path = SERVED) -> Path:
    """`served`, holding the SCRIPT of `source` and what Streamlit wants beside it.

    Nothing is done where both are the same. Raises OSError.
    """
    if source == served:
        return served
    with exclusively(served):
        for pattern in _COPIED:
            for file in source.glob(pattern):
                _copy(file, served / file.relative_to(source))
        (served / "static").mkdir(exist_ok=True)
    return served


def _copy(file: Path, target: Path) -> None:
    """Make `target` what `file` is; one that is so already is left alone, for an app may use it."""
    content = file.read_bytes()
    if not target.is_file() or target.read_bytes() != content:
        target.parent.mkdir(exist_ok=True)
        replace_whole(target, content)
