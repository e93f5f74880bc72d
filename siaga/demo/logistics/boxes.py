"""Boxes of the sample desk: packed, sealed, the first ones handed over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from siaga.demo.reports.story import Act


def acts() -> Iterator[tuple[datetime, Act]]:
    """In the order of their time."""
    yield from ()
