"""The search for the routes of one stage: with everything required while that is possible, else at a price."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, replace

from siaga.engines.distribution.advancing import advanced
from siaga.engines.distribution.decomposing import improved
from siaga.engines.distribution.formulation import Model
from siaga.engines.distribution.plan import Route
from siaga.engines.distribution.stage import Stage, Stopper
from siaga.engines.distribution.timing import Drop, Timetable

LARGE = 150
"""Pieces above which the plan is made better part by part."""
WHOLE = 0.3
"""Of the time the share in which a large plan is searched as a whole."""
SHORT = 0.4
"""Of the time the share for a plan that leaves boxes; what remains is for finding out why."""


@dataclass(frozen=True, slots=True)
class Found:
    """Routes of a stage and what they leave. capped: escorts, not vehicles, were the limit of what was tried."""

    routes: tuple[Route, ...]
    left: tuple[Drop, ...]
    capped: bool = False


def patience(pieces: int) -> int:
    """Iterations without a better plan after which the search ends, so that small problems end early and alike."""
    return 500 + 40 * pieces


def search(timetable: Timetable, stage: Stage, *, seconds: float, seed: int, enough: bool = False) -> Found:
    """Routes for everything if such are found in the first part of the time; else for as much as possible.

    enough: the first routes that serve everything will do, and without such none are wanted.
    """
    if not stage.pieces:
        return Found((), ())
    started = time.process_time()
    model = Model(timetable, stage)
    if model.data is None:
        return Found((), tuple(piece.drop for piece in stage.pieces))
    size = len(stage.pieces)
    limit = seconds if enough else seconds / 6
    first, feasible = model.solve(Stopper(limit, 300 + 3 * size, first=True), seed)
    if feasible:
        best = first
        if not enough:
            left = max(0.05, seconds - (time.process_time() - started))
            best, _ = model.solve(Stopper(left * WHOLE if size > LARGE else left, patience(size)), seed, first)
        routes, late = model.routes(best)
        left = seconds - (time.process_time() - started)
        if size > LARGE and not enough and not late:
            routes = improved(timetable, stage, routes, None, seconds=left, seed=seed)
        return Found(tuple(routes), tuple(late))
    if enough:
        return Found((), tuple(piece.drop for piece in stage.pieces))
    relaxed = Model(timetable, replace(stage, optional=True))
    left = max(0.05, seconds * SHORT - (time.process_time() - started))
    best, _ = relaxed.solve(Stopper(left, patience(size)), seed, relaxed.kept(first))
    routes, late = relaxed.routes(best)
    return Found(tuple(routes), tuple(late))


def can_all(timetable: Timetable, stage: Stage, *, seconds: float, seed: int) -> bool:
    """Whether routes for everything are found quickly."""
    if not stage.pieces:
        return True
    model = Model(timetable, stage)
    if model.data is None:
        return False
    _, feasible = model.solve(Stopper(seconds, 200 + 5 * len(stage.pieces), first=True), seed)
    return feasible


def escorted(
    stage: Stage, escorts: Mapping[int, int], wanted: Mapping[str, int], counts: Mapping[tuple[str, int], int]
) -> Stage:
    """The stage with as many vehicles a day as there are escorts, shared by how many days each class is wanted."""
    left = {name: float(amount) for name, amount in wanted.items() if amount > 0}
    capped: dict[tuple[str, int], int] = {}
    days = sorted({day for _, day in counts})
    slots = sum(min(escorts[day], sum(n for (_, d), n in counts.items() if d == day)) for day in days)
    total = sum(left.values()) or 1.0
    pace = {name: amount / total * slots for name, amount in left.items()}
    for day in days:
        for _ in range(escorts[day]):
            open_classes = [name for name in pace if capped.get((name, day), 0) < counts.get((name, day), 0)]
            if not open_classes:
                break
            name = max(open_classes, key=lambda one: (pace[one], one))
            capped[name, day] = capped.get((name, day), 0) + 1
            pace[name] -= 1
    return replace(stage, counts=capped)


def plan_stage(
    timetable: Timetable,
    stage: Stage,
    escorts: Mapping[int, int] | None,
    *,
    seconds: float,
    seed: int,
    enough: bool = False,
) -> Found:
    """The routes of a stage, as early as they cost no more, with no more on a day than there are escorts left."""
    found = _within_escorts(timetable, stage, escorts, seconds=seconds, seed=seed, enough=enough)
    return replace(found, routes=tuple(advanced(timetable, stage, found.routes, escorts)))


def _within_escorts(
    timetable: Timetable,
    stage: Stage,
    escorts: Mapping[int, int] | None,
    *,
    seconds: float,
    seed: int,
    enough: bool = False,
) -> Found:
    if escorts is None or all(
        sum(n for (_, d), n in stage.counts.items() if d == day) <= escorts[day] for day in escorts
    ):
        return search(timetable, stage, seconds=seconds, seed=seed, enough=enough)
    scarce = replace(stage, scarce=True)
    free = search(timetable, scarce, seconds=seconds / 4, seed=seed, enough=enough)
    if _fits(free, escorts):
        return free
    best: Found | None = None
    counts, found = dict(stage.counts), free
    for _ in range(4):
        counts = _fewer(timetable, counts, found, escorts)
        found = search(timetable, replace(scarce, counts=counts), seconds=seconds / 8, seed=seed, enough=enough)
        if _fits(found, escorts) and (best is None or _amount(found) < _amount(best)):
            best = found
            if not found.left:
                return found
    used: dict[str, int] = {}
    for route in free.routes:
        used[route.vehicle] = used.get(route.vehicle, 0) + 1
    shared = search(
        timetable, escorted(scarce, escorts, used, stage.counts), seconds=seconds / 4, seed=seed, enough=enough
    )
    if best is None or _amount(shared) < _amount(best):
        best = shared
    return replace(best, capped=bool(best.left) and not free.left)


def _fits(found: Found, escorts: Mapping[int, int]) -> bool:
    per_day = _per_day(found)
    return all(amount <= escorts[day] for day, amount in per_day.items())


def _per_day(found: Found) -> dict[int, int]:
    per_day: dict[int, int] = {}
    for route in found.routes:
        per_day[route.day] = per_day.get(route.day, 0) + 1
    return per_day


def _fewer(
    timetable: Timetable, counts: Mapping[tuple[str, int], int], found: Found, escorts: Mapping[int, int]
) -> dict[tuple[str, int], int]:
    """Vehicles of the days with too many routes: those stay whose places have the fewest other days, then the most."""
    fewer = dict(counts)
    for day, amount in _per_day(found).items():
        if amount <= escorts[day]:
            continue
        routes = sorted(
            (route for route in found.routes if route.day == day),
            key=lambda route: (
                min(len(timetable.days(stop.site)) for trip in route.trips for stop in trip.stops),
                -sum(trip.boxes for trip in route.trips),
            ),
        )
        fewer |= {key: 0 for key in fewer if key[1] == day}
        for route in routes[: escorts[day]]:
            fewer[route.vehicle, day] += 1
    return fewer


def _amount(found: Found) -> int:
    return sum(drop.boxes for drop in found.left)
