"""An instance as PyVRP's problem data, and PyVRP's routes as ours."""

from __future__ import annotations

from typing import Any

import numpy as np
from pyvrp import Client, Depot, Location, ProblemData, Route, VehicleType

from siaga.engines.routing.instances import Instance, Tour

FORBIDDEN = 10**9
"""What a leg that a vehicle may not drive costs. Far above any sum of real legs (``measuring.LARGEST`` bounds one leg),
far below 2^44, with which PyVRP's local search does not come back from site-dependent instances."""


def problem_data(instance: Instance) -> ProblemData:
    """The problem for PyVRP, one vehicle type for each class of equal vehicles, one matrix for each set of stops."""
    profiles: dict[frozenset[int] | None, int] = {}
    types = []
    for vehicle, numbers in instance.classes().items():
        profile = profiles.setdefault(vehicle.allowed, len(profiles))
        opens, closes = (None, None) if instance.windows is None else instance.windows[vehicle.depot]
        limits: dict[str, Any] = {
            "tw_early": None if opens is None else int(opens),
            "tw_late": None if closes is None else int(closes),
            "shift_duration": vehicle.max_duration,
            "max_distance": vehicle.max_distance,
            "max_reloads": vehicle.max_reloads,
        }
        given = {name: value for name, value in limits.items() if value is not None}
        types.append(
            VehicleType(
                num_available=len(numbers),
                capacity=list(vehicle.capacity),
                start_depot=vehicle.depot,
                end_depot=vehicle.depot,
                fixed_cost=vehicle.fixed_cost,
                unit_distance_cost=vehicle.unit_cost,
                profile=profile,
                reload_depots=list(vehicle.reloads),
                **given,
            )
        )
    matrices = [_matrix(instance, allowed) for allowed in profiles]
    return ProblemData(
        locations=[Location(x=float(x), y=float(y)) for x, y in instance.coordinates],
        clients=[_client(instance, stop) for stop in instance.stops],
        depots=[Depot(location=number) for number in range(instance.depots)],
        vehicle_types=types,
        distance_matrices=matrices,
        duration_matrices=matrices,
    )


def _client(instance: Instance, stop: int) -> Client:
    moments: dict[str, Any] = {}
    if instance.windows is not None:
        moments = {"tw_early": int(instance.windows[stop][0]), "tw_late": int(instance.windows[stop][1])}
    return Client(
        location=stop,
        delivery=[int(load) for load in instance.demands[stop]],
        service_duration=int(instance.service[stop]),
        release_time=0 if instance.release is None else int(instance.release[stop]),
        **moments,
    )


def _matrix(instance: Instance, allowed: frozenset[int] | None) -> Any:
    matrix = instance.distances.copy()
    if allowed is not None:
        barred = np.array([stop for stop in instance.stops if stop not in allowed], dtype=int)
        matrix[barred, :] = FORBIDDEN
        matrix[:, barred] = FORBIDDEN
        np.fill_diagonal(matrix, 0)
    return matrix


def tours(instance: Instance, routes: list[Route]) -> tuple[Tour, ...]:
    """PyVRP's routes as tours of numbered vehicles, in the order of the vehicles' numbers."""
    free = [iter(numbers) for numbers in instance.classes().values()]
    found = [
        Tour(
            next(free[route.vehicle_type()]),
            tuple(
                activity.idx if activity.is_depot() else activity.idx + instance.depots
                for activity in list(route)[1:-1]
            ),
        )
        for route in routes
    ]
    return tuple(sorted(found, key=lambda tour: tour.vehicle))
