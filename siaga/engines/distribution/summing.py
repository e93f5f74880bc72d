"""The totals of a plan."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from siaga.engines.distribution.plan import Plan, Route, Shortage, Unserved
from siaga.engines.distribution.problem import Problem, moment
from siaga.engines.distribution.travel import Travel


def summed(
    problem: Problem,
    travel: Travel,
    routes: Iterable[Route],
    unserved: Sequence[Unserved] = (),
    shortages: Sequence[Shortage] = (),
) -> Plan:
    """A plan of these routes with cost, kilometres, hours, the last arrival and the sources of its times."""
    ordered = tuple(sorted(routes, key=lambda route: (route.day, route.vehicle, route.unit)))
    last = max(
        ((route.day, stop.arrive) for route in ordered for trip in route.trips for stop in trip.stops), default=None
    )
    end = moment(problem.rules.last_day, problem.rules.deadline_minute)
    return Plan(
        routes=ordered,
        unserved=tuple(unserved),
        shortages=tuple(shortages),
        cost=round(sum(route.cost for route in ordered), 2),
        km=round(sum(route.km for route in ordered), 3),
        drive_minutes=sum(route.drive_minutes for route in ordered),
        last_arrival=last,
        margin_minutes=None if last is None else end - moment(*last),
        sources=shares(problem, travel, ordered),
    )


def shares(problem: Problem, travel: Travel, routes: Iterable[Route]) -> dict[str, float]:
    """Of the driven kilometres the share by source of their times."""
    vehicles = {vehicle.id: vehicle for vehicle in problem.vehicles}
    km: dict[str, float] = {}
    for route in routes:
        vehicle = vehicles[route.vehicle]
        for trip in route.trips:
            path = [route.hub, *(stop.site for stop in trip.stops), route.hub]
            for at, to in pairwise(path):
                leg = travel.leg(vehicle, at, to)
                km[leg.source.value] = km.get(leg.source.value, 0.0) + leg.km
    total = sum(km.values())
    return {source: round(length / total, 4) for source, length in sorted(km.items())} if total else {}
