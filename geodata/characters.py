"""Text as people save and paste it: encodings, invisible characters, radicals that look like words.

Knows nothing of tables. `decoded` reads bytes, `plain` mends what nobody sees, `searchable` is the
form in which a search compares.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections import Counter
from typing import Final

# CJK radicals that are also words: PDF readers hand them out instead of the words, whose glyphs
# they share. Unicode 16, EquivalentUnifiedIdeograph.txt. Parts of words (⺡, ⺮ …) are left out:
# it is not known which word they stand for. Kangxi radicals and compatibility ideographs have
# their words in the decompositions that Python knows.
_RADICALS: Final = (
    "⺌小⺒巳⺓幺⺜日⺝月⺟母⺠民⺩王⺫目⺬示⺶羊⺼肉⻁虎⻄西⻅见⻆角⻉贝⻋车⻑長⻒镸⻓长⻔门⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食"
    "⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟"
)
_COMPATIBLE: Final = (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFAFF))
_WORDS: Final = {ord(a): b for a, b in zip(_RADICALS[::2], _RADICALS[1::2], strict=True)} | {
    code: word
    for code in _COMPATIBLE
    if (word := unicodedata.normalize("NFKC", chr(code))) != chr(code)
}
# Zero width, marks of direction, byte order marks, soft hyphens, control characters but tab and
# line ends; and the spaces that no line is broken at, which become spaces.
_UNSEEN: Final = (
    *(0xAD, 0x34F, 0x180E, 0x2060, 0xFEFF),
    *range(0x200B, 0x2010),
    *range(0x202A, 0x202F),
    *range(0x2061, 0x2065),
    *range(0x2066, 0x2070),
    *(code for code in range(0x20) if chr(code) not in "\t\n\v\f\r\x1c\x1d\x1e\x1f"),
    *(code for code in range(0x7F, 0xA0) if code != 0x85),
)
_SPACES: Final = (0xA0, 0x2007, 0x202F)
_PLAIN: Final = _WORDS | dict.fromkeys(_UNSEEN, "") | dict.fromkeys(_SPACES, " ")
# All below 10000, for one above makes the search ten times as slow.
_STRANGE: Final = re.compile(f"[{re.escape(''.join(map(chr, _PLAIN)))}]")

# Bytes that are two thirds common characters when read as GBK are Chinese saved in it: what is not
# Chinese, or not in GBK, reads as rare characters, kana and box drawings.
_COMMON_SHARE: Final = 2 / 3
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8 with a byte order mark"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
GBK: Final = "GBK"  # read as GB18030, which holds it
_REMEDY: Final = "save it as UTF-8 (in Excel: CSV UTF-8)"


class EncodingError(ValueError):
    """Bytes that are not certainly text; the message says why and what to do."""


def plain(text: str) -> str:
    """`text` without characters that nobody sees, with words for radicals that look like them."""
    return text.translate(_PLAIN) if _STRANGE.search(text) else text


def searchable(text: str) -> str:
    """`text` as a search compares it: `plain`, of one width (NFKC) and one case."""
    return unicodedata.normalize("NFKC", plain(text)).casefold()


def decoded(content: bytes) -> tuple[str, str]:
    """The text of a file, and the name of its encoding; '' for plain UTF-8.

    UTF-8, UTF-16 and UTF-32 are told by their marks or their zeros, GBK (as GB18030) by what it
    reads as. Raises EncodingError where that leaves a doubt.
    """
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise EncodingError("it is an Excel workbook, whatever its name says; save it as CSV UTF-8")
    for mark, encoding, said in _MARKS:
        if content.startswith(mark):
            return _wide(content.removeprefix(mark), encoding, said), said
    if b"\0" in content[:4]:
        encoding = "utf-16-be" if content[:1] == b"\0" else "utf-16-le"
        return _wide(content, encoding, "UTF-16"), "UTF-16"
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        return _gbk(content, error), GBK
    if _may_be_gbk(text, content):
        raise EncodingError(f"it can be read as UTF-8 and as GBK; {_REMEDY}")
    return text, ""


def _wide(content: bytes, encoding: str, said: str) -> str:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise EncodingError(f"not {said} at byte {error.start}; {_REMEDY}") from None
    if "\0" in text:
        raise EncodingError(f"not text, for it holds zeros; {_REMEDY}")
    return text


def _gbk(content: bytes, error: UnicodeDecodeError) -> str:
    """The text of GBK bytes; `error` is why they are not UTF-8. Raises EncodingError."""
    try:
        text = content.decode("gb18030")
        if _is_chinese(text):
            return text
    except UnicodeDecodeError:
        pass
    row = content.count(b"\n", 0, error.start) + 1
    raise EncodingError(f"neither UTF-8 nor GBK at byte {error.start}, on row {row}; {_REMEDY}")


def _may_be_gbk(text: str, content: bytes) -> bool:
    """Whether UTF-8 without any Chinese, but with letters of other scripts, is Chinese in GBK."""
    if not re.search("[\u0180-\u07ff]", text) or re.search("[\u2e80-\U0003ffff]", text):
        return False
    try:
        return _is_chinese(content.decode("gb18030"))
    except UnicodeDecodeError:
        return False


def _is_chinese(text: str) -> bool:
    counted = Counter(character for character in plain(text) if character > "\x7f")
    common = sum(n for character, n in counted.items() if _is_common(character))
    return common >= _COMMON_SHARE * counted.total() > 0


def _is_common(character: str) -> bool:
    """Whether a character is among the 3755 most common or a sign of GB 2312, or a wide one."""
    row = character.encode("gb2312", "replace")[0]
    return row in (0xA1, 0xA2, 0xA3) or 0xB0 <= row <= 0xD7
