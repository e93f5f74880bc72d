"""Drives a plan once, event by event, with dice of its own; ``frequencies`` does so many times.

It is written from the text at the head of ``robustness.py`` and shares no code with the engine: plain Python numbers, a
heap of events, ``random.Random``. It counts how often every site was served in time.
"""

from __future__ import annotations

import heapq
import math
import random
from collections import defaultdict
from collections.abc import Callable, Iterator

from siaga.engines.distribution.plan import Plan, Route
from siaga.engines.distribution.problem import Hub, Problem, Site
from siaga.engines.distribution.robustness import Spread

Minutes = Callable[[str, str, str, bool], int | None]
"""Vehicle class, from, to, whether it rains."""


class World:
    """One run."""

    def __init__(self, problem: Problem, plan: Plan, spread: Spread, minutes: Minutes, dice: random.Random) -> None:
        self.problem, self.plan, self.spread, self.minutes, self.dice = problem, plan, spread, minutes, dice
        self.hubs: dict[str, Hub] = {hub.id: hub for hub in problem.hubs}
        self.sites: dict[str, Site] = {site.id: site for site in problem.sites}
        self.vehicles = {vehicle.id: vehicle for vehicle in problem.vehicles}
        self.events: list[tuple[float, int, Iterator[object]]] = []
        self.number = 0
        self.come: dict[str, int] = defaultdict(int)
        self.waiting: dict[str, list[tuple[int, Iterator[object]]]] = defaultdict(list)
        self.weather: dict[int, tuple[bool, float]] = {}
        self.bad: set[str] = set()
        self.got: dict[str, int] = defaultdict(int)
        self.now = -math.inf
        self.needs = self.cumulative_needs()

    def cumulative_needs(self) -> dict[tuple[str, int], int]:
        needs = {}
        for hub in self.hubs.values():
            if not hub.hub:
                continue
            trips = [
                (route.day * 1440 + trip.depart, route.id, number, sum(stop.boxes for stop in trip.stops))
                for route in self.plan.routes
                if route.hub == hub.id
                for number, trip in enumerate(route.trips)
            ]
            total = 0
            for _, route_id, number, boxes in sorted(trips):
                total += boxes
                needs[route_id, number] = total
        return needs

    def run(self) -> set[str]:
        """The sites that were served in time."""
        for route in self.plan.routes:
            self.wake(-math.inf, self.drive(route))
        while self.events:
            self.now, _, process = heapq.heappop(self.events)
            self.step(process)
        return {
            site.id for site in self.sites.values() if self.got[site.id] >= site.boxes > 0 and site.id not in self.bad
        }

    def wake(self, when: float, process: Iterator[object]) -> None:
        self.number += 1
        heapq.heappush(self.events, (when, self.number, process))

    def step(self, process: Iterator[object]) -> None:
        wish = next(process, None)
        if wish is None:
            return
        kind, value = wish  # type: ignore[misc]
        if kind == "until":
            self.wake(max(self.now, value), process)
        else:
            hub, need = value
            if self.come[hub] >= need:
                self.wake(self.now, process)
            else:
                self.waiting[hub].append((need, process))

    def deliver(self, hub: str, boxes: int) -> None:
        self.come[hub] += boxes
        still = []
        for need, process in self.waiting[hub]:
            if self.come[hub] >= need:
                self.wake(self.now, process)
            else:
                still.append((need, process))
        self.waiting[hub] = still

    def drive(self, route: Route) -> Iterator[object]:
        midnight = route.day * 1440
        vehicle, hub = self.vehicles[route.vehicle], self.hubs[route.hub]
        free, delay = -math.inf, 0.0
        if self.dice.random() < self.spread.late_chance:
            delay = self.dice.expovariate(1 / self.spread.late_minutes)
        for number, trip in enumerate(route.trips):
            yield "until", midnight + trip.depart + (0.0 if number else delay)
            yield "until", free
            if hub.hub:
                yield "stock", (hub.id, self.needs[route.id, number])
            minute = self.now - midnight
            if hub.departures:
                later = [each for each in hub.departures if each >= minute and hub.opens <= each <= hub.closes]
                if not later:
                    return
                yield "until", midnight + min(later)
            elif minute > hub.closes:
                return
            else:
                yield "until", midnight + hub.opens
            at = hub.id
            for stop in trip.stops:
                travel = self.travel(route, at, stop.site)
                if travel is None:
                    return
                yield "until", self.now + travel
                place = self.sites.get(stop.site) or self.hubs[stop.site]
                windows = place.windows if isinstance(place, Site) else ((place.opens, place.closes),)
                minute = self.now - midnight
                fitting = [max(minute, opens) for opens, closes in windows if minute <= closes]
                if fitting:
                    yield "until", midnight + min(fitting)
                start = self.now - midnight
                late = not fitting or start > vehicle.shift_end
                if route.day == self.problem.rules.last_day and start > self.problem.rules.deadline_minute:
                    late = True
                yield "until", self.now + place.service_minutes * math.exp(self.dice.gauss(0, self.spread.service))
                if isinstance(place, Site):
                    self.got[place.id] += stop.boxes
                    if late:
                        self.bad.add(place.id)
                else:
                    self.deliver(place.id, stop.boxes)
                at = stop.site
            travel = self.travel(route, at, hub.id)
            if travel is None:
                return
            free = self.now + travel + self.problem.rules.reload_minutes

    def travel(self, route: Route, one: str, other: str) -> float | None:
        if route.day not in self.weather:
            rain = self.dice.random() < self.spread.rain_chance
            self.weather[route.day] = rain, math.exp(self.dice.gauss(0, self.spread.day))
        rain, pace = self.weather[route.day]
        minutes = self.minutes(route.vehicle, one, other, rain)
        if minutes is None:
            return None
        ends = [(self.sites.get(name) or self.hubs[name]).access for name in (one, other)]
        worse = min(ends, key=lambda road: self.problem.estimates.speed_kmh[road])
        return minutes * math.exp(self.dice.gauss(0, self.spread.travel[worse])) * pace


def frequencies(
    problem: Problem, plan: Plan, spread: Spread, minutes: Minutes, *, runs: int, seed: int
) -> tuple[dict[str, float], float]:
    """How often each site was served in time, and how often all were."""
    dice = random.Random(seed)
    count: dict[str, int] = defaultdict(int)
    everything = 0
    wanted = {site.id for site in problem.sites if site.boxes}
    for _ in range(runs):
        good = World(problem, plan, spread, minutes, dice).run()
        everything += good >= wanted
        for site in good:
            count[site] += 1
    return {site: count[site] / runs for site in sorted(wanted)}, everything / runs
