"""What no vehicle could ever bring, found before any search, with the reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from siaga.engines.distribution.echelons import hubs_of
from siaga.engines.distribution.plan import Reason
from siaga.engines.distribution.problem import DAY, Hub, Problem, Site, VehicleClass
from siaga.engines.distribution.splitting import room
from siaga.engines.distribution.timing import Drop, Timetable


def impossible(timetable: Timetable, place: Hub | Site, boxes: int, kg: float) -> Reason | None:
    """Why no vehicle can bring even one box there on any day, each alone on an empty day; None where one can."""
    problem = timetable.problem
    hubs = hubs_of(problem, place)
    at = [vehicle for vehicle in problem.vehicles if vehicle.depot in hubs and vehicle.count > 0]
    usable = [vehicle for vehicle in at if timetable.travel.can_use(vehicle, place.id)]
    if not usable:
        return Reason.ACCESS
    per_box = kg / boxes if boxes else 0.0
    carrying = [vehicle for vehicle in usable if room(vehicle, per_box) > 0]
    if not carrying:
        return Reason.CAPACITY
    days = timetable.days(place.id)
    if not days:
        return Reason.DAYS
    detours = any(place.id in pair for pair in problem.closed)
    reached = [vehicle for vehicle in carrying if _reached(timetable, vehicle, place.id, around=detours)]
    if not reached:
        return Reason.UNREACHABLE
    if detours or any(_alone(timetable, vehicle, place.id, days) for vehicle in reached):
        return None
    return Reason.WINDOW if _with_open_windows(timetable, reached, place, days) else Reason.HOURS


def _reached(timetable: Timetable, vehicle: VehicleClass, place: str, *, around: bool) -> bool:
    """Whether there is a way there and back; around: by way of another place where the straight one is closed."""
    travel, home = timetable.travel, vehicle.depot
    if travel.leg(vehicle, home, place).minutes is not None and travel.leg(vehicle, place, home).minutes is not None:
        return True
    if not around:
        return False
    others = [name for name in (*timetable.hubs, *timetable.sites) if name not in (home, place)]
    return any(
        travel.leg(vehicle, home, other).minutes is not None and travel.leg(vehicle, other, place).minutes is not None
        for other in others
    )


def _alone(timetable: Timetable, vehicle: VehicleClass, place: str, days: Sequence[int]) -> bool:
    tried = {days[0], days[-1]}
    return any(timetable.route(vehicle, 1, day, [[Drop(place, 1)]]) is not None for day in tried)


def _with_open_windows(
    timetable: Timetable, vehicles: Sequence[VehicleClass], place: Hub | Site, days: Sequence[int]
) -> bool:
    problem: Problem = timetable.problem
    if isinstance(place, Hub):
        return False
    open_site = replace(place, windows=((0, DAY),))
    sites = tuple(open_site if site.id == place.id else site for site in problem.sites)
    opened = Timetable(replace(problem, sites=sites), timetable.travel)
    return any(_alone(opened, vehicle, place.id, days) for vehicle in vehicles)
