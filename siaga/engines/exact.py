"""One linear model with whole-number variables, built row by row and given to HiGHS (through scipy).

scipy is imported when a model is solved, not when this module is: who only reads plans never loads it.

Seconds are processor time, as in the other engines, so that a busy machine gives the same answer, only later. HiGHS
knows no other limit than the clock; it is given the seconds times the share of a core that we get at that moment.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

INFINITE = float("inf")
_INFEASIBLE = 2
_LEAST_SECONDS = 0.05
_MOST_STRETCH = 10.0
_SAMPLE_SECONDS = 0.02


class Budget:
    """Processor time of this thread, counted from its making. What is imported for the work is not the work."""

    def __init__(self, seconds: float) -> None:
        import scipy.optimize  # noqa: F401 - loaded before the clock starts

        self.seconds = seconds
        self._from = time.thread_time()

    @property
    def used(self) -> float:
        return time.thread_time() - self._from

    @property
    def left(self) -> float:
        return max(0.0, self.seconds - self.used)


def on_the_clock(seconds: float) -> float:
    """How long these seconds of processor time last at the pace of this moment, at most tenfold."""
    clock, worked = time.perf_counter(), time.thread_time()
    while (done := time.thread_time() - worked) < _SAMPLE_SECONDS:
        pass
    return seconds * min(_MOST_STRETCH, max(1.0, (time.perf_counter() - clock) / done))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What HiGHS found. values: None where it has no solution. bound: no solution is better than this.

    proven: the solution is the best one. impossible: no solution exists.
    """

    values: NDArray[np.float64] | None
    objective: float
    bound: float
    proven: bool
    impossible: bool = False

    def chosen(self, variables: Iterable[int]) -> list[int]:
        """Which of these 0/1 variables are 1."""
        if self.values is None:
            return []
        return [variable for variable in variables if self.values[variable] > 0.5]


@dataclass(slots=True)
class Model:
    """Maximises the sum of gain × variable under rows ``low <= sum of factor × variable <= high``."""

    gains: list[float] = field(default_factory=list)
    lows: list[float] = field(default_factory=list)
    highs: list[float] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)
    _columns: list[int] = field(default_factory=list)
    _factors: list[float] = field(default_factory=list)
    _starts: list[int] = field(default_factory=lambda: [0])
    _row_lows: list[float] = field(default_factory=list)
    _row_highs: list[float] = field(default_factory=list)

    def variable(self, gain: float = 0.0, *, low: float = 0.0, high: float = 1.0, whole: bool = False) -> int:
        self.gains.append(gain)
        self.lows.append(low)
        self.highs.append(high)
        self.whole.append(whole)
        return len(self.gains) - 1

    def row(
        self,
        variables: Sequence[int],
        factors: Sequence[float] | float = 1.0,
        *,
        low: float = -INFINITE,
        high: float = INFINITE,
    ) -> None:
        self._columns.extend(variables)
        self._factors.extend([factors] * len(variables) if isinstance(factors, (int, float)) else factors)
        self._starts.append(len(self._columns))
        self._row_lows.append(low)
        self._row_highs.append(high)

    def solve(self, seconds: float) -> Outcome:
        """HiGHS with one thread; without a solution in these seconds ``values`` is None and the bound still holds."""
        from scipy.optimize import Bounds, LinearConstraint, milp
        from scipy.sparse import csr_array

        count = len(self.gains)
        if not count:
            return Outcome(np.zeros(0), 0.0, 0.0, True)
        rows = csr_array(
            (np.array(self._factors, float), np.array(self._columns, np.int64), np.array(self._starts, np.int64)),
            shape=(len(self._row_lows), count),
        )
        found = milp(
            -np.array(self.gains, float),
            integrality=np.array(self.whole, np.uint8),
            bounds=Bounds(np.array(self.lows, float), np.array(self.highs, float)),
            constraints=LinearConstraint(rows, self._row_lows, self._row_highs) if self._row_lows else (),
            options={"time_limit": on_the_clock(max(seconds, _LEAST_SECONDS)), "mip_rel_gap": 0.0},
        )
        if found.status == _INFEASIBLE:
            return Outcome(None, -INFINITE, -INFINITE, False, impossible=True)
        values = None if found.x is None else np.asarray(found.x, float)
        objective = -INFINITE if values is None else -float(found.fun)
        proven = found.status == 0
        dual = found.mip_dual_bound if any(self.whole) else (found.fun if proven else None)
        bound = INFINITE if dual is None or not np.isfinite(dual) else -float(dual)
        if proven:
            bound = max(objective, min(bound, objective + 1e-6 * max(1.0, abs(objective))))
        return Outcome(values, objective, bound, proven)
