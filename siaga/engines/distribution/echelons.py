"""The order in which hubs are planned: what a hub passes on is planned backwards, when it comes there forwards.

Backwards, from the last echelon up: the latest day by which a hub must have everything so that its own vehicles can
still serve all behind it. Forwards, from the depots down: routes that keep these days, and then the routes of each hub,
which load nothing before the boxes have been taken in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from siaga.engines.distribution.plan import Route
from siaga.engines.distribution.problem import DAY, Hub, Problem, Site, VehicleClass

NOON = 720
"""What comes to a hub after it leaves the hub the next day, where there is one."""


@dataclass(frozen=True, slots=True)
class Source:
    """Hubs that serve the same places: all depots where a site may come from any of them, else one hub."""

    hubs: tuple[str, ...]
    sites: tuple[Site, ...]
    children: tuple[str, ...]
    depth: int


class UnknownHub(ValueError):
    """A hub is named that is not there, or hubs supply one another in a circle."""


def depots(problem: Problem) -> list[str]:
    return [hub.id for hub in problem.hubs if not hub.hub]


def hubs_of(problem: Problem, place: Hub | Site) -> frozenset[str]:
    """The hubs that may serve a place."""
    return frozenset([place.hub] if place.hub else depots(problem))


def depth_of(hubs: Mapping[str, Hub], name: str) -> int:
    depth, at = 0, hubs.get(name)
    while at is not None and at.hub:
        depth += 1
        if depth > len(hubs):
            raise UnknownHub(f"hubs supply one another in a circle: {name}")
        at = hubs.get(at.hub)
    if at is None:
        raise UnknownHub(f"no such hub: {name}")
    return depth


def sources(problem: Problem) -> list[Source]:
    """All sources, depots first."""
    hubs = {hub.id: hub for hub in problem.hubs}
    top = depots(problem)
    together = any(not site.hub for site in problem.sites)
    groups = [tuple(top)] if together and top else [(name,) for name in top]
    groups += [(hub.id,) for hub in problem.hubs if hub.hub]
    found = []
    for group in groups:
        sites = tuple(s for s in problem.sites if s.boxes > 0 and (s.hub in group or (not s.hub and group[0] in top)))
        children = tuple(hub.id for hub in problem.hubs if hub.hub in group)
        found.append(Source(group, sites, children, depth_of(hubs, group[0])))
    for site in problem.sites:
        if site.hub and site.hub not in hubs:
            raise UnknownHub(f"no such hub: {site.hub}")
    return sorted(found, key=lambda source: source.depth)


def passing(problem: Problem, skipped: Iterable[str] = ()) -> dict[str, tuple[int, float]]:
    """Boxes and kilograms that each hub below a depot passes on."""
    hubs = {hub.id: hub for hub in problem.hubs}
    without = set(skipped)
    boxes: dict[str, int] = {}
    kg: dict[str, float] = {}
    for site in problem.sites:
        if site.id in without or site.boxes <= 0:
            continue
        at: Hub | None = hubs.get(site.hub)
        while at is not None and at.hub:
            boxes[at.id] = boxes.get(at.id, 0) + site.boxes
            kg[at.id] = kg.get(at.id, 0.0) + site.kg
            at = hubs.get(at.hub)
    return {name: (amount, round(kg[name], 6)) for name, amount in boxes.items()}


@dataclass(frozen=True, slots=True)
class Arrival:
    """So many boxes were taken in at a hub by this moment."""

    day: int
    minute: int
    boxes: int


def arrivals(routes: Iterable[Route], hub: str) -> list[Arrival]:
    """In order of time."""
    stops = [
        Arrival(route.day, stop.leave, stop.boxes)
        for route in routes
        for trip in route.trips
        for stop in trip.stops
        if stop.site == hub
    ]
    return sorted(stops, key=lambda stop: (stop.day, stop.minute))


def released(coming: Sequence[Arrival], wanted: Sequence[tuple[int, range]]) -> tuple[list[int | None], dict[int, int]]:
    """From which day each load may leave its hub (None: it never comes), and by day the first minute of loading.

    wanted: boxes of each load and the days on which it may be delivered, the most urgent first.
    """
    by_day: dict[int, tuple[int, int]] = {}
    for one in coming:
        boxes, minute = by_day.get(one.day, (0, 0))
        by_day[one.day] = (boxes + one.boxes, max(minute, one.minute))
    days = sorted(by_day)
    stock = 0
    free: dict[int, int] = {}
    for each in days:
        stock += by_day[each][0]
        free[each] = stock
    given: list[int | None] = []
    ready: dict[int, int] = {}
    for boxes, allowed in wanted:
        day: int | None = next((d for d in days if all(free[later] >= boxes for later in days if later >= d)), None)
        if day is None:
            given.append(None)
            continue
        for later in days:
            if later >= day:
                free[later] -= boxes
        minute = by_day[day][1]
        if minute > NOON and allowed and day < allowed[-1]:
            given.append(day + 1)
        else:
            given.append(day)
            ready[day] = max(ready.get(day, 0), minute)
    return given, ready


def due_candidates(problem: Problem) -> list[tuple[int, int]]:
    """Day and minute by which a hub may be asked to have everything, the latest first."""
    rules = problem.rules
    evenings = [(day, DAY) for day in reversed(range(rules.first_day, rules.last_day))]
    return [*evenings, *((rules.first_day, minute) for minute in (NOON, 660, 600, 540, 480))]


def vehicles_of(problem: Problem, hubs: Iterable[str]) -> list[VehicleClass]:
    at = set(hubs)
    return [vehicle for vehicle in problem.vehicles if vehicle.depot in at and vehicle.count > 0]
