"""One echelon as a model of PyVRP: a vehicle type for each class and day, profiles that forbid what access forbids.

Every day has the same axis, minutes after midnight; a vehicle type is a class on one day, so windows repeat by
themselves and days that a place may not be served on are arcs forbidden to that day's types. Loading is the service
time of depots. Departures of a timetable are depots that are open for one minute.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Any

import numpy as np

from siaga.engines.distribution.plan import Route
from siaga.engines.distribution.problem import Hub, HubKind, VehicleClass
from siaga.engines.distribution.splitting import room
from siaga.engines.distribution.stage import Piece, Stage, Stopper
from siaga.engines.distribution.timing import Drop, Timetable
from siaga.engines.distribution.travel import UNREACHABLE, Ints

if TYPE_CHECKING:
    import pyvrp

KM_UNITS = 100.0
"""Units of the search's cost for a kilometre of the dearest vehicle."""
MOST_PENALTY = 1e7
"""For a unit of load or a minute too much: above the price of a visit, or the search buys its visits with overloads."""
SCARCE = 20_000
"""Units of the search's cost for a vehicle more on a day, where escorts are few."""
FAR = 2**62
"""No limit of distance."""
FORBIDDEN = 10**8
"""Distance and duration of an arc that nothing may use: far above any plan, far below what breaks the search."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What a vehicle type of the model stands for."""

    vehicle: VehicleClass
    day: int


