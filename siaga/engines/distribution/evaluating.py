"""What given routes come to: their times, kilometres and cost computed anew, and every rule that they break.

For what a person changes by hand: the answer comes at once, and says everything that is wrong, not the first thing.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from siaga.engines.distribution.places import Places
from siaga.engines.distribution.plan import Plan, Route, Unserved
from siaga.engines.distribution.problem import DAY, Problem, moment
from siaga.engines.distribution.rules import Rule
from siaga.engines.distribution.walking import (
    Fault,
    LegsOn,
    Load,
    Tour,
    Walk,
    Walker,
    cost_of,
    last_arrival,
    margin,
    shares_of,
    tours_of,
    usual,
)

_ROUTE_ID = re.compile(r"(?P<vehicle>.+)-(?P<unit>\d+)/H(?P<day>[+-]\d+)")


@dataclass(frozen=True, slots=True)
class Broken:
    """A rule that is broken: by which route, at which stop, by how much (the unit is said at ``Rule``).

    trip and stop count from 0; they and the names are empty where the rule is not about one.
    """

    rule: Rule
    amount: float
    route: str = ""
    site: str = ""
    trip: int | None = None
    stop: int | None = None
    day: int | None = None
    vehicle: str = ""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Routes with their times as they will be, and what they break. ``ok``: nothing."""

    routes: tuple[Route, ...]
    broken: tuple[Broken, ...]
    cost: float
    km: float
    drive_minutes: int
    last_arrival: tuple[int, int] | None
    margin_minutes: int | None
    sources: dict[str, float]

    @property
    def ok(self) -> bool:
        return not self.broken


def evaluate(
    problem: Problem,
    routes: Sequence[Route],
    *,
    legs_on: LegsOn | None = None,
    unserved: Iterable[Unserved] = (),
    stated: bool = False,
) -> Evaluation:
    """Walk every route again and name what is broken.

    A trip leaves when it says, or later when loading, the hub or the timetable hold it up. stated: it leaves when it
    says whatever that breaks. unserved: boxes that are known to stay behind, which then are not told as missing.
    """
    places = Places(problem)
    walker = Walker(places, legs_on or usual(problem), stated=stated)
    broken: list[Broken] = []
    timed: list[Route] = []
    walks: list[Walk] = []
    for route in routes:
        unknown = _unknown(places, route)
        if unknown:
            broken.extend(unknown)
            timed.append(route)
            continue
        vehicle = places.vehicles[route.vehicle]
        walk = walker.walk(vehicle, route.day, route.hub, tours_of(route))
        again = route_of(places, route, walk)
        timed.append(again)
        walks.append(walk)
        broken.extend(fault_of(again, fault) for fault in walk.faults)
        broken.extend(_origins(places, again))
    broken.extend(across(places, timed, unserved))
    return Evaluation(
        tuple(timed),
        tuple(broken),
        cost=round(sum(route.cost for route in timed), 2),
        km=round(sum(route.km for route in timed), 3),
        drive_minutes=sum(route.drive_minutes for route in timed),
        last_arrival=last_arrival(timed),
        margin_minutes=margin(problem, timed),
        sources=shares_of(walks),
    )


def across(places: Places, routes: Sequence[Route], unserved: Iterable[Unserved]) -> list[Broken]:
    """What routes break together: the fleet, escorts, what each place must get, and hubs that have nothing yet."""
    return [
        *_fleet(places, routes),
        *_escorts(places, routes),
        *_demand(places, routes, unserved),
        *hub_order(places, routes),
    ]


def route_of(places: Places, route: Route, walk: Walk) -> Route:
    """The route with the times, kilometres and cost of a walk."""
    vehicle = places.vehicles[route.vehicle]
    return replace(
        route,
        trips=tuple(walk.trips),
        km=round(walk.km, 3),
        drive_minutes=walk.drive,
        cost=round(cost_of(vehicle, walk.trips, walk.km, places.rules.load_minutes), 2),
    )


def fault_of(route: Route, fault: Fault) -> Broken:
    return Broken(
        fault.rule, fault.amount, route.id, fault.site, fault.trip, fault.stop, day=route.day, vehicle=route.vehicle
    )


def _unknown(places: Places, route: Route) -> list[Broken]:
    found = []
    if route.vehicle not in places.vehicles:
        found.append(Broken(Rule.UNKNOWN, 1, route.id, day=route.day, vehicle=route.vehicle))
    if route.hub not in places.hubs:
        found.append(Broken(Rule.UNKNOWN, 1, route.id, route.hub, day=route.day))
    for at, trip in enumerate(route.trips):
        for number, stop in enumerate(trip.stops):
            if stop.site not in places.all:
                found.append(Broken(Rule.UNKNOWN, 1, route.id, stop.site, at, number, day=route.day))
    return found


