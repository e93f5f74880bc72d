"""The search itself: PyVRP's local search under an outer loop of our own settings, for any of its problem data."""

from __future__ import annotations

import time
import warnings
from dataclasses import dataclass

import numpy as np
from pyvrp import (
    IteratedLocalSearch,
    IteratedLocalSearchParams,
    PenaltyManager,
    PenaltyParams,
    ProblemData,
    RandomNumberGenerator,
    Solution,
)
from pyvrp.exceptions import PenaltyBoundWarning
from pyvrp.search import (
    OPERATORS,
    LocalSearch,
    NeighbourhoodParams,
    PerturbationManager,
    PerturbationParams,
    compute_neighbours,
)

_INFEASIBLE = 2**62
"""PyVRP's cost of an infeasible solution is the largest integer."""


class CpuBudget:
    """A stopping criterion that counts this process's own work: a busy machine gets the same search, only later."""

    def __init__(self, seconds: float, *, share_without_plan: float = 1.0) -> None:
        """share_without_plan: the part of the budget after which a search that found nothing feasible gives up."""
        self._begun = time.process_time()
        self._seconds = seconds
        self._hopeless = seconds * share_without_plan

    def __call__(self, best_cost: float) -> bool:
        return self.used >= (self._hopeless if best_cost >= _INFEASIBLE else self._seconds)

    @property
    def used(self) -> float:
        return time.process_time() - self._begun


@dataclass(frozen=True, slots=True)
class Found:
    solution: Solution
    iterations: int


def search(data: ProblemData, budget: CpuBudget, *, seed: int, initial: Solution | None = None) -> Found:
    """The best solution within the budget; infeasible only if none was found."""
    rng = RandomNumberGenerator(seed=seed)
    neighbours = compute_neighbours(data, NeighbourhoodParams(num_neighbours=25))
    local = LocalSearch(data, rng, neighbours, PerturbationManager(PerturbationParams(1, 10)))
    for operator in OPERATORS:
        if operator.supports(data):
            local.add_operator(operator(data))
    params = PenaltyParams()
    penalties = PenaltyManager(first_penalties(data), params)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PenaltyBoundWarning)
        if initial is None:
            initial = local(Solution.make_random(data, rng), penalties.max_cost_evaluator(), exhaustive=True)
        outcome = IteratedLocalSearch(data, penalties, local, initial, IteratedLocalSearchParams()).run(
            budget, collect_stats=False
        )
    return Found(outcome.best, outcome.num_iterations)


def first_penalties(data: ProblemData) -> tuple[list[float], float, float]:
    """Penalties in the size of what a violation saves: a typical leg for a typical load, a unit of time for its price.

    PyVRP's own start is 50,000 a unit, and comes down a tenth at a time: ten seconds are over before it is useful.
    """
    distances = data.distance_matrix(0)
    leg = float(np.median(distances[distances < distances.max()])) if distances.size > 1 else 1.0
    price = max(1.0, float(np.median([kind.unit_distance_cost for kind in data.vehicle_types()])))
    loads = np.array([[*client.delivery] for client in data.clients()], dtype=float)
    typical = loads.mean(axis=0) if loads.size else np.ones(data.num_load_dimensions)
    return ([max(0.1, price * leg / max(float(one), 1e-9)) for one in typical], price, price)
