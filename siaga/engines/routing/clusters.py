"""Large problems in parts: neighbouring routes with their vehicles as a small problem, and its routes put back.

An iteration on 1,000 stops costs several times one on 200, while what it changes is as local. The parts are drawn
anew in every sweep, in turn as sectors around the depots and as stripes across the map, so that no border stays.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from pyvrp import Activity, Client, Depot, ProblemData, RandomNumberGenerator, Route, Solution

SPARE = 3


@dataclass(frozen=True, slots=True)
class Part:
    """A small problem, the plan it starts from, and how its plans become routes of the whole."""

    data: ProblemData
    start: Solution
    lifted: Callable[[Solution], list[Route]]


def can_be_parted(data: ProblemData) -> bool:
    """Only plain problems: every stop must be visited, none is tied to another."""
    return not data.num_groups and not data.num_shipments and all(client.required for client in data.clients())


def groups(
    data: ProblemData, routes: Sequence[Route], target: int, sweep: int, rng: RandomNumberGenerator
) -> list[list[int]]:
    """The routes' indices in groups of neighbours with about ``target`` stops each."""
    centres = np.array([_centre(data, route) for route in routes])
    if sweep % 2 == 0:
        middle = np.mean([_place(data, depot.location) for depot in data.depots()], axis=0)
        angles = np.arctan2(centres[:, 1] - middle[1], centres[:, 0] - middle[0])
        key = (angles + 2 * math.pi * rng.rand()) % (2 * math.pi)
    else:
        direction = math.pi * rng.rand()
        key = centres[:, 0] * math.cos(direction) + centres[:, 1] * math.sin(direction)
    sizes = [route.num_clients() for route in routes]
    total = sum(sizes)
    count = max(1, round(total / target))
    found: list[list[int]] = [[]]
    passed = 0
    for at in np.argsort(key):
        if passed >= total * len(found) / count:
            found.append([])
        found[-1].append(int(at))
        passed += sizes[at]
    return found


def part(data: ProblemData, routes: Sequence[Route], used: Counter[int]) -> Part:
    """The problem of these routes. used: how many vehicles of each type all routes of the plan use."""
    stops = sorted(activity.idx for route in routes for activity in route if activity.is_client())
    depots = [depot.location for depot in data.depots()]
    places = depots + [data.client(stop).location for stop in stops]
    square = np.ix_(places, places)
    own = Counter(route.vehicle_type() for route in routes)
    types, kinds = [], []
    for number, kind in enumerate(data.vehicle_types()):
        free = min(kind.num_available - used[number], own[number] + SPARE)
        if own[number] + free > 0:
            kinds.append(number)
            types.append(kind.replace(num_available=own[number] + free))
    small = ProblemData(
        locations=[data.location(place) for place in places],
        clients=[_moved(data.client(stop), len(depots) + at) for at, stop in enumerate(stops)],
        depots=[
            Depot(
                location=at,
                tw_early=depot.tw_early,
                tw_late=depot.tw_late,
                service_duration=depot.service_duration,
            )
            for at, depot in enumerate(data.depots())
        ],
        vehicle_types=types,
        distance_matrices=_cut(data.distance_matrices(), square),
        duration_matrices=_cut(data.duration_matrices(), square),
    )
    numbers = {stop: at for at, stop in enumerate(stops)}
    start = Solution(
        small,
        [Route(small, _renamed(route, numbers.__getitem__), kinds.index(route.vehicle_type())) for route in routes],
    )

    def lifted(plan: Solution) -> list[Route]:
        return [Route(data, _renamed(route, stops.__getitem__), kinds[route.vehicle_type()]) for route in plan.routes()]

    return Part(small, start, lifted)


def _cut(matrices: list[Any], square: Any) -> Any:
    return [np.ascontiguousarray(np.asarray(matrix)[square]) for matrix in matrices]


def _renamed(route: Route, number: Callable[[int], int]) -> list[Activity]:
    return [
        Activity(activity.type, number(activity.idx) if activity.is_client() else activity.idx)
        for activity in list(route)[1:-1]
    ]


def _moved(client: Client, location: int) -> Client:
    return Client(
        location=location,
        delivery=list(client.delivery),
        pickup=list(client.pickup),
        service_duration=client.service_duration,
        tw_early=client.tw_early,
        tw_late=client.tw_late,
        release_time=client.release_time,
        prize=client.prize,
        required=client.required,
    )


def _centre(data: ProblemData, route: Route) -> Any:
    stops = [activity.idx for activity in route if activity.is_client()]
    if not stops:
        return _place(data, data.depot(route.start_depot()).location)
    return np.mean([_place(data, data.client(stop).location) for stop in stops], axis=0)


def _place(data: ProblemData, location: int) -> tuple[float, float]:
    place = data.location(location)
    return place.x, place.y
