"""Action points and obstacles of the sample desk; every person and paper is a *contoh*."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from siaga.demo.reports.story import Act


def acts() -> Iterator[tuple[datetime, Act]]:
    """What happened, and when."""
    yield from ()
