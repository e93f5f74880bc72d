"""Re-checks a distribution plan against its problem, from the statements in ``problem.py`` and ``travel.py`` alone.

It shares no code with the engine, only the value classes, and computes travel times, loads and stocks by itself.
``broken`` names every rule that a plan breaks: it believes no figure that the plan states about itself.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass

from siaga.engines.distribution.plan import Plan, Route
from siaga.engines.distribution.problem import Hub, HubKind, Problem, Road, Site, TimeSource, VehicleClass

RULES = (
    "access",
    "arithmetic",
    "capacity",
    "closed road",
    "days",
    "deadline",
    "demand",
    "driving hours",
    "echelon order",
    "escorts",
    "fleet",
    "home hub",
    "loading",
    "remote first",
    "shift",
    "timetable",
    "travel time",
    "trips",
    "weight",
    "window",
)


@dataclass(frozen=True, slots=True)
class Break:
    rule: str
    where: str
    what: str


class Checker:
    def __init__(self, problem: Problem) -> None:
        self.p = problem
        self.hubs = {h.id: h for h in problem.hubs}
        self.sites = {s.id: s for s in problem.sites}
        self.classes = {v.id: v for v in problem.vehicles}
        self.found: list[Break] = []

    def note(self, rule: str, where: str, what: str) -> None:
        assert rule in RULES
        self.found.append(Break(rule, where, what))

    # Travel, computed here

    def may_come(self, v: VehicleClass, place: Hub | Site) -> bool:
        if place.id == v.depot:
            return True
        if place.access in v.access:
            return True
        return isinstance(place, Hub) and place.kind == HubKind.CROSSING and Road.BOAT in v.access

    def pace(self, road: Road) -> float:
        return self.p.estimates.detour[road] / self.p.estimates.speed_kmh[road] * 60

    def least(self, v: VehicleClass, at: Hub | Site, to: Hub | Site) -> tuple[float, float]:
        """Minutes and kilometres that this leg takes at the least, by matrix row or by the formula."""
        for source in (TimeSource.MEASURED, TimeSource.ROADS):
            for ends in ((at.id, to.id), (to.id, at.id)):
                rows = [
                    r
                    for r in self.p.matrix
                    if (r.from_id, r.to_id) == ends and r.source == source and r.road in v.access
                ]
                if rows:
                    fastest = min(rows, key=lambda r: (math.ceil(r.minutes / v.speed_factor - 1e-6), r.km))
                    return fastest.minutes / v.speed_factor, fastest.km
        a1, o1, a2, o2 = (math.radians(x) for x in (at.lat, at.lon, to.lat, to.lon))
        cosine = math.sin((a2 - a1) / 2) ** 2 + math.cos(a1) * math.cos(a2) * math.sin((o2 - o1) / 2) ** 2
        crow = 2 * 6371.0088 * math.asin(min(1.0, math.sqrt(cosine)))
        main = Road.BOAT if Road.BOAT in v.access else min(v.access, key=lambda road: (self.pace(road), road.value))
        piece = min(self.p.estimates.last_km, crow / 2)
        parts = [(crow - 2 * piece, main)]
        for end in (at, to):
            usable = end.access in v.access and not (Road.BOAT in v.access and isinstance(end, Hub))
            parts.append((piece, end.access if usable else main))
        km = sum(length * self.p.estimates.detour[road] for length, road in parts)
        return sum(length * self.pace(road) for length, road in parts) / v.speed_factor, km

    # The rules

    def check(self, plan: Plan) -> list[Break]:
        for route in plan.routes:
            if route.vehicle not in self.classes:
                self.note("fleet", route.id, "no such vehicle class")
                continue
            self.route(route, self.classes[route.vehicle])
        self.fleet(plan)
        self.demand(plan)
        self.stocks(plan)
        self.totals(plan)
        return self.found

    def route(self, route: Route, v: VehicleClass) -> None:
        rules, hub = self.p.rules, self.hubs[v.depot]
        if route.hub != v.depot:
            self.note("home hub", route.id, f"starts at {route.hub}, not at {v.depot}")
        if not rules.first_day <= route.day <= rules.last_day:
            self.note("days", route.id, f"runs on {route.day}")
        if len(route.trips) > v.max_trips:
            self.note("trips", route.id, f"{len(route.trips)} trips, {v.max_trips} allowed")
        free = v.shift_start
        drive, km = 0, 0.0
        for number, trip in enumerate(route.trips):
            load = rules.reload_minutes if number else rules.load_minutes
            if trip.depart < free + load:
                rule = "loading" if number or trip.depart >= free else "shift"
                self.note(rule, route.id, f"leaves at {trip.depart}, {load} minutes of loading from {free}")
            if hub.departures and trip.depart not in hub.departures:
                self.note("timetable", route.id, f"leaves at {trip.depart}, not at a departure of {hub.id}")
            if not hub.opens <= trip.depart <= hub.closes:
                self.note("window", route.id, f"leaves {hub.id} at {trip.depart}, while it is shut")
            boxes, kg = sum(s.boxes for s in trip.stops), sum(s.kg for s in trip.stops)
            if boxes > v.capacity_boxes:
                self.note("capacity", route.id, f"{boxes} boxes in room for {v.capacity_boxes}")
            if v.capacity_kg and kg > v.capacity_kg + 1e-3:
                self.note("weight", route.id, f"{kg} kg in {v.capacity_kg}")
            at: Hub | Site = hub
            clock = trip.depart
            for stop in trip.stops:
                to = self.place(stop.site)
                if to is None:
                    self.note("demand", route.id, f"no such place: {stop.site}")
                    continue
                minutes, length = self.leg(route, v, at, to)
                if stop.arrive < clock + minutes - 1e-6:
                    self.note("travel time", route.id, f"at {to.id} {stop.arrive - clock} minutes after {at.id}")
                drive, km = drive + math.ceil(minutes - 1e-6), km + length
                self.visit(route, to, stop.arrive, stop.start, stop.leave)
                at, clock = to, stop.leave
            minutes, length = self.leg(route, v, at, hub)
            if trip.back < clock + minutes - 1e-6:
                self.note("travel time", route.id, f"back {trip.back - clock} minutes after {at.id}")
            drive, km = drive + math.ceil(minutes - 1e-6), km + length
            free = trip.back
        if route.trips and route.trips[-1].back > v.shift_end:
            self.note("shift", route.id, f"back at {route.trips[-1].back}, shift ends {v.shift_end}")
        if v.max_drive_minutes is not None and drive > v.max_drive_minutes:
            self.note("driving hours", route.id, f"{drive} minutes of driving, {v.max_drive_minutes} allowed")
        self.figures(route, v, drive, km)

    def place(self, name: str) -> Hub | Site | None:
        return self.sites.get(name) or self.hubs.get(name)

    def leg(self, route: Route, v: VehicleClass, at: Hub | Site, to: Hub | Site) -> tuple[float, float]:
        if (at.id, to.id) in self.p.closed or (to.id, at.id) in self.p.closed:
            self.note("closed road", route.id, f"{at.id} – {to.id}")
        if at.id == to.id:
            return 0.0, 0.0
        if not self.may_come(v, to):
            self.note("access", route.id, f"{to.id} is {to.access.value}")
        return self.least(v, at, to)

    def visit(self, route: Route, to: Hub | Site, arrive: int, start: int, leave: int) -> None:
        rules = self.p.rules
        if start < arrive or leave < start + to.service_minutes:
            self.note("window", route.id, f"service at {to.id} from {start} to {leave}, there from {arrive}")
        if isinstance(to, Hub):
            if not to.opens <= start <= to.closes:
                self.note("window", route.id, f"{to.id} is shut at {start}")
            served_from = {to.hub}
        else:
            if not any(opens <= start <= closes for opens, closes in to.windows):
                self.note("window", route.id, f"{to.id} is shut at {start}")
            if to.first_day is not None and route.day < to.first_day:
                self.note("days", route.id, f"{to.id} not before {to.first_day}")
            if to.last_day is not None and route.day > to.last_day:
                self.note("days", route.id, f"{to.id} not after {to.last_day}")
            if to.remote and route.day > rules.last_day - rules.remote_lead_days:
                self.note("remote first", route.id, f"{to.id} on {route.day}")
            served_from = {to.hub} if to.hub else {h.id for h in self.p.hubs if not h.hub}
        if route.day == rules.last_day and start > rules.deadline_minute:
            self.note("deadline", route.id, f"{to.id} at {start}")
        if route.hub not in served_from:
            self.note("home hub", route.id, f"{to.id} is not served from {route.hub}")

    def figures(self, route: Route, v: VehicleClass, drive: int, km: float) -> None:
        if abs(route.km - km) > 0.01 or route.drive_minutes != drive:
            self.note("arithmetic", route.id, f"{route.km} km, {route.drive_minutes} min for {km:.3f} km, {drive} min")
        if not route.trips:
            return
        hours = (route.trips[-1].back - route.trips[0].depart + self.p.rules.load_minutes) / 60
        cost = v.cost_fixed + v.cost_km * km + v.cost_hour * hours
        if abs(route.cost - cost) > 0.01 * max(1.0, v.cost_km):
            self.note("arithmetic", route.id, f"cost {route.cost}, should be {cost:.2f}")

    def fleet(self, plan: Plan) -> None:
        seen: set[tuple[str, int, int]] = set()
        per_day: dict[int, int] = defaultdict(int)
        for route in plan.routes:
            key = (route.vehicle, route.unit, route.day)
            count = self.classes[route.vehicle].count if route.vehicle in self.classes else 0
            if key in seen or not 1 <= route.unit <= count:
                self.note("fleet", route.id, f"unit {route.unit} of {count}")
            seen.add(key)
            per_day[route.day] += 1
        limit = self.p.rules.escorts_per_day
        for day, amount in per_day.items():
            if limit is not None and amount > limit:
                self.note("escorts", f"H{day:+d}", f"{amount} routes, {limit} escorts")

    def demand(self, plan: Plan) -> None:
        boxes: dict[str, int] = defaultdict(int)
        kg: dict[str, float] = defaultdict(float)
        for route in plan.routes:
            for trip in route.trips:
                for stop in trip.stops:
                    boxes[stop.site] += stop.boxes
                    kg[stop.site] += stop.kg
                    if stop.boxes <= 0:
                        self.note("demand", route.id, f"{stop.boxes} boxes for {stop.site}")
        left: dict[str, int] = defaultdict(int)
        for unserved in plan.unserved:
            left[unserved.site] += unserved.boxes
        for site in self.sites.values():
            if boxes[site.id] + left[site.id] != site.boxes:
                self.note("demand", site.id, f"{boxes[site.id]} brought, {left[site.id]} left of {site.boxes}")
            if not left[site.id] and abs(kg[site.id] - site.kg) > 0.01:
                self.note("demand", site.id, f"{kg[site.id]} kg of {site.kg}")

    def stocks(self, plan: Plan) -> None:
        """What has left a hub at any moment was there by then."""
        moves: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
        for route in plan.routes:
            for trip in route.trips:
                moves[route.hub].append((route.day * 1440 + trip.depart, 1, -sum(s.boxes for s in trip.stops)))
                for stop in trip.stops:
                    if stop.site in self.hubs:
                        moves[stop.site].append((route.day * 1440 + stop.leave, 0, stop.boxes))
        for name, changes in moves.items():
            if not self.hubs[name].hub:
                continue
            stock = 0
            for when, _, amount in sorted(changes):
                stock += amount
                if stock < 0:
                    self.note("echelon order", name, f"{-stock} boxes leave at {when} before they are there")
                    break

    def totals(self, plan: Plan) -> None:
        if abs(plan.cost - sum(r.cost for r in plan.routes)) > 1 or abs(plan.km - sum(r.km for r in plan.routes)) > 0.1:
            self.note("arithmetic", "plan", "totals are not the sums of the routes")
        if plan.drive_minutes != sum(r.drive_minutes for r in plan.routes):
            self.note("arithmetic", "plan", "driving is not the sum of the routes")
        starts = [(r.day, s.arrive) for r in plan.routes for t in r.trips for s in t.stops]
        last = max(starts, default=None)
        if plan.last_arrival != last:
            self.note("arithmetic", "plan", f"last arrival {plan.last_arrival}, should be {last}")
        if last is not None:
            margin = (self.p.rules.last_day - last[0]) * 1440 + self.p.rules.deadline_minute - last[1]
            if plan.margin_minutes != margin:
                self.note("arithmetic", "plan", f"margin {plan.margin_minutes}, should be {margin}")


def breaks(problem: Problem, plan: Plan) -> list[Break]:
    """Everything that the plan breaks."""
    return Checker(problem).check(plan)


def broken(problem: Problem, plan: Plan) -> set[str]:
    """The names of the rules that the plan breaks."""
    return {one.rule for one in breaks(problem, plan)}
