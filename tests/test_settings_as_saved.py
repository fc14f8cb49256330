"""fengtu.toml as editors save it: read, or refused with the line and how it must look."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from geodata.config import ROOT, ConfigError, configuration
from geodata.operate.commands import main

SETTINGS = 'data = "数据"\nboundary_source = "自然资源部标准地图"\n'


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The configuration file, to be written."""
    path = tmp_path / "fengtu.toml"
    monkeypatch.setenv("FENGTU_CONFIG", str(path))
    return path


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_encodings(file: Path, encoding: str, ends: str) -> None:
    file.write_bytes(SETTINGS.replace("\n", ends).encode(encoding))
    config = configuration()
    assert config.data == file.parent / "数据"
    assert config.boundary_source == "自然资源部标准地图"


@pytest.mark.parametrize(
    "line",
    [
        "data = “tables”",
        "data = ‘tables’",
        "data = ”tables”",
        "data = 「tables」",
        'data = "tables”  # 数据',
        "data＝＂tables＂",
        "data ＝ “ tables ”",
        "\u200bdata = \u201ctables\u200b\u201d",
        'data\xa0= "tables"',
    ],
)
def test_typographic_marks(file: Path, line: str) -> None:
    file.write_text(f'approval_number = "GS"\n{line}\n', encoding="utf-8")
    config = configuration()
    assert config.data == file.parent / "tables"
    assert config.approval_number == "GS"


@pytest.mark.parametrize(
    ("value", "path"),
    [
        (r'"..\data"', "../data"),
        (r'"new\tables"', "new/tables"),  # TOML would read a line end and a tab
        (r'"fengtu\u6570\data"', "fengtu/u6570/data"),
        (r'"tables\"', "tables"),
        (r'"a\\b"', "a/b"),
        (r"'a\b'", "a/b"),
        (r"“a\b”", "a/b"),
        ('"碳达峰\u3000方案/数据"', "碳达峰\u3000方案/数据"),
    ],
)
def test_paths_of_windows(file: Path, value: str, path: str) -> None:
    file.write_text(f"data = {value}\n", encoding="utf-8")
    assert configuration().data == file.parent / path


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("data = D:/tables", "line 1 is 'data = D:/tables'; it must be a key, =, and a text"),
        ('plans = "x"\ndata = "tables\n', "line 2 is 'data = \"tables'"),
        ("data: tables", 'between straight quotation marks: data = "…"'),
        ('data = "a" "b"', "line 1 is "),
        ("数据 = “x", "line 1 is "),
        ('data = ""', "data is ''; it must be the path of a folder or file"),
        ('data = """a\nb"""', "it must be the path of a folder or file"),
        ('[fengtu]\ndata = "x"', "unknown key 'fengtu'; allowed: "),
        ('boundary_source = "a\\qb"', "line 1 is "),
    ],
)
def test_what_is_in_doubt(file: Path, text: str, sentence: str) -> None:
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as refused:
        configuration()
    assert str(refused.value).startswith("fengtu.toml: ")
    assert sentence in str(refused.value)
    assert len(str(refused.value).splitlines()) == 1


def test_no_text_at_all(file: Path) -> None:
    file.write_bytes(b"data = \xff\x81")
    with pytest.raises(ConfigError, match="neither UTF-8 nor GBK at byte 7, on row 1"):
        configuration()


def test_words_keep_their_marks(file: Path) -> None:
    """A value that TOML can read is not touched."""
    said = "“天地图”（2025-09 版）\\\\n"
    file.write_text(f'boundary_source = "{said}"\ndata = “x”\n', encoding="utf-8")
    assert configuration().boundary_source == "“天地图”（2025-09 版）\\n"


@pytest.mark.parametrize("command", ["check", "stats", "tidy", "exhibit", "serve", "build"])
def test_every_command_says_so(file: Path, command: str) -> None:
    file.write_text("data = [", encoding="utf-8")
    result = CliRunner().invoke(main, [command])
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("fengtu.toml: not readable as TOML: line 1 is 'data = ['")
    assert len(result.stderr.splitlines()) == 1


def test_settings_are_read_where_they_are() -> None:
    assert configuration().data == ROOT / "data"
