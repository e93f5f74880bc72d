"""A sheet walked once: the own sums of its units, and those of their regions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from siaga.instruments.models import UnitKind
from siaga.readiness.arithmetic import FULL, Figure, Scale
from siaga.readiness.sheets import Bools, Ints, Sheet
from siaga.readiness.tallies.sparse import (
    AT_RISK,
    CLEAR,
    CONFIRMED,
    CONFIRMED_EARNED,
    DAY_ZERO,
    EARNED,
    EXPECTED,
    FAR,
    INCOMPLETE,
    NEVER,
    NOT_READY,
    PARTLY,
    REPORTED,
    RISK_LINE,
    SILENT,
    STANDING_LINE,
    UNIT_LINES,
    Sparse,
)
from siaga.readiness.tallies.values import Values
from siaga.readiness.terms import Terms


@dataclass(slots=True)
class UnitTable:
    """Weighted sums of every unit of a sheet (rows as in the sheet). expiry: last day on which nothing is stale."""

    expected: Ints
    reported: Ints
    confirmed: Ints
    stale: Ints
    weight_expected: Ints
    weight_reported: Ints
    earned: Ints
    confirmed_earned: Ints
    risky: Ints
    oldest: Ints
    newest: Ints
    expiry: Ints
    fresh: Ints
    """Last day on which the unit's last report is fresh; -1 where it never reported."""

    def figure(self, scale: Scale, unit: int) -> Figure:
        seen = bool(self.reported[unit])
        return Figure(
            scale,
            int(self.expected[unit]),
            int(self.reported[unit]),
            int(self.stale[unit]),
            int(self.confirmed[unit]),
            int(self.weight_expected[unit]),
            int(self.weight_reported[unit]),
            int(self.earned[unit]),
            int(self.confirmed_earned[unit]),
            int(self.oldest[unit]) if seen else None,
            int(self.newest[unit]) if seen else None,
        )


class Gathering:
    """Walks the lines of a sheet once; gives the units' own sums and, where homes are given, the columns of cells."""

    def __init__(self, values: Values, *, today: int = 0, home: Ints | None = None, homes: int = 0) -> None:
        self.values = values
        self.terms = values.terms
        self.today = today
        self.home = home
        self.homes = homes
        self.keys: list[Ints] = []
        self.columns: list[Ints] = []
        size = values.size
        self.table = UnitTable(*(np.zeros(size, dtype=np.int64) for _ in range(13)))
        self.table.oldest[:] = FAR
        self.table.expiry[:] = FAR
        self.table.fresh[:] = -1
        for line in self.terms.lines:
            self._line(line.ordinal, line.indicator.instrument_id, line.indicator.slot, line.weight, line.stale_days)
        self.owing = np.zeros(size, dtype=np.bool_)
        for instrument in self.terms.spoken:
            self._reports(instrument)

    def _line(self, ordinal: int, instrument: int, slot: int, weight: int, stale_days: int) -> None:
        owed = self.values.sheet.owed.get(instrument)
        if owed is None:
            return
        won = self.values.winners(instrument, slot)
        table, unit = self.table, won.unit
        table.expected[owed] += 1
        table.weight_expected[owed] += weight
        table.reported[unit] += 1
        table.weight_reported[unit] += weight
        table.earned[unit] += weight * won.score
        table.confirmed[unit] += won.sure
        table.confirmed_earned[unit] += weight * won.score * won.sure
        table.risky[unit] += won.score > 0
        table.stale[unit] += self.today - won.day > stale_days
        table.oldest[unit] = np.minimum(table.oldest[unit], won.day)
        table.newest[unit] = np.maximum(table.newest[unit], won.day)
        table.expiry[unit] = np.minimum(table.expiry[unit], won.day + stale_days)
        if self.home is None:
            return
        place, key = self.home[unit], ordinal << 16
        scores = won.score.astype(np.float64)  # sums stay far below 2**53, so floats hold them exactly
        sure = won.sure.astype(np.float64)
        for cell, owner, weights in (
            (EXPECTED, self.home[owed], None),
            (REPORTED, place, None),
            (EARNED, place, scores),
            (CONFIRMED, place, sure),
            (CONFIRMED_EARNED, place, scores * sure),
        ):
            self._column(key | cell, np.bincount(owner, weights, minlength=self.homes))
        self._by_day(key, place, won.day)

    def _column(self, key: int, counts: NDArray[np.generic]) -> None:
        self.keys.append(np.array([key], dtype=np.int64))
        self.columns.append(counts.astype(np.int64)[:, None])

    def _by_day(self, key: int, place: Ints, day: Ints) -> None:
        if not len(day):
            return
        first = int(day.min())
        span = int(day.max()) - first + 1
        if span <= 512:
            offset = day - first
            days = np.arange(first, first + span)
        else:
            days, offset = np.unique(day, return_inverse=True)
            span = len(days)
        counts = np.bincount(place * span + offset, minlength=self.homes * span).reshape(self.homes, span)
        self.keys.append(key | (days.astype(np.int64) - DAY_ZERO))
        self.columns.append(counts.astype(np.int64))

    def _reports(self, instrument: int) -> None:
        owed = self.values.sheet.owed.get(instrument)
        if owed is None:
            return
        self.owing[owed] = True
        unit, day = self.values.last_days(instrument)
        self.table.fresh[unit] = np.maximum(self.table.fresh[unit], day + self.terms.shortest(instrument))

    def standings(self) -> tuple[Bools, Bools, Bools, Bools]:
        """Which units are wholly ready, half or more, less, silent (readiness)."""
        table = self.table
        full = table.weight_expected * FULL
        silent = table.reported == 0
        ready = ~silent & (table.earned == full) & (table.reported == table.expected)
        partly = ~silent & ~ready & (2 * table.earned >= full)
        return ready, partly, ~silent & ~ready & ~partly, silent

    def risks(self) -> tuple[Bools, Bools, Bools, Bools]:
        """Which units are at risk, clear, incomplete, silent (kerawanan)."""
        table = self.table
        silent = table.reported == 0
        risky = table.risky > 0
        clear = ~silent & ~risky & (table.reported == table.expected)
        return risky, clear, ~silent & ~risky & ~clear, silent

    def cells(self) -> tuple[Ints, Ints]:
        """Keys and the matrix of homes × keys."""
        assert self.home is not None
        for kind, line in UNIT_LINES.items():
            own = self.owing & self._of_kind(kind)
            if not own.any():
                continue
            fresh = self.table.fresh
            self._count(line << 16 | EXPECTED, own)
            self._count(line << 16 | NEVER, own & (fresh < 0))
            seen = np.flatnonzero(own & (fresh >= 0))
            self._by_day(line << 16, self.home[seen], fresh[seen])
        rated = self.owing & self._of_kind(UnitKind.TPS)
        if rated.any():
            if self.terms.scale == Scale.READINESS:
                ready, partly, less, silent = self.standings()
                key = STANDING_LINE << 16
                for cell, who in ((PARTLY, partly), (NOT_READY, less), (SILENT, silent)):
                    self._count(key | cell, rated & who)
                done = np.flatnonzero(rated & ready)
                self._by_day(key, self.home[done], self.table.expiry[done])
            else:
                risky, clear, incomplete, silent = self.risks()
                key = RISK_LINE << 16
                for cell, who in ((AT_RISK, risky), (CLEAR, clear), (INCOMPLETE, incomplete), (SILENT, silent)):
                    self._count(key | cell, rated & who)
            self._count(key | EXPECTED, rated)
        if not self.keys:
            return np.zeros(0, dtype=np.int64), np.zeros((self.homes, 0), dtype=np.int64)
        return np.concatenate(self.keys), np.hstack(self.columns)

    def _of_kind(self, kind: UnitKind) -> Bools:
        kinds = self.values.sheet.kinds
        count = kinds.count(kind)
        if count in (0, len(kinds)):
            return np.full(len(kinds), count > 0)
        return np.array([one == kind for one in kinds], dtype=np.bool_)

    def _count(self, key: int, who: Bools) -> None:
        assert self.home is not None
        self._column(key, np.bincount(self.home[who], minlength=self.homes))


