"""Where mending leaves boxes: lines that have not begun are planned afresh by the solver, together with these boxes.

First a few lines of one day near them, then more, at last those of all days. What comes of it is timed line by line
like everything else, and counts only if it brings more boxes and nine of ten untouched stops keep vehicle and day.
Lines of all depots are planned together, those of a hub behind them by themselves, from what comes there as it stands.
Only lines to sites: when boxes come to a hub is not planned afresh.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from siaga.engines.distribution.echelons import arrivals, depots, hubs_of, released
from siaga.engines.distribution.lines import NEVER, Key, Line, Task
from siaga.engines.distribution.plan import Route
from siaga.engines.distribution.problem import DAY, Problem
from siaga.engines.distribution.repair import Workshop
from siaga.engines.distribution.searching import search
from siaga.engines.distribution.splitting import split
from siaga.engines.distribution.stage import Piece, Stage
from siaga.engines.distribution.timing import Drop, Timetable
from siaga.engines.distribution.travel import Travel
from siaga.engines.distribution.walking import Load, Tour

KEPT = 0.9
"""Share of the untouched stops that must keep vehicle and day."""
SIZES = (2, 4, 8, 16)
"""So many lines of one day are planned afresh at once, before all days are."""
WHOLE = 40
"""The most lines of all days together."""
SHARE = 0.25
"""Of the time left that one try may take."""


@dataclass(slots=True)
class Refresher:
    """rain: days with slow roads. share_kept: of the untouched stops, as the lines of the workshop stand."""

    shop: Workshop
    problem: Problem
    rain: frozenset[int]
    seed: int
    share_kept: Callable[[], float]
    _timetables: dict[bool, Timetable] = field(default_factory=dict)

    def refreshed(self, left: list[Task]) -> list[Task]:
        """What is still left; the lines of the workshop then bring the rest."""
        able: dict[str, frozenset[str]] = {
            task.load.site: self._origin(task.load.site) for task in left if self._is_servable(task)
        }
        for origin in sorted(set(able.values()), key=sorted):
            mine = {site for site, hubs in able.items() if hubs == origin}
            for days, lines in self._choices(origin, [task for task in left if task.load.site in mine]):
                if self.shop.out_of_time:
                    break
                wanted = [task for task in left if task.load.site in mine and set(days) & set(self.shop.days(task))]
                if wanted:
                    left = [*(task for task in left if task not in wanted), *self._tried(origin, days, lines, wanted)]
        return left

    def _origin(self, site: str) -> frozenset[str]:
        """The hubs whose lines are planned together for a site: all depots, or the hub behind them that serves it."""
        hub = self.shop.places.all[site].hub
        return frozenset([hub]) if hub and self.shop.places.hubs[hub].hub else frozenset(depots(self.problem))

    def _choices(self, origin: frozenset[str], wanted: Sequence[Task]) -> Iterator[tuple[Sequence[int], list[Line]]]:
        """Days, and the lines of these days that are planned afresh: those next to what was left."""
        days = sorted({day for task in wanted for day in self.shop.days(task)})
        for size in SIZES:
            for day in days:
                near = self._near(origin, [day], wanted)
                if len(near) > size // 2:
                    yield [day], near[:size]
        if len(days) > 1:
            yield days, self._near(origin, days, wanted)[:WHOLE]

    def _is_servable(self, task: Task) -> bool:
        """Whether an empty vehicle could bring at least a part of it."""
        place = self.shop.places.all[task.load.site]
        if place.id in self.shop.places.hubs:
            return False
        for vehicle in self.problem.vehicles:
            if not self.shop.places.is_origin(vehicle.depot, place) or not self.shop.places.can_use(vehicle, place.id):
                continue
            part = replace(task.load, boxes=min(task.load.boxes, vehicle.capacity_boxes), kg=0.0)
            for day in self.shop.days(task):
                empty = Line(vehicle, 1, day)
                tour = Tour((part,), not_before=self.shop.floor(empty, 0, task))
                if not self.shop.walker.walk(vehicle, day, vehicle.depot, [tour]).faults:
                    return True
        return False

    def _near(self, origin: frozenset[str], days: Sequence[int], tasks: Sequence[Task]) -> list[Line]:
        """Lines from there on these days that may be planned afresh, the nearest to the tasks first."""
        sites = self.shop.places.sites
        goals = [sites[task.load.site] for task in tasks]

        def far(line: Line) -> float:
            return min(
                (sites[load.site].lat - goal.lat) ** 2 + (sites[load.site].lon - goal.lon) ** 2
                for tour in line.tours
                for load in tour.loads
                for goal in goals
            )

        lines = (line for line in self.shop.lines.values() if line.day in days and line.vehicle.depot in origin)
        return sorted((line for line in lines if self._is_open(line)), key=far)

    def _is_open(self, line: Line) -> bool:
        """Whether nothing of a line has happened, and nothing but its own times binds it."""
        loads = [load.site for tour in line.tours for load in tour.loads]
        return (
            bool(loads)
            and not line.done
            and not line.stuck
            and line.base <= 0
            and not self.shop.out(line.key)
            and all(site in self.shop.places.sites and site not in self.shop.ready for site in loads)
        )

    # ── one try ────────────────────────────────────────────────────────────────────────────────────────────

    def _tried(
        self, origin: frozenset[str], days: Sequence[int], lines: Sequence[Line], wanted: list[Task]
    ) -> list[Task]:
        units = self.shop.free_units(origin, days, [line.key for line in lines])
        pieces = self._pieces(lines, wanted, {vehicle for (vehicle, _day), free in units.items() if free})
        pieces, ready = self._there(origin, days, lines, pieces)
        stage = Stage(tuple(pieces), {key: len(free) for key, free in units.items()}, ready)
        seconds = max(0.1, (self.shop.stop_at - time.monotonic()) * SHARE)
        found = search(self._timetable(days), stage, seconds=seconds, seed=self.seed)
        standing, debts, short = dict(self.shop.lines), self.shop.hub_debts(), set(self.shop.short_hubs)
        for line in lines:
            del self.shop.lines[line.key]
        left = self._not_brought(found.routes, lines, wanted)
        if _boxes(left) < _boxes(wanted):
            for key, route in self._driven_by(found.routes, units):
                self.shop.lines[key], gone = self._line(key, route)
                left += gone
            if self.shop.hub_debts() > debts + 1e-6:
                left += self.shop.settle_hubs()
            left = self.shop.place_all(left)
            better = _boxes(left) < _boxes(wanted) and self.share_kept() >= KEPT
            if better and self.shop.hub_debts() <= debts + 1e-6:
                return left
        self.shop.lines, self.shop.short_hubs = standing, short
        return wanted

    def _there(
        self, origin: frozenset[str], days: Sequence[int], lines: Sequence[Line], pieces: Sequence[Piece]
    ) -> tuple[list[Piece], dict[tuple[str, int], int]]:
        """The pieces with the day from which they are where they leave, and by hub and day the first minute of loading.

        At a hub other lines take first what comes there; pieces that never come are not among those.
        """
        today, now = divmod(self.shop.now, DAY)
        ready = {(hub, today): now for hub in origin}
        (hub, *others) = origin
        if others or not self.shop.places.hubs[hub].hub:
            return list(pieces), ready
        again = {line.key for line in lines}
        staying = self.shop.routes({key: line for key, line in self.shop.lines.items() if key not in again})
        leaving = (route for route in staying if route.hub == hub)
        taken = [(trip.boxes, range(route.day, route.day + 1)) for route in leaving for trip in route.trips]
        table = self._timetable(days)
        urgent = sorted(pieces, key=lambda piece: table.days(piece.drop.site).stop)
        wanted = [(piece.drop.boxes, table.days(piece.drop.site)) for piece in urgent]
        given, minutes = released(arrivals(staying, hub), [*taken, *wanted])
        for day, minute in minutes.items():
            ready[hub, day] = max(minute, ready.get((hub, day), 0))
        here = [
            replace(piece, not_before=max(piece.not_before, day))
            for piece, day in zip(urgent, given[len(taken) :], strict=True)
            if day is not None
        ]
        return here, ready

    def _not_brought(self, routes: Sequence[Route], lines: Sequence[Line], wanted: Sequence[Task]) -> list[Task]:
        """Of what was asked for, what none of the routes brings."""
        asked = [load for line in lines for tour in line.tours for load in tour.loads]
        asked += [task.load for task in wanted]
        brought = Counter[str]()
        for route in routes:
            for trip in route.trips:
                for stop in trip.stops:
                    brought[stop.site] += stop.boxes
        left = []
        for load in asked:
            boxes = max(0, load.boxes - brought[load.site])
            brought[load.site] -= load.boxes - boxes
            if boxes:
                rest = Load(load.site, boxes, load.kg * boxes / load.boxes)
                left.append(Task(rest, self.shop.ready.get(load.site, -NEVER)))
        return left

    def _timetable(self, days: Sequence[int]) -> Timetable:
        wet = bool(self.rain.intersection(days))
        if wet not in self._timetables:
            self._timetables[wet] = Timetable(self.problem, Travel(self.problem, rain=wet))
        return self._timetables[wet]

    def _pieces(self, lines: Sequence[Line], wanted: Sequence[Task], classes: set[str]) -> list[Piece]:
        first = max(self.problem.rules.first_day, self.shop.now // DAY)
        pieces = [
            self._piece(Drop(load.site, load.boxes, load.kg), first)
            for line in lines
            for tour in line.tours
            for load in tour.loads
        ]
        for task in wanted:
            able = [
                vehicle
                for vehicle in self.problem.vehicles
                if vehicle.id in classes and self.shop.places.can_use(vehicle, task.load.site)
            ]
            start = first if task.ready <= -NEVER else max(first, task.ready // DAY + 1)
            load = task.load
            pieces += [self._piece(drop, start) for drop in split(load.site, load.boxes, load.kg, able)]
        return pieces

    def _piece(self, drop: Drop, first: int) -> Piece:
        return Piece(drop, hubs_of(self.problem, self.shop.places.sites[drop.site]), first)

    def _driven_by(
        self, routes: Sequence[Route], units: Mapping[tuple[str, int], Sequence[int]]
    ) -> Iterator[tuple[Key, Route]]:
        """A vehicle for each route: the one that most of its stops were promised."""

        def promised(unit: int, route: Route) -> int:
            key = (route.vehicle, unit, route.day)
            return sum(key in self.shop.was.get(stop.site, ()) for trip in route.trips for stop in trip.stops)

        for (vehicle, day), free in units.items():
            waiting = [route for route in routes if (route.vehicle, route.day) == (vehicle, day)]
            idle = list(free)
            while waiting:
                unit, route = max(
                    ((unit, route) for unit in idle for route in waiting), key=lambda pair: promised(*pair)
                )
                idle.remove(unit)
                waiting.remove(route)
                yield (vehicle, unit, day), route

    def _line(self, key: Key, route: Route) -> tuple[Line, list[Task]]:
        """The route as a line; what does not hold on it when it is timed like all others is taken off."""
        vehicle, unit, day = key
        empty = Line(self.shop.places.vehicles[vehicle], unit, day)
        tours = []
        for trip in route.trips:
            loads = tuple(Load(stop.site, stop.boxes, stop.kg) for stop in trip.stops)
            floor = self.shop.floor(empty, 0, Task(loads[0]))
            tours.append(Tour(loads, trip.depart, not_before=floor))
        return self.shop.mended(self.shop.walked(empty, tours))


def _boxes(tasks: Sequence[Task]) -> int:
    return sum(task.load.boxes for task in tasks)
