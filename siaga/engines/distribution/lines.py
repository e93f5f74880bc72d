"""One vehicle on one day, on the workbench: timed, mended, and freed of what it cannot bring any more."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from siaga.engines.distribution.places import Places
from siaga.engines.distribution.plan import Route
from siaga.engines.distribution.problem import VehicleClass, moment
from siaga.engines.distribution.walking import Load, Tour, Walk, Walker, cost_of

Key = tuple[str, int, int]
"""Vehicle class, unit, day."""

NEVER = 10**9
"""Minutes that no plan reaches."""


@dataclass(frozen=True, slots=True)
class Task:
    """Boxes that need a vehicle. ready: moment from which they can be loaded again at their hub."""

    load: Load
    ready: int = -NEVER


@dataclass(frozen=True, slots=True)
class Line:
    """One vehicle on one day. done: tours that are over or on their way, which take nothing more.

    base: how much it broke before anything happened, which is not ours to mend. stuck: it cannot drive any more.
    """

    vehicle: VehicleClass
    unit: int
    day: int
    tours: tuple[Tour, ...] = ()
    done: int = 0
    base: float = 0.0
    stuck: bool = False
    walk: Walk = field(default_factory=Walk)
    cost: float = 0.0

    @property
    def key(self) -> Key:
        return self.vehicle.id, self.unit, self.day

    @property
    def ok(self) -> bool:
        return self.walk.late <= self.base + 1e-6


Lines = dict[Key, Line]


class Bench:
    """Mends lines. ready: moments from which boxes can be loaded again at their hub, by place."""

    def __init__(self, places: Places, walker: Walker, *, rng: random.Random, stop_at: float) -> None:
        self.places = places
        self.rules = places.rules
        self.walker = walker
        self.rng = rng
        self.stop_at = stop_at
        self.hurry_at = (time.monotonic() + stop_at) / 2
        self.ready: dict[str, int] = {}

    @property
    def out_of_time(self) -> bool:
        return time.monotonic() >= self.stop_at

    @property
    def in_a_hurry(self) -> bool:
        return time.monotonic() >= self.hurry_at

    def walked(self, line: Line, tours: Sequence[Tour]) -> Line:
        """The line with these tours, timed; departures then stand as they came out."""
        walk = self.walker.walk(line.vehicle, line.day, line.vehicle.depot, tours)
        timed = tuple(
            tour if tour.left else replace(tour, depart=trip.depart)
            for tour, trip in zip(tours, walk.trips, strict=True)
        )
        cost = cost_of(line.vehicle, walk.trips, walk.km, self.rules.load_minutes)
        cost += (walk.km + walk.trips[-1].back - walk.trips[0].depart) / 1000 if walk.trips else 0.0
        return replace(line, tours=timed, walk=walk, cost=cost)

    def mended(self, line: Line) -> tuple[Line, list[Task]]:
        """The line so that it breaks no more than before, and what had to go from it."""
        if line.stuck:
            return line, []
        line = self._retimed(line)
        for at, tour in enumerate(line.tours):
            if not line.ok and len(tour.loads) > 1:
                line = self._reordered(line, at)
        gone: list[Task] = []
        whole = line
        while not line.ok:
            fewer = min(self._without_one(line), key=self._loss, default=None)
            if fewer is None:
                break
            line, task = fewer
            gone.append(task)
        return (line, gone) if line.walk.late < whole.walk.late or whole.ok else (whole, [])

    def _loss(self, option: tuple[Line, Task]) -> tuple[float, bool, float]:
        """What is still broken without it; then what hangs on a hub stays rather; then cost."""
        line, task = option
        return max(0.0, line.walk.late - line.base), task.load.site in self.places.hubs, line.cost

    def _retimed(self, line: Line) -> Line:
        if line.ok:
            return line
        fresh = self.walked(line, [anew(tour) for tour in line.tours])
        return fresh if fresh.walk.late < line.walk.late else line

    def _reordered(self, line: Line, at: int) -> Line:
        """The same stops of one tour in the order in which they break least."""
        first = 1 if self._pinned(line, at) else 0
        while not line.ok:
            loads = line.tours[at].loads
            best = line
            for source in range(first, len(loads)):
                rest = loads[:source] + loads[source + 1 :]
                for target in range(first, len(loads)):
                    if target == source or self.out_of_time:
                        continue
                    order = (*rest[:target], loads[source], *rest[target:])
                    tours = with_tour(line.tours, at, anew(replace(line.tours[at], loads=order)))
                    tried = self.walked(line, tours)
                    if (tried.walk.late, tried.cost) < (best.walk.late, best.cost):
                        best = tried
            if best is line:
                return line
            line = best
        return line

    def _pinned(self, line: Line, at: int) -> bool:
        """Whether the vehicle drives to the first stop of this tour already, on a way that is open."""
        tour = line.tours[at]
        if not (tour.left and tour.under_way and tour.loads):
            return False
        before = tour.fixed[-1].site if tour.fixed else line.vehicle.depot
        leg = self.walker.legs_on(line.day).leg(line.vehicle, before, tour.loads[0].site)
        return leg.minutes is not None

    def _without_one(self, line: Line) -> Iterator[tuple[Line, Task]]:
        for at, tour in enumerate(line.tours):
            first = 1 if self._pinned(line, at) else 0
            for number in range(first, len(tour.loads)):
                yield self.without(line, at, number)

    def without(self, line: Line, at: int, number: int) -> tuple[Line, Task]:
        """The line without one of its loads, and that load; what is on its way comes back to the hub first."""
        tour = line.tours[at]
        load = tour.loads[number]
        loads = tour.loads[:number] + tour.loads[number + 1 :]
        fewer = replace(tour, loads=loads, under_way=tour.under_way and number > 0)
        stays = (fewer,) if fewer.loads or fewer.left else ()
        tours = (*line.tours[:at], *stays, *line.tours[at + 1 :])
        best = self.walked(line, tours)
        if not best.ok:
            fresh = self.walked(line, [anew(each) for each in tours])
            best = fresh if fresh.walk.late < best.walk.late else best
        ready = self.ready.get(load.site, -NEVER)
        if tour.left:
            ready = max(ready, moment(line.day, best.walk.trips[at].back) + self.rules.reload_minutes)
            self.ready[load.site] = ready
        return best, Task(load, ready)


def as_route(line: Line) -> Route:
    return Route(
        line.vehicle.id,
        line.unit,
        line.day,
        line.vehicle.depot,
        tuple(line.walk.trips),
        line.walk.km,
        line.walk.drive,
        line.cost,
    )


def anew(tour: Tour) -> Tour:
    """The tour with a free departure, unless it has left."""
    return tour if tour.left else replace(tour, depart=None)


def with_tour(tours: Sequence[Tour], at: int, tour: Tour) -> tuple[Tour, ...]:
    return (*tours[:at], tour, *tours[at + 1 :])