def unit_table(sheet: Sheet, terms: Terms, today: int) -> Gathering:
    """Every unit's own sums."""
    return Gathering(Values(sheet, terms), today=today)


def sums_of(sheet: Sheet, terms: Terms, levels: Iterable[int]) -> dict[str, Sparse]:
    """The sums of every region of these levels (lengths of codes) that has units in the sheet."""
    wanted = sorted(levels, reverse=True)
    columns = [{2: 0, 5: 1, 8: 2, 13: 3}[level] for level in wanted if level]
    nearest = [""] * len(sheet.codes)
    for column in columns:
        if "" in nearest:
            nearest = [found or own for found, own in zip(nearest, sheet.homes[column], strict=True)]
    places = {code: place for place, code in enumerate(dict.fromkeys(nearest))}
    home = np.array([places[code] for code in nearest], dtype=np.int64)
    keys, matrix = Gathering(Values(sheet, terms), home=home, homes=len(places)).cells()
    order = np.argsort(keys, kind="stable")
    keys, matrix = keys[order].astype(np.uint32), matrix[:, order]
    found: dict[str, Sparse] = {}
    for level in wanted:
        nodes: dict[str, int] = {}
        rows, owners = [], []
        for code, row in places.items():
            if len(code) >= level:
                rows.append(row)
                owners.append(nodes.setdefault(code[:level], len(nodes)))
        if not nodes:
            continue
        owner, place = np.array(owners, dtype=np.int64), np.array(rows, dtype=np.int64)
        by_owner = np.argsort(owner, kind="stable")
        starts = np.searchsorted(owner[by_owner], np.arange(len(nodes)))
        parts = matrix[place[by_owner]]
        sums = parts if len(nodes) == len(rows) else np.add.reduceat(parts, starts)
        for code, node in nodes.items():
            there = np.flatnonzero(sums[node])
            found[code] = (np.asarray(keys[there], dtype=np.uint32), sums[node][there])
    return found
