"""The search for any problem data of PyVRP: annealing, over parts first where the problem is large."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from pyvrp import CostEvaluator, ProblemData, RandomNumberGenerator, Solution

from siaga.engines.routing.annealing import CpuBudget, Penalties, Schedule, Settings, Walk, anneal, local_search
from siaga.engines.routing.clusters import can_be_parted, groups, part

__all__ = ["CpuBudget", "Found", "Settings", "search"]

WIDE = 25
"""Perturbations at most while nothing feasible is known."""

SHORTEST_SLICE = 0.1
"""Seconds that searching a part must have, to be worth setting it up."""


@dataclass(frozen=True, slots=True)
class Found:
    solution: Solution
    iterations: int


def search(
    data: ProblemData,
    budget: CpuBudget,
    *,
    seed: int,
    initial: Solution | None = None,
    settings: Settings | None = None,
) -> Found:
    """The best plan within the budget; infeasible only if no feasible one was met.

    initial: a plan to start from; the search then begins colder, so that it is not lost at once.
    """
    rng = RandomNumberGenerator(seed=seed)
    settings = settings or Settings.for_problem(data, budget.seconds)
    near = local_search(data, rng, settings.neighbours, settings.perturbations)
    penalties = Penalties(data)
    if initial is None:
        strict = CostEvaluator([1e5] * data.num_load_dimensions, 1e5, 1e5)
        start = near(Solution.make_random(data, rng), strict, exhaustive=True)
    else:
        start = initial
        settings = replace(settings, heat=settings.heat / 10)
    walk = Walk.from_plan(start)
    leg = start.distance_cost() / max(1, data.num_clients + start.num_routes())
    schedule = Schedule(budget, settings.heat * leg, settings.cooling)
    if settings.cluster and can_be_parted(data):
        _sweeps(data, walk, penalties, schedule, settings, rng)
    wide = local_search(data, rng, 2 * settings.neighbours, WIDE) if walk.best is None else None
    anneal(walk, near, wide, penalties, schedule, rng, budget.seconds)
    return Found(walk.best or walk.current, walk.iterations)


def _sweeps(
    data: ProblemData,
    walk: Walk,
    penalties: Penalties,
    schedule: Schedule,
    settings: Settings,
    rng: RandomNumberGenerator,
) -> None:
    """Search the whole in parts, several times over; leaves the walk at the best plan when there is one."""
    budget = schedule.budget
    begun = budget.used
    span = (budget.seconds - begun) * (1 - settings.last)
    parts = max(1, round(data.num_clients / settings.cluster))
    sweeps = max(1, min(settings.sweeps, int(span / (parts * SHORTEST_SLICE))))
    for sweep in range(sweeps):
        routes = walk.current.routes()
        chosen = [[routes[at] for at in group] for group in groups(data, routes, settings.cluster, sweep, rng)]
        sizes = [sum(route.num_clients() for route in group) for group in chosen]
        end = begun + span * (sweep + 1) / sweeps
        for at, group in enumerate(chosen):
            used = Counter(route.vehicle_type() for group in chosen for route in group)
            small = part(data, group, used)
            near = local_search(small.data, rng, settings.neighbours, settings.perturbations)
            inner = Walk.from_plan(small.start)
            until = budget.used + (end - budget.used) * sizes[at] / max(1, sum(sizes[at:]))
            anneal(inner, near, None, penalties, schedule, rng, until)
            walk.iterations += inner.iterations
            late = 2 * sweep >= sweeps  # cold: from here on only what is better is worth passing on
            taken = (
                inner.best if inner.best is not None and (late or not inner.current.is_feasible()) else inner.current
            )
            chosen[at] = small.lifted(taken)
        walk.current = Solution(data, [route for group in chosen for route in group])
        evaluator = penalties.evaluator
        if walk.current.is_feasible() and (
            walk.best is None or evaluator.cost(walk.current) < evaluator.cost(walk.best)
        ):
            walk.best = walk.current
        if budget(0):
            break
    walk.current = walk.best or walk.current
