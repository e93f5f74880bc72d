"""The linear programme over groups found so far, kept warm between changes (HiGHS as SciPy brings it)."""

from __future__ import annotations

import time
from typing import Any

import numpy as np

from siaga.engines.grouping.cuts import Cuts
from siaga.engines.grouping.problem import Floats, Ints, Task


class NoMaster(Exception):
    """The solver is not there, or gave no answer in time."""


class Master:
    """Choose groups (each at least 0) of least cost: each point covered, at most p groups, every cut kept."""

    def __init__(self, task: Task) -> None:
        try:
            from scipy.optimize._highspy import _core as highs

            kinds = highs.cb.HighsCallbackType
        except (ImportError, AttributeError) as error:
            raise NoMaster from error
        self.task = task
        self.solver: Any = highs._Highs()
        self.optimal = highs.HighsModelStatus.kOptimal
        self.whole_kind = highs.HighsVarType.kInteger
        self.solver.setOptionValue("output_flag", False)
        self.solver.setOptionValue("threads", 1)
        self.solver.setOptionValue("presolve", "off")
        self.until = 0.0
        self.solver.setCallback(self._asked, None)
        for kind in (kinds.kCallbackSimplexInterrupt, kinds.kCallbackMipInterrupt):
            self.solver.startCallback(kind)
        n = len(task)
        self.known: set[bytes] = set()
        self.columns: list[Ints] = []
        self.costs: list[float] = []
        self.rows = 0
        self.inside: list[Ints] = []
        self._add_rows(np.ones(n), np.full(n, np.inf))
        self._add_rows(np.array([-np.inf]), np.array([float(task.groups)]))

    def _asked(self, kind: int, message: str, seen: object, answer: Any, given: object) -> None:
        """HiGHS asks now and then whether to go on: until the processor time is used up, whatever the clock says."""
        answer.user_interrupt = time.process_time() > self.until

    def _run(self, seconds: float) -> None:
        self.until = time.process_time() + seconds
        self.solver.run()

    def _add_rows(self, low: Floats, high: Floats) -> None:
        empty = np.zeros(len(low), np.int32)
        self.solver.addRows(len(low), low, high, 0, empty, np.zeros(0, np.int32), np.zeros(0))
        self.rows += len(low)

    def add_columns(self, groups: list[Ints], cuts: Cuts, start: Ints, sets: Ints) -> int:
        """Groups that are not there yet; start/sets: the cuts of each point. Returns how many."""
        n = len(self.task)
        costs: list[float] = []
        starts: list[int] = []
        index: list[int] = []
        value: list[float] = []
        every = cuts.every
        for members in groups:
            key = members.tobytes()
            if key in self.known:
                continue
            self.known.add(key)
            self.columns.append(members)
            costs.append(float(self.task.distance[np.ix_(members, members)].sum(0).min()))
            starts.append(len(index))
            index.extend(members.tolist())
            index.append(n)
            value.extend([1.0] * (len(members) + 1))
            held: dict[int, int] = {}
            for member in members:
                for cut in sets[start[member] : start[member + 1]].tolist():
                    held[cut] = held.get(cut, 0) + 1
            for cut, inside in held.items():
                times = 1 if every[cut] == 0 else inside // every[cut]
                if times:
                    index.append(n + 1 + cut)
                    value.append(float(times))
        if costs:
            k = len(costs)
            self.solver.addCols(
                k, np.array(costs), np.zeros(k), np.full(k, np.inf), len(index),
                np.array(starts, np.int32), np.array(index, np.int32), np.array(value),
            )  # fmt: skip
            self.costs.extend(costs)
        return len(costs)

    def add_cuts(self, cuts: Cuts, new: range) -> None:
        """Rows for cuts that were just added, with the columns that are there."""
        at, inside = self.by_point()
        starts: list[int] = []
        index: list[int] = []
        value: list[float] = []
        low: list[float] = []
        high: list[float] = []
        for cut in new:
            held: dict[int, int] = {}
            for member in cuts.members[cut]:
                for column in inside[at[member] : at[member + 1]].tolist():
                    held[column] = held.get(column, 0) + 1
            starts.append(len(index))
            for column, many in held.items():
                times = cuts.count(cut, many)
                if times:
                    index.append(column)
                    value.append(float(times))
            low.append(cuts.right[cut] if cuts.every[cut] == 0 else -np.inf)
            high.append(np.inf if cuts.every[cut] == 0 else cuts.right[cut])
        if starts:
            self.solver.addRows(
                len(starts), np.array(low), np.array(high), len(index),
                np.array(starts, np.int32), np.array(index, np.int32), np.array(value),
            )  # fmt: skip
            self.rows += len(starts)

    def add_cuts_first(self, cuts: Cuts) -> None:
        """Rows for all cuts, before there are columns."""
        least = np.array(cuts.every) == 0 if len(cuts) else np.zeros(0, bool)
        right = np.array(cuts.right)
        if len(cuts):
            self._add_rows(np.where(least, right, -np.inf), np.where(least, np.inf, right))

    def by_point(self) -> tuple[Ints, Ints]:
        n = len(self.task)
        points = np.concatenate(self.columns)
        places = np.repeat(np.arange(len(self.columns), dtype=np.int64), [len(one) for one in self.columns])
        order = np.argsort(points, kind="stable")
        start = np.zeros(n + 1, np.int64)
        np.cumsum(np.bincount(points, minlength=n), out=start[1:])
        return start, np.ascontiguousarray(places[order])

    def solve(self, seconds: float) -> tuple[float, Floats, Floats]:
        """Value, weights of the columns, prices of the rows, within so much processor time. Raises NoMaster."""
        self._run(seconds)
        if self.solver.getModelStatus() != self.optimal:
            raise NoMaster
        found = self.solver.getSolution()
        return (
            float(self.solver.getObjectiveValue()),
            np.array(found.col_value, np.float64),
            np.array(found.row_dual, np.float64),
        )

    def whole(self, start: list[Ints], seconds: float) -> tuple[list[Ints], bool]:
        """The best choice of whole groups among those found, from a plan at hand; True when it is surely the best.

        seconds: of processor time. The cuts are rows of it. Afterwards the programme gives no more prices.
        """
        places = {members.tobytes(): place for place, members in enumerate(self.columns)}
        given = np.zeros(len(self.columns))
        given[[places[members.tobytes()] for members in start]] = 1.0
        for column in range(len(self.columns)):
            self.solver.changeColIntegrality(column, self.whole_kind)
        self.solver.setOptionValue("presolve", "on")
        self.solver.setOptionValue("mip_rel_gap", 1e-6)
        self.solver.setSolution(len(given), np.arange(len(given), dtype=np.int32), given)
        self._run(seconds)
        values = np.array(self.solver.getSolution().col_value, np.float64)
        if len(values) != len(self.columns):
            return start, False
        chosen = [self.columns[column] for column in np.flatnonzero(values > 0.5)]
        covered = np.zeros(len(self.task), bool)
        groups: list[Ints] = []
        for members in sorted(chosen, key=len):
            left = members[~covered[members]]
            covered[left] = True
            if len(left):
                groups.append(left)
        if not covered.all() or len(groups) > self.task.groups:
            return start, False
        return groups, self.solver.getModelStatus() == self.optimal
