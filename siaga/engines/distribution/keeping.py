"""How much of a plan a new one keeps, for those whom nothing that happened touches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from siaga.engines.distribution.on_road import OnRoad
from siaga.engines.distribution.plan import Plan, Route


def kept_of(plan: Plan, routes: Iterable[Route], road: OnRoad, touched: Collection[tuple[str, str]]) -> tuple[int, int]:
    """How many stops ahead are not touched, and how many of them kept vehicle and day. touched: (route, site)."""
    after: dict[tuple[str, str], int] = defaultdict(int)
    for route in routes:
        for trip in route.trips:
            for stop in trip.stops:
                after[route.id, stop.site] += stop.boxes
    untouched = kept = 0
    for route in plan.routes:
        if road.is_frozen(route):
            continue
        for at, trip in enumerate(route.trips):
            for number, stop in enumerate(trip.stops):
                key = (route.id, stop.site)
                if number in road.done.get((route.id, at), {}) or key in touched:
                    continue
                untouched += 1
                if after[key] >= stop.boxes:
                    after[key] -= stop.boxes
                    kept += 1
    return untouched, kept
