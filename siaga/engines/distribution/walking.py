"""When a vehicle is where: one route walked along, stop by stop, and every rule of its own that it breaks.

The clock of a route: loading from the beginning of the shift, a trip leaves when loading is done, the hub is open and
the timetable allows it; a vehicle that is early waits for the window. What one route cannot know (demand, escorts,
whether the hub has the goods) is looked at in ``evaluating.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Protocol

from siaga.engines.distribution.places import Place, Places
from siaga.engines.distribution.plan import Route, Stop, Trip
from siaga.engines.distribution.problem import DAY, Hub, Leg, Problem, VehicleClass
from siaga.engines.distribution.rules import Rule


class Legs(Protocol):
    """Travel between places (``travel.Travel``, or a table in a test)."""

    def leg(self, vehicle: VehicleClass, from_id: str, to_id: str) -> Leg: ...


LegsOn = Callable[[int], Legs]
"""Travel on a day: roads are slower on days of rain."""


def usual(problem: Problem) -> LegsOn:
    """The same dry roads on every day."""
    from siaga.engines.distribution.travel import Travel

    travel = Travel(problem)
    return lambda _day: travel


@dataclass(frozen=True, slots=True)
class Load:
    """What is brought to a place."""

    site: str
    boxes: int
    kg: float = 0.0


@dataclass(frozen=True, slots=True)
class Tour:
    """A trip to be timed. depart None: as early as it can, but not to wait at its first stop.

    fixed: stops that have happened; they keep their times. left: it is on its way, so its departure stands.
    not_before: minute before which the next thing cannot happen: a departure, or of a tour on its way the next arrival
    (under_way: it drives there already) or leaving for there. delay: minutes by which it is known to be late. over: a
    trip that has been made, which stays word for word.
    """

    loads: tuple[Load, ...]
    depart: int | None = None
    fixed: tuple[Stop, ...] = ()
    left: bool = False
    not_before: int = 0
    under_way: bool = False
    delay: int = 0
    over: Trip | None = None

    @property
    def boxes(self) -> int:
        return sum(stop.boxes for stop in self.fixed) + sum(load.boxes for load in self.loads)

    @property
    def kg(self) -> float:
        return sum(stop.kg for stop in self.fixed) + sum(load.kg for load in self.loads)


@dataclass(frozen=True, slots=True)
class Fault:
    """A rule that a route breaks by itself; trip and stop count from 0."""

    rule: Rule
    amount: float
    site: str = ""
    trip: int | None = None
    stop: int | None = None


@dataclass(slots=True)
class Walk:
    """A route walked along."""

    trips: list[Trip] = field(default_factory=list)
    km: float = 0.0
    drive: int = 0
    faults: list[Fault] = field(default_factory=list)
    sources: dict[str, float] = field(default_factory=dict)

    @property
    def late(self) -> float:
        """How much is broken, in one number, to compare two ways of mending."""
        return sum(abs(fault.amount) for fault in self.faults)


def opening(windows: Sequence[tuple[int, int]], arrive: int) -> int | None:
    """The first minute from ``arrive`` on at which the place takes goods; None when it no longer does that day."""
    for opens, closes in windows:
        if arrive <= closes:
            return max(arrive, opens)
    return None


def next_departure(hub: Hub, minute: int) -> int | None:
    """The first departure from ``minute`` on; any minute where there is no timetable."""
    if not hub.departures:
        return minute
    return min((at for at in hub.departures if at >= minute and hub.opens <= at <= hub.closes), default=None)


class Walker:
    """Walks routes of one problem. stated: departures are taken as they are said, and what is wrong with them told.

    past: travel as it was on ways that have been made, where roads have closed since.
    """

    def __init__(self, places: Places, legs_on: LegsOn, *, stated: bool = False, past: LegsOn | None = None) -> None:
        self.past = past or legs_on
        self.places = places
        self.legs_on = legs_on
        self.stated = stated

    def walk(self, vehicle: VehicleClass, day: int, hub_id: str, tours: Sequence[Tour]) -> Walk:
        walk = Walk()
        rules, hub = self.places.rules, self.places.hubs[hub_id]
        legs = self.legs_on(day)
        if day not in rules.days:
            over = day - rules.last_day if day > rules.last_day else rules.first_day - day
            walk.faults.append(Fault(Rule.DAYS, over))
        ready = vehicle.shift_start + rules.load_minutes
        for at, tour in enumerate(tours):
            if tour.over is not None:
                self._repeat(walk, vehicle, hub, self.past(day), tour.over)
                ready = tour.over.back + rules.reload_minutes
                continue
            self._walk_tour(walk, vehicle, day, hub, legs, at, tour, ready)
            ready = walk.trips[-1].back + rules.reload_minutes
        if len(tours) > vehicle.max_trips:
            walk.faults.append(Fault(Rule.TRIPS, len(tours) - vehicle.max_trips))
        if vehicle.max_drive_minutes is not None and walk.drive > vehicle.max_drive_minutes:
            walk.faults.append(Fault(Rule.DRIVING, walk.drive - vehicle.max_drive_minutes))
        return walk

    def _repeat(self, walk: Walk, vehicle: VehicleClass, hub: Hub, past: Legs, trip: Trip) -> None:
        for before, after in pairwise((hub.id, *(stop.site for stop in trip.stops), hub.id)):
            self._drive(walk, vehicle, past, before, after, None, None)
        walk.trips.append(trip)

    def _departs(self, walk: Walk, vehicle: VehicleClass, hub: Hub, at: int, tour: Tour, ready: int) -> int:
        if tour.left:
            return tour.depart if tour.depart is not None else ready
        if self.stated and tour.depart is not None:
            depart = tour.depart
            if depart < ready:
                rule = Rule.RELOAD if at or depart >= vehicle.shift_start else Rule.SHIFT
                walk.faults.append(Fault(rule, ready - depart, trip=at))
            if hub.departures and depart not in hub.departures:
                following = next_departure(hub, depart)
                amount = following - depart if following is not None else depart - max(hub.departures)
                walk.faults.append(Fault(Rule.TIMETABLE, amount, trip=at))
        else:
            earliest = max(ready, tour.not_before, hub.opens, tour.depart or 0)
            following = next_departure(hub, earliest)
            depart = earliest if following is None else following
            if following is None:
                walk.faults.append(Fault(Rule.TIMETABLE, earliest - max(hub.departures), trip=at))
        if depart < hub.opens or depart > hub.closes:
            over = depart - hub.closes if depart > hub.closes else hub.opens - depart
            walk.faults.append(Fault(Rule.OPENING, over, trip=at))
        return depart

    def _walk_tour(
        self, walk: Walk, vehicle: VehicleClass, day: int, hub: Hub, legs: Legs, at: int, tour: Tour, ready: int
    ) -> None:
        boxes, kg = tour.boxes, tour.kg
        faults = walk.faults
        if boxes > vehicle.capacity_boxes:
            faults.append(Fault(Rule.BOXES, boxes - vehicle.capacity_boxes, trip=at))
        if vehicle.capacity_kg and kg > vehicle.capacity_kg + 1e-6:
            faults.append(Fault(Rule.KG, kg - vehicle.capacity_kg, trip=at))
        depart = self._departs(walk, vehicle, hub, at, tour, ready)
        if tour.depart is None and not tour.left and not hub.departures and tour.loads:
            depart = self._unhurried(vehicle, hub, legs, tour.loads[0], depart)
        stops = list(tour.fixed)
        for before, after in pairwise((hub.id, *(stop.site for stop in tour.fixed))):
            self._drive(walk, vehicle, self.past(day), before, after, None, None)
        place_id, clock = (stops[-1].site, stops[-1].leave) if stops else (hub.id, depart)
        if tour.left:
            clock = (clock if tour.under_way else max(clock, tour.not_before)) + tour.delay
        for number, load in enumerate(tour.loads, start=len(stops)):
            arrive = clock + self._drive(walk, vehicle, legs, place_id, load.site, at, number)
            if tour.under_way and number == len(tour.fixed):
                arrive = max(arrive, tour.not_before)
            place = self.places.all[load.site]
            start = self._serve(faults, vehicle, day, place, arrive, at, number)
            clock = start + place.service
            stops.append(Stop(load.site, arrive, start, clock, load.boxes, load.kg))
            place_id = load.site
        back = clock + (self._drive(walk, vehicle, legs, place_id, hub.id, at, None) if stops or tour.left else 0)
        if back > vehicle.shift_end:
            faults.append(Fault(Rule.SHIFT, back - vehicle.shift_end, trip=at))
        walk.trips.append(Trip(depart, back, tuple(stops)))

    def _unhurried(self, vehicle: VehicleClass, hub: Hub, legs: Legs, first: Load, depart: int) -> int:
        minutes = legs.leg(vehicle, hub.id, first.site).minutes
        if minutes is None:
            return depart
        opens = opening(self.places.all[first.site].windows, depart + minutes)
        if opens is None:
            return depart
        return max(depart, min(opens - minutes, hub.closes))

    def _drive(
        self, walk: Walk, vehicle: VehicleClass, legs: Legs, before: str, after: str, trip: int | None, stop: int | None
    ) -> int:
        if before == after:
            return 0
        leg = legs.leg(vehicle, before, after)
        walk.km += leg.km
        walk.sources[leg.source.value] = walk.sources.get(leg.source.value, 0.0) + leg.km
        if leg.minutes is None:
            if trip is not None and all(self.places.can_use(vehicle, place) for place in (before, after)):
                walk.faults.append(Fault(Rule.ROAD, 1, site=after, trip=trip, stop=stop))
            return 0
        walk.drive += leg.minutes
        return leg.minutes

    def _serve(
        self, faults: list[Fault], vehicle: VehicleClass, day: int, place: Place, arrive: int, trip: int, stop: int
    ) -> int:
        rules = self.places.rules
        if not self.places.can_use(vehicle, place.id):
            faults.append(Fault(Rule.ACCESS, 1, place.id, trip, stop))
        start = opening(place.windows, arrive)
        if start is None:
            start = arrive
            close = place.windows[-1][1] if place.windows else 0
            faults.append(Fault(Rule.WINDOW, arrive - close, place.id, trip, stop))
        if day == rules.last_day and start > rules.deadline_minute:
            faults.append(Fault(Rule.DEADLINE, start - rules.deadline_minute, place.id, trip, stop))
        if place.first_day is not None and day < place.first_day:
            faults.append(Fault(Rule.DAYS, place.first_day - day, place.id, trip, stop))
        if place.last_day is not None and day > place.last_day:
            faults.append(Fault(Rule.DAYS, day - place.last_day, place.id, trip, stop))
        if place.remote and day > rules.last_day - rules.remote_lead_days:
            over = day - (rules.last_day - rules.remote_lead_days)
            faults.append(Fault(Rule.REMOTE, over, place.id, trip, stop))
        return start


def tours_of(route: Route) -> tuple[Tour, ...]:
    """A route's trips, to be timed again with the departures that they have."""
    return tuple(
        Tour(tuple(Load(stop.site, stop.boxes, stop.kg) for stop in trip.stops), trip.depart) for trip in route.trips
    )


