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
from geodata.record.checks import CheckInput
from geodata.record.record import Record
from geodata.record.tables import RecordError, read_tables, signature

Edition = TypeVar("Edition")
_log = logging.getLogger("fengtu")

# What is wrong with the machine and not with the data, as a full disk, is tried again after this.
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
        """Read the files; take what they hold, or say why not."""
        self._signature = signature(self.config)
        self._again_at = float("inf")
        edition, said = self._read()
        self._state = (self._state[0] if edition is None else edition, said)
        if said and (self._signature, said) != self._logged:
            self._logged = (self._signature, said)
            first = "".join(c if c.isprintable() else " " for c in said[0])[:_LOG_LIMIT]
            _log.warning("data refused: %d problems; first: %s", len(said), first)

    def _read(self) -> tuple[Edition | None, list[str]]:
        """The edition of the current files, or None and what is wrong with them."""
        try:
            tables = read_tables(self.config)
            said = [str(p) for p in checks.problems(CheckInput(tables), checks.SERVING_CHECKS)]
            if said:
                return None, said
            record = Record.of(tables)
            # Each file was read once, but one after another: somebody who copies new files over
            # the old ones could leave a mixture here that passes the checks.
            if signature(self.config) != self._signature:
                self._signature = ""
                return None, [_CHANGING]
            return self._make(record, self.config), []
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
