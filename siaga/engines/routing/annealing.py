"""The loop around PyVRP's local search: perturb, repair, and accept by simulated annealing that ends with the budget.

PyVRP 0.14 accepts by late acceptance, which does not know how long it has, and starts with penalties of 50,000 a unit
that come down a tenth at a time. Here the temperature falls from ``Settings.heat`` to ``heat × cooling`` times a
typical leg's cost over exactly the time there is, penalties start in the size of what a violation saves and follow
the share of feasible plans smoothly, and perturbations are small and many.
"""

from __future__ import annotations

import math
import time
from dataclasses import dataclass

import numpy as np
from pyvrp import CostEvaluator, ProblemData, RandomNumberGenerator, Solution
from pyvrp.search import (
    OPERATORS,
    LocalSearch,
    NeighbourhoodParams,
    PerturbationManager,
    PerturbationParams,
    compute_neighbours,
)

INFEASIBLE = 2**62
"""PyVRP's cost of an infeasible solution is the largest integer."""


class CpuBudget:
    """A limit that counts this process's own work: a busy machine gets the same search, only later."""

    def __init__(self, seconds: float, *, share_without_plan: float = 1.0) -> None:
        """share_without_plan: the part of the budget after which a search that found nothing feasible gives up."""
        self._begun = time.process_time()
        self.seconds = seconds
        self._hopeless = seconds * share_without_plan

    def __call__(self, best_cost: float) -> bool:
        """Whether to stop; PyVRP's own loops can be given this too."""
        return self.used >= (self._hopeless if best_cost >= INFEASIBLE else self.seconds)

    @property
    def used(self) -> float:
        return time.process_time() - self._begun


@dataclass(frozen=True, slots=True)
class Settings:
    """What was measured to be good (bench/routing.py); PyVRP's own are 50 neighbours and 25 perturbations.

    heat, cooling: first temperature in typical legs, and what is left of it at the end.
    cluster: about how many stops are searched at once; 0 for the whole. sweeps: how often the clusters are drawn anew;
    last: the share of the budget that goes to the whole problem at the end.
    """

    neighbours: int = 25
    perturbations: int = 20
    heat: float = 1.0
    cooling: float = 0.01
    cluster: int = 0
    sweeps: int = 6
    last: float = 0.1

    @classmethod
    def for_problem(cls, data: ProblemData, seconds: float) -> Settings:
        """By size, kind and time: small ones afford wide steps; large ones are cut and, in haste, begin cooler."""
        if data.num_clients <= SMALL:
            return cls(neighbours=50, perturbations=25)
        if data.num_vehicle_types > 1:
            return cls()
        if any(kind.reload_depots for kind in data.vehicle_types()):
            return cls(perturbations=10)
        if data.num_clients > LARGE:
            heat = min(1.0, max(0.3, 16 * seconds / data.num_clients))
            return cls(heat=heat, cluster=CLUSTER, sweeps=6 if seconds < 30 else 10)
        return cls()


SMALL, LARGE, CLUSTER = 150, 400, 200


@dataclass(frozen=True, slots=True)
class Schedule:
    """The temperature at each moment of the budget."""

    budget: CpuBudget
    first: float
    cooling: float

    def temperature(self) -> float:
        passed = min(1.0, self.budget.used / max(self.budget.seconds, 1e-9))
        return self.first * math.pow(self.cooling, passed)


class Penalties:
    """What a unit of excess load, time or distance costs, so that about ``TARGET`` of the plans met are feasible."""

    TARGET = 0.4
    WINDOW = 50
    GAIN = 0.3
    LOWEST, HIGHEST = 0.01, 1e6

    def __init__(self, data: ProblemData) -> None:
        self._values = first_penalties(data)
        self._kept = [0] * len(self._values)
        self._seen = 0
        self.evaluator = self._made()

    def register(self, plan: Solution) -> None:
        self._seen += 1
        for at, excess in enumerate((*plan.excess_load(), plan.time_warp(), plan.excess_distance())):
            self._kept[at] += excess == 0
        if self._seen == self.WINDOW:
            for at, kept in enumerate(self._kept):
                value = self._values[at] * math.exp(self.GAIN * (self.TARGET - kept / self._seen))
                self._values[at] = min(self.HIGHEST, max(self.LOWEST, value))
            self._kept = [0] * len(self._values)
            self._seen = 0
            self.evaluator = self._made()

    def _made(self) -> CostEvaluator:
        *loads, late, far = self._values
        return CostEvaluator(loads, late, far)


def first_penalties(data: ProblemData) -> list[float]:
    """A typical leg for a typical load, a unit of time or distance for its price."""
    distances = np.asarray(data.distance_matrix(0))
    leg = float(np.median(distances[distances < distances.max()])) if distances.max() > 0 else 1.0
    price = max(1.0, float(np.median([kind.unit_distance_cost for kind in data.vehicle_types()])))
    loads = np.array([[*client.delivery] for client in data.clients()], dtype=float)
    typical = loads.mean(axis=0) if loads.size else np.ones(data.num_load_dimensions)
    return [*(max(0.1, price * leg / max(float(one), 1e-9)) for one in typical), price, price]


def local_search(data: ProblemData, rng: RandomNumberGenerator, neighbours: int, perturbations: int) -> LocalSearch:
    found = LocalSearch(
        data,
        rng,
        compute_neighbours(data, NeighbourhoodParams(num_neighbours=neighbours)),
        PerturbationManager(PerturbationParams(1, perturbations)),
    )
    for operator in OPERATORS:
        if operator.supports(data):
            found.add_operator(operator(data))
    return found


@dataclass(slots=True)
class Walk:
    """Where a search stands. best: the cheapest feasible plan met; None before the first."""

    current: Solution
    best: Solution | None
    iterations: int = 0

    @classmethod
    def from_plan(cls, plan: Solution) -> Walk:
        return cls(plan, plan if plan.is_feasible() else None)


def anneal(
    walk: Walk,
    search: LocalSearch,
    wide: LocalSearch | None,
    penalties: Penalties,
    schedule: Schedule,
    rng: RandomNumberGenerator,
    until: float,
) -> None:
    """Search on from the walk until that much of the budget is used.

    wide: used while nothing feasible is known; in a tight fleet, small steps do not find the way out.
    """
    budget = schedule.budget
    lowest = INFEASIBLE if walk.best is None else penalties.evaluator.cost(walk.best)
    while budget.used < until and not budget(lowest):
        evaluator = penalties.evaluator
        step = wide if walk.best is None and wide is not None else search
        candidate = step(walk.current, evaluator, exhaustive=False)
        penalties.register(candidate)
        walk.iterations += 1
        if candidate.is_feasible() and evaluator.cost(candidate) < lowest:
            better = search(candidate, evaluator, exhaustive=True)
            if better.is_feasible() and evaluator.cost(better) < evaluator.cost(candidate):
                candidate = better
            walk.best, lowest = candidate, evaluator.cost(candidate)
        allowed = -schedule.temperature() * math.log(max(rng.rand(), 1e-12))
        if evaluator.penalised_cost(candidate) < evaluator.penalised_cost(walk.current) + allowed:
            walk.current = candidate
