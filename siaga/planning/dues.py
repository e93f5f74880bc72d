"""Until when boxes must be where, by a plan. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta

from siaga.logistics.models import Hop
from siaga.planning.reading import Sheet

LEEWAY = timedelta(hours=1)
"""A box is late so long after its vehicle should have been done there."""

_HOPS = {len("16.72.01"): Hop.DISTRICT, len("16.72.01.1001"): Hop.VILLAGE}


def dues_of(sheet: Sheet) -> list[tuple[str, str, datetime]]:
    """(hop, code, moment) of every PPK, village and TPS that the plan brings boxes to."""
    dues = []
    for code, (done, _route) in sorted(sheet.arrivals().items()):
        hop = Hop.STATION if "/" in code else _HOPS.get(len(code)) if code[:2].isdigit() and "." in code else None
        if hop is not None:
            dues.append((hop.value, code, done + LEEWAY))
    return dues
