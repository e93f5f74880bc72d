"""Which indicators are in force at a moment, with the weight and the stale days of that moment."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from siaga.instruments.library import MACHINE
from siaga.instruments.models import UnitKind
from siaga.readiness.models import Indicator, IndicatorTerms


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator in force. ordinal: its place among all indicators that the election ever had; never changes."""

    ordinal: int
    indicator: Indicator
    weight: int
    stale_days: int

    @property
    def own(self) -> bool:
        """Whether it is about agencies: these form a figure of their own."""
        return self.indicator.instrument.unit_kind == UnitKind.AGENCY


@dataclass(frozen=True, slots=True)
class Terms:
    """The lines in force on one scale, and the same as arrays over ordinals (zero, or -1, where not in force)."""

    scale: str
    lines: tuple[Line, ...]
    size: int
    weight: NDArray[np.int64] = field(repr=False)
    stale: NDArray[np.int64] = field(repr=False)
    place: NDArray[np.int64] = field(repr=False)
    """Place in ``lines`` by ordinal; -1 where not in force."""

    @property
    def instruments(self) -> tuple[int, ...]:
        return tuple(sorted({line.indicator.instrument_id for line in self.lines}))

    @property
    def spoken(self) -> tuple[int, ...]:
        """The instruments that people report by: what the product computes by itself breaks nobody's silence."""
        return tuple(
            sorted({one.indicator.instrument_id for one in self.lines if one.indicator.instrument.name not in MACHINE})
        )

    def of(self, instrument: int) -> list[Line]:
        return [line for line in self.lines if line.indicator.instrument_id == instrument]

    def shortest(self, instrument: int) -> int:
        """The shortest stale period of an instrument's indicators, in days."""
        return min(line.stale_days for line in self.of(instrument))

    def weighing(self, weights: dict[int, int]) -> Terms:
        """The same with other weights (by indicator id)."""
        lines = tuple(
            Line(line.ordinal, line.indicator, weights.get(line.indicator.pk, line.weight), line.stale_days)
            for line in self.lines
        )
        return make_terms(self.scale, lines, self.size)


def make_terms(scale: str, lines: tuple[Line, ...], size: int) -> Terms:
    weight = np.zeros(size, dtype=np.int64)
    stale = np.zeros(size, dtype=np.int64)
    place = np.full(size, -1, dtype=np.int64)
    for index, line in enumerate(lines):
        weight[line.ordinal], stale[line.ordinal], place[line.ordinal] = line.weight, line.stale_days, index
    return Terms(scale, lines, size, weight, stale, place)


def all_indicators(election_id: int) -> list[Indicator]:
    """Every indicator that the election ever had, in the order of its ordinals, with its instrument."""
    return list(Indicator.objects.filter(election=election_id).select_related("instrument").order_by("pk"))


def present_terms(indicators: list[Indicator], scale: str) -> Terms:
    """The lines in force now."""
    lines = [
        Line(ordinal, one, one.weight, one.stale_days)
        for ordinal, one in enumerate(indicators)
        if one.scale == scale and one.retired_at is None
    ]
    return make_terms(scale, _ordered(lines), len(indicators))


def terms_at(indicators: list[Indicator], scale: str, at: datetime) -> Terms:
    """The lines in force at a moment."""
    known: dict[int, list[IndicatorTerms]] = defaultdict(list)
    rows = IndicatorTerms.objects.filter(
        indicator__in=[one.pk for one in indicators if one.scale == scale], since__lte=at
    )
    for row in rows.order_by("since", "pk"):
        known[row.indicator_id].append(row)
    lines = []
    for ordinal, one in enumerate(indicators):
        if one.scale != scale or one.since > at or (one.retired_at is not None and one.retired_at <= at):
            continue
        last = known[one.pk][-1] if known[one.pk] else None
        lines.append(
            Line(ordinal, one, last.weight if last else one.weight, last.stale_days if last else one.stale_days)
        )
    return make_terms(scale, _ordered(lines), len(indicators))


def _ordered(lines: list[Line]) -> tuple[Line, ...]:
    """As people read them: by instrument, then by slot."""
    return tuple(sorted(lines, key=lambda line: (line.indicator.instrument.name, line.indicator.slot)))
