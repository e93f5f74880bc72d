"""The plan again while it is being driven: something happened, and as little as can be changes.

What has happened stays: stops that are done, the way that leads to them, and routes that a person locked. A vehicle on
its way keeps its load: the stops before it may come in another order, or fall out (then those boxes come back with it).
Everything else stays too where it still holds; only what is broken looks for another place (``repair.py``), and where
that leaves boxes, some of what has not begun is planned afresh (``refreshing.py``).
"""

from __future__ import annotations

import random
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from siaga.engines.distribution.evaluating import Broken, across, fault_of
from siaga.engines.distribution.happened import Change, ChangeKind, Happened, Replanned, changes
from siaga.engines.distribution.keeping import kept_of
from siaga.engines.distribution.lines import NEVER, Key, Line, Task, as_route
from siaga.engines.distribution.on_road import OnRoad
from siaga.engines.distribution.places import Places
from siaga.engines.distribution.plan import Plan, Route, Unserved
from siaga.engines.distribution.problem import MatrixRow, Problem, Road
from siaga.engines.distribution.reasons import reason
from siaga.engines.distribution.refreshing import Refresher
from siaga.engines.distribution.repair import Workshop
from siaga.engines.distribution.rules import Rule
from siaga.engines.distribution.walking import (
    Legs,
    LegsOn,
    Load,
    Remembered,
    Tour,
    Walk,
    Walker,
    last_arrival,
    margin,
    shares_of,
    tours_of,
)

AFRESH = 0.5
"""Of the time left for boxes without a vehicle, the share for planning lines afresh."""

TravelIn = Callable[[Problem, bool], Legs]
"""Travel of a problem, in rain or not."""


def replan(
    problem: Problem,
    plan: Plan,
    happened: Happened,
    *,
    seconds: float = 8.0,
    seed: int = 1,
    travel: TravelIn | None = None,
) -> Replanned:
    """The plan after what happened; never raises because something cannot be brought."""
    began = time.monotonic()
    return _Desk(problem, plan, happened, travel or _travel, seed, began + seconds).replanned(began)


def _travel(problem: Problem, rain: bool) -> Legs:
    from siaga.engines.distribution.travel import Travel

    return Travel(problem, rain=rain)