def _origins(places: Places, route: Route) -> Iterable[Broken]:
    if places.vehicles[route.vehicle].depot != route.hub:
        yield Broken(Rule.ORIGIN, 1, route.id, route.hub, day=route.day, vehicle=route.vehicle)
    for at, trip in enumerate(route.trips):
        for number, stop in enumerate(trip.stops):
            if not places.is_origin(route.hub, places.all[stop.site]):
                yield Broken(Rule.ORIGIN, 1, route.id, stop.site, at, number, route.day, route.vehicle)


def _fleet(places: Places, routes: Sequence[Route]) -> Iterable[Broken]:
    seen = Counter[tuple[str, int, int]]()
    for route in routes:
        vehicle = places.vehicles.get(route.vehicle)
        key = (route.vehicle, route.unit, route.day)
        seen[key] += 1
        if (vehicle is not None and not 1 <= route.unit <= vehicle.count) or seen[key] == 2:
            yield Broken(Rule.FLEET, 1, route.id, day=route.day, vehicle=route.vehicle)


def _escorts(places: Places, routes: Sequence[Route]) -> Iterable[Broken]:
    limit = places.rules.escorts_per_day
    if limit is None:
        return
    for day, count in sorted(Counter(route.day for route in routes if route.trips).items()):
        if count > limit:
            yield Broken(Rule.ESCORT, count - limit, day=day)


def _demand(places: Places, routes: Sequence[Route], unserved: Iterable[Unserved]) -> Iterable[Broken]:
    brought: dict[str, int] = defaultdict(int)
    weight: dict[str, float] = defaultdict(float)
    for route in routes:
        for trip in route.trips:
            for stop in trip.stops:
                brought[stop.site] += stop.boxes
                weight[stop.site] += stop.kg
    known: dict[str, int] = defaultdict(int)
    for left in unserved:
        known[left.site] += left.boxes
    for site in places.problem.sites:
        over = brought[site.id] + known[site.id] - site.boxes
        if over:
            yield Broken(Rule.DEMAND, over, site=site.id)
        elif not known[site.id] and abs(weight[site.id] - site.kg) > 0.01:
            yield Broken(Rule.WEIGHT, weight[site.id] - site.kg, site=site.id)
    passed = places.passed_on()
    for hub in places.problem.hubs:
        if hub.hub and brought[hub.id] > passed[hub.id][0]:
            yield Broken(Rule.DEMAND, brought[hub.id] - passed[hub.id][0], site=hub.id)


