"""What an operator may set, and what is refused with a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from geodata.config import ROOT, Config, ConfigError, configuration


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The configuration file, to be written."""
    file = tmp_path / "fengtu.toml"
    monkeypatch.setenv("FENGTU_CONFIG", str(file))
    return file


def said(settings: Path, text: str) -> Config:
    settings.write_text(text, encoding="utf-8")
    return configuration()


def test_nothing_set(settings: Path) -> None:
    config = configuration()
    assert config.data == ROOT / "data"
    assert config.public_address == ""
    assert config.exhibit_language == "both"
    assert config.approval_number == ""


def test_paths_are_relative_to_the_file(settings: Path) -> None:
    config = said(settings, 'data = "tables"')
    assert config.data == settings.parent / "tables"
    assert config.boundaries == ROOT / "data" / "boundaries" / "counties.geojson"


@pytest.mark.parametrize("language", ["zh", "en", "both"])
def test_the_language_of_the_exhibition(settings: Path, language: str) -> None:
    assert said(settings, f'exhibit_language = "{language}"').exhibit_language == language


@pytest.mark.parametrize(
    "address",
    ["", "https://atlas.example.cn", "http://10.0.0.7:8501/", "https://a.cn/fengtu"],
)
def test_a_public_address(settings: Path, address: str) -> None:
    assert said(settings, f'public_address = "{address}"').public_address == address


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('exhibit_language = "fr"', "exhibit_language is 'fr'; allowed: zh, en, both"),
        ('exhibit_language = ""', "exhibit_language is ''; allowed: zh, en, both"),
        ('public_address = "atlas.example.cn"', "it must be an address such as https://"),
        ('public_address = "javascript:alert(1)"', "it must be an address"),
        ('public_address = "https://a.cn/?city=x"', "it must be an address"),
        ('public_address = "https://a.cn/#x"', "it must be an address"),
        ('public_address = "https://a.cn/ x"', "it must be an address"),
        ('public_address = "https://a.cn\\n"', "it must be an address"),
        ("public_address = 7", "it must be a text in quotes"),
        ('public_adress = "https://a.cn"', "unknown key 'public_adress'; allowed: "),
        ("public_address = ", "not readable as TOML"),
    ],
)
def test_what_is_refused(settings: Path, text: str, sentence: str) -> None:
    with pytest.raises(ConfigError) as refused:
        said(settings, text)
    assert str(refused.value).startswith("fengtu.toml: ")
    assert sentence in str(refused.value)
