"""A plan against the clock: what is made, what is late, and when the rest can be expected."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from siaga.engines.distribution.happened import Done
from siaga.engines.distribution.places import Places
from siaga.engines.distribution.plan import Plan, Route
from siaga.engines.distribution.problem import Problem, moment
from siaga.engines.distribution.walking import LegsOn, next_departure, opening, usual


@dataclass(frozen=True, slots=True)
class Leg:
    """One stop of a route as it stands. Times are moments; expected is the real time when it is made.

    late: minutes after the planned start. in_time: the place still takes goods then, and the day's deadline holds.
    overdue: it should have been made by now, and nobody has said so.
    """

    route: str
    trip: int
    stop: int
    site: str
    boxes: int
    planned: int
    expected: int
    made: bool
    in_time: bool
    overdue: bool

    @property
    def late(self) -> int:
        return max(0, self.expected - self.planned)


@dataclass(frozen=True, slots=True)
class Progress:
    """Boxes and stops of the whole plan, and its legs in the order of their expected times."""

    legs: tuple[Leg, ...]

    @property
    def made(self) -> int:
        return sum(leg.made for leg in self.legs)

    @property
    def boxes_made(self) -> int:
        return sum(leg.boxes for leg in self.legs if leg.made)

    @property
    def boxes(self) -> int:
        return sum(leg.boxes for leg in self.legs)

    def late(self, minutes: int = 15) -> tuple[Leg, ...]:
        """Legs ahead that are expected so much later than planned, or too late for the place."""
        return tuple(leg for leg in self.legs if not leg.made and (leg.late >= minutes or not leg.in_time))

    @property
    def overdue(self) -> tuple[Leg, ...]:
        return tuple(leg for leg in self.legs if leg.overdue)


def progress(
    problem: Problem,
    plan: Plan,
    done: Iterable[Done],
    now_day: int,
    now_minute: int,
    *,
    departed: Mapping[str, int] | None = None,
    legs_on: LegsOn | None = None,
) -> Progress:
    """Where every route stands, by what was reported.

    A stop that is not reported is not left before now. From the last stop that was made the vehicle needs its usual
    travel and service times; it waits for windows, loads again between trips, and leaves no sooner than planned.
    departed: routes that are known to be on the road, with the minute of their day at which they left; the others do
    not leave before now. None: nothing is known of departures, so all are taken to have left as planned.
    """
    places = Places(problem)
    legs_on = legs_on or usual(problem)
    now = moment(now_day, now_minute)
    known: dict[tuple[str, int, int], Done] = {(each.route, each.trip, each.stop): each for each in done}
    legs = [
        leg for route in plan.routes for leg in _route(places, legs_on, route, known, now, _left(route, now, departed))
    ]
    return Progress(tuple(sorted(legs, key=lambda leg: (leg.expected, leg.route, leg.trip, leg.stop))))


def _left(route: Route, now: int, departed: Mapping[str, int] | None) -> int:
    """The minute of its day at which the route left, or can leave at the earliest; never before its own time."""
    if departed is None or not route.trips:
        return 0
    return departed.get(route.id, now - moment(route.day, 0))


def _route(
    places: Places,
    legs_on: LegsOn,
    route: Route,
    known: dict[tuple[str, int, int], Done],
    now: int,
    left: int,
) -> Iterable[Leg]:
    vehicle, hub = places.vehicles[route.vehicle], places.hubs[route.hub]
    midnight, travel = moment(route.day, 0), legs_on(route.day)
    rules = places.rules
    last_made = max(((at, number) for each, at, number in known if each == route.id), default=(-1, -1))
    free = 0
    for at, trip in enumerate(route.trips):
        clock = max(trip.depart, free)
        if at == 0 or (at, 0) > last_made:
            clock = max(clock, left)
        clock = next_departure(hub, clock) or clock
        before = hub.id
        for number, stop in enumerate(trip.stops):
            place = places.all[stop.site]
            arrive = clock + (travel.leg(vehicle, before, stop.site).minutes or 0 if before != stop.site else 0)
            report = known.get((route.id, at, number))
            open_at = opening(place.windows, arrive)
            start = arrive if open_at is None else open_at
            in_time = open_at is not None and (route.day != rules.last_day or start <= rules.deadline_minute)
            if report is not None:
                start = stop.start if report.arrive is None else max(report.arrive, 0)
                clock = start + place.service if report.leave is None else report.leave
                in_time = True
            elif (at, number) < last_made:
                clock = start + place.service
            else:
                # It has not been left yet, so service has begun at the earliest so long ago.
                start = max(start, now - midnight - place.service)
                clock = start + place.service
            yield Leg(
                route.id,
                at,
                number,
                stop.site,
                stop.boxes,
                midnight + stop.start,
                midnight + start,
                made=report is not None,
                in_time=in_time,
                overdue=report is None and midnight + stop.leave < now,
            )
            before = stop.site
        back = clock + (travel.leg(vehicle, before, hub.id).minutes or 0 if before != hub.id else 0)
        free = back + rules.reload_minutes
