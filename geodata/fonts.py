"""Chinese text in pictures: an installed font that has the characters, or a clear sentence."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from matplotlib import font_manager
from matplotlib.font_manager import FontEntry, FontProperties
from matplotlib.ft2font import FT2Font
from matplotlib.textpath import TextPath

from geodata.vocabulary import Language
from geodata.words import word

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
_UNKNOWN: Final = "?"


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
        if entry is not None:
            face = FT2Font(entry.fname, face_index=entry.index)
            if all(face.get_char_index(ord(c)) for c in SAMPLE):
                return name
    return ""


def chinese_family() -> str:
    """Name of the font family to draw Chinese with. Raises MissingFontError."""
    name = _usable(installed_faces()) or _usable(new_faces())
    if not name:
        raise MissingFontError
    return name


class Pen:
    """Text styles of one picture in one family, and only characters that can be drawn."""

    def __init__(self, family: str) -> None:
        self._families = [family, LATIN]
        paths = [font_manager.findfont(FontProperties(family=[f])) for f in self._families]
        self._faces = [font_manager.get_font(path) for path in paths]

    def style(self, size_pt: float, bold: bool = False) -> FontProperties:
        """The font at `size_pt`."""
        weight = "bold" if bold else "regular"
        return FontProperties(family=self._families, size=size_pt, weight=weight)

    def clean(self, text: str) -> str:
        """`text` on one line; what no face can draw becomes a question mark, never a box."""
        return "".join(
            c if any(f.get_char_index(ord(c)) for f in self._faces) else _UNKNOWN
            for c in " ".join("".join(c if c.isprintable() else " " for c in text).split())
        )

    def width_pt(self, text: str, style: FontProperties) -> float:
        """How wide `text` is in points."""
        return float(TextPath((0, 0), text, prop=style).get_extents().x1) if text else 0.0

    def lines(self, text: str, style: FontProperties, room_pt: float, most: int) -> list[str]:
        """`text` broken to `room_pt`, at most `most` lines; an ellipsis says that it goes on."""
        said: list[str] = []
        rest = self.clean(text)
        while rest and len(said) < most:
            take = self._fitting(rest, style, room_pt)
            if take < len(rest):
                space = rest.rfind(" ", 0, take + 1)
                take = space if space > take * 0.6 else take
            said.append(rest[:take].rstrip())
            rest = rest[take:].lstrip()
        if rest and said:
            said[-1] = said[-1][: max(1, len(said[-1]) - 2)].rstrip() + "…"
        return said

    def _fitting(self, text: str, style: FontProperties, room_pt: float) -> int:
        """How many characters of `text` go into `room_pt`, at least one."""
        low, high = 1, len(text)
        while low < high:
            middle = (low + high + 1) // 2
            if self.width_pt(text[:middle], style) <= room_pt:
                low = middle
            else:
                high = middle - 1
        return low