class Model:
    """A stage, written down for PyVRP, and the way back from its solutions to routes."""

    def __init__(self, timetable: Timetable, stage: Stage) -> None:
        self.timetable = timetable
        self.stage = stage
        self.problem = timetable.problem
        self.classes = {vehicle.id: vehicle for vehicle in self.problem.vehicles}
        self.kinds: list[Kind] = []
        self._hubs = sorted({self.classes[name].depot for name, _ in stage.counts})
        self._places = sorted({*self._hubs, *(piece.drop.site for piece in stage.pieces)})
        self._at = {name: n for n, name in enumerate(self._places)}
        self._clients: list[int] = []
        self._unit = self._money_unit()
        self.data = self._built()

    # What the search is told

    def _money_unit(self) -> float:
        """Rupiah in one unit of the search's cost: so that integers suffice, and penalties stay above all prices."""
        used = [self.classes[name] for name, _ in self.stage.counts]
        most = max((vehicle.cost_km for vehicle in used), default=0.0)
        hourly = max((vehicle.cost_hour for vehicle in used), default=0.0)
        fixed = max((vehicle.cost_fixed for vehicle in used), default=0.0)
        return max(most / KM_UNITS, hourly / 60 / 10, fixed / 100_000, 1e-9)

    def _free(self) -> bool:
        return not any(
            vehicle.cost_km or vehicle.cost_hour or vehicle.cost_fixed
            for vehicle in (self.classes[name] for name, _ in self.stage.counts)
        )

    def _costs(self, vehicle: VehicleClass) -> tuple[float, int, int]:
        """Units of cost for a kilometre, a minute and a day of the vehicle."""
        if self._free():
            return KM_UNITS, 4, 1000
        per_km = max(vehicle.cost_km / self._unit, 1.0)
        return per_km, round(vehicle.cost_hour / 60 / self._unit), round(vehicle.cost_fixed / self._unit)

    def _built(self) -> pyvrp.ProblemData | None:
        """None where no vehicle may bring anything."""
        import pyvrp

        points = [self.timetable.place(name) for name in self._places]
        locations = [pyvrp.Location(point.lat, point.lon) for point in points]
        clients, groups = self._written_clients()
        depots: list[pyvrp.Depot] = []
        types: list[pyvrp.VehicleType] = []
        profiles: dict[tuple[str, frozenset[str]], int] = {}
        distances: list[Any] = []
        durations: list[Any] = []
        for (name, day), count in sorted(self.stage.counts.items()):
            vehicle = self.classes[name]
            allowed = frozenset(piece.drop.site for piece in self.stage.pieces if self.may(vehicle, day, piece))
            if count <= 0 or not allowed:
                continue
            key = (name, allowed)
            if key not in profiles:
                profiles[key] = len(distances)
                distance, duration = self._matrices(vehicle, allowed)
                distances.append(distance)
                durations.append(duration)
            self._write_types(vehicle, day, count, profiles[key], durations[profiles[key]], depots, types)
        if not types:
            return None
        return pyvrp.ProblemData(locations, clients, depots, types, distances, durations, groups)

    def _written_clients(self) -> tuple[list[pyvrp.Client], list[pyvrp.ClientGroup]]:
        import pyvrp

        clients: list[pyvrp.Client] = []
        groups: list[pyvrp.ClientGroup] = []
        by_kg = any(vehicle.capacity_kg > 0 for vehicle in self.classes.values())
        prizes = self._prizes() if self.stage.optional else [0] * len(self.stage.pieces)
        for n, (piece, prize) in enumerate(zip(self.stage.pieces, prizes, strict=True)):
            windows = self._windows(piece.drop.site)
            load = [piece.drop.boxes, *([ceil(piece.drop.kg * 10 - 1e-6)] if by_kg else [])]
            group = None
            if len(windows) > 1:
                group = len(groups)
                members = list(range(len(clients), len(clients) + len(windows)))
                groups.append(pyvrp.ClientGroup(members, required=not self.stage.optional))
            for opens, closes in windows:
                self._clients.append(n)
                clients.append(
                    pyvrp.Client(
                        location=self._at[piece.drop.site],
                        delivery=load,
                        service_duration=self.timetable.service(piece.drop.site),
                        tw_early=opens,
                        tw_late=closes,
                        prize=prize,
                        required=not self.stage.optional and group is None,
                        group=group,
                    )
                )
        return clients, groups

    def _windows(self, place: str) -> Sequence[tuple[int, int]]:
        """Of every day alike: those of the first on which it may be served."""
        days = self.timetable.days(place)
        return (self.timetable.windows(place, days[0]) if days else ()) or ((0, 0),)

    def _prizes(self) -> list[int]:
        """Above what a vehicle's whole day costs, and rising with the boxes."""
        day = 1
        for name, _ in self.stage.counts:
            vehicle = self.classes[name]
            per_km, per_minute, fixed = self._costs(vehicle)
            shift = vehicle.shift_end - vehicle.shift_start
            day = max(day, round(fixed + shift * per_minute + shift / 60 * 60 * per_km))
        mean = sum(piece.drop.boxes for piece in self.stage.pieces) / max(1, len(self.stage.pieces))
        return [round(day * (1 + piece.drop.boxes / mean)) for piece in self.stage.pieces]

    def may(self, vehicle: VehicleClass, day: int, piece: Piece) -> bool:
        """Whether a vehicle of this class may bring this piece on this day, times and ways not looked at."""
        drop = piece.drop
        per_box = drop.kg / drop.boxes if drop.boxes else 0.0
        if vehicle.depot not in piece.hubs or day < piece.not_before or room(vehicle, per_box) < drop.boxes:
            return False
        return day in self.timetable.days(drop.site) and self.timetable.travel.can_use(vehicle, drop.site)

    def _matrices(self, vehicle: VehicleClass, allowed: frozenset[str]) -> tuple[Ints, Ints]:
        """Cost of distance and minutes; with a limit on driving the distance is minutes, at a mean cost."""
        minutes, km = self.timetable.travel.matrices(vehicle, self._places)
        forbidden = minutes == UNREACHABLE
        for n, name in enumerate(self._places):
            if name not in allowed and name != vehicle.depot:
                forbidden[n, :] = forbidden[:, n] = True
        np.fill_diagonal(forbidden, False)
        duration = np.where(forbidden, FORBIDDEN, minutes).astype(np.int64)
        if limits_driving(vehicle):
            distance = duration.copy()
        else:
            distance = np.where(forbidden, FORBIDDEN, np.rint(km * self._costs(vehicle)[0])).astype(np.int64)
        return distance, duration

    def _write_types(
        self,
        vehicle: VehicleClass,
        day: int,
        count: int,
        profile: int,
        duration: Ints,
        depots: list[pyvrp.Depot],
        types: list[pyvrp.VehicleType],
    ) -> None:
        import pyvrp

        hub = self.timetable.hubs[vehicle.depot]
        rules = self.problem.rules
        ready = max(vehicle.shift_start, self.stage.ready.get((hub.id, day), 0))
        end = vehicle.shift_end
        if day == rules.last_day and self._deadline_bites():
            end = min(end, rules.deadline_minute)
        per_km, per_minute, fixed = self._costs(vehicle)
        limit = vehicle.max_drive_minutes if limits_driving(vehicle) else None
        each = 1
        if limit is not None:
            each = max(1, round(per_km * self._pace(vehicle)))
        home = self._at[hub.id]
        if self.stage.scarce:
            fixed += SCARCE
        fixed += (day - rules.first_day) * max(1, fixed // 1000)  # of two equal days the earlier one

        def add(first: tuple[int, int], reloads: Sequence[tuple[int, int]], late: int, trips: int) -> None:
            start = len(depots)
            depots.append(pyvrp.Depot(home, *first, rules.load_minutes))
            for opens, closes in reloads:
                depots.append(pyvrp.Depot(home, opens, closes, rules.reload_minutes))
            depots.append(pyvrp.Depot(home))
            types.append(
                pyvrp.VehicleType(
                    num_available=count,
                    capacity=self._capacity(vehicle),
                    start_depot=start,
                    end_depot=len(depots) - 1,
                    fixed_cost=fixed,
                    tw_early=first[0],
                    tw_late=late,
                    unit_distance_cost=each,
                    unit_duration_cost=per_minute,
                    profile=profile,
                    reload_depots=list(range(start + 1, len(depots) - 1)) if trips > 1 else [],
                    max_reloads=max(0, trips - 1),
                    max_distance=FAR if limit is None else limit,
                )
            )
            self.kinds.append(Kind(vehicle, day))

        if not hub.departures:
            opens = max(ready, hub.opens - rules.load_minutes)
            closes = min(hub.closes, end)
            if opens <= closes - rules.load_minutes:
                again = (max(0, hub.opens - rules.reload_minutes), max(0, closes - rules.reload_minutes))
                add((opens, closes - rules.load_minutes), [again], end, vehicle.max_trips)
            return
        usable = [m for m in departures(hub) if m - rules.load_minutes >= ready and m < end]
        gaps = [b - rules.reload_minutes for b in usable[1:]] + [end]
        farthest = max((int(row) for row in (duration[home] + duration[:, home]) if row < FORBIDDEN), default=0)
        if (
            len(usable) > 1
            and limit is None
            and all(m + farthest + 60 <= gap for m, gap in zip(usable, gaps, strict=True))
        ):
            for m, gap in list(zip(usable, gaps, strict=True))[: vehicle.max_trips]:
                add((m - rules.load_minutes, m - rules.load_minutes), [], gap, 1)
        elif usable:
            again_at = [(m - rules.reload_minutes, m - rules.reload_minutes) for m in usable[1:]]
            first = usable[0] - rules.load_minutes
            add((first, first), again_at, end, min(vehicle.max_trips, len(usable)))

    def _deadline_bites(self) -> bool:
        """Whether a window is open beyond the deadline, on a day that is not only the last."""
        end = self.problem.rules.deadline_minute
        return any(closes > end for piece in self.stage.pieces for _, closes in self._windows(piece.drop.site))

    def _capacity(self, vehicle: VehicleClass) -> list[int]:
        if not any(other.capacity_kg > 0 for other in self.classes.values()):
            return [vehicle.capacity_boxes]
        return [vehicle.capacity_boxes, int(vehicle.capacity_kg * 10) if vehicle.capacity_kg > 0 else 10**9]

    def _pace(self, vehicle: VehicleClass) -> float:
        """Mean kilometres in a minute between the places that the vehicle can come to."""
        minutes, km = self.timetable.travel.matrices(vehicle, self._places)
        reached = minutes > 0
        return float(km[reached].sum() / minutes[reached].sum()) if reached.any() else 0.5

    # What the search found

    def solve(self, stop: Stopper, seed: int, start: pyvrp.Solution | None = None) -> tuple[pyvrp.Solution, bool]:
        import pyvrp

        assert self.data is not None
        result = pyvrp.solve(
            self.data,
            stop,
            seed=seed,
            collect_stats=False,
            display=False,
            params=pyvrp.SolveParams(penalty=pyvrp.PenaltyParams(max_penalty=MOST_PENALTY)),
            initial_solution=start,
        )
        return result.best, result.is_feasible()

    def started(self, routes: Sequence[Route]) -> pyvrp.Solution | None:
        """These routes, whose stops are the stage's pieces in this order, as a solution; None where it cannot be told.

        Told are routes of hubs without a timetable to places with one window.
        """
        import pyvrp

        if self.data is None or len(self._clients) != len(self.stage.pieces):
            return None
        if any(self.timetable.hubs[hub].departures for hub in self._hubs):
            return None
        type_of = {(kind.vehicle.id, kind.day): n for n, kind in enumerate(self.kinds)}
        found, client = [], 0
        for route in routes:
            kind = type_of.get((route.vehicle, route.day))
            if kind is None:
                return None
            reloads = self.data.vehicle_type(kind).reload_depots
            order = []
            for number, trip in enumerate(route.trips):
                if number and not reloads:
                    return None
                order += [pyvrp.Activity(pyvrp.ActivityType.DEPOT, reloads[0])] if number else []
                order += [pyvrp.Activity(pyvrp.ActivityType.CLIENT, client + n) for n in range(len(trip.stops))]
                client += len(trip.stops)
            found.append(pyvrp.Route(self.data, order, kind))
        solution = pyvrp.Solution(self.data, found)
        return solution if solution.is_feasible() else None

    def kept(self, solution: pyvrp.Solution) -> pyvrp.Solution:
        """Of a solution of the same stage what is feasible: every route as far as it can go."""
        import pyvrp

        assert self.data is not None
        routes = []
        for route in solution.routes():
            order = [pyvrp.Activity(one.type, one.idx) for one in route.schedule()[1:-1]]
            while order:
                shorter = pyvrp.Route(self.data, order, route.vehicle_type())
                if shorter.is_feasible() and order[-1].is_client():
                    routes.append(shorter)
                    break
                order.pop()
        return pyvrp.Solution(self.data, routes)

    def routes(self, solution: pyvrp.Solution) -> tuple[list[Route], list[Drop]]:
        """The routes with our own times, and the pieces that none of them brings."""
        units: dict[tuple[str, int, int], list[list[Drop]]] = {}
        used: dict[tuple[str, int, int], int] = {}
        served: set[int] = set()
        for route in sorted(solution.routes(), key=lambda route: route.vehicle_type()):
            kind = self.kinds[route.vehicle_type()]
            slot = (kind.vehicle.id, kind.day, route.vehicle_type())
            used[slot] = used.get(slot, 0) + 1
            trips = units.setdefault((kind.vehicle.id, kind.day, used[slot]), [])
            trip: list[Drop] = []
            for activity in route.schedule():
                if activity.is_client():
                    n = self._clients[activity.idx]
                    served.add(n)
                    trip.append(self.stage.pieces[n].drop)
                elif trip:
                    trips.append(merged(trip))
                    trip = []
        found, late = [], []
        for (name, day, unit), trips in sorted(units.items()):
            ready = self.stage.ready.get((self.classes[name].depot, day), 0)
            timed = self.timetable.route(self.classes[name], unit, day, trips, ready=ready)
            if timed is None:
                late += [drop for trip in trips for drop in trip]
            else:
                found.append(timed)
        return found, [*(piece.drop for n, piece in enumerate(self.stage.pieces) if n not in served), *late]


def limits_driving(vehicle: VehicleClass) -> bool:
    """Whether the hours of driving can bind before the shift does."""
    limit = vehicle.max_drive_minutes
    return limit is not None and limit < vehicle.shift_end - vehicle.shift_start


def departures(hub: Hub) -> list[int]:
    return sorted(m for m in set(hub.departures) if hub.opens <= m <= hub.closes)


def merged(drops: Iterable[Drop]) -> list[Drop]:
    """Pieces for the same place one after the other are one stop."""
    found: list[Drop] = []
    for drop in drops:
        if found and found[-1].site == drop.site:
            last = found.pop()
            drop = Drop(drop.site, last.boxes + drop.boxes, round(last.kg + drop.kg, 6))
        found.append(drop)
    return found


def is_depot(hub: Hub) -> bool:
    return hub.kind is HubKind.DEPOT and not hub.hub
