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

from geodata.characters import EncodingError, decoded, plain

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
_PATHS: Final = ("data", "plans", "boundaries")
_CONTROL: Final = re.compile("[\x00-\x1f\x7f]")
_MARKS: Final = "\"'“”„‟＂‘’‚‛＇「」『』«»"
# key = "value" # remark, with any quotation marks
_LINE: Final = re.compile(
    rf"\s*(?P<key>\w+)\s*(?P<sign>[=＝])\s*(?P<open>[{_MARKS}])(?P<value>.*)(?P<close>[{_MARKS}])"
    r"\s*(?P<rest>#[^\"'“”]*)?"
)
_ADDRESS: Final = re.compile(r"https?://[^\s/?#]+(/[^\s?#]*)?")


def settings_file() -> Path:
    """The file that FENGTU_CONFIG names, or fengtu.toml in its place; it need not be there."""
    usual = user_config_path("fengtu") if _INSTALLED else ROOT
    return Path(os.environ.get("FENGTU_CONFIG", usual / "fengtu.toml"))


def settings() -> dict[str, object]:
    """What `settings_file` says by key, nothing where there is none.

    Read as people save it: UTF-8, UTF-16 or GBK, typographic quotation marks around a value, single
    backslashes in a path. Raises ConfigError with the line where that is not enough.
    """
    file = settings_file()
    if not file.exists():
        return {}
    try:
        text = plain(decoded(file.read_bytes())[0])
    except EncodingError as error:
        raise ConfigError(f"{file.name}: {error}") from None
    text = re.sub("\r\n?", "\n", text)
    try:
        said: dict[str, object] = tomllib.loads(text)
        if not any(_is_spoilt(key, value) for key, value in said.items()):
            return said
    except tomllib.TOMLDecodeError:
        pass
    lines = [_mended(line) for line in text.split("\n")]
    try:
        return tomllib.loads("\n".join(lines))
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(_unreadable(file.name, lines, error)) from error


def _is_spoilt(key: str, value: object) -> bool:
    """Whether TOML took the backslashes of a Windows path for other characters."""
    return key in _PATHS and isinstance(value, str) and _CONTROL.search(value) is not None


def _mended(line: str) -> str:
    """A line of settings as it was meant: key = "value", or as it is where that is in doubt."""
    found = _LINE.fullmatch(line)
    if found is None:
        return line
    key, value = found["key"], found["value"].strip()
    typed_as_toml = found["open"] in "\"'" and found["open"] == found["close"]
    if typed_as_toml and (key not in _PATHS or "\\" not in value or found["open"] == "'"):
        return line.replace("＝", "=", 1) if found["sign"] == "＝" else line
    if re.search("[\"'\\x00-\\x1f]", value):  # a mark inside: where the value ends is in doubt
        return line
    return f"{key} = '{value}' {found['rest'] or ''}".rstrip()


def _unreadable(name: str, lines: list[str], error: tomllib.TOMLDecodeError) -> str:
    """The sentence on settings that are no TOML: which line, and how it must look."""
    at = re.search(r"\(at line (\d+)", str(error))
    number = int(at[1]) if at else len(lines)
    while number > 1 and not lines[number - 1].strip():
        number -= 1
    line = lines[number - 1].strip()
    key = re.match(r"\w+", line)
    wanted = f'{key[0] if key else "data"} = "…"'
    return (
        f"{name}: not readable as TOML: line {number} is {line[:60]!r}; it must be a key, =, and a "
        f"text between straight quotation marks: {wanted}"
    )


def _folder(text: str) -> str:
    """A path as this system writes it: one typed on Windows has backslashes."""
    return text.strip() if os.name == "nt" else text.strip().replace("\\", "/")


def configuration() -> Config:
    """What `settings_file` says; the defaults for the rest.

    Relative paths are relative to the file that holds them. Raises ConfigError for an unknown key
    or a value that is no text.
    """
    file = settings_file()
    said = settings()
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
        if key in _PATHS and (not value.strip() or _CONTROL.search(value)):
            raise ConfigError(
                f"{file.name}: {key} is {value!r}; it must be the path of a folder or file, "
                "with / between its parts"
            )

    def text(key: str) -> str:
        return str(said.get(key, _DEFAULTS[key]))

    def path(key: str) -> Path:
        base = file.parent if key in said else ROOT
        # Links are not followed here: one that is switched to a new folder switches the data.
        return (base / _folder(text(key))).absolute()

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
