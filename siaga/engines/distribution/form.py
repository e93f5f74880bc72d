"""Problems and plans as plain dicts, for files and the database; a form says its version."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from siaga.engines.distribution.plan import (
    Plan,
    Reason,
    Repair,
    RepairKind,
    Route,
    Shortage,
    Stop,
    Trip,
    Unserved,
)
from siaga.engines.distribution.problem import (
    Estimates,
    Hub,
    HubKind,
    MatrixRow,
    Problem,
    Road,
    Rules,
    Site,
    TimeSource,
    VehicleClass,
)

PROBLEM_FORM = "siaga.distribution.problem/1"
PLAN_FORM = "siaga.distribution.plan/1"

Form = Mapping[str, Any]


class UnknownForm(ValueError):
    """A dict that is no form of ours, or of another version."""


def problem_json(problem: Problem) -> dict[str, Any]:
    estimates = problem.estimates
    return {
        "form": PROBLEM_FORM,
        "hubs": [
            {
                **_place(hub),
                "kind": hub.kind.value,
                "departures": list(hub.departures),
                "opens": hub.opens,
                "closes": hub.closes,
            }
            for hub in problem.hubs
        ],
        "sites": [
            {
                **_place(site),
                "boxes": site.boxes,
                "kg": site.kg,
                "windows": [list(window) for window in site.windows],
                "remote": site.remote,
                "tier": site.tier,
                "first_day": site.first_day,
                "last_day": site.last_day,
            }
            for site in problem.sites
        ],
        "vehicles": [
            {
                **{name: getattr(vehicle, name) for name in _VEHICLE},
                "access": sorted(road.value for road in vehicle.access),
            }
            for vehicle in problem.vehicles
        ],
        "rules": {name: getattr(problem.rules, name) for name in _RULES},
        "matrix": [[r.from_id, r.to_id, r.road.value, r.minutes, r.km, r.source.value] for r in problem.matrix],
        "estimates": {
            "detour": {road.value: value for road, value in estimates.detour.items()},
            "speed_kmh": {road.value: value for road, value in estimates.speed_kmh.items()},
            "rain": {road.value: value for road, value in estimates.rain.items()},
            "last_km": estimates.last_km,
        },
        "closed": sorted(list(pair) for pair in problem.closed),
    }


def problem_from(form: Form) -> Problem:
    _expect(form, PROBLEM_FORM)
    return Problem(
        hubs=tuple(
            Hub(
                **_place_from(hub),
                kind=HubKind(hub["kind"]),
                departures=tuple(hub["departures"]),
                opens=hub["opens"],
                closes=hub["closes"],
            )
            for hub in form["hubs"]
        ),
        sites=tuple(
            Site(
                **_place_from(site),
                boxes=site["boxes"],
                kg=site["kg"],
                windows=tuple((opens, closes) for opens, closes in site["windows"]),
                remote=site["remote"],
                tier=site["tier"],
                first_day=site["first_day"],
                last_day=site["last_day"],
            )
            for site in form["sites"]
        ),
        vehicles=tuple(
            VehicleClass(
                **{name: vehicle[name] for name in _VEHICLE},
                access=frozenset(Road(road) for road in vehicle["access"]),
            )
            for vehicle in form["vehicles"]
        ),
        rules=Rules(**{name: form["rules"][name] for name in _RULES}),
        matrix=tuple(
            MatrixRow(at, to, Road(road), minutes, km, TimeSource(source))
            for at, to, road, minutes, km, source in form["matrix"]
        ),
        estimates=Estimates(
            detour=_by_road(form["estimates"]["detour"]),
            speed_kmh=_by_road(form["estimates"]["speed_kmh"]),
            rain=_by_road(form["estimates"]["rain"]),
            last_km=form["estimates"]["last_km"],
        ),
        closed=frozenset((one, other) for one, other in form["closed"]),
    )


def plan_json(plan: Plan) -> dict[str, Any]:
    return {
        "form": PLAN_FORM,
        "routes": [_route(route) for route in plan.routes],
        "unserved": [{"site": u.site, "boxes": u.boxes, "reason": u.reason.value} for u in plan.unserved],
        "shortages": [_shortage(shortage) for shortage in plan.shortages],
        "cost": plan.cost,
        "km": plan.km,
        "drive_minutes": plan.drive_minutes,
        "last_arrival": None if plan.last_arrival is None else list(plan.last_arrival),
        "margin_minutes": plan.margin_minutes,
        "sources": dict(plan.sources),
        "bound": plan.bound,
        "seconds": plan.seconds,
        "seed": plan.seed,
    }


def plan_from(form: Form) -> Plan:
    _expect(form, PLAN_FORM)
    last = form["last_arrival"]
    return Plan(
        routes=tuple(_route_from(route) for route in form["routes"]),
        unserved=tuple(Unserved(u["site"], u["boxes"], Reason(u["reason"])) for u in form["unserved"]),
        shortages=tuple(_shortage_from(shortage) for shortage in form["shortages"]),
        cost=form["cost"],
        km=form["km"],
        drive_minutes=form["drive_minutes"],
        last_arrival=None if last is None else (last[0], last[1]),
        margin_minutes=form["margin_minutes"],
        sources=dict(form["sources"]),
        bound=form["bound"],
        seconds=form["seconds"],
        seed=form["seed"],
    )


_PLACE = ("id", "name", "lat", "lon", "hub", "service_minutes", "group")
_RULES = (
    "first_day",
    "last_day",
    "deadline_minute",
    "remote_lead_days",
    "escorts_per_day",
    "load_minutes",
    "reload_minutes",
)
_VEHICLE = (
    "id",
    "type",
    "count",
    "capacity_boxes",
    "depot",
    "capacity_kg",
    "speed_factor",
    "shift_start",
    "shift_end",
    "max_drive_minutes",
    "max_trips",
    "cost_fixed",
    "cost_km",
    "cost_hour",
)
_ROUTE = ("vehicle", "unit", "day", "hub", "km", "drive_minutes", "cost", "locked")
_STOP = ("site", "arrive", "start", "leave", "boxes", "kg")


def _expect(form: Form, name: str) -> None:
    if form.get("form") != name:
        raise UnknownForm(f"{name} expected, {form.get('form')!r} found")


def _place(place: Hub | Site) -> dict[str, Any]:
    return {**{name: getattr(place, name) for name in _PLACE}, "access": place.access.value}


def _place_from(form: Form) -> dict[str, Any]:
    return {**{name: form[name] for name in _PLACE}, "access": Road(form["access"])}


def _by_road(form: Form) -> dict[Road, float]:
    return {Road(road): value for road, value in form.items()}


def _route(route: Route) -> dict[str, Any]:
    return {
        **{name: getattr(route, name) for name in _ROUTE},
        "trips": [
            {
                "depart": trip.depart,
                "back": trip.back,
                "stops": [{name: getattr(stop, name) for name in _STOP} for stop in trip.stops],
            }
            for trip in route.trips
        ],
    }


def _route_from(form: Form) -> Route:
    trips = tuple(
        Trip(
            trip["depart"], trip["back"], tuple(Stop(**{name: stop[name] for name in _STOP}) for stop in trip["stops"])
        )
        for trip in form["trips"]
    )
    return Route(**{name: form[name] for name in _ROUTE}, trips=trips)


def _shortage(shortage: Shortage) -> dict[str, Any]:
    repair = shortage.repair
    return {
        "reason": shortage.reason.value,
        "sites": list(shortage.sites),
        "boxes": shortage.boxes,
        "hub": shortage.hub,
        "vehicles": list(shortage.vehicles),
        "days": list(shortage.days),
        "repair": None
        if repair is None
        else {
            "kind": repair.kind.value,
            "amount": repair.amount,
            "vehicle": repair.vehicle,
            "hub": repair.hub,
            "day": repair.day,
            "checked": repair.checked,
        },
    }


def _shortage_from(form: Form) -> Shortage:
    repair = form["repair"]
    return Shortage(
        reason=Reason(form["reason"]),
        sites=tuple(form["sites"]),
        boxes=form["boxes"],
        hub=form["hub"],
        vehicles=tuple(form["vehicles"]),
        days=tuple(form["days"]),
        repair=None if repair is None else Repair(**{**repair, "kind": RepairKind(repair["kind"])}),
    )
