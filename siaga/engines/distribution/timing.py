"""From an order of stops to a route with times and cost: the earliest end, and then the latest start for that end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from siaga.engines.distribution.plan import Route, Stop, Trip
from siaga.engines.distribution.problem import DAY, Hub, Problem, Rules, Site, VehicleClass
from siaga.engines.distribution.travel import Travel


@dataclass(frozen=True, slots=True)
class Drop:
    """So much for one place, in one visit."""

    site: str
    boxes: int
    kg: float = 0.0


@dataclass(frozen=True, slots=True)
class _Times:
    arrive: int
    start: int
    leave: int


def route_cost(vehicle: VehicleClass, rules: Rules, trips: Sequence[Trip], km: float) -> float:
    """What a vehicle costs on one day (``problem.py`` states the formula)."""
    if not trips:
        return 0.0
    minutes = trips[-1].back - (trips[0].depart - rules.load_minutes)
    return vehicle.cost_fixed + km * vehicle.cost_km + minutes / 60 * vehicle.cost_hour


class Timetable:
    """Times routes of a problem.

    dues: day and minute by which a hub must have everything, so that those behind it can still be served.
    """

    def __init__(self, problem: Problem, travel: Travel) -> None:
        self.dues: dict[str, tuple[int, int]] = {}
        self.problem = problem
        self.travel = travel
        self.hubs: dict[str, Hub] = {hub.id: hub for hub in problem.hubs}
        self.sites: dict[str, Site] = {site.id: site for site in problem.sites}

    def route(
        self,
        vehicle: VehicleClass,
        unit: int,
        day: int,
        trips: Sequence[Sequence[Drop]],
        *,
        ready: int = 0,
        locked: bool = False,
    ) -> Route | None:
        """The route, or None where this order breaks a time, a way or the hours of driving; loads are not looked at.

        ready: no loading before this minute.
        """
        legs = [self._legs(vehicle, [drop.site for drop in trip]) for trip in trips]
        if any(leg is None for leg in legs):
            return None
        minutes = [[leg[0] for leg in trip] for trip in legs if trip is not None]
        km = sum(leg[1] for trip in legs if trip is not None for leg in trip)
        drive = sum(sum(trip) for trip in minutes)
        if vehicle.max_drive_minutes is not None and drive > vehicle.max_drive_minutes:
            return None
        early = self._earliest(vehicle, day, trips, minutes, ready)
        if early is None:
            return None
        timed = self._latest(vehicle, day, trips, minutes, early)
        rules = self.problem.rules
        return Route(
            vehicle=vehicle.id,
            unit=unit,
            day=day,
            hub=vehicle.depot,
            trips=timed,
            km=round(km, 3),
            drive_minutes=drive,
            cost=round(route_cost(vehicle, rules, timed, km), 2),
            locked=locked,
        )

    def place(self, name: str) -> Hub | Site:
        return self.sites.get(name) or self.hubs[name]

    def windows(self, place: str, day: int) -> tuple[tuple[int, int], ...]:
        """When service may start there on this day; empty where it may not."""
        rules = self.problem.rules
        site = self.sites.get(place)
        if site is None:
            hub = self.hubs[place]
            due_day, minute = self.dues.get(place, (rules.last_day, DAY))
            closes = min(hub.closes, minute - hub.service_minutes) if day == due_day else hub.closes
            open_windows: tuple[tuple[int, int], ...] = ((hub.opens, closes),) if hub.opens <= closes else ()
        else:
            open_windows = tuple(sorted(site.windows))
        if day not in self.days(place):
            return ()
        if day != rules.last_day:
            return open_windows
        end = rules.deadline_minute
        return tuple((opens, min(closes, end)) for opens, closes in open_windows if opens <= end)

    def days(self, place: str) -> range:
        """The days on which a place may be served."""
        rules = self.problem.rules
        site = self.sites.get(place)
        if site is None:
            return range(rules.first_day, self.dues.get(place, (rules.last_day, DAY))[0] + 1)
        last = rules.last_day - (rules.remote_lead_days if site.remote else 0)
        first = rules.first_day if site.first_day is None else max(rules.first_day, site.first_day)
        return range(first, (last if site.last_day is None else min(last, site.last_day)) + 1)

    def may_come(self, vehicle: str, drop: Drop) -> bool:
        """Whether a class could bring this at all, times and ways not looked at."""
        return any(
            one.id == vehicle and one.capacity_boxes >= drop.boxes and self.travel.can_use(one, drop.site)
            for one in self.problem.vehicles
        )

    def service(self, place: str) -> int:
        site = self.sites.get(place)
        return site.service_minutes if site is not None else self.hubs[place].service_minutes

    def _legs(self, vehicle: VehicleClass, places: Sequence[str]) -> list[tuple[int, float]] | None:
        path = [vehicle.depot, *places, vehicle.depot]
        legs = [self.travel.leg(vehicle, at, to) for at, to in pairwise(path)]
        found = [(leg.minutes, leg.km) for leg in legs if leg.minutes is not None]
        return found if len(found) == len(legs) else None

    def _earliest(
        self,
        vehicle: VehicleClass,
        day: int,
        trips: Sequence[Sequence[Drop]],
        minutes: Sequence[Sequence[int]],
        ready: int,
    ) -> list[tuple[int, list[_Times], int]] | None:
        rules, hub = self.problem.rules, self.hubs[vehicle.depot]
        now = max(vehicle.shift_start, ready)
        timed = []
        for number, (drops, legs) in enumerate(zip(trips, minutes, strict=True)):
            loaded = now + (rules.reload_minutes if number else rules.load_minutes)
            depart = _departure(hub, loaded)
            if depart is None:
                return None
            now, times = depart, []
            for drop, leg in zip(drops, legs, strict=False):
                arrive = now + leg
                start = _next(self.windows(drop.site, day), arrive)
                if start is None:
                    return None
                now = start + self.service(drop.site)
                times.append(_Times(arrive, start, now))
            now += legs[-1]
            timed.append((depart, times, now))
        return timed if now <= vehicle.shift_end else None

    def _latest(
        self,
        vehicle: VehicleClass,
        day: int,
        trips: Sequence[Sequence[Drop]],
        minutes: Sequence[Sequence[int]],
        early: Sequence[tuple[int, list[_Times], int]],
    ) -> tuple[Trip, ...]:
        """The same end with everything before it as late as it can be: less waiting, fewer paid hours."""
        rules, hub = self.problem.rules, self.hubs[vehicle.depot]
        back = early[-1][2] if early else 0
        found = []
        for drops, legs, (depart, times, _) in reversed(list(zip(trips, minutes, early, strict=True))):
            leave = back - legs[-1]
            starts: list[int] = []
            for n in reversed(range(len(drops))):
                latest = leave - self.service(drops[n].site)
                start = max(_last(self.windows(drops[n].site, day), latest, times[n].start), times[n].start)
                starts.append(start)
                leave = start - legs[n]
            starts.reverse()
            depart = max(depart, _last_departure(hub, leave, depart))
            stops, now = [], depart
            for drop, leg, start in zip(drops, legs, starts, strict=False):
                arrive = now + leg
                now = start + self.service(drop.site)
                stops.append(Stop(drop.site, arrive, start, now, drop.boxes, drop.kg))
            found.append(Trip(depart, now + legs[-1], tuple(stops)))
            back = depart - rules.reload_minutes
        return tuple(reversed(found))


def _departure(hub: Hub, loaded: int) -> int | None:
    """The first minute from ``loaded`` on at which a trip may leave the hub."""
    if hub.departures:
        return min((m for m in hub.departures if m >= loaded and hub.opens <= m <= hub.closes), default=None)
    depart = max(loaded, hub.opens)
    return depart if depart <= hub.closes else None


def _last_departure(hub: Hub, latest: int, otherwise: int) -> int:
    if hub.departures:
        return max((m for m in hub.departures if m <= latest and hub.opens <= m <= hub.closes), default=otherwise)
    return min(latest, hub.closes)


def _next(windows: Sequence[tuple[int, int]], arrive: int) -> int | None:
    return min((max(arrive, opens) for opens, closes in windows if max(arrive, opens) <= closes), default=None)


def _last(windows: Sequence[tuple[int, int]], latest: int, otherwise: int) -> int:
    return max((min(latest, closes) for opens, closes in windows if min(latest, closes) >= opens), default=otherwise)
