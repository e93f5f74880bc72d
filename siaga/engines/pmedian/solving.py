"""A capacitated p-median within a budget of processor time: annealing, then a lower bound.

The search takes four fifths of the time, the bound the rest. A machine's first run also compiles the inner loops, once;
that is paid from the same time, as long as half of it is left for the work. What is returned is the best clusters seen
whose load fits. Equal seeds walk alike, but the schedule follows the processor's clock: two runs need not end alike.
"""

from __future__ import annotations

import math

from siaga.engines.exact import Budget
from siaga.engines.pmedian.instance import BrokenInstance, Instance, Solution
from siaga.engines.pmedian.small import LARGEST, exactly

_SEARCH_SHARE, _SMALL_SHARE = 0.8, 0.3
_LEAST_SECONDS = 0.5
_MOVES_A_SECOND, _MOVES_A_PAIR, _MOST_RUNS = 1_500_000, 30, 10
_REPAIRS, _REPAIR_SHARE = 8, 0.3
_SAME = 1e-7


def solve(instance: Instance, *, seconds: float = 10.0, seed: int = 1) -> Solution:
    """seconds: of processor time, one thread. Raises ``BrokenInstance`` where no clusters within capacity are found."""
    budget = Budget(seconds)
    from siaga.engines.pmedian.search import Search, compile_all

    compile_all()
    budget.seconds = max(seconds, budget.used + max(seconds / 2, min(seconds, _LEAST_SECONDS)))
    search = Search(instance, seed)
    small = len(instance) <= LARGEST
    available = (_SMALL_SHARE if small else _SEARCH_SHARE) * budget.left
    for left in range(_runs(len(instance), available), 0, -1):
        search.anneal(budget, budget.used + available / left)
        available -= available / left
    repairs = 0
    while search.best is None and repairs < _REPAIRS and budget.left > 0:
        repairs += 1
        search.anneal(budget, budget.used + _REPAIR_SHARE * budget.left, repairs=repairs)
    lower = search.bound(budget, budget.used + budget.left * (_SMALL_SHARE if small else 1.0))
    best = search.best
    if small:
        exact, bound = exactly(instance, budget.left)
        lower = max(lower, bound)
        if exact is not None and (best is None or cost_of(instance, exact[1]) < cost_of(instance, best[1])):
            best = exact
    if best is None:
        raise BrokenInstance(
            "Tidak ditemukan pembagian yang memenuhi kapasitas dalam waktu ini.",
            "Ulangi dengan --seconds yang lebih besar, atau tambah jumlah median.",
        )
    medians, assignment = best
    cost = cost_of(instance, assignment)
    lower = cost if cost - lower < _SAME * cost else lower
    return Solution(
        cost=cost,
        lower_bound=lower,
        gap=cost / lower - 1 if lower > 0 else (0.0 if cost <= 0 else math.inf),
        medians=medians,
        assignment=assignment,
        seconds=round(budget.used, 2),
    )


def _runs(count: int, seconds: float) -> int:
    """How many annealings the time is shared among: one long one for thousands of points, several for hundreds, where
    one alone may cool in the wrong valley."""
    return max(1, min(_MOST_RUNS, int(seconds * _MOVES_A_SECOND / (_MOVES_A_PAIR * count**2))))


def cost_of(instance: Instance, assignment: tuple[int, ...]) -> float:
    x, y = instance.x, instance.y
    return math.fsum(math.dist((x[i], y[i]), (x[j], y[j])) for i, j in enumerate(assignment))
