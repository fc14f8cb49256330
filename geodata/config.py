"""Where the project's files are, and what an operator may set in fengtu.toml."""

from __future__ import annotations

import os
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
STATIC: Final = ROOT / "static"
WEB: Final = ROOT / "components" / "web"


class ConfigError(ValueError):
    """The configuration file says something that cannot be used."""


@dataclass(frozen=True)
class Config:
    """What an operator may set: folders, the boundary edition, its approval number, the exhibition.

    `public_address` is where visitors reach the app from their phones; '' hides the QR code.
    `exhibit_language` is zh, en, or both in turn.
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
    "boundary_source": "天地图行政区划（2025-09 版）",
    "boundary_source_en": "Tianditu administrative divisions (edition of 2025-09)",
    "approval_number": "",
    "public_address": "",
    "exhibit_language": "both",
}
_CHOICES: Final = {"exhibit_language": ("zh", "en", "both")}
_ADDRESS: Final = re.compile(r"https?://[^\s/?#]+(/[^\s?#]*)?")


def configuration() -> Config:
    """The settings of `fengtu.toml`, or of the file that FENGTU_CONFIG names; else the defaults.

    Relative paths are relative to the file that holds them. Raises ConfigError for an unknown key
    or a value that is no text.
    """
    file = Path(os.environ.get("FENGTU_CONFIG", ROOT / "fengtu.toml"))
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
