"""Small instances whole, as one model for HiGHS: also medians that serve others but not themselves."""

from __future__ import annotations

import math

from siaga.engines.exact import Model
from siaga.engines.pmedian.instance import Instance

LARGEST = 40


def exactly(instance: Instance, seconds: float) -> tuple[tuple[tuple[int, ...], tuple[int, ...]] | None, float]:
    """Medians and assignment with the least cost found (None: none), and a bound below every solution."""
    count = len(instance)
    points = range(count)
    model = Model()
    opened = [model.variable(whole=True) for _ in points]
    model.row(opened, low=float(instance.medians), high=float(instance.medians))
    arcs: dict[int, list[int]] = {}
    for point in points:
        at = instance.x[point], instance.y[point]
        arcs[point] = [
            model.variable(-math.dist(at, (instance.x[median], instance.y[median])), whole=True) for median in points
        ]
        model.row(arcs[point], low=1.0, high=1.0)
        for median in points:
            model.row([arcs[point][median], opened[median]], [1.0, -1.0], high=0.0)
    for median in points:
        column = [arcs[point][median] for point in points]
        model.row([*column, opened[median]], [*instance.demand, -instance.capacity[median]], high=0.0)
    outcome = model.solve(seconds)
    if outcome.values is None:
        return None, math.inf if outcome.impossible else -outcome.bound
    medians = tuple(outcome.chosen(opened))
    assignment = tuple(int(outcome.values[arcs[point]].argmax()) for point in points)
    return (medians, assignment), -outcome.bound
