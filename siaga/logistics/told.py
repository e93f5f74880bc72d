"""How far a file that is being made has got: a small file beside the database.

Not a row: the work runs inside one transaction, whose rows nobody else sees before its end.
"""

from __future__ import annotations

import json
import os
import time
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

_PAUSE = 0.4


@dataclass(frozen=True, slots=True)
class Standing:
    """How many parts of how many are drawn."""

    done: int
    total: int

    @property
    def percent(self) -> int:
        return min(100, self.done * 100 // self.total) if self.total else 0


class Told:
    """Keeps the standing of one work, at most a few times a second."""

    def __init__(self, key: str) -> None:
        self._path = Path(settings.HOME) / "progress" / f"{key}.json"
        self._last = 0.0

    def __call__(self, done: int, total: int) -> None:
        if time.monotonic() - self._last < _PAUSE:
            return
        self._last = time.monotonic()
        self._path.parent.mkdir(mode=0o700, exist_ok=True)
        fresh = self._path.with_suffix(f".{os.getpid()}")
        fresh.write_text(json.dumps([done, total]))
        fresh.replace(self._path)

    def standing(self) -> Standing | None:
        """None while nothing was told yet."""
        try:
            return Standing(*json.loads(self._path.read_text()))
        except (OSError, ValueError, TypeError):
            return None

    def clear(self) -> None:
        self._path.unlink(missing_ok=True)
