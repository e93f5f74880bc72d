"""Days are alike to the search; a plan that waits for the last of them gives its margin away for nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from siaga.engines.distribution.plan import Route
from siaga.engines.distribution.problem import VehicleClass
from siaga.engines.distribution.stage import Stage
from siaga.engines.distribution.timing import Drop, Timetable


def advanced(
    timetable: Timetable, stage: Stage, routes: Iterable[Route], escorts: Mapping[int, int] | None
) -> list[Route]:
    """The same routes on the earliest days with a free vehicle of their class on which they cost no more."""
    classes = {vehicle.id: vehicle for vehicle in timetable.problem.vehicles}
    not_before: dict[str, int] = {}
    for piece in stage.pieces:
        not_before[piece.drop.site] = max(piece.not_before, not_before.get(piece.drop.site, piece.not_before))
    ordered = sorted(routes, key=lambda route: (route.day, route.vehicle, route.unit))
    taken = {(route.vehicle, route.day, route.unit) for route in ordered}
    running: dict[int, int] = {}
    for route in ordered:
        running[route.day] = running.get(route.day, 0) + 1
    found = []
    for route in ordered:
        earliest = max((not_before[stop.site] for trip in route.trips for stop in trip.stops), default=route.day)
        for day in range(max(earliest, timetable.problem.rules.first_day), route.day):
            if escorts is not None and running.get(day, 0) >= escorts[day]:
                continue
            moved = _moved(timetable, stage, classes[route.vehicle], route, day, taken)
            if moved is not None:
                taken.remove((route.vehicle, route.day, route.unit))
                taken.add((moved.vehicle, moved.day, moved.unit))
                running[route.day] -= 1
                running[day] = running.get(day, 0) + 1
                route = moved
                break
        found.append(route)
    return found


def _moved(
    timetable: Timetable,
    stage: Stage,
    vehicle: VehicleClass,
    route: Route,
    day: int,
    taken: set[tuple[str, int, int]],
) -> Route | None:
    units = range(1, stage.counts.get((vehicle.id, day), 0) + 1)
    unit = next((unit for unit in units if (vehicle.id, day, unit) not in taken), None)
    if unit is None:
        return None
    trips = [[Drop(stop.site, stop.boxes, stop.kg) for stop in trip.stops] for trip in route.trips]
    ready = stage.ready.get((vehicle.depot, day), 0)
    moved = timetable.route(vehicle, unit, day, trips, ready=ready)
    return moved if moved is not None and moved.cost <= route.cost + 0.01 else None
