"""The logistics of the sample desk, told through the real actions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from siaga.demo.logistics import boxes, catalogue, plans, stock
from siaga.demo.reports.story import Act


def acts() -> Iterator[tuple[datetime, Act]]:
    """What came into the warehouse, which boxes were packed and handed over, and the plan that brings them."""
    yield from catalogue.acts()
    yield from stock.acts()
    yield from boxes.acts()
    yield from plans.acts()