def cost_of(vehicle: VehicleClass, trips: Sequence[Trip], km: float, load_minutes: int) -> float:
    """A vehicle-day, its kilometres, and its hours from the beginning of loading until it is back."""
    if not trips:
        return 0.0
    minutes = trips[-1].back - trips[0].depart + load_minutes
    return vehicle.cost_fixed + vehicle.cost_km * km + vehicle.cost_hour * minutes / 60


def last_arrival(routes: Iterable[Route]) -> tuple[int, int] | None:
    """Day and minute of the last arrival."""
    return max(
        ((route.day, stop.arrive) for route in routes for trip in route.trips for stop in trip.stops), default=None
    )


def margin(problem: Problem, routes: Iterable[Route]) -> int | None:
    """Minutes from the last arrival to the deadline."""
    last = last_arrival(routes)
    if last is None:
        return None
    day, minute = last
    return (problem.rules.last_day - day) * DAY + problem.rules.deadline_minute - minute


class Remembered:
    """Legs that are asked for again and again, kept."""

    def __init__(self, legs: Legs) -> None:
        self._legs = legs
        self._known: dict[tuple[str, str, str], Leg] = {}

    def leg(self, vehicle: VehicleClass, from_id: str, to_id: str) -> Leg:
        key = (vehicle.id, from_id, to_id)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._legs.leg(vehicle, from_id, to_id)
        return known


def shares_of(walks: Iterable[Walk]) -> dict[str, float]:
    """Of the driven kilometres the share by source of their times."""
    km: dict[str, float] = {}
    for walk in walks:
        for source, length in walk.sources.items():
            km[source] = km.get(source, 0.0) + length
    total = sum(km.values())
    return {source: round(length / total, 4) for source, length in sorted(km.items())} if total else {}
