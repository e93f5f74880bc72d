"""What of today's routes has happened already, and what a vehicle on its way still has before it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from siaga.engines.distribution.happened import Done, Happened
from siaga.engines.distribution.lines import Task
from siaga.engines.distribution.places import Places
from siaga.engines.distribution.plan import Route, Stop, Trip
from siaga.engines.distribution.walking import Load, Tour, opening


class OnRoad:
    """Reads the plan by what happened. done: by route and trip, the stops that are made, in the order of making."""

    def __init__(self, places: Places, happened: Happened) -> None:
        self.places = places
        self.happened = happened
        self.done = _done_by_trip(happened.executed)

    def is_frozen(self, route: Route) -> bool:
        return route.locked or route.day < self.happened.now_day

    def has_left(self, route: Route, at: int) -> bool:
        """Whether this trip is over or on its way."""
        if route.day > self.happened.now_day:
            return False
        if any((route.id, each) in self.done for each in range(at, len(route.trips))):
            return True
        made = all(len(self.done.get((route.id, each), ())) == len(route.trips[each].stops) for each in range(at))
        return made and route.id in self.happened.departed and route.trips[at].depart <= self.happened.now_minute

    def on_its_way(self, route: Route, at: int, trip: Trip, *, is_last: bool, extra: int) -> tuple[Tour, list[Task]]:
        done = self.done.get((route.id, at), {})
        fixed = tuple(_as_done(trip.stops[number], known) for number, known in done.items())
        ahead = [stop for number, stop in enumerate(trip.stops) if number not in done]
        if ahead and is_last and not self.happened.is_out((route.vehicle, route.unit, route.day)):
            here = self._standing_at(trip, fixed, ahead[0], extra)
            if here is not None:
                fixed, ahead, extra = (*fixed, here), ahead[1:], 0
        if not ahead and fixed == trip.stops:
            return Tour((), trip.depart, fixed, left=True, over=trip), []
        loads = tuple(Load(stop.site, stop.boxes, stop.kg) for stop in ahead)
        if not is_last:
            return Tour((), trip.depart, fixed, left=True), [Task(load) for load in loads]
        return Tour(
            loads,
            trip.depart,
            fixed,
            left=True,
            not_before=self.happened.now_minute if loads else 0,
            under_way=bool(ahead) and ahead[0] is trip.stops[len(fixed)],
            delay=extra,
        ), []

    def _standing_at(self, trip: Trip, fixed: tuple[Stop, ...], stop: Stop, extra: int) -> Stop | None:
        """The next stop, when by all that is known the vehicle is there by now and unloads."""
        now, is_last_day = self.happened.now_minute, self.happened.now_day == self.places.rules.last_day
        if stop is not trip.stops[len(fixed)]:
            return None
        late = extra
        if fixed and fixed[-1].leave > trip.stops[len(fixed) - 1].leave:
            late += fixed[-1].leave - trip.stops[len(fixed) - 1].leave
        if stop.arrive + late > now:
            return None
        start = opening(self.places.all[stop.site].windows, max(stop.start, stop.arrive + late)) if late else stop.start
        if start is None or (late and is_last_day and start > self.places.rules.deadline_minute):
            return None
        return replace(stop, arrive=stop.arrive + late, start=start, leave=max(now, start + stop.leave - stop.start))


def _done_by_trip(executed: Iterable[Done]) -> dict[tuple[str, int], dict[int, Done]]:
    found: dict[tuple[str, int], dict[int, Done]] = defaultdict(dict)
    for done in sorted(executed, key=lambda each: (each.arrive if each.arrive is not None else -1, each.stop)):
        found[done.route, done.trip][done.stop] = done
    return dict(found)


def _as_done(stop: Stop, done: Done) -> Stop:
    arrive = stop.arrive if done.arrive is None else done.arrive
    start = stop.start if done.arrive is None else arrive
    leave = max(start, start + stop.leave - stop.start if done.leave is None else done.leave)
    return replace(stop, arrive=arrive, start=start, leave=leave)
