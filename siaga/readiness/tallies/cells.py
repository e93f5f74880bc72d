"""Sums of regions, read as figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from siaga.instruments.models import UnitKind
from siaga.readiness.arithmetic import Figure, Scale, Standing
from siaga.readiness.sheets import Bools, Ints
from siaga.readiness.tallies.sparse import (
    CONFIRMED,
    CONFIRMED_EARNED,
    DATED,
    DAY_ZERO,
    EARNED,
    EXPECTED,
    FAR,
    NEVER,
    NOT_READY,
    NOTHING,
    PARTLY,
    REPORTED,
    SILENT,
    STANDING_LINE,
    UNIT_LINES,
    Sparse,
)
from siaga.readiness.terms import Terms


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
        dated = cell >= DATED
        day = cell + DAY_ZERO
        oldest, newest = np.full(groups, FAR, dtype=np.int64), np.zeros(groups, dtype=np.int64)
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
            late = (cell == NEVER) | ((cell >= DATED) & (today > cell + DAY_ZERO))
            count += int(value[late].sum())
        return count

    def standing(self, code: str, today: int) -> dict[Standing, int]:
        """TPS by their standing (readiness)."""
        cell, value = self._of_line(code, STANDING_LINE)
        ready = cell >= DATED
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
