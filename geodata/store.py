"""The last good data: follows the files of data/, takes a new version only when it is clean."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from geodata import checks
from geodata.boundaries import BoundaryError
from geodata.catalogue import Catalogue, CatalogueError, catalogue, signature
from geodata.evidence import evidence
from geodata.paths import Config

Edition = TypeVar("Edition")
_log = logging.getLogger("fengtu")


class Store(Generic[Edition]):
    """Holds the newest edition made from data that passed its checks.

    `make` turns a record into what is served; it runs once for each version.
    """

    def __init__(self, config: Config, make: Callable[[Catalogue, Config], Edition]) -> None:
        self.config = config
        self._make = make
        self._lock = threading.Lock()
        self._signature = ""
        self._edition: Edition | None = None
        self._refusal: list[str] = []

    def current(self) -> tuple[Edition | None, list[str]]:
        """The last good edition and why the files as they are now were refused ([] if not)."""
        with self._lock:
            now = signature(self.config)
            if now != self._signature:
                self._signature = now
                self._renew()
            return self._edition, self._refusal

    def _renew(self) -> None:
        try:
            found = evidence(self.config)
            said = [str(p) for p in checks.problems(found, checks.SERVING_CHECKS)]
            if not said:
                self._edition = self._make(catalogue(self.config), self.config)
        except (CatalogueError, BoundaryError) as error:
            said = str(error).splitlines()
        except Exception as error:  # whatever is wrong with new data, the last good stays
            said = [f"{type(error).__name__}: {error}"]
        self._refusal = said
        if said:
            _log.warning("data refused: %d problems; first: %s", len(said), said[0])