class _Desk:
    """One replanning, from the plan's routes to lines and back."""

    def __init__(
        self, problem: Problem, plan: Plan, happened: Happened, travel: TravelIn, seed: int, stop_at: float
    ) -> None:
        self.plan = plan
        self.seed = seed
        self.happened = happened
        self.road = OnRoad(Places(problem), happened)
        self.sites_before = {site.id: site for site in problem.sites}
        self.problem = self._problem_now(problem)
        self.places = Places(self.problem)
        self.legs_on = _legs_on(self.problem, happened.rain, travel)
        self.before = Walker(Places(problem), _legs_on(problem, frozenset(), travel))
        walker = Walker(self.places, self.legs_on, past=self.before.legs_on)
        self.frozen = [route for route in plan.routes if self.road.is_frozen(route)]
        was: dict[str, set[Key]] = defaultdict(set)
        for route in plan.routes:
            for trip in route.trips:
                for stop in trip.stops:
                    was[stop.site].add((route.vehicle, route.unit, route.day))
        self.shop = Workshop(
            self.places,
            walker,
            [self._without_missed(route) for route in self.frozen],
            {site: frozenset(keys) for site, keys in was.items()},
            happened.now,
            happened.is_out,
            rng=random.Random(seed),  # noqa: S311
            stop_at=stop_at,
        )
        self.touched: set[tuple[str, str]] = set()
        self.fetch: list[Change] = []
        self.usual: dict[str, Walk] = {}
        self.unserved = {each.site: each for each in plan.unserved if each.site in self.places.all}

    def replanned(self, began: float) -> Replanned:
        pool = self._missed()
        for route in self.plan.routes:
            if not self.road.is_frozen(route):
                pool.extend(self._opened(route))
        pool = self._loads_changed(pool)
        for key, line in list(self.shop.lines.items()):
            self.shop.lines[key], gone = self.shop.mended(line)
            pool.extend(gone)
        hubs = [task for task in pool if task.load.site in self.places.hubs]
        left = self.shop.place_all(hubs)
        self.shop.short_hubs.update(task.load.site for task in left)
        pool = [task for task in pool if task.load.site not in self.places.hubs]
        pool.extend(self.shop.settle_hubs())
        left.extend(self.shop.place_all(pool))
        left = self._with_room(left)
        return self._told(left, began)

    def _with_room(self, left: list[Task]) -> list[Task]:
        """What is left after others made room; then after lines that have not begun were planned afresh."""
        stop_at = self.shop.stop_at
        self.shop.stop_at = stop_at - (stop_at - time.monotonic()) * AFRESH
        left = self.shop.make_room(left)
        self.shop.stop_at = stop_at
        afresh = Refresher(self.shop, self.problem, self.happened.rain, self.seed, self._share_kept)
        return afresh.refreshed(left)

    # ── what happened ──────────────────────────────────────────────────────────────────────────────────────

    def _problem_now(self, problem: Problem) -> Problem:
        """The problem with closed roads, new days and new loads; nothing that is brought already is asked back."""
        brought: dict[str, int] = defaultdict(int)
        for route in self.plan.routes:
            for at, trip in enumerate(route.trips):
                for stop in trip.stops:
                    if self.road.is_frozen(route) or self.road.has_left(route, at):
                        brought[stop.site] += stop.boxes
        sites = []
        for site in problem.sites:
            boxes = self.happened.loads.get(site.id)
            if boxes is not None and boxes != site.boxes:
                boxes = max(boxes, brought[site.id])
                kg = site.kg * boxes / site.boxes if site.boxes else site.kg
                site = replace(site, boxes=boxes, kg=kg)
            day = self.happened.last_days.get(site.id)
            if day is not None and brought[site.id] < site.boxes:
                site = replace(site, last_day=day if site.last_day is None else min(day, site.last_day))
            sites.append(site)
        return replace(
            problem,
            sites=tuple(sites),
            matrix=self._matrix_now(problem),
            closed=problem.closed | self.happened.closed,
        )

    def _matrix_now(self, problem: Problem) -> tuple[MatrixRow, ...]:
        """Known pairs, with the detours in their place for every class of road."""
        detours = self.happened.detours
        if not detours:
            return problem.matrix
        pairs = {*detours, *((other, one) for one, other in detours)}
        kept = (row for row in problem.matrix if (row.from_id, row.to_id) not in pairs)
        new = (
            MatrixRow(one, other, road, minutes, km) for (one, other), (minutes, km) in detours.items() for road in Road
        )
        return (*kept, *new)

    def _without_missed(self, route: Route) -> Route:
        """A route of a day before, without what it did not bring; locked ones of today stay as they are."""
        if route.day >= self.happened.now_day:
            return route
        trips = tuple(
            replace(trip, stops=tuple(s for s in trip.stops if (route.id, s.site) not in self.happened.missed))
            for trip in route.trips
        )
        return route if trips == route.trips else replace(route, trips=trips)

    def _missed(self) -> list[Task]:
        return [
            Task(Load(stop.site, stop.boxes, stop.kg))
            for route in self.frozen
            if route.day < self.happened.now_day
            for trip in route.trips
            for stop in trip.stops
            if (route.id, stop.site) in self.happened.missed
        ]

    def _opened(self, route: Route) -> list[Task]:
        """The route as a line; the loads of a vehicle that broke down are handed out again."""
        vehicle = self.places.vehicles[route.vehicle]
        now, today = self.happened.now_minute, route.day == self.happened.now_day
        extra = self.happened.extra_minutes.get(route.id, 0) if today else 0
        tours: list[Tour] = []
        loose: list[Task] = []
        left = sum(self.road.has_left(route, at) for at in range(len(route.trips)))
        for at, trip in enumerate(route.trips):
            if at < left:
                tour, skipped = self.road.on_its_way(route, at, trip, is_last=at == left - 1, extra=extra)
                loose.extend(skipped)
            else:
                loads = tuple(Load(stop.site, stop.boxes, stop.kg) for stop in trip.stops)
                depart = trip.depart + (0 if left or at else extra)
                loading = self.places.rules.reload_minutes if at else self.places.rules.load_minutes
                floor = max(now, min(trip.depart, now + loading)) if today else 0
                tour = Tour(loads, depart, not_before=floor)
            tours.append(tour)
        line = Line(vehicle, route.unit, route.day, done=left)
        usual = self.before.walk(vehicle, route.day, route.hub, tours_of(route))
        self.usual[route.id] = usual
        if self.happened.is_out(line.key):
            gone, tours = self._broken_down(route, tours, left)
            loose.extend(gone)
            line = replace(line, stuck=True)
        settled = [replace(tour, loads=(), under_way=False) for tour in tours[:left]]
        ahead = any(tour.loads for tour in tours[:left])
        faults = self.shop.walked(line, settled).walk.faults
        certain = sum(abs(fault.amount) for fault in faults if not (ahead and fault.rule is Rule.ROAD))
        base = max(usual.late, certain)
        line = self.shop.walked(replace(line, base=base), tours)
        self.touched.update((route.id, fault.site) for fault in line.walk.faults if fault.site)
        self.touched.update((route.id, site) for site in self._beside_closed(route))
        if line.tours:
            self.shop.lines[line.key] = line
        return loose

    def _broken_down(self, route: Route, tours: Sequence[Tour], left: int) -> tuple[list[Task], list[Tour]]:
        """What a broken vehicle should have brought; what it carries is back when somebody has been there and back."""
        loose: list[Task] = []
        stays: list[Tour] = []
        vehicle = self.places.vehicles[route.vehicle]
        for at, tour in enumerate(tours):
            ready = -NEVER
            if at < left:
                stays.append(replace(tour, loads=(), not_before=0, under_way=False))
                if tour.loads:
                    last = tour.fixed[-1].site if tour.fixed else tour.loads[0].site
                    there = self.legs_on(route.day).leg(vehicle, route.hub, last).minutes or 0
                    ready = self.happened.now + 2 * there + self.places.rules.reload_minutes
            for load in tour.loads:
                self.touched.add((route.id, load.site))
                loose.append(Task(load, ready))
                if at < left:
                    self.shop.ready[load.site] = ready
                    self.fetch.append(
                        Change(ChangeKind.FETCH, load.site, from_route=route.id, to_time=ready, boxes=load.boxes)
                    )
        return loose, [tour for tour in stays if tour.fixed or tour.left]

    def _beside_closed(self, route: Route) -> set[str]:
        """Stops of a route whose way, to them or from them, is closed now."""
        found: set[str] = set()
        closed = self.happened.closed | {(b, a) for a, b in self.happened.closed}
        for trip in route.trips:
            path = [route.hub, *(stop.site for stop in trip.stops), route.hub]
            for before, after in pairwise(path):
                if (before, after) in closed:
                    found.update((before, after))
        return found - {route.hub}

    def _loads_changed(self, pool: list[Task]) -> list[Task]:
        """More boxes are tasks; fewer go from the last trips that have not left. Hubs get as much more or less."""
        tasks = list(pool)
        more: dict[str, tuple[int, float]] = {}
        for site in self.problem.sites:
            before = self.sites_before.get(site.id, site)
            if site.boxes != before.boxes:
                at, seen = site.id, set[str]()
                while at in self.places.all and at not in seen and self.places.all[at].hub:
                    seen.add(at)
                    boxes, kg = more.get(at, (0, 0.0))
                    more[at] = boxes + site.boxes - before.boxes, kg + site.kg - before.kg
                    at = self.places.all[at].hub
                if not self.places.all[site.id].hub:
                    more[site.id] = site.boxes - before.boxes, site.kg - before.kg
        for place, (boxes, kg) in more.items():
            if boxes > 0:
                tasks.append(Task(Load(place, boxes, kg)))
                self.touched.update((as_route(line).id, place) for line in self.shop.lines.values())
            elif boxes < 0:
                tasks = self._take_off(place, -boxes, tasks)
        return tasks

    def _take_off(self, place: str, over: int, pool: Sequence[Task]) -> list[Task]:
        """So many boxes fewer: of those that wait for a vehicle, of those left behind, then of the last trips."""
        waiting: list[Task] = []
        for task in pool:
            load, over = _lighter(task.load, over) if task.load.site == place else (task.load, over)
            if load.boxes:
                waiting.append(replace(task, load=load))
        known = self.unserved.get(place)
        if known is not None:
            fewer = max(0, known.boxes - over)
            over -= known.boxes - fewer
            self.unserved[place] = replace(known, boxes=fewer)
        for key, line in reversed(self.shop.lines.items()):
            tours = list(line.tours)
            for at in range(len(tours) - 1, line.done - 1, -1):
                loads = []
                for load in tours[at].loads:
                    if load.site == place:
                        load, over = _lighter(load, over)
                    if load.boxes:
                        loads.append(load)
                tours[at] = replace(tours[at], loads=tuple(loads))
            tours = [tour for tour in tours if tour.loads or tour.left]
            if tuple(tours) != line.tours:
                self.touched.add((as_route(line).id, place))
                self.shop.lines[key] = self.shop.walked(line, tours)
        return waiting

    # ── what came of it ────────────────────────────────────────────────────────────────────────────────────

    def _told(self, left: Sequence[Task], began: float) -> Replanned:
        old = {route.id: route for route in self.plan.routes}
        new: dict[str, Route] = {route.id: route for route in self.shop.fixed}
        faults: list[Broken] = []
        for line in self.shop.lines.values():
            route = as_route(line)
            if not route.trips:
                continue
            cost = line.cost - (line.walk.km + line.walk.trips[-1].back - line.walk.trips[0].depart) / 1000
            route = replace(route, cost=round(cost, 2), km=round(route.km, 3))
            before = old.get(route.id)
            usual = self.usual.get(route.id)
            as_planned = usual is not None and route.trips == tuple(usual.trips)
            new[route.id] = before if before is not None and (as_planned or route.trips == before.trips) else route
            if line.walk.late > (usual.late if usual else 0.0) + 1e-6:
                faults.extend(fault_of(route, fault) for fault in line.walk.faults)
        for route in self.shop.fixed:
            if route.locked and route.day >= self.happened.now_day:
                vehicle = self.places.vehicles[route.vehicle]
                walk = self.shop.walker.walk(vehicle, route.day, route.hub, tours_of(route))
                faults.extend(fault_of(route, fault) for fault in walk.faults)
                if self.happened.is_out((route.vehicle, route.unit, route.day)):
                    faults.append(Broken(Rule.FLEET, 1, route.id, day=route.day, vehicle=route.vehicle))
        order = {route.id: at for at, route in enumerate(self.plan.routes)}
        routes = tuple(sorted(new.values(), key=lambda route: (order.get(route.id, len(order)), route.day, route.id)))
        unserved = self._unserved(left)
        plan = replace(
            self.plan,
            routes=routes,
            unserved=unserved,
            shortages=self.plan.shortages if unserved else (),
            cost=round(sum(route.cost for route in routes), 2),
            km=round(sum(route.km for route in routes), 3),
            drive_minutes=sum(route.drive_minutes for route in routes),
            last_arrival=last_arrival(routes),
            margin_minutes=margin(self.problem, routes),
            sources=shares_of(
                self.shop.walker.walk(self.places.vehicles[route.vehicle], route.day, route.hub, tours_of(route))
                for route in routes
            ),
            bound=None,
            seconds=time.monotonic() - began,
        )
        untouched, kept = kept_of(self.plan, routes, self.road, self.touched)
        return Replanned(
            plan,
            self.problem,
            (*self.fetch, *changes(self.plan, plan)),
            (*faults, *across(self.places, routes, unserved)),
            untouched,
            kept,
            plan.seconds,
        )

    def _unserved(self, left: Iterable[Task]) -> tuple[Unserved, ...]:
        found = {site: each for site, each in self.unserved.items() if each.boxes}
        for task in left:
            site, boxes = task.load.site, task.load.boxes
            if site in self.places.hubs:
                continue
            known = found.get(site)
            found[site] = Unserved(site, boxes + (known.boxes if known else 0), reason(self.shop, task))
        return tuple(found.values())

    def _share_kept(self) -> float:
        untouched, kept = kept_of(self.plan, self.shop.routes(), self.road, self.touched)
        return kept / untouched if untouched else 1.0


def _lighter(load: Load, over: int) -> tuple[Load, int]:
    """A load with up to so many boxes less, and what is still too much."""
    taken = min(over, load.boxes)
    if not taken:
        return load, over
    return Load(load.site, load.boxes - taken, load.kg * (load.boxes - taken) / load.boxes), over - taken


def _legs_on(problem: Problem, rain: frozenset[int], travel: TravelIn) -> LegsOn:
    dry = Remembered(travel(problem, False))
    wet = Remembered(travel(problem, True)) if rain else dry
    return lambda day: wet if day in rain else dry
