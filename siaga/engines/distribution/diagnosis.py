"""What a plan is short of, said so that something can be done about it: never a bare "infeasible".

Boxes that stay are put together by hub and by the vehicles that could bring them. Each such shortage gets its reason
and the smallest repair that was found: one was added and the problem solved again, without what other shortages leave.
Additions are first tried beside the plan (new vehicles, or the fleet on new days, bring only what is left), which
proves them with a small search; then fewer of them with everything planned anew.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil

from siaga.engines.distribution.echelons import arrivals, hubs_of
from siaga.engines.distribution.plan import Reason, Repair, RepairKind, Route, Shortage, Unserved
from siaga.engines.distribution.problem import DAY, Problem, Site, VehicleClass
from siaga.engines.distribution.repairing import applied, only, reduced
from siaga.engines.distribution.splitting import room
from siaga.engines.distribution.timing import Timetable
from siaga.engines.distribution.travel import Travel

Tried = tuple[tuple[Route, ...], tuple[Unserved, ...]]
Attempt = Callable[[Problem, float], Tried]
"""Routes and what they leave, of a problem, found in so many seconds."""

STEP = 60
"""Minutes by which shifts and windows are widened."""
MOST_VEHICLES = 256
MOST_DAYS = 14
WHOLE = 150
"""Up to so many boxes-and-sites a whole problem is solved anew for each trial without a thought."""


@dataclass(frozen=True, slots=True)
class _Group:
    reason: Reason
    hub: str
    boxes: Mapping[str, int]
    vehicles: tuple[VehicleClass, ...]

    @property
    def amount(self) -> int:
        return sum(self.boxes.values())


@dataclass(frozen=True, slots=True)
class _Checked:
    repair: Repair
    cost: float


def diagnosed(
    problem: Problem, routes: Sequence[Route], unserved: Sequence[Unserved], attempt: Attempt, *, seconds: float
) -> tuple[tuple[Unserved, ...], tuple[Shortage, ...]]:
    """What stays, with its true reason, and the shortages behind it with their repairs."""
    return _Diagnosis(problem, routes, unserved, attempt, seconds).made()


class _Diagnosis:
    def __init__(
        self,
        problem: Problem,
        routes: Sequence[Route],
        unserved: Sequence[Unserved],
        attempt: Attempt,
        seconds: float,
    ) -> None:
        self.problem = problem
        self.routes = routes
        self.unserved = unserved
        self.attempt = attempt
        self.travel = Travel(problem)
        self.timetable = Timetable(problem, self.travel)
        self.end = time.process_time() + seconds
        self.sites = {site.id: site for site in problem.sites}

    def made(self) -> tuple[tuple[Unserved, ...], tuple[Shortage, ...]]:
        groups = self._groups()
        found = []
        reasons: dict[str, Reason] = {}
        for n, group in enumerate(groups):
            until = time.process_time() + max(0.0, self.end - time.process_time()) / (len(groups) - n)
            group = replace(group, reason=self._reason(group))
            checked = self._repaired(group, until)
            found.append(
                Shortage(
                    reason=group.reason,
                    sites=tuple(sorted(group.boxes)),
                    boxes=group.amount,
                    hub=group.hub,
                    vehicles=tuple(vehicle.id for vehicle in group.vehicles),
                    days=tuple(sorted({day for site in group.boxes for day in self.timetable.days(site)})),
                    repair=checked.repair if checked else None,
                )
            )
            reasons |= dict.fromkeys(group.boxes, group.reason)
        left = tuple(Unserved(one.site, one.boxes, reasons[one.site]) for one in self.unserved)
        return left, tuple(sorted(found, key=lambda shortage: (-shortage.boxes, shortage.sites)))

    def _groups(self) -> list[_Group]:
        by_kind: dict[tuple[Reason, str, tuple[str, ...]], dict[str, int]] = {}
        for one in self.unserved:
            site = self.sites[one.site]
            hub = site.hub or min(hubs_of(self.problem, site))
            able = tuple(vehicle.id for vehicle in self._able(site))
            by_kind.setdefault((one.reason, hub, able), {})[one.site] = one.boxes
        classes = {vehicle.id: vehicle for vehicle in self.problem.vehicles}
        return [
            _Group(reason, hub, boxes, tuple(classes[name] for name in able))
            for (reason, hub, able), boxes in sorted(by_kind.items())
        ]

    def _able(self, site: Site) -> list[VehicleClass]:
        hubs = hubs_of(self.problem, site)
        return [v for v in self.problem.vehicles if v.depot in hubs and v.count and self.travel.can_use(v, site.id)]

    def _reason(self, group: _Group) -> Reason:
        """Of what the search left: room that is too small even if no hour counted, else hours."""
        if group.reason is not Reason.TIME:
            return group.reason
        names = {vehicle.id for vehicle in group.vehicles}
        wanted, kg = 0, 0.0
        days: set[int] = set()
        for site in self.problem.sites:
            if site.boxes and {v.id for v in self._able(site)} <= names and self._able(site):
                wanted, kg = wanted + site.boxes, kg + site.kg
                days |= set(self.timetable.days(site.id))
        trips = sum(v.count * v.max_trips * room(v, kg / wanted if wanted else 0.0) for v in group.vehicles)
        return Reason.CAPACITY if trips * len(days) < wanted else Reason.HOURS

    # Repairs

    def _repaired(self, group: _Group, until: float) -> _Checked | None:
        """The cheapest of the repairs that were tried and held: fewest, then least cost."""
        best: _Checked | None = None
        kinds = self._candidates(group)
        for n, kind in enumerate(kinds):
            if time.process_time() >= until:
                break
            by = time.process_time() + (until - time.process_time()) / (len(kinds) - n)
            found = self._smallest(group, kind, by, best)
            if found is not None and (best is None or _rank(found) < _rank(best)):
                best = found
        return best

    def _candidates(self, group: _Group) -> list[Repair]:
        """Kinds of repair that can help, with an amount of 1 step; the most usual first."""
        if group.reason is Reason.UNREACHABLE:
            return [Repair(RepairKind.ROAD, 1, hub=group.hub)]
        found: list[Repair] = []
        upper = [hub.hub for hub in self.problem.hubs if hub.id == group.hub and hub.hub]
        if group.reason is Reason.ESCORT:
            found.append(Repair(RepairKind.ESCORT, 1))
        found += [Repair(RepairKind.VEHICLE, 1, v.id, v.depot) for v in group.vehicles]
        if group.reason is Reason.HUB:
            found += [
                Repair(RepairKind.VEHICLE, 1, v.id, hub)
                for hub in upper
                for v in self.problem.vehicles
                if v.depot == hub and self.travel.can_use(v, group.hub)
            ]
        if not group.vehicles:
            found += self._borrowed(group)
        found.append(Repair(RepairKind.DAY, 1))
        if self.problem.rules.escorts_per_day is not None and group.reason in (
            Reason.HOURS,
            Reason.CAPACITY,
            Reason.HUB,
        ):
            found.append(Repair(RepairKind.ESCORT, 1))
        if group.reason in (Reason.HOURS, Reason.TIME, Reason.HUB, Reason.WINDOW):
            found.append(Repair(RepairKind.HOURS, STEP, hub=group.hub))
        if group.reason is Reason.HUB:
            found += [Repair(RepairKind.HOURS, STEP, hub=hub) for hub in upper]
        if group.reason in (Reason.WINDOW, Reason.TIME, Reason.HOURS):
            found.append(Repair(RepairKind.WINDOW, STEP, hub=group.hub))
        if group.reason is Reason.ACCESS or any(set(pair) & set(group.boxes) for pair in self.problem.closed):
            found.append(Repair(RepairKind.ROAD, 1, hub=group.hub))
        return found

    def _borrowed(self, group: _Group) -> list[Repair]:
        """Vehicles of a class that other hubs have and that could come there."""
        found = []
        for vehicle in self.problem.vehicles:
            moved = replace(vehicle, depot=group.hub)
            if vehicle.depot != group.hub and all(self.travel.can_use(moved, site) for site in group.boxes):
                found.append(Repair(RepairKind.VEHICLE, 1, vehicle.id, group.hub))
        return found

    def _smallest(self, group: _Group, kind: Repair, until: float, best: _Checked | None) -> _Checked | None:
        steps = self._steps(kind)
        if best is not None:
            steps = [amount for amount in steps if _amount(replace(kind, amount=amount)) <= _amount(best.repair)]
        if not steps:
            return None
        proven = self._beside(group, kind, steps, until)
        found = proven
        low, high = 0, len(steps) - 1 if proven is None else steps.index(proven.repair.amount) - 1
        small = sum(1 for site in self.problem.sites if site.boxes) + len(self.problem.hubs) <= WHOLE
        probe = 0 if small or proven is None else max(0, high)
        while low <= high and time.process_time() < until:
            middle = probe if probe <= high else (low + high) // 2
            trial = self._whole(group, replace(kind, amount=steps[middle]), until)
            if trial is not None:
                found, high = trial, middle - 1
            else:
                low = middle + 1
            probe = (low + high) // 2
            if trial is None and found is None:
                probe = min(high, max(low, 2 * middle))
        return found

    def _steps(self, kind: Repair) -> list[int]:
        match kind.kind:
            case RepairKind.VEHICLE:
                return list(range(1, MOST_VEHICLES + 1))
            case RepairKind.DAY:
                return list(range(1, MOST_DAYS + 1))
            case RepairKind.HOURS | RepairKind.WINDOW:
                return [STEP * n for n in range(1, 9)]
            case RepairKind.ESCORT:
                fleet = sum(vehicle.count for vehicle in self.problem.vehicles)
                return list(range(1, max(2, fleet - (self.problem.rules.escorts_per_day or 0) + 1)))
            case RepairKind.ROAD:
                return [1]

    def _beside(self, group: _Group, kind: Repair, steps: Sequence[int], until: float) -> _Checked | None:
        """The smallest addition that alone brings all that this shortage names, the plan staying as it is."""
        if self.problem.rules.escorts_per_day is not None or group.reason in (Reason.HUB, Reason.ACCESS):
            return None
        if kind.kind not in (RepairKind.VEHICLE, RepairKind.DAY):
            return None
        half = time.process_time() + (until - time.process_time()) / 2
        low = min(len(steps) - 1, self._at_least(group, kind) - 1)
        high, found = None, None
        n = low
        while n < len(steps) and time.process_time() < half:
            problem = self._only_added(group, replace(kind, amount=steps[n]))
            trial = None
            if problem is not None:
                routes, left = self.attempt(problem, max(0.3, (half - time.process_time()) / 4))
                trial = None if left else sum(route.cost for route in routes)
            if trial is not None:
                extra = sum(route.cost for route in self.routes)
                found, high = _Checked(replace(kind, amount=steps[n], checked=True), trial + extra), n
            else:
                low = n + 1
            if high is None:
                n = n + max(1, n // 2)
            elif low < high:
                n = (low + high) // 2
            else:
                break
        return found

    def _at_least(self, group: _Group, kind: Repair) -> int:
        """Vehicles or days that these boxes need whatever the routes: full loads, straight there and back."""
        added = [v for v in group.vehicles if kind.kind is RepairKind.DAY or v.id == kind.vehicle]
        if not added:
            return 1
        minutes = 0.0
        for name, boxes in group.boxes.items():
            site = self.sites[name]
            per_box = site.kg / site.boxes if site.boxes else 0.0
            shares = []
            for vehicle in added:
                there, back = (
                    self.travel.leg(vehicle, vehicle.depot, name),
                    self.travel.leg(vehicle, name, vehicle.depot),
                )
                if there.minutes is not None and back.minutes is not None and room(vehicle, per_box):
                    shares.append((there.minutes + back.minutes) * boxes / room(vehicle, per_box))
            minutes += min(shares, default=0.0)
        shift = max(vehicle.shift_end - vehicle.shift_start for vehicle in added)
        if kind.kind is RepairKind.DAY:
            return max(1, ceil(minutes / (shift * sum(vehicle.count for vehicle in added))))
        days = {day for name in group.boxes for day in self.timetable.days(name)}
        return max(1, ceil(minutes / (shift * max(1, len(days)))))

    def _only_added(self, group: _Group, repair: Repair) -> Problem | None:
        rules = self.problem.rules
        sites = only(self.problem, group.boxes)
        hubs = self.problem.hubs
        below = {hub.id for hub in hubs if hub.hub}
        if repair.kind is RepairKind.DAY:
            if group.hub in below:
                return None
            days = replace(rules, first_day=rules.first_day - repair.amount, last_day=rules.first_day - 1)
            days = replace(days, remote_lead_days=0, deadline_minute=DAY)
            return replace(self.problem, sites=sites, vehicles=group.vehicles, rules=days)
        added = next((v for v in group.vehicles if v.id == repair.vehicle), None)
        if added is None:
            return None
        came = [one.day for one in arrivals(self.routes, group.hub)]
        if group.hub in below:
            hubs = tuple(replace(hub, hub="") if hub.id == group.hub else hub for hub in hubs)
            rules = replace(rules, first_day=max(came, default=rules.last_day) + 1)
            if rules.first_day > rules.last_day:
                return None
        return replace(
            self.problem, hubs=hubs, sites=sites, vehicles=(replace(added, count=repair.amount),), rules=rules
        )

    def _whole(self, group: _Group, repair: Repair, until: float) -> _Checked | None:
        """The repair with everything planned anew, without what the other shortages leave."""
        others = {one.site: one.boxes for one in self.unserved if one.site not in group.boxes}
        problem = applied(reduced(self.problem, others), repair, set(group.boxes))
        routes, left = self.attempt(problem, max(0.3, (until - time.process_time()) / 3))
        if left:
            return None
        return _Checked(replace(repair, checked=True), sum(route.cost for route in routes))


def _amount(repair: Repair) -> float:
    """How much is added, with an hour like a vehicle or a day."""
    return repair.amount / STEP if repair.kind in (RepairKind.HOURS, RepairKind.WINDOW) else float(repair.amount)


def _rank(checked: _Checked) -> tuple[float, float]:
    return _amount(checked.repair), checked.cost
