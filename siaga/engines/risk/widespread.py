"""Which indicator is how widespread: TPS and villages per indicator, each by itself, never summed.

One TPS may carry many indicators, so a sum over indicators counts nothing that exists.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

import numpy as np

from siaga.engines.risk.scheme import FULL
from siaga.engines.risk.table import Table


class Spread(StrEnum):
    """As Bawaslu publishes it. TIDAK_ADA: every TPS is reported and none has it; BELUM_DIKETAHUI: none reported has
    it, but some TPS are not reported."""

    PALING_BANYAK = "paling-banyak"
    BANYAK = "banyak"
    PERLU_DIANTISIPASI = "perlu-diantisipasi"
    TIDAK_ADA = "tidak-ada"
    BELUM_DIKETAHUI = "belum-diketahui"


@dataclass(frozen=True, slots=True)
class Bands:
    """Local limits: from which share (millionths) of all TPS on an indicator is *paling banyak*, or *banyak*."""

    most: int = FULL // 10
    many: int = FULL // 100

    def __post_init__(self) -> None:
        if not 0 < self.many <= self.most <= FULL:
            raise ValueError("0 < many <= most <= 1,000,000")


@dataclass(frozen=True, slots=True)
class SpreadRow:
    """stations, villages: those where it was found. reported, missing: TPS that answered this indicator, and that
    did not."""

    number: str
    stations: int
    villages: int
    reported: int
    missing: int
    spread: Spread

    @property
    def share(self) -> Fraction:
        """Of all TPS, reported or not."""
        every = self.reported + self.missing
        return Fraction(self.stations, every) if every else Fraction(0)


def widespread(table: Table, villages: Sequence[str], bands: Bands) -> tuple[SpreadRow, ...]:
    """One row per indicator, the most widespread first. villages: the code of each TPS's village."""
    if len(villages) != len(table.codes):
        raise ValueError("one village per TPS")
    _names, place = np.unique(np.array(villages, dtype=object), return_inverse=True)
    rows = []
    for column, number in enumerate(table.numbers):
        marks = table.marks[:, column]
        stations = int((marks == 1).sum())
        reported = int((marks >= 0).sum())
        missing = len(marks) - reported
        rows.append(
            SpreadRow(
                number,
                stations,
                len(np.unique(place[marks == 1])),
                reported,
                missing,
                _spread(stations, len(marks), missing, bands),
            )
        )
    return tuple(sorted(rows, key=lambda row: -row.stations))


def _spread(stations: int, every: int, missing: int, bands: Bands) -> Spread:
    if not stations:
        return Spread.BELUM_DIKETAHUI if missing or not every else Spread.TIDAK_ADA
    if stations * FULL >= bands.most * every:
        return Spread.PALING_BANYAK
    if stations * FULL >= bands.many * every:
        return Spread.BANYAK
    return Spread.PERLU_DIANTISIPASI
