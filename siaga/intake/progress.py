"""How far long work on an import has got: a small file beside the database.

Not a row: the work runs inside one transaction, whose rows nobody else sees before its end.
"""

from __future__ import annotations

import json
import os
import time
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from siaga.intake.plan import Progress

_PAUSE = 0.4


@dataclass(frozen=True, slots=True)
class Standing:
    """What is being done, and how many of how many rows are done (0 of 0 where it cannot be counted)."""

    what: str
    done: int
    total: int

    @property
    def percent(self) -> int | None:
        return min(100, self.done * 100 // self.total) if self.total else None


def _path(run_id: int) -> Path:
    return Path(settings.HOME) / "progress" / f"import-{run_id}.json"


def writer(run_id: int) -> Progress:
    """A progress function that keeps the standing of this run, at most a few times a second."""
    last, told = 0.0, ""

    def keep(what: str, done: int, total: int) -> None:
        nonlocal last, told
        if what == told and time.monotonic() - last < _PAUSE:
            return
        last, told = time.monotonic(), what
        path = _path(run_id)
        path.parent.mkdir(mode=0o700, exist_ok=True)
        fresh = path.with_suffix(f".{os.getpid()}")
        fresh.write_text(json.dumps([what, done, total]))
        fresh.replace(path)

    return keep


def standing(run_id: int) -> Standing | None:
    """The last standing of a run; None if nothing was told yet."""
    try:
        return Standing(*json.loads(_path(run_id).read_text()))
    except (OSError, ValueError, TypeError):
        return None


def clear(run_id: int) -> None:
    _path(run_id).unlink(missing_ok=True)
