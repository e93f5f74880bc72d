"""A plan as people read it: names instead of ids, dates instead of offsets, routes in the order of their days. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from siaga.engines.distribution.form import plan_from, problem_from
from siaga.engines.distribution.plan import Plan as Result
from siaga.engines.distribution.plan import Route, Shortage, Stop, Trip, Unserved
from siaga.engines.distribution.problem import Hub, Problem, Site, VehicleClass
from siaga.planning.assumptions import Assumption
from siaga.planning.models import Plan
from siaga.planning.options import Options
from siaga.planning.words import clock_text, day_mark, hours_text
from siaga.wilayah.zones import zone_of, zone_short


@dataclass(frozen=True, slots=True)
class PlaceOf:
    """A hub or a site."""

    id: str
    name: str
    lat: float
    lon: float
    boxes: int
    hub: bool
    estimated: bool
    remote: bool = False


@dataclass(frozen=True, slots=True)
class StopLine:
    """number: in its route, from 1. day, arrive, leave: local."""

    number: int
    stop: Stop
    place: PlaceOf
    trip: int
    arrive: datetime
    leave: datetime

    @property
    def arrive_text(self) -> str:
        return clock_text(self.stop.arrive)

    @property
    def start_text(self) -> str:
        return clock_text(self.stop.start)

    @property
    def leave_text(self) -> str:
        return clock_text(self.stop.leave)


@dataclass(frozen=True, slots=True)
class TripLine:
    number: int
    trip: Trip
    stops: tuple[StopLine, ...]

    @property
    def depart_text(self) -> str:
        return clock_text(self.trip.depart)

    @property
    def back_text(self) -> str:
        return clock_text(self.trip.back)


@dataclass(frozen=True, slots=True)
class RouteLine:
    """One vehicle on one day. ``vehicle`` is what the crew calls it: Truk 2."""

    route: Route
    vehicle: str
    hub: PlaceOf
    on: date
    trips: tuple[TripLine, ...]

    @property
    def id(self) -> str:
        return self.route.id

    @property
    def mark(self) -> str:
        return day_mark(self.route.day)

    @property
    def stops(self) -> list[StopLine]:
        return [stop for trip in self.trips for stop in trip.stops]

    @property
    def boxes(self) -> int:
        return sum(stop.stop.boxes for stop in self.stops)

    @property
    def depart_text(self) -> str:
        return clock_text(self.route.trips[0].depart) if self.route.trips else ""

    @property
    def back_text(self) -> str:
        return clock_text(self.route.trips[-1].back) if self.route.trips else ""

    @property
    def hours(self) -> str:
        """From when to when it drives."""
        trips = self.route.trips
        return hours_text(trips[0].depart, trips[-1].back) if trips else ""

    @property
    def anchor(self) -> str:
        """Its id as an address takes it."""
        return re.sub(r"[^A-Za-z0-9_-]", "-", self.id.replace("/", "_").replace("+", "p"))


@dataclass(frozen=True, slots=True)
class DayLines:
    on: date
    day: int
    routes: tuple[RouteLine, ...]

    @property
    def mark(self) -> str:
        return day_mark(self.day)

    @property
    def boxes(self) -> int:
        return sum(route.boxes for route in self.routes)

    @property
    def km(self) -> float:
        return sum(route.route.km for route in self.routes)


@dataclass
class Sheet:
    """One version with all that it says. result None: not computed."""

    plan: Plan
    problem: Problem
    result: Result | None
    voting_day: date
    estimated: frozenset[str] = frozenset()
    assumptions: Sequence[Assumption] = ()
    options: Options = field(default_factory=Options)

    @property
    def zone(self) -> ZoneInfo:
        return zone_of(self.plan.region.code)

    @property
    def zone_short(self) -> str:
        return zone_short(self.plan.region.code)

    @cached_property
    def places(self) -> dict[str, PlaceOf]:
        found: dict[str, PlaceOf] = {}
        everywhere: list[Hub | Site] = [*self.problem.hubs, *self.problem.sites]
        for place in everywhere:
            boxes, remote = (place.boxes, place.remote) if isinstance(place, Site) else (0, False)
            found[place.id] = PlaceOf(
                place.id,
                place.name,
                place.lat,
                place.lon,
                boxes,
                isinstance(place, Hub),
                place.id in self.estimated,
                remote,
            )
        return found

    @cached_property
    def vehicles(self) -> dict[str, VehicleClass]:
        return {one.id: one for one in self.problem.vehicles}

    def vehicle_name(self, vehicle: str, unit: int | None = None) -> str:
        one = self.vehicles.get(vehicle)
        name = one.type if one else vehicle
        return name if unit is None or (one and one.count == 1) else f"{name} {unit}"

    def name(self, code: str) -> str:
        place = self.places.get(code)
        return place.name if place else code

    def date_of(self, day: int) -> date:
        return self.voting_day + timedelta(days=day)

    def at(self, day: int, minute: int) -> datetime:
        """A moment of the plan, aware."""
        start = datetime.combine(self.date_of(day), time(), tzinfo=self.zone)
        return start + timedelta(minutes=minute)

    @cached_property
    def routes(self) -> list[RouteLine]:
        if self.result is None:
            return []
        ordered = sorted(self.result.routes, key=lambda one: (one.day, one.vehicle, one.unit, one.hub))
        return [self._route(one) for one in ordered if one.trips]

    @cached_property
    def by_id(self) -> dict[str, RouteLine]:
        return {route.id: route for route in self.routes}

    @cached_property
    def days(self) -> list[DayLines]:
        days: dict[int, list[RouteLine]] = {}
        for route in self.routes:
            days.setdefault(route.route.day, []).append(route)
        return [DayLines(self.date_of(day), day, tuple(routes)) for day, routes in sorted(days.items())]

    def _route(self, route: Route) -> RouteLine:
        number = 0
        trips = []
        for at, trip in enumerate(route.trips, start=1):
            stops = []
            for stop in trip.stops:
                number += 1
                stops.append(
                    StopLine(
                        number,
                        stop,
                        self.places.get(stop.site) or PlaceOf(stop.site, stop.site, 0, 0, 0, hub=False, estimated=True),
                        at,
                        self.at(route.day, stop.arrive),
                        self.at(route.day, stop.leave),
                    )
                )
            trips.append(TripLine(at, trip, tuple(stops)))
        hub = self.places.get(route.hub) or PlaceOf(route.hub, route.hub, 0, 0, 0, hub=True, estimated=True)
        return RouteLine(
            route, self.vehicle_name(route.vehicle, route.unit), hub, self.date_of(route.day), tuple(trips)
        )

    # Figures -------------------------------------------------------------------------------------------------------

    @property
    def boxes(self) -> int:
        return sum(site.boxes for site in self.problem.sites)

    @property
    def unserved(self) -> tuple[Unserved, ...]:
        return self.result.unserved if self.result else ()

    @property
    def unserved_boxes(self) -> int:
        return sum(one.boxes for one in self.unserved)

    @property
    def served_boxes(self) -> int:
        return self.boxes - self.unserved_boxes

    @property
    def served_sites(self) -> int:
        return len(self.problem.sites) - len({one.site for one in self.unserved})

    @property
    def shortages(self) -> tuple[Shortage, ...]:
        return self.result.shortages if self.result else ()

    @property
    def last_arrival(self) -> datetime | None:
        if self.result is None or self.result.last_arrival is None:
            return None
        return self.at(*self.result.last_arrival)

    @property
    def deadline(self) -> datetime:
        return self.at(self.problem.rules.last_day, self.problem.rules.deadline_minute)

    @cached_property
    def broken(self) -> list[Mapping[str, Any]]:
        """Rules that a version edited by hand breaks."""
        return list((self.plan.result or {}).get("broken", []))

    @cached_property
    def changes(self) -> list[Mapping[str, Any]]:
        """What a replanned version changed, and therefore who must be told."""
        return list((self.plan.result or {}).get("changes", []))

    def arrivals(self) -> dict[str, tuple[datetime, str]]:
        """When each place has all that it gets, and by which route."""
        last: dict[str, tuple[datetime, str]] = {}
        for route in self.routes:
            for stop in route.stops:
                known = last.get(stop.place.id)
                if known is None or stop.leave > known[0]:
                    last[stop.place.id] = (stop.leave, route.id)
        return last


def problem_of_version(plan: Plan) -> Problem:
    """The problem that a version answers: as it was asked, or with what happened on the way."""
    return problem_from((plan.result or {}).get("problem") or plan.inputs["problem"])


def with_figures(problem: Problem, result: Mapping[str, Any]) -> dict[str, Any]:
    """A result as it is kept: with the few figures that lists of versions show."""
    boxes = sum(site.boxes for site in problem.sites)
    left = sum(one["boxes"] for one in result["unserved"])
    figures = {
        "boxes": boxes,
        "served_boxes": boxes - left,
        "sites": len(problem.sites),
        "served_sites": len(problem.sites) - len({one["site"] for one in result["unserved"]}),
        "routes": sum(1 for route in result["routes"] if route["trips"]),
        "broken": len(result.get("broken", [])),
    }
    return {**result, "figures": figures}


def sheet_of(plan: Plan) -> Sheet:
    """Reads a version. Needs its inputs, result, region and election."""
    inputs = plan.inputs
    return Sheet(
        plan=plan,
        problem=problem_of_version(plan),
        result=plan_from(plan.result) if plan.result else None,
        voting_day=plan.election.voting_day,
        estimated=frozenset(inputs.get("estimated", [])),
        assumptions=[Assumption.from_value(one) for one in inputs.get("assumptions", [])],
        options=Options.from_value(inputs.get("options", {})),
    )
