"""Why boxes found no vehicle."""

from __future__ import annotations

from dataclasses import replace

from siaga.engines.distribution.lines import Task
from siaga.engines.distribution.plan import Reason
from siaga.engines.distribution.problem import DAY, VehicleClass
from siaga.engines.distribution.repair import Workshop
from siaga.engines.distribution.rules import Rule
from siaga.engines.distribution.walking import Tour

_REASONS = (
    (Rule.ROAD, Reason.UNREACHABLE),
    (Rule.REMOTE, Reason.DAYS),
    (Rule.DAYS, Reason.DAYS),
    (Rule.TIMETABLE, Reason.HOURS),
    (Rule.WINDOW, Reason.WINDOW),
    (Rule.DEADLINE, Reason.WINDOW),
)


def reason(shop: Workshop, task: Task) -> Reason:
    """What stands in the way: of the tries with an empty vehicle, the one that gets furthest says it."""
    place = shop.places.all[task.load.site]
    vehicles = [
        vehicle
        for vehicle in shop.places.problem.vehicles
        if shop.places.is_origin(vehicle.depot, place)
        and shop.places.can_use(vehicle, place.id)
        and any(not shop.out((vehicle.id, unit, shop.rules.last_day)) for unit in _units(vehicle))
    ]
    if not vehicles:
        return Reason.ACCESS
    if not shop.days(task):
        return Reason.DAYS
    if task.load.site in shop.hurried:
        return Reason.TIME
    broken = set[Rule]()
    for day in shop.days(task):
        for vehicle in vehicles:
            load = replace(task.load, boxes=min(task.load.boxes, vehicle.capacity_boxes), kg=0.0)
            today, minute = divmod(shop.now, DAY)
            tour = Tour((load,), not_before=minute + shop.rules.load_minutes if day == today else 0)
            faults = shop.walker.walk(vehicle, day, vehicle.depot, [tour]).faults
            if not faults:
                return _short_of(shop, task)
            broken.update(fault.rule for fault in faults)
    return next((why for rule, why in _REASONS if rule in broken), Reason.HOURS)


def _short_of(shop: Workshop, task: Task) -> Reason:
    """An empty vehicle could bring it, but there is none."""
    hub = shop.places.all[task.load.site].hub
    if hub in shop.short_hubs:
        return Reason.HUB
    limit = shop.rules.escorts_per_day
    if limit is not None and all(shop.routes_of_day(day) >= limit for day in shop.days(task)):
        return Reason.ESCORT
    lines = list(shop.candidates(task))
    if any(len(line.tours) < line.vehicle.max_trips for line in lines):
        return Reason.HOURS
    return Reason.CAPACITY


def _units(vehicle: VehicleClass) -> range:
    return range(1, vehicle.count + 1)
