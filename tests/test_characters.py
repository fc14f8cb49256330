"""Bytes that people save, and characters that nobody sees."""

from __future__ import annotations

import shutil
import subprocess
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata import characters
from geodata.characters import EncodingError, decoded, plain, searchable

TEXT = "adcode,county_zh\n371402,德城区\n370321,桓台县\n"
_EQUIVALENT = (
    "my ($l, $m) = prop_invmap('Equivalent_Unified_Ideograph'); for my $i (0 .. $#$l - 1) {"
    " for my $c ($l->[$i] .. $l->[$i + 1] - 1) { printf('%d %d;', $c, $m->[$i] || 0)"
    " if $c >= 0x2E80 && $c <= 0x2FD5 } }"
)


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8", ""),
        ("utf-8-sig", "UTF-8 with a byte order mark"),
        ("gbk", "GBK"),
        ("gb18030", "GBK"),
        ("utf-16", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("utf-32", "UTF-32"),
    ],
)
def test_encodings(encoding: str, told: str) -> None:
    assert decoded(TEXT.encode(encoding)) == (TEXT, told)


@pytest.mark.parametrize(
    "content",
    [
        "臺灣省高雄縣，風力發電".encode("big5"),
        "日本語のテキスト、表".encode("shift-jis"),
        "Café, été, déjà".encode("latin-1"),
        "德州市平原县".encode()[:-1],
        "德州".encode("gbk") + "平原县风电场".encode(),
        "德州".encode("utf-16") + b"\0",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    ],
)
def test_no_guess(content: bytes) -> None:
    with pytest.raises(EncodingError):
        characters.decoded(content)


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1))
def test_chinese_is_read_as_it_was_or_refused(text: str) -> None:
    """Also of rare characters alone, and of a single one."""
    for encoding in ("utf-8", "gb18030"):
        try:
            assert decoded(f"adcode\n{text}".encode(encoding))[0] == f"adcode\n{text}"
        except EncodingError:
            assert encoding == "gb18030"


def test_radicals_are_the_words_that_unicode_says() -> None:
    """Perl carries the table of Unicode; where it is missing the names of the radicals do."""
    pairs = zip(characters._RADICALS[::2], characters._RADICALS[1::2], strict=True)
    assert all(unicodedata.name(radical).startswith("CJK RADICAL") for radical, _ in pairs)
    perl = shutil.which("perl")
    if perl is None:
        pytest.skip("needs perl")
    call = [perl, "-MUnicode::UCD=prop_invmap", "-e", _EQUIVALENT]
    said = subprocess.run(call, capture_output=True, text=True, check=False).stdout
    if not said:
        pytest.skip("needs perl with the tables of Unicode")
    meant = {int(a): int(b) for a, b in (pair.split() for pair in said.split(";") if pair)}
    ours = {code: ord(word) for code, word in characters._WORDS.items() if code < 0x2FD6}
    assert {code: meant[code] for code in ours} == ours
    assert set(range(0x2F00, 0x2FD6)) <= set(ours)


@given(st.text())
def test_plain_is_plain(text: str) -> None:
    assert plain(plain(text)) == plain(text)


@pytest.mark.parametrize(
    "typed", ["风电", "⻛电", "\u200b风电", "风\u200d电", "\ufeff风电\u2060", "⻛\xad电"]
)
def test_what_looks_the_same_is_found(typed: str) -> None:
    assert searchable(typed) == "风电"


def test_width_and_case() -> None:
    assert searchable("５０ＭＷ") == searchable("50mw") == "50mw"
