"""The picture's arithmetic in whole numbers, so that it is exact at every level. Pure.

Readiness of a region is Σ weight × score ÷ Σ weight over all *expected* (unit, indicator) pairs below it: what is
missing stays in the denominator and adds nothing. Kerawanan is read over the reported pairs only, between the bounds
that the missing ones allow. Scores are millionths (0 … 1,000,000), weights are whole numbers, so sums of parts equal
the sum of the whole and no rounding ever happens before a figure is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

FULL = 1_000_000
"""The score of a pair that is wholly ready (readiness), or wholly at risk (kerawanan)."""


class Scale(StrEnum):
    READINESS = "readiness"
    KERAWANAN = "kerawanan"


@dataclass(frozen=True, slots=True)
class Sums:
    """What is known of one indicator over a set of units.

    expected, reported, confirmed, stale: pairs. earned: Σ score of the reported pairs; confirmed_earned: of those that
    a second role confirmed (both in millionths). by_day: reported pairs by the day of observation (proleptic ordinal).
    """

    expected: int = 0
    reported: int = 0
    earned: int = 0
    confirmed: int = 0
    confirmed_earned: int = 0
    by_day: Mapping[int, int] = field(default_factory=dict)

    def stale(self, today: int, stale_days: int) -> int:
        """Reported pairs that were observed more than ``stale_days`` days before ``today`` (an ordinal)."""
        return sum(count for day, count in self.by_day.items() if today - day > stale_days)

    def __add__(self, other: Sums) -> Sums:
        days = dict(self.by_day)
        for day, count in other.by_day.items():
            days[day] = days.get(day, 0) + count
        return Sums(
            self.expected + other.expected,
            self.reported + other.reported,
            self.earned + other.earned,
            self.confirmed + other.confirmed,
            self.confirmed_earned + other.confirmed_earned,
            days,
        )


@dataclass(frozen=True, slots=True)
class Figure:
    """A value of the picture with all that must travel with it. Weighted sums are exact integers.

    expected, reported, stale, confirmed: (unit, indicator) pairs. weight_expected: Σ weight over expected pairs;
    weight_reported: over reported ones; earned: Σ weight × score (millionths); confirmed_earned: over confirmed pairs.
    oldest, newest: ordinals of the days of observation that it rests on; None where nothing was reported.
    """

    scale: Scale
    expected: int = 0
    reported: int = 0
    stale: int = 0
    confirmed: int = 0
    weight_expected: int = 0
    weight_reported: int = 0
    earned: int = 0
    confirmed_earned: int = 0
    oldest: int | None = None
    newest: int | None = None

    @property
    def value(self) -> Fraction | None:
        """0 … 1; None where nothing is expected (readiness) or nothing was reported (kerawanan)."""
        base = self.weight_expected if self.scale is Scale.READINESS else self.weight_reported
        return Fraction(self.earned, base * FULL) if base else None

    @property
    def verified(self) -> Fraction | None:
        """The same sum over the pairs that a second role confirmed, against the same denominator."""
        base = self.weight_expected if self.scale is Scale.READINESS else self.weight_reported
        return Fraction(self.confirmed_earned, base * FULL) if base else None

    @property
    def coverage(self) -> Fraction | None:
        """Reported ÷ expected pairs; None where nothing is expected."""
        return Fraction(self.reported, self.expected) if self.expected else None

    @property
    def low(self) -> Fraction | None:
        """The least that the value can be once all is reported: every missing pair scores 0."""
        return Fraction(self.earned, self.weight_expected * FULL) if self.weight_expected else None

    @property
    def high(self) -> Fraction | None:
        """The most that the value can be once all is reported: every missing pair scores 1."""
        if not self.weight_expected:
            return None
        missing = self.weight_expected - self.weight_reported
        return Fraction(self.earned + missing * FULL, self.weight_expected * FULL)

    @property
    def missing(self) -> int:
        """Expected pairs that nobody has reported."""
        return self.expected - self.reported


def figure(scale: Scale, lines: Iterable[tuple[Sums, int, int]], today: int) -> Figure:
    """The figure over lines of (sums of an indicator, its weight, its stale days), as of the day ``today``."""
    expected = reported = stale = confirmed = weight_expected = weight_reported = earned = confirmed_earned = 0
    days: list[int] = []
    for sums, weight, stale_days in lines:
        expected += sums.expected
        reported += sums.reported
        stale += sums.stale(today, stale_days)
        confirmed += sums.confirmed
        weight_expected += weight * sums.expected
        weight_reported += weight * sums.reported
        earned += weight * sums.earned
        confirmed_earned += weight * sums.confirmed_earned
        if sums.by_day:
            days += [min(sums.by_day), max(sums.by_day)]
    return Figure(
        scale,
        expected,
        reported,
        stale,
        confirmed,
        weight_expected,
        weight_reported,
        earned,
        confirmed_earned,
        min(days) if days else None,
        max(days) if days else None,
    )


class Standing(StrEnum):
    """How one unit stands on the readiness scale; each unit has exactly one.

    SIAP: every expected pair is reported and scores 1, and none is stale. USANG: the same but something is stale.
    SEBAGIAN: half or more of the weight is earned. BELUM: something was reported, and less than half is earned.
    BELUM_LAPOR: no expected pair was reported.
    """

    SIAP = "siap"
    SEBAGIAN = "sebagian"
    BELUM = "belum"
    USANG = "usang"
    BELUM_LAPOR = "belum_lapor"


def standing(unit: Figure) -> Standing:
    """The standing of one unit from its own readiness figure."""
    if not unit.reported:
        return Standing.BELUM_LAPOR
    if unit.earned == unit.weight_expected * FULL and unit.reported == unit.expected:
        return Standing.USANG if unit.stale else Standing.SIAP
    return Standing.SEBAGIAN if 2 * unit.earned >= unit.weight_expected * FULL else Standing.BELUM
