"""Sums of units as sparse cells of whole numbers: made from a sheet, added, subtracted, packed, and read as figures.

A cell is (line, kind of number). Lines are indicators by their ordinal and a few more for units. All numbers are exact
integers, so the sum of the parts is the whole, and a tally that was changed by differences equals one made anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from siaga.instruments.models import UnitKind
from siaga.readiness.arithmetic import FULL, Figure, Scale, Standing
from siaga.readiness.scoring import NONE
from siaga.readiness.sheets import Bools, Ints, Sheet
from siaga.readiness.terms import Terms

EXPECTED, REPORTED, EARNED, CONFIRMED, CONFIRMED_EARNED = range(5)
DAY_ZERO = 730_000 - 16
"""A cell of 16 or more is a count by day: the ordinal of the day less this."""
NEVER = 1
PARTLY, NOT_READY, SILENT = 1, 2, 3
AT_RISK, INCOMPLETE, CLEAR = 1, 2, 4
UNIT_LINES = {UnitKind.TPS: 65_500, UnitKind.REGION: 65_501, UnitKind.AGENCY: 65_502}
"""Units that owe: all, those that never reported, and by the last day on which their last report is fresh."""
STANDING_LINE = 65_510
"""TPS on the readiness scale by their standing; the ready ones by the last day on which nothing of theirs is stale."""
RISK_LINE = 65_511
"""TPS on the kerawanan scale: at risk, incomplete, silent, clear."""
LEVELS = (13, 8, 5, 2, 0)
"""Lengths of the codes of village, sub-district, regency, province and the whole."""

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


@dataclass(slots=True)
class Winners:
    """For one line: the units that have a value, and it."""

    unit: Ints
    score: Ints
    day: Ints
    sure: Bools
    row: Ints


class Values:
    """The value of every pair of a sheet under some terms; computed once for each instrument and line."""

    def __init__(self, sheet: Sheet, terms: Terms) -> None:
        self.sheet = sheet
        self.terms = terms
        self.size = len(sheet.codes)
        self._rows: dict[int, tuple[Ints, Ints, bool]] = {}

    def rows(self, instrument: int) -> tuple[Ints, Ints, bool]:
        """Rows that count of units that owe, their units, and whether some unit has several."""
        found = self._rows.get(instrument)
        if found is None:
            given, owed = self.sheet.given.get(instrument), self.sheet.owed.get(instrument)
            if given is None or owed is None:
                found = (np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64), False)
            else:
                owes = np.zeros(self.size, dtype=np.bool_)
                owes[owed] = True
                rows = np.flatnonzero(given.counting & owes[given.unit])
                units = given.unit[rows]
                found = (rows, units, bool(len(units) > 1 and (units[1:] == units[:-1]).any()))
            self._rows[instrument] = found
        return found

    def winners(self, instrument: int, slot: int) -> Winners:
        rows, units, several = self.rows(instrument)
        given = self.sheet.given.get(instrument)
        if given is None or not len(rows) or slot >= len(given.scores):
            nothing = np.zeros(0, dtype=np.int64)
            return Winners(nothing, nothing, nothing, np.zeros(0, dtype=np.bool_), nothing)
        scores = given.scores[slot][rows]
        answered = np.flatnonzero(scores != NONE)
        if several and len(answered):
            # Rows are sorted by unit and then by the order that decides: the last of each unit is its value.
            own = units[answered]
            last = np.ones(len(answered), dtype=np.bool_)
            last[:-1] = own[1:] != own[:-1]
            answered = answered[last]
        won = rows[answered]
        return Winners(units[answered], scores[answered].astype(np.int64), given.day[won], given.sure[won], won)

    def last_days(self, instrument: int) -> tuple[Ints, Ints]:
        """Units that ever reported and the day of observation of their last counting report, nil reports included."""
        rows, units, several = self.rows(instrument)
        given = self.sheet.given.get(instrument)
        if given is None or not len(rows):
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
        if several:
            last = np.ones(len(rows), dtype=np.bool_)
            last[:-1] = units[1:] != units[:-1]
            return units[last], given.day[rows[last]]
        return units, given.day[rows]


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


_FAR = 9_000_000


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
        self.table.oldest[:] = _FAR
        self.table.expiry[:] = _FAR
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


class Cells:
    """Sums of several regions side by side, ready to be read as figures."""

    def __init__(self, parts: Mapping[str, Sparse]) -> None:
        self.codes = list(parts)
        self.node = {code: index for index, code in enumerate(self.codes)}
        sizes = [len(keys) for keys, _values in parts.values()]
        self.owner = np.repeat(np.arange(len(sizes)), sizes)
        self.ends = np.cumsum(sizes).tolist()
        keys = (
            np.concatenate([one[0] for one in parts.values()]).astype(np.int64)
            if parts
            else np.zeros(0, dtype=np.int64)
        )
        self.value = np.concatenate([one[1] for one in parts.values()]) if parts else np.zeros(0, dtype=np.int64)
        self.line = keys >> 16
        self.cell = keys & 0xFFFF

    def figures(self, terms: Terms, today: int, group: Ints, groups: int) -> list[Figure]:
        """A figure for each group. group: that of each cell, -1 for none; cells of other lines are left out."""
        used = np.flatnonzero((self.line < terms.size) & (group >= 0))
        used = used[terms.place[self.line[used]] >= 0]
        line, cell, value, of = self.line[used], self.cell[used], self.value[used], group[used]
        weight = terms.weight[line]

        def total(which: Bools, amounts: Ints) -> list[int]:
            sums = np.zeros(groups, dtype=np.int64)
            np.add.at(sums, of[which], amounts[which])
            return [int(one) for one in sums]

        weighted = value * weight
        expected, reported, earned = cell == EXPECTED, cell == REPORTED, cell == EARNED
        dated = cell >= 16
        day = cell + DAY_ZERO
        oldest, newest = np.full(groups, _FAR, dtype=np.int64), np.zeros(groups, dtype=np.int64)
        np.minimum.at(oldest, of[dated], day[dated])
        np.maximum.at(newest, of[dated], day[dated])
        names = ("expected", "reported", "stale", "confirmed", "weight_expected", "weight_reported", "earned")
        sums = dict(
            zip(
                names,
                (
                    total(expected, value),
                    total(reported, value),
                    total(dated & (today - day > terms.stale[line]), value),
                    total(cell == CONFIRMED, value),
                    total(expected, weighted),
                    total(reported, weighted),
                    total(earned, weighted),
                ),
                strict=True,
            ),
            confirmed_earned=total(cell == CONFIRMED_EARNED, weighted),
        )
        scale = Scale(terms.scale)
        return [
            Figure(
                scale,
                **{name: own[index] for name, own in sums.items()},
                oldest=int(oldest[index]) if sums["reported"][index] else None,
                newest=int(newest[index]) if sums["reported"][index] else None,
            )
            for index in range(groups)
        ]

    def by_node(self, terms: Terms, today: int, *, own: bool) -> dict[str, Figure]:
        """The figure of each region: of its TPS and regions, or (``own``) of its agencies."""
        if not any(line.own is own for line in terms.lines):
            return {code: Figure(Scale(terms.scale)) for code in self.codes}
        about = np.zeros(max(terms.size, 1), dtype=np.bool_)
        for line in terms.lines:
            about[line.ordinal] = line.own is own
        known = self.line < terms.size
        group = np.where(known & about[np.where(known, self.line, 0)], self.owner, -1)
        found = self.figures(terms, today, group, len(self.codes))
        return dict(zip(self.codes, found, strict=True))

    def by_line(self, code: str, terms: Terms, today: int) -> list[Figure]:
        """The figure of each line of the terms in one region."""
        node = self.node.get(code, -1)
        known = (self.line < terms.size) & (self.owner == node)
        place = np.append(terms.place, -1)[np.where(known, self.line, terms.size)]
        return self.figures(terms, today, place, len(terms.lines))

    def by_node_and(self, terms: Terms, today: int, kind_of: Ints, kinds: int) -> list[list[Figure]]:
        """Figures by region and by a kind of line. kind_of: of each ordinal, -1 for none."""
        known = self.line < terms.size
        kind = np.append(kind_of, -1)[np.where(known, self.line, terms.size)]
        group = np.where(kind >= 0, self.owner * kinds + kind, -1)
        flat = self.figures(terms, today, group, len(self.codes) * kinds)
        return [flat[node * kinds : (node + 1) * kinds] for node in range(len(self.codes))]

    def _of_line(self, code: str, line: int) -> tuple[Ints, Ints]:
        node = self.node.get(code)
        if node is None:
            return NOTHING[1], NOTHING[1]
        # The cells of a region lie together, in the order of their lines.
        first, end = self.ends[node - 1] if node else 0, self.ends[node]
        low, high = np.searchsorted(self.line[first:end], (line, line + 1))
        return self.cell[first + low : first + high], self.value[first + low : first + high]

    def silent(self, code: str, today: int, kinds: Iterable[UnitKind] = tuple(UNIT_LINES)) -> int:
        """Units whose last report is no longer fresh, and those that never reported."""
        count = 0
        for kind in kinds:
            cell, value = self._of_line(code, UNIT_LINES[kind])
            late = (cell == NEVER) | ((cell >= 16) & (today > cell + DAY_ZERO))
            count += int(value[late].sum())
        return count

    def standing(self, code: str, today: int) -> dict[Standing, int]:
        """TPS by their standing (readiness)."""
        cell, value = self._of_line(code, STANDING_LINE)
        ready = cell >= 16
        stale = ready & (today > cell + DAY_ZERO)
        return {
            Standing.SIAP: int(value[ready & ~stale].sum()),
            Standing.SEBAGIAN: int(value[cell == PARTLY].sum()),
            Standing.BELUM: int(value[cell == NOT_READY].sum()),
            Standing.USANG: int(value[stale].sum()),
            Standing.BELUM_LAPOR: int(value[cell == SILENT].sum()),
        }

    def count(self, code: str, line: int, cell: int) -> int:
        cells, values = self._of_line(code, line)
        return int(values[cells == cell].sum())
