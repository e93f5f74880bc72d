"""A plan driven again and again on roads that are slower or faster than said: how likely is each place served in time?

One run of a plan. Every leg takes its planned minutes (those of wet roads on a day of rain) × e^(s·z), s by the road
class of its worse end, × a factor e^(d·z) that all legs of a day share; service takes its minutes × e^(v·z); z is
standard normal, so the planned time is the median. The first trip of a vehicle on a day leaves late with
``late_chance``, by an exponential time of mean ``late_minutes``. Every trip leaves at its planned minute or when the
vehicle has come back and loaded again, the hub has the boxes, and the timetable allows it, whichever is last. From a
hub that passes on, trips load in the order of their planned departures: one leaves when as many boxes have come as it
and those before it take.

A vehicle that is early waits for the window. A visit is in time when service starts within a window, before the end of
the shift, on an allowed day, and on the last day before the deadline; one that is late is driven to all the same, and
counts as late. A trip that finds its hub shut, or no departure left that day, does not leave. A place is served in time
when all its boxes are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import sqrt

import numpy as np
import numpy.typing as npt

from siaga.engines.distribution.places import Place, Places
from siaga.engines.distribution.plan import Plan, Route, Trip
from siaga.engines.distribution.problem import Hub, Problem, Road, VehicleClass, moment
from siaga.engines.distribution.walking import Legs

Times = npt.NDArray[np.float64]
Marks = npt.NDArray[np.bool_]

SPREAD: Mapping[Road, float] = {
    Road.ASPHALT: 0.15,
    Road.GRAVEL: 0.25,
    Road.FOUR_WHEEL: 0.35,
    Road.MOTORBIKE: 0.30,
    Road.BOAT: 0.25,
    Road.FOOT: 0.15,
}
"""Spread of the logarithm of travel times by road class: working values of ours, to be calibrated per regency."""
RAIN: Mapping[Road, float] = {
    Road.ASPHALT: 0.85,
    Road.GRAVEL: 0.65,
    Road.FOUR_WHEEL: 0.45,
    Road.MOTORBIKE: 0.55,
    Road.BOAT: 0.80,
    Road.FOOT: 0.80,
}
"""Speed on wet roads by class, as a part of that in the dry: working values of ours, to be calibrated per regency."""


@dataclass(frozen=True, slots=True)
class Spread:
    """How uncertain times are. rain_chance: of each day. rain: speeds on wet roads, where the problem names none."""

    travel: Mapping[Road, float] = field(default_factory=lambda: dict(SPREAD))
    day: float = 0.08
    service: float = 0.25
    late_chance: float = 0.25
    late_minutes: float = 15.0
    rain_chance: float = 0.2
    rain: Mapping[Road, float] = field(default_factory=lambda: dict(RAIN))


@dataclass(frozen=True, slots=True)
class Chances:
    """Of the runs, the part in which each site was served in time, and all of them were.

    overruns: by route, the part in which the vehicle was not back by the end of its shift.
    """

    sites: Mapping[str, float]
    overall: float
    overruns: Mapping[str, float]
    runs: int

    @property
    def least(self) -> float:
        """The chance of the site that is worst off."""
        return min(self.sites.values(), default=1.0)

    def below(self, target: float) -> tuple[str, ...]:
        """Sites that are not likely enough to be served in time, the worst first."""
        return tuple(
            sorted((site for site, chance in self.sites.items() if chance < target), key=self.sites.__getitem__)
        )

    @property
    def error(self) -> float:
        """Half the width of the 95 % interval of ``overall`` for so many runs."""
        return 1.96 * sqrt(max(self.overall * (1 - self.overall), 1 / self.runs) / self.runs) if self.runs else 1.0


def replay(
    problem: Problem,
    plan: Plan,
    *,
    runs: int = 10_000,
    seed: int = 1,
    spread: Spread | None = None,
    dry: Legs | None = None,
    wet: Legs | None = None,
) -> Chances:
    """Drive the plan ``runs`` times. dry, wet: travel that is known already."""
    spread = spread or Spread()
    if dry is None or wet is None:
        from siaga.engines.distribution.travel import Travel

        rain = problem.estimates.rain or spread.rain
        dry = dry or Travel(problem)
        wet = wet or Travel(replace(problem, estimates=replace(problem.estimates, rain=rain)), rain=True)
    return _Replay(problem, plan, runs, seed, spread, dry, wet).chances()


class _Replay:
    """All runs at once: every time is an array with a number for each run, counted from midnight of the route's day."""

    def __init__(
        self, problem: Problem, plan: Plan, runs: int, seed: int, spread: Spread, dry: Legs, wet: Legs
    ) -> None:
        self.places = Places(problem)
        self.rules = problem.rules
        self.plan = plan
        self.runs = runs
        self.spread = spread
        self.dry, self.wet = dry, wet
        self.rng = np.random.default_rng(seed)
        self.pace: dict[int, Times] = {}
        self.rains: dict[int, Marks] = {}
        self.in_time: dict[str, Marks] = {}
        self.comes: dict[str, list[tuple[int, Times]]] = defaultdict(list)
        self.overruns: dict[str, float] = {}
        speed = problem.estimates.speed_kmh
        self._slower = {road: at for at, road in enumerate(sorted(Road, key=lambda road: -speed[road]))}

    def chances(self) -> Chances:
        depth = {hub: self._depth(hub) for hub in self.places.hubs}
        for level in sorted(set(depth.values())):
            routes = [route for route in self.plan.routes if depth.get(route.hub) == level]
            ready = self._ready(routes)
            for route in sorted(routes, key=lambda route: (route.day, route.id)):
                self._drive(route, ready)
        sites: dict[str, float] = {}
        everything = np.ones(self.runs, dtype=bool)
        planned: dict[str, int] = defaultdict(int)
        for route in self.plan.routes:
            for trip in route.trips:
                for stop in trip.stops:
                    planned[stop.site] += stop.boxes
        for site in self.places.problem.sites:
            if not site.boxes:
                continue
            whole = planned[site.id] >= site.boxes and site.id in self.in_time
            good = self.in_time[site.id] if whole else np.zeros(self.runs, dtype=bool)
            sites[site.id] = float(good.mean())
            everything &= good
        return Chances(sites, float(everything.mean()), self.overruns, self.runs)

    def _depth(self, hub: str) -> int:
        depth, at = 0, self.places.hubs.get(hub)
        while at is not None and at.hub and depth <= len(self.places.hubs):
            depth, at = depth + 1, self.places.hubs.get(at.hub)
        return depth

    # ── hubs ───────────────────────────────────────────────────────────────────────────────────────────────

    def _ready(self, routes: Sequence[Route]) -> dict[tuple[str, int], Times]:
        """By route and trip, the moment at which its hub has the boxes; only of hubs that are supplied themselves."""
        by_hub: dict[str, list[tuple[int, str, int, int]]] = defaultdict(list)
        for route in routes:
            if self.places.hubs[route.hub].hub:
                for at, trip in enumerate(route.trips):
                    by_hub[route.hub].append((moment(route.day, trip.depart), route.id, at, trip.boxes))
        ready: dict[tuple[str, int], Times] = {}
        for hub, leaving in by_hub.items():
            needed = 0
            for _, route_id, at, boxes in sorted(leaving):
                needed += boxes
                ready[route_id, at] = self._has(hub, needed)
        return ready

    def _has(self, hub: str, boxes: int) -> Times:
        """The moment at which so many boxes have come to a hub."""
        comes = self.comes[hub]
        if sum(each for each, _ in comes) < boxes:
            return np.full(self.runs, np.inf)
        times = np.stack([when for _, when in comes])
        order = np.argsort(times, axis=0, kind="stable")
        sizes = np.array([each for each, _ in comes])[order]
        enough = np.cumsum(sizes, axis=0) >= boxes
        first = np.argmax(enough, axis=0)
        when: Times = np.take_along_axis(np.take_along_axis(times, order, axis=0), first[None, :], axis=0)[0]
        return when

    # ── a vehicle's day ────────────────────────────────────────────────────────────────────────────────────

    def _drive(self, route: Route, ready: Mapping[tuple[str, int], Times]) -> None:
        vehicle, hub = self.places.vehicles[route.vehicle], self.places.hubs[route.hub]
        late = self.rng.random(self.runs) < self.spread.late_chance
        free = np.where(late, self.rng.exponential(max(self.spread.late_minutes, 1e-9), self.runs), 0.0)
        for at, trip in enumerate(route.trips):
            depart = np.maximum(trip.depart, free) if at else trip.depart + free
            if (route.id, at) in ready:
                depart = np.maximum(depart, ready[route.id, at] - moment(route.day, 0))
            back = self._tour(route, vehicle, hub, trip, _leaves(hub, depart))
            free = back + self.rules.reload_minutes
            if at == len(route.trips) - 1:
                self.overruns[route.id] = float((back > vehicle.shift_end).mean())

    def _tour(self, route: Route, vehicle: VehicleClass, hub: Hub, trip: Trip, clock: Times) -> Times:
        before = hub.id
        for stop in trip.stops:
            place = self.places.all[stop.site]
            arrive = clock + self._leg(route.day, vehicle, before, stop.site)
            start, good = _starts(place, arrive)
            good &= start <= vehicle.shift_end
            if route.day == self.rules.last_day:
                good &= start <= self.rules.deadline_minute
            good &= self._allowed(place, route.day)
            clock = start + place.service * np.exp(self.spread.service * self.rng.standard_normal(self.runs))
            if stop.site in self.places.hubs:
                self.comes[stop.site].append((stop.boxes, clock + moment(route.day, 0)))
            elif stop.site in self.in_time:
                self.in_time[stop.site] = self.in_time[stop.site] & good
            else:
                self.in_time[stop.site] = good
            before = stop.site
        return clock + self._leg(route.day, vehicle, before, hub.id)

    def _allowed(self, place: Place, day: int) -> bool:
        last = self.rules.last_day - (self.rules.remote_lead_days if place.remote else 0)
        last = last if place.last_day is None else min(last, place.last_day)
        first = self.rules.first_day if place.first_day is None else max(self.rules.first_day, place.first_day)
        return first <= day <= last

    def _leg(self, day: int, vehicle: VehicleClass, before: str, after: str) -> Times:
        if before == after:
            return np.zeros(self.runs)
        dry = self.dry.leg(vehicle, before, after).minutes
        wet = self.wet.leg(vehicle, before, after).minutes
        if dry is None or wet is None:
            return np.full(self.runs, np.inf)
        road = max((self.places.all[before].access, self.places.all[after].access), key=self._slower.__getitem__)
        noise = np.exp(self.spread.travel.get(road, 0.0) * self.rng.standard_normal(self.runs))
        return np.where(self._wet(day), float(wet), float(dry)) * noise * self.pace[day]

    def _wet(self, day: int) -> Marks:
        if day not in self.rains:
            self.rains[day] = self.rng.random(self.runs) < self.spread.rain_chance
            self.pace[day] = np.exp(self.spread.day * self.rng.standard_normal(self.runs))
        return self.rains[day]


def _leaves(hub: Hub, ready: Times) -> Times:
    """When a trip that is ready leaves: never, when the hub has shut or the last departure has gone."""
    if hub.departures:
        at = np.array([*sorted(m for m in hub.departures if hub.opens <= m <= hub.closes), np.inf])
        return at[np.minimum(np.searchsorted(at, ready, side="left"), len(at) - 1)]
    return np.where(ready <= hub.closes, np.maximum(ready, hub.opens), np.inf)


def _starts(place: Place, arrive: Times) -> tuple[Times, Marks]:
    """When service starts, and whether that is within a window; who comes too late is served all the same."""
    start, good = arrive.copy(), np.zeros(len(arrive), dtype=bool)
    for opens, closes in reversed(place.windows):
        fits = arrive <= closes
        start = np.where(fits, np.maximum(arrive, opens), start)
        good |= fits
    return start, good
