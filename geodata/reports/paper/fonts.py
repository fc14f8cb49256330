"""Chinese text in pictures: an installed font that has the characters, or a clear sentence."""

from __future__ import annotations

import string
from collections.abc import Iterable
from functools import cache
from typing import Final

from matplotlib import font_manager
from matplotlib.font_manager import FontEntry, FontProperties
from matplotlib.ft2font import FT2Font, LoadFlags

from geodata.language.text import word
from geodata.language.vocabulary import Language

# Families of simplified Chinese, best first. A collection file (.ttc) holds several regional faces
# under their own names, so asking by name takes the right one.
FAMILIES: Final = (
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "Noto Sans SC",
    "Microsoft YaHei",
    "PingFang SC",
    "HarmonyOS Sans SC",
    "MiSans",
    "DengXian",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "SimHei",
    "Hiragino Sans GB",
    "Noto Serif CJK SC",
    "Source Han Serif SC",
    "SimSun",
)
# Characters that a usable face must have: names of counties, punctuation of documents, signs.
SAMPLE: Final = "德州菏泽淄博济南石家庄郓鄄莘峄碳达峰图例县区〔〕《》（），；、≥–·"
LATIN: Final = "DejaVu Sans"  # comes with matplotlib
# Chinese typesetting (GB/T 15834): what may not begin a line, and what may not end one.
NOT_FIRST: Final = "，。、；：？！）〕】》〉」』”’％%·…—～,.;:?!)]"
NOT_LAST: Final = "（〔【《〈「『“‘(["
_WORD: Final = string.ascii_letters + string.digits + ".,-–/+&'\""
_UNKNOWN: Final = "?"
_MEASURE_PT: Final = 100


class MissingFontError(RuntimeError):
    """No installed font has Chinese characters; the message says what to install."""

    def __init__(self) -> None:
        super().__init__(word("report_no_font", "zh") + " " + word("report_no_font", "en"))

    def sentence(self, language: Language) -> str:
        """What to install, in `language`."""
        return word("report_no_font", language)


def installed_faces() -> list[FontEntry]:
    """The faces that matplotlib knows."""
    return list(font_manager.fontManager.ttflist)


def new_faces() -> list[FontEntry]:
    """Faces installed since matplotlib last looked; from here on it knows them."""
    known = {entry.fname for entry in font_manager.fontManager.ttflist}
    for file in font_manager.findSystemFonts():
        if file not in known:
            try:
                font_manager.fontManager.addfont(file)
            except (OSError, RuntimeError):  # a file that is no font
                continue
    return [e for e in font_manager.fontManager.ttflist if e.fname not in known]


def _usable(faces: Iterable[FontEntry]) -> str:
    """The best of FAMILIES among `faces` whose face has all of SAMPLE; '' if none."""
    by_name = {entry.name: entry for entry in faces}
    for name in FAMILIES:
        entry = by_name.get(name)
        if entry is not None and _has_sample(entry.fname, entry.index):
            return name
    return ""


@cache
def _has_sample(file: str, index: int) -> bool:
    """Whether the face has all of SAMPLE; read once, for every page asks."""
    face = FT2Font(file, face_index=index)
    return all(face.get_char_index(ord(c)) for c in SAMPLE)


def chinese_family() -> str:
    """Name of the font family to draw Chinese with. Raises MissingFontError."""
    name = _usable(installed_faces()) or _usable(new_faces())
    if not name:
        raise MissingFontError
    return name


def _broken(text: str, most: int) -> int:
    """Where a line of at most `most` characters ends; `most` if that would leave it half empty.

    No line begins with closing punctuation or ends with opening; words and numbers stay whole.
    """
    for end in range(most, int(most * 0.6), -1):
        last, first = text[end - 1], text[end:].lstrip()[:1]
        whole = last in _WORD and text[end] in _WORD
        if first not in NOT_FIRST and last not in NOT_LAST and not whole:
            return end
    return most


class Pen:
    """Text styles of one picture in one family, and only characters that can be drawn."""

    def __init__(self, family: str) -> None:
        self._families = [family, LATIN]
        self._faces = {bold: self._opened(bold) for bold in (False, True)}
        self._widths: dict[tuple[str, bool], float] = {}

    def _opened(self, bold: bool) -> list[FT2Font]:
        weight = "bold" if bold else "regular"
        paths = [
            font_manager.findfont(FontProperties(family=[name], weight=weight))
            for name in self._families
        ]
        faces = [FT2Font(path, face_index=path.face_index) for path in paths]
        for face in faces:
            face.set_size(_MEASURE_PT, 72)
        return faces

    def style(self, size_pt: float, bold: bool = False) -> FontProperties:
        """The font at `size_pt`."""
        weight = "bold" if bold else "regular"
        return FontProperties(family=self._families, size=size_pt, weight=weight)

    def clean(self, text: str) -> str:
        """`text` on one line; what no face can draw becomes a question mark, never a box."""
        return "".join(
            c if any(f.get_char_index(ord(c)) for f in self._faces[False]) else _UNKNOWN
            for c in " ".join("".join(c if c.isprintable() else " " for c in text).split())
        )

    def width_pt(self, text: str, size_pt: float, bold: bool = False) -> float:
        """How wide `text` is in points at `size_pt`: its advance widths, without kerning."""
        return sum(self._advance(c, bold) for c in text) * size_pt

    def _advance(self, character: str, bold: bool) -> float:
        """Width of a character at 1 pt."""
        if (character, bold) not in self._widths:
            for face in self._faces[bold]:
                if face.get_char_index(ord(character)):
                    glyph = face.load_char(ord(character), flags=LoadFlags.NO_HINTING)
                    width = glyph.linearHoriAdvance / 65536 / _MEASURE_PT
                    break
            else:
                width = 1.0
            self._widths[character, bold] = width
        return self._widths[character, bold]

    def lines(
        self, text: str, size_pt: float, room_pt: float, most: int, bold: bool = False
    ) -> list[str]:
        """`text` broken to `room_pt`, at most `most` lines; an ellipsis says that it goes on."""
        said: list[str] = []
        rest = self.clean(text)
        while rest and len(said) < most:
            take = self._fitting(rest, size_pt, room_pt, bold)
            if take < len(rest):
                take = _broken(rest, take)
            said.append(rest[:take].rstrip())
            rest = rest[take:].lstrip()
        if rest and said:
            said[-1] = said[-1][: max(1, len(said[-1]) - 2)].rstrip() + "…"
        return said

    def _fitting(self, text: str, size_pt: float, room_pt: float, bold: bool) -> int:
        """How many characters of `text` go into `room_pt`, at least one."""
        room = room_pt / size_pt
        for count, character in enumerate(text):
            room -= self._advance(character, bold)
            if room < 0:
                return max(1, count)
        return len(text)
