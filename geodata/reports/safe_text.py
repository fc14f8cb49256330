"""Text that no spreadsheet runs and every XML file can hold."""

from __future__ import annotations

import re
from typing import Final

# A wide sign is one too, where the system's language has wide signs.
FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# XML 1.0 allows no other control character, no lone surrogate, neither FFFE nor FFFF.
_ILLEGAL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def legal(text: str) -> str:
    """`text` without the characters that XML, and so XLSX and DOCX, cannot hold."""
    return _ILLEGAL.sub("", text)


def formula_safe(cell: str) -> str:
    """A cell that no spreadsheet runs: what begins like a formula is preceded by '.

    Characters that are no text are left out first, so that none hides the beginning.
    """
    said = legal(cell)
    return f"'{said}" if said.lstrip(" ")[:1] in FORMULA_STARTS else said
