"""A lower bound of what any plan costs: simple, and true.

A trip that comes to a place drives at least the shortest way there and back, and brings no more boxes than the
vehicle takes; so every box bears its share of that way. Whatever the routes, the cost is at least the sum over all
boxes of the cheapest share, in kilometres and paid driving, of any vehicle that may come. Services and fixed costs are
left out: the bound is weak where they weigh much.
"""

from __future__ import annotations

import numpy as np

from siaga.engines.distribution.echelons import hubs_of, passing
from siaga.engines.distribution.problem import Hub, Problem, Site, VehicleClass
from siaga.engines.distribution.travel import UNREACHABLE, Floats, Travel

MOST_PLACES = 1000
"""Shortest ways among more places take too long for what the bound is worth."""


def bound(problem: Problem, travel: Travel) -> float | None:
    """Of the cost of a plan that serves everything; None where a place cannot be served or there are too many."""
    loads: list[tuple[Hub | Site, int]] = [(site, site.boxes) for site in problem.sites if site.boxes > 0]
    amounts = passing(problem)
    loads += [(hub, amounts[hub.id][0]) for hub in problem.hubs if hub.id in amounts]
    if len(problem.hubs) + len(problem.sites) > MOST_PLACES:
        return None
    ways = {vehicle.id: _round_trips(problem, travel, vehicle) for vehicle in problem.vehicles if vehicle.count}
    total = 0.0
    for place, boxes in loads:
        shares = [
            ways[vehicle.id][place.id] * boxes / vehicle.capacity_boxes
            for vehicle in problem.vehicles
            if vehicle.count and vehicle.depot in hubs_of(problem, place) and place.id in ways[vehicle.id]
        ]
        if not shares:
            return None
        total += min(shares)
    return round(total, 2)


def _round_trips(problem: Problem, travel: Travel, vehicle: VehicleClass) -> dict[str, float]:
    """By place the least cost of driving there and back, by way of whatever other places."""
    ids = [vehicle.depot, *(hub.id for hub in problem.hubs if hub.id != vehicle.depot), *(s.id for s in problem.sites)]
    minutes, km = travel.matrices(vehicle, ids)
    arcs = np.where(minutes == UNREACHABLE, np.inf, km * vehicle.cost_km + minutes / 60 * vehicle.cost_hour)
    out, back = _shortest(arcs), _shortest(arcs.T)
    return {name: float(out[n] + back[n]) for n, name in enumerate(ids) if np.isfinite(out[n] + back[n])}


def _shortest(arcs: Floats) -> Floats:
    """From the first place to all others (Dijkstra on a full matrix)."""
    size = len(arcs)
    far = np.full(size, np.inf)
    far[0] = 0.0
    done = np.zeros(size, dtype=bool)
    for _ in range(size):
        at = int(np.argmin(np.where(done, np.inf, far)))
        if not np.isfinite(far[at]):
            break
        done[at] = True
        far = np.minimum(far, far[at] + arcs[at])
    return far
