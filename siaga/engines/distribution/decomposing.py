"""Large plans are made better part by part: neighbouring routes are taken out and planned anew together.

A search over everything at once gets slower with the square of the regency; over some eighty visits it is near its best
within a second. Parts overlap, so what a border between them cost is repaired when the next part lies across it.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import hypot

from siaga.engines.distribution.formulation import Model
from siaga.engines.distribution.plan import Route
from siaga.engines.distribution.stage import Piece, Stage, Stopper
from siaga.engines.distribution.timing import Drop, Timetable

PART = 80
"""Visits of a part."""
FROM = 120
"""Plans with fewer visits are searched as a whole."""


def improved(
    timetable: Timetable,
    stage: Stage,
    routes: Sequence[Route],
    escorts: Mapping[int, int] | None,
    *,
    seconds: float,
    seed: int,
) -> list[Route]:
    """The routes, or cheaper ones that bring the same."""
    end = time.process_time() + seconds
    current = list(routes)
    if sum(len(trip.stops) for route in routes for trip in route.trips) < FROM:
        return current
    quiet, turn = 0, 0
    while time.process_time() < end and quiet < len(current):
        part = _neighbours(timetable, current, turn % len(current))
        better = _again(timetable, stage, current, part, min(PART / 60, end - time.process_time()), seed + turn)
        turn += 7
        quiet += 1
        if better is not None and _allowed(better, escorts):
            current, quiet = better, 0
    return current


def _allowed(routes: Sequence[Route], escorts: Mapping[int, int] | None) -> bool:
    if escorts is None:
        return True
    days = [route.day for route in routes]
    return all(days.count(day) <= escorts[day] for day in set(days))


def _neighbours(timetable: Timetable, routes: Sequence[Route], first: int) -> list[int]:
    """A route and those nearest to it, with some ``PART`` visits together."""
    at = [_middle(timetable, route) for route in routes]
    order = sorted(range(len(routes)), key=lambda n: hypot(at[n][0] - at[first][0], at[n][1] - at[first][1]))
    part: list[int] = []
    visits = 0
    for n in order:
        stops = sum(len(trip.stops) for trip in routes[n].trips)
        if part and visits + stops > PART:
            break
        part.append(n)
        visits += stops
    return part


def _middle(timetable: Timetable, route: Route) -> tuple[float, float]:
    places = [timetable.place(stop.site) for trip in route.trips for stop in trip.stops]
    return sum(place.lat for place in places) / len(places), sum(place.lon for place in places) / len(places)


def _again(
    timetable: Timetable, stage: Stage, routes: Sequence[Route], part: Sequence[int], seconds: float, seed: int
) -> list[Route] | None:
    """Everything with this part planned anew, with its own vehicles and those that stand idle; None if not cheaper."""
    chosen = [routes[n] for n in part]
    kept = [route for n, route in enumerate(routes) if n not in set(part)]
    used = {(route.vehicle, route.day, route.unit) for route in kept}
    counts = {
        (name, day): sum((name, day, unit) not in used for unit in range(1, count + 1))
        for (name, day), count in stage.counts.items()
    }
    known = {piece.drop.site: piece for piece in stage.pieces}
    not_before: dict[str, int] = {}
    for piece in stage.pieces:
        not_before[piece.drop.site] = max(piece.not_before, not_before.get(piece.drop.site, piece.not_before))
    pieces = tuple(
        Piece(Drop(stop.site, stop.boxes, stop.kg), known[stop.site].hubs, not_before[stop.site])
        for route in chosen
        for trip in route.trips
        for stop in trip.stops
    )
    model = Model(timetable, replace(stage, pieces=pieces, counts=counts, optional=False))
    start = model.started(chosen)
    if start is None:
        return None
    best, feasible = model.solve(Stopper(seconds, 10 * len(pieces) + 400), seed, start)
    if not feasible:
        return None
    found, left = model.routes(best)
    if left or sum(route.cost for route in found) >= sum(route.cost for route in chosen) - 0.5:
        return None
    return [*kept, *_renumbered(found, used)]


def _renumbered(routes: Sequence[Route], used: set[tuple[str, int, int]]) -> list[Route]:
    """With vehicles that none of the other routes has."""
    taken = set(used)
    found = []
    for route in routes:
        unit = 1
        while (route.vehicle, route.day, unit) in taken:
            unit += 1
        taken.add((route.vehicle, route.day, unit))
        found.append(replace(route, unit=unit))
    return found
