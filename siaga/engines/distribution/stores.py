"""Lines beside one another, and the hubs between them: nothing leaves a hub before it is there."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from siaga.engines.distribution.evaluating import hub_order
from siaga.engines.distribution.lines import NEVER, Bench, Key, Line, Task, as_route, with_tour
from siaga.engines.distribution.places import Places
from siaga.engines.distribution.plan import Route
from siaga.engines.distribution.problem import DAY, moment
from siaga.engines.distribution.walking import Walker

Lines = dict[Key, Line]


class Stores(Bench):
    """fixed: routes that nothing changes. short_hubs: hubs that do not get all that they should pass on."""

    def __init__(
        self, places: Places, walker: Walker, fixed: Sequence[Route], *, rng: random.Random, stop_at: float
    ) -> None:
        super().__init__(places, walker, rng=rng, stop_at=stop_at)
        self.fixed = tuple(fixed)
        self.lines: Lines = {}
        self.short_hubs: set[str] = set()
        self.tiered = any(hub.hub for hub in places.problem.hubs)

    def routes(self, lines: Mapping[Key, Line] | None = None) -> list[Route]:
        """All routes as they stand."""
        kept = [as_route(line) for line in (self.lines if lines is None else lines).values() if line.tours]
        return [*self.fixed, *kept]

    def hub_debts(self, lines: Mapping[Key, Line] | None = None) -> float:
        """Boxes that leave hubs before they are there, in all."""
        return sum(broken.amount for broken in hub_order(self.places, self.routes(lines))) if self.tiered else 0.0

    def hubs_hold(self, line: Line) -> bool:
        if not self.tiered:
            return True
        carries_on = any(load.site in self.places.hubs for tour in line.tours for load in tour.loads)
        if not carries_on and not self.places.hubs[line.vehicle.depot].hub:
            return True
        return self.hub_debts({**self.lines, line.key: line}) <= self.hub_debts() + 1e-6

    def settle_hubs(self) -> list[Task]:
        """Trips that would leave a hub before its boxes come leave later; those that cannot are taken apart."""
        gone: list[Task] = []
        for _ in range(200):
            debt = next(iter(self._debts()), None)
            if debt is None:
                break
            line, at, following = debt
            tour = line.tours[at]
            later = None
            if following is not None and following // DAY == line.day:
                waits = replace(tour, not_before=following - moment(line.day, 0))
                later = self.walked(line, with_tour(line.tours, at, waits))
            if later is not None and later.ok:
                self.lines[line.key] = later
                continue
            if following is None:
                self.short_hubs.add(line.vehicle.depot)
            gone.extend(Task(load, -NEVER if following is None else following) for load in tour.loads)
            self.lines[line.key] = self.walked(line, line.tours[:at] + line.tours[at + 1 :])
        return gone

    def _debts(self) -> Iterator[tuple[Line, int, int | None]]:
        """Trips that can still change and leave too early, with the next moment at which their hub gets something."""
        if not self.tiered:
            return
        by_id = {as_route(line).id: line for line in self.lines.values()}
        routes = self.routes()
        for broken in hub_order(self.places, routes):
            line = by_id.get(broken.route)
            if line is None or broken.trip is None or broken.trip < line.done:
                continue
            leaves = moment(line.day, line.walk.trips[broken.trip].depart)
            comes = [when for when in self.comes(broken.site) if when > leaves]
            yield line, broken.trip, min(comes, default=None)

    def comes(self, hub: str) -> set[int]:
        """Moments at which a hub has got something."""
        return {
            moment(route.day, stop.leave)
            for route in self.routes()
            for trip in route.trips
            for stop in trip.stops
            if stop.site == hub
        }