def hub_order(places: Places, routes: Iterable[Route]) -> list[Broken]:
    """Trips that leave a hub with boxes that have not come there yet."""
    moves: dict[str, list[tuple[int, int, int, str, int]]] = defaultdict(list)
    for route in routes:
        origin = places.hubs.get(route.hub)
        for at, trip in enumerate(route.trips):
            if origin is not None and origin.hub:
                moves[route.hub].append((moment(route.day, trip.depart), 1, -trip.boxes, route.id, at))
            for stop in trip.stops:
                if stop.site in places.hubs:
                    moves[stop.site].append((moment(route.day, stop.leave), 0, stop.boxes, route.id, at))
    broken = []
    for hub in sorted(moves):
        here = missing = 0
        for when, _, boxes, route_id, at in sorted(moves[hub]):
            here += boxes
            if boxes < 0 and -here > missing:
                broken.append(Broken(Rule.HUB, -here - missing, route_id, hub, at, day=when // DAY))
                missing = -here
    return broken


class EditRefused(ValueError):
    """A change by hand that means nothing: what it names is not there, or is locked."""

    def __init__(self, why: str, what: str) -> None:
        super().__init__(f"{why}: {what}")
        self.why = why
        self.what = what


def lock_route(plan: Plan, route: str, locked: bool = True) -> Plan:
    """Nothing but a person's hand changes a locked route."""
    found = _route(plan, route)
    return replace(plan, routes=_with(plan.routes, replace(found, locked=locked)))


def move_stop(
    problem: Problem,
    plan: Plan,
    site: str,
    from_route: str,
    to_route: str,
    position: int | tuple[int, int] | None = None,
    *,
    legs_on: LegsOn | None = None,
) -> tuple[Plan, Evaluation]:
    """A site's boxes go from one route to another one, which may be one that is not there yet (``truk-2/H-3``).

    position: the stop before which it comes, counted over the whole route; or (trip, place in it), where the number of
    trips means a new one; None: where it breaks least and costs least. Two visits of one trip become one.
    """
    legs_on = legs_on or usual(problem)
    source = _unlocked(plan, from_route)
    moved = [stop for trip in source.trips for stop in trip.stops if stop.site == site]
    if not moved:
        raise EditRefused("stop", site)
    trips = tuple(replace(trip, stops=tuple(s for s in trip.stops if s.site != site)) for trip in source.trips)
    left = replace(source, trips=tuple(trip for trip in trips if trip.stops))
    routes = _with(plan.routes, left)
    if to_route == from_route:
        target = left
    else:
        target = next((route for route in routes if route.id == to_route), None) or _new_route(problem, to_route)
        if target.locked:
            raise EditRefused("locked", to_route)
        if all(route.id != to_route for route in routes):
            routes = (*routes, target)
    spots = _spots(target) if position is None else [_spot(target, position)]
    places = Places(problem)
    walker = Walker(places, legs_on)
    vehicle = places.vehicles[target.vehicle]
    load = Load(site, sum(stop.boxes for stop in moved), sum(stop.kg for stop in moved))
    best: tuple[float, bool, float] | None = None
    for spot in spots:
        for anew in (False, True):
            walk = walker.walk(vehicle, target.day, target.hub, _inserted(target, spot, load, anew=anew))
            worth = (walk.late, anew, cost_of(vehicle, walk.trips, walk.km, places.rules.load_minutes))
            if best is None or worth < best:
                best, chosen = worth, walk
    changed = _with(routes, route_of(places, target, chosen))
    return revised(problem, plan, changed, legs_on=legs_on)


def swap_vehicle(
    problem: Problem,
    plan: Plan,
    route: str,
    vehicle: str,
    unit: int,
    *,
    day: int | None = None,
    legs_on: LegsOn | None = None,
) -> tuple[Plan, Evaluation]:
    """Another vehicle drives a route, on its day or another one; the two change places when that one drives too."""
    found = _unlocked(plan, route)
    known = {each.id: each for each in problem.vehicles}
    if vehicle not in known or found.vehicle not in known:
        raise EditRefused("vehicle", vehicle)
    changed = replace(found, vehicle=vehicle, unit=unit, day=found.day if day is None else day)
    routes = list(plan.routes)
    other = next((each for each in plan.routes if each.id == changed.id and each.id != found.id), None)
    if other is not None:
        if other.locked:
            raise EditRefused("locked", other.id)
        routes[routes.index(other)] = replace(other, vehicle=found.vehicle, unit=found.unit, day=found.day)
    routes[routes.index(found)] = changed
    return revised(problem, plan, routes, legs_on=legs_on)


def revised(
    problem: Problem, plan: Plan, routes: Sequence[Route], *, legs_on: LegsOn | None = None
) -> tuple[Plan, Evaluation]:
    """The plan with other routes: its figures follow, and what was proven or found of the old one goes."""
    kept = [route for route in routes if route.trips]
    found = evaluate(problem, kept, legs_on=legs_on, unserved=plan.unserved)
    return replace(
        plan,
        routes=found.routes,
        cost=found.cost,
        km=found.km,
        drive_minutes=found.drive_minutes,
        last_arrival=found.last_arrival,
        margin_minutes=found.margin_minutes,
        sources=found.sources,
        bound=None,
    ), found


def _route(plan: Plan, route: str) -> Route:
    for each in plan.routes:
        if each.id == route:
            return each
    raise EditRefused("route", route)


def _unlocked(plan: Plan, route: str) -> Route:
    found = _route(plan, route)
    if found.locked:
        raise EditRefused("locked", route)
    return found


def _with(routes: Iterable[Route], changed: Route) -> tuple[Route, ...]:
    return tuple(changed if route.id == changed.id else route for route in routes)


def _new_route(problem: Problem, route: str) -> Route:
    """The empty route that an id stands for: a vehicle that has been idle on that day."""
    found = _ROUTE_ID.fullmatch(route)
    vehicle = next((each for each in problem.vehicles if found and each.id == found["vehicle"]), None)
    if found is None or vehicle is None:
        raise EditRefused("route", route)
    return Route(vehicle.id, int(found["unit"]), int(found["day"]), vehicle.depot, (), 0.0, 0, 0.0)


def _spots(route: Route) -> list[tuple[int, int]]:
    within = [(at, place) for at, trip in enumerate(route.trips) for place in range(len(trip.stops) + 1)]
    return [*within, (len(route.trips), 0)]


def _spot(route: Route, position: int | tuple[int, int]) -> tuple[int, int]:
    if isinstance(position, tuple):
        at, place = position
        if 0 <= at < len(route.trips) and 0 <= place <= len(route.trips[at].stops):
            return at, place
        if at == len(route.trips) and place == 0:
            return position
        raise EditRefused("position", str(position))
    left = position
    for at, trip in enumerate(route.trips):
        if 0 <= left < len(trip.stops) or (left == len(trip.stops) and at == len(route.trips) - 1):
            return at, left
        left -= len(trip.stops)
    if left == 0:
        return len(route.trips), 0
    raise EditRefused("position", str(position))


def _inserted(route: Route, spot: tuple[int, int], load: Load, *, anew: bool) -> tuple[Tour, ...]:
    """The route's trips with a load at a spot; anew: the changed trip may leave at another time than it did."""
    at, place = spot
    tours = list(tours_of(route))
    if at == len(tours):
        return (*tours, Tour((load,)))
    loads = list(tours[at].loads)
    same = next((number for number, each in enumerate(loads) if each.site == load.site), None)
    if same is None:
        loads.insert(place, load)
    else:
        loads[same] = Load(load.site, loads[same].boxes + load.boxes, loads[same].kg + load.kg)
    tours[at] = Tour(tuple(loads), None if anew else tours[at].depart)
    return tuple(tours)
