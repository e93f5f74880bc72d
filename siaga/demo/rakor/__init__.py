"""The rakor circle of the sample desk, told through the real actions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from siaga.demo.rakor import attendance, documents, letters, meetings, minutes, points
from siaga.demo.reports.story import Act


def acts() -> Iterator[tuple[datetime, Act]]:
    """Everything about meetings, what was promised at them, and the papers made of them."""
    yield from meetings.acts()
    yield from attendance.acts()
    yield from points.acts()
    yield from minutes.acts()
    yield from documents.acts()
    yield from letters.acts()
