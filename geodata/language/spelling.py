"""How Chinese characters are spelled in pinyin, for those who type letters.

The readings are those of `pypinyin`, all of a character's and without tones: 单 is "dan" as well as
"shan", as in 单县. Its dictionary of phrases, which would choose one of them, is not loaded: it
takes 44 MB and 0.2 s, and who types may think of another reading than it does.
"""

from __future__ import annotations

import os
from typing import Final

os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")  # read when pypinyin is imported

from pypinyin import Style, pinyin

# Two letters that begin a syllable together, and are its initial as much as the first alone.
DOUBLE: Final = ("zh", "ch", "sh")


def readings(character: str) -> list[list[str]]:
    """The syllables of a character, lower case and without tones, the commonest reading first.

    A reading with ü has two spellings, for who has no ü types "lv" or "lu"; others have one. A
    character that is not Chinese has no reading.
    """
    said = pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore")
    return [sorted({syllable, syllable.replace("v", "u")}) for syllable in said[0]] if said else []
