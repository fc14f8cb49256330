"""The edition being served: follows the files of data/, takes what passes the checks."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final, Generic, TypeVar

from geodata.config import Config
from geodata.operate.publish import PublishError
from geodata.record import checks
from geodata.record.boundaries import BoundaryError
from geodata.record.checks.problem import check_input
from geodata.record.record import Record, read_record
from geodata.record.tables import RecordError, signature

Edition = TypeVar("Edition")
_log = logging.getLogger("fengtu")

# How many times files are read that change during reading.
_READINGS: Final = 3
# Wait before a retry when the machine is at fault and not the data, as with a full disk.
_PATIENCE_S: Final = 10.0
_LOG_LIMIT: Final = 300  # characters

_CHANGING: Final = "the files changed while they were read; they are read again at the next visit"


class Store(Generic[Edition]):
    """Holds the newest edition whose data passed its checks.

    `make` turns a record into an edition; it runs once per version of the data.
    """

    def __init__(self, config: Config, make: Callable[[Record, Config], Edition]) -> None:
        self.config = config
        self._make = make
        self._lock = threading.Lock()
        self._signature = ""
        self._again_at = float("inf")
        self._logged: tuple[str, list[str]] = ("", [])
        self._state: tuple[Edition | None, list[str]] = (None, [])

    def current(self) -> tuple[Edition | None, list[str]]:
        """The last good edition, and why the current files were refused ([] if they were not).

        One visitor waits for a new edition; the others are served the one before.
        """
        if self._lock.acquire(blocking=self._state[0] is None):
            try:
                due = time.monotonic() >= self._again_at
                if due or signature(self.config) != self._signature:
                    self._renew()
            finally:
                self._lock.release()
        return self._state

    def _renew(self) -> None:
        """Read the files until none changes meanwhile; take their edition, or say why not."""
        for _ in range(_READINGS):
            self._signature = signature(self.config)
            self._again_at = float("inf")
            edition, said = self._read()
            if signature(self.config) == self._signature:
                break
        else:
            self._signature, edition, said = "", None, [_CHANGING]
        self._state = (self._state[0] if edition is None else edition, said)
        if said and (self._signature, said) != self._logged:
            self._logged = (self._signature, said)
            first = "".join(c if c.isprintable() else " " for c in said[0])[:_LOG_LIMIT]
            _log.warning("data refused: %d problems; first: %s", len(said), first)

    def _read(self) -> tuple[Edition | None, list[str]]:
        """The edition of the current files, or None and what is wrong with them."""
        try:
            found = check_input(self.config)
            said = [str(p) for p in checks.problems(found, checks.SERVING_CHECKS)]
            return (None, said) if said else (self._make(read_record(self.config), self.config), [])
        except (RecordError, BoundaryError) as error:
            return None, str(error).splitlines()
        except Exception as error:  # whatever is wrong, the last good edition stays
            self._again_at = time.monotonic() + _PATIENCE_S
            return None, [self._sentence(error)]

    def _sentence(self, error: Exception) -> str:
        """`error` for a visitor: with the name of the file, without its path on this machine."""
        if isinstance(error, PublishError):
            return str(error)
        if isinstance(error, OSError) and error.strerror:
            return f"{Path(str(error.filename or self.config.data)).name}: {error.strerror}"
        said = f"{type(error).__name__}: {error}"
        for path in (self.config.data, self.config.boundaries):
            said = said.replace(str(path), path.name)
        return said
