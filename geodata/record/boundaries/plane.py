"""The coordinates that everything is kept in, and the error of boundaries that cannot be used."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

# Lambert azimuthal equal-area, centred between the five cities; metres. Over their 5 degrees of
# longitude the scale error stays under 0.1 %.
EQUAL_AREA: Final = "+proj=laea +lat_0=36.7 +lon_0=116.5 +ellps=GRS80 +units=m +no_defs"
GEOGRAPHIC: Final = "EPSG:4326"

_LISTED: Final = 3


class BoundaryError(ValueError):
    """Boundary data that cannot be used: the file, and one sentence for each cause."""

    def __init__(self, sentences: Sequence[str], file: str = "") -> None:
        self.file = file
        self.sentences = list(sentences)
        super().__init__("\n".join(f"{file}: {said}" if file else said for said in sentences))


def listed(names: Sequence[str]) -> str:
    """The first names of many, and how many more there are."""
    more = len(names) - _LISTED
    said = ", ".join(names[:_LISTED])
    return f"{said} and {more} more" if more > 0 else said
