"""Static files for the browser: content-hashed folders, written whole or not at all."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from dataclasses import dataclass
from importlib import resources
from importlib.metadata import version
from pathlib import Path
from typing import Final

from geodata.layers import MapLayers
from geodata.paths import STATIC, WEB

# How many editions of a folder stay, the newest among them, for pages that are still open.
_KEEP: Final = 6


@dataclass(frozen=True)
class Assets:
    """Folders below static/ that a page loads from: the engine, our scripts, the record."""

    engine: str
    web: str
    record: str


def _write_whole(target: Path, files: dict[str, bytes]) -> None:
    """Make the folder `target` with `files`, so that nobody ever sees half of it."""
    if target.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(prefix=".new-", dir=target.parent))
    try:
        scratch.chmod(0o755)
        for name, content in files.items():
            (scratch / name).write_bytes(content)
        scratch.rename(target)
    except OSError:
        shutil.rmtree(scratch, ignore_errors=True)
        if not target.exists():  # else another process was first, with the same bytes
            raise


def _hashed(prefix: str, files: dict[str, bytes], static: Path) -> str:
    """Name of the folder under `static` that holds exactly `files`; old editions are removed."""
    digest = hashlib.sha256()
    for name in sorted(files):
        digest.update(name.encode() + b"\0" + files[name])
    target = static / f"{prefix}-{digest.hexdigest()[:12]}"
    _write_whole(target, files)
    target.touch()
    editions = sorted(static.glob(f"{prefix}-*"), key=lambda f: f.stat().st_mtime, reverse=True)
    for old in editions[_KEEP:]:
        shutil.rmtree(old, ignore_errors=True)
    return target.name


def publish(layers: MapLayers, static: Path = STATIC) -> Assets:
    """Write what the browser loads for `layers`; names of the folders. Raises OSError."""
    engine = static / f"engine-{version('pydeck')}"
    if not engine.exists():
        # pydeck's wheel carries deck.gl whole; nothing is fetched from a host.
        bundle = resources.files("pydeck") / "nbextension" / "static" / "index.js"
        _write_whole(engine, {"deck.js": bundle.read_bytes()})
    ours = sorted([*WEB.glob("*.js"), *WEB.glob("*.css")])
    scripts = {file.name: file.read_bytes() for file in ours}
    return Assets(
        engine=engine.name,
        web=_hashed("web", scripts, static),
        record=_hashed("record", layers.files(), static),
    )
