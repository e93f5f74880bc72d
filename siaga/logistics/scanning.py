"""A scan from the door to its answer, whoever sends it: page, API, later the field app."""

from __future__ import annotations

from typing import Any

from siaga.ledger.errors import Collided
from siaga.logistics.actions.custody import scan
from siaga.logistics.models import Scan


def settled_scan(**given: Any) -> Scan:
    """``scan``; where the same number came in twice in one moment, both get the answer of the first."""
    try:
        return scan(**given)
    except Collided:
        return scan(**given)
