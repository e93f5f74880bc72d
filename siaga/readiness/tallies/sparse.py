"""What a tally is made of: cells of whole numbers, added, subtracted, packed.

A cell is (line, kind of number). Lines are indicators by their ordinal and a few more for units.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from siaga.instruments.models import UnitKind
from siaga.readiness.sheets import Ints

EXPECTED, REPORTED, EARNED, CONFIRMED, CONFIRMED_EARNED = range(5)
DATED = 16
"""A cell from here on is a count by day."""
DAY_ZERO = 730_000 - DATED
"""Its day: the ordinal less this."""
FAR = 9_000_000
"""A day that never comes."""
NEVER = 1
PARTLY, NOT_READY, SILENT = 1, 2, 3
AT_RISK, INCOMPLETE, CLEAR = 1, 2, 4
UNIT_LINES = {UnitKind.TPS: 65_500, UnitKind.REGION: 65_501, UnitKind.AGENCY: 65_502}
"""Units that owe: all, those that never reported, and by the last day on which their last report is fresh."""
STANDING_LINE = 65_510
"""TPS on the readiness scale by their standing; the ready ones by the last day on which nothing of theirs is stale."""
RISK_LINE = 65_511
"""TPS on the kerawanan scale: at risk, incomplete, silent, clear."""

Sparse = tuple[NDArray[np.uint32], Ints]
"""Keys (line << 16 | cell), ascending, and their values, none of them zero."""
NOTHING: Sparse = (np.zeros(0, dtype=np.uint32), np.zeros(0, dtype=np.int64))


def pack(sums: Sparse) -> bytes:
    return sums[0].astype("<u4").tobytes() + sums[1].astype("<i8").tobytes()


def unpack(data: bytes | memoryview) -> Sparse:
    raw = bytes(data)
    count = len(raw) // 12
    return (
        np.frombuffer(raw, dtype="<u4", count=count).astype(np.uint32, copy=False),
        np.frombuffer(raw, dtype="<i8", offset=4 * count).astype(np.int64, copy=False),
    )


def add(parts: Iterable[Sparse], less: Iterable[Sparse] = ()) -> Sparse:
    """The sum of the parts without those of ``less``."""
    signed = [(keys, values) for keys, values in parts] + [(keys, -values) for keys, values in less]
    if not signed:
        return NOTHING
    keys, inverse = np.unique(np.concatenate([one[0] for one in signed]), return_inverse=True)
    values = np.zeros(len(keys), dtype=np.int64)
    np.add.at(values, inverse, np.concatenate([one[1] for one in signed]))
    kept = values != 0
    return keys[kept], values[kept]
