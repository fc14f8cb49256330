"""The date that files and their names carry."""

from __future__ import annotations

import datetime
from typing import Final

# China has one time zone and no summer time, so that no list of zones is needed.
_BEIJING: Final = datetime.timezone(datetime.timedelta(hours=8))


def beijing_date() -> datetime.date:
    """Today in Beijing, wherever the server stands."""
    return datetime.datetime.now(_BEIJING).date()
