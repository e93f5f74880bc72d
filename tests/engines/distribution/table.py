"""Travel as a plain table of minutes, and small plans made by hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from siaga.engines.distribution.plan import Plan, Route, Stop, Trip
from siaga.engines.distribution.problem import (
    Hub,
    HubKind,
    Leg,
    Problem,
    Road,
    Rules,
    Site,
    TimeSource,
    VehicleClass,
)

ROADS = frozenset({Road.ASPHALT, Road.GRAVEL})


class Table:
    """Minutes by pair, both ways; a pair that is not in it cannot be passed. A kilometre a minute."""

    def __init__(self, minutes: Mapping[tuple[str, str], int], closed: Iterable[tuple[str, str]] = ()) -> None:
        self.minutes = {**{(b, a): m for (a, b), m in minutes.items()}, **minutes}
        for a, b in closed:
            self.minutes.pop((a, b), None)
            self.minutes.pop((b, a), None)

    def leg(self, vehicle: VehicleClass, from_id: str, to_id: str) -> Leg:
        minutes = 0 if from_id == to_id else self.minutes.get((from_id, to_id))
        return Leg(minutes, float(minutes or 0), TimeSource.MEASURED)

    def __call__(self, _day: int) -> Table:
        return self


def hub(name: str = "gudang", **more: object) -> Hub:
    return Hub(name, name, 0.0, 0.0, **more)  # type: ignore[arg-type]


def ppk(name: str, **more: object) -> Hub:
    return hub(name, **{"kind": HubKind.DISTRICT, "hub": "gudang", **more})


def site(name: str, boxes: int = 2, **more: object) -> Site:
    return Site(name, name, 0.0, 0.0, boxes, **{"hub": "gudang", "service_minutes": 10, **more})  # type: ignore[arg-type]


def truck(name: str = "truk", count: int = 1, boxes: int = 20, **more: object) -> VehicleClass:
    plain = {"access": ROADS, "depot": "gudang", "cost_km": 1.0, "cost_fixed": 10.0, "cost_hour": 6.0}
    return VehicleClass(name, name, count, boxes, **{**plain, **more})  # type: ignore[arg-type]


def route(vehicle: str, unit: int, day: int, *trips: tuple[int, dict[str, int]], hub: str = "gudang") -> Route:
    """trips: departure, and boxes by site; the times come from ``evaluate``."""
    made = tuple(
        Trip(depart, depart, tuple(Stop(name, depart, depart, depart, boxes) for name, boxes in stops.items()))
        for depart, stops in trips
    )
    return Route(vehicle, unit, day, hub, made, 0.0, 0, 0.0)


def problem(*parts: Hub | Site | VehicleClass, rules: Rules | None = None, **more: object) -> Problem:
    hubs = tuple(part for part in parts if isinstance(part, Hub))
    return Problem(
        hubs or (hub(),),
        tuple(part for part in parts if isinstance(part, Site)),
        tuple(part for part in parts if isinstance(part, VehicleClass)),
        rules or Rules(first_day=-3, last_day=-1),
        **more,  # type: ignore[arg-type]
    )


def plan(*routes: Route) -> Plan:
    return Plan(routes)


def star(
    *names: str, minutes: int = 30, between: int = 20, hubs: Iterable[str] = ("gudang",)
) -> dict[tuple[str, str], int]:
    """Every place as far from every hub, and from each other."""
    table = {(h, name): minutes for h in hubs for name in names if h != name}
    return {**{(a, b): between for a in names for b in names if a != b}, **table}
