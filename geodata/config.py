"""Where the project's files are, and what an operator may set in fengtu.toml.

In a checkout everything lies in one folder, and the app is served from there. Installed from a
wheel, scripts and data are the package `fengtu` beside `geodata`; that folder may be nobody's to
write, so the app is served from the user's cache directory (see `operate.run_folder`) and
fengtu.toml is looked for in the user's configuration directory.
"""

from __future__ import annotations

import os
import re
import tomllib
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Final

from platformdirs import user_cache_path, user_config_path

_CODE: Final = Path(__file__).resolve().parent.parent
_INSTALLED: Final = (_CODE / "fengtu").is_dir()
# app.py, pages/, .streamlit/, data/, constraints.txt
ROOT: Final = _CODE / "fengtu" if _INSTALLED else _CODE
WEB: Final = _CODE / "components" / "web"
# The folder of the script that Streamlit runs, and what the browser loads from it by URL.
SERVED: Final = user_cache_path("fengtu") / version("fengtu") if _INSTALLED else _CODE
STATIC: Final = SERVED / "static"


class ConfigError(ValueError):
    """The configuration file says something that cannot be used."""


@dataclass(frozen=True)
class Config:
    """What an operator may set: folders, the boundary edition, its approval number, the exhibition.

    `public_address` is where visitors reach the app from their phones; '' hides the QR code.
    `exhibit_language` is zh, en, or both in turn. A `boundary_source` that is '' is said by
    `geodata.reports.provenance`, which knows whose file it is.
    """

    data: Path
    plans: Path
    boundaries: Path
    boundary_source: str
    boundary_source_en: str
    approval_number: str
    public_address: str = ""
    exhibit_language: str = "both"


_DEFAULTS: Final = {
    "data": "data",
    "plans": "../shared/plans",
    "boundaries": "data/boundaries/counties.geojson",
    "boundary_source": "",
    "boundary_source_en": "",
    "approval_number": "",
    "public_address": "",
    "exhibit_language": "both",
}
_CHOICES: Final = {"exhibit_language": ("zh", "en", "both")}
_ADDRESS: Final = re.compile(r"https?://[^\s/?#]+(/[^\s?#]*)?")


def settings_file() -> Path:
    """The file that FENGTU_CONFIG names, or fengtu.toml in its place; it need not be there."""
    usual = user_config_path("fengtu") if _INSTALLED else ROOT
    return Path(os.environ.get("FENGTU_CONFIG", usual / "fengtu.toml"))


def configuration() -> Config:
    """What `settings_file` says; the defaults for the rest.

    Relative paths are relative to the file that holds them. Raises ConfigError for an unknown key
    or a value that is no text.
    """
    file = settings_file()
    said: dict[str, object] = {}
    if file.exists():
        try:
            said = tomllib.loads(file.read_text(encoding="utf-8"))
        except tomllib.TOMLDecodeError as error:
            raise ConfigError(f"{file.name}: not readable as TOML: {error}") from error
    for key, value in said.items():
        if key not in _DEFAULTS:
            raise ConfigError(
                f"{file.name}: unknown key {key!r}; allowed: {', '.join(sorted(_DEFAULTS))}"
            )
        if not isinstance(value, str):
            raise ConfigError(f"{file.name}: {key} is {value!r}; it must be a text in quotes")
        if key in _CHOICES and value not in _CHOICES[key]:
            raise ConfigError(
                f"{file.name}: {key} is {value!r}; allowed: {', '.join(_CHOICES[key])}"
            )
        if key == "public_address" and value and not _ADDRESS.fullmatch(value):
            raise ConfigError(
                f"{file.name}: {key} is {value!r}; it must be an address such as "
                "https://atlas.example.cn"
            )

    def text(key: str) -> str:
        return str(said.get(key, _DEFAULTS[key]))

    def path(key: str) -> Path:
        base = file.parent if key in said else ROOT
        # Links are not followed here: one that is switched to a new folder switches the data.
        return (base / text(key)).absolute()

    return Config(
        data=path("data"),
        plans=path("plans"),
        boundaries=path("boundaries"),
        boundary_source=text("boundary_source"),
        boundary_source_en=text("boundary_source_en"),
        approval_number=text("approval_number"),
        public_address=text("public_address"),
        exhibit_language=text("exhibit_language"),
    )
