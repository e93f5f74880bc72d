"""Searches that do not come back, for the tests of hard stops."""

from __future__ import annotations

import time
from typing import Any

from siaga.engines.routing.solving import _end_by_force_after


def solve(*_: Any) -> None:
    while True:
        time.sleep(3600)


def spin_after_limit(cpu_seconds: float) -> None:
    _end_by_force_after(cpu_seconds)
    while True:
        pass
