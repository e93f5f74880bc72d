"""A capacitated p-median within a budget of processor time: a short start, a lower bound, a long annealing.

The bound takes a fifth of the time, the search the rest. A machine's first run also compiles the inner loops, once;
that is paid from the same time, as long as half of it is left for the work. What is returned is the best clusters seen
whose load fits. Equal seeds walk alike, but the schedule follows the processor's clock: two runs need not end alike.
"""

from __future__ import annotations

import math

from siaga.engines.exact import Budget
from siaga.engines.pmedian.instance import BrokenInstance, Instance, Solution
from siaga.engines.pmedian.small import LARGEST, exactly

_START_SHARE, _BOUND_SHARE = 0.08, 0.2
_LEAST_SECONDS = 0.5
_SAME = 1e-7


def solve(instance: Instance, *, seconds: float = 10.0, seed: int = 1) -> Solution:
    """seconds: of processor time, one thread. Raises ``BrokenInstance`` where no clusters within capacity are found."""
    budget = Budget(seconds)
    from siaga.engines.pmedian.search import Search, compile_all

    compile_all()
    budget.seconds = max(seconds, budget.used + max(seconds / 2, min(seconds, _LEAST_SECONDS)))
    search = Search(instance, seed)
    search.anneal(budget, budget.used + _START_SHARE * budget.left)
    lower = search.bound(budget, budget.used + _BOUND_SHARE * budget.left)
    best = search.best
    if len(instance) <= LARGEST:
        exact, bound = exactly(instance, budget.left)
        lower = max(lower, bound)
        if exact is not None and (best is None or cost_of(instance, exact[1]) < cost_of(instance, best[1])):
            best = exact
    if len(instance) > LARGEST or (best is None and lower < math.inf):
        search.anneal(budget, budget.seconds)
        best = search.best
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


def cost_of(instance: Instance, assignment: tuple[int, ...]) -> float:
    x, y = instance.x, instance.y
    return math.fsum(math.dist((x[i], y[i]), (x[j], y[j])) for i, j in enumerate(assignment))
